//! The organizer's page: links, tokens, downloads.
