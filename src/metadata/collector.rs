//! Hears a page's tags and texts in order and keeps what they claim.
//!
//! No tree: a few elements whose text is of interest are open at a time, each with the number of elements of the same
//! name open inside it, so that time and memory are linear in the page whatever its nesting.

mod attributes;
mod elements;

use self::attributes::Attributes;
use super::claims::{Claim, Claims, Field, Place};
use super::jsonld;
use super::{Metadata, Source, Visible};

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
    /// The text is linked data.
    Linked,
    /// Nothing is heard, but what stands inside is not about this page's article.
    Outside,
    /// Nothing is heard; the element was taken for one outside of the article.
    Inside,
    /// A drawing, whose `title` is none of the page.
    Drawing,
}

/// An element that is listened to.
#[derive(Debug)]
struct Open {
    name: String,
    /// Elements of the same name that are open inside.
    inner: u32,
    ear: Ear,
    text: String,
    place: Place,
    /// Whether a name or a link inside has spoken for the element.
    answered: bool,
}

/// Collects what a page says about itself from its tags and texts, in order.
///
/// Whoever reads the page calls [`start`](Collector::start) for every start tag, [`end`](Collector::end) for every end
/// tag, and [`text`](Collector::text) for every text while [`wants_text`](Collector::wants_text) holds. The text of
/// `script`, `style` and `title` has to come as the HTML standard reads it, as text without tags.
#[derive(Default, Debug)]
pub(crate) struct Collector {
    claims: Claims,
    open: Vec<Open>,
    /// How many of `open` hear texts.
    hearing: usize,
    tags: u32,
    headings: u32,
    linked_bytes: usize,
    linked_blocks: usize,
    /// The name of the tag that holds an author's name, as another tag said.
    labelled: Option<String>,
}

impl Collector {
    /// Hears a start tag, names in lower case, values with their character references read. Returns whether texts are
    /// to be told from here on.
    pub(crate) fn start<'a>(
        &mut self,
        name: &str,
        attributes: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> bool {
        self.tags = self.tags.saturating_add(1);
        let attributes = Attributes::read(attributes);
        self.nest(name);
        match name {
            "html" => self.claim(Field::Language, Source::Meta, attributes.lang),
            "meta" => self.meta(&attributes),
            "link" => self.link(&attributes),
            "title" => {
                let drawn = self.open.iter().any(|open| open.ear == Ear::Drawing);
                if !drawn
                    && self
                        .claims
                        .first(Field::Title, Source::TitleElement)
                        .is_none()
                {
                    self.listen(name, Field::Title, Source::TitleElement, false);
                }
            }
            "svg" | "math" => self.open(name, Ear::Drawing),
            "script" => {
                let kind = attributes.kind.trim();
                if kind
                    .get(..19)
                    .is_some_and(|kind| kind.eq_ignore_ascii_case("application/ld+json"))
                    && self.linked_blocks < MOST_BLOCKS
                {
                    self.linked_blocks += 1;
                    self.open(name, Ear::Linked);
                }
            }
            _ => self.element(name, &attributes),
        }
        self.wants_text()
    }

    /// Hears a text inside the elements that are listened to.
    pub(crate) fn text(&mut self, text: &str) {
        for open in &mut self.open {
            let longest = match open.ear {
                Ear::Claim { .. } => LONGEST,
                Ear::Linked => LONGEST_LINKED - self.linked_bytes.min(LONGEST_LINKED),
                Ear::Outside | Ear::Inside | Ear::Drawing => continue,
            };
            // One byte more than the longest tells that it is too long.
            let room = (longest + 1).saturating_sub(open.text.len());
            open.text.push_str(super::text::prefix(text, room));
        }
    }

    /// Hears an end tag.
    pub(crate) fn end(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            let open = &mut self.open[at];
            if open.inner > 0 {
                open.inner -= 1;
            } else {
                // Elements whose end tags are missing end with the one they stand in.
                while self.open.len() > at {
                    self.close();
                }
            }
        }
        self.separate(name);
    }

    /// Whether texts are to be told.
    pub(crate) fn wants_text(&self) -> bool {
        self.hearing > 0
    }

    /// What the page says about itself, compared with what it shows.
    pub(crate) fn finish(mut self, visible: &Visible<'_>) -> Metadata {
        while !self.open.is_empty() {
            self.close();
        }
        Metadata::judge(&self.claims, visible)
    }

    fn place(&self) -> Place {
        Place {
            tag: self.tags,
            headings: self.headings,
            outside: self.open.iter().any(|open| open.ear == Ear::Outside),
        }
    }

    fn claim(&mut self, field: Field, source: Source, text: &str) {
        let place = self.place();
        let text = super::text::prefix(text, 4 * LONGEST).to_owned();
        self.claims.push(Claim {
            field,
            source,
            text,
            place,
            marked: false,
        });
    }

    fn listen(&mut self, name: &str, field: Field, source: Source, marked: bool) {
        self.open(
            name,
            Ear::Claim {
                field,
                source,
                marked,
            },
        );
    }

    fn open(&mut self, name: &str, ear: Ear) {
        if self.open.len() >= MOST_OPEN {
            return;
        }
        let place = self.place();
        self.hearing += usize::from(hears(ear));
        self.open.push(Open {
            name: name.to_owned(),
            inner: 0,
            ear,
            text: String::new(),
            place,
            answered: false,
        });
    }

    /// Counts an element inside those of the same name, and keeps the texts before and behind it apart.
    fn nest(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            // A paragraph holds no paragraph: its end tag was left out.
            if name == "p" {
                while self.open.len() > at {
                    self.close();
                }
            } else {
                let inner = &mut self.open[at].inner;
                *inner = inner.saturating_add(1);
            }
        }
        self.separate(name);
    }

    /// Keeps the texts before and behind a tag apart: a line break for a block or a link, a space for the rest.
    fn separate(&mut self, name: &str) {
        if self.hearing == 0 || matches!(name, "b" | "i" | "em" | "strong" | "wbr" | "script") {
            return;
        }
        let inline = matches!(
            name,
            "span" | "time" | "u" | "font" | "small" | "sup" | "sub"
        );
        let mark = if inline { ' ' } else { '\n' };
        for open in &mut self.open {
            if matches!(open.ear, Ear::Claim { .. })
                && !open.text.is_empty()
                && open.text.len() < LONGEST
            {
                open.text.push(mark);
            }
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        self.hearing -= usize::from(hears(open.ear));
        match open.ear {
            Ear::Claim {
                field,
                source,
                marked,
            } => {
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
            Ear::Linked => {
                let within = LONGEST_LINKED - self.linked_bytes.min(LONGEST_LINKED);
                self.linked_bytes += open.text.len();
                if open.text.len() <= within {
                    let linked = jsonld::read(&open.text);
                    let room = Claims::MOST - self.claims.nodes.len().min(Claims::MOST);
                    self.claims
                        .nodes
                        .extend(linked.nodes.into_iter().take(room));
                    let room = Claims::MOST - self.claims.sites.len().min(Claims::MOST);
                    self.claims
                        .sites
                        .extend(linked.sites.into_iter().take(room));
                }
            }
            Ear::Outside | Ear::Inside | Ear::Drawing => {}
        }
    }
}

fn hears(ear: Ear) -> bool {
    matches!(ear, Ear::Claim { .. } | Ear::Linked)
}
