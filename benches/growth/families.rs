//! Inputs that were made to cost much, each of any size.

/// A kind of input.
pub(crate) struct Family {
    pub(crate) name: &'static str,
    pub(crate) is_html: bool,
    /// An input of about so many bytes.
    pub(crate) make: fn(usize) -> Vec<u8>,
}

const fn text(name: &'static str, make: fn(usize) -> Vec<u8>) -> Family {
    Family {
        name,
        is_html: false,
        make,
    }
}

const fn html(name: &'static str, make: fn(usize) -> Vec<u8>) -> Family {
    Family {
        name,
        is_html: true,
        make,
    }
}

/// A unit over and over.
fn over(unit: &str, size: usize) -> Vec<u8> {
    unit.repeat(size / unit.len()).into_bytes()
}

/// A beginning, a unit over and over, and an end.
fn within(start: &str, unit: &str, end: &str, size: usize) -> Vec<u8> {
    let rest = size.saturating_sub(start.len() + end.len());
    [start.as_bytes(), &over(unit, rest), end.as_bytes()].concat()
}

/// A unit so often as opens elements, and text behind: the nesting is as deep as the input is long.
fn nested(unit: &str, size: usize) -> Vec<u8> {
    within("a<p>", unit, "word</p>", size)
}

/// Elements that may stand in each other, one behind the other.
const NESTING: [&str; 24] = [
    "article",
    "section",
    "div",
    "main",
    "aside",
    "ul",
    "li",
    "dl",
    "dd",
    "blockquote",
    "figure",
    "details",
    "summary",
    "center",
    "fieldset",
    "form",
    "label",
    "span",
    "em",
    "code",
    "font",
    "sup",
    "x-part",
    "object",
];

/// Start tags of all these over and over, with a word in each or none.
fn nested_in_turn(word: &str, size: usize) -> Vec<u8> {
    let turn: String = NESTING.iter().map(|tag| format!("<{tag}>{word}")).collect();
    nested(&turn, size)
}

/// Numbers without a pattern: splitmix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound
    }
}

/// Lines of made-up words, no two alike, between `start` and `end`.
fn different(start: &str, end: &str, size: usize) -> Vec<u8> {
    let mut chance = Chance(7);
    let mut page = String::with_capacity(size + 200);
    while page.len() < size {
        page.push_str(start);
        for word in 0..4 + chance.below(12) {
            page.push_str(if word == 0 { "" } else { " " });
            (0..2 + chance.below(8))
                .for_each(|_| page.push((b'a' + chance.below(26) as u8) as char));
        }
        page.push('.');
        page.push_str(end);
    }
    page.into_bytes()
}

/// Bytes of which few are UTF-8.
fn broken(start: &str, size: usize) -> Vec<u8> {
    let mut chance = Chance(11);
    let noise = (0..size).map(|at| match at % 40 {
        39 => b'\n',
        _ => 0x80 + chance.below(0x80) as u8,
    });
    start.bytes().chain(noise).collect()
}

const HEADS: &str = "Also Read\nLatest News\nMore From This Section\nRelated articles\nTopics\n";
const DATES: &str =
    "3 July 2025, 20:03\n2025-07-03T22:57:05+05:30\n03.07.2025 18:00 Uhr\nJul 03 2025 | 11:11 PM\n";
const PROSE: &str =
    "The harbour of the old town froze over on Monday night, the first time in forty years. ";

fn lines_as(tag: &str, lines: &str) -> String {
    lines
        .lines()
        .map(|line| format!("<{tag}>{line}</{tag}>"))
        .collect()
}

/// All families.
pub(crate) const FAMILIES: &[Family] = &[
    text("short lines", |size| over("a\nbc\n", size)),
    text("equal lines", |size| over(&format!("{PROSE}\n"), size)),
    text("different lines", |size| different("", "\n", size)),
    text("one line", |size| over(PROSE, size)),
    text("two lines", |size| {
        [over(PROSE, size / 2), vec![b'\n'], over("b c ", size / 2)].concat()
    }),
    text("one line of one word", |size| over("a", size)),
    text("one line, no spaces", |size| over("記者說。", size)),
    text("section heads", |size| over(HEADS, size)),
    text("dates", |size| over(DATES, size)),
    text("bylines", |size| {
        over("By Ann Example and Bo Sample\n", size)
    }),
    text("entities", |size| {
        over("&amp;&lt;p&gt;&#x1F600;&notit;\n", size)
    }),
    text("broken UTF-8", |size| broken("", size)),
    text("zero width, combining", |size| {
        over("a\u{301}\u{302}\u{200b}\u{ad}\u{feff}e\u{301}\n", size)
    }),
    text("right-to-left marks", |size| {
        over("\u{200f}قال\u{200e}\u{202e} الميناء\u{202c}\n", size)
    }),
    text("NULs", |size| over("\0\0\0\0a\0 \0\n", size)),
    text("blank lines", |size| over(" \n\r\n\t\r\u{a0}\n", size)),
    text("cells", |size| over("1\t2,000\t3.5 %\t| 4 |\n", size)),
    text("menus", |size| {
        over("Home | News | Sport | Weather | More\n", size)
    }),
    text("broken sentences", |size| {
        over("and the boats of the old town, said\n", size)
    }),
    text("Markdown's marks", |size| over("*_`[]()#>~|\\ a\n", size)),
    text("quotes and brackets", |size| over("(\"“‘«[{", size)),
    html("nested div", |size| nested("<div>", size)),
    html("nested ul li", |size| nested("<ul><li>", size)),
    html("nested b", |size| nested("<b>", size)),
    html("nested a", |size| nested("<a href=x>", size)),
    html("nested blockquote, text", |size| {
        nested("<blockquote>x", size)
    }),
    html("nested tables", |size| nested("<table><tr><td>x", size)),
    html("nested, of many kinds", |size| nested_in_turn("", size)),
    html("nested, many kinds, text", |size| {
        nested_in_turn("x ", size)
    }),
    html("nested ul li, text", |size| nested("<ul><li>x", size)),
    html("nested i p", |size| nested("<i><p>", size)),
    html("nested button", |size| nested("<button>x", size)),
    html("nested h2", |size| nested("<h2>x", size)),
    html("nested math", |size| nested("<math><mrow><mi>", size)),
    html("nested svg", |size| nested("<svg><g>", size)),
    html("nested template", |size| {
        nested("<template shadowrootmode=open>", size)
    }),
    html("unclosed p", |size| over("<p>word and ", size)),
    html("unclosed b in p", |size| over("<b><i><p>word ", size)),
    html("closed in disorder", |size| {
        over("<b><p><i>one</b> two</p></i></div>", size)
    }),
    html("end tags", |size| over("</div></p></b>x", size)),
    html("less-than signs", |size| over("<", size)),
    html("comments without end", |size| over("<!-- a <!", size)),
    html("scripts without end", |size| {
        over("<script><!--<script>", size)
    }),
    html("unclosed tag", |size| over("<a href='", size)),
    html("attributes of one tag", |size| {
        within("<div", " a=b class=c", "><p>word", size)
    }),
    html("different attributes", |size| {
        let names: String = (0..size / 12).map(|at| format!(" data-{at}=x")).collect();
        within("<div", &names, "><p>word", size.max(names.len() + 40))
    }),
    html("one long attribute", |size| {
        within("<p class='", "article body ", "'>word", size)
    }),
    html("one long address", |size| {
        within("<p><a href='", "abcdefgh/", "'>word</a>", size)
    }),
    html("one address, many lines", |size| {
        [
            within("<p><a href='", "abcdefgh/", "'>", size / 2),
            over("x<br>", size / 2),
        ]
        .concat()
    }),
    html("one alt text", |size| {
        within("<p>a <img src=x alt='", "a [b] ", "'> b", size)
    }),
    html("pictures", |size| over("<img src=a.png alt=b>", size)),
    html("short lines", |size| over("a<br>b<br>", size)),
    html("equal lines", |size| over(&format!("<p>{PROSE}</p>"), size)),
    html("different lines", |size| different("<p>", "</p>", size)),
    html("one line", |size| over(PROSE, size)),
    html("one line of one word", |size| over("a", size)),
    html("one line of emphasis", |size| {
        over("<b>a</b> <i>b<b>c</i></b>", size)
    }),
    html("one preformatted block", |size| {
        within("<pre>", "  let a = `b`;\n", "</pre>", size)
    }),
    html("section heads", |size| over(&lines_as("h3", HEADS), size)),
    html("dates", |size| over(&lines_as("time", DATES), size)),
    html("bylines", |size| {
        over(
            "<div class=author>By <a rel=author href=/a>Ann Example</a></div>",
            size,
        )
    }),
    html("entities", |size| {
        over("&amp;&lt;p&gt;&#x1F600;&notit;", size)
    }),
    html("broken UTF-8", |size| broken("<p>", size)),
    html("zero width, combining", |size| {
        over("a\u{301}\u{302}\u{200b}\u{ad}\u{feff}e\u{301}<br>", size)
    }),
    html("right-to-left marks", |size| {
        over("<p>\u{200f}قال\u{200e}\u{202e} الميناء\u{202c}", size)
    }),
    html("NULs", |size| over("\0\0\0<p\0>a\0 \0", size)),
    html("cells", |size| {
        within(
            "<table>",
            "<tr><td>1<td>2,000<th>3.5 %<td>4",
            "</table>",
            size,
        )
    }),
    html("cells of one row", |size| {
        within("<table><tr>", "<td>1", "</table>", size)
    }),
    html("class names", |size| {
        over("<div class='post__body-text2 articleBody x1'>a</div>", size)
    }),
    html("meta elements", |size| {
        over("<meta name=author content='Ann Example and Bo'>", size)
    }),
    html("titles", |size| over("<title>a | b - c</title>", size)),
    html("noscript", |size| {
        over("<noscript><p>word</noscript>", size)
    }),
    html("linked data, nested", |size| {
        within(
            "<script type=application/ld+json>",
            "{\"@graph\":[",
            "</script><p>a",
            size,
        )
    }),
    html("linked data, long", |size| {
        let start = "<script type=application/ld+json>{\"@type\":\"Article\",\"articleBody\":\"";
        within(start, "The ice. ", "\"}</script><p>a", size)
    }),
    html("linked data, many", |size| {
        let one =
            "<script type=application/ld+json>{\"@type\":\"Article\",\"author\":\"Ann\"}</script>";
        over(one, size)
    }),
];
