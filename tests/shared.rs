//! The dumps and labelled pages of `../shared`, where that folder is there.
//!
//! Five dumps have a body and kinds made by hand. The cleaner must get them right by general rules only, so the same
//! is asked of copies made here, with other names, other numbers and lists in another order.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write as _;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;

use bodytext::{Article, Dated};

/// A dump with hand-made gold.
struct Seed {
    name: String,
    text: String,
    body: String,
    /// By line number from 1: a kind, or `a|b` where either is right.
    kinds: BTreeMap<usize, String>,
}

/// A path in `../shared`; says so where there is none.
fn shared(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(path);
    if !path.exists() {
        eprintln!("SKIPPED: there is no {}", path.display());
    }
    path.exists().then_some(path)
}

/// The five dumps, or none where there is no `../shared/seeds`.
fn seeds() -> Vec<Seed> {
    let Some(folder) = shared("seeds") else {
        return Vec::new();
    };
    let mut names: Vec<String> = fs::read_dir(&folder)
        .expect("the folder of seeds")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".body.txt").map(str::to_owned))
        .collect();
    names.sort();
    assert_eq!(names.len(), 5, "{names:?}");
    let file = |name: &str, ending: &str| {
        fs::read_to_string(folder.join(format!("{name}.{ending}"))).expect("a file of a seed")
    };
    let seed = |name: String| Seed {
        text: file(&name, "txt"),
        body: file(&name, "body.txt").trim_end().to_owned(),
        kinds: file(&name, "kinds.tsv")
            .lines()
            .skip(1)
            .map(|row| row.split_once('\t').expect("line and kind"))
            .map(|(line, kind)| (line.parse().expect("a line number"), kind.to_owned()))
            .collect(),
        name,
    };
    names.into_iter().map(seed).collect()
}

/// The kind of each line that is not blank, by its number; a line of several blocks has the kind of the longest, of
/// two as long that of the later.
fn line_kinds(article: &Article<'_>) -> BTreeMap<usize, &'static str> {
    let mut kinds: BTreeMap<usize, (usize, &'static str)> = BTreeMap::new();
    let text = article.page().text();
    for judged in article.blocks() {
        let block = judged.block();
        let first = block.line();
        for (at, line) in text[block.range()].split('\n').enumerate() {
            let line_kind = (line.trim().len(), judged.kind().name());
            let kind = kinds.entry(first + at).or_default();
            if line_kind.0 >= kind.0 {
                *kind = line_kind;
            }
        }
    }
    kinds
        .into_iter()
        .map(|(line, (_, kind))| (line, kind))
        .collect()
}

fn allows(gold: &str, kind: &str) -> bool {
    gold.split('|').any(|right| right == kind)
}

/// Where two texts of paragraphs begin to differ.
fn difference(found: &str, gold: &str) -> String {
    let (found, gold): (HashSet<&str>, HashSet<&str>) =
        (found.split("\n\n").collect(), gold.split("\n\n").collect());
    let mut told = String::new();
    for (sign, one, other) in [("+", &found, &gold), ("-", &gold, &found)] {
        for paragraph in one.difference(other) {
            let start: String = paragraph.chars().take(90).collect();
            let _ = write!(told, "\n  {sign} {start}");
        }
    }
    told
}

fn assert_none(failures: &[String]) {
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn seeds_have_their_body_exactly() {
    let wrong = |seed: &Seed| {
        let body = bodytext::clean(&seed.text).body().to_string();
        (body != seed.body).then(|| format!("{}: {}", seed.name, difference(&body, &seed.body)))
    };
    assert_none(&seeds().iter().filter_map(wrong).collect::<Vec<_>>());
}

#[test]
fn seeds_have_the_kinds_of_97_lines_in_100() {
    let mut failures = Vec::new();
    for seed in seeds() {
        let found = line_kinds(&bodytext::clean(&seed.text));
        let lines: Vec<&str> = seed.text.split('\n').collect();
        let mut wrong = String::new();
        let mut count = 0;
        for (line, gold) in &seed.kinds {
            let kind = found.get(line).copied().unwrap_or("none");
            if !allows(gold, kind) {
                count += 1;
                let start: String = lines[line - 1].chars().take(60).collect();
                let _ = write!(wrong, "\n  {line}: {kind}, not {gold}: {start}");
            }
        }
        let share = 1.0 - f64::from(count) / seed.kinds.len() as f64;
        println!("{}: {:.1} % of kinds right", seed.name, 100.0 * share);
        if share < 0.97 {
            failures.push(format!("{}: {:.1} %{wrong}", seed.name, 100.0 * share));
        }
    }
    assert_none(&failures);
}

/// What a dump says of itself; of dates, the readings that are right, empty for none.
struct Head {
    title: &'static str,
    byline: &'static str,
    published: &'static [&'static str],
    modified: &'static str,
}

/// The heads of the five dumps. The second has no date but a stamp of the program that saved it, which may or may not
/// be taken; the last has neither byline nor date.
const HEADS: [Head; 5] = [
    Head {
        title: "Russia won't back down from Ukraine war objectives: Putin tells Trump",
        byline: "Prateek Shukla New Delhi",
        published: &["2025-07-03T22:57"],
        modified: "2025-07-03T23:11",
    },
    Head {
        title: "Putin tells Trump Russia won't back down from its war aims in Ukraine",
        byline: "Tim Zadorozhnyy",
        published: &["", "2025-07-03"],
        modified: "",
    },
    Head {
        title: "Putin tells Trump that ‘Russia will achieve aims it set’ in Ukraine; \
                says Iran conflict should be solved diplomatically",
        byline: "Ravi Hari",
        published: &["2025-07-03T22:12"],
        modified: "",
    },
    Head {
        title: "Vladimir Putin tells Donald Trump Russia will ‘pursue its goals’ in Ukraine \
                despite call to end war",
        byline: "Frankie Elliott",
        published: &["2025-07-03T20:03"],
        modified: "",
    },
    Head {
        title: "Putin tells Trump Russia won't back down from its war aims in Ukraine",
        byline: "",
        published: &[""],
        modified: "",
    },
];

#[test]
fn seeds_have_title_byline_and_dates() {
    let mut failures = Vec::new();
    for (seed, head) in seeds().iter().zip(HEADS) {
        let article = bodytext::clean(&seed.text);
        let mut check = |what: &str, found: &str, right: &[&str]| {
            if !right.contains(&found) {
                failures.push(format!("{}: {what} {found:?}, not {right:?}", seed.name));
            }
        };
        // A zone's name may be read or left out ("IST" has three meanings); day and time are not in doubt.
        let minute = |dated: Option<&Dated>| {
            let stated = dated.map(|dated| dated.timestamp().to_string());
            stated.map_or(String::new(), |stated| stated.chars().take(16).collect())
        };
        check("title", article.title().unwrap_or_default(), &[head.title]);
        check(
            "byline",
            article.byline().unwrap_or_default(),
            &[head.byline],
        );
        check("published", &minute(article.published()), head.published);
        check("modified", &minute(article.modified()), &[head.modified]);
    }
    assert_none(&failures);
}

/// A small random number from a seed, the same everywhere.
fn mixed(seed: u64) -> usize {
    let mut x = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((x ^ (x >> 31)) >> 33) as usize
}

/// Words of a text: runs of letters, and what stands between them.
fn tokens(text: &str) -> Vec<&str> {
    text.split_inclusive(|c: char| !c.is_alphabetic())
        .flat_map(|piece| {
            let letters = piece.trim_end_matches(|c: char| !c.is_alphabetic()).len();
            let (word, rest) = piece.split_at(letters);
            [word, rest]
        })
        .filter(|token| !token.is_empty())
        .collect()
}

/// Capitalised words that are not the names of this story: the calendar, agencies and networks, which say what kind
/// of line they stand in wherever they stand.
const NOT_NAMES: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Jul",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Reuters",
    "Bloomberg",
    "Getty",
    "Images",
    "Alamy",
    "Picture",
    "Photo",
    "File",
    "Telegram",
    "Icon",
    "Editor",
    "Latest",
    "Published",
];

/// The names in a dump: words that prose writes with a capital inside a sentence, and never without.
fn names(text: &str) -> BTreeSet<&str> {
    let lower: HashSet<&str> = tokens(text)
        .into_iter()
        .filter(|token| token.starts_with(char::is_lowercase))
        .collect();
    let mut names = BTreeSet::new();
    for line in text.lines().filter(|line| line.split(' ').count() >= 12) {
        for three in tokens(line).windows(3) {
            let [before, space, word] = three else {
                continue;
            };
            let inside = before.starts_with(char::is_lowercase) && *space == " ";
            let capital = word.starts_with(char::is_uppercase) && word.chars().count() >= 3;
            if inside && capital && !lower.contains(word.to_lowercase().as_str()) {
                names.insert(*word);
            }
        }
    }
    names.retain(|name| !NOT_NAMES.contains(name) && name.chars().skip(1).any(char::is_lowercase));
    names
}

/// Other names, one for each, of about the same length.
fn other_names(text: &str, salt: u64) -> HashMap<&str, String> {
    const ONSETS: [&str; 12] = ["b", "d", "f", "g", "h", "k", "l", "m", "r", "s", "t", "v"];
    const RHYMES: [&str; 12] = [
        "al", "an", "ar", "en", "er", "il", "in", "ol", "or", "os", "um", "ur",
    ];
    let mut taken: HashSet<String> = HashSet::new();
    let mut others = HashMap::new();
    for (at, name) in names(text).into_iter().enumerate() {
        let mut number = salt * 100_000 + at as u64 * 100;
        let other = loop {
            let mut other = String::new();
            while other.len() < name.chars().count().max(4) {
                number += 1;
                let dice = mixed(number);
                other += ONSETS[dice % 12];
                other += RHYMES[dice / 12 % 12];
            }
            other[..1].make_ascii_uppercase();
            if taken.insert(other.clone()) {
                break other;
            }
        };
        others.insert(name, other);
    }
    others
}

fn with_names(text: &str, others: &HashMap<&str, String>) -> String {
    let replaced = |token| others.get(token).map_or(token, String::as_str);
    tokens(text).into_iter().map(replaced).collect()
}

/// The text with other numbers: years stay years, days days, months months, hours and minutes what they are.
fn with_numbers(text: &str, salt: u64) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let end = from
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(from.len());
        out += before;
        out += &other_number(&from[..end], salt);
        rest = &from[end..];
    }
    out + rest
}

fn other_number(digits: &str, salt: u64) -> String {
    let value: u64 = digits.parse().unwrap_or_default();
    let step = mixed(salt) as u64;
    let within = |low: u64, high: u64| low + (value.saturating_sub(low) + step) % (high - low + 1);
    let other = match (digits.len(), value) {
        (_, 0) => 0,
        (1 | 2, 1..=9) => within(1, 9),
        (2, 10..=12) => within(10, 12),
        (2, 13..=23) => within(13, 23),
        (2, 24..=28) => within(24, 28),
        (2, 29..=59) => within(29, 59),
        (2, _) => within(60, 99),
        (4, 1990..=2029) => within(1990, 2029),
        _ => {
            let shifted = |c: char| {
                let digit = c.to_digit(10).unwrap_or_default() as u64;
                char::from(b'0' + ((digit + step) % 10) as u8)
            };
            let others: String = digits.chars().map(shifted).collect();
            return format!("{}{}", &digits[..1], &others[1..]);
        }
    };
    format!("{other:0width$}", width = digits.len())
}

/// A copy of a dump, the line that each of its lines was, and its gold body.
struct Copied {
    what: String,
    text: String,
    /// Line numbers of the original, from 1, in the copy's order.
    lines: Vec<usize>,
    body: String,
}

fn renamed(seed: &Seed, body: &str, salt: u64) -> Copied {
    let others = other_names(&seed.text, salt);
    Copied {
        what: format!("other names {salt}"),
        text: with_names(&seed.text, &others),
        lines: (1..=seed.text.split('\n').count()).collect(),
        body: with_names(body, &others),
    }
}

fn renumbered(seed: &Seed, body: &str, salt: u64) -> Copied {
    Copied {
        what: format!("other numbers {salt}"),
        text: with_numbers(&seed.text, salt),
        lines: (1..=seed.text.split('\n').count()).collect(),
        body: with_numbers(body, salt),
    }
}

/// A copy in which the items of each list of stories stand in the opposite order, below the list's own head.
///
/// An item is a picture's caption and a headline, with an age behind them perhaps.
fn reordered(seed: &Seed, body: &str) -> Copied {
    let lines: Vec<&str> = seed.text.split('\n').collect();
    let visible: Vec<usize> = seed.kinds.keys().copied().collect();
    let of_list = |line: usize| {
        let gold = &seed.kinds[&line];
        allows(gold, "related") || allows(gold, "latest")
    };
    let mut order = Vec::new();
    for run in visible.chunk_by(|a, b| of_list(*a) == of_list(*b)) {
        if of_list(run[0]) && run.len() >= 6 {
            reverse_items(&lines, run, &mut order);
        } else {
            order.extend_from_slice(run);
        }
    }
    // The lines that are not blank change places; the blank ones stay.
    let mut places: Vec<usize> = (1..=lines.len()).collect();
    for (place, line) in visible.iter().zip(&order) {
        places[place - 1] = *line;
    }
    let text: Vec<&str> = places.iter().map(|line| lines[line - 1]).collect();
    Copied {
        what: "lists in another order".into(),
        text: text.join("\n"),
        lines: places,
        body: body.to_owned(),
    }
}

fn reverse_items(lines: &[&str], run: &[usize], order: &mut Vec<usize>) {
    let text = |line: &usize| lines[line - 1].trim();
    let says_more = |line: &usize| text(line).starts_with("See more");
    let mut sections: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    for (at, line) in run.iter().enumerate() {
        let head = at == 0 || says_more(line) || run.get(at + 1).is_some_and(says_more);
        match sections.last_mut() {
            Some((_, items)) if !head => items.push(*line),
            Some((heads, items)) if items.is_empty() => heads.push(*line),
            _ => sections.push((vec![*line], Vec::new())),
        }
    }
    for (heads, lines_of_items) in sections {
        let mut items: Vec<Vec<usize>> = Vec::new();
        for line in lines_of_items {
            let age = text(&line).ends_with(" ago");
            match items.last_mut() {
                Some(item) if item.len() < 2 || age => item.push(line),
                _ => items.push(vec![line]),
            }
        }
        order.extend(heads);
        order.extend(items.into_iter().rev().flatten());
    }
}

/// What is wrong with a copy's verdicts: fewer than 95 % of its lines judged as in the original, or another body.
fn changes(seed: &Seed, before: &BTreeMap<usize, &str>, copied: &Copied) -> Option<String> {
    let article = bodytext::clean(&copied.text);
    let now = line_kinds(&article);
    let lines: Vec<&str> = copied.text.split('\n').collect();
    let (mut same, mut told) = (0, String::new());
    for (place, line) in copied.lines.iter().enumerate() {
        let (Some(before), Some(now)) = (before.get(line), now.get(&(place + 1))) else {
            continue;
        };
        let gold = seed.kinds.get(line).map_or("", String::as_str);
        if before == now || (allows(gold, before) && allows(gold, now)) {
            same += 1;
        } else {
            let start: String = lines[place].chars().take(60).collect();
            let _ = write!(told, "\n  {}: {before} -> {now}: {start}", place + 1);
        }
    }
    let share = f64::from(same) / before.len() as f64;
    let body = article.body().to_string();
    if body != copied.body {
        told += &difference(&body, &copied.body);
    }
    (share < 0.95 || body != copied.body).then(|| {
        let (name, what) = (&seed.name, &copied.what);
        format!("{name}, {what}: {:.1} % alike{told}", 100.0 * share)
    })
}

/// What is wrong with copies of all seeds.
fn changes_of_all(copies: impl Fn(&Seed, &str) -> Vec<Copied>) -> Vec<String> {
    let mut failures = Vec::new();
    for seed in seeds() {
        let article = bodytext::clean(&seed.text);
        let before = line_kinds(&article);
        for copied in copies(&seed, &article.body().to_string()) {
            failures.extend(changes(&seed, &before, &copied));
        }
    }
    failures
}

#[test]
fn other_names_change_no_verdict() {
    let copies = |seed: &Seed, body: &str| (1..=3).map(|salt| renamed(seed, body, salt)).collect();
    assert_none(&changes_of_all(copies));
}

#[test]
fn other_numbers_change_no_verdict() {
    let copies =
        |seed: &Seed, body: &str| (1..=3).map(|salt| renumbered(seed, body, salt)).collect();
    assert_none(&changes_of_all(copies));
}

#[test]
fn another_order_of_lists_changes_no_verdict() {
    assert_none(&changes_of_all(|seed, body| vec![reordered(seed, body)]));
}

#[test]
fn copies_are_what_they_are_meant_to_be() {
    for seed in seeds() {
        let found = names(&seed.text);
        assert!(found.len() >= 10, "{}: {found:?}", seed.name);
        assert!(found.contains("Trump") && found.contains("Russia"));
        let copied = renamed(&seed, &seed.body, 1);
        assert!(!copied.text.contains("Trump") && !copied.text.contains("Ukraine"));
        let gained = copied.text.len().abs_diff(seed.text.len());
        assert!(gained < seed.text.len() / 20, "{gained} bytes");
        let copied = renumbered(&seed, &seed.body, 1);
        assert_eq!(copied.text.len(), seed.text.len());
        assert_ne!(copied.text, seed.text);
        let copied = reordered(&seed, &seed.body);
        let sorted = |text: &str| {
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        assert_eq!(sorted(&copied.text), sorted(&seed.text));
        let has_lists = seed.name.starts_with("000") || seed.name.starts_with("003");
        assert_eq!(copied.text != seed.text, has_lists, "{}", seed.name);
    }
}

#[test]
fn a_body_cleaned_again_loses_nothing_on_99_pages_in_100() {
    let Some(path) = shared("corpus/text.jsonl.zst") else {
        return;
    };
    let mut decoder =
        zstd::Decoder::new(fs::File::open(path).expect("the corpus")).expect("a zstd file");
    decoder
        .window_log_max(27)
        .expect("a window that zstd allows");
    let (mut pages, mut lost) = (0, Vec::new());
    // Every second page, in all styles.
    for line in BufReader::new(decoder).lines().step_by(2) {
        let record: serde_json::Value =
            serde_json::from_str(&line.expect("a line")).expect("a record");
        let first = bodytext::clean(record["text"].as_str().expect("a text"))
            .body()
            .to_string();
        // A first heading may be taken for the title: it is told as that, and not lost.
        let again = bodytext::clean(&first);
        let lost_blocks = again
            .blocks()
            .filter(|judged| !judged.is_kept() && judged.kind() != bodytext::Kind::Title);
        pages += 1;
        if lost_blocks.count() > 0 {
            lost.push(format!("{}, {}", record["id"], record["style"]));
        }
    }
    let share = 1.0 - lost.len() as f64 / f64::from(pages);
    println!("{:.1} % of {pages} bodies stay whole", 100.0 * share);
    assert!(share >= 0.99, "{:.1} %: {lost:#?}", 100.0 * share);
}
