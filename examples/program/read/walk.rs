//! Inputs that are directories, as the files in them.

use std::io;
use std::path::PathBuf;

use walkdir::WalkDir;

use crate::program::source::Source;

/// A file to read, or why there is none.
pub(crate) type Found = Result<Source, (PathBuf, io::Error)>;

/// The sources, each directory replaced by the files below it in order of their names. The names of one directory and
/// of those above it are held at a time. Files of `but` are left out.
pub(crate) fn walk(sources: Vec<Source>, but: Vec<PathBuf>) -> impl Iterator<Item = Found> + Send {
    sources
        .into_iter()
        .flat_map(move |source| -> Box<dyn Iterator<Item = Found> + Send> {
            match source {
                Source::File(path) if path.is_dir() => {
                    let but = but.clone();
                    Box::new(files(path).filter(move |found| !is_one_of(found, &but)))
                }
                source => Box::new(std::iter::once(Ok(source))),
            }
        })
}

fn is_one_of(found: &Found, paths: &[PathBuf]) -> bool {
    let Ok(Source::File(found)) = found else {
        return false;
    };
    let named = paths
        .iter()
        .filter(|path| path.file_name() == found.file_name());
    named
        .into_iter()
        .any(|path| match (path.canonicalize(), found.canonicalize()) {
            (Ok(path), Ok(found)) => path == found,
            _ => false,
        })
}

fn files(directory: PathBuf) -> impl Iterator<Item = Found> + Send {
    let entries = WalkDir::new(&directory)
        .follow_links(true)
        .sort_by_file_name();
    entries.into_iter().filter_map(move |entry| match entry {
        Ok(entry) if entry.file_type().is_file() => Some(Ok(Source::File(entry.into_path()))),
        Ok(_) => None,
        Err(error) => {
            let path = error.path().map_or_else(|| directory.clone(), Into::into);
            Some(Err((path, error.into())))
        }
    })
}
