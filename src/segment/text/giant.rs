//! A line that holds most of its page.
//!
//! Such a page lost its line breaks: menu, article and footer stand in one line and can only be told apart within it.
//! Elsewhere a long line is one paragraph and stays whole.

use super::trim;
use crate::chars::{Class, class};
use crate::cues::{Cue, Lexicon};
use crate::page::Block;

/// A line of fewer bytes is never cut.
const GIANT: usize = 1_200;
/// A giant line is cut when it holds at least this share of its page.
const GIANT_SHARE: f32 = 0.5;

/// Cuts a line that holds most of its page into pieces.
pub(super) fn split(text: &str, lexicon: &Lexicon, blocks: &mut Vec<Block>) {
    let length = |block: &Block| block.end - block.start;
    let all: usize = blocks.iter().map(length).sum();
    let is_giant =
        |block: &Block| length(block) >= GIANT && length(block) as f32 >= GIANT_SHARE * all as f32;
    let Some(at) = blocks.iter().position(is_giant) else {
        return;
    };
    let giant = blocks[at];
    let first = giant.content().start;
    let Some(line) = text.get(giant.content()) else {
        return;
    };
    let pieces: Vec<Block> = cuts(line, lexicon)
        .into_iter()
        .map(|(start, end)| trim(text, first + start, first + end))
        .filter(|(start, end)| start < end)
        .enumerate()
        .map(|(index, (start, end))| match index {
            0 => Block { end, ..giant },
            _ => Block {
                start,
                end,
                blank_before: 0,
                stamp: 0,
                ..giant
            },
        })
        .collect();
    blocks.splice(at..=at, pieces);
}

/// A piece of a giant line is at least so long, in bytes, and is cut without a sentence's end where it grows longer.
const PIECE: std::ops::RangeInclusive<usize> = 40..=160;

/// Classes of the phrases that head sections of a page or fill its menus.
const HEADS: u32 = Cue::Related.bit()
    | Cue::Latest.bit()
    | Cue::Topics.bit()
    | Cue::Navigation.bit()
    | Cue::Share.bit()
    | Cue::Widget.bit()
    | Cue::Promotion.bit()
    | Cue::Legal.bit()
    | Cue::Comments.bit();

/// Cuts a line at the ends of its sentences; around phrases that head sections, if they begin in upper case as heads do;
/// and longer pieces before a word in upper case: that is where the items of a menu begin.
///
/// A sentence cut so costs nothing: what is kept of one line is put together again.
fn cuts(line: &str, lexicon: &Lexicon) -> Vec<(usize, usize)> {
    let mut heads = lexicon.find_all(line, HEADS).into_iter().peekable();
    let mut pieces = Vec::new();
    let mut start = 0;
    // Where the last sentence ended, the last space before an upper-case word, and the last head.
    let (mut ended, mut upper, mut head_end) = (0, 0, 0);
    // The sentence that ended last ended with a stop of a script without spaces.
    let mut dense = false;
    let mut before = Class::Space;
    for (offset, c) in line.char_indices() {
        let this = class(c);
        let here = offset + c.len_utf8();
        while heads.next_if(|head| head.start < offset).is_some() {}
        if let Some(head) = heads.next_if(|head| head.start == offset)
            && this != Class::Lower
        {
            pieces.push((start, offset));
            (start, head_end) = (offset, head.end);
        }
        if head_end > 0 && offset >= head_end {
            if this == Class::Colon {
                head_end = here;
            } else {
                pieces.push((start, offset));
                (start, head_end) = (offset, 0);
            }
        }
        // A stop of a script without spaces ends its sentence at once, the others need a space behind them; a closing
        // quote or bracket goes with the sentence.
        let trails =
            ended == offset && matches!(this, Class::Quote | Class::Close | Class::Apostrophe);
        let ends = ended == offset && offset > 0 && (this == Class::Space || dense) && !trails;
        if ends && offset - start >= *PIECE.start() {
            pieces.push((start, offset));
            start = offset;
        }
        if this == Class::End {
            (ended, dense) = (here, !c.is_ascii());
        } else if trails {
            ended = here;
        }
        if this == Class::Upper && before == Class::Space {
            upper = offset;
        }
        if here - start > *PIECE.end() && upper >= start + *PIECE.start() {
            pieces.push((start, upper));
            start = upper;
        }
        before = this;
    }
    pieces.push((start, line.len()));
    pieces
}
