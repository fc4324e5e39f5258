//! What is done to flattened pages today, for comparison: rules on the length and the end of lines.

/// A rule that makes a body of a page's text.
pub(crate) type Rule = fn(&str) -> String;

/// All rules, by the name under which their figures stand.
pub(crate) const RULES: [(&str, Rule); 4] = [
    ("keep everything", keep_everything),
    ("C4 lines", c4_lines),
    ("100 characters", long_lines),
    ("OSCAR trim", oscar_trim),
];

/// The page as it is.
pub(crate) fn keep_everything(text: &str) -> String {
    text.to_owned()
}

/// The line rule of C4, the corpus that T5 was trained on.
///
/// A line stays if it ends in a terminal mark (`.`, `!`, `?` or `"`), has at least three words and does not speak of
/// JavaScript (Raffel and others: Exploring the Limits of Transfer Learning with a Unified Text-to-Text Transformer,
/// 2020, section 2.2). Three words are what the known figures of these pages were taken with; the published program
/// (`c4_utils.py` of TensorFlow Datasets) asks for five and refuses `...`. C4's rules on whole pages are left out.
pub(crate) fn c4_lines(text: &str) -> String {
    chosen(text, |line| {
        line.ends_with(['.', '!', '?', '"'])
            && line.split_whitespace().count() >= 3
            && !line.to_lowercase().contains("javascript")
    })
}

/// Lines of at least 100 characters: the plainest rule there is, and OSCAR's measure of a line that is no short one.
pub(crate) fn long_lines(text: &str) -> String {
    chosen(text, |line| line.chars().count() >= 100)
}

/// Lines that a window looks at, and the mean of their lengths in bytes that ends the trimming.
const WINDOW: usize = 5;
const ENOUGH: usize = 100;

/// The trimming of OSCAR, a corpus of texts from Common Crawl.
///
/// Lines go from either end until the mean length of the five lines around one is 100 bytes or more; the first and
/// last line stand in for the lines that are missing beyond the ends. A page without such a line stays whole. This is
/// the `Conv` transformer of Ungoliant, OSCAR's pipeline (Abadji and others: Towards a Cleaner Document-Oriented
/// Multilingual Crawled Corpus, 2022; `src/transformers/sentence_filter.rs`). Blank lines are left out first: the
/// dumps it was made for have none.
pub(crate) fn oscar_trim(text: &str) -> String {
    let lines: Vec<&str> = lines(text).collect();
    let length = |at: isize| {
        let last = lines.len().saturating_sub(1);
        lines
            .get((at.max(0) as usize).min(last))
            .map_or(0, |line| line.len())
    };
    let half = WINDOW as isize / 2;
    let is_enough = |at: usize| {
        let at = at as isize;
        (at - half..=at + half).map(length).sum::<usize>() >= ENOUGH * WINDOW
    };
    let first = (0..lines.len()).find(|at| is_enough(*at));
    let last = (0..lines.len()).rfind(|at| is_enough(*at));
    match (first, last) {
        (Some(first), Some(last)) => lines[first..=last].join("\n"),
        _ => lines.join("\n"),
    }
}

/// The lines that are not blank, trimmed.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split('\n')
        .map(str::trim)
        .filter(|line| !line.is_empty())
}

fn chosen(text: &str, stays: impl Fn(&str) -> bool) -> String {
    let lines: Vec<&str> = lines(text).filter(|line| stays(line)).collect();
    lines.join("\n")
}
