//! The dates that the text shows.

use super::Search;
use crate::article::Dated;
use crate::cues::Cue;
use crate::kind::Kind;
use crate::measure::DateShape;
use crate::timestamp;

/// A line above the body that is a date stands at most so many lines above it, and has at most so many half units.
const DATELINE_LINES: usize = 10;
const DATELINE_UNITS: u32 = 20;

impl Search<'_> {
    /// Dates of publication and of the last change.
    ///
    /// Among the dates of the page's timestamps: one led in by a word of publication is that; one led in by a word of
    /// change is the change; else the first date is the publication. Two different days without a lead-in leave the
    /// publication to the nearer to the body.
    pub(super) fn dates(&self) -> (Option<Dated>, Option<Dated>) {
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
