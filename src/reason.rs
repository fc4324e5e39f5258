//! The closed list of grounds on which a block is judged.
//!
//! A [`Feature`] is one question about a block; each of its answers is a [`Row`] of the table of weights. Numbers are
//! cut into some ten levels with a weight each, which makes a linear model bend where the data bend and leaves every
//! row readable: "the line is 12 to 15 half units long".

use std::fmt;

/// How the answers to a feature are cut into rows.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scale {
    /// A count, in steps of half an octave from 8 on ([`count_level`]); so many levels, the last one open.
    Count(usize),
    /// A count as above, of which none says nothing.
    Few(usize),
    /// A share of 1 in so many equal steps, and a level of its own for exactly none.
    Share(usize),
    /// A share as above, of which none says nothing.
    Part(usize),
    /// One of a few named cases; a case whose name is empty says nothing and has no weight.
    Names(&'static [&'static str]),
    /// Any of a few names, each with a row of its own; all that hold are given.
    Set(&'static [&'static str]),
    /// The product of two named cases.
    Cross(&'static [&'static str], &'static [&'static str]),
}

impl Scale {
    const fn rows(self) -> usize {
        match self {
            Scale::Count(levels) | Scale::Few(levels) => levels,
            Scale::Share(steps) | Scale::Part(steps) => steps + 1,
            Scale::Names(names) | Scale::Set(names) => names.len(),
            Scale::Cross(first, second) => first.len() * second.len(),
        }
    }

    fn label(self, level: usize) -> String {
        match self {
            Scale::Count(levels) | Scale::Few(levels) => {
                let (low, high) = (count_floor(level), count_floor(level + 1) - 1);
                if level + 1 == levels {
                    format!("{low}+")
                } else if low == high {
                    format!("{low}")
                } else {
                    format!("{low}-{high}")
                }
            }
            Scale::Share(_) | Scale::Part(_) if level == 0 => "none".into(),
            Scale::Share(steps) | Scale::Part(steps) => {
                format!("<={:.2}", level as f32 / steps as f32)
            }
            Scale::Names(names) | Scale::Set(names) => {
                names.get(level).copied().unwrap_or_default().into()
            }
            Scale::Cross(first, second) => {
                let name =
                    |names: &[&'static str], at: usize| names.get(at).copied().unwrap_or_default();
                format!(
                    "{}/{}",
                    name(first, level / second.len()),
                    name(second, level % second.len())
                )
            }
        }
    }
}

/// The level of a count: 0 to 7 by themselves, then two levels an octave (8, 12, 16, 24, 32, 48 ...).
#[inline]
pub(crate) const fn count_level(count: u32) -> usize {
    if count < 8 {
        return count as usize;
    }
    let octave = 31 - count.leading_zeros();
    (8 + 2 * (octave - 3) + ((count >> (octave - 1)) & 1)) as usize
}

/// The least count of a level.
const fn count_floor(level: usize) -> usize {
    if level < 8 {
        return level;
    }
    let (octave, half) = ((level - 8) / 2 + 3, (level - 8) % 2);
    (1 << octave) + half * (1 << (octave - 1))
}

/// The number of a row in the table of weights.
pub(crate) type Row = u16;

macro_rules! features {
    ($($group:literal { $($variant:ident = $name:literal $scale:expr, $meaning:literal;)+ })+) => {
        /// A question about a block.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub(crate) enum Feature { $($($variant,)+)+ }

        const NAMES: &[&str] = &[$($(concat!($group, ".", $name),)+)+];
        const SCALES: &[Scale] = &[$($($scale,)+)+];
        const MEANINGS: &[&str] = &[$($($meaning,)+)+];
        const ALL: &[Feature] = &[$($(Feature::$variant,)+)+];
    };
}

use Scale::{Count, Cross, Few, Names, Part, Set, Share};

/// A line's outline: its length with and without a sentence's end, and the shapes that stand out.
pub(crate) const OUTLINES: &[&str] = &[
    "mark",
    "number",
    "date",
    "tiny",
    "short",
    "middling",
    "long",
    "short_sentence",
    "middling_sentence",
    "long_sentence",
    "cue",
    "names",
];
/// Where a line stands to the page's core, the best run of prose.
pub(crate) const SIDES: &[&str] = &["before", "inside", "after"];
/// Whose head stands above a line, with no prose since.
pub(crate) const HEADS: &[&str] = &[
    "none",
    "related",
    "latest",
    "topics",
    "promotion",
    "comments",
    "legal",
];
const PLACES: &[&str] = &[
    "",
    "inside_short",
    "inside_long",
    "end_short",
    "end_long",
    "start_short",
    "start_long",
    "whole",
];
const LEVELS: &[&str] = &["-4", "-3", "-2", "-1", "0", "+1", "+2", "+3", "+4", "edge"];
/// The outlines of a neighbour, and none at the page's edge.
const NEXT_TO: &[&str] = &{
    let mut names = ["edge"; OUTLINES.len() + 1];
    let mut at = 0;
    while at < OUTLINES.len() {
        names[at] = OUTLINES[at];
        at += 1;
    }
    names
};
const DATES: &[&str] = &["", "year", "time", "day", "date", "date_time"];
const LENGTHS: &[&str] = &["short", "middling", "long"];
const YES: &[&str] = &["", "yes"];

/// The elements that hold lines, as far as they are told apart.
pub(crate) const TAGS: &[&str] = &[
    "other",
    "p",
    "div",
    "li",
    "cell",
    "h1",
    "h2",
    "h3",
    "h4+",
    "dt",
    "dd",
    "quotation",
    "pre",
    "caption",
    "section",
    "article",
    "header",
    "footer",
    "aside",
    "nav",
    "form",
    "address",
    "button",
    "table",
    "list",
];
/// The bits of what a line stands in, in the order of `segment::html::marks`.
const MARKS: &[&str] = &[
    "article",
    "main",
    "aside",
    "nav",
    "header",
    "footer",
    "section",
    "figure",
    "caption",
    "form",
    "table",
    "cell",
    "list",
    "item",
    "terms",
    "quotation",
    "pre",
    "code",
    "details",
    "summary",
    "dialog",
    "address",
    "button",
    "label",
    "select",
    "search",
    "heading",
    "emphasis",
    "link",
    "time",
    "fieldset",
    "template",
    "small",
    "alert",
    "tab",
    "menu",
    "deleted",
    "media",
];
/// The same of microdata, in the order of `segment::html::props`.
const PROPS: &[&str] = &[
    "body",
    "headline",
    "author",
    "published",
    "modified",
    "description",
    "comment",
    "publisher",
    "image",
    "name",
    "text",
    "topic",
    "breadcrumb",
    "rating",
    "price",
];
/// What class and id names tell: the roles of `src/cues/class_names.tsv`, in its order.
pub(crate) const ROLES: &[&str] = &[
    "body", "content", "lead", "key", "title", "byline", "time", "caption", "share", "related",
    "latest", "list", "nav", "header", "footer", "sidebar", "ad", "call", "consent", "form",
    "comment", "bio", "topics", "meta", "quote", "note", "unseen", "product", "forum", "doc",
    "faq", "box", "icon", "live", "person", "event",
];
const LINKED: &[&str] = &["none", "little", "much", "all"];
const APART: &[&str] = &["inside", "1", "2", "3", "4+"];

features! {
    "shape" {
        Units = "units" Count(20), "half reading units in the line";
        SentenceUnits = "sentence_units" Count(20), "half reading units of a line with a sentence's end";
        OpenUnits = "open_units" Count(18), "half reading units of a line without a sentence's end";
        MeanWord = "mean_word" Count(13), "letters a word, on average";
        FirstChar = "first" Names(&["other", "upper", "lower", "caseless", "digit", "quote", "dash", "bracket"]), "what the line begins with";
        LastMark = "last" Names(&["letter", "stop", "asking", "ellipsis", "colon", "comma", "digit", "other"]), "what the line ends with, quotes and brackets left aside";
        InBracket = "ends_in_bracket" Names(YES), "the line ends with a closing bracket";
        InQuote = "ends_in_quote" Names(YES), "the line ends with a closing quote";
        InnerEnds = "inner_ends" Few(9), "sentence ends inside the line";
        Commas = "commas" Few(10), "commas and semicolons";
        LowerShare = "lower" Share(10), "words that begin in lower case";
        UpperShare = "upper" Share(10), "words that begin in upper case";
        CapsShare = "capitals" Part(4), "words all in capitals";
        NumberShare = "numbers" Part(6), "words that are numbers";
        DigitShare = "digits" Part(8), "characters that are digits";
        Colons = "colons" Few(4), "colons";
        Quotes = "quotes" Few(5), "quotation marks";
        Brackets = "brackets" Few(4), "opening brackets";
        Separators = "separators" Few(9), "bars, bullets, arrows, slashes, dashes";
        SeparatorShare = "separators_a_word" Part(5), "bars, bullets, arrows, slashes, dashes for each word";
        Symbols = "symbols" Few(5), "other symbols";
        Glued = "glued" Few(6), "words run together, as UpdatesStock";
        Letters = "single_letters" Few(4), "words of one letter";
        Addresses = "addresses" Few(4), "addresses of pages and mail";
        Markup = "markup" Few(3), "entities and tags left in the text";
        Item = "item" Names(YES), "the line begins as a list's item";
        Dense = "dense" Part(3), "characters of a script read without spaces";
        Outline = "outline" Names(OUTLINES), "the line's outline";
        Date = "date" Cross(DATES, LENGTHS), "the shape of a date in the line, and the line's length";
        NameLike = "name_like" Names(&["", "names", "led_in", "with_role", "in_capitals"]), "two to five capitalised words and no more, as a person's name";
    }
    "words" {
        FunctionShare = "function_share" Share(8), "words that are function words of some language";
        FunctionCount = "function" Few(7), "function words";
        Saying = "saying" Few(4), "words of reported speech";
        Person = "person" Few(5), "words of the first and second person";
        Covered = "covered" Part(6), "words that belong to a cue phrase";
        CueRelated = "related" Names(PLACES), "a phrase that leads to other stories";
        CueLatest = "latest" Names(PLACES), "a phrase that heads a list of the site's stories";
        CueTopics = "topics" Names(PLACES), "a phrase that heads a list of tags";
        CueNavigation = "navigation" Names(PLACES), "a menu word";
        CueShare = "share" Names(PLACES), "a phrase of share bars, or a network's name";
        CueWidget = "widget" Names(PLACES), "a phrase of players and placeholders";
        CuePromotion = "promotion" Names(PLACES), "a call to act for the publisher";
        CueLegal = "legal" Names(PLACES), "a phrase of rights, terms, privacy";
        CueByline = "byline" Names(PLACES), "a lead-in to an author's name";
        CueRole = "role" Names(PLACES), "what writers are called, or an agency";
        CuePublished = "published" Names(PLACES), "a lead-in to a date of publication";
        CueAgo = "ago" Names(PLACES), "the words of an age, as hours ago";
        CueCredit = "credit" Names(PLACES), "a picture credit";
        CueGesture = "gesture" Names(PLACES), "what captions say, as looks on";
        CueNote = "note" Names(PLACES), "a correction, disclosure or source";
        CueBio = "bio" Names(PLACES), "what is said about an author";
        CueComments = "comments" Names(PLACES), "a phrase of comment threads";
        CueShell = "shell" Names(PLACES), "a phrase of pages without an article";
    }
    "markup" {
        Tag = "tag" Names(TAGS), "the element that holds the line";
        TagOutline = "tag_outline" Cross(TAGS, OUTLINES), "the element that holds the line, and the line's outline";
        Inside = "inside" Set(MARKS), "the structures that the line stands in";
        Property = "property" Set(PROPS), "the microdata properties that the line stands in";
        ClassNear = "class" Set(ROLES), "what class and id names of the line's element and the one around it tell";
        ClassAround = "class_around" Set(ROLES), "what class and id names two to four elements out tell";
        ClassAbove = "class_above" Set(ROLES), "what class and id names further out tell";
        LinkShare = "links_share" Part(8), "characters that stand in links";
        Links = "links" Few(8), "links in the line";
        LinkOutline = "link_outline" Cross(LINKED, OUTLINES), "how much of the line is linked, and its outline";
        Emphasis = "emphasis" Part(4), "characters in emphasis";
        Hidden = "hidden" Names(YES), "the line is not shown at first";
    }
    "place" {
        FromTop = "from_top" Count(16), "lines above";
        FromBottom = "from_bottom" Count(16), "lines below";
        Position = "position" Share(10), "share of the page's lines above";
        UnitsAbove = "units_above" Share(10), "share of the page's text above";
        BlankBefore = "blank_before" Few(3), "blank lines before";
        BlankAfter = "blank_after" Few(3), "blank lines after";
        BlankShare = "blank_page" Share(4), "blank lines for each line of the page";
        PageLines = "page_lines" Count(20), "lines on the page";
        PageProse = "page_prose" Share(10), "share of the page's text that looks like prose at first";
    }
    "page" {
        PageLegal = "legal" Part(6), "lines of the page with a phrase of rights, terms and privacy, or of pages without an article";
        PagePromotion = "promotion" Part(6), "lines of the page with a call to act for the publisher";
        PageCues = "cues" Share(8), "lines of the page that are little but cue phrases";
        PageSentences = "sentences" Few(12), "lines of the page that are sentences";
        PageLegalOutline = "legal_outline" Cross(&["none", "few", "many"], OUTLINES), "how much of the page speaks of terms and privacy, and the line's outline";
    }
    "near" {
        Before1 = "before_1" Names(NEXT_TO), "outline of the line before";
        Before2 = "before_2" Names(NEXT_TO), "outline of the second line before";
        Before3 = "before_3" Names(NEXT_TO), "outline of the third line before";
        After1 = "after_1" Names(NEXT_TO), "outline of the line after";
        After2 = "after_2" Names(NEXT_TO), "outline of the second line after";
        After3 = "after_3" Names(NEXT_TO), "outline of the third line after";
        Look = "look" Names(LEVELS), "first look at the line itself";
        LookBefore1 = "look_before_1" Names(LEVELS), "first look at the line before";
        LookBefore2 = "look_before_2" Names(LEVELS), "first look at the second line before";
        LookBefore3 = "look_before_3" Names(LEVELS), "first look at the third line before";
        LookAfter1 = "look_after_1" Names(LEVELS), "first look at the line after";
        LookAfter2 = "look_after_2" Names(LEVELS), "first look at the second line after";
        LookAfter3 = "look_after_3" Names(LEVELS), "first look at the third line after";
        ProseBefore3 = "prose_before_3" Share(8), "share of prose in the 3 lines before";
        ProseBefore8 = "prose_before_8" Share(8), "share of prose in the 8 lines before";
        ProseBefore20 = "prose_before_20" Share(8), "share of prose in the 20 lines before";
        ProseAfter3 = "prose_after_3" Share(8), "share of prose in the 3 lines after";
        ProseAfter8 = "prose_after_8" Share(8), "share of prose in the 8 lines after";
        ProseAfter20 = "prose_after_20" Share(8), "share of prose in the 20 lines after";
        SinceProse = "since_prose" Count(14), "lines since the last sure prose";
        UntilProse = "until_prose" Count(14), "lines until the next sure prose";
        Gap = "gap" Count(13), "lines between the sure prose before and the next";
        Period = "period" Few(5), "how regularly outlines repeat around the line, in fours of a window of 16";
        DatesNear = "dates" Few(6), "dates and ages in the 4 lines on each side";
        CuesNear = "cues" Few(8), "lines that are cue phrases among the 4 on each side";
    }
    "run" {
        MassAbove = "mass_above" Share(12), "share of the page's prose above";
        MassBelow = "mass_below" Share(12), "share of the page's prose below";
        ProseAbove = "prose_above" Count(22), "half units of prose above";
        ProseBelow = "prose_below" Count(22), "half units of prose below";
        TightRun = "tight" Names(RUNS), "place to the best run of prose that hardly bears a break";
        Run = "core" Names(RUNS), "place to the core, the best run of prose that bears some breaks";
        LooseRun = "loose" Names(RUNS), "place to the best run of prose that bears long breaks";
        RunStart = "from_start" Count(10), "lines since the core began";
        RunEnd = "to_end" Count(10), "lines until the core ends";
        RunShare = "core_share" Share(8), "share of the page's prose that the core holds";
        Rival = "rival" Part(6), "prose of the second-best run for each of the core's";
        InRival = "in_rival" Names(YES), "the line stands in the second-best run";
        OutlineSide = "outline_side" Cross(OUTLINES, SIDES), "the line's outline, and its side of the core";
    }
    "subject" {
        Cohesion = "cohesion" Share(10), "content words that the core uses elsewhere";
        RareShared = "rare" Few(7), "content words that only the core uses elsewhere";
        Unique = "unique" Share(8), "content words that stand nowhere else on the page";
        CohesionBefore = "cohesion_before" Share(6), "cohesion of the 3 lines before";
        CohesionAfter = "cohesion_after" Share(6), "cohesion of the 3 lines after";
        CohesionSide = "cohesion_side" Cross(&["none", "little", "some", "much"], SIDES), "cohesion, and the line's side of the core";
        Echo = "echo" Part(6), "pairs of content words that stand elsewhere on the page too";
        TitleShare = "title_words" Part(6), "words of the title's best candidate that the line holds";
        TitleIs = "title" Names(&["", "candidate", "repeat", "holds_it", "part_of_it"]), "how the line stands to the title's best candidate";
        FromTitle = "from_title" Count(12), "lines below the title's best candidate";
        ToTitle = "to_title" Count(10), "lines above the title's best candidate";
    }
    "repeat" {
        Same = "same" Few(5), "other lines of the page with the same words";
        SameHead = "same_head" Few(5), "other lines of the page with the same first eight words";
        NextHolds = "neighbour" Names(&["", "begins_next", "begun_by_last", "same_as_last"]), "how the line's words stand to its neighbours'";
    }
    "section" {
        Claim = "claim" Cross(HEADS, &["1", "2-3", "4-7", "8-15", "16-31", "32+"]), "the section head above with no prose since, and lines since it";
        ClaimOutline = "claim_outline" Cross(HEADS, OUTLINES), "the section head above with no prose since, and the line's outline";
        HeadsBefore = "heads_before" Few(5), "section heads in the 10 lines before";
        HeadsAfter = "heads_after" Few(5), "section heads in the 10 lines after";
        TailsAbove = "tails_above" Few(10), "lines above that stand below an article: comments, legal text, lists of stories";
        TailsBelow = "tails_below" Few(12), "lines below that stand below an article";
        ProseSinceTail = "prose_since_tail" Count(14), "half units of prose since the last such line";
    }
    "thread" {
        MarksBefore = "before" Few(6), "marks of a comment thread in the 12 lines before";
        MarksAfter = "after" Few(6), "marks of a comment thread in the 12 lines after";
        MarksAbove = "above" Few(12), "marks of a comment thread above";
        MarksBelow = "below" Few(12), "marks of a comment thread below";
        MarksRate = "rate" Few(7), "marks of a comment thread around the line, less those in as many lines at the page's top";
    }
    "tree" {
        FromHalf = "from_half" Count(9), "elements between the line and the innermost one with half of the page's prose";
        FromMost = "from_most" Count(9), "elements between the line and the innermost one with nine tenths of the page's prose";
        FromParent = "from_parent" Count(9), "elements between the line and the one whose own lines hold most prose";
        BelowParent = "below_parent" Count(9), "how deep the line stands below what it shares with that element";
        ParentOutline = "parent_outline" Cross(APART, OUTLINES), "how far the line stands from that element, and its outline";
        HolderProse = "holder_prose" Share(8), "share of prose in the element around the line's";
        HolderLinks = "holder_links" Share(8), "share of linked text in the element around the line's";
        HolderLines = "holder_lines" Count(14), "lines in the element around the line's";
        HolderMass = "holder_mass" Share(8), "share of the page's prose in the element around the line's";
        OuterProse = "outer_prose" Share(8), "share of prose in the element around that";
        OuterLinks = "outer_links" Share(8), "share of linked text in the element around that";
        OuterMass = "outer_mass" Share(8), "share of the page's prose in the element around that";
        LikeLines = "like_lines" Count(14), "lines of the page in elements of the same names";
        LikeProse = "like_prose" Share(8), "share of prose in lines of the page in elements of the same names";
        LikeMass = "like_mass" Share(8), "share of the page's prose in lines in elements of the same names";
        Article = "article" Names(&["none", "inside_only", "inside_main", "inside_other", "outside"]), "how the line stands to the page's article elements";
        TopHeading = "top_heading" Names(&["", "h1_only", "h1_first", "h1_later"]), "the line is a heading of the first level";
        FromTopHeading = "from_top_heading" Count(14), "lines below the heading of the first level before the core";
    }
    "chain" {
        ChainAbove = "above" Names(&["lines"]), "what the lines above say of the region this line is in";
        ChainBelow = "below" Names(&["lines"]), "what the lines below say of the region this line is in";
        ChainSpread = "spread" Names(&["regions"]), "how many regions of body, less how many others, the line may belong to";
    }
}

const RUNS: &[&str] = &[
    "before_16+",
    "before_8-15",
    "before_4-7",
    "before_2-3",
    "before_1",
    "inside",
    "after_1",
    "after_2-3",
    "after_4-7",
    "after_8-15",
    "after_16+",
    "no_run",
];

const FIRST_ROWS: [usize; ALL.len() + 1] = {
    let mut first = [0; ALL.len() + 1];
    let mut at = 0;
    while at < ALL.len() {
        first[at + 1] = first[at] + SCALES[at].rows();
        at += 1;
    }
    first
};

/// How many rows, the first ones, belong to the passes that look at a block alone.
pub(crate) const LOCAL_ROWS: usize = FIRST_ROWS[Feature::FromTop as usize];
/// The most rows that a block can have: one a feature, and all of each set.
pub(crate) const MOST_ROWS: usize = {
    let (mut most, mut at) = (0, 0);
    while at < ALL.len() {
        most += if let Set(names) = SCALES[at] {
            names.len()
        } else {
            1
        };
        at += 1;
    }
    most
};
/// How many rows all features have together.
pub(crate) const ROWS: usize = FIRST_ROWS[ALL.len()];

impl Feature {
    /// The feature's row for a count.
    #[inline]
    pub(crate) fn count(self, count: u32) -> Row {
        let (Count(levels) | Few(levels)) = SCALES[self as usize] else {
            return self.row(0);
        };
        self.row(count_level(count).min(levels - 1))
    }

    /// The feature's row for a part of a whole.
    #[inline]
    pub(crate) fn share(self, part: f32, whole: f32) -> Row {
        let (Share(steps) | Part(steps)) = SCALES[self as usize] else {
            return self.row(0);
        };
        if part <= 0.0 || whole <= 0.0 {
            return self.row(0);
        }
        // A whole that is not the greater is cut at 1. The exact end of a step belongs to it. Adding 2^23 rounds to a
        // whole number, which then stands in the sum's lowest bits: quicker than a checked conversion.
        let step = (part / whole * steps as f32 - 0.501).clamp(0.0, steps as f32 - 1.0);
        self.row((step + 8_388_608.0).to_bits() as usize % 256 + 1)
    }

    /// The feature's row for a case.
    #[inline]
    pub(crate) fn case(self, case: usize) -> Row {
        self.row(case)
    }

    /// The feature's rows for the members of a set, a bit each.
    #[cfg(feature = "html")]
    #[inline]
    pub(crate) fn members(self, set: u64) -> impl Iterator<Item = Row> {
        let count = match SCALES[self as usize] {
            Set(names) => names.len(),
            _ => 0,
        };
        Bits(set & ((1 << count) - 1)).map(move |level| self.row(level))
    }

    /// The feature's row for a pair of cases.
    #[inline]
    pub(crate) fn cross(self, first: usize, second: usize) -> Row {
        let Cross(_, seconds) = SCALES[self as usize] else {
            return self.row(0);
        };
        self.row(first * seconds.len() + second)
    }

    #[inline]
    fn row(self, level: usize) -> Row {
        (FIRST_ROWS[self as usize] + level) as Row
    }
}

/// The numbers of the bits that are set.
#[cfg(feature = "html")]
struct Bits(u64);

#[cfg(feature = "html")]
impl Iterator for Bits {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        let lowest = self.0.trailing_zeros();
        self.0 &= self.0.checked_sub(1)?;
        Some(lowest as usize)
    }
}

/// Why a block was judged as it was: one answer to one question about it.
///
/// The list is closed and the same on every page; [`Finding`](crate::Finding) adds the points that the answer brought.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Reason(pub(crate) Row);

impl Reason {
    fn feature(self) -> usize {
        FIRST_ROWS
            .partition_point(|first| *first <= self.0 as usize)
            .saturating_sub(1)
            .min(ALL.len() - 1)
    }

    /// The question's stable name, as `shape.units`.
    pub fn name(self) -> &'static str {
        NAMES[self.feature()]
    }

    /// The answer, as `12-15`.
    pub fn value(self) -> String {
        let feature = self.feature();
        SCALES[feature].label(self.0 as usize - FIRST_ROWS[feature])
    }

    /// What the question asks, in words.
    pub fn meaning(self) -> &'static str {
        MEANINGS[self.feature()]
    }

    /// Every reason there is, in the order of the table of weights.
    pub fn all() -> impl Iterator<Item = Reason> {
        (0..ROWS as Row).map(Reason)
    }

    /// Whether the reason's answer says nothing, so that it never has a weight.
    pub(crate) fn is_silent(self) -> bool {
        let feature = self.feature();
        let level = self.0 as usize - FIRST_ROWS[feature];
        match SCALES[feature] {
            Names(names) => names[level].is_empty(),
            Few(_) | Part(_) => level == 0,
            Cross(first, second) => first[level / second.len()].is_empty(),
            _ => false,
        }
    }

    /// Whether the reason is a step of a scale whose neighbour below is the row before.
    pub(crate) fn is_step(self) -> bool {
        let feature = self.feature();
        matches!(SCALES[feature], Count(_) | Few(_) | Share(_) | Part(_))
            && self.0 as usize > FIRST_ROWS[feature]
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}={}", self.name(), self.value())
    }
}

impl fmt::Debug for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Reason({self})")
    }
}
