//! What needs no weighing: the first good statement of each.

use super::Metadata;
use super::affix;
use super::claims::{Claims, Field};
use super::linked::Main;
use super::text::{self, key};

#[derive(Clone, Debug, Default)]
pub(super) struct Rest {
    pub(super) site_name: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) language: Option<String>,
    pub(super) description: Option<String>,
    pub(super) image: Option<String>,
    pub(super) topics: Vec<String>,
    pub(super) section: Option<String>,
    pub(super) url: Option<String>,
    pub(super) licence: Option<String>,
    pub(super) page_type: Option<String>,
    pub(super) free: Option<bool>,
    pub(super) body: Option<String>,
}

impl Rest {
    pub(super) fn of(claims: &Claims, main: Main<'_>) -> Rest {
        let first = |field: Field| {
            let texts = claims
                .about(field)
                .map(|claim| text::plain(&claim.text, Metadata::LONGEST));
            texts.into_iter().find(|text| !text.is_empty())
        };
        let address = |field: Field| {
            let texts = claims
                .about(field)
                .map(|claim| text::line(&claim.text, Metadata::LONGEST));
            texts
                .into_iter()
                .find(|text| !text.is_empty() && !text.contains(' '))
        };
        let page_type = main.node.or(main.page).map(|node| node.kind.clone());
        let free = claims
            .about(Field::Free)
            .find_map(|claim| text::truth(&claim.text));
        Rest {
            site_name: affix::site_name(claims).map(|name| text::plain(name, 256)),
            publisher: main
                .either(|node| node.publisher.clone())
                .or_else(|| first(Field::Publisher)),
            language: language(claims, main),
            description: first(Field::Description)
                .or_else(|| main.either(|node| node.description.clone())),
            image: address(Field::Image).or_else(|| main.either(|node| node.image.clone())),
            topics: topics(claims, main),
            section: first(Field::Section).or_else(|| main.either(|node| node.section.clone())),
            url: address(Field::Url),
            licence: first(Field::Licence).or_else(|| main.either(|node| node.licence.clone())),
            page_type: page_type.or_else(|| first(Field::PageType)),
            free: main.either(|node| node.free).or(free),
            body: main.either(|node| node.body.clone()),
        }
    }
}

/// A language tag in the form of BCP 47: `de-AT`, not `de_AT`.
fn language(claims: &Claims, main: Main<'_>) -> Option<String> {
    let stated = claims
        .about(Field::Language)
        .map(|claim| claim.text.clone());
    let linked = main.either(|node| node.language.clone());
    stated.chain(linked).find_map(|tag| {
        let tag = tag.trim().replace('_', "-");
        let valid = tag.split('-').all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        });
        let language = tag
            .split('-')
            .next()
            .is_some_and(|part| (2..=3).contains(&part.len()));
        (valid && language && tag.len() <= 35).then_some(tag)
    })
}

/// Topics of all sources, each once.
fn topics(claims: &Claims, main: Main<'_>) -> Vec<String> {
    let mut topics: Vec<String> = Vec::new();
    let mut keys: Vec<String> = Vec::new();
    let linked = main.either(|node| (!node.topics.is_empty()).then_some(&node.topics));
    let stated = claims.about(Field::Keywords).map(|claim| &claim.text);
    for list in linked.into_iter().flatten().chain(stated) {
        for topic in list.split([',', ';', '、', '،', '，', '|']) {
            let topic = text::plain(topic, 128);
            let key = key(&topic);
            if !key.is_empty() && topics.len() < Metadata::MOST && !keys.contains(&key) {
                topics.push(topic);
                keys.push(key);
            }
        }
    }
    topics
}
