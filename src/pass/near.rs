//! Neighbourhood: what stands around a line.
//!
//! A short line between two paragraphs is a subheading, the same line between two short lines is a link. Fires on
//! outlines and first looks of the neighbours, on the density of prose around, and on the regular rhythm of lists.

use crate::pass::{Sink, View};
use crate::reason::{Feature, OUTLINES};
use crate::survey::Survey;

/// Hands out the rows of a line's neighbourhood.
#[inline]
pub(crate) fn near(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    let survey = view.survey;
    let lines = &survey.lines;
    sink.hit(Feature::Look.case(lines[at].level as usize));
    for (distance, outline, look) in [
        (1, Feature::Before1, Feature::LookBefore1),
        (2, Feature::Before2, Feature::LookBefore2),
        (3, Feature::Before3, Feature::LookBefore3),
    ] {
        neighbour(survey, at.checked_sub(distance), outline, look, sink);
    }
    for (distance, outline, look) in [
        (1, Feature::After1, Feature::LookAfter1),
        (2, Feature::After2, Feature::LookAfter2),
        (3, Feature::After3, Feature::LookAfter3),
    ] {
        neighbour(survey, Some(at + distance), outline, look, sink);
    }
    prose::<3>(
        survey,
        at,
        Feature::ProseBefore3,
        Feature::ProseAfter3,
        sink,
    );
    prose::<8>(
        survey,
        at,
        Feature::ProseBefore8,
        Feature::ProseAfter8,
        sink,
    );
    prose::<20>(
        survey,
        at,
        Feature::ProseBefore20,
        Feature::ProseAfter20,
        sink,
    );
    let (since, until) = (lines[at].since_prose, lines[at].until_prose);
    sink.hit(Feature::SinceProse.count(since));
    sink.hit(Feature::UntilProse.count(until));
    sink.hit(Feature::Gap.count(since.saturating_add(until)));
    sink.few(Feature::Period, survey.rhythm(at) / 4);
    let counted = survey.between(at.saturating_sub(4), at + 5);
    sink.few(Feature::DatesNear, counted.dates);
    sink.few(Feature::CuesNear, counted.cues);
}

fn neighbour(
    survey: &Survey,
    at: Option<usize>,
    outline: Feature,
    look: Feature,
    sink: &mut impl Sink,
) {
    match at.filter(|at| *at < survey.count()) {
        Some(at) => {
            sink.hit(outline.case(survey.lines[at].outline as usize));
            sink.hit(look.case(survey.lines[at].level as usize));
        }
        None => {
            sink.hit(outline.case(OUTLINES.len()));
            sink.hit(look.case(9));
        }
    }
}

/// The shares of prose in so many lines before and after.
///
/// Always inlined: where the features are known, so are the steps that they are cut into.
#[inline(always)]
fn prose<const REACH: usize>(
    survey: &Survey,
    at: usize,
    before: Feature,
    after: Feature,
    sink: &mut impl Sink,
) {
    let (mass, units) = survey.prose_between(at.saturating_sub(REACH), at);
    sink.hit(before.share(mass, units));
    let (mass, units) = survey.prose_between(at + 1, at + 1 + REACH);
    sink.hit(after.share(mass, units));
}
