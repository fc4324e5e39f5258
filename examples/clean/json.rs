//! Records: an article as one, and a stream of them in and out.

use std::fmt;
use std::io::{self, BufRead as _, BufReader, Write as _};

use bodytext::Article;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::error::Category;
use serde_json::value::{RawValue, to_raw_value};

use crate::input::{Form, Source};
use crate::listing::joined;
use crate::options::Options;
use crate::output::Output;
use crate::say;

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

/// How much is read at once.
const BUFFER: usize = 1 << 16;

/// The fields of a record in their order. Values are kept as they are written, so that none loses digits.
struct Fields<'a>(Vec<(String, &'a RawValue)>);

/// A record of the output: fields of the input, then the article's own.
struct Record<'a> {
    carried: &'a [(String, &'a RawValue)],
    article: &'a Article<'a>,
    blocks: bool,
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
struct Refusal<'a> {
    id: Option<&'a RawValue>,
    line: u64,
    error: String,
}

/// Writes the record of a page.
pub(crate) fn write_page(
    out: &mut Output,
    id: &str,
    article: &Article<'_>,
    blocks: bool,
) -> io::Result<()> {
    let id = to_raw_value(id)?;
    write_line(
        out,
        &Record {
            carried: &[("id".into(), &*id)],
            article,
            blocks,
        },
    )
}

/// Answers every record of an input. The outer error is that of writing, the inner one that of reading.
pub(crate) fn clean_records(
    options: &Options,
    source: &Source,
    out: &mut Output,
) -> io::Result<Result<(), String>> {
    let mut reader = match source.open() {
        Ok(stream) => BufReader::with_capacity(BUFFER, stream),
        Err(error) => return Ok(Err(error.to_string())),
    };
    let (mut line, mut records, mut refused) = (Vec::new(), 0_u64, 0_u64);
    for number in 1.. {
        // Whoever feeds records one by one gets each answer before the next record is waited for.
        if reader.buffer().is_empty() {
            out.flush()?;
        }
        line.clear();
        match reader.read_until(b'\n', &mut line) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => return Ok(Err(error.to_string())),
        }
        let mut record = line.as_slice();
        if number == 1 {
            if line.starts_with(b"\xff\xfe") || line.starts_with(b"\xfe\xff") {
                return Ok(Err("records in UTF-16 are not read".into()));
            }
            record = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&line);
        }
        let record = record.trim_ascii();
        if !record.is_empty() {
            records += 1;
            refused += u64::from(!clean_record(options, record, number, out)?);
        }
    }
    if refused > 0 {
        say(&format!(
            "{source}: {refused} of {records} records in error"
        ));
    }
    Ok(Ok(()))
}

/// Answers a record; tells whether it could be read.
fn clean_record(options: &Options, record: &[u8], line: u64, out: &mut Output) -> io::Result<bool> {
    let mut fields = match read(record) {
        Ok(fields) => fields,
        Err(error) => {
            return write_line(
                out,
                &Refusal {
                    id: None,
                    line,
                    error,
                },
            )
            .map(|()| false);
        }
    };
    match fields.page(options.form) {
        Ok((page, form)) => {
            fields.0.retain(|(name, _)| !OWN.contains(&name.as_str()));
            let article = match form {
                Form::Html => options.cleaner.clean_html(&page),
                Form::Text => options.cleaner.clean(&page),
            };
            write_line(
                out,
                &Record {
                    carried: &fields.0,
                    article: &article,
                    blocks: options.blocks,
                },
            )?;
            Ok(true)
        }
        Err(error) => write_line(
            out,
            &Refusal {
                id: fields.get("id"),
                line,
                error,
            },
        )
        .map(|()| false),
    }
}

fn write_line(out: &mut Output, record: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}

fn read(record: &[u8]) -> Result<Fields<'_>, String> {
    let record = std::str::from_utf8(record).map_err(|error| format!("not JSON: {error}"))?;
    serde_json::from_str(record).map_err(|error| match error.classify() {
        // Values are not looked into, so only the record itself can be of the wrong type.
        Category::Data => "not an object".into(),
        _ => format!("not JSON: {}", without_line(&error)),
    })
}

/// The message of an error, without the line, which is 1 for each record.
fn without_line(error: &serde_json::Error) -> String {
    error
        .to_string()
        .replace(" at line 1 column ", " at column ")
}

impl<'a> Fields<'a> {
    /// The value of a field; of several with one name the last, as most readers of JSON have it.
    fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.0
            .iter()
            .rev()
            .find(|(field, _)| field == name)
            .map(|(_, value)| *value)
    }

    /// The page, and what it is to be read as. A record that has both is read as text, unless HTML was asked for.
    fn page(&self, asked: Option<Form>) -> Result<(String, Form), String> {
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
                    .map_err(|error| format!("{name}: {}", without_line(&error)));
            }
        }
        let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
        match names.iter().find(|name| self.get(name).is_some()) {
            Some(name) => Err(format!("{name} is not a string")),
            None => Err(format!("no {}", names.join(" or "))),
        }
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
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
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
