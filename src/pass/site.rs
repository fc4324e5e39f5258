//! Site: what other pages of the same site say of a line.
//!
//! Menus, section heads and the fine print stand on every page of a site, sentences of a story on one. Fires on lines that
//! stand again, and on lines on the wrong side of one that ends the story on other pages: second stories, blurbs and
//! comments are as new as the story itself, but they stand below the same head. That a line stands again is one ground
//! among the others: a refrain, a standing disclaimer and the second version of a story repeat lines of body text.

use crate::measure::Facts;
use crate::pass::Sink;
use crate::reason::Feature;
use crate::site::{Place, Seen, Standing};

/// Hands out the rows of what the site's profile says of a line.
#[inline]
pub(crate) fn site(standing: &Standing, at: usize, facts: &Facts, sink: &mut impl Sink) {
    let Some(place) = standing.lines.get(at) else {
        return;
    };
    let line = &place.line;
    if line.repeats() {
        let length = match facts.half_units {
            0..=11 => 0,
            12..=39 => 1,
            _ => 2,
        };
        sink.hit(Feature::SiteLine.cross(expected(line), length));
        sink.hit(Feature::SiteBody.cross(often(line), sure(line)));
    }
    if let Some(shape) = place.shape.filter(Seen::repeats) {
        sink.hit(Feature::SiteShape.cross(expected(&shape), often(&shape)));
    }
    let alone = alone(place);
    let level = STRENGTHS.partition_point(|step| *step < place.past_end);
    if level > 0 {
        sink.hit(Feature::SitePastEnd.cross(level, alone));
    }
    #[cfg(feature = "html")]
    if let Some([own, around]) = &place.elements {
        for (feature, seen) in [(Feature::SiteTemplate, own), (Feature::SiteHolder, around)] {
            if seen.repeats() {
                sink.hit(feature.cross(often(seen), alone));
            }
        }
    }
}

/// The steps of `STRENGTH` in the names of cases.
const STRENGTHS: [f32; 6] = [0.2, 0.4, 0.6, 0.7, 0.8, 0.87];

/// An index of `EXPECTED` in the names of cases.
fn expected(seen: &Seen) -> usize {
    const STEPS: [f32; 7] = [0.06, 0.12, 0.2, 0.35, 0.5, 0.7, 0.83];
    STEPS.partition_point(|step| *step < seen.share)
}

/// An index of `OFTEN`.
fn often(seen: &Seen) -> usize {
    match seen.body {
        _ if seen.pages == 0 => 0,
        body if body < 0.05 => 1,
        body if body < 0.35 => 2,
        body if body < 0.65 => 3,
        _ => 4,
    }
}

/// An index of `SURE`.
fn sure(seen: &Seen) -> usize {
    match seen.pages {
        0..=1 => 0,
        2..=3 => 1,
        _ => 2,
    }
}

/// An index of `ALONE`: odds of 1 to 20 and 20 to 1.
fn alone(place: &Place) -> usize {
    const STEPS: [f32; 2] = [0.047, 0.953];
    STEPS.partition_point(|step| *step < place.alone)
}
