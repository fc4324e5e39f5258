//! Place: where on the page a line stands.
//!
//! Menus come first and imprints last. On a dump that is already clean the first line is body, which is why these rows
//! are fitted together with those of the page's own make-up (its length, its share of prose).

use crate::pass::{Sink, View};
use crate::reason::Feature;

/// Hands out the rows of a line's place.
#[inline]
pub(crate) fn place(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    let survey = view.survey;
    let blocks = view.page.blocks();
    let count = blocks.len();
    let blank_after = blocks.get(at + 1).map_or(0, |next| next.blank_before);
    sink.hit(Feature::FromTop.count(at as u32));
    sink.hit(Feature::FromBottom.count((count - 1 - at) as u32));
    sink.hit(Feature::Position.share(at as f32, count as f32));
    sink.hit(Feature::UnitsAbove.share(survey.lines[at].above.units, survey.total().units));
    sink.few(Feature::BlankBefore, blocks[at].blank_before);
    sink.few(Feature::BlankAfter, blank_after);
    let much = match survey.total().legal as f32 / count as f32 {
        0.0 => 0,
        legal => 1 + usize::from(legal > 0.2),
    };
    let outline = usize::from(survey.lines[at].outline);
    sink.hit(Feature::PageLegalOutline.cross(much, outline));
}

/// Hands out the rows of what the whole page is like: a wall or an error page says so in most of its lines.
pub(super) fn page(view: &View<'_>, sink: &mut impl Sink) {
    let total = view.survey.total();
    let count = view.survey.count() as f32;
    sink.hit(Feature::BlankShare.share(view.survey.blank_lines as f32, count));
    sink.hit(Feature::PageLines.count(count as u32));
    sink.hit(Feature::PageProse.share(total.mass, total.units));
    sink.part(Feature::PageLegal, total.legal as f32, count);
    sink.part(Feature::PagePromotion, total.promotion as f32, count);
    sink.hit(Feature::PageCues.share(total.cues as f32, count));
    sink.few(Feature::PageSentences, total.sentences);
}
