//! Repetition: what a page says twice.
//!
//! Menus stand above and below, a caption is written once as alternative text and once with its credit, a title stands
//! in the page's head and over the article. A sentence of the body is hardly ever repeated whole.

use crate::pass::{Sink, View};
use crate::reason::Feature;

/// Hands out the rows of a line's repetition.
#[inline]
pub(crate) fn repeat(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    let line = &view.survey.lines[at];
    sink.few(Feature::Same, u32::from(line.same));
    sink.few(Feature::SameHead, u32::from(line.same_head));
    let (blocks, page) = (view.page.blocks(), view.page);
    let text = page.text_of(&blocks[at]);
    if text.len() < 12 {
        return;
    }
    let next = blocks.get(at + 1).map(|block| page.text_of(block));
    let last = at
        .checked_sub(1)
        .map(|before| page.text_of(&blocks[before]));
    let case = if last == Some(text) {
        3
    } else if last.is_some_and(|last| last.len() >= 12 && text.starts_with(last)) {
        2
    } else if next.is_some_and(|next| next.starts_with(text)) {
        1
    } else {
        return;
    };
    sink.hit(Feature::NextHolds.case(case));
}
