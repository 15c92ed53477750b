//! The promises that are missing edges: who may depend on whom, and what may lie where.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use toml::Table;

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

/// The manifest of each crate of the house, by its name.
fn manifests() -> BTreeMap<String, Table> {
    let folders = std::fs::read_dir(top().join("functions")).expect("the rooms").map(|entry| entry.expect("a room").path());
    let manifest = |folder: PathBuf| {
        let manifest: Table = std::fs::read_to_string(folder.join("Cargo.toml")).expect("a manifest").parse().expect("TOML");
        (manifest["package"]["name"].as_str().expect("a name").to_owned(), manifest)
    };
    folders.filter(|folder| folder.is_dir()).map(manifest).collect()
}

/// What a crate links or builds with, and what only its tests do.
const LINKED: [&str; 2] = ["dependencies", "build-dependencies"];
const TESTED: [&str; 1] = ["dev-dependencies"];

/// The names that a manifest asks for.
fn needs<'a>(manifest: &'a Table, kinds: &'a [&str]) -> impl Iterator<Item = &'a str> {
    kinds.iter().filter_map(|kind| manifest.get(*kind)?.as_table()).flat_map(Table::keys).map(String::as_str)
}

/// The names of everything that a crate of the house links, itself left out. Asked one crate at a time: together, one crate's features
/// would show in another's dependencies.
fn reached(house: impl Iterator<Item = String>) -> BTreeMap<String, BTreeSet<String>> {
    let links = |name: String| {
        let arguments = ["tree", "--offline", "--edges", "normal,build", "--prefix", "none", "--format", "{p}"];
        let tree =
            Command::new(env!("CARGO")).args(arguments).current_dir(top().join("functions").join(&name)).output().expect("cargo tree");
        assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
        let tree = String::from_utf8(tree.stdout).expect("UTF-8");
        let names = tree.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).filter(|other| *other != name);
        (name.clone(), names.collect())
    };
    house.map(links).collect()
}

#[test]
fn a_crate_names_only_the_rooms_it_may_know() {
    let manifests = manifests();
    let allowed: BTreeMap<&str, &[&str]> = EDGES.into_iter().collect();
    let house: BTreeSet<&str> = manifests.keys().map(String::as_str).collect();
    assert_eq!(house, allowed.keys().copied().collect(), "a new crate is entered in EDGES, with a reason");
    for (name, manifest) in &manifests {
        for room in needs(manifest, &LINKED).filter(|need| house.contains(need)) {
            assert!(allowed[name.as_str()].contains(&room), "{name} may not know {room}");
        }
    }
}

#[test]
fn only_those_who_run_queries_link_the_engine() {
    let reached = reached(manifests().into_keys());
    let linking = |prefix: &str| -> Vec<&str> {
        let links = |names: &BTreeSet<String>| names.iter().any(|name| name.starts_with(prefix));
        reached.iter().filter(|(_, names)| links(names)).map(|(name, _)| name.as_str()).collect()
    };
    assert_eq!(linking("datafusion"), ["kooste", "query", "report"]);
    assert!(linking("typst").iter().all(|name| ["bundle", "kooste", "report"].contains(name)));
}

#[test]
fn only_one_crate_names_the_engine_and_one_the_typesetter() {
    for (name, manifest) in manifests() {
        for need in needs(&manifest, &LINKED).chain(needs(&manifest, &TESTED)) {
            assert!(!need.starts_with("datafusion") || name == "query", "{name} names {need}");
            assert!(!need.starts_with("typst") || name == "bundle", "{name} names {need}");
        }
    }
}

#[test]
fn small_functions_link_neither_the_engine_nor_the_typesetter_nor_parquet() {
    let reached = reached(manifests().into_keys());
    for name in ["schedule", "download"] {
        let heavy = reached[name].iter().find(|other| ["datafusion", "typst", "parquet"].iter().any(|heavy| other.starts_with(heavy)));
        assert_eq!(heavy, None, "{name}");
    }
}

#[test]
fn the_pure_rooms_name_neither_storage_nor_a_runtime() {
    let manifests = manifests();
    for name in ["record", "disclosure", "bundle"] {
        let outside = ["store", "object_store", "tokio", "futures", "aws-sdk-s3", "reqwest", "hyper"];
        assert_eq!(needs(&manifests[name], &LINKED).find(|need| outside.contains(need)), None, "{name}");
    }
}

#[test]
fn every_crate_is_a_folder_of_its_name_under_the_houses_lints() {
    for entry in std::fs::read_dir(top().join("functions")).expect("functions/") {
        let entry = entry.expect("an entry");
        if !entry.path().is_dir() {
            assert_eq!(entry.file_name().to_str(), Some("README.md"));
        }
    }
    for (name, manifest) in manifests() {
        assert!(top().join("functions").join(&name).is_dir(), "{name} lies elsewhere");
        assert_eq!(manifest["lints"]["workspace"].as_bool(), Some(true), "{name}");
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
