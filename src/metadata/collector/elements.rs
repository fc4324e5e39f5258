//! What each element says: tags of the head at once, elements of the body by the text they hold.

use super::attributes::Attributes;
use super::{Collector, Ear, LONGEST, MOST_HEADINGS, is_beside};
use crate::cues::{Cue, EMBEDDED};
use crate::metadata::Source;
use crate::metadata::claims::{Claim, Field};
use crate::metadata::classes::{self, Called};
use crate::metadata::names;
use crate::metadata::text::{lower, prefix};
use crate::segment::html::{Tag, Traits};

impl Collector {
    pub(super) fn meta(&mut self, attributes: &Attributes<'_>) {
        let Some(content) = attributes.content.as_deref() else {
            return;
        };
        let mut known = false;
        // `twitter:label1` names what `twitter:data1` holds.
        if let Some(number) = attributes.name.strip_prefix("twitter:label") {
            let lead = EMBEDDED.lead_in(content, Cue::Byline);
            self.labelled =
                (lead > 0 && lead == content.trim().len()).then(|| format!("twitter:data{number}"));
        } else if self.labelled.as_deref() == Some(&*attributes.name) {
            self.claim(Field::Author, Source::Meta, content);
        }
        for key in [&attributes.property, &attributes.name, &attributes.equiv] {
            // A property may list several names.
            for name in key.split_ascii_whitespace().take(4) {
                if let Some((field, source)) = names::meta(&lower(name))
                    && !known
                {
                    known = true;
                    // Highwire Press tags have one tag an author, the last name first.
                    let marked = name.eq_ignore_ascii_case("citation_author");
                    self.claim_marked(field, source, content, marked);
                }
            }
        }
        if !known {
            self.item(&attributes.item, content);
        }
    }

    /// A value of a property in an attribute.
    fn item(&mut self, item: &str, value: &str) {
        for name in item.split_ascii_whitespace().take(4) {
            if let Some(field) = names::item(name) {
                self.claim(field, Source::Microdata, value);
            } else if name == "name" {
                self.answer(value);
            }
        }
    }

    /// A name inside an element that states an author.
    fn answer(&mut self, name: &str) {
        let author = self.open.iter_mut().rev().find(|open| {
            matches!(
                open.ear,
                Ear::Claim {
                    field: Field::Author,
                    source: Source::Microdata,
                    ..
                }
            )
        });
        if let Some(open) = author {
            open.answered = true;
            let place = open.place;
            let (field, source) = (Field::Author, Source::Microdata);
            let text = prefix(name, LONGEST).to_owned();
            self.claims.push(Claim {
                field,
                source,
                text,
                place,
                marked: true,
            });
        }
    }

    pub(super) fn link(&mut self, attributes: &Attributes<'_>) {
        for rel in attributes.rel.split_ascii_whitespace().take(8) {
            match &lower(rel)[..] {
                "canonical" => self.claim(Field::Url, Source::Link, &attributes.href),
                "license" | "licence" => self.claim(Field::Licence, Source::Link, &attributes.href),
                "image_src" => self.claim(Field::Image, Source::Link, &attributes.href),
                _ => {}
            }
        }
        self.item(&attributes.item, &attributes.href);
    }

    pub(super) fn element(&mut self, tag: Tag, attributes: &Attributes<'_>, called: Called) {
        if tag == Tag::H1 {
            self.headings = self.headings.saturating_add(1);
            if self.headings == 1 {
                self.include();
            }
            if self.claims.heading_tags.len() < MOST_HEADINGS {
                self.claims.heading_tags.push(self.tags);
            }
            self.listen(tag, Field::Title, Source::Heading, false);
        }
        if tag.traits().any(Traits::VOID) {
            return;
        }
        let outside = self.open.iter().any(|open| open.ear == Ear::Outside);
        let page = matches!(
            tag,
            Tag::Body | Tag::Main | Tag::Article | Tag::Form | Tag::Button
        );
        if !outside && !page && (is_beside(tag) || called.outside) {
            self.open(tag, Ear::Outside);
        }
        if tag == Tag::Time {
            let marked = attributes.pubdate || called.date || !attributes.item.is_empty();
            let field = if attributes.item.contains("odified") {
                Field::Modified
            } else {
                Field::Date
            };
            if attributes.datetime.is_empty() {
                self.listen(tag, field, Source::Time, marked);
            } else {
                let place = self.place();
                let text = prefix(&attributes.datetime, LONGEST).to_owned();
                self.claims.push(Claim {
                    field,
                    source: Source::Time,
                    text,
                    place,
                    marked,
                });
            }
        }
        if !attributes.item.is_empty() {
            self.property(tag, attributes);
        }
        let rel = attributes.rel.split_ascii_whitespace().take(8);
        for rel in rel {
            match &lower(rel)[..] {
                "author" => self.listen(tag, Field::Author, Source::Link, true),
                "license" | "licence" => self.claim(Field::Licence, Source::Link, &attributes.href),
                _ => {}
            }
        }
        if tag == Tag::A
            && !attributes.rel.contains("author")
            && classes::is_author_page(&attributes.href)
        {
            self.listen(tag, Field::Author, Source::Link, false);
        }
        if called.author.is_some() && !page {
            self.listen(
                tag,
                Field::Author,
                Source::Class,
                called.author == Some(true),
            );
        } else if called.user && !page {
            self.listen(tag, Field::Poster, Source::Class, false);
        } else if called.date && !page && tag != Tag::Time {
            self.listen(tag, Field::Date, Source::Class, false);
        }
    }

    /// A box that holds the first heading is no box of something else: `<div class="with-sidebar">`.
    fn include(&mut self) {
        if let Some(open) = self.open.iter_mut().find(|open| open.ear == Ear::Outside) {
            open.ear = Ear::Inside;
            self.claims.include_from(open.place.tag);
        }
    }

    /// A property whose value is an attribute or the text of the element.
    fn property(&mut self, tag: Tag, attributes: &Attributes<'_>) {
        let value = attributes.content.as_ref().unwrap_or(&attributes.datetime);
        if !value.is_empty() {
            return self.item(&attributes.item, value);
        }
        for item in attributes.item.split_ascii_whitespace().take(4) {
            if let Some(field) = names::item(item) {
                // A heading of the first level is heard as such.
                if field != Field::Keywords && (field != Field::Title || tag != Tag::H1) {
                    self.listen(tag, field, Source::Microdata, false);
                }
            } else if item == "name" && self.in_author() {
                if let Some(open) = self.open.iter_mut().rev().find(|open| is_author(open.ear)) {
                    open.answered = true;
                }
                self.listen(tag, Field::Author, Source::Microdata, true);
            }
        }
    }

    fn in_author(&self) -> bool {
        self.open.iter().any(|open| is_author(open.ear))
    }
}

fn is_author(ear: Ear) -> bool {
    matches!(
        ear,
        Ear::Claim {
            field: Field::Author,
            source: Source::Microdata,
            ..
        }
    )
}
