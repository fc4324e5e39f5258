//! The page that `report` writes, in a real browser: what it shows, what a click and a key do, what it keeps out.

#![cfg(feature = "html")]

mod browser;
mod programs;

use std::path::{Path, PathBuf};

use browser::Browser;
use programs::{code, directory, err, file, out};
use serde_json::{Value, json};

const DOWN: &str = "\u{e015}";
const UP: &str = "\u{e013}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";

/// The page of the examples.
const HARBOUR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/pages/harbour.txt");

fn report(folder: &Path, arguments: &[&str]) -> PathBuf {
    let target = folder.join("report.html");
    let path = target.to_str().expect("a path in UTF-8");
    let output = programs::run("report", &[arguments, &["--output", path]].concat());
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    target
}

/// What is in sight of the elements that a selector finds.
fn shown(selector: &str) -> String {
    format!("[...document.querySelectorAll('{selector}')].filter(e => e.checkVisibility()).length")
}

/// The reasons of the block that is open, a row each: points, name and meaning, blanks between them.
fn rows(browser: &Browser) -> Vec<String> {
    let rows = browser.run(
        "return [...document.querySelectorAll('.reasons:not([hidden]) tr')]\
         .map(row => [...row.children].map(cell => cell.textContent).join(' '))",
    );
    let rows = rows.as_array().expect("rows").iter();
    rows.map(|row| words(row.as_str().expect("text"))).collect()
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A browser that shows the report of the bundled page; `None` without one.
fn harbour(folder: &str) -> Option<Browser> {
    let folder = directory(folder);
    let page = report(&folder, &[HARBOUR]);
    let browser = Browser::start(&folder)?;
    browser.open(&page);
    Some(browser)
}

#[test]
fn a_click_and_the_keys_open_reasons_that_are_those_of_clean() {
    let Some(browser) = harbour("report-reasons") else {
        return;
    };

    // All blocks are there, those that were kept in sight.
    let text = std::fs::read_to_string(HARBOUR).expect("the page");
    let article = bodytext::clean(&text);
    let kept = article.blocks().filter(|judged| judged.is_kept()).count();
    assert_eq!(
        browser.number("document.querySelectorAll('.block').length"),
        article.blocks().len() as u64
    );
    assert_eq!(browser.number(&shown(".block")), kept as u64);
    let title = browser.text("document.querySelector('h2').textContent");
    assert_eq!(Some(&*title), article.title());

    // What `clean --explain` prints of the blocks, a group of lines each.
    let explained = programs::run("clean", &["--explain", HARBOUR]);
    let (_, explained) = out(&explained).split_once("\n\n").expect("a blank line");
    let groups: Vec<Vec<String>> = explained
        .split("\n\n")
        .map(|group| {
            group
                .lines()
                .skip(1)
                .map(words)
                .filter(|line| !line.is_empty())
                .collect()
        })
        .collect();
    let first = article
        .blocks()
        .position(|judged| judged.is_kept())
        .expect("a kept block");
    let next = (first + 1..article.blocks().len())
        .find(|at| {
            article
                .blocks()
                .nth(*at)
                .is_some_and(|judged| judged.is_kept())
        })
        .expect("another");
    browser.click(&format!("#b0-{first} .text"));
    assert_eq!(rows(&browser), groups[first]);
    assert_eq!(groups[first].len(), 9);
    let verdict = browser.text("document.querySelector('.reasons h3').textContent");
    let score = article.blocks().nth(first).expect("a block").score();
    assert!(
        verdict.starts_with("body, ") && verdict.ends_with("; kept"),
        "{verdict}"
    );
    assert!(verdict.contains(&format!("score {score:+.2}")), "{verdict}");
    browser.click(&format!("#b0-{first} .text"));
    assert!(rows(&browser).is_empty());

    // The same by the keyboard: arrows go on, Enter opens, Escape closes.
    browser.press(DOWN);
    browser.run(&format!(
        "document.querySelector('#b0-{first} .why').focus()"
    ));
    browser.press(DOWN);
    browser.press(ENTER);
    let focused = browser.text("document.activeElement.closest('.block').id");
    assert_eq!(focused, format!("b0-{next}"));
    assert_eq!(rows(&browser), groups[next]);
    assert_eq!(
        browser.text("document.activeElement.getAttribute('aria-expanded')"),
        "true"
    );
    browser.press(ESCAPE);
    assert!(rows(&browser).is_empty());
    browser.press(UP);
    assert_eq!(
        browser.text("document.activeElement.closest('.block').id"),
        format!("b0-{first}")
    );
    // Tab comes to one block alone, not to all.
    assert_eq!(
        browser.number("document.querySelectorAll('.why[tabindex=\"0\"]').length"),
        1
    );
}

#[test]
fn filters_search_and_folds_narrow_what_is_shown() {
    let Some(browser) = harbour("report-filters") else {
        return;
    };
    let text = std::fs::read_to_string(HARBOUR).expect("the page");
    let article = bodytext::clean(&text);
    let of = |kind: bodytext::Kind| {
        article
            .blocks()
            .filter(|judged| judged.kind() == kind)
            .count() as u64
    };
    let kept = browser.number(&shown(".block"));

    // The legend counts all kinds that there are.
    for kind in bodytext::Kind::ALL.into_iter().filter(|kind| of(*kind) > 0) {
        let count = browser.text(&format!(
            "document.querySelector('.chip[data-kind={kind}] b').textContent"
        ));
        assert_eq!(count, of(kind).to_string(), "{kind}");
    }

    browser.click(".folded summary");
    assert!(browser.number(&shown(".block")) > kept);
    browser.click("#unfold");
    assert_eq!(
        browser.number(&shown(".block")),
        article.blocks().len() as u64
    );

    browser.click(".chip[data-kind=body]");
    assert_eq!(browser.number(&shown(".block.k-body")), 0);
    assert_eq!(
        browser.number(&shown(".block")),
        article.blocks().len() as u64 - of(bodytext::Kind::Body)
    );
    browser.click("#every");
    assert_eq!(
        browser.number(&shown(".block")),
        article.blocks().len() as u64
    );
    browser.click("#unfold");

    // Search reaches into folds, and they close behind it.
    let folded = article
        .blocks()
        .find(|judged| !judged.is_kept() && judged.text().len() > 20)
        .expect("a block");
    browser.press("/");
    let word: String = folded.text().chars().take(20).collect();
    browser.press(&word);
    let found = article
        .blocks()
        .filter(|judged| judged.text().to_lowercase().contains(&word.to_lowercase()));
    let found = found.count() as u64;
    assert!(found > 0);
    assert_eq!(browser.number(&shown(".block")), found);
    assert_eq!(
        browser.text("document.querySelector('#found').textContent"),
        found.to_string()
    );
    assert_eq!(browser.number("CSS.highlights.get('found').size"), found);
    browser.press(ESCAPE);
    // The fold that was opened by hand is open still.
    assert!(browser.number(&shown(".block")) > kept);
    browser.press("no such words");
    assert_eq!(browser.number(&shown("#nothing")), 1);
}

#[test]
fn text_of_pages_never_becomes_markup() {
    let folder = directory("report-hostile");
    let hostile = "<script>document.title = 'owned'</script><img src=x onerror=\"document.title='owned'\"></p></script>";
    let page = format!(
        "{hostile}\n\nThe harbour froze over on Monday night {hostile}, and the fishermen waited for the thaw.\n\n\
         Nobody in the town could remember a winter as cold as this one, and the oldest of them had seen eighty.\n\n\
         The mayor said on Tuesday that the ferry would stay where it was until the ice had gone.\n\n\
         By \"><svg onload=document.title='owned'>\n\u{202e}3 July 2025 --> ]]> </textarea></title></style>\n"
    );
    let record = json!({"id": format!("'\"{hostile}"), "text": page});
    let labelled = json!({
        "id": format!("'\"{hostile}"), "text": page, "kinds": {"1": hostile, "3": "body"}, "body": hostile
    });
    let html = format!(
        "<title>{}</title><p>The harbour froze over on Monday night {}, they said.</p>",
        hostile.replace('<', "&lt;"),
        hostile.replace('<', "&lt;")
    );
    let records = file(
        &folder,
        "pages.jsonl",
        format!("{record}\n{}\n", json!({"html": html})),
    );
    let gold = file(&folder, "gold.jsonl", format!("{labelled}\n"));
    let Some(browser) = Browser::start(&folder) else {
        return;
    };
    for arguments in [&[&*records][..], &["--labelled", &gold]] {
        browser.open(&report(&folder, arguments));
        assert_ne!(browser.text("document.title"), "owned");
        // The two that the report has: reasons, and the script itself.
        assert_eq!(
            browser.number("document.querySelectorAll('script').length"),
            2
        );
        assert_eq!(
            browser.number("document.querySelectorAll('img, svg, textarea, style ~ style').length"),
            0
        );
        let text = browser.text("document.querySelectorAll('.text')[1].textContent");
        assert!(text.contains(hostile), "{text}");
        // The script still runs, and reasons open.
        browser.click(".kept .text");
        assert!(rows(&browser).len() > 1);
        // Even a script that came in would not run: the policy knows the report's own by its hash.
        browser.run("let s = document.createElement('script'); s.text = 'document.title = \"ran\"'; document.body.append(s)");
        assert_ne!(browser.text("document.title"), "ran");
    }
}

#[test]
fn gold_stands_beside_verdicts_and_the_worst_page_comes_first() {
    let folder = directory("report-labelled");
    let text = programs::PAGE;
    let article = bodytext::clean(text);
    let lines = text.lines().count();
    let body = |line: usize| {
        let mut blocks = article.blocks();
        blocks.any(|judged| judged.block().line() == line && judged.kind().is_body())
    };
    let right: String = (1..=lines)
        .map(|line| if body(line) { '1' } else { '0' })
        .collect();
    let flipped: String = (1..=lines)
        .map(|line| if body(line) { '0' } else { '1' })
        .collect();
    assert!(right.contains('1'));
    let record =
        |id: &str, labels: &str| json!({"id": id, "text": text, "labels": labels}).to_string();
    let records = file(
        &folder,
        "pages.jsonl",
        format!("{}\n{}\n", record("good", &right), record("bad", &flipped)),
    );
    let page = report(&folder, &["--labelled", &records]);
    let Some(browser) = Browser::start(&folder) else {
        return;
    };
    browser.open(&page);
    let names =
        browser.run("return [...document.querySelectorAll('.from')].map(e => e.textContent)");
    assert_eq!(names, json!(["bad", "good"]));
    let blocks = article.blocks().len() as u64;
    assert_eq!(
        browser.number("document.querySelectorAll('#page-0 .wrong').length"),
        blocks
    );
    assert_eq!(
        browser.number("document.querySelectorAll('#page-1 .wrong').length"),
        0
    );
    // Wrong ones are in sight even if they were dropped, with what is right and how they are wrong.
    assert_eq!(browser.number(&shown("#page-0 .block")), blocks);
    let kept = "#page-0 .block.kept";
    assert_eq!(
        browser.text(&format!(
            "document.querySelector('{kept} .gold').textContent"
        )),
        "not body"
    );
    assert!(
        browser
            .text(&format!(
                "document.querySelector('{kept} .fault').textContent"
            ))
            .starts_with("kept")
    );
    browser.click("#wrong");
    assert_eq!(browser.number(&shown(".block")), blocks);
    assert_eq!(browser.number(&shown("#page-1")), 0);
}

/// The least contrast of the words of a report with what is behind them (WCAG 2.2, 1.4.3).
const CONTRAST: &str = "
    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const light = colours => {
        canvas.clearRect(0, 0, 1, 1);
        for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(v => v / 255)
            .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
        return .2126 * r + .7152 * g + .0722 * b;
    };
    let least = [21, ''];
    for (const e of document.querySelectorAll('.kind, .chip, .text, .gold, .fault, .some, dt, .from, .points, .meaning')) {
        if (!e.checkVisibility()) continue;
        const behind = [];
        for (let at = e; at; at = at.parentElement) behind.unshift(getComputedStyle(at).backgroundColor);
        const [a, b] = [light(behind), light([...behind, getComputedStyle(e).color])].sort((x, y) => y - x);
        const contrast = (a + .05) / (b + .05);
        if (contrast < least[0]) least = [contrast, e.outerHTML.slice(0, 200)];
    }
    return least";

#[test]
fn it_is_readable_in_light_and_dark_and_on_a_phone_and_asks_for_nothing() {
    let folder = directory("report-looks");
    let labelled = file(
        &folder,
        "page.jsonl",
        format!(
            "{}\n",
            json!({"id": "a", "text": programs::PAGE, "labels": "1111000000"})
        ),
    );
    let plain = report(&folder, &[HARBOUR]);
    let plain_again = folder.join("plain.html");
    std::fs::rename(&plain, &plain_again).expect("the report");
    let gold = report(&folder, &["--labelled", &labelled]);
    let Some(browser) = Browser::start(&folder) else {
        return;
    };
    let mut grounds = Vec::new();
    for (name, page) in [("plain", &plain_again), ("labelled", &gold)] {
        for (width, height, dark) in [
            (1280, 1100, false),
            (1280, 1100, true),
            (390, 844, false),
            (360, 740, true),
        ] {
            browser.look(width, height, dark);
            browser.open(page);
            assert_eq!(
                browser.number("performance.getEntriesByType('resource').length"),
                0
            );
            let wide = browser.number("document.documentElement.scrollWidth");
            assert!(wide <= u64::from(width), "{name}: {wide} of {width}");
            browser.click(".kept .text");
            assert!(rows(&browser).len() > 1);
            let wide = browser.number("document.documentElement.scrollWidth");
            assert!(
                wide <= u64::from(width),
                "{name} with reasons: {wide} of {width}"
            );
            browser.click(".folded summary");
            let least = browser.run(CONTRAST);
            assert!(
                least[0].as_f64().is_some_and(|contrast| contrast >= 4.5),
                "{name}, {width}, dark {dark}: {least}"
            );
            // Words are large enough to be read.
            let size = browser.run("return parseFloat(getComputedStyle(document.querySelector('.kept .text')).fontSize)");
            assert!(size.as_f64().is_some_and(|size| size >= 15.0), "{size}");
            grounds.push(browser.text("getComputedStyle(document.body).backgroundColor"));
            browser.photograph(&folder.join(format!(
                "{name}-{width}-{}.png",
                if dark { "dark" } else { "light" }
            )));
        }
    }
    assert!(
        grounds[0] != grounds[1] && grounds[0] == grounds[2],
        "{grounds:?}"
    );
    // The button turns the light on.
    browser.click("#theme");
    let ground = browser.run("return getComputedStyle(document.body).backgroundColor");
    assert_eq!(ground, Value::from(&*grounds[0]));
}
