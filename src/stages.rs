//! The stages of the pipeline one by one, for the benches: not part of the crate's interface, and may change at any time.
//!
//! A stage is given what the stages before it made of a page, so that its own cost is seen.

use crate::article::Article;
use crate::cleaner::Cleaner;
use crate::decode::{self, Link};
use crate::judge::Judge;
use crate::measure::Measures;
use crate::page::Page;
use crate::pass;
use crate::survey::Survey;

/// A page, and what every stage makes of it.
#[derive(Debug)]
pub struct Stages<'t> {
    cleaner: Cleaner,
    page: Page<'t>,
    made: Made,
}

/// What the stages before the last made of a page.
struct Made {
    measures: Measures,
    survey: Survey,
    links: Vec<Link>,
}

impl std::fmt::Debug for Made {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Made").finish_non_exhaustive()
    }
}

impl<'t> Stages<'t> {
    /// Takes a page, as [`model::segment`](crate::model::segment) or `segment_html` reads it, through all stages.
    pub fn new(cleaner: &Cleaner, page: Page<'t>) -> Stages<'t> {
        let measures = cleaner.measure(&page);
        let judge = cleaner.judge(&page);
        let (survey, mut links) = judge.survey(&page, &measures);
        judge.compare(&page, &survey, &mut links);
        decode::decode(judge.steps(), &mut links, None);
        let made = Made {
            measures,
            survey,
            links,
        };
        Stages {
            cleaner: cleaner.clone(),
            page,
            made,
        }
    }

    fn judge(&self) -> &Judge {
        self.cleaner.judge(&self.page)
    }

    /// Measures the page's blocks. Returns how many words of content they have.
    pub fn measure(&self) -> usize {
        self.cleaner.measure(&self.page).content.len()
    }

    /// The first round of passes, and the survey of the page. Returns how many blocks there are.
    pub fn survey(&self) -> usize {
        let (survey, _) = self.judge().survey(&self.page, &self.made.measures);
        survey.count()
    }

    /// The names of the passes.
    pub fn passes() -> impl Iterator<Item = &'static str> {
        pass::EACH.iter().map(|(name, _)| *name)
    }

    /// One pass over all blocks. Returns how many rows it found.
    pub fn pass(&self, name: &str) -> usize {
        let Some((_, pass)) = pass::EACH.iter().find(|(own, _)| *own == name) else {
            return 0;
        };
        let view = pass::View {
            page: &self.page,
            survey: &self.made.survey,
        };
        let mut rows = pass::Counted(0);
        for (at, facts) in self.made.measures.facts.iter().enumerate() {
            pass(&view, at, facts, &mut rows);
        }
        rows.0
    }

    /// The second round of passes, and the sums of the points of all that was found. Returns how many blocks there are.
    pub fn compare(&self) -> usize {
        let mut links = self.made.links.clone();
        self.judge()
            .compare(&self.page, &self.made.survey, &mut links);
        links.len()
    }

    /// Finds the probabilities of all regions. Returns how many blocks there are.
    pub fn decode(&self) -> usize {
        let mut links = self.made.links.clone();
        decode::decode(self.judge().steps(), &mut links, None);
        links.len()
    }

    /// Kinds, title, byline and dates. A page of HTML keeps those of its visible text.
    pub fn assemble(&self) -> Article<'t> {
        let (measures, links) = (&self.made.measures, &self.made.links);
        self.cleaner.assemble(self.page.clone(), measures, links)
    }
}
