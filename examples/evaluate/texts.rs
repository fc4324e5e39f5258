//! How right bodies are: ours and those of the rules, by set and style.

use std::collections::BTreeMap;

use bodytext::{Balance, Kind};

use crate::baselines::RULES;
use crate::common::corpus::LabelledText;
use crate::common::metrics::{Counted, PageScore, Score};
use crate::judges::Judges;
use crate::options::By;
use crate::table::{Cell, Table, row};

/// Ours, with and without standfirsts, then the rules.
pub(crate) const SYSTEMS: usize = 2 + RULES.len();
/// The settings of the dial.
const DIAL: [(&str, Balance); 3] = [
    ("precision", Balance::Precision),
    ("even", Balance::Even),
    ("recall", Balance::Recall),
];
/// The styles whose mean the goals are set for.
const PLAIN: [&str; 2] = ["layout", "wet"];

/// What was measured on a page.
pub(crate) struct Measured<'a> {
    pub(crate) page: &'a LabelledText,
    systems: [PageScore; SYSTEMS],
    dial: [PageScore; DIAL.len()],
    pub(crate) quality: f32,
}

impl Measured<'_> {
    /// The score of our body.
    pub(crate) fn ours(&self) -> &PageScore {
        &self.systems[0]
    }
}

/// Figures of a group of pages.
#[derive(Clone, Copy, Default)]
pub(crate) struct Figures {
    precision: f64,
    recall: f64,
    pub(crate) f1: f64,
    bag: f64,
    exact: f64,
}

impl From<&Score> for Figures {
    fn from(score: &Score) -> Figures {
        Figures {
            precision: score.precision(),
            recall: score.recall(),
            f1: score.f1(),
            bag: score.bag(),
            exact: score.exact(),
        }
    }
}

impl Figures {
    /// The mean of each figure.
    fn mean(all: &[Figures]) -> Figures {
        let mean =
            |figure: fn(&Figures) -> f64| all.iter().map(figure).sum::<f64>() / all.len() as f64;
        Figures {
            precision: mean(|figures| figures.precision),
            recall: mean(|figures| figures.recall),
            f1: mean(|figures| figures.f1),
            bag: mean(|figures| figures.bag),
            exact: mean(|figures| figures.exact),
        }
    }

    pub(crate) fn cells(&self) -> Vec<Cell> {
        row![self.precision, self.recall, self.f1, self.bag, self.exact]
    }
}

pub(crate) const FIGURES: [&str; 5] = ["precision", "recall", "F1", "words F1", "exact"];

/// The names of the systems, in order.
pub(crate) fn systems() -> impl Iterator<Item = &'static str> {
    let ours = ["bodytext", "bodytext + standfirst"];
    ours.into_iter().chain(RULES.map(|(name, _)| name))
}

/// Measures a page.
pub(crate) fn measure<'a>(page: &'a LabelledText, judges: &Judges) -> Measured<'a> {
    let cleaner = judges.of(&page.site);
    let gold = Counted::new(&page.body);
    let article = cleaner.clean(&page.text);
    let with_standfirst = cleaner
        .clone()
        .keep([Kind::Body, Kind::Heading, Kind::Standfirst]);
    let ours = [
        article.body().to_string(),
        with_standfirst.clean(&page.text).body().to_string(),
    ];
    let bodies = RULES.map(|(_, rule)| rule(&page.text));
    let mut scores = ours.iter().chain(&bodies).map(|body| gold.score(body));
    let nothing = || gold.score("");
    Measured {
        page,
        systems: std::array::from_fn(|_| scores.next().unwrap_or_else(nothing)),
        dial: DIAL.map(|(_, balance)| {
            let cleaner = cleaner.clone().balance(balance);
            gold.score(&cleaner.clean(&page.text).body().to_string())
        }),
        quality: article.quality(),
    }
}

/// The figures of each system by set and style, and the means that goals are set for.
pub(crate) struct TextFigures {
    groups: BTreeMap<(String, String), Sums>,
}

#[derive(Default)]
struct Sums {
    systems: [Score; SYSTEMS],
    dial: [Score; DIAL.len()],
}

impl Sums {
    fn add(&mut self, measured: &Measured<'_>) {
        let (sums, pages) = (&mut self.systems, &measured.systems);
        sums.iter_mut()
            .zip(pages)
            .for_each(|(sum, page)| sum.add_page(page));
        let (sums, pages) = (&mut self.dial, &measured.dial);
        sums.iter_mut()
            .zip(pages)
            .for_each(|(sum, page)| sum.add_page(page));
    }
}

impl TextFigures {
    pub(crate) fn new(pages: &[Measured<'_>]) -> TextFigures {
        let mut groups: BTreeMap<(String, String), Sums> = BTreeMap::new();
        for measured in pages {
            let page = measured.page;
            let group = (page.set.clone(), page.style.clone());
            groups.entry(group).or_default().add(measured);
        }
        TextFigures { groups }
    }

    fn sets(&self) -> Vec<&str> {
        let mut sets: Vec<&str> = self.groups.keys().map(|(set, _)| set.as_str()).collect();
        sets.dedup();
        sets
    }

    /// The figures of the groups of a set that have one of the styles.
    fn of<'s>(
        &'s self,
        set: &str,
        styles: &[&str],
        score: impl Fn(&'s Sums) -> &'s Score,
    ) -> Option<Figures> {
        let all: Vec<Figures> = self
            .groups
            .iter()
            .filter(|((own, style), _)| own == set && styles.contains(&style.as_str()))
            .map(|(_, sums)| Figures::from(score(sums)))
            .collect();
        (!all.is_empty()).then(|| Figures::mean(&all))
    }

    /// Layout and wet averaged.
    pub(crate) fn plain(&self, set: &str, system: usize) -> Option<Figures> {
        self.of(set, &PLAIN, |sums| &sums.systems[system])
    }

    pub(crate) fn nodes(&self, set: &str, system: usize) -> Option<Figures> {
        self.of(set, &["nodes"], |sums| &sums.systems[system])
    }

    /// A table for each set and style, and for the mean of layout and wet.
    pub(crate) fn tables(&self) -> Vec<Table> {
        let head = || std::iter::once("system").chain(FIGURES);
        let mut tables = Vec::new();
        for set in self.sets() {
            for ((own, style), sums) in &self.groups {
                if own != set {
                    continue;
                }
                let title = format!("{set}, {style} ({} pages)", sums.systems[0].pages());
                let mut table = Table::new("text", title, head());
                for (name, score) in systems().zip(&sums.systems) {
                    table.push([row![name], Figures::from(score).cells()].concat());
                }
                tables.push(table);
            }
            let mut table = Table::new("text", format!("{set}, layout+wet mean"), head());
            for (at, name) in systems().enumerate() {
                if let Some(figures) = self.plain(set, at) {
                    table.push([row![name], figures.cells()].concat());
                }
            }
            tables.push(table);
        }
        tables
    }

    /// The three settings of the dial.
    pub(crate) fn dial(&self) -> Table {
        let head = ["set", "--balance"].into_iter().chain(FIGURES);
        let title = "The dial: body by --balance, layout+wet mean";
        let mut table = Table::new("dial", title, head);
        for set in self.sets() {
            for (at, (name, _)) in DIAL.iter().enumerate() {
                if let Some(figures) = self.of(set, &PLAIN, |sums| &sums.dial[at]) {
                    table.push([row![set, *name], figures.cells()].concat());
                }
            }
        }
        table
    }
}

/// A row a set and language, or a row a site, the worst first.
pub(crate) fn by(pages: &[Measured<'_>], by: By) -> Table {
    let mut groups: BTreeMap<(&str, &str), [Sums; 2]> = BTreeMap::new();
    for measured in pages {
        let page = measured.page;
        let key = match by {
            By::Language => page.lang.as_deref().unwrap_or("unknown"),
            By::Site => &page.site,
        };
        let side = usize::from(!PLAIN.contains(&page.style.as_str()));
        groups.entry((&page.set, key)).or_default()[side].add(measured);
    }
    let name = match by {
        By::Language => "language",
        By::Site => "site",
    };
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by(|(a, one), (b, other)| {
        let f1 = |sums: &[Sums; 2]| sums[0].systems[0].f1();
        let worse = f1(one).total_cmp(&f1(other));
        a.0.cmp(b.0).then(worse).then(a.1.cmp(b.1))
    });
    let head = ["set", name, "pages"].into_iter().chain(FIGURES).chain([
        "with standfirst",
        "best rule",
        "nodes F1",
    ]);
    let title = format!("By {name}: body, layout and wet pages; F1 where nothing else is said");
    let mut table = Table::new("by", title, head);
    for ((set, key), [plain, nodes]) in &groups {
        let f1 = |score: &Score| (score.pages() > 0).then(|| score.f1());
        let rules = plain.systems[2..].iter().map(Score::f1);
        let figures = Figures::from(&plain.systems[0]);
        table.push(
            [
                row![*set, *key, plain.systems[0].pages()],
                figures.cells(),
                row![
                    f1(&plain.systems[1]),
                    rules.fold(0.0, f64::max),
                    f1(&nodes.systems[0])
                ],
            ]
            .concat(),
        );
    }
    table
}
