//! What the benches share: pages, and how work over pages is timed.

mod folder;
mod labelled;

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use bodytext::stages::Stages;
use bodytext::{Cleaner, Page};
use criterion::{Criterion, SamplingMode, Throughput};
use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};
use serde::de::DeserializeOwned;

pub(crate) use labelled::spread;

/// The records of a file of `../shared/corpus`; none where it is not there, which is said aloud.
pub(crate) fn corpus<R: DeserializeOwned>(name: &str) -> Vec<R> {
    labelled::records(Path::new(env!("CARGO_MANIFEST_DIR")), name)
}

/// The files with this ending of a folder of the repository, by name.
pub(crate) fn folder(name: &str, ending: &str) -> Vec<String> {
    folder::folder(Path::new(env!("CARGO_MANIFEST_DIR")), name, ending)
}

/// One iteration does `work` on every page.
pub(crate) fn over_pages<P: AsRef<[u8]>>(
    criterion: &mut Criterion,
    group: &str,
    name: &str,
    pages: &[P],
    work: impl Fn(&P),
) {
    let bytes: usize = pages.iter().map(|page| page.as_ref().len()).sum();
    let mut group = criterion.benchmark_group(group);
    group.throughput(Throughput::Bytes(bytes as u64));
    group.sampling_mode(SamplingMode::Flat);
    group.bench_function(name, |bencher| {
        bencher.iter(|| pages.iter().for_each(&work))
    });
    group.finish();
}

/// All pages on one thread and on two.
pub(crate) fn threads(criterion: &mut Criterion, group: &str, pages: &[String], work: fn(&str)) {
    let bytes: usize = pages.iter().map(String::len).sum();
    let mut group = criterion.benchmark_group(group);
    group.throughput(Throughput::Bytes(bytes as u64));
    group.sampling_mode(SamplingMode::Flat).sample_size(10);
    for count in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(count).build();
        let pool = pool.expect("threads");
        group.bench_function(format!("{count}"), |bencher| {
            bencher.iter(|| pool.install(|| pages.par_iter().for_each(|page| work(page))));
        });
    }
    group.finish();
}

/// Every stage by itself, given what those before it made of the pages. Throughputs are those of the input.
pub(crate) fn stages(
    criterion: &mut Criterion,
    group: &str,
    pages: &[String],
    segment: for<'t> fn(&Cleaner, &'t str) -> Page<'t>,
) {
    let cleaner = Cleaner::new();
    let bytes: usize = pages.iter().map(String::len).sum();
    let made: Vec<Stages<'_>> = pages
        .iter()
        .map(|page| Stages::new(&cleaner, segment(&cleaner, page)))
        .collect();
    over_pages(criterion, group, "1 segment", pages, |page| {
        std::hint::black_box(segment(&cleaner, page));
    });
    let mut group = criterion.benchmark_group(group);
    group.throughput(Throughput::Bytes(bytes as u64));
    group.sampling_mode(SamplingMode::Flat);
    let mut stage = |name: &str, work: &dyn Fn(&Stages<'_>) -> usize| {
        group.bench_function(name, |bencher| {
            bencher.iter(|| made.iter().map(work).sum::<usize>());
        });
    };
    stage("2 measure", &|made| made.measure());
    stage("3 first round of passes, survey", &|made| made.survey());
    stage("4 second round of passes", &|made| made.compare());
    stage("5 decode", &|made| made.decode());
    stage("6 assemble", &|made| made.assemble().blocks().len());
    for name in Stages::passes() {
        stage(&format!("pass {name}"), &|made| made.pass(name));
    }
    group.finish();
}

/// With this variable set, the process does no more than its first call, and says how many nanoseconds it took.
const FIRST: &str = "BODYTEXT_FIRST_CALL";

/// Does the first call, if this process was started for it.
pub(crate) fn is_first_call(work: impl Fn()) -> bool {
    let is_asked = std::env::var_os(FIRST).is_some();
    if is_asked {
        let start = Instant::now();
        work();
        println!("{}", start.elapsed().as_nanos());
    }
    is_asked
}

/// The first call of a process, in a new process each time; only the call is timed.
pub(crate) fn first_call(criterion: &mut Criterion, name: &str) {
    let Ok(program) = std::env::current_exe() else {
        return;
    };
    let first = || {
        let output = Command::new(&program).env(FIRST, "1").output();
        let output = output.expect("this program runs").stdout;
        let nanoseconds = String::from_utf8_lossy(&output).trim().parse();
        Duration::from_nanos(nanoseconds.expect("a number of nanoseconds"))
    };
    let mut group = criterion.benchmark_group("first call");
    group.sample_size(10);
    group.bench_function(name, |bencher| {
        bencher.iter_custom(|count| (0..count).map(|_| first()).sum());
    });
    group.finish();
}
