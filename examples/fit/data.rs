//! Lessons: pages with, for each block, the regions that its label allows.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::error::Error;
use std::ops::Range;
use std::path::Path;

use bodytext::model::{regions, segment};
use bodytext::{Cleaner, Kind, Page};

use crate::common::by_hand::{self, ByHand};
use crate::common::corpus::{self, LabelledKinds, LabelledText, Seed};
use crate::cut;
use crate::html;
use crate::interrupt::{self, Stock};
use crate::random::Random;

/// All labelled pages.
pub(crate) struct Pages {
    pub(crate) texts: Vec<LabelledText>,
    pub(crate) kinds: Vec<LabelledKinds>,
    pub(crate) seeds: Vec<Seed>,
    /// Dumps of pages that are no articles.
    pub(crate) others: Vec<Lesson>,
    /// The site of each page of `kinds`.
    pub(crate) kinds_sites: Vec<String>,
    /// Kinds that were given by hand to more pages, by page.
    pub(crate) by_hand: HashMap<String, ByHand>,
}

impl Pages {
    pub(crate) fn read(folder: &Path, seeds: &Path) -> Result<Pages, Box<dyn Error>> {
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
            by_hand: by_hand::read(&texts)?,
            seeds: corpus::read_seeds(seeds)?,
            others: html::flattened(folder)?,
            kinds_sites,
            texts,
            kinds,
        })
    }
}

/// How much a page with a kind for every line counts beside one with body or not.
pub(crate) const KINDS_WEIGHT: f32 = 4.0;

/// The same for one of the dumps made for this project: five stand for a whole manner of dumps. They are learnt in many
/// lighter copies, for the steps of the fit are the surer the less a single page moves them.
const SEED_WEIGHT: f32 = 5.0;
const SEED_COPIES: usize = 10;

/// A set of regions, a bit each.
pub(crate) type Allowed = u32;

/// A page to learn from.
pub(crate) struct Lesson {
    pub(crate) site: String,
    pub(crate) text: String,
    /// The page, where it was HTML.
    pub(crate) html: Option<Page<'static>>,
    /// Byte ranges of the text, ascending, with what they may be; the rest may be anything.
    pub(crate) allowed: Vec<(Range<usize>, Allowed)>,
    /// Whether the ranges are lines.
    pub(crate) lines: bool,
    /// How much the page counts.
    pub(crate) weight: f32,
}

impl Lesson {
    /// The lesson's page.
    pub(crate) fn page(&self, cleaner: &Cleaner) -> Page<'_> {
        match &self.html {
            Some(page) => page.clone(),
            None => segment(cleaner, &self.text),
        }
    }
}

/// The regions of the kinds for which `belongs` holds.
pub(crate) fn regions_where(belongs: impl Fn(Kind) -> bool) -> Allowed {
    regions()
        .iter()
        .enumerate()
        .filter(|(_, region)| belongs(region.0))
        .fold(0, |set, (at, _)| set | 1 << at)
}

/// The regions of the kinds that a label names, `a|b` being either.
pub(crate) fn regions_named(names: &str) -> Allowed {
    let kinds: Vec<Kind> = names
        .split('|')
        .filter_map(|name| name.parse().ok())
        .collect();
    regions_where(|kind| kinds.contains(&kind))
}

/// Whether a page's site belongs to the part that is left out.
pub(crate) fn is_left_out(site: &str, left_out: Option<(u64, u64)>) -> bool {
    left_out.is_some_and(|(part, parts)| corpus::fold_of(site, parts) == part)
}

/// The lessons of all pages outside the part that is left out.
pub(crate) fn lessons(pages: &Pages, left_out: Option<(u64, u64)>) -> Vec<Lesson> {
    let mut lessons = Vec::new();
    // Whole pages by language and style.
    let mut whole: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    let stocks = stocks(pages, left_out);
    let mut random = Random::new(11);
    for page in &pages.texts {
        if is_left_out(&page.site, left_out) {
            continue;
        }
        let by_hand = pages.by_hand.get(page.page());
        let by_hand = by_hand.map_or_else(BTreeMap::new, |kinds| kinds.of_lines(&page.text));
        let lesson = from_labels(page, &by_hand);
        let stock = stocks.get(page.lang.as_deref().unwrap_or("en"));
        if page.style != "nodes" {
            // Each page is learnt trimmed and with interruptions too, in two ways each.
            for _ in 0..2 {
                let trimmed = cut::trimmed(&lesson, &mut random);
                let base = if random.below(2) == 0 {
                    &lesson
                } else {
                    trimmed.as_ref().unwrap_or(&lesson)
                };
                lessons.extend(
                    stock.and_then(|stock| interrupt::interrupted(page, base, stock, &mut random)),
                );
                // Some are learnt as one line that lost its breaks.
                if random.below(6) == 0 {
                    lessons.push(in_one_line(base));
                }
                lessons.extend(trimmed);
            }
            if random.below(8) == 0 {
                lessons.push(cut::without_body(&lesson));
            }
        }
        if page.style != "nodes" {
            let language = page.lang.as_deref().unwrap_or("en");
            let alike = whole.entry((language, page.style.as_str())).or_default();
            alike.push(lessons.len());
        }
        lessons.push(lesson);
        if page.style == "layout" && random.below(2) == 0 {
            lessons.push(already_clean(page, lessons.len()));
        }
    }
    add_spliced(&mut lessons, &whole, &mut random);
    for (page, site) in pages.kinds.iter().zip(&pages.kinds_sites) {
        if !is_left_out(site, left_out) {
            lessons.push(from_kinds(site, &page.text, &page.kinds, KINDS_WEIGHT));
        }
    }
    for seed in &pages.seeds {
        if !is_left_out(&seed.name, left_out) {
            let copy = || from_kinds(&seed.name, &seed.text, &seed.kinds, SEED_WEIGHT);
            lessons.extend(std::iter::repeat_with(copy).take(SEED_COPIES));
        }
    }
    lessons
}

/// Every second page is learnt between the menus and the footers of two others too.
fn add_spliced(
    lessons: &mut Vec<Lesson>,
    whole: &BTreeMap<(&str, &str), Vec<usize>>,
    random: &mut Random,
) {
    for alike in whole.values().filter(|alike| alike.len() >= 3) {
        for at in alike {
            if random.below(2) == 0 {
                let mut other = || &lessons[alike[random.below(alike.len())]];
                let (upper, lower) = (other(), other());
                let spliced = cut::spliced(&lessons[*at], upper, lower);
                lessons.extend(spliced);
            }
        }
    }
}

/// Headlines and lead-ins by language; those of pages that are left out stay out.
fn stocks(pages: &Pages, left_out: Option<(u64, u64)>) -> BTreeMap<&str, Stock<'_>> {
    let mut stocks: BTreeMap<&str, Stock<'_>> = BTreeMap::new();
    for page in pages
        .texts
        .iter()
        .filter(|page| page.style == "layout" && !is_left_out(&page.site, left_out))
    {
        let language = page.lang.as_deref().unwrap_or("en");
        let stock = stocks.entry(language).or_insert_with(|| Stock {
            headlines: Vec::new(),
            lead_ins: cue_file(language).map_or(Vec::new(), |cues| interrupt::lead_ins(&cues)),
        });
        stock
            .headlines
            .extend(page.title.as_deref().filter(|title| title.len() > 12));
    }
    stocks
}

fn cue_file(language: &str) -> Option<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cues");
    std::fs::read_to_string(folder.join(format!("{language}.txt"))).ok()
}

fn from_kinds(site: &str, text: &str, kinds: &BTreeMap<usize, String>, weight: f32) -> Lesson {
    let allowed = kinds
        .iter()
        .map(|(line, names)| (*line, regions_named(names)))
        .collect();
    Lesson {
        site: site.to_owned(),
        text: text.to_owned(),
        html: None,
        allowed: by_range(text, &allowed),
        lines: true,
        weight,
    }
}

/// The words of a line, for comparing it with a title.
pub(crate) fn words(text: &str) -> HashSet<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

/// Lines labelled body or not.
///
/// A line of body may be a paragraph or a heading, and in the set whose gold counts the standfirst as body, one of the
/// first two may be that; any other line may be anything else. The gold's title is known: lines that say it may be the title, lines
/// that do not may not. Of most pages each line was given a kind by hand, within these bounds.
pub(crate) fn from_labels(page: &LabelledText, by_hand: &BTreeMap<usize, &str>) -> Lesson {
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
            if bodies <= 2 && page.set == "fundus" {
                body | standfirst
            } else {
                body
            }
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
        let by_hand = by_hand.get(&(index + 1)).map(|names| regions_named(names));
        let both = set & by_hand.unwrap_or(set);
        // What the labels say of body is what is measured: it is never overruled.
        allowed.insert(index + 1, if both == 0 { set } else { both });
    }
    let weight = if page.style == "nodes" { 0.6 } else { 1.0 };
    Lesson {
        site: page.site.clone(),
        text: page.text.clone(),
        html: None,
        allowed: by_range(&page.text, &allowed),
        lines: true,
        weight,
    }
}

/// Shared words for each word of the larger set.
pub(crate) fn likeness(one: &HashSet<String>, other: &HashSet<String>) -> f32 {
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
    if let Some(gold) = page.title.as_deref().filter(|_| number.is_multiple_of(3)) {
        lines.push((gold, title));
    }
    lines.extend(page.body.split('\n').map(|line| (line, body)));
    lines.retain(|(line, _)| !line.trim().is_empty());
    let text: Vec<&str> = lines.iter().map(|(line, _)| *line).collect();
    let text = text.join(gap);
    let allowed = line_ranges(&text)
        .filter(|(_, range)| !range.is_empty())
        .zip(&lines)
        .map(|((_, range), line)| (range, line.1))
        .collect();
    Lesson {
        site: page.site.clone(),
        text,
        html: None,
        allowed,
        lines: true,
        weight: 1.0,
    }
}

/// The byte range of each line of a text, by number from 1, blank characters at its ends left out.
fn line_ranges(text: &str) -> impl Iterator<Item = (usize, Range<usize>)> {
    let mut start = 0;
    text.split('\n').enumerate().map(move |(index, line)| {
        let from = start + line.len() - line.trim_start().len();
        start += line.len() + 1;
        (index + 1, from..from + line.trim().len())
    })
}

/// The labels of a text's lines as ranges.
fn by_range(text: &str, allowed: &BTreeMap<usize, Allowed>) -> Vec<(Range<usize>, Allowed)> {
    line_ranges(text)
        .filter_map(|(line, range)| Some((range, *allowed.get(&line)?)))
        .collect()
}

/// A page whose lines were lost: all in one, with a space between.
fn in_one_line(lesson: &Lesson) -> Lesson {
    let mut text = String::new();
    let mut allowed = Vec::new();
    for (range, set) in &lesson.allowed {
        let start = text.len();
        text.push_str(&lesson.text[range.clone()]);
        allowed.push((start..text.len(), *set));
        text.push(' ');
    }
    Lesson {
        site: lesson.site.clone(),
        text,
        html: None,
        allowed,
        lines: false,
        weight: 1.2,
    }
}
