//! Measures the cleaner on labelled pages, beside the line rules that are in use today.
//!
//! ```text
//! cargo run --release --example evaluate -- ../shared/corpus ../shared/seeds
//! cargo run --release --example evaluate -- --folds folds ../shared/corpus/text.jsonl.zst
//! ```
//!
//! `--help` lists the options. Figures go to standard output, progress and complaints to standard error.
//!
//! Exit codes:
//!
//! - 0: done.
//! - 1: an input could not be read, while the others were still measured; or an output could not be written.
//! - 2: wrong usage, a table of weights that cannot be read included. Nothing was measured.
//!
//! A reader that closes the pipe is no error: the program then stops without a word.

#[path = "../common/arguments.rs"]
mod arguments;
#[path = "../common/mod.rs"]
mod common;

mod baselines;
mod goals;
mod html;
mod input;
mod judges;
mod kinds;
mod law;
mod lines;
mod metadata;
mod options;
mod quality;
mod report;
mod sites;
mod table;
mod tally;
mod texts;
mod worst;

use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::process::ExitCode;

use input::Inputs;
use judges::Judges;
use options::{Options, Request};
use report::Report;

/// Exit code for an input that could not be read, or an output that could not be written.
const UNREAD: u8 = 1;
/// Exit code for wrong usage.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    match options::parse(lexopt::Parser::from_env()) {
        Ok(Request::Run(options)) => run(&options),
        Ok(Request::Help(text)) => finish(print(text), false),
        Err(error) => {
            say(&format!(
                "evaluate: {error}\nevaluate: `--help` lists the options"
            ));
            ExitCode::from(USAGE)
        }
    }
}

fn run(options: &Options) -> ExitCode {
    let judges = match Judges::new(options) {
        Ok(judges) => judges,
        Err(error) => {
            say(&format!("evaluate: {error}"));
            return ExitCode::from(USAGE);
        }
    };
    let (mut inputs, mut failed) = (Inputs::default(), false);
    for path in &options.inputs {
        if let Err(error) = inputs.read(path, options) {
            say(&format!("evaluate: {error}"));
            failed = true;
        }
    }
    if inputs.dumps().is_empty() && inputs.htmls.is_empty() {
        say("evaluate: there is no page to measure on");
        return ExitCode::from(UNREAD);
    }
    let report = Report::new(&inputs, &judges, options);
    let json = options.json.as_ref().map_or(Ok(()), |path| {
        let named =
            |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
        fs::write(path, format!("{:#}\n", report.json())).map_err(named)
    });
    finish(json.and(print(report.text())), failed)
}

fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush())
}

/// The exit code that follows from how writing went, and whether an input failed.
fn finish(result: io::Result<()>, mut failed: bool) -> ExitCode {
    if let Err(error) = result
        && error.kind() != ErrorKind::BrokenPipe
    {
        say(&format!("evaluate: cannot write: {error}"));
        failed = true;
    }
    ExitCode::from(if failed { UNREAD } else { 0 })
}

/// Writes a line to standard error. That nobody may be listening there is no reason to stop, as `eprintln!` would.
fn say(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}
