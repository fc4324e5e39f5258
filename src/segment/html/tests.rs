//! Pages of a few lines for each rule.

use super::*;

fn text(source: &str) -> String {
    read(source, ()).0.text
}

#[test]
fn paragraphs() {
    assert_eq!(
        text("<p>One<p>Two <b>bold</b>, three<div>Four"),
        "One\n\nTwo bold, three\n\nFour"
    );
}
