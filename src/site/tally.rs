//! Counts by key: exact up to a bound, a sketch beyond it.
//!
//! While there are at most [`MOST_KEYS`] different keys, all are kept. With one more, all counts go into a count-min
//! sketch (Cormode and Muthukrishnan 2005): [`ROWS`] rows of [`WIDTH`] cells, a key counted in one cell of each row, the
//! least of them its estimate. Both forms are sums over pages, and which of them a tally has depends on the set of its
//! keys alone: so tallies merge in any order and grouping to the same bits. A sketch of the heaviest lines (Misra and
//! Gries 1982; Metwally and others 2005) would need less room, but what it keeps depends on the order.

pub(super) use super::keys::Key;

/// So many different keys are counted exactly.
pub(super) const MOST_KEYS: usize = 3600;
pub(super) const WIDTH: usize = 3600;
pub(super) const ROWS: usize = 2;
/// So many pages are known by their fingerprints.
pub(super) const MOST_FINGERPRINTS: usize = 512;

/// On how many pages something stands, and how.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Counts {
    pub(super) pages: u16,
    /// Pages where the cleaner took it for body text.
    pub(super) body: u16,
    /// Pages where it stood above the body, and below.
    pub(super) above: u16,
    pub(super) below: u16,
}

impl Counts {
    fn add(&mut self, other: &Counts) {
        self.pages = self.pages.saturating_add(other.pages);
        self.body = self.body.saturating_add(other.body);
        self.above = self.above.saturating_add(other.above);
        self.below = self.below.saturating_add(other.below);
    }

    fn least(&self, other: &Counts) -> Counts {
        Counts {
            pages: self.pages.min(other.pages),
            body: self.body.min(other.body),
            above: self.above.min(other.above),
            below: self.below.min(other.below),
        }
    }
}

/// Counts by key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Tally {
    /// Ascending keys, with their counts.
    Exact(Vec<Key>, Vec<Counts>),
    /// All cells, row by row.
    Sketch(Box<[Counts]>),
}

impl Default for Tally {
    fn default() -> Self {
        Tally::Exact(Vec::new(), Vec::new())
    }
}

/// The cell of a row that a key is counted in.
fn cell(key: Key, row: usize) -> usize {
    const FACTORS: [u64; ROWS] = [0x9e37_79b9_7f4a_7c15, 0xd6e8_feb8_6659_fd93];
    let mixed = (u64::from(key) ^ 0x5851_f42d).wrapping_mul(FACTORS[row]) >> 32;
    row * WIDTH + ((mixed * WIDTH as u64) >> 32) as usize
}

fn sketch(keys: &[Key], counts: &[Counts]) -> Box<[Counts]> {
    let mut cells = vec![Counts::default(); ROWS * WIDTH].into_boxed_slice();
    add_keys(&mut cells, keys, counts);
    cells
}

fn add_keys(cells: &mut [Counts], keys: &[Key], counts: &[Counts]) {
    for (key, counts) in keys.iter().zip(counts) {
        for row in 0..ROWS {
            cells[cell(*key, row)].add(counts);
        }
    }
}

impl Tally {
    /// A tally of keys in any order; counts of the same key are added.
    pub(super) fn of(mut counted: Vec<(Key, Counts)>) -> Tally {
        counted.sort_unstable_by_key(|(key, _)| *key);
        let (mut keys, mut counts): (Vec<Key>, Vec<Counts>) = (Vec::new(), Vec::new());
        for (key, more) in counted {
            match counts.last_mut() {
                Some(last) if keys.last() == Some(&key) => last.add(&more),
                _ => {
                    keys.push(key);
                    counts.push(more);
                }
            }
        }
        Tally::bounded(keys, counts)
    }

    fn bounded(keys: Vec<Key>, counts: Vec<Counts>) -> Tally {
        if keys.len() > MOST_KEYS {
            Tally::Sketch(sketch(&keys, &counts))
        } else {
            Tally::Exact(keys, counts)
        }
    }

    pub(super) fn is_exact(&self) -> bool {
        matches!(self, Tally::Exact(..))
    }

    /// The counts of a key, or estimates that are not too low.
    pub(super) fn get(&self, key: Key) -> Counts {
        match self {
            Tally::Exact(keys, counts) => keys
                .binary_search(&key)
                .map_or(Counts::default(), |at| counts[at]),
            Tally::Sketch(cells) => cells[cell(key, 0)].least(&cells[cell(key, 1)]),
        }
    }

    pub(super) fn merge(&mut self, other: &Tally) {
        *self = match (std::mem::take(self), other) {
            (Tally::Exact(keys, counts), Tally::Exact(more_keys, more_counts)) => {
                let (keys, counts) = merged(&keys, &counts, more_keys, more_counts);
                Tally::bounded(keys, counts)
            }
            (Tally::Sketch(mut cells), Tally::Exact(keys, counts)) => {
                add_keys(&mut cells, keys, counts);
                Tally::Sketch(cells)
            }
            (Tally::Exact(keys, counts), Tally::Sketch(cells)) => {
                let mut cells = cells.clone();
                add_keys(&mut cells, &keys, &counts);
                Tally::Sketch(cells)
            }
            (Tally::Sketch(mut cells), Tally::Sketch(more)) => {
                cells
                    .iter_mut()
                    .zip(more)
                    .for_each(|(cell, more)| cell.add(more));
                Tally::Sketch(cells)
            }
        };
    }
}

/// Two ascending lists as one.
fn merged(
    keys: &[Key],
    counts: &[Counts],
    more_keys: &[Key],
    more_counts: &[Counts],
) -> (Vec<Key>, Vec<Counts>) {
    let room = keys.len() + more_keys.len();
    let (mut all_keys, mut all) = (Vec::with_capacity(room), Vec::with_capacity(room));
    let mut left = keys.iter().zip(counts).peekable();
    let mut right = more_keys.iter().zip(more_counts).peekable();
    loop {
        let (key, counts) = match (left.peek(), right.peek()) {
            (Some((one, counts)), Some((other, more))) if one == other => {
                let mut sum = **counts;
                sum.add(more);
                let key = **one;
                left.next();
                right.next();
                (key, sum)
            }
            (Some((one, counts)), Some((other, _))) if one < other => {
                let next = (**one, **counts);
                left.next();
                next
            }
            (_, Some((key, counts))) => {
                let next = (**key, **counts);
                right.next();
                next
            }
            (Some((key, counts)), None) => {
                let next = (**key, **counts);
                left.next();
                next
            }
            (None, None) => break,
        };
        all_keys.push(key);
        all.push(counts);
    }
    (all_keys, all)
}

/// The pages that were learned, by fingerprint: of many, those with the least fingerprints, each with how often it was
/// learned. A sample that depends on the set of pages alone (bottom-k: Cohen and Kaplan 2007).
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Fingerprints {
    /// Ascending.
    pub(super) learned: Vec<(u32, u16)>,
}

impl Fingerprints {
    pub(super) fn of(fingerprint: u32) -> Fingerprints {
        Fingerprints {
            learned: vec![(fingerprint, 1)],
        }
    }

    /// How often a page was learned, as far as that is known: if it may have been, but its fingerprint would not have been
    /// kept, 1.
    pub(super) fn times(&self, fingerprint: u32) -> u32 {
        let found = self
            .learned
            .binary_search_by_key(&fingerprint, |(known, _)| *known);
        match found {
            Ok(at) => u32::from(self.learned[at].1),
            Err(at) => u32::from(at == MOST_FINGERPRINTS),
        }
    }

    pub(super) fn merge(&mut self, other: &Fingerprints) {
        for (fingerprint, times) in &other.learned {
            match self
                .learned
                .binary_search_by_key(fingerprint, |(known, _)| *known)
            {
                Ok(at) => self.learned[at].1 = self.learned[at].1.saturating_add(*times),
                Err(at) => self.learned.insert(at, (*fingerprint, *times)),
            }
        }
        self.learned.truncate(MOST_FINGERPRINTS);
    }
}
