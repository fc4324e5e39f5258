//! The profiles of the sites of a run: so many are held, the others lie in a temporary directory.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use bodytext::{Cleaner, SiteProfile};
use tempfile::TempDir;

/// What the names of stored profiles end in.
const ENDING: &str = ".profile";

/// The profiles of all sites that were met.
pub(super) struct Store {
    /// So many are held at once.
    most: usize,
    held: HashMap<String, Held>,
    /// Where those lie that were changed and are not held.
    aside: Option<TempDir>,
    /// Where profiles are kept between runs.
    kept: Option<PathBuf>,
    /// Grows with each use of a profile.
    clock: u64,
}

struct Held {
    profile: SiteProfile,
    /// A cleaner with the profile, once one is asked for.
    cleaner: Option<Cleaner>,
    is_changed: bool,
    used: u64,
}

impl Store {
    /// A store of no site but those kept in a directory, which is made if it is not there.
    pub(super) fn new(most: usize, kept: Option<PathBuf>) -> io::Result<Store> {
        if let Some(kept) = &kept {
            fs::create_dir_all(kept).map_err(|error| named(kept, &error))?;
        }
        Ok(Store {
            most: most.max(1),
            held: HashMap::new(),
            aside: None,
            kept,
            clock: 0,
        })
    }

    /// Adds to the profile of a site.
    pub(super) fn merge(&mut self, site: &str, learned: &SiteProfile) -> io::Result<()> {
        let held = self.held(site)?;
        held.profile.merge(learned);
        held.is_changed = true;
        held.cleaner = None;
        Ok(())
    }

    /// The cleaner with the profile of a site.
    pub(super) fn cleaner(&mut self, site: &str, cleaner: &Cleaner) -> io::Result<Cleaner> {
        let held = self.held(site)?;
        let profile = &held.profile;
        let with_site = held
            .cleaner
            .get_or_insert_with(|| cleaner.clone().with_site(profile));
        Ok(with_site.clone())
    }

    fn held(&mut self, site: &str) -> io::Result<&mut Held> {
        self.clock += 1;
        if !self.held.contains_key(site) {
            if self.held.len() >= self.most {
                self.make_room()?;
            }
            let held = Held {
                profile: self.read(site)?,
                cleaner: None,
                is_changed: false,
                used: self.clock,
            };
            self.held.insert(site.to_owned(), held);
        }
        let held = self.held.get_mut(site);
        let held = held.ok_or_else(|| io::Error::other("a profile that was held is gone"))?;
        held.used = self.clock;
        Ok(held)
    }

    /// The profile of a site that is not held.
    fn read(&self, site: &str) -> io::Result<SiteProfile> {
        let directories = [self.aside.as_ref().map(TempDir::path), self.kept.as_deref()];
        for directory in directories.into_iter().flatten() {
            if let Some(profile) = read(&path_in(directory, site))? {
                return Ok(profile);
            }
        }
        Ok(SiteProfile::new())
    }

    /// Lays the half aside that was not used for the longest time.
    fn make_room(&mut self) -> io::Result<()> {
        let mut used: Vec<u64> = self.held.values().map(|held| held.used).collect();
        used.sort_unstable();
        let half = used[used.len() / 2];
        let is_old = |held: &Held| held.used <= half;
        let old = self.held.iter().filter(|(_, held)| is_old(held));
        let changed: Vec<String> = old
            .filter(|(_, held)| held.is_changed)
            .map(|(site, _)| site.clone())
            .collect();
        self.lay_aside(&changed)?;
        self.held.retain(|_, held| !is_old(held));
        Ok(())
    }

    fn lay_aside(&mut self, sites: &[String]) -> io::Result<()> {
        let aside = match &mut self.aside {
            Some(aside) => aside,
            none => none.insert(match &self.kept {
                // Beside the profiles that are kept, so that what lies aside can take their names.
                Some(kept) => tempfile::Builder::new()
                    .prefix(".batch-")
                    .tempdir_in(kept)?,
                None => tempfile::Builder::new().prefix("batch-").tempdir()?,
            }),
        };
        for site in sites {
            if let Some(held) = self.held.get_mut(site) {
                let path = path_in(aside.path(), site);
                fs::write(&path, held.profile.to_bytes()).map_err(|error| named(&path, &error))?;
                held.is_changed = false;
            }
        }
        Ok(())
    }

    /// Keeps what was learned for the next run. Each profile takes the place of the last one as a whole.
    pub(super) fn keep(&mut self) -> io::Result<()> {
        let Some(kept) = self.kept.clone() else {
            return Ok(());
        };
        let held = self.held.iter().filter(|(_, held)| held.is_changed);
        let changed: Vec<String> = held.map(|(site, _)| site.clone()).collect();
        self.lay_aside(&changed)?;
        let Some(aside) = &self.aside else {
            return Ok(());
        };
        for entry in fs::read_dir(aside.path())? {
            let entry = entry?;
            let to = kept.join(entry.file_name());
            File::open(entry.path())
                .and_then(|file| file.sync_all())
                .and_then(|()| fs::rename(entry.path(), &to))
                .map_err(|error| named(&to, &error))?;
        }
        Ok(())
    }
}

/// The names, sizes and times of the profiles that a directory keeps: what a run with it depends on.
pub(crate) fn state(kept: &Path) -> String {
    let entries = fs::read_dir(kept).into_iter().flatten().flatten();
    let mut files: Vec<String> = entries
        .filter(|entry| entry.file_name().to_string_lossy().ends_with(ENDING))
        .filter_map(|entry| {
            let metadata = entry.metadata().ok()?;
            let (size, time) = (metadata.len(), metadata.modified().ok());
            Some(format!("{:?} {size} {time:?}", entry.file_name()))
        })
        .collect();
    files.sort_unstable();
    files.join("\n")
}

fn path_in(directory: &Path, site: &str) -> PathBuf {
    directory.join(format!("{site}{ENDING}"))
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// A stored profile; `None` if there is none.
fn read(path: &Path) -> io::Result<Option<SiteProfile>> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(named(path, &error)),
    };
    let profile = SiteProfile::from_bytes(&bytes);
    profile
        .map(Some)
        .map_err(|error| named(path, &io::Error::new(ErrorKind::InvalidData, error)))
}
