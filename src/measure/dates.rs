//! Signs of dates, gathered while the characters go by.

use super::{DateShape, Facts};
use crate::cues::Cue;

/// Counts of what dates are made of.
#[derive(Default)]
pub(super) struct Signs {
    pub(super) years: u32,
    pub(super) short_numbers: u32,
    pub(super) clock: u32,
    pub(super) parted: u32,
    pub(super) dense_day: bool,
}

/// What the signs make together; `names` are the classes of phrases found in the line.
pub(super) fn shape(signs: &Signs, names: u32, facts: &Facts) -> DateShape {
    let named = names & (Cue::Month.bit() | Cue::Weekday.bit()) != 0;
    let month = names & Cue::Month.bit() != 0;
    let date = (month && (signs.years > 0 || signs.short_numbers >= 2))
        || signs.parted >= 2
        || signs.dense_day;
    match (date, signs.clock > 0) {
        (true, true) => DateShape::DateTime,
        (true, false) => DateShape::Date,
        _ if named && facts.numbers > 0 => DateShape::Day,
        (false, true) => DateShape::Time,
        _ if signs.years > 0 => DateShape::Year,
        _ => DateShape::None,
    }
}
