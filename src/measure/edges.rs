//! How a line begins and ends.

use super::{First, Last};
use crate::chars::Class;

pub(super) fn first(this: Class, c: char) -> First {
    match this {
        Class::Upper => First::Upper,
        Class::Lower => First::Lower,
        Class::Letter | Class::Dense => First::Caseless,
        Class::Digit => First::Digit,
        Class::Quote | Class::Apostrophe => First::Quote,
        Class::Open | Class::Close => {
            if matches!(c, '「' | '『') {
                First::Quote
            } else {
                First::Bracket
            }
        }
        Class::Separator => First::Dash,
        _ => First::Other,
    }
}

pub(super) fn last_mark(last: Class, before: Class, c: char) -> Last {
    match last {
        Class::End if before == Class::End && c == '.' => Last::Ellipsis,
        Class::End if matches!(c, '?' | '!' | '？' | '！' | '؟') => Last::Asking,
        Class::End => Last::Stop,
        Class::Ellipsis => Last::Ellipsis,
        Class::Colon => Last::Colon,
        Class::Comma => Last::Comma,
        Class::Digit => Last::Digit,
        Class::Lower | Class::Upper | Class::Letter | Class::Dense => Last::Letter,
        _ => Last::Other,
    }
}

/// A bullet, a dash with a space behind it, or a short number with a stop or a bracket.
pub(super) fn begins_item(bytes: &[u8], first: First) -> bool {
    match first {
        First::Dash => true,
        First::Digit => {
            let digits = bytes
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            digits <= 2
                && matches!(bytes.get(digits), Some(b'.' | b')'))
                && bytes.get(digits + 1) == Some(&b' ')
        }
        _ => bytes.starts_with("•".as_bytes()),
    }
}
