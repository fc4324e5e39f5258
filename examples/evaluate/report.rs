//! Runs what was asked for and puts the tables in order.

use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::goals;
use crate::html;
use crate::input::{Dump, Inputs, KindsPage};
use crate::judges::Judges;
use crate::kinds::{self, Judged};
use crate::law;
use crate::metadata;
use crate::options::{By, Options};
use crate::quality;
use crate::sites;
use crate::table::Table;
use crate::tally::Tally;
use crate::texts::{self, TextFigures};
use crate::worst;

/// All that is printed, and the same as JSON.
pub(crate) struct Report {
    text: String,
    tables: Vec<Value>,
    weights: String,
    held_out: bool,
    errors: Value,
}

impl Report {
    pub(crate) fn new(inputs: &Inputs, judges: &Judges, options: &Options) -> Report {
        let mut report = Report {
            text: format!("Weights: {}.\n", judges.about()),
            tables: Vec::new(),
            weights: judges.about().to_owned(),
            held_out: judges.is_held_out(),
            errors: Value::Null,
        };
        if let Some(most) = options.sites {
            let sites = sites::measure(&inputs.texts, &inputs.htmls, judges, most);
            sites.tables.iter().for_each(|table| report.push(table));
            report.text.push_str(&format!("\n{}", sites.worse));
            return report;
        }
        let figures = report.texts(inputs, judges, options);
        report.htmls(inputs, judges, options);
        report.metadata(inputs, judges, options);
        let lines = report.kinds(inputs, judges, options);
        report.seeds(inputs, judges, options, &figures, lines);
        let dumps = inputs.dumps();
        if options.law {
            let again = each("cleaning again", &dumps, |dump| law::again(dump, judges));
            report.push(&law::table(&dumps, &again));
        }
        if options.errors > 0 {
            report.wrong_lines(&dumps, judges, options.errors);
        }
        report
    }

    fn push(&mut self, table: &Table) {
        self.text.push_str(&format!("\n{table}"));
        self.tables.push(table.to_json());
    }

    fn texts(&mut self, inputs: &Inputs, judges: &Judges, options: &Options) -> TextFigures {
        let pages = each("bodies", &inputs.texts, |page| texts::measure(page, judges));
        let figures = TextFigures::new(&pages);
        if pages.is_empty() {
            return figures;
        }
        figures.tables().iter().for_each(|table| self.push(table));
        self.push(&figures.dial());
        for by in &options.by {
            self.push(&texts::by(&pages, *by));
        }
        self.push(&quality::table(&pages));
        if options.worst > 0 {
            self.push(&worst::pages(&pages, options.worst));
        }
        figures
    }

    fn metadata(&mut self, inputs: &Inputs, judges: &Judges, options: &Options) {
        let pages = each("metadata", &inputs.htmls, |page| {
            metadata::measure(page, judges)
        });
        if !pages.is_empty() {
            self.push(&metadata::table(&pages));
        }
        if let Some(field) = options.wrong {
            self.text.push_str(&metadata::wrong(&pages, field));
        }
    }

    fn htmls(&mut self, inputs: &Inputs, judges: &Judges, options: &Options) {
        let pages = each("HTML", &inputs.htmls, |page| {
            html::measure(page, judges, options.worn)
        });
        if pages.is_empty() {
            return;
        }
        self.push(&html::table(&pages));
        if options.by.contains(&By::Language) {
            self.push(&html::by_language(&pages));
        }
        if options.worst > 0 {
            self.push(&html::worst(&pages, options.worst));
        }
    }

    fn kinds(&mut self, inputs: &Inputs, judges: &Judges, options: &Options) -> Option<Tally> {
        self.kinds_of(&inputs.by_hand, "given kinds by hand", judges, options);
        let tally = self.kinds_of(&inputs.kinds, "with kinds", judges, options);
        if judges.is_held_out() && inputs.without_site > 0 {
            self.text.push_str(&format!(
                "  {} of them have no site in a text.jsonl next to the file: their table may have seen the site\n",
                inputs.without_site
            ));
        }
        tally
    }

    fn kinds_of(
        &mut self,
        pages: &[KindsPage],
        which: &str,
        judges: &Judges,
        options: &Options,
    ) -> Option<Tally> {
        if pages.is_empty() {
            return None;
        }
        let pages: Vec<Judged> = each("kinds", pages, |page| {
            let article = judges.of(&page.site).clean(&page.page.text);
            kinds::judge(&article, &page.page.kinds)
        });
        let tally = sum(pages.iter());
        let count = pages.len();
        self.push(&tally.by_kind(&format!("Kinds of lines ({count} pages {which})")));
        if options.confusion {
            let title = format!("Confusion on pages {which}: gold down, found across");
            self.push(&tally.confusion(&title));
        }
        let title = format!("Title, byline and date ({count} pages {which})");
        self.push(&kinds::found_table(&title, &pages));
        Some(tally)
    }

    /// The seeds, and the goals, which are set for them too.
    fn seeds(
        &mut self,
        inputs: &Inputs,
        judges: &Judges,
        options: &Options,
        figures: &TextFigures,
        kinds: Option<Tally>,
    ) {
        let seeds = each("seeds", &inputs.seeds, |seed| {
            kinds::judge_seed(seed, judges)
        });
        if !seeds.is_empty() {
            self.push(&kinds::seeds_table(&seeds));
            let tally = sum(seeds.iter().map(|seed| &seed.judged));
            self.push(&tally.by_kind(&format!("Kinds of lines ({} seeds)", seeds.len())));
            if options.confusion {
                self.push(&tally.confusion("Confusion on seeds: gold down, found across"));
            }
        }
        let lowest = seeds
            .iter()
            .map(|seed| seed.judged.tally.accuracy())
            .fold(1.0, f64::min);
        let exact = seeds.iter().filter(|seed| seed.exact).count();
        let lines = goals::Lines {
            kinds: kinds.as_ref(),
            seeds: (!seeds.is_empty()).then_some((exact, seeds.len(), lowest)),
        };
        if let Some(goals) = goals::table(figures, &lines, self.held_out) {
            self.push(&goals);
        }
    }

    fn wrong_lines(&mut self, dumps: &[Dump<'_>], judges: &Judges, most: usize) {
        let errors = worst::errors(dumps, judges, most);
        self.text.push_str(&format!("\n{}", errors.text));
        self.errors = errors.json;
        self.push(&errors.misled);
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn json(&self) -> Value {
        let mut all = json!({
            "weights": self.weights, "held_out": self.held_out, "tables": self.tables,
        });
        if !self.errors.is_null() {
            all["errors"] = self.errors.clone();
        }
        all
    }
}

fn sum<'a>(pages: impl Iterator<Item = &'a Judged>) -> Tally {
    let mut sum = Tally::default();
    pages.for_each(|page| sum.merge(&page.tally));
    sum
}

/// Does something with each of many, on all cores, with a bar on standard error where that is a terminal. What comes
/// back is in the order of what went in.
fn each<'a, T: Sync, R: Send>(
    what: &'static str,
    all: &'a [T],
    with: impl Fn(&'a T) -> R + Sync,
) -> Vec<R> {
    let style = ProgressStyle::with_template("{msg:14} {bar:40} {pos}/{len}  {elapsed}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::new(all.len() as u64)
        .with_style(style)
        .with_message(what);
    let results = all
        .par_iter()
        .map(|one| {
            let result = with(one);
            bar.inc(1);
            result
        })
        .collect();
    bar.finish_and_clear();
    results
}
