//! The template as JSON, short forms (`!Ref`) written out: read by `cfn-lint`'s own decoder.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::Value;

use crate::support::python;

/// `infra/`.
pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra")
}

/// The template.
pub(super) fn template() -> &'static Value {
    static TEMPLATE: OnceLock<Value> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let decode = "import json; from cfnlint.decode.cfn_yaml import load; print(json.dumps(load('template.yaml')))";
        let output = Command::new(python::tools("infra").join("python")).args(["-c", decode]).current_dir(folder()).output();
        let json = output.expect("the decoder runs").stdout;
        serde_json::from_slice(&json).expect("the template is YAML")
    })
}

/// The resources of a type, each with its name.
pub(super) fn resources(kind: &str) -> Vec<(&'static str, &'static Value)> {
    let all = template()["Resources"].as_object().expect("resources").iter();
    let found: Vec<_> = all.filter(|(_, resource)| resource["Type"] == kind).map(|(name, it)| (name.as_str(), it)).collect();
    assert!(!found.is_empty(), "the template has some {kind}");
    found
}

/// A value or list of values, as a list.
pub(super) fn several(value: &'static Value) -> Vec<&'static Value> {
    value.as_array().map_or_else(|| vec![value], |list| list.iter().collect())
}

/// What a value names, short: `RawBucket/*` for `!Sub "${RawBucket.Arn}/*"`, `RawBucket` for `!GetAtt RawBucket.Arn`; of an `!If` what it
/// names where the condition holds.
pub(super) fn named(value: &Value) -> String {
    let value = value["Fn::If"].get(1).unwrap_or(value);
    if let Some(text) = value.as_str().or_else(|| value["Fn::Sub"].as_str()).or_else(|| value["Ref"].as_str()) {
        return text.replace("${", "").replace(".Arn}", "").replace('}', "");
    }
    value["Fn::GetAtt"][0].as_str().expect("a text, Ref, Sub or GetAtt").to_owned()
}
