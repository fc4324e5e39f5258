//! Where a formula is read by rules of its own: an element of HTML whose content only its end tag ends, such as `xmp` or
//! `title`, is one like any other there.

use super::raw::breaks_out;
use super::tag::Tag;

/// The place in formulas.
#[derive(Clone, Copy, Default)]
pub(super) struct Formula {
    /// Formulas that are open.
    depth: u32,
    /// Open elements of the innermost of them that hold text, and so HTML.
    texts: u32,
}

impl Formula {
    /// Whether the rules of formulas hold.
    #[inline]
    pub(super) fn holds(self) -> bool {
        self.depth > 0 && self.texts == 0
    }

    /// A start tag. One that cannot stand in a formula ends it.
    #[inline]
    pub(super) fn start(&mut self, tag: Tag, name: &str, is_closed: bool) {
        if tag == Tag::Math {
            self.depth += u32::from(!is_closed);
        } else if self.depth > 0 {
            if holds_text(name) {
                self.texts += u32::from(!is_closed);
            } else if self.texts == 0 && breaks_out(tag) {
                self.depth = 0;
            }
        }
    }

    /// An end tag.
    #[inline]
    pub(super) fn end(&mut self, tag: Tag, name: &str) {
        if self.depth == 0 {
            return;
        }
        match tag {
            Tag::Math => {
                self.depth -= 1;
                self.texts = 0;
            }
            Tag::P | Tag::Br if self.texts == 0 => self.depth = 0,
            _ if holds_text(name) => self.texts = self.texts.saturating_sub(1),
            _ => {}
        }
    }
}

/// Whether an element of a formula holds text.
fn holds_text(name: &str) -> bool {
    ["mi", "mo", "mn", "ms", "mtext"]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known))
}
