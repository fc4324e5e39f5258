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

#[path = "../common/arguments.rs"]
mod arguments;
mod input;
mod json;
mod listing;
mod options;
mod output;
mod sniff;

use std::io::{self, ErrorKind, Write as _};
use std::process::ExitCode;

use bodytext::Article;
use input::{Encoding, Form, Source};
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
            Ok(bytes) if form_of(options, source, &bytes) == Form::Html => {
                let article = options.cleaner.clean_html_bytes(&bytes, None);
                let name = article.page().encoding().unwrap_or_default();
                let damaged = name == "UTF-8" && std::str::from_utf8(&bytes).is_err();
                tell_encoding(source, &Encoding { name, damaged });
                drop(bytes);
                print(options, source, &article, first, out)?;
            }
            Ok(bytes) => {
                let Some(decoded) = input::decode(bytes) else {
                    say(&format!("{source}: not text: it holds NUL characters"));
                    *failed = true;
                    continue;
                };
                tell_encoding(source, &decoded.encoding);
                let article = options.cleaner.clean(&decoded.text);
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
    if let Some(form) = options.form {
        return form;
    }
    let form = if sniff::is_html(bytes) {
        Form::Html
    } else {
        Form::Text
    };
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
        Format::Json => json::write_page(out, &source.id(), article, options.blocks),
        Format::Markdown => out.write_all(article.to_markdown().as_bytes()),
        Format::Text => match options.explain {
            Some(most) => listing::explain(out, article, most),
            None if options.blocks => listing::blocks(out, article),
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

/// Writes a line to standard error. That nobody may be listening there is no reason to stop, as `eprintln!` would.
fn say(message: &str) {
    let _ = writeln!(io::stderr(), "{message}");
}
