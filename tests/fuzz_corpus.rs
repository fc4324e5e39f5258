//! The fuzz targets on stable Rust: every target runs over the fixtures and over what fuzzing has found.
//!
//! An input under `tests/fuzz/TARGET/` is one that broke a promise once.
#![cfg(feature = "html")]

use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

#[path = "../fuzz/src/targets.rs"]
mod targets;

/// The files of a folder of the tests; none if there is no such folder.
fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(folder);
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}

/// Runs a target over files, of each so many bytes, and gives the names of those that break it.
fn broken(target: fn(&[u8]), files: &[PathBuf], most: usize) -> Vec<String> {
    let breaks = |path: &&PathBuf| {
        let data = fs::read(path).expect("a file");
        catch_unwind(|| target(&data[..data.len().min(most)])).is_err()
    };
    files
        .iter()
        .filter(breaks)
        .map(|path| path.display().to_string())
        .collect()
}

#[test]
fn every_target_holds_for_the_fixtures() {
    let seeds: Vec<PathBuf> = ["pages", "html"].into_iter().flat_map(files).collect();
    assert!(seeds.len() >= 100, "{} seeds", seeds.len());
    for (name, target) in targets::ALL {
        assert_eq!(broken(target, &seeds, 6_000), [""; 0], "{name}");
    }
}

#[test]
fn every_target_holds_for_what_was_found() {
    for (name, target) in targets::ALL {
        let found = files(&format!("fuzz/{name}"));
        assert_eq!(broken(target, &found, usize::MAX), [""; 0], "{name}");
    }
}
