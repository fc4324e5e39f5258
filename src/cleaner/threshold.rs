//! From which probability on a block is body text.

use super::Balance;
use crate::article::Verdict;
use crate::decode::{Link, likeliest, log_odds};
use crate::kind::Kind;
use crate::measure::Facts;
use crate::weights::{PerRegion, REGIONS};

impl Balance {
    /// From which probability on the blocks of a page are body text.
    pub(super) fn threshold(self, lines: Lines<'_>, is_html: bool) -> Threshold {
        match self {
            Balance::Precision => Threshold::From(PRECISE),
            Balance::Even => lines.best_threshold(is_html),
            Balance::Recall => match lines.best_threshold(is_html) {
                Threshold::From(share) => Threshold::From(share.min(COMPLETE)),
                all => all,
            },
            Balance::Threshold(share) if share.is_nan() => Threshold::From(EVEN),
            Balance::Threshold(share) => Threshold::From(share.clamp(0.0, 1.0)),
        }
    }
}

/// Which blocks of a page are body text.
#[derive(Clone, Copy)]
pub(super) enum Threshold {
    /// Those with at least this probability.
    From(f32),
    /// All, but a block that is rather the title: the page was cleaned before.
    AllButTitle,
}

/// The thresholds of the named balances.
const PRECISE: f32 = 0.9;
const EVEN: f32 = 0.5;
const COMPLETE: f32 = 0.1;
/// [`Balance::Even`] goes down to this threshold, where the page is in doubt as a whole.
const EVEN_LEAST: f32 = 0.35;

/// A dump that was cleaned before holds no block that is surely something else: none, its title left aside, has less
/// than this probability of being body, and by length at least that share of it is likely body. Nothing of such a dump
/// may be lost, so all that is in doubt is kept. Other pages nearly always hold a sure line of menus or footers.
const SURELY_NOT: f32 = 0.003;
const CLEAN_SHARE: f32 = 0.6;
/// The same for a block that is little but cue phrases.
const SURELY_NOT_CUE: f32 = 0.02;

/// A page with less likely body than this, in half units, is not in doubt about its body: it has none, or a short one.
const ENOUGH: f32 = 150.0;

/// The blocks of a page with what was decoded.
#[derive(Clone, Copy)]
pub(super) struct Lines<'a> {
    pub(super) facts: &'a [Facts],
    pub(super) links: &'a [Link],
    /// With the probability of body text.
    pub(super) verdicts: &'a [Verdict],
}

impl<'a> Lines<'a> {
    fn iter(self) -> impl Iterator<Item = Line<'a>> {
        let lines = self.facts.iter().zip(self.links).zip(self.verdicts);
        lines.map(|((facts, link), verdict)| Line {
            facts,
            shares: &link.shares,
            body: verdict.body,
        })
    }

    /// The threshold at which the kept text has the best expected F1.
    ///
    /// With `p` the probabilities and lengths as weights, keeping a set is expected to score about
    /// `2 * sum of p over the set / (size of the set + sum of p over all)`, which is greatest for a threshold of half
    /// that score (Lipton, Elkan and Narayanaswamy 2014): 0.5 on a page that is sure, less on one that is not.
    /// Only a dump can have been cleaned before: a page of HTML that holds nothing but body is a page all the same.
    fn best_threshold(self, is_html: bool) -> Threshold {
        const STEPS: usize = 40;
        let (mut size, mut right) = ([0.0_f32; STEPS + 1], [0.0_f32; STEPS + 1]);
        for line in self.iter() {
            let step = ((line.body * STEPS as f32) as usize).min(STEPS);
            let length = line.facts.half_units as f32;
            size[step] += length;
            right[step] += length * line.body;
        }
        let all: f32 = right.iter().sum();
        let is_clean = !is_html && !self.iter().any(|line| line.is_surely_not());
        if is_clean && all >= CLEAN_SHARE * size.iter().sum::<f32>() {
            return Threshold::AllButTitle;
        }
        if all < ENOUGH {
            return Threshold::From(EVEN);
        }
        let (mut kept, mut hits) = (0.0, 0.0);
        let mut best = (EVEN, 0.0);
        for step in (0..=STEPS).rev() {
            kept += size[step];
            hits += right[step];
            let score = 2.0 * hits / (kept + all).max(1e-9);
            let threshold = step as f32 / STEPS as f32;
            if score > best.1 && (EVEN_LEAST..=EVEN).contains(&threshold) {
                best = (threshold, score);
            }
        }
        Threshold::From(best.0)
    }
}

/// A block with what was decoded.
struct Line<'a> {
    facts: &'a Facts,
    shares: &'a PerRegion,
    body: f32,
}

impl Line<'_> {
    /// Whether the block is surely neither body text nor the title.
    fn is_surely_not(&self) -> bool {
        let cue = 2 * self.facts.covered >= self.facts.words + self.facts.dense;
        let least = if cue { SURELY_NOT_CUE } else { SURELY_NOT };
        self.body < least && title(self.shares) < EVEN
    }
}

/// The probability of the title, which has one region.
fn title(shares: &PerRegion) -> f32 {
    const TITLE: usize = 0;
    const { assert!(matches!(REGIONS[TITLE].0, Kind::Title)) };
    const { assert!(!matches!(REGIONS[TITLE + 1].0, Kind::Title)) };
    shares[TITLE]
}

/// The verdict at a threshold.
pub(super) fn decided(verdict: &Verdict, shares: &PerRegion, threshold: Threshold) -> Verdict {
    let is_body = match threshold {
        Threshold::From(share) => verdict.body >= share,
        Threshold::AllButTitle => title(shares) <= verdict.body,
    };
    let found = likeliest(shares, is_body);
    // A dump that was cleaned before begins with its title, if it has one.
    let (kind, share) = match threshold {
        Threshold::AllButTitle if !is_body => (Kind::Title, title(shares)),
        _ => (found.kind, found.share),
    };
    Verdict {
        kind,
        share,
        score: log_odds(verdict.body, found.not_body),
        ..*verdict
    }
}
