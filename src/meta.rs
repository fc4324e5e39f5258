//! Title, byline and dates, found among the blocks that were judged to hold them.
//!
//! All are left empty where in doubt: a wrong author is worse than none. All are ranges of the page's text.

#[cfg(feature = "html")]
mod beside;

use std::ops::Range;

use crate::article::{Dated, Verdict};
use crate::chars::{Class, class};
use crate::cues::{Cue, Lexicon};
use crate::kind::Kind;
use crate::measure::{DateShape, Facts, Measures, Place};
use crate::page::Page;
use crate::pattern;
use crate::timestamp;

/// What was found about the article.
#[derive(Clone, Debug, Default)]
pub(crate) struct Meta {
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
/// A line above the body that is a date stands at most so many lines above it, and has at most so many half units.
const DATELINE_LINES: usize = 10;
const DATELINE_UNITS: u32 = 20;
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

impl Meta {
    pub(crate) fn find(
        page: &Page<'_>,
        verdicts: &[Verdict],
        measures: &Measures,
        lexicon: &Lexicon,
    ) -> Meta {
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
        Meta {
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

    /// Dates of publication and of the last change.
    ///
    /// Among the dates of the page's timestamps: one led in by a word of publication is that; one led in by a word of
    /// change is the change; else the first date is the publication. Two different days without a lead-in leave the
    /// publication to the nearer to the body.
    fn dates(&self) -> (Option<Dated>, Option<Dated>) {
        // Of each role the nearest to the body, the first of equals.
        let mut nearest: [Option<(usize, Dated)>; Role::COUNT] = Default::default();
        // A whole date is a sure form, so the likeliest kind is enough.
        let kinds = [Kind::Timestamp, Kind::Byline];
        let may_hold =
            |index: &usize| kinds.contains(&self.verdicts[*index].kind) || self.is_dateline(*index);
        for index in (0..self.verdicts.len()).filter(may_hold) {
            let start = self.page.blocks()[index].content().start;
            let text = self.text(index);
            let mut from = 0;
            for date in timestamp::find(text, &|word| self.lexicon.month_of(word)) {
                let lead = text.get(from..date.range.start).unwrap_or_default();
                from = date.range.end;
                let distance = self.body.abs_diff(index);
                let best = &mut nearest[self.role(lead) as usize];
                if best.as_ref().is_none_or(|(least, _)| distance < *least) {
                    *best = Some((distance, shown_at(start, &date)));
                }
            }
        }
        let [published, modified, unsaid] = nearest.map(|best| best.map(|(_, dated)| dated));
        let published = published.or(unsaid);
        let published = published.or_else(|| self.stamp().filter(|_| modified.is_none()));
        let published = published.or_else(|| self.only_day().filter(|_| modified.is_none()));
        (published, modified)
    }

    /// The day of the lines of a page of HTML that are little but a date, if all are of one day, lists of other
    /// articles aside. In a dump such a line may be the scraper's own.
    fn only_day(&self) -> Option<Dated> {
        if !self.page.is_html() {
            return None;
        }
        let is_line = |index: &usize| {
            let facts = &self.facts[*index];
            facts.half_units <= DATELINE_UNITS && facts.date >= DateShape::Day
        };
        let lists = [Kind::Related, Kind::Latest, Kind::Comments];
        let dated = |index: usize| {
            let start = self.page.blocks()[index].content().start;
            let found = timestamp::find(self.text(index), &|word| self.lexicon.month_of(word));
            found.first().map(|date| shown_at(start, date))
        };
        let lines = (0..self.verdicts.len()).filter(is_line);
        let (listed, own): (Vec<usize>, Vec<usize>) =
            lines.partition(|index| lists.contains(&self.verdicts[*index].kind));
        let all = if own.is_empty() { listed } else { own };
        let mut days = all.into_iter().take(64).filter_map(dated);
        let first = days.next()?;
        let day = |dated: &Dated| {
            let at = dated.timestamp;
            (at.year(), at.month(), at.day())
        };
        days.all(|other| day(&other) == day(&first))
            .then_some(first)
    }

    /// Whether a line shortly above the body is little but a date, whatever else it was taken for.
    fn is_dateline(&self, index: usize) -> bool {
        let facts = &self.facts[index];
        let lists = [Kind::Related, Kind::Latest];
        let above = index < self.body && self.body - index <= DATELINE_LINES;
        let short = facts.half_units <= DATELINE_UNITS && facts.date >= DateShape::Day;
        above && short && !lists.contains(&self.verdicts[index].kind)
    }

    /// The date that the program which saved the page put before it; serves where the page itself says nothing.
    fn stamp(&self) -> Option<Dated> {
        let first = self.page.blocks().first()?;
        let stamp = self.page.slice(first.start..first.content().start);
        let found = timestamp::find(stamp, &|_| None);
        found.first().map(|date| shown_at(first.start, date))
    }

    /// What the words before a date make of it.
    fn role(&self, lead: &str) -> Role {
        if self.lexicon.holds(lead, Cue::Updated) {
            Role::Modified
        } else if self.lexicon.holds(lead, Cue::Published) {
            Role::Published
        } else {
            Role::Unsaid
        }
    }
}

/// A date found in a text that begins at `start` of the page's.
fn shown_at(start: usize, date: &timestamp::Found) -> Dated {
    Dated {
        timestamp: date.timestamp,
        range: Some(start + date.range.start..start + date.range.end),
    }
}

/// What a date says of the article.
#[derive(Clone, Copy)]
enum Role {
    Published,
    Modified,
    Unsaid,
}

impl Role {
    const COUNT: usize = Role::Unsaid as usize + 1;
}
