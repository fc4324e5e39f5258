//! How much a profile of other pages of the same site helps.
//!
//! Every page of a site with two labelled pages or more is cleaned by itself, and with a profile learned from other pages
//! of its site, never from the page: from one and from `--sites N`, in up to [`CHOICES`] choices of which others. A page
//! of a site with fewer others does not count for that number.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use bodytext::{Article, Cleaner, SiteProfile};
use rayon::prelude::*;

use crate::common::corpus::{LabelledHtml, LabelledText};
use crate::common::metrics::{Counted, PageScore, Score};
use crate::judges::Judges;
use crate::kinds::{clipped, one_line};
use crate::table::{Table, row};

/// At most so many choices of other pages.
const CHOICES: usize = 4;
/// A page that loses more than this is listed.
const WORSE: f64 = 0.02;

/// A labelled page of a site.
struct SitePage<'a> {
    id: &'a str,
    set: &'a str,
    /// The style of a dump, or `html` and the type of the page.
    style: String,
    site: &'a str,
    input: &'a str,
    is_html: bool,
    body: &'a str,
}

impl SitePage<'_> {
    fn clean<'t>(&'t self, cleaner: &Cleaner) -> Article<'t> {
        if self.is_html {
            cleaner.clean_html(self.input)
        } else {
            cleaner.clean(self.input)
        }
    }
}

/// A page cleaned with and without.
struct Compared<'a> {
    page: &'a SitePage<'a>,
    before: PageScore,
    /// By number of other pages, a score for each choice.
    after: BTreeMap<usize, Vec<PageScore>>,
    /// The line that made most of a loss.
    cause: String,
}

/// What is measured, as tables and as the list of pages that lose.
pub(crate) struct Sites {
    pub(crate) tables: Vec<Table>,
    pub(crate) worse: String,
}

/// Measures all sites with two pages or more; `most` is the largest number of other pages.
pub(crate) fn measure(
    texts: &[LabelledText],
    htmls: &[LabelledHtml],
    judges: &Judges,
    most: usize,
) -> Sites {
    let pages = pages(texts, htmls);
    let mut groups: BTreeMap<(&str, bool, &str), Vec<&SitePage<'_>>> = BTreeMap::new();
    for page in &pages {
        let style = if page.is_html {
            ""
        } else {
            page.style.as_str()
        };
        groups
            .entry((page.site, page.is_html, style))
            .or_default()
            .push(page);
    }
    let groups: Vec<Vec<&SitePage<'_>>> = groups
        .into_values()
        .filter(|group| group.len() > 1)
        .collect();
    let compared: Vec<Compared<'_>> = groups
        .par_iter()
        .flat_map_iter(|group| of_group(group, judges, most))
        .collect();
    Sites {
        tables: vec![table(&compared, false), table(&compared, true)],
        worse: worse(&compared),
    }
}

fn pages<'a>(texts: &'a [LabelledText], htmls: &'a [LabelledHtml]) -> Vec<SitePage<'a>> {
    let mut pages = Vec::new();
    for page in texts {
        let dump = || SitePage {
            id: &page.id,
            set: &page.set,
            style: page.style.clone(),
            site: &page.site,
            input: &page.text,
            is_html: false,
            body: &page.body,
        };
        if let Some(html) = &page.html {
            pages.push(SitePage {
                style: "html article".to_owned(),
                input: html,
                is_html: true,
                ..dump()
            });
        }
        pages.push(dump());
    }
    pages.extend(htmls.iter().map(|page| SitePage {
        id: &page.id,
        set: &page.set,
        style: format!("html {}", page.kind),
        site: &page.site,
        input: &page.html,
        is_html: true,
        body: &page.body,
    }));
    pages
}

/// The numbers of other pages that are tried.
fn numbers(most: usize) -> BTreeSet<usize> {
    [1, 4, most]
        .into_iter()
        .filter(|number| *number <= most)
        .collect()
}

fn of_group<'a>(group: &[&'a SitePage<'a>], judges: &Judges, most: usize) -> Vec<Compared<'a>> {
    let site = group[0].site;
    let cleaner = if group[0].is_html {
        judges.of_html(site)
    } else {
        judges.of(site)
    };
    let articles: Vec<Article<'_>> = group.iter().map(|page| page.clean(cleaner)).collect();
    let profiles: Vec<SiteProfile> = articles
        .iter()
        .map(|article| {
            let mut profile = SiteProfile::new();
            profile.learn(article);
            profile
        })
        .collect();
    let mut compared = Vec::new();
    for (at, page) in group.iter().enumerate() {
        let gold = Counted::new(page.body);
        let before = gold.score(&articles[at].body().to_string());
        let (mut after, mut loss, mut cause) = (BTreeMap::new(), WORSE, String::new());
        for number in numbers(most) {
            let mut scores = Vec::new();
            for others in choices(at, group.len(), number) {
                let mut profile = SiteProfile::new();
                others
                    .iter()
                    .for_each(|other| profile.merge(&profiles[*other]));
                let article = page.clean(&cleaner.clone().with_site(&profile));
                let score = gold.score(&article.body().to_string());
                if before.f1() - score.f1() > loss {
                    loss = before.f1() - score.f1();
                    cause = cause_of(&articles[at], &article, &before, &score);
                }
                scores.push(score);
            }
            if !scores.is_empty() {
                after.insert(number, scores);
            }
        }
        compared.push(Compared {
            page,
            before,
            after,
            cause,
        });
    }
    compared
}

/// Choices of so many other pages, none twice: consecutive ones, beginning at places spread evenly over the others.
fn choices(page: usize, pages: usize, number: usize) -> Vec<Vec<usize>> {
    let others: Vec<usize> = (0..pages).filter(|other| *other != page).collect();
    if others.len() < number {
        return Vec::new();
    }
    let count = if others.len() == number {
        1
    } else {
        CHOICES.min(others.len())
    };
    (0..count)
        .map(|choice| {
            let start = choice * others.len() / count;
            (0..number)
                .map(|step| others[(start + step) % others.len()])
                .collect()
        })
        .collect()
}

/// What changed for the worse: the longest line whose verdict changed, and what is known of it.
fn cause_of(before: &Article<'_>, after: &Article<'_>, was: &PageScore, is: &PageScore) -> String {
    let lost = is.lost.saturating_sub(was.lost) > is.kept_wrongly.saturating_sub(was.kept_wrongly);
    let changed = before
        .blocks()
        .zip(after.blocks())
        .enumerate()
        .filter(|(_, (one, other))| one.is_kept() != other.is_kept() && one.is_kept() == lost);
    let longest = changed.max_by_key(|(_, (one, _))| one.text().len());
    let mut text = format!(
        "lost {:+}, kept wrongly {:+} tokens",
        is.lost as i64 - was.lost as i64,
        is.kept_wrongly as i64 - was.kept_wrongly as i64
    );
    if let Some((at, (one, _))) = longest {
        let _ = write!(text, "; `{}`", clipped(&one_line(one.text()), 60));
        let findings = after
            .findings(at)
            .iter()
            .filter(|finding| finding.reason().name().starts_with("site."));
        for finding in findings.take(3) {
            let _ = write!(text, " {finding}");
        }
    }
    text
}

/// What a group of pages scores.
#[derive(Default)]
struct Sums {
    before: Score,
    after: Score,
    pages: usize,
}

impl Sums {
    fn add(&mut self, before: &PageScore, after: &[PageScore]) {
        self.pages += 1;
        // As often, so that a page with more choices weighs the same on both sides; and every page alike.
        let times = 12 / after.len().clamp(1, 4);
        for after in after {
            for _ in 0..times {
                self.before.add_page(before);
                self.after.add_page(after);
            }
        }
    }
}

fn table(compared: &[Compared<'_>], is_html: bool) -> Table {
    let head = [
        "set",
        "style",
        "others",
        "pages",
        "F1 alone",
        "with the site",
        "error gone",
        "words F1 alone",
        "with",
        "error gone",
    ];
    let title = if is_html {
        "Sites: HTML"
    } else {
        "Sites: plain text"
    };
    let mut table = Table::new("sites", title, head);
    let mut groups: BTreeMap<(usize, String, String), Sums> = BTreeMap::new();
    for one in compared.iter().filter(|one| one.page.is_html == is_html) {
        for (number, after) in &one.after {
            let style = one.page.style.as_str();
            let mut names = vec![(one.page.set, style)];
            if matches!(style, "layout" | "wet") {
                names.extend([(one.page.set, "layout, wet"), ("all", "layout, wet")]);
                if one.page.set != "portal" {
                    names.push(("wcxb-dev, fundus", "layout, wet"));
                }
            } else if is_html {
                names.extend([(one.page.set, "html"), ("all", "html")]);
            }
            for (set, style) in names {
                let sums = groups
                    .entry((*number, set.to_owned(), style.to_owned()))
                    .or_default();
                sums.add(&one.before, after);
            }
        }
    }
    let gone = |before: f64, after: f64| (after - before) / (1.0 - before).max(1e-9);
    for ((number, set, style), sums) in &groups {
        table.push(row![
            set.as_str(),
            style.as_str(),
            *number,
            sums.pages,
            sums.before.f1(),
            sums.after.f1(),
            gone(sums.before.f1(), sums.after.f1()),
            sums.before.bag(),
            sums.after.bag(),
            gone(sums.before.bag(), sums.after.bag()),
        ]);
    }
    table.note(
        "`others`: how many other pages of the site the profile learned; `error gone`: the share of 1 - F1\n\
         goals: a third of the error gone with one other page, half with four; with HTML a quarter\n\
         the gold of portal holds titles, which are no body here",
    )
}

/// The pages that lose, with what made the largest loss.
fn worse(compared: &[Compared<'_>]) -> String {
    let mut text = String::new();
    let mut count = 0;
    let mut better = 0;
    for one in compared {
        for (number, after) in &one.after {
            let mean = after.iter().map(PageScore::f1).sum::<f64>() / after.len() as f64;
            better += usize::from(mean - one.before.f1() > WORSE);
            if one.before.f1() - mean > WORSE {
                count += 1;
                let _ = writeln!(
                    text,
                    "  {} {} with {number}: {:.3} -> {mean:.3}; {}",
                    one.page.id,
                    one.page.style,
                    one.before.f1(),
                    one.cause
                );
            }
        }
    }
    format!(
        "Pages worse by more than {WORSE} on the mean of all choices: {count} (better by more: {better})\n{text}"
    )
}
