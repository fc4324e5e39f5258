//! What is promised of every article, whatever the input: checks that the property tests and the fuzz targets share.
#![allow(dead_code, reason = "each program that includes this checks a part")]

use std::borrow::Cow;

use bodytext::{Article, Block, Finding, Kind};

/// White space, control characters and characters of no width: what a page may lose without losing anything.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A text without its blank characters.
pub(crate) fn solid(text: &str) -> String {
    text.chars().filter(|c| !is_blank(*c)).collect()
}

/// Whether `piece` is a part of `text` in memory, not a copy.
pub(crate) fn is_part(piece: &str, text: &str) -> bool {
    let (whole, part) = (text.as_bytes().as_ptr_range(), piece.as_bytes());
    whole.start <= part.as_ptr() && part.as_ptr_range().end <= whole.end
}

/// The text's blocks ascend, cover every character that leaves a mark, and nothing twice.
pub(crate) fn check_ranges(text: &str, blocks: &[Block]) {
    let mut end = 0;
    for block in blocks {
        let range = block.range();
        assert!(
            end <= range.start && range.start < range.end,
            "{end} {range:?}"
        );
        let between = text.get(end..range.start).expect("a character boundary");
        assert!(between.chars().all(is_blank), "left out: {between:?}");
        let own = text
            .get(range.clone())
            .expect("ranges on character boundaries");
        assert_eq!(own.trim_matches(is_blank), own, "blanks at an end");
        end = range.end;
    }
    let rest = text.get(end..).expect("a character boundary");
    assert!(rest.chars().all(is_blank), "left out: {rest:?}");
}

/// The blocks' line numbers are those of the text.
pub(crate) fn check_lines(text: &str, blocks: &[Block]) {
    let breaks = |piece: &str| {
        let crlf = piece.matches("\r\n").count();
        piece.matches(['\n', '\r']).count() - crlf
    };
    // No block begins or ends between the two characters of a line break.
    let (mut at, mut line) = (0, 1);
    for block in blocks {
        let range = block.range();
        line += breaks(&text[at..range.start]);
        assert_eq!(block.line(), line);
        line += breaks(&text[range.clone()]);
        assert_eq!(block.line() + block.line_count() - 1, line, "{block:?}");
        at = range.end;
    }
}

/// Scores, probabilities and reasons of every block.
pub(crate) fn check_verdicts(article: &Article<'_>) {
    assert_eq!(article.blocks().len(), article.page().blocks().len());
    for judged in article.blocks() {
        assert!((-20.0..=20.0).contains(&judged.score()), "{judged:?}");
        assert!((0.0..=1.0).contains(&judged.probability()), "{judged:?}");
    }
    assert!((0.0..=1.0).contains(&article.quality()));
    assert!(article.findings(usize::MAX).is_empty());
}

/// The points of a block's findings sum to its score.
pub(crate) fn check_findings(article: &Article<'_>) {
    for (index, judged) in article.blocks().enumerate() {
        let findings = article.findings(index);
        let sum: f32 = findings.iter().map(Finding::points).sum();
        let score = judged.score();
        if score.abs() < 15.0 {
            let text = judged.text();
            assert!((sum - score).abs() <= 0.02, "{sum} is not {score}: {text}");
        }
        assert!(findings.iter().all(|finding| finding.points().is_finite()));
    }
}

/// All that is promised of the article of a dump of which `text` is the part that was read.
pub(crate) fn check_dump(text: &str, article: &Article<'_>) {
    assert!(is_part(article.page().text(), text));
    assert_eq!(article.page().text(), text);
    check_verdicts(article);
    for judged in article.blocks() {
        assert!(is_part(judged.text(), text));
        let lines: Vec<&str> = article.lines(&judged).collect();
        assert_eq!(solid(&lines.concat()), solid(judged.text()));
        assert!(lines.iter().all(|line| !line.contains(['\n', '\r'])));
    }
    for found in [article.title(), article.byline()].into_iter().flatten() {
        assert!(is_part(found, text) && !solid(found).is_empty(), "{found}");
    }
    for dated in [article.published(), article.modified()]
        .into_iter()
        .flatten()
    {
        let stated = dated.range().and_then(|range| text.get(range));
        let stated = stated.expect("a range of the text");
        assert!(stated.chars().any(char::is_numeric), "{stated}");
    }
    check_body(text, article);
}

/// The body is the kept blocks, byte for byte but for blanks.
pub(crate) fn check_body(text: &str, article: &Article<'_>) {
    let paragraphs: Vec<(Kind, Cow<'_, str>)> = article.body().paragraphs().collect();
    let kept: Vec<&str> = article
        .page()
        .blocks()
        .iter()
        .zip(article.blocks())
        .filter(|(_, judged)| judged.is_kept())
        .map(|(block, _)| article.page().text_of(block))
        .collect();
    let whole: Vec<&str> = paragraphs.iter().map(|(_, text)| &**text).collect();
    assert_eq!(solid(&whole.concat()), solid(&kept.concat()));
    assert_eq!(article.body().to_string(), whole.join("\n\n"));
    assert_eq!(article.body().is_empty(), whole.is_empty());
    for (_, paragraph) in &paragraphs {
        assert!(
            !paragraph.contains(['\n', '\r']),
            "a line break: {paragraph:?}"
        );
        assert!(!solid(paragraph).is_empty());
        if let Cow::Borrowed(borrowed) = paragraph {
            assert!(is_part(borrowed, text));
        }
    }
    let written = article.to_markdown();
    let blocks = written
        .split("\n\n")
        .filter(|block| !block.is_empty())
        .count();
    let titles = usize::from(article.title().is_some());
    assert_eq!(blocks, paragraphs.len() + titles, "{written:?}");
}

/// The page's text without a date that a scraper put before it, which no block's text holds.
pub(crate) fn unstamped<'a>(article: &'a Article<'_>) -> &'a str {
    let stamp = article
        .blocks()
        .next()
        .map_or(0, |judged| judged.block().range().end - judged.text().len());
    &article.page().text()[stamp..]
}

/// All that is promised of the article of a page of HTML.
#[cfg(feature = "html")]
pub(crate) fn check_html(article: &Article<'_>) {
    let text = article.page().text();
    check_ranges(text, article.page().blocks());
    check_lines(text, article.page().blocks());
    check_verdicts(article);
    for judged in article.blocks() {
        let own = judged.text();
        assert!(!own.contains('\n'), "a block is a line: {own:?}");
    }
    // Every line that comes out stands in the page's text, in the page's order.
    let mut at = 0;
    for (_, paragraph) in article.body().paragraphs() {
        let found = text[at..].find(&*paragraph);
        at += found.unwrap_or_else(|| panic!("not on the page: {paragraph:?}")) + paragraph.len();
    }
    let metadata = article.metadata().expect("a page of HTML has metadata");
    check_metadata(metadata);
    assert!(
        article
            .title()
            .is_none_or(|title| title.len() <= bodytext::Metadata::LONGEST)
    );
    assert!(article.authors().len() <= bodytext::Metadata::MOST);
}

/// No text and no list of the metadata is longer than its bound, and every confidence is one.
#[cfg(feature = "html")]
pub(crate) fn check_metadata(metadata: &bodytext::Metadata) {
    use bodytext::Metadata;
    let texts = [
        metadata.title().map(|title| &title.value()[..]),
        metadata.site_name(),
        metadata.publisher(),
        metadata.language(),
        metadata.description(),
        metadata.image(),
        metadata.section(),
        metadata.url(),
        metadata.licence(),
        metadata.page_type(),
    ];
    let authors = metadata.authors();
    let authors = authors.map_or(&[][..], |authors| authors.value());
    let lists = [authors, metadata.organisations(), metadata.topics()];
    let all = lists
        .iter()
        .flat_map(|list| list.iter().map(String::as_str));
    for text in texts.into_iter().flatten().chain(all) {
        assert!(text.len() <= Metadata::LONGEST, "{} bytes", text.len());
    }
    assert!(lists.iter().all(|list| list.len() <= Metadata::MOST));
    let body = metadata.article_body();
    assert!(body.is_none_or(|body| body.len() <= 1 << 20));
    let confidences = [
        metadata.title().map(|title| title.confidence()),
        metadata.authors().map(|authors| authors.confidence()),
        metadata.published().map(|date| date.confidence()),
        metadata.modified().map(|date| date.confidence()),
    ];
    for confidence in confidences.into_iter().flatten() {
        assert!((0.0..=1.0).contains(&confidence));
    }
}

/// A parser reads the text of the title and of all that was kept in the Markdown, and nothing else.
#[cfg(feature = "html")]
pub(crate) fn check_markdown(article: &Article<'_>) {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
    let written = article.to_markdown();
    let (mut found, mut pictures) = (String::new(), 0);
    for event in Parser::new_ext(&written, Options::ENABLE_TABLES) {
        match event {
            // What a picture shows is none of the text.
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures -= 1,
            Event::Text(text) | Event::Code(text) if pictures == 0 => found.push_str(&text),
            Event::Html(_) | Event::InlineHtml(_) | Event::Rule => {
                panic!("{event:?} in {written}")
            }
            _ => {}
        }
    }
    // CommonMark reads NUL as U+FFFD; parsers do so in paragraphs, and not all of them in code.
    let expected = article.title().unwrap_or_default().to_owned() + &article.body().to_string();
    let solid = |text: &str| solid(text).replace('\u{fffd}', "");
    assert_eq!(solid(&found), solid(&expected), "{written}");
}
