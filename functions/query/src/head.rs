//! Reads the head of a query file: TOML in the comment lines with which the file begins.

use std::ops::Range;

use record::table::Head;

use crate::finding::{Finding, nearest, place};
use crate::mistakes;

/// How many faults of a head are told at once.
const FAULTS_MAX: usize = 20;

/// Reads what can be read of a head, and says of the rest why it cannot: each line with a fault is left out, and the others are read again.
pub(crate) fn read(path: &str, text: &str) -> (Head, Vec<Finding>) {
    let mut lines: Vec<&str> = text.lines().map_while(|line| line.strip_prefix("--")).collect();
    let mut findings = Vec::new();
    while findings.len() < FAULTS_MAX {
        let toml = lines.join("\n");
        let error = match toml::from_str::<Head>(&toml) {
            Ok(head) => return (head, findings),
            Err(error) => error,
        };
        let span = error.span().unwrap_or(0..0);
        findings.push(finding(path, text, &toml, &span, error.message()));
        let number = toml.get(..span.start).unwrap_or_default().matches('\n').count();
        if !leave_out(&mut lines, number) {
            break;
        }
    }
    (Head::default(), findings)
}

/// Empties a line, and those that belong to it where it begins a table; false where nothing was there to be emptied.
fn leave_out(lines: &mut [&str], number: usize) -> bool {
    let is_table = |line: &str| line.trim_start().starts_with('[');
    let Some(rest) = lines.get_mut(number..) else { return false };
    let length = match rest {
        [first, others @ ..] if is_table(first) => 1 + others.iter().position(|line| is_table(line)).unwrap_or(others.len()),
        _ => 1,
    };
    let mut found = false;
    for line in rest.iter_mut().take(length) {
        found |= !line.is_empty();
        *line = "";
    }
    found
}

fn finding(path: &str, text: &str, toml: &str, span: &Range<usize>, message: &str) -> Finding {
    let before = toml.get(..span.start).unwrap_or_default();
    let line = before.matches('\n').count() as u64 + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() as u64 + 1;
    let length = toml.get(span.clone()).and_then(|marked| marked.lines().next()).map_or(1, |marked| marked.chars().count());
    // Two characters of each line, its `--`, are no TOML.
    let place = place(text, line, column + 2, length);
    let message = message.replace('\n', " ").replace("unknown field", "unknown key").replace("unknown variant", "unknown value");
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let meant = match quoted.as_slice() {
        [name, known @ ..] if message.starts_with("unknown") => nearest(name, known.iter().copied()),
        _ => None,
    };
    let (what, advice) = match message.split_once(", expected ") {
        Some((what, expected)) if message.starts_with("unknown") => (what, Some(format!("write {expected}"))),
        _ => (message.as_str(), None),
    };
    let finding = Finding::new(path, &mistakes::HEAD, what, place);
    match advice {
        Some(advice) => finding.advising(advice).suggesting(meant),
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(text: &str) -> Vec<String> {
        let (_, findings) = read("reports/a/b.sql", text);
        findings.iter().map(|finding| finding.to_string().lines().next().unwrap_or_default().replace("reports/a/b.sql:", "")).collect()
    }

    #[test]
    fn every_fault_of_a_head_is_told_at_its_place() {
        let text = "-- titel.en = \"T\"\n-- grain = 3\n-- [columns.n]\n-- label.en = \"N\"\n-- unit = \"person\"\nselect 1 as n\n";
        let expected = [
            "1:4: error (P091): the head cannot be read: unknown key `titel`",
            "2:12: error (P091): the head cannot be read: invalid type: integer `3`, expected a string",
            "5:11: error (P091): the head cannot be read: unknown value `person`",
        ];
        assert_eq!(faults(text), expected);
        let (_, findings) = read("reports/a/b.sql", text);
        assert!(findings[0].instead.starts_with("did you mean `title`? write one of `title`"), "{}", findings[0].instead);
        assert!(findings[2].instead.starts_with("did you mean `persons`? "), "{}", findings[2].instead);
    }

    #[test]
    fn prose_in_place_of_a_head_is_a_fault_a_line_and_reading_ends() {
        assert_eq!(faults("-- my query\n-- counts them\nselect 1").len(), 2);
        assert_eq!(faults(&"-- prose\n".repeat(100)).len(), FAULTS_MAX);
        assert!(faults("select 1").is_empty());
    }
}
