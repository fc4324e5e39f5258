//! The labelled pages of `../shared/corpus`. The package of other systems includes this file too.

use std::fs::File;
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use serde::de::DeserializeOwned;

/// The records of a file of this name, where `root` is the repository; none where it is not there, which is said aloud.
pub(crate) fn records<R: DeserializeOwned>(root: &Path, name: &str) -> Vec<R> {
    let Ok(file) = File::open(root.join("../shared/corpus").join(name)) else {
        eprintln!("SKIPPED: corpus (there is no ../shared/corpus/{name})");
        return Vec::new();
    };
    let mut decoder = zstd::Decoder::new(file).expect("a zstd file");
    decoder
        .window_log_max(27)
        .expect("a window that zstd allows");
    BufReader::new(decoder)
        .lines()
        .map(|line| serde_json::from_str(&line.expect("a line")).expect("a record"))
        .collect()
}

/// So many of the pages, spread over all: the same on every machine.
pub(crate) fn spread(pages: impl Iterator<Item = String>, count: usize) -> Vec<String> {
    let all: Vec<String> = pages.collect();
    let every = (all.len() / count).max(1);
    all.into_iter().step_by(every).take(count).collect()
}
