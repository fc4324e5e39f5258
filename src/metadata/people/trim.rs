//! Cuts from a name what stands around it: brackets, marks, roles, dates.

use super::LONGEST;
use super::form::is_dense;
use crate::chars::{Class, class};
use crate::cues::{Cue, EMBEDDED};
use crate::metadata::text::{self, key};

/// A line without what stands in brackets, but for a name inside a name: `Ada (King) Byron`.
pub(super) fn without_brackets(line: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_u32;
    for (at, c) in line.char_indices() {
        if c == '(' && depth == 0 && !out.is_empty() && is_name_inside(line.get(at + 1..)) {
            out.push(c);
            continue;
        }
        if c == ')' && depth == 0 && out.contains('(') {
            out.push(c);
            continue;
        }
        match c {
            '(' | '[' | '（' | '<' => depth += 1,
            ')' | ']' | '）' | '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    // A line that is all brackets is a name in brackets.
    if key(&out).is_empty() {
        line.trim_matches(['(', ')', '[', ']']).to_owned()
    } else {
        text::line(&out, 4 * LONGEST)
    }
}

/// Whether what stands behind a bracket is one word with a capital, the end of the bracket and a further name.
fn is_name_inside(behind: Option<&str>) -> bool {
    let Some((inside, rest)) = behind.and_then(|behind| behind.split_once(')')) else {
        return false;
    };
    let capital = |text: &str| text.starts_with(|c| class(c) == Class::Upper);
    let small = inside.chars().skip(1).all(|c| class(c) == Class::Lower);
    inside.len() > 1 && small && capital(inside) && rest.strip_prefix(' ').is_some_and(capital)
}

/// A name without the marks around it.
pub(super) fn trimmed(name: &str) -> &str {
    let name = name.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                class(c),
                Class::Separator | Class::Colon | Class::Comma | Class::Quote
            )
    });
    // The dot of `Jr.` and of initials stays.
    match name.strip_suffix('.') {
        Some(rest)
            if rest
                .split(' ')
                .next_back()
                .is_some_and(|word| word.chars().count() > 4) =>
        {
            rest
        }
        _ => name,
    }
}

/// A name without the role or site behind a dash between spaces.
pub(super) fn without_dash(name: &str) -> &str {
    let at = [" - ", " – ", " — ", " / ", " // "]
        .iter()
        .filter_map(|mark| name.find(mark))
        .min();
    at.map_or(name, |at| name.get(..at).unwrap_or("").trim())
}

/// A name without the role that stands behind it in scripts without case: there a name has no more than one word.
pub(super) fn without_role(name: &str) -> &str {
    match name.split_once(' ') {
        Some((first, rest)) if is_dense(first) && EMBEDDED.lead_in(rest, Cue::Role) > 0 => first,
        _ => name,
    }
}

/// A visible name without the date, the role or the call to act behind it.
pub(super) fn without_tail(name: &str) -> &str {
    let mut end = name
        .find(|c| class(c) == Class::Digit)
        .unwrap_or(name.len());
    let dated = end < name.len();
    let tails = [
        Cue::Published,
        Cue::Updated,
        Cue::Role,
        Cue::Share,
        Cue::Navigation,
    ];
    for (at, _) in name.match_indices(' ').take(12) {
        let rest = name.get(at + 1..).unwrap_or("");
        if at < end && tails.iter().any(|cue| EMBEDDED.lead_in(rest, *cue) > 0) {
            end = at;
        }
    }
    let own = name.get(..end).unwrap_or("").trim();
    trimmed(if dated { without_month(own) } else { own })
}

/// A text without the month and the small words before a date that was cut off: "Ada Byron on May".
fn without_month(text: &str) -> &str {
    let mut own = text;
    while let Some((before, last)) = own.rsplit_once(' ') {
        let small = last.chars().count() <= 3 && last.chars().all(|c| class(c) == Class::Lower);
        if !small && EMBEDDED.month_of(last.trim_matches('.')).is_none() {
            break;
        }
        own = before;
    }
    own
}
