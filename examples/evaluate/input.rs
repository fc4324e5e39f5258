//! Labelled pages of all kinds of file.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::common::by_hand;
use crate::common::corpus::{
    self, LabelledHtml, LabelledKinds, LabelledText, Seed, page_name, read, read_seeds,
};
use crate::options::Options;

/// All pages to measure on.
#[derive(Default)]
pub(crate) struct Inputs {
    pub(crate) texts: Vec<LabelledText>,
    pub(crate) kinds: Vec<KindsPage>,
    /// Dumps of `texts` whose lines were given kinds by hand.
    pub(crate) by_hand: Vec<KindsPage>,
    pub(crate) seeds: Vec<Seed>,
    pub(crate) htmls: Vec<LabelledHtml>,
    /// Pages with kinds whose site is not known.
    pub(crate) without_site: usize,
}

pub(crate) struct KindsPage {
    pub(crate) page: LabelledKinds,
    /// The registered domain, or the page's identifier where it is not known.
    pub(crate) site: String,
}

/// A page of any kind of file, and what is known of its lines.
pub(crate) struct Dump<'a> {
    pub(crate) id: &'a str,
    /// Set and style, or the kind of file.
    pub(crate) group: (&'a str, &'a str),
    pub(crate) site: &'a str,
    pub(crate) text: &'a str,
    pub(crate) gold: Gold<'a>,
}

/// What the lines of a page are.
pub(crate) enum Gold<'a> {
    /// `0` or `1` a line.
    Labels(&'a [u8]),
    /// By line number from 1.
    Kinds(&'a BTreeMap<usize, String>),
}

/// What a file holds.
enum Content {
    Texts,
    Kinds,
    Html,
}

/// Only as much of a record as tells what it is.
#[derive(Deserialize)]
struct Shape {
    labels: Option<serde::de::IgnoredAny>,
    kinds: Option<serde::de::IgnoredAny>,
    html: Option<serde::de::IgnoredAny>,
}

#[derive(Deserialize)]
struct Place {
    id: String,
    site: String,
}

impl Inputs {
    /// Reads a file or folder.
    pub(crate) fn read(&mut self, path: &Path, options: &Options) -> Result<(), Box<dyn Error>> {
        if path.is_dir() {
            return self.read_folder(path, options);
        }
        match content(path)? {
            Content::Texts => {
                let mut pages: Vec<LabelledText> = read(path)?;
                pages.retain(|page| options.wants(&page.id, page_name(&page.id)));
                let pages = thinned(pages, options.limit);
                self.by_hand.extend(kinds_by_hand(&pages)?);
                self.texts.extend(pages);
            }
            Content::Kinds => self.read_kinds(path, options)?,
            Content::Html => {
                let mut pages: Vec<LabelledHtml> = read(path)?;
                pages.retain(|page| options.wants(&page.id, page_name(&page.id)));
                self.htmls.extend(thinned(pages, options.limit));
            }
        }
        Ok(())
    }

    fn read_folder(&mut self, folder: &Path, options: &Options) -> Result<(), Box<dyn Error>> {
        let mut seeds = read_seeds(folder)?;
        if !seeds.is_empty() {
            seeds.retain(|seed| options.wants(&seed.name, &seed.name));
            self.seeds.extend(thinned(seeds, options.limit));
            return Ok(());
        }
        let texts = text_file(folder);
        let kinds = Some(folder.join("kinds.jsonl")).filter(|file| file.exists());
        let files: Vec<PathBuf> = texts.into_iter().chain(kinds).collect();
        if files.is_empty() {
            let what = "neither seeds (NAME.body.txt) nor text.jsonl(.zst) nor kinds.jsonl in it";
            return Err(format!("{}: {what}", folder.display()).into());
        }
        files.iter().try_for_each(|file| self.read(file, options))
    }

    fn read_kinds(&mut self, path: &Path, options: &Options) -> Result<(), Box<dyn Error>> {
        let mut pages: Vec<LabelledKinds> = read(path)?;
        pages.retain(|page| options.wants(&page.id, &page.id));
        let places: Vec<Place> = match path.parent().and_then(text_file) {
            Some(file) => read(&file)?,
            None => Vec::new(),
        };
        let sites: HashMap<&str, &str> = places
            .iter()
            .map(|place| (page_name(&place.id), place.site.as_str()))
            .collect();
        for page in thinned(pages, options.limit) {
            let site = sites.get(page.id.as_str());
            self.without_site += usize::from(site.is_none());
            let site = site.map_or(page.id.clone(), |site| (*site).to_owned());
            self.kinds.push(KindsPage { page, site });
        }
        Ok(())
    }

    /// All pages, those of texts first.
    pub(crate) fn dumps(&self) -> Vec<Dump<'_>> {
        let texts = self.texts.iter().map(|page| Dump {
            id: &page.id,
            group: (&page.set, &page.style),
            site: &page.site,
            text: &page.text,
            gold: Gold::Labels(page.labels.as_bytes()),
        });
        let kinds = self.kinds.iter().map(|KindsPage { page, site }| Dump {
            id: &page.id,
            group: ("kinds", &page.style),
            site,
            text: &page.text,
            gold: Gold::Kinds(&page.kinds),
        });
        let seeds = self.seeds.iter().map(|seed| Dump {
            id: &seed.name,
            group: ("seeds", ""),
            site: &seed.name,
            text: &seed.text,
            gold: Gold::Kinds(&seed.kinds),
        });
        texts.chain(kinds).chain(seeds).collect()
    }
}

/// The `layout` dumps of which the lines were given kinds by hand.
fn kinds_by_hand(pages: &[LabelledText]) -> Result<Vec<KindsPage>, String> {
    let by_hand = by_hand::read(pages)?;
    let layout = pages.iter().filter(|page| page.style == "layout");
    let with_kinds = layout.filter_map(|page| {
        let id = page.page();
        let kinds = by_hand.get(id)?.of_lines(&page.text).into_iter();
        let page_of_kinds = LabelledKinds {
            id: id.to_owned(),
            set: page.set.clone(),
            style: page.style.clone(),
            lang: page.lang.clone(),
            text: page.text.clone(),
            kinds: kinds
                .map(|(line, names)| (line, names.to_owned()))
                .collect(),
        };
        Some(KindsPage {
            page: page_of_kinds,
            site: page.site.clone(),
        })
    });
    Ok(with_kinds.collect())
}

/// What a file of records holds, by the fields of its first record.
fn content(path: &Path) -> Result<Content, Box<dyn Error>> {
    let tell = |error: &dyn Error| format!("{}: {error}", path.display());
    let lines = corpus::lines(path).map_err(|error| tell(&error))?;
    for line in lines {
        let line = line.map_err(|error| tell(&error))?;
        if line.is_empty() {
            continue;
        }
        let shape: Shape = serde_json::from_str(&line).map_err(|error| tell(&error))?;
        return match shape {
            Shape {
                labels: Some(_), ..
            } => Ok(Content::Texts),
            Shape { kinds: Some(_), .. } => Ok(Content::Kinds),
            Shape { html: Some(_), .. } => Ok(Content::Html),
            _ => Err(tell(&*Box::<dyn Error>::from(
                "its records have neither `labels`, `kinds` nor `html`",
            ))
            .into()),
        };
    }
    Err(format!("{}: no records", path.display()).into())
}

/// The file of flattened pages in a folder.
fn text_file(folder: &Path) -> Option<PathBuf> {
    ["text.jsonl.zst", "text.jsonl"]
        .map(|name| folder.join(name))
        .into_iter()
        .find(|file| file.exists())
}

/// At most so many, spread evenly.
fn thinned<T>(all: Vec<T>, limit: Option<usize>) -> Vec<T> {
    let (count, limit) = (all.len(), limit.unwrap_or(usize::MAX));
    if count <= limit {
        return all;
    }
    all.into_iter()
        .enumerate()
        .filter(|(at, _)| at * limit / count != (at + 1) * limit / count)
        .map(|(_, one)| one)
        .collect()
}
