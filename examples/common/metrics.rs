//! How right a body is: the measures of `shared/corpus/README.md`.

use std::hash::{DefaultHasher, Hash, Hasher};

/// The tokens of a text (`\w+`), hashed. Soft hyphens and zero-width characters are left out on both sides.
pub(crate) fn tokens(text: &str, fold_case: bool) -> Vec<u64> {
    let mut tokens = Vec::new();
    let mut word = String::new();
    let mut end = |word: &mut String| {
        if !word.is_empty() {
            let mut hasher = DefaultHasher::new();
            word.hash(&mut hasher);
            tokens.push(hasher.finish());
            word.clear();
        }
    };
    for c in text.chars() {
        if c.is_alphanumeric() || c == '_' {
            if fold_case {
                word.extend(c.to_lowercase())
            } else {
                word.push(c)
            }
        } else if !matches!(
            c,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
        ) {
            end(&mut word);
        }
    }
    end(&mut word);
    tokens
}

/// How many elements two sorted multisets share.
fn shared(one: &[u64], other: &[u64]) -> usize {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while i < one.len() && j < other.len() {
        match one[i].cmp(&other[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, both) = (i + 1, j + 1, both + 1),
        }
    }
    both
}

fn sorted(mut elements: Vec<u64>) -> Vec<u64> {
    elements.sort_unstable();
    elements
}

/// Runs of four tokens; a text of fewer is one run.
fn shingles(tokens: &[u64]) -> Vec<u64> {
    let hash = |run: &[u64]| {
        let mut hasher = DefaultHasher::new();
        run.hash(&mut hasher);
        hasher.finish()
    };
    if tokens.is_empty() {
        Vec::new()
    } else if tokens.len() < 4 {
        vec![hash(tokens)]
    } else {
        tokens.windows(4).map(hash).collect()
    }
}

/// A text taken apart for measuring: done once for a gold body that several bodies are held against.
pub(crate) struct Counted {
    /// In the order of the text.
    tokens: Vec<u64>,
    /// Sorted.
    shingles: Vec<u64>,
    /// Sorted, of lower-cased tokens.
    bag: Vec<u64>,
}

impl Counted {
    /// Takes a text apart.
    pub(crate) fn new(text: &str) -> Counted {
        let tokens = tokens(text, false);
        Counted {
            shingles: sorted(shingles(&tokens)),
            bag: sorted(self::tokens(text, true)),
            tokens,
        }
    }

    /// How right a body is, this being the gold.
    pub(crate) fn score(&self, found: &str) -> PageScore {
        let found = Counted::new(found);
        let runs = shared(&found.shingles, &self.shingles) as f64;
        let share = |whole: &[u64]| (!whole.is_empty()).then(|| runs / whole.len().max(1) as f64);
        let both = shared(&found.bag, &self.bag);
        PageScore {
            precision: share(&found.shingles),
            recall: share(&self.shingles),
            bag: if found.bag.is_empty() && self.bag.is_empty() {
                1.0
            } else {
                2.0 * both as f64 / (found.bag.len() + self.bag.len()) as f64
            },
            exact: found.tokens == self.tokens,
            kept_wrongly: found.bag.len() - both,
            lost: self.bag.len() - both,
        }
    }

    /// Whether every token of this text stands in the other too, as often.
    pub(crate) fn is_within(&self, other: &Counted) -> bool {
        let (own, others) = (sorted(self.tokens.clone()), sorted(other.tokens.clone()));
        shared(&own, &others) == own.len()
    }
}

/// How right one body is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct PageScore {
    /// Share of the body's runs of four tokens that the gold has; `None` for an empty body.
    pub(crate) precision: Option<f64>,
    /// Share of the gold's runs of four tokens that the body has; `None` for an empty gold.
    pub(crate) recall: Option<f64>,
    /// F1 of the bags of lower-cased tokens.
    pub(crate) bag: f64,
    /// Whether the tokens are the gold's.
    pub(crate) exact: bool,
    /// Tokens of the body that the gold lacks.
    pub(crate) kept_wrongly: usize,
    /// Tokens of the gold that the body lacks.
    pub(crate) lost: usize,
}

impl PageScore {
    /// F1 of the runs of four tokens: 1 if there are none on either side, 0 if on one.
    pub(crate) fn f1(&self) -> f64 {
        match (self.precision, self.recall) {
            (Some(precision), Some(recall)) => harmonic(precision, recall),
            (None, None) => 1.0,
            _ => 0.0,
        }
    }
}

/// The harmonic mean; 0 if both are.
pub(crate) fn harmonic(one: f64, other: f64) -> f64 {
    2.0 * one * other / (one + other).max(1e-9)
}

/// Means over pages.
#[derive(Clone, Copy, Default)]
pub(crate) struct Score {
    precision: (f64, f64),
    recall: (f64, f64),
    bag: f64,
    exact: f64,
    pages: f64,
}

impl Score {
    /// Adds a page.
    pub(crate) fn add(&mut self, found: &str, gold: &str) {
        self.add_page(&Counted::new(gold).score(found));
    }

    /// Adds a page that was measured.
    pub(crate) fn add_page(&mut self, page: &PageScore) {
        if let Some(precision) = page.precision {
            self.precision.0 += precision;
            self.precision.1 += 1.0;
        }
        if let Some(recall) = page.recall {
            self.recall.0 += recall;
            self.recall.1 += 1.0;
        }
        self.bag += page.bag;
        self.exact += f64::from(u8::from(page.exact));
        self.pages += 1.0;
    }

    /// Adds the pages of another score.
    pub(crate) fn merge(&mut self, other: &Score) {
        self.precision = (
            self.precision.0 + other.precision.0,
            self.precision.1 + other.precision.1,
        );
        self.recall = (
            self.recall.0 + other.recall.0,
            self.recall.1 + other.recall.1,
        );
        self.bag += other.bag;
        self.exact += other.exact;
        self.pages += other.pages;
    }

    /// Mean precision of runs of four tokens, over pages where something was found.
    pub(crate) fn precision(&self) -> f64 {
        self.precision.0 / self.precision.1.max(1.0)
    }

    /// Mean recall of runs of four tokens, over pages where something was to be found.
    pub(crate) fn recall(&self) -> f64 {
        self.recall.0 / self.recall.1.max(1.0)
    }

    /// The harmonic mean of the two means.
    pub(crate) fn f1(&self) -> f64 {
        harmonic(self.precision(), self.recall())
    }

    /// Mean F1 of bags of lower-cased tokens.
    pub(crate) fn bag(&self) -> f64 {
        self.bag / self.pages.max(1.0)
    }

    /// Share of pages whose tokens are exactly the gold's.
    pub(crate) fn exact(&self) -> f64 {
        self.exact / self.pages.max(1.0)
    }

    /// How many pages were added.
    pub(crate) fn pages(&self) -> usize {
        self.pages as usize
    }
}
