//! What the laws of dumps and those of HTML share.

#![allow(dead_code, reason = "each program that includes this uses a part")]

pub(crate) mod laws;
mod told;

use std::fmt::Debug;
use std::thread;

use proptest::prelude::ProptestConfig;

#[allow(unused_imports, reason = "the same")]
pub(crate) use told::{Told, told};

pub(crate) fn config(cases: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    // `PROPTEST_CASES` asks for more than the usual number; the tests' shares of it stay.
    ProptestConfig {
        cases: (cases * usual.cases).div_ceil(256),
        failure_persistence: None,
        ..usual
    }
}

/// Cleans every text on as many threads, in another order on each, and finds what was found before.
pub(crate) fn same_on_every_thread<T: PartialEq + Debug + Send + Sync>(
    texts: &[String],
    told: impl Fn(&str) -> T + Sync,
) {
    let expected: Vec<T> = texts.iter().map(|text| told(text)).collect();
    thread::scope(|scope| {
        for first in 0..texts.len() {
            let (told, expected) = (&told, &expected);
            scope.spawn(move || {
                for at in (0..texts.len()).map(|step| (first + step) % texts.len()) {
                    assert_eq!(told(&texts[at]), expected[at]);
                }
            });
        }
    });
}
