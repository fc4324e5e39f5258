//! The closed list of grounds on which a block is judged.
//!
//! A [`Feature`] is one question about a block; each of its answers is a [`Row`] of the table of weights. Numbers are
//! cut into some ten levels with a weight each, which makes a linear model bend where the data bend and leaves every
//! row readable: "the line is 12 to 15 half units long".

mod features;
mod names;
mod scale;

use std::fmt;

use features::{ALL, MEANINGS, NAMES, SCALES};
use scale::Scale::{Count, Cross, Each, Few, Names, Part, Set, Share};
use scale::level_of;

pub(crate) use features::Feature;
pub(crate) use names::OUTLINES;
#[cfg(feature = "html")]
pub(crate) use names::ROLES;
#[cfg(feature = "html")]
pub(crate) use names::STATED;

/// The number of a row in the table of weights.
pub(crate) type Row = u16;

const FIRST_ROWS: [usize; ALL.len() + 1] = {
    let mut first = [0; ALL.len() + 1];
    let mut at = 0;
    while at < ALL.len() {
        first[at + 1] = first[at] + SCALES[at].rows();
        at += 1;
    }
    first
};

/// How many rows, the first ones, belong to the passes that look at a block alone.
pub(crate) const LOCAL_ROWS: usize = FIRST_ROWS[Feature::FromTop as usize];
/// The most rows that a block can have: one a feature, and all of each set.
pub(crate) const MOST_ROWS: usize = {
    let (mut most, mut at) = (0, 0);
    while at < ALL.len() {
        most += match SCALES[at] {
            Set(names) | Each(names, _) => names.len(),
            _ => 1,
        };
        at += 1;
    }
    most
};
/// How many rows the features of a page by itself have together.
pub(crate) const ROWS: usize = FIRST_ROWS[Feature::SiteLine as usize];
/// How many rows behind these tell of the page among others of its site.
pub(crate) const SITE_ROWS: usize = FIRST_ROWS[ALL.len()] - ROWS;

impl Feature {
    /// The feature's row for a count.
    #[inline]
    pub(crate) fn count(self, count: u32) -> Row {
        let (Count(levels) | Few(levels)) = SCALES[self as usize] else {
            return self.row(0);
        };
        self.row(level_of(count, levels))
    }

    /// The feature's row for a part of a whole.
    #[inline]
    pub(crate) fn share(self, part: f32, whole: f32) -> Row {
        let (Share(steps) | Part(steps)) = SCALES[self as usize] else {
            return self.row(0);
        };
        if part <= 0.0 || whole <= 0.0 {
            return self.row(0);
        }
        // A whole that is not the greater is cut at 1. The exact end of a step belongs to it. Adding 2^23 rounds to a
        // whole number, which then stands in the sum's lowest bits: quicker than a checked conversion.
        let step = (part / whole * steps as f32 - 0.501).clamp(0.0, steps as f32 - 1.0);
        self.row((step + 8_388_608.0).to_bits() as usize % 256 + 1)
    }

    /// The feature's row for a case.
    #[inline]
    pub(crate) fn case(self, case: usize) -> Row {
        self.row(case)
    }

    /// The feature's rows for the members of a set, a bit each.
    #[cfg(feature = "html")]
    #[inline]
    pub(crate) fn members(self, set: u64) -> impl Iterator<Item = Row> {
        let count = match SCALES[self as usize] {
            Set(names) => names.len(),
            _ => 0,
        };
        Bits(set & ((1 << count) - 1)).map(move |level| self.row(level))
    }

    /// The feature's row for a pair of cases.
    #[inline]
    pub(crate) fn cross(self, first: usize, second: usize) -> Row {
        let (Cross(_, seconds) | Each(_, seconds)) = SCALES[self as usize] else {
            return self.row(0);
        };
        self.row(first * seconds.len() + second)
    }

    /// Whether a row is one of the feature's.
    pub(crate) fn has(self, row: Row) -> bool {
        let rows = FIRST_ROWS[self as usize]..FIRST_ROWS[self as usize + 1];
        rows.contains(&usize::from(row))
    }

    #[inline]
    fn row(self, level: usize) -> Row {
        (FIRST_ROWS[self as usize] + level) as Row
    }
}

/// The numbers of the bits that are set.
pub(crate) struct Bits(pub(crate) u64);

impl Iterator for Bits {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        let lowest = self.0.trailing_zeros();
        self.0 &= self.0.checked_sub(1)?;
        Some(lowest as usize)
    }
}

/// Why a block was judged as it was: one answer to one question about it.
///
/// The list is closed and the same on every page; [`Finding`](crate::Finding) adds the points that the answer brought.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reason(pub(crate) Row);

impl Reason {
    fn feature(self) -> usize {
        FIRST_ROWS
            .partition_point(|first| *first <= self.0 as usize)
            .saturating_sub(1)
            .min(ALL.len() - 1)
    }

    /// The question's stable name, as `shape.units`.
    pub fn name(self) -> &'static str {
        NAMES[self.feature()]
    }

    /// The answer, as `12-15`.
    pub fn value(self) -> String {
        let feature = self.feature();
        let mut label = String::new();
        // Writing to a string cannot fail.
        let _ = SCALES[feature].write_label(self.0 as usize - FIRST_ROWS[feature], &mut label);
        label
    }

    /// The reason that is written so, as `shape.units=12-15`. The search begins at a row and comes to those before it
    /// last: one that goes through a table in its order finds each name at once.
    pub(crate) fn named(text: &str, from: Row) -> Option<Reason> {
        let (name, label) = text.split_once('=')?;
        let first = Reason(from).feature();
        let mut features = (first..ALL.len()).chain(0..first);
        let feature = features.find(|feature| NAMES[*feature] == name)?;
        let rows = FIRST_ROWS[feature]..FIRST_ROWS[feature + 1];
        let from = usize::from(from).clamp(rows.start, rows.end);
        let is_it = |row: &usize| SCALES[feature].is_label(row - rows.start, label);
        let row = (from..rows.end).chain(rows.start..from).find(is_it)?;
        Some(Reason(row as Row))
    }

    /// What the question asks, in words.
    pub fn meaning(self) -> &'static str {
        MEANINGS[self.feature()]
    }

    /// Every reason that a page by itself can give, in the order of the table of weights.
    pub fn all() -> impl Iterator<Item = Reason> {
        (0..ROWS as Row).map(Reason)
    }

    /// Every reason that other pages of the site can give, in the order of their table of weights.
    pub fn of_sites() -> impl Iterator<Item = Reason> {
        (ROWS as Row..(ROWS + SITE_ROWS) as Row).map(Reason)
    }

    /// Whether the reason's answer says nothing, so that it never has a weight.
    pub fn is_silent(self) -> bool {
        let feature = self.feature();
        let level = self.0 as usize - FIRST_ROWS[feature];
        match SCALES[feature] {
            Names(names) => names[level].is_empty(),
            Few(_) | Part(_) => level == 0,
            Cross(first, second) => first[level / second.len()].is_empty(),
            _ => false,
        }
    }

    /// Whether the reason is a step of a scale whose neighbour below is the row before.
    pub(crate) fn is_step(self) -> bool {
        let feature = self.feature();
        matches!(SCALES[feature], Count(_) | Few(_) | Share(_) | Part(_))
            && self.0 as usize > FIRST_ROWS[feature]
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.name(), self.value())
    }
}

impl fmt::Debug for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reason({self})")
    }
}
