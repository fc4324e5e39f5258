//! Answers as a table of Parquet.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::parser::parse_message_type;
use serde_json::{Map, Value};

use super::with;

/// All fields of the input but `id` and `url` are one column, as JSON: what a stream will hold is not known when the
/// table is begun.
const SCHEMA: &str = "
    message page {
        optional binary id (UTF8);
        optional binary url (UTF8);
        optional binary title (UTF8);
        optional binary byline (UTF8);
        optional binary published (UTF8);
        optional binary body (UTF8);
        optional binary blocks (JSON);
        optional binary error (UTF8);
        optional binary fields (JSON);
        optional boolean stated;
        optional double quality;
    }";

/// The columns of text, in the order of the schema; the last holds the rest.
const TEXTS: [&str; 9] = [
    "id",
    "url",
    "title",
    "byline",
    "published",
    "body",
    "blocks",
    "error",
    "fields",
];
const REST: usize = TEXTS.len() - 1;

/// A group of rows is written when it holds so many bytes.
const GROUP: usize = 32 << 20;

/// A table that is being written.
pub(crate) struct Table {
    writer: SerializedFileWriter<File>,
    path: PathBuf,
    complete: PathBuf,
    group: Group,
}

/// Rows that are not written yet, by columns.
#[derive(Default)]
struct Group {
    texts: [Vec<Option<ByteArray>>; TEXTS.len()],
    stated: Vec<Option<bool>>,
    quality: Vec<Option<f64>>,
    bytes: usize,
}

impl Table {
    pub(crate) fn create(complete: &Path) -> io::Result<Table> {
        let path = with(complete, ".part");
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .build();
        let schema = Arc::new(parse_message_type(SCHEMA)?);
        let writer = SerializedFileWriter::new(File::create(&path)?, schema, Arc::new(properties))?;
        Ok(Table {
            writer,
            path,
            complete: complete.to_owned(),
            group: Group::default(),
        })
    }

    pub(crate) fn paths(&self) -> Vec<PathBuf> {
        vec![self.path.clone(), self.complete.clone()]
    }

    /// Adds answers, which are JSON lines.
    pub(crate) fn write(&mut self, answers: &[u8]) -> io::Result<()> {
        for answer in answers.split(|byte| *byte == b'\n') {
            if !answer.is_empty() {
                self.group.add(serde_json::from_slice(answer)?)?;
            }
            if self.group.bytes >= GROUP {
                self.flush()?;
            }
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        let group = std::mem::take(&mut self.group);
        let mut rows = self.writer.next_row_group()?;
        for column in group.texts {
            let (values, levels) = parted(column);
            if let Some(mut writer) = rows.next_column()? {
                let texts = writer.typed::<ByteArrayType>();
                texts.write_batch(&values, Some(&levels), None)?;
                writer.close()?;
            }
        }
        if let Some(mut writer) = rows.next_column()? {
            let (values, levels) = parted(group.stated);
            let stated = writer.typed::<BoolType>();
            stated.write_batch(&values, Some(&levels), None)?;
            SerializedColumnWriter::close(writer)?;
        }
        if let Some(mut writer) = rows.next_column()? {
            let (values, levels) = parted(group.quality);
            let quality = writer.typed::<DoubleType>();
            quality.write_batch(&values, Some(&levels), None)?;
            SerializedColumnWriter::close(writer)?;
        }
        rows.close()?;
        Ok(())
    }

    pub(crate) fn finish(mut self) -> io::Result<()> {
        if self.group.bytes > 0 {
            self.flush()?;
        }
        self.writer.finish()?;
        self.writer.inner().sync_all()?;
        fs::rename(&self.path, &self.complete)
    }
}

impl Group {
    fn add(&mut self, mut answer: Map<String, Value>) -> io::Result<()> {
        self.stated
            .push(answer.remove("stated").and_then(|value| value.as_bool()));
        self.quality
            .push(answer.remove("quality").and_then(|value| value.as_f64()));
        for (column, name) in self.texts.iter_mut().zip(TEXTS).take(REST) {
            let text = match answer.remove(name) {
                None | Some(Value::Null) => None,
                Some(Value::String(text)) => Some(text),
                Some(other) => Some(other.to_string()),
            };
            self.bytes += 1 + text.as_ref().map_or(0, String::len);
            column.push(text.map(|text| ByteArray::from(text.into_bytes())));
        }
        let rest = serde_json::to_vec(&answer)?;
        self.bytes += rest.len();
        self.texts[REST].push(Some(ByteArray::from(rest)));
        Ok(())
    }
}

/// The values that are there, and for each row whether there is one.
fn parted<T>(column: Vec<Option<T>>) -> (Vec<T>, Vec<i16>) {
    let levels = column.iter().map(|value| i16::from(value.is_some()));
    let levels = levels.collect();
    (column.into_iter().flatten().collect(), levels)
}
