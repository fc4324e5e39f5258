//! Why: a block's score as the sum of its findings.
//!
//! The score is the log-odds of body text, `ln P(body side) - ln P(other side)`. Each side holds several regions. With
//! `q` the probabilities of the regions within a side, and `f` the sum of all that speaks for a region (its points,
//! and the messages of the lines above and below), `ln sum exp f = sum q f + H(q)` holds exactly, `H` being the
//! entropy of `q`. So the score splits without remainder into one number a finding (the mean of its weight over the
//! regions of body, less that over the others), two for the messages, and one for the spread over regions. What other
//! pages of the site say comes on top of that score, a number a finding.

use std::fmt;

use crate::cleaner::Cleaner;
use crate::decode::{Messages, ln};
use crate::page::Page;
use crate::reason::{Feature, Reason, Row};
use crate::site::Recall;
use crate::weights::{Aligned, COUNT, PerRegion, REGIONS, UNIT};

/// One ground of a verdict, and what it brought.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Finding {
    reason: Reason,
    points: f32,
    recall: Option<Recall>,
}

impl Finding {
    /// The ground.
    pub fn reason(&self) -> Reason {
        self.reason
    }

    /// What it brought for body text, or against it where below 0, in log-odds.
    pub fn points(&self) -> f32 {
        self.points
    }

    pub(crate) fn new(row: Row, points: f32, recall: Option<Recall>) -> Finding {
        Finding {
            reason: Reason(row),
            points,
            recall,
        }
    }

    /// What other pages of the site say of the block's line, where the reason is that they repeat it or do not
    /// (`site.line`).
    pub fn recall(&self) -> Option<Recall> {
        self.recall
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:+.2} {}", self.points, self.reason)?;
        match &self.recall {
            Some(recall) => write!(f, " ({recall})"),
            None => Ok(()),
        }
    }
}

/// The findings of every block of a page, those with the most points for or against first.
pub(crate) fn findings(cleaner: &Cleaner, page: &Page<'_>) -> Vec<Vec<Finding>> {
    let judge = cleaner.judge(page);
    let measures = cleaner.measure(page);
    let mut messages = Messages::default();
    let links = judge.judge(page, &measures, Some(&mut messages));
    let site = cleaner.site();
    let rows = judge.rows(page, &measures);
    let table = &judge.weights().rows;
    let mut of_site = match site {
        Some(site) => site.findings(page, &measures, &links),
        None => Vec::new(),
    };
    rows.iter()
        .enumerate()
        .map(|(at, rows)| {
            let shares = Shares::new(&links[at].shares);
            let mut findings: Vec<Finding> = rows
                .iter()
                .map(|row| {
                    let weights = table[*row as usize].map(|weight| f32::from(weight) / UNIT);
                    Finding {
                        reason: Reason(*row),
                        points: shares.difference(&Aligned(weights)),
                        recall: None,
                    }
                })
                .collect();
            let message = |feature: Feature, message: &PerRegion| Finding {
                reason: Reason(feature.case(0)),
                points: shares.difference(&Aligned(message.map(|share| ln(share.max(1e-30))))),
                recall: None,
            };
            findings.push(message(Feature::ChainAbove, &messages.from_above[at]));
            findings.push(message(Feature::ChainBelow, &messages.from_below[at]));
            findings.push(Finding {
                reason: Reason(chain_spread()),
                points: shares.spread(),
                recall: None,
            });
            findings.extend(of_site.get_mut(at).into_iter().flat_map(std::mem::take));
            findings.retain(|finding| finding.points != 0.0);
            findings.sort_by(|a, b| b.points.abs().total_cmp(&a.points.abs()));
            findings
        })
        .collect()
}

fn chain_spread() -> Row {
    Feature::ChainSpread.case(0)
}

/// The probabilities of the regions within their side.
struct Shares {
    body: PerRegion,
    other: PerRegion,
}

impl Shares {
    fn new(posterior: &PerRegion) -> Shares {
        let side = |body: bool| {
            let mut shares: [f32; COUNT] = std::array::from_fn(|region| {
                if REGIONS[region].0.is_body() == body {
                    posterior[region].max(1e-30)
                } else {
                    0.0
                }
            });
            let sum: f32 = shares.iter().sum();
            shares.iter_mut().for_each(|share| *share /= sum);
            Aligned(shares)
        };
        Shares {
            body: side(true),
            other: side(false),
        }
    }

    /// The mean of `values` over the regions of body, less that over the others.
    fn difference(&self, values: &PerRegion) -> f32 {
        (0..COUNT)
            .map(|region| (self.body[region] - self.other[region]) * values[region])
            .sum()
    }

    /// The entropy of body's regions, less that of the others.
    fn spread(&self) -> f32 {
        let entropy = |shares: &PerRegion| -> f32 {
            shares
                .iter()
                .filter(|share| **share > 0.0)
                .map(|share| -share * ln(*share))
                .sum()
        };
        entropy(&self.body) - entropy(&self.other)
    }
}
