//! Records: an article as one, and those of the input.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Write};

use bodytext::Article;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::arguments::Form;
use super::fault::{Fault, Sort};
use super::words::joined;

/// The fields that a record of the output has by itself, and those that it never has.
const OWN: [&str; 10] = [
    "text",
    "html",
    "title",
    "byline",
    "published",
    "body",
    "stated",
    "quality",
    "blocks",
    "error",
];

/// The fields of a record in their order. Values are kept as they are written, so that none loses digits.
pub(crate) struct Fields<'a>(pub(crate) Vec<(String, Cow<'a, RawValue>)>);

/// A record of the output: fields of the input, then the article's own.
pub(crate) struct Record<'a> {
    pub(crate) carried: &'a [(String, Cow<'a, RawValue>)],
    pub(crate) article: &'a Article<'a>,
    pub(crate) blocks: bool,
}

#[derive(serde::Serialize)]
struct Block {
    kind: &'static str,
    start: usize,
    end: usize,
    score: f64,
}

/// The answer to a record that cannot be read.
#[derive(serde::Serialize)]
pub(crate) struct Refusal<'a> {
    pub(crate) id: Option<&'a RawValue>,
    /// The file, where there may be several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) input: Option<&'a str>,
    /// The number of the line from 1, in a file of JSON lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) line: Option<u64>,
    pub(crate) error: &'a str,
}

/// Writes a record and the end of its line.
pub(crate) fn write_line(out: &mut impl Write, record: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}

/// The message of an error, without the line, which is 1 for each record.
fn without_line(error: &serde_json::Error) -> String {
    error
        .to_string()
        .replace(" at line 1 column ", " at column ")
}

impl<'a> Fields<'a> {
    pub(crate) fn read(record: &'a [u8]) -> Result<Fields<'a>, Fault> {
        let record = std::str::from_utf8(record)
            .map_err(|error| Fault::new(Sort::Json, format!("not JSON: {error}")))?;
        serde_json::from_str(record).map_err(|error| match error.classify() {
            // Values are not looked into, so only the record itself can be of the wrong type.
            Category::Data => Fault::new(Sort::Json, "not an object"),
            _ => Fault::new(Sort::Json, format!("not JSON: {}", without_line(&error))),
        })
    }

    /// The value of a field; of several with one name the last, as most readers of JSON have it.
    pub(crate) fn get(&self, name: &str) -> Option<&RawValue> {
        let mut fields = self.0.iter().rev();
        fields
            .find(|(field, _)| field == name)
            .map(|(_, value)| &**value)
    }

    /// The page, and what it is to be read as. A record that has both is read as text, unless HTML was asked for.
    pub(crate) fn page(&self, asked: Option<Form>) -> Result<(String, Form), Fault> {
        let is_string = |value: &&RawValue| value.get().starts_with('"');
        let fields: &[(&str, Form)] = match asked {
            None => &[("text", Form::Text), ("html", Form::Html)],
            Some(Form::Text) => &[("text", Form::Text)],
            Some(Form::Html) => &[("html", Form::Html)],
        };
        for (name, form) in fields {
            if let Some(value) = self.get(name).filter(is_string) {
                return serde_json::from_str(value.get())
                    .map(|page| (page, *form))
                    .map_err(|error| {
                        Fault::new(Sort::Json, format!("{name}: {}", without_line(&error)))
                    });
            }
        }
        let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
        Err(match names.iter().find(|name| self.get(name).is_some()) {
            Some(name) => Fault::new(Sort::NoPage, format!("{name} is not a string")),
            None => Fault::new(Sort::NoPage, format!("no {}", names.join(" or "))),
        })
    }

    /// Takes out the fields that the output has by itself.
    pub(crate) fn drop_own(&mut self) {
        self.0.retain(|(name, _)| !OWN.contains(&name.as_str()));
    }
}

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, &RawValue>()? {
                    fields.push((name, Cow::Borrowed(value)));
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let article = self.article;
        let mut map = serializer.serialize_map(None)?;
        for (name, value) in self.carried {
            map.serialize_entry(name, value)?;
        }
        map.serialize_entry("title", &article.title().map(joined))?;
        map.serialize_entry("byline", &article.byline().map(joined))?;
        map.serialize_entry(
            "published",
            &article
                .published()
                .map(|dated| dated.timestamp().to_string()),
        )?;
        match article.stated_body() {
            Some(stated) => {
                map.serialize_entry("body", stated)?;
                map.serialize_entry("stated", &true)?;
            }
            None => map.serialize_entry("body", &format_args!("{}", article.body()))?,
        }
        map.serialize_entry("quality", &rounded(article.quality()))?;
        if self.blocks {
            let blocks: Vec<Block> = article
                .blocks()
                .map(|judged| {
                    let range = judged.block().range();
                    let (kind, score) = (judged.kind().name(), rounded(judged.score()));
                    Block {
                        kind,
                        start: range.start,
                        end: range.end,
                        score,
                    }
                })
                .collect();
            map.serialize_entry("blocks", &blocks)?;
        }
        map.end()
    }
}

/// To three places: more would be the noise of single precision.
fn rounded(number: f32) -> f64 {
    (f64::from(number) * 1000.0).round() / 1000.0
}
