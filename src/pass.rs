//! The passes: each looks at one side of a block and says what it finds.
//!
//! A pass is a plain function over a read-only view that hands the rows it finds to a [`Sink`]. It edits nothing and
//! holds no weights; what a row is worth stands in `src/weights.tsv`. Passes come in two rounds:
//!
//! - [`local`] looks at a block alone ([`shape`], [`words`], and on a page of HTML `markup`). The points of these rows give every block a first look:
//!   does it read like body text?
//! - [`context`] looks at a block among the others ([`place`], [`near`], [`run`], [`subject`], [`repeat`],
//!   [`section`], [`thread`], and `tree` on HTML), with every block's first look at hand; [`page`] at the page as a whole.
//! - [`site`] tells what the profile of a page's site knows of a block, where there is one.
//!
//! Everything is linear in the size of the page.

#[cfg(feature = "html")]
mod markup;
mod near;
mod place;
mod repeat;
mod run;
mod section;
mod shape;
mod site;
mod subject;
mod thread;
#[cfg(feature = "html")]
mod tree;
mod words;

pub(crate) use shape::outline;
pub(crate) use site::site;

use crate::measure::Facts;
use crate::page::Page;
use crate::reason::{Feature, Row};
use crate::survey::Survey;

/// What takes the findings of a pass.
pub(crate) trait Sink {
    /// Takes one row.
    fn hit(&mut self, row: Row);

    /// Takes the row of a count, unless it is none.
    #[inline]
    fn few(&mut self, feature: Feature, count: u32) {
        if count > 0 {
            self.hit(feature.count(count));
        }
    }

    /// Takes the row of a part of a whole, unless it is none.
    #[inline]
    fn part(&mut self, feature: Feature, part: f32, whole: f32) {
        if part > 0.0 {
            self.hit(feature.share(part, whole));
        }
    }
}

impl Sink for Vec<Row> {
    fn hit(&mut self, row: Row) {
        self.push(row);
    }
}

/// What the second round of passes looks at.
pub(crate) struct View<'a> {
    pub(crate) page: &'a Page<'a>,
    pub(crate) survey: &'a Survey,
}

/// The first round: a block alone.
#[inline]
pub(crate) fn local(page: &Page<'_>, at: usize, facts: &Facts, sink: &mut impl Sink) {
    shape::shape(facts, sink);
    words::words(facts, sink);
    #[cfg(feature = "html")]
    if let Some(flat) = page.markup() {
        markup::markup(flat, at, facts, sink);
    }
    #[cfg(not(feature = "html"))]
    let _ = (page, at);
}

/// The second round: a block among the others.
#[inline]
pub(crate) fn context(view: &View<'_>, at: usize, sink: &mut impl Sink) {
    place::place(view, at, sink);
    near::near(view, at, sink);
    run::run(view, at, sink);
    subject::subject(view, at, sink);
    repeat::repeat(view, at, sink);
    section::section(view, at, sink);
    thread::thread(view, at, sink);
    #[cfg(feature = "html")]
    if let Some(tree) = &view.survey.tree {
        tree::tree(view, tree, at, sink);
    }
}

/// A pass by itself.
type Each = for<'v> fn(&View<'v>, usize, &Facts, &mut Counted);

/// Every pass that looks at blocks, by its name, for the benches.
pub(crate) const EACH: &[(&str, Each)] = &[
    ("shape", |_, _, facts, sink| shape::shape(facts, sink)),
    ("words", |_, _, facts, sink| words::words(facts, sink)),
    #[cfg(feature = "html")]
    ("markup", |view, at, facts, sink| {
        if let Some(flat) = view.page.markup() {
            markup::markup(flat, at, facts, sink);
        }
    }),
    ("place", |view, at, _, sink| place::place(view, at, sink)),
    ("near", |view, at, _, sink| near::near(view, at, sink)),
    ("run", |view, at, _, sink| run::run(view, at, sink)),
    ("subject", |view, at, _, sink| {
        subject::subject(view, at, sink);
    }),
    ("repeat", |view, at, _, sink| repeat::repeat(view, at, sink)),
    ("section", |view, at, _, sink| {
        section::section(view, at, sink);
    }),
    ("thread", |view, at, _, sink| thread::thread(view, at, sink)),
    #[cfg(feature = "html")]
    ("tree", |view, at, _, sink| {
        if let Some(tree) = &view.survey.tree {
            tree::tree(view, tree, at, sink);
        }
    }),
];

/// Counts rows, and forgets them.
pub(crate) struct Counted(pub(crate) usize);

impl Sink for Counted {
    #[inline]
    fn hit(&mut self, row: Row) {
        self.0 += usize::from(std::hint::black_box(row) < Row::MAX);
    }
}

/// What the second round finds in every block of a page alike.
pub(crate) fn page(view: &View<'_>, sink: &mut impl Sink) {
    place::page(view, sink);
    run::page(view, sink);
}
