//! Names in the place of an author: cut apart, cleaned, and told from organisations.

use once_cell::sync::Lazy;

use super::affix::SiteNames;
use super::text::{self, key};
use crate::chars::{Class, class};
use crate::cues::{Cue, EMBEDDED};

/// The longest name in bytes and in words.
const LONGEST: usize = 120;
const MOST_WORDS: usize = 7;
/// How many names are read from one text.
pub(super) const MOST: usize = 32;

/// A name and whose it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Credit {
    pub(super) name: String,
    pub(super) organisation: bool,
}

/// How far the place of a text says that it is a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Trust {
    /// A value that states an author: anything that can be a name is taken.
    Stated,
    /// A visible text in an element that holds a name and no more: one word may be enough.
    Named,
    /// A visible text beside the headline: a name needs a name's form.
    Seen,
}

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
    for line in include_str!("organisations.txt").lines().map(str::trim) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
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

/// Words between two names. Those of one letter join the parts of one name as well, so both sides need two words.
const JOINS: &[&str] = &[
    "and", "und", "et", "og", "och", "with", "mit", "en", "ja", "ve", "dan", "και", "și", "és", "y", "e", "i", "и",
    "та", "і", "a", "&", "+", "и", "va", "và", "と",
];
/// Words in lower case that stand inside names.
const PARTICLES: &[&str] = &[
    "de", "la", "las", "los", "del", "della", "di", "da", "do", "dos", "das", "du", "des", "le", "van", "von", "der", "den", "ter",
    "ten", "zu", "zur", "zum", "al", "el", "bin", "ibn", "ben", "af", "av", "y", "e", "i", "d", "o", "san", "st",
];

/// Reads the names in a text.
pub(super) fn read(text: &str, trust: Trust, sites: &SiteNames) -> Vec<Credit> {
    let mut credits = Vec::new();
    let mut led = false;
    let mut open = true;
    for line in text.split(['\n', '\r', '|', '•', '●', '·', '｜', '\u{1f}']).take(MOST) {
        let line = text::plain(line, 4 * LONGEST);
        let (rest, lead) = without_lead(&line);
        led |= lead;
        if key(rest).is_empty() {
            continue;
        }
        let before = credits.len();
        let joined = starts_joined(rest);
        // Behind the first name a visible text goes on with roles, places and dates.
        if open || joined || lead || trust == Trust::Stated {
            let form = match trust {
                Trust::Named => Form::Led,
                Trust::Seen if led => Form::Led,
                Trust::Seen => Form::Strict,
                Trust::Stated => Form::Free,
            };
            names(rest, form, sites, &mut credits);
        }
        if credits.len() > before {
            open = false;
        }
        open |= ends_joined(rest);
        if credits.len() >= MOST {
            break;
        }
    }
    let mut unique: Vec<Credit> = Vec::new();
    for credit in credits {
        if unique.len() < MOST && !unique.iter().any(|own| key(&own.name) == key(&credit.name)) {
            unique.push(credit);
        }
    }
    unique
}

/// What a name must look like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Free,
    /// A name's form, one word allowed.
    Led,
    /// Two words at least, in a name's form.
    Strict,
}

/// A text without "By", "Von", "Author:", and whether there was one.
fn without_lead(text: &str) -> (&str, bool) {
    let mut rest = text.trim();
    let mut found = false;
    for _ in 0..3 {
        let lead = EMBEDDED.lead_in(rest, Cue::Byline);
        let behind = rest.get(lead..).unwrap_or("");
        let ends = behind.is_empty() || behind.starts_with(|c: char| c == ':' || c.is_whitespace());
        if lead == 0 || !ends {
            break;
        }
        let colon = behind.trim_start().starts_with(':');
        let behind = behind.trim_start_matches(|c: char| c == ':' || c.is_whitespace());
        // `Von der Leyen`, `De Gaulle`: a name whose first word is a lead-in elsewhere.
        let word = rest.get(..lead).unwrap_or("");
        let particle = PARTICLES.contains(&&word.to_lowercase()[..]);
        if particle && !colon && behind.split_whitespace().count() < 2 {
            break;
        }
        rest = behind;
        found = true;
    }
    (rest, found)
}

/// Whether a text begins with the lead-in of a byline.
pub(super) fn is_led(text: &str) -> bool {
    without_lead(text).1
}

fn starts_joined(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or("").to_lowercase();
    text.starts_with([',', '&', '、', '，', '/']) || JOINS.contains(&&first[..])
}

fn ends_joined(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or("").to_lowercase();
    text.ends_with([',', '&', '、', '，']) || JOINS.contains(&&last[..])
}

/// Cuts a line at commas and joining words, and takes the parts that are names.
fn names(line: &str, form: Form, sites: &SiteNames, credits: &mut Vec<Credit>) {
    if sites.is_site(line) && !line.contains(',') {
        return push(line, true, credits);
    }
    let line = without_brackets(line);
    for (at, part) in line.split([',', ';', '、', '，', '،', '؛']).enumerate().take(MOST) {
        for name in joined(part.trim()) {
            let name = trimmed(name);
            let name = without_dash(name);
            let whole = WORDS.agency.contains(&key(name)) || sites.is_site(name) || holds_word(name);
            let name = if whole {
                name
            } else if form == Form::Free {
                without_role(name)
            } else {
                without_tail(name)
            };
            if at > 0 && is_addition(name) {
                continue;
            }
            match judge(name, form, sites) {
                Some(organisation) => push(name, organisation, credits),
                // A description behind a name ends the names: `Ada Byron, who writes about engines`.
                None if at > 0 && form != Form::Free => return,
                None => {}
            }
        }
    }
}

fn push(name: &str, organisation: bool, credits: &mut Vec<Credit>) {
    if credits.len() < MOST {
        credits.push(Credit { name: name.to_owned(), organisation });
    }
}

/// Cuts `A and B` apart.
fn joined(part: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut from = 0;
    let mut at = 0;
    for word in part.split(' ') {
        let (start, end) = (at, at + word.len());
        at = end + 1;
        let lower = word.to_lowercase();
        if !JOINS.contains(&&lower[..]) || word.starts_with(char::is_uppercase) {
            continue;
        }
        let (before, behind) = (part.get(from..start).unwrap_or("").trim(), part.get(end..).unwrap_or("").trim());
        let count = |text: &str| text.split_whitespace().count();
        // `Home and Garden Team` is one name.
        let whole = holds_word(behind) && count(before) < 2 && !before.is_empty();
        // Words of one letter, and those that stand inside names, need a whole name on both sides.
        let short = (lower.chars().count() < 2 && lower != "&") || matches!(&lower[..], "en" | "ja");
        let enough = !short || (count(before) >= 2 && count(behind) >= 2);
        if enough && !whole {
            names.push(before);
            from = end;
        }
    }
    names.push(part.get(from..).unwrap_or("").trim());
    names.retain(|name| !name.is_empty());
    names
}

/// A line without what stands in brackets.
fn without_brackets(line: &str) -> String {
    let mut out = String::new();
    let mut depth = 0_u32;
    for c in line.chars() {
        match c {
            '(' | '[' | '（' | '<' => depth += 1,
            ')' | ']' | '）' | '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    // A line that is all brackets is a name in brackets.
    if key(&out).is_empty() { line.trim_matches(['(', ')', '[', ']']).to_owned() } else { text::line(&out, 4 * LONGEST) }
}

/// A name without the marks around it.
fn trimmed(name: &str) -> &str {
    let name = name.trim_matches(|c: char| {
        c.is_whitespace() || matches!(class(c), Class::Separator | Class::Colon | Class::Comma | Class::Quote)
    });
    // The dot of `Jr.` and of initials stays.
    match name.strip_suffix('.') {
        Some(rest) if rest.split(' ').next_back().is_some_and(|word| word.chars().count() > 4) => rest,
        _ => name,
    }
}

/// A name without the role or site behind a dash between spaces.
fn without_dash(name: &str) -> &str {
    let at = [" - ", " – ", " — ", " / ", " // "].iter().filter_map(|mark| name.find(mark)).min();
    at.map_or(name, |at| name.get(..at).unwrap_or("").trim())
}

/// A name without the role that stands behind it in scripts without case: there a name has no more than one word.
fn without_role(name: &str) -> &str {
    match name.split_once(' ') {
        Some((first, rest)) if is_dense(first) && EMBEDDED.lead_in(rest, Cue::Role) > 0 => first,
        _ => name,
    }
}

/// A visible name without the date, the role or the call to act behind it.
fn without_tail(name: &str) -> &str {
    let mut end = name.find(|c| class(c) == Class::Digit).unwrap_or(name.len());
    let dated = end < name.len();
    let tails = [Cue::Published, Cue::Updated, Cue::Role, Cue::Share, Cue::Navigation];
    for (at, _) in name.match_indices(' ').take(12) {
        let rest = name.get(at + 1..).unwrap_or("");
        if at < end && tails.iter().any(|cue| EMBEDDED.lead_in(rest, *cue) > 0) {
            end = at;
        }
    }
    let mut own = name.get(..end).unwrap_or("").trim();
    while dated {
        let Some((before, last)) = own.rsplit_once(' ') else { break };
        let small = last.chars().count() <= 3 && last.chars().all(|c| class(c) == Class::Lower);
        if !small && EMBEDDED.month_of(last.trim_matches('.')).is_none() {
            break;
        }
        own = before;
    }
    trimmed(own)
}

/// What may stand behind a name and its comma: a degree or a role.
fn is_addition(part: &str) -> bool {
    let own = key(part);
    let words = part.split_whitespace().count();
    let letters = part.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = part.chars().filter(|c| c.is_uppercase()).count();
    let credential = WORDS.credential.contains(&own)
        || (words == 1 && letters <= 6 && 2 * capitals > letters && !WORDS.agency.contains(&own))
        || (part.contains('.') && letters <= 6 && capitals > 1);
    let role = EMBEDDED.holds(part, Cue::Role) && !WORDS.agency.contains(&own) && !holds_word(part);
    credential || role
}

/// Whether a name holds a word that only organisations have, or is an address of one.
fn holds_word(name: &str) -> bool {
    let lower = name.to_lowercase();
    let mut words = lower.split(|c: char| c.is_whitespace() || matches!(c, '.' | '/' | '&'));
    let found = words.any(|word| WORDS.word.contains(&word));
    let joined = WORDS.word.iter().any(|word| !word.is_ascii() && word.chars().count() >= 3 && lower.contains(word))
        || lower.ends_with("redaktion");
    let domain = !lower.contains(' ')
        && lower.rsplit_once('.').is_some_and(|(host, last)| {
            host.len() >= 2
                && (2..=4).contains(&last.len())
                && last.bytes().all(|byte| byte.is_ascii_lowercase())
                && matches!(last, "com" | "net" | "org" | "de" | "at" | "ch" | "is" | "be" | "it" | "fr" | "es" | "tv" | "news" | "info" | "io" | "in" | "tr" | "jp" | "cn" | "ru" | "ua" | "pl" | "nl" | "se" | "no" | "dk" | "fi" | "uk" | "us" | "eu")
        });
    found || joined || domain
}

/// Whose name a text is: `Some(true)` an organisation's, `Some(false)` a person's, `None` nobody's.
fn judge(name: &str, form: Form, sites: &SiteNames) -> Option<bool> {
    let own = key(name);
    let words = name.split_whitespace().count();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let strange = name.contains("://")
        || name.contains(['@', '{', '}', '=', '%', '#', '!', '?', '_']) && (words > 1 || name.contains(['@', '{', '=', '%', '#']))
        || name.starts_with(['/', '.']) || name.starts_with("www.");
    if letters < 2 || name.len() > LONGEST || words > MOST_WORDS || strange || WORDS.nobody.contains(&own) {
        return None;
    }
    if WORDS.agency.contains(&own) || sites.is_site(name) || holds_word(name) {
        return Some(true);
    }
    let menus = [Cue::Navigation, Cue::Share, Cue::Promotion, Cue::Widget, Cue::Related];
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
fn is_dense(name: &str) -> bool {
    let count = name.chars().count();
    (1..=6).contains(&count) && name.chars().all(|c| class(c) == Class::Dense)
}
