//! `batch` built with the feature `parquet`: tables in and out.
//!
//! ```sh
//! cargo test --features parquet --test batch_parquet --example batch
//! ```

#![cfg(all(feature = "html", feature = "parquet"))]

mod programs;

use std::fs::{self, File};
use std::path::Path;

use parquet::file::reader::SerializedFileReader;
use parquet::record::Row;
use parquet::record::reader::RowIter;
use programs::{code, directory, err, file, json, page, records, run};
use serde_json::Value;

fn rows(path: &Path) -> Vec<Row> {
    let reader = SerializedFileReader::new(File::open(path).expect("the table")).expect("a table");
    let rows = RowIter::from_file_into(Box::new(reader));
    rows.collect::<Result<_, _>>().expect("rows")
}

/// A column of a row, as JSON.
fn column(row: &Row, name: &str) -> Value {
    row.to_json_value()[name].clone()
}

#[test]
fn answers_become_a_table_and_a_table_is_read_as_records() {
    let folder = directory("batch-parquet");
    let lines: String = (0..300).map(json).collect();
    let lines = file(&folder, "pages.jsonl", lines + "broken\n");
    let target = folder.join("answers.parquet");
    let path = target.to_str().expect("a path in UTF-8");
    let output = run("batch", &["-q", "--blocks", &lines, "--output", path]);
    assert_eq!((code(&output), err(&output)), (Some(0), String::new()));
    assert!(!folder.join("answers.parquet.part").exists());

    let answers = records(&run("batch", &["-q", "--blocks", &lines]));
    let rows = rows(&target);
    assert_eq!(rows.len(), answers.len());
    for (row, answer) in rows.iter().zip(&answers) {
        for name in ["title", "byline", "published", "body", "quality", "error"] {
            let expected = answer.get(name).cloned().unwrap_or_default();
            assert_eq!(column(row, name), expected, "{name}");
        }
        let text = |name: &str| column(row, name).as_str().map(str::to_owned);
        assert_eq!(text("id"), answer["id"].as_u64().map(|id| id.to_string()));
        let blocks = text("blocks").map(|blocks| serde_json::from_str(&blocks).expect("JSON"));
        assert_eq!(blocks, answer.get("blocks").cloned());
    }
    // Other fields of the input are one column.
    assert_eq!(column(&rows[0], "fields"), "{\"lang\":\"en\"}");

    // What was written is read again: the bodies as texts of records.
    let bodies = folder.join("bodies.parquet");
    write_texts(&bodies, 5);
    let bodies = bodies.to_str().expect("a path in UTF-8");
    let output = run("batch", &["-q", bodies]);
    assert_eq!((code(&output), err(&output)), (Some(0), String::new()));
    let answers = records(&output);
    assert_eq!(answers.len(), 5);
    for (number, answer) in answers.iter().enumerate() {
        assert_eq!(
            answer["body"],
            bodytext::clean(&page(number)).body().to_string()
        );
        assert_eq!(answer["number"], number);
    }

    // A table is no stream, and is not taken up.
    let table = fs::read(&target).expect("the table");
    let output = programs::feed("batch", &["-q"], &table);
    assert_eq!(code(&output), Some(1));
    assert_eq!(
        code(&run("batch", &["--resume", &lines, "-o", path])),
        Some(2)
    );
}

/// A table of texts and numbers.
fn write_texts(path: &Path, count: usize) {
    use parquet::data_type::{ByteArray, ByteArrayType, Int64Type};
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;
    let schema = "message page { required binary text (UTF8); required int64 number; }";
    let schema = parse_message_type(schema).expect("a schema");
    let file = File::create(path).expect("a file");
    let mut writer =
        SerializedFileWriter::new(file, schema.into(), Default::default()).expect("a table");
    let mut group = writer.next_row_group().expect("a group");
    let texts: Vec<ByteArray> = (0..count)
        .map(|number| ByteArray::from(page(number).into_bytes()))
        .collect();
    let mut column = group.next_column().expect("a column").expect("a column");
    column
        .typed::<ByteArrayType>()
        .write_batch(&texts, None, None)
        .expect("values");
    column.close().expect("a column");
    let numbers: Vec<i64> = (0..count as i64).collect();
    let mut column = group.next_column().expect("a column").expect("a column");
    column
        .typed::<Int64Type>()
        .write_batch(&numbers, None, None)
        .expect("values");
    column.close().expect("a column");
    group.close().expect("a group");
    writer.close().expect("a table");
}
