//! The tables of a page that hold data, found among its spans.
//!
//! Tables lay out pages as well. One that holds a table in a cell, a heading, a list, long text, or no two rows of two
//! columns, is taken for such a one, and its lines are lines like any other.

use crate::page::Block;
use crate::segment::html::{Flat, Span, SpanKind, Tag, marks};

/// A table has so many columns at least and at most.
const LEAST_COLUMNS: usize = 2;
const MOST_COLUMNS: usize = 64;
/// A cell holds at most so many bytes.
const LONGEST_CELL: usize = 400;

/// A table that holds data.
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    pub(super) columns: usize,
}

/// A row, and where it stands in the text.
pub(super) struct Row {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) cells: Vec<Span>,
    /// Before each cell, how many columns are those of cells that reach down from rows above.
    pub(super) above: Vec<usize>,
}

impl Row {
    /// Whether all its cells name what is below them.
    pub(super) fn is_header(&self) -> bool {
        self.cells
            .iter()
            .all(|cell| cell.kind == SpanKind::HeaderCell)
    }

    /// How many columns it fills, up to its last cell.
    pub(super) fn columns(&self) -> usize {
        let own = self.cells.iter().map(Span::columns).sum::<usize>();
        own + self.above.iter().sum::<usize>()
    }
}

impl Table {
    /// Whether its rows hold no text but that of their cells.
    fn is_all_cells(&self, text: &str) -> bool {
        self.rows
            .iter()
            .flat_map(|row| row.cells.windows(2))
            .all(|pair| {
                let between = text.get(pair[0].end..pair[1].start);
                between.is_some_and(|between| between.trim().is_empty())
            })
    }

    pub(super) fn start(&self) -> usize {
        self.rows.first().map_or(0, |row| row.start)
    }

    pub(super) fn end(&self) -> usize {
        self.rows.last().map_or(0, |row| row.end)
    }
}

/// The tables of a page, in order.
pub(super) fn find(flat: &Flat, text: &str, blocks: &[Block]) -> Vec<Table> {
    let (mut cells, mut rows): (Vec<Span>, Vec<Row>) = (Vec::new(), Vec::new());
    let mut tables: Vec<Table> = Vec::new();
    // The start of the last table met: one that starts before it and ends behind it is around it.
    let mut last = None;
    for span in &flat.spans.list {
        match span.kind {
            SpanKind::Cell | SpanKind::HeaderCell => cells.push(*span),
            SpanKind::Row => {
                let first = behind(&cells, |cell| cell.start < span.start);
                let own = cells.split_off(first);
                let start = own.first().map_or(span.end, |cell| cell.start);
                let end = own.last().map_or(span.end, |cell| cell.end);
                rows.push(Row {
                    start,
                    end,
                    above: vec![0; own.len()],
                    cells: own,
                });
            }
            SpanKind::Table => {
                let first = behind(&rows, |row| row.start < span.start);
                let mut own = rows.split_off(first);
                place(&mut own);
                own.retain(|row| row.start < row.end);
                let is_around = last.is_some_and(|start| start >= span.start);
                last = Some(span.start);
                let columns = own.iter().map(Row::columns).max().unwrap_or_default();
                let table = Table { rows: own, columns };
                if !is_around && table.is_all_cells(text) && holds_data(&table, flat, blocks) {
                    tables.push(table);
                }
            }
            _ => {}
        }
    }
    tables
}

/// Finds the columns that cells of rows above leave to each row (HTML standard, section 4.9.12.1).
fn place(rows: &mut [Row]) {
    // Of each column, how many of the rows to come it is taken in.
    let mut taken = [0_usize; MOST_COLUMNS];
    for row in rows {
        let mut column = 0;
        for (cell, above) in row.cells.iter().zip(&mut row.above) {
            while taken.get(column).is_some_and(|rows| *rows > 0) {
                column += 1;
                *above += 1;
            }
            let end = column + cell.columns();
            for taken in taken.iter_mut().take(end).skip(column) {
                *taken = cell.rows();
            }
            column = end;
        }
        taken
            .iter_mut()
            .for_each(|rows| *rows = rows.saturating_sub(1));
    }
}

/// How many items are left at the front when those at the end for which `is_before` is false are taken.
fn behind<T>(items: &[T], is_before: impl Fn(&T) -> bool) -> usize {
    items
        .iter()
        .rposition(is_before)
        .map_or(0, |before| before + 1)
}

fn holds_data(table: &Table, flat: &Flat, blocks: &[Block]) -> bool {
    if table.rows.len() < 2
        || !(LEAST_COLUMNS..=MOST_COLUMNS).contains(&table.columns)
        || !table.rows.is_sorted_by(|one, other| one.end <= other.start)
    {
        return false;
    }
    let mut cells = table.rows.iter().flat_map(|row| &row.cells);
    if cells.any(|cell| cell.end - cell.start > LONGEST_CELL) {
        return false;
    }
    // Every line between its first and last row stands in a row, and is plain text.
    let first = blocks.partition_point(|block| block.end <= table.start());
    let within = blocks.iter().zip(&flat.markups).skip(first);
    let mut rows = table.rows.iter().peekable();
    within
        .take_while(|(block, _)| block.start < table.end())
        .all(|(block, markup)| {
            while rows.next_if(|row| row.end <= block.start).is_some() {}
            let is_in_row = rows
                .peek()
                .is_some_and(|row| row.start <= block.start && block.end <= row.end);
            is_in_row && is_plain(flat, markup.element)
        })
}

/// Whether nothing between a block and its row has a form of its own.
fn is_plain(flat: &Flat, element: u32) -> bool {
    flat.around(element)
        .take_while(|element| !matches!(element.tag, Tag::Tr | Tag::Table))
        .all(|element| {
            let own = element.tag.heading() > 0
                || matches!(
                    element.tag,
                    Tag::Pre | Tag::Li | Tag::Blockquote | Tag::Dl | Tag::Listing | Tag::Xmp
                );
            !own
        })
        && flat
            .elements
            .get(element as usize)
            .is_some_and(|element| element.marks & marks::TABLE != 0)
}
