//! Which elements a tag opens and closes.
//!
//! The rules of the standard's tree construction, as far as they decide where a block begins and ends: elements without
//! an end tag, end tags that are implied, end tags that close nothing. What only moves nodes about is left out: text
//! that stands in a table outside its cells stays where it is, and formatting is not opened again behind a block that
//! cut it off.

use super::attributes::Attributes;
use super::listener::Listener;
use super::outline::{Open, Outline};
use super::tag::{Tag, Traits};

impl<'a, L: Listener> Outline<'a, L> {
    /// A start tag.
    pub(super) fn start(&mut self, tag: Tag, name: u32, attributes: Attributes<'a>, bits: u16) {
        let traits = tag.traits();
        if !self.begun && !stands_in_head(tag) {
            self.begin_body(tag, attributes, bits);
        }
        let ends_p = traits.any(Traits::ENDS_P) && !(self.quirks && tag == Tag::Table);
        if ends_p && self.has(Tag::P) {
            self.end_paragraph();
        }
        if traits.any(Traits::VOID) {
            return self.void(tag, attributes, bits);
        }
        match tag {
            Tag::Head | Tag::Frameset => return,
            Tag::Body => return,
            Tag::Html if !self.stack.is_empty() => return,
            // In a template each form stands for itself.
            Tag::Form if self.has(Tag::Form) && !self.has(Tag::Template) => return,
            Tag::Li => self.end_item(&[Tag::Li]),
            Tag::Dd | Tag::Dt => self.end_item(&[Tag::Dd, Tag::Dt]),
            Tag::Option => self.end_if_innermost(Tag::Option),
            Tag::Optgroup => {
                self.end_if_innermost(Tag::Option);
                self.end_if_innermost(Tag::Optgroup);
            }
            Tag::A | Tag::Nobr | Tag::Button if self.has(tag) => self.end(tag, 0),
            Tag::Table => self.end_bare_table(),
            _ if tag.is_table_part() && !self.end_table_parts(tag) => {
                return;
            }
            _ if tag.heading() > 0 && self.stack.last().is_some_and(|o| o.tag.heading() > 0) => {
                self.close();
            }
            _ => {}
        }
        self.open(tag, name, attributes, bits);
    }

    /// Text.
    pub(super) fn characters(&mut self, text: &str) {
        if !self.begun && text.bytes().any(|byte| byte > b' ') {
            self.begin_body(Tag::Other, Attributes::NONE, 0);
        }
        self.text(text);
    }

    /// Opens the elements around the body that `tag` begins; if that is the body itself, it has these attributes.
    fn begin_body(&mut self, tag: Tag, attributes: Attributes<'a>, bits: u16) {
        // What stands in a template in the head begins nothing.
        if self.has(Tag::Template) {
            return;
        }
        self.begun = true;
        if self.stack.is_empty() {
            self.open(Tag::Html, 0, Attributes::NONE, 0);
        }
        if tag == Tag::Body {
            self.open(tag, 0, attributes, bits);
        } else {
            self.open(Tag::Body, 0, Attributes::NONE, 0);
        }
    }

    /// An end tag.
    pub(super) fn end(&mut self, tag: Tag, name: u32) {
        let traits = tag.traits();
        match tag {
            Tag::Br => return self.void(tag, Attributes::NONE, 0),
            Tag::Html | Tag::Head | Tag::Body => return,
            _ if traits.any(Traits::VOID) => return,
            _ => {}
        }
        if self.beyond > 0 {
            return self.close_or_rise(tag);
        }
        if tag == Tag::P {
            // One without a start tag is an empty paragraph.
            if !(self.has(Tag::P) && self.end_paragraph()) {
                self.gap(Tag::P);
            }
            return;
        }
        let heading = tag.heading() > 0;
        if !self.has(tag) && !heading {
            return;
        }
        let is_it = |open: &Open<'_>| {
            open.tag == tag && open.name == name || heading && open.tag.heading() > 0
        };
        let found = match tag {
            _ if tag == Tag::Table || tag.is_table_part() => self.find(is_it, |tag| {
                matches!(tag, Tag::Table | Tag::Template | Tag::Noscript)
            }),
            Tag::Template => self.find(is_it, |_| false),
            Tag::Li => self.find(is_it, |tag| {
                tag.traits().any(Traits::SCOPE) || matches!(tag, Tag::Ul | Tag::Ol)
            }),
            _ if traits.any(Traits::SPECIAL | Traits::FORMATTING) => {
                self.find(is_it, |tag| tag.traits().any(Traits::SCOPE))
            }
            _ => self.find(is_it, |tag| tag.traits().any(Traits::SPECIAL)),
        };
        let Some(at) = found else { return };
        let splits = traits.any(Traits::FORMATTING)
            && self.stack[at..]
                .iter()
                .any(|open| open.tag.traits().any(Traits::SPECIAL));
        if splits || tag == Tag::Form && !self.has(Tag::Template) {
            self.leave(at);
            self.gap(tag);
            self.drop_ended();
        } else {
            self.close_to(at);
        }
    }

    #[inline]
    fn has(&self, tag: Tag) -> bool {
        self.counts[tag as usize] > 0
    }

    /// The innermost open element that `is_it`, unless one is met before that `stops` the search.
    fn find(
        &self,
        is_it: impl Fn(&Open<'_>) -> bool,
        stops: impl Fn(Tag) -> bool,
    ) -> Option<usize> {
        for (at, open) in self.stack.iter().enumerate().rev() {
            if open.ended {
                continue;
            }
            if is_it(open) {
                return Some(at);
            }
            if stops(open.tag) {
                return None;
            }
        }
        None
    }

    /// Closes the element at a place of the stack, and all within.
    pub(super) fn close_to(&mut self, at: usize) {
        while self.stack.len() > at {
            self.close();
        }
        self.drop_ended();
    }

    fn drop_ended(&mut self) {
        while self.stack.last().is_some_and(|open| open.ended) {
            self.close();
        }
    }

    fn end_paragraph(&mut self) -> bool {
        let found = self.find(
            |open| open.tag == Tag::P,
            |tag| tag == Tag::Button || tag.traits().any(Traits::SCOPE),
        );
        if let Some(at) = found {
            self.close_to(at);
        }
        found.is_some()
    }

    /// Closes the list item that goes on until the next one.
    fn end_item(&mut self, tags: &[Tag]) {
        if !tags.iter().any(|tag| self.has(*tag)) {
            return;
        }
        let found = self.find(
            |open| tags.contains(&open.tag),
            |tag| {
                tag.traits().any(Traits::SPECIAL)
                    && !matches!(tag, Tag::Address | Tag::Div | Tag::P)
            },
        );
        if let Some(at) = found {
            self.close_to(at);
        }
    }

    fn end_if_innermost(&mut self, tag: Tag) {
        if self.stack.last().is_some_and(|open| open.tag == tag) {
            self.close();
        }
    }

    /// A table that begins in a table outside its cells ends it.
    fn end_bare_table(&mut self) {
        let found = self.find(
            |open| open.tag == Tag::Table,
            |tag| matches!(tag, Tag::Td | Tag::Th | Tag::Caption | Tag::Template),
        );
        if let Some(at) = found {
            self.close_to(at);
        }
    }

    /// Closes what a part of a table ends: cells and rows before it. `false` if there is no table for it.
    fn end_table_parts(&mut self, tag: Tag) -> bool {
        if !self.has(Tag::Table) && !self.has(Tag::Template) {
            return false;
        }
        let holds = |open: &Open<'_>| match open.tag {
            Tag::Table | Tag::Template | Tag::Noscript => true,
            Tag::Tbody | Tag::Thead | Tag::Tfoot => matches!(tag, Tag::Td | Tag::Th | Tag::Tr),
            Tag::Tr => matches!(tag, Tag::Td | Tag::Th),
            _ => false,
        };
        if let Some(at) = self.find(holds, |_| false) {
            self.close_to(at + 1);
        }
        // A template may hold cells without their row.
        let in_row = |open: &Open<'_>| matches!(open.tag, Tag::Tr | Tag::Template);
        if matches!(tag, Tag::Td | Tag::Th) && !self.stack.last().is_some_and(in_row) {
            self.open(Tag::Tr, 0, Attributes::NONE, 0);
        }
        true
    }
}

/// Whether an element of this name may stand before the body.
fn stands_in_head(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Html
            | Tag::Head
            | Tag::Base
            | Tag::Link
            | Tag::Meta
            | Tag::Noscript
            | Tag::Script
            | Tag::Style
            | Tag::Template
            | Tag::Title
    )
}
