//! A second opinion: what the round before made of a line and its neighbours.
//!
//! The first round knows of the page only what local looks tell. Its result shows where the article really is, and so
//! the second round can ask what stands next to body text, and not only what stands next to something like it.

use crate::kind::Kind;
use crate::pass::{Sink, View};
use crate::reason::Feature;

/// Hands out the rows of the round before; none in the first round.
#[inline]
pub(crate) fn again(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    let lines = &view.survey.lines;
    let count = view.survey.count();
    let Some(kind) = lines[at].kind else { return };
    let edge = Kind::ALL.len() as u8;
    let near = |at: Option<usize>| at.filter(|at| *at < count).and_then(|at| lines[at].kind);
    let (before, after) = (near(at.checked_sub(1)), near(Some(at + 1)));
    sink.hit(Feature::AgainKind.case(usize::from(kind)));
    sink.hit(Feature::AgainBefore.case(usize::from(before.unwrap_or(edge))));
    sink.hit(Feature::AgainAfter.case(usize::from(after.unwrap_or(edge))));
    let is_body = |kind: Option<u8>| usize::from(kind == Some(Kind::Body as u8));
    let beside = is_body(before) + 2 * is_body(after);
    sink.hit(Feature::AgainOutline.cross(usize::from(lines[at].outline), beside));
}
