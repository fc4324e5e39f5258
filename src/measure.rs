//! Facts about each block, taken once, in one sweep over its bytes.
//!
//! Lengths are counted in half reading units: a word of a spaced script counts two, a character of a script read
//! without spaces (Han, Kana, Thai) or a Hangul syllable counts one. So a paragraph weighs about the same in every
//! script.

use crate::chars::{Class, WordHash, class, fold, pair};
use crate::cues::{Cue, Lexicon};
use crate::page::Page;

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

/// Measures every block of a page.
pub(crate) fn measure(page: &Page<'_>, lexicon: &Lexicon) -> Measures {
    let mut measures = Measures {
        facts: Vec::with_capacity(page.blocks().len()),
        content: Vec::with_capacity(page.text().len() / 9 + 16),
    };
    let mut sweep = Sweep::new(lexicon);
    for block in page.blocks() {
        let mut facts = Facts {
            content_start: measures.content.len(),
            ..Facts::default()
        };
        sweep.block(page.text_of(block), &mut facts, &mut measures.content);
        facts.content_end = measures.content.len();
        measures.facts.push(facts);
    }
    measures
}

/// One word of the block under way.
#[derive(Clone, Copy)]
struct Word {
    hash: u32,
    /// Letters and digits; 0 for a character of a dense script.
    length: u32,
}

/// The state of a sweep over one block, and the buffers that serve all.
struct Sweep<'l> {
    lexicon: &'l Lexicon,
    words: Vec<Word>,
    hashes: Vec<u32>,
}

/// The word that is being read.
#[derive(Clone, Copy)]
struct Open {
    hash: WordHash,
    length: u32,
    digits: u32,
    uppers: u32,
    first: Class,
    value: u32,
}

const NO_WORD: Open = Open {
    hash: WordHash::EMPTY,
    length: 0,
    digits: 0,
    uppers: 0,
    first: Class::Space,
    value: 0,
};

impl Open {
    /// Adds the lower-case ASCII letters that `bytes` begins with, and returns how many they are.
    #[inline]
    fn lower_run(&mut self, bytes: &[u8]) -> usize {
        if self.length == 0 {
            self.first = Class::Lower;
        }
        let mut run = 0;
        while let Some(byte) = bytes.get(run).filter(|byte| byte.is_ascii_lowercase()) {
            self.hash.push(u32::from(*byte));
            run += 1;
        }
        self.length += run as u32;
        run
    }
}

/// A line of more bytes than this is described by its first part, in what concerns phrases.
const MAX_PHRASE_WORDS: usize = 4_096;

/// Signs of dates gathered while the bytes go by.
#[derive(Default)]
struct DateSigns {
    years: u32,
    short_numbers: u32,
    clock: u32,
    parted: u32,
    dense_day: bool,
}

impl<'l> Sweep<'l> {
    fn new(lexicon: &'l Lexicon) -> Sweep<'l> {
        Sweep {
            lexicon,
            words: Vec::with_capacity(256),
            hashes: Vec::with_capacity(256),
        }
    }

    fn block(&mut self, line: &str, facts: &mut Facts, content: &mut Vec<u32>) {
        self.words.clear();
        let signs = self.characters(line, facts);
        self.hashes.clear();
        self.hashes.extend(self.words.iter().map(|word| word.hash));
        let names = self.phrases(facts, content);
        facts.date = date_shape(&signs, names, facts);
        let mut hash = 0;
        for (index, word) in self.words.iter().enumerate() {
            hash = pair(hash, word.hash);
            if index == 7 {
                facts.head_hash = hash;
            }
        }
        facts.hash = hash;
        if self.words.len() < 8 {
            facts.head_hash = hash;
        }
    }

    /// Counts characters, and splits the line into words.
    fn characters(&mut self, line: &str, facts: &mut Facts) -> DateSigns {
        let bytes = line.as_bytes();
        let mut signs = DateSigns::default();
        let mut open = NO_WORD;
        let mut previous = Class::Space;
        // The last visible class with quotes and brackets left aside, and the one before it.
        let (mut last, mut before_last) = (Class::Space, Class::Space);
        let mut last_char = ' ';
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            // Runs of lower-case ASCII are most of most pages: they need none of the questions below.
            if byte.is_ascii_lowercase() {
                let run = open.lower_run(&bytes[at..]);
                if facts.chars == 0 {
                    facts.first = First::Lower;
                }
                facts.chars += run as u32;
                facts.ends_in_bracket = false;
                facts.ends_in_quote = false;
                before_last = if run > 1 { Class::Lower } else { last };
                (last, previous) = (Class::Lower, Class::Lower);
                at += run;
                continue;
            }
            let (c, width) = if byte < 0x80 {
                (byte as char, 1)
            } else {
                let c = line[at..].chars().next().unwrap_or(' ');
                (c, c.len_utf8())
            };
            let mut this = class(c);
            let mut step = width;
            if (byte == b'&' || byte == b'<')
                && let Some((length, stands_for)) = markup(&bytes[at..])
            {
                facts.markup += 1;
                step = length;
                this = stands_for;
            }
            match this {
                Class::Lower | Class::Upper | Class::Letter | Class::Digit => {
                    if open.length == 0 {
                        open.first = this;
                    }
                    open.hash.push(fold(c));
                    open.length += 1;
                    if this == Class::Digit {
                        open.digits += 1;
                        open.value = open
                            .value
                            .saturating_mul(10)
                            .saturating_add(c.to_digit(10).unwrap_or(0));
                    } else if this == Class::Upper {
                        open.uppers += 1;
                        facts.glued += u32::from(previous == Class::Lower);
                    }
                }
                Class::Apostrophe if open.length > 0 && letter_follows(line, at + step) => {}
                _ => {
                    if open.length > 0 {
                        self.close(&open, facts, &mut signs);
                        open = NO_WORD;
                    }
                    if this == Class::Dense {
                        let mut hash = WordHash::EMPTY;
                        hash.push(fold(c));
                        self.words.push(Word {
                            hash: hash.finish(),
                            length: 0,
                        });
                        facts.dense += 1;
                        signs.dense_day |= matches!(c, '日' | '일') && previous == Class::Digit;
                    } else {
                        mark(this, c, previous, &bytes[at + step..], facts, &mut signs);
                    }
                }
            }
            if this != Class::Space {
                facts.chars += 1;
                if !matches!(this, Class::Quote | Class::Apostrophe | Class::Close) {
                    before_last = last;
                    last = this;
                    last_char = c;
                }
                if facts.chars == 1 {
                    facts.first = first(this, c);
                }
                facts.ends_in_bracket = this == Class::Close;
                facts.ends_in_quote = matches!(this, Class::Quote | Class::Apostrophe);
            }
            previous = this;
            at += step;
        }
        if open.length > 0 {
            self.close(&open, facts, &mut signs);
        }
        facts.last = last_mark(last, before_last, last_char);
        facts.half_units = 2 * facts.words + facts.dense;
        facts.item = begins_item(bytes, facts.first);
        signs
    }

    /// Ends the word under way.
    #[inline]
    fn close(&mut self, open: &Open, facts: &mut Facts, signs: &mut DateSigns) {
        facts.words += 1;
        facts.word_chars += open.length;
        facts.digits += open.digits;
        facts.single_letters += u32::from(open.length == 1 && open.digits == 0);
        match open.first {
            Class::Upper => facts.upper_words += 1,
            Class::Lower => facts.lower_words += 1,
            _ => {}
        }
        facts.caps_words += u32::from(open.uppers >= 2 && open.uppers + open.digits == open.length);
        if open.digits == open.length {
            facts.numbers += 1;
            signs.years += u32::from(open.length == 4 && (1900..=2100).contains(&open.value));
            signs.short_numbers += u32::from(open.length <= 2);
        }
        self.words.push(Word {
            hash: open.hash.finish(),
            length: open.length,
        });
    }

    /// Finds the cue phrases among the words, and keeps the content words. Returns the classes found anywhere.
    fn phrases(&mut self, facts: &mut Facts, content: &mut Vec<u32>) -> u32 {
        const PLACED: u32 = (1 << Cue::PLACED) - 1;
        let total = self.hashes.len();
        let mut all = 0;
        let mut whole_until = [0_usize; Cue::PLACED];
        // A bit for each of the first 64 words.
        let mut covered = 0_u64;
        let mut previous_dense: Option<u32> = None;
        for at in 0..total {
            let mut alone = 0;
            if at < MAX_PHRASE_WORDS {
                self.lexicon
                    .phrases_at(&self.hashes[at..], |length, classes| {
                        all |= classes;
                        if length == 1 {
                            alone = classes;
                        }
                        let placed = classes & PLACED;
                        if placed != 0 {
                            let end = at + length;
                            covered |= bits(at, end);
                            place(placed, at, end, total, &mut whole_until, facts);
                        }
                    });
            }
            facts.function += u32::from(alone & Cue::Function.bit() != 0);
            facts.saying += u32::from(alone & Cue::Saying.bit() != 0);
            facts.person += u32::from(alone & Cue::Person.bit() != 0);
            let word = self.words[at];
            if word.length >= 4 && alone & Cue::Function.bit() == 0 {
                content.push(word.hash);
            }
            let dense = (word.length == 0).then_some(word.hash);
            if let (Some(first), Some(second)) = (previous_dense, dense) {
                content.push(pair(first, second));
            }
            previous_dense = dense;
        }
        facts.covered = covered.count_ones();
        all
    }
}

/// The bits from `start` to `end`, as far as there are 64.
fn bits(start: usize, end: usize) -> u64 {
    let below = |at: usize| if at >= 64 { u64::MAX } else { (1 << at) - 1 };
    below(end) & !below(start)
}

/// Notes where a phrase of the classes `placed` stands.
fn place(
    placed: u32,
    start: usize,
    end: usize,
    total: usize,
    whole_until: &mut [usize; Cue::PLACED],
    facts: &mut Facts,
) {
    let mut left = placed;
    while left != 0 {
        let class = left.trailing_zeros() as usize;
        left &= left - 1;
        if start <= whole_until[class] {
            whole_until[class] = whole_until[class].max(end);
        }
        let found = if whole_until[class] == total {
            Place::Whole
        } else if start == 0 {
            Place::Start
        } else if end == total {
            Place::End
        } else {
            Place::Inside
        };
        facts.cues[class] = facts.cues[class].max(found);
    }
}

/// Counts a character that is no part of a word.
#[inline]
fn mark(
    this: Class,
    c: char,
    previous: Class,
    rest: &[u8],
    facts: &mut Facts,
    signs: &mut DateSigns,
) {
    let inside_word = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric());
    match this {
        Class::End | Class::Ellipsis => {
            let word_before = matches!(previous, Class::Lower | Class::Upper | Class::Digit);
            if c == '.' && word_before && inside_word(rest.first()) {
                if previous == Class::Digit {
                    signs.parted += 1;
                } else {
                    facts.addresses += 1;
                }
            } else if !rest.is_empty() && previous != Class::End {
                facts.inner_ends += 1;
            }
        }
        Class::Comma => facts.commas += 1,
        Class::Colon => {
            if previous == Class::Digit && rest.first().is_some_and(u8::is_ascii_digit) {
                signs.clock += 1;
            } else {
                facts.colons += 1;
            }
        }
        Class::Quote => facts.quotes += 1,
        Class::Open => facts.brackets += 1,
        Class::Separator => {
            if previous == Class::Digit && inside_word(rest.first()) {
                signs.parted += 1;
            } else if c == '/' && rest.first() == Some(&b'/') {
                facts.addresses += 1;
            } else if !(c == '-' && matches!(previous, Class::Lower | Class::Upper)) {
                facts.separators += 1;
            }
        }
        Class::Symbol => {
            facts.symbols += 1;
            facts.addresses += u32::from(c == '@');
        }
        _ => {}
    }
}

fn letter_follows(line: &str, at: usize) -> bool {
    match line.as_bytes().get(at) {
        Some(byte) if *byte < 0x80 => byte.is_ascii_alphanumeric(),
        Some(_) => line[at..]
            .chars()
            .next()
            .is_some_and(|c| matches!(class(c), Class::Lower | Class::Upper | Class::Letter)),
        None => false,
    }
}

fn first(this: Class, c: char) -> First {
    match this {
        Class::Upper => First::Upper,
        Class::Lower => First::Lower,
        Class::Letter | Class::Dense => First::Caseless,
        Class::Digit => First::Digit,
        Class::Quote | Class::Apostrophe => First::Quote,
        Class::Open | Class::Close => {
            if matches!(c, '「' | '『') {
                First::Quote
            } else {
                First::Bracket
            }
        }
        Class::Separator => First::Dash,
        _ => First::Other,
    }
}

fn last_mark(last: Class, before: Class, c: char) -> Last {
    match last {
        Class::End if before == Class::End && c == '.' => Last::Ellipsis,
        Class::End if matches!(c, '?' | '!' | '？' | '！' | '؟') => Last::Asking,
        Class::End => Last::Stop,
        Class::Ellipsis => Last::Ellipsis,
        Class::Colon => Last::Colon,
        Class::Comma => Last::Comma,
        Class::Digit => Last::Digit,
        Class::Lower | Class::Upper | Class::Letter | Class::Dense => Last::Letter,
        _ => Last::Other,
    }
}

/// A bullet, a dash with a space behind it, or a short number with a stop or a bracket.
fn begins_item(bytes: &[u8], first: First) -> bool {
    match first {
        First::Dash => true,
        First::Digit => {
            let digits = bytes
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
            digits <= 2
                && matches!(bytes.get(digits), Some(b'.' | b')'))
                && bytes.get(digits + 1) == Some(&b' ')
        }
        _ => bytes.starts_with("•".as_bytes()),
    }
}

/// The length of an entity or a tag at the start of `bytes`, and the class of what it stands for.
fn markup(bytes: &[u8]) -> Option<(usize, Class)> {
    let window = &bytes[..bytes.len().min(120)];
    if window.first() == Some(&b'&') {
        let end = window.iter().take(12).position(|byte| *byte == b';')?;
        let name = &window[1..end];
        let known = name.first() == Some(&b'#')
            || (name.len() >= 2 && name.iter().all(u8::is_ascii_alphanumeric));
        let stands_for =
            match name {
                b"nbsp" | b"#160" | b"#xa0" | b"ensp" | b"emsp" | b"thinsp" => Class::Space,
                b"quot" | b"ldquo" | b"rdquo" | b"laquo" | b"raquo" | b"#34" | b"#8220"
                | b"#8221" => Class::Quote,
                b"apos" | b"#39" | b"#039" | b"rsquo" | b"lsquo" | b"#8217" | b"#8216"
                | b"#x27" => Class::Apostrophe,
                b"hellip" | b"#8230" => Class::Ellipsis,
                b"ndash" | b"mdash" | b"#8211" | b"#8212" | b"middot" | b"bull" | b"raquo;" => {
                    Class::Separator
                }
                _ => Class::Symbol,
            };
        return known.then_some((end + 1, stands_for));
    }
    let named = window.get(1).is_some_and(|b| b.is_ascii_alphabetic())
        || (window.get(1) == Some(&b'/') && window.get(2).is_some_and(|b| b.is_ascii_alphabetic()));
    if !named {
        return None;
    }
    let end = window.iter().position(|byte| *byte == b'>')?;
    Some((end + 1, Class::Space))
}

fn date_shape(signs: &DateSigns, names: u32, facts: &Facts) -> DateShape {
    let named = names & (Cue::Month.bit() | Cue::Weekday.bit()) != 0;
    let month = names & Cue::Month.bit() != 0;
    let date = (month && (signs.years > 0 || signs.short_numbers >= 2))
        || signs.parted >= 2
        || signs.dense_day;
    match (date, signs.clock > 0) {
        (true, true) => DateShape::DateTime,
        (true, false) => DateShape::Date,
        _ if named && facts.numbers > 0 => DateShape::Day,
        (false, true) => DateShape::Time,
        _ if signs.years > 0 => DateShape::Year,
        _ => DateShape::None,
    }
}
