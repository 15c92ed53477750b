//! `kooste new`: a query file with its head and a test case, ready to be changed.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::failure::Failure;
use crate::output::Answer;
use crate::queries;

/// The name of the first test case.
const CASE: &str = "five_visitors";

/// How a column of `persons` is called.
struct Words {
    column: &'static str,
    unit: Option<&'static str>,
    en: &'static str,
    fi: &'static str,
    sv: &'static str,
    /// The end of "Visitors by …" in the three languages.
    by: [&'static str; 3],
}

/// Every category of `persons` that a new query can begin with.
const WORDS: [Words; 8] = [
    words("country", "Country", "Maa", "Land", ["country", "maittain", "per land"], Some("country")),
    words("device", "Device", "Laite", "Enhet", ["device", "laitteittain", "per enhet"], None),
    words(
        "os",
        "Operating system",
        "Käyttöjärjestelmä",
        "Operativsystem",
        ["operating system", "käyttöjärjestelmittäin", "per operativsystem"],
        None,
    ),
    words("browser", "Browser", "Selain", "Webbläsare", ["browser", "selaimittain", "per webbläsare"], None),
    words(
        "locale",
        "Language setting",
        "Kieliasetus",
        "Språkinställning",
        ["language setting", "kieliasetuksittain", "per språkinställning"],
        None,
    ),
    words("login", "Login", "Kirjautuminen", "Inloggning", ["login", "kirjautumistavoittain", "per inloggningssätt"], None),
    words(
        "mode",
        "Way of attending",
        "Osallistumistapa",
        "Deltagandesätt",
        ["way of attending", "osallistumistavoittain", "per deltagandesätt"],
        None,
    ),
    words("ticket", "Ticket", "Lippu", "Biljett", ["ticket", "lipputyypeittäin", "per biljettyp"], None),
];

const fn words(
    column: &'static str,
    en: &'static str,
    fi: &'static str,
    sv: &'static str,
    by: [&'static str; 3],
    unit: Option<&'static str>,
) -> Words {
    Words { column, unit, en, fi, sv, by }
}

pub(crate) fn run(place: Option<&str>, name: &str, chapter: &str) -> Result<Answer, Failure> {
    for (what, word) in [("table", name), ("chapter", chapter)] {
        if word.is_empty() || !word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_') {
            return Err(Failure::Usage(format!("the name of a {what} has lowercase letters, digits and _ only, as visitors_by_browser")));
        }
    }
    let folder = queries::of_author(place)?.ok_or_else(|| {
        Failure::Usage(
            "there is no folder queries/ here or above: give one with --queries DIR, or work in a clone of the repository".to_owned(),
        )
    })?;
    if let Some(other) = taken(&folder, name)? {
        return Err(Failure::Failed(format!("there is a table \"{name}\" already, in {other}: choose another name, or change that file")));
    }
    let words = begin_with(name);
    let query = folder.join("reports").join(chapter).join(format!("{name}.sql"));
    let case = cases(&folder).join(name).join(CASE);
    write(&query, &sql(words))?;
    write(&case.join("records.ndjson"), &records(words))?;
    write(&case.join("expected.csv"), &expected(words))?;
    let shown = |path: &Path| path.display().to_string();
    let text = format!(
        "{}: visitors by {}, to be changed into what you want to know\n{}: five visitors, and the rows they make\n\n\
         next:\n  kooste tables              what a query can read\n  kooste preview {} --watch   what it publishes, on every save\n  \
         kooste check {}   what could be better",
        shown(&query),
        words.by[0],
        shown(&case),
        shown(&query),
        shown(&query)
    );
    Ok(Answer::done(text, json!({ "table": name, "query": shown(&query), "case": shown(&case) })))
}

/// The file that makes a table of this name already.
fn taken(folder: &Path, name: &str) -> Result<Option<String>, Failure> {
    let set = queries::with_author(folder.is_dir().then_some(folder))?;
    let read = set.reports().find(|report| report.name == name).map(|report| report.path.clone());
    Ok(read.or_else(|| set.broken().iter().find(|file| file.name == name).map(|file| file.path.clone())))
}

/// The category that a name ends in, as `visitors_by_browser`; else the country.
fn begin_with(name: &str) -> &'static Words {
    let last = name.rsplit('_').next().unwrap_or_default();
    WORDS.iter().find(|words| words.column == last).unwrap_or(&WORDS[0])
}

/// Where test cases lie: beside the queries of a repository, else in the folder itself.
fn cases(folder: &Path) -> PathBuf {
    let beside = folder.join("../tests/queries");
    if beside.is_dir() { folder.parent().unwrap_or(Path::new("")).join("tests/queries") } else { folder.join("tests") }
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |source| Failure::io(&format!("{} could not be written", path.display()), source);
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).map_err(failed)?;
    }
    fs::write(path, text).map_err(failed)
}

fn sql(words: &Words) -> String {
    let Words { column, unit, en, fi, sv, by: [by_en, by_fi, by_sv] } = words;
    let unit = unit.map(|unit| format!("-- unit = \"{unit}\"\n")).unwrap_or_default();
    format!(
        "-- title.fi = \"Kävijät {by_fi}\"\n-- title.en = \"Visitors by {by_en}\"\n-- title.sv = \"Besökare {by_sv}\"\n\
         -- summary.fi = \"Kuinka monta kävijää oli, {by_fi}.\"\n-- summary.en = \"How many visitors there were, by {by_en}.\"\n\
         -- summary.sv = \"Hur många besökare det fanns, {by_sv}.\"\n-- grain = \"one row per {by_en}\"\n\
         -- chart = {{ kind = \"bar\", x = \"{column}\", y = \"visitors\" }}\n\
         -- [columns.{column}]\n-- label.fi = \"{fi}\"\n-- label.en = \"{en}\"\n-- label.sv = \"{sv}\"\n{unit}\
         -- [columns.visitors]\n-- label.fi = \"Kävijät\"\n-- label.en = \"Visitors\"\n-- label.sv = \"Besökare\"\n\
         -- definition.fi = \"Eri henkilöt, jotka osallistuivat tapahtumaan.\"\n\
         -- definition.en = \"Distinct persons who attended the event.\"\n\
         -- definition.sv = \"Olika personer som deltog i evenemanget.\"\n-- unit = \"persons\"\n\
         select {column}, count(distinct person) as visitors\nfrom persons\nwhere attended\ngroup by {column}\n\
         order by visitors desc nulls last, {column} nulls last\n"
    )
}

/// Two values of a category: how a record says it, and how the table tells it.
struct Sample {
    /// Attributes of the visitor's records.
    attributes: serde_json::Value,
    /// The value in the table.
    value: &'static str,
}

fn samples(words: &Words) -> [Sample; 2] {
    const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/136.0.0.0 Safari/537.36";
    const SAFARI: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Mobile/15E148 Safari/604.1";
    let told = |key: &str, values: [&'static str; 2]| values.map(|value| Sample { attributes: json!({ key: value }), value });
    let agents = |values: [&'static str; 2]| {
        let [first, second] = values;
        [
            Sample { attributes: json!({ "useragent": CHROME }), value: first },
            Sample { attributes: json!({ "useragent": SAFARI }), value: second },
        ]
    };
    match words.column {
        "device" => agents(["desktop", "mobile"]),
        "os" => agents(["Windows", "iOS"]),
        "browser" => agents(["Chrome", "Safari"]),
        "locale" => told("locale", ["fi-FI", "sv-FI"]),
        "login" => told("actorkind", ["account", "guest"]),
        "mode" => told("mode", ["online", "onsite"]),
        "ticket" => ["day", "press"].map(|value| Sample { attributes: json!({ "ticket": value }), value }),
        _ => told("country", ["FI", "SE"]),
    }
}

/// Three visitors of the first value and two of the second, each there for half an hour.
fn records(words: &Words) -> String {
    let samples = samples(words);
    let mut lines = String::new();
    let mut id = 0;
    for (visitor, sample) in ["anna", "ben", "chris", "dana", "emil"].into_iter().zip([0, 0, 0, 1, 1]) {
        for (kind, time) in [("registration.created", "08:00:00"), ("presence.join", "09:00:00"), ("presence.leave", "09:30:00")] {
            let is_registration = kind == "registration.created";
            if is_registration && words.column != "ticket" {
                continue;
            }
            id += 1;
            let mut record = json!({
                "id": id.to_string(), "source": "log", "type": kind, "time": format!("2026-05-12T{time}+03:00"),
                "event": "case", "actor": visitor, "actorkind": "account",
            });
            let attributes = samples[sample].attributes.clone();
            if is_registration {
                record["data"] = attributes;
            } else {
                record["subject"] = "main".into();
                if words.column != "ticket"
                    && let (Some(record), Some(more)) = (record.as_object_mut(), attributes.as_object())
                {
                    record.extend(more.clone());
                }
            }
            lines.push_str(&record.to_string());
            lines.push('\n');
        }
    }
    lines
}

fn expected(words: &Words) -> String {
    let [first, second] = samples(words);
    format!("{},visitors\n{},3\n{},2\n", words.column, first.value, second.value)
}

#[cfg(test)]
mod tests {
    use record::catalogue::{self, Class};

    use super::*;

    #[test]
    fn every_category_of_persons_can_be_begun_with() {
        let persons = catalogue::tables().into_iter().find(|table| table.name == "persons").expect("persons");
        let texts = persons.columns.iter().filter(|column| column.class == Class::Dimension && column.sql_type() == "text");
        assert_eq!(
            texts.map(|column| column.name).collect::<std::collections::BTreeSet<_>>(),
            WORDS.iter().map(|words| words.column).collect()
        );
        assert_eq!(begin_with("visitors_by_browser").column, "browser");
        assert_eq!(begin_with("something").column, "country");
    }

    #[test]
    fn what_is_begun_is_let_through_and_nothing_could_be_better() {
        let folder = tempfile::tempdir().expect("a folder");
        for words in &WORDS {
            let path = folder.path().join(format!("by_{}.sql", words.column));
            write(&path, &sql(words)).expect("written");
            let set = query::QuerySet::default().with_reports(&[path]).expect("read");
            let findings: Vec<String> =
                query::check(&set).into_iter().flat_map(|verdict| verdict.findings).map(|finding| finding.to_string()).collect();
            assert!(findings.is_empty(), "{findings:#?}");
        }
    }
}
