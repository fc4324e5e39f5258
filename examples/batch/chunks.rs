//! The inputs cut into chunks of records.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use serde::{Deserialize, Serialize};

use crate::program::fault::{Fault, Sort};
use crate::program::read::{self, Raw, Records, walk};
use crate::program::source::Source;

/// A chunk is complete with so many bytes, or so many records.
pub(crate) const BYTES: usize = 1 << 20;
const RECORDS: usize = 1024;

/// A place between two records.
#[derive(Clone, Default, PartialEq, Debug, Serialize, Deserialize)]
pub(crate) struct Place {
    /// The number of the file, from 0, directories being walked.
    file: u64,
    /// Its name, empty behind the last file.
    name: String,
    /// How many records of it stand before the place, those without a page included.
    record: u64,
}

/// Records that are cleaned and written together.
pub(crate) struct Chunk {
    pub(crate) number: u64,
    /// Each with the name of its file.
    pub(crate) records: Vec<(Raw, Arc<str>)>,
    /// The place behind the last of them.
    pub(crate) end: Place,
}

/// Reads chunk after chunk.
pub(crate) struct Chunks<F> {
    files: F,
    limit: usize,
    taken: Arc<AtomicU64>,
    /// The file that is being read.
    current: Option<(Arc<str>, Records)>,
    place: Place,
    number: u64,
}

/// The chunks of the sources behind `start`.
///
/// # Errors
/// If there is no such place, which means that the inputs are not those that it was taken of.
pub(crate) fn chunks(
    sources: Vec<Source>,
    but: Vec<PathBuf>,
    limit: usize,
    taken: Arc<AtomicU64>,
    start: &Place,
) -> Result<Chunks<impl Iterator<Item = walk::Found>>, String> {
    let mut chunks = Chunks {
        files: walk::walk(sources, but),
        limit,
        taken,
        current: None,
        place: Place::default(),
        number: 0,
    };
    chunks.pass(start)?;
    Ok(chunks)
}

impl<F: Iterator<Item = walk::Found>> Chunks<F> {
    /// Reads on to a place.
    fn pass(&mut self, start: &Place) -> Result<(), String> {
        if *start == Place::default() {
            return Ok(());
        }
        let changed = || {
            format!(
                "{}: the inputs have changed since the run began",
                start.name
            )
        };
        for _ in 0..start.file {
            let _ = self.files.next().ok_or_else(changed)?;
        }
        self.open();
        let name = self.current.as_ref().map_or("", |(name, _)| name);
        if name != start.name {
            return Err(changed());
        }
        if let Some((_, records)) = &mut self.current {
            for _ in 0..start.record {
                records.next().ok_or_else(changed)?;
            }
        }
        self.place = start.clone();
        Ok(())
    }

    /// Opens the next file; tells whether there is one.
    fn open(&mut self) -> bool {
        let (name, records): (Arc<str>, Records) = match self.files.next() {
            None => return false,
            Some(Ok(source)) => (
                source.id().into(),
                read::open(&source, self.limit, &self.taken),
            ),
            Some(Err((path, error))) => {
                let name = path.to_string_lossy();
                let unread = Raw::Bad {
                    id: Some(name.clone().into_owned()),
                    line: None,
                    fault: Fault::new(Sort::Input, error.to_string()),
                };
                (name.into(), Box::new(std::iter::once(unread)))
            }
        };
        self.current = Some((name, records));
        true
    }
}

impl<F: Iterator<Item = walk::Found>> Iterator for Chunks<F> {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        let mut records = Vec::new();
        let mut bytes = 0;
        while bytes < BYTES && records.len() < RECORDS {
            if self.current.is_none() && !self.open() {
                break;
            }
            let Some((name, input)) = &mut self.current else {
                break;
            };
            match input.next() {
                Some(record) => {
                    self.place.record += 1;
                    bytes += record.len();
                    records.push((record, Arc::clone(name)));
                }
                None => {
                    self.current = None;
                    self.place.file += 1;
                    self.place.record = 0;
                }
            }
        }
        if records.is_empty() {
            return None;
        }
        // Without a current file, all have been read.
        self.place.name = match &self.current {
            Some((name, _)) => name.to_string(),
            None => String::new(),
        };
        self.number += 1;
        Some(Chunk {
            number: self.number - 1,
            records,
            end: self.place.clone(),
        })
    }
}
