//! A profile as bytes.
//!
//! ```text
//! "BTSP"  version 1  pages  articles
//! fingerprints: how many, then for each the step from the last one, and how often it was learned
//! 0  keys: how many, then for each the step from the last one, and its counts
//! 1  all cells of the sketch: four numbers of two bytes each, the lower byte first
//! ```
//!
//! Whole numbers are written in groups of seven bits, the lowest first (LEB128, as in WebAssembly). The counts of a key
//! that stands on one page are a byte of three bits; of any other a byte of 8 and four numbers of two bytes.

use super::SiteProfile;
use super::tally::{Counts, Fingerprints, Key, MOST_FINGERPRINTS, MOST_KEYS, ROWS, Tally, WIDTH};

const MAGIC: &[u8; 4] = b"BTSP";
const VERSION: u8 = 1;
const EXACT: u8 = 0;
const SKETCH: u8 = 1;
/// Marks counts of more than one page.
const SEVERAL: u8 = 8;

pub(super) fn write(profile: &SiteProfile) -> Vec<u8> {
    let mut out = Vec::with_capacity(1 << 14);
    out.extend(MAGIC);
    out.push(VERSION);
    number(&mut out, profile.pages);
    number(&mut out, profile.articles);
    let learned = &profile.fingerprints.learned;
    number(&mut out, learned.len() as u32);
    let mut last = 0;
    for (fingerprint, times) in learned {
        number(&mut out, fingerprint - last);
        number(&mut out, u32::from(*times));
        last = *fingerprint;
    }
    match &profile.tally {
        Tally::Exact(keys, counts) => {
            out.push(EXACT);
            number(&mut out, keys.len() as u32);
            let mut last = 0;
            for (key, counts) in keys.iter().zip(counts) {
                number(&mut out, key - last);
                last = *key;
                if counts.pages == 1 {
                    out.push((counts.body | counts.above << 1 | counts.below << 2) as u8);
                } else {
                    out.push(SEVERAL);
                    write_counts(&mut out, counts);
                }
            }
        }
        Tally::Sketch(cells) => {
            out.push(SKETCH);
            cells.iter().for_each(|cell| write_counts(&mut out, cell));
        }
    }
    out
}

fn write_counts(out: &mut Vec<u8>, counts: &Counts) {
    for count in [counts.pages, counts.body, counts.above, counts.below] {
        out.extend(count.to_le_bytes());
    }
}

fn number(out: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

type Result<T> = std::result::Result<T, &'static str>;

const CUT: &str = "the bytes are cut short";

/// What is left to read.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn byte(&mut self) -> Result<u8> {
        let (first, rest) = self.0.split_first().ok_or(CUT)?;
        self.0 = rest;
        Ok(*first)
    }

    fn number(&mut self) -> Result<u32> {
        let mut value = 0_u32;
        for shift in (0..).step_by(7).take(5) {
            let byte = self.byte()?;
            let bits = u32::from(byte & 0x7f);
            if shift == 28 && bits > 0xf {
                break;
            }
            value |= bits << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err("a number is too large")
    }

    /// A number that is the last one and a step.
    fn next_after(&mut self, last: u32) -> Result<u32> {
        let step = self.number()?;
        last.checked_add(step).ok_or("a number is too large")
    }

    /// A length of at most `most`.
    fn length(&mut self, most: usize) -> Result<usize> {
        let length = self.number()? as usize;
        if length > most {
            return Err("more entries than a profile holds");
        }
        Ok(length)
    }

    fn counts(&mut self) -> Result<Counts> {
        let mut pair = || Ok::<_, &str>(u16::from_le_bytes([self.byte()?, self.byte()?]));
        Ok(Counts {
            pages: pair()?,
            body: pair()?,
            above: pair()?,
            below: pair()?,
        })
    }

    fn counts_of_key(&mut self) -> Result<Counts> {
        match self.byte()? {
            SEVERAL => self.counts(),
            bits @ 0..SEVERAL => Ok(Counts {
                pages: 1,
                body: u16::from(bits & 1),
                above: u16::from(bits >> 1 & 1),
                below: u16::from(bits >> 2),
            }),
            _ => Err("counts are none"),
        }
    }
}

pub(super) fn read(bytes: &[u8]) -> Result<SiteProfile> {
    let rest = bytes
        .strip_prefix(MAGIC)
        .ok_or("the bytes begin otherwise")?;
    let mut reader = Reader(rest);
    if reader.byte()? != VERSION {
        return Err("the format is of another version");
    }
    let (pages, articles) = (reader.number()?, reader.number()?);
    let mut learned = Vec::new();
    let mut last = 0;
    for _ in 0..reader.length(MOST_FINGERPRINTS)? {
        last = reader.next_after(last)?;
        let times = reader.number()?;
        learned.push((
            last,
            u16::try_from(times).map_err(|_| "a number is too large")?,
        ));
    }
    let tally = match reader.byte()? {
        EXACT => {
            let (mut keys, mut counts): (Vec<Key>, Vec<Counts>) = (Vec::new(), Vec::new());
            let mut last = 0;
            for _ in 0..reader.length(MOST_KEYS)? {
                last = reader.next_after(last)?;
                keys.push(last);
                counts.push(reader.counts_of_key()?);
            }
            Tally::Exact(keys, counts)
        }
        SKETCH => {
            let cells = (0..ROWS * WIDTH).map(|_| reader.counts());
            Tally::Sketch(cells.collect::<Result<_>>()?)
        }
        _ => return Err("the counts are in no known form"),
    };
    if !reader.0.is_empty() {
        return Err("there are bytes behind the end");
    }
    checked(SiteProfile {
        pages,
        articles,
        fingerprints: Fingerprints { learned },
        tally,
    })
}

/// A profile that says nothing that no pages could have said.
pub(super) fn checked(profile: SiteProfile) -> Result<SiteProfile> {
    let learned = &profile.fingerprints.learned;
    if profile.articles > profile.pages || learned.len() > MOST_FINGERPRINTS {
        return Err("the numbers of pages do not agree");
    }
    if !learned.is_sorted_by(|one, next| one.0 < next.0) || learned.iter().any(|page| page.1 == 0) {
        return Err("the pages are out of order");
    }
    let agree = |counts: &Counts| counts.body.max(counts.above).max(counts.below) <= counts.pages;
    let (in_order, counts) = match &profile.tally {
        Tally::Exact(keys, counts) => {
            let fits = keys.len() <= MOST_KEYS && keys.len() == counts.len();
            let any = counts.iter().all(|counts| counts.pages > 0);
            (
                fits && any && keys.is_sorted_by(|one, next| one < next),
                &counts[..],
            )
        }
        Tally::Sketch(cells) => (cells.len() == ROWS * WIDTH, &cells[..]),
    };
    if !in_order || !counts.iter().all(agree) {
        return Err("the counts do not agree");
    }
    Ok(profile)
}
