//! The world that a document is set in: its layout, its data and its fonts, all in memory. There is no other file, no package, no clock.

use std::sync::OnceLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

/// The family of all text.
pub(super) const FAMILY: &str = "Inter";

/// How the document is set. No text of an event is ever part of it.
const LAYOUT: &str = include_str!("report.typ");

const FILES: [&[u8]; 4] = [
    include_bytes!("../../fonts/Inter-Regular.ttf"),
    include_bytes!("../../fonts/Inter-SemiBold.ttf"),
    include_bytes!("../../fonts/Inter-Bold.ttf"),
    include_bytes!("../../fonts/NotoEmoji-Regular.ttf"),
];

/// The embedded fonts.
pub(super) fn fonts() -> &'static [Font] {
    static FONTS: OnceLock<Vec<Font>> = OnceLock::new();
    FONTS.get_or_init(|| FILES.iter().filter_map(|file| Font::new(Bytes::new(*file), 0)).collect())
}

/// A world with one document in it.
pub(super) struct Paper {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    layout: Source,
    data: (FileId, Bytes),
}

impl Paper {
    /// The layout, and data in JSON for it to set; `None` where the two paths of this world are none, which a test rules out.
    pub(super) fn new(data: Vec<u8>) -> Option<Self> {
        let id = |path: &str| Some(RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).ok()?).intern());
        Some(Self {
            // Row headers in tables are behind this feature, until their interface is settled.
            library: LazyHash::new(Library::builder().with_features([Feature::A11yExtras].into_iter().collect()).build()),
            book: LazyHash::new(FontBook::from_fonts(fonts())),
            layout: Source::new(id("report.typ")?, LAYOUT.to_owned()),
            data: (id("data.json")?, Bytes::new(data)),
        })
    }
}

impl World for Paper {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.layout.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.layout.id() { Ok(self.layout.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 { Ok(self.data.1.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts().get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fonts_are_one_family_and_a_helper() {
        let families: Vec<&str> = fonts().iter().map(|font| font.info().family.as_str()).collect();
        assert_eq!(families, [FAMILY, FAMILY, FAMILY, "Noto Emoji"]);
        let weights: Vec<u16> = fonts().iter().map(|font| font.info().variant.weight.to_number()).collect();
        assert_eq!(weights, [400, 600, 700, 400]);
    }

    #[test]
    fn there_is_nothing_else_in_this_world() {
        let paper = Paper::new(b"{}".to_vec()).expect("two paths");
        for path in ["/etc/passwd", "etc/passwd", "Cargo.toml", "report.html"] {
            let id = RootedPath::new(VirtualRoot::Project, VirtualPath::new(path).expect("a path")).intern();
            assert!(paper.file(id).is_err() && paper.source(id).is_err());
        }
        assert!(paper.today(None).is_none());
    }
}
