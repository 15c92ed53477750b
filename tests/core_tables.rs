//! Every core table of the contract, published and recomputed.

use std::collections::BTreeMap;

use crate::attack::found_out;
use crate::recompute::{Csv, Recomputed};
use crate::support::kooste::Root;
use crate::support::log::{Event, Log};

/// How many differences a failure shows.
const SHOWN: usize = 60;

/// Compares the published tables with the recomputed ones, and says how many values were published, and how many more could have been: at
/// most so many may be hidden to protect others.
fn compare(recomputed: &Recomputed, published: &BTreeMap<String, Csv>, hidden_most: f64) -> usize {
    let mut differences = Vec::new();
    let (mut values, mut hidden) = (0, 0);
    for table in recomputed.tables() {
        values += table.published(recomputed.definition.min_persons);
        match published.get(table.name) {
            Some(csv) => {
                let (wrong, without_need) = table.differences(&recomputed.definition, csv);
                differences.extend(wrong);
                hidden += without_need;
            }
            None => differences.push(format!("{}: there is no such table", table.name)),
        }
    }
    assert!(hidden as f64 <= hidden_most * values as f64, "{hidden} of {values} values are hidden to protect others");
    let shown = differences.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(differences.is_empty(), "{} differences in {values} values\n{shown}", differences.len());
    values - hidden
}

/// The numbers of `visitors_by_device`, sorted.
fn device_groups(published: &BTreeMap<String, Csv>) -> Vec<usize> {
    let csv = &published["visitors_by_device"];
    assert_eq!(csv.header, ["device", "os", "browser", "visitors"]);
    let mut visitors: Vec<usize> = csv.column("visitors").iter().map(|text| text.parse().expect("a number")).collect();
    visitors.sort_unstable();
    visitors
}

/// Checks that the groups of devices are true: each of the log's user agents is a combination of families of its own, and rare ones are told
/// of together.
fn check_devices(recomputed: &Recomputed, published: &BTreeMap<String, Csv>) {
    let groups = device_groups(published);
    let agents = recomputed.visitors_by_agent();
    let alone = groups.iter().filter(|visitors| agents.contains(visitors)).count();
    assert!(alone + 3 >= groups.len(), "{groups:?} of {agents:?}");
    assert!(groups.iter().sum::<usize>() <= recomputed.attended());
}

/// Checks the measures of `data_quality` that follow from the log alone: lines are no persons and are always told.
fn check_quality(recomputed: &Recomputed, published: &BTreeMap<String, Csv>) {
    let csv = &published["data_quality"];
    assert_eq!(csv.header, ["measure", "value"]);
    let measure = |name: &str| csv.rows.iter().find(|row| row[0] == name).and_then(|row| row[1].parse::<usize>().ok());
    let counts = recomputed.counts();
    for (name, expected) in [
        ("records_read", counts.lines),
        ("records_kept", counts.lines - counts.rejected),
        ("rejected", counts.rejected),
        ("other_event", counts.other_event),
        ("unknown_types", counts.unknown_types),
        ("clock_corrected", counts.corrected),
    ] {
        assert_eq!(measure(name), Some(expected), "{name}");
    }
    for role in ["speaker", "staff", "exhibitor", "test", "bot", "other"] {
        let expected = Some(recomputed.excluded(role)).filter(|persons| *persons >= recomputed.definition.min_persons);
        assert_eq!(measure(&format!("excluded_{role}")), expected, "{role}");
    }
}

fn generated(event: &Event, seed: u64, visitors: usize) {
    let log = Log::generate(event, seed, visitors);
    let recomputed = Recomputed::new(&log.definition, &log.contents());
    let root = Root::with(&log);
    root.run(log.event);
    let published = root.tables(log.organizer, log.event);
    let values = compare(&recomputed, &published, 0.3);
    assert!(values > 400, "only {values} values were published, too few to mean much");
    check_devices(&recomputed, &published);
    check_quality(&recomputed, &published);
    assert_eq!(found_out(&recomputed, &published), Vec::<String>::new());
}

#[test]
fn over_midnight_in_kathmandu() {
    generated(&Event::kathmandu(), 1, 500);
}

#[test]
fn while_the_clock_goes_back_in_helsinki() {
    generated(&Event::helsinki(), 2, 300);
}

#[test]
fn while_the_clock_goes_forward_in_chatham() {
    generated(&Event::chatham(), 3, 700);
}

#[test]
fn of_the_demo() {
    let root = Root::new();
    let outcome = root.outcome(&["demo", "--visitors", "400"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    let raw = crate::support::kooste::files(&root.path("raw"));
    let (path, definition) = raw.iter().find(|(path, _)| path.starts_with("events/")).expect("a definition");
    let event = path.trim_start_matches("events/").trim_end_matches(".toml");
    let logs: Vec<&[u8]> = raw.iter().filter(|(path, _)| path.starts_with(event)).map(|(_, bytes)| bytes.as_slice()).collect();
    let definition = std::str::from_utf8(definition).expect("UTF-8");
    let organizer = definition.parse::<toml::Table>().expect("TOML")["organizer"].as_str().expect("a string").to_owned();

    let recomputed = Recomputed::new(definition, &logs);
    let published = root.tables(&organizer, event);
    compare(&recomputed, &published, 0.3);
    check_quality(&recomputed, &published);
    assert_eq!(found_out(&recomputed, &published), Vec::<String>::new());
    let devices = device_groups(&published);
    assert!(devices.iter().sum::<usize>() <= recomputed.attended());
    assert!(devices.iter().all(|visitors| *visitors >= recomputed.definition.min_persons));
}
