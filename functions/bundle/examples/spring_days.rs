//! Writes the bundle of the tests' event to a folder, to look at it: `cargo run --release -p bundle --example spring_days -- FOLDER`.

use std::path::PathBuf;

#[path = "../tests/fixture/mod.rs"]
mod fixture;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("name a folder to write to")?);
    for file in bundle::render(&fixture::spring_days().report())? {
        let path = folder.join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap_or(&folder))?;
        std::fs::write(path, file.bytes)?;
    }
    Ok(())
}
