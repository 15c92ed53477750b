//! What an analyst does with a bundle: opens the workbooks, loads the data package, validates the manifest.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::recompute::Csv;
use crate::support::kooste::{Root, files};
use crate::support::python;

/// Runs a program to its end, which must be a good one; gives what it says.
fn said(command: &mut Command) -> String {
    let output = command.output().expect("the program starts");
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?}\n{stdout}\n{stderr}");
    stdout.into_owned()
}

#[test]
fn other_programs_read_what_is_in_a_bundle() {
    let root = Root::new();
    // Large enough that most numbers are told.
    let outcome = root.outcome(&["demo", "--visitors", "400"]);
    assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    let release = root.release("acme-oy", "kevat-2026");
    workbooks_hold_the_tables_and_nothing_that_runs(&release);
    a_spreadsheet_program_opens_and_prints_every_worksheet(&release);
    a_frictionless_validator_accepts_the_data_package(&release);
    the_manifest_is_what_its_schema_says(&release);
    a_partner_is_told_of_its_own_stand_and_of_no_other(&release, &root.tables("acme-oy", "kevat-2026")["stands"]);
    for bundle in [release.clone(), release.join("bundle.zip")] {
        let outcome = root.outcome(&["verify", bundle.to_str().expect("UTF-8")]);
        assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
    }
}

fn workbooks_hold_the_tables_and_nothing_that_runs(release: &Path) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/support/workbook.py");
    let seen = said(Command::new(python::tools("sheets").join("python")).arg(script).arg(release));
    let seen: Value = serde_json::from_str(&seen).expect("JSON");
    let count = |what: &str| seen[what].as_u64().expect("a number");
    assert_eq!(count("workbooks"), 4, "the default language twice");
    assert!(count("tables") >= 4 * 20 && count("numbers") > 1_000 && count("times") > 100, "{seen}");
    assert!(count("hidden") > 100 && count("links") > 200 && count("charts") > 0, "{seen}");
}

fn a_spreadsheet_program_opens_and_prints_every_worksheet(release: &Path) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let convert = |to: &str| {
        let mut command = Command::new("soffice");
        command.args([profile.as_str(), "--headless", "--convert-to", to, "--outdir"]).arg(folder.path());
        said(command.arg(release.join("report.fi.xlsx")).env("HOME", folder.path()))
    };
    // Every worksheet as a CSV file of its own: -1 in the last field of the filter.
    convert("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1");
    let tables = fs::read_dir(release.join("tables")).expect("the tables").count() / 2;
    let sheets = files(folder.path()).keys().filter(|name| name.rsplit('.').next() == Some("csv")).count();
    assert!(sheets >= 4 + tables, "{sheets} worksheets for {tables} tables");
    convert("pdf");
    assert!(fs::read(folder.path().join("report.fi.pdf")).expect("a PDF").starts_with(b"%PDF"));
}

fn a_frictionless_validator_accepts_the_data_package(release: &Path) {
    let mut command = Command::new(python::tools("sheets").join("frictionless"));
    said(command.args(["validate", "datapackage.json"]).current_dir(release));
}

fn the_manifest_is_what_its_schema_says(release: &Path) {
    let validate = |manifest: &Path| {
        let script = "import json, sys, jsonschema\n\
            schema = json.load(open(sys.argv[1]))\n\
            jsonschema.Draft202012Validator.check_schema(schema)\n\
            jsonschema.Draft202012Validator(schema).validate(json.load(open(sys.argv[2])))";
        let mut command = Command::new(python::tools("sheets").join("python"));
        command
            .args(["-c", script])
            .arg(release.join("manifest.schema.json"))
            .arg(manifest)
            .output()
            .expect("Python starts")
            .status
            .success()
    };
    assert!(validate(&release.join("manifest.json")));
    let changed = tempfile::NamedTempFile::new().expect("a temporary file");
    let manifest = fs::read_to_string(release.join("manifest.json")).expect("a manifest");
    fs::write(changed.path(), manifest.replacen("\"form\": 2", "\"form\": 3", 1)).expect("written");
    assert!(!validate(changed.path()), "another form is not accepted");
}

fn a_partner_is_told_of_its_own_stand_and_of_no_other(release: &Path, stands: &Csv) {
    let digests = files(&release.join("partners"));
    assert_eq!(digests.len(), 2 * stands.rows.len(), "a page and a table for each");
    let own = [("robotics-ltd", "robotics", "Robotics Ltd"), ("tuuli-energia", "tuuli", "Tuuli Energia Oy")];
    let names = ["Robotics Ltd", "Tuuli Energia Oy", "Malmen Design Ab", "Koivu & Kumpu Oy"];
    for (partner, stand, name) in own {
        let page = String::from_utf8(digests[&format!("{partner}.html")].clone()).expect("UTF-8");
        let table = Csv::parse(&digests[&format!("{partner}.csv")]);
        assert!(page.contains(name) && table.column("stand").iter().all(|stand| *stand == name), "{partner}");
        for text in std::iter::once(page.as_str()).chain(table.rows.iter().flatten().map(String::as_str)) {
            assert!(names.iter().all(|other| *other == name || !text.contains(other)), "{partner}");
        }
        // Every number of the stand in the bundle's table, and in no other way.
        let row = stands.rows.iter().find(|row| row[0] == stand).expect("the stand");
        for (measure, value) in stands.header.iter().zip(row).skip(1) {
            let told = table.rows.iter().find(|row| row[0] == "stands" && row[3] == *measure).expect("the measure");
            assert_eq!(told[5], *value, "{partner} {measure}");
        }
    }
}
