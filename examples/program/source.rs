//! Where inputs come from.

use std::borrow::Cow;
use std::ffi::OsString;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Where an input comes from.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    Standard,
    File(PathBuf),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Standard => f.write_str("standard input"),
            Source::File(path) => path.display().fmt(f),
        }
    }
}

impl From<OsString> for Source {
    fn from(name: OsString) -> Source {
        if name == "-" {
            Source::Standard
        } else {
            Source::File(name.into())
        }
    }
}

impl Source {
    /// The sources that a command line names; standard input if it names none.
    pub(crate) fn all(names: Vec<PathBuf>) -> Vec<Source> {
        if names.is_empty() {
            return vec![Source::Standard];
        }
        let names = names.into_iter().map(PathBuf::into_os_string);
        names.map(Source::from).collect()
    }

    /// The `id` of the input's record: the name on the command line.
    pub(crate) fn id(&self) -> Cow<'_, str> {
        self.path()
            .map_or(Cow::Borrowed("-"), |path| path.to_string_lossy())
    }

    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Source::Standard => None,
            Source::File(path) => Some(path),
        }
    }

    /// The input as a stream of bytes.
    pub(crate) fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        match self {
            Source::Standard => Ok(Box::new(io::stdin())),
            Source::File(path) => Ok(Box::new(File::open(path)?)),
        }
    }

    /// The whole input.
    pub(crate) fn read(&self) -> Result<Vec<u8>, String> {
        let bytes = match self {
            Source::File(path) => fs::read(path),
            Source::Standard => {
                let mut bytes = Vec::new();
                io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
            }
        };
        bytes.map_err(|error| error.to_string())
    }
}

/// An error if `output` is one of the inputs: it would be read and written at once.
pub(crate) fn check_apart(inputs: &[Source], output: Option<&Path>) -> Result<(), String> {
    let Some(output) = output else {
        return Ok(());
    };
    let mut paths = inputs.iter().filter_map(Source::path);
    if paths.any(|input| is_same_file(input, output)) {
        return Err(format!(
            "{} would be read and written at once",
            output.display()
        ));
    }
    Ok(())
}

/// Whether both are one regular file. A device may well be read and written.
fn is_same_file(first: &Path, second: &Path) -> bool {
    match (first.canonicalize(), second.canonicalize()) {
        (Ok(first), Ok(second)) => first == second && first.is_file(),
        _ => false,
    }
}
