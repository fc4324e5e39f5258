//! One date as programs write it, or as people do.

use crate::cues::EMBEDDED;
use crate::metadata::text;
use crate::timestamp::{self, Timestamp};

/// How many bytes of a text are read for a date.
const SCOPE: usize = 120;

/// Reads a date as programs write it, else as people do.
pub(in crate::metadata) fn read(text: &str) -> Option<Timestamp> {
    let text = text::plain(text, SCOPE);
    let found = dense(&text).or_else(|| epoch(&text)).or_else(|| {
        let found = timestamp::find(&text, &|word| EMBEDDED.month_of(word));
        found.into_iter().next().map(|found| found.timestamp)
    })?;
    // What a program writes where it has no date.
    let missing = found.year() == 1970 && found.month() == 1 && found.day() == 1;
    (!missing).then_some(found)
}

/// `20250703`, `20250703T225705Z`, `20250703225705`.
fn dense(text: &str) -> Option<Timestamp> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let ends = matches!(text.as_bytes().get(8), None | Some(b'T' | b' '));
    if !((digits == 8 && ends) || digits == 14) {
        return None;
    }
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<u16>().ok();
    let small = |from: usize| part(from, from + 2).and_then(|part| u8::try_from(part).ok());
    let day = Timestamp::new(part(0, 4)?.into(), small(4)?, small(6)?)?;
    let at = if digits == 14 { 8 } else { 9 };
    let time = small(at)
        .zip(small(at + 2))
        .and_then(|(hour, minute)| day.with_time(hour, minute, small(at + 4)));
    Some(time.unwrap_or(day))
}

/// Seconds or milliseconds since 1970, in the years 2001 to 2100.
fn epoch(text: &str) -> Option<Timestamp> {
    let digits = text.len();
    if !(matches!(digits, 10 | 13) && text.bytes().all(|byte| byte.is_ascii_digit())) {
        return None;
    }
    let number: i64 = text.parse().ok()?;
    let seconds = if digits == 13 { number / 1000 } else { number };
    let (days, rest) = (seconds / 86_400, seconds % 86_400);
    // Days since 1 March of the year 0, in eras of 400 years (Howard Hinnant, "chrono-Compatible Low-Level Date
    // Algorithms", civil_from_days).
    let shifted = days + 719_468;
    let (era, of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 {
        shifted_month + 3
    } else {
        shifted_month - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let day = Timestamp::new(
        i32::try_from(year).ok()?,
        u8::try_from(month).ok()?,
        u8::try_from(day).ok()?,
    )?;
    let part = |value: i64| u8::try_from(value).unwrap_or(0);
    day.with_time(
        part(rest / 3600),
        part(rest / 60 % 60),
        Some(part(rest % 60)),
    )?
    .with_offset_minutes(0)
}
