//! What the pages of one site have in common.
//!
//! What stands on two pages of a site is hardly ever the article: menus, section heads, calls to subscribe, the fine
//! print. A [`SiteProfile`] counts such lines, and where they stood to the article, over the pages that it is fed with;
//! a [`Cleaner`](crate::Cleaner) takes what it learned as evidence among the rest.
//!
//! - [`keys`]: the names under which lines are counted: hashes of folded words.
//! - [`tally`]: the counts, exact up to a bound and a sketch beyond it.
//! - [`observe`]: what a judged page adds.
//! - [`standing`]: what a profile says of the lines of a page; [`evidence`]: what that is worth, by [`weights`].
//! - [`bytes`], [`readable`]: how a profile is stored.

mod bytes;
mod evidence;
mod keys;
mod observe;
#[cfg(feature = "serde")]
mod readable;
mod standing;
mod tally;
mod weights;

use std::fmt;

use crate::article::Article;
use tally::{Fingerprints, Tally};

pub(crate) use evidence::{SUREST, Site};
pub(crate) use standing::{Place, Seen, Standing};
pub use weights::SiteWeights;

/// What the pages of one site have in common: how many of them hold which line, and where it stood to their articles.
///
/// ```
/// use bodytext::{Cleaner, SiteProfile};
///
/// let pages = [
///     "Home | News\nThe harbour froze over on Monday night, the first time in forty years.\nRead next",
///     "Home | News\nThe council will vote on the new bridge in March, said its chairwoman.\nRead next",
/// ];
/// let cleaner = Cleaner::new();
/// let mut profile = SiteProfile::new();
/// for page in pages {
///     profile.learn(&cleaner.clean(page));
/// }
/// let stored = profile.to_bytes();
/// assert_eq!(SiteProfile::from_bytes(&stored), Ok(profile.clone()));
///
/// let article = cleaner.with_site(&profile).clean("Home | News\nA third story, of the lighthouse.\nRead next");
/// assert_eq!(article.blocks().len(), 3);
/// ```
///
/// # What is counted
///
/// Of each page: its lines, with case, marks and digits folded (`17 days ago` is `3 days ago`), and its short lines with
/// capitalised words folded too (`By John Smith, Oslo` is `By Ann Lee, Rome`); for each of them, whether the cleaner took
/// it for body text, and whether it stood above the body or below; the same of the elements and class names around lines
/// of HTML. A profile holds hashes and counts and no text.
///
/// # Bounds
///
/// A profile takes less than 64 KB, however many pages it learned, in memory and stored. Up to 3,600 different lines and
/// shapes, a few dozen pages of most sites, all counts are exact. Beyond that they are kept in a count-min sketch (Cormode and Muthukrishnan
/// 2005) of two rows of 3,600 cells: a count is never too low, and too high by about 4 % of the pages where pages have
/// 150 lines that no other page has. Of a page with more than 1,024 lines those with the 1,024 least hashes are counted.
/// Counts stop at 65,535.
///
/// # Order
///
/// What a profile holds depends on the pages alone: not on their order, nor on how they were dealt to profiles that
/// were merged.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(into = "readable::Readable", try_from = "readable::Readable")
)]
pub struct SiteProfile {
    pages: u32,
    /// Pages with an article.
    articles: u32,
    fingerprints: Fingerprints,
    tally: Tally,
}

impl SiteProfile {
    /// A profile that has learned nothing yet.
    #[must_use]
    pub fn new() -> SiteProfile {
        SiteProfile::default()
    }

    /// Learns a page of the site. Time linear in the page and in the size of the profile, which is bounded.
    ///
    /// What counts is how the page is judged without a profile: an article of a cleaner that has one is judged once more.
    pub fn learn(&mut self, article: &Article<'_>) {
        self.merge(&observe::observe(article));
    }

    /// Adds what another profile of the same site has learned. Associative and commutative: profiles of parts give the
    /// profile of the whole, bit for bit, however they are merged.
    pub fn merge(&mut self, other: &SiteProfile) {
        self.pages = self.pages.saturating_add(other.pages);
        self.articles = self.articles.saturating_add(other.articles);
        self.fingerprints.merge(&other.fingerprints);
        self.tally.merge(&other.tally);
    }

    /// How many pages were learned.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.pages as usize
    }

    /// Whether all counts are exact; if not, they are estimates, which are never too low.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.tally.is_exact()
    }

    /// The profile as bytes, less than 64 KB, the same for the same profile: what [`from_bytes`](SiteProfile::from_bytes)
    /// reads.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        bytes::write(self)
    }

    /// Reads a profile that [`to_bytes`](SiteProfile::to_bytes) wrote.
    ///
    /// # Errors
    /// [`Error::Profile`](crate::Error::Profile) if the bytes are not a profile, are cut short or too long, or are of a
    /// later version of the format. No bytes make it panic or take more memory than a profile does.
    pub fn from_bytes(bytes: &[u8]) -> Result<SiteProfile, crate::Error> {
        bytes::read(bytes).map_err(crate::Error::Profile)
    }

    /// What the profile knows of each block of a page, the page itself left aside if it was learned.
    #[must_use]
    pub fn recalls(&self, article: &Article<'_>) -> Vec<Recall> {
        observe::recalls(self, article)
    }
}

/// What a profile knows of a line.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Recall {
    others: u32,
    seen: Seen,
}

impl Recall {
    /// What a profile knows of the line of a block.
    pub(crate) fn of_line(standing: &Standing, at: usize) -> Option<Recall> {
        let place = standing.lines.get(at)?;
        Some(Recall {
            others: standing.others,
            seen: place.line,
        })
    }

    /// How many other pages of the site the profile has learned; copies of the page are not counted.
    #[must_use]
    pub fn of(&self) -> usize {
        self.others as usize
    }

    /// On how many of them the line stands, with case, marks and digits folded.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.seen.pages as usize
    }

    /// Share of those where it was taken for body text, 0 to 1.
    #[must_use]
    pub fn body(&self) -> f32 {
        self.seen.body
    }

    /// Share of those where it stood above the body, 0 to 1.
    #[must_use]
    pub fn above(&self) -> f32 {
        self.seen.above
    }

    /// Share of those where it stood below the body, 0 to 1.
    #[must_use]
    pub fn below(&self) -> f32 {
        self.seen.below
    }
}

impl fmt::Display for Recall {
    /// As `on 7 of 9 pages, above the body`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.pages() == 0 {
            return write!(f, "on none of {} pages", self.of());
        }
        let place = match self {
            _ if self.body() > 0.5 => "as body text",
            _ if self.above() > 0.6 => "above the body",
            _ if self.below() > 0.6 => "below the body",
            _ => "around the body",
        };
        write!(f, "on {} of {} pages, {place}", self.pages(), self.of())
    }
}
