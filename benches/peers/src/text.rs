//! Plain text: the cleaner beside marks of less work.

use std::hint::black_box;

use cpu_time::ProcessTime;

type Work = fn(&str) -> usize;

const ALL: [(&str, Work); 4] = [
    ("line ends (memchr)", lines),
    ("a class for each byte", classes),
    ("C4's line rule", c4),
    ("bodytext", clean),
];

/// Prints the table.
pub fn table(pages: &[String], rounds: usize) {
    let bytes: usize = pages.iter().map(String::len).sum();
    println!("Text, {} pages, {:.1} MB", pages.len(), bytes as f64 / 1e6);
    for (name, work) in ALL {
        let round = || {
            let start = ProcessTime::now();
            for page in pages {
                black_box(work(black_box(page)));
            }
            start.elapsed().as_secs_f64()
        };
        // The first round reads the tables.
        let best = (0..=rounds).map(|_| round()).fold(f64::MAX, f64::min);
        println!("{name:<32} {:>8.0} MB/s", bytes as f64 / best / 1e6);
    }
}

fn lines(page: &str) -> usize {
    memchr::memchr_iter(b'\n', page.as_bytes()).count()
}

fn classes(page: &str) -> usize {
    const CLASSES: [u8; 256] = {
        let mut classes = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            classes[byte] = match byte as u8 {
                b'a'..=b'z' => 1,
                b'A'..=b'Z' => 2,
                b'0'..=b'9' => 3,
                b'.' | b'!' | b'?' => 4,
                0x80.. => 5,
                _ => 0,
            };
            byte += 1;
        }
        classes
    };
    page.bytes()
        .map(|byte| usize::from(CLASSES[usize::from(byte)]))
        .sum()
}

/// The rule by which the C4 data set keeps a line: three words, and a mark that ends a sentence.
fn c4(page: &str) -> usize {
    let keeps = |line: &&str| {
        let line = line.trim();
        line.ends_with(['.', '?', '!', '"']) && line.split_whitespace().nth(2).is_some()
    };
    page.lines().filter(keeps).count()
}

fn clean(page: &str) -> usize {
    bodytext::clean(page).body().to_string().len()
}
