//! Pages with the markup of other days: what a page would be without the names, the elements or the paragraphs that tell
//! so much of it.
//!
//! Pages of twenty years ago, of small tools and of mail programs say little by their markup. The labelled pages are of
//! today; so some are worn down, to fit on and to measure on.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Captures, Regex};

/// How much of a page's markup is lost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Wear {
    /// Classes, ids and roles.
    Names,
    /// These, scripts with what they state, and the elements that say what a part of the page is for: a `div` is left.
    Divisions,
    /// These, and paragraphs, headings and lists: line breaks, dots and bold type are left.
    Breaks,
    /// These, and many a `div` is a cell of a table that lays the page out.
    Tables,
}

impl Wear {
    pub(crate) const ALL: [Wear; 4] = [Wear::Names, Wear::Divisions, Wear::Breaks, Wear::Tables];

    /// The name by which it is asked for.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Wear::Names => "names",
            Wear::Divisions => "divisions",
            Wear::Breaks => "breaks",
            Wear::Tables => "tables",
        }
    }
}

static TAG: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>"#));
static NAMES: LazyLock<Regex> = LazyLock::new(|| {
    regex(
        r#"(?i)\s(?:class|id|role|item\w+|rel|property|data-[\w-]+|aria-[\w-]+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+)"#,
    )
});
static SCRIPTS: LazyLock<Regex> = LazyLock::new(|| {
    regex(r"(?is)<!--.*?-->|<script\b.*?</script\s*>|<style\b.*?</style\s*>|<meta\b[^>]*>")
});

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is right")
}

/// The page with its markup worn down.
pub(crate) fn worn(html: &str, wear: Wear) -> String {
    let source = match wear {
        Wear::Names => Cow::Borrowed(html),
        _ => SCRIPTS.replace_all(html, ""),
    };
    // Whether each open `div` is a cell.
    let mut cells = Vec::new();
    let tag = |tag: &Captures<'_>| {
        let name = tag[2].to_ascii_lowercase();
        let (ends, attributes) = (!tag[1].is_empty(), NAMES.replace_all(&tag[3], ""));
        let same = |name: &str| format!("<{}{name}{attributes}>", &tag[1]);
        if wear == Wear::Names {
            return same(&name);
        }
        let name = plain(&name);
        if wear == Wear::Divisions {
            return same(name);
        }
        match name {
            "p" => if ends { "<br><br>" } else { "" }.to_owned(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                if ends { "</b><br><br>" } else { "<br><b>" }.to_owned()
            }
            "ul" | "ol" => "<br>".to_owned(),
            "li" => if ends { "<br>" } else { "&bull; " }.to_owned(),
            "div" | "blockquote" | "dl" | "dt" | "dd" | "form" => {
                let is_cell = if ends {
                    cells.pop().unwrap_or(false)
                } else {
                    cells.push(wear == Wear::Tables && cells.len() % 3 == 1);
                    cells.last() == Some(&true)
                };
                match (is_cell, ends) {
                    (false, false) => "<div>",
                    (false, true) => "</div>",
                    (true, false) => "<table><tr><td>",
                    (true, true) => "</td></tr></table>",
                }
                .to_owned()
            }
            name => same(name),
        }
    };
    TAG.replace_all(&source, tag).into_owned()
}

/// The element that stood for one before HTML 5.
fn plain(name: &str) -> &str {
    match name {
        "article" | "main" | "section" | "header" | "footer" | "nav" | "aside" | "figure"
        | "figcaption" => "div",
        "time" | "picture" => "span",
        name => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<script>var a = '<p>';</script><article class=story id='a'><h1>Ice</h1>\
        <p data-x=\"1\" style=\"x\">The <b>harbour</b> froze.</p><ul><li>one</ul></article>";

    #[test]
    fn each_wear_loses_more() {
        let [names, divisions, breaks, tables] = Wear::ALL.map(|wear| worn(PAGE, wear));
        assert_eq!(
            names,
            "<script>var a = '<p>';</script><article><h1>Ice</h1><p style=\"x\">The <b>harbour</b> froze.</p>\
            <ul><li>one</ul></article>"
        );
        assert_eq!(
            divisions,
            "<div><h1>Ice</h1><p style=\"x\">The <b>harbour</b> froze.</p><ul><li>one</ul></div>"
        );
        assert_eq!(
            breaks,
            "<div><br><b>Ice</b><br><br>The <b>harbour</b> froze.<br><br><br>&bull; one<br></div>"
        );
        let nested = worn("<div><div>a</div></div></div>", Wear::Tables);
        assert_eq!(
            nested,
            "<div><table><tr><td>a</td></tr></table></div></div>"
        );
        assert_eq!(tables, breaks);
    }
}
