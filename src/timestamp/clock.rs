//! The patterns of clock times: `20:03`, `8.03 p.m.`, `18h30`, `22時57分`, `오후 10:57`.

use super::Timestamp;
use super::tokens::{Line, Shape};
use super::words::{AFTERNOON, FORENOON, UNITS};

/// A time with its zone, hour, minute and second in bounds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    digits: Digits,
    offset: Option<i16>,
}

/// Hour, minute, and the second if stated.
type Digits = (u8, u8, Option<u8>);

impl Clock {
    /// The day at this time.
    pub(super) fn on(self, day: Timestamp) -> Timestamp {
        Timestamp {
            clock: Some(self.digits),
            offset: self.offset,
            ..day
        }
    }
}

/// What leads in a time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lead {
    /// The `T` between date and time in ISO 8601.
    Iso,
    /// A word that announces a time.
    Word,
    Other,
}

/// What a time needs besides its digits to be taken for one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Needs {
    Nothing,
    /// `10.15`, `18h`: a word before or after, or the end of the line.
    Support,
    /// `10`: a word after it, or the half of the day before it.
    Marker,
}

impl Line<'_> {
    /// The time at `at`, after `lead`.
    pub(super) fn time(&self, at: usize, lead: Lead) -> Option<(Clock, usize)> {
        let (before, face_at) = self.half_before(at);
        let (digits, needs, end) = match lead {
            Lead::Iso => self.iso_face(face_at).or_else(|| self.face(face_at)),
            Lead::Word | Lead::Other => self.face(face_at),
        }?;
        if self.is_continued(end) {
            return None;
        }
        let (after, end) = self.half_after(end);
        let unit_at = self.after_space(end);
        let has_unit = self.has_word(unit_at, UNITS);
        let end = if has_unit { unit_at + 1 } else { end };
        let (offset, zone_end) = self.zone(end, lead).unwrap_or((None, end));
        let half = before.or(after);
        let marked = half.is_some() || has_unit;
        let led = lead != Lead::Other;
        let sure = match needs {
            Needs::Nothing => true,
            Needs::Support => marked || led || zone_end > end || zone_end >= self.tokens.len(),
            Needs::Marker => marked,
        };
        let (hour, minute, second) = digits;
        let hour = match half {
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        let valid = hour < 24 && minute < 60 && second.is_none_or(|second| second < 60);
        let digits = (hour, minute, second);
        (sure && valid).then_some((Clock { digits, offset }, zone_end))
    }

    /// Whether the digits before `end` are a part of a longer number.
    fn is_continued(&self, end: usize) -> bool {
        match self.shape(end) {
            Some(Shape::Number(..) | Shape::Mark('%')) => true,
            Some(Shape::Mark('.' | ':' | '/')) => self.is_number(end + 1),
            _ => false,
        }
    }

    /// The digits of a time, which may be out of bounds: `20:03`, `20:03:05.123`, `20.03`, `18h30`,
    /// `18 h 30`, `22時57分05秒`, `10`.
    fn face(&self, at: usize) -> Option<(Digits, Needs, usize)> {
        let hour = self.small(at)?;
        if let Some((digits, end)) = self.dense_face(at) {
            return Some((digits, Needs::Nothing, end));
        }
        if self.mark(at + 1) == Some(':') {
            let minute = self.two(at + 2)?;
            let second = self.two(at + 4).filter(|_| self.mark(at + 3) == Some(':'));
            let end = second.map_or(at + 3, |_| self.past_fraction(at + 5));
            return Some(((hour, minute, second), Needs::Nothing, end));
        }
        if self.mark(at + 1) == Some('.')
            && let Some(minute) = self.two(at + 2)
        {
            return Some(((hour, minute, None), Needs::Support, at + 3));
        }
        let spaced = self.is_space(at + 1);
        let h_at = self.after_space(at + 1);
        if self.has_word(h_at, "h") {
            // The spaces tell the minutes in `18 h 30` from the day in `18h 30 mai`.
            let minute_at = if spaced { at + 4 } else { at + 2 };
            let minute = self
                .two(minute_at)
                .filter(|_| !spaced || self.is_space(at + 3));
            return Some(match minute {
                Some(minute) => ((hour, minute, None), Needs::Nothing, minute_at + 1),
                None => ((hour, 0, None), Needs::Support, h_at + 1),
            });
        }
        Some(((hour, 0, None), Needs::Marker, at + 1))
    }

    /// `22時`, `22時57分`, `22时57分05秒`, `22시 57분`.
    fn dense_face(&self, at: usize) -> Option<(Digits, usize)> {
        let hour = self.small(at)?;
        let hour_end = self.past_unit(at, "時时点點시")?;
        let minute_at = self.after_space(hour_end);
        let Some(minute_end) = self.past_unit(minute_at, "分분") else {
            return Some(((hour, 0, None), hour_end));
        };
        let minute = self.small(minute_at)?;
        let second_at = self.after_space(minute_end);
        let Some(second_end) = self.past_unit(second_at, "秒초") else {
            return Some(((hour, minute, None), minute_end));
        };
        Some(((hour, minute, Some(self.small(second_at)?)), second_end))
    }

    /// The time of ISO 8601 without colons: `225705`, `225705.123`.
    fn iso_face(&self, at: usize) -> Option<(Digits, Needs, usize)> {
        let Shape::Number(_, 6) = self.shape(at)? else {
            return None;
        };
        let digits = self.text.get(self.bytes(at..at + 1)?)?;
        let pair = |from: usize| digits.get(from..from + 2)?.parse().ok();
        let digits = (pair(0)?, pair(2)?, Some(pair(4)?));
        Some((digits, Needs::Nothing, self.past_fraction(at + 1)))
    }

    /// The position after the fraction of a second, if there is one.
    fn past_fraction(&self, at: usize) -> usize {
        let fraction = self.has_mark(at, ".,") && self.is_number(at + 1);
        at + if fraction { 2 } else { 0 }
    }

    /// Whether a word before a time puts it in the second half of the day, and the position after
    /// the word.
    fn half_before(&self, at: usize) -> (Option<bool>, usize) {
        let (half, end) = match (self.word(at), self.word(at + 1)) {
            // Lower-case `am` is a German word.
            (Some("AM"), _) => (false, at + 1),
            (Some("PM"), _) => (true, at + 1),
            (Some(first), Some(second)) => {
                let is_half = |half: &&str| half.strip_prefix(first) == Some(second);
                let afternoon = AFTERNOON.iter().any(is_half);
                if !afternoon && !FORENOON.iter().any(is_half) {
                    return (None, at);
                }
                (afternoon, at + 2)
            }
            _ => return (None, at),
        };
        (Some(half), self.after_space(end))
    }

    /// Whether `am`, `p.m.`, `a. m.` or the like after a time puts it in the second half of the
    /// day, and the position after it.
    fn half_after(&self, from: usize) -> (Option<bool>, usize) {
        let at = self.after_space(from);
        if self.has_word(at, "am ص") {
            return (Some(false), at + 1);
        }
        if self.has_word(at, "pm م") {
            return (Some(true), at + 1);
        }
        let m_at = self.after_space(at + 2);
        if self.mark(at + 1) == Some('.')
            && self.has_word(at, "a p π μ")
            && self.has_word(m_at, "m μ")
        {
            let dot = self.mark(m_at + 1) == Some('.');
            return (Some(self.has_word(at, "p μ")), m_at + 1 + usize::from(dot));
        }
        (None, from)
    }
}
