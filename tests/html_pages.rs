//! Whole pages of HTML, each with the body that must be found.
//!
//! `tests/html/NAME.html` is the page, written for these tests in the manner of real ones; `tests/html/NAME.txt` its
//! body, a paragraph a line. A line that begins with `? ` may be part of the body or not. What is not yet right is
//! listed in `tests/known_html_faults.tsv`, so that a new fault fails, and one that was mended must be struck off; the
//! test prints the rows that the list should have.
#![cfg(feature = "html")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use bodytext::{Article, Cleaner, Kind, clean_html};
use encoding_rs::{Encoding, SHIFT_JIS, WINDOWS_1251};

struct Page {
    name: String,
    html: String,
    /// The paragraphs that must be in the body.
    body: Vec<String>,
    /// Those that may be.
    open: Vec<String>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/html")
}

fn read(name: &str, ending: &str) -> String {
    let path = folder().join(format!("{name}.{ending}"));
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

impl Page {
    fn read(name: &str) -> Page {
        let gold = read(name, "txt");
        let (open, body): (Vec<&str>, Vec<&str>) =
            gold.lines().partition(|line| line.starts_with("? "));
        Page {
            name: name.into(),
            html: read(name, "html"),
            body: body.into_iter().map(String::from).collect(),
            open: open.into_iter().map(|line| line[2..].into()).collect(),
        }
    }

    fn all() -> Vec<Page> {
        let mut names: Vec<String> = fs::read_dir(folder())
            .expect("the folder of pages")
            .map(|entry| entry.expect("an entry").file_name())
            .filter_map(|name| Some(name.to_str()?.strip_suffix(".html")?.to_owned()))
            .collect();
        names.sort();
        assert!(names.len() >= 27, "{} pages", names.len());
        names.iter().map(|name| Page::read(name)).collect()
    }

    /// What of the body is lost, and what is kept that is none of it, in rows of the list of faults.
    fn faults(&self, article: &Article<'_>) -> Vec<String> {
        let found = paragraphs(article);
        let row = |what: &str, text: &str| {
            let start: String = text.chars().take(50).collect();
            format!("{}\t{what}\t{start}", self.name)
        };
        let lost = self.body.iter().filter(|line| !found.contains(line));
        let wrong = found
            .iter()
            .filter(|line| !self.body.contains(line) && !self.open.contains(line));
        let mut rows: Vec<String> = lost.map(|line| row("lost", line)).collect();
        rows.extend(wrong.map(|line| row("kept", line)));
        rows
    }
}

fn paragraphs(article: &Article<'_>) -> Vec<String> {
    let body = article.body();
    body.paragraphs()
        .map(|(_, text)| text.into_owned())
        .collect()
}

#[test]
fn the_known_faults_are_all_there_are() {
    let list = folder().with_file_name("known_html_faults.tsv");
    let list = fs::read_to_string(list).expect("the known faults");
    let known: BTreeSet<&str> = list.lines().filter(|row| !row.starts_with('#')).collect();
    let pages = Page::all();
    let (mut found, mut exact) = (BTreeSet::new(), 0);
    for page in &pages {
        let faults = page.faults(&clean_html(&page.html));
        exact += usize::from(faults.is_empty());
        found.extend(faults);
    }
    println!("{exact} of {} bodies are exact", pages.len());
    let mut rows = String::new();
    for row in &found {
        writeln!(rows, "{row}").expect("writing to a string");
    }
    let is_known = found.iter().map(String::as_str).eq(known.iter().copied());
    assert!(
        is_known,
        "{exact} of {} bodies are exact; known_html_faults.tsv should read\n{rows}",
        pages.len()
    );
}

/// The order of what is kept is that of the page, whatever is lost.
#[test]
fn paragraphs_are_in_order() {
    for page in Page::all() {
        let found = paragraphs(&clean_html(&page.html));
        let mut gold = page.body.iter();
        let kept = found.iter().filter(|line| page.body.contains(line));
        for line in kept {
            assert!(gold.any(|next| next == line), "{}: {line}", page.name);
        }
    }
}

#[test]
fn a_parsed_page_has_the_same_blocks() {
    let texts = |article: &Article<'_>| -> Vec<String> {
        let blocks = article.blocks();
        blocks.map(|judged| judged.text().to_owned()).collect()
    };
    for page in Page::all() {
        let tree = scraper::Html::parse_document(&page.html);
        let (one, other) = (clean_html(&page.html), Cleaner::new().clean_dom(&tree));
        assert_eq!(texts(&one), texts(&other), "{}", page.name);
        assert_eq!(paragraphs(&one), paragraphs(&other), "{}", page.name);
    }
}

/// The page in other bytes is the same page; `declared` is what the server says.
fn same_in(name: &str, encoding: &'static Encoding, declared: Option<&str>) {
    let page = Page::read(name);
    let (bytes, _, broken) = encoding.encode(&page.html);
    assert!(!broken, "{name} cannot be written in {}", encoding.name());
    let article = Cleaner::new().clean_html_bytes(&bytes, declared);
    assert_eq!(article.page().encoding(), Some(encoding.name()));
    let expected = clean_html(&page.html);
    assert_eq!(article.page().text(), expected.page().text());
    assert_eq!(paragraphs(&article), paragraphs(&expected));
}

#[test]
fn bytes_tell_when_the_declaration_is_wrong() {
    // The page says that it is UTF-8.
    same_in("ru_windows1251", WINDOWS_1251, None);
    same_in("ru_windows1251", WINDOWS_1251, Some("utf-8"));
    same_in("ru_windows1251", WINDOWS_1251, Some("windows-1251"));
    // The page is right, the server knows nothing or what does not exist.
    same_in("ja_shift_jis", SHIFT_JIS, None);
    same_in("ja_shift_jis", SHIFT_JIS, Some("x-unknown"));
    // UTF-8 that is declared as something else.
    for page in ["ja_shift_jis", "fr_noscript", "ar_rtl"] {
        same_in(page, encoding_rs::UTF_8, Some("iso-8859-1"));
    }
}

#[test]
fn a_page_of_ten_megabytes_keeps_its_body() {
    let page = Page::read("en_iframes");
    let (before, rest) = page.html.split_once(&page.body[0]).expect("a paragraph");
    let (_, behind) = rest.rsplit_once("</p></article>").expect("an end");
    let mut html = before.to_owned();
    let mut sentences = Sentences::new();
    let mut number = 0_u32;
    while html.len() < 10 << 20 {
        number += 1;
        let (one, other) = (sentences.next(), sentences.next());
        write!(
            html,
            "<p class=\"text\">{one} {other}</p>\n<img src=\"{number}.jpg\">"
        )
        .expect("writing to a string");
    }
    html.push_str("</article>");
    html.push_str(behind);
    let article = clean_html(&html);
    let found = article.body().paragraphs().count();
    assert!(
        found as f64 >= 0.99 * f64::from(number),
        "{found} of {number}"
    );
    assert!(
        found as f64 <= 1.01 * f64::from(number),
        "{found} of {number}"
    );
}

/// Sentences of the words of the English pages, in an order that repeats nowhere.
struct Sentences {
    words: Vec<String>,
    state: u64,
}

impl Sentences {
    fn new() -> Sentences {
        let english = Page::all();
        let english = english.iter().filter(|page| page.name.starts_with("en_"));
        let words = english
            .flat_map(|page| &page.body)
            .flat_map(|line| line.split_whitespace())
            .map(|word| {
                word.trim_matches(|c: char| !c.is_alphanumeric())
                    .to_lowercase()
            })
            .filter(|word| !word.is_empty());
        Sentences {
            words: words.collect(),
            state: 1,
        }
    }

    fn below(&mut self, bound: usize) -> usize {
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.state >> 33) as usize % bound
    }

    /// Runs of a few words as they stand on a page, one behind the other.
    fn next(&mut self) -> String {
        let mut sentence = "The".to_owned();
        for _ in 0..4 + self.below(3) {
            let start = self.below(self.words.len() - 4);
            for word in &self.words[start..start + 4] {
                sentence.push(' ');
                sentence.push_str(word);
            }
        }
        sentence.push('.');
        sentence
    }
}

#[test]
fn a_frameset_and_text_without_tags_are_pages() {
    let frames = clean_html(&read("en_frames", "html"));
    assert!(frames.page().blocks().is_empty());
    assert!(frames.body().is_empty() && frames.to_markdown().is_empty());
    let page = Page::read("en_plain_text");
    assert_eq!(clean_html(&page.html).page().text(), page.body[0]);
}

/// What a parser reads in Markdown: how many of each structure, and the text without white space.
fn read_back(markdown: &str) -> (Vec<(&'static str, usize)>, String) {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let mut counts = [
        ("heading", 0),
        ("item", 0),
        ("list", 0),
        ("table", 0),
        ("cell", 0),
        ("code block", 0),
        ("quotation", 0),
        ("code", 0),
        ("strong", 0),
        ("emphasis", 0),
        ("link", 0),
        ("break", 0),
    ];
    let mut count = |name: &str| {
        let found = counts.iter_mut().find(|(other, _)| *other == name);
        found.expect("a structure").1 += 1;
    };
    let mut text = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => count("heading"),
            Event::Start(Tag::Item) => count("item"),
            Event::Start(Tag::List(_)) => count("list"),
            Event::Start(Tag::Table(_)) => count("table"),
            Event::Start(Tag::TableCell) => count("cell"),
            Event::Start(Tag::CodeBlock(_)) => count("code block"),
            Event::Start(Tag::BlockQuote(_)) => count("quotation"),
            Event::Start(Tag::Strong) => count("strong"),
            Event::Start(Tag::Emphasis) => count("emphasis"),
            Event::Start(Tag::Link { .. }) => count("link"),
            Event::HardBreak => count("break"),
            Event::Text(piece) => text.push_str(&piece),
            Event::Code(piece) => {
                count("code");
                text.push_str(&piece);
            }
            Event::Html(_) | Event::InlineHtml(_) | Event::Rule | Event::SoftBreak => {
                panic!("{event:?} in {markdown}")
            }
            _ => {}
        }
    }
    (counts.into(), text.split_whitespace().collect())
}

#[test]
fn markdown_of_every_page_reads_back_as_its_text() {
    for page in Page::all() {
        for keep in [&[Kind::Body, Kind::Heading][..], &Kind::ALL] {
            let cleaner = Cleaner::new().keep(keep.iter().copied()).links(true);
            let article = cleaner.clean_html(&page.html);
            let solid = |text: &str| text.split_whitespace().collect::<String>();
            let title = article.title().map(solid).unwrap_or_default();
            let (_, found) = read_back(&article.to_markdown());
            let expected = title + &solid(&article.body().to_string());
            assert_eq!(found, expected, "{}", page.name);
        }
    }
}

#[test]
fn structures_of_pages_stand_in_their_markdown() {
    // Of the whole page, and without headings and line breaks: what is judged must not matter here.
    let expected: [(&str, &[(&str, usize)]); 5] = [
        (
            "en_documentation",
            &[
                ("item", 4),
                ("table", 1),
                ("cell", 9),
                ("code block", 1),
                ("code", 4),
                ("link", 5),
            ],
        ),
        ("en_forum", &[("quotation", 1), ("list", 1), ("item", 2)]),
        ("en_product", &[("table", 1), ("cell", 8)]),
        // Laid out by tables, and still no table in it.
        ("de_layout_tables", &[("table", 0), ("link", 6)]),
        ("pl_br", &[("table", 0), ("strong", 1)]),
    ];
    for (name, wanted) in expected {
        let cleaner = Cleaner::new().keep(Kind::ALL).links(true);
        let article = cleaner.clean_html(&read(name, "html"));
        let markdown = article.to_markdown();
        let (found, _) = read_back(&markdown);
        for want in wanted {
            assert!(
                found.contains(want),
                "{name}: {want:?}, {found:?}\n{markdown}"
            );
        }
    }
}
