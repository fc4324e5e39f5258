//! What the pages of a site have in common, learned before they are cleaned.
//!
//! Files are read twice: all pages are learned, then all are cleaned. What can be read once is held window after window
//! ([`Plan::lag`]): the pages of one are learned, then cleaned with what was learned up to its end. Where windows are cut
//! depends on the inputs alone, and what a profile holds does not depend on the order of its pages: so the output does
//! not depend on the number of threads.

mod domain;
mod store;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use bodytext::{Cleaner, SiteProfile};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use self::store::Store;
pub(crate) use self::store::state;
use crate::chunks::Chunk;
use crate::program::answer::Manner;
use crate::program::arguments::Form;
use crate::program::page::Page;
use crate::program::read::Raw;
use crate::program::say;

/// What a record takes besides its bytes.
const RECORD: usize = 64;

/// How sites are learned.
#[derive(Clone)]
pub(crate) struct Plan {
    /// So many bytes of records, and the chunk that exceeds them, are held of an input that can be read only once.
    pub(crate) lag: usize,
    /// How many profiles are held at once.
    pub(crate) most: usize,
    /// Where profiles are kept between runs.
    pub(crate) kept: Option<PathBuf>,
    /// Whether all inputs can be read twice.
    pub(crate) twice: bool,
}

/// What is known of the sites, and those who learn it.
pub(crate) struct Sites {
    plan: Plan,
    store: Mutex<Store>,
    cleaner: Cleaner,
    form: Option<Form>,
    threads: ThreadPool,
}

/// What some records hold.
#[derive(Default)]
pub(crate) struct Learned {
    profiles: HashMap<String, SiteProfile>,
    pages: u64,
    /// Pages of no site that is known.
    elsewhere: u64,
}

impl Learned {
    fn add(mut self, other: Learned) -> Learned {
        for (site, profile) in other.profiles {
            match self.profiles.entry(site) {
                Entry::Occupied(mut known) => known.get_mut().merge(&profile),
                Entry::Vacant(new) => {
                    new.insert(profile);
                }
            }
        }
        self.pages += other.pages;
        self.elsewhere += other.elsewhere;
        self
    }
}

impl fmt::Display for Learned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} pages learned", self.pages)?;
        if self.elsewhere > 0 {
            write!(f, "; {} without the address of a site", self.elsewhere)?;
        }
        Ok(())
    }
}

impl Sites {
    /// Sites of which nothing is known but what was kept.
    ///
    /// # Errors
    /// If the directory of the profiles cannot be made, or the threads.
    pub(crate) fn new(plan: Plan, manner: &Manner, jobs: usize) -> io::Result<Sites> {
        let threads = ThreadPoolBuilder::new().num_threads(jobs).build();
        Ok(Sites {
            store: Mutex::new(Store::new(plan.most, plan.kept.clone())?),
            plan,
            cleaner: manner.cleaner.clone(),
            form: manner.form,
            threads: threads.map_err(io::Error::other)?,
        })
    }

    /// Whether all inputs are learned before any is cleaned.
    pub(crate) fn twice(&self) -> bool {
        self.plan.twice
    }

    /// The next window of chunks; an empty one behind the last.
    pub(crate) fn window(&self, chunks: &mut impl Iterator<Item = Chunk>) -> Vec<Chunk> {
        let (mut window, mut bytes) = (Vec::new(), 0);
        while bytes <= self.plan.lag
            && let Some(chunk) = chunks.next()
        {
            let lengths = chunk.records.iter().map(|(record, _)| record.len());
            bytes += lengths.map(|length| length + RECORD).sum::<usize>();
            window.push(chunk);
        }
        window
    }

    /// Learns the pages of all chunks, and tells every now and then how many.
    pub(crate) fn learn_all(
        &self,
        mut chunks: impl Iterator<Item = Chunk>,
        every: Option<Duration>,
    ) -> io::Result<()> {
        let (mut all, mut told) = (Learned::default(), Instant::now());
        loop {
            let window = self.window(&mut chunks);
            if window.is_empty() {
                break;
            }
            let learned = self.learn(&window)?;
            (all.pages, all.elsewhere) =
                (all.pages + learned.pages, all.elsewhere + learned.elsewhere);
            if every.is_some_and(|every| told.elapsed() >= every) {
                say(&format!("batch: {all}"));
                told = Instant::now();
            }
        }
        if every.is_some() {
            say(&format!("batch: {all}"));
        }
        Ok(())
    }

    /// Learns the pages of some chunks, and tells how many there were.
    pub(crate) fn learn(&self, window: &[Chunk]) -> io::Result<Learned> {
        let mut learned = self.threads.install(|| {
            let records = window.par_iter().flat_map(|chunk| &chunk.records);
            let pages = records.map(|(record, _)| {
                // What makes the cleaner panic, which nothing should, becomes an error record when it is cleaned.
                catch_unwind(AssertUnwindSafe(|| self.learn_page(record))).unwrap_or_default()
            });
            pages.reduce(Learned::default, Learned::add)
        });
        let mut store = self.store();
        for (site, profile) in learned.profiles.drain() {
            store.merge(&site, &profile)?;
        }
        Ok(learned)
    }

    fn learn_page(&self, record: &Raw) -> Learned {
        let Ok(Some(page)) = Page::of(record, self.form) else {
            return Learned::default();
        };
        let Some(site) = site_of(&page) else {
            return Learned {
                elsewhere: 1,
                ..Learned::default()
            };
        };
        let mut profile = SiteProfile::new();
        profile.learn(&page.content.clean(&self.cleaner));
        Learned {
            profiles: HashMap::from([(site, profile)]),
            pages: 1,
            elsewhere: 0,
        }
    }

    /// The cleaner that knows the site of a page; `None` for a page of no site that is known.
    ///
    /// # Errors
    /// If its profile cannot be read.
    pub(crate) fn cleaner(&self, page: &Page<'_>) -> io::Result<Option<Cleaner>> {
        let site = site_of(page);
        site.map(|site| self.store().cleaner(&site, &self.cleaner))
            .transpose()
    }

    /// Keeps what was learned for the next run, if that was asked for.
    pub(crate) fn keep(&self) -> io::Result<()> {
        self.store().keep()
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The site of a page, by its field `url`.
fn site_of(page: &Page<'_>) -> Option<String> {
    let mut fields = page.carried.iter();
    let (_, address) = fields.rfind(|(name, _)| name == "url")?;
    domain::site(&serde_json::from_str::<String>(address.get()).ok()?)
}
