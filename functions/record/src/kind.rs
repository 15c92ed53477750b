//! The types of record and the closed vocabularies of their attributes (the raw log contract).

/// Declares an enum whose variants have one name each, used alike in raw records and in lake columns.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* #[doc = concat!("`", $text, "`")] $variant,)+
        }

        impl $name {
            /// Every member, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Parses a name as records write it; `None` for any other text.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                match text {
                    $($text => Some(Self::$variant),)+
                    _ => None,
                }
            }

            /// The name as records and lake columns write it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }
    };
}

vocabulary! {
    /// The type of a record. Any other type is counted and kept as `unknown`: its actor and role still count.
    RecordType {
        RegistrationCreated = "registration.created",
        RegistrationUpdated = "registration.updated",
        RegistrationCancelled = "registration.cancelled",
        IdentityProfile = "identity.profile",
        IdentityLinked = "identity.linked",
        ConsentGiven = "consent.given",
        ConsentWithdrawn = "consent.withdrawn",
        ErasureRequested = "erasure.requested",
        PresenceJoin = "presence.join",
        PresenceHeartbeat = "presence.heartbeat",
        PresenceLeave = "presence.leave",
        MediaPlay = "media.play",
        MediaPause = "media.pause",
        MediaProgress = "media.progress",
        ChatMessage = "chat.message",
        ReactionSent = "reaction.sent",
        QaAsked = "qa.asked",
        QaVoted = "qa.voted",
        QaAnswered = "qa.answered",
        PollVoted = "poll.voted",
        StandViewed = "stand.viewed",
        StandContactRequested = "stand.contact_requested",
        DocumentOpened = "document.opened",
        LinkClicked = "link.clicked",
        MeetingBooked = "meeting.booked",
        MeetingHeld = "meeting.held",
        CheckinEntry = "checkin.entry",
        CheckinExit = "checkin.exit",
        SurveyAnswered = "survey.answered",
        PageViewed = "page.viewed",
        IntervalImported = "interval.imported",
        Unknown = "unknown",
    }
}

vocabulary! {
    /// What an actor is to the event. Only attendees are counted; a record without a role is an attendee's, one with a role that is not
    /// among these is of somebody `other`.
    Role {
        Attendee = "attendee",
        Speaker = "speaker",
        Staff = "staff",
        Exhibitor = "exhibitor",
        Test = "test",
        Bot = "bot",
        Other = "other",
    }
}

impl Role {
    /// The role that a record names. Platforms have roles of their own, as hosts: whoever has one is no attendee.
    #[must_use]
    pub fn named(text: &str) -> Self {
        if text.is_empty() { Self::Attendee } else { Self::parse(text).unwrap_or(Self::Other) }
    }
}

vocabulary! {
    /// How an actor was there. A record without a mode is online.
    Mode {
        Online = "online",
        Onsite = "onsite",
        App = "app",
        Replay = "replay",
    }
}

vocabulary! {
    /// Whom a chat message is for: everybody in its room, or some.
    ChatKind {
        Room = "room",
        Direct = "direct",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_round_trip() {
        for &kind in RecordType::ALL {
            assert_eq!(RecordType::parse(kind.as_str()), Some(kind));
        }
        assert_eq!(RecordType::parse("presence.Join"), None);
        assert_eq!(Role::parse("staff"), Some(Role::Staff));
        assert_eq!(Mode::parse("app"), Some(Mode::App));
        assert_eq!(ChatKind::parse("direct"), Some(ChatKind::Direct));
    }

    #[test]
    fn whoever_has_a_role_of_another_name_is_no_attendee() {
        for (text, role) in [("", Role::Attendee), ("attendee", Role::Attendee), ("staff", Role::Staff), ("moderator", Role::Other)] {
            assert_eq!(Role::named(text), role, "{text}");
        }
    }
}
