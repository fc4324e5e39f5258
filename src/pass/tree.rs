//! Tree: where a line stands among the elements that hold the page's prose.
//!
//! An article's paragraphs are children of one element, or of a few beside each other; menus and lists of other stories
//! stand apart from it. Lines made by one template share the names of their elements, and mostly their kind.

use super::{Sink, View};
use crate::reason::{Bits, Feature};
use crate::survey::Tree;

/// Hands out the rows of a line's place in the tree.
#[inline]
pub(crate) fn tree(view: &View<'_>, tree: &Tree, at: usize, sink: &mut impl Sink) {
    let Some(place) = tree.lines.get(at) else {
        return;
    };
    let total = view.survey.total();
    let outline = usize::from(view.survey.lines[at].outline);
    sink.hit(Feature::FromHalf.count(place.from_half));
    sink.hit(Feature::FromMost.count(place.from_most));
    sink.hit(Feature::FromParent.count(place.from_parent));
    sink.hit(Feature::BelowParent.count(place.below_parent));
    sink.hit(Feature::ParentOutline.cross(place.from_parent.min(4) as usize, outline));
    let (holder, outer) = (&tree.sums[place.holder], &tree.sums[place.outer]);
    sink.hit(Feature::HolderProse.share(holder.mass, holder.units));
    sink.hit(Feature::HolderLinks.share(holder.link_chars, holder.chars));
    sink.hit(Feature::HolderLines.count(holder.lines));
    sink.hit(Feature::HolderMass.share(holder.mass, total.mass));
    sink.hit(Feature::OuterProse.share(outer.mass, outer.units));
    sink.hit(Feature::OuterLinks.share(outer.link_chars, outer.chars));
    sink.hit(Feature::OuterMass.share(outer.mass, total.mass));
    if let Some(like) = tree.templates.get(place.template) {
        sink.hit(Feature::LikeLines.count(like.lines));
        sink.hit(Feature::LikeProse.share(like.mass, like.units));
        sink.hit(Feature::LikeMass.share(like.mass, total.mass));
    }
    for role in Bits(place.roles) {
        sink.hit(Feature::RoleShare.cross(role, usize::from(tree.roles[role])));
    }
    for mark in Bits(place.structures) {
        sink.hit(Feature::MarkShare.cross(mark, usize::from(tree.structures[mark])));
    }
    let stated = tree.stated.get(at).copied().unwrap_or_default();
    if stated > 0 {
        sink.hit(Feature::StatedShare.cross(usize::from(stated), usize::from(tree.stated_share)));
    }
    sink.hit(Feature::Article.case(place.article));
    if place.top_heading > 0 {
        sink.hit(Feature::TopHeading.case(place.top_heading));
    }
    if let Some(heading) = tree.heading.filter(|heading| *heading < at) {
        sink.hit(Feature::FromTopHeading.count((at - heading) as u32));
    }
}
