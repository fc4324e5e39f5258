//! Tests of what is read as a date, what is left out, and how a timestamp is displayed.

mod lines;

use self::lines::{HITS, MISSES};
use super::*;

fn month_of(word: &str) -> Option<u8> {
    const MONTHS: [&str; 12] = [
        "january jan januari января ocak enero janvier",
        "february feb februar februari février şubat",
        "march mar märz maret mars marzo",
        "april apr avril abril апреля",
        "may mai mei mayo mayıs мая",
        "june jun juni juin junio haziran يونيو czerwca",
        "july jul juli juillet julio julho июля temmuz يوليو lipca \
            जुलाई július liepos 7월 تموز יולי",
        "august aug août agosto sierpnia d'août",
        "september sep sept septembre septiembre eylül września सितंबर",
        "october oct oktober octobre octubre أكتوبر",
        "november nov novembre ноября",
        "december dec dezember décembre diciembre grudnia ديسمبر",
    ];
    let word = word.to_lowercase();
    let place = MONTHS
        .iter()
        .position(|forms| forms.split(' ').any(|form| form == word))?;
    u8::try_from(place + 1).ok()
}

/// Each date as `text = timestamp`.
fn read(line: &str) -> Vec<String> {
    find(line, &month_of)
        .into_vec()
        .into_iter()
        .map(|found| {
            format!(
                "{} = {}",
                line.get(found.range).unwrap_or("?"),
                found.timestamp
            )
        })
        .collect()
}

#[test]
fn each_form_of_a_date_is_read_with_its_range() {
    let mut wrong = Vec::new();
    for case in HITS.trim().lines() {
        let (marked, stated) = case.trim().rsplit_once(" = ").unwrap_or_default();
        let (_, text) = marked.split_once('<').unwrap_or_default();
        let (text, _) = text.split_once('>').unwrap_or_default();
        let line = marked.replacen('<', "", 1).replacen('>', "", 1);
        let (read, expected) = (read(&line), [format!("{text} = {stated}")]);
        if read != expected {
            wrong.push(format!("{line}: {read:?}, expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_in_doubt_or_part_of_something_bigger_is_no_date() {
    for line in MISSES.lines().map(str::trim) {
        assert_eq!(read(line), Vec::<String>::new(), "{line}");
    }
}

#[test]
fn dates_come_in_order_of_place_and_at_most_eight() {
    assert_eq!(
        read("Published: 3 July 2025, 20:03 | Updated: 4 July 2025 08:00 EST"),
        [
            "3 July 2025, 20:03 = 2025-07-03T20:03",
            "4 July 2025 08:00 EST = 2025-07-04T08:00-05:00"
        ],
    );
    assert_eq!(
        read("2025-07-01 - 2025-07-03"),
        ["2025-07-01 = 2025-07-01", "2025-07-03 = 2025-07-03"],
    );
    assert_eq!(
        read("1 July 2025 – 3 July 2025"),
        ["1 July 2025 = 2025-07-01", "3 July 2025 = 2025-07-03"],
    );
    assert_eq!(read(&"3 July 2025; ".repeat(20)).len(), 8);
}

#[test]
fn only_the_first_bytes_are_looked_at() {
    for (padding, dates) in [(4080, 1), (4084, 1), (4086, 0), (4090, 0), (5000, 0)] {
        let line = format!("{}2025-07-12 and", " ".repeat(padding));
        assert_eq!(find(&line, &month_of).len(), dates, "{padding}");
    }
    // The cut falls inside a character.
    assert_eq!(
        read(&format!("x{} 3 July 2025", "é".repeat(3000))),
        Vec::<String>::new()
    );
    assert!(find(&"20:03 1.2.3 ".repeat(900_000), &month_of).is_empty());
}

#[test]
fn no_combination_of_parts_makes_it_panic_or_overlap() {
    const PARTS: &str = "3|07|2025|99999|٣|７|July|تموز|تشرين|الأول|tháng|de|at|a|p.m.|PM|\
        午|後|年|月|日|時|분|h|T|Z|UTC|IST| | | |.|,|:|-|/|+|(|)|\u{200f}";
    let parts: Vec<&str> = PARTS.split('|').collect();
    let mut state = 1_u64;
    for _ in 0..20_000 {
        let mut line = String::new();
        for _ in 0..14 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            line.push_str(
                parts
                    .get((state >> 33) as usize % parts.len())
                    .unwrap_or(&""),
            );
        }
        let mut end = 0;
        for found in find(&line, &month_of) {
            assert!(
                found.range.start >= end && line.get(found.range.clone()).is_some(),
                "{line}"
            );
            end = found.range.end;
        }
    }
}

#[test]
fn a_timestamp_is_valid_and_prints_no_more_than_is_stated() {
    let day = Timestamp::new(2025, 7, 3);
    let timed = day.and_then(|day| day.with_time(22, 57, None));
    let exact = day.and_then(|day| day.with_time(22, 57, Some(5)));
    let text = |stamp: Option<Timestamp>| stamp.map(|stamp| stamp.to_string());
    assert_eq!(text(day).as_deref(), Some("2025-07-03"));
    assert_eq!(text(timed).as_deref(), Some("2025-07-03T22:57"));
    for (minutes, shown) in [
        (330, "+05:30"),
        (0, "Z"),
        (-210, "-03:30"),
        (1439, "+23:59"),
    ] {
        let zoned = exact.and_then(|exact| exact.with_offset_minutes(minutes));
        assert_eq!(text(zoned), Some(format!("2025-07-03T22:57:05{shown}")));
        assert_eq!(
            zoned.and_then(|zoned| zoned.offset_minutes()),
            Some(minutes)
        );
    }
    assert_eq!(timed.and_then(|timed| timed.time()), Some((22, 57, 0)));
    assert_eq!(
        exact.map(|exact| (exact.year(), exact.month(), exact.day())),
        Some((2025, 7, 3))
    );
    assert_eq!(day.and_then(|day| day.time()), None);
    for (year, month, day) in [
        (1899, 1, 1),
        (2101, 1, 1),
        (2025, 0, 1),
        (2025, 13, 1),
        (1900, 2, 29),
        (2025, 1, 0),
    ] {
        assert_eq!(Timestamp::new(year, month, day), None);
    }
    assert_eq!(day.and_then(|day| day.with_time(24, 0, None)), None);
    assert_eq!(day.and_then(|day| day.with_time(0, 60, None)), None);
    assert_eq!(day.and_then(|day| day.with_time(0, 0, Some(60))), None);
    assert_eq!(day.and_then(|day| day.with_offset_minutes(0)), None);
    assert_eq!(
        timed.and_then(|timed| timed.with_offset_minutes(1440)),
        None
    );
}

#[cfg(feature = "serde")]
#[test]
fn a_timestamp_is_serialised_as_it_is_displayed() {
    let day = Timestamp::new(2025, 7, 3);
    let json = day.map(|day| serde_json::json!([day, day.with_time(22, 57, None)]).to_string());
    assert_eq!(
        json.as_deref(),
        Some(r#"["2025-07-03","2025-07-03T22:57"]"#)
    );
}
