//! What class and id names tell: roles by the tokens of a name.

use once_cell::sync::Lazy;

use super::token_hash;
use crate::chars::pair;
use crate::hashed::Hashed;
use crate::reason::ROLES;

/// By the hash of a token, the roles it stands for, a bit each in the order of [`ROLES`].
static TOKENS: Lazy<Hashed<u64>> = Lazy::new(|| {
    let mut tokens = Hashed::for_keys(1 << 10);
    for line in include_str!("../../cues/class_names.tsv").lines() {
        let Some((role, names)) = line.split_once('\t') else {
            continue;
        };
        // A unit test fails on a role that is not in the list.
        if let Some(bit) = ROLES.iter().position(|name| *name == role) {
            for name in names.split_ascii_whitespace() {
                if let Some(roles) = tokens.entry(mixed(token_hash(name)), 0) {
                    *roles |= 1 << bit;
                }
            }
        }
    }
    tokens
});

/// A token's hash with its bits spread, as the table needs them.
fn mixed(hash: u32) -> u32 {
    pair(hash, 0)
}

/// The roles that a token stands for, by its hash.
#[inline]
pub(super) fn of_token(hash: u32) -> u64 {
    TOKENS.get(mixed(hash)).unwrap_or(0)
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
