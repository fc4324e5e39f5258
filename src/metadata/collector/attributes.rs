//! The attributes of a tag that say something about the page.

/// The attributes that are read.
#[derive(Default)]
pub(super) struct Attributes<'a> {
    pub(super) class: &'a str,
    pub(super) id: &'a str,
    pub(super) item: &'a str,
    pub(super) rel: &'a str,
    pub(super) href: &'a str,
    pub(super) content: Option<&'a str>,
    pub(super) name: &'a str,
    pub(super) property: &'a str,
    pub(super) datetime: &'a str,
    pub(super) kind: &'a str,
    pub(super) lang: &'a str,
    pub(super) equiv: &'a str,
    pub(super) pubdate: bool,
}

impl<'a> Attributes<'a> {
    pub(super) fn read(attributes: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut own = Attributes::default();
        for (name, value) in attributes {
            match name {
                "class" => own.class = value,
                "id" => own.id = value,
                "itemprop" => own.item = value,
                "rel" => own.rel = value,
                "href" => own.href = value,
                "content" => own.content = Some(value),
                "name" => own.name = value,
                "property" => own.property = value,
                "datetime" => own.datetime = value,
                "type" => own.kind = value,
                "lang" | "xml:lang" => own.lang = value,
                "http-equiv" => own.equiv = value,
                "pubdate" => own.pubdate = true,
                _ => {}
            }
        }
        own
    }
}
