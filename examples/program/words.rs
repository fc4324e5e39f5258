//! How verdicts are put in words, on a terminal and on a page.

use std::borrow::Cow;

use bodytext::{Finding, Reason};

/// How many findings of a block are shown unless all are asked for.
pub(crate) const FINDINGS: usize = 8;

/// Points or a score, with their sign.
pub(crate) fn signed(points: f32) -> String {
    format!("{points:+.2}")
}

/// A reason's name and value.
pub(crate) fn named(reason: Reason) -> String {
    reason.to_string()
}

/// The findings that weighed most, the points of the rest, and what the rest is called; `None` if there is no rest.
pub(crate) fn weightiest(findings: &[Finding], most: usize) -> (&[Finding], Option<(f32, String)>) {
    let (shown, rest) = findings.split_at(findings.len().min(most));
    let others = if rest.len() == 1 { "other" } else { "others" };
    let rest = (!rest.is_empty()).then(|| {
        let points = rest.iter().map(Finding::points).sum();
        (points, format!("{} {others}", rest.len()))
    });
    (shown, rest)
}

/// A title or name that the page has in several lines, as one.
pub(crate) fn joined(text: &str) -> Cow<'_, str> {
    if !text.contains(['\n', '\r']) {
        return Cow::Borrowed(text);
    }
    let lines: Vec<&str> = text
        .split(['\n', '\r'])
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    Cow::Owned(lines.join(" "))
}

/// A text for a labelled line or a list: one line, without control characters that a terminal would obey.
pub(crate) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace(char::is_control, "\u{fffd}")
}
