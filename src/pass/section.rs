//! Sections: under which head does a line stand?
//!
//! A head such as `Latest news` claims the headlines, captions and ages under it until prose resumes. A line that
//! leads in and goes on (`Also read | ...`) claims only itself: it is no head.

use crate::pass::{Sink, View};
use crate::reason::Feature;

/// Hands out the rows of a line's section.
#[inline]
pub(crate) fn section(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    let survey = view.survey;
    let line = &survey.lines[at];
    let claim = usize::from(line.claim);
    if claim > 0 {
        let step = match line.claim_distance {
            0 | 1 => 0,
            2 | 3 => 1,
            4..=7 => 2,
            8..=15 => 3,
            16..=31 => 4,
            _ => 5,
        };
        sink.hit(Feature::Claim.cross(claim, step));
    }
    sink.hit(Feature::ClaimOutline.cross(claim, line.outline as usize));
    sink.few(
        Feature::HeadsBefore,
        survey.between(at.saturating_sub(10), at).heads,
    );
    sink.few(Feature::HeadsAfter, survey.between(at + 1, at + 11).heads);
    let (above, total) = (line.above.tails, survey.total().tails);
    sink.few(Feature::TailsAbove, above);
    sink.few(Feature::TailsBelow, total - above);
    if above > 0 {
        sink.hit(Feature::ProseSinceTail.count(line.prose_since_tail as u32));
    }
}
