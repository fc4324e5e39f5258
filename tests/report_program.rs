//! The `report` example as a program: inputs, streams and exit codes. What its page does is tested in a browser.

#![cfg(feature = "html")]

mod programs;

use std::fs;
use std::process::Output;

use programs::{HTML, PAGE, code, directory, err, file, gzip, json, out, page, warc};

fn run(arguments: &[&str]) -> Output {
    programs::run("report", arguments)
}

fn feed(arguments: &[&str], input: &[u8]) -> Output {
    programs::feed("report", arguments, input)
}

fn sections(page: &str) -> usize {
    page.matches("<section class=\"page\"").count()
}

#[test]
fn it_reads_all_that_batch_reads() {
    let directory = directory("report-inputs");
    let archive = gzip(&warc("conversion", 1, "text/plain", page(1).as_bytes()));
    let archive = file(&directory, "a", archive);
    let lines = file(&directory, "b", json(1) + &json(2));
    let html = file(&directory, "c", HTML);
    let output = run(&[&archive, &lines, &html]);
    assert_eq!((code(&output), err(&output)), (Some(0), String::new()));
    assert_eq!(sections(out(&output)), 4);
    assert!(out(&output).contains("https://bell.example/1"));
    let folder = run(&[directory.to_str().expect("a path in UTF-8")]);
    assert_eq!(sections(out(&folder)), 4);
    for arguments in [&["-"][..], &[]] {
        let output = feed(arguments, PAGE.as_bytes());
        assert_eq!(sections(out(&output)), 1);
        assert!(out(&output).contains("Fishermen said they would wait"));
    }
    // The page has nothing that is elsewhere.
    for sign in ["src=", "url(", "@import", "http://", "<link"] {
        assert!(!out(&folder).contains(sign), "{sign}");
    }
}

#[test]
fn pages_beyond_the_limit_are_said_to_be_left_out() {
    let input: String = (0..9).map(json).collect();
    let output = feed(&["--limit", "4"], input.as_bytes());
    assert_eq!((code(&output), sections(out(&output))), (Some(0), 4));
    assert_eq!(
        err(&output),
        "report: the first 4 of 9 pages are shown; `--limit` sets how many\n"
    );
}

#[test]
fn what_cannot_be_read_is_told_and_leaves_the_others_shown() {
    let directory = directory("report-unread");
    let missing = directory.join("missing");
    let missing = missing.to_str().expect("a path in UTF-8");
    let lines = file(&directory, "pages.jsonl", json(1) + "broken\n");
    let output = run(&[missing, &lines]);
    assert_eq!((code(&output), sections(out(&output))), (Some(1), 1));
    assert!(err(&output).contains(&format!("{missing}: ")));
    assert!(err(&output).contains(&format!("{lines}, line 2: not JSON")));
    let output = run(&["--labelled", &lines]);
    assert_eq!((code(&output), sections(out(&output))), (Some(1), 0));
    assert!(err(&output).contains("has no labels"));
}

#[test]
fn output_goes_to_a_file() {
    let directory = directory("report-output");
    let input = file(&directory, "page.txt", PAGE);
    let target = directory.join("report.html");
    let path = target.to_str().expect("a path in UTF-8");
    let output = run(&[&input, "-o", path]);
    assert_eq!(
        (code(&output), out(&output), err(&output)),
        (Some(0), "", String::new())
    );
    let written = fs::read_to_string(&target).expect("the report");
    assert_eq!(written, out(&run(&[&input])));
    let nowhere = directory.join("no/such/report.html");
    let output = run(&[&input, "-o", nowhere.to_str().expect("a path in UTF-8")]);
    assert_eq!(code(&output), Some(1));
    assert!(err(&output).contains("cannot write"));
}

#[test]
fn wrong_usage_ends_with_2_and_a_closed_pipe_quietly() {
    let directory = directory("report-usage");
    let input = file(
        &directory,
        "pages.jsonl",
        (0..200).map(json).collect::<String>(),
    );
    let wrong: [&[&str]; 5] = [
        &["--no-such-option"],
        &["--limit", "0"],
        &["--explain", "some"],
        &["--keep", "menu"],
        &["--output", &input, &input],
    ];
    for arguments in wrong {
        programs::check_refused("report", arguments, &feed(arguments, b""));
    }
    let closed = programs::close_early("report", &["--limit", "200", &input]);
    assert_eq!(closed, (Some(0), String::new()));
}

#[test]
fn colours_of_the_help_follow_the_environment() {
    let colored = |environment: &[(&str, &str)]| {
        let mut command = programs::command("report", &["--help"]);
        let output = command.envs(environment.iter().copied()).output();
        out(&output.expect("the program runs")).contains('\x1b')
    };
    assert!(!colored(&[]), "standard output is no terminal");
    assert!(colored(&[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
}
