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

/// What is counted of a line as a whole: it, and its head.
const LINE_KEYS: usize = 2;

/// Writes what is counted, line by line: its words; pairs of them; the line and its head.
fn write_keys(measures: &Measures, keys: &mut [u32]) {
    let mut left = keys;
    for facts in &measures.facts {
        let content = measures.content_of(facts);
        let Some((words, behind)) = left.split_at_mut_checked(content.len()) else {
            return;
        };
        let (pairs, behind) = behind.split_at_mut(content.len().saturating_sub(1));
        let (lines, behind) = behind.split_at_mut(LINE_KEYS);
        left = behind;
        words.copy_from_slice(content);
        for (key, two) in pairs.iter_mut().zip(content.windows(2)) {
            *key = pair(two[0], two[1]);
        }
        lines.copy_from_slice(&[line_key(facts), head_key(facts)]);
    }
}

impl Survey {
    /// Fills what the subject and repetition passes ask for.
    pub(super) fn compare_words(&mut self, page: &Page<'_>, measures: &Measures) {
        let total = 2 * (measures.content.len() + measures.facts.len());
        let core = self.core;
        let runs = measures.facts.iter().enumerate().flat_map(|(at, facts)| {
            let words = facts.content_end - facts.content_start;
            [
                (words, !core.holds(at)),
                (words.saturating_sub(1) + LINE_KEYS, false),
            ]
        });
        let counts = counts::count(total, |keys| write_keys(measures, keys), runs);
        let mut left = &counts[..];
        for (line, (at, facts)) in self.lines.iter_mut().zip(measures.facts.iter().enumerate()) {
            let length = facts.content_end - facts.content_start;
            let Some((words, behind)) = left.split_at_checked(length) else {
                break;
            };
            let (pairs, behind) = behind.split_at(length.saturating_sub(1));
            let (lines, behind) = behind.split_at(LINE_KEYS);
            left = behind;
            // A line's own word counts for no other line.
            let [own_first, own_second] = if core.holds(at) { [1, 0] } else { [0, 1] };
            let (mut shared, mut rare, mut no_rest) = (0_u32, 0_u32, 0_u32);
            for count in words {
                let Count { first, second } = Count::of(*count);
                let (in_core, in_rest) = (first > own_first, second > own_second);
                shared += u32::from(in_core);
                rare += u32::from(in_core & !in_rest);
                no_rest += u32::from(!in_rest);
            }
            let echo = |count: &u32| u32::from(Count::of(*count).first > 1);
            let echo: u32 = pairs.iter().map(echo).sum();
            line.shared = shared as f32;
            line.rare = rare.min(MOST) as u16;
            line.unique = (no_rest - rare).min(MOST) as u16;
            line.echo = echo.min(MOST) as u16;
            let others = |count: u32| Count::of(count).first.saturating_sub(1);
            if let [same, same_head] = lines {
                (line.same, line.same_head) = (others(*same), others(*same_head));
            }
        }
        self.find_title(page, measures);
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
