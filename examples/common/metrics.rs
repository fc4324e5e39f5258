//! How right a body is: the measures of `shared/corpus/README.md`.

use std::hash::{DefaultHasher, Hash, Hasher};

/// The tokens of a text (`\w+`), hashed. Soft hyphens and zero-width characters are left out on both sides.
pub fn tokens(text: &str, fold_case: bool) -> Vec<u64> {
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

/// How many elements two multisets share; both are sorted.
fn shared(mut one: Vec<u64>, mut other: Vec<u64>) -> (usize, usize, usize) {
    one.sort_unstable();
    other.sort_unstable();
    let (mut i, mut j, mut both) = (0, 0, 0);
    while i < one.len() && j < other.len() {
        match one[i].cmp(&other[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => (i, j, both) = (i + 1, j + 1, both + 1),
        }
    }
    (both, one.len(), other.len())
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

/// Means over pages.
#[derive(Clone, Copy, Default)]
pub struct Score {
    precision: (f64, f64),
    recall: (f64, f64),
    bag: f64,
    exact: f64,
    pages: f64,
}

impl Score {
    /// Adds a page.
    pub fn add(&mut self, found: &str, gold: &str) {
        let (found_tokens, gold_tokens) = (tokens(found, false), tokens(gold, false));
        let (both, found_count, gold_count) =
            shared(shingles(&found_tokens), shingles(&gold_tokens));
        if found_count > 0 {
            self.precision.0 += both as f64 / found_count as f64;
            self.precision.1 += 1.0;
        }
        if gold_count > 0 {
            self.recall.0 += both as f64 / gold_count as f64;
            self.recall.1 += 1.0;
        }
        let (both, found_count, gold_count) = shared(tokens(found, true), tokens(gold, true));
        self.bag += if found_count + gold_count == 0 {
            1.0
        } else {
            2.0 * both as f64 / (found_count + gold_count) as f64
        };
        self.exact += f64::from(u8::from(found_tokens == gold_tokens));
        self.pages += 1.0;
    }

    /// Adds the pages of another score.
    pub fn merge(&mut self, other: &Score) {
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
    pub fn precision(&self) -> f64 {
        self.precision.0 / self.precision.1.max(1.0)
    }

    /// Mean recall of runs of four tokens, over pages where something was to be found.
    pub fn recall(&self) -> f64 {
        self.recall.0 / self.recall.1.max(1.0)
    }

    /// The harmonic mean of the two means.
    pub fn f1(&self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        2.0 * precision * recall / (precision + recall).max(1e-9)
    }

    /// Mean F1 of bags of lower-cased tokens.
    pub fn bag(&self) -> f64 {
        self.bag / self.pages.max(1.0)
    }

    /// Share of pages whose tokens are exactly the gold's.
    pub fn exact(&self) -> f64 {
        self.exact / self.pages.max(1.0)
    }

    /// How many pages were added.
    pub fn pages(&self) -> usize {
        self.pages as usize
    }
}
