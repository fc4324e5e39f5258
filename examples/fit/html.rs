//! Lessons of HTML pages.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::error::Error;
use std::path::Path;

use bodytext::model::segment_html;
use bodytext::{Kind, Page};
use rayon::prelude::*;

use crate::align::align;
use crate::common::by_hand::{self, ByHand};
use crate::common::corpus::{self, LabelledHtml, LabelledKinds};
use crate::common::worn::{Wear, worn};
use crate::data::{
    Allowed, KINDS_WEIGHT, Lesson, is_left_out, likeness, regions_named, regions_where, words,
};

/// A page counts if at least so much of its gold stands in its text; the others are made by scripts.
const FOUND: f32 = 0.5;

/// How much a page whose markup was worn down counts beside the page itself.
const WORN_WEIGHT: f32 = 0.5;
/// How much a page that is no article counts beside one, as HTML and as a dump.
const OTHER_WEIGHT: f32 = 0.7;
const OTHER_DUMP_WEIGHT: f32 = 0.5;

/// All pages of HTML as lessons.
///
/// Each is learnt with three kinds of worn markup too, so that no weight is leant on that pages with plain markup would
/// miss.
pub(crate) fn read(folder: &Path) -> Result<Vec<Lesson>, Box<dyn Error>> {
    let pages: Vec<LabelledHtml> = corpus::read(&folder.join("html.jsonl.zst"))?;
    let kinds: Vec<LabelledKinds> = corpus::read(&folder.join("kinds.jsonl"))?;
    let kinds: HashMap<&str, &LabelledKinds> =
        kinds.iter().map(|page| (page.id.as_str(), page)).collect();
    let all_by_hand = by_hand::read(&corpus::read(&folder.join("text.jsonl.zst"))?)?;
    let lessons = pages
        .par_iter()
        .enumerate()
        .flat_map_iter(|(number, page)| {
            let kinds = kinds.get(page_name_of_html(&page.id));
            let by_hand = all_by_hand.get(&page.id);
            let read = segment_html(&page.html);
            let wears = Wear::ALL.into_iter().enumerate();
            let wears = wears.filter(move |(at, _)| *at != number % Wear::ALL.len());
            let worn = wears.filter_map(move |(_, wear)| {
                let mut lesson = from_body(page, segment_html(&worn(&page.html, wear)), by_hand)?;
                lesson.weight *= WORN_WEIGHT;
                Some(lesson)
            });
            let by_body = from_body(page, read.clone(), by_hand);
            by_body
                .into_iter()
                .chain(kinds.map(|kinds| from_kinds(page, kinds, read)))
                .chain(worn)
        });
    Ok(lessons.collect())
}

/// The pages of HTML that are no articles as lessons of dumps: what the pages are flattened to here.
pub(crate) fn flattened(folder: &Path) -> Result<Vec<Lesson>, Box<dyn Error>> {
    let pages: Vec<LabelledHtml> = corpus::read(&folder.join("html.jsonl.zst"))?;
    let others = pages.par_iter().filter(|page| page.kind != "article");
    let flattened = others.filter_map(|page| {
        let lesson = from_body(page, segment_html(&page.html), None)?;
        Some(Lesson {
            text: lesson.html.as_ref()?.text().to_owned(),
            html: None,
            weight: OTHER_DUMP_WEIGHT,
            ..lesson
        })
    });
    Ok(flattened.collect())
}

/// The lessons outside the part that is left out.
pub(crate) fn outside(lessons: &[Lesson], left_out: Option<(u64, u64)>) -> Vec<&Lesson> {
    lessons
        .iter()
        .filter(|lesson| !is_left_out(&lesson.site, left_out))
        .collect()
}

/// `set/name` without the set.
fn page_name_of_html(id: &str) -> &str {
    id.split_once('/').map_or(id, |(_, name)| name)
}

/// Blocks in the gold body or not, and of the kinds that were given to them by hand.
fn from_body(page: &LabelledHtml, read: Page<'static>, by_hand: Option<&ByHand>) -> Option<Lesson> {
    let aligned = align(&read, &page.body);
    if aligned.found < FOUND {
        return None;
    }
    let body = regions_where(Kind::is_body);
    let other = regions_where(|kind| !kind.is_body());
    let standfirst = regions_where(|kind| kind == Kind::Standfirst);
    let title = regions_where(|kind| kind == Kind::Title);
    let gold = page
        .title
        .as_deref()
        .map(words)
        .filter(|words| !words.is_empty());
    let texts = || read.blocks().iter().map(|block| read.text_of(block));
    let by_hand = by_hand.map_or_else(
        || vec![None; read.blocks().len()],
        |kinds| kinds.of_texts(texts()),
    );
    let mut bodies = 0;
    let mut allowed = Vec::new();
    for ((block, share), names) in read.blocks().iter().zip(&aligned.shares).zip(by_hand) {
        let Some(share) = *share else { continue };
        let likeness = gold
            .as_ref()
            .map(|gold| likeness(gold, &words(read.text_of(block))));
        let set: Allowed = if share >= 0.5 {
            bodies += 1;
            if bodies <= 2 && page.set == "fundus" {
                body | standfirst
            } else {
                body
            }
        } else if share > 0.2 {
            continue;
        } else {
            match likeness {
                Some(likeness) if likeness >= 0.99 && bodies == 0 => title,
                Some(likeness) if likeness >= 0.6 => other & !standfirst,
                Some(_) if bodies == 0 => other & !title,
                Some(_) => other & !title & !standfirst,
                None => other,
            }
        };
        let both = set & names.map_or(set, regions_named);
        allowed.push((block.range(), if both == 0 { set } else { both }));
    }
    Some(Lesson {
        site: page.site.clone(),
        text: String::new(),
        html: Some(read),
        allowed,
        lines: true,
        weight: if page.kind == "article" {
            1.0
        } else {
            OTHER_WEIGHT
        },
    })
}

/// Blocks with the kind of the dump's line that has the same text.
fn from_kinds(page: &LabelledHtml, kinds: &LabelledKinds, read: Page<'static>) -> Lesson {
    let mut lines: BTreeMap<&str, VecDeque<Allowed>> = BTreeMap::new();
    for (number, line) in (1..).zip(kinds.text.split('\n')) {
        let Some(names) = kinds.kinds.get(&number) else {
            continue;
        };
        let sets = lines.entry(line.trim()).or_default();
        sets.push_back(regions_named(names));
    }
    let mut allowed = Vec::new();
    for block in read.blocks() {
        if let Some(sets) = lines.get_mut(read.text_of(block))
            && let Some(set) = sets.pop_front()
        {
            allowed.push((block.range(), set));
        }
    }
    Lesson {
        site: page.site.clone(),
        text: String::new(),
        html: Some(read),
        allowed,
        lines: true,
        weight: KINDS_WEIGHT,
    }
}
