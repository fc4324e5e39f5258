//! Cleaning a body again loses nothing of it; what it takes for the title is not lost.

use bodytext::Kind;
use std::collections::BTreeMap;

use crate::common::metrics::Counted;
use crate::input::Dump;
use crate::judges::Judges;
use crate::table::{Table, row};

/// Pages that break the law are named, up to so many.
const NAMED: usize = 12;

/// What cleaning a body again made of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Again {
    /// All tokens are still there.
    holds: bool,
    /// It is the same, byte for byte.
    equal: bool,
}

/// Cleans a page, and its body again; `None` if there is no body.
pub(crate) fn again(dump: &Dump<'_>, judges: &Judges) -> Option<Again> {
    let cleaner = judges.of(dump.site);
    let first = cleaner.clean(dump.text).body().to_string();
    if first.is_empty() {
        return None;
    }
    let again = cleaner.clean(&first);
    let second = again.body().to_string();
    // A first heading may be taken for the title: it is told as that, and not lost.
    let told = again
        .blocks()
        .filter(|judged| judged.is_kept() || judged.kind() == Kind::Title);
    let told: String = told.flat_map(|judged| [judged.text(), "\n"]).collect();
    Some(Again {
        holds: Counted::new(&first).is_within(&Counted::new(&told)),
        equal: first == second,
    })
}

/// A row a set and style.
pub(crate) fn table(dumps: &[Dump<'_>], results: &[Option<Again>]) -> Table {
    let mut groups: BTreeMap<(&str, &str), [usize; 3]> = BTreeMap::new();
    let (mut all, mut broken) = ([0; 3], Vec::new());
    for (dump, again) in dumps.iter().zip(results) {
        let Some(again) = again else { continue };
        for counts in [groups.entry(dump.group).or_default(), &mut all] {
            counts[0] += 1;
            counts[1] += usize::from(again.holds);
            counts[2] += usize::from(again.equal);
        }
        if !again.holds {
            broken.push(dump.id);
        }
    }
    let title = "Law: cleaning a body again loses nothing of it (pages with a body)";
    let head = ["set", "style", "pages", "nothing lost", "equal"];
    let mut table = Table::new("again", title, head);
    let whole = std::iter::once((("all", ""), all));
    for ((set, style), [pages, holds, equal]) in groups.into_iter().chain(whole) {
        let share = |count: usize| (pages > 0).then(|| count as f64 / pages as f64);
        table.push(row![set, style, pages, share(holds), share(equal)]);
    }
    let more = broken.len().saturating_sub(NAMED);
    broken.truncate(NAMED);
    table.note(match (broken.is_empty(), more) {
        (true, _) => "holds on every page".to_owned(),
        (false, 0) => format!("broken on {}", broken.join(", ")),
        (false, more) => format!("broken on {} and {more} more", broken.join(", ")),
    })
}
