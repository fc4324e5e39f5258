//! `batch --sites`: pages cleaned with what other pages of their sites repeat, and profiles kept between runs.

#![cfg(feature = "html")]

mod programs;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use bodytext::{Cleaner, SiteProfile};
use programs::{code, directory, err, feed, file, out, program, records, run};
use serde_json::{Value, json};

/// A sentence of its own for each page.
fn sentence(page: usize, number: usize) -> String {
    const WHO: [&str; 7] = [
        "The mayor",
        "A skipper",
        "The court",
        "Her sister",
        "The board",
        "A baker",
        "The pilot",
    ];
    const DID: [&str; 5] = [
        "told the council",
        "wrote in a letter",
        "said on Tuesday",
        "admitted",
        "explained at noon",
    ];
    const WHAT: [&str; 6] = [
        "that the bridge would stay shut until the ice was gone",
        "that nobody had asked for the money so far",
        "that the old mill was to be sold before the winter",
        "how the water had come into the cellar of the school",
        "why the ferry left an hour before its time",
        "that the fire had begun in the kitchen of the inn",
    ];
    let pick = page * 31 + number * 17;
    format!(
        "{} of ward {} {} {}, which {} of those who live there had feared.",
        WHO[pick % 7],
        page * 13 + number,
        DID[pick % 5],
        WHAT[(pick / 5) % 6],
        pick * 7 % 900
    )
}

/// A page of one of two sites, with lines that only other pages show to be no part of the story.
fn page(site: usize, number: usize) -> String {
    const FISH: [&str; 7] = ["herring", "cod", "eel", "crab", "plaice", "shrimp", "sprat"];
    let story: Vec<String> = (0..5)
        .map(|line| sentence(number * 2 + site, line))
        .collect();
    let (story, fish, other) = (story.join("\n\n"), FISH[number % 7], FISH[number * 5 % 7]);
    let news = format!(
        "The {fish} that the boat brought in last night was sold before the sun rose over the hall of {other}.\n\
         Whoever kept {other} in the cellar of ward {number} has been told to leave the house by the end of the week.\n"
    );
    match site {
        0 => format!(
            "Bell | Home | Sport\nStory {number}\n\n{story}\n\nMost read in the Bell\n{news}"
        ),
        _ => {
            format!("Tide Home Weather\nStory {number}\n\n{story}\n\nMost read in the Tide\n{news}")
        }
    }
}

const ADDRESSES: [&str; 2] = [
    "https://www.bell.co.uk/a/",
    "http://news.tide.example:8080/",
];

/// Records of two sites by turns, and some of none.
fn input(numbers: std::ops::Range<usize>) -> String {
    let record = |number: usize| {
        let site = number % 3;
        let text = page(site % 2, number);
        let record = match ADDRESSES.get(site) {
            Some(address) => {
                json!({"id": number, "url": format!("{address}{number}"), "text": text})
            }
            None => json!({"id": number, "text": text}),
        };
        format!("{record}\n")
    };
    numbers.map(record).collect()
}

fn site_of(record: &Value) -> Option<&'static str> {
    let url = record["url"].as_str()?;
    Some(if url.contains("bell") {
        "bell.co.uk"
    } else {
        "tide.example"
    })
}

fn lines(input: &str) -> Vec<Value> {
    input
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

fn text(record: &Value) -> &str {
    record["text"].as_str().expect("a text")
}

/// The profiles of all sites, learned by the library.
fn profiles(records: &[Value]) -> BTreeMap<&'static str, SiteProfile> {
    let mut profiles: BTreeMap<&str, SiteProfile> = BTreeMap::new();
    for record in records {
        if let Some(site) = site_of(record) {
            profiles
                .entry(site)
                .or_default()
                .learn(&Cleaner::new().clean(text(record)));
        }
    }
    profiles
}

/// A body, and the score of each line.
type Answer = (String, Vec<f64>);

/// The pages cleaned by the library with the profiles of their sites.
fn cleaned(records: &[Value], profiles: &BTreeMap<&str, SiteProfile>) -> Vec<Answer> {
    let clean = |record: &Value| {
        let profile = site_of(record).and_then(|site| profiles.get(site));
        let cleaner = match profile {
            Some(profile) => Cleaner::new().with_site(profile),
            None => Cleaner::new(),
        };
        let article = cleaner.clean(text(record));
        let rounded = |score: f32| (f64::from(score) * 1000.0).round() / 1000.0;
        let scores = article.blocks().map(|judged| rounded(judged.score()));
        (article.body().to_string(), scores.collect())
    };
    records.iter().map(clean).collect()
}

/// What the program answers, with `--blocks`.
fn answers(output: &[Value]) -> Vec<Answer> {
    let answer = |record: &Value| {
        let blocks = record["blocks"].as_array().expect("blocks");
        let scores = blocks
            .iter()
            .map(|block| block["score"].as_f64().expect("a score"));
        let body = record["body"].as_str().expect("a body");
        (body.to_owned(), scores.collect())
    };
    output.iter().map(answer).collect()
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

#[test]
fn pages_are_cleaned_with_the_other_pages_of_their_site_in_order_on_any_number_of_threads() {
    let directory = directory("batch-sites-files");
    let input = input(0..30);
    let records_in = lines(&input);
    let expected = cleaned(&records_in, &profiles(&records_in));
    let alone = cleaned(&records_in, &BTreeMap::new());
    let differ = expected
        .iter()
        .zip(&alone)
        .filter(|(with, alone)| with != alone)
        .count();
    assert!(differ > 5, "the profiles change {differ} of the pages");

    let name = file(&directory, "pages.jsonl", &input);
    let output = run("batch", &["--sites", "--blocks", "--jobs", "1", &name]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    assert!(
        err(&output).contains("20 pages learned; 10 without the address of a site"),
        "{}",
        err(&output)
    );
    let found = records(&output);
    let ids: Vec<u64> = found
        .iter()
        .map(|answer| answer["id"].as_u64().expect("a number"))
        .collect();
    assert_eq!(ids, (0..30).collect::<Vec<u64>>());
    assert_eq!(answers(&found), expected);
    // One profile in memory for two sites by turns: the others lie in files.
    for more in [
        &["--jobs", "2"][..],
        &["--jobs", "5"],
        &["--most-sites", "1"],
    ] {
        let arguments = [&["--sites", "--blocks", "-q", &name], more].concat();
        let again = run("batch", &arguments);
        assert!(
            again.stdout == output.stdout,
            "{more:?} answers otherwise: {}",
            err(&again)
        );
    }
    // All of a small stream is within the lag.
    let streamed = feed("batch", &["--sites", "--blocks", "-q"], input.as_bytes());
    assert!(
        streamed.stdout == output.stdout,
        "the stream is answered otherwise"
    );
}

#[test]
fn a_page_is_no_other_page_of_its_site() {
    // The only page of its site, and copies of it: nothing is known of others.
    let record = &lines(&input(0..1))[0];
    let alone = cleaned(std::slice::from_ref(record), &BTreeMap::new());
    for copies in 1..4 {
        let output = feed(
            "batch",
            &["--sites", "--blocks", "-q"],
            format!("{record}\n").repeat(copies).as_bytes(),
        );
        assert_eq!(answers(&records(&output)), vec![alone[0].clone(); copies]);
    }
    // Nor is it when a profile of an earlier run holds it.
    let directory = directory("batch-sites-own");
    let kept = directory.join("profiles");
    for _ in 0..3 {
        let output = feed(
            "batch",
            &["--sites", "--blocks", "-q", "--profiles", path(&kept)],
            format!("{record}\n").as_bytes(),
        );
        assert_eq!(answers(&records(&output)), alone, "{}", err(&output));
    }
}

#[test]
fn a_stream_is_cleaned_with_what_stands_before_a_page_and_in_the_lag_behind_it() {
    // A chunk ends with 1,024 records or a mebibyte: filler of a third site makes a chunk of each half.
    let filler = |number: usize| {
        let text = "A line of no story. ".repeat(3000);
        format!(
            "{}\n",
            json!({"id": number, "url": "https://filler.example/", "text": text})
        )
    };
    let fill: String = (0..20).map(filler).collect();
    let (first, second) = (input(0..6), input(6..30));
    let stream = [first.as_str(), &fill, &second].concat();
    let (known, all) = (lines(&first), lines(&[first.as_str(), &second].concat()));
    let mut expected = cleaned(&known, &profiles(&known));
    expected.extend(cleaned(&lines(&second), &profiles(&all)));

    let answer = |arguments: &[&str]| {
        let output = feed(
            "batch",
            &[&["--sites", "--blocks", "-q"], arguments].concat(),
            stream.as_bytes(),
        );
        assert_eq!((code(&output), err(&output)), (Some(0), String::new()));
        output.stdout
    };
    let short = answer(&["--lag", "1", "--jobs", "1"]);
    let told = String::from_utf8(short.clone()).expect("UTF-8");
    let found: Vec<Value> = lines(&told)
        .into_iter()
        .filter(|record| record["url"] != "https://filler.example/")
        .collect();
    assert_eq!(answers(&found), expected);
    assert!(
        answer(&["--lag", "1", "--jobs", "3"]) == short,
        "three jobs answer otherwise"
    );
    assert!(answer(&[]) != short, "a longer lag tells no more");
}

#[test]
fn profiles_kept_between_two_runs_are_those_of_one_run_over_all() {
    let directory = directory("batch-sites-kept");
    let (first, second) = (input(0..12), input(12..30));
    let names = [
        file(&directory, "first.jsonl", &first),
        file(&directory, "second.jsonl", &second),
    ];
    let (apart, together) = (directory.join("apart"), directory.join("together"));
    let clean = |kept: &Path, more: &[&str]| {
        let output = run(
            "batch",
            &[
                &["--sites", "--blocks", "-q", "--profiles", path(kept)],
                more,
            ]
            .concat(),
        );
        assert_eq!((code(&output), err(&output)), (Some(0), String::new()));
        records(&output)
    };
    clean(&apart, &[&names[0]]);
    // With room for one profile, so that they are changed in files.
    let then = clean(&apart, &["--most-sites", "1", &names[1]]);
    let at_once = clean(&together, &[&names[0], &names[1]]);
    assert_eq!(answers(&then), answers(&at_once[12..]));

    let all = lines(&[first, second].concat());
    let stored = |kept: &Path| -> BTreeMap<String, Vec<u8>> {
        let entries = fs::read_dir(kept)
            .expect("the directory")
            .map(|entry| entry.expect("an entry"));
        let name = |entry: &fs::DirEntry| entry.file_name().into_string().expect("UTF-8");
        entries
            .map(|entry| (name(&entry), fs::read(entry.path()).expect("a file")))
            .collect()
    };
    let expected = profiles(&all)
        .into_iter()
        .map(|(site, profile)| (format!("{site}.profile"), profile.to_bytes()));
    let expected: BTreeMap<String, Vec<u8>> = expected.collect();
    assert!(stored(&apart) == expected, "{:?}", stored(&apart).keys());
    assert!(
        stored(&together) == expected,
        "{:?}",
        stored(&together).keys()
    );
}

#[test]
fn a_run_that_was_ended_goes_on_with_the_same_profiles() {
    let directory = directory("batch-sites-resume");
    // Several chunks.
    let name = file(&directory, "pages.jsonl", input(0..4000));
    let (through, target) = (directory.join("through.jsonl"), directory.join("out.jsonl"));
    let arguments = |output: &'static str| ["--sites", "--blocks", "-q", output];
    let output = run(
        "batch",
        &[&arguments("-o")[..], &[path(&through), &name]].concat(),
    );
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    // The journal of a run with three chunks behind it, as a run that is ended leaves one.
    let mut child = programs::command(
        "batch",
        &[&arguments("-o")[..], &[path(&target), &name]].concat(),
    )
    .spawn()
    .expect("the program runs");
    let part = directory.join("out.jsonl.part");
    while !part.metadata().is_ok_and(|part| part.len() > 0)
        && child.try_wait().expect("a child").is_none()
    {
        std::thread::yield_now();
    }
    child.kill().expect("the program is killed");
    child.wait().expect("the program is gone");
    let output = run(
        "batch",
        &[&arguments("--resume")[..], &["-o", path(&target), &name]].concat(),
    );
    assert_eq!(
        (code(&output), out(&output)),
        (Some(0), ""),
        "{}",
        err(&output)
    );
    assert!(fs::read(&through).expect("an output") == fs::read(&target).expect("an output"));
}

#[test]
fn what_cannot_be_kept_or_read_is_told() {
    let directory = directory("batch-sites-errors");
    let name = file(&directory, "pages.jsonl", input(0..9));
    let target = directory.join("out.jsonl");
    let run = |kept: &str| {
        run(
            "batch",
            &[
                "--sites",
                "--blocks",
                "-q",
                "--profiles",
                kept,
                &name,
                "-o",
                path(&target),
            ],
        )
    };

    // A file stands where the directory should be.
    let output = run(&name);
    assert_eq!((code(&output), out(&output)), (Some(1), ""));
    assert!(err(&output).contains("pages.jsonl: "), "{}", err(&output));

    // A profile that is broken is neither overwritten nor passed over.
    let kept = directory.join("profiles");
    assert_eq!(code(&run(path(&kept))), Some(0));
    fs::remove_file(&target).expect("the output goes");
    let profile = kept.join("tide.example.profile");
    let whole = fs::read(&profile).expect("a profile");
    for broken in [&whole[..whole.len() - 1], b"BTSP\xff", b""] {
        fs::write(&profile, broken).expect("a file");
        let output = run(path(&kept));
        assert_eq!(code(&output), Some(1));
        let told = err(&output);
        assert!(
            told.contains("tide.example.profile: ") && told.contains("profile of a site"),
            "{told}"
        );
        assert!(!target.exists() && fs::read(&profile).expect("a file") == broken);
    }
    fs::remove_file(&profile).expect("the profile goes");
    assert_eq!(code(&run(path(&kept))), Some(0));
    let left: Vec<String> = fs::read_dir(&kept)
        .expect("the directory")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("UTF-8")
        })
        .filter(|name| !name.ends_with(".profile"))
        .collect();
    assert_eq!(left, [] as [String; 0]);

    // Records that are in error, or have an address that is none, are answered as ever.
    let odd = "{\"id\":1}\nno JSON\n{\"id\":2,\"url\":5,\"text\":\"A line.\"}\n{\"id\":3,\"url\":\"mailto:a@b\",\"text\":\"\"}\n";
    let output = feed("batch", &["--sites", "--blocks", "-q"], odd.as_bytes());
    let plain = feed("batch", &["--blocks", "-q"], odd.as_bytes());
    assert_eq!((code(&output), out(&output)), (Some(0), out(&plain)));
}

#[test]
fn options_of_sites_go_together() {
    for arguments in [
        &["--profiles", "x"][..],
        &["--lag", "4"],
        &["--most-sites", "4"],
        &["--sites", "--lag", "0"],
        &["--sites", "--most-sites", "0"],
        &["--sites", "--resume", "-o", "x.jsonl"],
    ] {
        programs::check_refused("batch", arguments, &feed("batch", arguments, b""));
    }
    assert!(program("batch").exists());
}
