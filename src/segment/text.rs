//! Blocks of a plain-text dump.
//!
//! 1. [`lines`]: one piece a non-blank line. `\n`, `\r\n` and `\r` end a line.
//! 2. [`mark_stamp`]: a date that a scraper put before the page's first line is set apart within it.
//! 3. [`giant::split`]: a line that holds most of the page is cut where sentences end and sections begin.
//! 4. [`join`]: lines that are pieces of one sentence become one block. Flatteners that put each text node on its own
//!    line break a sentence at every link and every bold word; no rule about lines can be right before that is mended.

mod giant;

use crate::chars::{Class, class};
use crate::cues::Lexicon;
use crate::limits::{Limit, Limits, Truncation};
use crate::page::{Begins, Block, Edges, Ends, Page};

/// Reads a dump.
pub(crate) fn read<'t>(text: &'t str, lexicon: &Lexicon, limits: &Limits) -> Page<'t> {
    let mut cuts = Vec::new();
    let mut text = limits.cut(text, &mut cuts);
    let mut blocks = lines(text, limits.blocks.saturating_add(1));
    mark_stamp(text, &mut blocks);
    giant::split(text, lexicon, &mut blocks);
    if let Some(beyond) = blocks.get(limits.blocks) {
        text = text.get(..beyond.start).unwrap_or_default();
        blocks.truncate(limits.blocks);
        cuts.push(Truncation {
            limit: Limit::Blocks,
            most: limits.blocks,
            met: limits.blocks + 1,
        });
    }
    join(text, &mut blocks);
    Page::new(text, blocks, cuts)
}

/// One block a non-blank line, so many at most.
fn lines(text: &str, most: usize) -> Vec<Block> {
    let bytes = text.as_bytes();
    // Never grown, but on a page with lines of a character or two.
    let ends =
        memchr::memchr_iter(b'\n', bytes).count() + memchr::memchr_iter(b'\r', bytes).count();
    let mut blocks = Vec::with_capacity((ends + 1).min(bytes.len() / 4 + 8).min(most));
    let (mut start, mut line, mut blank_before) = (0, 1, 0);
    let mut add = |start: usize, end: usize, line: u32| {
        let trimmed = trim(text, start, end);
        if trimmed.0 == trimmed.1 {
            blank_before += 1;
        } else if blocks.len() < most {
            blocks.push(Block {
                start: trimmed.0,
                end: trimmed.1,
                line,
                lines: 1,
                blank_before,
                stamp: 0,
                edges: Edges::default(),
            });
            blank_before = 0;
        }
        blocks.len() < most
    };
    for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
        if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
            continue;
        }
        if !add(start, at, line) {
            return blocks;
        }
        start = at + 1;
        line = line.saturating_add(1);
    }
    add(start, bytes.len(), line);
    blocks
}

/// The range without blank characters at either end.
fn trim(text: &str, start: usize, end: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    // Nearly all lines begin and end with a visible ASCII character.
    if end > start && bytes[start].is_ascii_graphic() && bytes[end - 1].is_ascii_graphic() {
        return (start, end);
    }
    let Some(line) = text.get(start..end) else {
        return (start, start);
    };
    let kept = line.trim_start_matches(|c| class(c) == Class::Space);
    let start = end - kept.len();
    (
        start,
        start + kept.trim_end_matches(|c| class(c) == Class::Space).len(),
    )
}

/// Sets a date in front of the page's first line apart from the rest: `date 2025-07-03 Become a member`.
///
/// Programs that save pages often write such a stamp before the text; left there it hides the title. The stamp is one
/// word at most, a day as `2025-07-03`, a clock time perhaps, and a blank before something else.
fn mark_stamp(text: &str, blocks: &mut [Block]) {
    let Some(&first) = blocks.first() else { return };
    let Some(line) = text.get(first.start..first.end) else {
        return;
    };
    let label = line.find(|c: char| !c.is_alphabetic()).unwrap_or(0);
    let gap = line[label..].find(|c| c != ' ' && c != ':').unwrap_or(0);
    let stamp = &line[label + gap..];
    let day = stamp.as_bytes();
    let shape = |bytes: &[u8], shape: &[u8]| {
        bytes.len() >= shape.len()
            && shape.iter().zip(bytes).all(|(want, byte)| {
                if *want == b'0' {
                    byte.is_ascii_digit()
                } else {
                    want == byte
                }
            })
    };
    if (label > 0 && gap == 0) || !shape(day, b"0000-00-00") {
        return;
    }
    let mut length = 10;
    if shape(&day[10..], b"T00:00") || shape(&day[10..], b" 00:00") {
        length = 16
            + day[16..]
                .iter()
                .take_while(|b| b.is_ascii_digit() || b":+.Z".contains(b))
                .count();
    }
    let rest = &stamp[length..];
    let visible = rest.trim_start_matches(|c| class(c) == Class::Space);
    if visible.len() == rest.len() || visible.is_empty() {
        return;
    }
    blocks[0].stamp = line.len() - visible.len();
}

#[derive(Clone, Copy)]
struct Edge {
    begins: Begins,
    ends: Ends,
    /// Bytes in the line.
    length: usize,
}

impl Edge {
    fn of(block: &Block) -> Edge {
        let Edges { begins, ends } = block.edges;
        Edge {
            begins,
            ends,
            length: block.end - block.start,
        }
    }
}

fn edges(text: &str, block: &Block) -> Edges {
    let line = text.get(block.content()).unwrap_or_default();
    let mut begins = line.chars();
    let first = begins.next().unwrap_or(' ');
    let second = begins.next();
    let mut last = Class::Space;
    for c in line.chars().rev().take(4) {
        last = class(c);
        if !matches!(last, Class::Quote | Class::Apostrophe | Class::Close) {
            break;
        }
    }
    let closing = match class(first) {
        Class::Comma | Class::Close => true,
        Class::End => first != '.' || second.is_none_or(|c| !c.is_alphanumeric()),
        _ => {
            matches!(first, '’' | '”')
                && second.is_some_and(|c| matches!(class(c), Class::Space | Class::Lower))
        }
    };
    let begins = if closing {
        Begins::Closing
    } else if class(first) == Class::Lower && second.is_some_and(|c| class(c) != Class::Upper) {
        Begins::Lower
    } else {
        Begins::Otherwise
    };
    let ends = match last {
        Class::End | Class::Ellipsis | Class::Colon => Ends::Ended,
        Class::Comma | Class::Open => Ends::Open,
        _ if line.ends_with(['—', '–']) => Ends::Open,
        _ => Ends::Otherwise,
    };
    Edges { begins, ends }
}

/// A line shorter than this, in bytes, is no sentence that a link could have broken.
const BROKEN_LINE: usize = 24;

/// Joins lines that are pieces of one sentence.
///
/// A line that begins in lower case or with a comma goes on a sentence that the line before left without an end. A
/// line between two such (`At` / `Scratch Kitchen` / `, we cook`) belongs to the sentence too. Pages on which this is
/// rare are taken as flattened by blocks, and there only a sure sign joins.
fn join(text: &str, blocks: &mut Vec<Block>) {
    if blocks.len() < 2 {
        return;
    }
    for block in blocks.iter_mut() {
        block.edges = edges(text, block);
    }
    let by_nodes = broken_share(blocks) > 0.02;
    let mut kept = 0;
    let mut previous = Edge::of(&blocks[0]);
    for at in 1..blocks.len() {
        let (current, next) = (Edge::of(&blocks[at]), blocks.get(at + 1).map(Edge::of));
        let apart = blocks[at].blank_before > 0 || blocks[at].line == blocks[kept].line;
        let goes_on = !apart && continues(previous, current, by_nodes);
        let next_apart = blocks
            .get(at + 1)
            .is_none_or(|block| block.blank_before > 0);
        let bridge = by_nodes
            && !apart
            && !next_apart
            && previous.ends != Ends::Ended
            && current.ends != Ends::Ended
            && current.length <= 80
            && (previous.length >= BROKEN_LINE || previous.ends == Ends::Open)
            && next.is_some_and(|next| {
                next.begins == Begins::Closing
                    || next.begins == Begins::Lower
                        && (previous.length >= 60 || previous.ends == Ends::Open)
            });
        if goes_on || bridge {
            let last = blocks[at];
            let block = &mut blocks[kept];
            block.end = last.end;
            block.lines = last.line + last.lines - block.line;
            previous = Edge {
                length: previous.length + current.length,
                ..current
            };
        } else {
            kept += 1;
            blocks[kept] = blocks[at];
            previous = current;
        }
    }
    blocks.truncate(kept + 1);
}

/// Whether `next` is the rest of the sentence that `line` began.
fn continues(line: Edge, next: Edge, by_nodes: bool) -> bool {
    if next.begins == Begins::Closing {
        return line.ends != Ends::Ended || by_nodes;
    }
    if line.ends == Ends::Ended {
        return false;
    }
    if line.ends == Ends::Open {
        return by_nodes && (line.length >= BROKEN_LINE || next.begins == Begins::Lower);
    }
    next.begins == Begins::Lower
        && line.length
            >= if by_nodes {
                BROKEN_LINE
            } else {
                2 * BROKEN_LINE
            }
        && next.length >= 2
}

/// The share of lines that plainly go on the line before: they begin with a comma, a stop or a closing bracket, or in
/// lower case behind a long line without an end.
fn broken_share(blocks: &[Block]) -> f32 {
    let goes_on = |two: &[Block]| {
        let (line, this) = (Edge::of(&two[0]), Edge::of(&two[1]));
        two[1].blank_before == 0
            && line.ends != Ends::Ended
            && (this.begins == Begins::Closing
                || this.begins == Begins::Lower && line.length >= BROKEN_LINE)
    };
    let broken = blocks.windows(2).filter(|two| goes_on(two)).count();
    broken as f32 / blocks.len() as f32
}
