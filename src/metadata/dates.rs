//! Dates of publication and of the last change.

mod read;

pub(super) use self::read::read;
use super::affix;
use super::claims::{Claim, Claims, Field};
use super::linked::Main;
use super::{Source, Stated, Visible};
use crate::cues::EMBEDDED;
use crate::timestamp::{self, Timestamp};

/// How many dates of a page are read.
const MOST_READ: usize = 16;
/// How many tags behind the headline a date that is not said to be the article's may stand.
const NEAR: u32 = 80;

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
    let shown = shown(claims, visible);
    put_right(&mut list, &shown);
    list.extend(titled(claims));
    list.extend(addressed(claims));
    list.extend(shown);
    if list.is_empty() {
        list.extend(only(claims).or_else(|| thread(claims)));
    }
    list
}

/// The dates that the page shows around its headline.
fn shown(claims: &Claims, visible: &Visible<'_>) -> Vec<(Timestamp, Source)> {
    let mut list: Vec<(Timestamp, Source)> = Vec::new();
    list.extend(visible.published.map(|day| (day, Source::Visible)));
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
                .find(|claim| claim.source == source && claim.marked == marked);
            list.extend(own.and_then(|claim| Some((read(&claim.text)?, source))));
        }
    }
    list
}

/// Puts a date that the page shows before those that it states where it is an earlier one: what is stated is a time in
/// UTC then, or that of an import or a change of the page. A later one is mostly that of a change. On the labelled pages
/// ten more days of wcxb-dev are right so, and as many as before of fundus.
fn put_right(list: &mut Vec<(Timestamp, Source)>, shown: &[(Timestamp, Source)]) {
    let Some((stated, _)) = list.first().copied() else {
        return;
    };
    if shown.iter().any(|(day, _)| day.same_day(stated)) {
        return;
    }
    let order = |day: Timestamp| (day.year(), day.month(), day.day());
    let earlier = |(day, _): &&(Timestamp, Source)| order(*day) < order(stated);
    if let Some(better) = shown.iter().find(earlier) {
        list.insert(0, *better);
    }
}

/// A date that is the last part of the page's title: `Ice in the harbour | The Bell | 7 January 2025`.
fn titled(claims: &Claims) -> Option<(Timestamp, Source)> {
    let sources = [Source::TitleElement, Source::OpenGraph];
    let mut titles = claims
        .about(Field::Title)
        .filter(|claim| sources.contains(&claim.source));
    titles.find_map(|claim| {
        let (_, _, tail) = affix::splits(&claim.text).last().copied()?;
        Some((whole(tail)?, claim.source))
    })
}

/// A date that is the whole of a text.
fn whole(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    let found = timestamp::find(text, &|word| EMBEDDED.month_of(word));
    let found = found
        .first()
        .filter(|found| found.range.len() == text.len())?;
    Some(found.timestamp)
}

/// The day in the canonical address: `/2025/01/07/ice`, `/2025-01-07-ice`.
fn addressed(claims: &Claims) -> Option<(Timestamp, Source)> {
    claims.about(Field::Url).take(2).find_map(|claim| {
        let (_, rest) = claim.text.split_once("//")?;
        let (_, path) = rest.split_once('/')?;
        let path = path.split(['?', '#']).next()?;
        let parts: Vec<&str> = path.split(['/', '-', '_', '.']).take(24).collect();
        parts.windows(3).find_map(|parts| {
            let [year, month, day] = parts else {
                return None;
            };
            let number = |text: &str, digits: usize| {
                let all = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
                text.parse::<u16>().ok().filter(|_| all)
            };
            let year = number(year, 4).filter(|year| (1990..2100).contains(year))?;
            let day = Timestamp::new(
                year.into(),
                u8::try_from(number(month, 2)?).ok()?,
                u8::try_from(number(day, 2)?).ok()?,
            )?;
            Some((day, claim.source))
        })
    })
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
