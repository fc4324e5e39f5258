//! The command line.

use std::path::PathBuf;
use std::process::ExitCode;

use bodytext::Cleaner;
use clap::Parser;

use crate::program::arguments::{self, Form, Keeping, findings};
use crate::program::papers::Papers;
use crate::program::source::{Source, check_apart};
use crate::program::usage;

/// The most bytes of a record: the report would not open in a browser.
const RECORD: usize = 64 << 20;

const AFTER: &str = "\
The page that is written holds all it needs: it opens from a disk or a mail, and asks nothing of the \
network. In it, a click on a block (or the arrow keys and Enter) shows why it was judged so.

With --labelled, records have beside text or html what is right: `labels` (0 or 1 for each line), \
`kinds` (a kind by number of line) or `body`; a directory may hold NAME.txt, NAME.body.txt and \
NAME.kinds.tsv. Gold stands beside every verdict, wrong lines are marked, and the worst pages come \
first.

Exit codes:
  0  done
  1  an input could not be read or a record was in error (the others are shown), or the output could \
not be written
  2  wrong usage; nothing was written

A reader that closes the pipe is no error: the program then stops without a word.";

/// Shows what the cleaner made of pages, and why: one HTML page that stands by itself.
#[derive(Parser)]
#[command(name = "report", version, after_help = AFTER, args_override_self = true)]
struct Given {
    /// Files and directories, whatever the program batch reads; with none, or where one is -, reads standard input
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,

    /// What pages are read as; without it each is told apart by what it holds, and of records with `text` and `html`
    /// the text is taken
    #[arg(long, value_name = "FORM", help_heading = "What is read")]
    input: Option<Form>,

    /// Records say what is right as well; show where the cleaner is wrong
    #[arg(long, help_heading = "What is read")]
    labelled: bool,

    /// The most pages to show: the first, or, with --labelled, the worst
    #[arg(
        long,
        value_name = "N",
        default_value = "100",
        value_parser = clap::value_parser!(u32).range(1..),
        help_heading = "What is shown"
    )]
    limit: u32,

    /// How many findings of each block to show by name, the weightiest, or all; the rest is summed up
    #[arg(
        long,
        value_name = "N|all",
        default_value = "8",
        value_parser = findings,
        help_heading = "What is shown"
    )]
    explain: usize,

    /// The file to write; without it, or for -, standard output
    #[arg(short, long, value_name = "FILE", help_heading = "What is shown")]
    output: Option<PathBuf>,

    #[command(flatten)]
    keeping: Keeping,

    #[command(flatten)]
    papers: Papers,
}

pub(crate) struct Options {
    pub(crate) inputs: Vec<Source>,
    pub(crate) output: Option<PathBuf>,
    pub(crate) form: Option<Form>,
    pub(crate) labelled: bool,
    /// The most pages.
    pub(crate) limit: usize,
    /// The most findings of a block.
    pub(crate) findings: usize,
    /// The most bytes of a record.
    pub(crate) record: usize,
    pub(crate) cleaner: Cleaner,
}

/// Reads the command line, or tells the exit code with which the program ends at once.
pub(crate) fn parse() -> Result<Options, ExitCode> {
    let given = arguments::parse("report", |given: &Given| &given.papers)?;
    given.settle().map_err(|error| usage("report", &error))
}

impl Given {
    fn settle(self) -> Result<Options, String> {
        let output = self.output.filter(|output| output.as_os_str() != "-");
        let inputs = Source::all(self.inputs);
        check_apart(&inputs, output.as_deref())?;
        Ok(Options {
            inputs,
            output,
            form: self.input,
            labelled: self.labelled,
            limit: self.limit as usize,
            findings: self.explain,
            record: RECORD,
            cleaner: self.keeping.cleaner()?,
        })
    }
}
