//! The goals, and how far they are reached.

use crate::table::{Cell, Table, row};
use crate::tally::Tally;
use crate::texts::{SYSTEMS, TextFigures, systems};

/// F1 of runs of four tokens that bodies should reach: set, style, goal.
const BODIES: [(&str, &str, f64); 4] = [
    ("wcxb-dev", "layout+wet", 0.955),
    ("fundus", "layout+wet", 0.955),
    ("wcxb-dev", "nodes", 0.935),
    ("fundus", "nodes", 0.935),
];

/// What the goals of lines are set for.
pub(crate) struct Lines<'a> {
    pub(crate) kinds: Option<&'a Tally>,
    /// Seeds with an exact body, all seeds, and the lowest share of right kinds.
    pub(crate) seeds: Option<(usize, usize, f64)>,
}

/// A row a goal that something was measured for; nothing if there is none.
pub(crate) fn table(texts: &TextFigures, lines: &Lines<'_>, held_out: bool) -> Option<Table> {
    let head = ["goal"]
        .into_iter()
        .chain(systems())
        .chain(["goal is", "reached"]);
    let title = format!(
        "Goals ({} pages the weights were fitted on)",
        if held_out { "not on" } else { "ON" }
    );
    let mut rows = Vec::new();
    for (set, style, goal) in BODIES {
        let f1 = |system| match style {
            "nodes" => texts.nodes(set, system),
            _ => texts.plain(set, system),
        };
        let all: Vec<Option<f64>> = (0..SYSTEMS)
            .map(|system| f1(system).map(|figures| figures.f1))
            .collect();
        let Some(own) = all.first().copied().flatten() else {
            continue;
        };
        let mut row = row![format!("{set}, {style}, F1")];
        row.extend(all.into_iter().map(Cell::from));
        row.extend(row![goal, reached(own, goal)]);
        rows.push(row);
    }
    let mut push = |name: &str, own: f64, goal: f64| {
        let mut row = row![name, own];
        row.resize(1 + SYSTEMS, Cell::Nothing);
        row.extend(row![goal, reached(own, goal)]);
        rows.push(row);
    };
    if let Some(tally) = lines.kinds {
        push("kinds.jsonl, body or not, by line", tally.sides(), 0.97);
        push("kinds.jsonl, kind, by line", tally.accuracy(), 0.90);
        push("kinds.jsonl, mean F1 of 7 kinds", tally.mean_f1(), 0.85);
    }
    if let Some((exact, all, lowest)) = lines.seeds {
        let share = exact as f64 / all.max(1) as f64;
        push("seeds, body exact, share", share, 1.0);
        push("seeds, kinds, lowest seed", lowest, 0.97);
    }
    if rows.is_empty() {
        return None;
    }
    let mut table = Table::new("goals", title, head);
    rows.into_iter().for_each(|row| table.push(row));
    if held_out && lines.kinds.is_some() {
        // Only the fit knows how it dealt these pages, whose records do not name their site.
        table = table.note(
            "kinds.jsonl: held out only if the fit dealt its pages by their sites in text.jsonl, as is done here",
        );
    }
    Some(table)
}

fn reached(own: f64, goal: f64) -> &'static str {
    if own >= goal { "yes" } else { "no" }
}
