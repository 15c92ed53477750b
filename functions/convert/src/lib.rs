//! Raw logs to the lake: decompress, read, pseudonymise, locate, drop, and write as Parquet.
//!
//! Everything streams: memory does not grow with the size of an object. Names, e-mails, addresses, user agents and raw ids end here: of
//! them only pseudonyms, countries and families of devices go on, and what people told of themselves goes to `people/` alone.
//!
//! | module | what it does |
//! |---|---|
//! | [`reader`] | one line to the contract's attributes and fields, borrowed |
//! | `envelope` | what every record must have |
//! | `rows` | rows of the lake in memory |
//! | `enrich` | countries of addresses, families of user agents |
//! | `encode` | rows to Parquet |
//! | `pipeline` | the blocking work on one object, from bytes to bytes |
//! | `object`, `conversion` | one object, all objects, from store to store |
//! | `erase` | a person out of what is converted, and kept out of what will be |
//! | [`function`] | the deployed function |
//! | [`import`] | other platforms' logs to raw logs of the contract |

mod conversion;
mod decompress;
mod encode;
mod enrich;
mod envelope;
mod erase;
mod error;
pub mod function;
pub mod import;
mod instant;
mod line_converter;
mod lines;
mod object;
mod pipe;
mod pipeline;
mod progress;
mod read_ahead;
pub mod reader;
mod reason;
mod rejects;
mod rows;

pub use conversion::{Context, Failed, Loud, Selection, Summary, convert_event};
pub use enrich::{GeoDatabase, GeoError};
pub use erase::{Erased, Removed, Who, erase};
pub use error::ConvertError;
pub use lines::LINE_LEN_MAX;
pub use progress::Progress;
pub use reason::Reason;
