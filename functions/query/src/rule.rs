//! What a rule about query files is: its code, what a message by it says, and the longer story that `kooste explain` tells.
//!
//! Codes are stable; one that is no longer used is not given again. In the texts, `{}` stands for the name that a message is about.

/// A rule about query files.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Rule {
    /// `P` and three digits for what stops a query, `W` and three digits for what does not.
    pub(crate) code: &'static str,
    /// What the query does.
    pub(crate) what: &'static str,
    /// Why that is not let through, or not well.
    pub(crate) why: &'static str,
    /// What to write instead.
    pub(crate) instead: &'static str,
    /// What is behind it, for somebody who has time.
    pub(crate) story: &'static str,
    /// What breaks it: a query, or the lines of a head.
    pub(crate) before: &'static str,
    /// What does the same and breaks nothing.
    pub(crate) after: &'static str,
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $what:literal, $why:literal, $instead:literal, $story:literal, $before:literal, $after:literal;)*) => {
        $(
            $(#[$doc])*
            pub(crate) const $name: $crate::rule::Rule = $crate::rule::Rule {
                code: $code,
                what: $what,
                why: $why,
                instead: $instead,
                story: $story,
                before: $before,
                after: $after,
            };
        )*

        /// All rules, in the order of their codes.
        pub(crate) const ALL: &[$crate::rule::Rule] = &[$($name),*];
    };
}

pub(crate) use rules;
