//! Everything that an article tells, to compare two of them.

use bodytext::{Article, Block, Dated, Judged, Kind};

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
    /// What the markup says, written out.
    pub(crate) metadata: String,
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
        #[cfg(feature = "html")]
        metadata: format!("{:?}", article.metadata()),
        #[cfg(not(feature = "html"))]
        metadata: String::new(),
    }
}
