//! Labelled pages, read from the files that `shared/corpus/README.md` describes.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use serde::Deserialize;

/// A page flattened to text, with a label for each of its lines.
#[derive(Deserialize)]
pub(crate) struct LabelledText {
    pub(crate) id: String,
    pub(crate) set: String,
    pub(crate) site: String,
    pub(crate) style: String,
    pub(crate) lang: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) text: String,
    /// The body as it should be, paragraphs separated by line breaks.
    pub(crate) body: String,
    /// `0` or `1` for each line of `text`.
    pub(crate) labels: String,
    /// The page that was flattened, where the file holds it.
    pub(crate) html: Option<String>,
}

/// A page flattened to text, with a kind for each of its lines.
#[derive(Deserialize)]
pub(crate) struct LabelledKinds {
    pub(crate) id: String,
    pub(crate) set: String,
    pub(crate) style: String,
    pub(crate) lang: Option<String>,
    pub(crate) text: String,
    /// By line number from 1: a kind, or `a|b` where either is right.
    pub(crate) kinds: BTreeMap<usize, String>,
}

/// A page of HTML with its body and what is known of it.
#[derive(Deserialize)]
pub(crate) struct LabelledHtml {
    pub(crate) id: String,
    pub(crate) set: String,
    pub(crate) site: String,
    /// article, forum, product, documentation, service, collection or listing.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) lang: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) authors: Option<Vec<String>>,
    /// The day, as ISO 8601.
    pub(crate) published: Option<String>,
    pub(crate) html: String,
    pub(crate) body: String,
}

/// One of the dumps with hand-made gold.
pub(crate) struct Seed {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) body: String,
    pub(crate) kinds: BTreeMap<usize, String>,
}

/// How a file packed by zstd begins (RFC 8878, section 3.1.1).
const PACKED: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];

/// The records of a file of JSON lines, unpacked if it is packed by zstd.
pub(crate) fn read<T: for<'a> Deserialize<'a>>(path: &Path) -> Result<Vec<T>, Box<dyn Error>> {
    let tell = |error: &dyn Error| format!("{}: {error}", path.display());
    let mut records = Vec::new();
    for (index, line) in lines(path).map_err(|error| tell(&error))?.enumerate() {
        let line = line.map_err(|error| tell(&error))?;
        if !line.is_empty() {
            records.push(
                serde_json::from_str(&line)
                    .map_err(|error| format!("{}, line {}: {error}", path.display(), index + 1))?,
            );
        }
    }
    Ok(records)
}

/// The lines of a file, unpacked if it is packed by zstd.
pub(crate) fn lines(path: &Path) -> io::Result<impl Iterator<Item = io::Result<String>> + use<>> {
    let mut file = BufReader::new(File::open(path)?);
    let input: Box<dyn Read> = if file.fill_buf()?.starts_with(&PACKED) {
        let mut decoder = zstd::Decoder::with_buffer(file)?;
        decoder.window_log_max(27)?;
        Box::new(decoder)
    } else {
        Box::new(file)
    };
    Ok(BufReader::new(input).lines())
}

/// The dumps of a folder of seeds, in order of their names.
pub(crate) fn read_seeds(folder: &Path) -> Result<Vec<Seed>, Box<dyn Error>> {
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

impl LabelledText {
    /// The page that was flattened, `set/name`, as the records of HTML are called: the identifier without the style.
    pub(crate) fn page(&self) -> &str {
        self.id.rsplit_once('/').map_or(&self.id, |(page, _)| page)
    }
}

/// A page's name within its set: of `set/name/style`, as the records of flattened pages are called, the middle; of any
/// other identifier all. The records of `kinds.jsonl` go by the name alone.
pub(crate) fn page_name(id: &str) -> &str {
    match id.split('/').collect::<Vec<_>>()[..] {
        [_, name, _] => name,
        _ => id,
    }
}

/// The site of each page, by the page's name.
pub(crate) fn sites(pages: &[LabelledText]) -> HashMap<&str, &str> {
    pages
        .iter()
        .map(|page| (page_name(&page.id), page.site.as_str()))
        .collect()
}

/// The fold a site belongs to, the same on every machine.
pub(crate) fn fold_of(site: &str, folds: u64) -> u64 {
    let hash = site.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    });
    (hash >> 20) % folds
}
