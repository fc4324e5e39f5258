//! A profile as other programs may read it: numbers with names.

use serde::{Deserialize, Serialize};

use super::SiteProfile;
use super::bytes::checked;
use super::tally::{Counts, Fingerprints, Tally};

/// The form of a profile for `serde`.
#[derive(Serialize, Deserialize)]
pub(super) struct Readable {
    version: u8,
    /// Pages learned, and those of them with an article.
    pages: u32,
    articles: u32,
    /// Fingerprints of pages, ascending, and how often each was learned.
    learned: Vec<(u32, u16)>,
    /// Ascending hashes of lines; for each on how many pages it stands, as body text, above the body, below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    lines: Option<Vec<(u32, [u16; 4])>>,
    /// The same numbers for the cells of the sketch.
    #[serde(skip_serializing_if = "Option::is_none")]
    sketch: Option<Vec<[u16; 4]>>,
}

const VERSION: u8 = 1;

fn numbers(counts: &Counts) -> [u16; 4] {
    [counts.pages, counts.body, counts.above, counts.below]
}

fn counts([pages, body, above, below]: [u16; 4]) -> Counts {
    Counts {
        pages,
        body,
        above,
        below,
    }
}

impl From<SiteProfile> for Readable {
    fn from(profile: SiteProfile) -> Readable {
        let (lines, sketch) = match &profile.tally {
            Tally::Exact(keys, counts) => {
                let lines = keys.iter().copied().zip(counts.iter().map(numbers));
                (Some(lines.collect()), None)
            }
            Tally::Sketch(cells) => (None, Some(cells.iter().map(numbers).collect())),
        };
        Readable {
            version: VERSION,
            pages: profile.pages,
            articles: profile.articles,
            learned: profile.fingerprints.learned,
            lines,
            sketch,
        }
    }
}

impl TryFrom<Readable> for SiteProfile {
    type Error = crate::Error;

    fn try_from(form: Readable) -> Result<SiteProfile, crate::Error> {
        if form.version != VERSION {
            return Err(crate::Error::Profile("the format is of another version"));
        }
        let tally = match (form.lines, form.sketch) {
            (Some(lines), None) => {
                let (keys, numbers): (Vec<u32>, Vec<[u16; 4]>) = lines.into_iter().unzip();
                Tally::Exact(keys, numbers.into_iter().map(counts).collect())
            }
            (None, Some(cells)) => Tally::Sketch(cells.into_iter().map(counts).collect()),
            _ => return Err(crate::Error::Profile("either lines or a sketch is needed")),
        };
        checked(SiteProfile {
            pages: form.pages,
            articles: form.articles,
            fingerprints: Fingerprints {
                learned: form.learned,
            },
            tally,
        })
        .map_err(crate::Error::Profile)
    }
}
