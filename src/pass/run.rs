//! Runs: where a line stands to the page's best stretch of prose.
//!
//! An article is a stretch in which prose outweighs its interruptions. The best one is the maximum-sum run, found at
//! three costs of an interruption; the middle one is the page's core. The run that would be best without the core is
//! its rival: a second story, a comment thread.

use crate::pass::{Sink, View};
use crate::reason::Feature;
use crate::survey::Span;

/// Hands out the rows of a line's place to the best runs.
#[inline]
pub(crate) fn run(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    let survey = view.survey;
    let (above, total) = (survey.lines[at].above, survey.total());
    let below = total.mass - survey.lines[at + 1].above.mass;
    sink.hit(Feature::MassAbove.share(above.mass, total.mass));
    sink.hit(Feature::MassBelow.share(below, total.mass));
    sink.hit(Feature::ProseAbove.count(above.mass as u32));
    sink.hit(Feature::ProseBelow.count(below.max(0.0) as u32));
    sink.hit(Feature::TightRun.case(standing(survey.tight, at)));
    sink.hit(Feature::Run.case(standing(survey.core, at)));
    sink.hit(Feature::LooseRun.case(standing(survey.loose, at)));
    if survey.core.holds(at) {
        sink.hit(Feature::RunStart.count((at - survey.core.start) as u32));
        sink.hit(Feature::RunEnd.count((survey.core.end - 1 - at) as u32));
    }
    if survey.rival.holds(at) {
        sink.hit(Feature::InRival.case(1));
    }
    sink.hit(Feature::OutlineSide.cross(survey.lines[at].outline as usize, side(survey.core, at)));
}

/// Hands out the rows of how the page's best runs stand to each other.
pub(super) fn page(view: &View<'_>, sink: &mut impl Sink) {
    let survey = view.survey;
    sink.hit(Feature::RunShare.share(survey.core_mass, survey.total().mass));
    sink.part(Feature::Rival, survey.rival_mass, survey.core_mass);
}

/// 0 before the run, 1 inside, 2 after: an index of [`crate::reason::SIDES`].
pub(super) fn side(span: Span, at: usize) -> usize {
    if at < span.start {
        0
    } else {
        1 + usize::from(at >= span.end)
    }
}

/// Where a line stands to a run, in steps of distance: an index of the run features' names.
fn standing(span: Span, at: usize) -> usize {
    let octave = |distance: usize| match distance {
        0 | 1 => 0,
        2 | 3 => 1,
        4..=7 => 2,
        8..=15 => 3,
        _ => 4,
    };
    if span.start >= span.end {
        11
    } else if at < span.start {
        4 - octave(span.start - at)
    } else if at < span.end {
        5
    } else {
        6 + octave(at + 1 - span.end)
    }
}
