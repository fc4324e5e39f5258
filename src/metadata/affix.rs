//! The site's name at the end of a title, "Headline | Site", or at its start: up to a third of the wrong titles of
//! extractors are such.

use super::claims::{Claims, Field};
use super::text::key;
use super::{Source, Visible};

/// The longest name of a site or section, in words.
const NAME_WORDS: usize = 6;
/// How many parts are cut from a title: a section, a site and a slogan.
const PARTS: usize = 4;

/// The names under which the site is known, folded.
#[derive(Clone, Default, Debug)]
pub(super) struct SiteNames {
    names: Vec<String>,
    sections: Vec<String>,
}

impl SiteNames {
    pub(super) fn of(claims: &Claims, visible: &Visible<'_>) -> SiteNames {
        let mut own = SiteNames::default();
        let stated = claims
            .about(Field::Site)
            .chain(claims.about(Field::Publisher));
        let linked = claims
            .nodes
            .iter()
            .filter_map(|node| node.publisher.as_ref());
        for name in stated
            .map(|claim| &claim.text)
            .chain(&claims.sites)
            .chain(linked)
        {
            own.add(&key(name));
        }
        let addresses = claims.about(Field::Url).map(|claim| &claim.text[..]);
        for address in addresses.chain(visible.url) {
            own.add_host(address);
        }
        for section in claims.about(Field::Section) {
            own.sections.push(key(&section.text));
        }
        for node in &claims.nodes {
            own.sections.extend(node.section.as_deref().map(key));
        }
        own
    }

    /// The same names and others.
    pub(super) fn with(&self, names: &[String]) -> SiteNames {
        let mut all = self.clone();
        names.iter().for_each(|name| all.add(&key(name)));
        all
    }

    fn add(&mut self, name: &str) {
        if name.chars().count() >= 2
            && self.names.len() < 64
            && !self.names.iter().any(|own| own == name)
        {
            self.names.push(name.to_owned());
        }
    }

    /// The host of an address, whole, without its first label, and the label that names the site.
    fn add_host(&mut self, address: &str) {
        let Some((_, rest)) = address.split_once("//") else {
            return;
        };
        let host = rest.split(['/', '?', '#', ':']).next().unwrap_or("");
        let host = host.trim_start_matches("www.");
        let labels: Vec<&str> = host.split('.').take(8).collect();
        self.add(&key(host));
        // `co.uk`, `com.br`: a short label before the last belongs to the registry.
        let registry = match labels[..] {
            [.., second, _] if labels.len() > 2 && second.len() <= 3 => 2,
            _ => 1,
        };
        if let Some(at) = labels.len().checked_sub(registry + 1) {
            self.add(&key(labels[at]));
            self.add(&key(&labels[at..].concat()));
        }
    }

    /// Whether a text is a name of the site.
    pub(super) fn is_site(&self, text: &str) -> bool {
        let own = key(text);
        self.names.contains(&own)
    }

    /// Whether a text is a name of the site, with little more or less: a country, a medium, a slogan.
    pub(super) fn is_like_site(&self, text: &str) -> bool {
        let words = text.split_whitespace().count();
        let own = key(text);
        if own.is_empty() || words > NAME_WORDS {
            return false;
        }
        self.names.iter().any(|name| {
            let inside = own.contains(&name[..])
                && name.len() >= 4
                && (words <= 4 || 2 * name.len() >= own.len());
            let part = name.contains(&own) && own.len() >= 4 && 2 * own.len() >= name.len();
            *name == own || inside || part
        })
    }

    /// The title without names of the site and of the section around it. `agreed` tells whether a shorter form is
    /// what another source gives as the headline.
    pub(super) fn strip<'t>(&self, title: &'t str, agreed: &dyn Fn(&str) -> bool) -> &'t str {
        let mut title = title.trim();
        let mut cut_site = false;
        for _ in 0..PARTS {
            let splits = splits(title);
            let Some((head, mark, tail)) = splits.last().copied() else {
                break;
            };
            let own_section = cut_site && self.sections.iter().any(|section| *section == key(tail));
            if mark != ":" && (self.is_like_site(tail) || own_section) && !key(head).is_empty() {
                (title, cut_site) = (head, true);
                continue;
            }
            let Some((head, _, tail)) = splits.first().copied() else {
                break;
            };
            if self.is_site(head) && !key(tail).is_empty() {
                title = tail;
                continue;
            }
            break;
        }
        let agrees = |(head, mark, tail): &(&'t str, &str, &'t str)| {
            // What stands behind a colon is half a headline as a rule.
            let heads = agreed(head).then_some(*head);
            heads.or_else(|| (*mark != ":" && agreed(tail)).then_some(*tail))
        };
        let splits = splits(title);
        let shorter = splits.iter().rev().find_map(agrees);
        shorter
            .or_else(|| bare_tail(splits.last()?))
            .unwrap_or(title)
    }
}

/// A place where a title may be cut: what stands before, the mark, what stands behind.
pub(super) type Split<'t> = (&'t str, &'t str, &'t str);

/// The places where a title may be cut.
pub(super) fn splits(title: &str) -> Vec<Split<'_>> {
    let mut splits = Vec::new();
    // Two that point at each other are quotation marks.
    let quotes = |one: char, other: char| title.contains(one) && title.contains(other);
    let (quoted, single_quoted) = (quotes('«', '»'), quotes('‹', '›'));
    for (at, c) in title.char_indices() {
        if c.is_ascii_alphanumeric() || c == ' ' {
            continue;
        }
        let end = at + c.len_utf8();
        let (before, behind) = (&title[..at], &title[end..]);
        let spaced = before.ends_with(' ') && behind.starts_with(' ');
        let cuts = match c {
            '»' | '«' => !quoted,
            '›' | '‹' => !single_quoted,
            '|' | '•' | '●' | '｜' | '：' | '❘' | '∣' => true,
            // Without spaces it joins words, as in Korean.
            '·' | '-' | '–' | '—' | '*' | '~' | '/' | '\\' | '<' | '>' | '−' | '+' => spaced,
            ':' => behind.starts_with(' '),
            '(' | '[' => before.ends_with(' ') && title.ends_with([')', ']']),
            _ => false,
        };
        if cuts && splits.len() < 24 {
            let bracket = matches!(c, '(' | '[');
            let tail = behind.trim();
            let tail = if bracket {
                tail.trim_end_matches([')', ']'])
            } else {
                tail
            };
            splits.push((before.trim(), &title[at..end], tail));
        }
    }
    splits
}

/// What stands before a last part that is set off by a bar: the name of a site that is called otherwise elsewhere, its
/// slogan, or words for search engines. A part before the bar that is shorter is a label: `Budget 3.0 | Taxes rise`.
fn bare_tail<'t>((head, mark, tail): &(&'t str, &str, &str)) -> Option<&'t str> {
    let count = |text: &str| text.split_whitespace().count();
    let bar = matches!(*mark, "|" | "»" | "•" | "·" | "｜");
    let shorter = count(tail) <= NAME_WORDS && count(tail) < count(head) && count(head) >= 3;
    (bar && shorter).then_some(*head)
}

/// Whether a heading is the site's name over all of its pages: short, and at the end or the start of the page's title,
/// which says more besides.
pub(super) fn is_banner(heading: &str, title: &str) -> bool {
    let own = key(heading);
    let count = |text: &str| text.split_whitespace().count();
    if own.chars().count() < 3 || count(heading) > 4 || key(title) == own {
        return false;
    }
    let splits = splits(title);
    let last = splits.last().is_some_and(|(head, mark, tail)| {
        *mark != ":" && key(tail).contains(&own) && count(head) > count(heading)
    });
    // `Headline - Site` has the headline first, so that only a colon shows that the first part is the site.
    let first = |(head, mark, tail): &(&str, &str, &str)| {
        *mark == ":" && key(head) == own && count(tail) > count(heading)
    };
    last || splits.first().is_some_and(first)
}

/// The first claim of a site's name.
pub(super) fn site_name(claims: &Claims) -> Option<&str> {
    let stated = claims.first(Field::Site, Source::OpenGraph);
    let stated = stated.or_else(|| claims.about(Field::Site).next());
    stated
        .map(|claim| &claim.text[..])
        .or_else(|| claims.sites.first().map(|name| &name[..]))
}
