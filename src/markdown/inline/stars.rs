//! How a parser reads the stars of a line.
//!
//! CommonMark pairs runs of stars by what stands on either side of them: its rules for delimiter runs, from which this
//! follows. A run may open emphasis if it is left-flanking, close it if it is right-flanking, and of two runs of which
//! one may do both, the lengths must not sum to a multiple of three unless both are one. Emphasis is written well nested,
//! two deep at most (strong and plain), so every run that ends something must pair with the last that is open, and no
//! other run may.
//!
//! Which characters are punctuation is a matter of the parser's version of Unicode and of the standard: symbols became
//! so in 0.31. Those of which it depends are tried both ways.

use crate::chars::{Class, class};

/// Stars that were written to begin or to end something.
#[derive(Clone, Copy)]
pub(super) struct Stars {
    pub(super) at: usize,
    pub(super) count: usize,
    pub(super) begins: bool,
}

/// Stars side by side.
struct Run {
    count: usize,
    /// How many of them begin something.
    begins: usize,
    before: Option<char>,
    after: Option<char>,
}

/// A run whose stars are not all paired.
struct Open {
    left: usize,
    count: usize,
    closes: bool,
}

/// Characters that may be punctuation or not: with more of them beside the stars of a line no emphasis is written.
const MOST_OPEN: usize = 4;

/// Whether a character is punctuation by every version of the standard and of Unicode; `None` if that depends.
fn is_mark(c: char) -> Option<bool> {
    if c.is_alphanumeric() || c.is_whitespace() {
        return Some(false);
    }
    let is_sure = matches!(
        class(c),
        Class::End
            | Class::Ellipsis
            | Class::Comma
            | Class::Colon
            | Class::Quote
            | Class::Open
            | Class::Close
    );
    // Dashes, quotation marks and bullets.
    let is_general = matches!(c, '\u{2010}'..='\u{2027}');
    (c.is_ascii_punctuation() || is_sure || is_general).then_some(true)
}

/// Whether a parser pairs the stars of a line as they were written.
pub(super) fn are_read(line: &str, stars: &[Stars]) -> bool {
    if stars.is_empty() {
        return true;
    }
    let runs = runs(line, stars);
    let mut open: Vec<char> = runs
        .iter()
        .flat_map(|run| [run.before, run.after])
        .flatten()
        .filter(|c| is_mark(*c).is_none())
        .collect();
    open.sort_unstable();
    open.dedup();
    open.len() <= MOST_OPEN
        && (0..1_u32 << open.len()).all(|choice| {
            let chosen = |c: char| match open.binary_search(&c) {
                Ok(at) => choice & (1 << at) != 0,
                Err(_) => is_mark(c) == Some(true),
            };
            pairs(&runs, chosen)
        })
}

/// The runs of a line.
fn runs(line: &str, stars: &[Stars]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::with_capacity(stars.len());
    let mut end = usize::MAX;
    for stars in stars {
        let behind = stars.at + stars.count;
        let after = line.get(behind..).and_then(|rest| rest.chars().next());
        let begins = if stars.begins { stars.count } else { 0 };
        match runs.last_mut().filter(|_| end == stars.at) {
            Some(run) => {
                run.count += stars.count;
                run.begins += begins;
                run.after = after;
            }
            None => runs.push(Run {
                count: stars.count,
                begins,
                before: line
                    .get(..stars.at)
                    .and_then(|before| before.chars().next_back()),
                after,
            }),
        }
        end = behind;
    }
    runs
}

fn pairs(runs: &[Run], is_mark: impl Fn(char) -> bool) -> bool {
    let mut stack: Vec<Open> = Vec::with_capacity(2);
    for run in runs {
        let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let marks = [run.before, run.after].map(|c| c.is_some_and(&is_mark));
        let opens = !is_space(run.after) && (!marks[1] || is_space(run.before) || marks[0]);
        let closes = !is_space(run.before) && (!marks[0] || is_space(run.after) || marks[1]);
        let may_pair = |open: &Open| {
            let both = opens || open.closes;
            !both || (open.count + run.count) % 3 != 0 || open.count % 3 == 0
        };
        if run.begins == run.count {
            if !opens || closes && stack.iter().any(may_pair) {
                return false;
            }
            stack.push(Open {
                left: run.count,
                count: run.count,
                closes,
            });
            continue;
        }
        if run.begins > 0 || !closes {
            return false;
        }
        let mut left = run.count;
        while left > 0 {
            let Some(open) = stack.last_mut().filter(|open| may_pair(open)) else {
                return false;
            };
            let paired = if left >= 2 && open.left >= 2 { 2 } else { 1 };
            left -= paired;
            open.left -= paired;
            if open.left == 0 {
                stack.pop();
            }
        }
    }
    stack.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the stars of a line are read: `begins` has a letter for each run, `b` where it begins something.
    fn are(line: &str, begins: &str) -> bool {
        let mut stars: Vec<Stars> = Vec::new();
        for (at, _) in line.match_indices('*') {
            match stars.last_mut().filter(|last| last.at + last.count == at) {
                Some(last) => last.count += 1,
                None => stars.push(Stars {
                    at,
                    count: 1,
                    begins: begins.as_bytes()[stars.len()] == b'b',
                }),
            }
        }
        are_read(line, &stars)
    }

    #[test]
    fn stars_are_paired_as_a_parser_pairs_them() {
        assert!(are("a **b** c", "be"));
        assert!(are("a**b *c***d", "bbe"));
        assert!(are("***b* c** *d*", "beebe"));
        assert!(are("**“b”** *(c)*", "bebe"));
        // A space before the end, and none at all.
        assert!(!are("a**b **c", "be"));
        assert!(!are("a *b", "b"));
        // What begins before a mark and behind a letter begins nothing.
        assert!(!are("a**(b)** c", "be"));
        // Between letters a star may end something as well; one and two do not pair.
        assert!(!are("a*b*c", "bb"));
        assert!(are("a*b**c**d*e", "bbee"));
        // Whether this sign is punctuation depends on the version of the standard.
        assert!(!are("a*€b*", "be"));
        assert!(are("*€b*", "be"));
    }
}
