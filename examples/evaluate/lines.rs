//! Which block speaks for a line.

use std::collections::BTreeMap;

use bodytext::Article;

/// For each line that is not blank, numbered from 1 and ending at `\n`, the index of the block that holds most of it.
pub(crate) fn blocks_by_line(article: &Article<'_>) -> BTreeMap<usize, usize> {
    let text = article.page().text();
    let mut longest: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let (mut line, mut counted) = (1, 0);
    for (index, block) in article.page().blocks().iter().enumerate() {
        let range = block.range();
        line += breaks(text.get(counted..range.start));
        counted = range.start;
        for (offset, part) in article.page().text_of(block).split('\n').enumerate() {
            let length = part.trim().len();
            let best = longest.entry(line + offset).or_default();
            if length > best.1 {
                *best = (index, length);
            }
        }
    }
    longest
        .into_iter()
        .filter(|(_, (_, length))| *length > 0)
        .map(|(line, (index, _))| (line, index))
        .collect()
}

/// The number of the line, from 1, that an offset of the text lies in.
pub(crate) fn line_at(text: &str, offset: usize) -> usize {
    1 + breaks(text.get(..offset))
}

fn breaks(text: Option<&str>) -> usize {
    text.unwrap_or_default().matches('\n').count()
}
