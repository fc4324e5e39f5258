//! The ways into the pipeline: a dump, HTML, bytes, a tree; each cut at the limits, or refused.

use crate::article::Article;
use crate::error::Error;
use crate::limits::Limit;
#[cfg(feature = "html")]
use crate::limits::Truncation;
use crate::measure::{Measures, measure};
#[cfg(feature = "html")]
use crate::metadata::Collector;
use crate::page::Page;
use crate::segment;
#[cfg(feature = "html")]
use crate::segment::html::{self, Flat};

use super::Cleaner;

impl Cleaner {
    /// The blocks of a dump.
    pub(crate) fn segment<'t>(&self, text: &'t str) -> Page<'t> {
        segment::read(text, &self.lexicon, &self.limits)
    }

    /// The facts of a page's blocks.
    pub(crate) fn measure(&self, page: &Page<'_>) -> Measures {
        measure(page, &self.lexicon, self.limits.line_bytes)
    }

    /// Cleans a plain-text dump. Never fails; time and memory are linear in the text.
    ///
    /// Of a text that crosses one of the [`Limits`](crate::Limits) it leaves out what lies beyond, and
    /// [`Article::truncations`] says so.
    #[must_use]
    pub fn clean<'t>(&self, text: &'t str) -> Article<'t> {
        self.clean_page(self.segment(text))
    }

    /// The same as [`clean`](Cleaner::clean), but for a text that crosses one of the [`Limits`](crate::Limits).
    ///
    /// # Errors
    /// [`Error::Limit`] with the limit that was crossed, its value and that of the text; of several the first in the
    /// order of [`Limit`]. A text of too many bytes is refused before it is looked at, one of too many blocks before it
    /// is judged.
    pub fn try_clean<'t>(&self, text: &'t str) -> Result<Article<'t>, Error> {
        self.admits(text.len())?;
        self.try_page(self.segment(text))
    }

    /// Cleans a page of HTML. Never fails; time and memory are linear in the page, whatever its nesting.
    ///
    /// Of a page that crosses one of the [`Limits`](crate::Limits) it leaves out what lies beyond, and [`Article::truncations`] says so.
    #[cfg(feature = "html")]
    #[must_use]
    pub fn clean_html(&self, html: &str) -> Article<'static> {
        let (page, heard) = self.read_html(html);
        self.clean_page(page).with_markup(heard)
    }

    /// The same as [`clean_html`](Cleaner::clean_html), but for a page that crosses one of the [`Limits`](crate::Limits).
    ///
    /// # Errors
    /// [`Error::Limit`], as from [`try_clean`](Cleaner::try_clean).
    #[cfg(feature = "html")]
    pub fn try_clean_html(&self, html: &str) -> Result<Article<'static>, Error> {
        self.admits(html.len())?;
        let (page, heard) = self.read_html(html);
        Ok(self.try_page(page)?.with_markup(heard))
    }

    /// Cleans a page of HTML given as bytes, whose encoding is found as browsers find it.
    ///
    /// What tells comes in this order: a byte order mark; `declared`, the `charset` of the HTTP header where there was
    /// one; a `meta` element near the page's start; bytes that are UTF-8; statistics. Bytes that are UTF-8 are taken for
    /// it whatever a label of another encoding says, and a label of UTF-8 that the bytes belie is passed over. A label
    /// that names no encoding counts as none. What no character of the encoding can be becomes U+FFFD.
    ///
    /// [`Page::encoding`] tells what was found.
    ///
    /// ```
    /// let article = bodytext::Cleaner::new().clean_html_bytes(b"<meta charset=iso-8859-1><p>Un caf\xe9.", None);
    /// assert_eq!(article.page().text(), "Un café.");
    /// assert_eq!(article.page().encoding(), Some("windows-1252"));
    /// ```
    #[cfg(feature = "html")]
    #[must_use]
    pub fn clean_html_bytes(&self, html: &[u8], declared: Option<&str>) -> Article<'static> {
        let (page, heard) = self.read_bytes(html, declared);
        self.clean_page(page).with_markup(heard)
    }

    /// The same as [`clean_html_bytes`](Cleaner::clean_html_bytes), but for a page that crosses one of the [`Limits`](crate::Limits).
    ///
    /// # Errors
    /// [`Error::Limit`], as from [`try_clean`](Cleaner::try_clean).
    #[cfg(feature = "html")]
    pub fn try_clean_html_bytes(
        &self,
        html: &[u8],
        declared: Option<&str>,
    ) -> Result<Article<'static>, Error> {
        self.admits(html.len())?;
        let (page, heard) = self.read_bytes(html, declared);
        Ok(self.try_page(page)?.with_markup(heard))
    }

    /// Cleans a page of HTML that was parsed before.
    ///
    /// The blocks are those of [`clean_html`](Cleaner::clean_html) on 1,754 of 1,755 labelled pages. They may differ where
    /// markup is so broken that a parser moves or repeats nodes, which are read here as the tree has them:
    ///
    /// - text and elements in a table outside its cells stand before the table in a tree, and where they were written in
    ///   the source;
    /// - formatting and links that another element's end cut off (`<p><b>one</p><p>two`) go on in a tree, which opens them
    ///   again;
    /// - a script that changed the tree, or a tree that was put together by hand, may say what no source says.
    #[cfg(feature = "html")]
    #[must_use]
    pub fn clean_dom(&self, tree: &scraper::Html) -> Article<'static> {
        let (page, heard) = self.read_dom(tree);
        self.clean_page(page).with_markup(heard)
    }

    /// The same as [`clean_dom`](Cleaner::clean_dom), but for a page that crosses one of the [`Limits`](crate::Limits).
    ///
    /// # Errors
    /// [`Error::Limit`], as from [`try_clean`](Cleaner::try_clean); never for bytes of the input, which a tree has not.
    #[cfg(feature = "html")]
    pub fn try_clean_dom(&self, tree: &scraper::Html) -> Result<Article<'static>, Error> {
        let (page, heard) = self.read_dom(tree);
        Ok(self.try_page(page)?.with_markup(heard))
    }

    #[cfg(feature = "html")]
    fn read_html(&self, html: &str) -> (Page<'static>, Collector) {
        let mut cuts = Vec::new();
        let source = self.limits.cut(html, &mut cuts);
        page_of(html::read(source, self.options, Collector::default()), cuts)
    }

    #[cfg(feature = "html")]
    fn read_bytes(&self, html: &[u8], declared: Option<&str>) -> (Page<'static>, Collector) {
        let mut cuts = Vec::new();
        let bytes = self.limits.cut_bytes(html, &mut cuts);
        let (source, encoding) = html::decode(bytes, declared);
        let read = html::read(&source, self.options, Collector::default());
        let (page, heard) = page_of(read, cuts);
        (page.read_as(Some(encoding)), heard)
    }

    #[cfg(feature = "html")]
    fn read_dom(&self, tree: &scraper::Html) -> (Page<'static>, Collector) {
        let read = html::read_dom(tree, self.options, Collector::default());
        page_of(read, Vec::new())
    }

    /// The forms of a page's title, for the fit.
    #[cfg(feature = "html")]
    pub(crate) fn title_forms(&self, html: &str) -> Vec<(String, Vec<usize>)> {
        let (page, heard) = self.read_html(html);
        heard.title_forms(&self.clean_page(page).visible())
    }

    /// Refuses an input of too many bytes.
    fn admits(&self, met: usize) -> Result<(), Error> {
        let (limit, most) = (Limit::InputBytes, self.limits.input_bytes);
        if met > most {
            return Err(Error::Limit { limit, most, met });
        }
        Ok(())
    }

    /// Judges a page that crosses no limit.
    fn try_page<'t>(&self, page: Page<'t>) -> Result<Article<'t>, Error> {
        if let Some(cut) = page.cuts().first() {
            return Err((*cut).into());
        }
        let article = self.clean_page(page);
        match article.truncations().first() {
            Some(cut) => Err((*cut).into()),
            None => Ok(article),
        }
    }
}

/// What was read, its lines compared with what the page states of its text.
#[cfg(feature = "html")]
pub(crate) fn page_of(
    (mut flat, heard): (Flat, Collector),
    cuts: Vec<Truncation>,
) -> (Page<'static>, Collector) {
    flat.held = heard.held(&flat);
    (Page::of_html(flat, cuts), heard)
}
