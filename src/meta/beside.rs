//! What the visible text says beside what the markup says.

use super::Meta;
use crate::article::Dated;
use crate::metadata::{Metadata, Visible, key};
use crate::page::Page;
use crate::timestamp::Timestamp;

impl Meta {
    /// What the visible text says, to be weighed against the markup.
    pub(crate) fn visible<'p>(&self, page: &'p Page<'_>) -> Visible<'p> {
        Visible {
            title: self.title.clone().map(|range| page.slice(range)),
            byline: self.byline_with_lead(page),
            published: self.published.as_ref().map(Dated::timestamp),
            modified: self.modified.as_ref().map(Dated::timestamp),
            url: None,
        }
    }

    /// The byline from the start of its block on: the lead-in before the names tells a byline from any other line of
    /// names.
    fn byline_with_lead<'p>(&self, page: &'p Page<'_>) -> Option<&'p str> {
        let byline = self.byline.clone()?;
        let blocks = page.blocks();
        let at = blocks.partition_point(|block| block.end <= byline.start);
        Some(page.slice(blocks.get(at)?.start..byline.end))
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
        self.published = self.published.take().placed(published);
        let modified = metadata.modified().map(|date| *date.value());
        self.modified = self.modified.take().placed(modified);
    }
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
