//! The report as HTML. All text of pages goes through the templates, which escape it; the one piece that is written as
//! it is holds numbers and the names of reasons alone.

mod script;

use bodytext::Kind;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use self::script::{hash, reasons};
use crate::gold::Wrong;
use crate::program::words::signed;
use crate::view::{Report, Shown, View, share};

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

/// A bar of a score is full from here on; scores go from -20 to 20, and beyond this little changes.
const FULL: f32 = 12.0;

/// The whole report.
pub(crate) fn document(report: &Report) -> String {
    // Nothing may be fetched, and no script may run but the one that is known by its hash.
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src '{}'; base-uri 'none'; form-action 'none'",
        hash(SCRIPT)
    );
    let title = match &report.pages[..] {
        [page] => page.title.as_deref().unwrap_or(&page.name).to_owned(),
        pages => format!("{} pages", pages.len()),
    };
    let document = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="generator" content={ "bodytext " (env!("CARGO_PKG_VERSION")) };
                title { (title) " · what was kept, and why" }
                style { (PreEscaped(STYLE)) }
            }
            body.labelled[report.labelled] {
                (bar(report))
                main {
                    (summary(report))
                    @if report.pages.len() > 1 { (contents(report)) }
                    @for (number, page) in report.pages.iter().enumerate() { (article(number, page)) }
                    p #nothing hidden { "No block is like that." }
                }
                footer {
                    "Click a block, or go to it with the arrow keys and press Enter, to see why it was judged so. "
                    "Points are log-odds of being body text; they sum to the score."
                    noscript { " Without scripts, reasons, search and filters are not there." }
                }
                script #reasons type="application/json" { (PreEscaped(reasons(report))) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    };
    document.into_string()
}

/// What stays in sight: search, switches and the legend.
fn bar(report: &Report) -> Markup {
    html! {
        header.bar {
            div.tools {
                label.search {
                    span.unseen { "Search the text of all blocks" }
                    input #search type="search" placeholder="Search" autocomplete="off" spellcheck="false";
                    output #found for="search" {}
                }
                button #unfold type="button" aria-pressed="false" { "Unfold all" }
                @if report.labelled {
                    button #wrong type="button" aria-pressed="false" { "Wrong only" }
                }
                button #theme type="button" title="Light or dark" { span.unseen { "Light or dark" } span aria-hidden="true" { "◐" } }
            }
            div.legend role="group" aria-label="Kinds of block: press one to hide or show it" {
                @for (kind, count) in report.counts() {
                    button.chip.(class(kind)) type="button" aria-pressed="true" data-kind=(kind) title=(meaning(kind)) {
                        i {} (kind) " " b { (count) }
                    }
                }
                button #every type="button" hidden { "Show all kinds" }
            }
        }
    }
}

fn summary(report: &Report) -> Markup {
    let (blocks, kept) = (
        report.blocks().count(),
        report.blocks().filter(|block| block.is_kept).count(),
    );
    let quality: f32 = report.pages.iter().map(|page| page.quality).sum();
    let quality = quality / report.pages.len().max(1) as f32;
    let labelled = report
        .blocks()
        .filter(|block| block.right.is_some())
        .count();
    let wrong: usize = report.pages.iter().map(View::wrong).sum();
    let scores: Vec<f64> = report
        .pages
        .iter()
        .filter_map(|page| page.score.as_ref())
        .map(|score| score.f1())
        .collect();
    html! {
        dl.summary {
            div { dt { "pages" } dd { (report.pages.len()) @if report.left_out > 0 { small { " of " (report.pages.len() + report.left_out) } } } }
            div { dt { "blocks kept" } dd { (kept) small { " of " (blocks) } } }
            div { dt { "text kept" } dd { (percent(share(report.blocks(), |block| block.is_kept))) } }
            div { dt { "quality" @if report.pages.len() > 1 { ", mean" } } dd { (format!("{quality:.2}")) } }
            @if report.labelled {
                div { dt { "blocks right" } dd { (percent(1.0 - wrong as f64 / labelled.max(1) as f64)) small { ", " (wrong) " wrong" } } }
                @if !scores.is_empty() {
                    div { dt { "F1, mean" } dd { (format!("{:.3}", scores.iter().sum::<f64>() / scores.len() as f64)) } }
                }
            }
        }
    }
}

/// The list of pages.
fn contents(report: &Report) -> Markup {
    html! {
        details.contents open[report.pages.len() <= 12] {
            summary { "Pages" @if report.labelled { ", worst first" } }
            ol {
                @for (number, page) in report.pages.iter().enumerate() {
                    li {
                        a href={ "#page-" (number) } dir="auto" { (page.title.as_deref().unwrap_or(&page.name)) }
                        @match &page.score {
                            Some(score) => span.figure { "F1 " (format!("{:.2}", score.f1())) },
                            None if report.labelled => span.figure { (page.wrong()) " wrong" },
                            None => span.figure { (format!("{:.2}", page.quality)) },
                        }
                    }
                }
            }
        }
    }
}

fn article(number: usize, page: &View) -> Markup {
    let kept = page.blocks.iter().filter(|block| block.is_kept).count();
    html! {
        section.page id={ "page-" (number) } aria-labelledby={ "title-" (number) } {
            header {
                h2 id={ "title-" (number) } dir="auto" { (page.title.as_deref().unwrap_or("No title found")) }
                p.from { (page.name) }
                p.facts {
                    @if let Some(byline) = &page.byline { span dir="auto" { (byline) } }
                    @if let Some(published) = &page.published { span { (published) } }
                    span { @if page.is_html { "HTML" } @else { "text" } }
                    span { (kept) " of " (page.blocks.len()) " blocks, " (percent(share(&page.blocks, |block| block.is_kept))) " of the text kept" }
                    span.sure title="How sure the cleaner is that this is an article and its body right" {
                        "quality " meter min="0" max="1" low="0.4" high="0.75" optimum="1" value=(format!("{:.3}", page.quality)) {} " " (format!("{:.2}", page.quality))
                    }
                    @if let Some(score) = &page.score {
                        span { "F1 " (format!("{:.3}", score.f1())) ", " (score.kept_wrongly) " tokens too many, " (score.lost) " lost" }
                    }
                    @if page.wrong() > 0 { span.bad { (page.wrong()) " blocks wrong" } }
                }
                @if page.is_stated {
                    p.note { "The page shows a stub; its linked data state the article, and that is its body." }
                }
                (strip(page))
            }
            ol.blocks { (rows(number, page)) }
        }
    }
}

/// The whole page at a glance: a mark for each block, as wide as it is long.
fn strip(page: &View) -> Markup {
    html! {
        div.strip aria-hidden="true" {
            @for block in &page.blocks {
                i.(class(block.kind)).kept[block.is_kept] style={ "flex-grow:" (block.text.chars().count().max(4)) } {}
            }
        }
    }
}

/// Kept blocks, and those that are wrong, one by one; the dropped ones between them folded.
fn rows(number: usize, page: &View) -> Markup {
    let numbered: Vec<(usize, &Shown)> = page.blocks.iter().enumerate().collect();
    let is_shown = |block: &Shown| block.is_kept || block.wrong.is_some();
    let groups = numbered.chunk_by(|(_, before), (_, block)| is_shown(before) == is_shown(block));
    html! {
        @for group in groups {
            @if group.iter().any(|(_, block)| is_shown(block)) {
                @for (index, block) in group { (row(number, *index, block)) }
            } @else {
                li.folded {
                    details {
                        summary { (folded(group)) }
                        ol { @for (index, block) in group { (row(number, *index, block)) } }
                    }
                }
            }
        }
    }
}

fn folded(group: &[(usize, &Shown)]) -> Markup {
    let count = |kind: Kind| group.iter().filter(|(_, block)| block.kind == kind).count();
    let kinds = Kind::ALL.into_iter().map(|kind| (kind, count(kind)));
    html! {
        span.count { (group.len()) @if group.len() == 1 { " block" } @else { " blocks" } " left out" }
        @for (kind, count) in kinds.filter(|(_, count)| *count > 0) {
            " " span.some.(class(kind)) { i {} (kind) @if count > 1 { " " (count) } }
        }
    }
}

fn row(page: usize, index: usize, block: &Shown) -> Markup {
    let id = format!("{page}-{index}");
    html! {
        li.block.(class(block.kind)).kept[block.is_kept].wrong[block.wrong.is_some()] id={ "b" (id) } data-at=(id) data-kind=(block.kind) {
            button.why type="button" aria-expanded="false" tabindex="-1"
                data-verdict={ (block.kind) ", " (percent(f64::from(block.probability))) " sure; score " (signed(block.score)) @if block.is_kept { "; kept" } @else { "; left out" } } {
                span.line { (block.line) }
                span.score title={ "score " (signed(block.score)) } { (gauge(block.score)) }
                span.kind { i {} (block.kind) }
                @if let Some(right) = &block.right {
                    span.gold { @match &right.kinds {
                        Some(kinds) => (kinds.replace('|', " or ")),
                        None if right.is_body => "body",
                        None => "not body",
                    } }
                }
            }
            p.text dir="auto" { (block.text) }
            @if let Some(wrong) = block.wrong {
                p.fault { @match wrong {
                    Wrong::Lost => "lost: this is body",
                    Wrong::Kept => "kept: this is not body",
                    Wrong::Kind => "another kind",
                } }
            }
        }
    }
}

/// A bar from the middle: to the right for body text, to the left against.
fn gauge(score: f32) -> Markup {
    let share = 50.0 * (score.abs() / FULL).min(1.0);
    let start = if score < 0.0 { 50.0 - share } else { 50.0 };
    html! {
        i.against[score < 0.0] style={ "left:" (format!("{start:.1}")) "%;width:" (format!("{share:.1}")) "%" } {}
    }
}

fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

/// The class that gives a kind its colour.
fn class(kind: Kind) -> String {
    format!("k-{kind}")
}

/// What a kind is, in the words of the library's documentation.
fn meaning(kind: Kind) -> &'static str {
    match kind {
        Kind::Title => "The headline of this page's article, and every repeat of it",
        Kind::Standfirst => "Summary or key points under the title, apart from the running text",
        Kind::Byline => "Who wrote it",
        Kind::Timestamp => "Published, updated; reading time",
        Kind::Body => "The article's paragraphs, list items, quotations, table rows",
        Kind::Heading => "A subheading inside the article's body",
        Kind::Caption => "Picture or video caption, alternative text, picture credit",
        Kind::Note => "Editor's note, correction, disclosure, source line",
        Kind::Navigation => "Menus, breadcrumbs, skip links, search, pages, table of contents",
        Kind::Related => "Links to other stories chosen for this one",
        Kind::Latest => "Lists of stories that the whole site shows",
        Kind::Topics => "Tags, keywords, categories of this article",
        Kind::Widget => "Share bars, print, counters, players, placeholders",
        Kind::Promotion => "Subscribe, newsletter, app, follow us, donate, advertisement",
        Kind::Bio => "About the author",
        Kind::Comments => "Readers' comments and their form",
        Kind::Legal => "Copyright, terms, privacy and cookie text, imprint",
    }
}
