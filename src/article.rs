//! A judged page: kinds, scores and reasons of all blocks, and views on what was kept.

mod body;
mod join;
#[cfg(feature = "html")]
mod stated;

use std::ops::Range;

use once_cell::sync::OnceCell;

pub use self::body::Body;
use self::join::pieces;
use crate::cleaner::Cleaner;
use crate::decode::body_share;
use crate::explain::{self, Finding};
use crate::front_matter::FrontMatter;
use crate::kind::Kind;
use crate::limits::{Limit, Truncation};
use crate::markdown;
use crate::measure::Measures;
#[cfg(feature = "html")]
use crate::metadata::{Collector, Metadata, Visible};
use crate::page::{Block, Page};
use crate::timestamp::Timestamp;

/// What was decided about one block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Verdict {
    pub(crate) kind: Kind,
    /// Probability of body text.
    pub(crate) body: f32,
    /// Probability of the kind.
    pub(crate) share: f32,
    pub(crate) score: f32,
    /// Reading length in half units.
    pub(crate) half_units: u32,
}

/// A judged page.
///
/// Nothing is thrown away: every block is there with its kind, its score and the reasons for it;
/// [`body`](Article::body) is a view of the blocks whose kinds the cleaner keeps. All texts are pieces of the input.
#[derive(Debug)]
pub struct Article<'t> {
    page: Page<'t>,
    verdicts: Vec<Verdict>,
    /// How many of the blocks may be kept: more would be more output than the limit.
    within: usize,
    front_matter: FrontMatter,
    #[cfg(feature = "html")]
    metadata: Option<Box<Metadata>>,
    cleaner: Cleaner,
    findings: OnceCell<Vec<Vec<Finding>>>,
}

/// A block with what was decided about it.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'a> {
    block: &'a Block,
    text: &'a str,
    verdict: &'a Verdict,
    kept: bool,
}

/// A date of the article: its value, and where it stands on the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dated {
    pub(crate) timestamp: Timestamp,
    pub(crate) range: Option<Range<usize>>,
}

impl Dated {
    /// The date's value.
    pub fn timestamp(&self) -> Timestamp {
        self.timestamp
    }

    /// Where the date stands: a byte range of the page's text. `None` if only the markup of a page of HTML tells it; a
    /// date of a plain-text dump always has a range.
    pub fn range(&self) -> Option<Range<usize>> {
        self.range.clone()
    }
}

impl<'t> Article<'t> {
    pub(crate) fn assemble(
        mut page: Page<'t>,
        verdicts: Vec<Verdict>,
        measures: &Measures,
        cleaner: Cleaner,
    ) -> Self {
        let most = cleaner.output_bytes();
        let (within, met) = output(&page, &verdicts, most, |kind| cleaner.keeps(kind));
        if met > most {
            let limit = Limit::OutputBytes;
            page.push_cut(Truncation { limit, most, met });
        }
        let front_matter = FrontMatter::find(&page, &verdicts, measures, cleaner.lexicon());
        Article {
            page,
            verdicts,
            within,
            front_matter,
            #[cfg(feature = "html")]
            metadata: None,
            cleaner,
            findings: OnceCell::new(),
        }
    }

    /// What the visible text says of the article.
    #[cfg(feature = "html")]
    pub(crate) fn visible(&self) -> Visible<'_> {
        self.front_matter.visible(&self.page, &self.verdicts)
    }

    /// The same page with what its markup says, weighed against what it shows.
    #[cfg(feature = "html")]
    pub(crate) fn with_markup(mut self, collector: Collector) -> Self {
        let metadata = collector.finish(&self.visible());
        self.front_matter.reconcile(&self.page, &metadata);
        self.metadata = Some(Box::new(metadata));
        self
    }

    /// The page: its text and its blocks before any judgement.
    pub fn page(&self) -> &Page<'t> {
        &self.page
    }

    /// All blocks in document order, kept or not.
    pub fn blocks(&self) -> impl ExactSizeIterator<Item = Judged<'_>> + DoubleEndedIterator {
        self.page
            .blocks()
            .iter()
            .zip(&self.verdicts)
            .enumerate()
            .map(|(index, (block, verdict))| Judged {
                block,
                text: self.page.text_of(block),
                verdict,
                kept: index < self.within && self.cleaner.keeps(verdict.kind),
            })
    }

    /// The limits that the input crossed, in the order of [`Limit`]; empty for nearly all pages.
    ///
    /// What lies beyond a limit was left out, as the setters of [`Limits`](crate::Limits) tell.
    pub fn truncations(&self) -> &[Truncation] {
        self.page.cuts()
    }

    /// What the page says about itself in its markup and its visible text, with the sources; `None` for a plain-text
    /// dump.
    #[cfg(feature = "html")]
    pub fn metadata(&self) -> Option<&Metadata> {
        self.metadata.as_deref()
    }

    /// The headline, if the page has one beyond doubt.
    pub fn title(&self) -> Option<&str> {
        #[cfg(feature = "html")]
        if let Some(metadata) = self.metadata() {
            return metadata.title().map(|title| &title.value()[..]);
        }
        self.front_matter
            .title
            .clone()
            .map(|range| self.page.slice(range))
    }

    /// The people who wrote the article, in the page's order; empty where in doubt, and for a plain-text dump, of which
    /// [`byline`](Article::byline) gives the line that names them.
    #[cfg(feature = "html")]
    pub fn authors(&self) -> &[String] {
        let authors = self.metadata().and_then(Metadata::authors);
        authors.map_or(&[], |authors| authors.value())
    }

    /// Who wrote the article, as the page has it, without a lead-in such as "By"; `None` where in doubt. Where only the
    /// markup of a page of HTML names the authors, their names with commas between them.
    pub fn byline(&self) -> Option<&str> {
        if let Some(names) = &self.front_matter.names {
            return Some(names);
        }
        self.front_matter
            .byline
            .clone()
            .map(|range| self.page.slice(range))
    }

    /// When the article was published; `None` where in doubt. A page of HTML that tells only one day, of its last change,
    /// mostly means the day of its text: that day is given, with a confidence of half or less in [`Article::metadata`].
    pub fn published(&self) -> Option<&Dated> {
        self.front_matter.published.as_ref()
    }

    /// When the article was last changed, if the page says so.
    pub fn modified(&self) -> Option<&Dated> {
        self.front_matter.modified.as_ref()
    }

    /// The article's text as the page's linked data state it, where the page shows no more than a stub: it asks for
    /// money first, or a script would show the rest. `None` for a page that shows the article, whatever it states, and
    /// for a plain-text dump.
    ///
    /// [`body`](Article::body) shows blocks of the visible page as ever. This text has no blocks, often no paragraphs
    /// and now and then tags; [`Metadata::article_body`] gives it for every page that states one.
    #[cfg(feature = "html")]
    pub fn stated_body(&self) -> Option<&str> {
        let stated = self.metadata()?.article_body()?;
        let body = self.blocks().filter(|judged| judged.kind() == Kind::Body);
        let visible = body.map(|judged| judged.text);
        stated::is_stub(self.page.text(), visible, stated).then_some(stated)
    }

    /// What was kept: the article's paragraphs and subheadings, or the kinds that [`Cleaner::keep`] was given.
    pub fn body(&self) -> Body<'_> {
        Body::of(self)
    }

    /// The title as a heading of the first level and what was kept, in CommonMark. Characters that Markdown would read
    /// as markup are escaped.
    ///
    /// Of a dump, kept headings are headings of the second level. Of HTML, the markup tells: headings with their levels,
    /// lists, quotations, tables (in the form that GitHub's Markdown gave them), code, emphasis, and links and pictures
    /// where the cleaner was asked for them. A heading without markup is a paragraph, and a table that lays out a page is
    /// written as lines.
    pub fn to_markdown(&self) -> String {
        markdown::write(self)
    }

    /// How sure the cleaner is that the page is an article and its body right, from 0 to 1.
    ///
    /// The F1 score that the body is expected to reach by the cleaner's own probabilities, weighed by length, times
    /// the chance that so much text is an article at all (half at 40 reading units of likely body text).
    pub fn quality(&self) -> f32 {
        let (mut kept, mut likely, mut right) = (0.0, 0.0, 0.0);
        for verdict in &self.verdicts {
            let length = verdict.half_units as f32;
            likely += verdict.body * length;
            if verdict.kind.is_body() {
                kept += length;
                right += verdict.body * length;
            }
        }
        if kept + likely <= 0.0 {
            return 0.0;
        }
        let enough = right / (right + 80.0);
        (2.0 * right / (kept + likely) * enough).clamp(0.0, 1.0)
    }

    /// The probability of body text and the length in half units of each block, as judged without the profile of a site.
    pub(crate) fn bodies_without_site(&self) -> Vec<(f32, f32)> {
        let units = |verdict: &Verdict| verdict.half_units as f32;
        if self.cleaner.site().is_none() {
            let verdicts = self.verdicts.iter();
            return verdicts
                .map(|verdict| (verdict.body, units(verdict)))
                .collect();
        }
        let measures = self.cleaner.measure(&self.page);
        let judge = self.cleaner.judge(&self.page);
        let links = judge.judge(&self.page, &measures, None);
        let bodies = links.iter().map(|link| body_share(&link.shares));
        bodies.zip(self.verdicts.iter().map(units)).collect()
    }

    /// The pieces of a block, in order: one a line, without blank characters at either end.
    pub fn lines<'a>(&self, block: &'a Judged<'_>) -> impl Iterator<Item = &'a str> {
        pieces(block.text)
    }

    /// Why a block was judged as it was: every finding with the points it brought for (or, below 0, against) body
    /// text, greatest first. The points sum to the block's [`score`](Judged::score).
    ///
    /// Findings are not kept while cleaning; the first call judges the page again. An index without a block has none.
    pub fn findings(&self, index: usize) -> &[Finding] {
        let all = self
            .findings
            .get_or_init(|| explain::findings(&self.cleaner, &self.page));
        all.get(index).map_or(&[], |findings| findings)
    }

    /// Indices of the kept blocks, grouped into paragraphs: blocks that share a line are one.
    fn paragraphs(&self) -> Vec<Vec<usize>> {
        let mut paragraphs: Vec<Vec<usize>> = Vec::new();
        for (index, judged) in self.blocks().enumerate() {
            if !judged.kept {
                continue;
            }
            let same_line = |before: usize| {
                let before = &self.page.blocks()[before];
                before.line + before.lines > judged.block.line && before.lines == 1
            };
            match paragraphs.last_mut() {
                Some(last) if last.last().is_some_and(|before| same_line(*before)) => {
                    last.push(index)
                }
                _ => paragraphs.push(vec![index]),
            }
        }
        paragraphs
    }
}

/// How many of a page's blocks may be kept so that the body has no more than so many bytes, and how many bytes it
/// would have with all of them.
fn output(
    page: &Page<'_>,
    verdicts: &[Verdict],
    most: usize,
    keeps: impl Fn(Kind) -> bool,
) -> (usize, usize) {
    let (mut met, mut within) = (0_usize, verdicts.len());
    let mut before: Option<&Block> = None;
    for (index, (block, verdict)) in page.blocks().iter().zip(verdicts).enumerate() {
        if !keeps(verdict.kind) {
            continue;
        }
        // What stands between two blocks of a line is written too; two line breaks stand between paragraphs.
        let gap = before.map_or(0, |before| match before.line == block.line {
            true => (block.start - before.end).max(1),
            false => 2,
        });
        met = met.saturating_add(gap + page.text_of(block).len());
        before = Some(block);
        if met > most && within == verdicts.len() {
            within = index;
        }
    }
    (within, met)
}

impl<'a> Judged<'a> {
    /// The block: its byte range and line.
    pub fn block(&self) -> &'a Block {
        self.block
    }

    /// The block's text as it stands on the page.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// What the block is.
    pub fn kind(&self) -> Kind {
        self.verdict.kind
    }

    /// Whether [`Article::body`] shows it.
    pub fn is_kept(&self) -> bool {
        self.kept
    }

    /// How likely the block is body text: the natural logarithm of the odds, -20 to 20; 0 is even.
    pub fn score(&self) -> f32 {
        self.verdict.score
    }

    /// Probability that the block is of its kind, given the whole page, 0 to 1.
    pub fn probability(&self) -> f32 {
        // A sum of the regions' shares, which single precision may round up.
        self.verdict.share.min(1.0)
    }
}
