//! Learns what the pages of one site have in common, and tells it in words.
//!
//! ```text
//! cargo run --release --example site_profile -- FOLDER
//! cargo run --release --example site_profile -- --save bell.profile monday/
//! cargo run --release --example site_profile -- --load bell.profile --save bell.profile tuesday/
//! ```
//!
//! Inputs are dumps (`.txt`) and pages of HTML (`.html`, `.htm`) of one site, or folders of them. With `--load` what a
//! saved profile has learned is added; with `--only` the pages are told about and not learned.
//!
//! Exit codes: 0 done; 1 an input could not be read or the profile not written; 2 wrong usage.

#[path = "../common/arguments.rs"]
#[allow(dead_code, reason = "the balance is an argument of other examples")]
mod arguments;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use arguments::path;
use bodytext::{Article, Cleaner, Recall, SiteProfile};

const HELP: &str = "\
Learns what the pages of one site have in common, and tells it in words.

Usage: site_profile [OPTION]... [FILE | FOLDER]...

  FILE             a dump (.txt) or a page of HTML (.html, .htm) of the site; of a folder, all such files

      --load FILE  begin with what this profile has learned
      --only       tell what is known of the pages, and do not learn them
      --save FILE  write the profile
      --lines N    tell about the N lines of each group that stand on most pages (default 12)
  -h, --help       print this
";

struct Options {
    inputs: Vec<PathBuf>,
    load: Option<PathBuf>,
    save: Option<PathBuf>,
    only: bool,
    lines: usize,
}

fn options() -> Result<Option<Options>, lexopt::Error> {
    use lexopt::prelude::*;
    let mut options = Options {
        inputs: Vec::new(),
        load: None,
        save: None,
        only: false,
        lines: 12,
    };
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => return Ok(None),
            Long("load") => options.load = Some(path(parser.value()?)?),
            Long("save") => options.save = Some(path(parser.value()?)?),
            Long("only") => options.only = true,
            Long("lines") => options.lines = parser.value()?.parse()?,
            Value(name) => options.inputs.push(path(name)?),
            other => return Err(other.unexpected()),
        }
    }
    if options.inputs.is_empty() && options.load.is_none() {
        return Err("neither pages nor a profile are named".into());
    }
    Ok(Some(options))
}

fn main() -> ExitCode {
    let result = match options() {
        Ok(Some(options)) => run(&options),
        Ok(None) => print(HELP),
        Err(error) => {
            say(&error);
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&*error);
            ExitCode::FAILURE
        }
    }
}

/// Tells an error. That nobody may be listening is no reason to stop.
fn say(error: &dyn Error) {
    let _ = writeln!(io::stderr(), "site_profile: {error}");
}

/// Prints a text; a reader that closes the pipe is no error.
fn print(text: &str) -> Result<(), Box<dyn Error>> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

fn run(options: &Options) -> Result<(), Box<dyn Error>> {
    let named = |path: &Path, error: &dyn Error| format!("{}: {error}", path.display());
    let mut profile = SiteProfile::new();
    if let Some(path) = &options.load {
        let bytes = fs::read(path).map_err(|error| named(path, &error))?;
        profile = SiteProfile::from_bytes(&bytes).map_err(|error| named(path, &error))?;
    }
    let cleaner = Cleaner::new();
    let mut pages = Vec::new();
    for path in files(&options.inputs)? {
        let bytes = fs::read(&path).map_err(|error| named(&path, &error))?;
        pages.push((is_html(&path), bytes));
    }
    let texts: Vec<(bool, String)> = pages
        .into_iter()
        .map(|(is_html, bytes)| (is_html, String::from_utf8_lossy(&bytes).into_owned()))
        .collect();
    let articles: Vec<Article<'_>> = texts
        .iter()
        .map(|(is_html, text)| {
            if *is_html {
                cleaner.clean_html(text)
            } else {
                cleaner.clean(text)
            }
        })
        .collect();
    if !options.only {
        articles.iter().for_each(|article| profile.learn(article));
    }
    print(&told(&profile, &articles, options))?;
    if let Some(path) = &options.save {
        fs::write(path, profile.to_bytes()).map_err(|error| named(path, &error))?;
    }
    Ok(())
}

fn is_html(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| {
        ["html", "htm"]
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    })
}

/// The files, and those of the folders, by name.
fn files(inputs: &[PathBuf]) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = Vec::new();
    for input in inputs {
        if !input.is_dir() {
            files.push(input.clone());
            continue;
        }
        let entries =
            fs::read_dir(input).map_err(|error| format!("{}: {error}", input.display()))?;
        let mut found = Vec::new();
        for entry in entries {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "txt") || is_html(&path) {
                found.push(path);
            }
        }
        found.sort();
        files.extend(found);
    }
    Ok(files)
}

/// A line with what is known of it.
struct Known<'a> {
    text: &'a str,
    recall: Recall,
    /// Pages of the input that hold it.
    here: usize,
}

/// What was learned, in words.
fn told(profile: &SiteProfile, articles: &[Article<'_>], options: &Options) -> String {
    let mut out = format!(
        "{} pages learned; {}; {} bytes stored.\n",
        profile.pages(),
        if profile.is_exact() {
            "all counts are exact"
        } else {
            "counts are estimates, none too low"
        },
        profile.to_bytes().len()
    );
    let mut lines: BTreeMap<&str, Known<'_>> = BTreeMap::new();
    let (mut all, mut again) = ([0_usize; 2], [0_usize; 2]);
    for article in articles {
        for (judged, recall) in article.blocks().zip(profile.recalls(article)) {
            let side = usize::from(judged.kind().is_body());
            all[side] += 1;
            again[side] += usize::from(recall.pages() > 0);
            let known = lines.entry(judged.text()).or_insert(Known {
                text: judged.text(),
                recall,
                here: 0,
            });
            known.here += 1;
            if recall.pages() > known.recall.pages() {
                known.recall = recall;
            }
        }
    }
    if articles.is_empty() {
        return out;
    }
    out.push_str(&format!(
        "Of {} lines around the bodies {} stand on other pages too, of {} lines of the bodies {}.\n",
        all[0], again[0], all[1], again[1]
    ));
    let mut known: Vec<Known<'_>> = lines
        .into_values()
        .filter(|line| line.recall.pages() > 0)
        .collect();
    known.sort_by(|a, b| {
        b.recall
            .pages()
            .cmp(&a.recall.pages())
            .then(b.here.cmp(&a.here))
            .then(a.text.cmp(b.text))
    });
    type Group = (&'static str, fn(&Recall) -> bool);
    let groups: [Group; 4] = [
        ("What the site says above its stories", |recall| {
            recall.body() <= 0.5 && recall.above() > 0.6
        }),
        (
            "What it says below them, and where a story is over",
            |recall| recall.body() <= 0.5 && recall.below() > 0.6,
        ),
        ("What it says now here, now there", |recall| {
            recall.body() <= 0.5 && recall.above() <= 0.6 && recall.below() <= 0.6
        }),
        (
            "What was taken for text of the stories and stands on several pages",
            |recall| recall.body() > 0.5,
        ),
    ];
    for (title, belongs) in groups {
        let group: Vec<&Known<'_>> = known.iter().filter(|line| belongs(&line.recall)).collect();
        if group.is_empty() {
            continue;
        }
        out.push_str(&format!("\n{title} ({} lines):\n", group.len()));
        for line in group.iter().take(options.lines) {
            let mut text: String = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
            if text.chars().count() > 90 {
                text = text.chars().take(89).collect::<String>() + "…";
            }
            let recall = &line.recall;
            out.push_str(&format!(
                "  on {} of {} other pages  {text}\n",
                recall.pages(),
                recall.of()
            ));
        }
    }
    out
}
