//! Whole pages, each a dump with a kind for every line that is not blank, and one test for each thing real dumps do.
//!
//! `tests/pages/NAME.txt` is the dump. `tests/pages/NAME.tsv` opens with what is expected of the page as a whole:
//!
//! ```text
//! # title: the headline, or none; answers that are equally right are separated by |
//! # byline: likewise
//! # published: likewise, as ISO 8601
//! # body: exact | joined | empty | a share of lines
//! ```
//!
//! and holds a line number, a tab and a kind (`a|b` where both are right) for every line that is not blank. A body is
//! `exact` if it must equal the lines labelled body or heading, one paragraph a line; `joined` if it must equal them
//! but for blanks, since sentences stand there in pieces; `empty` if there must be none; a number is the least share
//! of lines that must stand on the right side of body or not.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use bodytext::{Article, Kind, clean};

/// How many findings a report shows for a line that was judged wrong.
const TOP: usize = 4;

/// What a page's body must be.
#[derive(Clone, Copy, PartialEq)]
enum Want {
    Exact,
    Joined,
    Empty,
    Share(f64),
}

/// A dump and what is expected of it.
struct Page {
    name: String,
    text: String,
    /// Kinds that are right, by line.
    labels: BTreeMap<usize, Vec<Kind>>,
    /// Values that are right, by name: `title`, `byline`, `published`.
    values: BTreeMap<String, Vec<String>>,
    want: Want,
}

/// A line as it was judged.
struct Line<'p> {
    number: usize,
    text: &'p str,
    labels: &'p [Kind],
    kind: Kind,
    kept: bool,
    block: usize,
}

impl Line<'_> {
    fn is_right(&self) -> bool {
        self.labels.contains(&self.kind)
    }

    fn is_on_the_right_side(&self) -> bool {
        self.labels.iter().any(|kind| is_body(*kind) == self.kept)
    }
}

fn is_body(kind: Kind) -> bool {
    matches!(kind, Kind::Body | Kind::Heading)
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}

impl Page {
    fn read(name: &str) -> Page {
        let file = |ending: &str| {
            let path = folder().join(format!("{name}.{ending}"));
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        };
        let mut page = Page {
            name: name.into(),
            text: file("txt"),
            labels: BTreeMap::new(),
            values: BTreeMap::new(),
            want: Want::Exact,
        };
        for row in file("tsv").lines() {
            if let Some((key, value)) = row.strip_prefix("# ").and_then(|row| row.split_once(": "))
            {
                page.set(key, value);
                continue;
            }
            let (number, kinds) = row.split_once('\t').expect("a line number, a tab, a kind");
            let kinds = kinds.split('|').map(|kind| kind.parse().expect("a kind"));
            page.labels
                .insert(number.parse().expect("a line number"), kinds.collect());
        }
        for (at, line) in page.text.lines().enumerate() {
            let labelled = page.labels.contains_key(&(at + 1));
            assert_eq!(labelled, !line.trim().is_empty(), "{name}:{}", at + 1);
        }
        page
    }

    fn set(&mut self, key: &str, value: &str) {
        if key != "body" {
            let values = value.split('|').map(String::from).collect();
            self.values.insert(key.into(), values);
            return;
        }
        self.want = match value {
            "exact" => Want::Exact,
            "joined" => Want::Joined,
            "empty" => Want::Empty,
            share => Want::Share(share.parse().expect("a share of lines")),
        };
    }

    fn all() -> Vec<Page> {
        let mut names: Vec<String> = fs::read_dir(folder())
            .expect("the folder of pages")
            .filter_map(|entry| {
                entry
                    .expect("an entry")
                    .path()
                    .file_name()?
                    .to_str()
                    .map(String::from)
            })
            .filter_map(|name| name.strip_suffix(".tsv").map(String::from))
            .collect();
        names.sort();
        assert!(names.len() >= 40, "{} pages", names.len());
        names.iter().map(|name| Page::read(name)).collect()
    }

    /// The page's lines with their verdicts. A line that was cut in pieces has the kind of its longest piece.
    fn lines(&self, article: &Article<'_>) -> Vec<Line<'_>> {
        let mut best: BTreeMap<usize, (usize, Kind, bool, usize)> = BTreeMap::new();
        for (index, judged) in article.blocks().enumerate() {
            for (at, piece) in judged.text().split('\n').enumerate() {
                let length = piece.trim().len();
                let number = judged.block().line() + at;
                if length > best.get(&number).map_or(0, |best| best.0) {
                    best.insert(number, (length, judged.kind(), judged.is_kept(), index));
                }
            }
        }
        let texts: Vec<&str> = self.text.lines().collect();
        self.labels
            .iter()
            .map(|(number, labels)| {
                let (_, kind, kept, block) = *best
                    .get(number)
                    .unwrap_or_else(|| panic!("{}:{number} is in no block", self.name));
                Line {
                    number: *number,
                    text: texts[number - 1],
                    labels,
                    kind,
                    kept,
                    block,
                }
            })
            .collect()
    }

    /// The lines that must be kept, and those that may be and are; trimmed.
    fn body(&self, lines: &[Line<'_>]) -> Vec<String> {
        let wanted = |line: &&Line<'_>| {
            let may = line.labels.iter().any(|kind| is_body(*kind));
            let must = line.labels.iter().all(|kind| is_body(*kind));
            must || may && line.kept
        };
        let trimmed = |line: &Line<'_>| line.text.trim().to_string();
        lines.iter().filter(wanted).map(trimmed).collect()
    }

    /// What is wrong with the page's body; empty if nothing.
    fn body_faults(&self, article: &Article<'_>, lines: &[Line<'_>]) -> String {
        let body = article.body().to_string();
        let solid = |text: &str| text.split_whitespace().collect::<String>();
        let expected = self.body(lines);
        let right = lines
            .iter()
            .filter(|line| line.is_on_the_right_side())
            .count();
        let share = right as f64 / lines.len() as f64;
        let fault = match self.want {
            Want::Exact if body != expected.join("\n\n") => "the body is not exact".into(),
            Want::Joined if solid(&body) != solid(&expected.concat()) => {
                "the body is not exact but for blanks".into()
            }
            Want::Empty if !article.body().is_empty() => "the body is not empty".into(),
            Want::Share(floor) if share < floor => {
                format!("{share:.3} of the lines on the right side, not {floor}")
            }
            _ => return String::new(),
        };
        let mut report = format!("{}: {fault}\n", self.name);
        for line in lines.iter().filter(|line| !line.is_on_the_right_side()) {
            explain(&mut report, article, line);
        }
        report
    }
}

/// Writes a line that was judged wrong, and why.
fn explain(report: &mut String, article: &Article<'_>, line: &Line<'_>) {
    let text: String = line.text.trim().chars().take(90).collect();
    let labels: Vec<&str> = line.labels.iter().map(|kind| kind.name()).collect();
    let score = article
        .blocks()
        .nth(line.block)
        .map_or(0.0, |judged| judged.score());
    writeln!(
        report,
        "  line {}: {} instead of {} ({score:+.1}): {text}",
        line.number,
        line.kind.name(),
        labels.join(" or "),
    )
    .expect("writing to a string");
    for finding in article.findings(line.block).iter().take(TOP) {
        writeln!(report, "      {finding}").expect("writing to a string");
    }
}

/// The lines that are judged wrong today, by page and line: `tests/known_faults.tsv`.
///
/// The labels say what is right, and stay as they are; what the fitted table does not yet get right is listed, so that
/// a new fault fails, and a fault that was mended must be struck off.
fn known_faults() -> BTreeMap<(String, usize), String> {
    let list =
        fs::read_to_string(folder().with_file_name("known_faults.tsv")).expect("the known faults");
    let row = |row: &str| {
        let mut fields = row.split('\t');
        let page = fields.next()?.to_owned();
        Some((
            (page, fields.next()?.parse().ok()?),
            fields.next()?.to_owned(),
        ))
    };
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(row)
        .collect()
}

#[test]
fn the_known_faults_are_all_there_are() {
    let known = known_faults();
    let mut found = BTreeMap::new();
    for page in Page::all() {
        let article = clean(&page.text);
        for line in page.lines(&article).iter().filter(|line| !line.is_right()) {
            found.insert(
                (page.name.clone(), line.number),
                line.kind.name().to_owned(),
            );
        }
    }
    let rows: Vec<String> = found
        .iter()
        .map(|((page, line), kind)| format!("{page}\t{line}\t{kind}"))
        .collect();
    assert!(
        found == known,
        "known_faults.tsv should read\n{}",
        rows.join("\n")
    );
}

fn fail_if_any(faults: &[String], of: usize) {
    assert!(
        faults.is_empty(),
        "{} of {of} cases\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// Of 48 bodies, at least so many are exactly as they should be.
const BODIES_RIGHT: usize = 31;
/// Of all lines, at least this share is on the right side, and has the right kind.
const SIDES_RIGHT: f64 = 0.975;
const KINDS_RIGHT: f64 = 0.86;

#[test]
fn two_bodies_in_three_are_exact_and_lines_are_on_the_right_side() {
    let pages = Page::all();
    let mut faults = Vec::new();
    let (mut lines, mut sides, mut kinds) = (0, 0, 0);
    for page in &pages {
        let article = clean(&page.text);
        let judged = page.lines(&article);
        let fault = page.body_faults(&article, &judged);
        if !fault.is_empty() {
            faults.push(fault);
        }
        lines += judged.len();
        sides += judged
            .iter()
            .filter(|line| line.is_on_the_right_side())
            .count();
        kinds += judged.iter().filter(|line| line.is_right()).count();
    }
    let share = |part: usize| part as f64 / lines as f64;
    println!(
        "{lines} lines: body or not {:.4}, kinds {:.4}",
        share(sides),
        share(kinds)
    );
    println!(
        "{} of {} bodies right",
        pages.len() - faults.len(),
        pages.len()
    );
    assert!(share(sides) >= SIDES_RIGHT, "{:.4}", share(sides));
    assert!(share(kinds) >= KINDS_RIGHT, "{:.4}", share(kinds));
    assert!(
        pages.len() - faults.len() >= BODIES_RIGHT,
        "{}",
        faults.join("\n")
    );
}

/// Compares a value of every page with what its header expects; `most` may be wrong.
fn values_are_right(key: &str, most: usize, value: impl Fn(&Article<'_>) -> Option<String>) {
    let pages = Page::all();
    let mut faults = Vec::new();
    for page in &pages {
        let found = value(&clean(&page.text)).unwrap_or_else(|| "none".into());
        let expected = page.values.get(key).expect("every header has every value");
        if !expected.contains(&found) {
            faults.push(format!("{}: {key} {found:?}, not {expected:?}", page.name));
        }
    }
    println!(
        "{} of {} wrong\n{}",
        faults.len(),
        pages.len(),
        faults.join("\n")
    );
    assert!(faults.len() <= most, "{key}: {}", faults.join("\n"));
}

#[test]
fn titles_are_right() {
    values_are_right("title", 3, |article| article.title().map(String::from));
}

#[test]
fn bylines_are_right() {
    values_are_right("byline", 6, |article| article.byline().map(String::from));
}

#[test]
fn dates_are_right() {
    values_are_right("published", 1, |article| {
        article
            .published()
            .map(|dated| dated.timestamp().to_string())
    });
}

// One test for each thing that real dumps do.

/// A page as it was judged, asked about lines by how they begin.
struct Verdicts {
    name: String,
    /// Trimmed text, kind and whether kept, in order.
    lines: Vec<(String, Kind, bool)>,
    report: Vec<String>,
    /// Lines that are known to be judged wrong, by place in `lines`.
    faults: BTreeSet<usize>,
}

fn judge(name: &str) -> Verdicts {
    let page = Page::read(name);
    let article = clean(&page.text);
    let lines = page.lines(&article);
    let report = lines.iter().map(|line| {
        let mut report = String::new();
        explain(&mut report, &article, line);
        report
    });
    let known = known_faults();
    let is_fault = |at: &usize| known.contains_key(&(name.to_owned(), lines[*at].number));
    Verdicts {
        name: name.into(),
        faults: (0..lines.len()).filter(is_fault).collect(),
        report: report.collect(),
        lines: lines
            .iter()
            .map(|line| (line.text.trim().to_string(), line.kind, line.kept))
            .collect(),
    }
}

impl Verdicts {
    /// All lines that begin so; there must be one.
    fn all(&self, start: &str) -> Vec<usize> {
        let found: Vec<usize> = (0..self.lines.len())
            .filter(|at| self.lines[*at].0.starts_with(start))
            .collect();
        assert!(
            !found.is_empty(),
            "{}: no line begins with {start:?}",
            self.name
        );
        found
    }

    fn first(&self, start: &str) -> usize {
        self.all(start)[0]
    }

    /// Every line that begins so is of one of the kinds.
    #[track_caller]
    fn are(&self, start: &str, kinds: &[Kind]) {
        for at in self.all(start) {
            let right = self.faults.contains(&at) || kinds.contains(&self.lines[at].1);
            assert!(right, "{}: not {kinds:?}\n{}", self.name, self.report[at]);
        }
    }

    #[track_caller]
    fn are_kept(&self, starts: &[&str]) {
        for at in starts.iter().flat_map(|start| self.all(start)) {
            let right = self.faults.contains(&at) || self.lines[at].2;
            assert!(right, "{}: lost\n{}", self.name, self.report[at]);
        }
    }

    /// All lines from the first that begins with `from` to the one that begins with `to` are dropped and are of one
    /// of the kinds.
    #[track_caller]
    fn run_is(&self, from: &str, to: &str, kinds: &[Kind]) {
        for at in self.first(from)..=self.first(to) {
            let right = !self.lines[at].2 && kinds.contains(&self.lines[at].1);
            let right = right || self.faults.contains(&at);
            assert!(right, "{}: not {kinds:?}\n{}", self.name, self.report[at]);
        }
    }
}

const STORIES: &[Kind] = &[Kind::Related, Kind::Latest];
const MENUS: &[Kind] = &[Kind::Navigation, Kind::Topics, Kind::Latest, Kind::Legal];

#[test]
fn an_inline_also_read_goes_and_the_body_goes_on() {
    let page = judge("en_also_read_inline");
    page.are("Also Read |", &[Kind::Related]);
    page.are_kept(&[
        "Under the plan, the state",
        "Four bridges have to be rebuilt",
        "Work on the viaduct",
        "What passengers will pay",
        "Shopkeepers on the lower bazaar",
        "Opponents fear for the road",
        "Not everyone in the chamber",
        "The council will publish",
    ]);
}

#[test]
fn an_inline_read_more_goes_and_the_body_goes_on() {
    let page = judge("en_date_glued_captions");
    page.are("Read more: ", &[Kind::Related]);
    page.are_kept(&["It denied that the delay", "About 60 people work"]);
}

#[test]
fn an_inline_interruption_goes_in_every_language() {
    let cases = [
        (
            "de_regional_news",
            "Lesen Sie auch:",
            "Architekt Holger",
            "Im Rat gab es",
        ),
        (
            "fr_quotidien",
            "Lire aussi :",
            "« Personne n'en veut, du métier, soupire",
            "En attendant, une navette",
        ),
        (
            "it_quotidiano",
            "Leggi anche:",
            "L'offerta del comitato",
            "La torre, alta 31",
        ),
        (
            "nl_krant",
            "Lees ook:",
            "De proef kost",
            "Aanleiding voor de proef",
        ),
        (
            "pl_portal",
            "Zobacz także:",
            "Remont trwał",
            "Pojazd ciągną",
        ),
        (
            "ru_gazeta",
            "Читайте также:",
            "Устройство основано",
            "На изготовление ушло",
        ),
        ("ar_khabar", "اقرأ أيضا:", "وتبرع صاحب مقلع", "وتضم المدرسة"),
        ("hi_samachar", "यह भी पढ़ें:", "कमला बाई ने कहा", "भूजल विभाग"),
        ("id_berita", "Baca juga:", "\"Ombak masuk", "Awalnya hanya"),
        ("zh_xinwen", "相关阅读：", "“水泥三十年", "据镇政府介绍"),
        (
            "ja_shimbun",
            "【関連記事】",
            "仕込みを指導",
            "「体育館は天井",
        ),
        ("ko_ilbo", "[관련기사]", "조합 이사장", "책방에는 매표창구"),
    ];
    let mut faults = Vec::new();
    for (name, interruption, before, after) in cases {
        let page = judge(name);
        let goes = |at: &usize| !page.lines[*at].2 && STORIES.contains(&page.lines[*at].1);
        let lines = page.all(interruption).into_iter().filter(|at| !goes(at));
        let lost = [before, after].into_iter().map(|start| page.first(start));
        let lost = lost.filter(|at| !page.lines[*at].2);
        faults.extend(
            lines
                .chain(lost)
                .map(|at| format!("{name}:\n{}", page.report[at])),
        );
    }
    fail_if_any(&faults, cases.len());
}

#[test]
fn a_section_head_claims_captions_and_headlines_until_prose_resumes() {
    let page = judge("en_section_head_resumes");
    page.run_is("Also Read", "Met office sees no relief", STORIES);
    page.are_kept(&[
        "Temperatures of up to 44",
        "Heavy users have been asked",
        "Imports at their limit",
    ]);
    let page = judge("pt_portal");
    page.run_is("LEIA TAMBÉM", "Estudante de 16 anos", STORIES);
    page.are_kept(&["\"No começo, as pessoas", "O acervo tem hoje"]);
    let page = judge("tr_haber");
    page.run_is("Çok Okunan Haberler", "Hafta sonu kar geliyor", STORIES);
    page.are_kept(&["Çarkın ahşap kanatları", "Köy muhtarı Sevim"]);
}

#[test]
fn a_section_head_at_the_end_claims_captions_headlines_and_ages() {
    let page = judge("en_date_glued_captions");
    page.run_is("Latest UK News", "Cranes breed", STORIES);
    page.run_is("Latest News", "Seal follows diver home", STORIES);
    page.are("3 days ago", STORIES);
    let page = judge("en_section_head_resumes");
    page.run_is("More From This Section", "Cement maker Durga", STORIES);
    page.are_kept(&["Analysts at Karve"]);
}

#[test]
fn long_lists_after_a_short_story_go() {
    let page = judge("en_wire_long_lists");
    page.are_kept(&[
        "Two hikers who went",
        "The man and the woman",
        "They had told no one",
    ]);
    page.run_is("Top Stories", "Why are the tides", STORIES);
}

#[test]
fn captions_that_are_sentences_go_with_and_without_a_credit() {
    let page = judge("en_also_read_inline");
    page.are("The upper station at Kesar", &[Kind::Caption]);
    let page = judge("en_date_glued_captions");
    page.are("Skippers say that the bar", &[Kind::Caption]);
    page.are("Two boats have run aground", &[Kind::Caption]);
}

#[test]
fn a_caption_goes_and_the_sentence_that_is_almost_equal_stays() {
    let page = judge("en_date_glued_captions");
    page.are("Skippers say that the bar", &[Kind::Caption]);
    page.are_kept(&["Skippers say the bar"]);
}

#[test]
fn menus_and_topics_glued_into_one_line_go() {
    let page = judge("en_section_head_resumes");
    page.are("Market LIVE UpdatesStocks", MENUS);
    page.are("Topics : Power Grid", &[Kind::Topics]);
    let page = judge("en_glued_menu");
    page.are("HomeNewsLocal NewsCrime", &[Kind::Navigation]);
    page.are("Related topics:Hedgerows", &[Kind::Topics]);
    page.are("CompanyAbout UsContact", &[Kind::Navigation]);
    page.are("LegalCookie Settings", &[Kind::Legal, Kind::Navigation]);
}

#[test]
fn a_breadcrumb_that_ends_in_the_title_is_no_title() {
    let crumb = &[Kind::Navigation];
    judge("en_section_head_resumes").are("Home / Industry / News /", crumb);
    judge("en_also_read_inline").are("Business NewsNewsHill", crumb);
    judge("en_glued_menu").are("NewsEnvironmentSurvey", crumb);
    judge("it_quotidiano").are("Home > Cronaca >", crumb);
    judge("es_receta").are("Inicio » Recetas »", crumb);
}

#[test]
fn a_date_glued_before_the_title_leaves_the_title_whole() {
    let page = Page::read("en_date_glued_captions");
    let title = "Fishing fleet of Port Ellery ‘will not sail’ until harbour is dredged";
    assert_eq!(clean(&page.text).title(), Some(title));
    let page = Page::read("en_bio_and_teaser");
    let title = "Border town of Halvik counts the cost of a summer without trains";
    assert_eq!(clean(&page.text).title(), Some(title));
}

#[test]
fn an_author_bio_after_the_body_goes() {
    judge("en_bio_and_teaser").are("Jonas Tverrin is a reporter", &[Kind::Bio]);
    judge("en_company_blog").are("Priya Raman is a staff", &[Kind::Bio]);
    judge("en_paywalled").are("Oliver Nakagawa covers", &[Kind::Bio]);
    judge("en_opinion").are("Helen Strand is a columnist", &[Kind::Bio]);
    judge("es_diario").are("Redactora de la sección", &[Kind::Bio]);
}

#[test]
fn a_teaser_of_another_story_after_the_bio_goes() {
    let page = judge("en_bio_and_teaser");
    page.run_is("Province reopens ferry", "The ferry will cross", STORIES);
    page.are_kept(&["A fund for the businesses"]);
}

#[test]
fn a_note_of_the_editor_goes() {
    judge("en_bio_and_teaser").are("Editor's note:", &[Kind::Note]);
    judge("en_interview").are("This interview has been edited", &[Kind::Note]);
}

#[test]
fn a_clean_dump_loses_nothing() {
    for name in [
        "en_clean_with_title",
        "en_clean_paragraphs",
        "zh_clean",
        "ar_clean",
    ] {
        let page = Page::read(name);
        let article = clean(&page.text);
        for line in page.lines(&article) {
            let title = line.labels.contains(&Kind::Title);
            let mut report = String::new();
            explain(&mut report, &article, &line);
            // A title alone may be taken for body; nothing may be lost.
            assert!(title || line.kept, "{name}:\n{report}");
        }
    }
}

#[test]
fn a_body_cleaned_again_loses_nothing() {
    let pages = Page::all();
    let mut faults = Vec::new();
    for page in &pages {
        let once = clean(&page.text).body().to_string();
        let twice = clean(&once);
        let lost: Vec<String> = twice
            .blocks()
            // A first heading may be taken for the title: it is told as that, and not lost.
            .filter(|judged| !judged.is_kept() && judged.kind() != Kind::Title)
            .map(|judged| format!("    {} {}", judged.kind().name(), judged.text()))
            .collect();
        if !lost.is_empty() {
            faults.push(format!("{}: lost\n{}", page.name, lost.join("\n")));
        }
    }
    fail_if_any(&faults, pages.len());
}

#[test]
fn lines_of_hard_spaces_are_blank() {
    let page = Page::read("en_nbsp_entities");
    let blank: String = page
        .text
        .lines()
        .map(|line| if line.trim().is_empty() { "" } else { line })
        .fold(String::new(), |text, line| text + line + "\n");
    assert!(page.text.contains('\u{a0}') && !blank.contains('\u{a0}'));
    assert_eq!(kinds(&page.text), kinds(&blank));
}

/// The kinds of all blocks and the body.
fn kinds(text: &str) -> (Vec<Kind>, String) {
    let article = clean(text);
    let kinds = article.blocks().map(|judged| judged.kind()).collect();
    (kinds, article.body().to_string())
}

#[test]
fn line_ends_of_windows_and_unix_are_judged_alike() {
    for page in Page::all() {
        let windows = page.text.replace('\n', "\r\n");
        assert_eq!(kinds(&page.text), kinds(&windows), "{}", page.name);
    }
}

#[test]
fn entities_and_tags_in_a_line_do_not_cost_the_paragraph() {
    let page = judge("en_nbsp_entities");
    page.are("A group of bakers &amp;", &[Kind::Body]);
    page.are("Thirty-eight businesses have", &[Kind::Body]);
    page.are("&ldquo;It is the least", &[Kind::Body]);
    page.are("The auctioneers confirmed", &[Kind::Body]);
    page.are("&copy; 2024", &[Kind::Legal]);
    page.are("Home &gt; News", &[Kind::Navigation]);
}

#[test]
fn sentences_broken_at_links_are_joined() {
    for (name, sentence) in [
        (
            "en_broken_nodes",
            "The old tannery on the quay at Brackwater, which has been empty since the flood of 2007, is to become a \
             school of boatbuilding, the county council said on Tuesday.",
        ),
        (
            "en_broken_nodes",
            "\"Half of the yards on this coast cannot find anyone who can scarf a plank,\" said Desmond Achebe, who \
             will lead the school.",
        ),
        (
            "fr_noeuds_coupes",
            "Après dix-neuf ans de procédure, la pomme de Vaulnay, petite, jaune et bosselée, a obtenu mardi une \
             indication géographique protégée.",
        ),
    ] {
        let page = Page::read(name);
        let body = clean(&page.text).body().to_string();
        assert!(
            body.contains(sentence),
            "{name}: no {sentence:?} in\n{body}"
        );
    }
}

#[test]
fn one_giant_line_keeps_the_article_and_loses_the_menus() {
    let names = [
        "en_also_read_inline",
        "en_wire_long_lists",
        "en_opinion",
        "en_paywalled",
        "de_regional_news",
        "fr_quotidien",
        "ru_gazeta",
        "zh_xinwen",
    ];
    let (mut all_rest, mut all_other) = (0, 0);
    for name in names {
        let page = Page::read(name);
        let (mut giant, mut wanted) = (String::new(), Vec::new());
        for (at, line) in page.text.lines().enumerate() {
            let Some(labels) = page.labels.get(&(at + 1)) else {
                continue;
            };
            let body = labels.iter().all(|kind| is_body(*kind));
            giant.push_str(line.trim());
            giant.push(' ');
            wanted.resize(giant.len(), body);
        }
        let (mut kept, mut other) = (0, 0);
        let article = clean(&giant);
        for judged in article.blocks().filter(|judged| judged.is_kept()) {
            let right = wanted[judged.block().range()]
                .iter()
                .filter(|wanted| **wanted)
                .count();
            kept += right;
            other += judged.text().len() - right;
        }
        let body = wanted.iter().filter(|wanted| **wanted).count();
        let rest = wanted.len() - body;
        let share = |part: usize, whole: usize| part as f64 / whole as f64;
        println!(
            "{name}: keeps {:.2} of the article and {:.2} of the rest",
            share(kept, body),
            share(other, rest)
        );
        assert!(share(kept, body) >= 0.85, "{name}");
        assert!(share(other, rest) <= 0.6, "{name}");
        (all_rest, all_other) = (all_rest + rest, all_other + other);
    }
    // On a page with little beside its story, a few words that no cut parts from the story are half of the rest.
    let kept = all_other as f64 / all_rest as f64;
    println!("{kept:.2} of the rest in all");
    assert!(kept <= 0.25, "{kept}");
}

#[test]
fn an_empty_input_has_no_body() {
    for text in ["", "\n", " \r\n\t\u{a0}\n", "\u{feff}"] {
        let article = clean(text);
        assert!(article.body().is_empty(), "{text:?}");
        assert!(
            article.title().is_none() && article.byline().is_none(),
            "{text:?}"
        );
        assert!(article.published().is_none(), "{text:?}");
    }
}

#[test]
fn a_page_of_menus_has_no_body() {
    assert_no_body("en_menus_only");
}

#[test]
fn a_page_that_was_not_found_has_no_body() {
    assert_no_body("en_not_found");
}

#[test]
fn a_consent_wall_has_no_body() {
    assert_no_body("en_consent_wall");
    assert_no_body("de_einwilligung");
}

#[track_caller]
fn assert_no_body(name: &str) {
    let page = judge(name);
    for (at, line) in page.lines.iter().enumerate() {
        let right = !line.2 || page.faults.contains(&at);
        assert!(right, "{name}: kept\n{}", page.report[at]);
    }
}

#[test]
fn a_recipe_keeps_its_ingredients_and_steps() {
    let page = judge("en_recipe");
    page.are_kept(&[
        "250 g pearl barley",
        "salt and black pepper",
        "Heat the oven",
        "Instructions",
    ]);
    let page = judge("es_receta");
    page.are_kept(&[
        "1 bulbo de hinojo",
        "100 ml de nata",
        "Tritura la sopa",
        "Preparación",
    ]);
}

#[test]
fn an_interview_keeps_short_questions_and_answers() {
    let page = judge("en_interview");
    page.are_kept(&[
        "And the name was?",
        "Did anything change?",
        "The Little Sister.",
    ]);
    let page = judge("es_entrevista");
    page.are_kept(&[
        "P. ¿Y qué cambia?",
        "R. Él dice que sí.",
        "P. ¿Quién la sustituirá?",
    ]);
}

#[test]
fn a_listicle_keeps_its_numbered_headings_but_not_the_contents() {
    let page = judge("en_listicle");
    let heads = page.all("2. Wash one pan");
    assert_eq!(heads.len(), 2);
    let known = page.faults.contains(&heads[0]);
    assert!(
        known || !page.lines[heads[0]].2,
        "{}",
        page.report[heads[0]]
    );
    assert!(page.lines[heads[1]].2, "{}", page.report[heads[1]]);
}

#[test]
fn a_comment_thread_goes_as_comments() {
    let page = judge("en_comment_thread");
    page.run_is("9 thoughts on", "Post Comment", &[Kind::Comments]);
    page.are_kept(&["So that is why."]);
}
