//! What the second round of passes must know of the whole page, gathered in a few linear sweeps.
//!
//! The first look at a block gives its probability of being prose; that times its length is *mass*: half units of
//! likely prose. Sums over mass tell where the story lies; all sums
//! are kept as running totals, so that any window costs two look-ups.

mod counts;
mod runs;
#[cfg(feature = "html")]
mod tree;
mod words;

use crate::chars::pair;
use crate::cues::Cue;
use crate::decode::logistic;
use crate::measure::{DateShape, Facts, Measures, Place};
use crate::page::Page;
use crate::pass::outline;

pub(crate) use runs::Span;
#[cfg(feature = "html")]
pub(crate) use tree::{Tree, names_around};

/// Running totals over the lines above a line.
#[derive(Clone, Copy, Default)]
pub(crate) struct Totals {
    /// Half units of text.
    pub(crate) units: f32,
    /// Half units of likely prose.
    pub(crate) mass: f32,
    pub(crate) dates: u32,
    pub(crate) cues: u32,
    pub(crate) heads: u32,
    pub(crate) tails: u32,
    /// Marks of comment threads: "reply", "says:", "3 comments" on lines of their own.
    pub(crate) marks: u32,
    /// Lines that speak of terms and privacy, or of a page that could not be shown; calls to act; sentences.
    pub(crate) legal: u32,
    pub(crate) promotion: u32,
    pub(crate) sentences: u32,
    /// Content words the core uses elsewhere, and all content words.
    pub(crate) shared: f32,
    pub(crate) content: f32,
    /// Lines whose outline equals that of the line 1, 2, 3, 4 lines above.
    pub(crate) beats: [u32; 4],
}

/// What is known of a line among the others.
#[derive(Clone, Copy, Default)]
pub(crate) struct Line {
    pub(crate) above: Totals,
    /// The first look as a probability of prose.
    pub(crate) prose: f32,
    /// The first look in nine steps, 0 surely not prose, 8 surely prose.
    pub(crate) level: u8,
    /// An index of [`crate::reason::OUTLINES`].
    pub(crate) outline: u8,
    /// The section head above, an index of [`crate::reason::HEADS`], and lines since it.
    pub(crate) claim: u8,
    pub(crate) claim_distance: u32,
    /// Lines to the nearest sure prose above and below.
    pub(crate) since_prose: u32,
    pub(crate) until_prose: u32,
    /// Half units of likely prose since the last line that stands below an article.
    pub(crate) prose_since_tail: f32,
    pub(crate) content: u32,
    pub(crate) shared: f32,
    pub(crate) rare: u16,
    pub(crate) unique: u16,
    pub(crate) echo: u16,
    pub(crate) same: u16,
    pub(crate) same_head: u16,
    pub(crate) title_words: u16,
    /// An index of the cases of [`crate::reason::Feature::TitleIs`].
    pub(crate) title_case: u8,
}

/// The survey of a page.
#[derive(Default)]
pub(crate) struct Survey {
    /// One a block, and one more that holds the page's totals.
    pub(crate) lines: Vec<Line>,
    pub(crate) blank_lines: u32,
    pub(crate) tight: Span,
    pub(crate) core: Span,
    pub(crate) loose: Span,
    pub(crate) rival: Span,
    pub(crate) core_mass: f32,
    pub(crate) rival_mass: f32,
    /// The best candidate for the title.
    pub(crate) title: Option<usize>,
    /// Content words of that candidate.
    pub(crate) title_content: usize,
    /// Where the prose stands among the elements of a page of HTML.
    #[cfg(feature = "html")]
    pub(crate) tree: Option<Tree>,
}

/// First looks from here on make prose sure, if the line has [`SURE_UNITS`] half units too.
const SURE: f32 = 0.85;
const SURE_UNITS: u32 = 20;
/// A line counts with at most so many half units of text, so that one giant line cannot hide a story.
const MOST_UNITS: u32 = 400;
/// A section's head is at most so long, in half units.
const HEAD_UNITS: u32 = 14;

impl Survey {
    /// Surveys a page, given the first look at every block in log-odds.
    pub(crate) fn new(
        page: &Page<'_>,
        measures: &Measures,
        looks: impl Iterator<Item = f32>,
    ) -> Survey {
        let facts = &measures.facts;
        let mut survey = Survey {
            lines: Vec::with_capacity(facts.len() + 1),
            ..Survey::default()
        };
        for ((facts, look), block) in facts.iter().zip(looks).zip(page.blocks()) {
            survey.blank_lines = survey.blank_lines.saturating_add(block.blank_before);
            survey.lines.push(Line {
                prose: logistic(look),
                level: (look.clamp(-4.0, 4.0) + 4.5) as u8,
                outline: outline(facts) as u8,
                content: (facts.content_end - facts.content_start) as u32,
                ..Line::default()
            });
        }
        survey.lines.push(Line::default());
        survey.distances(facts);
        survey.find_runs(facts);
        survey.compare_words(page, measures);
        survey.sections(facts);
        survey.totals(facts);
        #[cfg(feature = "html")]
        if let Some(flat) = page.markup() {
            survey.tree = Some(Tree::new(flat, facts, &survey.lines));
        }
        survey
    }

    /// How many blocks there are.
    pub(crate) fn count(&self) -> usize {
        self.lines.len() - 1
    }

    /// The totals of the whole page.
    pub(crate) fn total(&self) -> &Totals {
        &self.lines[self.count()].above
    }

    /// Likely prose and text in half units between two lines.
    pub(crate) fn prose_between(&self, start: usize, end: usize) -> (f32, f32) {
        let (from, to) = self.window(start, end);
        (to.mass - from.mass, to.units - from.units)
    }

    /// Content words between two lines: those the core shares, and all.
    pub(crate) fn subject_between(&self, start: usize, end: usize) -> (f32, f32) {
        let (from, to) = self.window(start, end);
        (to.shared - from.shared, to.content - from.content)
    }

    /// Counts of dates, cues and heads between two lines.
    pub(crate) fn between(&self, start: usize, end: usize) -> Totals {
        let (from, to) = self.window(start, end);
        Totals {
            dates: to.dates - from.dates,
            cues: to.cues - from.cues,
            heads: to.heads - from.heads,
            marks: to.marks - from.marks,
            ..*to
        }
    }

    /// How regularly outlines repeat in the 16 lines around one: the most matches at any of four distances.
    pub(crate) fn rhythm(&self, at: usize) -> u32 {
        let (from, to) = self.window(at.saturating_sub(8), at + 8);
        to.beats
            .iter()
            .zip(from.beats)
            .map(|(to, from)| to - from)
            .max()
            .unwrap_or(0)
    }

    fn window(&self, start: usize, end: usize) -> (&Totals, &Totals) {
        let end = end.min(self.count());
        (&self.lines[start.min(end)].above, &self.lines[end].above)
    }

    /// Distances to sure prose, and prose since the last tail.
    fn distances(&mut self, facts: &[Facts]) {
        let far = 1 << 12;
        let sure =
            |line: &Line, facts: &Facts| line.prose >= SURE && facts.half_units >= SURE_UNITS;
        let mut since = far;
        for (line, facts) in self.lines.iter_mut().zip(facts) {
            line.since_prose = since;
            since = if sure(line, facts) {
                1
            } else {
                (since + 1).min(far)
            };
        }
        let mut until = far;
        for (line, facts) in self.lines.iter_mut().zip(facts).rev() {
            line.until_prose = until;
            until = if sure(line, facts) {
                1
            } else {
                (until + 1).min(far)
            };
        }
    }

    /// Heads, and the lines each of them claims.
    fn sections(&mut self, facts: &[Facts]) {
        let (mut claim, mut distance, mut prose) = (0, 0, 0.0);
        for (line, facts) in self.lines.iter_mut().zip(facts) {
            let head = head_of(facts);
            distance += 1;
            if head > 0 {
                (claim, distance) = (head, 0);
            } else if line.prose >= SURE && facts.half_units >= SURE_UNITS {
                claim = 0;
            }
            line.claim = claim;
            line.claim_distance = distance;
            line.prose_since_tail = prose;
            prose = if is_tail(head) {
                0.0
            } else {
                prose + line.prose * facts.half_units.min(MOST_UNITS) as f32
            };
        }
    }

    fn totals(&mut self, facts: &[Facts]) {
        let mut above = Totals::default();
        for at in 0..facts.len() {
            let facts = &facts[at];
            let line = &self.lines[at];
            let units = facts.half_units.min(MOST_UNITS) as f32;
            let mut next = above;
            next.units += units;
            next.mass += units * line.prose;
            next.dates +=
                u32::from(facts.date >= DateShape::Day || facts.cue(Cue::Ago) >= Place::End);
            next.cues += u32::from(line.outline == 10);
            next.shared += line.shared;
            next.content += line.content as f32;
            let head = head_of(facts);
            next.heads += u32::from(head > 0);
            next.tails += u32::from(is_tail(head));
            next.marks += u32::from(is_thread_mark(facts));
            let speaks = |cue: Cue| facts.cue(cue) != Place::Absent;
            next.legal += u32::from(speaks(Cue::Legal) || speaks(Cue::Shell));
            next.promotion += u32::from(speaks(Cue::Promotion));
            next.sentences += u32::from(facts.is_sentence());
            for (distance, beats) in next.beats.iter_mut().enumerate() {
                *beats += u32::from(
                    at > distance && self.lines[at - distance - 1].outline == line.outline,
                );
            }
            self.lines[at].above = above;
            above = next;
        }
        if let Some(last) = self.lines.last_mut() {
            last.above = above;
        }
    }
}

/// The kind of section that a line heads, an index of [`crate::reason::HEADS`]; 0 for none.
fn head_of(facts: &Facts) -> u8 {
    const CUES: [(u8, Cue); 6] = [
        (1, Cue::Related),
        (2, Cue::Latest),
        (3, Cue::Topics),
        (5, Cue::Comments),
        (4, Cue::Promotion),
        (6, Cue::Legal),
    ];
    if facts.half_units > HEAD_UNITS || facts.cue_classes == 0 {
        return 0;
    }
    let whole = CUES.iter().find(|(_, cue)| facts.cue(*cue) == Place::Whole);
    let begun = || CUES.iter().find(|(_, cue)| facts.cue(*cue) == Place::Start);
    whole.or_else(begun).map_or(0, |(head, _)| *head)
}

/// Whether a line is one of those that stand between the comments of a thread.
fn is_thread_mark(facts: &Facts) -> bool {
    facts.half_units <= 2 * HEAD_UNITS
        && facts.cue(Cue::Comments) >= Place::End
        && !facts.is_sentence()
}

/// Whether a head stands below an article: lists of stories, comments, legal text.
fn is_tail(head: u8) -> bool {
    matches!(head, 1 | 2 | 5 | 6)
}

/// The hash of a line's words in order; lines with the same words count as repeats.
fn line_key(facts: &Facts) -> u32 {
    pair(facts.hash, 0x5eed)
}

/// The hash of the first words of a line.
fn head_key(facts: &Facts) -> u32 {
    pair(facts.head_hash, 0xbead)
}
