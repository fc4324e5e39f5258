//! Rows of Parquet, as the same records that JSON lines would be.

use std::fs::File;
use std::io;
use std::path::Path;

use parquet::file::reader::SerializedFileReader;
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use serde_json::{Map, Value};

use super::{Raw, Records};
use crate::program::fault::{Fault, Sort};

/// The rows of a file.
pub(crate) fn records(path: &Path, limit: usize) -> io::Result<Records> {
    let reader = SerializedFileReader::new(File::open(path)?)?;
    let mut rows = RowIter::from_file_into(Box::new(reader)).zip(1_u64..);
    let mut is_readable = true;
    Ok(Box::new(std::iter::from_fn(move || {
        if !is_readable {
            return None;
        }
        let (row, number) = rows.next()?;
        let bad = |fault| Raw::Bad {
            id: None,
            line: Some(number),
            fault,
        };
        Some(match row.map(|row| json(&row)) {
            Ok(Ok(bytes)) if bytes.len() > limit => bad(Fault::too_long(limit)),
            Ok(Ok(bytes)) => Raw::Line { number, bytes },
            Ok(Err(error)) => bad(Fault::new(Sort::Json, error.to_string())),
            Err(error) => {
                is_readable = false;
                bad(Fault::new(Sort::Input, error.to_string()))
            }
        })
    })))
}

/// A row as an object. Bytes are text if they are UTF-8, which columns of text often do not say; else what is not UTF-8
/// in them is lost.
fn json(row: &Row) -> serde_json::Result<Vec<u8>> {
    let mut object = Map::new();
    for (name, field) in row.get_column_iter() {
        let value = match field {
            Field::Bytes(bytes) => Value::from(String::from_utf8_lossy(bytes.data())),
            field => field.to_json_value(),
        };
        object.insert(name.clone(), value);
    }
    serde_json::to_vec(&object)
}
