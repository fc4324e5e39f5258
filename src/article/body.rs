//! What was kept of a page, as paragraphs.

use std::borrow::Cow;
use std::fmt;

use super::Article;
use super::join::joined;
use crate::chars::{Class, class};
use crate::kind::Kind;

/// A view of what was kept. Its [`Display`](fmt::Display) writes the paragraphs with a blank line between them.
#[derive(Clone, Copy, Debug)]
pub struct Body<'a> {
    article: &'a Article<'a>,
}

impl<'a> Body<'a> {
    pub(super) fn of(article: &'a Article<'a>) -> Body<'a> {
        Body { article }
    }

    /// Whether nothing was kept.
    pub fn is_empty(&self) -> bool {
        !self.article.blocks().any(|judged| judged.kept)
    }

    /// The kept paragraphs and headings in document order, each with its kind.
    ///
    /// A paragraph is borrowed from the page unless it stands there in several lines that are one sentence; those are
    /// joined with a space, or with none where the script or the mark that follows asks for none.
    pub fn paragraphs(&self) -> impl Iterator<Item = (Kind, Cow<'a, str>)> {
        let article = self.article;
        article.paragraphs().into_iter().map(move |group| {
            let blocks = article.page.blocks();
            let kind = group
                .first()
                .map_or(Kind::Body, |index| article.verdicts[*index].kind);
            let text = match group[..] {
                [only] => joined(article.page.text_of(&blocks[only])),
                _ => Cow::Owned(article.together(&group)),
            };
            (kind, text)
        })
    }
}

impl fmt::Display for Body<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (_, paragraph)) in self.paragraphs().enumerate() {
            if index > 0 {
                f.write_str("\n\n")?;
            }
            f.write_str(&paragraph)?;
        }
        Ok(())
    }
}

impl Article<'_> {
    /// Blocks of one line, with what stands between them on the page where that is blank, else a space.
    fn together(&self, group: &[usize]) -> String {
        let mut text = String::new();
        let mut end = None;
        for index in group {
            let block = &self.page.blocks()[*index];
            if let Some(end) = end {
                let gap = self.page.slice(end..block.start);
                text.push_str(if gap.chars().all(|c| class(c) == Class::Space) {
                    gap
                } else {
                    " "
                });
            }
            text.push_str(&joined(self.page.text_of(block)));
            end = Some(block.end);
        }
        text
    }
}
