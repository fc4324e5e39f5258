//! What the report shows, before it is HTML.

use std::collections::HashMap;

use bodytext::{Article, Kind, Reason};

use crate::common::metrics::PageScore;
use crate::gold::{Gold, Right, Wrong};
use crate::program::words::{joined, weightiest};

/// All pages that are shown.
pub(crate) struct Report {
    pub(crate) pages: Vec<View>,
    /// How many pages are not shown.
    pub(crate) left_out: usize,
    pub(crate) labelled: bool,
    limit: usize,
}

/// A page.
pub(crate) struct View {
    pub(crate) name: String,
    pub(crate) title: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) quality: f32,
    pub(crate) is_html: bool,
    /// Whether the body is not what the page shows, but what its linked data state.
    pub(crate) is_stated: bool,
    pub(crate) blocks: Vec<Shown>,
    pub(crate) score: Option<PageScore>,
    /// The page is the worse the higher this is, 0 to 1.
    pub(crate) loss: f64,
}

/// A block.
pub(crate) struct Shown {
    pub(crate) line: usize,
    pub(crate) kind: Kind,
    pub(crate) is_kept: bool,
    pub(crate) score: f32,
    pub(crate) probability: f32,
    pub(crate) text: String,
    pub(crate) findings: Vec<(Reason, f32)>,
    /// The points of the findings that are not shown, and what these are called.
    pub(crate) rest: Option<(f32, String)>,
    pub(crate) right: Option<Right>,
    pub(crate) wrong: Option<Wrong>,
}

impl Report {
    pub(crate) fn new(limit: usize, labelled: bool) -> Report {
        Report {
            pages: Vec::new(),
            left_out: 0,
            labelled,
            limit,
        }
    }

    /// Adds a page, if it is one of those to be shown.
    pub(crate) fn add(&mut self, page: View) {
        if !self.labelled && self.pages.len() >= self.limit {
            self.left_out += 1;
            return;
        }
        self.pages.push(page);
        // Now and then the best pages make room: twice as many as are shown are held at most.
        if self.pages.len() >= 2 * self.limit {
            self.settle();
        }
    }

    /// Puts the pages in their order, and leaves out those beyond the limit.
    pub(crate) fn settle(&mut self) {
        if self.labelled {
            self.pages.sort_by(|a, b| b.loss.total_cmp(&a.loss));
        }
        self.left_out += self.pages.len().saturating_sub(self.limit);
        self.pages.truncate(self.limit);
    }

    pub(crate) fn blocks(&self) -> impl Iterator<Item = &Shown> {
        self.pages.iter().flat_map(|page| &page.blocks)
    }

    /// How many blocks there are of each kind, kinds without any left out.
    pub(crate) fn counts(&self) -> Vec<(Kind, usize)> {
        let mut counts: HashMap<Kind, usize> = HashMap::new();
        for block in self.blocks() {
            *counts.entry(block.kind).or_default() += 1;
        }
        let kinds = Kind::ALL.into_iter();
        kinds
            .filter_map(|kind| Some((kind, *counts.get(&kind)?)))
            .collect()
    }
}

impl View {
    pub(crate) fn new(
        name: String,
        article: &Article<'_>,
        most: usize,
        gold: Option<&Gold>,
    ) -> View {
        let blocks: Vec<Shown> = article
            .blocks()
            .enumerate()
            .map(|(index, judged)| {
                let (findings, rest) = weightiest(article.findings(index), most);
                let findings = findings.iter();
                let right = gold.and_then(|gold| gold.right(&judged));
                Shown {
                    line: judged.block().line(),
                    kind: judged.kind(),
                    is_kept: judged.is_kept(),
                    score: judged.score(),
                    probability: judged.probability(),
                    text: judged.text().to_owned(),
                    findings: findings
                        .map(|finding| (finding.reason(), finding.points()))
                        .collect(),
                    rest,
                    wrong: right.as_ref().and_then(|right| right.wrong(&judged)),
                    right,
                }
            })
            .collect();
        let score = gold.and_then(|gold| gold.score(&article.body().to_string()));
        let loss = match &score {
            Some(score) => 1.0 - score.f1(),
            None => share(&blocks, |block| block.wrong.is_some()),
        };
        View {
            name,
            title: article.title().map(|title| joined(title).into_owned()),
            byline: article.byline().map(|byline| joined(byline).into_owned()),
            published: article
                .published()
                .map(|dated| dated.timestamp().to_string()),
            quality: article.quality(),
            is_html: article.page().is_html(),
            is_stated: article.stated_body().is_some(),
            blocks,
            score,
            loss,
        }
    }

    pub(crate) fn wrong(&self) -> usize {
        let wrong = self.blocks.iter().filter(|block| block.wrong.is_some());
        wrong.count()
    }
}

/// The share of characters that blocks of some sort hold, 0 to 1.
pub(crate) fn share<'a>(
    blocks: impl IntoIterator<Item = &'a Shown>,
    is: impl Fn(&Shown) -> bool,
) -> f64 {
    let (mut some, mut all) = (0, 0);
    for block in blocks {
        let length = block.text.chars().count();
        all += length;
        some += if is(block) { length } else { 0 };
    }
    if all == 0 {
        0.0
    } else {
        some as f64 / all as f64
    }
}
