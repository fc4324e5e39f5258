//! What each fuzz target does with its input. A broken promise is a panic.
#![allow(
    unreachable_pub,
    reason = "public to the fuzz targets, not to the tests that include this"
)]

#[path = "../../tests/common/laws.rs"]
mod laws;
#[path = "../../tests/common/told.rs"]
mod told;

use bodytext::model::Weights;
use bodytext::{Article, Balance, Cleaner, Kind, Limits};

use laws::{
    check_body, check_dump, check_findings, check_html, check_lines, check_markdown, check_ranges,
    solid, unstamped,
};
use told::told;

/// A name and the function that takes the input of a target.
pub type Target = (&'static str, fn(&[u8]));

/// All targets.
pub const ALL: [Target; 5] = [
    ("text", text),
    ("html", html),
    ("bytes", bytes),
    ("options", options),
    ("differential", differential),
];

/// A dump: all laws of dumps.
pub fn text(data: &[u8]) {
    let text = &*String::from_utf8_lossy(data);
    let article = bodytext::clean(text);
    check_ranges(text, article.page().blocks());
    check_lines(text, article.page().blocks());
    check_dump(text, &article);
    check_findings(&article);
    let all = Cleaner::new().keep(Kind::ALL).clean(text);
    check_body(text, &all);
    assert_eq!(solid(&all.body().to_string()), solid(unstamped(&all)));
}

/// A page of HTML: all laws of HTML, and the Markdown of all of it.
pub fn html(data: &[u8]) {
    let html = &*String::from_utf8_lossy(data);
    let article = bodytext::clean_html(html);
    check_html(&article);
    check_findings(&article);
    check_markdown(&article);
    let all = Cleaner::new().keep(Kind::ALL).links(true).images(true);
    let all = all.clean_html(html);
    check_html(&all);
    assert_eq!(solid(&all.body().to_string()), solid(all.page().text()));
    check_markdown(&all);
}

/// The bytes of a page, behind a byte that chooses the encoding that its server declares.
pub fn bytes(data: &[u8]) {
    const LABELS: [Option<&str>; 8] = [
        None,
        Some("utf-8"),
        Some("utf-16le"),
        Some("windows-1252"),
        Some("shift_jis"),
        Some("gb18030"),
        Some("iso-2022-jp"),
        Some("no such encoding"),
    ];
    let Some((choice, page)) = data.split_first() else {
        return;
    };
    let label = LABELS[usize::from(*choice) % LABELS.len()];
    let article = Cleaner::new().clean_html_bytes(page, label);
    check_html(&article);
    assert!(article.page().encoding().is_some());
    if let Ok(text) = std::str::from_utf8(page)
        && label.is_none_or(|label| label == "utf-8" || label.starts_with("no"))
        && article.page().encoding() == Some("UTF-8")
    {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        assert_eq!(told(&article), told(&bodytext::clean_html(text)));
    }
}

/// Options, read from the first bytes, over the rest as a dump and as HTML.
pub fn options(data: &[u8]) {
    let Some((chosen, rest)) = data.split_first_chunk::<12>() else {
        return;
    };
    let text = &*String::from_utf8_lossy(rest);
    let [dial, share, kinds @ .., flags] = chosen;
    let [a, b, c, limits @ ..] = kinds;
    let balance = match dial % 4 {
        0 => Balance::Precision,
        1 => Balance::Even,
        2 => Balance::Recall,
        _ => Balance::Threshold(f32::from(*share) / 200.0 - 0.1),
    };
    let kinds = u32::from_le_bytes([*a, *b, *c, 0]);
    let keep = Kind::ALL.into_iter().enumerate();
    let keep = keep.filter(|(at, _)| kinds & (1 << at) != 0);
    let cleaner = Cleaner::new()
        .balance(balance)
        .keep(keep.map(|(_, kind)| kind))
        .links(flags & 1 != 0)
        .images(flags & 2 != 0)
        .limits(limits_of(*limits));
    let dump = cleaner.clean(text);
    assert!(text.starts_with(dump.page().text()));
    check_ranges(dump.page().text(), dump.page().blocks());
    check_dump(dump.page().text(), &dump);
    check_limits(&dump, limits);
    assert_eq!(
        cleaner.try_clean(text).is_ok(),
        dump.truncations().is_empty()
    );
    let page = cleaner.clean_html(text);
    check_html(&page);
    check_markdown(&page);
    check_limits(&page, limits);
    assert_eq!(
        cleaner.try_clean_html(text).is_ok(),
        page.truncations().is_empty()
    );
    // Phrases and tables that cannot be read are errors, not panics; what can be read changes no law.
    if flags & 4 != 0 {
        let _ = Weights::parse(text);
    }
    if flags & 8 != 0
        && let Ok(cleaner) = cleaner.cues(text)
    {
        let dump = cleaner.clean(text);
        check_dump(dump.page().text(), &dump);
    }
}

/// Small limits from bytes; none from the greatest.
fn limits_of(bytes: [u8; 6]) -> Limits {
    let value = |at: usize, unit: usize| match bytes[at] {
        u8::MAX => usize::MAX,
        byte => usize::from(byte) * unit,
    };
    Limits::new()
        .input_bytes(value(0, 40))
        .blocks(value(1, 1))
        .depth(value(2, 1))
        .line_bytes(value(3, 4))
        .output_bytes(value(4, 8))
}

fn check_limits(article: &Article<'_>, bytes: &[u8; 6]) {
    let most = |at: usize, unit: usize| match bytes[at] {
        u8::MAX => usize::MAX,
        byte => usize::from(byte) * unit,
    };
    assert!(article.blocks().len() <= most(1, 1));
    assert!(article.body().to_string().len() <= most(4, 8));
    for cut in article.truncations() {
        assert!(cut.met() > cut.most());
    }
}

/// Two ways to the same result.
pub fn differential(data: &[u8]) {
    let text = &*String::from_utf8_lossy(data);
    flattening(text);
    tree(text);
    limited(text);
}

/// A cleaner whose limits nothing crosses against one without limits, and one whose limit of blocks is crossed against
/// the page's beginning.
fn limited(text: &str) {
    let without = Cleaner::new().limits(Limits::none());
    let within = Limits::new()
        .input_bytes(text.len())
        .blocks(text.len())
        .output_bytes(2 * text.len() + 2);
    let within = Cleaner::new().limits(within.depth(1 << 15).line_bytes(text.len()));
    let (one, other) = (without.clean(text), within.try_clean(text));
    let other = other.expect("no limit is crossed");
    assert_eq!(told(&one), told(&other));
    let (page, same) = (without.clean_html(text), within.clean_html(text));
    assert_eq!(told(&page), told(&same));
    let half = page.blocks().len() / 2;
    let cut = Cleaner::new()
        .limits(Limits::none().blocks(half))
        .clean_html(text);
    assert_eq!(cut.page().blocks(), &page.page().blocks()[..half]);
    assert!(page.page().text().starts_with(cut.page().text()));
}

/// The blocks of a dump against its lines as the standard library finds them.
fn flattening(text: &str) {
    let article = Cleaner::new().keep(Kind::ALL).clean(text);
    let blocks: Vec<String> = article
        .blocks()
        .map(|judged| solid(judged.text()))
        .collect();
    assert_eq!(blocks.concat(), solid(unstamped(&article)));
}

/// A page against its tree.
///
/// A parser moves what stands where it must not; so the page is taken as the parser writes its tree, if it reads that
/// back as the same tree.
fn tree(text: &str) {
    let form = scraper::Html::parse_document(text).html();
    let tree = scraper::Html::parse_document(&form);
    if tree.html() != form {
        return;
    }
    let cleaner = Cleaner::new().keep(Kind::ALL);
    let (source, walked) = (cleaner.clean_html(&form), cleaner.clean_dom(&tree));
    let (one, other) = (source.page().text(), walked.page().text());
    assert_eq!(solid(one), solid(other), "source and tree of {form}");
    // In formulas and graphics a tree knows elements of tables without a table, and around a list of options a link may
    // go on that holds another one; there spaces may differ.
    if !["<math", "<svg", "<select"]
        .iter()
        .any(|tag| form.contains(tag))
    {
        assert_eq!(one, other, "source and tree of {form}");
    }
}
