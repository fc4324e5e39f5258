//! Where blocks begin and end.

use super::*;

#[test]
fn blocks_and_gaps() {
    for (source, expected) in [
        (
            "<p>One<p>Two <b>bold</b>, three<div>Four",
            "One\n\nTwo bold, three\n\nFour",
        ),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        (
            "<h1>Head</h1>\n<ul>\n<li>One\n<li>Two</ul>End",
            "Head\n\nOne\nTwo\n\nEnd",
        ),
        ("a  b\n\t c&nbsp; d", "a b c d"),
        ("<p> a <i> b </i> c </p>", "a b c"),
        ("<p>One<br>two<br><br>three</p>", "One\ntwo\n\nthree"),
        ("<div>One<br> <br>Two</div>", "One\n\nTwo"),
        ("<br><br>One", "One"),
        ("<p>&nbsp;</p><p>One</p><p>\u{200b}</p>", "One"),
        ("One<hr>Two", "One\n\nTwo"),
        ("One</p>Two", "One\n\nTwo"),
        ("One</br>Two", "One\nTwo"),
        ("<dl><dt>A<dd>B<dt>C<dd>D</dl>", "A\nB\nC\nD"),
        (
            "<figure><img alt=no><figcaption>Caption</figcaption></figure>After",
            "Caption\n\nAfter",
        ),
        ("<p>a<wbr>b<sub>2</sub></p>", "ab2"),
        ("<nav><a href=1>One</a><a href=2>Two</a></nav>", "One Two"),
        ("<button>One</button><button>Two</button>", "One Two"),
    ] {
        assert_eq!(text(source), expected, "{source}");
    }
}

#[test]
fn implied_ends_and_stray_ends() {
    for (source, expected) in [
        ("<p>One<h2>Two</h3>Three", "One\n\nTwo\n\nThree"),
        ("<b><p>One</b> two</p>", "One two"),
        ("<div><p>One</div>Two</p>", "One\n\nTwo"),
        (
            "<ul><li>One<ul><li>Two</ul><li>Three</ul>",
            "One\n\nTwo\n\nThree",
        ),
        ("<div>One</span></section></b>two</div>", "Onetwo"),
        ("<x-a>One<x-b></x-a>Two</x-b>", "OneTwo"),
        ("<a href=1>One<a href=2>Two</a>", "One Two"),
        ("<p><table><tr><td>One</p>Two</table>", "One\n\nTwo"),
        ("<select><option>One<option>Two</select>", "One Two"),
        ("<form><form>One</form>Two", "One\nTwo"),
        ("<html><body>One</body></html>Two<body>three", "OneTwothree"),
    ] {
        assert_eq!(text(source), expected, "{source}");
    }
}

#[test]
fn tables() {
    assert_eq!(
        text(
            "<table><caption>Tides</caption><tr><th>Day<th>High<tr><td>1<td>4.2<tr><td>2<td>4.6</table>"
        ),
        "Tides\nDay High\n1 4.2\n2 4.6"
    );
    // A layout: the menu's cell and the article's are no row of data.
    let long = "The harbour froze over on Monday night, and the boats lay in the ice until the wind turned on Friday, as in the winter before. ";
    let source = format!("<table><tr><td>{long}{long}<td>Menu</table>");
    assert_eq!(lines(&source), [format!("{long}{long}").trim(), "Menu"]);
    assert_eq!(
        lines("<table><tr><td><p>One<td><p>Two</table>"),
        ["One", "Two"]
    );
    assert_eq!(lines("<td>One<tr>Two"), ["OneTwo"]);
    let table = markup("<table><tr><td>1<td>2</table>", "1 2");
    assert_eq!(table.tag, Tag::Tr);
    assert_eq!(table.marks & (marks::TABLE | marks::CELL), marks::TABLE);
}

#[test]
fn scripts_of_the_world() {
    for (source, expected) in [
        (
            "<html dir=rtl lang=ar><p>تجمد الميناء <b>القديم</b>.</p><p>\u{200f}قال الصيادون</p>",
            ["تجمد الميناء القديم.", "قال الصيادون"],
        ),
        (
            "<p>\u{3000}港が<ruby>凍<rp>（</rp><rt>こお</rt><rp>）</rp></ruby>った。</p><p>漁師は待つ。</p>",
            ["港が凍（こお）った。", "漁師は待つ。"],
        ),
        (
            "<p>港口结冰了，</p><p>渔民\n在等待。</p>",
            ["港口结冰了，", "渔民 在等待。"],
        ),
    ] {
        assert_eq!(lines(source), expected);
    }
}

#[test]
fn pages_without_a_frame() {
    let amp = "<!doctype html><html ⚡><head><style amp-boilerplate>body{}</style></head><body>\
        <amp-sidebar><ul><li>Menu</ul></amp-sidebar><amp-img src=a></amp-img><p>One</p></body></html>";
    assert_eq!(lines(amp), ["Menu", "One"]);
    assert_eq!(
        lines("<html><frameset><frame src=a><noframes>Old</noframes></frameset></html>"),
        [""; 0]
    );
    assert_eq!(lines(""), [""; 0]);
    assert_eq!(lines("</div></p></table>"), [""; 0]);
}
