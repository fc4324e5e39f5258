//! Labelled pages, read from the files that `shared/corpus/README.md` describes.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use serde::Deserialize;

/// A page flattened to text, with a label for each of its lines.
#[derive(Deserialize)]
pub struct LabelledText {
    pub id: String,
    pub set: String,
    pub site: String,
    pub style: String,
    pub lang: Option<String>,
    pub title: Option<String>,
    pub text: String,
    /// The body as it should be, paragraphs separated by line breaks.
    pub body: String,
    /// `0` or `1` for each line of `text`.
    pub labels: String,
}

/// A page flattened to text, with a kind for each of its lines.
#[derive(Deserialize)]
pub struct LabelledKinds {
    pub id: String,
    pub set: String,
    pub style: String,
    pub lang: Option<String>,
    pub text: String,
    /// By line number from 1: a kind, or `a|b` where either is right.
    pub kinds: BTreeMap<usize, String>,
}

/// One of the dumps with hand-made gold.
pub struct Seed {
    pub name: String,
    pub text: String,
    pub body: String,
    pub kinds: BTreeMap<usize, String>,
}

/// The records of a file of JSON lines, unpacked if its name ends in `.zst`.
pub fn read<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<Vec<T>, Box<dyn Error>> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let input: Box<dyn Read> = if path.extension().is_some_and(|ending| ending == "zst") {
        let mut decoder = zstd::Decoder::new(file)?;
        decoder.window_log_max(27)?;
        Box::new(decoder)
    } else {
        Box::new(file)
    };
    let mut records = Vec::new();
    for line in BufReader::new(input).lines() {
        let line = line?;
        if !line.is_empty() {
            records.push(serde_json::from_str(&line)?);
        }
    }
    Ok(records)
}

/// The dumps of a folder of seeds, in order of their names.
pub fn read_seeds(folder: &Path) -> Result<Vec<Seed>, Box<dyn Error>> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".body.txt").map(str::to_owned))
        .collect();
    names.sort();
    let mut seeds = Vec::new();
    for name in names {
        let file = |ending: &str| std::fs::read_to_string(folder.join(format!("{name}.{ending}")));
        let kinds = file("kinds.tsv")?
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .filter_map(|(line, kind)| Some((line.parse().ok()?, kind.to_owned())))
            .collect();
        seeds.push(Seed {
            text: file("txt")?,
            body: file("body.txt")?,
            kinds,
            name,
        });
    }
    Ok(seeds)
}

/// The site of each page, by the page's identifier.
pub fn sites(pages: &[LabelledText]) -> HashMap<&str, &str> {
    pages
        .iter()
        .map(|page| (page.id.as_str(), page.site.as_str()))
        .collect()
}

/// The fold a site belongs to, the same on every machine.
pub fn fold_of(site: &str, folds: u64) -> u64 {
    let hash = site.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    (hash >> 20) % folds
}
