//! A profile as evidence: what its findings are worth to the blocks of a page.

use super::{Recall, SiteProfile, SiteWeights, Standing};
use crate::decode::{Link, body_share, exp, log_odds};
use crate::explain::Finding;
use crate::measure::Measures;
use crate::page::Page;
use crate::pass;
use crate::reason::{Feature, Row};
use crate::weights::{PerRegion, REGIONS, UNIT};

/// What is known of a page's site.
#[derive(Clone, Copy)]
pub(crate) struct Site<'a> {
    pub(crate) profile: &'a SiteProfile,
    pub(crate) weights: &'a SiteWeights,
}

impl Site<'_> {
    /// Moves the probabilities of body text by the points of the site's findings. What is likely within either side, body
    /// and not, stays as it is.
    pub(crate) fn weigh(&self, page: &Page<'_>, measures: &Measures, links: &mut [Link]) {
        let standing = self.standing(page, measures, links);
        let mut rows = Vec::new();
        for (at, link) in links.iter_mut().enumerate() {
            rows.clear();
            pass::site(&standing, at, &measures.facts[at], &mut rows);
            let points: f32 = rows.iter().map(|row| self.points(page, *row)).sum();
            if points != 0.0 {
                shift(&mut link.shares, points);
            }
        }
    }

    /// The rows that the pass on the site finds in every block.
    pub(crate) fn rows(
        &self,
        page: &Page<'_>,
        measures: &Measures,
        links: &[Link],
    ) -> Vec<Vec<Row>> {
        self.found(page, measures, links).1
    }

    /// The same with their points.
    pub(crate) fn findings(
        &self,
        page: &Page<'_>,
        measures: &Measures,
        links: &[Link],
    ) -> Vec<Vec<Finding>> {
        let (standing, rows) = self.found(page, measures, links);
        let finding = |at: usize, row: Row, times: f32| {
            let of_line = Feature::SiteLine.has(row) || Feature::SiteBody.has(row);
            let recall = Recall::of_line(&standing, at).filter(|_| of_line);
            Finding::new(row, times * self.points(page, row), recall)
        };
        let of_block = |(at, rows): (usize, Vec<Row>)| {
            let sum = rows.iter().map(|row| self.points(page, *row)).sum();
            let times = times(&links[at].shares, sum);
            rows.into_iter()
                .map(|row| finding(at, row, times))
                .collect()
        };
        rows.into_iter().enumerate().map(of_block).collect()
    }

    fn found(
        &self,
        page: &Page<'_>,
        measures: &Measures,
        links: &[Link],
    ) -> (Standing, Vec<Vec<Row>>) {
        let standing = self.standing(page, measures, links);
        let rows_of = |(at, facts)| {
            let mut rows = Vec::new();
            pass::site(&standing, at, facts, &mut rows);
            rows
        };
        let rows = measures.facts.iter().enumerate().map(rows_of).collect();
        (standing, rows)
    }

    fn points(&self, page: &Page<'_>, row: Row) -> f32 {
        f32::from(self.weights.points(page.is_html(), row)) / UNIT
    }

    fn standing(&self, page: &Page<'_>, measures: &Measures, links: &[Link]) -> Standing {
        let lines = links.iter().zip(&measures.facts);
        let bodies: Vec<(f32, f32)> = lines
            .map(|(link, facts)| (body_share(&link.shares), facts.half_units as f32))
            .collect();
        Standing::new(self.profile, page, &bodies)
    }
}

/// Log-odds of body text from which on points against them weigh more, in proportion: of the lines with 8 and more that no
/// other page repeats, some 6 in 100 are no body text. So what the page alone makes of a line counts as at most 8.
pub(crate) const SUREST: f32 = 8.0;

/// How often points count against what the page alone makes of a line: 1 or more.
fn times(posterior: &PerRegion, points: f32) -> f32 {
    let body = body_share(posterior);
    let odds = log_odds(body, 1.0 - body);
    let opposed = (odds < 0.0) != (points < 0.0);
    if opposed {
        (odds.abs() / SUREST).max(1.0)
    } else {
        1.0
    }
}

/// Adds to the log-odds of body text.
fn shift(posterior: &mut PerRegion, points: f32) {
    let points = points * times(posterior, points);
    let factor = exp(points.clamp(-30.0, 30.0));
    let mut sum = 0.0;
    for (share, region) in posterior.iter_mut().zip(REGIONS) {
        if region.0.is_body() {
            *share *= factor;
        }
        sum += *share;
    }
    posterior.iter_mut().for_each(|share| *share /= sum);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weights::{Aligned, COUNT};

    #[test]
    fn points_move_the_odds_of_body_text_and_nothing_within_a_side() {
        let mut posterior: PerRegion = Aligned(std::array::from_fn(|region| region as f32));
        let sum: f32 = posterior.iter().sum();
        posterior.iter_mut().for_each(|share| *share /= sum);
        let before = posterior;
        let odds = |shares: &PerRegion| body_share(shares) / (1.0 - body_share(shares));
        shift(&mut posterior, -2.0);
        let moved = (odds(&posterior) / odds(&before)).ln();
        assert!((moved + 2.0).abs() < 1e-3, "{moved}");
        assert!((posterior.iter().sum::<f32>() - 1.0).abs() < 1e-5);
        for region in 1..COUNT {
            let same = REGIONS[region].0.is_body() == REGIONS[region - 1].0.is_body();
            let ratio = |shares: &PerRegion| shares[region] / shares[region - 1].max(1e-9);
            if same && region > 1 {
                assert!((ratio(&posterior) - ratio(&before)).abs() < 1e-3);
            }
        }
    }

    #[test]
    fn points_against_a_very_sure_page_weigh_more() {
        let with_odds = |odds: f32| {
            let body = 1.0 / (1.0 + (-odds).exp());
            let mut shares: PerRegion = Aligned([0.0; COUNT]);
            let of = |is_body| {
                REGIONS
                    .iter()
                    .position(|region| region.0.is_body() == is_body)
            };
            shares[of(true).expect("a region of body")] = body;
            shares[of(false).expect("another region")] = 1.0 - body;
            shares
        };
        for (odds, points, expected) in [
            (4.0, -2.0, 1.0),
            (12.0, -2.0, 1.5),
            (12.0, 2.0, 1.0),
            (-12.0, 2.0, 1.5),
            (-12.0, -2.0, 1.0),
        ] {
            let times = times(&with_odds(odds), points);
            assert!((times - expected).abs() < 0.1, "{odds} {points}: {times}");
        }
    }
}
