//! Where the answers go.

#[cfg(feature = "parquet")]
mod parquet;

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::chunks::Place;
use crate::journal::{Entry, Journal, Start};
use crate::options::Options;
use crate::program::say;
use crate::tally::{Tally, spoken};

/// The time between two entries of the journal, each of which waits for the disk.
const ENTRIES: Duration = Duration::from_millis(250);

/// How strongly chunks are packed: what the tools do unless they are told otherwise.
const GZIP: u32 = 6;
const ZSTD: i32 = 3;

/// How the output is packed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Packing {
    None,
    Gzip,
    Zstd,
    Parquet,
}

impl Packing {
    /// By the name of the output.
    pub(crate) fn of(output: Option<&Path>) -> Result<Packing, String> {
        match output.and_then(Path::extension).and_then(OsStr::to_str) {
            Some("gz") => Ok(Packing::Gzip),
            Some("zst") => Ok(Packing::Zstd),
            Some("parquet") if cfg!(feature = "parquet") => Ok(Packing::Parquet),
            Some("parquet") => {
                Err("Parquet is written by a program built with `--features parquet`".into())
            }
            _ => Ok(Packing::None),
        }
    }

    /// Packs the answers to a chunk so that chunks behind one another are one stream.
    pub(crate) fn pack(self, bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        if bytes.is_empty() {
            return Ok(bytes);
        }
        self.member(bytes)
    }

    fn member(self, bytes: Vec<u8>) -> io::Result<Vec<u8>> {
        match self {
            Packing::None | Packing::Parquet => Ok(bytes),
            Packing::Gzip => {
                let mut packed = flate2::write::GzEncoder::new(
                    Vec::with_capacity(bytes.len() / 2),
                    flate2::Compression::new(GZIP),
                );
                packed.write_all(&bytes)?;
                packed.finish()
            }
            Packing::Zstd => zstd::bulk::compress(&bytes, ZSTD),
        }
    }
}

/// The open output.
pub(crate) enum Sink {
    /// Standard output, a pipe, a device: nothing to go on with.
    Stream(Box<dyn Write>),
    File(Box<Part>),
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::Table>),
}

/// A file that is being written, its journal, and the name that it takes when it is complete.
pub(crate) struct Part {
    file: File,
    packing: Packing,
    bytes: u64,
    path: PathBuf,
    complete: PathBuf,
    journal: Journal,
    fingerprint: String,
    entered: Instant,
}

/// What opening the output led to.
pub(crate) enum Opened {
    Ready(Sink, Start),
    /// There is nothing to do.
    Complete(String),
    /// The run that was to be taken up is another one.
    Other(String),
}

impl Sink {
    pub(crate) fn open(options: &Options) -> io::Result<Opened> {
        let Some(path) = &options.output else {
            let stdout = Box::new(io::stdout().lock());
            return Ok(Opened::Ready(Sink::Stream(stdout), Start::default()));
        };
        let named =
            |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
        #[cfg(feature = "parquet")]
        if options.packing == Packing::Parquet {
            let table = parquet::Table::create(path).map_err(named)?;
            let sink = Sink::Parquet(Box::new(table));
            return Ok(Opened::Ready(sink, Start::default()));
        }
        if path.exists() && !path.is_file() {
            let stream = OpenOptions::new().write(true).open(path).map_err(named)?;
            return Ok(Opened::Ready(
                Sink::Stream(Box::new(stream)),
                Start::default(),
            ));
        }
        Part::open(options, path).map_err(named)
    }

    /// The files that belong to the output, which are no inputs even if they lie in a directory that is.
    pub(crate) fn paths(&self) -> Vec<PathBuf> {
        match self {
            Sink::Stream(_) => Vec::new(),
            Sink::File(part) => {
                let mut aside = part.journal.path().as_os_str().to_owned();
                aside.push(".new");
                vec![
                    part.path.clone(),
                    part.complete.clone(),
                    part.journal.path().to_owned(),
                    aside.into(),
                ]
            }
            #[cfg(feature = "parquet")]
            Sink::Parquet(table) => table.paths(),
        }
    }

    /// Writes the answers to a chunk that ends at a place.
    pub(crate) fn write(&mut self, bytes: &[u8], end: &Place, tally: &Tally) -> io::Result<()> {
        match self {
            Sink::Stream(stream) => {
                stream.write_all(bytes)?;
                stream.flush()
            }
            Sink::File(part) => {
                part.file.write_all(bytes)?;
                part.bytes += bytes.len() as u64;
                if part.entered.elapsed() >= ENTRIES {
                    part.enter(end, tally)?;
                }
                Ok(())
            }
            #[cfg(feature = "parquet")]
            Sink::Parquet(table) => table.write(bytes),
        }
    }

    /// Completes the output.
    pub(crate) fn finish(self) -> io::Result<()> {
        match self {
            Sink::Stream(mut stream) => stream.flush(),
            Sink::File(part) => part.complete(),
            #[cfg(feature = "parquet")]
            Sink::Parquet(table) => table.finish(),
        }
    }
}

/// A path with an ending more.
fn with(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

impl Part {
    fn open(options: &Options, complete: &Path) -> io::Result<Opened> {
        let path = with(complete, ".part");
        let journal = Journal::new(with(&path, ".journal"));
        if options.resume {
            if !path.exists() && complete.exists() {
                journal.remove()?;
                let message = format!("{} is complete; nothing to do", complete.display());
                return Ok(Opened::Complete(message));
            }
            let length = path.metadata().map_or(0, |metadata| metadata.len());
            if let Some(entry) = journal.read().filter(|entry| entry.bytes <= length) {
                if entry.fingerprint != options.fingerprint {
                    return Ok(Opened::Other(format!(
                        "{} was begun with other arguments or by another version; without `--resume` it is begun anew",
                        path.display()
                    )));
                }
                return Part::go_on(options, complete, path, journal, entry);
            }
        }
        // In this order no journal of another run is ever beside the file.
        journal.remove()?;
        let mut part = Part {
            file: File::create(&path)?,
            packing: options.packing,
            bytes: 0,
            path,
            complete: complete.to_owned(),
            journal,
            fingerprint: options.fingerprint.clone(),
            entered: Instant::now(),
        };
        let start = Start::default();
        part.enter(&start.place, &start.tally)?;
        Ok(Opened::Ready(Sink::File(Box::new(part)), start))
    }

    /// Takes up a run behind the last entry of its journal; what was written behind it is cut off.
    fn go_on(
        options: &Options,
        complete: &Path,
        path: PathBuf,
        journal: Journal,
        entry: Entry,
    ) -> io::Result<Opened> {
        let mut file = OpenOptions::new().write(true).open(&path)?;
        file.set_len(entry.bytes)?;
        file.seek(SeekFrom::End(0))?;
        if !options.quiet {
            say(&format!(
                "batch: {} goes on behind {} documents of {} before",
                path.display(),
                entry.tally.documents,
                spoken(Duration::from_secs_f64(entry.tally.seconds.max(0.0)))
            ));
        }
        let part = Part {
            file,
            packing: options.packing,
            bytes: entry.bytes,
            path,
            complete: complete.to_owned(),
            journal,
            fingerprint: entry.fingerprint,
            entered: Instant::now(),
        };
        let start = Start {
            place: entry.place,
            tally: entry.tally,
        };
        Ok(Opened::Ready(Sink::File(Box::new(part)), start))
    }

    /// Enters in the journal that all up to a place is on the disk.
    fn enter(&mut self, place: &Place, tally: &Tally) -> io::Result<()> {
        self.file.sync_data()?;
        self.journal.write(&Entry {
            fingerprint: self.fingerprint.clone(),
            bytes: self.bytes,
            place: place.clone(),
            tally: tally.clone(),
        })?;
        self.entered = Instant::now();
        Ok(())
    }

    fn complete(mut self) -> io::Result<()> {
        if self.bytes == 0 {
            // A packed stream of nothing is not a file of nothing.
            self.file.write_all(&self.packing.member(Vec::new())?)?;
        }
        self.file.sync_all()?;
        fs::rename(&self.path, &self.complete)?;
        self.journal.remove()
    }
}
