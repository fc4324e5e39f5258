//! What a page claims about itself, place by place, before any judgement.

use super::Source;
use super::jsonld::Node;

/// What a claim is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Field {
    Title,
    Site,
    Author,
    /// Who wrote a post of a thread.
    Poster,
    Published,
    /// A date whose role is not said.
    Date,
    Modified,
    Description,
    Image,
    Keywords,
    Section,
    Url,
    PageType,
    Licence,
    Language,
    Free,
    Publisher,
}

/// Where in the page a claim stands.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(super) struct Place {
    /// How many tags were opened before.
    pub(super) tag: u32,
    /// How many headings of the first level were opened before.
    pub(super) headings: u32,
    /// In a list of other articles, a comment, a menu or a footer.
    pub(super) outside: bool,
}

/// One statement.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    pub(super) field: Field,
    pub(super) source: Source,
    pub(super) text: String,
    pub(super) place: Place,
    /// A form that says more than its text: an element named `author-name`, a `time` with `pubdate`.
    pub(super) marked: bool,
}

/// All statements of a page.
#[derive(Clone, Default, Debug)]
pub(super) struct Claims {
    pub(super) list: Vec<Claim>,
    pub(super) nodes: Vec<Node>,
    /// Names of sites and organisations in the linked data.
    pub(super) sites: Vec<String>,
    /// How many tags were opened before each heading of the first level.
    pub(super) heading_tags: Vec<u32>,
}

impl Claims {
    /// How many claims are kept: some 50 tags of a head are of use, and a page may hold a million.
    pub(super) const MOST: usize = 400;

    pub(super) fn push(&mut self, claim: Claim) {
        if self.list.len() < Self::MOST && !claim.text.trim().is_empty() {
            self.list.push(claim);
        }
    }

    /// Takes the headings and what was claimed since a tag for the article's own.
    pub(super) fn include_from(&mut self, tag: u32) {
        for claim in self
            .list
            .iter_mut()
            .rev()
            .take_while(|claim| claim.place.tag >= tag)
        {
            claim.place.outside = false;
        }
    }

    /// Whether a place has no more than so many tags between itself and a heading of the first level; anywhere on a
    /// page without one.
    pub(super) fn is_near_heading(&self, place: Place, tags: u32) -> bool {
        let near = |heading: &u32| place.tag.abs_diff(*heading) <= tags;
        self.heading_tags.is_empty() || self.heading_tags.iter().any(near)
    }

    /// Claims about a field, in the page's order.
    pub(super) fn about(&self, field: Field) -> impl Iterator<Item = &Claim> {
        self.list.iter().filter(move |claim| claim.field == field)
    }

    /// The first claim of a source about a field.
    pub(super) fn first(&self, field: Field, source: Source) -> Option<&Claim> {
        self.about(field).find(|claim| claim.source == source)
    }
}
