//! What of a page is handed on while it is read: for its metadata.

use super::attributes::Attributes;
use super::tag::Tag;

/// Takes the elements that tell of a page as a whole, as they pass.
///
/// The attributes are decoded when they are asked for; what is not asked for costs nothing.
pub(crate) trait Listener {
    /// A start tag. `seen` holds the bits of [`seen`](super::seen) for it. To hear of its end, answer `true`.
    #[inline]
    fn start(&mut self, _tag: Tag, _attributes: Attributes<'_>, _seen: u16) -> bool {
        false
    }

    /// The end of an element whose start was answered with `true`. Of several of one tag it is the last one heard.
    #[inline]
    fn end(&mut self, _tag: Tag) {}

    /// Whether it waits for [`text`](Listener::text) and [`apart`](Listener::apart).
    #[inline]
    fn hears(&self) -> bool {
        false
    }

    /// Text, as it stands in the source but for its character references.
    #[inline]
    fn text(&mut self, _text: &str) {}

    /// An element of this tag begins or ends between two texts.
    #[inline]
    fn apart(&mut self, _tag: Tag) {}

    /// A title, or a script of linked data, with its content.
    #[inline]
    fn content(&mut self, _tag: Tag, _attributes: Attributes<'_>, _content: &str) {}
}

/// Hears nothing.
impl Listener for () {}
