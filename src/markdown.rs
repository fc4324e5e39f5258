//! Kept blocks as CommonMark, with the tables of GitHub's.
//!
//! [`html`] walks the kept blocks of a page of HTML, [`nesting`] finds the lists and quotations around them,
//! [`containers`] writes these, [`tables`] finds tables of data, [`inline`] writes what stands within a line,
//! [`escape`] its characters. A dump has no structure but headings.

#[cfg(feature = "html")]
mod containers;
mod escape;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "html")]
mod inline;
#[cfg(feature = "html")]
mod nesting;
#[cfg(feature = "html")]
mod tables;
#[cfg(all(test, feature = "html"))]
mod tests;

use std::fmt::Write as _;

use crate::article::Article;
use crate::kind::Kind;

use escape::{escaped, in_heading};

pub(crate) fn write(article: &Article<'_>) -> String {
    let mut out = String::new();
    if let Some(title) = article.title() {
        let _ = writeln!(out, "# {}", in_heading(escaped(title)));
    }
    #[cfg(feature = "html")]
    if let Some(flat) = article.page().markup() {
        html::write(article, flat, &mut out);
        return out;
    }
    for (kind, paragraph) in article.body().paragraphs() {
        if !out.is_empty() {
            out.push('\n');
        }
        let _ = if kind == Kind::Heading {
            writeln!(out, "## {}", in_heading(escaped(&paragraph)))
        } else {
            writeln!(out, "{}", escaped(&paragraph))
        };
    }
    out
}
