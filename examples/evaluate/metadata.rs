//! How right titles, authors and days of HTML pages are.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use bodytext::{Article, Metadata, Stated};

use crate::common::corpus::LabelledHtml;
use crate::common::metrics::tokens;
use crate::judges::Judges;
use crate::table::{Table, row};

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    Title,
    /// The title's words, whatever its quotation marks and dashes.
    Wording,
    Authors,
    Published,
}

impl Field {
    pub(crate) const ALL: [Field; 4] = [
        Field::Title,
        Field::Wording,
        Field::Authors,
        Field::Published,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Wording => "wording",
            Field::Authors => "authors",
            Field::Published => "published",
        }
    }
}

/// The goals: set, field, share of right answers.
const GOALS: [(&str, Field, f64); 8] = [
    ("fundus", Field::Title, 0.95),
    ("fundus", Field::Wording, 0.95),
    ("fundus", Field::Authors, 0.92),
    ("fundus", Field::Published, 0.985),
    ("wcxb-dev", Field::Title, 0.85),
    ("wcxb-dev", Field::Wording, 0.85),
    ("wcxb-dev", Field::Authors, 0.80),
    ("wcxb-dev", Field::Published, 0.90),
];

/// What became of one field of a page whose gold has it.
struct Outcome {
    field: Field,
    right: bool,
    given: String,
    gold: String,
    /// Where the answer was found, and how sure it is.
    from: String,
}

/// What was measured on a page.
pub(crate) struct Measured<'a> {
    page: &'a LabelledHtml,
    outcomes: Vec<Outcome>,
}

/// Measures a page.
pub(crate) fn measure<'a>(page: &'a LabelledHtml, judges: &Judges) -> Measured<'a> {
    let article = judges.of_html(&page.site).clean_html(&page.html);
    let outcomes = [
        title(page, &article, Field::Title),
        title(page, &article, Field::Wording),
        authors(page, &article),
        published(page, &article),
    ];
    Measured {
        page,
        outcomes: outcomes.into_iter().flatten().collect(),
    }
}

fn from<T>(stated: Option<&Stated<T>>) -> String {
    stated.map_or(String::new(), |stated| {
        format!("{} {:.2}", stated.source(), stated.confidence())
    })
}

fn title(page: &LabelledHtml, article: &Article<'_>, field: Field) -> Option<Outcome> {
    let gold = page
        .title
        .as_deref()
        .filter(|gold| !gold.trim().is_empty())?;
    let given = article.title().unwrap_or_default();
    let right = match field {
        Field::Wording => tokens(given, false) == tokens(gold, false),
        _ => spaced(given) == spaced(gold),
    };
    Some(Outcome {
        field,
        right,
        given: given.to_owned(),
        gold: gold.to_owned(),
        from: from(article.metadata().and_then(Metadata::title)),
    })
}

/// Gold lists hold organisations too, so those that were named count with the people.
fn authors(page: &LabelledHtml, article: &Article<'_>) -> Option<Outcome> {
    let gold = page.authors.as_ref().filter(|gold| !gold.is_empty())?;
    let metadata = article.metadata();
    let organisations = metadata.map_or(&[][..], Metadata::organisations);
    let given = [article.authors(), organisations].concat();
    Some(Outcome {
        field: Field::Authors,
        // Some put several names in one text.
        right: [set(gold), split(gold)].contains(&set(&given)),
        given: given.join(" + "),
        gold: gold.join(" + "),
        from: from(metadata.and_then(Metadata::authors)),
    })
}

fn published(page: &LabelledHtml, article: &Article<'_>) -> Option<Outcome> {
    let gold = page.published.as_deref()?;
    let date = article.published().map(|dated| dated.timestamp());
    let given = date.map_or(String::new(), |date| date.to_string());
    Some(Outcome {
        field: Field::Published,
        right: given.get(..10) == Some(gold),
        given,
        gold: gold.to_owned(),
        from: from(article.metadata().and_then(Metadata::published)),
    })
}

/// Right, wrong and missing answers.
#[derive(Default)]
struct Counts([usize; 3]);

impl Counts {
    fn add(&mut self, outcome: &Outcome) {
        let at = match (outcome.right, outcome.given.is_empty()) {
            (true, _) => 0,
            (false, false) => 1,
            (false, true) => 2,
        };
        self.0[at] += 1;
    }

    fn all(&self) -> usize {
        self.0.iter().sum()
    }

    fn share(&self, at: usize) -> f64 {
        self.0[at] as f64 / self.all().max(1) as f64
    }
}

/// A row a set, field and part of the pages.
pub(crate) fn table(pages: &[Measured<'_>]) -> Table {
    let mut groups: BTreeMap<(&str, Field, &str), Counts> = BTreeMap::new();
    for measured in pages {
        let half = if is_even(&measured.page.site) {
            "sites looked at"
        } else {
            "sites not looked at"
        };
        let kind = match measured.page.kind.as_str() {
            "article" => "articles",
            _ => "other types",
        };
        for outcome in &measured.outcomes {
            for part in ["all", half, kind] {
                let key = (measured.page.set.as_str(), outcome.field, part);
                groups.entry(key).or_default().add(outcome);
            }
        }
    }
    let head = [
        "set", "field", "part", "pages", "right", "wrong", "empty", "goal is", "reached",
    ];
    let title = "Title, authors and day of HTML, where the gold has them";
    let mut table = Table::new("metadata", title, head);
    for ((set, field, part), counts) in groups {
        let goal = GOALS.iter().find(|goal| (goal.0, goal.1) == (set, field));
        let goal = goal.filter(|_| part == "all").map(|goal| goal.2);
        let reached = goal.map_or(
            "",
            |goal| {
                if counts.share(0) >= goal { "yes" } else { "no" }
            },
        );
        table.push(row![
            set,
            field.name(),
            part,
            counts.all(),
            counts.share(0),
            counts.share(1),
            counts.share(2),
            goal,
            reached
        ]);
    }
    table.note(
        "title: letter by letter, but for spaces; wording: the same tokens (\\w+) in the same order, case kept; authors: as a set, people and organisations; published: the day\n\
         the points by which titles are chosen were FITTED ON all of these pages, both parts; `fit --titles --folds N`\n\
         measures them on sites left out",
    )
}

/// The wrong answers for a field, of the half of the sites that is looked at.
pub(crate) fn wrong(pages: &[Measured<'_>], field: Field) -> String {
    let mut text = format!("\nWrong: {}\n", field.name());
    for measured in pages.iter().filter(|one| is_even(&one.page.site)) {
        let page = measured.page;
        let own = measured.outcomes.iter().filter(|one| one.field == field);
        for outcome in own.filter(|outcome| !outcome.right) {
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "{} {} [{}]\n    gold  {}\n    given {}",
                page.id, page.kind, outcome.from, outcome.gold, outcome.given
            );
        }
    }
    text
}

/// Which half of the sites a site belongs to, the same on every machine: FNV-1a over its name.
fn is_even(site: &str) -> bool {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = site.bytes().fold(0xcbf2_9ce4_8422_2325, step);
    (hash ^ (hash >> 32)).is_multiple_of(2)
}

/// Spaces single, characters without width left out.
fn spaced(text: &str) -> String {
    let is_shown = |c: &char| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}');
    let shown: String = text.chars().filter(is_shown).collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Names as a set, without regard to case.
fn set(names: &[String]) -> Vec<String> {
    let lower = |name: &String| spaced(name).to_lowercase();
    let mut names: Vec<String> = names.iter().map(lower).collect();
    names.sort();
    names.dedup();
    names
}

/// Names as a set, several in one text cut apart, degrees behind a comma left out.
fn split(names: &[String]) -> Vec<String> {
    let mut parts = Vec::new();
    for name in names {
        let joined = name
            .replace(" and ", ",")
            .replace(" & ", ",")
            .replace(';', ",");
        for (at, part) in joined.split(',').map(str::trim).enumerate() {
            let small = part.chars().filter(|c| c.is_lowercase()).count();
            let degree = at > 0 && !part.contains(' ') && small <= 2 && part.len() <= 8;
            if !part.is_empty() && !degree {
                parts.push(part.to_owned());
            }
        }
    }
    set(&parts)
}
