//! What holds for every text: property tests on arbitrary strings and on strings that look like pages.
//!
//! `PROPTEST_CASES=2000 cargo test --test laws` looks longer than the default does.

use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::LazyLock;

mod common;

use bodytext::model::{self, Weights};
use bodytext::{
    Article, Balance, Block, Body, Cleaner, Dated, Error, Finding, Judged, Kind, Page, Reason,
    Timestamp,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use common::laws::{
    check_body, check_dump, check_findings, check_lines, check_ranges, solid, unstamped,
};
use common::{Told, config, told};

/// The words of the sentences and headlines below, in several scripts.
const WORDS: &[&str] = &[
    "the",
    "harbour",
    "of",
    "old",
    "town",
    "said",
    "that",
    "Fishermen",
    "Monday",
    "in",
    "1,200",
    "2025",
    "it’s",
    "U.S.",
    "(AP)",
    "“quoted",
    "words”",
    "Ice",
    "über",
    "Straße",
    "déjà",
    "niño",
    "ещё",
    "сказал",
    "Москва",
    "İstanbul",
    "قال",
    "الميناء",
    "\u{200f}اليوم\u{200f}",
    "नदी",
    "ने कहा",
    "한국어",
    "発表した",
    "记者说",
    "ภาษาไทย",
    "so\u{ad}ft",
    "ze\u{200b}ro",
    "e\u{301}te\u{301}",
    "🚢",
    "&amp;",
    "https://example.org/a?b=c",
];

/// Lines that say what stands around them, and other lines that real dumps hold.
const CUES: &[&str] = &[
    "Also Read",
    "Also Read | Ten things to know",
    "Read more: What the ice did to the town",
    "More From This Section",
    "Latest News",
    "See more Latest News",
    "17 days ago",
    "3 min read",
    "Advertisement",
    "Listen to this article",
    "Share on Facebook",
    "Subscribe to our newsletter",
    "Follow us on X and Telegram",
    "Photo: Ann Example / Example Images",
    "Editor's note: this story has been updated.",
    "By Ann Example",
    "Ann Example is a reporter. She can be reached at ann@example.org",
    "Topics : Harbour Ice Winter",
    "Comments (3)",
    "Leave a reply",
    "© 2025 Example Press. All rights reserved.",
    "Home / World / The harbour froze over",
    "Home | News | Sport | Weather",
    "HomeNewsSportWeatherMore",
    "Lesen Sie auch",
    "Von Anna Beispiel",
    "Lire aussi : Le port gelé",
    "Leer también",
    "Leggi anche",
    "Leia também",
    "Lees ook",
    "Czytaj też",
    "Читайте также",
    "İlgili haberler",
    "اقرأ أيضا",
    "یہ بھی پڑھیں",
    "यह भी पढ़ें",
    "Baca juga",
    "相关阅读",
    "関連記事",
    "관련 기사",
    "<br>",
    "</p><p>",
    "&nbsp;",
    "&lt;b&gt;bold&lt;/b&gt;",
    "* item",
    "# 1",
    "1.",
    "-",
    ".",
    ", and",
    ")",
    "X",
];

const DATES: &[&str] = &[
    "3 July 2025, 20:03",
    "Published3 Jul 2025, 10:12 PM IST",
    "Last Updated : Jul 03 2025 | 11:11 PM IST",
    "2025-07-03T22:57:05+05:30",
    "03.07.2025 18:00 Uhr",
    "le 3 juillet 2025 à 18h04",
    "3 июля 2025, 20:03",
    "٣ يوليو ٢٠٢٥",
    "2025年7月3日 20時03分",
    "2025. 7. 3. 오후 8:03",
    "३ जुलाई २०२५",
    "99/99/9999 25:61",
    "31 February 2025",
];

const BLANKS: &[&str] = &[
    "",
    "",
    "",
    " ",
    "\u{a0}",
    " \u{a0}\t",
    "\u{200b}",
    "\u{feff}",
    "\u{3000}",
    "\u{200f}\u{200e}",
];

const ENDS: &[&str] = &[
    ".",
    ".",
    ".",
    "!",
    "?",
    ".”",
    "...",
    "…",
    ":",
    ",",
    "",
    "",
    "।",
    "。",
    "؟",
    "۔",
    ". Picture: Alamy",
];

fn sentence() -> impl Strategy<Value = String> {
    (vec(select(WORDS), 1..28), select(ENDS))
        .prop_map(|(words, end)| format!("{}{end}", words.join(" ")))
}

fn menu() -> impl Strategy<Value = String> {
    let between = select(&["", " | ", " / ", " · ", "•", "  ", "\t", " > "][..]);
    (vec(select(WORDS), 2..12), between).prop_map(|(words, between)| words.join(between))
}

/// One line, so long that it may hold most of its page.
fn long_line() -> impl Strategy<Value = String> {
    (vec(sentence(), 1..6), 10..60_usize)
        .prop_map(|(sentences, times)| [sentences.join(" "), " ".into()].concat().repeat(times))
}

fn line() -> impl Strategy<Value = String> {
    let stamped = select(CUES).prop_map(|cue| format!(" date 2025-07-03 {cue}"));
    prop_oneof![
        30 => sentence(),
        10 => select(CUES).prop_map(str::to_owned),
        5 => menu(),
        4 => select(DATES).prop_map(str::to_owned),
        4 => (select(CUES), sentence()).prop_map(|(cue, rest)| format!("{cue} {rest}")),
        2 => stamped,
        2 => vec(any::<char>(), 0..12).prop_map(String::from_iter),
        10 => select(BLANKS).prop_map(str::to_owned),
    ]
}

/// A text that looks like a page: lines of all sorts, ended in all ways.
fn page() -> impl Strategy<Value = String> {
    let ending = || select(&["\n", "\n", "\n", "\n\n", "\r\n", "\r\n\r\n", "\r", ""][..]);
    let lines = |most: usize| {
        vec((line(), ending()), 0..most).prop_map(|lines| {
            let pieces: Vec<String> = lines.into_iter().map(|(a, b)| a + b).collect();
            pieces.concat()
        })
    };
    let with_long_line = (lines(6), long_line(), ending(), lines(20))
        .prop_map(|(before, long, ending, after)| [&before, &long, ending, &after].concat());
    prop_oneof![10 => lines(60), 1 => with_long_line]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        1 => any::<String>(),
        1 => vec(any::<char>(), 0..300).prop_map(String::from_iter),
        1 => "[ \\n\\r.,a-cA-C0-2():|-]{0,300}",
        6 => page(),
    ]
}

/// What line breaks must not change.
fn judged_alike(text: &str) -> (Vec<(Kind, usize, String)>, Told) {
    let article = bodytext::clean(text);
    let unbroken = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
    let blocks = article
        .blocks()
        .map(|judged| {
            (
                judged.kind(),
                judged.block().line(),
                unbroken(judged.text()),
            )
        })
        .collect();
    let mut told = told(&article);
    told.blocks.clear();
    told.quality = 0;
    // Where a date stands does change; what it says does not.
    told.dates = [None, None];
    (blocks, told)
}

fn check_line_breaks(text: &str) {
    let lf = text.replace("\r\n", "\n").replace('\r', "\n");
    let expected = judged_alike(&lf);
    for other in ["\r\n", "\r"] {
        let changed = lf.replace('\n', other);
        assert_eq!(judged_alike(&changed), expected, "with {other:?}");
        let days = |text: &str| {
            let article = bodytext::clean(text);
            let day = |dated: &Dated| dated.timestamp();
            (article.published().map(day), article.modified().map(day))
        };
        assert_eq!(days(&changed), days(&lf));
    }
}

/// Indices of the blocks that a balance keeps.
fn kept(balance: Balance, text: &str) -> Vec<usize> {
    let article = Cleaner::new().balance(balance).clean(text);
    let blocks = article.blocks().enumerate();
    blocks
        .filter(|(_, judged)| judged.is_kept())
        .map(|(index, _)| index)
        .collect()
}

/// Cleaners whose tables were read anew instead of shared; they must judge as the embedded ones do.
static REREAD: LazyLock<[Cleaner; 2]> = LazyLock::new(|| {
    let weights = Weights::parse(&Weights::default().to_tsv()).expect("the embedded table");
    [
        Cleaner::new().cues("").expect("no phrases"),
        Cleaner::new().weights(weights),
    ]
});

proptest! {
    #![proptest_config(config(200))]

    #[test]
    fn an_article_is_made_of_pieces_of_its_text(text in text()) {
        let article = bodytext::clean(&text);
        check_ranges(&text, article.page().blocks());
        check_lines(&text, article.page().blocks());
        check_dump(&text, &article);
        let page = model::segment(&bodytext::Cleaner::new(), &text);
        prop_assert_eq!(page.blocks(), article.page().blocks());
    }

    #[test]
    fn keeping_all_kinds_loses_no_character(text in text()) {
        let article = Cleaner::new().keep(Kind::ALL).clean(&text);
        check_body(&text, &article);
        prop_assert_eq!(solid(&article.body().to_string()), solid(unstamped(&article)));
    }

    #[test]
    fn keeping_nothing_keeps_nothing(text in text()) {
        let article = Cleaner::new().keep([]).clean(&text);
        check_body(&text, &article);
        prop_assert!(article.body().is_empty());
    }

    #[test]
    fn line_breaks_of_all_sorts_are_judged_alike(text in text()) {
        check_line_breaks(&text);
    }
}

proptest! {
    #![proptest_config(config(100))]

    #[test]
    fn findings_sum_to_the_score(text in text()) {
        check_findings(&bodytext::clean(&text));
    }

    #[test]
    fn a_laxer_balance_keeps_all_that_a_stricter_one_keeps(text in text(), share in 0.0_f32..1.0) {
        let recall = kept(Balance::Recall, &text);
        let even = kept(Balance::Even, &text);
        let precision = kept(Balance::Precision, &text);
        prop_assert!(even.iter().all(|index| recall.contains(index)));
        prop_assert!(precision.iter().all(|index| even.contains(index)));
        let all = Cleaner::new().balance(Balance::Threshold(-1.0)).clean(&text).blocks().all(
            // A stamp cut from the first line is no body text at any threshold.
            |judged| judged.is_kept() || judged.kind() == Kind::Timestamp,
        );
        prop_assert!(all);
        let lax = kept(Balance::Threshold(share / 2.0), &text);
        prop_assert!(kept(Balance::Threshold(share), &text).iter().all(|index| lax.contains(index)));
        prop_assert_eq!(kept(Balance::Threshold(f32::NAN), &text), kept(Balance::Threshold(0.5), &text));
    }

    #[test]
    fn tables_read_anew_judge_as_the_embedded_ones(text in text()) {
        let expected = told(&bodytext::clean(&text));
        for cleaner in REREAD.iter() {
            prop_assert_eq!(&told(&cleaner.clean(&text)), &expected);
        }
    }

    #[test]
    fn looking_twice_shows_the_same(text in text()) {
        let article = bodytext::clean(&text);
        let first = told(&article);
        let findings: Vec<Vec<Finding>> =
            (0..article.blocks().len()).map(|index| article.findings(index).to_vec()).collect();
        prop_assert_eq!(&told(&article), &first);
        let again = bodytext::clean(&text);
        prop_assert_eq!(&told(&again), &first);
        for (index, findings) in findings.iter().enumerate().rev() {
            prop_assert_eq!(again.findings(index), &findings[..]);
        }
    }
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn results_do_not_depend_on_the_thread_nor_on_what_ran_before(texts in vec(text(), 4)) {
        let cleaner = Cleaner::new();
        common::same_on_every_thread(&texts, |text| told(&cleaner.clean(text)));
    }
}

/// Texts at the edges of what a text can be; all laws hold for them too.
fn edge_texts() -> Vec<String> {
    let prose = "The harbour froze over on Monday night, and the boats stayed in. ";
    let mut texts: Vec<String> = [
        "",
        "\n",
        "\r",
        "\r\n\r",
        " ",
        "\u{feff}",
        "\u{feff}\u{200b}\n\u{a0}",
        "a",
        ".",
        "\u{0}",
        "\u{10ffff}",
        "\u{301}",
        "2025-07-03 x",
        "date 2025-07-03T10:00:00.000+00:00 x",
        "date 2025-07-03",
        "date: 2025-07-03 \u{a0}\u{3000}é",
        "x2025-07-03 y",
        "By\nBy \nby :\nBy |",
        "| | |\n|||\n/ / /",
        // A stamp before a line that goes on on the next.
        "date 2025-07-03 The harbour of the old town froze over on Monday night, the\nfirst time in forty years.",
    ]
    .map(str::to_owned)
    .into();
    texts.push(prose.repeat(100));
    // The end of a line that is cut goes on on the next line.
    texts.push(format!(
        "{}the boats of the town\nstayed in.",
        prose.repeat(80)
    ));
    // One line holds most of the page as long as line breaks count for one byte.
    texts.push(format!("{}{}", prose.repeat(80), "\n".repeat(3000)));
    texts.push("a".repeat(100_000));
    texts.push("記".repeat(30_000));
    texts.push("\u{301}".repeat(20_000));
    texts.push("a\n".repeat(5_000));
    texts.push("and the boats of the town,\n".repeat(2_000));
    texts.push("Also read\n".repeat(2_000));
    texts.push("By 2025-07-03 | ".repeat(3_000));
    texts.push("(\"“‘«".repeat(5_000));
    texts.push("\r".repeat(20_000));
    texts
}

type Law = fn(&str);

#[test]
fn the_laws_hold_at_the_edges() {
    let mut broken = Vec::new();
    for text in edge_texts() {
        let laws: [(&str, Law); 4] = [
            ("pieces", |text| {
                let article = bodytext::clean(text);
                check_ranges(text, article.page().blocks());
                check_lines(text, article.page().blocks());
                check_dump(text, &article);
            }),
            ("all kinds", |text| {
                let article = Cleaner::new().keep(Kind::ALL).clean(text);
                check_body(text, &article);
                assert_eq!(
                    solid(&article.body().to_string()),
                    solid(unstamped(&article))
                );
            }),
            ("line breaks", check_line_breaks),
            ("findings", |text| check_findings(&bodytext::clean(text))),
        ];
        for (name, law) in laws {
            if std::panic::catch_unwind(|| law(&text)).is_err() {
                let start: String = text.chars().take(100).collect();
                broken.push(format!("{name}: {} bytes, {start:?}", text.len()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// Values may go to other threads, be shared by them, and be looked at after a panic.
#[test]
fn public_types_are_send_sync_and_unwind_safe() {
    fn free<T: Send + Sync + Unpin + UnwindSafe + RefUnwindSafe>() {}
    free::<Article<'_>>();
    free::<Balance>();
    free::<Block>();
    free::<Body<'_>>();
    free::<Cleaner>();
    free::<Dated>();
    free::<Error>();
    free::<Finding>();
    free::<Judged<'_>>();
    free::<Kind>();
    free::<Page<'_>>();
    free::<Reason>();
    free::<Timestamp>();
    free::<Weights>();
}
