//! Cleans a crawl: JSON lines, web archives and directories of pages in, JSON lines out, on all cores.
//!
//! ```text
//! cargo run --release --example batch -- crawl.warc.gz --output bodies.jsonl.zst
//! cargo run --release --example batch -- --resume crawl.warc.gz --output bodies.jsonl.zst
//! zstd -dc pages.jsonl.zst | cargo run --release --example batch -- --min-quality 0.7 > bodies.jsonl
//! ```
//!
//! `--help` lists the options and exit codes.
//!
//! ```text
//! reader ── chunks of records ──▶ workers ── answers, packed ──▶ writer ──▶ output, journal
//!    ▲                                                             │
//!    └──────────────────────── permits ◀───────────────────────────┘
//! ```
//!
//! The reader cuts the inputs into chunks of about a mebibyte. A chunk needs a permit, which the writer gives back once
//! the chunk is written, so that no more than a fixed number of them is anywhere on the way. Where chunks are cut
//! depends on the inputs alone: a run that goes on behind any chunk writes the same bytes as one that ran through.

mod chunks;
mod journal;
mod options;
mod pipeline;
#[path = "../program/mod.rs"]
mod program;
mod progress;
mod sink;
mod sites;
mod tally;

use std::io::ErrorKind;
use std::process::ExitCode;

use options::Options;
use program::fault::Sort;
use program::{FAILED, finish, say, usage};
use sink::{Opened, Sink};

fn main() -> ExitCode {
    match options::parse() {
        Ok(options) => run(options),
        Err(code) => code,
    }
}

fn run(options: Options) -> ExitCode {
    let (sink, start) = match Sink::open(&options) {
        Ok(Opened::Ready(sink, start)) => (sink, start),
        Ok(Opened::Complete(message)) => {
            if !options.quiet {
                say(&format!("batch: {message}"));
            }
            return ExitCode::SUCCESS;
        }
        Ok(Opened::Other(message)) => return usage("batch", &message),
        Err(error) => return finish("batch", Err(error), false),
    };
    let (quiet, strict) = (options.quiet, options.strict);
    match pipeline::run(options, sink, start) {
        Ok(tally) => {
            if !quiet {
                say(&format!("batch: {tally}"));
            }
            let failed = tally.errors(Sort::Input) > 0 || strict && tally.all_errors() > 0;
            ExitCode::from(if failed { FAILED } else { 0 })
        }
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("batch: {error}"));
            ExitCode::from(FAILED)
        }
    }
}
