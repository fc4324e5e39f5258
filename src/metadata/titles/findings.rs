//! What speaks for a form of the title and against it: which places give it, give more, or give less, and its shape.

use once_cell::sync::Lazy;

use super::super::affix::{self, SiteNames};
use super::super::jsonld;
use super::super::text::key;
use super::address;
use super::offers::{Offer, Place};

/// How a form stands to what a place gives: it is that as it stands, or cut; it is written otherwise; it is a part of
/// it, or holds it.
const RELATIONS: [&str; 5] = ["is", "is-cut", "is-like", "is-part-of", "holds"];

macro_rules! shapes {
    ($($variant:ident $name:literal,)*) => {
        /// What a form is like by itself.
        #[derive(Clone, Copy)]
        enum Shape {
            $($variant,)*
        }

        const SHAPES: &[&str] = &[$($name,)*];
    };
}

shapes! {
    InOnePlace "places-1",
    InTwo "places-2",
    InThree "places-3",
    InFour "places-4",
    InMore "places-more",
    OneWord "words-1",
    TwoWords "words-2",
    ThreeWords "words-3",
    FiveWords "words-5",
    NineWords "words-9",
    FifteenWords "words-15",
    ManyWords "words-more",
    IsSite "is-site",
    EndsInSite "ends-in-site",
    HeadOfBar "head-of-bar",
    HeadOfDash "head-of-dash",
    HeadOfColon "head-of-colon",
    TailOfBar "tail-of-bar",
    TailOfDash "tail-of-dash",
    TailOfColon "tail-of-colon",
    HoldsBar "holds-bar",
    Ellipsis "ellipsis",
    Capitals "capitals",
    OpenQuotes "open-quotes",
    Curly "curly-quotes",
    Straight "straight-quotes",
    OnlyHeading "only-heading",
}

/// The places that are compared with each other.
const MAIN: [Place; 5] = [
    Place::Linked,
    Place::Heading,
    Place::OpenGraph,
    Place::Meta,
    Place::Element,
];
/// What the linked data describe.
const KINDS: [&str; 5] = ["news", "article", "thing", "page", "nothing"];

/// Where the numbers of each group begin.
const FIRST_SHAPE: usize = Place::ALL.len() * RELATIONS.len();
const FIRST_PAIR: usize = FIRST_SHAPE + SHAPES.len();
const FIRST_KIND: usize = FIRST_PAIR + MAIN.len() * MAIN.len();
const FIRST_ADDRESS: usize = FIRST_KIND + KINDS.len() * MAIN.len();
const COUNT: usize = FIRST_ADDRESS + 2 * address::STEPS;

/// The names of all findings, by their numbers.
pub(super) static FINDINGS: Lazy<Vec<String>> = Lazy::new(|| {
    let mut names = Vec::new();
    for place in Place::ALL {
        names.extend(RELATIONS.map(|relation| format!("{relation} {}", place.name())));
    }
    names.extend(SHAPES.iter().map(|name| (*name).to_owned()));
    for one in MAIN {
        for other in MAIN {
            let relation = if one == other { "alone" } else { "against" };
            names.push(format!("{} {relation} {}", one.name(), other.name()));
        }
    }
    for kind in KINDS {
        names.extend(MAIN.map(|place| format!("{kind} {}", place.name())));
    }
    for kind in ["news", "other"] {
        names.extend((0..address::STEPS).map(|step| format!("{kind} address-{step}")));
    }
    names
});

/// What a form is compared with.
pub(super) struct Page<'a> {
    pub(super) offers: &'a [Offer],
    /// Where each of the offers may be cut.
    pub(super) splits: &'a [Vec<affix::Split<'a>>],
    pub(super) sites: &'a SiteNames,
    /// The type that the linked data give.
    pub(super) kind: &'a str,
    /// The words of the page's address.
    pub(super) address: &'a [u32],
}

impl Page<'_> {
    /// A number in [`KINDS`].
    fn kind(&self) -> usize {
        match self.kind {
            "" => 4,
            kind if kind.ends_with("Page") => 3,
            kind if kind.contains("News") => 0,
            kind if jsonld::is_article(kind) => 1,
            _ => 2,
        }
    }
}

/// The findings of a form, by their numbers in [`FINDINGS`].
pub(super) fn of(text: &str, page: &Page<'_>) -> Vec<usize> {
    let mut found = [false; COUNT];
    let own = key(text);
    let mut places = 0;
    for (at, place) in Place::ALL.into_iter().enumerate() {
        let mut gives = false;
        for offer in page.offers.iter().filter(|offer| offer.place == place) {
            if let Some(relation) = relation(text, &own, offer) {
                found[at * RELATIONS.len() + relation] = true;
                gives |= offer.gives(&own);
            }
        }
        places += usize::from(gives);
    }
    let mut shape = |shape: Shape| found[FIRST_SHAPE + shape as usize] = true;
    shape(match places {
        0 | 1 => Shape::InOnePlace,
        2 => Shape::InTwo,
        3 => Shape::InThree,
        4 => Shape::InFour,
        _ => Shape::InMore,
    });
    shape(length(text));
    cuts(text, page, &mut shape);
    marks(text, page, &mut shape);
    if page
        .offers
        .iter()
        .any(|offer| offer.only && offer.gives(&own))
    {
        shape(Shape::OnlyHeading);
    }
    compare(&own, page, &mut |at| found[at] = true);
    if !page.address.is_empty() {
        // News is filed under the headline for search engines, and shows another.
        let other = usize::from(page.kind() != 0);
        found[FIRST_ADDRESS + other * address::STEPS + address::shared(page.address, text)] = true;
    }
    (0..found.len()).filter(|at| found[*at]).collect()
}

/// Which of [`RELATIONS`] a form has to an offer.
fn relation(text: &str, own: &str, offer: &Offer) -> Option<usize> {
    // A word or two stand in many titles by chance.
    let long = |key: &str| key.chars().count() >= 4;
    Some(if offer.text == text {
        0
    } else if offer.cut == text {
        1
    } else if offer.gives(own) {
        2
    } else if long(own) && offer.key.contains(own) {
        3
    } else if long(&offer.key) && own.contains(&offer.key[..]) {
        4
    } else {
        return None;
    })
}

fn length(text: &str) -> Shape {
    match text.split_whitespace().count() {
        0 | 1 => Shape::OneWord,
        2 => Shape::TwoWords,
        3 => Shape::ThreeWords,
        4..=5 => Shape::FiveWords,
        6..=9 => Shape::NineWords,
        10..=15 => Shape::FifteenWords,
        _ => Shape::ManyWords,
    }
}

/// The kind of a mark between two parts of a title.
#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Bar,
    Dash,
    Colon,
}

fn mark(mark: &str) -> Mark {
    match mark {
        ":" | "：" => Mark::Colon,
        "-" | "–" | "—" | "−" => Mark::Dash,
        _ => Mark::Bar,
    }
}

/// How a form was cut from what a place gives.
fn cuts(text: &str, page: &Page<'_>, shape: &mut dyn FnMut(Shape)) {
    let offers = page.offers.iter().zip(page.splits);
    for (_, splits) in offers.filter(|(offer, _)| offer.text != text) {
        for &(head, between, tail) in splits {
            let between = mark(between);
            if head == text {
                shape(match between {
                    Mark::Bar => Shape::HeadOfBar,
                    Mark::Dash => Shape::HeadOfDash,
                    Mark::Colon => Shape::HeadOfColon,
                });
            } else if tail == text {
                shape(match between {
                    Mark::Bar => Shape::TailOfBar,
                    Mark::Dash => Shape::TailOfDash,
                    Mark::Colon => Shape::TailOfColon,
                });
            }
        }
    }
}

/// Names of the site and marks in a form.
fn marks(text: &str, page: &Page<'_>, shape: &mut dyn FnMut(Shape)) {
    let splits = affix::splits(text);
    let mut when = |holds: bool, own: Shape| {
        if holds {
            shape(own);
        }
    };
    let in_site = |(_, between, tail): &affix::Split<'_>| {
        mark(between) != Mark::Colon && page.sites.is_like_site(tail)
    };
    when(page.sites.is_site(text), Shape::IsSite);
    when(splits.last().is_some_and(in_site), Shape::EndsInSite);
    let bar = splits.iter().any(|(_, own, _)| mark(own) == Mark::Bar);
    when(bar, Shape::HoldsBar);
    when(
        text.ends_with("...") || text.ends_with('…'),
        Shape::Ellipsis,
    );
    let capitals = text.contains(char::is_uppercase) && !text.contains(char::is_lowercase);
    when(capitals, Shape::Capitals);
    let count = |marks: &[char]| text.matches(marks).count();
    let uneven = count(&['«', '“', '„', '(', '[']) != count(&['»', '”', ')', ']']);
    when(uneven || count(&['"']) % 2 == 1, Shape::OpenQuotes);
    when(count(&['’', '‘', '“', '”']) > 0, Shape::Curly);
    when(count(&['\'', '"']) > 0, Shape::Straight);
}

/// What the places say together: a place gives the form while another gives something else, a place gives it alone, a
/// place gives it on a page of a kind.
fn compare(own: &str, page: &Page<'_>, found: &mut dyn FnMut(usize)) {
    let says = MAIN.map(|place| {
        let offers = page.offers.iter().filter(|offer| offer.place == place);
        let mut offers = offers.peekable();
        offers.peek()?;
        Some(offers.any(|offer| offer.gives(own)))
    });
    let count = says.iter().filter(|says| **says == Some(true)).count();
    for one in (0..MAIN.len()).filter(|at| says[*at] == Some(true)) {
        for (other, says) in says.iter().enumerate() {
            if *says == Some(false) || one == other && count == 1 {
                found(FIRST_PAIR + one * MAIN.len() + other);
            }
        }
        found(FIRST_KIND + page.kind() * MAIN.len() + one);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_finding_has_a_name_of_its_own() {
        let mut names = FINDINGS.clone();
        assert_eq!(names.len(), COUNT);
        names.sort();
        names.dedup();
        assert_eq!(names.len(), COUNT);
    }
}
