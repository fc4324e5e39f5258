//! How right the kinds of lines are, and title, byline and date.

use std::collections::BTreeMap;

use bodytext::{Article, Kind};

use crate::common::corpus::Seed;
use crate::judges::Judges;
use crate::lines::{blocks_by_line, line_at};
use crate::table::{Table, row};
use crate::tally::{Tally, either};

/// What the cleaner makes of a page with kinds.
pub(crate) struct Judged {
    pub(crate) tally: Tally,
    /// Title, byline, date of publication.
    found: [Found; 3],
}

/// How a piece of metadata was found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Found {
    /// On a line of its kind.
    Right,
    /// On another line.
    Wrong,
    /// Not found, though a line has its kind.
    Missing,
    /// Not found, and no line has its kind.
    Rightly,
}

impl Found {
    fn name(self) -> &'static str {
        match self {
            Found::Right => "right",
            Found::Wrong => "WRONG",
            Found::Missing => "missing",
            Found::Rightly => "none",
        }
    }
}

/// Judges a page.
pub(crate) fn judge(article: &Article<'_>, gold: &BTreeMap<usize, String>) -> Judged {
    let blocks = blocks_by_line(article);
    let kinds: Vec<Kind> = article.blocks().map(|judged| judged.kind()).collect();
    let mut tally = Tally::default();
    for (line, names) in gold {
        // A line without a block is one that the cleaner takes for blank; it is not counted.
        if let Some(block) = blocks.get(line) {
            tally.add(&either(names), kinds[*block]);
        }
    }
    let text = article.page().text();
    let offset = |piece: &str| (piece.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
    let places = [
        (Kind::Title, article.title().map(offset)),
        (Kind::Byline, article.byline().map(offset)),
        (
            Kind::Timestamp,
            article
                .published()
                .and_then(|dated| Some(dated.range()?.start)),
        ),
    ];
    let found = places.map(|(kind, place)| {
        let is_kind = |names: &String| either(names).contains(&kind);
        match place {
            Some(place) if gold.get(&line_at(text, place)).is_some_and(is_kind) => Found::Right,
            Some(_) => Found::Wrong,
            None if gold.values().any(is_kind) => Found::Missing,
            None => Found::Rightly,
        }
    });
    Judged { tally, found }
}

/// Counts of how title, byline and date were found.
pub(crate) fn found_table(title: &str, pages: &[Judged]) -> Table {
    let head = ["field", "right", "wrong line", "missing", "none there"];
    let mut table = Table::new("found", title, head);
    for (at, name) in ["title", "byline", "published"].into_iter().enumerate() {
        let count = |found| pages.iter().filter(|page| page.found[at] == found).count();
        table.push(row![
            name,
            count(Found::Right),
            count(Found::Wrong),
            count(Found::Missing),
            count(Found::Rightly),
        ]);
    }
    table.note("right: stands on a line of that kind; none there: nothing found where nothing was to be found")
}

/// What became of a seed.
pub(crate) struct SeedJudged {
    pub(crate) judged: Judged,
    pub(crate) exact: bool,
    name: String,
    /// Where the body first differs from the gold: the gold's text there, and ours.
    differs: Option<(String, String)>,
    texts: [String; 3],
}

/// Judges a seed.
pub(crate) fn judge_seed(seed: &Seed, judges: &Judges) -> SeedJudged {
    let article = judges.of(&seed.name).clean(&seed.text);
    let body = article.body().to_string();
    let gold = seed.body.strip_suffix('\n').unwrap_or(&seed.body);
    let shown = |text: Option<&str>| text.map_or_else(|| "-".to_owned(), one_line);
    let published = article
        .published()
        .map(|dated| dated.timestamp().to_string());
    SeedJudged {
        judged: judge(&article, &seed.kinds),
        exact: body == gold,
        name: seed.name.clone(),
        differs: first_difference(gold, &body),
        texts: [
            shown(article.title()),
            shown(article.byline()),
            published.unwrap_or_else(|| "-".to_owned()),
        ],
    }
}

/// The first paragraphs that are not the same.
fn first_difference(gold: &str, body: &str) -> Option<(String, String)> {
    let (mut golds, mut bodies) = (gold.split("\n\n"), body.split("\n\n"));
    loop {
        match (golds.next(), bodies.next()) {
            (None, None) => return None,
            (one, other) if one == other => {}
            (one, other) => {
                let shown =
                    |text: Option<&str>| clipped(&one_line(text.unwrap_or("(the end)")), 100);
                return Some((shown(one), shown(other)));
            }
        }
    }
}

/// A row a seed, what was found for title, byline and date, and where bodies differ.
pub(crate) fn seeds_table(seeds: &[SeedJudged]) -> Table {
    let head = [
        "seed",
        "body",
        "lines",
        "kinds right",
        "body or not",
        "title",
        "byline",
        "published",
    ];
    let mut table = Table::new("seeds", "Seeds", head);
    let mut notes = Vec::new();
    for seed in seeds {
        let (tally, found) = (&seed.judged.tally, &seed.judged.found);
        table.push(row![
            seed.name.as_str(),
            if seed.exact { "exact" } else { "DIFFERS" },
            tally.lines(),
            tally.accuracy(),
            tally.sides(),
            found[0].name(),
            found[1].name(),
            found[2].name(),
        ]);
        notes.push(format!(
            "{}: {} | {} | {}",
            seed.name, seed.texts[0], seed.texts[1], seed.texts[2]
        ));
        if let Some((gold, body)) = &seed.differs {
            notes.push(format!("    gold: {gold}\n    ours: {body}"));
        }
    }
    table.note(notes.join("\n"))
}

/// A text on one line, without control characters that a terminal would obey.
pub(crate) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace(char::is_control, "\u{fffd}")
}

/// At most so many characters.
pub(crate) fn clipped(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
