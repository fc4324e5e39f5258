//! Which blocks of a page are in its gold body.
//!
//! The gold is the body's text alone, so its words are aligned with the page's: the longest chain of runs of four words
//! that stand in the same order in both (a longest increasing subsequence, by patience sorting), then what stands
//! between two links of the chain, block by block.

use std::collections::HashMap;
use std::ops::Range;

use bodytext::Page;

use crate::common::metrics::tokens;

/// Words of a run, and how often a run may stand in the gold to be aligned.
const RUN: usize = 4;
const MOST_PLACES: usize = 6;

/// What the alignment tells.
pub(crate) struct Aligned {
    /// By block: the share of its words that are in the body; `None` for a block without words.
    pub(crate) shares: Vec<Option<f32>>,
    /// The share of the gold's words that are on the page.
    pub(crate) found: f32,
}

/// Aligns a page with its gold body.
pub(crate) fn align(page: &Page<'_>, gold: &str) -> Aligned {
    let gold = tokens(gold, false);
    let mut words = Vec::new();
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for block in page.blocks() {
        let start = words.len();
        words.extend(tokens(page.text_of(block), false));
        blocks.push(start..words.len());
    }
    let chain = chain(&words, &gold);
    // By word of the page: the gold's word it stands for.
    let mut matched: Vec<Option<usize>> = vec![None; words.len()];
    for (at, in_gold) in &chain {
        for step in 0..RUN {
            matched[at + step] = Some(in_gold + step);
        }
    }
    fill(&words, &gold, &blocks, &mut matched);
    let share = |range: &Range<usize>| {
        let hits = matched[range.clone()].iter().flatten().count();
        (!range.is_empty()).then(|| hits as f32 / range.len() as f32)
    };
    let mut found: Vec<usize> = matched.iter().flatten().copied().collect();
    found.sort_unstable();
    found.dedup();
    Aligned {
        shares: blocks.iter().map(share).collect(),
        found: found.len() as f32 / gold.len().max(1) as f32,
    }
}

/// The longest chain of runs in the same order in both: places in the one and the other.
fn chain(words: &[u64], gold: &[u64]) -> Vec<(usize, usize)> {
    let mut places: HashMap<&[u64], Vec<usize>> = HashMap::new();
    for (at, run) in gold.windows(RUN).enumerate() {
        places.entry(run).or_default().push(at);
    }
    // By length of a chain, its last link with the least place in the gold; and the link before each link.
    let mut tails: Vec<usize> = Vec::new();
    let mut links: Vec<(usize, usize, Option<usize>)> = Vec::new();
    for (at, run) in words.windows(RUN).enumerate() {
        let Some(in_gold) = places.get(run).filter(|places| places.len() <= MOST_PLACES) else {
            continue;
        };
        for &place in in_gold.iter().rev() {
            let length = tails.partition_point(|link| links[*link].1 < place);
            let before = length.checked_sub(1).map(|last| tails[last]);
            links.push((at, place, before));
            if length == tails.len() {
                tails.push(links.len() - 1);
            } else {
                tails[length] = links.len() - 1;
            }
        }
    }
    let mut chain = Vec::new();
    let mut next = tails.last().copied();
    while let Some(link) = next {
        let (at, place, before) = links[link];
        chain.push((at, place));
        next = before;
    }
    chain.reverse();
    chain
}

/// Matches short blocks between the links: those whose words stand one after another in what the gold has there.
fn fill(words: &[u64], gold: &[u64], blocks: &[Range<usize>], matched: &mut [Option<usize>]) {
    let mut below = vec![gold.len(); blocks.len() + 1];
    for (at, block) in blocks.iter().enumerate().rev() {
        let first = matched[block.clone()].iter().flatten().next();
        below[at] = first.copied().unwrap_or(below[at + 1]);
    }
    let mut from = 0;
    for (at, block) in blocks.iter().enumerate() {
        if let Some(last) = matched[block.clone()].iter().flatten().last() {
            from = last + 1;
            continue;
        }
        let until = below[at + 1];
        if block.is_empty() || from >= until || until - from > 4_000 {
            continue;
        }
        let wanted = &words[block.clone()];
        let place = gold[from..until]
            .windows(wanted.len())
            .position(|run| run == wanted);
        if let Some(place) = place {
            for step in 0..wanted.len() {
                matched[block.start + step] = Some(from + place + step);
            }
            from += place + wanted.len();
        }
    }
}
