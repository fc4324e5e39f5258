//! The command line.

use std::path::PathBuf;

use bodytext::Balance;
use lexopt::{Arg, Error, Parser, ValueExt as _};

use crate::arguments::{balance, path};
use crate::common::worn::Wear;
use crate::judges::Table;
use crate::metadata::Field;

const HELP: &str = "\
Measures the cleaner on labelled pages, beside the line rules that are in use today.

Usage: evaluate [OPTION]... FILE...

FILE is one of these, told apart by what is in it:
  - records with `labels` and `body` (text.jsonl, packed by zstd or not): how right bodies are,
    and the kinds of lines of those pages that were given them by hand
  - records with `html` and `body` (html.jsonl): how right bodies of HTML are
  - records with `kinds` (kinds.jsonl): how right the kinds of lines are
  - a folder of seeds (NAME.txt, NAME.body.txt, NAME.kinds.tsv): both
  - a folder with text.jsonl(.zst) or kinds.jsonl in it

Which weights judge (default: the embedded table):
      --weights FILE    the table in FILE
      --folds PREFIX    the tables PREFIX.0.tsv, PREFIX.1.tsv ... that `fit --folds N --output
                        PREFIX.tsv` writes; each page is judged by the table of its site's fold,
                        which was fitted without that site. The site of a page of kinds.jsonl is
                        looked up in the text.jsonl(.zst) next to it
      --html-weights FILE, --html-folds PREFIX
                        the same for the pages of HTML
      --site-weights FILE, --site-folds PREFIX
                        the same for what other pages of a site say
      --balance HOW     precision, even (default), recall, or a probability from 0 to 1; the table
                        of the dial has all three whatever is set

What is measured:
      --limit N         about N pages of every file, spread evenly over it
      --page ID         only pages of this identifier, or of this name in any set and style
      --sites N         only: how much a profile learned from 1, 4 and N other pages of the same site
                        helps, never from the page itself
      --worn HOW        of HTML: the pages with their markup worn down as pages of other days have it:
                        names (no classes and ids), divisions (a div for every element of HTML 5, no
                        scripts), breaks (line breaks for paragraphs, headings and lists), tables
                        (cells for many a div); or text, the pages flattened to dumps, which the table
                        for text judges
      --law again       also: how often cleaning a body again loses nothing of it

What is printed, beside the main tables:
      --by language     a row a set and language (`site`: a row a site); may be given twice
      --confusion       kinds of the gold against kinds found
      --worst N         the N pages with the largest loss (1 - F1 of runs of four tokens)
      --errors [N]      the N longest lines (default 40) wrongly kept or wrongly lost, each with the
                        4 findings that weighed most, and the findings that misled most in all
      --wrong FIELD     the wrong answers for a field of HTML (title, wording, authors, published), on one
                        half of the sites; the other half is there to measure on and not to look at
      --json FILE       all figures as JSON
  -h, --help            print this

Figures: `precision`, `recall` and `F1` are of runs of four tokens, means over pages, F1 of the two
means; `words F1` is the mean F1 of bags of lower-cased tokens; `exact` the share of pages whose
tokens are the gold's.

Exit codes:
  0  done
  1  an input could not be read (the others are still measured), or an output not written
  2  wrong usage, a table of weights that cannot be read included; nothing was measured
";

/// How many wrong lines are listed unless a number is given.
const ERRORS: usize = 40;

/// What the command line asks for.
pub(crate) enum Request {
    Help(&'static str),
    Run(Box<Options>),
}

pub(crate) struct Options {
    pub(crate) inputs: Vec<PathBuf>,
    pub(crate) table: Table,
    pub(crate) html_table: Table,
    pub(crate) site_table: Table,
    pub(crate) balance: Balance,
    pub(crate) limit: Option<usize>,
    pub(crate) page: Option<String>,
    /// The largest number of other pages of a site to learn.
    pub(crate) sites: Option<usize>,
    /// What is done to the pages of HTML first.
    pub(crate) worn: Option<Worn>,
    pub(crate) law: bool,
    pub(crate) by: Vec<By>,
    pub(crate) confusion: bool,
    pub(crate) worst: usize,
    pub(crate) errors: usize,
    pub(crate) json: Option<PathBuf>,
    /// A field of the metadata whose errors are listed.
    pub(crate) wrong: Option<Field>,
}

/// What is done to a page of HTML before it is cleaned.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Worn {
    Markup(Wear),
    Text,
}

/// What pages are grouped by in a table of its own.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    Language,
    Site,
}

pub(crate) fn parse(mut parser: Parser) -> Result<Request, Error> {
    let mut options = Options {
        inputs: Vec::new(),
        table: Table::Embedded,
        html_table: Table::Embedded,
        site_table: Table::Embedded,
        balance: Balance::Even,
        limit: None,
        page: None,
        sites: None,
        worn: None,
        law: false,
        by: Vec::new(),
        confusion: false,
        worst: 0,
        errors: 0,
        json: None,
        wrong: None,
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Short('h') | Arg::Long("help") => return Ok(Request::Help(HELP)),
            Arg::Long("weights") => {
                let file = path(parser.value()?)?;
                options.set_table(Table::File(file))?;
            }
            Arg::Long("folds") => {
                let prefix = path(parser.value()?)?;
                options.set_table(Table::Folds(prefix))?;
            }
            Arg::Long("html-weights") => {
                options.html_table = Table::File(path(parser.value()?)?);
            }
            Arg::Long("html-folds") => {
                options.html_table = Table::Folds(path(parser.value()?)?);
            }
            Arg::Long("site-weights") => {
                options.site_table = Table::File(path(parser.value()?)?);
            }
            Arg::Long("site-folds") => {
                options.site_table = Table::Folds(path(parser.value()?)?);
            }
            Arg::Long("sites") => options.sites = Some(parser.value()?.parse()?),
            Arg::Long("balance") => options.balance = balance(&parser.value()?.string()?)?,
            Arg::Long("limit") => options.limit = Some(parser.value()?.parse()?),
            Arg::Long("page") => options.page = Some(parser.value()?.string()?),
            Arg::Long("worn") => options.worn = Some(worn(&parser.value()?.string()?)?),
            Arg::Long("law") => options.law = law(&parser.value()?.string()?)?,
            Arg::Long("by") => options.by.extend(by(&parser.value()?.string()?)?),
            Arg::Long("confusion") => options.confusion = true,
            Arg::Long("worst") => options.worst = parser.value()?.parse()?,
            Arg::Long("errors") => options.errors = errors(&mut parser)?,
            Arg::Long("wrong") => options.wrong = Some(wrong(&parser.value()?.string()?)?),
            Arg::Long("json") => options.json = Some(path(parser.value()?)?),
            Arg::Value(name) => options.inputs.push(path(name)?),
            other => return Err(other.unexpected()),
        }
    }
    if options.inputs.is_empty() {
        return Err("no file of labelled pages is named".into());
    }
    if options.sites == Some(0) {
        return Err("`--sites` is at least 1".into());
    }
    if options.limit == Some(0) {
        return Err("`--limit` is at least 1".into());
    }
    Ok(Request::Run(Box::new(options)))
}

impl Options {
    fn set_table(&mut self, table: Table) -> Result<(), Error> {
        if !matches!(self.table, Table::Embedded) {
            return Err("only one of `--weights` and `--folds` can be given, once".into());
        }
        self.table = table;
        Ok(())
    }

    /// Whether a page is asked for, by its identifier or its name within its set.
    pub(crate) fn wants(&self, id: &str, name: &str) -> bool {
        self.page
            .as_ref()
            .is_none_or(|page| page == id || page == name)
    }
}

fn worn(name: &str) -> Result<Worn, Error> {
    let wear = Wear::ALL.into_iter().find(|wear| wear.name() == name);
    match wear {
        Some(wear) => Ok(Worn::Markup(wear)),
        None if name == "text" => Ok(Worn::Text),
        None => Err(
            format!("`--worn` is names, divisions, breaks, tables or text, not `{name}`").into(),
        ),
    }
}

fn law(name: &str) -> Result<bool, Error> {
    match name {
        "again" => Ok(true),
        _ => Err(format!("`--law` is again, not `{name}`").into()),
    }
}

fn wrong(name: &str) -> Result<Field, Error> {
    let found = Field::ALL.into_iter().find(|field| field.name() == name);
    found.ok_or_else(|| {
        format!("`--wrong` is title, wording, authors or published, not `{name}`").into()
    })
}

fn by(names: &str) -> Result<Vec<By>, Error> {
    names
        .split(',')
        .map(|name| match name {
            "language" => Ok(By::Language),
            "site" => Ok(By::Site),
            _ => Err(format!("`--by` is language or site, not `{name}`").into()),
        })
        .collect()
}

/// The number after `--errors`, if what follows is one: `--errors=20`, `--errors 20` or `--errors`.
fn errors(parser: &mut Parser) -> Result<usize, Error> {
    if let Some(value) = parser.optional_value() {
        return value.parse();
    }
    let Some(mut rest) = parser.try_raw_args() else {
        return Ok(ERRORS);
    };
    let number = rest
        .peek()
        .and_then(|next| next.to_str())
        .and_then(|next| next.parse().ok());
    if number.is_some() {
        rest.next();
    }
    Ok(number.unwrap_or(ERRORS))
}
