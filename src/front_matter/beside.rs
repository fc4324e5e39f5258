//! What the visible text says beside what the markup says.

use std::ops::Range;

use super::FrontMatter;
use crate::article::{Dated, Verdict};
use crate::kind::Kind;
use crate::metadata::{Metadata, Visible, is_lead, is_led, key};
use crate::page::Page;
use crate::timestamp::Timestamp;

/// A line with a byline in it begins at most so many blocks before the body, or behind its first one.
const ABOVE: usize = 12;
const BEHIND: usize = 4;
/// From this probability on a line of names without a lead-in is a byline.
const SURE: f32 = 0.95;
/// The longest line that holds a byline and a date, in bytes.
const LINE: usize = 160;

impl FrontMatter {
    /// What the visible text says, to be weighed against the markup.
    pub(crate) fn visible<'p>(&self, page: &'p Page<'_>, verdicts: &[Verdict]) -> Visible<'p> {
        Visible {
            title: self.title.clone().map(|range| page.slice(range)),
            byline: self
                .byline_with_lead(page)
                .or_else(|| byline_in_line(page, verdicts)),
            sure_byline: self.byline_block(page).is_some_and(|at| {
                let verdict = verdicts.get(at);
                verdict.is_some_and(|own| own.kind == Kind::Byline && own.share >= SURE)
            }),
            published: self.published.as_ref().map(Dated::timestamp),
            modified: self.modified.as_ref().map(Dated::timestamp),
            url: None,
        }
    }

    /// The byline from the start of its block on: the lead-in before the names tells a byline from any other line of
    /// names.
    fn byline_with_lead<'p>(&self, page: &'p Page<'_>) -> Option<&'p str> {
        let byline = self.byline.clone()?;
        let block = page.blocks().get(self.byline_block(page)?)?;
        Some(page.slice(block.start..byline.end))
    }

    fn byline_block(&self, page: &Page<'_>) -> Option<usize> {
        let byline = self.byline.clone()?;
        Some(
            page.blocks()
                .partition_point(|block| block.end <= byline.start),
        )
    }

    /// Takes the answers that were found in all of the page. What stands on the page keeps its place there.
    pub(crate) fn reconcile(&mut self, page: &Page<'_>, metadata: &Metadata) {
        let authors = metadata
            .authors()
            .map_or(&[][..], |authors| authors.value());
        let shown = self.byline.clone().map(|range| key(page.slice(range)));
        let shows = |name: &String| {
            shown
                .as_ref()
                .is_some_and(|shown| shown.contains(&key(name)))
        };
        let names = match authors {
            [] => metadata.organisations(),
            people => people,
        };
        if !names.iter().all(shows) {
            self.names = Some(names.join(", "));
        }
        let published = metadata.published().map(|date| *date.value());
        let shown = self.published.take().or_else(|| self.modified.clone());
        self.published = shown.placed(published);
        let modified = metadata.modified().map(|date| *date.value());
        self.modified = self.modified.take().placed(modified);
    }
}

/// A line around the start of the body that names people behind a date or a reading time: `7 January · By Ada Byron`.
fn byline_in_line<'p>(page: &'p Page<'_>, verdicts: &[Verdict]) -> Option<&'p str> {
    let body = verdicts.iter().position(|own| own.kind == Kind::Body)?;
    let near = body.saturating_sub(ABOVE)..(body + BEHIND).min(verdicts.len());
    let kinds = [Kind::Byline, Kind::Timestamp, Kind::Caption, Kind::Widget];
    let mut lines = near
        .clone()
        .filter(|at| kinds.contains(&verdicts[*at].kind))
        .map(|at| page.text_of(&page.blocks()[at]))
        .filter(|line| line.len() <= LINE);
    lines
        .find(|line| is_led(line))
        .or_else(|| labelled(page, near))
}

/// A line under one that is no more than a lead-in: `Author`, and under it a name.
fn labelled<'p>(page: &'p Page<'_>, mut near: Range<usize>) -> Option<&'p str> {
    near.find_map(|at| {
        let [label, name] = page.blocks().get(at..at + 2)? else {
            return None;
        };
        let lead = page.text_of(label);
        let short = name.end - label.start <= LINE;
        (short && is_lead(lead)).then(|| page.slice(label.start..name.end))
    })
}

trait Placed {
    /// A date with the place of the one that the page shows, if it shows the same day.
    fn placed(self, date: Option<Timestamp>) -> Option<Dated>;
}

impl Placed for Option<Dated> {
    fn placed(self, date: Option<Timestamp>) -> Option<Dated> {
        let timestamp = date?;
        let same = self.filter(|shown| shown.timestamp.same_day(timestamp));
        Some(Dated {
            timestamp,
            range: same.and_then(|shown| shown.range),
        })
    }
}
