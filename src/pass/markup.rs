//! Markup: what the elements around a line say of it.
//!
//! Fires on every line of a page of HTML. Names are what authors of templates call things: `nav`, `<aside>`,
//! `class="related-posts"`. Many templates name nothing, or name wrongly, so each of these is one finding among others.

use super::Sink;
use crate::measure::Facts;
use crate::pass::outline;
use crate::reason::Feature;
use crate::segment::html::{Flat, Tag};

/// Hands out the rows of a line's markup.
#[inline]
pub(crate) fn markup(flat: &Flat, at: usize, facts: &Facts, sink: &mut impl Sink) {
    let Some(own) = flat.markups.get(at) else {
        return;
    };
    let (tag, outline) = (tag_case(own.tag), outline(facts));
    sink.hit(Feature::Tag.case(tag));
    sink.hit(Feature::TagOutline.cross(tag, outline));
    Feature::Inside
        .members(own.marks)
        .for_each(|row| sink.hit(row));
    Feature::Property
        .members(u64::from(own.props))
        .for_each(|row| sink.hit(row));
    let [near, around, above] = flat.roles_around(own.element);
    Feature::ClassNear
        .members(near)
        .for_each(|row| sink.hit(row));
    Feature::ClassAround
        .members(around & !near)
        .for_each(|row| sink.hit(row));
    Feature::ClassAbove
        .members(above & !around & !near)
        .for_each(|row| sink.hit(row));
    let (links, chars) = (own.link_chars as f32, own.chars as f32);
    sink.part(Feature::LinkShare, links, chars);
    sink.few(Feature::Links, own.links);
    let linked = match (own.link_chars, links / chars) {
        (0, _) => 0,
        (_, share) if share < 0.3 => 1,
        (_, share) if share < 0.9 => 2,
        _ => 3,
    };
    sink.hit(Feature::LinkOutline.cross(linked, outline));
    sink.part(Feature::Emphasis, own.emphasis as f32, chars);
    if let Some(held) = flat.held.get(at) {
        for (role, held) in held.iter().enumerate().filter(|(_, held)| **held > 0) {
            sink.hit(Feature::Stated.cross(role, usize::from(*held)));
        }
    }
    if own.hidden {
        sink.hit(Feature::Hidden.case(1));
    }
}

/// An index of [`crate::reason::TAGS`].
fn tag_case(tag: Tag) -> usize {
    match tag {
        Tag::P => 1,
        Tag::Div | Tag::Center | Tag::Body => 2,
        Tag::Li => 3,
        Tag::Td | Tag::Th | Tag::Tr => 4,
        Tag::H1 => 5,
        Tag::H2 => 6,
        Tag::H3 => 7,
        Tag::H4 | Tag::H5 | Tag::H6 => 8,
        Tag::Dt => 9,
        Tag::Dd => 10,
        Tag::Blockquote => 11,
        Tag::Pre | Tag::Listing | Tag::Xmp | Tag::Plaintext => 12,
        Tag::Figcaption | Tag::Figure | Tag::Caption => 13,
        Tag::Section | Tag::Main | Tag::Details | Tag::Summary => 14,
        Tag::Article => 15,
        Tag::Header | Tag::Hgroup => 16,
        Tag::Footer => 17,
        Tag::Aside => 18,
        Tag::Nav | Tag::Menu => 19,
        Tag::Form | Tag::Fieldset | Tag::Legend | Tag::Select | Tag::Search => 20,
        Tag::Address => 21,
        Tag::Button | Tag::Dialog => 22,
        Tag::Table | Tag::Tbody | Tag::Thead | Tag::Tfoot => 23,
        Tag::Ul | Tag::Ol | Tag::Dl => 24,
        _ => 0,
    }
}
