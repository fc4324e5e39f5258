//! Subject: does a line speak of what the core speaks of?
//!
//! The sentences of one story share its rare words; the headline of another story does not, and a menu has words of
//! its own. Fires on a caption and on the title too, which is why place and shape must speak with it.

use crate::pass::run::side;
use crate::pass::{Sink, View};
use crate::reason::Feature;

/// Hands out the rows of a line's subject.
#[inline]
pub(crate) fn subject(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    let survey = view.survey;
    let line = &survey.lines[at];
    let content = line.content as f32;
    if line.content > 0 {
        sink.hit(Feature::Cohesion.share(line.shared, content));
        sink.few(Feature::RareShared, u32::from(line.rare));
        sink.hit(Feature::Unique.share(f32::from(line.unique), content));
        sink.part(
            Feature::Echo,
            f32::from(line.echo),
            (content - 1.0).max(1.0),
        );
        let much = (3.0 * line.shared / content) as usize;
        let case = if line.shared == 0.0 {
            0
        } else {
            1 + much.min(2)
        };
        sink.hit(Feature::CohesionSide.cross(case, side(survey.core, at)));
    }
    let around = survey.subject_between(at.saturating_sub(3), at);
    sink.hit(Feature::CohesionBefore.share(around.0, around.1));
    let around = survey.subject_between(at + 1, at + 4);
    sink.hit(Feature::CohesionAfter.share(around.0, around.1));
    let Some(title) = survey.title else { return };
    sink.part(
        Feature::TitleShare,
        f32::from(line.title_words),
        survey.title_content as f32,
    );
    if line.title_case > 0 {
        sink.hit(Feature::TitleIs.case(usize::from(line.title_case)));
    }
    if at > title {
        sink.hit(Feature::FromTitle.count((at - title) as u32));
    } else {
        sink.hit(Feature::ToTitle.count((title - at) as u32));
    }
}
