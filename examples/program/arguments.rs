//! Options that several of the programs have, and the command line read by one definition for help, completions and
//! man page.

use std::fs;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use anstream::ColorChoice;
use bodytext::{Balance, Cleaner, Kind};
use clap::{Args, CommandFactory, Parser, ValueEnum};

use super::papers::Papers;
use super::words::FINDINGS;
use super::{finish, usage};

#[path = "../common/arguments.rs"]
mod common;

/// What is kept of a page.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "What is kept")]
pub(crate) struct Keeping {
    /// The kinds of block to print as body (default: body,heading); may be given several times
    #[arg(long, visible_alias = "kinds", value_name = "KIND,...", value_delimiter = ',', value_parser = kind)]
    keep: Vec<Kind>,

    /// precision, even (default), recall, or the probability of being body text, 0 to 1, from which on a block is body
    #[arg(long, value_name = "HOW", value_parser = common::balance)]
    balance: Option<Balance>,

    /// Short for --balance precision
    #[arg(long, overrides_with = "balance")]
    precision: bool,

    /// More cue phrases, in the format of src/cues/; may be given several times
    #[arg(long, value_name = "FILE")]
    cues: Vec<PathBuf>,
}

/// What a page is read as.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Form {
    Html,
    Text,
}

/// When there are colours.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, ValueEnum)]
pub(crate) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

impl From<Color> for ColorChoice {
    fn from(color: Color) -> ColorChoice {
        match color {
            Color::Auto => ColorChoice::Auto,
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
        }
    }
}

impl Keeping {
    /// The cleaner that was asked for.
    pub(crate) fn cleaner(&self) -> Result<Cleaner, String> {
        let mut cleaner = Cleaner::new();
        if self.precision {
            cleaner = cleaner.balance(Balance::Precision);
        } else if let Some(balance) = self.balance {
            cleaner = cleaner.balance(balance);
        }
        if !self.keep.is_empty() {
            cleaner = cleaner.keep(self.keep.iter().copied());
        }
        if !self.cues.is_empty() {
            cleaner = cleaner
                .cues(&cue_phrases(&self.cues)?)
                .map_err(|error| error.to_string())?;
        }
        Ok(cleaner)
    }
}

impl Keeping {
    /// All that was asked for, phrases included.
    pub(crate) fn told(&self) -> Result<String, String> {
        let (keep, phrases) = (&self.keep, cue_phrases(&self.cues)?);
        Ok(format!(
            "{keep:?} {:?} {} {phrases}",
            self.balance, self.precision
        ))
    }
}

/// The text of all files of cue phrases. Each is tried by itself first, so that an error names its file and line.
fn cue_phrases(files: &[PathBuf]) -> Result<String, String> {
    let mut all = String::new();
    for file in files {
        let text =
            fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
        Cleaner::new()
            .cues(&text)
            .map_err(|error| format!("{}: {error}", file.display()))?;
        all.push_str(&text);
        all.push('\n');
    }
    Ok(all)
}

fn kind(name: &str) -> Result<Kind, String> {
    name.trim().parse().map_err(|error: bodytext::Error| {
        let known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        format!("{error}; there are {}", known.join(", "))
    })
}

/// How many findings to show of each block.
pub(crate) fn findings(number: &str) -> Result<usize, String> {
    match number {
        "all" => Ok(usize::MAX),
        _ => number
            .parse()
            .map_err(|_| format!("a number (default {FINDINGS}) or all")),
    }
}

/// The command line, or the exit code with which the program ends at once: help, version, completions and man page are
/// printed, wrong usage is told.
pub(crate) fn parse<P: Parser + CommandFactory>(
    program: &'static str,
    papers: impl FnOnce(&P) -> &Papers,
) -> Result<P, ExitCode> {
    match P::try_parse() {
        Ok(parsed) => match papers(&parsed).written(P::command()) {
            Some(text) => {
                let mut out = io::stdout().lock();
                let result = out.write_all(&text).and_then(|()| out.flush());
                Err(finish(program, result, false))
            }
            None => Ok(parsed),
        },
        Err(error) if error.use_stderr() => {
            let message = error.render().to_string();
            let message = message.strip_prefix("error: ").unwrap_or(&message);
            let message = message.split("\n\nUsage:").next().unwrap_or(message);
            let message = message.split("\n\nFor more information").next();
            Err(usage(program, message.unwrap_or_default()))
        }
        Err(help) => {
            let result = write!(anstream::stdout(), "{}", help.render().ansi());
            Err(finish(program, result, false))
        }
    }
}
