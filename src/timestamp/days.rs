//! The patterns of days: year, month and day in figures, or the month by its name.

use super::Timestamp;
use super::clock::Lead;
use super::tokens::{Line, Shape, is_in};
use super::words::{CODES, JOINS_PARTS, ORDINALS, TWO_WORDS};

impl Line<'_> {
    /// The day at `at`. Only one with a time inside it, `Thu Jul 03 22:57:05 IST 2025`, has a time.
    pub(super) fn date(&self, at: usize) -> Option<(Timestamp, usize)> {
        match self.shape(at)? {
            Shape::Number(_, 1 | 2) => self.numeric(at).or_else(|| self.day_first(at)),
            Shape::Number(_, 4) => self
                .numeric(at)
                .or_else(|| self.dense(at))
                .or_else(|| self.year_first(at)),
            Shape::Word => self.month_first(at),
            _ => None,
        }
    }

    /// `2025-07-03`, `2025. 7. 3.`, `03.07.2025`, `3. 7. 2025`, `25/12/2025`.
    fn numeric(&self, at: usize) -> Option<(Timestamp, usize)> {
        let mark = self.mark(at + 1).filter(|mark| "./-".contains(*mark))?;
        let spaced = mark == '.' && self.is_space(at + 2);
        let step = 2 + usize::from(spaced);
        if self.mark(at + step + 1) != Some(mark)
            || spaced != self.is_space(at + step + 2)
            || !spaced && self.is_in_code(at)
        {
            return None;
        }
        let (first, first_digits) = self.number(at)?;
        let second = self.small(at + step)?;
        let (third, third_digits) = self.number(at + 2 * step)?;
        let (a, c) = (u8::try_from(first).ok(), u8::try_from(third).ok());
        // Two digits of a year are only told from a version or a score by the zeros of the day and
        // the month.
        let padded = !spaced && self.two(at + step).is_some();
        let day = match (first_digits, third_digits, mark) {
            (4, 1 | 2, _) => Timestamp::new(first.into(), second, c?),
            (1 | 2, 4, '.') => Timestamp::new(third.into(), second, a?),
            (1 | 2, 4, _) => agreed(&[(third.into(), second, a?), (third.into(), a?, second)]),
            (2, 2, '.') if padded => Timestamp::new(century(third), second, a?),
            (2, 2, '/') if padded => agreed(&[
                (century(third), second, a?),
                (century(third), a?, second),
                (century(first), second, c?),
            ]),
            _ => None,
        }?;
        let end = at + 2 * step + 1;
        let dot = spaced && first_digits == 4 && self.has_mark(end, ".");
        Some((day, end + usize::from(dot)))
    }

    /// Whether the word before a number announces one of a version, a book or a telephone:
    /// `Tel.: 25-12-2025`.
    fn is_in_code(&self, at: usize) -> bool {
        let mut before = (at.saturating_sub(4)..at).rev();
        before
            .find(|&at| !self.is_space(at) && !self.has_mark(at, ".:"))
            .is_some_and(|word| self.has_word(word, CODES))
    }

    /// `2025年7月3日`, `2025년 7월 3일`.
    fn dense(&self, at: usize) -> Option<(Timestamp, usize)> {
        let year = self.year(at)?;
        let month_at = self.after_space(self.past_unit(at, "年년")?);
        let day_at = self.after_space(self.past_unit(month_at, "月월")?);
        let end = self.past_unit(day_at, "日일号號")?;
        let day = Timestamp::new(year, self.small(month_at)?, self.small(day_at)?)?;
        Some((day, end))
    }

    /// The position after a number at `at` and a unit, one of the characters of `units`.
    pub(super) fn past_unit(&self, at: usize, units: &str) -> Option<usize> {
        self.number(at)?;
        let unit_at = self.after_space(at + 1);
        units.contains(self.word(unit_at)?).then_some(unit_at + 1)
    }

    /// `3 July 2025`, `3. Juli 2025`, `3 de julio de 2025`, `1er juillet 2025`, `03-Jul-2025`.
    fn day_first(&self, at: usize) -> Option<(Timestamp, usize)> {
        let (day, next) = self.day(at)?;
        let (month, next) = self.month(self.join(next, false))?;
        let year_at = self.join(next, true);
        let day = Timestamp::new(self.year(year_at)?, month, day)?;
        Some((day, year_at + 1))
    }

    /// `July 3, 2025`, `Jul 03 2025`, `Jul 03 22:57:05 IST 2025`.
    fn month_first(&self, at: usize) -> Option<(Timestamp, usize)> {
        // Asking for a month costs more than looking for its day, and most words have no number
        // near them.
        if !(at + 1..at + 6).any(|at| self.number(at).is_some()) {
            return None;
        }
        let (month, next) = self.month(at)?;
        let (day, next) = self.day(self.join(next, false))?;
        let next = self.join(next, true);
        if let Some(year) = self.year(next) {
            return Some((Timestamp::new(year, month, day)?, next + 1));
        }
        let (clock, next) = self.time(next, Lead::Other)?;
        let year_at = self.join(next, true);
        let day = Timestamp::new(self.year(year_at)?, month, day)?;
        Some((clock.on(day), year_at + 1))
    }

    /// `2025. július 3.`, `2025 m. liepos 3 d.`, `2025-Jul-03`.
    fn year_first(&self, at: usize) -> Option<(Timestamp, usize)> {
        let year = self.year(at)?;
        let (month, next) = self.month(self.join(at + 1, false))?;
        let (day, end) = self.day(self.join(next, false))?;
        // In `2024 July 3, 2025` the first number is something else.
        if self.year(self.join(end, true)).is_some() {
            return None;
        }
        Some((Timestamp::new(year, month, day)?, end))
    }

    /// A year of 4 digits, or of 2 after an apostrophe.
    fn year(&self, at: usize) -> Option<i32> {
        match self.number(at)? {
            (year, 4) => Some(year.into()),
            (year, 2) if self.has_mark(at.checked_sub(1)?, "'’") => Some(century(year)),
            _ => None,
        }
    }

    /// The day of a month in digits, with the sign or letters that make it an ordinal.
    fn day(&self, at: usize) -> Option<(u8, usize)> {
        let day = self.small(at)?;
        let ordinal = self.has_word(at + 1, ORDINALS)
            || self.has_mark(at + 1, "°")
            || self.has_mark(at + 1, ".") && self.number(at + 2).is_none();
        Some((day, at + 1 + usize::from(ordinal)))
    }

    /// The month at `at`, also under two names: `تموز/يوليو`.
    fn month(&self, at: usize) -> Option<(u8, usize)> {
        let (month, end) = self.single_month(at)?;
        let again = self
            .single_month(end + 1)
            .filter(|_| self.mark(end) == Some('/'));
        Some(
            again
                .filter(|&(same, _)| same == month)
                .unwrap_or((month, end)),
        )
    }

    fn single_month(&self, at: usize) -> Option<(u8, usize)> {
        let word = self.word(at)?;
        let next = at + 2;
        // Vietnamese months are numbered.
        if self.is_space(at + 1) && self.small(next).is_some() && is_in("tháng", word) {
            return Some((self.small(next)?, next + 1));
        }
        if self.is_space(at + 1)
            && let Some(second) = self.word(next)
            && let Some(&(.., month)) = TWO_WORDS
                .iter()
                .find(|two| (two.0, two.1) == (word, second))
        {
            return Some((month, next + 1));
        }
        // Hebrew joins its "in" to the month.
        let month = (self.month_of)(word).or_else(|| (self.month_of)(word.strip_prefix('ב')?))?;
        Some((month, at + 1))
    }

    /// The position after what may stand between the parts of a date; a comma if `comma`.
    fn join(&self, from: usize, comma: bool) -> usize {
        if self.has_mark(from, "-/") && !self.is_space(from + 1) {
            return from + 1;
        }
        let joins = |at: usize| match self.shape(at) {
            Some(Shape::Space | Shape::Mark('\'' | '’')) => true,
            Some(Shape::Word) => self.has_word(at, JOINS_PARTS),
            Some(Shape::Mark('.')) => at == from || self.word(at - 1).is_some(),
            Some(Shape::Mark(',' | '،')) => comma,
            _ => false,
        };
        let end = from + 6;
        (from..end).find(|&at| !joins(at)).unwrap_or(end)
    }
}

/// The year that two digits stand for.
fn century(year: u16) -> i32 {
    i32::from(year) + if year < 70 { 2000 } else { 1900 }
}

/// The one date that the readings of a numeric date (year, month, day) agree on, if they do.
fn agreed(readings: &[(i32, u8, u8)]) -> Option<Timestamp> {
    let mut dates = readings
        .iter()
        .filter_map(|&(year, month, day)| Timestamp::new(year, month, day));
    let date = dates.next()?;
    dates.all(|other| other == date).then_some(date)
}
