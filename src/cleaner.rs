//! The pipeline, and the options that a caller may set.

mod doors;

use std::sync::Arc;

use once_cell::sync::Lazy;

use crate::article::{Article, Verdict};
use crate::cues::{self, Lexicon};
use crate::decode::{Link, body_share, likeliest, log_odds};
use crate::error::Error;
use crate::judge::Judge;
use crate::kind::Kind;
use crate::limits::{Limit, Limits, Truncation};
use crate::measure::{Facts, Measures};
use crate::page::Page;
#[cfg(feature = "html")]
use crate::segment;
use crate::site::{Site, SiteProfile, SiteWeights};
use crate::weights::{PerRegion, REGIONS, Weights};

/// How much of what is in doubt belongs to the body.
///
/// The cleaner gives every block a probability of being body text and keeps those above a threshold; this moves the
/// threshold.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
#[non_exhaustive]
pub enum Balance {
    /// Nothing but the surest body text: a block is kept from a probability of 0.9 on.
    Precision,
    /// As much of the body for as little else as can be had: from 0.5 on where the page is clear, from less, down to
    /// 0.35, where it is in doubt as a whole; a dump that holds nothing but body keeps all of it.
    #[default]
    Even,
    /// Rather too much than too little: from 0.1 on, and all that [`Even`](Balance::Even) keeps.
    Recall,
    /// From this probability on, 0 to 1; a number outside is cut to it.
    Threshold(f32),
}

/// A cleaner with options, built once and shared: it is `Send`, `Sync` and cheap to clone.
///
/// ```
/// use bodytext::{Balance, Cleaner, Kind};
///
/// let cleaner = Cleaner::new().balance(Balance::Recall).keep([Kind::Body, Kind::Heading, Kind::Standfirst]);
/// let article = cleaner.clean("A first sentence, long enough to be one.\nAnd a second one behind it.");
/// assert_eq!(article.blocks().len(), 2);
/// ```
#[derive(Clone)]
pub struct Cleaner {
    lexicon: Arc<Lexicon>,
    /// Tables of the caller's; `None` for the embedded ones, which are read when they are first needed.
    text: Option<Arc<Judge>>,
    #[cfg(feature = "html")]
    html: Option<Arc<Judge>>,
    site: Option<Arc<SiteProfile>>,
    site_weights: Option<Arc<SiteWeights>>,
    pub(crate) balance: Balance,
    pub(crate) keep: u32,
    limits: Limits,
    #[cfg(feature = "html")]
    options: segment::html::Options,
}

static TEXT: Lazy<Judge> = Lazy::new(|| Judge::new(Weights::default()));
#[cfg(feature = "html")]
static HTML: Lazy<Judge> = Lazy::new(|| Judge::new(Weights::html()));
static SITE: Lazy<SiteWeights> = Lazy::new(SiteWeights::default);

/// The bit of a kind in a set of kinds.
pub(crate) const fn bit(kind: Kind) -> u32 {
    1 << kind as u32
}

impl Default for Cleaner {
    fn default() -> Self {
        Cleaner::new()
    }
}

impl std::fmt::Debug for Cleaner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let keep: Vec<&str> = Kind::ALL
            .iter()
            .filter(|kind| self.keep & bit(**kind) != 0)
            .map(|kind| kind.name())
            .collect();
        f.debug_struct("Cleaner")
            .field("balance", &self.balance)
            .field("keep", &keep)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

impl Cleaner {
    /// A cleaner with the embedded tables, an even balance, keeping body text and its headings.
    ///
    /// The first cleaner of a process reads the embedded tables, which takes some milliseconds; later ones share them.
    pub fn new() -> Cleaner {
        let keep = bit(Kind::Body) | bit(Kind::Heading);
        Cleaner {
            lexicon: Arc::clone(&cues::EMBEDDED),
            text: None,
            #[cfg(feature = "html")]
            html: None,
            site: None,
            site_weights: None,
            balance: Balance::Even,
            keep,
            limits: Limits::new(),
            #[cfg(feature = "html")]
            options: segment::html::Options::default(),
        }
    }

    /// Sets how much of what is in doubt belongs to the body. The default is [`Balance::Even`].
    #[must_use]
    pub fn balance(mut self, balance: Balance) -> Cleaner {
        self.balance = balance;
        self
    }

    /// Sets the kinds that [`Article::body`] shows. The default is [`Kind::Body`] and [`Kind::Heading`].
    #[must_use]
    pub fn keep(mut self, kinds: impl IntoIterator<Item = Kind>) -> Cleaner {
        self.keep = kinds.into_iter().fold(0, |set, kind| set | bit(kind));
        self
    }

    /// Adds cue phrases to those the cleaner has, as text in the format of the crate's cue files: classes in brackets
    /// (`[related]`, `[promotion]`, ...), a phrase a line.
    ///
    /// Copies the cleaner's phrases, some megabyte: build such a cleaner once.
    ///
    /// # Errors
    /// [`Error::CueFile`] with the number of the first line that is neither a phrase under a class, a comment nor the
    /// head of a class that exists.
    pub fn cues(mut self, phrases: &str) -> Result<Cleaner, Error> {
        cues::read(phrases, Arc::make_mut(&mut self.lexicon))?;
        Ok(self)
    }

    /// Sets whether [`Article::to_markdown`] shows the links of HTML, with addresses as the page has them. By default it
    /// shows their text only.
    #[cfg(feature = "html")]
    #[must_use]
    pub fn links(mut self, shown: bool) -> Cleaner {
        self.options.links = shown;
        self
    }

    /// Sets whether [`Article::to_markdown`] shows the pictures of HTML that stand in what is kept, with addresses and
    /// descriptions as the page has them. By default it does not.
    #[cfg(feature = "html")]
    #[must_use]
    pub fn images(mut self, shown: bool) -> Cleaner {
        self.options.images = shown;
        self
    }

    /// Sets bounds on what one call takes in, keeps and gives out. The default is [`Limits::new`].
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Cleaner {
        self.limits = limits;
        #[cfg(feature = "html")]
        {
            self.options.blocks = limits.blocks;
            self.options.depth = limits.depth;
        }
        self
    }

    /// Judges plain-text dumps by another table of weights.
    #[must_use]
    pub fn weights(mut self, weights: Weights) -> Cleaner {
        self.text = Some(Arc::new(Judge::new(weights)));
        self
    }

    /// Judges HTML by another table of weights.
    #[cfg(feature = "html")]
    #[must_use]
    pub fn html_weights(mut self, weights: Weights) -> Cleaner {
        self.html = Some(Arc::new(Judge::new(weights)));
        self
    }

    /// Takes what the profile of a site has learned as evidence: for pages of that site, text or HTML.
    ///
    /// A profile that learned a page itself leaves one count of each of its lines aside, so pages may be learned first and
    /// cleaned afterwards. A profile that has learned no other page changes nothing.
    ///
    /// Copies the profile, some 60 KB: build such a cleaner once a site.
    #[must_use]
    pub fn with_site(mut self, profile: &SiteProfile) -> Cleaner {
        self.site = Some(Arc::new(profile.clone()));
        self
    }

    /// Weighs what the profile of a site says by another table.
    #[must_use]
    pub fn site_weights(mut self, weights: SiteWeights) -> Cleaner {
        self.site_weights = Some(Arc::new(weights));
        self
    }

    /// What is known of the site of the pages.
    pub(crate) fn site(&self) -> Option<Site<'_>> {
        let profile = self.site.as_deref().filter(|profile| profile.pages() > 0)?;
        let weights = self.site_weights.as_deref().unwrap_or_else(|| &SITE);
        Some(Site { profile, weights })
    }

    /// Whether the body shows blocks of a kind.
    pub(crate) fn keeps(&self, kind: Kind) -> bool {
        self.keep & bit(kind) != 0
    }

    pub(crate) fn output_bytes(&self) -> usize {
        self.limits.output_bytes
    }

    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The tables for a page.
    pub(crate) fn judge(&self, page: &Page<'_>) -> &Judge {
        #[cfg(feature = "html")]
        if page.is_html() {
            return self.html.as_deref().unwrap_or_else(|| &HTML);
        }
        let _ = page;
        self.text.as_deref().unwrap_or_else(|| &TEXT)
    }

    pub(crate) fn clean_page<'t>(&self, mut page: Page<'t>) -> Article<'t> {
        let lengths = page.blocks().iter().map(|block| block.content().len());
        let (met, most) = (lengths.max().unwrap_or_default(), self.limits.line_bytes);
        if met > most {
            let limit = Limit::LineBytes;
            page.push_cut(Truncation { limit, most, met });
        }
        let measures = self.measure(&page);
        let mut links = self.judge(&page).judge(&page, &measures, None);
        if let Some(site) = self.site() {
            site.weigh(&page, &measures, &mut links);
        }
        self.assemble(page, &measures, &links)
    }

    /// The last stage: kinds by the probabilities of all regions at every block, title, byline and dates.
    pub(crate) fn assemble<'t>(
        &self,
        page: Page<'t>,
        measures: &Measures,
        links: &[Link],
    ) -> Article<'t> {
        // Verdicts of the body alone at first: the threshold for all of them depends on these.
        let undecided = |(link, facts): (&Link, &Facts)| Verdict {
            kind: Kind::Body,
            body: body_share(&link.shares),
            share: 0.0,
            score: 0.0,
            half_units: facts.half_units,
        };
        let mut verdicts: Vec<Verdict> = links.iter().zip(&measures.facts).map(undecided).collect();
        let lines = Lines {
            facts: &measures.facts,
            links,
            verdicts: &verdicts,
        };
        let threshold = self.threshold(lines, page.is_html());
        for (verdict, link) in verdicts.iter_mut().zip(links) {
            *verdict = decided(verdict, &link.shares, threshold);
        }
        Article::assemble(page, verdicts, measures, self.clone())
    }

    /// From which probability on the blocks of a page are body text.
    fn threshold(&self, lines: Lines<'_>, is_html: bool) -> Threshold {
        match self.balance {
            Balance::Precision => Threshold::From(PRECISE),
            Balance::Even => lines.best_threshold(is_html),
            Balance::Recall => match lines.best_threshold(is_html) {
                Threshold::From(share) => Threshold::From(share.min(COMPLETE)),
                all => all,
            },
            Balance::Threshold(share) if share.is_nan() => Threshold::From(EVEN),
            Balance::Threshold(share) => Threshold::From(share.clamp(0.0, 1.0)),
        }
    }
}

/// Which blocks of a page are body text.
#[derive(Clone, Copy)]
enum Threshold {
    /// Those with at least this probability.
    From(f32),
    /// All, but a block that is rather the title: the page was cleaned before.
    AllButTitle,
}

/// The thresholds of the named balances.
const PRECISE: f32 = 0.9;
const EVEN: f32 = 0.5;
const COMPLETE: f32 = 0.1;
/// [`Balance::Even`] goes down to this threshold, where the page is in doubt as a whole.
const EVEN_LEAST: f32 = 0.35;

/// A dump that was cleaned before holds no block that is surely something else: none, its title left aside, has less
/// than this probability of being body, and by length at least that share of it is likely body. Nothing of such a dump
/// may be lost, so all that is in doubt is kept. Other pages nearly always hold a sure line of menus or footers.
const SURELY_NOT: f32 = 0.003;
const CLEAN_SHARE: f32 = 0.6;
/// The same for a block that is little but cue phrases.
const SURELY_NOT_CUE: f32 = 0.02;

/// A page with less likely body than this, in half units, is not in doubt about its body: it has none, or a short one.
const ENOUGH: f32 = 150.0;

/// The blocks of a page with what was decoded.
#[derive(Clone, Copy)]
struct Lines<'a> {
    facts: &'a [Facts],
    links: &'a [Link],
    /// With the probability of body text.
    verdicts: &'a [Verdict],
}

impl<'a> Lines<'a> {
    fn iter(self) -> impl Iterator<Item = Line<'a>> {
        let lines = self.facts.iter().zip(self.links).zip(self.verdicts);
        lines.map(|((facts, link), verdict)| Line {
            facts,
            shares: &link.shares,
            body: verdict.body,
        })
    }

    /// The threshold at which the kept text has the best expected F1.
    ///
    /// With `p` the probabilities and lengths as weights, keeping a set is expected to score about
    /// `2 * sum of p over the set / (size of the set + sum of p over all)`, which is greatest for a threshold of half
    /// that score (Lipton, Elkan and Narayanaswamy 2014): 0.5 on a page that is sure, less on one that is not.
    /// Only a dump can have been cleaned before: a page of HTML that holds nothing but body is a page all the same.
    fn best_threshold(self, is_html: bool) -> Threshold {
        const STEPS: usize = 40;
        let (mut size, mut right) = ([0.0_f32; STEPS + 1], [0.0_f32; STEPS + 1]);
        for line in self.iter() {
            let step = ((line.body * STEPS as f32) as usize).min(STEPS);
            let length = line.facts.half_units as f32;
            size[step] += length;
            right[step] += length * line.body;
        }
        let all: f32 = right.iter().sum();
        let is_clean = !is_html && !self.iter().any(|line| line.is_surely_not());
        if is_clean && all >= CLEAN_SHARE * size.iter().sum::<f32>() {
            return Threshold::AllButTitle;
        }
        if all < ENOUGH {
            return Threshold::From(EVEN);
        }
        let (mut kept, mut hits) = (0.0, 0.0);
        let mut best = (EVEN, 0.0);
        for step in (0..=STEPS).rev() {
            kept += size[step];
            hits += right[step];
            let score = 2.0 * hits / (kept + all).max(1e-9);
            let threshold = step as f32 / STEPS as f32;
            if score > best.1 && (EVEN_LEAST..=EVEN).contains(&threshold) {
                best = (threshold, score);
            }
        }
        Threshold::From(best.0)
    }
}

/// A block with what was decoded.
struct Line<'a> {
    facts: &'a Facts,
    shares: &'a PerRegion,
    body: f32,
}

impl Line<'_> {
    /// Whether the block is surely neither body text nor the title.
    fn is_surely_not(&self) -> bool {
        let cue = 2 * self.facts.covered >= self.facts.words + self.facts.dense;
        let least = if cue { SURELY_NOT_CUE } else { SURELY_NOT };
        self.body < least && title(self.shares) < EVEN
    }
}

/// The probability of the title, which has one region.
fn title(shares: &PerRegion) -> f32 {
    const TITLE: usize = 0;
    const { assert!(matches!(REGIONS[TITLE].0, Kind::Title)) };
    const { assert!(!matches!(REGIONS[TITLE + 1].0, Kind::Title)) };
    shares[TITLE]
}

/// The verdict at a threshold.
fn decided(verdict: &Verdict, shares: &PerRegion, threshold: Threshold) -> Verdict {
    let is_body = match threshold {
        Threshold::From(share) => verdict.body >= share,
        Threshold::AllButTitle => title(shares) <= verdict.body,
    };
    let found = likeliest(shares, is_body);
    // A dump that was cleaned before begins with its title, if it has one.
    let (kind, share) = match threshold {
        Threshold::AllButTitle if !is_body => (Kind::Title, title(shares)),
        _ => (found.kind, found.share),
    };
    Verdict {
        kind,
        share,
        score: log_odds(verdict.body, found.not_body),
        ..*verdict
    }
}
