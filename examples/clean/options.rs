//! The command line.

use std::path::PathBuf;
use std::process::ExitCode;

use anstream::ColorChoice;
use clap::{Parser, ValueEnum};

use crate::program::answer::Manner;
use crate::program::arguments::{self, Color, Form, Keeping, findings};
use crate::program::papers::Papers;
use crate::program::source::{Source, check_apart};
use crate::program::usage;

const AFTER: &str = "\
Kinds: title, standfirst, byline, timestamp, body, heading, caption, note, navigation, related, \
latest, topics, widget, promotion, bio, comments, legal.

Records (--jsonl): each is written without `text` and `html`, with title, byline, published, body \
and quality (and blocks, with --blocks) behind its other fields, and `stated` behind a body that \
only the page's linked data state; fields of these names and `error` in the input are dropped. A \
record that cannot be read is answered by {\"id\": .., \"line\": .., \"error\": \"..\"} and does not \
stop the run.

Offsets of blocks are of bytes into the text (of other encodings: the text as UTF-8, without byte \
order mark; of HTML: the text of the page with a block a line).

Exit codes:
  0  done; records in error, which are answered in the output, count as done
  1  an input could not be read or was not text (the others are still cleaned), or the output could \
not be written
  2  wrong usage; nothing was cleaned

A reader that closes the pipe is no error: the program then stops without a word.";

/// Prints title, byline, date and body text of scraped pages: HTML, or plain text that a page was flattened to.
#[derive(Parser)]
#[command(name = "clean", version, after_help = AFTER, args_override_self = true)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
struct Given {
    /// Files; with none, or where one is -, reads standard input
    #[arg(value_name = "FILE")]
    inputs: Vec<PathBuf>,

    /// What is read; without it each FILE is told apart by what it holds, and that one is read as HTML is said on
    /// standard error
    #[arg(long, value_name = "FORM", help_heading = "What is read")]
    input: Option<Form>,

    /// Say as well which are read as text
    #[arg(short, long, help_heading = "What is read")]
    verbose: bool,

    /// Read records, one a line: {"id": .., "text": ".."} or {"id": .., "html": ".."} (of both, the text, unless
    /// --input says html)
    #[arg(long, help_heading = "What is read")]
    jsonl: bool,

    /// text (default), markdown, or json: a record a line for each FILE, with id, title, byline, published, body and
    /// quality
    #[arg(long, hide_possible_values = true, help_heading = "What is printed")]
    format: Option<Format>,

    /// Every block instead of the body: whether it is kept (+ or -), its line, kind, score and text; in json, an array
    /// of kind, start, end and score more
    #[arg(long, help_heading = "What is printed")]
    blocks: bool,

    /// Every block, and below it the 8 findings that weighed most, or N, or all: points for (+) or against (-) body
    /// text, finding, meaning
    #[arg(
        long,
        value_name = "N|all",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "8",
        value_parser = findings,
        help_heading = "What is printed"
    )]
    explain: Option<usize>,

    /// In markdown: the links of HTML as well
    #[arg(long, help_heading = "What is printed")]
    links: bool,

    /// In markdown: the pictures of HTML as well
    #[arg(long, help_heading = "What is printed")]
    images: bool,

    /// When there are colours: auto is on a terminal, unless NO_COLOR is set
    #[arg(
        long,
        value_name = "WHEN",
        default_value = "auto",
        help_heading = "What is printed"
    )]
    color: Color,

    /// Write to FILE instead of standard output, which - stands for
    #[arg(short, long, value_name = "FILE", help_heading = "What is printed")]
    output: Option<PathBuf>,

    #[command(flatten)]
    keeping: Keeping,

    #[command(flatten)]
    papers: Papers,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Text,
    Markdown,
    Json,
}

pub(crate) struct Options {
    pub(crate) inputs: Vec<Source>,
    pub(crate) output: Option<PathBuf>,
    pub(crate) verbose: bool,
    pub(crate) format: Format,
    /// How many findings to show for each block.
    pub(crate) explain: Option<usize>,
    pub(crate) color: ColorChoice,
    pub(crate) jsonl: bool,
    pub(crate) manner: Manner,
}

/// Reads the command line, or tells the exit code with which the program ends at once.
pub(crate) fn parse() -> Result<Options, ExitCode> {
    let given = arguments::parse("clean", |given: &Given| &given.papers)?;
    given.settle().map_err(|error| usage("clean", &error))
}

impl Given {
    fn settle(self) -> Result<Options, String> {
        let format = match self.format {
            None if self.jsonl => Format::Json,
            Some(Format::Text | Format::Markdown) if self.jsonl => {
                return Err("`--jsonl` writes records; `--format` can only be json with it".into());
            }
            given => given.unwrap_or(Format::Text),
        };
        if self.explain.is_some() && format != Format::Text {
            return Err("`--explain` is there for the text format only".into());
        }
        if self.blocks && format == Format::Markdown {
            return Err("`--blocks` is there for the formats text and json only".into());
        }
        if (self.links || self.images) && format != Format::Markdown {
            return Err("`--links` and `--images` are there for the format markdown only".into());
        }
        let output = self.output.filter(|output| output.as_os_str() != "-");
        let inputs = Source::all(self.inputs);
        check_apart(&inputs, output.as_deref())?;
        let cleaner = self.keeping.cleaner()?;
        Ok(Options {
            inputs,
            output,
            verbose: self.verbose,
            format,
            explain: self.explain,
            color: self.color.into(),
            jsonl: self.jsonl,
            manner: Manner {
                choose: None,
                cleaner: cleaner.links(self.links).images(self.images),
                form: self.input,
                blocks: self.blocks,
                min_quality: 0.0,
            },
        })
    }
}
