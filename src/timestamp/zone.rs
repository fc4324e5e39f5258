//! The zone after a time, by its name or its offset from UTC: `IST`, `(CET)`, `+05:30`, `UTC+2`.

use super::clock::Lead;
use super::tokens::Line;

impl Line<'_> {
    /// The zone at `from`: the minutes that it is east of UTC, if certain.
    pub(super) fn zone(&self, from: usize, lead: Lead) -> Option<(Option<i16>, usize)> {
        let spaced = self.is_space(from);
        let open_at = self.after_space(from);
        let open = self.has_mark(open_at, "([");
        let at = open_at + usize::from(open);
        let (offset, end) = match self.word(at) {
            Some("Z") if spaced => return None,
            Some("UTC" | "GMT") => {
                let offset = self.offset(self.after_space(at + 1), true);
                let (offset, end) = offset.unwrap_or((0, at + 1));
                (Some(offset), end)
            }
            Some(name) => (zone_named(name)?, at + 1),
            None => {
                let (offset, end) = self.offset(at, false)?;
                // A hyphen after a time is first of all the sign of a range: `10:00-11:30`,
                // `10:00 - 11:30`.
                let sure = self.has_mark(at, "+") || spaced && end == at + 2;
                if lead != Lead::Iso && !sure {
                    return None;
                }
                (Some(offset), end)
            }
        };
        let closed = self.has_mark(end, ")]");
        (closed || !open).then_some((offset, end + usize::from(open)))
    }

    /// `+0530`, `+05:30`, and if `short` also `+5`, in minutes.
    fn offset(&self, at: usize, short: bool) -> Option<(i16, usize)> {
        let sign = match self.mark(at)? {
            '+' => 1,
            '-' | '−' => -1,
            _ => return None,
        };
        let (value, digits) = self.number(at + 1)?;
        let minutes = self.two(at + 3).filter(|_| self.mark(at + 2) == Some(':'));
        let (hours, minutes, end) = match (digits, minutes) {
            (4, _) => (value / 100, value % 100, at + 2),
            (1 | 2, Some(minutes)) => (value, minutes.into(), at + 4),
            (1 | 2, None) if short => (value, 0, at + 2),
            _ => return None,
        };
        let total = sign * i16::try_from(hours * 60 + minutes).ok()?;
        // Clocks are set from 12 hours behind UTC to 14 ahead of it.
        ((-720..=840).contains(&total) && minutes < 60).then_some((total, end))
    }
}

/// The minutes east of UTC of a zone by its name, `Some(None)` where the name has several meanings
/// (IST: India, Ireland, Israel) or leaves the time of year open (ET). Only in upper case: `est`
/// and `ist` are words.
fn zone_named(name: &str) -> Option<Option<i16>> {
    let minutes = match name {
        "WET" | "Z" => 0,
        "CET" | "MEZ" | "WAT" | "WEST" => 60,
        "CAT" | "CEST" | "EET" | "MESZ" | "SAST" => 120,
        "EAT" | "EEST" | "MSK" | "TRT" | "МСК" => 180,
        "PKT" => 300,
        "NPT" => 345,
        "WIB" => 420,
        "AWST" | "HKT" | "SGT" | "WITA" => 480,
        "JST" | "KST" | "WIT" => 540,
        "ACST" => 570,
        "AEST" => 600,
        "ACDT" => 630,
        "AEDT" => 660,
        "NZST" => 720,
        "NZDT" => 780,
        "BRT" => -180,
        "EDT" => -240,
        "CDT" | "EST" => -300,
        "MDT" => -360,
        "MST" | "PDT" => -420,
        "AKDT" | "PST" => -480,
        "AKST" => -540,
        "HST" => -600,
        "ADT" | "AST" | "BST" | "CST" | "CT" | "ET" | "GST" | "IST" | "MT" | "PT" => {
            return Some(None);
        }
        _ => return None,
    };
    Some(Some(minutes))
}
