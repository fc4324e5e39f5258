//! Prose by element: how much of it stands in every element of a page of HTML.

use super::{Line, MOST_UNITS};
use crate::chars::pair;
use crate::hashed::Hashed;
use crate::measure::Facts;
use crate::reason::Bits;
use crate::segment::html::{Element, Flat, marks};

/// What stands in an element, or in all elements of one template.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sum {
    /// Half units of text, and of likely prose.
    pub(crate) units: f32,
    pub(crate) mass: f32,
    /// Visible characters, and those in links.
    pub(crate) chars: f32,
    pub(crate) link_chars: f32,
    pub(crate) lines: u32,
}

impl Sum {
    fn add(&mut self, other: &Sum) {
        self.units += other.units;
        self.mass += other.mass;
        self.chars += other.chars;
        self.link_chars += other.link_chars;
        self.lines += other.lines;
    }
}

/// A line's place among the elements.
#[derive(Clone, Copy, Default)]
pub(crate) struct Place {
    /// Elements between the line and three that stand for the article.
    pub(crate) from_half: u32,
    pub(crate) from_most: u32,
    pub(crate) from_parent: u32,
    pub(crate) below_parent: u32,
    /// The element around the line's own, and the one around that: indices of [`Tree::sums`].
    pub(crate) holder: usize,
    pub(crate) outer: usize,
    /// A key of [`Tree::templates`].
    pub(crate) template: u32,
    /// The roles around the line, and the structures it stands in: a bit each, as in [`Tree::roles`] and
    /// [`Tree::structures`].
    pub(crate) roles: u64,
    pub(crate) structures: u64,
    /// A case of [`crate::reason::Feature::Article`].
    pub(crate) article: usize,
    /// A case of [`crate::reason::Feature::TopHeading`].
    pub(crate) top_heading: usize,
}

/// A page's prose by element.
pub(crate) struct Tree {
    pub(crate) lines: Vec<Place>,
    /// What stands in each element and the elements in it.
    pub(crate) sums: Vec<Sum>,
    pub(crate) templates: Hashed<Sum>,
    /// How much of the page's prose has each role around it, and stands in each structure: cases of `much`.
    pub(crate) roles: [u8; 64],
    pub(crate) structures: [u8; 64],
    /// The last heading of the first level at or above the first line of the element with half of the prose.
    pub(crate) heading: Option<usize>,
    /// How much of each line stands in the article that the page states, and how much of its prose does: a case of
    /// [`crate::reason::HELD`], and one of `much`.
    pub(crate) stated: Vec<u8>,
    pub(crate) stated_share: u8,
}

impl Tree {
    pub(crate) fn new(flat: &Flat, facts: &[Facts], lines: &[Line]) -> Tree {
        let mut tree = Tree {
            lines: Vec::with_capacity(flat.markups.len()),
            sums: vec![Sum::default(); flat.elements.len()],
            templates: Hashed::for_keys(flat.markups.len()),
            roles: [0; 64],
            structures: [0; 64],
            heading: None,
            stated: flat.held.iter().map(|held| held[0]).collect(),
            stated_share: 0,
        };
        let (mut roles, mut structures) = ([0.0_f32; 64], [0.0_f32; 64]);
        // What stands in an element's own lines: those of the elements that it holds as lines.
        let mut own = vec![0.0_f32; flat.elements.len()];
        for ((markup, facts), line) in flat.markups.iter().zip(facts).zip(lines) {
            let units = facts.half_units.min(MOST_UNITS) as f32;
            let sum = Sum {
                units,
                mass: units * line.prose,
                chars: markup.chars as f32,
                link_chars: markup.link_chars as f32,
                lines: 1,
            };
            let [near, around, above] = flat.roles_around(markup.element);
            let around = near | around | above;
            Bits(around).for_each(|role| roles[role] += sum.mass);
            Bits(markup.marks).for_each(|mark| structures[mark] += sum.mass);
            let leaf = leaf(flat, markup.element);
            let holder = parent(flat, leaf);
            own[holder] += sum.mass;
            tree.sums[leaf].add(&sum);
            let template = template(flat, leaf);
            if let Some(like) = tree.templates.entry(template, Sum::default()) {
                like.add(&sum);
            }
            tree.lines.push(Place {
                holder,
                outer: parent(flat, holder),
                template,
                roles: around,
                structures: markup.marks,
                ..Place::default()
            });
        }
        for at in (1..flat.elements.len()).rev() {
            let sum = tree.sums[at];
            tree.sums[parent(flat, at)].add(&sum);
        }
        let all = tree.sums.first().map_or(0.0, |sum| sum.mass).max(1.0);
        tree.stated_share = much(tree.stated_mass(facts, lines) / all);
        tree.roles = roles.map(|mass| much(mass / all));
        tree.structures = structures.map(|mass| much(mass / all));
        tree.place(flat, &own);
        tree.articles(flat);
        tree.headings(flat);
        tree
    }

    /// The prose that stands in the article that the page states.
    fn stated_mass(&self, facts: &[Facts], lines: &[Line]) -> f32 {
        let lines = self.stated.iter().zip(facts).zip(lines);
        let mass = |((held, facts), line): ((&u8, &Facts), &Line)| {
            let units = facts.half_units.min(MOST_UNITS) as f32;
            f32::from(u8::from(*held >= 3)) * units * line.prose
        };
        lines.map(mass).sum()
    }

    /// Distances of all lines to the elements that stand for the article.
    fn place(&mut self, flat: &Flat, own: &[f32]) {
        let half = Distances::new(flat, self.innermost(0.5));
        let most = Distances::new(flat, self.innermost(0.9));
        let richest =
            (0..own.len()).fold(0, |best, at| if own[at] > own[best] { at } else { best });
        let parent = Distances::new(flat, richest);
        for (place, markup) in self.lines.iter_mut().zip(&flat.markups) {
            let element = markup.element as usize;
            place.from_half = u32::from(half.up[element]);
            place.from_most = u32::from(most.up[element]);
            place.from_parent = u32::from(parent.up[element]);
            place.below_parent = u32::from(parent.down[element]);
        }
    }

    /// The innermost element that holds at least a share of the page's prose; a share of a half and more makes it one.
    fn innermost(&self, share: f32) -> usize {
        let all = self.sums.first().map_or(0.0, |sum| sum.mass);
        // Elements stand behind those around them, so the last one that holds enough is the innermost.
        self.sums
            .iter()
            .rposition(|sum| sum.mass >= share * all && sum.mass > 0.0)
            .unwrap_or(0)
    }

    /// How lines stand to the page's `<article>` elements, of which listings and teasers make many.
    fn articles(&mut self, flat: &Flat) {
        // The outermost article around each element, and how much prose each of these holds.
        let mut outermost = vec![usize::MAX; flat.elements.len()];
        let (mut count, mut best) = (0, usize::MAX);
        for (at, element) in flat.elements.iter().enumerate() {
            let around = outermost[element.parent as usize];
            outermost[at] = if around != usize::MAX || element.marks & marks::ARTICLE == 0 {
                around
            } else {
                count += 1;
                if best == usize::MAX || self.sums[at].mass > self.sums[best].mass {
                    best = at;
                }
                at
            };
        }
        for (place, markup) in self.lines.iter_mut().zip(&flat.markups) {
            place.article = match outermost[markup.element as usize] {
                _ if count == 0 => 0,
                usize::MAX => 4,
                _ if count == 1 => 1,
                article if article == best => 2,
                _ => 3,
            };
        }
    }

    /// The page's headings of the first level.
    fn headings(&mut self, flat: &Flat) {
        let is_top = |at: &usize| flat.markups[*at].heading == 1 && !flat.markups[*at].hidden;
        let top: Vec<usize> = (0..self.lines.len()).filter(is_top).collect();
        for (index, at) in top.iter().enumerate() {
            self.lines[*at].top_heading = match index {
                _ if top.len() == 1 => 1,
                0 => 2,
                _ => 3,
            };
        }
        let first = self.lines.iter().position(|place| place.from_half == 0);
        self.heading = top
            .iter()
            .copied()
            .take_while(|at| Some(*at) <= first.map(|first| first + 3))
            .last()
            .or(top.first().copied());
    }
}

/// A case of how much of the page's prose something is.
fn much(share: f32) -> u8 {
    match share {
        share if share < 0.01 => 0,
        share if share < 0.1 => 1,
        share if share < 0.5 => 2,
        share if share < 0.85 => 3,
        _ => 4,
    }
}

/// How far all elements stand from one.
struct Distances {
    /// How many elements must be left, from that one out, to reach one that holds this element too.
    up: Vec<u16>,
    /// How deep this element stands below that.
    down: Vec<u16>,
}

impl Distances {
    fn new(flat: &Flat, from: usize) -> Distances {
        let count = flat.elements.len();
        let mut distances = Distances {
            up: vec![u16::MAX; count],
            down: vec![0; count],
        };
        let (mut at, mut steps) = (from, 0_u16);
        while let Some(up) = distances.up.get_mut(at) {
            *up = steps;
            let next = parent(flat, at);
            if next == at {
                break;
            }
            (at, steps) = (next, steps.saturating_add(1));
        }
        for at in 1..count {
            if distances.up[at] == u16::MAX {
                let around = parent(flat, at);
                distances.up[at] = distances.up[around];
                distances.down[at] = distances.down[around].saturating_add(1);
            }
        }
        distances
    }
}

fn parent(flat: &Flat, at: usize) -> usize {
    flat.elements
        .get(at)
        .map_or(0, |element| element.parent as usize)
}

/// The element that makes a line of what an element holds: itself or the nearest around it that begins and ends lines.
fn leaf(flat: &Flat, element: u32) -> usize {
    let mut at = element as usize;
    while let Some(element) = flat.elements.get(at) {
        let around = element.parent as usize;
        if element.tag.is_block() || around == at {
            break;
        }
        at = around;
    }
    at
}

/// The names of a line's element and the two around it, and of these two alone, each as one number.
pub(crate) fn names_around(flat: &Flat, element: u32) -> [u32; 2] {
    let leaf = leaf(flat, element);
    let holder = parent(flat, leaf);
    [template(flat, leaf), template(flat, holder)]
}

/// The names of an element and of the two around it, as one number.
fn template(flat: &Flat, leaf: usize) -> u32 {
    let shape = |at: usize| {
        flat.elements
            .get(at)
            .map_or(0, |element: &Element| element.shape)
    };
    let holder = parent(flat, leaf);
    pair(
        pair(shape(leaf), shape(holder)),
        shape(parent(flat, holder)),
    )
}
