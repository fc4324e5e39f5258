//! Words of a line against the words of the page: cohesion with the core, repetition, and the title's best candidate.

use smallvec::SmallVec;

use super::counts::{self, Count};
use super::{Survey, head_key, line_key};
use crate::chars::pair;
use crate::cues::Cue;
use crate::measure::{DateShape, Facts, Measures, Place};
use crate::page::Page;

/// Words of one line are counted up to this.
const MOST: u32 = u16::MAX as u32;

impl Survey {
    /// Fills what the subject and repetition passes ask for.
    pub(super) fn compare_words(&mut self, page: &Page<'_>, measures: &Measures) {
        let keys = 2 * (measures.content.len() + measures.facts.len());
        let counts = counts::count(keys, self.keys(measures));
        let mut counts = counts.iter().map(|number| Count::of(*number));
        for (at, facts) in measures.facts.iter().enumerate() {
            let in_core = self.core.holds(at);
            let line = &mut self.lines[at];
            let (mut shared, mut rare, mut unique, mut echo) = (0_u32, 0_u32, 0_u32, 0_u32);
            let length = facts.content_end - facts.content_start;
            for Count { first, second } in counts.by_ref().take(length) {
                let (core, rest) = if in_core {
                    (first.saturating_sub(1), second)
                } else {
                    (first, second.saturating_sub(1))
                };
                shared += u32::from(core > 0);
                rare += u32::from(core > 0 && rest == 0);
                unique += u32::from(core == 0 && rest == 0);
            }
            for pair in counts.by_ref().take(length.saturating_sub(1)) {
                echo += u32::from(pair.first > 1);
            }
            line.shared = shared as f32;
            line.rare = rare.min(MOST) as u16;
            line.unique = unique.min(MOST) as u16;
            line.echo = echo.min(MOST) as u16;
            let mut others = || {
                counts
                    .next()
                    .map_or(0, |count| count.first.saturating_sub(1))
            };
            (line.same, line.same_head) = (others(), others());
        }
        self.find_title(page, measures);
    }

    /// What is counted, line by line: its words, inside or outside of the core; pairs of them; the line and its head.
    fn keys(&self, measures: &Measures) -> impl Iterator<Item = (u32, bool)> + Clone {
        measures.facts.iter().enumerate().flat_map(|(at, facts)| {
            let outside = !self.core.holds(at);
            let content = measures.content_of(facts);
            let words = content.iter().map(move |word| (*word, outside));
            let pairs = content.windows(2).map(|two| (pair(two[0], two[1]), false));
            let lines = [line_key(facts), head_key(facts)].map(|key| (key, false));
            words.chain(pairs).chain(lines)
        })
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
