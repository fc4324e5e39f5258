//! What each source gives as the title, as it stands and without the site's name.

use super::super::affix::{self, SiteNames};
use super::super::claims::{Claim, Claims, Field};
use super::super::linked::Main;
use super::super::text::{self, key};
use super::super::{Source, Visible};

/// The longest title in bytes.
const LONGEST: usize = 1024;
/// How many headings of the first level are looked at.
const HEADINGS: usize = 8;

/// A place where a title stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// The linked data about the article.
    Linked,
    /// The first heading of the first level.
    Heading,
    /// A further one.
    Later,
    /// Judged by the visible text.
    Visible,
    OpenGraph,
    Microdata,
    Meta,
    /// The `<title>` element.
    Element,
    /// The linked data about the page.
    Page,
}

impl Place {
    pub(super) const ALL: [Place; 9] = [
        Place::Linked,
        Place::Heading,
        Place::Later,
        Place::Visible,
        Place::OpenGraph,
        Place::Microdata,
        Place::Meta,
        Place::Element,
        Place::Page,
    ];

    pub(super) fn name(self) -> &'static str {
        match self {
            Place::Linked => "linked",
            Place::Heading => "heading",
            Place::Later => "later-heading",
            Place::Visible => "visible",
            Place::OpenGraph => "open-graph",
            Place::Microdata => "microdata",
            Place::Meta => "meta",
            Place::Element => "element",
            Place::Page => "page",
        }
    }

    pub(super) fn source(self) -> Source {
        match self {
            Place::Linked | Place::Page => Source::JsonLd,
            Place::Heading | Place::Later => Source::Heading,
            Place::Visible => Source::Visible,
            Place::OpenGraph => Source::OpenGraph,
            Place::Microdata => Source::Microdata,
            Place::Meta => Source::Meta,
            Place::Element => Source::TitleElement,
        }
    }

    /// Whether headlines stand there without the site's name as a rule.
    fn is_bare(self) -> bool {
        matches!(self, Place::Linked | Place::Heading | Place::Visible)
    }
}

/// A title in a place.
#[derive(Debug)]
pub(super) struct Offer {
    pub(super) place: Place,
    pub(super) text: String,
    pub(super) key: String,
    /// The text without what belongs to the site, and its key.
    pub(super) cut: String,
    pub(super) cut_key: String,
    /// The page's only heading of the first level.
    pub(super) only: bool,
}

impl Offer {
    /// Whether it is the title of this key, as it stands or cut.
    pub(super) fn gives(&self, key: &str) -> bool {
        self.key == key || self.cut_key == key
    }
}

/// All titles, the most trusted first, and all names of the site.
pub(super) fn gather(
    claims: &Claims,
    main: Main<'_>,
    sites: &SiteNames,
    visible: &Visible<'_>,
) -> (Vec<Offer>, SiteNames) {
    let mut offers = Vec::new();
    let mut add = |text: &str, place: Place, only: bool| {
        let text = text::plain(text, LONGEST);
        let text = once(without_anchor(&text)).to_owned();
        let key = key(&text);
        if !key.is_empty() {
            offers.push(Offer {
                place,
                cut: text.clone(),
                cut_key: key.clone(),
                text,
                key,
                only,
            });
        }
    };
    if let Some(node) = main.node
        && let Some(title) = node.headline.as_ref().or(node.name.as_ref())
    {
        add(title, Place::Linked, false);
    }
    let headings = headings(claims);
    for (at, heading) in headings.iter().enumerate() {
        let place = if at == 0 {
            Place::Heading
        } else {
            Place::Later
        };
        add(&heading.text, place, headings.len() == 1);
    }
    if let Some(title) = visible.title {
        add(title, Place::Visible, false);
    }
    for (place, most) in [
        (Place::OpenGraph, 1),
        (Place::Microdata, 1),
        (Place::Meta, 4),
        (Place::Element, 1),
    ] {
        let own = claims
            .about(Field::Title)
            .filter(|claim| claim.source == place.source() && !claim.place.outside);
        own.take(most)
            .for_each(|claim| add(&claim.text, place, false));
    }
    if let Some(node) = main.page
        && let Some(title) = node.headline.as_ref().or(node.name.as_ref())
    {
        add(title, Place::Page, false);
    }
    let sites = sites.with(&banners(&offers));
    cut(&mut offers, &sites);
    (offers, sites)
}

/// The headings of the first level that belong to the article, or the only ones there are.
fn headings(claims: &Claims) -> Vec<&Claim> {
    let all = || {
        claims
            .about(Field::Title)
            .filter(|claim| claim.source == Source::Heading)
    };
    let inside: Vec<&Claim> = all()
        .filter(|claim| !claim.place.outside)
        .take(HEADINGS)
        .collect();
    if inside.is_empty() {
        return all().take(1).collect();
    }
    inside
}

/// Headings that are the site's name and no headline.
fn banners(offers: &[Offer]) -> Vec<String> {
    let of = |places: &'static [Place]| {
        offers
            .iter()
            .filter(move |offer| places.contains(&offer.place))
    };
    let named = |heading: &&Offer| {
        let mut titles = of(&[Place::Element]);
        titles.any(|title| affix::is_banner(&heading.text, &title.text))
    };
    let stated = |heading: &Offer| {
        let mut others = of(&[Place::OpenGraph, Place::Linked, Place::Page]);
        others.any(|other| other.key == heading.key)
    };
    of(&[Place::Heading, Place::Later])
        .filter(named)
        .filter(|heading| !stated(heading))
        .map(|heading| heading.text.clone())
        .collect()
}

/// Cuts the site's name from every title, and what another source leaves out.
fn cut(offers: &mut [Offer], sites: &SiteNames) {
    let bare = offers.iter().filter(|offer| offer.place.is_bare());
    let keys: Vec<(String, Place, bool)> = bare
        .map(|offer| (offer.key.clone(), offer.place, offer.only))
        .collect();
    for offer in offers {
        let own = offer.place;
        let agreed = |text: &str| {
            let text = key(text);
            // A short part may be the heading of a part of the page, or a name; the one heading is the page's own.
            let length = text.chars().count();
            let long = |only: bool| length >= 10 || (only && length >= 3);
            keys.iter()
                .any(|(key, place, only)| *place != own && long(*only) && *key == text)
        };
        let stripped = sites.strip(&offer.text, &agreed);
        if stripped.len() < offer.text.len() && !key(stripped).is_empty() {
            offer.cut_key = key(stripped);
            offer.cut = stripped.to_owned();
        }
    }
}

/// A title without the sign of a link to itself, or of a site whose name was left out, at its end.
fn without_anchor(title: &str) -> &str {
    let mut rest = title.trim_end();
    while let Some((before, last)) = rest.rsplit_once(' ') {
        let mark = last.chars().count() == 1
            && last.contains(['¶', '#', '§', '⋆', '|', '•', '·', '»', '-', '–', '—']);
        // After a space it may end a quotation, as in French.
        let ends_quotation = last == "»" && before.contains('«');
        if !mark || ends_quotation {
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
