//! What a page states of its own text: the article in its linked data, the posts of a thread, a long description.
//!
//! A page whose linked data hold the article says with it which of its lines are body. Some state a part, some another
//! version, some a neighbour's; so this is evidence for a line and no verdict.

use serde_json::Value;

use super::text;
use crate::chars::{Class, LETTERS, Letters, pair};
use crate::hashed::Hashed;
use crate::reason::STATED;
use crate::segment::html::Flat;

/// The longest of all stated texts together, in bytes.
const LONGEST: usize = 1 << 20;
/// A description shorter than this, in bytes, is a summary, which tells little of the lines.
const SUMMARY: usize = 400;

/// Roles of stated texts: indices of [`STATED`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Role {
    Article,
    Text,
    Comment,
    Description,
}

/// How much of a line stands in a stated text: indices of [`crate::reason::HELD`].
pub(crate) type Held = [u8; STATED.len()];

/// A line is too short to tell, or the page states no such text.
const UNTOLD: u8 = 0;

/// The runs of three words of all stated texts, with a bit for each role of the texts that they stand in.
#[derive(Default, Debug)]
pub(crate) struct Stated {
    runs: Vec<(u32, u8)>,
    roles: u8,
    bytes: usize,
}

impl Stated {
    /// Takes the texts of a value of linked data. The parser bounds its depth.
    pub(super) fn hear_all(&mut self, value: &Value) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.hear_all(value)),
            Value::Object(map) => {
                let is = |kind: &str| match map.get("@type") {
                    Some(Value::String(found)) => found == kind,
                    Some(Value::Array(kinds)) => kinds.iter().any(|found| found == kind),
                    _ => false,
                };
                for (key, value) in map {
                    let Value::String(said) = value else {
                        self.hear_all(value);
                        continue;
                    };
                    let role = match key.as_str() {
                        "articleBody" => Role::Article,
                        "text" if is("Comment") => Role::Comment,
                        "text" => Role::Text,
                        "reviewBody" => Role::Comment,
                        "description" if said.len() >= SUMMARY => Role::Description,
                        _ => continue,
                    };
                    self.hear(role, said);
                }
            }
            _ => {}
        }
    }

    /// Takes one text.
    fn hear(&mut self, role: Role, said: &str) {
        let room = LONGEST.saturating_sub(self.bytes);
        if said.len() > room {
            return;
        }
        self.bytes += said.len();
        let said = text::plain(said, said.len());
        let before = self.runs.len();
        runs(&LETTERS, &said, |run| {
            self.runs.push((run, 1 << role as u8))
        });
        if self.runs.len() > before {
            self.roles |= 1 << role as u8;
        }
    }

    /// How much of each block of a page stands in the stated texts; empty if the page states none.
    pub(crate) fn held(&self, flat: &Flat) -> Vec<Held> {
        if self.roles == 0 {
            return Vec::new();
        }
        let mut roles_of = Hashed::for_keys(self.runs.len());
        for (run, role) in &self.runs {
            if let Some(roles) = roles_of.entry(*run, 0) {
                *roles |= role;
            }
        }
        let letters = &LETTERS;
        let held = flat.blocks.iter().map(|block| {
            let line = flat.text.get(block.range()).unwrap_or_default();
            let (mut all, mut found) = (0_u32, [0_u32; STATED.len()]);
            runs(letters, line, |run| {
                all += 1;
                let roles = roles_of.get(run).unwrap_or_default();
                for (role, found) in found.iter_mut().enumerate() {
                    *found += u32::from(roles >> role & 1);
                }
            });
            let mut held = [UNTOLD; STATED.len()];
            for (role, (held, found)) in held.iter_mut().zip(found).enumerate() {
                if self.roles >> role & 1 == 1 && all > 0 {
                    *held = match () {
                        () if found == 0 => 1,
                        () if 2 * found < all => 2,
                        () if 10 * found < 9 * all => 3,
                        () => 4,
                    };
                }
            }
            held
        });
        held.collect()
    }
}

/// Calls `run` with a hash of every three words that follow each other; characters of scripts without spaces are words.
fn runs(letters: &Letters, text: &str, mut run: impl FnMut(u32)) {
    let (mut word, mut last, mut words) = (0, [0; 2], 0_u32);
    let mut end = |word: &mut u32| {
        if *word != 0 {
            if words >= 2 {
                run(pair(pair(last[0], last[1]), *word));
            }
            words += 1;
            last = [last[1], *word];
            *word = 0;
        }
    };
    for c in text.chars() {
        match letters.class(c) {
            Class::Lower | Class::Upper | Class::Letter | Class::Digit => {
                word = pair(word, letters.fold(c) + 1);
            }
            Class::Dense => {
                end(&mut word);
                word = pair(0, letters.fold(c));
                end(&mut word);
            }
            _ => end(&mut word),
        }
    }
    end(&mut word);
}

#[cfg(test)]
mod tests {
    use crate::metadata::Collector;
    use crate::segment::html::{Options, read};

    use super::*;

    fn held(html: &str) -> Vec<(String, Held)> {
        let (flat, heard) = read(html, Options::default(), Collector::default());
        let held = heard.held(&flat).into_iter();
        let text = |at: usize| flat.text[flat.blocks[at].range()].to_owned();
        held.enumerate()
            .map(|(at, held)| (text(at), held))
            .collect()
    }

    #[test]
    fn lines_are_compared_with_the_stated_article() {
        let page = held(
            r#"<script type="application/ld+json">{"@type": "NewsArticle",
            "articleBody": "The ferry &amp; its crew came home on Monday. Nobody was hurt, the owner said."}</script>
            <p>The ferry &amp; its <b>crew</b> came home on Monday.<p>Nobody was hurt, he said in a long talk with us later.
            <p>Ten things to know about ferries<p>Share<p>Nobody was hurt, the owner said. The end."#,
        );
        let found: Vec<u8> = page
            .iter()
            .map(|(_, held)| held[Role::Article as usize])
            .collect();
        assert_eq!(found, [4, 2, 1, UNTOLD, 3], "{page:?}");
        assert!(
            page.iter()
                .all(|(_, held)| held[Role::Comment as usize] == UNTOLD)
        );
    }

    #[test]
    fn comments_have_a_role_of_their_own() {
        let page = held(
            r#"<script type="application/ld+json">
            [{"@type": "Thing", "comment": [{"@type": ["Comment"], "text": "I saw it with my own eyes."}]}]</script>
            <p>A short account of the matter.<p>I saw it with my own eyes."#,
        );
        let of = |role: Role| {
            page.iter()
                .map(|(_, held)| held[role as usize])
                .collect::<Vec<u8>>()
        };
        assert_eq!(of(Role::Comment), [1, 4]);
        assert_eq!(of(Role::Article), [UNTOLD; 2]);
    }

    #[test]
    fn characters_of_scripts_without_spaces_are_words() {
        let page = held(
            r#"<script type="application/ld+json">{"articleBody": "港は月曜日の夜に凍った。"}</script><p>港は月曜日の夜に凍った。"#,
        );
        assert_eq!(page[0].1[Role::Article as usize], 4);
    }

    #[test]
    fn a_page_that_states_nothing_is_not_compared() {
        assert!(held("<p>The ferry came home on Monday.").is_empty());
    }
}
