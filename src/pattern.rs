//! The few shapes that need a regular expression. They run on the handful of lines of a page that were judged to hold
//! a title or a byline, never on all.
//!
//! The tests below show for each what it finds and what it must not.

use std::ops::Range;

use once_cell::sync::Lazy;
use regex::Regex;

/// Where the names of a byline end: a bar, a bullet, a dash between spaces, a number, an address or a line's end.
const NAMES_END: &str = r"[|•●·\d\r\n]|\s[-–—]\s|\s*[(,]?\s*\S*@\S*|\s*\bhttps?:";
/// The same for a byline without an address, which most are: what may stand before one is tried at every character.
const NAMES_END_PLAIN: &str = r"[|•●·\d\r\n]|\s[-–—]\s";

/// The site's name behind a headline: a bar with spaces and up to six words.
const SITE: &str = r"\s+[|»]\s+\S+(?:\s+\S+){0,5}$";

static NAMES_END_REGEX: Lazy<Option<Regex>> = Lazy::new(|| Regex::new(NAMES_END).ok());
static NAMES_END_PLAIN_REGEX: Lazy<Option<Regex>> = Lazy::new(|| Regex::new(NAMES_END_PLAIN).ok());
static SITE_REGEX: Lazy<Option<Regex>> = Lazy::new(|| Regex::new(SITE).ok());

fn found(regex: &Lazy<Option<Regex>>, text: &str) -> Option<Range<usize>> {
    regex
        .as_ref()
        .and_then(|regex| regex.find(text))
        .map(|found| found.range())
}

/// The byte at which the names of a byline end.
pub(crate) fn names_end(byline: &str) -> usize {
    let may_hold_address = byline.contains('@') || byline.contains("http");
    let regex = if may_hold_address {
        &NAMES_END_REGEX
    } else {
        &NAMES_END_PLAIN_REGEX
    };
    found(regex, byline).map_or(byline.len(), |found| found.start)
}

/// The byte at which a title's headline ends and the site's name begins.
pub(crate) fn headline_end(title: &str) -> usize {
    // Most titles need no regular expression, nor a process one that is never asked for.
    if !title.contains(['|', '»']) {
        return title.len();
    }
    found(&SITE_REGEX, title).map_or(title.len(), |found| found.start)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An expression, texts with what it finds in them, and texts in which it must find nothing.
    type Case = (
        &'static str,
        &'static [(&'static str, &'static str)],
        &'static [&'static str],
    );

    const CASES: [Case; 2] = [
        (
            NAMES_END,
            &[
                ("Ada Byron ● 3 May", "●"),
                ("Ada Byron, ada@example.org", ", ada@example.org"),
                ("Ada Byron - Staff", " - "),
                ("Ada Byron @ada", " @ada"),
            ],
            &["Ada Byron and Jean-Luc Godard", "Ada Byron, Staff writer"],
        ),
        (
            SITE,
            &[(
                "The harbour froze over | Northport Gazette",
                " | Northport Gazette",
            )],
            &["The harbour froze over - and how", "Either|or"],
        ),
    ];

    #[test]
    fn every_pattern_finds_what_it_should_and_nothing_else() {
        for (expression, hits, misses) in CASES {
            let regex = Regex::new(expression).expect(expression);
            for (text, expected) in hits {
                assert_eq!(
                    regex.find(text).map(|found| found.as_str()),
                    Some(*expected),
                    "{text}"
                );
            }
            for text in misses {
                assert_eq!(regex.find(text).map(|found| found.as_str()), None, "{text}");
            }
        }
    }

    #[test]
    fn names_end_where_the_whole_expression_says() {
        let whole = Regex::new(NAMES_END).expect(NAMES_END);
        for byline in [
            "Ada Byron",
            "Ada Byron | Staff",
            "Ada Byron - Staff, ada@example.org",
            "Ada Byron 3 May",
            "Ada Byron https://quay.example/ada",
            "Ada-Byron King\nThe Bell",
            "",
        ] {
            let expected = whole
                .find(byline)
                .map_or(byline.len(), |found| found.start());
            assert_eq!(names_end(byline), expected, "{byline}");
        }
    }
}
