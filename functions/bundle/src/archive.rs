//! `bundle.zip`: all other files of a bundle, the same bytes for the same files.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use crate::{BundleError, File};

/// The largest archive content that is read back, in bytes: far above any bundle, far below what a crafted archive could unfold to.
const UNPACKED_BYTES_MAX: u64 = 4 << 30;

/// Packs files in their order, with the first time a zip archive can tell instead of the clock's.
pub(crate) fn pack(files: &[File]) -> Result<File, BundleError> {
    let bytes = write(files).map_err(BundleError::Archive)?;
    Ok(File { path: crate::ARCHIVE.to_owned(), bytes })
}

fn write(files: &[File]) -> zip::result::ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(6))
        .last_modified_time(DateTime::DEFAULT)
        .system(System::Unix)
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files {
        writer.start_file(file.path.as_str(), options)?;
        writer.write_all(&file.bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// The files of a packed bundle, in its order.
///
/// # Errors
/// [`zip::result::ZipError`] where the bytes are no zip archive, or unfold to more than 4 GiB.
pub fn unpack(archive: &[u8]) -> Result<Vec<File>, zip::result::ZipError> {
    let mut archive = ZipArchive::new(Cursor::new(archive))?;
    let mut left = UNPACKED_BYTES_MAX;
    let mut files = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let entry = archive.by_index(index)?;
        let path = entry.name()?.into_owned();
        let mut bytes = Vec::new();
        let read = entry.take(left + 1).read_to_end(&mut bytes)? as u64;
        left = left.checked_sub(read).ok_or(zip::result::ZipError::InvalidArchive("the content is larger than 4 GiB".into()))?;
        files.push(File { path, bytes });
    }
    Ok(files)
}
