//! The threads of a run: one reads, several clean, one writes.

use std::collections::BTreeMap;
use std::io;
use std::ops::Range;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use crossbeam_channel::{Receiver, Sender, bounded};

use crate::chunks::{Chunk, Place, chunks};
use crate::journal::Start;
use crate::options::Options;
use crate::program::answer::{Choose, Manner};
use crate::progress::Progress;
use crate::sink::{Packing, Sink};
use crate::sites::Sites;
use crate::tally::Tally;

/// How many chunks may be on the way for each job.
const CHUNKS: usize = 4;

/// The answers to a chunk.
struct Answers {
    number: u64,
    bytes: Vec<u8>,
    tally: Tally,
    end: Place,
    taken: Range<u64>,
}

/// Cleans all inputs from a place on and counts what became of their records.
///
/// # Errors
/// Those of writing, and inputs that are not those of the run that is taken up.
pub(crate) fn run(options: Options, mut sink: Sink, start: Start) -> io::Result<Tally> {
    let started = Instant::now();
    let window = CHUNKS * options.jobs;
    let (permits, permitted) = bounded(window);
    for _ in 0..window {
        // The channel has room for all of them.
        let _ = permits.send(());
    }
    let (work, workload) = bounded(window);
    let (answers, answered) = bounded(window);

    let mut progress = Progress::start(&options, start.tally.bytes);
    let mut manner = options.manner;
    let sites = match options.sites {
        Some(plan) => Some(Arc::new(Sites::new(plan, &manner, options.jobs)?)),
        None => None,
    };
    manner.choose = sites
        .clone()
        .map(|sites| -> Choose { Box::new(move |page| sites.cleaner(page)) });
    let reader = {
        let (inputs, but) = (options.inputs, sink.paths());
        let (place, limit) = (start.place.clone(), options.limit);
        let every = (!options.quiet).then_some(options.every);
        let sites = sites.clone();
        thread::spawn(move || {
            if let Some(sites) = sites.as_ref().filter(|sites| sites.twice()) {
                let beginning = Place::default();
                let all = chunks(inputs.clone(), but.clone(), limit, &beginning)?;
                sites.learn_all(all, every).map_err(told)?;
            }
            let chunks = chunks(inputs, but, limit, &place)?;
            let permits = Permits {
                permitted,
                window,
                own: 0,
            };
            match sites.filter(|sites| !sites.twice()) {
                Some(sites) => read_windows(chunks, &sites, permits, &work).map_err(told),
                None => {
                    read(chunks, permits, &work);
                    Ok(())
                }
            }
        })
    };
    let manner = Arc::new(manner);
    for _ in 0..options.jobs {
        let (manner, packing) = (Arc::clone(&manner), options.packing);
        let (workload, answers) = (workload.clone(), answers.clone());
        thread::spawn(move || clean(&manner, packing, &workload, &answers));
    }
    drop((workload, answers));

    let mut tally = start.tally;
    let seconds = tally.seconds;
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for answers in answered {
        let answers = answers?;
        waiting.insert(answers.number, answers);
        while let Some(Answers {
            bytes,
            tally: more,
            end,
            taken,
            ..
        }) = waiting.remove(&next)
        {
            next += 1;
            tally.add(&more);
            tally.seconds = seconds + started.elapsed().as_secs_f64();
            sink.write(&bytes, &end, &tally)?;
            progress.tell(&tally, taken);
            // The reader may have come to the end.
            let _ = permits.send(());
        }
    }
    progress.finish();
    match reader.join() {
        Ok(Ok(())) => {}
        Ok(Err(message)) => return Err(io::Error::other(message)),
        Err(_) => return Err(io::Error::other("the reader failed")),
    }
    sink.finish()?;
    if let Some(sites) = sites {
        sites.keep()?;
    }
    Ok(tally)
}

fn told(error: io::Error) -> String {
    error.to_string()
}

/// Those of the permits that are there for chunks.
struct Permits {
    permitted: Receiver<()>,
    /// How many there are of them.
    window: usize,
    /// How many the reader has in hand.
    own: usize,
}

impl Permits {
    /// Waits for a permit; tells whether there will be any.
    fn take(&mut self) -> bool {
        if self.own > 0 {
            self.own -= 1;
            return true;
        }
        self.permitted.recv().is_ok()
    }

    /// Waits until all chunks that were sent are written.
    fn wait_for_all(&mut self) -> bool {
        while self.own < self.window {
            if self.permitted.recv().is_err() {
                return false;
            }
            self.own += 1;
        }
        true
    }
}

/// Hands out chunk after chunk. Without permits or work the writer has given up.
fn read(mut chunks: impl Iterator<Item = Chunk>, mut permits: Permits, work: &Sender<Chunk>) {
    while permits.take() {
        let Some(chunk) = chunks.next() else { break };
        if work.send(chunk).is_err() {
            break;
        }
    }
}

/// Hands out window after window, each when it is learned. The one before is written then: what it was cleaned with does
/// not change under it.
fn read_windows(
    mut chunks: impl Iterator<Item = Chunk>,
    sites: &Sites,
    mut permits: Permits,
    work: &Sender<Chunk>,
) -> io::Result<()> {
    loop {
        let window = sites.window(&mut chunks);
        if window.is_empty() || !permits.wait_for_all() {
            return Ok(());
        }
        sites.learn(&window)?;
        for chunk in window {
            if !permits.take() || work.send(chunk).is_err() {
                return Ok(());
            }
        }
    }
}

/// Answers chunk after chunk, until there are no more or nobody waits for them.
fn clean(
    manner: &Manner,
    packing: Packing,
    workload: &Receiver<Chunk>,
    answers: &Sender<io::Result<Answers>>,
) {
    for chunk in workload {
        let answered = answer(manner, packing, chunk);
        if answers.send(answered).is_err() {
            break;
        }
    }
}

fn answer(manner: &Manner, packing: Packing, chunk: Chunk) -> io::Result<Answers> {
    let (mut bytes, mut tally) = (Vec::new(), Tally::default());
    for (record, input) in chunk.records {
        tally.count(manner.answer(&record, Some(&input), &mut bytes)?);
    }
    Ok(Answers {
        number: chunk.number,
        bytes: packing.pack(bytes)?,
        tally,
        end: chunk.end,
        taken: chunk.taken,
    })
}
