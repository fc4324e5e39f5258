//! The command line.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use sha2::{Digest as _, Sha256};

use crate::program::answer::Manner;
use crate::program::arguments::{self, Form, Keeping};
use crate::program::papers::Papers;
use crate::program::source::{Source, check_apart};
use crate::program::usage;
use crate::sink::Packing;
use crate::sites::{Plan, state};

const AFTER: &str = "\
Inputs are told apart by what they hold: JSON lines ({\"text\": ..} or {\"html\": ..}), WARC \
(responses as HTML), WET (as text), Parquet (in a program built with that feature), or a single \
page; each may be packed by gzip or zstd. A directory stands for the files below it, by name.

Output: a record for each page, in the order of the input, with title, byline, published, body and \
quality behind the fields that it came with (of an archive: id, url, date). A record that cannot be \
read becomes {\"id\": .., \"input\": .., \"line\": .., \"error\": ..}; errors are counted by kind at \
the end. Records of an archive that hold no page (requests, redirections, pictures) are passed over.

A file is written as FILE.part, with a journal beside it, and takes its name when it is complete. A \
run that was ended in whatever way is taken up with --resume and the same arguments: FILE will be the \
same, to the last byte, as if the run had not been ended. Of .gz and .zst every chunk is a member or \
frame of its own, which all common readers join.

Memory does not depend on how much is read. At most 4 chunks a job are on the way, each of 1 MiB and \
the record that filled it, and cleaning takes some ten times the page: with J jobs and records of at \
most M MiB no more than 60 + 18 J M MiB, and some 30 MiB with records of a few KB. A window of zstd may \
take 128 MiB more. Of directories the names in one are held.

With --sites every dump is cleaned with what the other pages of its site repeat; HTML teaches it too, \
but is cleaned as ever, since that was not seen to help there. A site is the registered domain of the field `url`, by the Public Suffix List; pages without one are cleaned by themselves. Files \
are read twice: first all pages are learned, then they are cleaned. Standard input and pipes are held up \
to --lag, learned and cleaned, then on: a page there is cleaned with what stands before it and at most \
the lag behind it. A page never counts as another page of its site, nor do copies of it. At most \
--most-sites profiles are in memory, of 128 KiB each with what cleans by them; others lie in a directory \
for temporary files, or in DIR. With --profiles DIR what earlier runs learned counts too, and what this \
one learned is kept there when its output is complete: a file DIR/SITE.profile for each site, below 64 KB, \
which the new one replaces as a whole. Two runs at a time must not share DIR.

Exit codes:
  0  done; records in error, which are answered in the output, count as done
  1  an input could not be read (the others are still cleaned), the output could not be written, or, \
with --strict, a record was in error
  2  wrong usage; nothing was cleaned

A reader that closes the pipe is no error: the program then stops without a word.";

/// Cleans a crawl: JSON lines, web archives and directories of pages in, JSON lines out, on all cores.
#[derive(Parser)]
#[command(name = "batch", version, after_help = AFTER, args_override_self = true)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
struct Given {
    /// Files and directories; with none, or where one is -, reads standard input
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// What pages are read as; without it each is told apart by what it holds, and of records with `text` and `html`
    /// the text is taken
    #[arg(long, value_name = "FORM", help_heading = "What is read")]
    input: Option<Form>,

    /// The longest record, in MiB; a longer one becomes an error record
    #[arg(
        long,
        value_name = "MIB",
        default_value = "16",
        value_parser = clap::value_parser!(u32).range(1..=2048),
        help_heading = "What is read"
    )]
    max_record: u32,

    /// The file to write, packed if its name ends in .gz or .zst, Parquet if in .parquet; without it, or for -, standard
    /// output
    #[arg(short, long, value_name = "FILE", help_heading = "What is written")]
    output: Option<PathBuf>,

    /// Go on where a run with the same arguments was ended
    #[arg(long, requires = "output", help_heading = "What is written")]
    resume: bool,

    /// Leave out pages whose quality is below this, 0 to 1
    #[arg(
        long,
        value_name = "QUALITY",
        default_value = "0",
        hide_default_value = true,
        value_parser = quality,
        help_heading = "What is written"
    )]
    min_quality: f32,

    /// Kind, start, end and score of every block as well
    #[arg(long, help_heading = "What is written")]
    blocks: bool,

    #[command(flatten)]
    keeping: Keeping,

    /// Clean each page with what other pages of its site repeat
    #[arg(long, help_heading = "Sites")]
    sites: bool,

    /// Keep what was learned of sites in this directory, for the next run
    #[arg(long, value_name = "DIR", requires = "sites", help_heading = "Sites")]
    profiles: Option<PathBuf>,

    /// How much of a stream is held to learn its sites, in MiB and the record that exceeds them
    #[arg(
        long,
        value_name = "MIB",
        default_value = "32",
        requires = "sites",
        value_parser = clap::value_parser!(u32).range(1..=65536),
        help_heading = "Sites"
    )]
    lag: u32,

    /// How many profiles are in memory at once
    #[arg(
        long,
        value_name = "N",
        default_value = "512",
        requires = "sites",
        help_heading = "Sites"
    )]
    most_sites: NonZeroUsize,

    /// How many threads clean (default: one for each core)
    #[arg(short, long, value_name = "N", help_heading = "How it runs")]
    jobs: Option<NonZeroUsize>,

    /// Exit with 1 if any record was in error
    #[arg(long, help_heading = "How it runs")]
    strict: bool,

    /// No progress and no summary
    #[arg(short, long, help_heading = "How it runs")]
    quiet: bool,

    /// Seconds between two lines of progress where standard error is no terminal
    #[arg(
        long,
        value_name = "SECONDS",
        default_value = "30",
        value_parser = clap::value_parser!(u64).range(1..),
        help_heading = "How it runs"
    )]
    every: u64,

    #[command(flatten)]
    papers: Papers,
}

pub(crate) struct Options {
    pub(crate) inputs: Vec<Source>,
    pub(crate) output: Option<PathBuf>,
    pub(crate) packing: Packing,
    pub(crate) resume: bool,
    /// The most bytes of a record.
    pub(crate) limit: usize,
    pub(crate) manner: Manner,
    pub(crate) sites: Option<Plan>,
    pub(crate) jobs: usize,
    pub(crate) strict: bool,
    pub(crate) quiet: bool,
    pub(crate) every: Duration,
    /// A hash of all that the output depends on, what the inputs hold left aside.
    pub(crate) fingerprint: String,
}

/// Reads the command line, or tells the exit code with which the program ends at once.
pub(crate) fn parse() -> Result<Options, ExitCode> {
    let given = arguments::parse("batch", |given: &Given| &given.papers)?;
    given.settle().map_err(|error| usage("batch", &error))
}

fn quality(number: &str) -> Result<f32, String> {
    match number.parse() {
        Ok(quality) if (0.0..=1.0).contains(&quality) => Ok(quality),
        _ => Err("a number from 0 to 1".into()),
    }
}

impl Given {
    fn settle(self) -> Result<Options, String> {
        let output = self.output.filter(|output| output.as_os_str() != "-");
        let packing = Packing::of(output.as_deref())?;
        if self.resume && (output.is_none() || packing == Packing::Parquet) {
            return Err("`--resume` goes on with a file of JSON lines".into());
        }
        let inputs = Source::all(self.inputs);
        check_apart(&inputs, output.as_deref())?;
        let cleaner = self.keeping.cleaner()?;
        let twice = inputs.iter().all(is_read_twice);
        if self.resume && self.sites && !twice {
            return Err("`--resume` with `--sites` goes on with files alone".into());
        }
        let sites = self.sites.then(|| Plan {
            lag: self.lag as usize * (1 << 20),
            most: self.most_sites.get(),
            kept: self.profiles,
            twice,
        });
        let known = sites.as_ref().and_then(|plan| plan.kept.as_deref());
        let told = format!(
            "{}\n{:?}\n{}\n{:?}\n{}\n{}\n{packing:?}\n{inputs:?}\n{}\n{:?}",
            env!("CARGO_PKG_VERSION"),
            self.input,
            self.max_record,
            self.keeping.told()?,
            self.min_quality,
            self.blocks,
            sites.is_some(),
            known.map(state),
        );
        let jobs = self
            .jobs
            .map_or_else(std::thread::available_parallelism, Ok)
            .map_or(1, NonZeroUsize::get);
        Ok(Options {
            fingerprint: hex(&Sha256::digest(told)),
            inputs,
            output,
            packing,
            resume: self.resume,
            limit: self.max_record as usize * (1 << 20),
            manner: Manner {
                cleaner,
                choose: None,
                form: self.input,
                blocks: self.blocks,
                min_quality: self.min_quality,
            },
            sites,
            jobs,
            strict: self.strict,
            quiet: self.quiet,
            every: Duration::from_secs(self.every),
        })
    }
}

/// Whether an input can be read a second time.
fn is_read_twice(input: &Source) -> bool {
    input
        .path()
        .is_some_and(|path| !path.exists() || path.is_file() || path.is_dir())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
