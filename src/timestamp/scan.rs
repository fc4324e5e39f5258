//! Goes through a line from date to date, and gives each the time that stands after or before it.

use std::mem;

use super::clock::{Clock, Lead};
use super::tokens::{Line, Shape};
use super::words::{BEFORE_TIME, JOINS_TIME, WEEKDAY};
use super::{Dates, Found, Timestamp};

/// How many dates are read from a line.
const MOST: usize = 8;
/// How many tokens may stand between a date and its time: enough for a day of the week and a
/// connecting word.
const GAP: usize = 12;

/// A time that belongs to the date after it, if one starts at `date`.
#[derive(Clone, Copy)]
struct Waiting {
    start: usize,
    clock: Clock,
    date: usize,
}

pub(super) fn dates(line: &Line) -> Dates {
    let mut found = Dates::new();
    let mut waiting: Option<Waiting> = None;
    let (mut at, mut last) = (0, 0);
    while at < line.tokens.len() && found.len() < MOST {
        let earlier = waiting.filter(|time| time.date == at);
        if let Some((day, day_end)) = line.date(at)
            && line.is_clear_before(at..day_end)
            && (earlier.is_some() || !line.ends_range(at, last))
            && let Some((stated, end)) = line.with_time(at, day, day_end)
        {
            let (start, timestamp) = match earlier {
                Some(time) if stated.clock.is_none() => (time.start, time.clock.on(stated)),
                _ => (at, stated),
            };
            let range = line.bytes(start..end);
            found.extend(range.map(|range| Found { range, timestamp }));
            (at, last) = (end, end);
        } else if let Some((clock, end)) = line.time(at, Lead::Other)
            && line.is_clear_before(at..at + 1)
        {
            let (start, (date, _)) = (at, line.gap(end));
            waiting = Some(Waiting { start, clock, date });
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

impl Line<'_> {
    /// The day that is stated from `at` to `day_end`, with the time that stands in it or after it,
    /// if any. `None` if there is none and what follows makes the day a part of something bigger.
    fn with_time(&self, at: usize, day: Timestamp, day_end: usize) -> Option<(Timestamp, usize)> {
        if day.clock.is_some() {
            return Some((day, day_end));
        }
        let is_iso = self.has_word(day_end, "t") && self.is_number(day_end + 1);
        let (time_at, lead) = if is_iso {
            (day_end + 1, Lead::Iso)
        } else {
            self.gap(day_end)
        };
        if let Some((clock, end)) = self.time(time_at, lead) {
            return Some((clock.on(day), end));
        }
        (is_iso || self.is_clear_after(at..day_end)).then_some((day, day_end))
    }

    /// The position after what may stand between a date and its time, and what leads in a time
    /// there.
    fn gap(&self, from: usize) -> (usize, Lead) {
        let mut lead = Lead::Other;
        let mut strange = false;
        let mut at = from;
        while at < from + GAP {
            let joins = match self.shape(at) {
                Some(Shape::Space) => true,
                Some(Shape::Mark('.')) => at > from && self.word(at - 1).is_some(),
                Some(Shape::Mark(mark)) => ",،、，;:|/•·●-–—()[]@".contains(mark),
                Some(Shape::Word) if self.has_word(at, BEFORE_TIME) => {
                    lead = Lead::Word;
                    true
                }
                Some(Shape::Word) => {
                    self.has_word(at, JOINS_TIME)
                        || self.word(at).is_some_and(|word| WEEKDAY.contains(word))
                        // One other word between marks: a day of the week, in any language.
                        || !mem::replace(&mut strange, true) && self.has_mark(at + 1, ",،)")
                }
                _ => false,
            };
            if !joins {
                break;
            }
            at += 1;
        }
        (at, lead)
    }
}
