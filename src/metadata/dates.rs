//! Dates of publication and of the last change.

use super::claims::{Claim, Claims, Field};
use super::linked::Main;
use super::{Source, Stated, Visible};
use crate::cues::EMBEDDED;
use crate::timestamp::{self, Timestamp};

/// How many bytes of a text are read for a date.
const SCOPE: usize = 120;
/// How many dates of a page are read.
const MOST_READ: usize = 16;
/// How many tags behind the headline a date that is not said to be the article's may stand.
const NEAR: u32 = 80;

/// Reads a date as programs write it, else as people do.
pub(super) fn read(text: &str) -> Option<Timestamp> {
    let text = super::text::plain(text, SCOPE);
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

/// Publication and change.
pub(super) type Both = (Option<Stated<Timestamp>>, Option<Stated<Timestamp>>);

pub(super) fn judge(claims: &Claims, main: Main<'_>, visible: &Visible<'_>) -> Both {
    let published = published(claims, main, visible);
    let modified = modified(claims, main, visible);
    let changed = state(&modified);
    let published = state(&published).or_else(|| {
        // A page with one day alone mostly writes when it was last changed, and means the day of its text.
        let day = changed.clone()?;
        Some(Stated {
            confidence: day.confidence.min(UNSAID),
            ..day
        })
    });
    (published, changed)
}

/// How far a day of a change can be relied on as that of publication: 16 of 24 are
/// right on the labelled pages.
const UNSAID: f32 = 0.5;

/// The most trusted date of a list, with what the others say of it.
fn state(list: &[(Timestamp, Source)]) -> Option<Stated<Timestamp>> {
    let (value, source) = list.first().copied()?;
    let same = list.iter().filter(|(day, _)| day.same_day(value)).count();
    Some(Stated {
        value,
        source,
        confidence: confidence(source, same, list.len() - same),
    })
}

/// More with every source that agrees, less with every one that does not.
fn confidence(source: Source, same: usize, other: usize) -> f32 {
    let first: f32 = match source {
        Source::JsonLd | Source::OpenGraph => 0.1,
        Source::Meta | Source::Microdata => 0.15,
        Source::Time => 0.25,
        _ => 0.4,
    };
    let agreeing = i32::try_from(same.saturating_sub(1)).unwrap_or(8).min(8);
    let against = i32::try_from(other).unwrap_or(8).min(8);
    (1.0 - first * 0.5_f32.powi(agreeing)) * 0.9_f32.powi(against)
}

/// All dates of publication, the most trusted first.
fn published(claims: &Claims, main: Main<'_>, visible: &Visible<'_>) -> Vec<(Timestamp, Source)> {
    let mut list = Vec::new();
    let mut add = |text: &str, source: Source| list.extend(read(text).map(|day| (day, source)));
    if let Some(date) = main.node.and_then(|node| node.published.as_ref()) {
        add(date, Source::JsonLd);
    }
    let stated = |field: Field, source: Source| {
        claims
            .about(field)
            .filter(move |claim| claim.source == source && !claim.place.outside)
    };
    for (field, source) in [
        (Field::Published, Source::OpenGraph),
        (Field::Published, Source::Microdata),
        (Field::Published, Source::Meta),
        (Field::Date, Source::Meta),
    ] {
        stated(field, source)
            .take(4)
            .for_each(|claim| add(&claim.text, source));
    }
    if let Some(date) = main.page.and_then(|node| node.published.as_ref()) {
        add(date, Source::JsonLd);
    }
    list.extend(visible.published.map(|day| (day, Source::Visible)));
    let mut add = |text: &str, source: Source| list.extend(read(text).map(|day| (day, source)));
    let times: Vec<&Claim> = claims
        .about(Field::Date)
        .filter(|claim| {
            matches!(claim.source, Source::Time | Source::Class) && is_near(claims, claim)
        })
        .collect();
    for source in [Source::Time, Source::Class] {
        for marked in [true, false] {
            let own = times
                .iter()
                .filter(|claim| claim.source == source && claim.marked == marked);
            own.take(1).for_each(|claim| add(&claim.text, source));
        }
    }
    if list.is_empty() {
        list.extend(only(claims).or_else(|| thread(claims)));
    }
    list
}

/// The day of the page's dates, if they are all of one day.
fn only(claims: &Claims) -> Option<(Timestamp, Source)> {
    let times = claims
        .about(Field::Date)
        .filter(|claim| claim.source == Source::Time && !claim.place.outside);
    let days: Vec<Timestamp> = times
        .filter_map(|claim| read(&claim.text))
        .take(MOST_READ)
        .collect();
    let first = days.first().copied()?;
    days.iter()
        .all(|day| day.same_day(first))
        .then_some((first, Source::Time))
}

/// The date of the first post of a thread: of three dates or more the first is the earliest. Lists of other articles
/// begin with the latest.
fn thread(claims: &Claims) -> Option<(Timestamp, Source)> {
    [Source::Microdata, Source::Time].iter().find_map(|source| {
        let field = if *source == Source::Time {
            Field::Date
        } else {
            Field::Published
        };
        let own = claims.about(field).filter(|claim| claim.source == *source);
        let days: Vec<Timestamp> = own
            .filter_map(|claim| read(&claim.text))
            .take(MOST_READ)
            .collect();
        let order = |day: &Timestamp| (day.year(), day.month(), day.day(), day.time());
        let first = *days.first()?;
        let earliest = days.iter().all(|day| order(&first) <= order(day));
        (days.len() >= 3 && earliest).then_some((first, *source))
    })
}

/// Whether a date stands where an article's own does: around the headline.
fn is_near(claims: &Claims, claim: &Claim) -> bool {
    !claim.place.outside && claims.is_near_heading(claim.place, NEAR)
}

fn modified(claims: &Claims, main: Main<'_>, visible: &Visible<'_>) -> Vec<(Timestamp, Source)> {
    let mut list = Vec::new();
    if let Some(date) = main.either(|node| node.modified.as_ref()) {
        list.extend(read(date).map(|day| (day, Source::JsonLd)));
    }
    for source in [
        Source::OpenGraph,
        Source::Meta,
        Source::Microdata,
        Source::Time,
    ] {
        let own = claims
            .about(Field::Modified)
            .filter(|claim| claim.source == source && !claim.place.outside);
        list.extend(
            own.take(1)
                .filter_map(|claim| Some((read(&claim.text)?, source))),
        );
    }
    list.extend(visible.modified.map(|day| (day, Source::Visible)));
    list
}
