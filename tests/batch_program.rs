//! The `batch` example as a program: containers, order, errors, options, streams and exit codes.

#![cfg(feature = "html")]

mod programs;

use std::fs;
use std::process::{Command, Output, Stdio};

use programs::{
    ALL_KINDS, HTML, PAGE, code, directory, err, file, gunzip, gzip, json, keys, out, page,
    records, warc, zstd,
};
use serde_json::Value;

fn command(arguments: &[&str]) -> Command {
    programs::command("batch", arguments)
}

fn run(arguments: &[&str]) -> Output {
    programs::run("batch", arguments)
}

fn feed(arguments: &[&str], input: &[u8]) -> Output {
    programs::feed("batch", arguments, input)
}

fn lines(count: usize) -> String {
    (0..count).map(json).collect()
}

fn response(number: usize) -> Vec<u8> {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n";
    let block = [head.as_bytes(), HTML.as_bytes()].concat();
    warc(
        "response",
        number,
        "application/http; msgtype=response",
        &block,
    )
}

fn conversion(number: usize) -> Vec<u8> {
    warc("conversion", number, "text/plain", page(number).as_bytes())
}

#[test]
fn records_are_answered_in_order_as_the_program_clean_answers_them() {
    // More than a chunk, on more threads than there are cores.
    let input = lines(3000);
    let output = feed(&["--jobs", "5", "-q"], input.as_bytes());
    assert_eq!((code(&output), err(&output)), (Some(0), String::new()));
    let ids: Vec<u64> = records(&output)
        .iter()
        .map(|record| record["id"].as_u64().expect("a number"))
        .collect();
    assert_eq!(ids, (0..3000).collect::<Vec<u64>>());
    let cleaned = programs::feed("clean", &["--jsonl"], input.as_bytes());
    assert!(output.stdout == cleaned.stdout, "clean answers otherwise");
    let one = feed(&["--jobs", "1", "-q", "-"], input.as_bytes());
    assert!(output.stdout == one.stdout, "one job answers otherwise");
}

#[test]
fn fields_are_carried_through_as_they_are_written() {
    let input = r#"{"url":"a.example","text":"A line.","id":1,"score":1.10,"big":12345678901234567890123,"deep":{"b":[1,null]}}"#;
    let output = feed(&["-q"], input.as_bytes());
    let carried = r#"{"url":"a.example","id":1,"score":1.10,"big":12345678901234567890123,"deep":{"b":[1,null]},"title":"#;
    assert!(out(&output).starts_with(carried), "{}", out(&output));
}

#[test]
fn containers_are_told_apart_by_what_they_hold() {
    let directory = directory("batch-containers");
    let plain = lines(20);
    let expected = feed(&["-q"], plain.as_bytes()).stdout;
    // The names say nothing, or what is wrong.
    for (name, bytes) in [
        ("a", plain.clone().into_bytes()),
        ("b.html", gzip(plain.as_bytes())),
        ("c.gz", zstd(plain.as_bytes())),
        (
            "d.zst",
            [
                gzip(lines(10).as_bytes()),
                gzip(&plain.as_bytes()[lines(10).len()..]),
            ]
            .concat(),
        ),
    ] {
        let input = file(&directory, name, bytes);
        let output = run(&["-q", &input]);
        assert!(output.stdout == expected, "{name}: {}", err(&output));
    }

    let wet: Vec<u8> = (0..5).flat_map(conversion).collect();
    let web: Vec<u8> = [
        warc(
            "warcinfo",
            90,
            "application/warc-fields",
            b"software: x\r\n",
        ),
        warc(
            "request",
            91,
            "application/http; msgtype=request",
            b"GET / HTTP/1.1\r\n\r\n",
        ),
        response(1),
        warc(
            "response",
            92,
            "application/http",
            b"HTTP/1.1 301 Moved\r\n\r\n",
        ),
        warc("metadata", 93, "application/warc-fields", b"x: y\r\n"),
        response(2),
    ]
    .concat();
    let member_each: Vec<u8> = (0..5)
        .flat_map(|number| gzip(&conversion(number)))
        .collect();
    let texts: Vec<String> = (0..5)
        .map(|number| bodytext::clean(&page(number)).body().to_string())
        .collect();
    for bytes in [wet.clone(), gzip(&wet), member_each, zstd(&wet)] {
        let answers = records(&feed(&["-q"], &bytes));
        let bodies: Vec<&Value> = answers.iter().map(|answer| &answer["body"]).collect();
        assert_eq!(bodies, texts.iter().collect::<Vec<_>>());
        assert_eq!(keys(&answers[0])[..3], ["id", "url", "date"]);
        assert_eq!(answers[3]["id"], "<urn:uuid:3>");
        assert_eq!(answers[3]["url"], "https://bell.example/3");
    }
    let body = bodytext::clean_html(HTML).body().to_string();
    for bytes in [web.clone(), gzip(&web), zstd(&web)] {
        let output = feed(&[], &bytes);
        let answers = records(&output);
        assert_eq!(answers.len(), 2, "{}", out(&output));
        assert!(answers.iter().all(|answer| answer["body"] == body));
        assert!(
            err(&output).contains("4 records without a page"),
            "{}",
            err(&output)
        );
    }
}

#[test]
fn an_archive_with_a_dictionary_is_read() {
    let samples: Vec<String> = (0..200).map(page).collect();
    let dictionary = zstd::dict::from_samples(&samples, 4096).expect("a dictionary");
    let mut archive = [0x5d, 0x2a, 0x4d, 0x18].to_vec();
    archive.extend((dictionary.len() as u32).to_le_bytes());
    archive.extend(&dictionary);
    let mut packer = zstd::bulk::Compressor::with_dictionary(3, &dictionary).expect("a dictionary");
    for number in 0..3 {
        archive.extend(packer.compress(&conversion(number)).expect("memory"));
    }
    let answers = records(&feed(&["-q"], &archive));
    assert_eq!(answers.len(), 3);
    assert_eq!(
        answers[2]["body"],
        bodytext::clean(&page(2)).body().to_string()
    );
}

#[test]
fn a_directory_stands_for_its_files_by_name() {
    let directory = directory("batch-directory");
    fs::create_dir_all(directory.join("b/deeper")).expect("a directory");
    file(&directory, "c.txt", PAGE);
    file(&directory, "a.html", HTML);
    file(&directory, "b/pages.jsonl.gz", gzip(lines(2).as_bytes()));
    file(&directory, "b/deeper/noise.bin", b"PK\0\0");
    let folder = directory.to_str().expect("a path in UTF-8");
    // The output lies among the inputs and is none.
    let target = directory.join("b/out.jsonl");
    let target = target.to_str().expect("a path in UTF-8");
    for _ in 0..2 {
        let output = run(&["--output", target, folder]);
        assert_eq!(code(&output), Some(0), "{}", err(&output));
        assert!(
            err(&output).contains("1 errors: 1 not text"),
            "{}",
            err(&output)
        );
        let answers: Vec<Value> = fs::read_to_string(target)
            .expect("the output")
            .lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect();
        let ids: Vec<String> = answers
            .iter()
            .map(|answer| answer["id"].to_string().replace(&format!("{folder}/"), ""))
            .collect();
        assert_eq!(
            ids,
            [
                "\"a.html\"",
                "\"b/deeper/noise.bin\"",
                "0",
                "1",
                "\"c.txt\""
            ]
        );
        assert_eq!(
            answers[0]["body"],
            bodytext::clean_html(HTML).body().to_string()
        );
        assert!(
            answers[1]["error"]
                .as_str()
                .is_some_and(|error| error.starts_with("not text"))
        );
    }
}

#[test]
fn a_bad_record_becomes_an_error_record_and_is_counted() {
    let directory = directory("batch-errors");
    let good = json(1);
    let input = [
        good.as_bytes(),
        b"not JSON\n{\"id\":2}\n{\"id\":3,\"text\":5}\n\xff\n",
        format!("{{\"id\":4,\"text\":\"{}\"}}\n", "x".repeat(1 << 20)).as_bytes(),
        good.as_bytes(),
    ]
    .concat();
    let name = file(&directory, "pages.jsonl", &input);
    let missing = directory.join("missing");
    let missing = missing.to_str().expect("a path in UTF-8");
    let arguments = ["--max-record", "1", &name];
    let output = run(&arguments);
    assert_eq!(code(&output), Some(0));
    let answers = records(&output);
    assert_eq!(answers.len(), 7);
    let lines: Vec<Option<u64>> = answers
        .iter()
        .map(|answer| answer["line"].as_u64())
        .collect();
    assert_eq!(
        lines,
        [None, Some(2), Some(3), Some(4), Some(5), Some(6), None]
    );
    assert_eq!(keys(&answers[2]), ["id", "input", "line", "error"]);
    assert_eq!(
        (&answers[2]["id"], &answers[2]["input"]),
        (&Value::from(2), &Value::from(&*name))
    );
    let told = "5 errors: 2 not JSON, 2 no page in it, 1 too long";
    assert!(err(&output).contains(told), "{}", err(&output));

    assert_eq!(
        code(&run(&["--strict", "-q", "--max-record", "1", &name])),
        Some(1)
    );
    let clean = file(&directory, "good.jsonl", &good);
    assert_eq!(code(&run(&["--strict", "-q", &clean])), Some(0));

    // An input that is not there, and one that breaks off, leave the others cleaned.
    let packed = gzip(&conversion(1));
    let cut = file(&directory, "cut.gz", &packed[..packed.len() - 20]);
    let output = run(&[missing, &cut, &clean]);
    assert_eq!(code(&output), Some(1));
    let answers = records(&output);
    assert_eq!(answers.last().expect("a record")["id"], 1);
    assert_eq!(answers[0]["id"], missing);
    assert!(answers[1]["error"].is_string());
    assert!(
        err(&output).contains("2 errors: 2 input unreadable"),
        "{}",
        err(&output)
    );
}

#[test]
fn an_archive_is_read_on_behind_what_is_no_record() {
    let archive = [
        conversion(1),
        b"some noise\nand more\n".to_vec(),
        conversion(2),
        b"WARC/1.0\r\nWARC-Type: conversion\r\n\r\n".to_vec(),
        conversion(3),
        warc(
            "response",
            4,
            "application/http; msgtype=response",
            b"no response",
        ),
        b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 99999999999999\r\n\r\nshort"
            .to_vec(),
    ]
    .concat();
    let output = feed(&[], &archive);
    let ids: Vec<Value> = records(&output)
        .into_iter()
        .map(|answer| answer["id"].clone())
        .collect();
    let id = |number: usize| Value::from(format!("<urn:uuid:{number}>"));
    let none = Value::Null;
    assert_eq!(
        ids,
        [id(1), none.clone(), id(2), none.clone(), id(3), id(4), none]
    );
    let told = "4 errors: 1 input unreadable, 2 bad WARC header, 1 bad HTTP response";
    assert!(err(&output).contains(told), "{}", err(&output));
    assert_eq!(code(&output), Some(1));
}

#[test]
fn options_are_those_of_the_cleaner() {
    let input = json(1);
    let bodies = |arguments: &[&str]| {
        let arguments = [&["-q"], arguments].concat();
        let output = feed(&arguments, input.as_bytes());
        assert_eq!((code(&output), err(&output)), (Some(0), String::new()));
        records(&output)
    };
    let cleaner = bodytext::Cleaner::new();
    let text = page(1);
    for (arguments, cleaner) in [
        (
            &["--kinds", "title,legal"][..],
            cleaner
                .clone()
                .keep([bodytext::Kind::Title, bodytext::Kind::Legal]),
        ),
        (
            &["--keep", ALL_KINDS],
            cleaner.clone().keep(bodytext::Kind::ALL),
        ),
        (
            &["--precision"],
            cleaner.clone().balance(bodytext::Balance::Precision),
        ),
        (
            &["--balance", "0"],
            cleaner.clone().balance(bodytext::Balance::Threshold(0.0)),
        ),
    ] {
        let body = cleaner.clean(&text).body().to_string();
        assert_eq!(bodies(arguments)[0]["body"], body, "{arguments:?}");
    }
    let quality = cleaner.clean(&text).quality();
    let (below, above) = ((quality - 0.01).to_string(), (quality + 0.01).to_string());
    assert_eq!(bodies(&["--min-quality", &below]).len(), 1);
    assert_eq!(bodies(&["--min-quality", &above]).len(), 0);
    let left_out = feed(&["--min-quality", &above], input.as_bytes());
    assert!(err(&left_out).contains("1 left out for their quality"));
    let blocks = bodies(&["--blocks"])[0]["blocks"].clone();
    let blocks = blocks.as_array().expect("an array");
    assert_eq!(blocks.len(), cleaner.clean(&text).blocks().len());
    let (start, end) = (&blocks[1]["start"], &blocks[1]["end"]);
    let range =
        start.as_u64().expect("a number") as usize..end.as_u64().expect("a number") as usize;
    assert_eq!(&text[range], "The harbour froze over");
}

#[test]
fn output_is_packed_by_name_and_there_when_complete() {
    let directory = directory("batch-output");
    let input = file(&directory, "in.jsonl", lines(3000));
    let expected = run(&["-q", &input]).stdout;
    for name in ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"] {
        let target = directory.join(name);
        let path = target.to_str().expect("a path in UTF-8");
        let output = run(&["-q", &input, "-o", path]);
        assert_eq!(
            (code(&output), out(&output), err(&output)),
            (Some(0), "", String::new())
        );
        let written = fs::read(&target).expect("the output");
        let plain = match name.rsplit('.').next() {
            Some("gz") => gunzip(&written),
            Some("zst") => zstd::decode_all(&written[..]).expect("zstd"),
            _ => written,
        };
        assert!(plain == expected, "{name} holds something else");
    }
    // Nothing but the outputs is left, and an empty output is a packed file of nothing.
    let empty = directory.join("empty.gz");
    let output = feed(&["-q", "-o", empty.to_str().expect("a path in UTF-8")], b"");
    // An empty input is an empty page.
    assert_eq!(code(&output), Some(0));
    let dropped = [
        "-q",
        "--min-quality",
        "1",
        &input,
        "-o",
        empty.to_str().expect("a path"),
    ];
    assert_eq!(code(&run(&dropped)), Some(0));
    assert_eq!(gunzip(&fs::read(&empty).expect("the output")), b"");
    let mut names: Vec<String> = fs::read_dir(&directory)
        .expect("the directory")
        .map(|entry| {
            entry
                .expect("a file")
                .file_name()
                .into_string()
                .expect("UTF-8")
        })
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "empty.gz",
            "in.jsonl",
            "out.jsonl",
            "out.jsonl.gz",
            "out.jsonl.zst"
        ]
    );

    let nowhere = directory.join("no/such/out.jsonl");
    let output = run(&[&input, "-o", nowhere.to_str().expect("a path in UTF-8")]);
    assert_eq!((code(&output), out(&output)), (Some(1), ""));
    assert!(
        err(&output).contains("no/such/out.jsonl"),
        "{}",
        err(&output)
    );
}

#[test]
fn wrong_usage_ends_with_2_and_prints_nothing() {
    let directory = directory("batch-usage");
    let input = file(&directory, "in.jsonl", lines(1));
    let wrong: [&[&str]; 11] = [
        &["--no-such-option"],
        &["--jobs", "0"],
        &["--min-quality", "2"],
        &["--min-quality", "NaN"],
        &["--kinds", "menu"],
        &["--input", "pdf"],
        &["--max-record", "0"],
        &["--resume"],
        &["--resume", "--output", "-"],
        &["--output", &input, &input],
        &["--cues", "no/such/file"],
    ];
    for arguments in wrong {
        programs::check_refused("batch", arguments, &feed(arguments, b""));
    }
    assert_eq!(fs::read_to_string(&input).expect("the input"), lines(1));
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let directory = directory("batch-pipe");
    let input = file(&directory, "in.jsonl", lines(5000));
    assert_eq!(
        programs::close_early("batch", &["-q", "--blocks", &input]),
        (Some(0), String::new())
    );
    // Even if it waits for more of the input.
    let mut child = command(&["-q"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("a pipe");
    let _ = std::io::Write::write_all(&mut stdin, lines(6000).as_bytes());
    let status = child.wait().expect("the program ends");
    assert_eq!(status.code(), Some(0));
    drop(stdin);
}

#[test]
fn progress_is_told_in_lines_where_there_is_no_terminal() {
    use std::io::Write as _;
    let mut child = command(&["--every", "1"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin
        .write_all(lines(4000).as_bytes())
        .expect("the program listens");
    std::thread::sleep(std::time::Duration::from_millis(2500));
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    let told = err(&output);
    assert!(told.lines().count() >= 2, "{told}");
    for line in told.lines() {
        assert!(
            line.starts_with("batch: ") && line.contains(" documents, "),
            "{line}"
        );
        assert!(line.contains("MB/s") && line.contains(" errors"), "{line}");
        assert!(!line.contains('\x1b'), "{line}");
    }
}

#[test]
fn progress_is_a_bar_on_a_terminal() {
    let directory = directory("batch-terminal");
    let input = file(&directory, "in.jsonl", lines(6000));
    let target = directory.join("out.jsonl");
    let program = programs::program("batch");
    for (more, is_told) in [("", true), ("--quiet", false)] {
        // `script` gives the program a terminal of its own.
        let run = format!(
            "{} {more} {input} --output {}",
            program.display(),
            target.display()
        );
        let output = Command::new("script")
            .args(["-qec", &run, "/dev/null"])
            .stdin(Stdio::null())
            .output();
        let Ok(output) = output else {
            eprintln!("SKIPPED: `script` of util-linux is not there to give a terminal");
            return;
        };
        assert_eq!(code(&output), Some(0));
        let told = out(&output);
        assert_eq!(
            told.contains(" documents, ") && told.contains(" left, 0 errors"),
            is_told,
            "{told}"
        );
        assert_eq!(told.contains("no errors"), is_told, "{told}");
        assert_eq!(told.contains('\x1b'), is_told, "{told}");
    }
}

#[test]
fn help_lists_options_and_exit_codes() {
    let help = run(&["--help"]);
    assert_eq!((code(&help), err(&help)), (Some(0), String::new()));
    for word in [
        "--jobs",
        "--resume",
        "--strict",
        "--min-quality",
        "--kinds",
        "--blocks",
        "--precision",
        "--quiet",
        "--max-record",
        "--sites",
        "--profiles",
        "--lag",
        "Exit codes",
        "Memory",
    ] {
        assert!(out(&help).contains(word), "{word}");
    }
}

#[test]
fn colours_of_the_help_follow_the_environment() {
    let colored = |environment: &[(&str, &str)]| {
        let mut command = programs::command("batch", &["--help"]);
        let output = command.envs(environment.iter().copied()).output();
        out(&output.expect("the program runs")).contains('\x1b')
    };
    assert!(!colored(&[]), "standard output is no terminal");
    assert!(colored(&[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
}
