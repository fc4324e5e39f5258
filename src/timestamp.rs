//! Dates, with clock times and zones, in a line of text.
//!
//! A line is cut into numbers, words, spaces and marks, and every pattern reads a bounded number of
//! these tokens from where it starts, so that the work is linear in the part of the line that is
//! looked at. What is in doubt is left out: a date without a year, a numeric date that another
//! country reads otherwise, a number that belongs to something bigger.
//!
//! Sources: the orders, marks and connecting words of dates are those of the Unicode CLDR date
//! formats; offsets and their bounds follow RFC 3339, the names of zones in the United States
//! RFC 5322 section 4.3, other names of zones the IANA time zone database.

mod clock;
mod days;
mod edges;
mod scan;
#[cfg(test)]
mod tests;
mod tokens;
mod words;
mod zone;

use std::fmt;
use std::ops::Range;

use smallvec::SmallVec;

use self::tokens::Line;

/// How many bytes of a line are looked at: a date line is short, and a line may hold a whole page.
const SCOPE: usize = 4096;

/// A calendar day, with the clock time and the offset from UTC where the text states them.
///
/// Days are of the Gregorian calendar, in the years 1900 to 2100. The time is that of a 24-hour
/// clock. Displayed, and serialised with the feature `serde`, it has the form of ISO 8601, with no
/// more than what is stated: `2025-07-03`, `2025-07-03T22:57`, `2025-07-03T22:57:05+05:30`,
/// `2025-07-03T22:57Z`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Timestamp {
    year: i32,
    month: u8,
    day: u8,
    /// Hour, minute, and the second if stated.
    clock: Option<(u8, u8, Option<u8>)>,
    /// Minutes east of UTC.
    offset: Option<i16>,
}

impl Timestamp {
    /// Whether both are of one day, by the calendar of the place where each was written.
    #[cfg(feature = "html")]
    pub(crate) fn same_day(self, other: Timestamp) -> bool {
        (self.year, self.month, self.day) == (other.year, other.month, other.day)
    }

    /// A day: `month` from 1, `day` from 1. `None` if the calendar has no such day or the year is
    /// not in 1900 to 2100.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        let valid = (1900..=2100).contains(&year) && (1..=days).contains(&day);
        valid.then_some(Self {
            year,
            month,
            day,
            clock: None,
            offset: None,
        })
    }

    /// The same day at a time: `hour` 0 to 23, `minute` and `second` 0 to 59. `None` outside of
    /// these.
    pub fn with_time(self, hour: u8, minute: u8, second: Option<u8>) -> Option<Self> {
        let valid = hour < 24 && minute < 60 && second.is_none_or(|second| second < 60);
        let clock = Some((hour, minute, second));
        valid.then_some(Self { clock, ..self })
    }

    /// The same time with its offset from UTC in minutes, positive to the east. `None` if it is a
    /// day or more, or if there is no time.
    pub fn with_offset_minutes(self, minutes: i16) -> Option<Self> {
        let valid = self.clock.is_some() && (-1439..=1439).contains(&minutes);
        let offset = Some(minutes);
        valid.then_some(Self { offset, ..self })
    }

    /// The year, 1900 to 2100.
    pub const fn year(&self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(&self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub const fn day(&self) -> u8 {
        self.day
    }

    /// Hour, minute and second, if a time is stated; the second is 0 where only hour and minute
    /// are.
    pub fn time(&self) -> Option<(u8, u8, u8)> {
        let (hour, minute, second) = self.clock?;
        Some((hour, minute, second.unwrap_or(0)))
    }

    /// The offset of the time from UTC in minutes, positive to the east, if stated and certain.
    pub const fn offset_minutes(&self) -> Option<i16> {
        self.offset
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)?;
        if let Some((hour, minute, second)) = self.clock {
            write!(f, "T{hour:02}:{minute:02}")?;
            if let Some(second) = second {
                write!(f, ":{second:02}")?;
            }
        }
        match self.offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                let minutes = offset.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Timestamp {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A date and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Found {
    /// The bytes of the line that state the date, its time and its zone.
    pub(crate) range: Range<usize>,
    /// What they state.
    pub(crate) timestamp: Timestamp,
}

/// The dates of a line. Most have one or two.
pub(crate) type Dates = SmallVec<[Found; 2]>;

/// The dates in `line`, in order of place, each with its byte range in `line`.
///
/// `month_of` gives the number, 1 to 12, of the month that a word names, whatever the word's case;
/// the word comes without the dot of an abbreviation. Only the first 4,096 bytes are looked at, and
/// at most 8 dates are returned.
pub(crate) fn find(line: &str, month_of: &dyn Fn(&str) -> Option<u8>) -> Dates {
    let cut = (0..=SCOPE.min(line.len())).rfind(|&at| line.is_char_boundary(at));
    let scope = line.get(..cut.unwrap_or(0)).unwrap_or("");
    // The shortest date is `3 July '25`.
    if scope.chars().filter_map(tokens::digit).nth(2).is_none() {
        return Dates::new();
    }
    let mut tokens = tokens::tokens(scope);
    if scope.len() < line.len() {
        // The cut may have gone through a number, which would then be read as a smaller one.
        tokens.pop();
    }
    let text = scope;
    scan::dates(&Line {
        text,
        tokens,
        month_of,
    })
}
