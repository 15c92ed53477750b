//! The report on paper: what it says of itself to programs that read it aloud, and that a printer can print it.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::support::kooste::Root;
use crate::support::python;

/// What a command says, which must succeed.
fn said(command: &mut Command) -> String {
    let output = command.output().expect("it starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{command:?}\n{}\n{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

/// What `tests/paper/structure.py` finds in files.
fn structures(files: &[PathBuf]) -> Vec<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/paper/structure.py");
    let found = said(Command::new(python::tools("paper").join("python")).arg(script).args(files));
    found.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// The text of a file's pages, as a reader would copy it.
fn text(file: &Path) -> String {
    said(Command::new("pdftotext").arg("-layout").arg(file).arg("-"))
}

#[test]
fn the_report_of_the_demo_is_for_everybody_in_every_language() {
    let root = Root::new();
    let outcome = root.outcome(&["demo", "--visitors", "300"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    let release = root.release("acme-oy", "kevat-2026");
    let files = ["fi", "en", "sv"].map(|language| release.join(format!("report.{language}.pdf")));

    for (language, structure) in ["fi", "en", "sv"].iter().zip(structures(&files)) {
        let number = |name: &str| structure[name].as_u64().unwrap_or_else(|| panic!("{name} in {structure}"));
        assert_eq!(structure["language"], **language);
        assert_eq!((&structure["ua"], &structure["a"]), (&Value::from("1"), &Value::from("2A")));
        assert!(structure["title_is_shown"] == true && structure["tagged"] == true, "{structure}");
        assert!(structure["title"].as_str().is_some_and(|title| title.contains("2026")), "{structure}");
        assert_eq!(["undescribed", "headless", "fonts_elsewhere"].map(number), [0, 0, 0]);
        assert!(number("tables") > 10 && number("figures") > 10 && number("bookmarks") > 20, "{structure}");
        assert!(number("column_heads") > 30 && number("row_heads") > 30, "{structure}");
        assert!((10..=60).contains(&number("pages")), "{structure}");
    }
    // Matterhorn's checkpoints of PDF/UA-1, as far as a program can judge them. Beyond the standard it guesses, and takes tables of two
    // columns, both of which have heads, for text that was cut to pieces. It is slow, and the languages differ in words only.
    said(Command::new(python::tools("paper").join("outloud")).args(["--quiet", "--layer", "conformance"]).arg(&files[0]));

    let pages = root.path("pages");
    std::fs::create_dir(&pages).expect("a folder");
    said(Command::new("pdftoppm").args(["-r", "20", "-png"]).arg(&files[0]).arg(pages.join("page")));
    let drawn = std::fs::read_dir(&pages).expect("pages").count();
    assert_eq!(Some(drawn as u64), structures(&files[..1])[0]["pages"].as_u64());

    // The last page is about passing it on, and the mark of what is hidden is told before the first chapter.
    let text = text(&files[1]);
    let last = text.trim_end_matches('\u{c}').rsplit('\u{c}').next().expect("a page");
    assert!(last.contains("What may I pass on?"), "{last}");
    let mark = text.find("[c] stands for").expect("the mark is told");
    assert!(mark < text.rfind("Who came").expect("a chapter"));
}
