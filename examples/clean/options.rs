//! The command line.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use anstream::ColorChoice;
use bodytext::{Balance, Cleaner, Kind};
use lexopt::{Arg, Error, Parser, ValueExt as _};

use crate::arguments::{balance, path};
use crate::input::{Form, Source};

const HELP: &str = "\
Prints title, byline, date and body text of scraped pages: HTML, or plain text that a page was
flattened to.

Usage: clean [OPTION]... [FILE]...

With no FILE, or where FILE is -, reads standard input.

What is read:
      --input FORM      html or text; without it each FILE is told apart by what it holds, and that
                        one is read as HTML is said on standard error
  -v, --verbose         say as well which are read as text

What is printed:
      --format FORMAT   text (default), markdown, or json: a record a line for each FILE, with
                        id, title, byline, published, body and quality
      --blocks          every block instead of the body: whether it is kept (+ or -), its line,
                        kind, score and text; in json, an array of kind, start, end and score
                        more, start and end being byte offsets into the text (of other encodings:
                        the text as UTF-8, without byte order mark; of HTML: the text of the page
                        with a block a line)
      --explain[=all]   every block, and below it the 8 findings that weighed most, or all:
                        points for (+) or against (-) body text, finding, meaning
      --links, --images in markdown: the links and the pictures of HTML as well
      --color WHEN      auto (default: on a terminal, unless NO_COLOR is set), always, never
  -o, --output FILE     write to FILE instead of standard output

What is kept:
      --keep KIND,...   the kinds of block to print as body (default: body,heading)
      --balance HOW     precision, even (default), recall, or the probability of being body text,
                        0 to 1, from which on a block is body
      --cues FILE       more cue phrases, in the format of src/cues/; may be given several times

Records:
      --jsonl           read records, one a line: {\"id\": .., \"text\": \"..\"} or {\"id\": ..,
                        \"html\": \"..\"} (of both, the text, unless --input says html); write each
                        without text and html, with title, byline, published, body and quality (and
                        blocks, with --blocks) behind its other fields, `stated` behind a body that
                        only the page's linked data state; fields of these names and `error` in the
                        input are dropped. A record that cannot be read is answered
                        by {\"id\": .., \"line\": .., \"error\": \"..\"} and does not stop the run

  -h, --help            print this
  -V, --version         print the version

Kinds: title, standfirst, byline, timestamp, body, heading, caption, note, navigation, related,
latest, topics, widget, promotion, bio, comments, legal.

Exit codes:
  0  done; records in error, which are answered in the output, count as done
  1  an input could not be read or was not text (the others are still cleaned), or the output
     could not be written
  2  wrong usage; nothing was cleaned
A reader that closes the pipe is no error: the program then stops without a word.
";

/// How many findings of a block are explained unless all are asked for.
const FINDINGS: usize = 8;

/// What the command line asks for.
pub(crate) enum Request {
    /// A text to print: the help or the version.
    Print(String),
    Run(Box<Options>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Text,
    Markdown,
    Json,
}

pub(crate) struct Options {
    pub(crate) inputs: Vec<Source>,
    pub(crate) output: Option<PathBuf>,
    /// What inputs are read as; each by itself if it is not asked for.
    pub(crate) form: Option<Form>,
    pub(crate) verbose: bool,
    pub(crate) format: Format,
    pub(crate) blocks: bool,
    /// How many findings to show for each block.
    pub(crate) explain: Option<usize>,
    pub(crate) color: ColorChoice,
    pub(crate) jsonl: bool,
    pub(crate) cleaner: Cleaner,
}

/// The options as they stand on the command line, before it is known whether they go together.
#[derive(Default)]
struct Given {
    inputs: Vec<Source>,
    output: Option<PathBuf>,
    form: Option<Form>,
    verbose: bool,
    format: Option<Format>,
    blocks: bool,
    explain: Option<usize>,
    color: ColorChoice,
    jsonl: bool,
    shown: Shown,
    keep: Vec<Kind>,
    balance: Balance,
    cues: Vec<PathBuf>,
}

/// What Markdown shows beside text.
#[derive(Default)]
struct Shown {
    links: bool,
    images: bool,
}

pub(crate) fn parse(mut parser: Parser) -> Result<Request, Error> {
    let mut given = Given::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Request::Print(HELP.into())),
            Arg::Short('V') | Arg::Long("version") => {
                return Ok(Request::Print(format!(
                    "clean (bodytext {})\n",
                    env!("CARGO_PKG_VERSION")
                )));
            }
            Arg::Short('o') | Arg::Long("output") => given.output = Some(path(parser.value()?)?),
            Arg::Long("format") => given.format = Some(format_named(&parser.value()?.string()?)?),
            Arg::Long("input") => given.form = Some(form_named(&parser.value()?.string()?)?),
            Arg::Short('v') | Arg::Long("verbose") => given.verbose = true,
            Arg::Long("blocks") => given.blocks = true,
            Arg::Long("explain") => given.explain = Some(findings_named(parser.optional_value())?),
            Arg::Long("links") => given.shown.links = true,
            Arg::Long("images") => given.shown.images = true,
            Arg::Long("color") => given.color = color_named(&parser.value()?.string()?)?,
            Arg::Long("jsonl") => given.jsonl = true,
            Arg::Long("keep") => given.keep.extend(kinds_named(&parser.value()?.string()?)?),
            Arg::Long("balance") => given.balance = balance(&parser.value()?.string()?)?,
            Arg::Long("cues") => given.cues.push(path(parser.value()?)?),
            Arg::Value(name) if name == "-" => given.inputs.push(Source::Standard),
            Arg::Value(name) => given.inputs.push(Source::File(path(name)?)),
            other => return Err(other.unexpected()),
        }
    }
    given
        .settle()
        .map(|options| Request::Run(Box::new(options)))
}

impl Given {
    fn settle(self) -> Result<Options, Error> {
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
        let shown = &self.shown;
        if (shown.links || shown.images) && format != Format::Markdown {
            return Err("`--links` and `--images` are there for the format markdown only".into());
        }
        if let Some(output) = &self.output
            && self.inputs.iter().any(|input| {
                input
                    .path()
                    .is_some_and(|input| is_same_file(input, output))
            })
        {
            return Err(format!("{} would be read and written at once", output.display()).into());
        }
        let mut cleaner = Cleaner::new()
            .balance(self.balance)
            .links(shown.links)
            .images(shown.images);
        if !self.keep.is_empty() {
            cleaner = cleaner.keep(self.keep);
        }
        if !self.cues.is_empty() {
            cleaner = cleaner
                .cues(&cue_phrases(&self.cues)?)
                .map_err(|error| error.to_string())?;
        }
        let inputs = if self.inputs.is_empty() {
            vec![Source::Standard]
        } else {
            self.inputs
        };
        let Given {
            output,
            form,
            verbose,
            blocks,
            explain,
            color,
            jsonl,
            ..
        } = self;
        Ok(Options {
            inputs,
            output,
            form,
            verbose,
            format,
            blocks,
            explain,
            color,
            jsonl,
            cleaner,
        })
    }
}

/// The text of all files of cue phrases. Each is tried by itself first, so that an error names its file and line.
fn cue_phrases(files: &[PathBuf]) -> Result<String, Error> {
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

/// Whether both are one regular file. A device may well be read and written.
fn is_same_file(first: &Path, second: &Path) -> bool {
    match (first.canonicalize(), second.canonicalize()) {
        (Ok(first), Ok(second)) => first == second && first.is_file(),
        _ => false,
    }
}

fn format_named(name: &str) -> Result<Format, Error> {
    match name {
        "text" => Ok(Format::Text),
        "markdown" => Ok(Format::Markdown),
        "json" => Ok(Format::Json),
        _ => Err(format!("`--format` is text, markdown or json, not `{name}`").into()),
    }
}

fn form_named(name: &str) -> Result<Form, Error> {
    match name {
        "html" => Ok(Form::Html),
        "text" => Ok(Form::Text),
        _ => Err(format!("`--input` is html or text, not `{name}`").into()),
    }
}

fn color_named(name: &str) -> Result<ColorChoice, Error> {
    match name {
        "auto" => Ok(ColorChoice::Auto),
        "always" => Ok(ColorChoice::Always),
        "never" => Ok(ColorChoice::Never),
        _ => Err(format!("`--color` is auto, always or never, not `{name}`").into()),
    }
}

fn findings_named(value: Option<OsString>) -> Result<usize, Error> {
    match value {
        None => Ok(FINDINGS),
        Some(value) if value == "all" => Ok(usize::MAX),
        Some(value) => Err(format!(
            "`--explain` takes `=all` or nothing, not `{}`",
            value.display()
        )
        .into()),
    }
}

fn kinds_named(names: &str) -> Result<Vec<Kind>, Error> {
    names
        .split(',')
        .map(|name| name.trim().parse())
        .collect::<Result<_, bodytext::Error>>()
        .map_err(|error| {
            let known: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
            format!("`--keep`: {error}; there are {}", known.join(", ")).into()
        })
}
