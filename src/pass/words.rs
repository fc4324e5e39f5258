//! Words: which cue phrases a line holds, where they stand in it, and how many small words it has.
//!
//! `Also read` at the start of a short line is a head; the same words inside a paragraph are prose. Function words make
//! a line prose in the languages that have a list, and their absence says little in one that has none.

use crate::cues::Cue;
use crate::measure::{Facts, Place};
use crate::pass::Sink;
use crate::reason::{Bits, Feature};

/// A line of fewer half units counts as short beside a phrase.
const SHORT: u32 = 24;

/// The feature of each placed class, in the order of [`Cue::ALL`].
const FEATURES: [Feature; Cue::PLACED] = [
    Feature::CueRelated,
    Feature::CueLatest,
    Feature::CueTopics,
    Feature::CueNavigation,
    Feature::CueShare,
    Feature::CueWidget,
    Feature::CuePromotion,
    Feature::CueLegal,
    Feature::CueByline,
    Feature::CueRole,
    Feature::CuePublished,
    Feature::CueAgo,
    Feature::CueCredit,
    Feature::CueGesture,
    Feature::CueNote,
    Feature::CueBio,
    Feature::CueComments,
    Feature::CueShell,
    Feature::CueStanding,
];

/// Hands out the rows of a line's words.
#[inline]
pub(crate) fn words(facts: &Facts, sink: &mut impl Sink) {
    let total = (facts.words + facts.dense) as f32;
    sink.hit(Feature::FunctionShare.share(facts.function as f32, total));
    sink.few(Feature::FunctionCount, facts.function);
    sink.few(Feature::Saying, facts.saying);
    sink.few(Feature::Person, facts.person);
    sink.part(Feature::Covered, facts.covered as f32, total.min(64.0));
    let long = facts.half_units >= SHORT;
    for class in Bits(u64::from(facts.cue_classes)) {
        let (place, feature) = (facts.cues[class], FEATURES[class]);
        match place {
            Place::Absent => {}
            Place::Whole => sink.hit(feature.case(7)),
            // 1 inside, 3 end, 5 start, and one more where the line is long.
            _ => sink.hit(feature.case(2 * place as usize - 1 + usize::from(long))),
        }
    }
}
