//! Blocks of an HTML page, without a tree.
//!
//! ```text
//! source ── prescan ──▶ tags, text ── rules ──▶ outline ──▶ writer
//!                     scraper::Html ── walk ──────▲
//! ```
//!
//! 1. [`prescan`]: a byte scan finds tags and text and passes over scripts, styles, comments and graphics.
//! 2. [`references`]: html5ever's tokenizer decodes text that holds character references.
//! 3. [`rules`]: which elements a tag opens and closes; a small stack stands for the tree.
//! 4. [`outline`]: the open elements, what they mean to the text in them, the table of those that hold blocks.
//! 5. [`writer`]: lines, gaps between them, and what the markup tells of each.
//!
//! What a page shows only by script or style is unknown here. Text that is marked as hidden is kept, and its blocks say
//! so: many sites hide an article until a script shows it. Left out are scripts, styles, graphics, frames, templates
//! without a shadow root, what a form field holds, and `noscript` elements, unless they say more than the rest of the
//! page.
//!
//! Time and memory are linear in the source, whatever its nesting.

mod attributes;
mod dom;
mod element;
mod encoding;
mod formula;
mod listener;
mod name;
mod named;
mod outline;
mod prescan;
mod raw;
mod references;
mod roles;
mod rules;
mod source;
mod space;
mod spans;
mod tag;
#[cfg(test)]
mod tests;
mod walk;
mod writer;

use crate::limits::{Limit, Limits, Truncation};
use crate::metadata::Held;
use crate::page::Block;

use outline::Outline;

pub(crate) use attributes::{Attributes, seen};
pub(crate) use element::{Element, marks};
pub(crate) use encoding::decode;
pub(crate) use listener::Listener;
pub(crate) use name::hashes as name_hashes;
pub(crate) use named::{Memory, token_hash};
pub(crate) use spans::{Span, SpanKind, Spans};
pub(crate) use tag::{Tag, Traits};
pub(crate) use writer::Markup;

/// A page flattened to text, with its blocks and what the markup tells of them.
#[derive(Clone, Debug)]
pub(crate) struct Flat {
    /// The text: a block a line, a blank line between paragraphs.
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    /// One for each block.
    pub(crate) markups: Vec<Markup>,
    /// The elements that hold blocks, an element behind the one around it; the first stands around all.
    pub(crate) elements: Vec<Element>,
    /// Inline markup and the parts of tables; links and pictures only if [`Options`] asked for them.
    pub(crate) spans: Spans,
    /// The limits that the page crossed.
    pub(crate) cuts: Vec<Truncation>,
    /// How much of each block stands in the texts that the page states; empty if it states none.
    pub(crate) held: Vec<Held>,
}

/// What to take from a page beside its blocks and the markup in them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Options {
    /// Links and their addresses.
    pub(crate) links: bool,
    /// Pictures, their addresses and what they show.
    pub(crate) images: bool,
    /// Blocks, so many at most.
    pub(crate) blocks: usize,
    /// Open elements that are told apart, so many at most.
    pub(crate) depth: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            links: false,
            images: false,
            blocks: Limits::new().blocks,
            depth: Limits::new().depth,
        }
    }
}

impl Flat {
    /// The roles that class and id names give a place of the table: those of the element and the one around it, of the
    /// three around these, and of the three further out.
    pub(crate) fn roles_around(&self, element: u32) -> [u64; 3] {
        let mut roles = [0; 3];
        let mut at = element as usize;
        for step in 0..8 {
            let Some(element) = self.elements.get(at) else {
                break;
            };
            roles[[0, 0, 1, 1, 1, 2, 2, 2][step]] |= element.roles;
            if element.parent as usize == at {
                break;
            }
            at = element.parent as usize;
        }
        roles
    }

    /// The elements around a place of the table, from the innermost out.
    pub(crate) fn around(&self, element: u32) -> impl Iterator<Item = &Element> {
        let mut next = Some(element);
        std::iter::from_fn(move || {
            let at = next?;
            let element = self.elements.get(at as usize)?;
            next = (element.parent < at).then_some(element.parent);
            Some(element)
        })
    }
}

/// Reads a page from its source. Never fails; what a listener heard is in it when it comes back.
pub(crate) fn read<L: Listener>(source: &str, options: Options, listener: L) -> (Flat, L) {
    // Text is a twelfth of a usual page.
    let outline = Outline::new(source.len() / 12 + 64, options, listener);
    flat(source::read(source, outline))
}

/// Reads a page from a tree.
pub(crate) fn read_dom<L: Listener>(
    tree: &scraper::Html,
    options: Options,
    listener: L,
) -> (Flat, L) {
    flat(dom::read(tree, Outline::new(1 << 12, options, listener)))
}

fn flat<L: Listener>(outline: Outline<'_, L>) -> (Flat, L) {
    let mut cuts = Vec::new();
    let mut check = |limit, most, met| {
        if met > most {
            cuts.push(Truncation { limit, most, met });
        }
    };
    let options = outline.options;
    let blocks = outline.writer.blocks.len() + usize::from(outline.writer.is_full());
    check(Limit::Blocks, options.blocks, blocks);
    check(Limit::Depth, options.depth, outline.deepest);
    let flat = Flat {
        cuts,
        held: Vec::new(),
        spans: outline.writer.spans,
        text: outline.writer.text,
        blocks: outline.writer.blocks,
        markups: outline.writer.markups,
        elements: outline.elements,
    };
    (flat, outline.listener)
}
