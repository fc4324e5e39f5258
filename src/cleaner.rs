//! The pipeline, and the options that a caller may set.

mod doors;
mod threshold;

use std::sync::Arc;

use once_cell::sync::Lazy;

#[cfg(feature = "html")]
pub(crate) use self::doors::page_of;
use self::threshold::{Lines, decided};
use crate::article::{Article, Verdict};
use crate::cues::{self, Lexicon};
use crate::decode::{Link, body_share};
use crate::error::Error;
use crate::judge::Judge;
use crate::kind::Kind;
use crate::limits::{Limit, Limits, Truncation};
use crate::measure::{Facts, Measures};
use crate::page::Page;
#[cfg(feature = "html")]
use crate::segment;
use crate::site::{Site, SiteProfile, SiteWeights};
use crate::weights::Weights;

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

    /// Takes what the profile of a site has learned as evidence for dumps of pages of that site. The embedded table gives it
    /// no weight on HTML, where it was not seen to help; tables of the caller's may ([`Cleaner::site_weights`]).
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
        let threshold = self.balance.threshold(lines, page.is_html());
        for (verdict, link) in verdicts.iter_mut().zip(links) {
            *verdict = decided(verdict, &link.shares, threshold);
        }
        Article::assemble(page, verdicts, measures, self.clone())
    }
}
