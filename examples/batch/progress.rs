//! How far the run is, told while it lasts.

use std::io::{self, IsTerminal as _};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crossbeam_channel::{RecvTimeoutError, Sender, bounded};
use indicatif::{ProgressBar, ProgressStyle};

use crate::options::Options;
use crate::program::read::walk;
use crate::program::say;
use crate::program::source::Source;
use crate::tally::{Tally, spoken};

/// How often the bar is drawn.
const TICK: Duration = Duration::from_millis(200);

/// What is known while a run lasts.
struct State {
    started: Instant,
    /// Bytes of the inputs that were read, before they are unpacked.
    taken: Arc<AtomicU64>,
    /// Bytes of all inputs; 0 if that is not known.
    total: AtomicU64,
    latest: Mutex<Latest>,
}

#[derive(Default)]
struct Latest {
    tally: Tally,
    /// Bytes of pages that a run before this one cleaned.
    before: u64,
    /// What was read before this run cleaned its first chunk.
    skipped: u64,
}

pub(crate) struct Progress {
    state: Arc<State>,
    shown: Shown,
    is_first: bool,
}

enum Shown {
    Nothing,
    Bar(ProgressBar),
    /// A thread writes lines until the sender is dropped.
    Lines {
        _running: Sender<()>,
    },
}

impl Progress {
    pub(crate) fn start(options: &Options, taken: Arc<AtomicU64>) -> Progress {
        let state = Arc::new(State {
            started: Instant::now(),
            taken,
            total: AtomicU64::new(0),
            latest: Mutex::default(),
        });
        let shown = if options.quiet {
            Shown::Nothing
        } else {
            measure(options.inputs.clone(), Arc::clone(&state));
            if io::stderr().is_terminal() {
                let bar = ProgressBar::no_length().with_style(style(false));
                bar.enable_steady_tick(TICK);
                Shown::Bar(bar)
            } else {
                Shown::Lines {
                    _running: lines(options.every, Arc::clone(&state)),
                }
            }
        };
        Progress {
            state,
            shown,
            is_first: true,
        }
    }

    /// Takes note of what was written.
    pub(crate) fn tell(&mut self, tally: &Tally) {
        let taken = self.state.taken.load(Ordering::Relaxed);
        let mut latest = self.state.latest();
        if std::mem::take(&mut self.is_first) {
            latest.before = tally.bytes;
            latest.skipped = taken;
        }
        latest.tally = tally.clone();
        drop(latest);
        if let Shown::Bar(bar) = &self.shown {
            let total = self.state.total.load(Ordering::Relaxed);
            if total > 0 && bar.length().is_none() {
                bar.set_length(total);
                bar.set_style(style(true));
            }
            bar.set_position(taken);
            bar.set_message(self.state.told());
        }
    }

    pub(crate) fn finish(self) {
        if let Shown::Bar(bar) = self.shown {
            bar.finish_and_clear();
        }
    }
}

impl State {
    fn latest(&self) -> std::sync::MutexGuard<'_, Latest> {
        self.latest.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Documents, speed, time that is left and errors.
    fn told(&self) -> String {
        let latest = self.latest();
        let seconds = self.started.elapsed().as_secs_f64().max(1e-3);
        let bytes = latest.tally.bytes.saturating_sub(latest.before);
        let mut told = format!(
            "{} documents, {:.1} MB/s",
            latest.tally.documents,
            bytes as f64 / 1e6 / seconds
        );
        let total = self.total.load(Ordering::Relaxed);
        let taken = self.taken.load(Ordering::Relaxed).min(total);
        let done = taken.saturating_sub(latest.skipped);
        if total > 0 && done > 0 {
            let left = seconds / done as f64 * (total - taken) as f64;
            told += &format!(
                ", {} %, {} left",
                100 * taken / total,
                spoken(Duration::from_secs_f64(left))
            );
        }
        told + &format!(", {} errors", latest.tally.all_errors())
    }
}

fn style(is_measured: bool) -> ProgressStyle {
    let template = if is_measured {
        "{elapsed_precise} {bar:24} {msg}"
    } else {
        "{elapsed_precise} {spinner} {msg}"
    };
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// Finds the size of all inputs, if they are files.
fn measure(inputs: Vec<Source>, state: Arc<State>) {
    thread::spawn(move || {
        let mut total = 0;
        for found in walk::walk(inputs, Vec::new()) {
            match found {
                Ok(Source::File(path)) => match path.metadata() {
                    Ok(metadata) if metadata.is_file() => total += metadata.len(),
                    Ok(_) => return,
                    Err(_) => {}
                },
                Ok(Source::Standard) => return,
                Err(_) => {}
            }
        }
        state.total.store(total, Ordering::Relaxed);
    });
}

fn lines(every: Duration, state: Arc<State>) -> Sender<()> {
    let (running, ended) = bounded(0);
    thread::spawn(move || {
        while ended.recv_timeout(every) == Err(RecvTimeoutError::Timeout) {
            say(&format!("batch: {}", state.told()));
        }
    });
    running
}
