//! What a judged page adds to the profile of its site.

use super::keys::{Key, LineHashes, of_line};
use super::standing::{Names, Standing};
use super::tally::{Counts, Fingerprints, Tally};
use super::{Recall, SiteProfile};
use crate::article::Article;
use crate::chars::pair;
use crate::page::Page;

/// Of a page with more keys, those with the least hashes are counted.
const MOST_KEYS: usize = 1024;
/// A page with less body text than this, in half units, has no article that lines could stand above or below.
const ENOUGH: f32 = 150.0;
/// A line stands above the body if no more than this share of the body's text is above it, and below likewise: one line
/// that was taken for body text in a menu or a footer must not move the body's ends.
const EDGE: f32 = 0.05;
/// Body text from this probability on.
const EVEN: f32 = 0.5;

/// The lines of a page, and a hash of them all.
pub(super) struct Lines {
    pub(super) hashes: Vec<LineHashes>,
    pub(super) fingerprint: u32,
}

impl Lines {
    pub(super) fn of(page: &Page<'_>) -> Lines {
        let hashes: Vec<LineHashes> = page
            .blocks()
            .iter()
            .map(|block| of_line(page.text_of(block)))
            .collect();
        let fingerprint = hashes
            .iter()
            .fold(0, |hash, line| pair(hash, line.line.unwrap_or(0)));
        Lines {
            hashes,
            fingerprint,
        }
    }
}

/// How a line was judged.
#[derive(Clone, Copy)]
struct Judged {
    is_body: bool,
    units: f32,
    above: bool,
    below: bool,
}

/// What one page tells.
pub(super) fn observe(article: &Article<'_>) -> SiteProfile {
    let (page, judged) = (article.page(), judged(article));
    let has_article = judged
        .iter()
        .any(|line| line.above || line.below || line.is_body);
    let lines = Lines::of(page);
    let mut met: Vec<(Key, Judged)> = Vec::with_capacity(3 * judged.len());
    for (at, (hashes, judged)) in lines.hashes.iter().zip(&judged).enumerate() {
        let Some(names) = Names::of(page, at, hashes) else {
            continue;
        };
        names.each(|key| met.push((key, *judged)));
    }
    let mut counted = counted(met);
    counted.truncate(MOST_KEYS);
    SiteProfile {
        pages: 1,
        articles: u32::from(has_article),
        fingerprints: Fingerprints::of(lines.fingerprint),
        tally: Tally::of(counted),
    }
}

/// How each line was judged without a profile, and where it stands to the body.
fn judged(article: &Article<'_>) -> Vec<Judged> {
    let bodies = article.bodies_without_site();
    let total: f32 = bodies
        .iter()
        .map(|(body, units)| if *body >= EVEN { *units } else { 0.0 })
        .sum();
    let mut mass = 0.0;
    bodies
        .iter()
        .map(|(body, units)| {
            let is_body = *body >= EVEN;
            let placed = !is_body && total >= ENOUGH;
            let judged = Judged {
                is_body,
                units: *units,
                above: placed && mass <= EDGE * total,
                below: placed && mass >= (1.0 - EDGE) * total,
            };
            if is_body {
                mass += units;
            }
            judged
        })
        .collect()
}

/// One entry a key, ascending: what is said of a key on a page with several such lines is what holds of most of their
/// text, and a place that holds of all.
fn counted(mut met: Vec<(Key, Judged)>) -> Vec<(Key, Counts)> {
    met.sort_by_key(|(key, _)| *key);
    met.chunk_by(|one, next| one.0 == next.0)
        .map(|same| {
            let units = |body: bool| -> f32 {
                let lines = same.iter().filter(|line| line.1.is_body == body);
                lines.map(|line| line.1.units).sum()
            };
            let all =
                |holds: fn(&Judged) -> bool| u16::from(same.iter().all(|line| holds(&line.1)));
            let counts = Counts {
                pages: 1,
                body: u16::from(units(true) > units(false)),
                above: all(|line| line.above),
                below: all(|line| line.below),
            };
            (same[0].0, counts)
        })
        .collect()
}

/// What a profile knows of each block of a page.
pub(super) fn recalls(profile: &SiteProfile, article: &Article<'_>) -> Vec<Recall> {
    let standing = Standing::new(profile, article.page(), &article.bodies_without_site());
    (0..standing.lines.len())
        .filter_map(|at| Recall::of_line(&standing, at))
        .collect()
}
