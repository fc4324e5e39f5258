//! The features: every question that is put to a block, by the pass that answers it.

use super::names::{
    ALONE, APART, DATES, EXPECTED, HEADS, HELD, LENGTHS, LEVELS, LINKED, MARKS, MUCH, NEXT_TO,
    OFTEN, OUTLINES, PLACES, PROPS, ROLES, RUNS, SIDES, STATED, STRENGTH, SURE, TAGS, YES,
};
use super::scale::Scale;
use super::scale::Scale::{Count, Cross, Each, Few, Names, Part, Set, Share};

macro_rules! features {
    ($($group:literal { $($variant:ident = $name:literal $scale:expr, $meaning:literal;)+ })+) => {
        /// A question about a block.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub(crate) enum Feature { $($($variant,)+)+ }

        pub(super) const NAMES: &[&str] = &[$($(concat!($group, ".", $name),)+)+];
        pub(super) const SCALES: &[Scale] = &[$($($scale,)+)+];
        pub(super) const MEANINGS: &[&str] = &[$($($meaning,)+)+];
        pub(super) const ALL: &[Feature] = &[$($(Feature::$variant,)+)+];
    };
}

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
        CueStanding = "standing" Names(PLACES), "a turn of sentences that stand on all pages of a site";
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
        Stated = "stated" Each(STATED, HELD), "how much of the line stands in texts that the page states of itself: the article, a post, a comment, a description";
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
        RoleShare = "role" Each(ROLES, MUCH), "what class and id names around the line tell, and how much of the page's prose has such names";
        MarkShare = "structure" Each(MARKS, MUCH), "the structures that the line stands in, and how much of the page's prose does";
        Article = "article" Names(&["none", "inside_only", "inside_main", "inside_other", "outside"]), "how the line stands to the page's article elements";
        TopHeading = "top_heading" Names(&["", "h1_only", "h1_first", "h1_later"]), "the line is a heading of the first level";
        FromTopHeading = "from_top_heading" Count(14), "lines below the heading of the first level before the core";
    }
    "stated" {
        StatedShare = "share" Cross(HELD, MUCH), "how much of the line stands in the article that the page states, and how much of the page's prose does";
    }
    "chain" {
        ChainAbove = "above" Names(&["lines"]), "what the lines above say of the region this line is in";
        ChainBelow = "below" Names(&["lines"]), "what the lines below say of the region this line is in";
        ChainSpread = "spread" Names(&["regions"]), "how many regions of body, less how many others, the line may belong to";
    }
    "site" {
        SiteLine = "line" Cross(EXPECTED, LENGTHS), "the share of the site's other pages that a line is expected on that stands on some of them, and its length";
        SiteBody = "line_body" Cross(OFTEN, SURE), "how often the line was body text on other pages of the site, and on how many it stands";
        SitePastEnd = "past_end" Cross(STRENGTH, ALONE), "how surely a line above stands below the body on other pages of the site, and what the page alone makes of this line";
        SiteShape = "shape" Cross(EXPECTED, OFTEN), "the share of the site's other pages that a line of the same shape is expected on, and how often it was body text there";
        SiteTemplate = "template" Cross(OFTEN, ALONE), "how often lines in elements of the same names were body text on other pages of the site, and what the page alone makes of this line";
        SiteHolder = "holder" Cross(OFTEN, ALONE), "the same of lines in elements of the same names as the element around the line's";
    }
}
