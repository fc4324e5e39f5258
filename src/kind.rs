//! What a block of a page can be.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// What a block of a page is. Body text is [`Body`](Kind::Body) and [`Heading`](Kind::Heading); all else
        /// surrounds it.
        ///
        /// The names (`"standfirst"`, `"latest"`, ...) that [`name`](Kind::name) gives and [`FromStr`] reads are
        /// stable: they stand in JSON output.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(feature = "serde", serde(rename_all = "lowercase"))]
        pub enum Kind {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Kind {
            /// All kinds, in the order in which they are declared.
            pub const ALL: [Kind; 17] = [$(Kind::$variant),+];

            /// The kind's stable name, in lower case.
            pub const fn name(self) -> &'static str {
                match self { $(Kind::$variant => $name),+ }
            }
        }
    };
}

kinds! {
    /// The headline of this page's article, and every exact or near repeat of it.
    Title = "title",
    /// Summary, deck or key-points box set under the title, apart from the running text.
    Standfirst = "standfirst",
    /// Who wrote it: names, role, agency, place when part of the same line.
    Byline = "byline",
    /// Published, updated, first published; reading time.
    Timestamp = "timestamp",
    /// The article's paragraphs, list items, quotations, table rows, verse, recipe steps.
    Body = "body",
    /// A subheading inside the article's body.
    Heading = "heading",
    /// Picture or video caption, alternative text, picture credit.
    Caption = "caption",
    /// Editor's note, correction, disclosure, source line.
    Note = "note",
    /// Menus, breadcrumbs, skip links, section names, log in, search, pages, table of contents.
    Navigation = "navigation",
    /// Links to other stories chosen for this one, with their heads, teasers, captions and times.
    Related = "related",
    /// Lists of stories that the whole site shows: latest, most read, trending.
    Latest = "latest",
    /// Tags, keywords, categories of this article.
    Topics = "topics",
    /// Share bars, print, counters, players, tickers, placeholders, dialogue buttons.
    Widget = "widget",
    /// Subscribe, newsletter, membership, app, follow us, donate, advertisement.
    Promotion = "promotion",
    /// About the author.
    Bio = "bio",
    /// Readers' comments and their form.
    Comments = "comments",
    /// Copyright, terms, privacy and cookie text, company address, imprint.
    Legal = "legal",
}

impl Kind {
    /// Whether blocks of this kind are the article's body text: [`Body`](Kind::Body) or [`Heading`](Kind::Heading).
    pub const fn is_body(self) -> bool {
        matches!(self, Kind::Body | Kind::Heading)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Kind {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self, Error> {
        Kind::ALL
            .into_iter()
            .find(|kind| kind.name() == name)
            .ok_or_else(|| Error::UnknownKind { name: name.into() })
    }
}
