//! How far a run has come, kept beside its output.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::chunks::Place;
use crate::tally::Tally;

/// Where a run begins.
#[derive(Default)]
pub(crate) struct Start {
    pub(crate) place: Place,
    pub(crate) tally: Tally,
}

/// What is kept: all records before `place` are answered by the first `bytes` bytes of the output.
#[derive(Serialize, Deserialize)]
pub(crate) struct Entry {
    /// Of the options that the output depends on.
    pub(crate) fingerprint: String,
    pub(crate) bytes: u64,
    pub(crate) place: Place,
    pub(crate) tally: Tally,
}

/// The file that holds the last entry.
pub(crate) struct Journal {
    path: PathBuf,
}

impl Journal {
    pub(crate) fn new(path: PathBuf) -> Journal {
        Journal { path }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The last entry; `None` if there is none that can be read.
    pub(crate) fn read(&self) -> Option<Entry> {
        serde_json::from_slice(&fs::read(&self.path).ok()?).ok()
    }

    /// Replaces the entry. Whenever the run ends, the old one or the new one is there as a whole: the new one is written
    /// aside and takes the name of the old one.
    pub(crate) fn write(&self, entry: &Entry) -> io::Result<()> {
        let mut aside = self.path.clone().into_os_string();
        aside.push(".new");
        let mut file = File::create(&aside)?;
        file.write_all(&serde_json::to_vec(entry)?)?;
        file.sync_data()?;
        fs::rename(&aside, &self.path)
    }

    pub(crate) fn remove(&self) -> io::Result<()> {
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}
