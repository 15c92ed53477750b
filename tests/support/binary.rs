//! What a deployed binary needs of its host, and how large it is. Included by the tests of each function, which have its binary.

use std::path::Path;
use std::process::Command;

/// The C library of `provided.al2023`, on which the functions run (AWS Lambda's documentation: Amazon Linux 2023 has glibc 2.34).
const GLIBC: (u32, u32) = (2, 34);

/// Fails where the binary needs a newer C library than its host has, or is larger.
pub(crate) fn assert_fits(binary: &str, megabytes_max: u64) {
    let size = Path::new(binary).metadata().expect("a binary").len() >> 20;
    assert!(size <= megabytes_max, "{binary} has {size} MB, and may have {megabytes_max}");
    let output = Command::new("readelf").args(["--version-info", "--wide", binary]).output().expect("readelf, of binutils");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8_lossy(&output.stdout);
    let versions = text.split("GLIBC_").skip(1).filter_map(|rest| {
        let mut numbers = rest.split(|character: char| !character.is_ascii_digit() && character != '.').next()?.split('.');
        Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
    });
    let newest: (u32, u32) = versions.max().expect("a binary that needs the C library");
    assert!(newest <= GLIBC, "{binary} needs glibc {newest:?}, and its host has {GLIBC:?}");
}
