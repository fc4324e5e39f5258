//! Prints the body text of scraped pages: HTML, or plain text that a page was flattened to.
//!
//! ```text
//! cargo run --release --example clean -- FILE...
//! cargo run --release --example clean -- --format markdown page.html
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

mod listing;
mod options;
#[path = "../program/mod.rs"]
mod program;

use std::io::{self, BufReader, Write as _};
use std::process::ExitCode;

use bodytext::Article;
use options::{Format, Options};
use program::answer::{Outcome, write_page};
use program::arguments::Form;
use program::decode::{self, Encoding};
use program::fault::Sort;
use program::output::Output;
use program::read::{Lines, Raw};
use program::source::Source;
use program::{finish, say, sniff};

/// How much of a stream of records is read at once.
const BUFFER: usize = 1 << 16;

fn main() -> ExitCode {
    match options::parse() {
        Ok(options) => run(&options),
        Err(code) => code,
    }
}

fn run(options: &Options) -> ExitCode {
    let mut failed = false;
    let result = Output::open(options.output.as_deref(), options.color).and_then(|mut out| {
        clean_all(options, &mut out, &mut failed)?;
        out.flush()
    });
    finish("clean", result, failed)
}

/// Cleans every input. Errors are those of writing; inputs that fail are told of and set `failed`.
fn clean_all(options: &Options, out: &mut Output, failed: &mut bool) -> io::Result<()> {
    let mut first = true;
    for source in &options.inputs {
        if options.jsonl {
            if let Err(error) = clean_records(options, source, out)? {
                say(&format!("{source}: {error}"));
                *failed = true;
            }
            continue;
        }
        match source.read() {
            Ok(bytes) if form_of(options, source, &bytes) == Form::Html => {
                let article = options.manner.cleaner.clean_html_bytes(&bytes, None);
                let name = article.page().encoding().unwrap_or_default();
                let damaged = name == "UTF-8" && std::str::from_utf8(&bytes).is_err();
                tell_encoding(source, &Encoding { name, damaged });
                drop(bytes);
                print(options, source, &article, first, out)?;
            }
            Ok(bytes) => {
                let Some(decoded) = decode::decode(bytes) else {
                    say(&format!("{source}: not text: it holds NUL characters"));
                    *failed = true;
                    continue;
                };
                tell_encoding(source, &decoded.encoding);
                let article = options.manner.cleaner.clean(&decoded.text);
                print(options, source, &article, first, out)?;
            }
            Err(error) => {
                say(&format!("{source}: {error}"));
                *failed = true;
                continue;
            }
        }
        first = false;
    }
    Ok(())
}

/// What an input is read as: what was asked for, else what it looks like, which is told.
fn form_of(options: &Options, source: &Source, bytes: &[u8]) -> Form {
    if let Some(form) = options.manner.form {
        return form;
    }
    let form = sniff::form(bytes);
    // An input that is no text is told of in another way.
    if form == Form::Html || options.verbose {
        let name = if form == Form::Html { "HTML" } else { "text" };
        say(&format!("{source}: read as {name}"));
    }
    form
}

fn print(
    options: &Options,
    source: &Source,
    article: &Article<'_>,
    first: bool,
    out: &mut Output,
) -> io::Result<()> {
    if options.format != Format::Json && options.inputs.len() > 1 {
        writeln!(out, "{}==> {source} <==", if first { "" } else { "\n" })?;
    }
    match options.format {
        Format::Json => write_page(out, &source.id(), article, options.manner.blocks),
        Format::Markdown => out.write_all(article.to_markdown().as_bytes()),
        Format::Text => match options.explain {
            Some(most) => listing::explain(out, article, most),
            None if options.manner.blocks => listing::blocks(out, article),
            None => listing::article(out, article),
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

/// Answers every record of an input. The outer error is that of writing, the inner one that of reading.
fn clean_records(
    options: &Options,
    source: &Source,
    out: &mut Output,
) -> io::Result<Result<(), String>> {
    let stream = match source.open() {
        Ok(stream) => BufReader::with_capacity(BUFFER, stream),
        Err(error) => return Ok(Err(error.to_string())),
    };
    let mut lines = Lines::new(stream, usize::MAX);
    let (mut records, mut refused) = (0_u64, 0_u64);
    loop {
        // Whoever feeds records one by one gets each answer before the next record is waited for.
        if lines.stream().buffer().is_empty() {
            out.flush()?;
        }
        let Some(record) = lines.next() else { break };
        match &record {
            Raw::Bad { fault, .. } if fault.sort == Sort::Input => {
                return Ok(Err(fault.message.clone()));
            }
            _ => {}
        }
        records += 1;
        let outcome = options.manner.answer(&record, None, out)?;
        refused += u64::from(matches!(outcome, Outcome::Refused(_)));
    }
    if refused > 0 {
        say(&format!(
            "{source}: {refused} of {records} records in error"
        ));
    }
    Ok(Ok(()))
}
