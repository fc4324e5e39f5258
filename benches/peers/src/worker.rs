//! A system at work in a process of its own: one that hangs is ended, one that overflows its stack takes nothing along.

use std::io::{Read, Write};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use cpu_time::ProcessTime;

use crate::systems::named;

/// A page that takes longer counts as not done.
const LIMIT: Duration = Duration::from_secs(10);

/// How a page went: the time that it took of the processor, and the length of what was found.
#[derive(Clone, Copy)]
pub struct Done {
    pub seconds: f64,
    pub found: u64,
}

/// The work of the process: reads pages, each behind its length, and answers with time and length.
pub fn serve(name: &str) {
    let work = named(name).expect("a system of this name");
    let (mut input, mut output) = (std::io::stdin().lock(), std::io::stdout().lock());
    loop {
        let mut length = [0; 8];
        if input.read_exact(&mut length).is_err() {
            return;
        }
        let mut page = vec![0; u64::from_le_bytes(length) as usize];
        input.read_exact(&mut page).expect("a page");
        let page = String::from_utf8(page).expect("a page of text");
        let start = ProcessTime::now();
        let found = work(&page) as u64;
        let nanoseconds = start.elapsed().as_nanos() as u64;
        let answer = [nanoseconds.to_le_bytes(), found.to_le_bytes()].concat();
        output.write_all(&answer).expect("somebody listens");
        output.flush().expect("somebody listens");
    }
}

/// The other end of [`serve`].
pub struct Worker {
    name: &'static str,
    running: Option<Running>,
}

struct Running {
    child: Child,
    input: ChildStdin,
    answers: Receiver<Done>,
}

impl Worker {
    pub fn new(name: &'static str) -> Worker {
        Worker {
            name,
            running: None,
        }
    }

    /// Works on a page. `None` if that took too long, or ended the process.
    pub fn work(&mut self, page: &str) -> Option<Done> {
        let name = self.name;
        let running = self.running.get_or_insert_with(|| Running::start(name));
        let length = (page.len() as u64).to_le_bytes();
        let sent = running
            .input
            .write_all(&length)
            .and_then(|()| running.input.write_all(page.as_bytes()))
            .and_then(|()| running.input.flush());
        let done = sent
            .ok()
            .and_then(|()| running.answers.recv_timeout(LIMIT).ok());
        if done.is_none() {
            self.end();
        }
        done
    }

    fn end(&mut self) {
        if let Some(mut running) = self.running.take() {
            // It may have ended by itself.
            let _ = running.child.kill();
            let _ = running.child.wait();
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.end();
    }
}

impl Running {
    fn start(name: &str) -> Running {
        let program = std::env::current_exe().expect("this program's path");
        let mut child = Command::new(program)
            .args(["--work", name])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // What a system says as it overflows its stack is no part of the table.
            .stderr(Stdio::null())
            .spawn()
            .expect("this program runs");
        let input = child.stdin.take().expect("a pipe");
        let mut output = child.stdout.take().expect("a pipe");
        let (sender, answers) = channel();
        std::thread::spawn(move || {
            let mut answer = [0; 16];
            while output.read_exact(&mut answer).is_ok() {
                let number = |at: usize| {
                    let bytes = answer[at..at + 8].try_into().expect("eight bytes");
                    u64::from_le_bytes(bytes)
                };
                let done = Done {
                    seconds: number(0) as f64 / 1e9,
                    found: number(8),
                };
                if sender.send(done).is_err() {
                    return;
                }
            }
        });
        Running {
            child,
            input,
            answers,
        }
    }
}
