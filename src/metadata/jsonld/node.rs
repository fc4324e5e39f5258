//! One object cut down to a [`Node`].

use serde_json::Value;

use super::{Agent, LONGEST, LONGEST_BODY, MOST, Node, Reader, is_organisation};
use crate::metadata::text;

impl<'v> Reader<'v> {
    fn agents(&self, value: &'v Value, key: &str) -> Vec<Agent> {
        let mut agents = Vec::new();
        let Some(value) = value.get(key) else {
            return agents;
        };
        self.flat(value, 0, &mut |value| {
            let kinds = self.kinds(value);
            let organisation =
                kinds.iter().any(|kind| is_organisation(kind)) && !kinds.contains(&"Person");
            let names = match value {
                Value::String(name) => vec![text::plain(name, LONGEST)],
                Value::Object(map) => {
                    let names = self.texts(value, "name");
                    let part = |key| map.get(key).and_then(Value::as_str).unwrap_or("");
                    let parts = format!("{} {}", part("givenName"), part("familyName"));
                    if names.is_empty() {
                        vec![text::plain(&parts, LONGEST)]
                    } else {
                        names
                    }
                }
                _ => Vec::new(),
            };
            for name in names {
                if !name.is_empty() && agents.len() < MOST {
                    agents.push(Agent { name, organisation });
                }
            }
        });
        agents
    }

    pub(super) fn node(&self, kind: &str, value: &'v Value) -> Node {
        let mut addresses = self.texts(value, "url");
        addresses.extend(
            value
                .get("@id")
                .and_then(Value::as_str)
                .map(|id| text::line(id, LONGEST)),
        );
        match value.get("mainEntityOfPage") {
            Some(Value::String(page)) => addresses.push(text::line(page, LONGEST)),
            Some(Value::Object(page)) => addresses.extend(
                ["@id", "url"]
                    .iter()
                    .filter_map(|key| page.get(*key)?.as_str())
                    .map(|address| text::line(address, LONGEST)),
            ),
            _ => {}
        }
        let mut authors = self.agents(value, "author");
        if authors.is_empty() {
            authors = self.agents(value, "creator");
        }
        let publisher = self.agents(value, "publisher").into_iter().next();
        let image = value.get("image").or_else(|| value.get("thumbnailUrl"));
        Node {
            kind: text::line(kind, 64),
            addresses,
            headline: self.text(value, &["headline"]),
            name: self.text(value, &["name"]),
            authors,
            publisher: publisher.map(|publisher| publisher.name),
            published: self.text(value, &["datePublished", "dateCreated", "uploadDate"]),
            modified: self.text(value, &["dateModified"]),
            description: self.text(value, &["description", "abstract"]),
            image: image.and_then(|image| self.address(image)),
            topics: self.texts(value, "keywords"),
            section: self.text(value, &["articleSection"]),
            language: self.text(value, &["inLanguage"]),
            licence: self.text(value, &["license"]),
            free: value.get("isAccessibleForFree").and_then(truth),
            body: value
                .get("articleBody")
                .or_else(|| value.get("text"))
                .and_then(Value::as_str)
                .map(|body| text::prefix(body.trim(), LONGEST_BODY).to_owned())
                .filter(|body| !body.is_empty()),
        }
    }

    /// The address of an image: a string, an object with one, or the first of a list.
    fn address(&self, value: &'v Value) -> Option<String> {
        let mut address = None;
        self.flat(value, 0, &mut |value| {
            let found = match value {
                Value::String(address) => Some(&address[..]),
                Value::Object(map) => ["url", "contentUrl", "@id"]
                    .iter()
                    .find_map(|key| map.get(*key)?.as_str()),
                _ => None,
            };
            address = address.take().or_else(|| Some(text::line(found?, LONGEST)));
        });
        address
    }
}

/// A truth value as pages write it: a boolean or a word.
fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::String(text) => text::truth(text),
        _ => None,
    }
}
