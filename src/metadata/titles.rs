//! The headline: every source offers forms, cut of the site's name or not, and a fitted table chooses among them.
//!
//! 1. [`offers`]: what each source gives, as it stands and cut.
//! 2. [`forms`]: the different texts among them, each with what speaks for it and against it.
//! 3. the table: points for each such finding; the form with the most is the title, and the shares that the points give
//!    (a softmax) are the confidence.
//!
//! On the labelled pages the choice that the table makes is better than any order of sources, for which source is right
//! depends on what the others say: a heading that `og:title` repeats, a title of which the heading is the start.

mod address;
mod findings;
mod forms;
mod offers;

use once_cell::sync::Lazy;

use self::findings::FINDINGS;
use self::forms::Form;
use super::affix::SiteNames;
use super::claims::Claims;
use super::linked::Main;
use super::{Stated, Visible};

/// The points of each of [`FINDINGS`], in the order of the file, which is theirs.
static POINTS: Lazy<Vec<f32>> = Lazy::new(|| {
    let table = include_str!("titles/points.tsv");
    let points = table.lines().filter_map(|line| line.split_once('\t'));
    let points: Vec<(&str, f32)> = points
        .filter_map(|(name, points)| Some((name, points.parse().ok()?)))
        .collect();
    let of = |name: &String| points.iter().find(|(own, _)| own == name);
    FINDINGS
        .iter()
        .map(|name| of(name).map_or(0.0, |(_, points)| *points))
        .collect()
});

pub(super) fn judge(
    claims: &Claims,
    main: Main<'_>,
    sites: &SiteNames,
    visible: &Visible<'_>,
) -> Option<Stated<String>> {
    let mut forms = forms(claims, main, sites, visible);
    let scores: Vec<f32> = forms.iter().map(score).collect();
    let (best, highest) = scores
        .iter()
        .enumerate()
        .rev()
        .max_by(|a, b| a.1.total_cmp(b.1))?;
    let total: f32 = scores.iter().map(|score| (score - highest).exp()).sum();
    let best = forms.swap_remove(best);
    Some(Stated {
        value: best.text,
        source: best.source,
        confidence: (1.0 / total.max(1.0)).clamp(0.0, 1.0),
    })
}

fn score(form: &Form) -> f32 {
    let points = form.findings.iter();
    points.filter_map(|finding| POINTS.get(*finding)).sum()
}

/// The forms of a page's title, the most trusted first.
pub(super) fn forms(
    claims: &Claims,
    main: Main<'_>,
    sites: &SiteNames,
    visible: &Visible<'_>,
) -> Vec<Form> {
    let (offers, sites) = offers::gather(claims, main, sites, visible);
    forms::of(&offers, &sites, main, &address::words(claims))
}

/// The names of what may speak for a form, by the numbers of [`Form::findings`].
pub(super) fn finding_names() -> &'static [String] {
    &FINDINGS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_points_for_every_finding() {
        let table = include_str!("titles/points.tsv");
        let names: Vec<&str> = table
            .lines()
            .filter_map(|line| Some(line.split_once('\t')?.0))
            .collect();
        assert_eq!(names, FINDINGS.iter().collect::<Vec<_>>());
        assert!(POINTS.iter().any(|points| *points > 0.0));
    }
}
