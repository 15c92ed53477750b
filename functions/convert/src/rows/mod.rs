//! Rows of the lake in memory, between the reader and Parquet.
//!
//! Most records are heartbeats, which fill few columns: what every record has lies in a [`records::Row`], the rest in a
//! [`details::Detail`] of those records that have any. Texts are kept once each, as keys of a [`texts::Texts`].

pub(crate) mod answers;
pub(crate) mod category;
pub(crate) mod details;
pub(crate) mod people;
pub(crate) mod records;
pub(crate) mod texts;
