//! A run of `batch` that is killed, again and again, and taken up each time writes what one that runs through writes.

#![cfg(feature = "html")]

mod programs;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use programs::{code, directory, err, file, gzip, json, out, page, run, warc};

/// How often runs are killed at least, in all, over three forms of output.
const KILLS: usize = 50;

/// About as long a run is to take. The journal has an entry every quarter of a second.
const RUN: Duration = Duration::from_millis(1500);

/// Inputs of three sorts, with records in error and pages of too low a quality.
fn inputs(directory: &Path, count: usize) -> Vec<String> {
    let lines: String = (0..count)
        .map(|number| match number % 97 {
            13 => "broken\n".into(),
            14 => "{\"id\":\"short\",\"text\":\"Home\"}\n".into(),
            _ => json(number),
        })
        .collect();
    let archive: Vec<u8> = (0..count)
        .flat_map(|number| warc("conversion", number, "text/plain", page(number).as_bytes()))
        .collect();
    let folder = directory.join("pages");
    fs::create_dir(&folder).expect("a directory");
    for number in 0..count / 10 {
        file(&folder, &format!("{number}.txt"), page(number));
    }
    vec![
        file(directory, "pages.jsonl", lines),
        file(directory, "pages.wet.gz", gzip(&archive)),
        folder.to_str().expect("a path in UTF-8").to_owned(),
    ]
}

/// So many records of each sort that a run takes about [`RUN`] on this machine.
fn enough() -> usize {
    let directory = directory("batch-resume-measure");
    let target = directory.join("out.jsonl");
    let mut count = 1000;
    loop {
        let inputs = inputs(&directory, count);
        let started = Instant::now();
        assert_eq!(
            code(&run("batch", &arguments(&inputs, &target, &[]))),
            Some(0)
        );
        let taken = started.elapsed();
        if taken > RUN / 4 {
            return (count as f64 * RUN.as_secs_f64() / taken.as_secs_f64()) as usize;
        }
        fs::remove_dir_all(directory.join("pages")).expect("the directory goes");
        count *= 4;
    }
}

fn arguments<'a>(inputs: &'a [String], target: &'a Path, more: &[&'a str]) -> Vec<&'a str> {
    let target = target.to_str().expect("a path in UTF-8");
    let mut arguments = vec!["--min-quality", "0.05", "--output", target];
    arguments.extend(more);
    arguments.extend(inputs.iter().map(String::as_str));
    arguments
}

/// Numbers that look random, the same on every machine.
struct Random(u64);

impl Random {
    fn up_to(&mut self, most: Duration) -> Duration {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        most.mul_f64((self.0 >> 40) as f64 / (1_u64 << 24) as f64)
    }
}

/// Starts runs and kills them at random moments, until one comes to its end; returns how many were killed.
fn kill_and_resume(inputs: &[String], target: &Path, random: &mut Random) -> usize {
    let mut kills = 0;
    loop {
        // Whoever never asked for it can go on with a run all the same.
        let more: &[&str] = if kills == 0 {
            &["--jobs", "2"]
        } else {
            &["--resume"]
        };
        let mut child = programs::command("batch", &arguments(inputs, target, more))
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        let end = Instant::now() + random.up_to(RUN);
        let status = loop {
            match child.try_wait().expect("the program is known") {
                Some(status) => break Some(status),
                None if Instant::now() >= end => break None,
                None => thread::sleep(Duration::from_millis(1)),
            }
        };
        if let Some(status) = status {
            assert_eq!(status.code(), Some(0), "after {kills} kills");
            return kills;
        }
        // SIGKILL: the program has no say in it.
        child.kill().expect("the program is killed");
        child.wait().expect("the program is gone");
        kills += 1;
    }
}

#[test]
fn a_run_that_is_killed_and_taken_up_writes_the_same_bytes() {
    let count = enough();
    let directory = directory("batch-resume");
    let inputs = inputs(&directory, count);
    let mut random = Random(7);
    let mut kills = 0;
    while kills < KILLS {
        for name in ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst"] {
            let through = directory.join(format!("through-{name}"));
            if !through.exists() {
                let output = run("batch", &arguments(&inputs, &through, &[]));
                assert_eq!(code(&output), Some(0), "{}", err(&output));
            }
            let target = directory.join(name);
            kills += kill_and_resume(&inputs, &target, &mut random);
            let (expected, found) = (fs::read(&through), fs::read(&target));
            let (expected, found) = (expected.expect("an output"), found.expect("an output"));
            assert!(
                expected == found,
                "{name}: {} bytes instead of {} after {kills} kills",
                found.len(),
                expected.len()
            );
            assert_eq!(left_over(&directory), [] as [PathBuf; 0]);
            fs::remove_file(&target).expect("the output goes");
        }
    }
    println!("{kills} kills of runs over {count} records of each sort: the same bytes each time");
}

fn left_over(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).expect("the directory");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .filter(|path| path.to_string_lossy().contains(".part"))
        .collect()
}

#[test]
fn a_run_is_taken_up_where_its_journal_ends_or_not_at_all() {
    let directory = directory("batch-resume-journal");
    let inputs = inputs(&directory, 400);
    let target = directory.join("out.jsonl");
    let (part, journal) = (
        directory.join("out.jsonl.part"),
        directory.join("out.jsonl.part.journal"),
    );
    let resume = |more: &[&str]| {
        run(
            "batch",
            &arguments(&inputs, &target, &[&["--resume"], more].concat()),
        )
    };
    assert_eq!(
        code(&run("batch", &arguments(&inputs, &target, &[]))),
        Some(0)
    );
    let expected = fs::read(&target).expect("the output");

    // A complete output is left alone.
    let output = resume(&[]);
    assert_eq!((code(&output), out(&output)), (Some(0), ""));
    assert!(err(&output).contains("is complete"), "{}", err(&output));

    // Without a journal, or with one that is broken or of a longer file, the run begins anew.
    fs::remove_file(&target).expect("the output goes");
    for entry in [None, Some("{\"fing")] {
        fs::write(&part, b"something else").expect("a file");
        if let Some(entry) = entry {
            fs::write(&journal, entry).expect("a file");
        }
        assert_eq!(code(&resume(&[])), Some(0));
        assert!(fs::read(&target).expect("the output") == expected);
        fs::remove_file(&target).expect("the output goes");
    }

    // What stands behind the last entry is written again; a run with other arguments is not mixed into it.
    let mut child = programs::command("batch", &arguments(&["-".into()], &target, &[]))
        .stdin(Stdio::piped())
        .spawn()
        .expect("the program runs");
    while !journal.exists() {
        thread::sleep(Duration::from_millis(1));
    }
    child.kill().expect("the program is killed");
    child.wait().expect("the program is gone");
    let output = resume(&["--blocks"]);
    assert_eq!(code(&output), Some(2));
    assert!(err(&output).contains("other arguments"), "{}", err(&output));
    assert!(part.exists() && journal.exists());
}
