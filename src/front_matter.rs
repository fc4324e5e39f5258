//! Title, byline and dates as the text shows them, found among the blocks that were judged to hold them. What the markup
//! of HTML says of them is the matter of `metadata`.
//!
//! All are left empty where in doubt: a wrong author is worse than none. All are ranges of the page's text.

#[cfg(feature = "html")]
mod beside;
mod dates;

use std::ops::Range;

use crate::article::{Dated, Verdict};
use crate::chars::{Class, class};
use crate::cues::{Cue, Lexicon};
use crate::kind::Kind;
use crate::measure::{Facts, Measures, Place};
use crate::page::Page;
use crate::pattern;

/// What was found about the article.
#[derive(Clone, Debug, Default)]
pub(crate) struct FrontMatter {
    pub(crate) title: Option<Range<usize>>,
    pub(crate) byline: Option<Range<usize>>,
    /// The authors' names, where the markup alone gives them.
    pub(crate) names: Option<String>,
    pub(crate) published: Option<Dated>,
    pub(crate) modified: Option<Dated>,
}

/// A block serves as a source from this probability of its kind on: its kind is the likeliest of seventeen then, and
/// what it holds must have the right form besides.
const SURE: f32 = 0.3;
/// A byline holds at most so many words.
const BYLINE_WORDS: u32 = 14;

/// What all searches look at.
struct Search<'a> {
    page: &'a Page<'a>,
    verdicts: &'a [Verdict],
    facts: &'a [Facts],
    lexicon: &'a Lexicon,
    /// The first block of the body.
    body: usize,
}

impl FrontMatter {
    pub(crate) fn find(
        page: &Page<'_>,
        verdicts: &[Verdict],
        measures: &Measures,
        lexicon: &Lexicon,
    ) -> FrontMatter {
        let body = verdicts
            .iter()
            .position(|verdict| verdict.kind == Kind::Body)
            .unwrap_or(verdicts.len());
        let search = Search {
            page,
            verdicts,
            facts: &measures.facts,
            lexicon,
            body,
        };
        let (published, modified) = search.dates();
        FrontMatter {
            title: search.title(),
            byline: search.byline(),
            names: None,
            published,
            modified,
        }
    }
}

impl Search<'_> {
    /// Blocks of a kind that are sure enough, by index.
    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = usize> {
        let sure = move |verdict: &Verdict| verdict.kind == kind && verdict.share >= SURE;
        self.verdicts
            .iter()
            .enumerate()
            .filter(move |(_, verdict)| sure(verdict))
            .map(|(index, _)| index)
    }

    fn text(&self, index: usize) -> &str {
        self.page.text_of(&self.page.blocks()[index])
    }

    /// The headline: the surest title block, or a line that stands whole inside it.
    fn title(&self) -> Option<Range<usize>> {
        let share = |index: &usize| self.verdicts[*index].share;
        let best = self
            .of_kind(Kind::Title)
            .max_by(|a, b| share(a).total_cmp(&share(b)).then(b.cmp(a)))?;
        let text = self.text(best);
        // A page's own title is often the headline with the site's name behind it, a breadcrumb one with sections
        // before it; the headline itself stands by itself above the body.
        let whole = |index: &usize| {
            let inner = self.text(*index);
            inner.len() < text.len() && text.contains(inner) && self.facts[*index].half_units >= 6
        };
        let above = (0..self.body).filter(|index| !self.verdicts[*index].kind.is_body());
        let inside = above
            .filter(whole)
            .max_by_key(|index| self.text(*index).len());
        let chosen = inside.unwrap_or(best);
        let block = self.page.blocks()[chosen];
        // A headline broken over lines has no single range; its first line would be half a title.
        let text = self.text(chosen);
        if text.contains(['\n', '\r']) {
            return None;
        }
        let end = pattern::headline_end(text);
        let words = text[..end].split_whitespace().count();
        let end = if words >= 3 { end } else { text.len() };
        Some(block.content().start..block.content().start + end)
    }

    /// The line that names who wrote the article, without its lead-in.
    fn byline(&self) -> Option<Range<usize>> {
        let own = self
            .of_kind(Kind::Byline)
            .filter(|index| self.names_people(*index))
            .filter_map(|index| Some((index, self.names_in(index)?)));
        // A line that begins "By ..." and ends with a date is a timestamp as a whole.
        let dated = self
            .of_kind(Kind::Timestamp)
            .filter(|index| self.facts[*index].cue(Cue::Byline) == Place::Start)
            .filter_map(|index| Some((index, self.names_in(index)?)));
        // A line with a lead-in before one that is a name, that before any other; of equals the nearest to the body.
        let rank = |found: &(usize, Range<usize>)| {
            let facts = &self.facts[found.0];
            let led = facts.cue(Cue::Byline) >= Place::Start;
            let named = facts.cue(Cue::Role) == Place::Absent;
            (
                usize::from(!led) + usize::from(!named),
                self.body.abs_diff(found.0),
            )
        };
        own.min_by_key(rank)
            .or_else(|| dated.min_by_key(rank))
            .map(|(_, range)| range)
    }

    /// The part of a block that names people: behind the lead-in, before a bar, a bullet or a date.
    fn names_in(&self, index: usize) -> Option<Range<usize>> {
        let block = self.page.blocks()[index];
        let text = self.text(index);
        let lead = self.lexicon.lead_in(text, Cue::Byline);
        let rest = text.get(lead..)?;
        let skipped =
            rest.find(|c| !matches!(class(c), Class::Space | Class::Colon | Class::Separator))?;
        let rest = &rest[skipped..];
        let end = pattern::names_end(rest);
        let names = rest[..end].trim_end_matches(|c| {
            !matches!(
                class(c),
                Class::Lower
                    | Class::Upper
                    | Class::Letter
                    | Class::Dense
                    | Class::Close
                    | Class::End
            )
        });
        let names = if end < rest.len() {
            self.without_date_words(names)
        } else {
            names
        };
        let words = names.split_whitespace().count() as u32;
        let menu = [Cue::Navigation, Cue::Widget, Cue::Related]
            .iter()
            .any(|cue| self.lexicon.lead_in(names, *cue) > 0);
        let letters = names.chars().filter(|c| c.is_alphabetic()).count();
        let start = block.content().start + lead + skipped;
        (letters >= 2
            && !menu
            && words <= BYLINE_WORDS
            && !self.lexicon.holds(names, Cue::Published))
        .then(|| start..start + names.len())
    }

    /// Names without the words that lead to a date behind them: "Ada Byron on May".
    fn without_date_words<'t>(&self, mut names: &'t str) -> &'t str {
        while let Some((before, last)) = names.rsplit_once(' ') {
            let small = last.len() <= 3 && last.chars().all(|c| class(c) == Class::Lower);
            if !small && self.lexicon.month_of(last).is_none() {
                break;
            }
            names = before.trim_end();
        }
        names
    }

    /// Whether a line has the form of a byline: a lead-in, or no more than names.
    fn names_people(&self, index: usize) -> bool {
        let facts = &self.facts[index];
        let led = facts.cue(Cue::Byline) >= Place::Start;
        let names = facts.upper_words >= 2 && 2 * facts.lower_words <= facts.upper_words;
        let caseless = facts.upper_words + facts.lower_words == 0;
        led || names || caseless
    }
}
