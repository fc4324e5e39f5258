//! Prints the body text of scraped pages that were saved as plain text.
//!
//! ```text
//! cargo run --release --example clean -- FILE...
//! cargo run --release --example clean -- --explain page.txt
//! cargo run --release --example clean -- --jsonl < pages.jsonl > bodies.jsonl
//! ```
//!
//! `--help` lists the options. What is asked for goes to standard output, or to the file that `--output` names; all
//! else goes to standard error.
//!
//! Exit codes:
//!
//! - 0: done. Records in error count as done: the output has an answer for each of them.
//! - 1: an input could not be read or was not text, while the others were still cleaned; or the output could not be
//!   written.
//! - 2: wrong usage, a file of cue phrases that cannot be read included. Nothing was cleaned.
//!
//! A reader that closes the pipe is no error: the program then stops without a word.

#[path = "../common/arguments.rs"]
mod arguments;
mod input;
mod json;
mod listing;
mod options;
mod output;

use std::io::{self, ErrorKind, Write as _};
use std::process::ExitCode;

use input::{Encoding, Source};
use options::{Format, Options, Request};
use output::Output;

/// Exit code for an input that could not be read, or an output that could not be written.
const UNREAD: u8 = 1;
/// Exit code for wrong usage.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    match options::parse(lexopt::Parser::from_env()) {
        Ok(Request::Run(options)) => run(&options),
        Ok(Request::Print(text)) => {
            let mut out = io::stdout().lock();
            finish(
                out.write_all(text.as_bytes()).and_then(|()| out.flush()),
                false,
            )
        }
        Err(error) => {
            say(&format!(
                "clean: {error}\nclean: `--help` lists the options"
            ));
            ExitCode::from(USAGE)
        }
    }
}

fn run(options: &Options) -> ExitCode {
    let mut failed = false;
    let result = Output::open(options.output.as_deref(), options.color).and_then(|mut out| {
        clean_all(options, &mut out, &mut failed)?;
        out.flush()
    });
    finish(result, failed)
}

/// The exit code that follows from how writing went, and whether an input failed.
fn finish(result: io::Result<()>, mut failed: bool) -> ExitCode {
    if let Err(error) = result
        && error.kind() != ErrorKind::BrokenPipe
    {
        say(&format!("clean: cannot write: {error}"));
        failed = true;
    }
    ExitCode::from(if failed { UNREAD } else { 0 })
}

/// Cleans every input. Errors are those of writing; inputs that fail are told of and set `failed`.
fn clean_all(options: &Options, out: &mut Output, failed: &mut bool) -> io::Result<()> {
    let mut first = true;
    for source in &options.inputs {
        if options.jsonl {
            if let Err(error) = json::clean_records(options, source, out)? {
                say(&format!("{source}: {error}"));
                *failed = true;
            }
            continue;
        }
        match source.read() {
            Ok(decoded) => {
                tell_encoding(source, &decoded.encoding);
                clean_page(options, source, &decoded.text, first, out)?;
                first = false;
            }
            Err(error) => {
                say(&format!("{source}: {error}"));
                *failed = true;
            }
        }
    }
    Ok(())
}

fn clean_page(
    options: &Options,
    source: &Source,
    text: &str,
    first: bool,
    out: &mut Output,
) -> io::Result<()> {
    let article = options.cleaner.clean(text);
    if options.format != Format::Json && options.inputs.len() > 1 {
        writeln!(out, "{}==> {source} <==", if first { "" } else { "\n" })?;
    }
    match options.format {
        Format::Json => json::write_page(out, &source.id(), &article, options.blocks),
        Format::Markdown => out.write_all(article.to_markdown().as_bytes()),
        Format::Text => match options.explain {
            Some(most) => listing::explain(out, &article, most),
            None if options.blocks => listing::blocks(out, &article),
            None => listing::article(out, &article),
        },
    }
}

fn tell_encoding(source: &Source, encoding: &Encoding) {
    if encoding.name != "UTF-8" {
        say(&format!("{source}: not UTF-8; read as {}", encoding.name));
    }
    if encoding.damaged {
        say(&format!(
            "{source}: invalid {} in places; replaced by U+FFFD",
            encoding.name
        ));
    }
}

/// Writes a line to standard error. That nobody may be listening there is no reason to stop, as `eprintln!` would.
fn say(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}
