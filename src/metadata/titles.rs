//! The headline: every source votes for the form that it gives, cut of the site's name.

use super::affix::{self, SiteNames};
use super::claims::{Claims, Field};
use super::linked::Main;
use super::text::{self, key};
use super::{Source, Stated, Visible};

/// The longest title in bytes.
const LONGEST: usize = 1024;

/// A title and the vote of its source.
struct Candidate {
    text: String,
    key: String,
    source: Source,
    vote: f32,
}

pub(super) fn judge(
    claims: &Claims,
    main: Main<'_>,
    sites: &SiteNames,
    visible: &Visible<'_>,
) -> Option<Stated<String>> {
    let mut candidates = gather(claims, main, visible);
    let sites = &sites.with(&banners(&candidates));
    cut(&mut candidates, sites);
    // The site's name is a title only where nothing else is, as on its first page.
    let headlines = |candidate: &Candidate| !sites.is_site(&candidate.text);
    if candidates.iter().any(headlines) {
        candidates.retain(headlines);
    }
    let (best, votes) = elect(&candidates)?;
    let total: f32 = candidates.iter().map(|candidate| candidate.vote).sum();
    // Of the ways to write it the most frequent: headings have typographic quotes, headlines straight ones, or the
    // other way round.
    let same = || {
        candidates
            .iter()
            .filter(|candidate| candidate.key == best.key)
    };
    let times = |text: &str| same().filter(|candidate| candidate.text == text).count();
    let written = same().rev().max_by_key(|candidate| times(&candidate.text));
    Some(Stated {
        value: written.unwrap_or(best).text.clone(),
        source: best.source,
        confidence: (votes / total.max(CERTAIN)).clamp(0.0, 1.0),
    })
}

/// From this vote on a source gives headlines without the site's name as a rule.
const SURE: f32 = 2.0;
/// The vote of a page's one heading.
const ONE_HEADING: f32 = 3.0;
/// The votes of two good sources; with fewer in all no title is certain.
const CERTAIN: f32 = 6.0;

fn from(candidates: &[Candidate], source: Source) -> impl Iterator<Item = &Candidate> {
    candidates
        .iter()
        .filter(move |candidate| candidate.source == source)
}

/// Headings that are the site's name and no headline.
fn banners(candidates: &[Candidate]) -> Vec<String> {
    let named = |heading: &&Candidate| {
        let mut titles = from(candidates, Source::TitleElement);
        titles.any(|title| affix::is_banner(&heading.text, &title.text))
    };
    let stated = |heading: &Candidate| {
        let mut others =
            from(candidates, Source::OpenGraph).chain(from(candidates, Source::JsonLd));
        others.any(|other| other.key == heading.key)
    };
    let banners = from(candidates, Source::Heading)
        .filter(named)
        .filter(|heading| !stated(heading));
    banners.map(|heading| heading.text.clone()).collect()
}

/// Cuts the site's name from every title, and what another source leaves out.
fn cut(candidates: &mut Vec<Candidate>, sites: &SiteNames) {
    let sure = candidates.iter().filter(|candidate| candidate.vote >= SURE);
    let keys: Vec<(String, Source, f32)> = sure
        .map(|candidate| (candidate.key.clone(), candidate.source, candidate.vote))
        .collect();
    for candidate in candidates.iter_mut() {
        let own = candidate.source;
        let agreed = |text: &str| {
            let text = key(text);
            // A short part may be the heading of a part of the page, or a name; the one heading is the page's own.
            let length = text.chars().count();
            let long = |vote: f32| length >= 10 || (vote >= ONE_HEADING && length >= 3);
            keys.iter()
                .any(|(key, source, vote)| *source != own && long(*vote) && *key == text)
        };
        let stripped = sites.strip(&candidate.text, &agreed).to_owned();
        if stripped.len() < candidate.text.len() {
            candidate.key = key(&stripped);
            candidate.text = stripped;
        }
    }
    candidates.retain(|candidate| !candidate.key.is_empty());
}

/// The title with the most votes, and its votes; of equals the first.
fn elect(candidates: &[Candidate]) -> Option<(&Candidate, f32)> {
    let votes = |key: &str| -> f32 {
        let same = candidates.iter().filter(|candidate| candidate.key == key);
        same.map(|candidate| candidate.vote).sum()
    };
    let mut best = (candidates.first()?, 0.0);
    for candidate in candidates {
        let own = votes(&candidate.key);
        if own > best.1 {
            best = (candidate, own);
        }
    }
    let (best, most) = best;
    // A heading that stands whole inside a longer title is the headline; what the title says besides is for search
    // engines. Not so where the linked data give the longer one as the headline.
    let linked = from(candidates, Source::JsonLd).any(|other| other.key == best.key);
    let inside = from(candidates, Source::Heading).find(|heading| {
        let whole = heading.key.chars().count() >= 4 && best.key.contains(&heading.key[..]);
        whole && heading.vote >= SURE && !linked
    });
    Some((inside.unwrap_or(best), most))
}

/// All titles, the most trusted first: of two forms with equal votes the first is taken.
fn gather(claims: &Claims, main: Main<'_>, visible: &Visible<'_>) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    let mut add = |text: &str, source: Source, vote: f32| {
        let text = text::plain(text, LONGEST);
        let text = once(without_anchor(&text)).to_owned();
        let key = key(&text);
        if !key.is_empty() {
            candidates.push(Candidate {
                text,
                key,
                source,
                vote,
            });
        }
    };
    let all = || {
        claims
            .about(Field::Title)
            .filter(|claim| claim.source == Source::Heading)
    };
    let mut headings: Vec<_> = all().filter(|claim| !claim.place.outside).take(8).collect();
    if headings.is_empty() {
        headings = all().take(1).collect();
    }
    let node = main
        .node
        .and_then(|node| node.headline.as_ref().or(node.name.as_ref()));
    if let Some(title) = node {
        add(title, Source::JsonLd, 3.0);
    }
    let others: Vec<Vec<String>> = claims
        .about(Field::Title)
        .filter(|claim| claim.source != Source::Heading)
        .take(8)
        .map(|claim| words(&claim.text))
        .collect();
    for (at, heading) in headings.iter().enumerate() {
        let own = words(&heading.text);
        let shared = |other: &Vec<String>| own.iter().filter(|word| other.contains(word)).count();
        let related = own.len() >= 4 && others.iter().any(|other| 3 * shared(other) >= own.len());
        let vote = match (headings.len(), at) {
            (1, _) if related => 4.0,
            (1, _) => ONE_HEADING,
            (_, 0) => 2.0,
            _ => 1.0,
        };
        add(&heading.text, Source::Heading, vote);
    }
    // Where the markup says which line is the heading, the words and the place of lines say nothing more.
    if let Some(title) = visible.title.filter(|_| headings.is_empty()) {
        add(title, Source::Visible, ONE_HEADING);
    }
    for (source, vote, most) in [
        (Source::OpenGraph, 1.9, 1),
        (Source::Microdata, 1.5, 1),
        (Source::Meta, 0.8, 4),
        (Source::TitleElement, 1.6, 1),
    ] {
        let own = claims
            .about(Field::Title)
            .filter(|claim| claim.source == source && !claim.place.outside);
        for claim in own.take(most) {
            add(&claim.text, source, vote);
        }
    }
    if let Some(title) = main
        .page
        .and_then(|node| node.headline.as_ref().or(node.name.as_ref()))
    {
        add(title, Source::JsonLd, 0.8);
    }
    candidates
}

/// A title without the sign of a link to itself, or of a site whose name was left out, at its end.
fn without_anchor(title: &str) -> &str {
    let mut rest = title.trim_end();
    while let Some((before, last)) = rest.rsplit_once(' ') {
        let mark = last.chars().count() == 1
            && last.contains(['¶', '#', '§', '⋆', '|', '•', '·', '»', '-', '–', '—']);
        if !mark {
            break;
        }
        rest = before.trim_end();
    }
    rest.trim_end_matches('¶')
}

/// A title that an element holds two to four times, for screens of different sizes, once.
fn once(title: &str) -> &str {
    let words: Vec<&str> = title.split(' ').collect();
    for times in 2..=4 {
        let length = words.len() / times;
        let repeated = length >= 2 && words.len().is_multiple_of(times);
        if repeated && words.chunks(length).all(|part| part == &words[..length]) {
            let end: usize = words[..length].iter().map(|word| word.len() + 1).sum();
            return title.get(..end).unwrap_or(title).trim_end();
        }
    }
    title
}

/// The words of a title, folded.
fn words(text: &str) -> Vec<String> {
    let text = text::plain(text, LONGEST);
    text.split_whitespace()
        .take(64)
        .map(key)
        .filter(|word| !word.is_empty())
        .collect()
}
