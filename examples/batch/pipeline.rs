//! The threads of a run: one reads, several clean, one writes.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::thread;
use std::time::Instant;

use crossbeam_channel::{Receiver, Sender, bounded};

use crate::chunks::{Chunk, Place, chunks};
use crate::journal::Start;
use crate::options::Options;
use crate::program::answer::Manner;
use crate::progress::Progress;
use crate::sink::{Packing, Sink};
use crate::tally::Tally;

/// How many chunks may be on the way for each job.
const CHUNKS: usize = 4;

/// The answers to a chunk.
struct Answers {
    number: u64,
    bytes: Vec<u8>,
    tally: Tally,
    end: Place,
}

/// Cleans all inputs from a place on and counts what became of their records.
///
/// # Errors
/// Those of writing, and inputs that are not those of the run that is taken up.
pub(crate) fn run(options: Options, mut sink: Sink, start: Start) -> io::Result<Tally> {
    let started = Instant::now();
    let taken = Arc::new(AtomicU64::new(0));
    let window = CHUNKS * options.jobs;
    let (permits, permitted) = bounded(window);
    for _ in 0..window {
        // The channel has room for all of them.
        let _ = permits.send(());
    }
    let (work, workload) = bounded(window);
    let (answers, answered) = bounded(window);

    let mut progress = Progress::start(&options, Arc::clone(&taken));
    let reader = {
        let (inputs, but) = (options.inputs, sink.paths());
        let place = start.place.clone();
        thread::spawn(move || {
            let permitted = permitted;
            let mut chunks = chunks(inputs, but, options.limit, taken, &place)?;
            // Without permits or work the writer has given up.
            while permitted.recv().is_ok() {
                let Some(chunk) = chunks.next() else { break };
                if work.send(chunk).is_err() {
                    break;
                }
            }
            Ok::<(), String>(())
        })
    };
    let manner = Arc::new(options.manner);
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
            ..
        }) = waiting.remove(&next)
        {
            next += 1;
            tally.add(&more);
            tally.seconds = seconds + started.elapsed().as_secs_f64();
            sink.write(&bytes, &end, &tally)?;
            progress.tell(&tally);
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
    Ok(tally)
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
    })
}
