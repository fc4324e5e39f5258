//! Blocks of a page that is a tree already.

use ego_tree::iter::Edge;
use scraper::Node;

use super::attributes::{Attributes, seen};
use super::element::token_hash;
use super::outline::{Listener, Outline, is_dropped};
use super::tag::{Tag, Traits};

/// Reads a tree, without recursion.
pub(super) fn read<'a, L: Listener>(
    tree: &'a scraper::Html,
    mut outline: Outline<'a, L>,
) -> Outline<'a, L> {
    // Nothing is opened below a node whose content is dropped.
    let mut below_dropped = 0_usize;
    for edge in tree.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Text(text) if below_dropped == 0 => outline.text(&text.text),
                Node::Element(element) => {
                    let name = element.name();
                    let tag = Tag::of_name(name.as_bytes());
                    let attributes = Attributes::Element(element);
                    let bits = attributes.seen();
                    if below_dropped > 0 || is_dropped(tag, bits) {
                        if below_dropped == 0 {
                            content(&mut outline, tag, attributes, bits, node);
                        }
                        below_dropped += 1;
                    } else if tag == Tag::Head {
                        // What stands in it by the rules is no text.
                    } else if tag.traits().any(Traits::VOID) {
                        outline.void(tag, attributes, bits);
                    } else {
                        let name = if tag == Tag::Other { token_hash(name) } else { 0 };
                        outline.open(tag, name, attributes, bits);
                    }
                }
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    let tag = Tag::of_name(element.name().as_bytes());
                    if below_dropped > 0 {
                        below_dropped -= 1;
                    } else if tag == Tag::Head || tag.traits().any(Traits::VOID) {
                        // Was not opened.
                    } else if outline.beyond > 0 {
                        outline.beyond -= 1;
                        outline.gap(tag);
                    } else {
                        outline.close();
                    }
                }
            }
        }
    }
    outline.finish();
    outline
}

/// Hands a title or linked data to the listener.
fn content<L: Listener>(
    outline: &mut Outline<'_, L>,
    tag: Tag,
    attributes: Attributes<'_>,
    bits: u16,
    node: ego_tree::NodeRef<'_, Node>,
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
