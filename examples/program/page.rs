//! The page that a record holds.

use std::borrow::Cow;

use bodytext::{Article, Cleaner};
use serde_json::value::{RawValue, to_raw_value};

use super::arguments::Form;
use super::fault::{Fault, Sort};
use super::read::{Raw, WarcRecord};
use super::record::Fields;
use super::{decode, http, sniff};

/// A page, and the fields that go with it.
pub(crate) struct Page<'a> {
    /// Fields that are carried through, in their order.
    pub(crate) carried: Vec<(String, Cow<'a, RawValue>)>,
    pub(crate) content: Content<'a>,
}

/// What a page is, and its text or bytes.
pub(crate) enum Content<'a> {
    Text(String),
    Html(String),
    /// HTML in an encoding that is to be found, and the one that was declared.
    Bytes(Cow<'a, [u8]>, Option<String>),
}

impl<'a> Page<'a> {
    /// The page of a record, read as `asked` or else as what it looks like; `None` if it holds none.
    pub(crate) fn of(raw: &'a Raw, asked: Option<Form>) -> Result<Option<Page<'a>>, Fault> {
        match raw {
            Raw::Line { bytes, .. } => {
                let mut fields = Fields::read(bytes)?;
                let (page, form) = fields.page(asked)?;
                fields.drop_own();
                Ok(Some(Page {
                    carried: fields.0,
                    content: match form {
                        Form::Html => Content::Html(page),
                        Form::Text => Content::Text(page),
                    },
                }))
            }
            Raw::Page { id, bytes } => Ok(Some(Page {
                carried: vec![field("id", id)?],
                content: Content::of(Cow::Borrowed(bytes), asked, None)?,
            })),
            Raw::Warc(record) => Page::of_warc(record, asked),
            Raw::Skip => Ok(None),
            Raw::Bad { fault, .. } => Err(fault.clone()),
        }
    }

    fn of_warc(record: &'a WarcRecord, asked: Option<Form>) -> Result<Option<Page<'a>>, Fault> {
        let payload = if record.is_http {
            http::payload(&record.block, record.limit)?
        } else {
            Some(http::Payload::plain(
                record.content_type.as_deref(),
                &record.block,
            ))
        };
        let Some(payload) = payload else {
            return Ok(None);
        };
        let form = match payload.form() {
            http::Media::Other => return Ok(None),
            http::Media::Html => Some(Form::Html),
            http::Media::Text => Some(Form::Text),
            http::Media::Unknown => None,
        };
        let mut carried = Vec::new();
        for (name, value) in [
            ("id", &record.id),
            ("url", &record.url),
            ("date", &record.date),
        ] {
            if let Some(value) = value {
                carried.push(field(name, value)?);
            }
        }
        let content = Content::of(payload.bytes, asked.or(form), payload.charset)?;
        Ok(Some(Page { carried, content }))
    }
}

fn field<'a>(name: &str, value: &str) -> Result<(String, Cow<'a, RawValue>), Fault> {
    let value = to_raw_value(value).map_err(|error| Fault::new(Sort::Json, error.to_string()))?;
    Ok((name.into(), Cow::Owned(value)))
}

impl<'a> Content<'a> {
    /// Bytes as what is asked for, else as what they look like.
    fn of(
        bytes: Cow<'a, [u8]>,
        asked: Option<Form>,
        charset: Option<String>,
    ) -> Result<Content<'a>, Fault> {
        let form = asked.unwrap_or_else(|| sniff::form(&bytes));
        match form {
            Form::Html => Ok(Content::Bytes(bytes, charset)),
            Form::Text => text(bytes, charset.as_deref()).map(Content::Text),
        }
    }

    pub(crate) fn clean(&self, cleaner: &Cleaner) -> Article<'_> {
        match self {
            Content::Text(text) => cleaner.clean(text),
            Content::Html(html) => cleaner.clean_html(html),
            Content::Bytes(html, declared) => cleaner.clean_html_bytes(html, declared.as_deref()),
        }
    }

    /// How many bytes the page has.
    pub(crate) fn len(&self) -> usize {
        match self {
            Content::Text(page) | Content::Html(page) => page.len(),
            Content::Bytes(page, _) => page.len(),
        }
    }
}

/// The text of a dump. Bytes that are UTF-8 are taken for it whatever was declared.
fn text(bytes: Cow<'_, [u8]>, declared: Option<&str>) -> Result<String, Fault> {
    let declared = declared.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    if let Some(encoding) = declared
        && std::str::from_utf8(&bytes).is_err()
    {
        return Ok(encoding.decode(&bytes).0.into_owned());
    }
    decode::decode(bytes.into_owned())
        .map(|decoded| decoded.text)
        .ok_or_else(|| Fault::new(Sort::NotText, "not text: it holds NUL characters"))
}
