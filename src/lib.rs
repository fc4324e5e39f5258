//! Separates an article's body text from everything else a scraped page carries: menus, "Also read", "Latest news",
//! captions, share bars, bios, footers.
//!
//! ```
//! let dump = "\
//! Home | News | Sport\n\
//! Also read: Ten things to know\n\
//! The harbour of the old town froze over on Monday night, the first time in forty years.\n\
//! Fishermen said they would wait until the ice was gone before they put to sea again.\n";
//! let article = bodytext::clean(dump);
//! let body = article.body().to_string();
//! assert!(body.starts_with("The harbour") && body.ends_with("to sea again."));
//! ```
//!
//! # The way of a page
//!
//! ```text
//! text ── segment ──▶ Page ── measure ──▶ facts ── passes ──▶ findings ── decode ──▶ kinds ── assemble ──▶ Article
//! ```
//!
//! 1. **segment**: one [`Block`] a line, broken sentences joined; a block is a byte range of the text. HTML is flattened
//!    to such a text first, without a tree, and what the markup tells is kept beside it.
//! 2. **measure**: facts of each block in one sweep: lengths, marks, words, cue phrases of 40 languages.
//! 3. **passes**: plain functions that name what they find; a finding is a [`Reason`] and the points it brings.
//! 4. **decode**: the points and a table of steps give each block the probability of every region of a page.
//! 5. **assemble**: an [`Article`] with the kind, score and reasons of every block; [`Article::body`] is a view.
//!
//! [`clean`] and `clean_html` are the doors for the common case; a [`Cleaner`] has options. The points are fitted from labelled pages and
//! stand in a table that a person can read; [`model`] opens it, for those who want to fit their own.
//!
//! # Features
//!
//! - `html` (default): reading HTML, and what a page of it says of itself; without it the crate reads dumps alone.
//! - `serde`: `Serialize` and `Deserialize` for [`Kind`] and [`SiteProfile`], `Serialize` for [`Timestamp`].

mod article;
mod chars;
mod cleaner;
mod cues;
mod decode;
mod error;
mod explain;
mod front_matter;
mod hashed;
mod judge;
mod kind;
mod limits;
mod markdown;
mod measure;
#[cfg(feature = "html")]
mod metadata;
pub mod model;
mod page;
mod pass;
mod pattern;
mod reason;
mod segment;
mod site;
#[doc(hidden)]
pub mod stages;
mod survey;
mod timestamp;
mod weights;

pub use article::{Article, Body, Dated, Judged};
pub use cleaner::{Balance, Cleaner};
pub use error::Error;
pub use explain::Finding;
pub use kind::Kind;
pub use limits::{Limit, Limits, Truncation};
#[cfg(feature = "html")]
pub use metadata::{Metadata, Source, Stated};
pub use page::{Block, Page};
pub use reason::Reason;
pub use site::{Recall, SiteProfile};
pub use timestamp::Timestamp;

/// Cleans a plain-text dump with the default options. Never fails; time and memory are linear in the text.
///
/// See [`Cleaner`] for options.
#[must_use]
pub fn clean(text: &str) -> Article<'_> {
    Cleaner::new().clean(text)
}

/// Cleans a page of HTML with the default options. Never fails; time and memory are linear in the page, whatever its
/// nesting.
///
/// See [`Cleaner`] for options.
#[cfg(feature = "html")]
#[must_use]
pub fn clean_html(html: &str) -> Article<'static> {
    Cleaner::new().clean_html(html)
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
