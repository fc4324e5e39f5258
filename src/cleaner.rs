//! The pipeline, and the options that a caller may set.

use std::sync::Arc;

use once_cell::sync::Lazy;

use crate::article::{Article, Verdict};
use crate::cues::{self, Lexicon, Phrases};
use crate::decode::{self, Steps, body_share, likeliest, log_odds, side_share};
use crate::error::Error;
use crate::kind::Kind;
use crate::measure::{Measures, measure};
use crate::page::Page;
use crate::pass::{self, Sink, View};
use crate::reason::Row;
use crate::segment;
use crate::survey::Survey;
use crate::weights::{LANES, LOOK, UNIT, Weights};

/// How much of what is in doubt belongs to the body.
///
/// The cleaner gives every block a probability of being body text and keeps those above a threshold; this moves the
/// threshold.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
#[non_exhaustive]
pub enum Balance {
    /// Nothing but the surest body text: a block is kept from a probability of 0.9 on.
    Precision,
    /// As many right blocks for as few wrong ones as can be had: from 0.5 on.
    #[default]
    Even,
    /// Rather too much than too little: from 0.1 on.
    Recall,
    /// From this probability on, 0 to 1; a number outside is cut to it.
    Threshold(f32),
}

impl Balance {
    fn threshold(self) -> f32 {
        match self {
            Balance::Precision => 0.9,
            Balance::Even => 0.5,
            Balance::Recall => 0.1,
            // The endless number is the only one that `clamp` lets through.
            Balance::Threshold(share) => {
                if share.is_nan() {
                    0.5
                } else {
                    share.clamp(0.0, 1.0)
                }
            }
        }
    }
}

/// A cleaner with options, built once and shared: it is `Send`, `Sync` and cheap to clone.
///
/// ```
/// use bodytext::{Balance, Cleaner, Kind};
///
/// let cleaner = Cleaner::new().balance(Balance::Recall).keep([Kind::Body, Kind::Heading, Kind::Standfirst]);
/// let article = cleaner.clean("A first sentence, long enough to be one.\nAnd a second one behind it.");
/// assert_eq!(article.blocks().len(), 2);
/// ```
#[derive(Clone)]
pub struct Cleaner {
    pub(crate) model: Arc<Model>,
    pub(crate) balance: Balance,
    pub(crate) keep: u32,
}

/// The tables that judging needs, laid out for it.
pub(crate) struct Model {
    weights: Weights,
    steps: Steps,
    /// Phrases of the embedded files and of the caller; `None` for the embedded ones alone.
    lexicon: Option<Lexicon>,
}

static EMBEDDED: Lazy<Arc<Model>> = Lazy::new(|| Arc::new(Model::new(Weights::default(), None)));

/// The bit of a kind in a set of kinds.
pub(crate) const fn bit(kind: Kind) -> u32 {
    1 << kind as u32
}

impl Default for Cleaner {
    fn default() -> Self {
        Cleaner::new()
    }
}

impl std::fmt::Debug for Cleaner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let keep: Vec<&str> = Kind::ALL
            .iter()
            .filter(|kind| self.keep & bit(**kind) != 0)
            .map(|kind| kind.name())
            .collect();
        f.debug_struct("Cleaner")
            .field("balance", &self.balance)
            .field("keep", &keep)
            .finish_non_exhaustive()
    }
}

impl Cleaner {
    /// A cleaner with the embedded tables, an even balance, keeping body text and its headings.
    ///
    /// The first cleaner of a process reads the embedded tables, which takes some milliseconds; later ones share them.
    pub fn new() -> Cleaner {
        let keep = bit(Kind::Body) | bit(Kind::Heading);
        Cleaner {
            model: Arc::clone(&EMBEDDED),
            balance: Balance::Even,
            keep,
        }
    }

    /// Sets how much of what is in doubt belongs to the body. The default is [`Balance::Even`].
    #[must_use]
    pub fn balance(mut self, balance: Balance) -> Cleaner {
        self.balance = balance;
        self
    }

    /// Sets the kinds that [`Article::body`] shows. The default is [`Kind::Body`] and [`Kind::Heading`].
    #[must_use]
    pub fn keep(mut self, kinds: impl IntoIterator<Item = Kind>) -> Cleaner {
        self.keep = kinds.into_iter().fold(0, |set, kind| set | bit(kind));
        self
    }

    /// Adds cue phrases to the embedded ones, as text in the format of the crate's cue files: classes in brackets
    /// (`[related]`, `[promotion]`, ...), a phrase a line.
    ///
    /// Reads all embedded phrases anew: build such a cleaner once.
    ///
    /// # Errors
    /// [`Error::CueFile`] with the number of the first line that is neither a phrase under a class, a comment nor the
    /// head of a class that exists.
    pub fn cues(mut self, phrases: &str) -> Result<Cleaner, Error> {
        let mut all = Phrases::embedded();
        all.read(phrases)?;
        self.model = Arc::new(Model::new(
            self.model.weights.clone(),
            Some(Lexicon::new(&all)),
        ));
        Ok(self)
    }

    /// Judges by another table of weights. Loses phrases added before by [`cues`](Cleaner::cues).
    #[must_use]
    pub fn weights(mut self, weights: Weights) -> Cleaner {
        self.model = Arc::new(Model::new(weights, None));
        self
    }

    /// Cleans a plain-text dump. Never fails; time and memory are linear in the text.
    #[must_use]
    pub fn clean<'t>(&self, text: &'t str) -> Article<'t> {
        let page = Page::new(text, segment::blocks(text));
        let measures = measure(&page, self.model.lexicon());
        let judged = self.model.judge(&page, &measures, false);
        let verdicts: Vec<Verdict> = judged
            .chain
            .posteriors
            .iter()
            .map(|shares| self.verdict(shares))
            .collect();
        Article::assemble(page, verdicts, &measures, self.clone())
    }

    /// The verdict that follows from a block's probabilities.
    fn verdict(&self, shares: &crate::weights::PerRegion) -> Verdict {
        let body = body_share(shares);
        let (kind, share) = likeliest(shares, body >= self.balance.threshold());
        Verdict {
            kind,
            body,
            share,
            score: log_odds(body, side_share(shares, false)),
        }
    }
}

/// What judging a page yields.
pub(crate) struct Judged {
    pub(crate) points: Vec<[i16; LANES]>,
    pub(crate) chain: decode::Chain,
}

/// Sums the points of the rows that it takes.
struct Score<'w> {
    rows: &'w [[i16; LANES]],
    points: [i16; LANES],
}

impl Sink for Score<'_> {
    #[inline]
    fn hit(&mut self, row: Row) {
        if let Some(weights) = self.rows.get(row as usize) {
            for (sum, weight) in self.points.iter_mut().zip(weights) {
                *sum = sum.saturating_add(*weight);
            }
        }
    }
}

impl Model {
    fn new(weights: Weights, lexicon: Option<Lexicon>) -> Model {
        Model {
            steps: Steps::new(&weights),
            weights,
            lexicon,
        }
    }

    pub(crate) fn lexicon(&self) -> &Lexicon {
        self.lexicon.as_ref().unwrap_or_else(|| &cues::EMBEDDED)
    }

    pub(crate) fn weight(&self, row: Row) -> &[i16; LANES] {
        &self.weights.rows[row as usize]
    }

    /// Judges a page: points of the first round, survey, points of the second round, decoding.
    pub(crate) fn judge(&self, page: &Page<'_>, measures: &Measures, explain: bool) -> Judged {
        let mut points = Vec::with_capacity(measures.facts.len());
        for facts in &measures.facts {
            let mut score = Score {
                rows: &self.weights.rows,
                points: [0; LANES],
            };
            pass::local(facts, &mut score);
            points.push(score.points);
        }
        let survey = survey(page, measures, &points);
        let view = View {
            page,
            measures,
            survey: &survey,
        };
        for (at, points) in points.iter_mut().enumerate() {
            let mut score = Score {
                rows: &self.weights.rows,
                points: *points,
            };
            pass::context(&view, at, &mut score);
            *points = score.points;
        }
        let chain = decode::decode(&self.steps, &points, explain);
        Judged { points, chain }
    }

    /// All rows of every block of a page, in the order of the passes: the same that [`judge`](Model::judge) sums.
    pub(crate) fn rows(&self, page: &Page<'_>, measures: &Measures) -> Vec<Vec<Row>> {
        let mut rows = Vec::with_capacity(measures.facts.len());
        let mut points = Vec::with_capacity(measures.facts.len());
        for facts in &measures.facts {
            let mut found = Vec::with_capacity(128);
            pass::local(facts, &mut found);
            let mut score = Score {
                rows: &self.weights.rows,
                points: [0; LANES],
            };
            found.iter().for_each(|row| score.hit(*row));
            points.push(score.points);
            rows.push(found);
        }
        let survey = survey(page, measures, &points);
        let view = View {
            page,
            measures,
            survey: &survey,
        };
        for (at, found) in rows.iter_mut().enumerate() {
            pass::context(&view, at, found);
        }
        rows
    }
}

fn survey(page: &Page<'_>, measures: &Measures, points: &[[i16; LANES]]) -> Survey {
    Survey::new(
        page,
        measures,
        points.iter().map(|points| f32::from(points[LOOK]) / UNIT),
    )
}
