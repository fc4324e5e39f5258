//! Threads: does a line stand among readers' comments?
//!
//! Comments are sentences like those of the article and often share its subject. What tells them apart are the small
//! lines between them, again and again: "Reply", "anna says:", "12 comments".

use crate::pass::{Sink, View};
use crate::reason::Feature;

/// Hands out the rows of the marks of comment threads around a line.
#[inline]
pub(crate) fn thread(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    let survey = view.survey;
    let total = survey.total().marks;
    if total == 0 {
        return;
    }
    let above = survey.lines[at].above.marks;
    let before = survey.between(at.saturating_sub(12), at).marks;
    let after = survey.between(at + 1, at + 13).marks;
    sink.few(Feature::MarksBefore, before);
    sink.few(Feature::MarksAfter, after);
    sink.few(Feature::MarksAbove, above);
    sink.few(Feature::MarksBelow, total - above);
    let at_top = survey.between(0, 24).marks;
    sink.few(Feature::MarksRate, (before + after).saturating_sub(at_top));
}
