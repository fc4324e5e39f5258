//! Names in the place of an author: cut apart, cleaned, and told from organisations.

mod form;
mod trim;

pub(super) use self::form::is_team;
use self::form::{Form, PARTICLES, holds_word, is_addition, is_organisation, judge};
use self::trim::{trimmed, without_brackets, without_dash, without_role, without_tail};
use super::affix::SiteNames;
use super::text::{self, key};
use crate::cues::{Cue, EMBEDDED};

/// The longest name in bytes.
pub(super) const LONGEST: usize = 120;
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

/// Words between two names. Those of one letter join the parts of one name as well, so both sides need two words.
const JOINS: &[&str] = &[
    "and", "und", "et", "og", "och", "with", "mit", "en", "ja", "ve", "dan", "και", "și", "és",
    "y", "e", "i", "и", "та", "і", "a", "&", "+", "и", "va", "và", "と",
];
/// Marks between a byline and what else stands in its line.
const MARKS: [char; 9] = ['\n', '\r', '|', '•', '●', '·', '⋅', '｜', '\u{1f}'];

/// Whether a text may be the name under which someone writes in a forum: a word or three, and no call to act.
pub(super) fn is_user_name(name: &str) -> bool {
    let words = name.split_whitespace().count();
    let cues = [Cue::Navigation, Cue::Share, Cue::Promotion, Cue::Byline];
    let acts = cues.iter().any(|cue| EMBEDDED.lead_in(name, *cue) > 0);
    (1..=3).contains(&words) && key(name).chars().count() >= 2 && !acts && !form::is_nobody(name)
}

/// Reads the names in a text.
pub(super) fn read(text: &str, trust: Trust, sites: &SiteNames) -> Vec<Credit> {
    let mut credits = Vec::new();
    let mut led = false;
    let mut open = true;
    for line in text.split(MARKS).take(MOST) {
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

/// `Byron, Ada`, as scholarly indexes write it, in the order of speech.
pub(super) fn in_order(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first)) if !first.contains([',', ';']) && !first.trim().is_empty() => {
            format!("{} {}", first.trim(), last.trim())
        }
        _ => name.to_owned(),
    }
}

/// A text without "By", "Von", "Author:", and whether there was one.
fn without_lead(text: &str) -> (&str, bool) {
    let mut rest = text.trim();
    let mut found = false;
    // Two elements with no space between them: `<span>By</span><span>Ada Byron</span>`.
    if let Some(glued) = rest.strip_prefix("By")
        && glued.starts_with(|c: char| c.is_ascii_uppercase())
        && glued.contains(' ')
    {
        (rest, found) = (glued, true);
    }
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

/// Whether a text, or a part of it that is set off by a mark, begins with the lead-in of a byline.
pub(crate) fn is_led(text: &str) -> bool {
    let mut led = false;
    text.split(MARKS).take(MOST).any(|part| {
        let (rest, own) = without_lead(part);
        led |= own;
        led && !key(rest).is_empty()
    })
}

/// Whether a text is the lead-in of a byline and no more: `Author`, `Written by:`.
pub(crate) fn is_lead(text: &str) -> bool {
    let (rest, led) = without_lead(text);
    led && key(rest).is_empty()
}

fn starts_joined(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or("").to_lowercase();
    text.starts_with([',', '&', '、', '，', '/']) || JOINS.contains(&&first[..])
}

fn ends_joined(text: &str) -> bool {
    let last = text
        .split_whitespace()
        .next_back()
        .unwrap_or("")
        .to_lowercase();
    text.ends_with([',', '&', '、', '，']) || JOINS.contains(&&last[..])
}

/// Cuts a line at commas and joining words, and takes the parts that are names.
fn names(line: &str, form: Form, sites: &SiteNames, credits: &mut Vec<Credit>) {
    if sites.is_site(line) && !line.contains(',') {
        return push(line, true, credits);
    }
    let line = without_brackets(line);
    for (at, part) in line
        .split([',', ';', '、', '，', '،', '؛'])
        .enumerate()
        .take(MOST)
    {
        for name in joined(part.trim()) {
            let name = trimmed(name);
            let name = without_dash(name);
            let whole = is_organisation(name, sites);
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
        credits.push(Credit {
            name: name.to_owned(),
            organisation,
        });
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
        let (before, behind) = (
            part.get(from..start).unwrap_or("").trim(),
            part.get(end..).unwrap_or("").trim(),
        );
        let count = |text: &str| text.split_whitespace().count();
        // `Home and Garden Team` is one name.
        let whole = holds_word(behind) && count(before) < 2 && !before.is_empty();
        // Words of one letter, and those that stand inside names, need a whole name on both sides.
        let short =
            (lower.chars().count() < 2 && lower != "&") || matches!(&lower[..], "en" | "ja");
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
