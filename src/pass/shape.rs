//! Shape: what a line looks like, whatever it says.
//!
//! Body text is long lines that end as sentences do, with commas and lower-case words in them. Fires on a paragraph;
//! stays silent on what the words mean: a photo caption has the shape of a sentence too, and only other passes can
//! tell it from one.

use crate::cues::Cue;
use crate::measure::{DateShape, Facts, Place};
use crate::pass::Sink;
use crate::reason::Feature;

/// Lines up to this many half units are short, ones of twice as many middling.
const SHORT: u32 = 14;

/// Hands out the rows of a line's shape.
#[inline]
pub(crate) fn shape(facts: &Facts, sink: &mut impl Sink) {
    let ended = facts.ended();
    sink.hit(Feature::Units.count(facts.half_units));
    if ended {
        sink.hit(Feature::SentenceUnits.count(facts.half_units));
    } else {
        sink.hit(Feature::OpenUnits.count(facts.half_units));
    }
    if let Some(letters) = facts.word_chars.checked_div(facts.words) {
        sink.hit(Feature::MeanWord.count(letters));
        let words = facts.words as f32;
        sink.hit(Feature::LowerShare.share(facts.lower_words as f32, words));
        sink.hit(Feature::UpperShare.share(facts.upper_words as f32, words));
        sink.part(Feature::CapsShare, facts.caps_words as f32, words);
        sink.part(Feature::NumberShare, facts.numbers as f32, words);
        sink.part(Feature::SeparatorShare, facts.separators as f32, words);
    }
    sink.hit(Feature::FirstChar.case(facts.first as usize));
    sink.hit(Feature::LastMark.case(facts.last as usize));
    sink.few(Feature::InnerEnds, facts.inner_ends);
    sink.few(Feature::Commas, facts.commas);
    sink.part(Feature::DigitShare, facts.digits as f32, facts.chars as f32);
    sink.few(Feature::Colons, facts.colons);
    sink.few(Feature::Quotes, facts.quotes);
    sink.few(Feature::Brackets, facts.brackets);
    sink.few(Feature::Separators, facts.separators);
    sink.few(Feature::Symbols, facts.symbols);
    sink.few(Feature::Glued, facts.glued);
    sink.few(Feature::Letters, facts.single_letters);
    sink.few(Feature::Addresses, facts.addresses);
    sink.few(Feature::Markup, facts.markup);
    sink.part(Feature::Dense, facts.dense as f32, facts.chars as f32);
    if facts.ends_in_bracket {
        sink.hit(Feature::InBracket.case(1));
    }
    if facts.ends_in_quote {
        sink.hit(Feature::InQuote.case(1));
    }
    if facts.item {
        sink.hit(Feature::Item.case(1));
    }
    sink.hit(Feature::Outline.case(outline(facts)));
    if facts.date != DateShape::None {
        sink.hit(Feature::Date.cross(facts.date as usize, length(facts)));
    }
    let name = name_like(facts);
    if name > 0 {
        sink.hit(Feature::NameLike.case(name));
    }
}

/// 0 short, 1 middling, 2 long.
fn length(facts: &Facts) -> usize {
    usize::from(facts.half_units > SHORT) + usize::from(facts.half_units > 2 * SHORT)
}

/// Whether the line is a person's name, and how it is introduced; the cases of [`Feature::NameLike`].
fn name_like(facts: &Facts) -> usize {
    let led = matches!(facts.cue(Cue::Byline), Place::Start | Place::Whole);
    let small = facts.lower_words <= u32::from(led) + 1 && facts.inner_ends <= 1 && !facts.ended();
    if facts.digits > 0 || facts.dense > 0 || !small || !(2..=7).contains(&facts.words) {
        return 0;
    }
    let names = facts.upper_words + facts.lower_words.min(1);
    if led && facts.upper_words >= 2 {
        2
    } else if facts.cue(Cue::Role) != Place::Absent && facts.upper_words >= 2 {
        3
    } else if facts.caps_words == facts.words && facts.words <= 4 {
        4
    } else if names == facts.words
        && facts.lower_words == 0
        && facts.words <= 4
        && facts.covered == 0
    {
        1
    } else {
        0
    }
}

/// The line's outline: an index of [`crate::reason::OUTLINES`].
pub(crate) fn outline(facts: &Facts) -> usize {
    let units = facts.half_units;
    let total = facts.words + facts.dense;
    if total == 0 {
        return 0;
    }
    if facts.numbers == total {
        return 1;
    }
    if units <= 2 * SHORT && (facts.date >= DateShape::Day || facts.cue(Cue::Ago) >= Place::End) {
        return 2;
    }
    if facts.is_sentence() {
        return if units < 24 {
            7
        } else if units < 60 {
            8
        } else {
            9
        };
    }
    if 2 * facts.covered >= total && units <= 2 * SHORT {
        return 10;
    }
    if name_like(facts) > 0 {
        return 11;
    }
    match units {
        0..=4 => 3,
        5..=12 => 4,
        13..=30 => 5,
        _ => 6,
    }
}
