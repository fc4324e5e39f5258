//! From an input to blocks.
//!
//! Every reader promises the same: blocks in document order whose byte ranges are ascending, disjoint, on character
//! boundaries, trimmed of blank characters, and which together cover every character that is not blank.

#[cfg(feature = "html")]
pub(crate) mod html;
mod text;

pub(crate) use text::read;
