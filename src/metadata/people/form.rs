//! Whose name a text is, by its words and by its form.

use once_cell::sync::Lazy;

use super::LONGEST;
use crate::chars::{Class, class};
use crate::cues::{Cue, EMBEDDED};
use crate::metadata::affix::SiteNames;
use crate::metadata::text::key;

/// The longest name in words.
const MOST_WORDS: usize = 7;

/// The classes of `organisations.txt`.
#[derive(Default)]
struct Words {
    word: Vec<&'static str>,
    agency: Vec<String>,
    nobody: Vec<String>,
    credential: Vec<String>,
}

static WORDS: Lazy<Words> = Lazy::new(|| {
    let mut words = Words::default();
    let mut section = "";
    for line in include_str!("../organisations.txt").lines().map(str::trim) {
        match line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
        {
            Some(name) => section = name,
            None if line.is_empty() || line.starts_with('#') => {}
            None => match section {
                "word" => words.word.push(line),
                "agency" => words.agency.push(key(line)),
                "nobody" => words.nobody.push(key(line)),
                _ => words.credential.push(key(line)),
            },
        }
    }
    words
});

/// Words in lower case that stand inside names.
pub(super) const PARTICLES: &[&str] = &[
    "de", "la", "las", "los", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "le",
    "van", "von", "der", "den", "ter", "ten", "zu", "zur", "zum", "al", "el", "bin", "ibn", "ben",
    "af", "av", "y", "e", "i", "d", "o", "san", "st",
];

/// What a name must look like.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Free,
    /// A name's form, one word allowed.
    Led,
    /// Two words at least, in a name's form.
    Strict,
}

/// What may stand behind a name and its comma: a degree or a role.
pub(super) fn is_addition(part: &str) -> bool {
    let own = key(part);
    let words = part.split_whitespace().count();
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = part.chars().filter(|c| c.is_uppercase()).count();
    let credential = WORDS.credential.contains(&own)
        || (words == 1 && letters <= 6 && 2 * capitals > letters && !WORDS.agency.contains(&own))
        || (part.contains('.') && letters <= 6 && capitals > 1);
    let agency = WORDS.agency.contains(&own);
    let whole_role = EMBEDDED.lead_in(part, Cue::Role) == part.len();
    let role = !agency && (whole_role || (EMBEDDED.holds(part, Cue::Role) && !holds_word(part)));
    credential || role
}

/// Whether a text is what programs write where there is no author.
pub(super) fn is_nobody(name: &str) -> bool {
    WORDS.nobody.contains(&key(name))
}

/// Words of the names of teams: people who write, unlike a publisher.
const TEAM: &[&str] = &[
    "team",
    "teams",
    "staff",
    "desk",
    "newsdesk",
    "newsroom",
    "editors",
    "editorial",
    "redaktion",
    "rédaction",
    "redacción",
    "redazione",
    "redação",
    "redactie",
    "redakcja",
];

/// Whether an organisation's name is that of a team.
pub(in crate::metadata) fn is_team(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.split_whitespace().any(|word| TEAM.contains(&word))
}

/// Whether a name holds a word that only organisations have, or is an address of one.
pub(super) fn holds_word(name: &str) -> bool {
    let lower = name.to_lowercase();
    let mut words = lower.split(|c: char| c.is_whitespace() || matches!(c, '.' | '/' | '&'));
    let found = words.any(|word| WORDS.word.contains(&word));
    let joined = WORDS
        .word
        .iter()
        .any(|word| !word.is_ascii() && word.chars().count() >= 3 && lower.contains(word))
        || lower.ends_with("redaktion");
    let domain = !lower.contains(' ')
        && lower.rsplit_once('.').is_some_and(|(host, last)| {
            host.len() >= 2
                && (2..=4).contains(&last.len())
                && last.bytes().all(|byte| byte.is_ascii_lowercase())
                && matches!(
                    last,
                    "com"
                        | "net"
                        | "org"
                        | "de"
                        | "at"
                        | "ch"
                        | "is"
                        | "be"
                        | "it"
                        | "fr"
                        | "es"
                        | "tv"
                        | "news"
                        | "info"
                        | "io"
                        | "in"
                        | "tr"
                        | "jp"
                        | "cn"
                        | "ru"
                        | "ua"
                        | "pl"
                        | "nl"
                        | "se"
                        | "no"
                        | "dk"
                        | "fi"
                        | "uk"
                        | "us"
                        | "eu"
                )
        });
    found || joined || domain
}

/// Whether a name is that of an agency, of the site, or of a body by one of its words.
pub(super) fn is_organisation(name: &str, sites: &SiteNames) -> bool {
    WORDS.agency.contains(&key(name)) || sites.is_site(name) || holds_word(name)
}

/// Whose name a text is: `Some(true)` an organisation's, `Some(false)` a person's, `None` nobody's.
pub(super) fn judge(name: &str, form: Form, sites: &SiteNames) -> Option<bool> {
    let words = name.split_whitespace().count();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let strange = name.contains("://")
        || name.contains(['@', '{', '}', '=', '%', '#', '!', '?', '_'])
            && (words > 1 || name.contains(['@', '{', '=', '%', '#']))
        || name.starts_with(['/', '.'])
        || name.starts_with("www.");
    if letters < 2 || name.len() > LONGEST || words > MOST_WORDS || strange || is_nobody(name) {
        return None;
    }
    if is_organisation(name, sites) {
        return Some(true);
    }
    // Days of the week, and keys of a program's own texts: `page.head.author`.
    let key_of_text =
        words == 1 && name.matches('.').count() >= 2 && !name.contains(char::is_uppercase);
    if key_of_text || EMBEDDED.lead_in(name, Cue::Weekday) == name.len() {
        return None;
    }
    let menus = [
        Cue::Navigation,
        Cue::Share,
        Cue::Promotion,
        Cue::Widget,
        Cue::Related,
    ];
    if form != Form::Free && menus.iter().any(|cue| EMBEDDED.lead_in(name, *cue) > 0) {
        return None;
    }
    // A role alone names nobody; an agency of the cue files is one.
    if EMBEDDED.lead_in(name, Cue::Role) == name.len() {
        return (words > 1 && form == Form::Free && name.starts_with("The ")).then_some(true);
    }
    let mut wrong = 0;
    let mut names = 0;
    for word in name.split_whitespace() {
        let first = word.chars().find(|c| c.is_alphanumeric());
        match first.map(class) {
            Some(Class::Upper | Class::Letter | Class::Dense) => names += 1,
            Some(Class::Lower) if PARTICLES.contains(&word) || word.contains(['’', '\'']) => {}
            None => {}
            _ => wrong += 1,
        }
    }
    let fits = match form {
        // A single word may be the name of a user; several in lower case are a name typed in haste, many a sentence.
        Form::Free => words <= 2 || wrong <= 1,
        // What is written without spaces is a sentence from some length on.
        Form::Led | Form::Strict if name.chars().any(|c| class(c) == Class::Dense) => {
            name.split(' ').all(is_dense) && words <= 3
        }
        Form::Led => wrong == 0 && names >= 1 && words <= 5,
        Form::Strict => wrong == 0 && words <= 5 && names >= 2,
    };
    fits.then_some(false)
}

/// Whether a name is written without spaces.
pub(super) fn is_dense(name: &str) -> bool {
    let count = name.chars().count();
    (1..=6).contains(&count) && name.chars().all(|c| class(c) == Class::Dense)
}
