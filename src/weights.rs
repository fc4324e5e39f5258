//! The fitted table: what each row of each feature is worth to each region, and how regions follow each other.
//!
//! The table is text (`src/weights.tsv`), written by the `fit` example from labelled pages and read once. A person can
//! read it, change a row and see what happens. Its lines are
//!
//! - `# ...`: a comment;
//! - `regions` and the names of all regions, tab-separated, as [`REGIONS`] has them;
//! - `row`, a reason's name and value (`shape.units=12-15`), the weight in the first look, and a weight a region;
//! - `start` and a weight a region: how likely a page begins there;
//! - `step`, a region, and a weight a region: how likely a line of the one is followed by a line of the other.
//!
//! Weights are log-odds in hundredths, whole numbers from -3000 to 3000; rows that are not listed weigh nothing. Whole
//! numbers make every sum exact, so that a score is the sum of its reasons to the last digit, on every machine.

use std::fmt::Write as _;
use std::ops::{Deref, DerefMut};

use crate::cues::lines;
use crate::error::Error;
use crate::kind::Kind;
use crate::reason::{ROWS, Reason, Row};

/// The regions of a page, each on the side of one kind.
///
/// The kinds name what a reader sees; where one kind covers unlike things (a menu above and a site map below, a
/// story's beginning and its end) several regions share it, and the fit finds out which is which.
pub(crate) const REGIONS: [(Kind, &str); 24] = [
    (Kind::Title, "title"),
    (Kind::Standfirst, "standfirst"),
    (Kind::Byline, "byline"),
    (Kind::Timestamp, "timestamp"),
    (Kind::Body, "body.1"),
    (Kind::Body, "body.2"),
    (Kind::Body, "body.3"),
    (Kind::Heading, "heading"),
    (Kind::Caption, "caption"),
    (Kind::Note, "note"),
    (Kind::Navigation, "navigation.1"),
    (Kind::Navigation, "navigation.2"),
    (Kind::Navigation, "navigation.3"),
    (Kind::Related, "related.1"),
    (Kind::Related, "related.2"),
    (Kind::Latest, "latest.1"),
    (Kind::Latest, "latest.2"),
    (Kind::Topics, "topics"),
    (Kind::Widget, "widget"),
    (Kind::Promotion, "promotion"),
    (Kind::Bio, "bio"),
    (Kind::Comments, "comments.1"),
    (Kind::Comments, "comments.2"),
    (Kind::Legal, "legal"),
];

/// How many regions there are.
pub(crate) const COUNT: usize = REGIONS.len();
/// Points in one unit of log-odds.
pub(crate) const UNIT: f32 = 100.0;

/// Numbers that vector instructions can use straight from memory, which on the oldest x86-64 they can only where these
/// begin at a multiple of 16 bytes.
#[derive(Clone, Copy, Debug)]
#[repr(align(16))]
pub(crate) struct Aligned<T>(pub(crate) T);

impl<T> Deref for Aligned<T> {
    type Target = T;

    #[inline]
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Aligned<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

/// A number a region, as factors and probabilities.
pub(crate) type PerRegion = Aligned<[f32; COUNT]>;
/// A number a region, in hundredths of log-odds.
pub(crate) type Points = Aligned<[i16; COUNT]>;

pub(crate) const NO_POINTS: Points = Aligned([0; COUNT]);

/// A table of fitted weights.
#[derive(Clone, Debug)]
pub struct Weights {
    /// By row: what it is worth to the first look; hundredths, like all weights.
    pub(crate) look: Vec<i16>,
    /// By row, then region.
    pub(crate) rows: Vec<Points>,
    /// Log-odds of a page beginning in a region.
    pub(crate) start: [i16; COUNT],
    /// Log-odds of a line of one region (first index) being followed by one of another.
    pub(crate) steps: [[i16; COUNT]; COUNT],
}

/// The table for plain-text dumps.
const TEXT: &str = include_str!("weights.tsv");
/// The table for HTML.
#[cfg(feature = "html")]
const HTML: &str = include_str!("weights.html.tsv");

impl Default for Weights {
    /// The embedded table for plain-text dumps.
    fn default() -> Self {
        Weights::embedded(TEXT)
    }
}

impl Weights {
    /// The embedded table for HTML.
    #[cfg(feature = "html")]
    #[must_use]
    pub fn html() -> Weights {
        Weights::embedded(HTML)
    }

    fn embedded(table: &str) -> Weights {
        // A unit test reads the embedded tables and fails on any error; what could be read is used all the same.
        let mut weights = Weights::empty();
        let _ = weights.read(table);
        weights
    }

    /// A table in which nothing weighs anything.
    pub(crate) fn empty() -> Weights {
        Weights {
            look: vec![0; ROWS],
            rows: vec![NO_POINTS; ROWS],
            start: [0; COUNT],
            steps: [[0; COUNT]; COUNT],
        }
    }

    /// Reads a table in the format of `src/weights.tsv`, which the `fit` example writes.
    ///
    /// # Errors
    /// [`Error::Weights`] with the number of the first line that is not of the format: an unknown region or reason, a
    /// missing number, or one outside -3000 to 3000.
    pub fn parse(text: &str) -> Result<Weights, Error> {
        let mut weights = Weights::empty();
        weights.read(text)?;
        Ok(weights)
    }

    fn read(&mut self, text: &str) -> Result<(), Error> {
        // The row behind the last one read.
        let mut next = 0;
        for (index, line) in lines(text).enumerate() {
            let mut fields = fields(line.strip_suffix('\r').unwrap_or(line));
            let word = fields.next().unwrap_or_default();
            if !word.is_empty() && !word.starts_with('#') {
                let fail = |what: String| Error::Weights {
                    line: index + 1,
                    what,
                };
                read_line(self, &mut next, word, fields).map_err(fail)?;
            }
        }
        Ok(())
    }

    /// The table as text, in the format that [`parse`](Weights::parse) reads.
    pub fn to_tsv(&self) -> String {
        let mut out = String::from(HEAD);
        let join = |numbers: &[i16]| {
            numbers
                .iter()
                .map(i16::to_string)
                .collect::<Vec<_>>()
                .join("\t")
        };
        let names: Vec<&str> = REGIONS.iter().map(|region| region.1).collect();
        let _ = writeln!(out, "regions\t{}", names.join("\t"));
        let _ = writeln!(out, "start\t{}", join(&self.start));
        for (from, steps) in names.iter().zip(&self.steps) {
            let _ = writeln!(out, "step\t{from}\t{}", join(steps));
        }
        let mut last = "";
        for reason in Reason::all() {
            let row = usize::from(reason.0);
            let (look, lanes) = (self.look[row], &self.rows[row]);
            if look == 0 && lanes.iter().all(|weight| *weight == 0) {
                continue;
            }
            if reason.name() != last {
                last = reason.name();
                let _ = writeln!(out, "# {last}: {}", reason.meaning());
            }
            let _ = writeln!(out, "row\t{reason}\t{look}\t{}", join(&lanes[..]));
        }
        out
    }
}

const HEAD: &str = "# What each reason is worth, in hundredths of log-odds: to the first look, then to each region.\n";

/// Reads one line of a table; `word` is its first field.
fn read_line<'a>(
    table: &mut Weights,
    next: &mut Row,
    word: &str,
    mut fields: impl Iterator<Item = &'a str>,
) -> Result<(), String> {
    match word {
        "regions" => {
            if !fields.eq(REGIONS.iter().map(|region| region.1)) {
                return Err("the regions are not those of this version".into());
            }
        }
        "row" => {
            let name = fields.next().unwrap_or_default();
            let reason = Reason::named(name, *next)
                .ok_or_else(|| format!("no reason is called `{name}`"))?;
            let row = usize::from(reason.0);
            *next = reason.0 + 1;
            let numbers = numbers::<{ COUNT + 1 }>(fields)?;
            table.look[row] = numbers[0];
            table.rows[row].copy_from_slice(&numbers[1..]);
        }
        "start" => table.start = numbers(fields)?,
        "step" => {
            let name = fields.next().unwrap_or_default();
            let from = REGIONS.iter().position(|region| region.1 == name);
            let from = from.ok_or_else(|| format!("no region is called `{name}`"))?;
            table.steps[from] = numbers(fields)?;
        }
        other => return Err(format!("`{other}` begins no line of a table")),
    }
    Ok(())
}

/// The fields of a line, tab-separated. They are some three characters long, which `str::split` is not made for.
fn fields(line: &str) -> impl Iterator<Item = &str> {
    let mut left = Some(line);
    std::iter::from_fn(move || {
        let line = left?;
        let end = line.bytes().position(|byte| byte == b'\t');
        let (field, rest) = match end {
            Some(end) => (line.get(..end)?, line.get(end + 1..)),
            None => (line, None),
        };
        left = rest;
        Some(field)
    })
}

/// Exactly so many whole numbers between -3000 and 3000.
pub(crate) fn numbers<'a, const N: usize>(
    fields: impl Iterator<Item = &'a str>,
) -> Result<[i16; N], String> {
    let mut numbers = [0; N];
    let mut count = 0;
    for field in fields {
        let number: i16 = field
            .parse()
            .map_err(|_| format!("`{field}` is not a whole number"))?;
        if !(-3000..=3000).contains(&number) {
            return Err(format!("{number} is not between -3000 and 3000"));
        }
        *numbers
            .get_mut(count)
            .ok_or_else(|| format!("more than {N} numbers"))? = number;
        count += 1;
    }
    if count < N {
        Err(format!("{count} numbers; {N} are needed"))
    } else {
        Ok(numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_tables_read_without_an_error_and_write_themselves() {
        let tables = [
            TEXT,
            #[cfg(feature = "html")]
            HTML,
        ];
        for text in tables {
            let weights = Weights::parse(text).expect("the embedded table");
            assert_eq!(weights.to_tsv(), text);
        }
    }

    #[test]
    fn a_wrong_line_is_named_by_its_number() {
        let error = |text: &str| {
            Weights::parse(text)
                .err()
                .map(|error| error.to_string())
                .unwrap_or_default()
        };
        assert_eq!(
            error("# fine\nrow\tno.such=1\t0"),
            "table of weights, line 2: no reason is called `no.such=1`"
        );
        assert_eq!(
            error("\nstart\t1\t2"),
            "table of weights, line 2: 2 numbers; 24 are needed"
        );
        assert_eq!(
            error("\nstart\t4000"),
            "table of weights, line 2: 4000 is not between -3000 and 3000"
        );
        assert_eq!(
            error("\nregions\tbody"),
            "table of weights, line 2: the regions are not those of this version"
        );
    }
}
