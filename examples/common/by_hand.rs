//! Kinds given by hand to the lines of pages of the corpus.
//!
//! The corpus tells of its pages what is body and what is not, of a few each line's kind. Of most of the others each line
//! of the `layout` dump was read and given a kind, by the rules of the corpus' `KINDS.md`. The file holds numbers of lines and
//! kinds alone, `set/name`, a tab, and runs as `12-17 navigation` separated by commas; what the lines say stands in the
//! corpus.

use std::collections::{BTreeMap, HashMap, VecDeque};

use super::corpus::LabelledText;

const TABLE: &str = include_str!("by_hand.tsv");

/// The lines of a page with their kinds, `a|b` where either is right.
pub(crate) struct ByHand {
    lines: Vec<(String, &'static str)>,
}

/// All pages with kinds given by hand, by `set/name`.
pub(crate) fn read(texts: &[LabelledText]) -> Result<HashMap<String, ByHand>, String> {
    let runs: HashMap<&str, &str> = TABLE
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .collect();
    let mut pages = HashMap::new();
    for text in texts.iter().filter(|text| text.style == "layout") {
        let page = text.page();
        if let Some(runs) = runs.get(page) {
            let read = ByHand::new(&text.text, runs)
                .ok_or_else(|| format!("the kinds given by hand to {page} do not fit its lines"))?;
            pages.insert(page.to_owned(), read);
        }
    }
    Ok(pages)
}

impl ByHand {
    /// The lines of a text with the kinds of runs of them; `None` where a line has none, or a run is not one.
    pub(crate) fn new(text: &str, runs: &'static str) -> Option<ByHand> {
        let mut kinds = BTreeMap::new();
        for run in runs.split(',') {
            let (lines, kind) = run.split_once(' ')?;
            let (first, last) = lines.split_once('-').unwrap_or((lines, lines));
            let lines = first.parse::<usize>().ok()?..=last.parse().ok()?;
            kinds.extend(lines.map(|line| (line, kind)));
        }
        let lines = lines(text).filter(|(_, line)| !line.is_empty());
        let lines = lines.map(|(number, line)| Some((line.to_owned(), *kinds.get(&number)?)));
        Some(ByHand {
            lines: lines.collect::<Option<_>>()?,
        })
    }

    /// The kinds of the lines of any dump of the page, by number from 1.
    ///
    /// Where the dump has the same letters in the same order, a line has the kind of the line in which it begins;
    /// else lines that say the same are the same, in their order.
    pub(crate) fn of_lines(&self, text: &str) -> BTreeMap<usize, &'static str> {
        let same = letters(text).eq(self.lines.iter().flat_map(|(line, _)| letters(line)));
        if same {
            let lines_kinds = self.lines.iter();
            let mut by_letter = lines_kinds.flat_map(|(line, kind)| letters(line).map(|_| *kind));
            let told = |(number, line)| {
                let others = letters(line).count().checked_sub(1)?;
                let kind = by_letter.next()?;
                by_letter.by_ref().take(others).for_each(drop);
                Some((number, kind))
            };
            return lines(text).filter_map(told).collect();
        }
        let mut queues = self.queues();
        let told = |(number, line)| Some((number, next(&mut queues, line)?));
        lines(text).filter_map(told).collect()
    }

    /// The kinds of blocks, of which the texts are given in order.
    pub(crate) fn of_texts<'a>(
        &self,
        texts: impl Iterator<Item = &'a str>,
    ) -> Vec<Option<&'static str>> {
        let mut queues = self.queues();
        texts.map(|text| next(&mut queues, text.trim())).collect()
    }

    fn queues(&self) -> Queues<'_> {
        let mut queues = Queues::new();
        for (line, kind) in &self.lines {
            queues.entry(line).or_default().push_back(kind);
        }
        queues
    }
}

type Queues<'a> = HashMap<&'a str, VecDeque<&'static str>>;

/// The next kind of a text; the last one stays.
fn next(queues: &mut Queues<'_>, text: &str) -> Option<&'static str> {
    let queue = queues.get_mut(text)?;
    if queue.len() > 1 {
        queue.pop_front()
    } else {
        queue.front().copied()
    }
}

/// The lines of a text by number from 1, without the white space around them.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..)
        .zip(text.split('\n'))
        .map(|(number, line)| (number, line.trim()))
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| !c.is_whitespace())
}
