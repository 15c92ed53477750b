//! Why a line is no record of the event.

/// Declares the reasons with the codes that `rejects/` writes.
macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident = $code:literal,)+) => {
        /// Why a line is no record of the event. The code is all that is ever written about a bad line, beside its place.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Reason {
            $($(#[$doc])* #[doc = concat!("`", $code, "`")] $variant,)+
        }

        impl Reason {
            /// Every reason.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The code in `rejects/`.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }
        }
    };
}

reasons! {
    /// The line is longer than [`crate::LINE_LEN_MAX`].
    TooLong = "too-long",
    /// The line has bytes that are not UTF-8.
    NotUtf8 = "not-utf8",
    /// The line is not JSON.
    NotJson = "not-json",
    /// The line nests objects and arrays too deep.
    TooDeep = "too-deep",
    /// The line is JSON, but not an object.
    NotAnObject = "not-an-object",
    /// `specversion` is there and is not `1.0`.
    BadSpecVersion = "bad-specversion",
    /// No `id`, or a list or an object, or empty.
    MissingId = "missing-id",
    /// No `source`, or a list or an object, or empty.
    MissingSource = "missing-source",
    /// No `type`, or a list or an object, or empty.
    MissingType = "missing-type",
    /// No `event`, or a list or an object, or empty.
    MissingEvent = "missing-event",
    /// No `time`, or a list or an object.
    MissingTime = "missing-time",
    /// `time` is not an RFC 3339 time.
    BadTime = "bad-time",
    /// No `actorkind`, or a list or an object.
    MissingActorKind = "missing-actorkind",
    /// `actorkind` is not one of the contract's.
    UnknownActorKind = "unknown-actorkind",
    /// No `actor` in a record that is not the system's, or a list or an object, or empty.
    MissingActor = "missing-actor",
    /// A record of another event.
    OtherEvent = "other-event",
    /// `role` is a list or an object. Any word is a role, though the contract may not know it.
    UnknownRole = "unknown-role",
    /// `mode` is not one of the contract's.
    UnknownMode = "unknown-mode",
    /// The archive ends, or is damaged, here: what follows is lost.
    Truncated = "truncated",
    /// The object as a whole: it cannot be decompressed, and nothing of it can be read.
    Undecodable = "undecodable",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_in_kebab_case() {
        let mut codes: Vec<&str> = Reason::ALL.iter().map(|reason| reason.code()).collect();
        assert!(codes.iter().all(|code| code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte == b'8')));
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Reason::ALL.len());
    }
}
