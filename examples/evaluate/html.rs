//! How right the bodies of HTML pages are, by set and type of page.

use std::collections::BTreeMap;

use bodytext::model::segment_html;
use bodytext::{Article, Kind};

use crate::common::corpus::LabelledHtml;
use crate::common::metrics::{Counted, PageScore, Score};
use crate::common::worn::worn;
use crate::judges::Judges;
use crate::options::Worn;
use crate::table::{Cell, Table, row};
use crate::texts::{FIGURES, Figures};

/// What was measured on a page.
pub(crate) struct Measured<'a> {
    page: &'a LabelledHtml,
    score: PageScore,
    /// The score of body and standfirst together, for a set whose golds hold both.
    with_standfirst: Option<PageScore>,
    quality: f32,
}

/// The set whose golds count standfirsts as body.
const WITH_STANDFIRST: &str = "fundus";

/// Measures a page, worn down first if that is asked for.
pub(crate) fn measure<'a>(
    page: &'a LabelledHtml,
    judges: &Judges,
    worn_down: Option<Worn>,
) -> Measured<'a> {
    let score = |article: &Article<'_>| Counted::new(&page.body).score(&article.body().to_string());
    let measured = |article: &Article<'_>| Measured {
        page,
        score: score(article),
        with_standfirst: None,
        quality: article.quality(),
    };
    let cleaner = judges.of_html(&page.site);
    match worn_down {
        None => Measured {
            with_standfirst: (page.set == WITH_STANDFIRST).then(|| {
                let cleaner = cleaner.clone();
                let cleaner = cleaner.keep([Kind::Standfirst, Kind::Body, Kind::Heading]);
                score(&cleaner.clean_html(&page.html))
            }),
            ..measured(&cleaner.clean_html(&page.html))
        },
        Some(Worn::Markup(wear)) => measured(&cleaner.clean_html(&worn(&page.html, wear))),
        Some(Worn::Text) => {
            let flat = segment_html(&page.html);
            measured(&judges.of(&page.site).clean(flat.text()))
        }
    }
}

/// The goals: set, type, the figure (F1 of runs, or words F1), what it should reach.
const GOALS: [(&str, &str, f64); 9] = [
    ("fundus", "article", 0.975),
    ("wcxb-dev", "article", 0.96),
    ("wcxb-dev", "all", 0.88),
    ("wcxb-dev", "forum", 0.82),
    ("wcxb-dev", "documentation", 0.95),
    ("wcxb-dev", "product", 0.70),
    ("wcxb-dev", "listing", 0.74),
    ("wcxb-dev", "collection", 0.74),
    ("wcxb-dev", "service", 0.86),
];

/// A row a set and type of page. Goals are set for F1 of runs on fundus, for words F1 elsewhere.
pub(crate) fn table(pages: &[Measured<'_>]) -> Table {
    let head = ["set", "type", "pages"];
    let head = head.into_iter().chain(FIGURES).chain(["goal is"]);
    let mut table = Table::new(
        "html",
        format!("Bodies of HTML ({} pages)", pages.len()),
        head,
    );
    let mut groups: BTreeMap<(&str, &str), Score> = BTreeMap::new();
    for measured in pages {
        let page = measured.page;
        for kind in [page.kind.as_str(), "all"] {
            let group = groups.entry((&page.set, kind)).or_default();
            group.add_page(&measured.score);
        }
        if let Some(score) = &measured.with_standfirst {
            let group = groups.entry((&page.set, "article + standfirst"));
            group.or_default().add_page(score);
        }
    }
    for ((set, kind), score) in groups {
        let goal = GOALS.iter().find(|goal| (goal.0, goal.1) == (set, kind));
        let mut row = row![set, kind, score.pages()];
        row.extend(Figures::from(&score).cells());
        row.push(goal.map_or(Cell::Nothing, |goal| goal.2.into()));
        table.push(row);
    }
    table.note("goals are set for F1 on fundus and for words F1 on wcxb-dev")
}

/// A row a set and language.
pub(crate) fn by_language(pages: &[Measured<'_>]) -> Table {
    let head = ["set", "language", "pages"].into_iter().chain(FIGURES);
    let mut table = Table::new("html", "Bodies of HTML by language", head);
    let mut groups: BTreeMap<(&str, &str), Score> = BTreeMap::new();
    for measured in pages {
        let language = measured.page.lang.as_deref().unwrap_or("unknown");
        let group = groups.entry((&measured.page.set, language)).or_default();
        group.add_page(&measured.score);
    }
    for ((set, language), score) in groups {
        let mut row = row![set, language, score.pages()];
        row.extend(Figures::from(&score).cells());
        table.push(row);
    }
    table
}

/// The pages with the largest loss.
pub(crate) fn worst(pages: &[Measured<'_>], most: usize) -> Table {
    let head = [
        "page",
        "type",
        "words F1",
        "precision",
        "recall",
        "wrongly kept",
        "lost",
        "quality",
    ];
    let mut table = Table::new("html_worst", "Pages of HTML with the largest loss", head);
    let mut order: Vec<&Measured<'_>> = pages.iter().collect();
    order.sort_by(|a, b| a.score.bag.total_cmp(&b.score.bag));
    for measured in order.into_iter().take(most) {
        let score = &measured.score;
        table.push(row![
            measured.page.id.as_str(),
            measured.page.kind.as_str(),
            score.bag,
            score.precision.unwrap_or(1.0),
            score.recall.unwrap_or(1.0),
            score.kept_wrongly,
            score.lost,
            f64::from(measured.quality)
        ]);
    }
    table
}
