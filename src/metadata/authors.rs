//! Who wrote the article.

use super::affix::SiteNames;
use super::claims::{Claim, Claims, Field};
use super::jsonld::Agent;
use super::linked::Main;
use super::people::{self, Credit, Trust};
use super::text::{self, key};
use super::{Source, Stated, Visible};

/// How many tags around the headline a visible byline may stand.
const NEAR: u32 = 120;
/// How many tags may stand between two authors of one byline.
const GAP: u32 = 16;

/// People and organisations.
pub(super) type Both = (Option<Stated<Vec<String>>>, Vec<String>);

/// The names that one source gives.
struct Offer {
    source: Source,
    credits: Vec<Credit>,
}

impl Offer {
    fn people(&self) -> impl Iterator<Item = &Credit> {
        self.credits.iter().filter(|credit| !credit.organisation)
    }

    fn is_by_team(&self) -> bool {
        let mut teams = self.credits.iter().map(|credit| &credit.name);
        self.people().next().is_none() && teams.any(|name| people::is_team(name))
    }
}

pub(super) fn judge(
    claims: &Claims,
    main: Main<'_>,
    sites: &SiteNames,
    visible: &Visible<'_>,
) -> Both {
    let offers = gather(claims, main, sites, visible);
    // A team that is stated as the author is one; people who are shown as well have checked its text, or edited it.
    let by_team = offers.first().is_some_and(Offer::is_by_team);
    let chosen = offers.iter().find(|offer| {
        let shown = matches!(offer.source, Source::Class | Source::Visible);
        offer.people().next().is_some() && !(by_team && shown)
    });
    let named = chosen.or_else(|| offers.iter().find(|offer| !offer.credits.is_empty()));
    let mut organisations: Vec<String> = Vec::new();
    for credit in named.iter().flat_map(|offer| &offer.credits) {
        // The site is no more than the publisher where people are named.
        if credit.organisation && (chosen.is_none() || !sites.is_site(&credit.name)) {
            organisations.push(credit.name.clone());
        }
    }
    let authors = chosen.map(|chosen| {
        let value: Vec<String> = chosen.people().map(|credit| credit.name.clone()).collect();
        Stated {
            confidence: confidence(chosen, &offers),
            source: chosen.source,
            value,
        }
    });
    (authors, organisations)
}

/// More with every source that names the same people, less with every one that names others.
fn confidence(chosen: &Offer, offers: &[Offer]) -> f32 {
    let mut doubt: f32 = match chosen.source {
        Source::JsonLd => 0.1,
        Source::OpenGraph | Source::Meta => 0.15,
        Source::Microdata | Source::Link => 0.2,
        _ => 0.3,
    };
    let keys: Vec<String> = chosen.people().map(|credit| key(&credit.name)).collect();
    for other in offers.iter().filter(|other| other.source != chosen.source) {
        let shared = other
            .people()
            .filter(|credit| keys.contains(&key(&credit.name)))
            .count();
        if shared > 0 {
            doubt *= 0.5;
        } else if other.people().next().is_some() {
            doubt = 1.0 - (1.0 - doubt) * 0.85;
        }
    }
    (1.0 - doubt).clamp(0.0, 1.0)
}

/// What every source offers, the most trusted first.
fn gather(claims: &Claims, main: Main<'_>, sites: &SiteNames, visible: &Visible<'_>) -> Vec<Offer> {
    let mut offers = Vec::new();
    let mut add = |source: Source, credits: Vec<Credit>| {
        if !credits.is_empty() {
            offers.push(Offer { source, credits });
        }
    };
    if let Some(node) = main.node {
        add(Source::JsonLd, linked(&node.authors, sites));
    }
    for source in [Source::Meta, Source::OpenGraph] {
        add(source, stated(claims, source, sites));
    }
    if let Some(node) = main.page {
        add(Source::JsonLd, linked(&node.authors, sites));
    }
    for source in [Source::Microdata, Source::Link, Source::Class] {
        for marked in [true, false] {
            add(source, seen(claims, source, marked, sites));
        }
    }
    add(Source::Class, poster(claims));
    // Without a lead-in any two words with capitals would do.
    if let Some(byline) = visible
        .byline
        .filter(|byline| visible.sure_byline || people::is_led(byline))
    {
        add(Source::Visible, people::read(byline, Trust::Seen, sites));
    }
    if offers.is_empty() {
        offers.extend(boxed(claims, sites));
    }
    offers
}

/// The one name that states an author in a box around the headline that seemed to be about something else.
fn boxed(claims: &Claims, sites: &SiteNames) -> Option<Offer> {
    let states = |claim: &&Claim| {
        let source = claim.source == Source::Microdata || claim.source == Source::Link;
        source && claims.is_near_heading(claim.place, NEAR)
    };
    let own: Vec<&Claim> = claims.about(Field::Author).filter(states).collect();
    let source = own.first()?.source;
    let names = own
        .iter()
        .flat_map(|claim| people::read(&claim.text, Trust::Named, sites));
    let credits = unique(names.collect());
    (credits.len() == 1).then_some(Offer { source, credits })
}

fn linked(agents: &[Agent], sites: &SiteNames) -> Vec<Credit> {
    let mut credits = Vec::new();
    for agent in agents {
        let own = people::read(&agent.name, Trust::Stated, sites);
        credits.extend(own.into_iter().map(|credit| Credit {
            organisation: credit.organisation || agent.organisation,
            ..credit
        }));
    }
    unique(credits)
}

/// Names in `meta` tags: those of the first name that states any.
fn stated(claims: &Claims, source: Source, sites: &SiteNames) -> Vec<Credit> {
    let own = claims
        .about(Field::Author)
        .filter(|claim| claim.source == source);
    let read = |text: &str| people::read(text, Trust::Stated, sites);
    let names = own.take(people::MOST).flat_map(|claim| match claim.marked {
        true => read(&people::in_order(&claim.text)),
        false => read(&claim.text),
    });
    unique(names.collect())
}

/// Names in the page's elements: the first around the headline, and those right behind it; else the only ones.
fn seen(claims: &Claims, source: Source, marked: bool, sites: &SiteNames) -> Vec<Credit> {
    let trust = match source {
        Source::Microdata => Trust::Stated,
        Source::Link => Trust::Named,
        _ if marked => Trust::Named,
        _ => Trust::Seen,
    };
    let own = || {
        let own = claims
            .about(Field::Author)
            .filter(move |claim| claim.source == source && claim.marked == marked);
        own.filter(|claim| !claim.place.outside).take(people::MOST)
    };
    // `rel=author` and `itemprop=author` name the author wherever they stand.
    let anywhere = source == Source::Microdata || (source == Source::Link && marked);
    let near = |claim: &&Claim| anywhere || claims.is_near_heading(claim.place, NEAR);
    let mut credits: Vec<Credit> = Vec::new();
    let mut last = None;
    for claim in own().filter(near) {
        if last.is_some_and(|last| claim.place.tag.abs_diff(last) > GAP) {
            break;
        }
        let own = people::read(&claim.text, trust, sites);
        if !own.is_empty() {
            last = Some(claim.place.tag);
            credits.extend(own);
        }
    }
    if credits.is_empty() {
        let all = own().map(|claim| unique(people::read(&claim.text, trust, sites)));
        let mut all: Vec<Vec<Credit>> = all.filter(|credits| !credits.is_empty()).collect();
        let only = all.len() == 1;
        let all = unique(all.drain(..).flatten().collect());
        return if only || all.len() == 1 {
            all
        } else {
            Vec::new()
        };
    }
    unique(credits)
}

/// Who began a thread: the first who is named behind the headline. Any name that can be typed may be a user's.
fn poster(claims: &Claims) -> Vec<Credit> {
    let behind = |claim: &&Claim| claim.place.headings > 0 || claims.heading_tags.is_empty();
    let first = claims
        .about(Field::Poster)
        .filter(behind)
        .find(|claim| !claim.place.outside);
    let name = first.map(|claim| text::line(&claim.text, people::LONGEST));
    let name = name.filter(|name| people::is_user_name(name));
    let credit = name.map(|name| Credit {
        name,
        organisation: false,
    });
    credit.into_iter().collect()
}

fn unique(credits: Vec<Credit>) -> Vec<Credit> {
    let mut unique: Vec<Credit> = Vec::new();
    for credit in credits {
        if unique.len() < people::MOST
            && !unique.iter().any(|own| key(&own.name) == key(&credit.name))
        {
            unique.push(credit);
        }
    }
    unique
}
