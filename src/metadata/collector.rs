//! Hears a page's tags and texts in order and keeps what they claim.
//!
//! No tree: a few elements whose text is of interest are open at a time, so that time and memory are linear in the page
//! whatever its nesting. Most tags have no attribute that tells anything, and cost no more than a look at the bits of
//! those they have.

mod attributes;
mod elements;

use self::attributes::Attributes;
use super::claims::{Claim, Claims, Field, Place};
use super::classes::{self, Called, Known};
use super::jsonld;
use super::stated::{Held, Stated};
use super::{Metadata, Source, Visible};
use crate::segment::html::{self, Flat, Listener, Tag, seen};

/// How many elements can be listened to at a time.
const MOST_OPEN: usize = 12;
/// The longest text of an element; what is longer is no title, name or date.
const LONGEST: usize = 1024;
/// How many bytes of linked data are read in all: the largest of 1,755 pages has 0.8 MB.
const LONGEST_LINKED: usize = 4 << 20;
/// How many headings of the first level are remembered.
const MOST_HEADINGS: usize = 32;
/// How many blocks of linked data are read.
const MOST_BLOCKS: usize = 64;

/// What an open element is listened to for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ear {
    /// The text is a claim.
    Claim {
        field: Field,
        source: Source,
        marked: bool,
    },
    /// Nothing is heard, but what stands inside is not about this page's article.
    Outside,
    /// Nothing is heard; the element was taken for one outside of the article.
    Inside,
}

/// An element that is listened to.
#[derive(Debug)]
struct Open {
    tag: Tag,
    ear: Ear,
    text: String,
    place: Place,
    /// Whether a name or a link inside has spoken for the element.
    answered: bool,
}

/// Collects what a page says about itself from its tags and texts, in order.
#[derive(Default, Debug)]
pub(crate) struct Collector {
    claims: Claims,
    stated: Stated,
    open: Vec<Open>,
    /// How many of `open` hear texts.
    hearing: usize,
    tags: u32,
    headings: u32,
    linked_bytes: usize,
    linked_blocks: usize,
    /// The name of the tag that holds an author's name, as another tag said.
    labelled: Option<String>,
    /// What classes and ids were found to say.
    known: Known,
}

impl Listener for Collector {
    #[inline]
    fn start(&mut self, tag: Tag, attributes: html::Attributes<'_>, bits: u16) -> bool {
        self.tags = self.tags.saturating_add(1);
        tells(tag, bits) && self.read(tag, attributes, bits)
    }

    fn end(&mut self, tag: Tag) {
        let Some(last) = self.open.iter().rposition(|open| open.tag == tag) else {
            return;
        };
        // One element may be listened to for several things.
        let element = self.open[last].place.tag;
        while let Some(at) = self.open.iter().rposition(|o| o.place.tag == element) {
            let open = self.open.remove(at);
            self.close(open);
        }
    }

    #[inline]
    fn hears(&self) -> bool {
        self.hearing > 0
    }

    fn text(&mut self, text: &str) {
        for open in self.open.iter_mut().filter(|open| hears(open.ear)) {
            // One byte more than the longest tells that it is too long.
            let room = (LONGEST + 1).saturating_sub(open.text.len());
            open.text.push_str(super::text::prefix(text, room));
        }
    }

    /// Keeps the texts before and behind a tag apart: a line break for a block or a link, a space for the rest.
    fn apart(&mut self, tag: Tag) {
        let mark = match tag {
            Tag::B | Tag::I | Tag::Em | Tag::Strong | Tag::Wbr => return,
            Tag::Span | Tag::Time | Tag::U | Tag::Font | Tag::Small | Tag::Sup | Tag::Sub => ' ',
            _ => '\n',
        };
        for open in self.open.iter_mut().filter(|open| hears(open.ear)) {
            if !open.text.is_empty() && open.text.len() < LONGEST {
                open.text.push(mark);
            }
        }
    }

    fn content(&mut self, tag: Tag, _: html::Attributes<'_>, content: &str) {
        self.tags = self.tags.saturating_add(1);
        if tag == Tag::Script {
            self.linked(content);
        } else if content.len() <= LONGEST
            && self
                .claims
                .first(Field::Title, Source::TitleElement)
                .is_none()
        {
            self.claim(Field::Title, Source::TitleElement, content);
        }
    }
}

/// Whether an element may say something.
#[inline]
fn tells(tag: Tag, bits: u16) -> bool {
    const BITS: u16 = seen::NAME | seen::ITEM | seen::REL;
    bits & BITS != 0
        || match tag {
            Tag::Meta | Tag::Html | Tag::H1 | Tag::Time | Tag::Nav | Tag::Footer | Tag::Aside => {
                true
            }
            Tag::A => bits & seen::HREF != 0,
            _ => false,
        }
}

/// Whether an element says no more than its class, id and address do.
#[inline]
fn is_plain(tag: Tag, bits: u16) -> bool {
    const BITS: u16 = seen::NAME | seen::HREF | seen::HIDDEN | seen::ROLE;
    bits & !BITS == 0 && !matches!(tag, Tag::Html | Tag::Meta | Tag::Link | Tag::H1 | Tag::Time)
}

/// Whether what stands in elements of this name is about something else.
fn is_beside(tag: Tag) -> bool {
    matches!(tag, Tag::Nav | Tag::Footer | Tag::Aside)
}

impl Collector {
    /// Reads a tag that may say something. Whether its end is to be told.
    fn read(&mut self, tag: Tag, attributes: html::Attributes<'_>, bits: u16) -> bool {
        let before = self.open.len();
        if is_plain(tag, bits)
            && let Some(names) = attributes.names(bits)
        {
            self.plain(tag, attributes, names);
            return self.open.len() > before;
        }
        let attributes = Attributes::read(attributes);
        match tag {
            Tag::Html => self.claim(Field::Language, Source::Meta, &attributes.lang),
            Tag::Meta => self.meta(&attributes),
            Tag::Link => self.link(&attributes),
            _ => {
                let called = self.called(&attributes);
                self.element(tag, &attributes, called);
            }
        }
        self.open.len() > before
    }

    /// Reads an element that says no more than its class, id and address do.
    fn plain(&mut self, tag: Tag, attributes: html::Attributes<'_>, [class, id, href]: [&str; 3]) {
        let mut called = Called::default();
        if !class.is_empty() {
            called = self.known.called(&attributes.decoded(class));
        }
        if !id.is_empty() {
            called = called.and(classes::called(&attributes.decoded(id)));
        }
        let href = if tag == Tag::A { href } else { "" };
        let href = attributes.decoded(href);
        if called != Called::default() || is_beside(tag) || classes::is_author_page(&href) {
            let own = Attributes {
                href,
                ..Attributes::default()
            };
            self.element(tag, &own, called);
        }
    }

    /// What an element is called by its class and its id.
    fn called(&mut self, attributes: &Attributes<'_>) -> Called {
        let of_class = self.known.called(&attributes.class);
        of_class.and(classes::called(&attributes.id))
    }

    /// Reads a block of linked data.
    fn linked(&mut self, json: &str) {
        let room = LONGEST_LINKED - self.linked_bytes.min(LONGEST_LINKED);
        self.linked_bytes = self.linked_bytes.saturating_add(json.len());
        self.linked_blocks += 1;
        if json.len() > room || self.linked_blocks > MOST_BLOCKS {
            return;
        }
        let linked = jsonld::read(json, &mut self.stated);
        let room = Claims::MOST - self.claims.nodes.len().min(Claims::MOST);
        self.claims
            .nodes
            .extend(linked.nodes.into_iter().take(room));
        let room = Claims::MOST - self.claims.sites.len().min(Claims::MOST);
        self.claims
            .sites
            .extend(linked.sites.into_iter().take(room));
    }

    /// How much of each block of the page stands in the texts that it states.
    pub(crate) fn held(&self, flat: &Flat) -> Vec<Held> {
        self.stated.held(flat)
    }

    /// What the page says about itself, compared with what it shows.
    pub(crate) fn finish(mut self, visible: &Visible<'_>) -> Metadata {
        while let Some(open) = self.open.pop() {
            self.close(open);
        }
        Metadata::judge(&self.claims, visible)
    }

    /// The forms of the title, each with the numbers of what speaks for it, for the fit.
    pub(crate) fn title_forms(&self, visible: &Visible<'_>) -> Vec<(String, Vec<usize>)> {
        super::title_forms(&self.claims, visible)
    }

    fn place(&self) -> Place {
        Place {
            tag: self.tags,
            headings: self.headings,
            outside: self.open.iter().any(|open| open.ear == Ear::Outside),
        }
    }

    fn claim(&mut self, field: Field, source: Source, text: &str) {
        self.claim_marked(field, source, text, false);
    }

    fn claim_marked(&mut self, field: Field, source: Source, text: &str, marked: bool) {
        let place = self.place();
        let text = super::text::prefix(text, 4 * LONGEST).to_owned();
        self.claims.push(Claim {
            field,
            source,
            text,
            place,
            marked,
        });
    }

    fn listen(&mut self, tag: Tag, field: Field, source: Source, marked: bool) {
        self.open(
            tag,
            Ear::Claim {
                field,
                source,
                marked,
            },
        );
    }

    fn open(&mut self, tag: Tag, ear: Ear) {
        if self.open.len() >= MOST_OPEN {
            return;
        }
        let place = self.place();
        self.hearing += usize::from(hears(ear));
        self.open.push(Open {
            tag,
            ear,
            text: String::new(),
            place,
            answered: false,
        });
    }

    fn close(&mut self, open: Open) {
        let Ear::Claim {
            field,
            source,
            marked,
        } = open.ear
        else {
            return;
        };
        self.hearing -= 1;
        if open.text.len() <= LONGEST && !open.answered {
            let (text, place) = (open.text, open.place);
            self.claims.push(Claim {
                field,
                source,
                text,
                place,
                marked,
            });
        }
    }
}

fn hears(ear: Ear) -> bool {
    matches!(ear, Ear::Claim { .. })
}
