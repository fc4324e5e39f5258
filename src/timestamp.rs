//! Dates, with clock times and zones, in a line of text.
//!
//! A line is cut into numbers, words, spaces and marks, and every pattern below reads a bounded number of these
//! tokens from where it starts, so that the work is linear in the part of the line that is looked at. What is in
//! doubt is left out: a date without a year, a numeric date that another country reads otherwise, a number that
//! belongs to something bigger.
//!
//! Sources: the orders, marks and connecting words of dates are those of the Unicode CLDR date formats; offsets and
//! their bounds follow RFC 3339, the names of zones in the United States RFC 5322 section 4.3, other names of zones
//! the IANA time zone database.

use std::fmt;
use std::ops::Range;

/// How many bytes of a line are looked at: a date line is short, and a line may hold a whole page.
const SCOPE: usize = 4096;
/// How many dates are read from a line.
const MOST: usize = 8;
/// How many tokens may stand between a date and its time: enough for a day of the week and a connecting word.
const GAP: usize = 12;

/// A calendar day, with the clock time and the offset from UTC where the text states them.
///
/// Days are of the Gregorian calendar, in the years 1900 to 2100. The time is that of a 24-hour clock. Displayed, it
/// is in the form of ISO 8601, with no more than what is stated: `2025-07-03`, `2025-07-03T22:57`,
/// `2025-07-03T22:57:05+05:30`, `2025-07-03T22:57Z`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Timestamp {
    year: i32,
    month: u8,
    day: u8,
    /// Hour, minute, and the second if stated.
    clock: Option<(u8, u8, Option<u8>)>,
    /// Minutes east of UTC.
    offset: Option<i16>,
}

impl Timestamp {
    /// A day: `month` from 1, `day` from 1. `None` if the calendar has no such day or the year is not in 1900 to 2100.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        let valid = (1900..=2100).contains(&year) && (1..=days).contains(&day);
        valid.then_some(Self { year, month, day, clock: None, offset: None })
    }

    /// The same day at a time: `hour` 0 to 23, `minute` and `second` 0 to 59. `None` outside of these.
    pub fn with_time(self, hour: u8, minute: u8, second: Option<u8>) -> Option<Self> {
        let valid = hour < 24 && minute < 60 && second.is_none_or(|second| second < 60);
        valid.then_some(Self { clock: Some((hour, minute, second)), ..self })
    }

    /// The same time with its offset from UTC in minutes, positive to the east. `None` if it is a day or more, or if
    /// there is no time.
    pub fn with_offset_minutes(self, minutes: i16) -> Option<Self> {
        let valid = self.clock.is_some() && (-1439..=1439).contains(&minutes);
        valid.then_some(Self { offset: Some(minutes), ..self })
    }

    /// The year, 1900 to 2100.
    pub const fn year(&self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(&self) -> u8 {
        self.month
    }

    /// The day of the month, 1 to 31.
    pub const fn day(&self) -> u8 {
        self.day
    }

    /// Hour, minute and second, if a time is stated; the second is 0 where only hour and minute are.
    pub fn time(&self) -> Option<(u8, u8, u8)> {
        let (hour, minute, second) = self.clock?;
        Some((hour, minute, second.unwrap_or(0)))
    }

    /// The offset of the time from UTC in minutes, positive to the east, if stated and certain.
    pub const fn offset_minutes(&self) -> Option<i16> {
        self.offset
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)?;
        if let Some((hour, minute, second)) = self.clock {
            write!(f, "T{hour:02}:{minute:02}")?;
            if let Some(second) = second {
                write!(f, ":{second:02}")?;
            }
        }
        match self.offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(offset) => {
                let sign = if offset < 0 { '-' } else { '+' };
                let minutes = offset.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}

/// A date and where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Found {
    /// The bytes of the line that state the date, its time and its zone.
    pub(crate) range: Range<usize>,
    /// What they state.
    pub(crate) timestamp: Timestamp,
}

/// The dates in `line`, in order of place, each with its byte range in `line`.
///
/// `month_of` gives the number, 1 to 12, of the month that a word names, whatever the word's case; the word comes
/// without the dot of an abbreviation. Only the first 4,096 bytes are looked at, and at most 8 dates are returned.
pub(crate) fn find(line: &str, month_of: &dyn Fn(&str) -> Option<u8>) -> Vec<Found> {
    let cut = (0..=SCOPE.min(line.len())).rev().find(|&at| line.is_char_boundary(at));
    let scope = line.get(..cut.unwrap_or(0)).unwrap_or("");
    // The shortest date is `3 July '25`.
    if scope.chars().filter(|&c| digit(c).is_some()).nth(2).is_none() {
        return Vec::new();
    }
    let mut tokens = tokens(scope);
    if scope.len() < line.len() {
        // The cut may have gone through a number, which would then be read as a smaller one.
        tokens.pop();
    }
    let reader = Reader { line, tokens, month_of };
    reader.dates()
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Shape {
    /// A run of digits, and how many they are. The value is only meaningful up to 4 digits.
    Number(u16, usize),
    /// A run of letters, cut where an upper-case letter follows a lower-case one (`PublishedJuly`). A Han character or
    /// a Hangul syllable is a word of its own.
    Word,
    /// A run of white space.
    Space,
    /// Any other character.
    Mark(char),
}

#[derive(Clone, Copy, Debug)]
struct Token {
    shape: Shape,
    start: usize,
    end: usize,
}

/// The zeros of the decimal digits that dates are written in, after ASCII: Arabic-Indic, Persian, Devanagari, Bengali,
/// Gurmukhi, Gujarati, Odia, Tamil, Telugu, Kannada, Malayalam, Myanmar, Khmer, full width.
const ZEROS: [u32; 14] =
    [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0x1040, 0x17e0, 0xff10];

fn digit(c: char) -> Option<u16> {
    let code = c as u32;
    let zero = match code {
        0..0x80 => u32::from('0'),
        0x80..0x660 => return None,
        _ => *ZEROS.iter().find(|&&zero| (zero..zero + 10).contains(&code))?,
    };
    u16::try_from(code.checked_sub(zero)?).ok().filter(|&value| value < 10)
}

/// Marks of direction and characters of no width, which stand between the parts of Arabic and Hebrew dates.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Marks inside a word that the standard library does not count as letters: accents apart from their letter, the
/// signs of Indic scripts that join or alter consonants, and the joiners.
fn is_inside_word(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{93c}' | '\u{94d}' | '\u{9bc}' | '\u{9cd}' | '\u{a3c}' | '\u{a4d}'
        | '\u{abc}' | '\u{acd}' | '\u{b3c}' | '\u{b4d}' | '\u{bcd}' | '\u{c4d}' | '\u{ccd}' | '\u{d4d}'
        | '\u{dca}' | '\u{e47}'..='\u{e4e}' | '\u{1039}' | '\u{103a}' | '\u{17d2}' | '\u{200c}' | '\u{200d}')
}

fn is_han_or_hangul(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}')
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 4);
    let mut before = ' ';
    for (start, c) in text.char_indices() {
        if is_invisible(c) {
            continue;
        }
        let end = start + c.len_utf8();
        let mut shape = match digit(c) {
            Some(value) => Shape::Number(value, 1),
            None if c.is_whitespace() => Shape::Space,
            None if c.is_alphabetic() || is_inside_word(c) => Shape::Word,
            None => Shape::Mark(c),
        };
        let last = tokens.last_mut().filter(|last| last.end == start);
        let whole = is_han_or_hangul(c) || is_han_or_hangul(before) || before.is_lowercase() && c.is_uppercase();
        let joined = match (last.as_ref().map(|last| last.shape), shape) {
            (Some(Shape::Number(value, digits)), Shape::Number(more, _)) => {
                shape = Shape::Number(value.wrapping_mul(10).wrapping_add(more), digits + 1);
                true
            }
            (Some(Shape::Word), Shape::Word) => !whole,
            (Some(Shape::Space), Shape::Space) => true,
            _ => false,
        };
        match last {
            Some(last) if joined => (last.shape, last.end) = (shape, end),
            _ => tokens.push(Token { shape, start, end }),
        }
        before = c;
    }
    tokens
}

/// Stand between day, month and year: Romance, English, Filipino and Vietnamese words, and `m.`, Lithuanian for year.
const JOINS_PARTS: &str = "de del d di of the ng năm den m";
/// Stand after the day's number and without a space.
const ORDINALS: &str = "st nd rd th er re e º ª de ste ème";
/// Between two days, make the second the end of a range: `1 to 3 July 2025` is no date.
const RANGES: &str = "and to till until und bis et au y al a e do i и по та og och en tot";
/// Stand before a time.
const BEFORE_TIME: &str = "at à às a las la alle ore ora um kl klo kello o godz в о об om u ob pukul jam saat \
    lúc الساعة ساعت בשעה στις";
/// Stand between a date and its time on either side: articles, words for year, days of the week that are written
/// without a comma.
const JOINS_TIME: &str = "on am the le el il den dia em г года р року d mon tue wed thu fri sat sun monday \
    tuesday wednesday thursday friday saturday sunday pazartesi salı çarşamba perşembe \
    cuma cumartesi pazar tues thur thurs";
/// The characters of Chinese, Japanese and Korean days of the week.
const WEEKDAY: &str = "月火水木金土日曜祝星期週周一二三四五六天월화수목금토일요";
/// Stand after a time in place of a marker of the half of the day.
const UNITS: &str = "uhr hrs hs h uur ч น बजे";
/// Levantine names of months in two words, which `month_of` cannot be asked for.
const TWO_WORDS: [(&str, &str, u8); 4] =
    [("كانون", "الثاني", 1), ("تشرين", "الأول", 10), ("تشرين", "الثاني", 11), ("كانون", "الأول", 12)];
/// Stand before a time in the first half of the day.
const FORENOON: [&str; 3] = ["午前", "上午", "오전"];
/// Stand before a time in the second half of the day.
const AFTERNOON: [&str; 5] = ["午後", "午后", "下午", "晚上", "오후"];

/// Whether a list of words, all in lower case, has `word` in any case.
fn is_in(list: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    list.split(' ').any(|listed| listed == word)
}

/// The minutes east of UTC of a zone by its name, `Some(None)` where the name has several meanings (IST: India,
/// Ireland, Israel) or leaves the time of year open (ET). Only in upper case: `est` and `ist` are words.
fn zone_named(name: &str) -> Option<Option<i16>> {
    Some(Some(match name {
        "UTC" | "GMT" | "WET" | "Z" => 0,
        "CET" | "MEZ" | "WAT" | "WEST" => 60,
        "CAT" | "CEST" | "EET" | "MESZ" | "SAST" => 120,
        "EAT" | "EEST" | "MSK" | "TRT" | "МСК" => 180,
        "PKT" => 300,
        "NPT" => 345,
        "WIB" => 420,
        "AWST" | "HKT" | "SGT" | "WITA" => 480,
        "JST" | "KST" | "WIT" => 540,
        "ACST" => 570,
        "AEST" => 600,
        "ACDT" => 630,
        "AEDT" => 660,
        "NZST" => 720,
        "NZDT" => 780,
        "BRT" => -180,
        "EDT" => -240,
        "CDT" | "EST" => -300,
        "MDT" => -360,
        "MST" | "PDT" => -420,
        "AKDT" | "PST" => -480,
        "AKST" => -540,
        "HST" => -600,
        "ADT" | "AST" | "BST" | "CST" | "CT" | "ET" | "GST" | "IST" | "MT" | "PT" => {
            return Some(None);
        }
        _ => return None,
    }))
}

/// A time with its zone.
#[derive(Clone, Copy, Debug)]
struct Clock {
    hour: u8,
    minute: u8,
    second: Option<u8>,
    offset: Option<i16>,
}

/// What a time needs besides its digits to be taken for one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Needs {
    Nothing,
    /// `10.15`, `18h`: a word before or after, or the end of the line.
    Support,
    /// `10`: a word after it, or the half of the day before it.
    Marker,
}

/// The digits of a time.
struct Face {
    hour: u8,
    minute: u8,
    second: Option<u8>,
    needs: Needs,
    end: usize,
}

/// A date, and the token after it.
struct Date {
    day: Timestamp,
    /// A time inside the date: `Thu Jul 03 22:57:05 IST 2025`.
    clock: Option<Clock>,
    end: usize,
}

/// The tokens of a line. Positions are indices of tokens, and every method may be asked for any position.
struct Reader<'a> {
    line: &'a str,
    tokens: Vec<Token>,
    month_of: &'a dyn Fn(&str) -> Option<u8>,
}

impl Reader<'_> {
    fn dates(&self) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        // A time that belongs to a date, if one starts at the last of these positions.
        let mut waiting: Option<(Clock, usize, usize)> = None;
        let (mut at, mut last) = (0, 0);
        while at < self.tokens.len() && found.len() < MOST {
            let earlier = waiting.filter(|&(_, _, date)| date == at);
            if let Some(date) = self.date(at)
                && self.is_clear_before(at..date.end)
                && (earlier.is_some() || !self.ends_range(at, last))
                && let Some((start, clock, end)) = self.with_clock(at, &date, earlier)
                && let Some(range) = self.bytes(start, end)
            {
                let timestamp = clock.and_then(|clock| clock.on(date.day)).unwrap_or(date.day);
                found.push(Found { range, timestamp });
                (at, last) = (end, end);
            } else if let Some((clock, end)) = self.time(at, false, false)
                && self.is_clear_before(at..at + 1)
            {
                waiting = Some((clock, at, self.gap(end).0));
                at = end;
            } else {
                at += 1;
            }
        }
        found
    }

    /// The start, time and end of what states `date`, which is at `at`: with the time after it, or else `earlier`,
    /// the time before it. `None` if there is no time after it and what follows makes it a part of something bigger.
    fn with_clock(
        &self,
        at: usize,
        date: &Date,
        earlier: Option<(Clock, usize, usize)>,
    ) -> Option<(usize, Option<Clock>, usize)> {
        if date.clock.is_some() {
            return Some((at, date.clock, date.end));
        }
        let is_iso =
            self.word(date.end).is_some_and(|word| word.eq_ignore_ascii_case("t")) && self.is_number(date.end + 1);
        let (time_at, introduced) = if is_iso { (date.end + 1, true) } else { self.gap(date.end) };
        if let Some((clock, end)) = self.time(time_at, introduced, is_iso) {
            return Some((at, Some(clock), end));
        }
        if !is_iso && !self.is_clear_after(at..date.end) {
            return None;
        }
        Some(match earlier {
            Some((clock, start, _)) => (start, Some(clock), date.end),
            None => (at, None, date.end),
        })
    }

    fn shape(&self, at: usize) -> Option<Shape> {
        self.tokens.get(at).map(|token| token.shape)
    }

    fn is_space(&self, at: usize) -> bool {
        self.shape(at) == Some(Shape::Space)
    }

    fn is_number(&self, at: usize) -> bool {
        matches!(self.shape(at), Some(Shape::Number(..)))
    }

    fn after_space(&self, at: usize) -> usize {
        at + usize::from(self.is_space(at))
    }

    fn mark(&self, at: usize) -> Option<char> {
        match self.shape(at)? {
            Shape::Mark('\u{2010}' | '\u{2011}') => Some('-'),
            Shape::Mark('\u{ff1a}' | '\u{2236}') => Some(':'),
            Shape::Mark('\u{ff0f}') => Some('/'),
            Shape::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    fn has_mark(&self, at: usize, marks: &str) -> bool {
        self.mark(at).is_some_and(|mark| marks.contains(mark))
    }

    fn word(&self, at: usize) -> Option<&str> {
        let token = self.tokens.get(at).filter(|token| token.shape == Shape::Word)?;
        self.line.get(token.start..token.end)
    }

    fn has_word(&self, at: usize, list: &str) -> bool {
        self.word(at).is_some_and(|word| is_in(list, word))
    }

    /// A number of up to 4 digits, and how many they are.
    fn number(&self, at: usize) -> Option<(u16, usize)> {
        match self.shape(at)? {
            Shape::Number(value, digits) if digits <= 4 => Some((value, digits)),
            _ => None,
        }
    }

    /// A number of 1 or 2 digits.
    fn small(&self, at: usize) -> Option<u8> {
        let (value, _) = self.number(at).filter(|&(_, digits)| digits <= 2)?;
        u8::try_from(value).ok()
    }

    /// A number of 2 digits.
    fn two(&self, at: usize) -> Option<u8> {
        let (value, _) = self.number(at).filter(|&(_, digits)| digits == 2)?;
        u8::try_from(value).ok()
    }

    /// A year of 4 digits, or of 2 after an apostrophe.
    fn year(&self, at: usize) -> Option<i32> {
        match self.number(at)? {
            (year, 4) => Some(year.into()),
            (year, 2) if self.has_mark(at.checked_sub(1)?, "'’") => Some(century(year)),
            _ => None,
        }
    }

    fn bytes(&self, start: usize, end: usize) -> Option<Range<usize>> {
        Some(self.tokens.get(start)?.start..self.tokens.get(end.checked_sub(1)?)?.end)
    }
}

/// The year that two digits stand for.
fn century(year: u16) -> i32 {
    i32::from(year) + if year < 70 { 2000 } else { 1900 }
}

/// The patterns of dates.
impl Reader<'_> {
    fn date(&self, at: usize) -> Option<Date> {
        match self.shape(at)? {
            Shape::Number(_, 1 | 2) => self.numeric(at).or_else(|| self.day_first(at)),
            Shape::Number(_, 4) => self.numeric(at).or_else(|| self.dense(at)).or_else(|| self.year_first(at)),
            Shape::Word => self.month_first(at),
            _ => None,
        }
    }

    /// `2025-07-03`, `2025. 7. 3.`, `03.07.2025`, `3. 7. 2025`, `25/12/2025`.
    fn numeric(&self, at: usize) -> Option<Date> {
        let mark = self.mark(at + 1).filter(|mark| "./-".contains(*mark))?;
        let spaced = mark == '.' && self.is_space(at + 2);
        let step = 2 + usize::from(spaced);
        if self.mark(at + step + 1) != Some(mark) || spaced != self.is_space(at + step + 2) {
            return None;
        }
        let (first, first_digits) = self.number(at)?;
        let second = self.small(at + step)?;
        let (third, third_digits) = self.number(at + 2 * step)?;
        let mut end = at + 2 * step + 1;
        let (a, c) = (u8::try_from(first).ok(), u8::try_from(third).ok());
        // Two digits of a year are only told from a version or a score by the zeros of the day and the month.
        let padded = !spaced && [first_digits, third_digits] == [2, 2] && self.two(at + step).is_some();
        let day = match (first_digits, third_digits, mark) {
            (4, 1 | 2, _) => Timestamp::new(first.into(), second, c?),
            (1 | 2, 4, '.') => Timestamp::new(third.into(), second, a?),
            (1 | 2, 4, _) => agreed(&[(third.into(), second, a?), (third.into(), a?, second)]),
            (2, 2, '.') if padded => Timestamp::new(century(third), second, a?),
            (2, 2, '/') if padded => {
                agreed(&[(century(third), second, a?), (century(third), a?, second), (century(first), second, c?)])
            }
            _ => None,
        }?;
        if spaced && first_digits == 4 && self.has_mark(end, ".") {
            end += 1;
        }
        Some(Date { day, clock: None, end })
    }

    /// `2025年7月3日`, `2025년 7월 3일`.
    fn dense(&self, at: usize) -> Option<Date> {
        let year = self.year(at)?;
        let month_at = self.after_space(self.past_unit(at, "年년")?);
        let day_at = self.after_space(self.past_unit(month_at, "月월")?);
        let end = self.past_unit(day_at, "日일号號")?;
        let day = Timestamp::new(year, self.small(month_at)?, self.small(day_at)?)?;
        Some(Date { day, clock: None, end })
    }

    /// The position after a number at `at` and a unit, one of the characters of `units`.
    fn past_unit(&self, at: usize, units: &str) -> Option<usize> {
        self.number(at)?;
        let unit_at = self.after_space(at + 1);
        self.word(unit_at).filter(|word| units.contains(word)).map(|_| unit_at + 1)
    }

    /// `3 July 2025`, `3. Juli 2025`, `3 de julio de 2025`, `1er juillet 2025`, `03-Jul-2025`.
    fn day_first(&self, at: usize) -> Option<Date> {
        let (day, next) = self.day(at)?;
        let (month, next) = self.month(self.join(next, false))?;
        let year_at = self.join(next, true);
        let day = Timestamp::new(self.year(year_at)?, month, day)?;
        Some(Date { day, clock: None, end: year_at + 1 })
    }

    /// `July 3, 2025`, `Jul 03 2025`, `Jul 03 22:57:05 IST 2025`.
    fn month_first(&self, at: usize) -> Option<Date> {
        // Asking for a month costs more than looking for its day, and most words have no number near them.
        if !(at + 1..at + 6).any(|at| self.number(at).is_some()) {
            return None;
        }
        let (month, next) = self.month(at)?;
        let (day, next) = self.day(self.join(next, false))?;
        let next = self.join(next, true);
        let (clock, year_at) = match self.year(next) {
            Some(_) => (None, next),
            None => {
                let (clock, end) = self.time(next, false, false)?;
                (Some(clock), self.join(end, true))
            }
        };
        let day = Timestamp::new(self.year(year_at)?, month, day)?;
        Some(Date { day, clock, end: year_at + 1 })
    }

    /// `2025. július 3.`, `2025 m. liepos 3 d.`, `2025-Jul-03`.
    fn year_first(&self, at: usize) -> Option<Date> {
        let year = self.year(at)?;
        let (month, next) = self.month(self.join(at + 1, false))?;
        let (day, end) = self.day(self.join(next, false))?;
        // In `2024 July 3, 2025` the first number is something else.
        if self.year(self.join(end, true)).is_some() {
            return None;
        }
        let day = Timestamp::new(year, month, day)?;
        Some(Date { day, clock: None, end })
    }

    /// The day of a month in digits, with the sign or letters that make it an ordinal.
    fn day(&self, at: usize) -> Option<(u8, usize)> {
        let day = self.small(at)?;
        let ordinal = self.has_word(at + 1, ORDINALS)
            || self.has_mark(at + 1, "°")
            || self.has_mark(at + 1, ".") && self.number(at + 2).is_none();
        Some((day, at + 1 + usize::from(ordinal)))
    }

    /// The month at `at`, also under two names: `تموز/يوليو`.
    fn month(&self, at: usize) -> Option<(u8, usize)> {
        let (month, end) = self.single_month(at)?;
        if self.mark(end) == Some('/')
            && let Some((same, end)) = self.single_month(end + 1)
            && same == month
        {
            return Some((month, end));
        }
        Some((month, end))
    }

    fn single_month(&self, at: usize) -> Option<(u8, usize)> {
        let word = self.word(at)?;
        if self.is_space(at + 1) {
            // Vietnamese months are numbered.
            if let Some(month) = self.small(at + 2)
                && is_in("tháng", word)
            {
                return Some((month, at + 3));
            }
            if let Some(second) = self.word(at + 2)
                && let Some(&(_, _, month)) = TWO_WORDS.iter().find(|names| (names.0, names.1) == (word, second))
            {
                return Some((month, at + 3));
            }
        }
        // Hebrew joins its "in" to the month.
        let month = (self.month_of)(word).or_else(|| (self.month_of)(word.strip_prefix('ב')?))?;
        Some((month, at + 1))
    }

    /// The position after what may stand between the parts of a date; a comma if `comma`.
    fn join(&self, from: usize, comma: bool) -> usize {
        if self.has_mark(from, "-/") && !self.is_space(from + 1) {
            return from + 1;
        }
        let mut at = from;
        while at < from + 6 {
            let joins = match self.shape(at) {
                Some(Shape::Space) => true,
                Some(Shape::Word) => self.has_word(at, JOINS_PARTS),
                Some(Shape::Mark('.')) => at == from || self.word(at - 1).is_some(),
                Some(Shape::Mark('\'' | '’')) => true,
                Some(Shape::Mark(',' | '،')) => comma,
                _ => false,
            };
            if !joins {
                break;
            }
            at += 1;
        }
        at
    }
}

/// The one date that the readings of a numeric date (year, month, day) agree on, if they do.
fn agreed(readings: &[(i32, u8, u8)]) -> Option<Timestamp> {
    let mut dates = readings.iter().filter_map(|&(year, month, day)| Timestamp::new(year, month, day));
    let date = dates.next()?;
    dates.all(|other| other == date).then_some(date)
}

/// What stands around dates.
impl Reader<'_> {
    /// Whether what is in `taken` has a space inside, which addresses, versions and names of files have not.
    fn is_loose(&self, taken: Range<usize>) -> bool {
        taken.into_iter().any(|at| self.is_space(at))
    }

    /// Whether what is in `taken` does not continue something bigger: a number, an address, a name of a file.
    fn is_clear_before(&self, taken: Range<usize>) -> bool {
        let Some(before) = taken.start.checked_sub(1) else {
            return true;
        };
        let loose = self.is_loose(taken);
        let beyond = before.checked_sub(1).and_then(|at| self.shape(at));
        let after_word = beyond == Some(Shape::Word);
        match self.shape(before) {
            Some(Shape::Number(..)) => false,
            Some(Shape::Word) => loose || self.is_glued_word(before),
            Some(Shape::Mark('_' | '=' | '#' | '@' | '+' | '&' | '%' | '$' | '€' | '£' | '¥' | '₹' | '\\')) => {
                false
            }
            Some(Shape::Mark('.' | '/')) => loose && after_word,
            Some(Shape::Mark('-')) => loose && after_word || matches!(beyond, None | Some(Shape::Space)),
            Some(Shape::Mark(':' | ',')) => !matches!(beyond, Some(Shape::Number(..))),
            _ => true,
        }
    }

    /// Whether what is in `taken` is not continued.
    fn is_clear_after(&self, taken: Range<usize>) -> bool {
        let end = taken.end;
        let beyond = self.shape(end + 1);
        let number = matches!(beyond, Some(Shape::Number(..)));
        let word = beyond == Some(Shape::Word);
        let loose = self.is_loose(taken);
        match self.shape(end) {
            Some(Shape::Number(..)) => false,
            Some(Shape::Word) => loose || self.is_glued_word(end),
            Some(Shape::Mark('_' | '=' | '@' | '+' | '&' | '%' | '\\')) => false,
            Some(Shape::Mark('/')) => loose && !number,
            Some(Shape::Mark('-' | '.')) => !number && (loose || !word),
            Some(Shape::Mark('–' | '—' | ',' | ':')) => !number,
            _ => true,
        }
    }

    /// Whether the word at `at` is likely to have lost the space between it and a number, as `Published` has in
    /// `Published3.7.2025`, and is no part of a code, as `v` is. Other scripts than Latin do so as a rule.
    fn is_glued_word(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| word.len() >= 4 || !word.is_ascii())
    }

    /// Whether the date at `at` is the end of a range of days, `1–3 July 2025` or `1 to 3 July 2025`. `last` is where
    /// the date before it ends, which cannot be a single day.
    fn ends_range(&self, at: usize, last: usize) -> bool {
        let Some(day) = self.small(at) else {
            return false;
        };
        let back = |at: usize| at.checked_sub(1).filter(|&at| at >= last);
        let back_over_space = |at: usize| match back(at) {
            Some(before) if self.is_space(before) => before,
            _ => at,
        };
        let Some(link) = back(back_over_space(at)) else {
            return false;
        };
        if !self.has_mark(link, "-–—~〜") && !self.has_word(link, RANGES) {
            return false;
        }
        let mut number = back(back_over_space(link));
        if let Some(dot) = number.filter(|&dot| self.mark(dot) == Some('.')) {
            number = back(dot);
        }
        // The number in `COVID-19 - 22 September 2020` is part of a name.
        let alone = |number: usize| number.checked_sub(1).is_none_or(|before| self.is_space(before));
        number.filter(|&number| alone(number)).and_then(|number| self.small(number)).is_some_and(|first| first < day)
    }

    /// The position after what may stand between a date and its time, and whether a word in it announces a time.
    fn gap(&self, from: usize) -> (usize, bool) {
        let mut introduced = false;
        let mut strange = false;
        let mut at = from;
        while at < from + GAP {
            let joins = match self.shape(at) {
                Some(Shape::Space) => true,
                Some(Shape::Mark('.')) => at > from && self.word(at - 1).is_some(),
                Some(Shape::Mark(mark)) => ",،、，;:|/•·●-–—()[]@".contains(mark),
                Some(Shape::Word) => {
                    let before_time = self.has_word(at, BEFORE_TIME);
                    introduced |= before_time;
                    before_time
                        || self.has_word(at, JOINS_TIME)
                        || self.word(at).is_some_and(|word| WEEKDAY.contains(word))
                        // One other word between marks: a day of the week, in any language.
                        || !std::mem::replace(&mut strange, true) && self.has_mark(at + 1, ",،)")
                }
                _ => false,
            };
            if !joins {
                break;
            }
            at += 1;
        }
        (at, introduced)
    }
}

/// The patterns of times.
impl Reader<'_> {
    /// The time at `at` and the position after it. `introduced`: the words before it announce a time; `is_iso`: it
    /// stands after the `T` of ISO 8601.
    fn time(&self, at: usize, introduced: bool, is_iso: bool) -> Option<(Clock, usize)> {
        let (before, face_at) = self.half_before(at);
        let face = self.face(face_at)?;
        if !self.is_time_over(face.end) {
            return None;
        }
        let (after, end) = self.half_after(face.end);
        let unit_at = self.after_space(end);
        let has_unit = self.has_word(unit_at, UNITS);
        let end = if has_unit { unit_at + 1 } else { end };
        let (zone, zone_end) = self.zone(end, is_iso);
        let marked = before.is_some() || after.is_some() || has_unit;
        let sure = match face.needs {
            Needs::Nothing => true,
            Needs::Support => marked || introduced || zone_end > end || zone_end >= self.tokens.len(),
            Needs::Marker => marked,
        };
        let hour = match before.or(after) {
            Some(true) if face.hour < 12 => face.hour + 12,
            Some(false) if face.hour == 12 => 0,
            _ => face.hour,
        };
        let valid = hour < 24 && face.minute < 60 && face.second.is_none_or(|second| second < 60);
        let clock = Clock { hour, minute: face.minute, second: face.second, offset: zone };
        (sure && valid).then_some((clock, zone_end))
    }

    /// Whether the digits before `end` are not continued.
    fn is_time_over(&self, end: usize) -> bool {
        let number = self.is_number(end + 1);
        match self.shape(end) {
            Some(Shape::Number(..) | Shape::Mark('%')) => false,
            Some(Shape::Mark('.' | ':' | '/')) => !number,
            _ => true,
        }
    }

    /// The digits of a time: `20:03`, `20:03:05.123`, `20.03`, `18h30`, `18 h 30`, `22時57分05秒`, `10`.
    fn face(&self, at: usize) -> Option<Face> {
        let hour = self.small(at)?;
        let face = |minute, second, needs, end| Some(Face { hour, minute, second, needs, end });
        if let Some(face) = self.dense_face(at) {
            return Some(face);
        }
        if self.mark(at + 1) == Some(':') {
            let minute = self.two(at + 2)?;
            let second = self.two(at + 4).filter(|_| self.mark(at + 3) == Some(':'));
            let mut end = if second.is_some() { at + 5 } else { at + 3 };
            if second.is_some() && self.has_mark(end, ".,") && self.is_number(end + 1) {
                end += 2;
            }
            return face(minute, second, Needs::Nothing, end);
        }
        if let Some(minute) = self.two(at + 2).filter(|_| self.mark(at + 1) == Some('.')) {
            return face(minute, None, Needs::Support, at + 3);
        }
        let step = 1 + usize::from(self.is_space(at + 1));
        if self.has_word(at + step, "h") {
            // The spaces tell the minutes in `18 h 30` from the day in `18h 30 mai`.
            return match self.two(at + 2 * step).filter(|_| step == 1 || self.is_space(at + 3)) {
                Some(minute) => face(minute, None, Needs::Nothing, at + 2 * step + 1),
                None => face(0, None, Needs::Support, at + step + 1),
            };
        }
        face(0, None, Needs::Marker, at + 1)
    }

    /// `22時`, `22時57分`, `22时57分05秒`, `22시 57분`.
    fn dense_face(&self, at: usize) -> Option<Face> {
        let hour = self.small(at)?;
        let mut end = self.past_unit(at, "時时点點시")?;
        let (mut minute, mut second) = (0, None);
        let minute_at = self.after_space(end);
        if let Some(minute_end) = self.past_unit(minute_at, "分분") {
            (minute, end) = (self.small(minute_at)?, minute_end);
            let second_at = self.after_space(end);
            if let Some(second_end) = self.past_unit(second_at, "秒초") {
                (second, end) = (Some(self.small(second_at)?), second_end);
            }
        }
        Some(Face { hour, minute, second, needs: Needs::Nothing, end })
    }

    /// Whether a word before a time puts it in the second half of the day, and the position after the word.
    fn half_before(&self, at: usize) -> (Option<bool>, usize) {
        let half = match (self.word(at), self.word(at + 1)) {
            // Lower-case `am` is a German word.
            (Some("AM"), _) => Some((false, at + 1)),
            (Some("PM"), _) => Some((true, at + 1)),
            (Some(first), Some(second)) => {
                let is_half = |half: &str| half.strip_prefix(first) == Some(second);
                let afternoon = AFTERNOON.iter().any(|half| is_half(half));
                (afternoon || FORENOON.iter().any(|half| is_half(half))).then_some((afternoon, at + 2))
            }
            _ => None,
        };
        match half {
            Some((half, end)) => (Some(half), self.after_space(end)),
            None => (None, at),
        }
    }

    /// Whether `am`, `p.m.`, `a. m.` or the like after a time puts it in the second half of the day, and the position
    /// after it.
    fn half_after(&self, from: usize) -> (Option<bool>, usize) {
        let at = self.after_space(from);
        if self.has_word(at, "am ص") {
            return (Some(false), at + 1);
        }
        if self.has_word(at, "pm م") {
            return (Some(true), at + 1);
        }
        let second_at = self.after_space(at + 2);
        if self.mark(at + 1) == Some('.') && self.has_word(at, "a p π μ") && self.has_word(second_at, "m μ") {
            let end = second_at + 1 + usize::from(self.mark(second_at + 1) == Some('.'));
            return (Some(self.has_word(at, "p μ")), end);
        }
        (None, from)
    }

    /// The offset that the zone at `from` states, if any, and the position after the zone, which is `from` if there
    /// is none: `IST`, `(CET)`, `+05:30`, `UTC+2`.
    fn zone(&self, from: usize, is_iso: bool) -> (Option<i16>, usize) {
        let spaced = self.is_space(from);
        let mut at = self.after_space(from);
        let open = self.has_mark(at, "([");
        at += usize::from(open);
        let (offset, end) = match self.word(at) {
            Some("Z") if spaced => return (None, from),
            Some(name @ ("UTC" | "GMT")) => match self.offset(self.after_space(at + 1), true) {
                Some((offset, end)) => (Some(offset), end),
                None => (zone_named(name).flatten(), at + 1),
            },
            Some(name) => match zone_named(name) {
                Some(offset) => (offset, at + 1),
                None => return (None, from),
            },
            // A hyphen after a time is first of all the sign of a range: `10:00-11:30`, `10:00 - 11:30`.
            None => match self.offset(at, false) {
                Some((offset, end)) if is_iso || spaced && end == at + 2 || self.has_mark(at, "+") => {
                    (Some(offset), end)
                }
                _ => return (None, from),
            },
        };
        match (open, self.has_mark(end, ")]")) {
            (true, true) => (offset, end + 1),
            (true, false) => (None, from),
            (false, _) => (offset, end),
        }
    }

    /// `+0530`, `+05:30`, and if `short` also `+5`, in minutes.
    fn offset(&self, at: usize, short: bool) -> Option<(i16, usize)> {
        let sign = match self.mark(at)? {
            '+' => 1,
            '-' | '−' => -1,
            _ => return None,
        };
        let (value, digits) = self.number(at + 1)?;
        let minutes = self.two(at + 3).filter(|_| digits <= 2 && self.mark(at + 2) == Some(':'));
        let (hours, minutes, end) = match (digits, minutes) {
            (4, _) => (value / 100, value % 100, at + 2),
            (1 | 2, Some(minutes)) => (value, minutes.into(), at + 4),
            (1 | 2, None) if short => (value, 0, at + 2),
            _ => return None,
        };
        let total = i16::try_from(hours * 60 + minutes).ok()?;
        // Clocks are set from 12 hours behind UTC to 14 ahead of it.
        ((-720..=840).contains(&(sign * total)) && minutes < 60).then_some((sign * total, end))
    }
}

impl Clock {
    fn on(self, day: Timestamp) -> Option<Timestamp> {
        let timed = day.with_time(self.hour, self.minute, self.second)?;
        Some(self.offset.and_then(|offset| timed.with_offset_minutes(offset)).unwrap_or(timed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month_of(word: &str) -> Option<u8> {
        const MONTHS: [&str; 12] = [
            "january jan januari января ocak enero janvier",
            "february feb februar februari février şubat",
            "march mar märz maret mars marzo",
            "april apr avril abril апреля",
            "may mai mei mayo mayıs мая",
            "june jun juni juin junio haziran يونيو czerwca",
            "july jul juli juillet julio julho июля temmuz يوليو lipca जुलाई július liepos 7월 تموز יולי",
            "august aug août agosto sierpnia d'août",
            "september sep sept septembre septiembre eylül września सितंबर",
            "october oct oktober octobre octubre أكتوبر",
            "november nov novembre ноября",
            "december dec dezember décembre diciembre grudnia ديسمبر",
        ];
        let word = word.to_lowercase();
        let place = MONTHS.iter().position(|forms| forms.split(' ').any(|form| form == word))?;
        u8::try_from(place + 1).ok()
    }

    /// Each date as `text = timestamp`.
    fn read(line: &str) -> Vec<String> {
        find(line, &month_of)
            .into_iter()
            .map(|found| format!("{} = {}", line.get(found.range).unwrap_or("?"), found.timestamp))
            .collect()
    }

    /// Lines in which what stands between `<` and `>` is the one date, and what it states.
    const HITS: &str = "
        <2025-07-03> = 2025-07-03
        <2025-07-03T22:57:05+05:30> = 2025-07-03T22:57:05+05:30
        <2025-07-03t22:57Z> = 2025-07-03T22:57Z
        <2025-07-03T22:57:05.123456Z>. = 2025-07-03T22:57:05Z
        <2025-07-03T22:57:05-0300> = 2025-07-03T22:57:05-03:00
        <2025-07-03T22:57> = 2025-07-03T22:57
        <2025-07-03>T225705Z = 2025-07-03
        (<2025-07-03 22:57>) = 2025-07-03T22:57
        Stand:<2025-07-03, 22:57> = 2025-07-03T22:57
        <2025/07/03 22:57> = 2025-07-03T22:57
        <2025.07.03>. = 2025-07-03
        <2025. 7. 3.> = 2025-07-03
        입력 <2025. 7. 3. 오후 10:57> | 수정 = 2025-07-03T22:57
        <2025.07.03 오전 12:05> 송고 = 2025-07-03T00:05
        <2025年7月3日 22時57分> = 2025-07-03T22:57
        <2025年7月3日> = 2025-07-03
        <2025年7月3日(木) 22:57>更新 = 2025-07-03T22:57
        公開日:<2025年07月03日 木曜日 22時>、東京 = 2025-07-03T22:00
        <2025年7月3日午後10時57分> = 2025-07-03T22:57
        <2025年7月3日星期四下午10:57> = 2025-07-03T22:57
        发布时间:<2025-07-03 10:57:08> 来源 = 2025-07-03T10:57:08
        <2025 年 7 月 3 日 22:57:01> = 2025-07-03T22:57:01
        <2025년 7월 3일> = 2025-07-03
        <2025년 7월 3일 목요일 오후 10시 57분> = 2025-07-03T22:57
        <２０２５年７月３日> = 2025-07-03
        <3 July 2025, 20:03> = 2025-07-03T20:03
        <3 July 2025 at 8.03 p.m.> = 2025-07-03T20:03
        <3 July 2025> at the latest = 2025-07-03
        <3rd July 2025>Updated = 2025-07-03
        <3rd of July, 2025> = 2025-07-03
        On Thursday <3. Juli 2025> = 2025-07-03
        <3. Juli 2025 um 20 Uhr> = 2025-07-03T20:00
        Freitag, <3. Juli 2025, 20.03 Uhr> = 2025-07-03T20:03
        <3. Juli 2025, 20:03 Uhr MESZ> = 2025-07-03T20:03+02:00
        <3 de julio de 2025> = 2025-07-03
        <3 de julio de 2025 a las 18:30 h>. = 2025-07-03T18:30
        <3 de julio del 2025, 8:30 p. m.> = 2025-07-03T20:30
        Publié le <1er juillet 2025 à 18h30> = 2025-07-01T18:30
        <3 juillet 2025 à 18 h 30> = 2025-07-03T18:30
        <3 juillet 2025 à 18h> - Mis à jour = 2025-07-03T18:00
        <3 d’août 2025> = 2025-08-03
        <1º de julho de 2025 às 18h30> = 2025-07-01T18:30
        <July 3, 2025> = 2025-07-03
        <July 3rd, 2025> = 2025-07-03
        <July 3,2025> = 2025-07-03
        <JULY 3 2025> = 2025-07-03
        <Jul. 3, 2025, 8:03 a.m. ET> = 2025-07-03T08:03
        <Jul 03 2025 | 11:11 PM IST> = 2025-07-03T23:11
        Published<3 Jul 2025, 10:12 PM IST> = 2025-07-03T22:12
        Published<July 3, 2025> = 2025-07-03
        Published<3.7.2025> = 2025-07-03
        Thursday, <July 03, 2025> = 2025-07-03
        <15:56 BST, 27 April 2024> = 2024-04-27T15:56
        <15:56, Thursday, 27 April 2024>, London = 2024-04-27T15:56
        Updated <8:43 AM EDT, Thu July 3, 2025> = 2025-07-03T08:43-04:00
        <오후 10:57, 2025-07-03> = 2025-07-03T22:57
        <10:30 - 3 July 2025> = 2025-07-03T10:30
        Thu <Jul 03 22:57:05 IST 2025> = 2025-07-03T22:57:05
        Thu <Jul 03 22:57:05 +0000 2025> = 2025-07-03T22:57:05Z
        <03.07.2025 22:57 Uhr> = 2025-07-03T22:57
        <03.07.2025, 22:57:01> = 2025-07-03T22:57:01
        <03.07.2025> / Berlin = 2025-07-03
        <3. 7. 2025 20:03> = 2025-07-03T20:03
        <03.07.25> = 2025-07-03
        <03.07.99> = 1999-07-03
        <07.03.2025> = 2025-03-07
        <25/12/2025> = 2025-12-25
        <12/25/2025 10:12 pm> = 2025-12-25T22:12
        <7/7/2025> = 2025-07-07
        <25-12-2025> = 2025-12-25
        <12/25/24> = 2024-12-25
        <31/12/99> = 1999-12-31
        <03-Jul-2025> = 2025-07-03
        <27/Apr/2024:15:56:00 +0200> = 2024-04-27T15:56:00+02:00
        <3 July ’25> = 2025-07-03
        <3 июля 2025 г., 20:03> = 2025-07-03T20:03
        <3 июля 2025 года в 20:03 МСК> = 2025-07-03T20:03+03:00
        <3 lipca 2025, godz. 20:03> = 2025-07-03T20:03
        <3 Temmuz 2025 Perşembe 20:03> = 2025-07-03T20:03
        Kamis, <03 Juli 2025 20.03 WIB> = 2025-07-03T20:03+07:00
        <٣ يوليو ٢٠٢٥> = 2025-07-03
        <3 تموز/يوليو 2025 الساعة 8:03 م> = 2025-07-03T20:03
        <3 تشرين الأول 2025> = 2025-10-03
        <٢٥‏/١٢‏/٢٠٢٥> = 2025-12-25
        <۲۰۲۵/۰۷/۰۳> = 2025-07-03
        <०३ जुलाई २०२५, १०:१२ PM IST> = 2025-07-03T22:12
        <13 सितंबर 2025> = 2025-09-13
        <3 ביולי 2025> = 2025-07-03
        Thứ Năm, <3 tháng 7 năm 2025, 20:03> = 2025-07-03T20:03
        <2025. július 3., 20:03> = 2025-07-03T20:03
        <2025 m. liepos 3 d. 20:03> = 2025-07-03T20:03
        <3 July 2025, 22:57 GMT+5:30> = 2025-07-03T22:57+05:30
        <3 July 2025 22:57 (UTC-5)> = 2025-07-03T22:57-05:00
        <3 July 2025 22:57 (UTC)> = 2025-07-03T22:57Z
        <3 July 2025 22:57 PST> = 2025-07-03T22:57-08:00
        <3 July 2025 22:57:05 -0700> = 2025-07-03T22:57:05-07:00
        <3 July 2025, 10:00>-11:30 = 2025-07-03T10:00
        <3 July 2025, 12:30 am> = 2025-07-03T00:30
        <3 July 2025, 12.30pm> = 2025-07-03T12:30
        <3 July 2025, 22:57 pm> = 2025-07-03T22:57
        <3 July 2025>, 25:10 = 2025-07-03
        <3 July 2025>, 10.50 euros = 2025-07-03
        <3 July 2025>, 5h ago = 2025-07-03
        <3 July 2025> 5 comments = 2025-07-03
        on Saturday <July 3, 2025 @12:41AM> (#65870627) = 2025-07-03T00:41
        After COVID-19 - <22 September 2020> = 2020-09-22
        2024 <July 3, 2025> = 2025-07-03
        <29 Feb 2024> = 2024-02-29
        By A. N. Other | <3 July 2025> | 5 min read = 2025-07-03
    ";

    const MISSES: [&str; 54] = [
        "",
        "No digits at all",
        "3 July",
        "July 2025",
        "May 25, 10:30",
        "10:30",
        "2025",
        "2019-2025",
        "3/7/2025",
        "07/03/2025",
        "3-7-2025",
        "3/7/25",
        "03/07/25",
        "25/12/24",
        "3.7.25",
        "12-25-24",
        "30 February 2025",
        "29 Feb 2023",
        "31 April 2025",
        "2025-13-01",
        "2025-02-30",
        "2025-00-10",
        "0 July 2025",
        "July 32, 2025",
        "3 July 1899",
        "3 July 2101",
        "3 July 20256",
        "12025-07-03",
        "32025年7月3日",
        "1404/04/12",
        "v2025.07.03",
        "1.2.2025.4",
        "1.1.2.2025",
        "10.12.25.3",
        "+3.07.2025",
        "$3.07.2025",
        "1,3.07.2025",
        "https://example.org/2025/07/03/story",
        "example.org/news/2025/07/03",
        "/2025/07/03/",
        "example.org/2025-07-03",
        "example.org/a-2025-07-03.html",
        "2025-07-03.pdf",
        "2025-07-03-1234",
        "2025-07-03_b",
        "d=2025-07-03&x=1",
        "example.org/story-3-july-2025",
        "555-03-07-2025",
        "030-12-2025",
        "1–3 July 2025",
        "from 1 to 3 July 2025",
        "Lisbon, 1 - 3 July 2025",
        "1. bis 3. Juli 2025",
        "3 July 2019-2025",
    ];

    #[test]
    fn each_form_of_a_date_is_read_with_its_range() {
        let mut wrong = Vec::new();
        for case in HITS.trim().lines() {
            let (marked, stated) = case.trim().rsplit_once(" = ").unwrap_or_default();
            let (_, text) = marked.split_once('<').unwrap_or_default();
            let (text, _) = text.split_once('>').unwrap_or_default();
            let line = marked.replacen('<', "", 1).replacen('>', "", 1);
            let (read, expected) = (read(&line), [format!("{text} = {stated}")]);
            if read != expected {
                wrong.push(format!("{line}: {read:?}, expected {expected:?}"));
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn what_is_in_doubt_or_part_of_something_bigger_is_no_date() {
        for line in MISSES {
            assert_eq!(read(line), Vec::<String>::new(), "{line}");
        }
    }

    #[test]
    fn dates_come_in_order_of_place_and_at_most_eight() {
        assert_eq!(
            read("Published: 3 July 2025, 20:03 | Updated: 4 July 2025 08:00 EST"),
            ["3 July 2025, 20:03 = 2025-07-03T20:03", "4 July 2025 08:00 EST = 2025-07-04T08:00-05:00"],
        );
        assert_eq!(read("2025-07-01 - 2025-07-03"), ["2025-07-01 = 2025-07-01", "2025-07-03 = 2025-07-03"],);
        assert_eq!(read("1 July 2025 – 3 July 2025"), ["1 July 2025 = 2025-07-01", "3 July 2025 = 2025-07-03"],);
        assert_eq!(read(&"3 July 2025; ".repeat(20)).len(), 8);
    }

    #[test]
    fn only_the_first_bytes_are_looked_at() {
        for (padding, dates) in [(4080, 1), (4084, 1), (4086, 0), (4090, 0), (5000, 0)] {
            let line = format!("{}2025-07-12 and", " ".repeat(padding));
            assert_eq!(find(&line, &month_of).len(), dates, "{padding}");
        }
        // The cut falls inside a character.
        assert_eq!(read(&format!("x{} 3 July 2025", "é".repeat(3000))), Vec::<String>::new());
        assert_eq!(find(&"20:03 1.2.3 ".repeat(900_000), &month_of), []);
    }

    #[test]
    fn no_combination_of_parts_makes_it_panic_or_overlap() {
        const PARTS: [&str; 40] = [
            "3",
            "07",
            "2025",
            "99999",
            "٣",
            "７",
            "July",
            "تموز",
            "تشرين",
            "الأول",
            "tháng",
            "de",
            "at",
            "a",
            "p.m.",
            "PM",
            "午",
            "後",
            "年",
            "月",
            "日",
            "時",
            "분",
            "h",
            "T",
            "Z",
            "UTC",
            "IST",
            " ",
            " ",
            " ",
            ".",
            ",",
            ":",
            "-",
            "/",
            "+",
            "(",
            ")",
            "\u{200f}",
        ];
        let mut state = 1_u64;
        for _ in 0..20_000 {
            let mut line = String::new();
            for _ in 0..14 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                line.push_str(PARTS.get((state >> 33) as usize % PARTS.len()).unwrap_or(&""));
            }
            let mut end = 0;
            for found in find(&line, &month_of) {
                assert!(found.range.start >= end && line.get(found.range.clone()).is_some(), "{line}");
                end = found.range.end;
            }
        }
    }

    #[test]
    fn a_timestamp_is_valid_and_prints_no_more_than_is_stated() {
        let day = Timestamp::new(2025, 7, 3);
        let timed = day.and_then(|day| day.with_time(22, 57, None));
        let exact = day.and_then(|day| day.with_time(22, 57, Some(5)));
        let text = |stamp: Option<Timestamp>| stamp.map(|stamp| stamp.to_string());
        assert_eq!(text(day).as_deref(), Some("2025-07-03"));
        assert_eq!(text(timed).as_deref(), Some("2025-07-03T22:57"));
        for (minutes, shown) in [(330, "+05:30"), (0, "Z"), (-210, "-03:30"), (1439, "+23:59")] {
            let zoned = exact.and_then(|exact| exact.with_offset_minutes(minutes));
            assert_eq!(text(zoned), Some(format!("2025-07-03T22:57:05{shown}")));
            assert_eq!(zoned.and_then(|zoned| zoned.offset_minutes()), Some(minutes));
        }
        assert_eq!(timed.and_then(|timed| timed.time()), Some((22, 57, 0)));
        assert_eq!(exact.map(|exact| (exact.year(), exact.month(), exact.day())), Some((2025, 7, 3)));
        assert_eq!(day.and_then(|day| day.time()), None);
        for (year, month, day) in [(1899, 1, 1), (2101, 1, 1), (2025, 0, 1), (2025, 13, 1), (1900, 2, 29), (2025, 1, 0)]
        {
            assert_eq!(Timestamp::new(year, month, day), None);
        }
        assert_eq!(day.and_then(|day| day.with_time(24, 0, None)), None);
        assert_eq!(day.and_then(|day| day.with_time(0, 60, None)), None);
        assert_eq!(day.and_then(|day| day.with_time(0, 0, Some(60))), None);
        assert_eq!(day.and_then(|day| day.with_offset_minutes(0)), None);
        assert_eq!(timed.and_then(|timed| timed.with_offset_minutes(1440)), None);
    }
}
