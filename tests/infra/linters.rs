//! What AWS's and others' linters ask for. None of them asks the network for anything but its own news.

use std::process::{Command, Stdio};

use super::template::folder;
use crate::support::python;

/// Runs a linter in `infra/`; it must find nothing.
fn finds_nothing(tools: &str, program: &str, arguments: &[&str]) {
    let mut linter = Command::new(python::tools(tools).join(program));
    linter.args(arguments).current_dir(folder()).stdin(Stdio::null());
    linter.env("SAM_CLI_TELEMETRY", "0").env("AWS_DEFAULT_REGION", "eu-north-1").env("LOG_LEVEL", "CRITICAL");
    let output = linter.output().expect("the linter runs");
    assert!(output.status.success(), "{program}:\n{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn cfn_lint_finds_nothing() {
    // In each region where it may be deployed: not every service is everywhere.
    let regions = ["eu-central-1", "eu-west-1", "eu-west-3", "eu-north-1", "eu-south-1", "eu-south-2", "eusc-de-east-1"];
    finds_nothing("infra", "cfn-lint", &[&["--regions"][..], &regions, &["--", "template.yaml"]].concat());
}

#[test]
fn sam_finds_it_valid() {
    finds_nothing("infra", "sam", &["validate", "--lint", "--template", "template.yaml", "--region", "eu-north-1"]);
}

#[test]
fn checkov_finds_nothing_but_what_is_skipped_with_a_reason() {
    finds_nothing("checkov", "checkov", &["--config-file", ".checkov.yaml", "--skip-download", "--file", "template.yaml"]);
}
