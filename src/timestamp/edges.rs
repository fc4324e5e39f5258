//! What stands right before and after a date, and makes it a part of something bigger: a number, an
//! address, a name of a file, a range of days.

use std::ops::Range;

use super::tokens::{Line, Shape};
use super::words::RANGES;

impl Line<'_> {
    /// Whether what is in `taken` has a space inside, which addresses, versions and names of files
    /// have not.
    fn is_loose(&self, mut taken: Range<usize>) -> bool {
        taken.any(|at| self.is_space(at))
    }

    /// Whether what is in `taken` does not continue something bigger.
    pub(super) fn is_clear_before(&self, taken: Range<usize>) -> bool {
        let Some(before) = taken.start.checked_sub(1) else {
            return true;
        };
        let loose = self.is_loose(taken);
        let beyond = before.checked_sub(1).and_then(|at| self.shape(at));
        let loose_after_word = loose && beyond == Some(Shape::Word);
        match self.shape(before) {
            Some(Shape::Number(..)) => false,
            Some(Shape::Word) => loose || self.is_glued_word(before),
            Some(Shape::Mark(mark)) if "_=#@+&%$€£¥₹\\".contains(mark) => false,
            Some(Shape::Mark('.' | '/')) => loose_after_word,
            Some(Shape::Mark('-')) => {
                loose_after_word || matches!(beyond, None | Some(Shape::Space))
            }
            Some(Shape::Mark(':' | ',')) => !matches!(beyond, Some(Shape::Number(..))),
            _ => true,
        }
    }

    /// Whether what is in `taken` is not continued.
    pub(super) fn is_clear_after(&self, taken: Range<usize>) -> bool {
        let end = taken.end;
        let number = self.is_number(end + 1);
        let loose = self.is_loose(taken);
        match self.shape(end) {
            Some(Shape::Number(..)) => false,
            Some(Shape::Word) => loose || self.is_glued_word(end),
            Some(Shape::Mark(mark)) if "_=@+&%\\".contains(mark) => false,
            Some(Shape::Mark('/')) => loose && !number,
            Some(Shape::Mark('-' | '.')) => !number && (loose || self.word(end + 1).is_none()),
            Some(Shape::Mark('–' | '—' | ',' | ':')) => !number,
            _ => true,
        }
    }

    /// Whether the word at `at` is likely to have lost the space between it and a number, as
    /// `Published` has in `Published3.7.2025`, and is no part of a code, as `v` is. Other scripts
    /// than Latin do so as a rule.
    fn is_glued_word(&self, at: usize) -> bool {
        self.word(at)
            .is_some_and(|word| word.len() >= 4 || !word.is_ascii())
    }

    /// Whether the date at `at` is the end of a range of days, `1–3 July 2025` or `1 to 3 July
    /// 2025`. `last` is where the date before it ends, which cannot be a single day.
    pub(super) fn ends_range(&self, at: usize, last: usize) -> bool {
        let first = self.range_start(at, last);
        first.is_some_and(|first| self.small(at).is_some_and(|day| first < day))
    }

    /// The first day of the range whose last day is at `at`.
    fn range_start(&self, at: usize, last: usize) -> Option<u8> {
        let back = |at: usize| at.checked_sub(1).filter(|&at| at >= last);
        let back_over_space = |at: usize| {
            let before = back(at).filter(|&before| !self.is_space(before));
            before.or_else(|| back(back(at)?))
        };
        let link = back_over_space(at)?;
        if !self.has_mark(link, "-–—~〜") && !self.has_word(link, RANGES) {
            return None;
        }
        let mut number = back_over_space(link)?;
        if self.mark(number) == Some('.') {
            number = back(number)?;
        }
        // The number in `COVID-19 - 22 September 2020` is part of a name.
        let alone = number
            .checked_sub(1)
            .is_none_or(|before| self.is_space(before));
        self.small(number).filter(|_| alone)
    }
}
