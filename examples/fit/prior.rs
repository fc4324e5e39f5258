//! What is expected of a weight before any page is seen.
//!
//! A cue phrase of the class `legal` that is a whole line speaks for legal text: that is what the class was made for,
//! and a few dozen pages with a kind for every line are too few to learn it in every language. Weights are pulled
//! towards these expectations instead of towards zero; where the data say otherwise, the data win.

use bodytext::model::{Numbers, Reason, regions};

/// Classes whose phrases are long enough to tell something inside a long line too: log-odds there.
const TELLING: [(&str, f32); 8] = [
    ("standing", 2.0),
    ("bio", 2.0),
    ("note", 1.2),
    ("shell", 1.2),
    ("gesture", 0.8),
    ("promotion", 0.7),
    ("legal", 0.7),
    ("comments", 0.5),
];

/// A class of phrases: the kinds that it was made for, and how strongly; how strongly it speaks against body text.
type Class = (&'static str, &'static [(&'static str, f32)], f32);

const CLASSES: [Class; 19] = [
    ("related", &[("related", 1.0)], 0.8),
    ("latest", &[("latest", 1.0)], 0.8),
    ("topics", &[("topics", 1.4)], 0.6),
    ("navigation", &[("navigation", 0.8)], 0.4),
    ("share", &[("widget", 0.8), ("promotion", 0.4)], 0.5),
    ("widget", &[("widget", 1.0)], 0.8),
    ("promotion", &[("promotion", 1.0)], 0.8),
    ("legal", &[("legal", 1.0)], 0.6),
    ("byline", &[("byline", 0.8)], 0.2),
    ("role", &[("byline", 0.4), ("bio", 0.3)], 0.2),
    ("published", &[("timestamp", 1.0)], 0.5),
    ("ago", &[("timestamp", 0.3), ("latest", 0.4)], 0.4),
    ("credit", &[("caption", 1.0)], 0.7),
    ("gesture", &[("caption", 0.8)], 0.3),
    ("note", &[("note", 1.5)], 0.7),
    ("bio", &[("bio", 1.0)], 0.5),
    ("comments", &[("comments", 1.3)], 0.6),
    (
        "shell",
        &[("widget", 0.3), ("legal", 0.3), ("promotion", 0.3)],
        0.8,
    ),
    (
        "standing",
        &[
            ("promotion", 0.5),
            ("widget", 0.4),
            ("legal", 0.4),
            ("note", 0.4),
        ],
        0.9,
    ),
];

/// Log-odds that a phrase brings by its place: what begins a line names it, what stands inside a long one does not.
const PLACES: [(&str, f32); 7] = [
    ("whole", 3.0),
    ("start_short", 2.5),
    ("end_short", 1.5),
    ("inside_short", 1.0),
    ("start_long", 2.0),
    ("end_long", 1.2),
    ("inside_long", 0.2),
];

/// Regions that share a kind, and rows that set them apart from the start: without that the fit would leave them the
/// same, or empty.
const ROLES: [(&str, &str, &str, f32); 19] = [
    ("navigation.1", "run.core", "before", 0.6),
    ("navigation.2", "run.core", "after", 0.6),
    ("navigation.3", "run.core", "inside", 0.6),
    ("navigation.3", "run.core", "no_run", 0.6),
    ("related.1", "run.core", "inside", 1.0),
    ("related.2", "run.core", "after", 0.6),
    ("latest.1", "run.core", "before", 0.6),
    ("latest.1", "run.core", "inside", 0.6),
    ("latest.2", "run.core", "after", 0.6),
    ("comments.1", "shape.outline", "middling_sentence", 0.8),
    ("comments.1", "shape.outline", "long_sentence", 0.8),
    ("comments.2", "shape.outline", "date", 0.8),
    ("comments.2", "shape.outline", "names", 0.8),
    ("comments.2", "shape.outline", "cue", 0.8),
    ("body.1", "shape.outline", "long_sentence", 0.8),
    ("body.2", "shape.outline", "short", 0.4),
    ("body.2", "shape.outline", "middling", 0.4),
    ("body.2", "shape.item", "yes", 0.8),
    ("body.3", "shape.first", "quote", 0.6),
];

/// Single rows.
const ROWS: [(&str, &str, f32); 20] = [
    ("page.legal_outline=many/long_sentence", "legal", 1.0),
    ("page.legal_outline=many/middling_sentence", "legal", 1.0),
    ("page.legal_outline=many/short_sentence", "legal", 0.7),
    ("page.legal_outline=many/long_sentence", "body", -1.0),
    ("page.legal_outline=many/middling_sentence", "body", -1.0),
    ("page.legal_outline=many/short_sentence", "body", -0.7),
    ("shape.date=date/short", "timestamp", 1.5),
    ("shape.date=date_time/short", "timestamp", 2.0),
    ("shape.date=date_time/middling", "timestamp", 1.5),
    ("shape.name_like=led_in", "byline", 2.0),
    ("shape.name_like=with_role", "byline", 1.5),
    ("shape.name_like=names", "byline", 0.5),
    ("subject.title=candidate", "title", 2.0),
    ("subject.title=repeat", "title", 2.0),
    ("shape.glued=7", "navigation", 1.0),
    ("shape.outline=long_sentence", "body", 1.0),
    ("shape.outline=middling_sentence", "body", 0.5),
    ("repeat.neighbour=begins_next", "caption", 2.5),
    ("repeat.neighbour=begun_by_last", "caption", 2.0),
    ("repeat.neighbour=same_as_last", "caption", 1.5),
];

/// Log-odds for a line under a section's head.
const CLAIM: f32 = 1.0;

/// The expected weights, by row, then region.
pub(crate) fn expected() -> Vec<f32> {
    let mut weights = Vec::new();
    for reason in Reason::all() {
        let (name, value, full) = (reason.name(), reason.value(), reason.to_string());
        let class = name
            .strip_prefix("words.")
            .and_then(|name| CLASSES.iter().find(|class| class.0 == name));
        let telling = class
            .and_then(|class| find(&TELLING, class.0))
            .filter(|_| value == "inside_long");
        let by_place = telling.or(find(&PLACES, &value)).unwrap_or(0.0);
        for (kind, region) in regions() {
            let by_class = class.map_or(0.0, |(_, kinds, against)| {
                if kind.is_body() {
                    -against
                } else {
                    find(kinds, kind.name()).unwrap_or(0.0)
                }
            });
            let claimed = name == "section.claim" && value.split('/').next() == Some(kind.name());
            let single = ROWS
                .iter()
                .filter(|row| row.0 == full && row.1 == kind.name())
                .map(|row| row.2);
            let roles = ROLES
                .iter()
                .filter(|role| role.0 == *region && role.1 == name && value.starts_with(role.2));
            let alone = single.sum::<f32>() + roles.map(|role| role.3).sum::<f32>();
            weights.push(by_class * by_place + alone + if claimed { CLAIM } else { 0.0 });
        }
    }
    weights
}

/// Rows of markup: what names and elements were made for; against body text half of it.
const MARKUP: [(&str, &[&str], &str, f32); 34] = [
    ("markup.inside", &["nav", "menu"], "navigation", 1.5),
    ("markup.inside", &["footer"], "legal", 0.8),
    ("markup.inside", &["footer"], "navigation", 0.6),
    ("markup.inside", &["header"], "navigation", 0.3),
    ("markup.inside", &["caption"], "caption", 3.0),
    ("markup.inside", &["figure"], "caption", 1.0),
    ("markup.inside", &["time"], "timestamp", 2.0),
    (
        "markup.inside",
        &["form", "select", "button"],
        "widget",
        0.8,
    ),
    ("markup.inside", &["dialog"], "promotion", 0.8),
    ("markup.inside", &["address"], "byline", 0.8),
    ("markup.property", &["author"], "byline", 1.5),
    (
        "markup.property",
        &["published", "modified"],
        "timestamp",
        1.5,
    ),
    ("markup.property", &["comment"], "comments", 1.5),
    ("markup.property", &["topic"], "topics", 1.5),
    ("markup.property", &["breadcrumb"], "navigation", 1.0),
    ("markup.class", &["byline"], "byline", 1.0),
    ("markup.class", &["time"], "timestamp", 1.0),
    ("markup.class", &["caption"], "caption", 0.5),
    ("markup.class", &["share"], "widget", 1.0),
    ("markup.class", &["related"], "related", 0.7),
    ("markup.class", &["latest"], "latest", 0.7),
    ("markup.class", &["nav"], "navigation", 0.7),
    ("markup.class", &["call", "ad"], "promotion", 0.7),
    ("markup.class", &["consent"], "legal", 1.0),
    ("markup.class", &["comment"], "comments", 1.0),
    ("markup.class", &["bio"], "bio", 1.0),
    ("markup.class", &["topics"], "topics", 1.0),
    ("markup.class", &["key", "lead"], "standfirst", 0.7),
    ("markup.class_around", &["comment"], "comments", 1.0),
    ("markup.class_around", &["related"], "related", 0.7),
    ("markup.class_around", &["latest"], "latest", 0.7),
    ("markup.class_around", &["nav"], "navigation", 0.5),
    ("markup.class_around", &["bio"], "bio", 0.7),
    ("markup.class_around", &["consent"], "legal", 0.7),
];

/// Rows of texts that the page states of itself, for body text: what stands in a stated article that holds most of the
/// page's prose is body, what does not is not.
const STATED: [(&str, &str, f32); 12] = [
    ("markup.stated", "article/all", 0.8),
    ("markup.stated", "article/most", 0.5),
    ("markup.stated", "text/all", 0.5),
    ("stated.share", "none/much", -0.8),
    ("stated.share", "none/most", -1.5),
    ("stated.share", "some/most", -0.6),
    ("stated.share", "most/much", 0.7),
    ("stated.share", "most/most", 1.0),
    ("stated.share", "all/little", 0.3),
    ("stated.share", "all/some", 0.7),
    ("stated.share", "all/much", 1.2),
    ("stated.share", "all/most", 1.5),
];

/// What is expected of a table for HTML: what one for text says of the text, and what markup was made for.
pub(crate) fn of_html(text: &Numbers) -> Numbers {
    let mut expected = text.clone();
    let mut at = 0;
    for reason in Reason::all() {
        let (name, value) = (reason.name(), reason.value());
        let stated = STATED.iter().find(|row| row.0 == name && row.1 == value);
        for (kind, _) in regions() {
            let points = stated.filter(|_| kind.is_body()).map_or(0.0, |row| row.2);
            expected.rows[at] += points;
            for (of, values, speaks_for, points) in MARKUP {
                if name != of || !values.contains(&value.as_str()) {
                    continue;
                }
                expected.rows[at] += match () {
                    () if kind.name() == speaks_for => points,
                    () if kind.is_body() => -0.5 * points,
                    () => 0.0,
                };
            }
            at += 1;
        }
    }
    expected
}

/// The expected steps, by upper region, then lower: regions last, and one line of another story may stand in the body.
pub(crate) fn expected_steps() -> Vec<f32> {
    let mut steps = Vec::new();
    for (from_kind, from) in regions() {
        for (to_kind, to) in regions() {
            let inline = (from_kind.is_body() && *to == "related.1")
                || (*from == "related.1" && to_kind.is_body());
            steps.push(
                match (
                    from == to,
                    from_kind == to_kind || (from_kind.is_body() && to_kind.is_body()),
                ) {
                    (true, _) => 2.0,
                    (_, true) => 1.0,
                    _ if inline => 0.5,
                    _ => -1.0,
                },
            );
        }
    }
    steps
}

fn find<T: Copy>(table: &[(&str, T)], key: &str) -> Option<T> {
    table.iter().find(|row| row.0 == key).map(|row| row.1)
}
