//! Facts about each block, taken once, in one sweep over its bytes.
//!
//! Lengths are counted in half reading units: a word of a spaced script counts two, a character of a script read
//! without spaces (Han, Kana, Thai) or a Hangul syllable counts one. So a paragraph weighs about the same in every
//! script.

mod characters;
mod dates;
mod edges;
mod markup;
mod phrases;
mod words;

use self::words::Words;
use crate::cues::{Cue, Lexicon};
use crate::limits::beginning;
use crate::page::{Block, Page};

/// Where in its line a cue phrase stands. A later variant tells more, and wins over an earlier one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
#[repr(u8)]
pub(crate) enum Place {
    /// No phrase of the class.
    #[default]
    Absent,
    /// Words before and after it.
    Inside,
    /// The line ends with it.
    End,
    /// The line begins with it.
    Start,
    /// The line is nothing else, or phrases of this class one after another.
    Whole,
}

/// What a date in a line looks like, judged by shape alone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
#[repr(u8)]
pub(crate) enum DateShape {
    /// No sign of a date.
    #[default]
    None,
    /// A year.
    Year,
    /// A clock time.
    Time,
    /// A month's or a day's name with a number.
    Day,
    /// A month's name with a year, or digits as in `03.07.2025`.
    Date,
    /// A date and a clock time.
    DateTime,
}

/// What is known of a block before it is compared with any other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    /// Visible characters.
    pub(crate) chars: u32,
    /// Reading length in half units.
    pub(crate) half_units: u32,
    /// Words of spaced scripts, numbers included.
    pub(crate) words: u32,
    /// Letters and digits in those words.
    pub(crate) word_chars: u32,
    /// Characters of scripts read without spaces.
    pub(crate) dense: u32,
    /// Words with an upper-case first letter.
    pub(crate) upper_words: u32,
    /// Words with a lower-case first letter.
    pub(crate) lower_words: u32,
    /// Words of two letters and more, all upper-case.
    pub(crate) caps_words: u32,
    /// Words of digits alone.
    pub(crate) numbers: u32,
    /// Lower-case letters followed at once by an upper-case one: `UpdatesStock`.
    pub(crate) glued: u32,
    /// Words of one letter.
    pub(crate) single_letters: u32,
    pub(crate) digits: u32,
    pub(crate) commas: u32,
    /// Sentence ends followed by more text.
    pub(crate) inner_ends: u32,
    pub(crate) colons: u32,
    pub(crate) quotes: u32,
    pub(crate) brackets: u32,
    pub(crate) separators: u32,
    pub(crate) symbols: u32,
    /// Words that hold a stop, an at sign or two slashes inside: addresses of pages and mail.
    pub(crate) addresses: u32,
    /// Entities and tags left in the text.
    pub(crate) markup: u32,
    /// Words in each unplaced class of cues.
    pub(crate) function: u32,
    pub(crate) saying: u32,
    pub(crate) person: u32,
    /// Words covered by phrases of the placed classes.
    pub(crate) covered: u32,
    /// Where phrases of each placed class stand.
    pub(crate) cues: [Place; Cue::PLACED],
    /// Of which placed classes there are any, a bit each: most lines have none.
    pub(crate) cue_classes: u32,
    pub(crate) date: DateShape,
    /// The class of the first visible character.
    pub(crate) first: First,
    /// The line's last mark.
    pub(crate) last: Last,
    /// The line's last character is a closing bracket.
    pub(crate) ends_in_bracket: bool,
    /// The line's last character is a closing quote.
    pub(crate) ends_in_quote: bool,
    /// The line begins as an item of a list: a bullet, a dash, a number with a stop.
    pub(crate) item: bool,
    /// Hash of all words in order.
    pub(crate) hash: u32,
    /// Hash of the first eight words.
    pub(crate) head_hash: u32,
    /// The block's content words: `content[content_start..content_end]` of [`Measures`].
    pub(crate) content_start: usize,
    pub(crate) content_end: usize,
}

/// How a line begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[repr(u8)]
pub(crate) enum First {
    #[default]
    Other,
    Upper,
    Lower,
    Caseless,
    Digit,
    Quote,
    Dash,
    Bracket,
}

/// How a line ends, quotes and closing brackets left aside.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[repr(u8)]
pub(crate) enum Last {
    #[default]
    Letter,
    Stop,
    Asking,
    Ellipsis,
    Colon,
    Comma,
    Digit,
    Other,
}

impl Facts {
    /// Whether the line ends as a sentence does.
    pub(crate) fn ended(&self) -> bool {
        matches!(self.last, Last::Stop | Last::Asking | Last::Ellipsis)
    }

    /// Whether the line is a sentence: five units or more, with an end.
    pub(crate) fn is_sentence(&self) -> bool {
        self.half_units >= 10 && self.ended()
    }

    pub(crate) fn cue(&self, cue: Cue) -> Place {
        self.cues[cue as usize]
    }
}

/// The facts of a page's blocks.
#[derive(Default)]
pub(crate) struct Measures {
    pub(crate) facts: Vec<Facts>,
    /// Hashes of the page's content words, block after block: words of four letters and more that are no function
    /// words, and pairs of neighbours in scripts read without spaces.
    pub(crate) content: Vec<u32>,
}

impl Measures {
    pub(crate) fn content_of(&self, facts: &Facts) -> &[u32] {
        &self.content[facts.content_start..facts.content_end]
    }
}

/// Measures every block of a page, of each so many bytes at most.
pub(crate) fn measure(page: &Page<'_>, lexicon: &Lexicon, most: usize) -> Measures {
    let mut measures = Measures {
        facts: vec![Facts::default(); page.blocks().len()],
        content: Vec::new(),
    };
    // A content word has four letters and what parts it from the next; of scripts without spaces, which have three bytes
    // a character, pairs are kept. The words of the block under way need room behind them.
    let length = |block: &Block| (block.end - block.start).min(most);
    let longest = page.blocks().iter().map(length).max().unwrap_or(0);
    let mut words = Words::with_capacity(page.text().len() / 3 + longest / 2 + 16);
    for (block, facts) in page.blocks().iter().zip(&mut measures.facts) {
        words.begin();
        facts.content_start = words.start;
        let text = beginning(page.text_of(block), most);
        let signs = characters::sweep(text, facts, &mut words);
        words.end();
        let names = phrases::find(&mut words, lexicon, facts);
        (facts.hash, facts.head_hash) = words.line_hashes();
        words.keep_content();
        facts.date = dates::shape(&signs, names, facts);
        facts.content_end = words.hashes.len();
    }
    measures.content = words.hashes;
    measures
}
