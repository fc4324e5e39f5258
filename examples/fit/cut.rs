//! Lessons cut from labelled pages: dumps that somebody trimmed, and pages that hold no article.

use bodytext::Kind;

use crate::data::{Lesson, regions_where};
use crate::random::Random;

/// The page from a few lines before its body to some lines behind it, as programs leave it that trimmed it by a rule
/// of thumb; nothing if it has no body.
pub(crate) fn trimmed(lesson: &Lesson, random: &mut Random) -> Option<Lesson> {
    let body = regions_where(Kind::is_body);
    let is_body = |line: &(std::ops::Range<usize>, u32)| line.1 & body != 0;
    let first = lesson.allowed.iter().position(is_body)?;
    let last = lesson.allowed.iter().rposition(is_body)?;
    // Few lines more often than many.
    let (most_before, most_after) = (1 + random.below(12), 1 + random.below(40));
    let (before, after) = (random.below(most_before), random.below(most_after));
    let kept = first.saturating_sub(before)..(last + 1 + after).min(lesson.allowed.len());
    Some(selected(lesson, |at| kept.contains(&at), 0.35))
}

/// The page without its body: a list, a wall, an error.
pub(crate) fn without_body(lesson: &Lesson) -> Lesson {
    let body = regions_where(Kind::is_body);
    selected(lesson, |at| lesson.allowed[at].1 & body == 0, 0.3)
}

/// The page between the menus of one other page and what stands below the body of another, so that no lesson teaches
/// which menu goes with which footer; nothing if it has no body or no place to cut.
pub(crate) fn spliced(lesson: &Lesson, upper: &Lesson, lower: &Lesson) -> Option<Lesson> {
    let title = regions_where(|kind| kind == Kind::Title);
    let body = regions_where(Kind::is_body);
    let head = |lesson: &Lesson| lesson.allowed.iter().position(|line| line.1 == title);
    let tail = |lesson: &Lesson| lesson.allowed.iter().rposition(|line| line.1 & body != 0);
    let (from, to) = (head(lesson)?, tail(lesson)? + 1);
    let (above, below) = (head(upper)?, tail(lower)? + 1);
    let mut whole = selected(upper, |at| at < above, 0.35);
    append(
        &mut whole,
        selected(lesson, |at| (from..to).contains(&at), 0.35),
    );
    append(&mut whole, selected(lower, |at| at >= below, 0.35));
    whole.site.clone_from(&lesson.site);
    Some(whole)
}

fn append(lesson: &mut Lesson, more: Lesson) {
    if !lesson.text.is_empty() && !lesson.text.ends_with('\n') {
        lesson.text.push('\n');
    }
    let start = lesson.text.len();
    lesson.text.push_str(&more.text);
    let moved =
        |(range, set): (std::ops::Range<usize>, u32)| (range.start + start..range.end + start, set);
    lesson.allowed.extend(more.allowed.into_iter().map(moved));
}

/// The lines for which `keep` holds, with the line breaks that stand behind them.
fn selected(lesson: &Lesson, keep: impl Fn(usize) -> bool, weight: f32) -> Lesson {
    let mut text = String::new();
    let mut allowed = Vec::new();
    for (at, (range, set)) in lesson.allowed.iter().enumerate() {
        if keep(at) {
            let end = lesson
                .allowed
                .get(at + 1)
                .map_or(lesson.text.len(), |next| next.0.start);
            let start = text.len();
            text.push_str(&lesson.text[range.start..end]);
            allowed.push((start..start + range.len(), *set));
        }
    }
    Lesson {
        site: lesson.site.clone(),
        text,
        html: None,
        allowed,
        lines: lesson.lines,
        weight,
    }
}
