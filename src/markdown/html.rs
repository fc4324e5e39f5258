//! The kept blocks of a page of HTML, with the structure that its markup gives them.

use crate::article::Article;
use crate::kind::Kind;
use crate::page::Block;
use crate::segment::html::{Flat, Span, SpanKind};

use super::containers::{Container, Lines};
use super::escape::in_heading;
use super::inline::{self, Inline, longest_run};
use super::nesting::Nesting;
use super::tables::{self, Row, Table};

pub(super) fn write(article: &Article<'_>, flat: &Flat, out: &mut String) {
    let judged: Vec<(Kind, bool)> = article
        .blocks()
        .map(|judged| (judged.kind(), judged.is_kept()))
        .collect();
    let text = article.page().text();
    let blocks = article.page().blocks();
    let kept: Vec<usize> = (0..blocks.len()).filter(|at| judged[*at].1).collect();
    let held: Vec<u32> = kept.iter().map(|at| flat.markups[*at].element).collect();
    let mut writer = Writer {
        flat,
        text,
        blocks,
        judged: &judged,
        nesting: Nesting::new(flat, &held),
        kept,
        inline: Inline::new(flat, text),
        lines: Lines::new(flat, out),
        languages: of_kind(flat, SpanKind::Language),
        pictures: of_kind(flat, SpanKind::Picture),
    };
    writer.write(&tables::find(flat, text, blocks));
}

fn of_kind(flat: &Flat, kind: SpanKind) -> Vec<Span> {
    let own = flat.spans.list.iter().filter(|span| span.kind == kind);
    own.copied().collect()
}

struct Writer<'a, 'o> {
    flat: &'a Flat,
    text: &'a str,
    blocks: &'a [Block],
    judged: &'a [(Kind, bool)],
    kept: Vec<usize>,
    nesting: Nesting<'a>,
    inline: Inline<'a>,
    lines: Lines<'o>,
    /// Pictures that stand between lines.
    pictures: Vec<Span>,
    /// Code with a language, by its end.
    languages: Vec<Span>,
}

/// What kept blocks are together.
enum Unit {
    Heading(u8),
    /// Verbatim lines.
    Code,
    /// Lines of one paragraph.
    Paragraph,
}

impl<'a> Writer<'a, '_> {
    fn write(&mut self, tables: &[Table]) {
        let mut tables = tables.iter().peekable();
        let mut at = 0;
        while let Some(index) = self.kept.get(at).copied() {
            let block = self.blocks[index];
            if at > 0 {
                self.pictures_between(self.kept[at - 1], index);
            }
            while tables.next_if(|table| table.end() <= block.start).is_some() {}
            if let Some(table) = tables.next_if(|table| table.start() <= block.start) {
                let rest = &self.kept[at..];
                let count = rest.partition_point(|index| self.blocks[*index].start < table.end());
                self.table(table, at..at + count);
                at += count;
                continue;
            }
            let (unit, count) = self.unit(at);
            self.unit_lines(&unit, at, count);
            at += count;
        }
    }

    fn path(&self, index: usize) -> Vec<Container> {
        self.nesting.path(self.flat.markups[index].element)
    }

    /// What a kept block is, and how many kept blocks are that together.
    fn unit(&self, at: usize) -> (Unit, usize) {
        let index = self.kept[at];
        let markup = self.flat.markups[index];
        let nesting = &self.nesting;
        let count_in = |around: fn(&Nesting<'a>, u32) -> Option<u32>,
                        goes_on: &dyn Fn(usize) -> bool| {
            let own = around(nesting, markup.element);
            let is_same = |next: usize| around(nesting, self.flat.markups[next].element) == own;
            let rest = self.kept[at + 1..].iter();
            1 + rest
                .take_while(|next| is_same(**next) && goes_on(**next))
                .count()
        };
        if nesting.verbatim(markup.element).is_some() {
            (Unit::Code, count_in(Nesting::verbatim, &|_| true))
        } else if markup.heading > 0 && nesting.heading(markup.element).is_some() {
            (
                Unit::Heading(markup.heading),
                count_in(Nesting::heading, &|_| true),
            )
        } else {
            let goes_on =
                |next: usize| self.judged[next - 1].1 && self.blocks[next].blank_before == 0;
            (Unit::Paragraph, count_in(Nesting::line, &goes_on))
        }
    }

    fn unit_lines(&mut self, unit: &Unit, at: usize, count: usize) {
        let path = self.path(self.kept[at]);
        if let Unit::Code = unit {
            let code = self.code(at, count);
            return self.lines.write(path, &code, false);
        }
        let mut lines: Vec<String> = Vec::with_capacity(count);
        for next in at..at + count {
            let range = self.blocks[self.kept[next]].range();
            lines.push(self.inline.write(range, false));
        }
        match unit {
            Unit::Heading(level) => {
                let marks = "#".repeat(usize::from(*level));
                let line = in_heading(lines.join(" "));
                self.lines.write(path, &[format!("{marks} {line}")], false);
            }
            _ => {
                let last = lines.len() - 1;
                lines[..last].iter_mut().for_each(|line| line.push('\\'));
                self.lines.write(path, &lines, true);
            }
        }
    }

    /// Lines of code as they stand, with the white space before them and the blank lines between.
    fn code(&self, at: usize, count: usize) -> Vec<String> {
        let mut lines: Vec<String> = Vec::with_capacity(count + 2);
        let mut fence = 2;
        for next in at..at + count {
            let block = self.blocks[self.kept[next]];
            let before = self.text.get(..block.start).unwrap_or_default();
            let start = before.rfind('\n').map_or(0, |end| end + 1);
            if next > at && block.blank_before > 0 {
                lines.push(String::new());
            }
            let line = self.text.get(start..block.end).unwrap_or_default();
            // A carriage return or the like would be another line.
            let line = line.replace(['\r', '\u{b}', '\u{c}'], " ");
            fence = fence.max(longest_run(&line, '`'));
            lines.push(line);
        }
        let fence = "`".repeat(fence + 1);
        let start = self.blocks[self.kept[at]].start;
        lines.insert(0, format!("{fence}{}", self.language(start)));
        lines.push(fence);
        lines
    }

    /// The language of the code at a place, empty if the page names none.
    fn language(&self, start: usize) -> &str {
        let first = self.languages.partition_point(|span| span.end <= start);
        let own = self.languages.get(first).filter(|span| span.start <= start);
        own.map_or("", |span| self.flat.spans.label(span))
    }

    /// A table, of which these kept blocks are all that is kept.
    fn table(&mut self, table: &Table, kept: std::ops::Range<usize>) {
        let path = self.path(self.kept[kept.start]);
        let mut lines: Vec<String> = Vec::new();
        let mut next = kept.start;
        for row in &table.rows {
            let first = next;
            while next < kept.end && self.blocks[self.kept[next]].start < row.end {
                next += 1;
            }
            if first == next {
                continue;
            }
            if lines.is_empty() {
                let is_header = row.is_header();
                if !is_header {
                    lines.push(format!("|{}", "  |".repeat(table.columns)));
                    lines.push(format!("|{}", " --- |".repeat(table.columns)));
                }
                let mut line = self.row(row, first..next);
                if is_header {
                    // A row that is short of columns would end the table before it begins.
                    line.push_str(&"  |".repeat(table.columns.saturating_sub(row.columns())));
                    lines.push(line);
                    lines.push(format!("|{}", " --- |".repeat(table.columns)));
                } else {
                    lines.push(line);
                }
                continue;
            }
            lines.push(self.row(row, first..next));
        }
        self.lines.write(path, &lines, false);
    }

    fn row(&mut self, row: &Row, kept: std::ops::Range<usize>) -> String {
        let mut line = "|".to_owned();
        for (cell, above) in row.cells.iter().zip(&row.above) {
            line.push_str(&"  |".repeat(*above));
            let mut pieces = Vec::new();
            for next in kept.clone() {
                let block = self.blocks[self.kept[next]];
                let (start, end) = (block.start.max(cell.start), block.end.min(cell.end));
                if start < end {
                    pieces.push(self.inline.write(start..end, true));
                }
            }
            let text = pieces.join(" ");
            line.extend([if text.is_empty() { "" } else { " " }, &text, " |"]);
            line.push_str(&"  |".repeat(cell.columns() - 1));
        }
        line
    }

    /// Pictures between two kept blocks, if nothing stands between them but captions.
    fn pictures_between(&mut self, before: usize, after: usize) {
        let between = &self.judged[before + 1..after];
        let is_near = between.iter().all(|(kind, _)| *kind == Kind::Caption);
        let start = self.blocks[before].end;
        let first = self.pictures.partition_point(|span| span.start < start);
        if !is_near || self.pictures.len() == first {
            return;
        }
        let end = self.blocks[after].start;
        let (one, other) = (self.path(before), self.path(after));
        let common = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
        for at in first..self.pictures.len() {
            let span = self.pictures[at];
            if span.start >= end {
                break;
            }
            if let Some(image) = inline::image(self.flat, &span) {
                self.lines.write(one[..common].to_vec(), &[image], false);
            }
        }
    }
}
