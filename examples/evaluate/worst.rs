//! The pages and the lines that cost most.

use std::collections::HashMap;
use std::fmt::Write as _;

use bodytext::Kind;
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::input::{Dump, Gold};
use crate::judges::Judges;
use crate::kinds::{clipped, one_line};
use crate::lines::blocks_by_line;
use crate::table::{Cell, Table, row};
use crate::tally::either;
use crate::texts::Measured;

/// Findings shown below each line.
const FINDINGS: usize = 4;
/// Findings in the table of those that misled most.
const MISLED: usize = 20;

/// The pages with the largest loss.
pub(crate) fn pages(pages: &[Measured<'_>], most: usize) -> Table {
    let mut order: Vec<&Measured<'_>> = pages.iter().collect();
    order.sort_by(|a, b| a.ours().f1().total_cmp(&b.ours().f1()));
    let head = [
        "page",
        "style",
        "loss",
        "precision",
        "recall",
        "kept wrongly",
        "lost",
        "quality",
    ];
    let title = "Pages with the largest loss (tokens wrongly kept, tokens lost)";
    let mut table = Table::new("worst", title, head);
    for measured in order.into_iter().take(most) {
        let score = measured.ours();
        table.push(row![
            measured.page.id.as_str(),
            measured.page.style.as_str(),
            1.0 - score.f1(),
            score.precision,
            score.recall,
            score.kept_wrongly,
            score.lost,
            f64::from(measured.quality),
        ]);
    }
    table
}

/// A line that is body and was not kept, or the other way round.
struct WrongLine {
    line: usize,
    block: usize,
    /// In characters.
    length: usize,
}

fn wrong_lines(dump: &Dump<'_>, judges: &Judges) -> Vec<WrongLine> {
    let article = judges.of(dump.site).clean(dump.text);
    let kept: Vec<bool> = article.blocks().map(|judged| judged.is_kept()).collect();
    let lines: Vec<&str> = dump.text.split('\n').collect();
    blocks_by_line(&article)
        .into_iter()
        .filter(|(line, block)| match dump.gold {
            Gold::Labels(labels) => labels
                .get(line - 1)
                .is_some_and(|label| (*label == b'1') != kept[*block]),
            Gold::Kinds(kinds) => kinds.get(line).is_some_and(|names| {
                let either = either(names);
                !either.is_empty() && either.iter().all(|kind| kind.is_body() != kept[*block])
            }),
        })
        .map(|(line, block)| WrongLine {
            line,
            block,
            length: lines
                .get(line - 1)
                .map_or(0, |line| line.trim().chars().count()),
        })
        .collect()
}

/// The longest wrong lines with their reasons, and what misled most; as text, and as JSON.
pub(crate) struct Errors {
    pub(crate) text: String,
    pub(crate) json: Value,
    pub(crate) misled: Table,
}

/// Looks for wrong lines.
pub(crate) fn errors(dumps: &[Dump<'_>], judges: &Judges, most: usize) -> Errors {
    let wrong: Vec<Vec<WrongLine>> = dumps
        .par_iter()
        .map(|dump| wrong_lines(dump, judges))
        .collect();
    let misled = misled(dumps, judges, &wrong);
    let mut order: Vec<(usize, &WrongLine)> = wrong
        .iter()
        .enumerate()
        .flat_map(|(page, lines)| lines.iter().map(move |line| (page, line)))
        .collect();
    let all = order.len();
    order.sort_by_key(|(page, wrong)| (std::cmp::Reverse(wrong.length), *page, wrong.line));
    order.truncate(most);
    let mut text = format!(
        "Lines wrongly kept (+) or lost (-): the {} longest of {all}\n",
        order.len()
    );
    let mut json = Vec::new();
    for (page, wrong) in order {
        let value = show(&dumps[page], judges, wrong, &mut text);
        json.push(value);
    }
    Errors {
        text,
        json: Value::Array(json),
        misled,
    }
}

fn show(dump: &Dump<'_>, judges: &Judges, wrong: &WrongLine, out: &mut String) -> Value {
    let article = judges.of(dump.site).clean(dump.text);
    let Some(judged) = article.blocks().nth(wrong.block) else {
        return Value::Null;
    };
    let gold = match dump.gold {
        Gold::Labels(_) if judged.is_kept() => "not body",
        Gold::Labels(_) => "body",
        Gold::Kinds(kinds) => kinds.get(&wrong.line).map_or("", String::as_str),
    };
    let line = dump
        .text
        .split('\n')
        .nth(wrong.line - 1)
        .unwrap_or_default();
    let mark = if judged.is_kept() { '+' } else { '-' };
    let (kind, score) = (judged.kind(), judged.score());
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "{mark} {} line {}: {kind}, score {score:.2}; gold: {gold}\n    {}",
        dump.id,
        wrong.line,
        clipped(&one_line(line), 160)
    );
    let findings = article.findings(wrong.block);
    let findings = &findings[..findings.len().min(FINDINGS)];
    for finding in findings {
        let reason = finding.reason();
        let _ = writeln!(
            out,
            "      {:>+6.2}  {:<34}  {}",
            finding.points(),
            reason.to_string(),
            reason.meaning()
        );
    }
    let findings: Vec<Value> = findings
        .iter()
        .map(|finding| json!({"reason": finding.reason().to_string(), "points": finding.points()}))
        .collect();
    json!({
        "id": dump.id, "line": wrong.line, "kept": judged.is_kept(), "kind": kind.name(), "gold": gold,
        "score": score, "text": line.trim(), "findings": findings,
    })
}

/// The findings that brought most points in the wrong direction, over all wrong lines, of those that weighed most there.
fn misled(dumps: &[Dump<'_>], judges: &Judges, wrong: &[Vec<WrongLine>]) -> Table {
    type Sums = HashMap<String, (f64, usize, &'static str)>;
    let sums: Vec<Sums> = dumps
        .par_iter()
        .zip(wrong)
        .map(|(dump, lines)| {
            let mut sums = Sums::new();
            let article = judges.of(dump.site).clean(dump.text);
            let kinds: Vec<Kind> = article.blocks().map(|judged| judged.kind()).collect();
            for line in lines {
                let sign = if kinds[line.block].is_body() {
                    1.0
                } else {
                    -1.0
                };
                for finding in article.findings(line.block).iter().take(FINDINGS) {
                    let points = sign * f64::from(finding.points());
                    if points < 0.0 {
                        continue;
                    }
                    let reason = finding.reason();
                    let sum = sums
                        .entry(reason.to_string())
                        .or_insert((0.0, 0, reason.meaning()));
                    sum.0 += points;
                    sum.1 += 1;
                }
            }
            sums
        })
        .collect();
    let mut all = Sums::new();
    for (reason, (points, lines, meaning)) in sums.into_iter().flatten() {
        let sum = all.entry(reason).or_insert((0.0, 0, meaning));
        sum.0 += points;
        sum.1 += lines;
    }
    let mut order: Vec<_> = all.into_iter().collect();
    order.sort_by(|a, b| b.1.0.total_cmp(&a.1.0).then(a.0.cmp(&b.0)));
    let title = "Findings that misled most: points towards the wrong side, of the 4 greatest findings of all wrong lines";
    let mut table = Table::new("misled", title, ["points", "lines", "finding", "meaning"]);
    for (reason, (points, lines, meaning)) in order.into_iter().take(MISLED) {
        table.push(row![Cell::Points(points as f32), lines, reason, meaning]);
    }
    table
}
