//! What markup tells of a dump's lines.
//!
//! Few pages have a kind for each line, many have body or not; of most the HTML is at hand, whose elements and class
//! names say what a menu, a caption or a list of stories is. So a line of a dump may be only what the table for HTML is
//! sure that it is (a small model taught by one that sees more: Vapnik and Vashist 2009, Hinton and others 2015). Labels
//! of body or not are never overruled.

use std::collections::{HashMap, VecDeque};
use std::error::Error;
use std::path::Path;

use bodytext::model::{self, Weights, regions, segment_html};
use bodytext::{Cleaner, Page};
use rayon::prelude::*;

use crate::common::corpus::{self, LabelledHtml};
use crate::data::{Allowed, regions_where};

/// A kind is sure from this probability on.
const SURE: f32 = 0.8;

/// Pages of HTML by name, segmented.
pub(crate) struct Library(HashMap<String, Page<'static>>);

/// What the lines of one page are surely, by their text, in order.
pub(crate) type Told<'a> = HashMap<&'a str, VecDeque<Allowed>>;

impl Library {
    pub(crate) fn read(folder: &Path) -> Result<Library, Box<dyn Error>> {
        let pages: Vec<LabelledHtml> = corpus::read(&folder.join("html.jsonl.zst"))?;
        let segmented = pages.into_par_iter().map(|page| {
            let read = segment_html(&page.html);
            (page.id, read)
        });
        Ok(Library(segmented.collect()))
    }

    /// What a table for HTML says of every page.
    pub(crate) fn told(&self, weights: Weights) -> HashMap<&str, Told<'_>> {
        let cleaner = Cleaner::new().html_weights(weights);
        let pages = self.0.par_iter();
        pages
            .map(|(id, page)| (id.as_str(), told(&cleaner, page)))
            .collect()
    }
}

fn told<'a>(cleaner: &Cleaner, page: &'a Page<'static>) -> Told<'a> {
    let mut told = Told::new();
    for (block, shares) in page.blocks().iter().zip(model::shares(cleaner, page)) {
        let mut by_kind = HashMap::new();
        for ((kind, _), share) in regions().iter().zip(&shares) {
            *by_kind.entry(*kind).or_insert(0.0) += share;
        }
        let sure = by_kind.iter().find(|(_, share)| **share >= SURE);
        let set = sure.map_or(Allowed::MAX, |(sure, _)| {
            regions_where(|kind| kind == *sure)
        });
        told.entry(page.text_of(block)).or_default().push_back(set);
    }
    told
}
