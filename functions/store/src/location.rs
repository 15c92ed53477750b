//! A root's URL, taken apart.

use std::path::PathBuf;

use object_store::path::Path;
use url::Url;

use crate::StoreError;

/// Where a root lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A folder of the local file system.
    Folder(PathBuf),
    /// An S3 bucket.
    S3(String),
    /// A Google Cloud Storage bucket.
    Google(String),
}

/// A root: a place and the prefix under which all its keys lie.
#[derive(Clone, Debug)]
pub(crate) struct Root {
    /// The place.
    pub place: Place,
    /// The prefix, from the root of the bucket or file system.
    pub prefix: Path,
    /// The URL of the bucket or file system: `file:///`, `s3://bucket/`, `gs://bucket/`.
    base: Url,
}

impl Root {
    /// Takes a root's URL apart.
    ///
    /// # Errors
    /// Where it is none of the three forms, or has a user name, password, port, query or fragment.
    pub(crate) fn parse(text: &str) -> Result<Self, StoreError> {
        let refuse = |reason| StoreError::Url { url: without_secrets(text), reason };
        let url = Url::parse(text).map_err(|_| refuse("is not a URL"))?;
        if !url.username().is_empty() || url.password().is_some() || url.port().is_some() {
            return Err(refuse("has a user name, password or port, which belong into the settings"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(refuse("has a query or fragment, which mean nothing here"));
        }
        let prefix = Path::from_url_path(url.path()).map_err(|_| refuse("has a path that is not usable"))?;
        let bucket = || url.host_str().map(str::to_owned).ok_or_else(|| refuse("names no bucket"));
        let place = match url.scheme() {
            "file" => Place::Folder(url.to_file_path().map_err(|()| refuse("is not a folder of this machine"))?),
            "s3" => Place::S3(bucket()?),
            "gs" => Place::Google(bucket()?),
            _ => return Err(refuse("has another scheme than file, s3 and gs")),
        };
        let mut base = url.clone();
        base.set_path("/");
        Ok(Self { place, prefix, base })
    }

    /// The path of a key, from the root of the bucket or file system.
    pub(crate) fn path(&self, key: &str) -> Option<Path> {
        let key = Path::parse(key).ok()?;
        let mut path = self.prefix.clone();
        path.extend(key.parts());
        Some(path)
    }

    /// The key of a path, or `None` for one that lies elsewhere.
    pub(crate) fn key(&self, path: &Path) -> Option<String> {
        let rest = path.as_ref().strip_prefix(self.prefix.as_ref())?;
        if self.prefix.as_ref().is_empty() { Some(rest.to_owned()) } else { rest.strip_prefix('/').map(str::to_owned) }
    }

    /// The URL of a key.
    pub(crate) fn url(&self, key: &str) -> Url {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            let prefix = self.prefix.as_ref().split('/');
            segments.pop_if_empty().extend(prefix.chain(key.split('/')).filter(|segment| !segment.is_empty()));
        }
        url
    }

    /// A key as a person writes it: a path in a folder, else the URL with its characters as they are.
    pub(crate) fn display(&self, key: &str) -> String {
        match &self.place {
            Place::Folder(folder) => folder.join(key).display().to_string(),
            Place::S3(_) | Place::Google(_) => {
                let path = [self.prefix.as_ref(), key].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("/");
                format!("{}{path}", self.base)
            }
        }
    }
}

/// The URL without what could be a password.
fn without_secrets(text: &str) -> String {
    match text.split_once("://") {
        Some((scheme, rest)) if rest.contains('@') => format!("{scheme}://…"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn takes_the_three_forms() {
        let cases = [
            ("file:///srv/lake", Place::Folder("/srv/lake".into()), "srv/lake"),
            ("file:///srv/two%20words/", Place::Folder("/srv/two words/".into()), "srv/two words"),
            ("file:///", Place::Folder("/".into()), ""),
            ("s3://bucket", Place::S3("bucket".to_owned()), ""),
            ("s3://My_bucket.1/pre/fix/", Place::S3("My_bucket.1".to_owned()), "pre/fix"),
            ("gs://bucket/prefix", Place::Google("bucket".to_owned()), "prefix"),
        ];
        for (url, place, prefix) in cases {
            let root = Root::parse(url).unwrap();
            assert_eq!((root.place, root.prefix.as_ref()), (place, prefix), "{url}");
        }
    }

    #[test]
    fn refuses_other_forms() {
        for url in [
            "",
            "lake",
            "/srv/lake",
            "https://bucket.s3.amazonaws.com/",
            "s3:///prefix",
            "s3://bucket?region=eu",
            "s3://bucket#x",
            "s3://bucket:9000/x",
            "s3://bucket//x",
            "file://server/share",
            "az://container/x",
        ] {
            assert!(matches!(Root::parse(url), Err(StoreError::Url { .. })), "{url}");
        }
    }

    #[test]
    fn tells_no_password() {
        let error = Root::parse("s3://key:hush@bucket/x").unwrap_err().to_string();
        assert!(error.contains("password") && !error.contains("hush"), "{error}");
    }

    #[test]
    fn shows_a_person_where_a_key_lies() {
        assert_eq!(Root::parse("file:///srv/lake").unwrap().display("a/b"), "/srv/lake/a/b");
        assert_eq!(Root::parse("s3://bucket/lake/").unwrap().display("a/b"), "s3://bucket/lake/a/b");
        assert_eq!(Root::parse("s3://bucket").unwrap().display(""), "s3://bucket/");
    }

    #[test]
    fn keys_end_at_segments() {
        let root = Root::parse("s3://bucket/lake").unwrap();
        assert_eq!(root.key(&Path::from("lake/a/b")).as_deref(), Some("a/b"));
        assert_eq!(root.key(&Path::from("lakeside/a")), None);
        assert_eq!(root.key(&Path::from("other")), None);
        for key in ["a/../b", "./a", "a//b", "a\nb"] {
            assert_eq!(root.path(key), None, "{key:?}");
        }
    }

    proptest! {
        #[test]
        fn a_key_survives_its_path_and_its_url(segments in proptest::collection::vec("[a-zA-Z0-9 %#?+&=é._-]{1,12}", 1..5)) {
            prop_assume!(segments.iter().all(|segment| segment != "." && segment != ".."));
            let key = segments.join("/");
            for url in ["s3://bucket", "s3://bucket/pre/fix", "gs://bucket/x/", "file:///srv/lake"] {
                let root = Root::parse(url).unwrap();
                let path = root.path(&key).unwrap();
                let found = root.key(&path);
                prop_assert_eq!(found.as_deref(), Some(key.as_str()));
                prop_assert_eq!(Path::from_url_path(root.url(&key).path()).unwrap(), path);
            }
        }
    }
}
