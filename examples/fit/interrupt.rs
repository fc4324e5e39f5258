//! Lessons with interruptions: what real dumps do in the middle of an article, made from labelled pages.
//!
//! The gold of public benchmarks tells little of "Also read" lines inside a body: few of their pages have them, and
//! some count them as body. So lead-ins from the cue files and headlines of other labelled pages are put between
//! paragraphs of labelled bodies: one line that leads in and goes on, or a head with a list of headlines under it,
//! with the short captions of their pictures or their ages. The inserted lines are `related`; all else keeps its label.

use bodytext::Kind;

use crate::common::corpus::LabelledText;
use crate::data::{Allowed, Lesson, regions_where};
use crate::random::Random;

/// What stands between a lead-in and a headline.
const BETWEEN: [&str; 6] = [": ", " | ", " - ", " : ", ": ", " – "];
/// Ages under a headline, in the languages that have most pages.
const AGES: [(&str, &str); 4] = [
    ("en", "hours ago"),
    ("de", "Std."),
    ("es", "horas"),
    ("fr", "heures"),
];

/// Headlines and lead-ins of one language.
pub(crate) struct Stock<'p> {
    pub(crate) headlines: Vec<&'p str>,
    pub(crate) lead_ins: Vec<String>,
}

/// The lead-ins of a language's cue file: phrases of two words and more of the class `related`.
pub(crate) fn lead_ins(cues: &str) -> Vec<String> {
    cues.lines()
        .skip_while(|line| *line != "[related]")
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter(|line| line.split(' ').count() >= 2 || line.chars().all(|c| !c.is_ascii()))
        .map(str::to_owned)
        .collect()
}

/// The page with interruptions between paragraphs of its body; nothing if its body has none to interrupt.
pub(crate) fn interrupted(
    page: &LabelledText,
    lesson: &Lesson,
    stock: &Stock<'_>,
    random: &mut Random,
) -> Option<Lesson> {
    let body = regions_where(Kind::is_body);
    let related = regions_where(|kind| kind == Kind::Related);
    let between: Vec<usize> = (1..lesson.allowed.len())
        .filter(|at| lesson.allowed[at - 1].1 & !body == 0 && lesson.allowed[*at].1 & !body == 0)
        .collect();
    if between.len() < 3 || stock.headlines.len() < 2 || stock.lead_ins.is_empty() {
        return None;
    }
    let count = 1 + random.below(3);
    let places: Vec<usize> = (0..count)
        .map(|_| between[random.below(between.len())])
        .collect();
    let gap = if page.style == "layout" { "\n\n" } else { "\n" };
    let mut text = String::new();
    let mut allowed: Vec<(std::ops::Range<usize>, Allowed)> = Vec::new();
    let mut add = |line: &str, set: Allowed| {
        let start = text.len();
        text.push_str(line);
        allowed.push((start..text.len(), set));
        text.push_str(gap);
    };
    for (index, (range, set)) in lesson.allowed.iter().enumerate() {
        if places.contains(&index) {
            for line in interruption(page, stock, random) {
                add(&line, related);
            }
        }
        add(&lesson.text[range.clone()], *set);
    }
    Some(Lesson {
        site: lesson.site.clone(),
        text,
        html: None,
        allowed,
        lines: true,
        weight: 0.35,
    })
}

/// The lines of one interruption.
fn interruption(page: &LabelledText, stock: &Stock<'_>, random: &mut Random) -> Vec<String> {
    let lead_in = cased(&stock.lead_ins[random.below(stock.lead_ins.len())], random);
    let headline =
        |random: &mut Random| stock.headlines[random.below(stock.headlines.len())].to_owned();
    if random.below(10) < 6 {
        return vec![format!(
            "{lead_in}{}{}",
            BETWEEN[random.below(BETWEEN.len())],
            headline(random)
        )];
    }
    let mut lines = vec![lead_in];
    let (captions, ages) = (random.below(3) == 0, random.below(3) == 0);
    for _ in 0..2 + random.below(5) {
        let headline = headline(random);
        if captions {
            let words: Vec<&str> = headline
                .split_whitespace()
                .filter(|word| word.len() > 4)
                .take(3)
                .collect();
            lines.push(words.join(", "));
        }
        lines.push(headline);
        let age = AGES
            .iter()
            .find(|age| Some(age.0) == page.lang.as_deref().or(Some("en")));
        lines.extend(
            age.filter(|_| ages)
                .map(|age| format!("{} {}", 2 + random.below(20), age.1)),
        );
    }
    lines.retain(|line| !line.trim().is_empty());
    lines
}

/// A phrase as heads are written: its first letter, all words' first letters, or all letters in upper case.
fn cased(phrase: &str, random: &mut Random) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or(String::new(), |first| {
            first.to_uppercase().chain(letters).collect()
        })
    };
    match random.below(4) {
        0 => phrase.to_uppercase(),
        1 => phrase.split(' ').map(capital).collect::<Vec<_>>().join(" "),
        _ => capital(phrase),
    }
}
