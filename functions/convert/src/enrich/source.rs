//! Where the operator's database of countries lies.

use inventory::variable;
use percent_encoding::percent_decode_str;
use store::{Settings, Store};
use url::Url;

use super::GeoDatabase;
use crate::ConvertError;

impl GeoDatabase {
    /// The database that `KOOSTE_GEO` names, by path or URL; none where it names none.
    ///
    /// # Errors
    /// [`ConvertError`] where it cannot be read, or is no such database.
    pub async fn from_env(settings: &Settings) -> Result<Option<Self>, ConvertError> {
        let Some(place) = variable::optional(variable::GEO) else { return Ok(None) };
        let bytes = match Url::parse(&place) {
            Ok(url) => read(url, settings).await?,
            Err(_) => std::fs::read(&place).map_err(|source| ConvertError::GeoFile { path: place, source })?,
        };
        Ok(Some(Self::from_bytes(bytes)?))
    }
}

/// Reads an object by its URL: its folder is opened as a root.
async fn read(mut url: Url, settings: &Settings) -> Result<Vec<u8>, ConvertError> {
    let name = url.path_segments().and_then(|mut segments| segments.next_back()).unwrap_or_default().to_owned();
    if let Ok(mut segments) = url.path_segments_mut() {
        segments.pop();
    }
    let folder = Store::open(url.as_str(), settings).await?;
    let key = percent_decode_str(&name).decode_utf8_lossy();
    Ok(folder.read(&key).await?.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_name_is_read_as_it_is_written_in_a_url() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("länder 100%.mmdb");
        std::fs::write(&path, "countries").expect("written");
        let url = Url::from_file_path(&path).expect("an absolute path");
        assert_eq!(read(url, &Settings::default()).await.expect("it is there"), b"countries");
    }
}
