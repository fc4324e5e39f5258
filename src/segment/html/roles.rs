//! What class and id names tell: roles by the tokens of a name.

use std::collections::HashMap;

use once_cell::sync::Lazy;

use super::{Flat, Tag, token_hash};
use crate::reason::ROLES;

/// By the hash of a token, the roles it stands for, a bit each in the order of [`ROLES`].
static TOKENS: Lazy<HashMap<u32, u64>> = Lazy::new(|| {
    let mut tokens: HashMap<u32, u64> = HashMap::new();
    for line in include_str!("../../cues/class_names.tsv").lines() {
        let Some((role, names)) = line.split_once('\t') else {
            continue;
        };
        // A unit test fails on a role that is not in the list.
        if let Some(bit) = ROLES.iter().position(|name| *name == role) {
            for name in names.split_ascii_whitespace() {
                *tokens.entry(token_hash(name)).or_default() |= 1 << bit;
            }
        }
    }
    tokens
});

/// The roles of every element by its own names; the page's outermost elements tell of the page as a whole.
pub(super) fn of_elements(flat: &Flat) -> Vec<u64> {
    let tokens: &HashMap<u32, u64> = &TOKENS;
    let roles = |element| {
        let of = |token| tokens.get(token).copied().unwrap_or(0);
        flat.tokens_of(element)
            .iter()
            .map(of)
            .fold(0, |all, of| all | of)
    };
    flat.elements
        .iter()
        .map(|element| match element.tag {
            Tag::Html | Tag::Body => 0,
            _ => roles(element),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_names_a_role_and_its_tokens() {
        for line in include_str!("../../cues/class_names.tsv").lines() {
            if let Some((role, names)) = line.split_once('\t') {
                assert!(ROLES.contains(&role), "{role}");
                assert!(!names.trim().is_empty(), "{role}");
            } else {
                assert!(line.starts_with('#'), "{line}");
            }
        }
    }
}
