//! What a caller can cause and repair.

use crate::limits::Limit;

/// An error of this crate. Cleaning a text cannot fail, unless the caller asks for an error where it crosses a limit;
/// the others come from options and tables that the caller supplies.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A name that [`Kind`](crate::Kind) does not know.
    #[error("`{name}` is not a kind of block")]
    UnknownKind {
        /// The name as it was given.
        name: String,
    },
    /// An input that crosses a limit, from [`Cleaner::try_clean`](crate::Cleaner::try_clean) and its kin.
    #[error("{met} {limit}, of which {most} are allowed")]
    Limit {
        /// Which limit.
        limit: Limit,
        /// Its value.
        most: usize,
        /// The value that the input has; see [`Truncation::met`](crate::Truncation::met).
        met: usize,
    },
    /// A line of a cue file that is neither a phrase, a comment nor a class in brackets that exists.
    #[error("cue file, line {line}: {what}")]
    CueFile {
        /// The line's number, from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
    /// A line of a table of weights that cannot be read.
    #[error("table of weights, line {line}: {what}")]
    Weights {
        /// The line's number, from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
    /// Bytes that are no [`SiteProfile`](crate::SiteProfile).
    #[error("profile of a site: {0}")]
    Profile(&'static str),
}
