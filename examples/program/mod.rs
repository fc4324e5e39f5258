//! What the programs `clean`, `batch` and `report` share: options, inputs, records, streams and exit codes.
#![allow(
    dead_code,
    reason = "each of the programs uses a part of what they share"
)]

pub(crate) mod answer;
pub(crate) mod arguments;
pub(crate) mod decode;
pub(crate) mod fault;
pub(crate) mod http;
pub(crate) mod output;
pub(crate) mod page;
pub(crate) mod papers;
pub(crate) mod read;
pub(crate) mod record;
pub(crate) mod sniff;
pub(crate) mod source;
pub(crate) mod words;

use std::io::{self, ErrorKind, Write as _};
use std::process::ExitCode;

/// Exit code for an input that could not be read, or an output that could not be written.
pub(crate) const FAILED: u8 = 1;
/// Exit code for wrong usage.
pub(crate) const USAGE: u8 = 2;

/// Writes a line to standard error. That nobody may be listening there is no reason to stop, as `eprintln!` would.
pub(crate) fn say(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}

/// The exit code for wrong usage, which is told.
pub(crate) fn usage(program: &str, message: &str) -> ExitCode {
    say(&format!(
        "{program}: {}\n{program}: `--help` lists the options",
        message.trim_end()
    ));
    ExitCode::from(USAGE)
}

/// The exit code that follows from how writing went, and whether an input failed. A reader that closed the pipe is no
/// error.
pub(crate) fn finish(program: &str, result: io::Result<()>, mut failed: bool) -> ExitCode {
    if let Err(error) = result
        && error.kind() != ErrorKind::BrokenPipe
    {
        say(&format!("{program}: cannot write: {error}"));
        failed = true;
    }
    ExitCode::from(if failed { FAILED } else { 0 })
}
