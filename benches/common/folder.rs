//! Pages of the repository's own. Packages below `benches` include this file too.

use std::fs;
use std::path::{Path, PathBuf};

/// The files with this ending of a folder below `root`, by name.
pub(crate) fn folder(root: &Path, name: &str, ending: &str) -> Vec<String> {
    let mut paths: Vec<PathBuf> = fs::read_dir(root.join(name))
        .expect("the folder of pages")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|own| own == ending))
        .collect();
    paths.sort();
    let page = |path| fs::read_to_string(path).expect("a page");
    paths.iter().map(page).collect()
}
