//! What a profile says of the lines of a page.

use std::collections::HashMap;

use super::SiteProfile;
use super::keys::{Key, LineHashes, Of};
use super::observe::Lines;
use super::tally::Counts;
use crate::page::Page;
#[cfg(feature = "html")]
use crate::survey::names_around;

/// The keys of a line.
pub(super) struct Names {
    line: Key,
    shape: Option<Key>,
    /// The elements around it, of a page of HTML.
    #[cfg(feature = "html")]
    elements: Option<[Key; 2]>,
}

impl Names {
    /// The keys of a page's line; `None` for one without words.
    pub(super) fn of(page: &Page<'_>, at: usize, hashes: &LineHashes) -> Option<Names> {
        #[cfg(not(feature = "html"))]
        let _ = (page, at);
        Some(Names {
            line: Of::Line.key(hashes.line?),
            shape: hashes.shape.map(|shape| Of::Shape.key(shape)),
            #[cfg(feature = "html")]
            elements: page.markup().and_then(|flat| {
                let [own, around] = names_around(flat, flat.markups.get(at)?.element);
                Some([Of::Template.key(own), Of::Holder.key(around)])
            }),
        })
    }

    /// Hands out all keys.
    pub(super) fn each(&self, mut take: impl FnMut(Key)) {
        take(self.line);
        self.shape.iter().for_each(|key| take(*key));
        #[cfg(feature = "html")]
        self.elements.iter().flatten().for_each(|key| take(*key));
    }
}

/// On how many other pages something stands, and how.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(crate) struct Seen {
    pub(crate) pages: u32,
    /// The share of pages that it is expected to stand on: [`expected`].
    pub(crate) share: f32,
    /// Shares of the pages that it stands on: where it was body text, stood above it, below it.
    pub(crate) body: f32,
    pub(crate) above: f32,
    pub(crate) below: f32,
}

/// The share of a site's pages on which a line that stands on `seen` of `pages` is expected to stand.
///
/// The mean of a beta distribution that begins at [`PRIOR`] with the weight of one page: so 1 of 1 says less than 4 of 4,
/// and what is fitted on few pages holds for many.
fn expected(seen: u32, pages: u32) -> f32 {
    (seen as f32 + PRIOR) / (pages as f32 + 1.0)
}

/// Of the lines of a page, so many stand again on another page of the site.
const PRIOR: f32 = 0.3;

impl Seen {
    /// Of the counts of all pages, those of the others: without `left_out` pages that held it too.
    fn new(counts: Counts, others: u32, left_out: u32) -> Seen {
        let all = f32::from(counts.pages.max(1));
        let pages = u32::from(counts.pages).saturating_sub(left_out).min(others);
        Seen {
            pages,
            share: expected(pages, others),
            body: f32::from(counts.body) / all,
            above: f32::from(counts.above) / all,
            below: f32::from(counts.below) / all,
        }
    }

    /// Whether it stands on more of the site's pages than chance and copied stories put it on.
    pub(crate) fn repeats(&self) -> bool {
        self.pages > 0 && self.share >= 0.2
    }
}

/// What a profile says of a line.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    /// The page's own verdict: the probability of body text.
    pub(crate) alone: f32,
    pub(crate) line: Seen,
    pub(crate) shape: Option<Seen>,
    #[cfg(feature = "html")]
    pub(crate) elements: Option<[Seen; 2]>,
    /// How surely a line above that may end the story here stands below the body on other pages: 0 to 1.
    pub(crate) past_end: f32,
}

/// What a profile says of a page.
pub(crate) struct Standing {
    /// How many other pages the profile has learned.
    pub(crate) others: u32,
    pub(crate) lines: Vec<Place>,
}

/// A line with as many half units is long enough to tell whether a page is a copy of another.
const TELLING: f32 = 20.0;
/// A line counts with at most so many half units.
const MOST_UNITS: f32 = 400.0;
/// Body text from this probability on.
const EVEN: f32 = 0.5;
/// The share of a page's likely body text that stands before its end, at least. In `shared/corpus`, lines that end other
/// stories and have less before them stand within the body on 5 of 6 pages; with more, behind it on 17 of 21.
const BEFORE_END: f32 = 0.66;

impl Standing {
    /// `bodies` has for each block the probability of body text that the page alone gives it, and its length in half
    /// units.
    pub(crate) fn new(profile: &SiteProfile, page: &Page<'_>, bodies: &[(f32, f32)]) -> Standing {
        let lines = Lines::of(page);
        let own = profile
            .fingerprints
            .times(lines.fingerprint)
            .min(profile.pages);
        let mut names = Vec::with_capacity(lines.hashes.len());
        let mut counts = Vec::with_capacity(lines.hashes.len());
        for (at, hashes) in lines.hashes.iter().enumerate() {
            let name = Names::of(page, at, hashes);
            let count = |name: &Names| profile.tally.get(name.line);
            counts.push(name.as_ref().map_or(Counts::default(), count));
            names.push(name);
        }
        let left_out = own + copies(&counts, bodies, own, profile.pages - own);
        let others = profile.pages.saturating_sub(left_out);
        let mut standing = Standing {
            others,
            lines: Vec::with_capacity(counts.len()),
        };
        if others == 0 {
            standing.lines.resize(counts.len(), Place::default());
            return standing;
        }
        let seen = |counts: Counts| Seen::new(counts, others, left_out);
        for ((name, counts), (alone, _)) in names.iter().zip(counts).zip(bodies) {
            let of = |key: Key| seen(profile.tally.get(key));
            let alone = Place {
                alone: *alone,
                ..Place::default()
            };
            standing.lines.push(match name {
                Some(name) => Place {
                    line: seen(counts),
                    shape: name.shape.map(of),
                    #[cfg(feature = "html")]
                    elements: name.elements.map(|keys| keys.map(of)),
                    ..alone
                },
                None => alone,
            });
        }
        standing.ends(&names, bodies);
        standing
    }

    /// Finds the lines that end the story on other pages. One with less than [`BEFORE_END`] of the body's text before it is
    /// no end here: a menu repeats the names of sections that stand below the story elsewhere. Nor is one that stands again
    /// below: calls to subscribe stand below one story and within the next.
    fn ends(&mut self, names: &[Option<Names>], bodies: &[(f32, f32)]) {
        let mass = |place: &Place, units: f32| {
            let stands_again = place.line.repeats() && place.line.body < EVEN;
            if place.alone >= EVEN && !stands_again {
                units.min(MOST_UNITS)
            } else {
                0.0
            }
        };
        let repeated = |at: usize| {
            let name = names.get(at)?.as_ref()?;
            self.lines[at].line.repeats().then_some(name.line)
        };
        let last: HashMap<Key, usize> = (0..self.lines.len())
            .filter_map(|at| Some((repeated(at)?, at)))
            .collect();
        let is_last: Vec<bool> = (0..self.lines.len())
            .map(|at| repeated(at).is_some_and(|key| last.get(&key) == Some(&at)))
            .collect();
        let masses = self.lines.iter().zip(bodies);
        let enough = BEFORE_END * masses.map(|(place, body)| mass(place, body.1)).sum::<f32>();
        let (mut sum, mut end) = (0.0, 0.0_f32);
        for ((place, body), is_last) in self.lines.iter_mut().zip(bodies).zip(is_last) {
            place.past_end = end;
            sum += mass(place, body.1);
            if sum >= enough && is_last {
                end = end.max(place.line.share * place.line.below);
            }
        }
    }
}

/// How many of the other pages are copies of this one, or other versions of its story: the count that half of its likely body
/// text has, by length. A page whose text stands on many others is no copy but one that holds little of its own.
fn copies(counts: &[Counts], bodies: &[(f32, f32)], own: u32, others: u32) -> u32 {
    let mut mass: Vec<(u32, f32)> = counts
        .iter()
        .zip(bodies)
        .filter(|(_, (_, units))| *units >= TELLING)
        .map(|(counts, (body, units))| {
            let pages = u32::from(counts.pages).saturating_sub(own);
            (pages.min(others), body * units.min(MOST_UNITS))
        })
        .collect();
    mass.sort_by_key(|(pages, _)| *pages);
    let half = mass.iter().map(|(_, mass)| mass).sum::<f32>() / 2.0;
    let mut sum = 0.0;
    let middle = mass.iter().find(|(_, mass)| {
        sum += mass;
        sum > half
    });
    let copies = middle.map_or(0, |(pages, _)| *pages);
    if copies <= (others / 3).max(1) {
        copies
    } else {
        0
    }
}
