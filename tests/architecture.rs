//! The promises that are missing edges: who may depend on whom, and what may lie where.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand};

/// Of each crate, the crates of the house that it may name.
const EDGES: [(&str, &[&str]); 12] = [
    ("record", &[]),
    ("store", &[]),
    ("disclosure", &[]),
    // What there is: the sweep must know it without linking those who make it.
    ("inventory", &["record", "store"]),
    // What the functions have in common: only this room and `download` name the Lambda runtime.
    ("lambda", &["inventory", "record", "store"]),
    ("convert", &["inventory", "lambda", "record", "store"]),
    ("query", &["disclosure", "inventory", "record", "store"]),
    ("bundle", &["disclosure", "record"]),
    ("report", &["bundle", "disclosure", "inventory", "lambda", "query", "record", "store"]),
    ("schedule", &["inventory", "lambda", "record", "store"]),
    ("download", &["lambda", "record", "store"]),
    ("kooste", &["bundle", "convert", "download", "inventory", "query", "record", "report", "schedule", "store"]),
];

/// What may lie at the top, beside what begins with a dot and what git ignores.
const TOP: [&str; 8] = ["Cargo.lock", "Cargo.toml", "LICENSE", "README.md", "functions", "infra", "queries", "tests"];

fn top() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().expect("the top of the house")
}

/// The packages as resolved for this machine: those of others need not be downloaded.
fn metadata() -> Metadata {
    let host = Command::new("rustc").args(["--print", "host-tuple"]).output().expect("rustc");
    let platform = String::from_utf8(host.stdout).expect("UTF-8").trim().to_owned();
    let options = ["--offline".to_owned(), "--filter-platform".to_owned(), platform];
    MetadataCommand::new().manifest_path(top().join("Cargo.toml")).other_options(options).exec().expect("cargo metadata")
}

/// The names of everything that a crate of the house links, itself left out. Asked one crate at a time: together, one crate's features
/// would show in another's dependencies.
fn reached(metadata: &Metadata) -> BTreeMap<String, BTreeSet<String>> {
    let links = |name: String| {
        let arguments = ["tree", "--offline", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"];
        let tree =
            Command::new(env!("CARGO")).args(arguments).current_dir(top().join("functions").join(&name)).output().expect("cargo tree");
        assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
        let tree = String::from_utf8(tree.stdout).expect("UTF-8");
        let names = tree.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).filter(|other| *other != name);
        (name.clone(), names.collect())
    };
    metadata.workspace_packages().iter().map(|package| links(package.name.to_string())).collect()
}

#[test]
fn a_crate_names_only_the_rooms_it_may_know() {
    let metadata = metadata();
    let allowed: BTreeMap<&str, &[&str]> = EDGES.into_iter().collect();
    let house: BTreeSet<String> = metadata.workspace_packages().iter().map(|package| package.name.to_string()).collect();
    assert_eq!(house, allowed.keys().map(|name| (*name).to_owned()).collect(), "a new crate is entered in EDGES, with a reason");
    for package in metadata.workspace_packages() {
        let named = package.dependencies.iter().filter(|need| need.kind != DependencyKind::Development);
        for room in named.map(|need| need.name.as_str()).filter(|name| house.contains(*name)) {
            assert!(allowed[package.name.as_str()].contains(&room), "{} may not know {room}", package.name);
        }
    }
}

#[test]
fn only_those_who_run_queries_link_the_engine() {
    let reached = reached(&metadata());
    let linking = |prefix: &str| -> Vec<&str> {
        let links = |names: &BTreeSet<String>| names.iter().any(|name| name.starts_with(prefix));
        reached.iter().filter(|(_, names)| links(names)).map(|(name, _)| name.as_str()).collect()
    };
    assert_eq!(linking("datafusion"), ["kooste", "query", "report"]);
    assert!(linking("typst").iter().all(|name| ["bundle", "kooste", "report"].contains(name)));
}

#[test]
fn only_one_crate_names_the_engine_and_one_the_typesetter() {
    for package in metadata().workspace_packages() {
        for need in &package.dependencies {
            assert!(!need.name.starts_with("datafusion") || package.name.as_str() == "query", "{} names {}", package.name, need.name);
            assert!(!need.name.starts_with("typst") || package.name.as_str() == "bundle", "{} names {}", package.name, need.name);
        }
    }
}

#[test]
fn small_functions_link_neither_the_engine_nor_the_typesetter_nor_parquet() {
    let reached = reached(&metadata());
    for name in ["schedule", "download"] {
        let heavy = reached[name].iter().find(|other| ["datafusion", "typst", "parquet"].iter().any(|heavy| other.starts_with(heavy)));
        assert_eq!(heavy, None, "{name}");
    }
}

#[test]
fn the_pure_rooms_name_neither_storage_nor_a_runtime() {
    for package in metadata().workspace_packages() {
        let pure = ["record", "disclosure", "bundle"].contains(&package.name.as_str());
        for need in package.dependencies.iter().filter(|need| pure && need.kind != DependencyKind::Development) {
            let outside = ["store", "object_store", "tokio", "futures", "aws-sdk-s3", "reqwest", "hyper"].contains(&need.name.as_str());
            assert!(!outside, "{} names {}", package.name, need.name);
        }
    }
}

#[test]
fn every_crate_is_a_folder_of_its_name_under_the_houses_lints() {
    let functions = top().join("functions");
    for entry in std::fs::read_dir(&functions).expect("functions/") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            let manifest = std::fs::read_to_string(path.join("Cargo.toml")).expect("every folder is a crate");
            let manifest: toml::Table = manifest.parse().expect("TOML");
            assert_eq!(manifest["package"]["name"].as_str(), path.file_name().and_then(|name| name.to_str()));
            assert_eq!(manifest["lints"]["workspace"].as_bool(), Some(true), "{}", path.display());
        } else {
            assert_eq!(path.file_name().and_then(|name| name.to_str()), Some("README.md"));
        }
    }
}

#[test]
fn nothing_else_lies_at_the_top() {
    let ignored = std::fs::read_to_string(top().join(".gitignore")).expect(".gitignore");
    let ignored: Vec<&str> = ignored.lines().map(|line| line.trim_matches('/')).collect();
    for entry in std::fs::read_dir(top()).expect("the top") {
        let name = entry.expect("an entry").file_name().into_string().expect("UTF-8");
        assert!(name.starts_with('.') || TOP.contains(&name.as_str()) || ignored.contains(&name.as_str()), "{name}");
    }
}
