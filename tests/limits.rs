//! Limits: what each cuts, what is said of it, and what is refused.

use bodytext::{Article, Cleaner, Error, Kind, Limit, Limits};

mod common;

use common::laws::{check_dump, check_lines, check_ranges};
use common::told;

fn cleaner(limits: Limits) -> Cleaner {
    Cleaner::new().keep(Kind::ALL).limits(limits)
}

/// The limits that an article crossed, with their values and those met.
fn cuts(article: &Article<'_>) -> Vec<(Limit, usize, usize)> {
    let cuts = article.truncations().iter();
    cuts.map(|cut| (cut.limit(), cut.most(), cut.met()))
        .collect()
}

fn refused(result: Result<Article<'_>, Error>) -> (Limit, usize, usize) {
    match result {
        Err(Error::Limit { limit, most, met }) => (limit, most, met),
        other => panic!("{other:?}"),
    }
}

fn check(text: &str, article: &Article<'_>) {
    assert!(text.starts_with(article.page().text()));
    check_ranges(article.page().text(), article.page().blocks());
    check_lines(article.page().text(), article.page().blocks());
    check_dump(article.page().text(), article);
}

const DUMP: &str =
    "The harbour of the town froze over.\n\nÜber Nacht, sagte er, fror alles zu.\nThe end.\n";

#[test]
fn input_is_cut_between_characters() {
    for most in 0..=DUMP.len() + 1 {
        let cleaner = cleaner(Limits::new().input_bytes(most));
        let article = cleaner.clean(DUMP);
        check(DUMP, &article);
        let text = article.page().text();
        if most >= DUMP.len() {
            assert_eq!((text, cuts(&article)), (DUMP, vec![]));
            assert!(cleaner.try_clean(DUMP).is_ok());
            continue;
        }
        assert!(text.len() <= most && most - text.len() < 2, "{most}");
        let cut = (Limit::InputBytes, most, DUMP.len());
        assert_eq!(cuts(&article), [cut]);
        assert_eq!(refused(cleaner.try_clean(DUMP)), cut);
        assert_eq!(told(&article).blocks, told(&cleaner.clean(text)).blocks);
    }
}

#[test]
fn blocks_beyond_the_limit_are_none_of_the_page() {
    let one = "One line of so many words.\n".repeat(9);
    let limited = cleaner(Limits::new().blocks(4));
    let article = limited.clean(&one);
    check(&one, &article);
    assert_eq!(article.blocks().len(), 4);
    assert_eq!(cuts(&article), [(Limit::Blocks, 4, 5)]);
    assert_eq!(refused(limited.try_clean(&one)), (Limit::Blocks, 4, 5));
    assert!(limited.try_clean(&one[..4 * 27]).is_ok());
    // The pieces of a giant line count one by one.
    let giant = "The boats of the harbour stayed in port on Monday. ".repeat(60);
    let article = limited.clean(&giant);
    check(&giant, &article);
    assert_eq!(
        (article.blocks().len(), cuts(&article)),
        (4, vec![(Limit::Blocks, 4, 5)])
    );
}

#[test]
fn a_long_line_is_judged_by_its_first_part_and_kept_whole() {
    let prose = "The harbour of the old town froze over on Monday night, the fishermen said. ";
    let long = prose.repeat(40) + &"x | ".repeat(900);
    let page = format!(
        "{long}\nOn Tuesday {}\nBy noon {}",
        prose.repeat(60),
        prose.repeat(61)
    );
    let most = prose.len() * 30 - 1;
    let limited = cleaner(Limits::new().line_bytes(most));
    let article = limited.clean(&page);
    check(&page, &article);
    assert_eq!(
        cuts(&article),
        [(Limit::LineBytes, most, long.trim_end().len())]
    );
    assert_eq!(refused(limited.try_clean(&page)).0, Limit::LineBytes);
    assert_eq!(
        article.body().to_string().lines().next(),
        Some(long.trim_end())
    );
    // The same verdict as that of a page whose lines are their first parts.
    let cut: Vec<&str> = page.lines().map(|line| &line[..most]).collect();
    let cut = cut.join("\n");
    let short = limited.clean(&cut);
    let kinds = |article: &Article<'_>| -> Vec<(Kind, u32)> {
        article
            .blocks()
            .map(|judged| (judged.kind(), judged.score().to_bits()))
            .collect()
    };
    assert_eq!(kinds(&article), kinds(&short));
    assert_eq!(
        article
            .findings(0)
            .iter()
            .map(|finding| finding.points().to_bits())
            .collect::<Vec<_>>(),
        short
            .findings(0)
            .iter()
            .map(|finding| finding.points().to_bits())
            .collect::<Vec<_>>()
    );
}

#[test]
fn the_body_ends_before_the_block_that_crosses_the_limit() {
    let whole = cleaner(Limits::none()).clean(DUMP).body().to_string();
    for most in 0..whole.len() + 2 {
        let limited = cleaner(Limits::new().output_bytes(most));
        let article = limited.clean(DUMP);
        check(DUMP, &article);
        let body = article.body().to_string();
        assert!(body.len() <= most && whole.starts_with(&body));
        assert_eq!(article.blocks().len(), 3, "all blocks are judged");
        if most < whole.len() {
            assert_eq!(refused(limited.try_clean(DUMP)), cuts(&article)[0]);
            assert_eq!(cuts(&article), [(Limit::OutputBytes, most, whole.len())]);
        } else {
            assert_eq!((body, cuts(&article)), (whole.clone(), vec![]));
        }
    }
    // What stands between the pieces of a line is written too.
    let giant = format!(
        "The boats stayed in port on Monday night.{}",
        " ".repeat(50)
    )
    .repeat(40);
    for most in [0, 90, 91, 92, 1_000, 2_000] {
        let body = cleaner(Limits::new().output_bytes(most))
            .clean(&giant)
            .body()
            .to_string();
        assert!(body.len() <= most, "{} of {most}", body.len());
    }
}

#[test]
fn an_error_says_what_was_crossed() {
    let limits = Limits::new().input_bytes(10);
    let error = cleaner(limits).try_clean(DUMP).expect_err("too long");
    assert_eq!(
        error.to_string(),
        format!("{} input bytes, of which 10 are allowed", DUMP.len())
    );
}

#[cfg(feature = "html")]
mod html {
    use super::*;

    const PAGE: &str = "<title>Ice</title><h1>Ice</h1><div><p>The harbour froze <b>over</b>.<p>Über \
        Nacht.<table><tr><td>a<td>b</table><p>The end.</div>";

    #[test]
    fn every_door_knows_the_limits() {
        let tree = scraper::Html::parse_document(PAGE);
        let bytes = PAGE.len();
        let cases = [
            (
                Limits::new().input_bytes(70),
                (Limit::InputBytes, 70, bytes),
            ),
            (Limits::new().blocks(2), (Limit::Blocks, 2, 3)),
            (Limits::new().depth(2), (Limit::Depth, 2, 0)),
            (Limits::new().line_bytes(9), (Limit::LineBytes, 9, 23)),
            (Limits::new().output_bytes(20), (Limit::OutputBytes, 20, 0)),
        ];
        for (limits, (limit, most, met)) in cases {
            let cleaner = cleaner(limits);
            let doors = [
                (cleaner.clean_html(PAGE), cleaner.try_clean_html(PAGE)),
                (
                    cleaner.clean_html_bytes(PAGE.as_bytes(), None),
                    cleaner.try_clean_html_bytes(PAGE.as_bytes(), None),
                ),
                (cleaner.clean_dom(&tree), cleaner.try_clean_dom(&tree)),
            ];
            for (door, (article, result)) in doors.into_iter().enumerate() {
                common::laws::check_html(&article);
                if door == 2 && limit == Limit::InputBytes {
                    assert!(result.is_ok(), "a tree has no bytes");
                    continue;
                }
                let (found, value, reached) = refused(result);
                assert_eq!((found, value), (limit, most), "door {door}");
                assert!(
                    if met > 0 {
                        reached == met
                    } else {
                        reached > most
                    },
                    "{limit}: {reached}"
                );
                assert_eq!(cuts(&article), [(found, value, reached)]);
            }
        }
        assert!(cleaner(Limits::new()).try_clean_html(PAGE).is_ok());
    }

    #[test]
    fn depth_loses_no_text() {
        let whole = cleaner(Limits::none()).clean_html(PAGE);
        for depth in 0..9 {
            let article = cleaner(Limits::new().depth(depth)).clean_html(PAGE);
            let solid = common::laws::solid;
            assert_eq!(
                solid(article.page().text()),
                solid(whole.page().text()),
                "{depth}"
            );
        }
    }

    #[test]
    fn a_page_cut_at_its_blocks_is_the_beginning_of_the_page() {
        let whole = cleaner(Limits::none()).clean_html(PAGE);
        let count = whole.blocks().len();
        for most in 0..=count {
            let article = cleaner(Limits::new().blocks(most)).clean_html(PAGE);
            assert_eq!(article.page().blocks(), &whole.page().blocks()[..most]);
            assert_eq!(article.truncations().is_empty(), most == count);
            let _ = article.to_markdown();
        }
    }

    #[test]
    fn bytes_are_not_cut_within_a_character() {
        let page = "<p>ÜÜÜÜ";
        for most in 3..page.len() {
            let limited = cleaner(Limits::new().input_bytes(most));
            let article = limited.clean_html_bytes(page.as_bytes(), None);
            assert_eq!(
                article.page().text(),
                &"ÜÜÜÜ"[..(most - 3) / 2 * 2],
                "{most}"
            );
            assert_eq!(article.page().encoding(), Some("UTF-8"));
        }
    }
}
