//! The different texts among the titles that a page offers.

use super::super::Source;
use super::super::affix::{self, SiteNames};
use super::super::linked::Main;
use super::super::text::key;
use super::findings::{self, Page};
use super::offers::Offer;

/// How many forms are weighed.
const MOST: usize = 40;

/// A text that may be the title.
#[derive(Debug)]
pub(in crate::metadata) struct Form {
    pub(in crate::metadata) text: String,
    /// What speaks for it and against it: numbers of [`FINDINGS`](super::findings::FINDINGS).
    pub(in crate::metadata) findings: Vec<usize>,
    pub(super) source: Source,
}

/// All forms, in the order in which sources are trusted.
pub(super) fn of(
    offers: &[Offer],
    sites: &SiteNames,
    main: Main<'_>,
    address: &[u32],
) -> Vec<Form> {
    let mut texts: Vec<(&str, Source)> = Vec::new();
    let splits: Vec<Vec<affix::Split<'_>>> = offers
        .iter()
        .map(|offer| affix::splits(&offer.text))
        .collect();
    for (offer, splits) in offers.iter().zip(&splits) {
        let whole = [&offer.cut[..], &offer.text];
        // A part of a word or two is a label, unless another place has it, which offers it then.
        let long = |part: &&str| part.split_whitespace().count() >= 3 || key(part).len() >= 16;
        let heads = splits.last().map(|(head, _, _)| *head).filter(long);
        let tails = splits.first().map(|(_, _, tail)| *tail).filter(long);
        for text in whole.into_iter().chain(heads).chain(tails) {
            let known = texts.iter().any(|(own, _)| *own == text);
            if !known && texts.len() < MOST && !key(text).is_empty() {
                texts.push((text, offer.place.source()));
            }
        }
    }
    let kind = main.node.or(main.page).map_or("", |node| &node.kind);
    let page = Page {
        offers,
        splits: &splits,
        sites,
        kind,
        address,
    };
    texts
        .into_iter()
        .map(|(text, source)| Form {
            findings: findings::of(text, &page),
            text: text.to_owned(),
            source,
        })
        .collect()
}
