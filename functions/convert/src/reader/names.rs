//! The names that the contract knows: attributes of a record and fields of its `data`.

/// Declares an enum of names that are looked up by their bytes and stand for places in an array.
macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = stringify!($text)] $variant,)+
        }

        impl $name {
            /// Every name, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// How many names there are.
            pub const COUNT: usize = Self::ALL.len();

            /// Looks a name up.
            #[must_use]
            pub const fn parse(name: &[u8]) -> Option<Self> {
                // Byte strings, not strings: these are compiled to a decision over length and bytes, in the path of every key of every line.
                match name {
                    $($text => Some(Self::$variant),)+
                    _ => None,
                }
            }

            /// The name in records.
            #[must_use]
            pub const fn as_bytes(self) -> &'static [u8] {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }
    };
}

names! {
    /// An attribute of a record.
    Attribute {
        Id = b"id",
        Source = b"source",
        Type = b"type",
        Time = b"time",
        SpecVersion = b"specversion",
        ReceivedTime = b"receivedtime",
        SentTime = b"senttime",
        Event = b"event",
        Actor = b"actor",
        ActorKind = b"actorkind",
        Role = b"role",
        Subject = b"subject",
        Connection = b"connection",
        Mode = b"mode",
        ClientIp = b"clientip",
        UserAgent = b"useragent",
        Country = b"country",
        Locale = b"locale",
        Data = b"data",
    }
}

names! {
    /// A field of a record's `data`.
    Field {
        Ticket = b"ticket",
        Channel = b"channel",
        Answers = b"answers",
        Profile = b"profile",
        Guest = b"guest",
        Purpose = b"purpose",
        Recipient = b"recipient",
        Text = b"text",
        Scope = b"scope",
        Visible = b"visible",
        Asset = b"asset",
        Position = b"position",
        Live = b"live",
        Kind = b"kind",
        Length = b"length",
        Emoji = b"emoji",
        Amount = b"amount",
        Question = b"question",
        Poll = b"poll",
        Options = b"options",
        Stand = b"stand",
        Target = b"target",
        Minutes = b"minutes",
        Gate = b"gate",
        Path = b"path",
        Referrer = b"referrer",
        Joined = b"joined",
        Left = b"left",
        Precision = b"precision",
    }
}
