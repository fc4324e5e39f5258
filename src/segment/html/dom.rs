//! Blocks of a page that is a tree already.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::Node;

use super::attributes::{Attributes, seen};
use super::listener::Listener;
use super::outline::{Outline, is_dropped};
use super::prescan::Noscript;
use super::source;
use super::tag::{Tag, Traits};

/// Reads a tree, without recursion.
pub(super) fn read<'a, L: Listener>(
    tree: &'a scraper::Html,
    mut outline: Outline<'a, L>,
) -> Outline<'a, L> {
    outline.begun = true;
    let shown = if speaks_without_script(tree) {
        seen::SHOWN
    } else {
        0
    };
    // Nothing is opened below a node whose content is dropped.
    let mut below_dropped = 0_usize;
    for edge in tree.tree.root().traverse() {
        if outline.writer.is_full() {
            break;
        }
        let (node, is_start) = match edge {
            Edge::Open(node) => (node, true),
            Edge::Close(node) => (node, false),
        };
        match node.value() {
            Node::Text(text) if is_start && below_dropped == 0 => {
                if is_source(node) {
                    let height = outline.stack.len();
                    source::drive(&text.text, Noscript::Kept, &mut outline);
                    outline.close_to(height);
                } else {
                    outline.text(&text.text);
                }
            }
            Node::Element(element) => {
                let tag = Tag::of_name(element.name().as_bytes());
                if below_dropped > 0 && !is_start {
                    below_dropped -= 1;
                } else if below_dropped > 0 {
                    below_dropped += 1;
                } else if tag == Tag::Head || tag.traits().any(Traits::VOID) {
                    if is_start && tag != Tag::Head {
                        let attributes = Attributes::Element(element);
                        outline.void(tag, attributes, attributes.seen());
                    }
                } else if !is_start {
                    outline.close_or_rise(tag);
                } else {
                    let attributes = Attributes::Element(element);
                    let shown = if tag == Tag::Noscript { shown } else { 0 };
                    let bits = attributes.seen() | shown;
                    if is_dropped(tag, bits) {
                        content(&mut outline, tag, attributes, bits, node);
                        below_dropped = 1;
                    } else {
                        let name = source::hash_of(tag, element.name());
                        outline.open(tag, name, attributes, bits);
                    }
                }
            }
            _ => {}
        }
    }
    outline.finish();
    outline
}

/// Whether a node is the content of a `noscript` element that was not parsed.
fn is_source(node: NodeRef<'_, Node>) -> bool {
    let element = node.parent().and_then(|parent| parent.value().as_element());
    element.is_some_and(|element| element.name() == "noscript")
}

/// Whether the page says more in its `noscript` elements than outside of them.
fn speaks_without_script(tree: &scraper::Html) -> bool {
    let (mut said, mut elsewhere, mut any) = (0, 0, false);
    for node in tree.tree.nodes() {
        let Node::Text(text) = node.value() else {
            continue;
        };
        let parent = node.parent().and_then(|parent| parent.value().as_element());
        match parent.map_or(Tag::Other, |element| {
            Tag::of_name(element.name().as_bytes())
        }) {
            Tag::Noscript => {
                any |= text.text.len() >= source::SPEAKS;
                said += source::text_length(&text.text);
            }
            tag if tag.traits().any(Traits::DROPPED) => {}
            _ => elsewhere += text.trim().len(),
        }
    }
    any && source::speaks(said, elsewhere)
}

/// Hands a title or linked data to the listener.
fn content<L: Listener>(
    outline: &mut Outline<'_, L>,
    tag: Tag,
    attributes: Attributes<'_>,
    bits: u16,
    node: NodeRef<'_, Node>,
) {
    if tag == Tag::Title || tag == Tag::Script && bits & seen::LINKED_DATA != 0 {
        let mut all = String::new();
        for child in node.children() {
            if let Node::Text(text) = child.value() {
                all.push_str(&text.text);
            }
        }
        outline.content(tag, attributes, &all);
    }
}
