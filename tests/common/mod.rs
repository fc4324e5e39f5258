//! What the laws of dumps and those of HTML share.

use std::fmt::Debug;
use std::thread;

use bodytext::{Article, Block, Dated, Judged, Kind};
use proptest::prelude::ProptestConfig;

pub(crate) fn config(cases: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    // `PROPTEST_CASES` asks for more than the usual number; the tests' shares of it stay.
    ProptestConfig {
        cases: (cases * usual.cases).div_ceil(256),
        failure_persistence: None,
        ..usual
    }
}

/// Everything that an article tells, numbers to the last bit.
#[derive(PartialEq, Debug)]
pub(crate) struct Told {
    pub(crate) blocks: Vec<(Block, Kind, u32, u32, bool)>,
    pub(crate) body: String,
    pub(crate) markdown: String,
    pub(crate) title: Option<String>,
    pub(crate) byline: Option<String>,
    pub(crate) dates: [Option<Dated>; 2],
    pub(crate) quality: u32,
}

pub(crate) fn told(article: &Article<'_>) -> Told {
    let block = |judged: Judged<'_>| {
        let (score, share) = (judged.score().to_bits(), judged.probability().to_bits());
        let kept = judged.is_kept();
        (*judged.block(), judged.kind(), score, share, kept)
    };
    Told {
        blocks: article.blocks().map(block).collect(),
        body: article.body().to_string(),
        markdown: article.to_markdown(),
        title: article.title().map(str::to_owned),
        byline: article.byline().map(str::to_owned),
        dates: [article.published().cloned(), article.modified().cloned()],
        quality: article.quality().to_bits(),
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
