//! What a deployed binary needs of its host, and how large it is. Included by the tests of each function, which have its binary.

use std::path::Path;
use std::process::Command;

/// The C library of `provided.al2023`, on which the functions run (AWS Lambda's documentation: Amazon Linux 2023 has glibc 2.34).
const GLIBC: (u32, u32) = (2, 34);

/// Fails where the binary is larger, or needs functions of a newer C library than its host has, other than these.
///
/// What is deployed is linked by `cargo lambda build` against the host's C library. A build of this machine binds a function to the newest
/// version that this machine's library has of it, so a function that the host has in an older version is named in `newer`.
pub(crate) fn assert_fits(binary: &str, megabytes_max: u64, newer: &[&str]) {
    let size = Path::new(binary).metadata().expect("a binary").len() >> 20;
    assert!(size <= megabytes_max, "{binary} has {size} MB, and may have {megabytes_max}");
    let output = Command::new("readelf").args(["--dyn-syms", "--wide", binary]).output().expect("readelf, of binutils");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout);
    let needed = text.split_ascii_whitespace().filter_map(|word| {
        let (name, version) = word.split_once("@GLIBC_")?;
        let mut numbers = version.trim_start_matches('@').split('.').map_while(|number| number.parse().ok());
        Some((name, (numbers.next()?, numbers.next()?)))
    });
    let needed: Vec<(&str, (u32, u32))> = needed.collect();
    assert!(!needed.is_empty(), "a binary that needs the C library");
    let mut too_new: Vec<&str> = needed.into_iter().filter(|(_, version)| *version > GLIBC).map(|(name, _)| name).collect();
    too_new.sort_unstable();
    assert_eq!(too_new, newer, "what {binary} needs of a newer C library than its host has");
}
