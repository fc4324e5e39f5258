//! The attributes of a tag that say something about the page.

use std::borrow::Cow;

use crate::segment::html;

/// The attributes that are read.
#[derive(Default)]
pub(super) struct Attributes<'a> {
    pub(super) class: Cow<'a, str>,
    pub(super) id: Cow<'a, str>,
    pub(super) item: Cow<'a, str>,
    pub(super) rel: Cow<'a, str>,
    pub(super) href: Cow<'a, str>,
    pub(super) content: Option<Cow<'a, str>>,
    pub(super) name: Cow<'a, str>,
    pub(super) property: Cow<'a, str>,
    pub(super) datetime: Cow<'a, str>,
    pub(super) lang: Cow<'a, str>,
    pub(super) equiv: Cow<'a, str>,
    pub(super) pubdate: bool,
}

impl<'a> Attributes<'a> {
    pub(super) fn read(attributes: html::Attributes<'a>) -> Self {
        let mut own = Attributes::default();
        attributes.each(|name, value| {
            let is = |wanted: &str| name.eq_ignore_ascii_case(wanted);
            let place = match name.as_bytes().first().map(u8::to_ascii_lowercase) {
                Some(b'c') if is("class") => &mut own.class,
                Some(b'c') if is("content") => own.content.get_or_insert_default(),
                Some(b'd') if is("datetime") => &mut own.datetime,
                Some(b'h') if is("href") => &mut own.href,
                Some(b'h') if is("http-equiv") => &mut own.equiv,
                Some(b'i') if is("id") => &mut own.id,
                Some(b'i') if is("itemprop") => &mut own.item,
                Some(b'l' | b'x') if is("lang") || is("xml:lang") => &mut own.lang,
                Some(b'n') if is("name") => &mut own.name,
                Some(b'p') if is("property") => &mut own.property,
                Some(b'p') if is("pubdate") => {
                    own.pubdate = true;
                    return;
                }
                Some(b'r') if is("rel") => &mut own.rel,
                _ => return,
            };
            // The first of two with one name counts.
            if place.is_empty() {
                *place = attributes.decoded(value);
            }
        });
        own
    }
}
