//! The `clean` example as a program: exit codes, streams, encodings, records and options.
//!
//! Nothing here depends on what the model takes for body text: where the body matters, every kind is kept.

#![cfg(feature = "html")]

mod programs;

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use programs::{ALL_KINDS, HTML, PAGE, code, directory, err, file, keys, out, records};
use serde_json::Value;

fn command(arguments: &[&str]) -> Command {
    programs::command("clean", arguments)
}

fn run(arguments: &[&str]) -> Output {
    programs::run("clean", arguments)
}

fn feed(arguments: &[&str], input: &[u8]) -> Output {
    programs::feed("clean", arguments, input)
}

#[test]
fn an_article_has_labelled_lines_and_a_body() {
    let output = feed(&["--keep", ALL_KINDS], PAGE.as_bytes());
    assert_eq!(code(&output), Some(0));
    assert_eq!(err(&output), "");
    let (head, body) = out(&output).split_once("\n\n").expect("a blank line");
    let labels: Vec<&str> = head
        .lines()
        .filter_map(|line| line.split(':').next())
        .collect();
    assert_eq!(labels, ["title", "byline", "published"]);
    for line in PAGE.lines().filter(|line| !line.is_empty()) {
        assert!(body.contains(line), "{line:?} is missing");
    }
}

#[test]
fn standard_input_is_read_for_a_dash_and_for_nothing() {
    let named = feed(&["--keep", ALL_KINDS, "-"], PAGE.as_bytes());
    let unnamed = feed(&["--keep", ALL_KINDS], PAGE.as_bytes());
    assert_eq!(code(&named), Some(0));
    assert!(out(&named).contains("Fishermen said"));
    assert_eq!(named.stdout, unnamed.stdout);
    assert_eq!(
        records(&feed(&["--format", "json", "-"], PAGE.as_bytes()))[0]["id"],
        "-"
    );
}

#[test]
fn an_empty_input_is_no_error() {
    for format in ["text", "markdown", "json"] {
        let output = feed(&["--format", format], b"");
        assert_eq!(
            (code(&output), err(&output)),
            (Some(0), String::new()),
            "{format}"
        );
    }
}

#[test]
fn several_files_have_a_line_before_each() {
    let directory = directory("several");
    let (first, second) = (
        file(&directory, "1.txt", PAGE),
        file(&directory, "2.txt", PAGE),
    );
    let output = run(&[&first, &second]);
    assert_eq!(code(&output), Some(0));
    assert!(out(&output).starts_with(&format!("==> {first} <==\ntitle:")));
    assert!(out(&output).contains(&format!("\n\n==> {second} <==\ntitle:")));
    assert!(!out(&run(&[&first])).contains("==>"));
}

#[test]
fn an_input_that_cannot_be_read_leaves_the_others_cleaned() {
    let directory = directory("unread");
    let page = file(&directory, "page.txt", PAGE);
    let missing = directory.join("missing.txt");
    let missing = missing.to_str().expect("a path in UTF-8");
    let folder = directory.to_str().expect("a path in UTF-8");
    let output = run(&["--format", "json", missing, folder, &page]);
    assert_eq!(code(&output), Some(1));
    assert_eq!(records(&output).len(), 1);
    assert_eq!(records(&output)[0]["id"], page.as_str());
    assert!(err(&output).contains(&format!("{missing}: ")));
    assert!(err(&output).contains(&format!("{folder}: ")));

    let output = run(&["--jsonl", missing]);
    assert_eq!((code(&output), out(&output)), (Some(1), ""));
}

#[test]
fn an_input_with_nul_is_not_text() {
    let directory = directory("nul");
    let (binary, page) = (
        file(&directory, "a.bin", b"PK\x03\x04\0\0\0\xff\xfe"),
        file(&directory, "b.txt", PAGE),
    );
    let marked = file(&directory, "marked.bin", b"\xff\xfeA\0\0\0B\0");
    let output = run(&["--format", "json", &binary, &marked, &page]);
    assert_eq!(code(&output), Some(1));
    assert_eq!(records(&output).len(), 1);
    assert!(err(&output).contains(&format!("{binary}: not text")));
    assert!(err(&output).contains(&format!("{marked}: not text")));
}

#[test]
fn wrong_usage_ends_with_2_and_prints_nothing() {
    let directory = directory("usage");
    let page = file(&directory, "page.txt", PAGE);
    let cues = file(&directory, "cues.txt", "[no such class]\nphrase\n");
    let wrong: [&[&str]; 21] = [
        &["--no-such-option"],
        &["--format", "html"],
        &["--input", "markdown"],
        &["--links"],
        &["--format"],
        &["--keep", "body,menu"],
        &["--keep", ""],
        &["--balance", "1.5"],
        &["--balance", "NaN"],
        &["--balance", "most"],
        &["--color", "sometimes"],
        &["--explain=some"],
        &["--blocks=yes"],
        &["--cues", "no/such/file"],
        &["--cues", &cues],
        &["--jsonl", "--format", "text"],
        &["--jsonl", "--explain"],
        &["--format", "json", "--explain"],
        &["--format", "markdown", "--blocks"],
        &["--output", ""],
        &["--output", &page, &page],
    ];
    for arguments in wrong {
        programs::check_refused("clean", arguments, &feed(arguments, PAGE.as_bytes()));
    }
    assert_eq!(
        fs::read_to_string(&page).expect("the page is there"),
        PAGE,
        "the input was overwritten"
    );
}

#[test]
fn help_and_version_are_printed() {
    let help = run(&["--help"]);
    assert_eq!((code(&help), err(&help)), (Some(0), String::new()));
    for option in [
        "--input",
        "--format",
        "--blocks",
        "--explain",
        "--keep",
        "--balance",
        "--cues",
        "--jsonl",
        "--output",
        "Exit codes",
    ] {
        assert!(out(&help).contains(option), "{option}");
    }
    for kind in bodytext::Kind::ALL {
        assert!(out(&help).contains(kind.name()), "{kind}");
    }
    let version = run(&["--version"]);
    assert_eq!(code(&version), Some(0));
    assert!(out(&version).contains(env!("CARGO_PKG_VERSION")));
}

fn close_early(arguments: &[&str]) -> (Option<i32>, String) {
    programs::close_early("clean", arguments)
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let directory = directory("pipe");
    // Far more than any pipe holds.
    let page = file(&directory, "page.txt", PAGE.repeat(1000));
    assert_eq!(close_early(&["--blocks", &page]), (Some(0), String::new()));
    assert_eq!(
        close_early(&["--format", "json", "--blocks", &page]),
        (Some(0), String::new())
    );
    let record = format!("{{\"text\":{}}}\n", Value::from(PAGE));
    let pages = file(&directory, "pages.jsonl", record.repeat(1000));
    assert_eq!(
        close_early(&["--jsonl", "--blocks", &pages]),
        (Some(0), String::new())
    );
}

#[test]
fn records_are_answered_in_order_with_their_other_fields() {
    let input = concat!(
        r#"{"url":"a.example","text":"A first line.","id":1,"score":1.10,"big":12345678901234567890123,"deep":{"b":[1,null]}}"#,
        "\r\n\n",
        r#"{"id":"two","text":"A second line.","html":"<p>x</p>","title":"stale","error":"stale","lang":"en"}"#,
        "\n",
        r#"{"text":"No id, and no end of line."}"#,
    );
    let output = feed(&["--jsonl"], input.as_bytes());
    assert_eq!((code(&output), err(&output)), (Some(0), String::new()));
    let answers = records(&output);
    assert_eq!(answers.len(), 3);
    let own = ["title", "byline", "published", "body", "quality"];
    assert_eq!(
        keys(&answers[0]),
        [&["url", "id", "score", "big", "deep"][..], &own].concat()
    );
    assert_eq!(keys(&answers[1]), [&["id", "lang"][..], &own].concat());
    assert_eq!(keys(&answers[2]), own);
    assert_ne!(answers[1]["title"], "stale");
    // Carried fields are as they were written, to the last digit.
    let first = out(&output).lines().next().expect("a line");
    let carried = r#"{"url":"a.example","id":1,"score":1.10,"big":12345678901234567890123,"deep":{"b":[1,null]},"title":"#;
    assert!(first.starts_with(carried), "{first}");
}

#[test]
fn a_bad_record_is_answered_and_stops_nothing() {
    let mut input = b"\xef\xbb\xbf{\"id\":1,\"text\":\"Good.\"}\n".to_vec();
    input.extend_from_slice(
        concat!(
            "not JSON\n",
            "[1, 2]\n",
            "\"text\"\n",
            "{\"id\":2}\n",
            "{\"id\":{\"n\":3},\"text\":null}\n",
            "{\"id\":4,\"html\":[\"<p>A paragraph.</p>\"]}\n",
            "{\"id\":5,\"text\":\"\\ud800\"}\n",
            "{\"id\":6,\"text\":\"cut\n",
        )
        .as_bytes(),
    );
    input.extend_from_slice(b"{\"id\":7,\"text\":\"\xe9\"}\n{\"id\":8,\"text\":\"\\u0000\"}\n");
    let output = feed(&["--jsonl"], &input);
    assert_eq!(code(&output), Some(0));
    assert!(
        err(&output).contains("9 of 11 records in error"),
        "{}",
        err(&output)
    );
    let answers = records(&output);
    assert_eq!(answers.len(), 11);
    let refused: Vec<(u64, &Value, &str)> = answers
        .iter()
        .filter(|answer| answer.get("error").is_some())
        .map(|answer| {
            assert_eq!(keys(answer), ["id", "line", "error"]);
            (
                answer["line"].as_u64().expect("a line"),
                &answer["id"],
                answer["error"].as_str().expect("a message"),
            )
        })
        .collect();
    let lines: Vec<u64> = refused.iter().map(|(line, ..)| *line).collect();
    assert_eq!(lines, (2..=10).collect::<Vec<u64>>());
    let messages = [
        "not JSON",
        "not an object",
        "not an object",
        "no text",
        "text is not a string",
        "html is not a string",
        "text: ",
        "not JSON",
        "not JSON",
    ];
    for ((line, _, found), expected) in refused.iter().zip(messages) {
        assert!(found.starts_with(expected), "line {line}: {found}");
    }
    let ids: Vec<String> = refused.iter().map(|(_, id, _)| id.to_string()).collect();
    assert_eq!(
        ids,
        [
            "null",
            "null",
            "null",
            "2",
            "{\"n\":3}",
            "4",
            "5",
            "null",
            "null"
        ]
    );
}

#[test]
fn records_fed_one_by_one_are_answered_one_by_one() {
    let mut child = command(&["--jsonl"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut stdout = child.stdout.take().expect("a pipe");
    for id in 0..3 {
        writeln!(stdin, "{{\"id\":{id},\"text\":\"A line.\"}}").expect("the program listens");
        let (mut answer, mut byte) = (Vec::new(), [0]);
        while byte[0] != b'\n' {
            stdout.read_exact(&mut byte).expect("an answer");
            answer.extend(byte);
        }
        let answer: Value = serde_json::from_slice(&answer).expect("JSON");
        assert_eq!(answer["id"], id);
    }
    drop(stdin);
    assert!(child.wait().expect("the program ends").success());
}

#[test]
fn records_in_utf_16_are_an_input_that_cannot_be_read() {
    let output = feed(&["--jsonl"], b"\xff\xfe{\0}\0");
    assert_eq!((code(&output), out(&output)), (Some(1), ""));
    assert!(err(&output).contains("UTF-16"));
}

#[test]
fn windows_1252_is_read_and_told() {
    let directory = directory("windows-1252");
    let text =
        b"Caf\xe9s in Orl\xe9ans \x93reopen\x94 \x96 na\xefve visitors don\x92t mind the d\xe9j\xe0 vu of it all.\n";
    let page = file(&directory, "page.txt", text);
    let output = run(&["--keep", ALL_KINDS, &page]);
    assert_eq!(code(&output), Some(0));
    assert!(
        out(&output).contains(
            "Cafés in Orléans “reopen” – naïve visitors don’t mind the déjà vu of it all."
        )
    );
    assert_eq!(
        err(&output),
        format!("{page}: not UTF-8; read as windows-1252\n")
    );
}

#[test]
fn byte_order_marks_decide() {
    let text = "Ein Satz über Grüße, 一行の文。\n";
    let little: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let big: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(u16::to_be_bytes)
        .collect();
    for (input, name) in [(little, "UTF-16LE"), (big, "UTF-16BE")] {
        let output = feed(&["--keep", ALL_KINDS], &input);
        assert_eq!(code(&output), Some(0));
        assert!(
            out(&output).ends_with(&format!("\n{text}")),
            "{name}: {:?}",
            out(&output)
        );
        assert_eq!(
            err(&output),
            format!("standard input: not UTF-8; read as {name}\n")
        );
    }
    let output = feed(&["--keep", ALL_KINDS], format!("\u{feff}{text}").as_bytes());
    assert!(out(&output).ends_with(&format!("\n{text}")) && !out(&output).contains('\u{feff}'));
    assert_eq!(err(&output), "");
}

#[test]
fn damaged_input_is_read_with_replacement_characters() {
    // UTF-8 with one wrong byte among many good characters, UTF-8 that ends within a character, half a unit of UTF-16.
    let wrong = [
        "Größe, Maß, Füße, Äpfel, Öl, Übung, schön, für, über, Straße. ".as_bytes(),
        b"\xff.\n",
    ]
    .concat();
    let cut = b"Gr\xc3\xb6\xc3".to_vec();
    for (input, expected) in [
        (wrong, "Straße. \u{fffd}."),
        (cut, "Grö\u{fffd}"),
        (b"\xff\xfeA\0B".to_vec(), "A\u{fffd}"),
    ] {
        let output = feed(&["--keep", ALL_KINDS], &input);
        assert_eq!(code(&output), Some(0));
        assert!(out(&output).contains(expected), "{:?}", out(&output));
        assert!(
            err(&output).contains("replaced by U+FFFD"),
            "{}",
            err(&output)
        );
    }
}

#[test]
fn any_bytes_are_survived() {
    // A fixed sequence of all kinds of bytes but NUL, which would make it no text.
    let mut state = 1_u32;
    for _ in 0..20 {
        let bytes: Vec<u8> = (0..500)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 24).max(1) as u8
            })
            .collect();
        let output = feed(&["--format", "json", "--blocks"], &bytes);
        assert_eq!(code(&output), Some(0), "{bytes:?}");
        assert_eq!(records(&output).len(), 1);
    }
}

#[test]
fn output_goes_to_a_file() {
    let directory = directory("output");
    let page = file(&directory, "page.txt", PAGE);
    let target = directory.join("out.txt");
    let name = target.to_str().expect("a path in UTF-8");
    let output = run(&["--blocks", "--output", name, &page]);
    assert_eq!(
        (code(&output), out(&output), err(&output)),
        (Some(0), "", String::new())
    );
    let written = fs::read_to_string(&target).expect("the output is there");
    assert_eq!(written, out(&run(&["--blocks", &page])));

    let nowhere = directory.join("no/such/directory");
    let output = run(&["-o", nowhere.to_str().expect("a path in UTF-8"), &page]);
    assert_eq!((code(&output), out(&output)), (Some(1), ""));
    assert!(err(&output).contains("cannot write"));
}

#[test]
fn json_has_a_record_for_each_input_and_offsets_into_its_text() {
    let directory = directory("json");
    // A mark that is not part of the text, and characters of several bytes.
    let text = PAGE.replace("old town", "gamle bæjarins");
    let (page, marked) = (
        file(&directory, "page.txt", &text),
        file(&directory, "marked.txt", format!("\u{feff}{text}")),
    );
    let output = run(&["--format", "json", "--blocks", &page, &marked]);
    assert_eq!(code(&output), Some(0));
    let answers = records(&output);
    assert_eq!(answers.len(), 2);
    let article = bodytext::clean(&text);
    for (answer, name) in answers.iter().zip([&page, &marked]) {
        assert_eq!(
            keys(answer),
            [
                "id",
                "title",
                "byline",
                "published",
                "body",
                "quality",
                "blocks"
            ]
        );
        assert_eq!(answer["id"], name.as_str());
        assert_eq!(answer["body"], article.body().to_string());
        assert!(
            answer["quality"]
                .as_f64()
                .is_some_and(|quality| (0.0..=1.0).contains(&quality))
        );
        for field in ["title", "byline", "published"] {
            assert!(answer[field].is_null() || answer[field].is_string());
        }
        let blocks = answer["blocks"].as_array().expect("an array");
        assert_eq!(blocks.len(), article.blocks().len());
        for (block, judged) in blocks.iter().zip(article.blocks()) {
            assert_eq!(keys(block), ["kind", "start", "end", "score"]);
            let offset = |name: &str| {
                usize::try_from(block[name].as_u64().expect("an offset")).expect("an offset")
            };
            assert_eq!(
                text.get(offset("start")..offset("end")),
                Some(judged.text())
            );
            assert_eq!(block["kind"], judged.kind().name());
            assert!(block["score"].is_number());
        }
    }
    assert_eq!(
        keys(&records(&run(&["--format", "json", &page]))[0]).last(),
        Some(&"quality")
    );
}

#[test]
fn blocks_lists_every_line_with_its_mark() {
    let kept = feed(&["--blocks", "--keep", ALL_KINDS], PAGE.as_bytes());
    let (_, list) = out(&kept).split_once("\n\n").expect("a blank line");
    let article = bodytext::clean(PAGE);
    assert_eq!(list.lines().count(), article.blocks().len());
    for (line, judged) in list.lines().zip(article.blocks()) {
        let mut words = line.split_whitespace();
        assert_eq!(words.next(), Some("+"));
        assert_eq!(
            words.next(),
            Some(judged.block().line().to_string().as_str())
        );
        assert_eq!(words.next(), Some(judged.kind().name()));
        assert!(
            words
                .next()
                .is_some_and(|score| score.parse::<f32>().is_ok())
        );
        assert_eq!(
            words.collect::<Vec<_>>(),
            judged.text().split_whitespace().collect::<Vec<_>>()
        );
    }
    // What a terminal would obey is not passed on in a list.
    assert!(
        !out(&feed(&["--blocks"], b"Red \x1b[31malert\x07 here.\n")).contains(['\x1b', '\x07'])
    );
}

#[test]
fn keep_takes_exactly_the_kinds_that_are_named() {
    let all = bodytext::clean(PAGE);
    for kind in bodytext::Kind::ALL {
        let output = feed(
            &["--format", "json", "--keep", kind.name()],
            PAGE.as_bytes(),
        );
        let kept = bodytext::Cleaner::new()
            .keep([kind])
            .clean(PAGE)
            .body()
            .to_string();
        assert_eq!(records(&output)[0]["body"], kept);
        assert_eq!(
            kept.is_empty(),
            !all.blocks().any(|judged| judged.kind() == kind),
            "{kind}"
        );
    }
    // Lists add up, with or without blanks.
    let whole = feed(&["--keep", ALL_KINDS], PAGE.as_bytes());
    let (first, rest) = ALL_KINDS.split_once(',').expect("a comma");
    let parts = feed(
        &["--keep", &rest.replace(',', ", "), "--keep", first],
        PAGE.as_bytes(),
    );
    assert_eq!(whole.stdout, parts.stdout);
}

#[test]
fn balance_and_cues_are_taken() {
    let directory = directory("cues");
    let cues = file(&directory, "cues.txt", "[related]\nten things to know\n");
    for balance in ["precision", "even", "recall", "0", "0.25", "1"] {
        let output = feed(
            &["--balance", balance, "--cues", &cues, "--cues", &cues],
            PAGE.as_bytes(),
        );
        assert_eq!(
            (code(&output), err(&output)),
            (Some(0), String::new()),
            "{balance}"
        );
    }
    // Every probability reaches 0, so every block is body then.
    let output = feed(&["--blocks", "--balance", "0"], PAGE.as_bytes());
    let (_, list) = out(&output).split_once("\n\n").expect("a blank line");
    assert!(list.lines().all(|line| line.starts_with('+')), "{list}");
}

#[test]
fn markdown_is_that_of_the_library() {
    let output = feed(
        &["--format", "markdown", "--keep", ALL_KINDS],
        PAGE.as_bytes(),
    );
    let cleaner = bodytext::Cleaner::new().keep(bodytext::Kind::ALL);
    assert_eq!(out(&output), cleaner.clean(PAGE).to_markdown());
}

#[test]
fn explain_shows_findings_under_every_block() {
    let output = feed(&["--explain=all"], PAGE.as_bytes());
    let article = bodytext::clean(PAGE);
    let (_, list) = out(&output).split_once("\n\n").expect("a blank line");
    let groups: Vec<&str> = list.trim_end().split("\n\n").collect();
    assert_eq!(groups.len(), article.blocks().len());
    for (index, group) in groups.iter().enumerate() {
        let findings = article.findings(index);
        assert_eq!(group.lines().count(), findings.len() + 1);
        for (line, finding) in group.lines().skip(1).zip(findings) {
            let expected = format!("{finding} {}", finding.reason().meaning());
            assert_eq!(
                line.split_whitespace().collect::<Vec<_>>(),
                expected.split_whitespace().collect::<Vec<_>>()
            );
        }
    }
    // The greatest 8, and a line that sums up the rest.
    let output = feed(&["--explain"], PAGE.as_bytes());
    let (_, list) = out(&output).split_once("\n\n").expect("a blank line");
    for (index, group) in list.trim_end().split("\n\n").enumerate() {
        let count = article.findings(index).len();
        assert_eq!(
            group.lines().count(),
            1 + count.min(8) + usize::from(count > 8)
        );
        assert_eq!(group.contains(" other"), count > 8);
    }
}

#[test]
fn colours_follow_the_option_and_the_environment() {
    let colored = |arguments: &[&str], environment: &[(&str, &str)]| {
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let page = directory.join("clean_program_colours.txt");
        fs::write(&page, PAGE).expect("a file is written");
        let mut command = command(arguments);
        command.arg(page).envs(environment.iter().copied());
        let output = command.output().expect("the program runs");
        assert_eq!(code(&output), Some(0));
        out(&output).contains("\x1b[")
    };
    let (none, forced) = (("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1"));
    assert!(
        !colored(&["--explain"], &[]),
        "standard output is no terminal"
    );
    assert!(colored(&["--explain"], &[forced]));
    assert!(!colored(&["--explain"], &[forced, none]));
    assert!(!colored(&["--explain", "--color", "never"], &[forced]));
    assert!(colored(&["--explain", "--color", "always"], &[]));
    assert!(
        colored(&["--explain", "--color", "always"], &[none]),
        "the option is nearer than the environment"
    );
    assert!(colored(&["--blocks", "--color=always"], &[]));
    assert!(
        !colored(&["--color", "always"], &[]),
        "an article has no colours"
    );
}

#[test]
fn html_is_told_apart_by_content_and_said() {
    let directory = directory("html");
    let (page, dump) = (
        file(&directory, "page", HTML),
        file(&directory, "dump.html", PAGE),
    );
    let output = run(&["--format", "json", &page, &dump]);
    assert_eq!(code(&output), Some(0));
    assert_eq!(err(&output), format!("{page}: read as HTML\n"));
    let output = run(&["-v", "--format", "json", &page, &dump]);
    assert_eq!(
        err(&output),
        format!("{page}: read as HTML\n{dump}: read as text\n")
    );
    for (form, expected) in [
        ("html", bodytext::clean_html(HTML).body().to_string()),
        ("text", bodytext::clean(HTML).body().to_string()),
    ] {
        let output = run(&["--input", form, "--format", "json", &page]);
        assert_eq!((code(&output), err(&output)), (Some(0), String::new()));
        assert_eq!(records(&output)[0]["body"], expected);
    }
}

#[test]
fn a_stub_is_answered_from_linked_data_and_said() {
    let body: String = (0..12)
        .map(|boat| {
            format!("Boat number {boat} left the harbour when the ice in the narrows had gone. ")
        })
        .collect();
    let page = format!(
        "<!doctype html><html><script type='application/ld+json'>{{\"@type\": \"NewsArticle\", \"headline\": \"Ice\", \
         \"articleBody\": \"{}\"}}</script><h1>Ice</h1><p>Subscribe to read on.</p></html>",
        body.trim()
    );
    let output = feed(&["--input", "html", "--format", "json"], page.as_bytes());
    let record = &records(&output)[0];
    assert_eq!(record["body"], body.trim());
    assert_eq!(record["stated"], true);
    let text = feed(&["--input", "html"], page.as_bytes());
    assert!(
        out(&text).contains("\nbody: stated in linked data") && out(&text).contains(body.trim())
    );
}

#[test]
fn html_has_the_same_options_as_text() {
    let article = bodytext::clean_html(HTML);
    let list = feed(&["--input", "html", "--blocks"], HTML.as_bytes());
    let (_, list) = out(&list).split_once("\n\n").expect("a blank line");
    assert_eq!(list.lines().count(), article.blocks().len());
    for (line, judged) in list.lines().zip(article.blocks()) {
        assert!(line.ends_with(judged.text()), "{line}");
        assert_eq!(line.starts_with('+'), judged.is_kept());
    }
    let output = feed(&["--input", "html", "--explain=all"], HTML.as_bytes());
    let (_, list) = out(&output).split_once("\n\n").expect("a blank line");
    for (index, group) in list.trim_end().split("\n\n").enumerate() {
        assert_eq!(group.lines().count(), 1 + article.findings(index).len());
    }
    let output = feed(
        &["--input", "html", "--format", "json", "--blocks"],
        HTML.as_bytes(),
    );
    let answer = &records(&output)[0];
    let blocks = answer["blocks"].as_array().expect("an array");
    assert_eq!(blocks.len(), article.blocks().len());
    for (block, judged) in blocks.iter().zip(article.blocks()) {
        assert_eq!(block["kind"], judged.kind().name());
        assert_eq!(block["start"], judged.block().range().start);
        assert_eq!(block["end"], judged.block().range().end);
    }
    let output = feed(
        &["--input=html", "--format=markdown", "--keep", ALL_KINDS],
        HTML.as_bytes(),
    );
    let cleaner = bodytext::Cleaner::new().keep(bodytext::Kind::ALL);
    assert_eq!(out(&output), cleaner.clean_html(HTML).to_markdown());
    let output = feed(
        &[
            "--input=html",
            "--format=markdown",
            "--links",
            "--images",
            "--keep",
            ALL_KINDS,
        ],
        HTML.as_bytes(),
    );
    assert!(out(&output).contains("[News](/news)"));
}

#[test]
fn records_of_html_are_answered() {
    let html = Value::from(HTML);
    let text = Value::from(PAGE);
    let input = format!(
        "{{\"id\":1,\"html\":{html},\"lang\":\"en\"}}\n{{\"id\":2,\"html\":{html},\"text\":{text}}}\n"
    );
    let from_html = bodytext::clean_html(HTML).body().to_string();
    let from_text = bodytext::clean(PAGE).body().to_string();
    let output = feed(&["--jsonl"], input.as_bytes());
    assert_eq!((code(&output), err(&output)), (Some(0), String::new()));
    let answers = records(&output);
    let own = [
        "id",
        "lang",
        "title",
        "byline",
        "published",
        "body",
        "quality",
    ];
    assert_eq!(keys(&answers[0]), own);
    assert_eq!(answers[0]["body"], from_html);
    assert_eq!(answers[1]["body"], from_text);
    let output = feed(&["--jsonl", "--input", "html"], input.as_bytes());
    assert_eq!(records(&output)[1]["body"], from_html);
    let output = feed(&["--jsonl", "--input", "text"], input.as_bytes());
    assert_eq!(records(&output)[0]["error"], "no text");
}

#[test]
fn html_in_another_encoding_is_read_and_told() {
    let bytes: Vec<u8> = HTML
        .replace("<title>", "<meta charset=iso-8859-1><title>")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).expect("a character of Latin-1"))
        .collect();
    let output = feed(&["--keep", ALL_KINDS], &bytes);
    assert!(out(&output).contains("café"));
    assert_eq!(
        err(&output),
        "standard input: read as HTML\nstandard input: not UTF-8; read as windows-1252\n"
    );
    let damaged = [HTML.as_bytes(), b"<p>\xff"].concat();
    let output = feed(&["--input", "html"], &damaged);
    assert!(err(&output).contains("UTF-8"), "{}", err(&output));
}
