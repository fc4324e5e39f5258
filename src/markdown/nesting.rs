//! What is around each element of a page, found in one pass over the table of elements.

use crate::segment::html::{Flat, Tag};

use super::containers::{Container, Form};

/// So many lists, items and quotations around a line are told apart, from the outermost in; what is nested deeper
/// stands in the last of them. A list within a list is two of them, the list and its item.
const DEEPEST: usize = 64;

/// No element.
const NONE: u32 = u32::MAX;

/// The elements around one, itself included; the innermost of each sort.
#[derive(Clone, Copy)]
struct Around {
    container: u32,
    /// How many containers are around, [`DEEPEST`] at most.
    depth: usize,
    verbatim: u32,
    heading: u32,
    line: u32,
}

/// What is around the elements of a page: time and memory are linear in their number, however deep they are nested.
pub(super) struct Nesting<'a> {
    flat: &'a Flat,
    around: Vec<Around>,
}

impl<'a> Nesting<'a> {
    /// Reads the table of elements; `kept` are the elements of the kept blocks.
    pub(super) fn new(flat: &'a Flat, kept: &[u32]) -> Nesting<'a> {
        let layout = layout(flat, kept);
        let mut around: Vec<Around> = Vec::with_capacity(flat.elements.len());
        for (at, element) in flat.elements.iter().enumerate() {
            let own = at as u32;
            // A parent comes before its children.
            let parent = around.get(element.parent as usize).copied();
            let mut here = parent.unwrap_or(Around {
                container: NONE,
                depth: 0,
                verbatim: NONE,
                heading: NONE,
                line: NONE,
            });
            if Some(own) == layout {
                (here.container, here.depth) = (NONE, 0);
            } else if form(element.tag).is_some() && here.depth < DEEPEST {
                (here.container, here.depth) = (own, here.depth + 1);
            }
            if is_verbatim(element.tag) {
                here.verbatim = own;
            }
            if element.tag.heading() > 0 {
                here.heading = own;
            }
            if element.tag.is_block() || matches!(element.tag, Tag::Td | Tag::Th) {
                here.line = own;
            }
            around.push(here);
        }
        Nesting { flat, around }
    }

    /// The containers around an element, from the outermost in, without those that lay out the page.
    pub(super) fn path(&self, element: u32) -> Vec<Container> {
        let mut path = Vec::new();
        let mut at = element;
        while let Some(around) = self.around.get(at as usize) {
            let Some(found) = self.flat.elements.get(around.container as usize) else {
                break;
            };
            let element = around.container;
            path.extend(form(found.tag).map(|form| Container { element, form }));
            if found.parent >= element {
                break;
            }
            at = found.parent;
        }
        path.reverse();
        path
    }

    /// The innermost element around one whose lines are shown as they stand.
    pub(super) fn verbatim(&self, element: u32) -> Option<u32> {
        self.innermost(element, |around| around.verbatim)
    }

    /// The innermost heading around an element.
    pub(super) fn heading(&self, element: u32) -> Option<u32> {
        self.innermost(element, |around| around.heading)
    }

    /// The innermost element around one that begins and ends lines.
    pub(super) fn line(&self, element: u32) -> Option<u32> {
        self.innermost(element, |around| around.line)
    }

    fn innermost(&self, element: u32, of: impl Fn(&Around) -> u32) -> Option<u32> {
        let found = self.around.get(element as usize).map(of);
        found.filter(|found| *found != NONE)
    }
}

fn form(tag: Tag) -> Option<Form> {
    match tag {
        Tag::Blockquote => Some(Form::Quotation),
        Tag::Ul | Tag::Menu | Tag::Dir => Some(Form::Bullets),
        Tag::Ol => Some(Form::Numbers),
        Tag::Li => Some(Form::Item),
        _ => None,
    }
}

fn is_verbatim(tag: Tag) -> bool {
    matches!(tag, Tag::Pre | Tag::Listing | Tag::Xmp | Tag::Plaintext)
}

/// The innermost item that holds all kept blocks, if there are several: it, and what is around it, lays out the page.
fn layout(flat: &Flat, kept: &[u32]) -> Option<u32> {
    if kept.len() < 2 {
        return None;
    }
    let mut held = vec![0_usize; flat.elements.len()];
    for element in kept {
        if let Some(held) = held.get_mut(*element as usize) {
            *held += 1;
        }
    }
    // Children come behind their parents: from the end on, each number is whole when it is added to the next.
    for (at, element) in flat.elements.iter().enumerate().rev() {
        let (own, parent) = (held[at], element.parent as usize);
        if parent < at {
            held[parent] += own;
        }
    }
    let holds_all = |at: &usize| held[*at] == kept.len() && flat.elements[*at].tag == Tag::Li;
    let innermost = (0..held.len()).rev().find(holds_all);
    innermost.map(|at| at as u32)
}
