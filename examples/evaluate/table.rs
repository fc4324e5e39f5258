//! Figures in rows and columns, for people and as JSON.

use std::fmt;

use serde::Serialize;
use serde_json::{Map, Value, json};

/// A figure, or a name.
#[derive(Clone, Serialize)]
#[serde(untagged)]
pub(crate) enum Cell {
    Text(String),
    Count(usize),
    /// A share of 1.
    Share(f64),
    /// A number with a sign.
    Points(f32),
    Nothing,
}

impl Cell {
    fn shown(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Count(count) => count.to_string(),
            Cell::Share(share) => format!("{share:.4}"),
            Cell::Points(points) => format!("{points:+.2}"),
            Cell::Nothing => String::new(),
        }
    }

    fn is_text(&self) -> bool {
        matches!(self, Cell::Text(_))
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Cell {
        Cell::Text(text)
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Cell {
        Cell::Count(count)
    }
}

impl From<f64> for Cell {
    fn from(share: f64) -> Cell {
        Cell::Share(share)
    }
}

impl From<Option<f64>> for Cell {
    fn from(share: Option<f64>) -> Cell {
        share.map_or(Cell::Nothing, Cell::Share)
    }
}

/// A row of cells, each made from what stands in it.
macro_rules! row {
    ($($cell:expr),+ $(,)?) => { vec![$($crate::table::Cell::from($cell)),+] };
}
pub(crate) use row;

/// A table with a title.
pub(crate) struct Table {
    /// What kind of figures these are, for programs.
    name: &'static str,
    title: String,
    head: Vec<String>,
    rows: Vec<Vec<Cell>>,
    note: String,
}

impl Table {
    pub(crate) fn new(
        name: &'static str,
        title: impl Into<String>,
        head: impl IntoIterator<Item = impl Into<String>>,
    ) -> Table {
        Table {
            name,
            title: title.into(),
            head: head.into_iter().map(Into::into).collect(),
            rows: Vec::new(),
            note: String::new(),
        }
    }

    pub(crate) fn push(&mut self, row: Vec<Cell>) {
        self.rows.push(row);
    }

    /// Sets lines to print below the table.
    pub(crate) fn note(mut self, note: impl Into<String>) -> Table {
        self.note = note.into();
        self
    }

    pub(crate) fn to_json(&self) -> Value {
        let rows: Vec<Value> = self
            .rows
            .iter()
            .map(|row| {
                let fields: Map<String, Value> = self
                    .head
                    .iter()
                    .zip(row)
                    .map(|(head, cell)| (head.clone(), json!(cell)))
                    .collect();
                Value::Object(fields)
            })
            .collect();
        let mut table = json!({"name": self.name, "title": self.title, "rows": rows});
        if !self.note.is_empty() {
            table["note"] = json!(self.note);
        }
        table
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.title)?;
        let shown: Vec<Vec<String>> = self
            .rows
            .iter()
            .map(|row| row.iter().map(Cell::shown).collect())
            .collect();
        let length = |text: &String| text.chars().count();
        let widths: Vec<usize> = self
            .head
            .iter()
            .enumerate()
            .map(|(at, head)| {
                let cells = shown.iter().filter_map(|row| row.get(at)).map(length);
                cells.max().unwrap_or(0).max(length(head))
            })
            .collect();
        // A column stands to the left if what it has is text.
        let left: Vec<bool> = (0..widths.len())
            .map(|at| {
                self.rows
                    .iter()
                    .any(|row| row.get(at).is_some_and(Cell::is_text))
            })
            .collect();
        for row in std::iter::once(&self.head).chain(&shown) {
            let mut line = String::new();
            for ((cell, width), left) in row.iter().zip(&widths).zip(&left) {
                if *left {
                    line.push_str(&format!("  {cell:<width$}"));
                } else {
                    line.push_str(&format!("  {cell:>width$}"));
                }
            }
            writeln!(f, "{}", line.trim_end())?;
        }
        if !self.note.is_empty() {
            writeln!(f, "  {}", self.note.replace('\n', "\n  "))?;
        }
        Ok(())
    }
}
