//! Linked data: the JSON of `<script type="application/ld+json">`, cut down to the nodes that describe a page.
//!
//! Depth is bounded by the parser, which refuses more than 128 levels; size is bounded by the collector. A block that
//! is no JSON is repaired once and read again.

mod node;

use std::collections::HashMap;

use serde_json::Value;

use super::repair;
use super::stated::Stated;
use super::text;

/// How many nodes of a page are kept.
const MOST_NODES: usize = 64;
/// How many objects with an `@id` are looked up by it.
const MOST_IDS: usize = 4096;
/// The longest article body in bytes.
const LONGEST_BODY: usize = 1 << 20;
/// The longest of all other texts in bytes.
const LONGEST: usize = 4096;
/// How many entries a list may have.
const MOST: usize = 64;

/// Whoever is named as an author or publisher.
#[derive(Clone, Default, Debug)]
pub(super) struct Agent {
    pub(super) name: String,
    /// Whether the type says an organisation.
    pub(super) organisation: bool,
}

/// A description of a page or of what it is about.
#[derive(Clone, Default, Debug)]
pub(super) struct Node {
    pub(super) kind: String,
    pub(super) addresses: Vec<String>,
    pub(super) headline: Option<String>,
    pub(super) name: Option<String>,
    pub(super) authors: Vec<Agent>,
    pub(super) publisher: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
    pub(super) description: Option<String>,
    pub(super) image: Option<String>,
    pub(super) topics: Vec<String>,
    pub(super) section: Option<String>,
    pub(super) language: Option<String>,
    pub(super) licence: Option<String>,
    pub(super) free: Option<bool>,
    pub(super) body: Option<String>,
}

/// What a block says: nodes, and the names of sites and organisations.
#[derive(Default)]
pub(super) struct Linked {
    pub(super) nodes: Vec<Node>,
    pub(super) sites: Vec<String>,
}

/// Reads one block; `stated` takes the texts in it.
pub(super) fn read(json: &str, stated: &mut Stated) -> Linked {
    let mut linked = Linked::default();
    let mut values = Vec::new();
    let whole = parse(json, &mut values);
    if !whole {
        let before = values.len();
        let mut mended = Vec::new();
        parse(&repair::repair(json), &mut mended);
        if mended.len() > before {
            values = mended;
        }
    }
    for value in &values {
        stated.hear_all(value);
        let mut ids = HashMap::new();
        if json.contains("\"@id\"") {
            index(value, &mut ids);
        }
        let reader = Reader { ids };
        reader.visit(value, &mut linked);
    }
    linked
}

/// Reads values that stand one after another; whether all could be read.
fn parse(json: &str, values: &mut Vec<Value>) -> bool {
    let json = json.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == ';');
    for value in serde_json::Deserializer::from_str(json).into_iter::<Value>() {
        match value {
            Ok(value) => values.push(value),
            Err(_) => return false,
        }
        if values.len() >= MOST_NODES {
            break;
        }
    }
    true
}

/// Collects the objects that say more of an `@id` than the `@id`.
fn index<'v>(value: &'v Value, ids: &mut HashMap<&'v str, &'v Value>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| index(value, ids)),
        Value::Object(map) => {
            if let Some(id) = map.get("@id").and_then(Value::as_str)
                && map.len() > 1
                && ids.len() < MOST_IDS
            {
                ids.entry(id).or_insert(value);
            }
            map.values().for_each(|value| index(value, ids));
        }
        _ => {}
    }
}

/// Types whose nodes describe the page or its main content, besides those that end with `Article`, `Posting` or `Page`.
const DESCRIBED: &[&str] = &[
    "Report",
    "Review",
    "CriticReview",
    "Question",
    "Recipe",
    "HowTo",
    "Product",
    "ProductGroup",
    "IndividualProduct",
    "SoftwareApplication",
    "WebApplication",
    "SoftwareSourceCode",
    "Book",
    "Course",
    "Event",
    "Service",
    "FinancialProduct",
    "JobPosting",
    "Movie",
    "VideoObject",
    "PodcastEpisode",
    "CreativeWork",
    "Dataset",
    "Chapter",
    "ClaimReview",
    "LegalService",
    "WebContent",
];

/// Whether a type is one of an article or of what plays an article's part.
pub(super) fn is_article(kind: &str) -> bool {
    kind.ends_with("Article")
        || kind == "Report"
        || (kind.ends_with("Posting") && kind != "JobPosting")
}

fn is_described(kind: &str) -> bool {
    is_article(kind) || kind.ends_with("Page") || DESCRIBED.contains(&kind)
}

fn is_organisation(kind: &str) -> bool {
    kind.ends_with("Organization")
        || matches!(
            kind,
            "Corporation" | "Brand" | "LocalBusiness" | "NGO" | "Newspaper"
        )
}

struct Reader<'v> {
    ids: HashMap<&'v str, &'v Value>,
}

impl<'v> Reader<'v> {
    /// Goes through what a page is said to be; lists of other pages are left out.
    fn visit(&self, value: &'v Value, linked: &mut Linked) {
        match value {
            Value::Array(values) => {
                for value in values {
                    self.visit(value, linked);
                }
            }
            Value::Object(map) => {
                for kind in self.kinds(value) {
                    if is_described(kind) && linked.nodes.len() < MOST_NODES {
                        linked.nodes.push(self.node(kind, value));
                        break;
                    }
                    if kind == "WebSite" || is_organisation(kind) {
                        linked.sites.extend(
                            self.texts(value, "name")
                                .into_iter()
                                .take(MOST - MOST.min(linked.sites.len())),
                        );
                        break;
                    }
                }
                // The questions of a list of questions say nothing of the page as a whole.
                let listed = self.kinds(value).contains(&"FAQPage");
                for key in [
                    "@graph",
                    "mainEntity",
                    "mainEntityOfPage",
                    "article",
                    "@set",
                ] {
                    if let Some(value) = map
                        .get(key)
                        .filter(|_| !listed || key == "mainEntityOfPage")
                    {
                        self.visit(value, linked);
                    }
                }
            }
            _ => {}
        }
    }

    /// The types of an object, without their vocabulary.
    fn kinds(&self, value: &'v Value) -> Vec<&'v str> {
        let short = |kind: &'v str| kind.rsplit(['/', ':', '#']).next().unwrap_or(kind);
        match value.get("@type") {
            Some(Value::String(kind)) => vec![short(kind)],
            Some(Value::Array(kinds)) => kinds
                .iter()
                .take(MOST)
                .filter_map(Value::as_str)
                .map(short)
                .collect(),
            _ => Vec::new(),
        }
    }

    /// The object that an object with nothing but an `@id` stands for.
    fn resolve(&self, value: &'v Value) -> &'v Value {
        let named = value.get("name").is_some();
        let id = value.get("@id").and_then(Value::as_str);
        match id.and_then(|id| self.ids.get(id)) {
            Some(found) if !named => found,
            _ => value,
        }
    }

    /// The texts under a key: a string, the name or value of an object, or each of a list.
    fn texts(&self, value: &'v Value, key: &str) -> Vec<String> {
        let mut texts = Vec::new();
        if let Some(value) = value.get(key) {
            self.flat(value, 0, &mut |value| {
                let found = match value {
                    Value::String(text) => Some(&text[..]),
                    Value::Object(map) => ["@value", "name", "url", "@id"]
                        .iter()
                        .find_map(|key| map.get(*key)?.as_str()),
                    _ => None,
                };
                let text = text::plain(found.unwrap_or(""), LONGEST);
                if !text.is_empty() && texts.len() < MOST {
                    texts.push(text);
                }
            });
        }
        texts
    }

    fn text(&self, value: &'v Value, keys: &[&str]) -> Option<String> {
        keys.iter()
            .find_map(|key| self.texts(value, key).into_iter().next())
    }

    /// Calls `found` with each value of nested lists, references resolved.
    fn flat(&self, value: &'v Value, depth: usize, found: &mut dyn FnMut(&'v Value)) {
        // A reference may lead back to the list it stands in.
        if depth > 8 {
            return;
        }
        match value {
            Value::Array(values) => {
                for value in values.iter().take(MOST) {
                    self.flat(value, depth + 1, found);
                }
            }
            Value::Object(map) => match map.get("@list").or_else(|| map.get("@set")) {
                Some(list) => self.flat(list, depth + 1, found),
                None => found(self.resolve(value)),
            },
            _ => found(value),
        }
    }
}
