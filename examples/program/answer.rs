//! The answer to a record: its page cleaned, or what is wrong with it.

use std::borrow::Cow;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

use bodytext::{Article, Cleaner};
use serde_json::value::to_raw_value;

use super::arguments::Form;
use super::fault::{Fault, Sort};
use super::page::Page;
use super::read::Raw;
use super::record::{Record, Refusal, write_line};

/// Gives the cleaner for a page; `None` if it is the one for all pages.
pub(crate) type Choose = Box<dyn Fn(&Page<'_>) -> io::Result<Option<Cleaner>> + Send + Sync>;

/// How pages are cleaned and answered.
pub(crate) struct Manner {
    pub(crate) cleaner: Cleaner,
    /// Where there are cleaners for some pages.
    pub(crate) choose: Option<Choose>,
    /// What pages are read as; each by itself if it is not asked for.
    pub(crate) form: Option<Form>,
    pub(crate) blocks: bool,
    /// Pages whose quality is below this get no answer.
    pub(crate) min_quality: f32,
}

/// What became of a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Outcome {
    /// Answered; the number of bytes of the page.
    Cleaned(usize),
    /// Not answered, its quality being too low; the number of bytes of the page.
    Dropped(usize),
    /// Not answered: it holds no page.
    Skipped,
    /// Answered by an error.
    Refused(Sort),
}

impl Manner {
    /// Writes the answer to a record of an input. A cleaner that panics, which it never should, fails that record alone.
    ///
    /// # Errors
    /// Those of writing.
    pub(crate) fn answer(
        &self,
        raw: &Raw,
        input: Option<&str>,
        out: &mut impl Write,
    ) -> io::Result<Outcome> {
        let mut line = Vec::new();
        let tried = catch_unwind(AssertUnwindSafe(|| self.clean(raw, &mut line)));
        let failed = || Fault::new(Sort::Cleaner, "the cleaner failed");
        let outcome = tried.unwrap_or_else(|_| Ok(Err(failed())))?;
        match outcome {
            Ok(outcome) => {
                out.write_all(&line)?;
                Ok(outcome)
            }
            Err(fault) => {
                write_line(
                    out,
                    &Refusal {
                        id: raw.id().as_deref(),
                        input,
                        line: raw.line(),
                        error: &fault.message,
                    },
                )?;
                Ok(Outcome::Refused(fault.sort))
            }
        }
    }

    /// The outer error is that of writing, the inner one what is wrong with the record.
    fn clean(&self, raw: &Raw, out: &mut Vec<u8>) -> io::Result<Result<Outcome, Fault>> {
        let page = match Page::of(raw, self.form) {
            Ok(Some(page)) => page,
            Ok(None) => return Ok(Ok(Outcome::Skipped)),
            Err(fault) => return Ok(Err(fault)),
        };
        let chosen = match &self.choose {
            Some(choose) => choose(&page)?,
            None => None,
        };
        let article = page.content.clean(chosen.as_ref().unwrap_or(&self.cleaner));
        let size = page.content.len();
        if article.quality() < self.min_quality {
            return Ok(Ok(Outcome::Dropped(size)));
        }
        write_line(
            out,
            &Record {
                carried: &page.carried,
                article: &article,
                blocks: self.blocks,
            },
        )?;
        Ok(Ok(Outcome::Cleaned(size)))
    }
}

/// Writes the record of a page.
pub(crate) fn write_page(
    out: &mut impl Write,
    id: &str,
    article: &Article<'_>,
    blocks: bool,
) -> io::Result<()> {
    let id = to_raw_value(id)?;
    let carried = &[("id".into(), Cow::Owned(id))];
    write_line(
        out,
        &Record {
            carried,
            article,
            blocks,
        },
    )
}
