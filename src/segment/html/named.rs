//! What class and id names say of an element: roles by the tokens of a name, and the shape that a template gives.

use super::attributes::Attributes;
use super::tag::Tag;
use super::{name, roles};
use crate::chars::text_hash;

/// So many tokens of an element's names are looked at.
const MOST_TOKENS: u16 = 24;
/// A name is looked at up to so many bytes: none longer is one that a person wrote.
const LONGEST_NAME: usize = 80;
/// And so many bytes of a list of names.
const LONGEST_LIST: usize = 1_200;

/// The hash of a token of a class or id name: FNV-1a of 32 bits over its bytes, ASCII letters in lower case.
pub(crate) fn token_hash(token: &str) -> u32 {
    name::hashes(token.as_bytes(), |_, _| {})
}

/// What names say.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Named {
    /// The roles they stand for, a bit each in the order of [`ROLES`](crate::reason::ROLES).
    pub(super) roles: u64,
    /// What they make of the element's shape.
    pub(super) shape: u32,
    /// How many tokens they have.
    tokens: u16,
}

impl Named {
    /// What the name of an element says; `name` is the hash of one that [`Tag`] does not know.
    pub(super) fn of_tag(tag: Tag, name: u32) -> Named {
        let mut named = Named::default();
        if tag == Tag::Other {
            named.shape = name;
            if name != 0 {
                named.token(name);
            }
        } else {
            named.shape = token_hash(tag.name());
        }
        named
    }

    /// Adds what class and id say.
    pub(super) fn add(&mut self, attributes: Attributes<'_>, bits: u16, known: &mut Known) {
        if let Some([class, id, _]) = attributes.names(bits) {
            let mut all = *self;
            if !class.is_empty() {
                all = all.and(known.of_classes(class));
            }
            if !id.is_empty() {
                all = all.and(Named::of_id(id));
            }
            if all.tokens <= MOST_TOKENS {
                *self = all;
                return;
            }
        }
        // Which tokens are left out depends on the order of the attributes.
        attributes.each(|name, value| {
            if name.len() == 5 && name.eq_ignore_ascii_case("class") {
                for class in classes_of(value) {
                    self.class(class);
                }
            } else if name.len() == 2 && name.eq_ignore_ascii_case("id") {
                self.name(value);
            }
        });
    }

    /// What both say together; right as long as there are no more than [`MOST_TOKENS`].
    fn and(self, other: Named) -> Named {
        Named {
            roles: self.roles | other.roles,
            shape: self.shape.wrapping_add(other.shape),
            tokens: self.tokens.saturating_add(other.tokens),
        }
    }

    fn of_id(id: &str) -> Named {
        let mut named = Named::default();
        named.name(id);
        named
    }

    fn class(&mut self, class: &str) {
        let hash = self.name(class);
        self.shape = self.shape.wrapping_add(hash | 1);
    }

    /// Takes a name's tokens, its words of two letters and more and the whole name. Returns the hash of the whole.
    fn name(&mut self, name: &str) -> u32 {
        let bytes = cut(name, LONGEST_NAME).as_bytes();
        let (mut last, mut parts) = (0, 0);
        let whole = name::hashes(bytes, |word, length| {
            last = length;
            if length > 1 {
                self.token(word);
                parts += 1;
            }
        });
        if parts > 1 || last < bytes.len() {
            self.token(whole);
        }
        whole
    }

    #[inline]
    fn token(&mut self, hash: u32) {
        if self.tokens < MOST_TOKENS {
            self.tokens += 1;
            self.roles |= roles::of_token(hash);
        }
    }
}

fn classes_of(list: &str) -> impl Iterator<Item = &str> {
    cut(list, LONGEST_LIST).split_ascii_whitespace()
}

/// What classes were read to say, by the hash of the whole attribute and of each class: those of a template come again
/// with every element that it makes, and single ones in other company.
#[derive(Default)]
pub(super) struct Known {
    lists: Memory<Named>,
    classes: Memory<Named>,
}

impl Known {
    fn of_classes(&mut self, list: &str) -> Named {
        let known = &mut self.classes;
        self.lists.recall(list, || {
            let of_class = |class: &str| {
                known.recall(class, || {
                    let mut named = Named::default();
                    named.class(class);
                    named
                })
            };
            classes_of(list)
                .map(of_class)
                .fold(Named::default(), Named::and)
        })
    }
}

/// Values of texts of late, by their hashes.
#[derive(Debug)]
pub(crate) struct Memory<V>(Vec<(u64, V)>);

impl<V: Copy + Default> Default for Memory<V> {
    fn default() -> Memory<V> {
        Memory(vec![(0, V::default()); 1 << 9])
    }
}

impl<V: Copy> Memory<V> {
    /// The value of a text, found by `read` if it was not of late.
    pub(crate) fn recall(&mut self, text: &str, read: impl FnOnce() -> V) -> V {
        let hash = text_hash(text);
        let Some(slot) = self.0.get_mut((hash >> 55) as usize) else {
            return read();
        };
        if slot.0 != hash {
            *slot = (hash, read());
        }
        slot.1
    }
}

/// The beginning of a text, of `most` bytes at most.
pub(super) fn cut(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
