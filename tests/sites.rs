//! What holds for the profiles of sites: laws of merging and storing, and pages whose text must not be lost.
//!
//! `PROPTEST_CASES=2000 cargo test --test sites` looks longer than the default does.

mod common;

use bodytext::{Article, Cleaner, Error, Finding, Kind, SiteProfile};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use common::config;

const STORIES: [&str; 6] = [
    "The ferry to the outer islands will run twice a day from May on, the harbour office said on Tuesday.\n\n\
     Until now the old boat left at six in the morning and came back when the tide allowed it.\n\n\
     Islanders had asked for a second trip since the school on Grey Rock was closed four years ago.\n\n\
     The council pays for the crew, while the fares are to cover the fuel.",
    "Two bakers have taken over the mill at the end of Canal Street and want to grind their own flour there.\n\n\
     The building had stood empty since a storm took its sails off, and the roof let in the rain.\n\n\
     They found the millstones under a heap of old nets, one of them cracked but both of them whole enough.\n\n\
     Their first bread is to be sold at the harvest market.",
    "The library has counted its books for the first time since the war and found eleven that nobody had missed.\n\n\
     One of them, a handbook for keepers of lighthouses, had been lent out in the year of the great frost.\n\n\
     The reader's grandson brought it back with a letter, and the fine was waived.\n\n\
     The book can be seen in the hall until the end of the month.",
    "A seal has moved into the boat shed of the rowing club, and the club has moved its boats out.\n\n\
     The animal sleeps on the slipway by day and leaves for the sandbank when the lamps are lit.\n\n\
     Rowers put up a rope to keep visitors away, which the seal has used to scratch its back.\n\n\
     A warden expects it to stay until the herring come in.",
    "The bridge over the lock is to be painted green again, the colour it had when it was built.\n\n\
     Scraping off nine coats of paint, workers came upon the name of the smith who forged the railings.\n\n\
     The town wants to leave that one spot bare, under glass, for everyone to read.\n\n\
     Traffic will be led over the upper gate for three weeks.",
    "Forty choirs have signed up for the singing on the quay, twice as many as in any other year.\n\n\
     The singers will stand on barges, because the quay wall is being mended from end to end.\n\n\
     Whoever wants to listen may sit on the steps of the customs house or bring a boat.\n\n\
     If it rains the concert will move to the fish hall, smell and all.",
];

const TITLES: [&str; 6] = [
    "Second ferry for the outer islands",
    "Bakers bring the old mill back to life",
    "Eleven books that nobody had missed",
    "Seal drives rowers from their shed",
    "Lock bridge to be green again",
    "Forty choirs sing on the quay",
];

/// What the paper says of itself below every story.
const STANDING: &str = "The Northport Bell has rung for this town since its first mayor took office, and it is paid for \
    by its readers alone. We thank every one of them for the trust that keeps our small newsroom at work.";

/// A page of the same paper.
fn page(number: usize, body: &str) -> String {
    format!(
        "Home | News | Harbour | Sport | Letters\n\nThe Northport Bell\n\n{}\n\nBy Ada Quill\n\n{} May 2031\n\n{body}\n\n\
         {STANDING}\n\nRead next\n\n{}\n\n{}\n\nContact | Imprint | Privacy\n\n© 2031 The Northport Bell",
        TITLES[number % 6],
        number + 3,
        TITLES[(number + 2) % 6],
        TITLES[(number + 3) % 6],
    )
}

fn pages() -> Vec<String> {
    (0..6).map(|number| page(number, STORIES[number])).collect()
}

fn learned<'a>(pages: impl IntoIterator<Item = &'a String>) -> SiteProfile {
    let cleaner = Cleaner::new();
    let mut profile = SiteProfile::new();
    for page in pages {
        profile.learn(&cleaner.clean(page));
    }
    profile
}

fn with(profile: &SiteProfile) -> Cleaner {
    Cleaner::new().with_site(profile)
}

/// Whether the block that holds a text is kept.
fn keeps(article: &Article<'_>, text: &str) -> bool {
    let body = article.body().to_string();
    body.contains(text)
}

#[test]
fn a_line_that_stands_on_every_page_is_told_and_weighs_against_the_body() {
    let pages = pages();
    let profile = learned(&pages[1..]);
    let article = with(&profile).clean(&pages[0]);
    for paragraph in STORIES[0].split("\n\n") {
        assert!(keeps(&article, paragraph), "{paragraph}");
    }
    let standing = article
        .blocks()
        .position(|judged| judged.text() == STANDING)
        .expect("the standing text");
    let recall = &profile.recalls(&article)[standing];
    assert_eq!((recall.pages(), recall.of()), (5, 5));
    let head = article
        .blocks()
        .position(|judged| judged.text() == "Read next");
    let findings = article.findings(head.expect("the head below the story"));
    let told = findings
        .iter()
        .find_map(Finding::recall)
        .expect("a finding of the site");
    assert_eq!((told.pages(), told.of()), (5, 5));
    assert_eq!(told.to_string(), "on 5 of 5 pages, below the body");
    let of_site = findings
        .iter()
        .filter(|finding| finding.reason().name().starts_with("site."));
    let points: f32 = of_site.map(Finding::points).sum();
    assert!(points < -0.1, "{points}");
}

#[test]
fn the_points_of_all_findings_are_the_score() {
    let pages = pages();
    let article = with(&learned(&pages[1..])).clean(&pages[0]);
    let mut of_site = 0;
    for (at, judged) in article.blocks().enumerate() {
        let findings = article.findings(at);
        let sum: f32 = findings.iter().map(Finding::points).sum();
        let score = judged.score();
        assert!(
            (sum - score).abs() < 0.05 || score.abs() > 13.0,
            "{sum} {score}"
        );
        let names = findings.iter().map(|finding| finding.reason().name());
        of_site += names.filter(|name| name.starts_with("site.")).count();
    }
    assert!(of_site > 5, "{of_site}");
}

#[test]
fn a_refrain_is_not_lost() {
    let refrain = "And the bell rang on, and the boats came home.";
    let song: Vec<String> = STORIES[3]
        .split("\n\n")
        .map(|line| format!("{line}\n\n{refrain}"))
        .collect();
    let page = page(3, &song.join("\n\n"));
    let alone = Cleaner::new().clean(&page);
    let others = pages();
    let article = with(&learned([&others[0], &others[1], &others[4]])).clean(&page);
    let count = |article: &Article<'_>| article.body().to_string().matches(refrain).count();
    assert_eq!((count(&alone), count(&article)), (4, 4));
}

#[test]
fn a_first_paragraph_that_is_printed_twice_is_not_lost() {
    let first = STORIES[1].split("\n\n").next().expect("a paragraph");
    let page = page(1, &format!("{first}\n\n{}", STORIES[1]));
    let others = pages();
    let article = with(&learned([&others[0], &others[2], &others[5]])).clean(&page);
    assert!(keeps(&article, first));
}

#[test]
fn a_near_copy_does_not_erase_a_page() {
    let pages = pages();
    // A later version of the same story: one more paragraph, and a new title.
    let version = page(
        2,
        &format!("{}\n\nA second letter came on Friday.", STORIES[2]),
    )
    .replace(TITLES[2], "Books");
    for others in [
        vec![&version],
        vec![&version, &pages[0]],
        vec![&version, &pages[0], &pages[1], &pages[4]],
    ] {
        let article = with(&learned(others)).clean(&pages[2]);
        for paragraph in STORIES[2].split("\n\n") {
            assert!(keeps(&article, paragraph), "{paragraph}");
        }
    }
    let article = with(&learned([&version, &pages[0]])).clean(&pages[2]);
    let recall = learned([&version, &pages[0]]).recalls(&article)[0];
    assert_eq!(recall.of(), 1, "the version counts as no page of its own");
}

#[test]
fn a_page_that_was_learned_itself_is_left_aside() {
    let pages = pages();
    let (all, others) = (learned(&pages), learned(&pages[1..]));
    let verdicts = |profile: &SiteProfile| -> Vec<(Kind, f32)> {
        let article = with(profile).clean(&pages[0]);
        article
            .blocks()
            .map(|judged| (judged.kind(), judged.score()))
            .collect()
    };
    for (one, other) in verdicts(&all).iter().zip(verdicts(&others)) {
        assert_eq!(one.0, other.0);
    }
    let only = learned([&pages[0]]);
    let alone = Cleaner::new().clean(&pages[0]).body().to_string();
    assert_eq!(with(&only).clean(&pages[0]).body().to_string(), alone);
    let twice = learned([&pages[0], &pages[0]]);
    assert_eq!(with(&twice).clean(&pages[0]).body().to_string(), alone);
    assert_eq!(
        with(&SiteProfile::new())
            .clean(&pages[0])
            .body()
            .to_string(),
        alone
    );
}

#[test]
fn what_is_learned_does_not_depend_on_what_the_cleaner_knew() {
    let pages = pages();
    let knowing = with(&learned(&pages[1..]));
    let mut profile = SiteProfile::new();
    profile.learn(&knowing.clean(&pages[0]));
    assert_eq!(profile, learned([&pages[0]]));
}

#[cfg(feature = "html")]
#[test]
fn pages_of_html_and_dumps_of_one_site_know_each_other() {
    let html = |number: usize| {
        let lines = page(number, STORIES[number]);
        let lines: Vec<String> = lines
            .split("\n\n")
            .map(|line| format!("<p>{line}</p>"))
            .collect();
        format!("<title>{}</title>{}", TITLES[number], lines.concat())
    };
    let cleaner = Cleaner::new();
    let mut profile = SiteProfile::new();
    (1..5).for_each(|number| profile.learn(&cleaner.clean_html(&html(number))));
    let dump = page(0, STORIES[0]);
    let article = cleaner.clean(&dump);
    let recalls = profile.recalls(&article);
    assert_eq!((recalls[0].pages(), recalls[0].of()), (4, 4));
}

/// Pages so long that a profile of some of them is beyond what is counted exactly.
fn long_page(seed: usize) -> String {
    let mut page = String::from("Home | News\n\n");
    for line in 0..700 {
        let word = |place: usize| {
            let letters = "bcdfghjklmnprstvwz".as_bytes();
            let mut number = seed * 7919 + line * 104_729 + place * 31;
            let mut word = String::new();
            for _ in 0..6 {
                word.push(char::from(letters[number % letters.len()]));
                number /= 3;
            }
            word
        };
        page.push_str(&format!("{} {} {}\n\n", word(1), word(2), word(3)));
    }
    page + "Imprint"
}

#[test]
fn merging_is_associative_at_the_bound_and_a_profile_stays_small() {
    let pages: Vec<String> = (0..12).map(long_page).collect();
    let parts: Vec<SiteProfile> = pages.iter().map(|page| learned([page])).collect();
    assert!(parts[0].is_exact());
    let joined = |order: &[usize]| {
        let mut profile = SiteProfile::new();
        order.iter().for_each(|part| profile.merge(&parts[*part]));
        profile
    };
    let all = joined(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    assert!(!all.is_exact() && joined(&[0, 1, 2]).is_exact());
    assert_eq!(all, joined(&[11, 3, 5, 7, 9, 1, 0, 2, 4, 6, 8, 10]));
    for cut in 1..12 {
        let order: Vec<usize> = (0..12).collect();
        let (mut left, right) = (joined(&order[..cut]), joined(&order[cut..]));
        left.merge(&right);
        assert_eq!(left, all, "cut at {cut}");
    }
    assert_eq!(all.pages(), 12);
    let bytes = all.to_bytes();
    assert!(bytes.len() < 1 << 16, "{} bytes", bytes.len());
    assert_eq!(SiteProfile::from_bytes(&bytes), Ok(all.clone()));
    // Counts are never too low.
    let article = Cleaner::new().clean("Home | News\n\nA new line\n\nImprint");
    let recalls = all.recalls(&article);
    assert_eq!((recalls[0].pages(), recalls[2].pages()), (12, 12));
}

#[test]
fn bytes_that_are_no_profile_are_named() {
    let error = |bytes: &[u8]| {
        SiteProfile::from_bytes(bytes)
            .err()
            .map(|error| error.to_string())
    };
    assert_eq!(
        error(b"").as_deref(),
        Some("profile of a site: the bytes begin otherwise")
    );
    assert_eq!(
        error(b"BTSP\x09").as_deref(),
        Some("profile of a site: the format is of another version")
    );
    let bytes = learned(&pages()).to_bytes();
    for end in 0..bytes.len() {
        assert!(
            SiteProfile::from_bytes(&bytes[..end]).is_err(),
            "cut at {end}"
        );
    }
    let mut longer = bytes.clone();
    longer.push(0);
    assert_eq!(
        error(&longer).as_deref(),
        Some("profile of a site: there are bytes behind the end")
    );
    assert!(matches!(
        SiteProfile::from_bytes(&longer),
        Err(Error::Profile(_))
    ));
}

#[cfg(feature = "serde")]
#[test]
fn a_profile_can_be_written_as_json_and_read_back() {
    for profile in [
        SiteProfile::new(),
        learned(&pages()),
        learned((0..8).map(long_page).collect::<Vec<_>>().iter()),
    ] {
        let json = serde_json::to_string(&profile).expect("a profile");
        assert_eq!(
            serde_json::from_str::<SiteProfile>(&json).expect("the same"),
            profile
        );
    }
    let json = serde_json::to_string(&learned(&pages())).expect("a profile");
    let wrong = json.replace("\"version\":1", "\"version\":7");
    assert!(serde_json::from_str::<SiteProfile>(&wrong).is_err());
    let wrong = json.replace("\"pages\":6", "\"pages\":2");
    assert!(serde_json::from_str::<SiteProfile>(&wrong).is_err());
}

const LINES: &[&str] = &[
    "Home | News | Sport",
    "Also read",
    "Latest News",
    "17 days ago",
    "By Ada Quill, Oslo",
    "The ferry to the outer islands will run twice a day from May on, the harbour office said on Tuesday.",
    "Two bakers have taken over the mill at the end of Canal Street and want to grind their own flour.",
    "A seal has moved into the boat shed of the rowing club, and the club has moved its boats out.",
    "港は月曜日の夜に凍った。漁師たちは氷が解けるまで待つと言った。",
    "Напишите нам",
    "—",
    "",
];

fn site() -> impl Strategy<Value = Vec<String>> {
    let line = prop_oneof![
        select(LINES).prop_map(str::to_owned),
        "[a-z]{3,9} [A-Z][a-z]{3,9} [0-9]{1,3}"
    ];
    vec(vec(line, 0..14).prop_map(|lines| lines.join("\n")), 0..7)
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn a_profile_depends_on_the_pages_alone(pages in site(), seed in any::<usize>(), cut in any::<usize>()) {
        let whole = learned(&pages);
        let mut shuffled = pages.clone();
        for at in (1..shuffled.len()).rev() {
            shuffled.swap(at, seed.rotate_left(at as u32) % (at + 1));
        }
        prop_assert_eq!(&learned(&shuffled), &whole);
        let cut = cut % (pages.len() + 1);
        let (one, other) = (learned(&pages[..cut]), learned(&pages[cut..]));
        let (mut left, mut right) = (one.clone(), other.clone());
        left.merge(&other);
        right.merge(&one);
        prop_assert_eq!(&left, &whole);
        prop_assert_eq!(&right, &whole);
        prop_assert_eq!(whole.pages(), pages.len());
    }

    #[test]
    fn a_profile_is_stored_and_read_back(pages in site()) {
        let profile = learned(&pages);
        let bytes = profile.to_bytes();
        let read = SiteProfile::from_bytes(&bytes);
        prop_assert_eq!(read, Ok(profile.clone()));
        prop_assert_eq!(bytes, profile.clone().to_bytes());
    }

    #[test]
    fn broken_bytes_are_an_error_or_a_profile(pages in site(), at in any::<usize>(), byte in any::<u8>(), more in vec(any::<u8>(), 0..40)) {
        let mut bytes = learned(&pages).to_bytes();
        let at = at % bytes.len();
        bytes[at] = byte;
        for bytes in [bytes.clone(), more.clone(), [&b"BTSP\x01"[..], &more].concat(), [&bytes[..at], &more].concat()] {
            if let Ok(profile) = SiteProfile::from_bytes(&bytes) {
                // Whatever it says, it can be used.
                let page = pages.first().map_or("Home\n\nA line.", String::as_str);
                let article = with(&profile).clean(page);
                prop_assert_eq!(profile.recalls(&article).len(), article.blocks().len());
            }
        }
    }

    #[test]
    fn a_profile_changes_verdicts_and_nothing_else(pages in site()) {
        let cleaner = with(&learned(&pages));
        for page in &pages {
            let (one, other) = (cleaner.clean(page), Cleaner::new().clean(page));
            prop_assert_eq!(one.page().text(), other.page().text());
            prop_assert_eq!(one.page().blocks(), other.page().blocks());
            let again = cleaner.clean(page);
            let verdicts = |article: &Article<'_>| -> Vec<(Kind, u32)> {
                article.blocks().map(|judged| (judged.kind(), judged.score().to_bits())).collect()
            };
            prop_assert_eq!(verdicts(&one), verdicts(&again));
            for judged in one.blocks() {
                prop_assert!((0.0..=1.0).contains(&judged.probability()));
                prop_assert!(judged.score().is_finite());
            }
        }
    }
}
