//! The measures and baselines of the `evaluate` and `fit` examples, on cases small enough to count by hand.

#[path = "../examples/common/mod.rs"]
mod common;

#[path = "../examples/evaluate/baselines.rs"]
mod baselines;
#[path = "../examples/evaluate/lines.rs"]
mod lines;
#[path = "../examples/evaluate/table.rs"]
mod table;
#[path = "../examples/evaluate/tally.rs"]
mod tally;

use std::path::Path;

use bodytext::Kind;
use common::by_hand::{self, ByHand};
use common::corpus::{self, LabelledText, page_name};
use common::metrics::{Counted, Score, tokens};
use tally::{Tally, either};

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

#[test]
fn tokens_are_words_without_invisible_characters() {
    assert_eq!(tokens("Don't do_it, 3.5!", false).len(), 5);
    assert_eq!(
        tokens("soft\u{ad}hyphen", false),
        tokens("softhyphen", false)
    );
    assert_eq!(
        tokens("zero\u{200b}width", false),
        tokens("zerowidth", false)
    );
    assert_ne!(tokens("Straße", false), tokens("straße", false));
    assert_eq!(tokens("STRASSE", true), tokens("strasse", true));
    assert!(tokens(" \n -- ", false).is_empty());
}

#[test]
fn runs_of_four_tokens_are_counted_as_often_as_they_stand_there() {
    // Gold: abcd bcde cdef. Found: abcd bcde cdex dexy. Two are shared.
    let score = Counted::new("a b c d e f").score("a b c d e x y");
    assert!(near(score.precision.unwrap_or_default(), 2.0 / 4.0));
    assert!(near(score.recall.unwrap_or_default(), 2.0 / 3.0));
    assert!(near(score.f1(), 4.0 / 7.0));
    // Five words of seven and of six are shared.
    assert!(near(score.bag, 10.0 / 13.0));
    assert_eq!((score.kept_wrongly, score.lost), (2, 1));
    assert!(!score.exact);
    // Twice the gold: abcd stands twice in what was found and once in the gold.
    let twice = Counted::new("a b c d").score("a b c d a b c d");
    assert!(near(twice.precision.unwrap_or_default(), 1.0 / 5.0));
    assert!(near(twice.recall.unwrap_or_default(), 1.0));
}

#[test]
fn a_text_of_fewer_than_four_tokens_is_one_run() {
    let right = Counted::new("just three words").score("just three words");
    assert!(right.exact && near(right.f1(), 1.0));
    let wrong = Counted::new("just three words").score("just two words");
    assert!(near(wrong.f1(), 0.0) && near(wrong.bag, 4.0 / 6.0));
}

#[test]
fn case_and_order_matter_to_runs_and_not_to_bags() {
    let score = Counted::new("The old town froze over").score("over froze town old the");
    assert!(near(score.f1(), 0.0) && near(score.bag, 1.0) && !score.exact);
    // Marks and blanks matter to neither.
    assert!(
        Counted::new("One, two. Three four!")
            .score("One two\nThree four")
            .exact
    );
}

#[test]
fn empty_texts_have_no_precision_or_no_recall() {
    let nothing = Counted::new("").score("");
    assert_eq!((nothing.precision, nothing.recall), (None, None));
    assert!(near(nothing.bag, 1.0) && near(nothing.f1(), 1.0) && nothing.exact);
    let lost = Counted::new("a b c d").score("");
    assert_eq!((lost.precision, lost.recall), (None, Some(0.0)));
    assert!(near(lost.bag, 0.0) && near(lost.f1(), 0.0));
    let invented = Counted::new("").score("a b c d");
    assert_eq!((invented.precision, invented.recall), (Some(0.0), None));
}

#[test]
fn means_leave_out_pages_where_they_are_undefined_and_f1_is_of_the_means() {
    let mut all = Score::default();
    all.add("a b c d", "a b c d e"); // precision 1, recall 1/2, bag 8/9
    all.add("", "a b c d"); // precision undefined, recall 0, bag 0
    all.add("", ""); // both undefined, bag 1, exact
    assert!(near(all.precision(), 1.0) && near(all.recall(), 0.25));
    assert!(near(all.f1(), 0.4));
    assert!(near(all.bag(), (8.0 / 9.0 + 1.0) / 3.0));
    assert!(near(all.exact(), 1.0 / 3.0));
    let mut parts = Score::default();
    let mut other = Score::default();
    parts.add("a b c d", "a b c d e");
    other.add("", "a b c d");
    other.add("", "");
    parts.merge(&other);
    assert!(parts.pages() == 3 && near(parts.f1(), all.f1()) && near(parts.bag(), all.bag()));
}

#[test]
fn a_text_is_within_another_if_no_token_is_lost() {
    let text = Counted::new("b a a");
    assert!(text.is_within(&Counted::new("a b c a")));
    assert!(!text.is_within(&Counted::new("a b c")));
    assert!(Counted::new("").is_within(&text));
}

#[test]
fn c4_keeps_lines_of_three_words_with_a_mark_at_the_end() {
    let page = "Home\n  It froze over. \n\nRead more.\nWho was it?\nHe said \"never again\"\n\
                Please enable JavaScript to go on.\nA headline without a mark\nSo it ends…\n今天下雨。";
    let kept = "It froze over.\nWho was it?\nHe said \"never again\"";
    assert_eq!(baselines::c4_lines(page), kept);
}

#[test]
fn long_lines_are_counted_in_characters() {
    let (short, long) = ("é".repeat(99), "é".repeat(100));
    assert_eq!(baselines::long_lines(&format!("{short}\n {long}\n")), long);
}

#[test]
fn oscar_trims_both_ends_by_the_mean_of_five_lines() {
    let long = "x".repeat(200);
    // The sums of five around each line: 5, 204, 403, then 602, 602, 801, 602, then 403 and less. 500 are enough.
    let lines = [
        "a", "b", "c", &long, &long, &long, "d", &long, "e", "f", "g", "h",
    ];
    let page = lines.join("\n\n");
    assert_eq!(baselines::oscar_trim(&page), lines[3..=6].join("\n"));
    // The first line stands in for the two above it.
    assert_eq!(baselines::oscar_trim(&format!("{long}\na\nb\nc")), long);
    // No window is long enough: the page stays as it is.
    assert_eq!(baselines::oscar_trim("a\n\nb"), "a\nb");
    assert_eq!(baselines::oscar_trim(""), "");
}

#[test]
fn all_rules_have_names_and_the_first_keeps_everything() {
    let [(name, rule), ..] = baselines::RULES;
    assert_eq!(
        (name, rule("a\n\n b ").as_str()),
        ("keep everything", "a\n\n b ")
    );
}

#[test]
fn kinds_are_counted_by_what_the_line_is_and_what_it_was_taken_for() {
    let mut tally = Tally::default();
    for (gold, found) in [
        ("body", Kind::Body),
        ("body", Kind::Body),
        ("body", Kind::Heading),
        ("heading", Kind::Caption),
        ("caption", Kind::Body),
        ("title|navigation", Kind::Navigation),
        ("title|navigation", Kind::Latest),
        ("related", Kind::Latest),
    ] {
        tally.add(&either(gold), found);
    }
    assert_eq!(tally.lines(), 8);
    assert!(near(tally.accuracy(), 3.0 / 8.0));
    // Only the heading taken for a caption and the caption taken for body are on the wrong side.
    assert!(near(tally.sides(), 6.0 / 8.0));
    let body = tally.kind(Kind::Body);
    assert!(near(body.precision, 2.0 / 3.0) && near(body.recall, 2.0 / 3.0));
    assert_eq!((body.support, body.found), (3, 3));
    // A line that may be either is of the kind found where that is right, else of the first.
    assert_eq!(tally.kind(Kind::Navigation).support, 1);
    assert_eq!(tally.kind(Kind::Title).support, 1);
    assert!(near(tally.kind(Kind::Latest).precision, 0.0));
}

#[test]
fn the_mean_counts_latest_as_related_and_leaves_out_what_is_nowhere() {
    let mut tally = Tally::default();
    tally.add(&[Kind::Related], Kind::Latest);
    tally.add(&[Kind::Title], Kind::Title);
    tally.add(&[Kind::Title], Kind::Body);
    // Related and latest as one: 1. Title: precision 1, recall 1/2, F1 2/3. Byline and the others are nowhere.
    assert!(near(tally.mean_f1(), (1.0 + 2.0 / 3.0) / 2.0));
    let mut parts = Tally::default();
    parts.merge(&tally);
    parts.merge(&tally);
    assert_eq!(parts.lines(), 6);
    assert!(near(parts.mean_f1(), tally.mean_f1()));
}

#[test]
fn names_that_are_no_kind_are_not_counted() {
    let mut tally = Tally::default();
    tally.add(&either("nonsense"), Kind::Body);
    assert_eq!(tally.lines(), 0);
    assert_eq!(either("title|navigation"), [Kind::Title, Kind::Navigation]);
}

#[test]
fn every_visible_line_has_a_block() {
    let text = "Menu\r\n\r\n  \u{a0}\nA first sentence that is long enough to be one.\n\nThe end.";
    let article = bodytext::clean(text);
    let lines: Vec<usize> = lines::blocks_by_line(&article).into_keys().collect();
    assert_eq!(lines, [1, 4, 6]);
    assert_eq!(lines::line_at(text, 0), 1);
    assert_eq!(lines::line_at(text, text.len()), 6);
}

#[test]
fn the_records_of_a_page_share_its_name() {
    assert_eq!(page_name("wcxb-dev/0310/layout"), "0310");
    assert_eq!(page_name("de-NDR_2025_06_18"), "de-NDR_2025_06_18");
    assert_eq!(page_name("a/b"), "a/b");
}

#[test]
fn tables_line_up() {
    let mut table = table::Table::new("test", "Title", ["name", "share"]);
    table.push(table::row!["é", 0.5]);
    table.push(table::row!["longer", 12_usize]);
    table.push(table::row!["", table::Cell::Points(-0.125)]);
    let shown = "Title\n  name     share\n  é       0.5000\n  longer      12\n           -0.12\n";
    assert_eq!(table.to_string(), shown);
    assert_eq!(table.to_json()["rows"][0]["share"], 0.5);
}

#[test]
fn tables_of_kinds_tell_what_was_found_for_what() {
    let mut tally = Tally::default();
    tally.add(&[Kind::Bio], Kind::Legal);
    tally.add(&[Kind::Legal], Kind::Legal);
    let kinds = tally.by_kind("Kinds");
    let shown = kinds.to_string();
    let legal = shown.lines().find(|line| line.contains("legal"));
    let cells: Vec<&str> = legal.unwrap_or_default().split_whitespace().collect();
    assert_eq!(cells, ["legal", "1", "2", "0.5000", "1.0000", "0.6667"]);
    assert!(shown.ends_with(
        "2 lines: kind right 0.5000, body or not right 1.0000; mean F1 of title, byline, timestamp, caption, \
         related+latest, topics, legal 0.6667\n"
    ));
    let confusion = tally.confusion("Confusion").to_json();
    let bio = &confusion["rows"][14];
    assert_eq!(
        (&bio["gold \\ found"], &bio["legal"]),
        (&"bio".into(), &1.into())
    );
    assert!(bio["bio"].is_null());
}

#[test]
fn kinds_given_by_hand_fall_to_the_same_words_in_any_dump() {
    let of = |text: &str| {
        let page = ByHand::new("Menu\n\nA long\nstory", "1 navigation,3-4 body|heading");
        page.expect("runs that fit the text").of_lines(text)
    };
    let [menu, story] = ["navigation", "body|heading"];
    // The same letters, broken otherwise.
    let broken = of("Menu\nA\nlong story");
    assert_eq!(broken, [(1, menu), (2, story), (3, story)].into());
    // A line more: only lines that say the same are the same.
    let more = of("Menu\nA long\nstory of the sea\nstory\nMenu");
    assert_eq!(more, [(1, menu), (2, story), (4, story), (5, menu)].into());
    assert!(ByHand::new("Menu\nA story", "1 navigation").is_none());
    assert!(ByHand::new("Menu", "one navigation").is_none());
}

#[test]
fn kinds_given_by_hand_fit_the_pages_of_the_corpus() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/text.jsonl.zst");
    if !file.exists() {
        eprintln!("SKIPPED: there is no {}", file.display());
        return;
    }
    let texts: Vec<LabelledText> = corpus::read(&file).expect("pages");
    let pages = by_hand::read(&texts).expect("kinds for each line");
    assert!(pages.len() > 900, "{}", pages.len());
    for page in texts.iter().filter(|page| page.style == "layout") {
        let Some(kinds) = pages.get(page.page()) else {
            continue;
        };
        for names in kinds.of_lines(&page.text).values() {
            assert!(
                names.split('|').all(|name| name.parse::<Kind>().is_ok()),
                "{names}"
            );
        }
    }
}
