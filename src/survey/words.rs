//! Words of a line against the words of the page: cohesion with the core, repetition, and the title's best candidate.

use smallvec::SmallVec;

use super::{Survey, head_key, line_key};
use crate::chars::pair;
use crate::cues::Cue;
use crate::measure::{DateShape, Facts, Measures, Place};
use crate::page::Page;

/// Two counts for each key, in open addressing.
///
/// A key is looked for in at most [`PROBES`] slots; where those are taken, it stays uncounted, and its place is an
/// empty slot behind the others. So a page whose words were chosen to collide costs no more than any other.
struct Counts<'a> {
    /// Keys and their counts.
    slots: &'a mut [[u32; 2]],
    mask: usize,
}

/// What was counted of a key.
#[derive(Clone, Copy)]
struct Count {
    first: u16,
    second: u16,
}

impl Count {
    /// Both counts as one number: the second one above the first.
    #[inline]
    fn of(number: u32) -> Count {
        Count {
            first: number as u16,
            second: (number >> 16) as u16,
        }
    }
}

const PROBES: usize = 12;
/// Words of one line are counted up to this.
const MOST: u32 = u16::MAX as u32;

/// How many numbers [`Counts`] needs for so many keys; on a page most words and many pairs of words come again, so half
/// of its slots stay free.
fn numbers_for(keys: usize) -> usize {
    2 * ((keys + 16).next_power_of_two() + 1)
}

impl<'a> Counts<'a> {
    /// Counts in these numbers, all 0 and as many as [`numbers_for`] says.
    fn new(numbers: &'a mut [u32]) -> Counts<'a> {
        let (slots, _) = numbers.as_chunks_mut();
        let mask = slots.len().saturating_sub(2);
        Counts { slots, mask }
    }

    /// Counts a key, as the first or second of its counts. Returns its place.
    #[inline]
    fn count(&mut self, key: u32, as_second: bool) -> u32 {
        let mut at = key as usize & self.mask;
        let mut left = PROBES;
        loop {
            let [found, counts] = &mut self.slots[at];
            // Both asked at once: which of them it is cannot be foretold.
            if (*found == key) | (*counts == 0) {
                *found = key;
                let Count { first, second } = Count::of(*counts);
                let first = first.saturating_add(u16::from(!as_second));
                let second = second.saturating_add(u16::from(as_second));
                *counts = u32::from(first) | u32::from(second) << 16;
                return at as u32;
            }
            left -= 1;
            if left == 0 {
                return self.mask as u32 + 1;
            }
            at = (at + 1) & self.mask;
        }
    }

    #[inline]
    fn at(&self, place: u32) -> Count {
        Count::of(self.slots[place as usize][1])
    }
}

impl Survey {
    /// Fills what the subject and repetition passes ask for.
    pub(super) fn compare_words(&mut self, page: &Page<'_>, measures: &Measures) {
        let keys = 2 * measures.content.len() + 2 * measures.facts.len();
        // One piece of memory for the counts and for the places of all that is counted.
        let mut numbers = vec![0; numbers_for(keys) + keys];
        let (counts, places) = numbers.split_at_mut(numbers_for(keys));
        let mut counts = Counts::new(counts);
        self.count_words(measures, &mut counts, places);
        let mut places = places.iter();
        for (at, facts) in measures.facts.iter().enumerate() {
            let in_core = self.core.holds(at);
            let line = &mut self.lines[at];
            let (mut shared, mut rare, mut unique, mut echo) = (0_u32, 0_u32, 0_u32, 0_u32);
            let length = facts.content_end - facts.content_start;
            for place in places.by_ref().take(length) {
                let Count { first, second } = counts.at(*place);
                let (core, rest) = if in_core {
                    (first.saturating_sub(1), second)
                } else {
                    (first, second.saturating_sub(1))
                };
                shared += u32::from(core > 0);
                rare += u32::from(core > 0 && rest == 0);
                unique += u32::from(core == 0 && rest == 0);
            }
            for place in places.by_ref().take(length.saturating_sub(1)) {
                echo += u32::from(counts.at(*place).first > 1);
            }
            line.shared = shared as f32;
            line.rare = rare.min(MOST) as u16;
            line.unique = unique.min(MOST) as u16;
            line.echo = echo.min(MOST) as u16;
            let mut others = || {
                let place = places.next();
                place.map_or(0, |place| counts.at(*place).first.saturating_sub(1))
            };
            (line.same, line.same_head) = (others(), others());
        }
        self.find_title(page, measures);
    }

    /// Counts words inside and outside the core, pairs of words, and lines. The places of all are noted line by line:
    /// those of its words, of their pairs, of the line and of its head.
    fn count_words(&self, measures: &Measures, counts: &mut Counts<'_>, places: &mut [u32]) {
        let mut places = places.iter_mut();
        for (at, facts) in measures.facts.iter().enumerate() {
            let outside = !self.core.holds(at);
            let content = measures.content_of(facts);
            for (word, place) in content.iter().zip(places.by_ref()) {
                *place = counts.count(*word, outside);
            }
            for (two, place) in content.windows(2).zip(places.by_ref()) {
                *place = counts.count(pair(two[0], two[1]), false);
            }
            let lines = [line_key(facts), head_key(facts)];
            for (key, place) in lines.into_iter().zip(places.by_ref()) {
                *place = counts.count(key, false);
            }
        }
    }

    /// Chooses the title's best candidate, and compares every line with it.
    fn find_title(&mut self, page: &Page<'_>, measures: &Measures) {
        let facts = &measures.facts;
        let last = if self.core.end > self.core.start {
            self.core.start + 2
        } else {
            facts.len()
        };
        let mut best: Option<(usize, f32)> = None;
        for (at, facts) in facts.iter().enumerate().take(last) {
            let score = self.title_score(at, facts);
            if score > 0.0 && best.is_none_or(|(_, before)| score >= before) {
                best = Some((at, score));
            }
        }
        let Some((title, _)) = best else { return };
        let words = measures.content_of(&facts[title]);
        // A title has no more than a few words.
        let mut sorted: SmallVec<[u32; 96]> = words.iter().copied().collect();
        sorted.sort_unstable();
        sorted.dedup();
        // A bit for each word's lowest six bits turns most other words away at once.
        let filter = sorted
            .iter()
            .fold(0_u64, |filter, word| filter | 1 << (word & 63));
        self.title = Some(title);
        self.title_content = sorted.len();
        let title_text = page.text_of(&page.blocks()[title]);
        for (at, this) in facts.iter().enumerate() {
            let content = measures.content_of(this);
            let mut seen = 0_u64;
            let mut held = 0;
            for word in content {
                if filter & (1 << (word & 63)) != 0
                    && let Ok(index) = sorted.binary_search(word)
                    && (index >= 64 || seen & (1 << index) == 0)
                {
                    seen |= 1_u64.checked_shl(index as u32).unwrap_or(0);
                    held += 1;
                }
            }
            let all = held >= sorted.len() && !sorted.is_empty();
            let line = &mut self.lines[at];
            line.title_words = held.min(sorted.len()) as u16;
            line.title_case = if at == title {
                1
            } else if this.hash == facts[title].hash
                || page.text_of(&page.blocks()[at]) == title_text
            {
                2
            } else if all {
                3
            } else if held >= 2 && held == content.len() {
                4
            } else {
                0
            };
        }
    }

    /// How well a line serves as the title, 0 for not at all: rare words of the core, said again elsewhere, near the
    /// core's beginning.
    fn title_score(&self, at: usize, facts: &Facts) -> f32 {
        let line = &self.lines[at];
        let short = (4..=90).contains(&facts.half_units);
        let other = facts.date >= DateShape::Date
            || 2 * facts.covered > facts.words + facts.dense
            || facts.cue(Cue::Credit) != Place::Absent
            || facts.inner_ends > 2;
        if !short || other || line.content == 0 {
            return 0.0;
        }
        let core = self.core.start.saturating_sub(at) as f32;
        let repeated = if line.same + line.same_head > 0 {
            0.5
        } else {
            0.0
        };
        let echo = f32::from(line.echo) / line.content as f32;
        let ended = if facts.ended() { 0.6 } else { 1.0 };
        let shared = (line.shared + 0.5) / (line.content as f32 + 2.0).sqrt();
        ended * (shared + repeated + 0.5 * echo) * (0.5 + 0.5 / (1.0 + core / 12.0))
    }
}
