//! Which node of the linked data describes the page's own article.

use super::claims::{Claims, Field};
use super::jsonld::{self, Node};
use super::text::{self, key};

/// The nodes that speak for the page.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Main<'a> {
    /// The article, product or question itself.
    pub(super) node: Option<&'a Node>,
    /// The page that holds it.
    pub(super) page: Option<&'a Node>,
}

impl<'a> Main<'a> {
    pub(super) fn of(claims: &'a Claims) -> Main<'a> {
        let titles: Vec<String> = claims
            .about(Field::Title)
            .filter(|claim| !claim.place.outside)
            .take(16)
            .map(|claim| key(&text::plain(&claim.text, 1024)))
            .filter(|key| !key.is_empty())
            .collect();
        let addresses: Vec<&str> = claims
            .about(Field::Url)
            .map(|claim| bare(&claim.text))
            .collect();
        let rate = |node: &Node| {
            let own = node
                .headline
                .as_ref()
                .or(node.name.as_ref())
                .map(|title| key(title));
            let titled = own.is_some_and(|own| {
                own.len() >= 6
                    && titles
                        .iter()
                        .any(|title| title.contains(&own) || own.contains(&title[..]))
            });
            let addressed = node
                .addresses
                .iter()
                .any(|own| addresses.contains(&bare(own)));
            (
                titled || addressed,
                2 * u32::from(titled) + u32::from(addressed),
            )
        };
        let rank = |node: &Node| match &node.kind[..] {
            kind if jsonld::is_article(kind) => 8,
            "Question" | "Recipe" | "Product" | "ProductGroup" | "Review" | "ClaimReview" => 6,
            kind if kind.ends_with("Page") => 0,
            _ => 4,
        };
        let stated = |node: &Node| {
            u32::from(!node.authors.is_empty())
                + u32::from(node.published.is_some())
                + u32::from(node.body.is_some())
        };
        let own = claims.nodes.iter().filter(|node| rank(node) > 0);
        let alike = own.clone().filter(|node| rank(node) == 8).count();
        let mut node = None;
        let mut best = (0, 0, 0);
        for candidate in own {
            let (sure, fit) = rate(candidate);
            // Several articles of which none is the page's own are a list of others.
            if !sure && alike > 1 && !(alike == 2 && stated(candidate) > 1) {
                continue;
            }
            let score = (rank(candidate) + 3 * fit, stated(candidate), fit);
            if score > best {
                (best, node) = (score, Some(candidate));
            }
        }
        let page = claims.nodes.iter().find(|node| node.kind.ends_with("Page"));
        Main { node, page }
    }

    /// What the article's node says, else what the page's node says.
    pub(super) fn either<T>(self, part: impl Fn(&'a Node) -> Option<T>) -> Option<T> {
        self.node
            .and_then(&part)
            .or_else(|| self.page.and_then(&part))
    }
}

/// An address without what differs between two ways to write it.
fn bare(address: &str) -> &str {
    let rest = address
        .trim()
        .split_once("//")
        .map_or(address, |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or(rest);
    rest.trim_start_matches("www.").trim_end_matches('/')
}
