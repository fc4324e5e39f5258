//! Words of a line against the words of the page: cohesion with the core, repetition, and the title's best candidate.

use super::{Survey, head_key, line_key};
use crate::chars::pair;
use crate::cues::Cue;
use crate::measure::{DateShape, Facts, Measures, Place};
use crate::page::Page;

/// Two counts for each key, in open addressing.
///
/// A key is looked for in at most [`PROBES`] places; where those are taken, it stays uncounted. So a page whose words
/// were chosen to collide costs no more than any other.
struct Counts {
    slots: Vec<Slot>,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    key: u32,
    first: u16,
    second: u16,
}

const PROBES: usize = 12;
/// Words of one line are counted up to this.
const MOST: u32 = u16::MAX as u32;

impl Counts {
    /// Room for `count` keys; on a page most words and many pairs of words come again, so half of it stays free.
    fn for_keys(count: usize) -> Counts {
        Counts {
            slots: vec![Slot::default(); (count + 16).next_power_of_two()],
        }
    }

    fn slot(&mut self, key: u32) -> Option<&mut Slot> {
        let mask = self.slots.len() - 1;
        let at = (0..PROBES)
            .map(|step| (key as usize + step) & mask)
            .find(|at| {
                let slot = &self.slots[*at];
                slot.key == key || (slot.first == 0 && slot.second == 0)
            })?;
        let slot = &mut self.slots[at];
        slot.key = key;
        Some(slot)
    }

    fn get(&self, key: u32) -> Slot {
        let mask = self.slots.len() - 1;
        for step in 0..PROBES {
            let slot = self.slots[(key as usize + step) & mask];
            if slot.first == 0 && slot.second == 0 {
                break;
            }
            if slot.key == key {
                return slot;
            }
        }
        Slot::default()
    }
}

impl Survey {
    /// Fills what the subject and repetition passes ask for.
    pub(super) fn compare_words(&mut self, page: &Page<'_>, measures: &Measures) {
        let mut counts = Counts::for_keys(2 * measures.content.len() + 2 * measures.facts.len());
        self.count_words(measures, &mut counts);
        for (at, facts) in measures.facts.iter().enumerate() {
            let content = measures.content_of(facts);
            let in_core = self.core.holds(at);
            let line = &mut self.lines[at];
            let (mut shared, mut rare, mut unique) = (0_u32, 0_u32, 0_u32);
            for &word in content {
                let Slot { first, second, .. } = counts.get(word);
                let (core, rest) = if in_core {
                    (first.saturating_sub(1), second)
                } else {
                    (first, second.saturating_sub(1))
                };
                shared += u32::from(core > 0);
                rare += u32::from(core > 0 && rest == 0);
                unique += u32::from(core == 0 && rest == 0);
            }
            let pairs = content.windows(2).map(|two| pair(two[0], two[1]));
            let echo = pairs.filter(|key| counts.get(*key).first > 1).count();
            line.shared = shared as f32;
            line.rare = rare.min(MOST) as u16;
            line.unique = unique.min(MOST) as u16;
            line.echo = echo.min(MOST as usize) as u16;
            line.same = counts.get(line_key(facts)).first.saturating_sub(1);
            line.same_head = counts.get(head_key(facts)).first.saturating_sub(1);
        }
        self.find_title(page, measures);
    }

    /// Counts words inside and outside the core, pairs of words, and lines.
    fn count_words(&self, measures: &Measures, counts: &mut Counts) {
        for (at, facts) in measures.facts.iter().enumerate() {
            let in_core = self.core.holds(at);
            let content = measures.content_of(facts);
            for &word in content {
                if let Some(slot) = counts.slot(word) {
                    if in_core {
                        slot.first = slot.first.saturating_add(1);
                    } else {
                        slot.second = slot.second.saturating_add(1);
                    }
                }
            }
            let pairs = content.windows(2).map(|two| pair(two[0], two[1]));
            for key in pairs.chain([line_key(facts), head_key(facts)]) {
                if let Some(slot) = counts.slot(key) {
                    slot.first = slot.first.saturating_add(1);
                }
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
        let mut sorted: Vec<u32> = words.to_vec();
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
