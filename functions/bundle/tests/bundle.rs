//! The bundle as a whole: what is in it, what is not, and that it is the same every time.
#![allow(clippy::expect_used, reason = "helpers of tests fail the test")]

mod fixture;
mod golden;

use std::collections::BTreeSet;
use std::sync::Arc;

use arrow::array::{ArrayRef, Int64Array, RecordBatch, StringArray, UInt64Array, new_null_array};
use arrow::datatypes::{DataType, Field};
use bundle::{ARCHIVE, Fault, File, MANIFEST, VerifyError, render, unpack, verify};
use disclosure::{CellColumn, Cells, History, Key, KeyKind, Policy, Released, Statistic, control};
use fixture::{Fixture, behind, counts, spring_days, table, text};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use record::event::{Language, Text};
use record::table::TableSpec;

const HEAD: &str = "title.en = \"Words\"\ngrain = \"one row per word\"\nchart = { kind = \"bar\", x = \"word\", y = \"n\" }\n\
    [columns.word]\nlabel.en = \"Word\"\n[columns.n]\nlabel.en = \"Number\"\nunit = \"persons\"\n";

/// The fixture in one language, with one table of words and numbers instead of its own.
fn words(words: ArrayRef, numbers: ArrayRef) -> Fixture {
    in_english(vec![table("audience", "words", HEAD, 1, vec![("word", words), ("n", numbers)])])
}

fn in_english(tables: Vec<(TableSpec, Released)>) -> Fixture {
    let mut fixture = Fixture { tables, ..spring_days() };
    fixture.event.languages = vec![Language::En];
    fixture
}

/// A title in English.
fn titled(title: &str) -> Text {
    serde_json::from_value(serde_json::json!({ "en": title })).expect("a text")
}

fn files(fixture: &Fixture) -> Vec<File> {
    render(&fixture.report()).expect("a bundle")
}

fn read<'a>(files: &'a [File], path: &str) -> &'a str {
    let file = files.iter().find(|file| file.path == path).expect("the file");
    std::str::from_utf8(&file.bytes).expect("UTF-8")
}

type Entries = Vec<(String, Vec<u8>)>;

fn entries(files: &[File]) -> Entries {
    files.iter().map(|file| (file.path.clone(), file.bytes.clone())).collect()
}

#[test]
fn the_bundle_has_its_files_and_its_manifest_last() {
    let files = files(&spring_days());
    let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
    for kind in ["html", "pdf", "xlsx"] {
        for language in ["", ".fi", ".en", ".sv"] {
            assert!(paths.contains(&format!("report{language}.{kind}").as_str()), "{language}.{kind}");
        }
    }
    assert!(paths.contains(&"licences/fonts.txt"));
    assert_eq!(paths[paths.len() - 4..], ["datapackage.json", "manifest.schema.json", ARCHIVE, MANIFEST]);
    assert!(paths.contains(&"tables/attendance.csv") && paths.contains(&"tables/attendance.parquet"));
    assert_eq!(read(&files, "report.html"), read(&files, "report.fi.html"));
    assert_eq!(paths.len(), paths.iter().collect::<BTreeSet<_>>().len());
}

#[test]
fn the_same_inputs_give_the_same_bytes() {
    assert_eq!(files(&spring_days()), files(&spring_days()));
}

#[test]
fn the_archive_holds_all_the_other_files() {
    let mut files = files(&spring_days());
    let position = files.iter().position(|file| file.path == ARCHIVE).expect("the archive");
    let archive = files.remove(position);
    assert_eq!(unpack(&archive.bytes).expect("an archive"), files);
}

#[test]
fn a_bundle_is_verified_and_every_change_is_found() {
    let files = files(&spring_days());
    let manifest = read(&files, MANIFEST).as_bytes().to_vec();
    let verified = verify(&manifest, entries(&files)).expect("sound");
    assert_eq!(verified.files, files.len() - 2);
    assert_eq!(verified.manifest.tables.iter().find(|table| table.name == "sessions").expect("a table").hidden[0].cells, 7);

    let faults = |change: &dyn Fn(&mut Entries)| {
        let mut entries = entries(&files);
        change(&mut entries);
        match verify(&manifest, entries) {
            Err(VerifyError::Faults(faults)) => faults,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(faults(&|entries| entries[0].1[99] ^= 1), [Fault::Changed("report.html".into())]);
    assert_eq!(faults(&|entries| drop(entries.remove(0))), [Fault::Missing("report.html".into())]);
    assert_eq!(faults(&|entries| entries.push(("x.html".into(), Vec::new()))), [Fault::Unlisted("x.html".into())]);
    let archive = files.len() - 2;
    assert_eq!(faults(&|entries| entries[archive].1[3000] ^= 1), [Fault::Changed(ARCHIVE.into())]);
    assert!(matches!(verify(b"{}", Vec::new()), Err(VerifyError::Manifest(_))));
}

#[test]
fn tables_are_written_for_programs() {
    let files = files(&spring_days());
    assert_eq!(
        read(&files, "tables/attendance.csv"),
        "\u{feff}registered,cancelled,attended,no_shows,walk_ins,show_up_rate\r\n1480,61,1312,290,122,0.804\r\n"
    );
    let rooms = read(&files, "tables/rooms.csv");
    assert_eq!(rooms.lines().nth(1), Some("main,1120,2310,97.4,88.5,457,2026-05-12T10:15:00+03:00"));
    let sessions = read(&files, "tables/sessions.csv");
    assert_eq!(sessions.lines().last(), Some("closing,main,,,,,,,,"), "a hidden value is empty");
    assert!(read(&files, "tables/visitors_by_device.csv").contains("macOS,'=Chrome,198"));
    let package: serde_json::Value = serde_json::from_str(read(&files, "datapackage.json")).expect("JSON");
    let rooms = package["resources"].as_array().expect("a list").iter().find(|resource| resource["name"] == "rooms").expect("rooms");
    let types: Vec<&str> =
        rooms["schema"]["fields"].as_array().expect("a list").iter().filter_map(|field| field["type"].as_str()).collect();
    assert_eq!(types, ["string", "integer", "integer", "number", "number", "integer", "datetime"]);
}

/// Every drawing of a page.
fn drawings(page: &str) -> Vec<&str> {
    page.split("<svg").skip(1).map(|rest| rest.split("</svg>").next().expect("an end")).collect()
}

#[test]
fn pages_are_self_contained_and_drawings_are_sound() {
    let files = files(&spring_days());
    for language in ["fi", "en", "sv"] {
        let page = read(&files, &format!("report.{language}.html"));
        assert!(page.contains(&format!("<html lang=\"{language}\">")));
        for absent in ["http://", "https://", "<script", "@import", "src="] {
            assert!(!page.contains(absent), "{language}: {absent}");
        }
        assert_eq!(
            page.matches("url(").count(),
            page.matches("url(data:font/woff2;base64,").count(),
            "{language}: what is drawn on is inside"
        );
        let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "ids are unique");
        for rest in page.split("aria-labelledby=\"").skip(1).chain(page.split("aria-describedby=\"").skip(1)) {
            let names = rest.split('"').next().expect("a value");
            assert!(names.split(' ').all(|name| ids.contains(&name)), "{names}");
        }
        for rest in page.split("href=\"#").skip(1) {
            assert!(ids.contains(&rest.split('"').next().expect("a value")));
        }
        assert!(drawings(page).len() > 20);
        for drawing in drawings(page) {
            let document = format!("<svg{drawing}</svg>");
            let mut reader = Reader::from_str(&document);
            while !matches!(reader.read_event().expect("well-formed XML"), Event::Eof) {}
            assert!(drawing.contains("<title") && drawing.contains("<desc") && !drawing.contains("NaN"));
        }
    }
}

#[test]
fn headings_are_in_order() {
    let files = files(&spring_days());
    let levels: Vec<u8> = read(&files, "report.en.html")
        .match_indices("<h")
        .filter_map(|(at, _)| read(&files, "report.en.html").as_bytes().get(at + 2).copied())
        .filter(u8::is_ascii_digit)
        .collect();
    assert_eq!(levels.iter().position(|&level| level == b'1'), levels.iter().rposition(|&level| level == b'1'));
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "no level is skipped");
}

#[test]
fn the_answer_comes_first_with_titles_for_ids() {
    let files = files(&spring_days());
    let page = read(&files, "report.fi.html");
    for told in [
        "1\u{a0}312",
        "80,4\u{a0}%",
        "Päälava, 12.5. klo 10.15",
        "Avajaiset: heistä 61",
        "Suomi",
        "12.–13.5.2026",
        "Kaapelitehdas &quot;Oy&quot;",
        "Työpaja A (12.5. klo 13.50)",
    ] {
        assert!(page.contains(told), "{told}");
    }
    assert!(page.find("1\u{a0}312").expect("the visitors") < page.find("id=\"c-audience\"").expect("the first chapter"));
    assert!(page.contains("lokitiedostoista, joita oli 2 (80,1\u{a0}MB)"), "the definition is no log");
    assert!(page.contains("Tulevaisuus &lt;nyt&gt;") && !page.contains("<nyt>"));
}

#[test]
fn an_event_of_which_nothing_can_be_told_has_a_report_all_the_same() {
    let mut fixture = spring_days();
    for (spec, released) in &mut fixture.tables {
        let batch = released.batch();
        let hide = |(position, column): (usize, &ArrayRef)| {
            let keeps = !spec.columns[position].unit.is_value();
            if keeps { Arc::clone(column) } else { new_null_array(column.data_type(), column.len()) }
        };
        let columns = batch.columns().iter().enumerate().map(hide).collect();
        *released = Released::new(&spec.name, RecordBatch::try_new(batch.schema(), columns).expect("columns"), &[]).expect("cells");
    }
    let files = files(&fixture);
    let page = read(&files, "report.sv.html");
    assert!(drawings(page).is_empty() && !page.contains("id=\"answer\""));
    assert!(page.contains("I den här rapporten behövde inget döljas.") && page.contains("[c]"));
}

#[test]
fn a_table_that_is_described_otherwise_is_refused() {
    let mut fixture = words(text(&["a"]), counts(&[12]));
    fixture.tables[0].0.columns.swap(0, 1);
    assert!(matches!(render(&fixture.report()), Err(bundle::BundleError::Columns { .. })));
}

/// Three words, the number of one of them hidden.
fn with_hidden_row(position: usize) -> Fixture {
    let mut numbers = vec![40, 61, 87];
    numbers[position] = -1;
    words(text(&["a", "b", "c"]), counts(&numbers))
}

#[test]
fn a_hidden_row_is_marked_and_leaves_no_length() {
    for position in 0..3 {
        let files = files(&with_hidden_row(position));
        let page = read(&files, "report.en.html");
        let drawing = drawings(page)[0];
        assert_eq!(drawing.matches("k-bar").count(), 2);
        assert_eq!(drawing.matches(">[c]<").count(), 1);
        assert_eq!(page.matches("<td class=\"right c\">[c]</td>").count(), 1);
        assert!(page.contains("aria-describedby=\"hidden\""));
    }
}

/// Three words whose numbers went through disclosure control, as many persons behind each as it says.
fn controlled(numbers: &[u64; 3]) -> Fixture {
    let column = |name: &str, numbers: &[u64]| CellColumn {
        field: Field::new(name, DataType::UInt64, false),
        statistic: Statistic::Persons,
        values: Arc::new(UInt64Array::from(numbers.to_vec())),
        contributions: behind(name.len() as u64, numbers),
    };
    let (value, told) = (column("n", numbers), column("told", &[50, 51, 52]));
    let key = Key { field: Field::new("word", DataType::Utf8, false), values: text(&["a", "b", "c"]), kind: KeyKind::Closed };
    let cells = Cells { table: "words".to_owned(), part: 0, keys: vec![key], values: vec![value, told] };
    let released = control(vec![cells], &Policy::new(10), &History::none()).expect("well shaped").cells;
    let result = released[0].batch().project(&[0, 1]).expect("two columns");
    let (spec, _) = table("audience", "words", HEAD, 0, vec![("word", text(&["a"])), ("n", counts(&[1]))]);
    let released = Released::new("words", result, &released).expect("its own cells");
    in_english(vec![(spec, released)])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// What a program reads back from the CSV is what was released, and nothing in it runs in a spreadsheet.
    #[test]
    fn csv_reads_back_and_runs_nothing(rows in prop::collection::vec(("\\PC{0,12}|[=+@\\-\t\r\n\0\",;＝]{1,3}\\PC{0,4}", prop::option::of(any::<i32>())), 1..12)) {
        let texts: ArrayRef = Arc::new(rows.iter().map(|(text, _)| Some(text.as_str())).collect::<StringArray>());
        let numbers: ArrayRef = Arc::new(rows.iter().map(|(_, number)| number.map(i64::from)).collect::<Int64Array>());
        let files = files(&words(texts, numbers));
        let csv = read(&files, "tables/words.csv").strip_prefix('\u{feff}').expect("a byte order mark");
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("CSV");
        prop_assert_eq!(records.len(), rows.len());
        for (record, (text, number)) in records.iter().zip(&rows) {
            prop_assert!(!record[0].starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']));
            prop_assert!(&record[0] == text || record[0].strip_prefix('\'') == Some(text));
            prop_assert_eq!(&record[1], number.map_or_else(String::new, |number| number.to_string()));
        }
    }

    /// Whatever a hidden number was, every file is the same to the byte: no length, no scale, no order, no metadata tells.
    #[test]
    fn a_hidden_number_leaves_no_trace(hidden in 0_u64..10, other in 0_u64..10, told in 10_u64..5_000, position in 0_usize..3) {
        let with = |number: u64| {
            let mut numbers = [told, told + 3, 2 * told];
            numbers[position] = number;
            files(&controlled(&numbers))
        };
        prop_assert_eq!(with(hidden), with(other));
    }

    /// No text of an organizer or a visitor becomes markup.
    #[test]
    fn texts_stay_texts(text in "\\PC{0,6}[<>&\"']{1,4}\\PC{0,6}") {
        let files = files(&words(Arc::new(StringArray::from(vec![text])), counts(&[40])));
        let page = read(&files, "report.en.html");
        let tags = |page: &str| page.matches('<').count();
        let plain = self::files(&words(Arc::new(StringArray::from(vec!["x"])), counts(&[40])));
        prop_assert_eq!(tags(page), tags(read(&plain, "report.en.html")));
        for drawing in drawings(page) {
            let document = format!("<svg{drawing}</svg>");
            let mut reader = Reader::from_str(&document);
            while !matches!(reader.read_event().expect("well-formed XML"), Event::Eof) {}
        }
    }

    /// A PDF must not hold a character without a glyph, and typst knows a language of its own: any text is printed all the same, as text.
    #[test]
    fn any_text_can_be_printed(title: String, word in "\\PC{0,24}|[#$*_`@<=\\\\/~-]{1,4}\\PC{0,8}|[\u{590}-\u{6ff}\u{4e00}-\u{4eff}\u{1f300}-\u{1faff}\u{300}-\u{36f}\u{200b}-\u{206f}]{1,12}") {
        let mut fixture = words(Arc::new(StringArray::from(vec![word.as_str(), "x"])), counts(&[40, 41]));
        fixture.event.title = titled(&title);
        let files = files(&fixture);
        prop_assert!(files.iter().any(|file| file.path == "report.pdf" && file.bytes.starts_with(b"%PDF-")));
    }
}

#[test]
fn a_title_is_no_instruction() {
    for title in ["#read(\"/etc/passwd\")", "#panic()", "= a *b* _c_ `d` $e$ @f <g> \\ // /* https://a.b"] {
        let mut fixture = words(text(&[title, "#panic()"]), counts(&[40, 41]));
        fixture.event.title = titled(title);
        let files = files(&fixture);
        let pdf = files.iter().find(|file| file.path == "report.pdf").expect("the PDF");
        let metadata = String::from_utf8_lossy(&pdf.bytes);
        let written = title.replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        assert!(metadata.contains(&written) || metadata.contains(&title.replace('<', "&lt;").replace('>', "&gt;")), "{title}");
    }
}

#[test]
fn a_workbook_takes_no_text_for_a_formula_and_no_name_that_it_does_not_know() {
    let formula = "=HYPERLINK(\"https://example.org\", \"a\")";
    let head = HEAD.replace("Words", "=1+1: [a]/*b*? 'c'").replace("\"Number\"", "\"=SUM(A1)\"");
    let head = head.replace("label.en = \"Word\"", "label.en = \"\"\"=SUM(A1) (persons)\"\"\"");
    let columns = vec![("word", text(&[formula, "+1", "@x", "a\u{1}b"])), ("n", counts(&[1, 2, 3, 4]))];
    let fixture = Fixture { tables: vec![table("audience", "a1", &head, 0, columns)], ..spring_days() };
    let files = files(&fixture);
    let workbook = files.iter().find(|file| file.path == "report.en.xlsx").expect("the workbook");
    for part in unpack(&workbook.bytes).expect("a zip archive") {
        let text = std::str::from_utf8(&part.bytes).expect("UTF-8");
        if part.path.starts_with("xl/worksheets/sheet") {
            assert!(!text.contains("<f>"), "{}: a formula", part.path);
        }
        let mut reader = Reader::from_str(text);
        while !matches!(reader.read_event().expect("well-formed XML"), Event::Eof) {}
    }
}
