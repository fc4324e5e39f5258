//! What is right, where a page is labelled.

use std::collections::{BTreeMap, HashSet};

use bodytext::Judged;
use serde::Deserialize;

use crate::common::metrics::{Counted, PageScore, tokens};

/// A block of a page of HTML is body if at least this share of its runs of four tokens stands in the gold body.
const WITHIN: f64 = 0.5;

/// The labels of a page: of its lines, or of the words of its body.
pub(crate) struct Gold {
    lines: Lines,
    body: Option<Counted>,
}

enum Lines {
    /// `0` or `1` for each line.
    Labels(Vec<u8>),
    /// By number of line from 1; `a|b` where either is right.
    Kinds(BTreeMap<usize, String>),
    Words(Words),
}

/// A gold body, to find blocks in.
struct Words {
    /// Runs of four tokens.
    runs: HashSet<Vec<u64>>,
    /// Lines of fewer tokens.
    short: HashSet<Vec<u64>>,
}

#[derive(Deserialize)]
struct Record {
    labels: Option<String>,
    kinds: Option<BTreeMap<usize, String>>,
    body: Option<String>,
}

/// What is right of a block.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Right {
    pub(crate) is_body: bool,
    /// A kind, or `a|b` where either is right; `None` if it is only known whether it is body.
    pub(crate) kinds: Option<String>,
}

/// How a verdict is wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Wrong {
    /// Body that was taken for something else.
    Lost,
    /// Something else that was taken for body.
    Kept,
    /// Right about body, but another kind.
    Kind,
}

impl Gold {
    /// The labels of a record; `None` if it has none.
    pub(crate) fn of_record(record: &[u8]) -> Option<Gold> {
        let record: Record = serde_json::from_slice(record).ok()?;
        let lines = match (record.kinds, record.labels, &record.body) {
            (Some(kinds), ..) => Lines::Kinds(kinds),
            (None, Some(labels), _) => Lines::Labels(labels.into_bytes()),
            (None, None, Some(body)) => Lines::Words(Words::new(body)),
            (None, None, None) => return None,
        };
        Some(Gold {
            lines,
            body: record.body.as_deref().map(Counted::new),
        })
    }

    pub(crate) fn of_kinds(kinds: BTreeMap<usize, String>, body: Option<String>) -> Gold {
        Gold {
            lines: Lines::Kinds(kinds),
            body: body.as_deref().map(Counted::new),
        }
    }

    /// How right a body is; `None` if only lines are labelled.
    pub(crate) fn score(&self, body: &str) -> Option<PageScore> {
        self.body.as_ref().map(|gold| gold.score(body))
    }

    /// What is right of a block; `None` if it is not labelled.
    pub(crate) fn right(&self, judged: &Judged<'_>) -> Option<Right> {
        let first = judged.block().line();
        let lines = first..first + judged.block().line_count();
        match &self.lines {
            Lines::Labels(labels) => {
                let labels: Vec<u8> = lines
                    .filter_map(|line| labels.get(line - 1).copied())
                    .collect();
                (!labels.is_empty()).then(|| Right {
                    is_body: labels.contains(&b'1'),
                    kinds: None,
                })
            }
            Lines::Kinds(kinds) => {
                let kinds = lines.into_iter().find_map(|line| kinds.get(&line))?;
                Some(Right {
                    is_body: is_either(kinds, |kind| matches!(kind, "body" | "heading")),
                    kinds: Some(kinds.clone()),
                })
            }
            Lines::Words(words) => Some(Right {
                is_body: words.hold(judged.text()),
                kinds: None,
            }),
        }
    }
}

fn is_either(kinds: &str, is: impl Fn(&str) -> bool) -> bool {
    kinds.split('|').any(is)
}

impl Right {
    /// How a verdict differs from it.
    pub(crate) fn wrong(&self, judged: &Judged<'_>) -> Option<Wrong> {
        let kind = judged.kind();
        if let Some(kinds) = &self.kinds {
            if is_either(kinds, |right| right == kind.name()) {
                return None;
            }
            let other = is_either(kinds, |right| !matches!(right, "body" | "heading"));
            return Some(match (self.is_body, kind.is_body()) {
                (true, false) if !other => Wrong::Lost,
                (false, true) => Wrong::Kept,
                _ => Wrong::Kind,
            });
        }
        match (self.is_body, kind.is_body()) {
            (true, false) => Some(Wrong::Lost),
            (false, true) => Some(Wrong::Kept),
            _ => None,
        }
    }
}

impl Words {
    fn new(body: &str) -> Words {
        let all = tokens(body, false);
        let short = body.lines().map(|line| tokens(line, false));
        Words {
            runs: all.windows(4).map(<[u64]>::to_vec).collect(),
            short: short.filter(|line| line.len() < 4).collect(),
        }
    }

    fn hold(&self, text: &str) -> bool {
        let tokens = tokens(text, false);
        if tokens.len() < 4 {
            return self.short.contains(&tokens);
        }
        let runs = tokens.windows(4);
        let all = runs.len() as f64;
        let held = runs.filter(|run| self.runs.contains(*run)).count();
        held as f64 >= WITHIN * all
    }
}

#[cfg(test)]
mod tests {
    use super::{Gold, Wrong};

    #[test]
    fn blocks_are_held_against_labels_kinds_and_words() {
        let text = "Menu\nThe harbour froze over on Monday night, said the master of the port.\n";
        let article = bodytext::clean(text);
        let blocks: Vec<_> = article.blocks().collect();
        for (record, body, wrong) in [
            (r#"{"labels":"01"}"#, [false, true], None),
            (r#"{"labels":"10"}"#, [true, false], Some(Wrong::Kept)),
            (
                r#"{"kinds":{"1":"navigation","2":"body|caption"}}"#,
                [false, true],
                None,
            ),
            (
                r#"{"kinds":{"1":"navigation","2":"caption"}}"#,
                [false, false],
                Some(Wrong::Kept),
            ),
            (
                r#"{"body":"Lead. The harbour froze over on Monday night, said the master."}"#,
                [false, true],
                None,
            ),
        ] {
            let gold = Gold::of_record(record.as_bytes()).expect("labels");
            let right: Vec<_> = blocks
                .iter()
                .map(|block| gold.right(block).expect("a label"))
                .collect();
            assert_eq!([right[0].is_body, right[1].is_body], body, "{record}");
            assert!(blocks[1].kind().is_body());
            assert_eq!(right[1].wrong(&blocks[1]), wrong, "{record}");
        }
        assert!(Gold::of_record(b"{\"text\":\"x\"}").is_none());
    }
}
