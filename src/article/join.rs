//! The lines of a block as one: what stands between two pieces of a sentence.

use std::borrow::Cow;

use crate::chars::{Class, class};

/// The lines of a block, blank ones left out, trimmed.
pub(super) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let blank = |c| class(c) == Class::Space;
    text.split(['\n', '\r'])
        .map(move |line| line.trim_matches(blank))
        .filter(|line| !line.is_empty())
}

/// The lines of a block as one.
pub(super) fn joined(text: &str) -> Cow<'_, str> {
    if memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for piece in pieces(text) {
        if let (Some(before), Some(after)) = (out.chars().next_back(), piece.chars().next())
            && spaced(before, after)
        {
            out.push(' ');
        }
        out.push_str(piece);
    }
    Cow::Owned(out)
}

/// Whether a space belongs between two pieces of a sentence.
fn spaced(before: char, after: char) -> bool {
    let (left, right) = (class(before), class(after));
    let dense =
        |side: Class, c: char| side == Class::Dense && !('\u{ac00}'..='\u{d7a3}').contains(&c);
    !(matches!(
        right,
        Class::Comma | Class::End | Class::Close | Class::Colon
    ) || matches!(after, '’' | '”' | '…' | '»')
        || left == Class::Open
        || matches!(before, '“' | '‘' | '„' | '«')
        || dense(left, before) && (dense(right, after) || !right_is_word(right))
        || dense(right, after) && !right_is_word(left))
}

fn right_is_word(side: Class) -> bool {
    matches!(
        side,
        Class::Lower | Class::Upper | Class::Letter | Class::Digit | Class::Dense
    )
}
