//! What a column of a relation is, as far as disclosure goes: the catalogue's classes, and those that expressions make of them.

use record::catalogue;

/// The class of a column or of an expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// The same for all rows.
    Constant,
    /// 0, 1 or null: a condition as a number. A sum of it is a count.
    Flag,
    /// On the declared grid of time: publishable.
    Grid,
    /// A category.
    Dimension,
    /// A category of a special kind.
    Sensitive,
    /// A number of rows of one person.
    Count,
    /// A number of one person.
    Measure,
    /// An instant, or a time between two.
    Time,
    /// The person.
    Unit,
    /// A key of something that belongs to one person.
    Identifier,
    /// A column without a class.
    Unlisted,
}

impl Class {
    /// Whether rows may be grouped by it where the groups are published.
    pub(super) const fn groups(self) -> bool {
        match self {
            Self::Constant | Self::Flag | Self::Grid | Self::Dimension | Self::Sensitive | Self::Count => true,
            Self::Measure | Self::Time | Self::Unit | Self::Identifier | Self::Unlisted => false,
        }
    }

    /// What an expression is that is computed from two groupable ones.
    pub(super) fn with(self, other: Self) -> Self {
        match (self, other) {
            (Self::Sensitive, _) | (_, Self::Sensitive) => Self::Sensitive,
            (Self::Constant, Self::Constant) => Self::Constant,
            _ => Self::Dimension,
        }
    }
}

impl From<catalogue::Class> for Class {
    fn from(class: catalogue::Class) -> Self {
        match class {
            catalogue::Class::Unit => Self::Unit,
            catalogue::Class::Identifier => Self::Identifier,
            catalogue::Class::Dimension => Self::Dimension,
            catalogue::Class::Sensitive => Self::Sensitive,
            catalogue::Class::Measure { .. } => Self::Measure,
            catalogue::Class::Time => Self::Time,
            catalogue::Class::Grid => Self::Grid,
        }
    }
}
