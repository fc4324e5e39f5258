//! How the cost of hostile input grows with its size: time and peak memory for each byte, the size doubled seven times
//! up to 10 MB.
//!
//! `cargo bench --bench growth` prints every family, and some at their greatest; `-- --quick` stops at 1.25 MB; a further
//! argument takes the families whose names hold it. The program fails where memory for each byte grows by more than
//! half, or time by more than half over three passes: a cost that is not linear grows a hundred times.
//!
//! Time is that of the processor in a process that keeps the memory it was given, as one does that cleans page after
//! page. The C library's allocator gives back what is above some 64 MB, and the kernel's work for each fresh page of
//! memory comes with great inputs only: `-- --fresh` shows the times with that work.

mod families;

use std::fs::File;
use std::hint::black_box;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, ExitCode};

use bodytext::{Article, Cleaner, Kind, Limits};
use cpu_time::ThreadTime;
use families::{FAMILIES, Family};
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The greatest size, in bytes; the least is the 128th of it.
const GREATEST: usize = 10_000_000;
const SIZES: u32 = 8;
/// Cost for each byte may grow by this factor from the least size to the greatest.
const FLAT: f64 = 1.5;

/// Families that are run at one more size, in bytes.
const GREATER: [(&str, usize); 2] = [("one line", 50_000_000), ("linked data, long", 20_000_000)];

/// What the allocator of glibc reads at the start of a process: blocks are never mapped by themselves, and nothing is
/// given back. Other allocators pass it over.
const KEPT: [(&str, &str); 2] = [
    ("MALLOC_MMAP_MAX_", "0"),
    ("MALLOC_TRIM_THRESHOLD_", "100000000000"),
];

/// All that a caller may ask of an article.
fn use_up(article: &Article<'_>) {
    black_box(article.body().to_string());
    black_box(article.to_markdown());
    black_box((
        article.title(),
        article.byline(),
        article.published(),
        article.quality(),
    ));
}

/// Cleans an input as its family asks.
fn clean(cleaner: &Cleaner, family: &Family, input: &[u8]) {
    match (family.is_html, std::str::from_utf8(input)) {
        (true, Ok(text)) => use_up(&cleaner.clean_html(text)),
        (true, Err(_)) => use_up(&cleaner.clean_html_bytes(input, None)),
        (false, Ok(text)) => use_up(&cleaner.clean(text)),
        (false, Err(_)) => use_up(&cleaner.clean(&String::from_utf8_lossy(input))),
    }
}

/// Nanoseconds of processor time and bytes of peak memory for each byte of input.
fn measure(cleaner: &Cleaner, family: &Family, size: usize) -> (f64, f64) {
    let input = (family.make)(size);
    let runs = (2_000_000 / size).clamp(2, 8);
    let (mut time, mut memory) = (f64::MAX, 0.0);
    for _ in 0..runs {
        MEMORY.reset_peak_usage();
        let before = MEMORY.current_usage();
        let start = ThreadTime::now();
        clean(cleaner, family, &input);
        time = time.min(start.elapsed().as_nanos() as f64);
        memory = (MEMORY.peak_usage() - before) as f64;
    }
    (time / input.len() as f64, memory / input.len() as f64)
}

/// The least cost of each size over some passes, printed. Whether time and memory are flat.
fn row(cleaner: &Cleaner, family: &Family, sizes: &[usize]) -> bool {
    let mut times = vec![f64::MAX; sizes.len()];
    let mut memory = vec![0.0; sizes.len()];
    let growth = |costs: &[f64]| costs[costs.len() - 1] / costs[0];
    // A busy machine can slow one size down and not another: more passes then.
    for _ in 0..3 {
        for (at, size) in sizes.iter().enumerate() {
            let (time, bytes) = measure(cleaner, family, *size);
            times[at] = times[at].min(time);
            memory[at] = bytes;
        }
        if growth(&times) <= FLAT {
            break;
        }
    }
    let (slower, larger) = (growth(&times), growth(&memory));
    let flat = |growth: f64| if growth <= FLAT { " " } else { "!" };
    print!(
        "{:<5}{:<26}",
        if family.is_html { "html" } else { "text" },
        family.name
    );
    times.iter().for_each(|time| print!("{time:>7.1}"));
    print!(
        "{slower:>6.2}{}  {:>7.1}{:>7.1}",
        flat(slower),
        memory[0],
        memory[memory.len() - 1]
    );
    println!("{larger:>6.2}{}", flat(larger));
    slower <= FLAT && larger <= FLAT
}

/// Peak memory for the largest page of the corpus, if that is there: `clean_html` alone, without what a caller asks of
/// the article.
fn largest_page() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/html.jsonl.zst");
    let Ok(file) = File::open(&path) else {
        println!("SKIPPED: there is no {}", path.display());
        return;
    };
    let mut decoder = zstd::Decoder::new(file).expect("a zstd file");
    decoder
        .window_log_max(27)
        .expect("a window that zstd allows");
    let mut largest = String::new();
    for line in BufReader::new(decoder).lines() {
        let record: serde_json::Value =
            serde_json::from_str(&line.expect("a line")).expect("a record");
        let html = record["html"].as_str().unwrap_or_default();
        if html.len() > largest.len() {
            largest = html.to_owned();
        }
    }
    MEMORY.reset_peak_usage();
    let before = MEMORY.current_usage();
    let article = bodytext::clean_html(&largest);
    let (peak, kept) = (
        MEMORY.peak_usage() - before,
        MEMORY.current_usage() - before,
    );
    let (size, blocks) = (largest.len(), article.blocks().len());
    let share = peak as f64 / size as f64;
    println!(
        "largest page: {size} bytes, {blocks} blocks; peak {peak} bytes, {share:.2} for each byte; {kept} kept"
    );
}

/// Time and memory of the families that are run at one more size.
fn greater(cleaner: &Cleaner, wanted: impl Fn(&Family) -> bool) {
    for family in FAMILIES.iter().filter(|family| wanted(family)) {
        for (_, size) in GREATER.iter().filter(|(name, _)| *name == family.name) {
            let (time, memory) = measure(cleaner, family, *size);
            let (page, megabytes) = (
                if family.is_html { "html" } else { "text" },
                size / 1_000_000,
            );
            println!(
                "{page} {} of {megabytes} MB: {time:.1} ns and {memory:.1} bytes for each byte",
                family.name
            );
        }
    }
}

/// Runs this program anew in a process that keeps its memory; `None` in that process.
fn keeping_memory() -> Option<ExitCode> {
    if KEPT
        .iter()
        .all(|(name, _)| std::env::var_os(name).is_some())
    {
        return None;
    }
    let program = std::env::current_exe().ok()?;
    let mut command = Command::new(program);
    let status = command
        .args(std::env::args_os().skip(1))
        .envs(KEPT)
        .status();
    let is_flat = status.expect("this program runs").success();
    Some(if is_flat {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|a| a != "--bench")
        .collect();
    if !arguments.iter().any(|argument| argument == "--fresh")
        && let Some(code) = keeping_memory()
    {
        return code;
    }
    let quick = arguments.iter().any(|argument| argument == "--quick");
    let wanted = arguments
        .iter()
        .find(|argument| !argument.starts_with("--"));
    let most = if quick { SIZES - 3 } else { SIZES };
    let sizes: Vec<usize> = (0..most)
        .map(|step| GREATEST >> (SIZES - 1 - step))
        .collect();
    let cleaner = Cleaner::new().keep(Kind::ALL).links(true).images(true);
    let cleaner = cleaner.limits(Limits::none());
    use_up(&cleaner.clean("The first call reads the tables."));
    use_up(&cleaner.clean_html("<p>The first call reads the tables.</p>"));
    if wanted.is_none() {
        largest_page();
    }
    print!("{:<31}", "ns for each byte, at KB");
    sizes.iter().for_each(|size| print!("{:>7}", size / 1_000));
    println!("   x      peak bytes for each byte, growth");
    let is_wanted = |f: &Family| wanted.is_none_or(|wanted| f.name.contains(&**wanted));
    let families = FAMILIES.iter().filter(|family| is_wanted(family));
    let not_flat = families
        .filter(|family| !row(&cleaner, family, &sizes))
        .count();
    if !quick {
        greater(&cleaner, is_wanted);
    }
    if not_flat > 0 {
        println!("{not_flat} families are not flat");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
