//! What `batch` needs: memory on a stream without end, and time beside the library's own.
//!
//! ```sh
//! cargo test --release --test batch_figures -- --ignored --nocapture
//! ```
//!
//! prints the figures of the README in some ten minutes: memory over 5 GB, and two ratios of speed. Times are those of
//! the processor, of all threads together, so that they are those of one core and other programs do not count.

#![cfg(all(feature = "html", target_os = "linux"))]

mod programs;

use std::fs;
use std::hint::black_box;
use std::io::{self, Read as _, Write as _};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use programs::{directory, file, gzip, json, page, warc};

/// The most memory, in MiB, that a run with two jobs over short records may hold: the tables and the threads' stacks,
/// and eight chunks of a mebibyte on the way, each as input and as answers, with what the allocator keeps back.
const MOST: u64 = 64;

/// The largest resident set of a process so far, in MiB.
fn peak(child: &Child) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
    kibibytes.map_or(0, |number| number.parse::<u64>().expect("a number")) >> 10
}

/// Feeds a run records until they are `bytes` in all; returns how many were answered, and the peak of its memory.
fn stream(bytes: u64, jobs: &str) -> (u64, u64, u64) {
    let mut child = programs::command("batch", &["--jobs", jobs, "-q"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let (mut stdin, mut stdout) = (
        child.stdin.take().expect("a pipe"),
        child.stdout.take().expect("a pipe"),
    );
    let records = std::thread::spawn(move || {
        // Made anew for each round: the stream is nowhere as a whole.
        let (mut sent, mut number) = (0, 0);
        while sent < bytes {
            let lines: String = (number..number + 500).map(json).collect();
            stdin
                .write_all(lines.as_bytes())
                .expect("the program listens");
            sent += lines.len() as u64;
            number += 500;
        }
        number as u64
    });
    let mut buffer = vec![0; 1 << 16];
    let (mut answers, mut most) = (0, 0);
    let mut looked = Instant::now();
    loop {
        let count = stdout.read(&mut buffer).expect("the program answers");
        answers += buffer[..count]
            .iter()
            .filter(|byte| **byte == b'\n')
            .count() as u64;
        // At the first answer too: a short run may be over before a tenth of a second is, and then has no memory to tell.
        if most == 0 || looked.elapsed() > Duration::from_millis(100) {
            most = most.max(peak(&child));
            looked = Instant::now();
        }
        if count == 0 {
            break;
        }
    }
    assert!(child.wait().expect("the program ends").success());
    (records.join().expect("the writer ends"), answers, most)
}

#[test]
fn memory_does_not_grow_with_the_stream() {
    let (_, _, short) = stream(2 << 20, "2");
    let (records, answers, long) = stream(20 << 20, "2");
    println!("peak of 2 MiB: {short} MiB; of 20 MiB, {records} records: {long} MiB");
    assert_eq!(records, answers);
    assert!(short > 0 && long < MOST, "{long} MiB");
}

#[test]
#[ignore = "minutes; it prints a figure of the README"]
fn memory_over_five_gigabytes() {
    let started = Instant::now();
    let (records, answers, most) = stream(5_000_000_000, "2");
    let seconds = started.elapsed().as_secs();
    println!("5 GB of JSON lines, {records} records, 2 jobs, {seconds} s: peak of {most} MiB");
    assert_eq!(records, answers);
    assert!(most < MOST);
}

#[test]
#[ignore = "a minute; it prints a figure of the README"]
fn memory_of_long_records() {
    let directory = directory("batch-long");
    // Ten records of 15 MiB each: the longest that are cleaned unless `--max-record` says otherwise have 16.
    let text: String = (0..)
        .map(page)
        .scan(0, |length, page| {
            *length += page.len();
            (*length < 15 << 20).then_some(page)
        })
        .collect();
    let record = format!("{}\n", serde_json::json!({ "text": text }));
    let input = file(&directory, "pages.jsonl", record.repeat(10));
    for jobs in [1, 2] {
        let arguments = ["--jobs", &jobs.to_string(), "-q", &input];
        let mut child = programs::command("batch", &arguments)
            .stdout(Stdio::null())
            .spawn()
            .expect("the program runs");
        let mut most = 0;
        while child.try_wait().expect("the program is known").is_none() {
            most = most.max(peak(&child));
            std::thread::sleep(Duration::from_millis(20));
        }
        println!("10 records of 15 MiB, {jobs} jobs: peak of {most} MiB");
        assert!(most > 15 && most < 60 + 18 * jobs * 16, "{most} MiB");
    }
}

/// Processor time of this process, or of the children it waited for.
fn processor_time(of_children: bool) -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").expect("the kernel tells");
    let (_, fields) = stat.rsplit_once(')').expect("a name in brackets");
    // Behind the name: the 14th to 17th field of all are utime, stime, cutime and cstime (proc(5)).
    let fields: Vec<&str> = fields.split_whitespace().collect();
    let at = if of_children { 13 } else { 11 };
    let ticks = |at: usize| fields[at].parse::<f64>().expect("a number");
    // Linux tells a hundredth of a second to programs on every machine that it runs on.
    (ticks(at) + ticks(at + 1)) / 100.0
}

fn timed<T>(of_children: bool, work: impl FnOnce() -> T) -> f64 {
    let before = processor_time(of_children);
    black_box(work());
    processor_time(of_children) - before
}

/// Runs the program over a file and throws away what it writes.
fn clean(input: &str) {
    let status = programs::command("batch", &["--jobs", "1", "-q", input])
        .stdout(Stdio::null())
        .status();
    assert!(status.expect("the program runs").success());
}

/// The best of some runs each, taken in turns.
fn best(mut works: [&mut dyn FnMut() -> f64; 3]) -> [f64; 3] {
    let mut best = [f64::INFINITY; 3];
    for _ in 0..7 {
        for (best, work) in best.iter_mut().zip(&mut works) {
            *best = best.min(work());
        }
    }
    best
}

#[test]
#[ignore = "a minute; it prints figures of the README"]
fn speed_beside_the_library() {
    let directory = directory("batch-speed");
    let pages = corpus().unwrap_or_else(|| {
        eprintln!("SKIPPED: the corpus is not there; the pages are those of the tests");
        (0..20_000).map(page).collect()
    });
    let bytes: usize = pages.iter().map(String::len).sum();
    let lines: String = pages
        .iter()
        .enumerate()
        .map(|(number, page)| format!("{}\n", serde_json::json!({"id": number, "text": page})))
        .collect();
    let archive: Vec<u8> = pages
        .iter()
        .enumerate()
        .flat_map(|(number, page)| warc("conversion", number, "text/plain", page.as_bytes()))
        .collect();
    let lines = file(&directory, "pages.jsonl", lines);
    let packed = gzip(&archive);
    let archived = file(&directory, "pages.wet.gz", &packed);

    let cleaner = bodytext::Cleaner::new();
    let library = || {
        timed(false, || {
            for page in &pages {
                black_box(cleaner.clean(page));
            }
        })
    };
    let unpack = || {
        timed(false, || {
            io::copy(
                &mut flate2::read::MultiGzDecoder::new(&packed[..]),
                &mut io::sink(),
            )
        })
    };
    let [alone, jsonl, wet] = best([
        &mut || library(),
        &mut || timed(true, || clean(&lines)),
        &mut || timed(true, || clean(&archived)),
    ]);
    let [unpacking, ..] = best([&mut || unpack(), &mut || 0.0, &mut || 0.0]);
    let rate = |seconds: f64| bytes as f64 / 1e6 / seconds;
    println!(
        "{} pages, {:.1} MB of text, one core: library {:.1} MB/s, unpacking gzip {:.0} MB/s\n\
         batch on JSON lines {:.1} MB/s: {:.2} of the library\n\
         batch on WET packed by gzip {:.1} MB/s: {:.2} of the slower of the two",
        pages.len(),
        bytes as f64 / 1e6,
        rate(alone),
        rate(unpacking),
        rate(jsonl),
        alone / jsonl,
        rate(wet),
        alone.max(unpacking) / wet,
    );
    assert!(alone / jsonl >= 0.8, "JSON lines: {:.2}", alone / jsonl);
    assert!(alone.max(unpacking) / wet >= 0.6);
}

/// The texts of the labelled pages, where they are.
fn corpus() -> Option<Vec<String>> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/corpus/text.jsonl.zst"
    );
    let mut decoder = zstd::Decoder::new(fs::File::open(path).ok()?).ok()?;
    decoder.window_log_max(27).ok()?;
    let mut lines = String::new();
    decoder.read_to_string(&mut lines).ok()?;
    let text = |line: &str| {
        let record: serde_json::Value = serde_json::from_str(line).ok()?;
        record["text"].as_str().map(str::to_owned)
    };
    lines.lines().map(text).collect()
}
