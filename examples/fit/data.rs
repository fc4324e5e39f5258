//! Lessons: pages with, for each block, the regions that its label allows.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::error::Error;
use std::path::Path;

use bodytext::model::{regions, rows, segment};
use bodytext::{Block, Cleaner, Kind};
use rayon::prelude::*;

use crate::common::corpus::{self, LabelledKinds, LabelledText, Seed};

/// All labelled pages.
pub struct Pages {
    pub texts: Vec<LabelledText>,
    pub kinds: Vec<LabelledKinds>,
    pub seeds: Vec<Seed>,
    /// The site of each page of `kinds`.
    pub kinds_sites: Vec<String>,
}

impl Pages {
    pub fn read(folder: &Path, seeds: &Path) -> Result<Pages, Box<dyn Error>> {
        let texts: Vec<LabelledText> = corpus::read(&folder.join("text.jsonl.zst"))?;
        let kinds: Vec<LabelledKinds> = corpus::read(&folder.join("kinds.jsonl"))?;
        let sites = corpus::sites(&texts);
        let site = |page: &LabelledKinds| {
            sites
                .get(page.id.as_str())
                .map_or(page.id.clone(), |site| (*site).to_owned())
        };
        let kinds_sites = kinds.iter().map(site).collect();
        Ok(Pages {
            seeds: corpus::read_seeds(seeds)?,
            kinds_sites,
            texts,
            kinds,
        })
    }
}

/// How much a page with a kind for every line counts beside one with body or not.
const KINDS_WEIGHT: f32 = 4.0;

/// A set of regions, a bit each.
pub type Allowed = u32;

/// A page to learn from.
pub struct Lesson {
    pub text: String,
    /// By line number from 1; lines that are missing allow everything.
    pub allowed: BTreeMap<usize, Allowed>,
    /// How much the page counts.
    pub weight: f32,
}

/// A lesson's blocks with what the passes find.
pub struct Measured {
    /// Rows of all blocks, one after another.
    pub rows: Vec<u16>,
    /// Where each block's rows end.
    pub ends: Vec<usize>,
    pub allowed: Vec<Allowed>,
    pub weight: f32,
}

impl Measured {
    pub fn rows_of(&self, block: usize) -> &[u16] {
        let start = block.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.rows[start..self.ends[block]]
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }
}

/// The regions of the kinds for which `belongs` holds.
pub fn regions_where(belongs: impl Fn(Kind) -> bool) -> Allowed {
    regions()
        .iter()
        .enumerate()
        .filter(|(_, region)| belongs(region.0))
        .fold(0, |set, (at, _)| set | 1 << at)
}

/// Whether a page's site belongs to the part that is left out.
pub fn is_left_out(site: &str, left_out: Option<(u64, u64)>) -> bool {
    left_out.is_some_and(|(part, parts)| corpus::fold_of(site, parts) == part)
}

/// The lessons of all pages outside the part that is left out.
pub fn lessons(pages: &Pages, left_out: Option<(u64, u64)>) -> Vec<Lesson> {
    let mut lessons = Vec::new();
    for page in &pages.texts {
        if is_left_out(&page.site, left_out) {
            continue;
        }
        lessons.push(from_labels(page));
        if page.style == "layout" {
            lessons.push(already_clean(page, lessons.len()));
        }
    }
    for (page, site) in pages.kinds.iter().zip(&pages.kinds_sites) {
        if !is_left_out(site, left_out) {
            lessons.push(from_kinds(&page.text, &page.kinds, KINDS_WEIGHT));
        }
    }
    for seed in &pages.seeds {
        if !is_left_out(&seed.name, left_out) {
            lessons.push(from_kinds(&seed.text, &seed.kinds, KINDS_WEIGHT));
        }
    }
    lessons
}

fn from_kinds(text: &str, kinds: &BTreeMap<usize, String>, weight: f32) -> Lesson {
    let allowed = kinds
        .iter()
        .map(|(line, names)| {
            let kinds: Vec<Kind> = names
                .split('|')
                .filter_map(|name| name.parse().ok())
                .collect();
            (*line, regions_where(|kind| kinds.contains(&kind)))
        })
        .collect();
    Lesson {
        text: text.to_owned(),
        allowed,
        weight,
    }
}

/// The words of a line, for comparing it with a title.
fn words(text: &str) -> HashSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Lines labelled body or not.
///
/// A line of body may be a paragraph, a heading or, among the first three, a standfirst (the gold of the two sets
/// differs there); any other may be anything else. The gold's title is known: lines that say it may be the title, lines
/// that do not may not.
fn from_labels(page: &LabelledText) -> Lesson {
    let body = regions_where(Kind::is_body);
    let standfirst = regions_where(|kind| kind == Kind::Standfirst);
    let title = regions_where(|kind| kind == Kind::Title);
    let other = regions_where(|kind| !kind.is_body());
    let gold = page
        .title
        .as_deref()
        .map(words)
        .filter(|words| !words.is_empty());
    let mut allowed = BTreeMap::new();
    let mut bodies = 0;
    let mut below_title = false;
    for (index, (line, label)) in page.text.split('\n').zip(page.labels.bytes()).enumerate() {
        if line.trim().is_empty() {
            continue;
        }
        let set = if label == b'1' {
            bodies += 1;
            if bodies <= 3 { body | standfirst } else { body }
        } else {
            match gold.as_ref().map(|gold| likeness(gold, &words(line))) {
                Some(likeness) if likeness >= 0.99 && bodies == 0 => {
                    below_title = true;
                    title
                }
                Some(likeness) if likeness >= 0.6 => other & !standfirst,
                Some(_) if below_title && bodies == 0 => other & !title,
                Some(_) => other & !title & !standfirst,
                None => other,
            }
        };
        allowed.insert(index + 1, set);
    }
    let weight = if page.style == "nodes" { 0.6 } else { 1.0 };
    Lesson {
        text: page.text.clone(),
        allowed,
        weight,
    }
}

/// Shared words for each word of the larger set.
fn likeness(one: &HashSet<String>, other: &HashSet<String>) -> f32 {
    one.intersection(other).count() as f32 / one.len().max(other.len()).max(1) as f32
}

/// A page that holds nothing but the body, or the title and the body: there nothing may be lost.
fn already_clean(page: &LabelledText, number: usize) -> Lesson {
    let body = regions_where(Kind::is_body);
    let title = regions_where(|kind| kind == Kind::Title);
    let gap = if number.is_multiple_of(2) {
        "\n\n"
    } else {
        "\n"
    };
    let mut lines: Vec<(&str, Allowed)> = Vec::new();
    if let Some(gold) = page.title.as_deref().filter(|_| number % 3 == 0) {
        lines.push((gold, title));
    }
    lines.extend(page.body.split('\n').map(|line| (line, body)));
    lines.retain(|(line, _)| !line.trim().is_empty());
    let text: Vec<&str> = lines.iter().map(|(line, _)| *line).collect();
    let step = gap.len();
    let allowed = lines
        .iter()
        .enumerate()
        .map(|(index, (_, set))| (1 + index * step, *set))
        .collect();
    Lesson {
        text: text.join(gap),
        allowed,
        weight: 0.4,
    }
}

/// Measures lessons with the library's own passes.
pub fn measured(lessons: &[Lesson], cleaner: &Cleaner) -> Vec<Measured> {
    lessons
        .par_iter()
        .map(|lesson| measure(lesson, cleaner))
        .collect()
}

fn measure(lesson: &Lesson, cleaner: &Cleaner) -> Measured {
    let page = segment(&lesson.text);
    let mut measured = Measured {
        rows: Vec::new(),
        ends: Vec::new(),
        allowed: Vec::new(),
        weight: lesson.weight,
    };
    for (block, rows) in page.blocks().iter().zip(rows(cleaner, &page)) {
        measured.rows.extend(rows);
        measured.ends.push(measured.rows.len());
        measured.allowed.push(allowed_of(lesson, block));
    }
    measured
}

/// What a block may be: what most of its text may be, by the labels of its lines.
fn allowed_of(lesson: &Lesson, block: &Block) -> Allowed {
    let all = regions_where(|_| true);
    if block.line_count() == 1 {
        return lesson.allowed.get(&block.line()).copied().unwrap_or(all);
    }
    let text = lesson.text.get(block.range()).unwrap_or_default();
    let mut lengths: HashMap<Allowed, usize> = HashMap::new();
    for (offset, line) in text.split('\n').enumerate() {
        if let Some(allowed) = lesson.allowed.get(&(block.line() + offset)) {
            *lengths.entry(*allowed).or_default() += line.trim().len();
        }
    }
    // Ties go to the smaller set, so that the order of a map decides nothing.
    lengths
        .into_iter()
        .max_by_key(|(set, length)| (*length, std::cmp::Reverse(*set)))
        .map_or(all, |(set, _)| set)
}
