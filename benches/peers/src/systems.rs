//! The systems, each as a function from a page of HTML to the length of what it takes from it.

use std::hint::black_box;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Token, TokenSink, TokenSinkResult, Tokenizer};

/// A system's work on a page: what it returns is the length of the text that it found, 0 where it found none.
pub type Work = fn(&str) -> usize;

/// The mark that the others are set against.
pub const MARK: &str = "scraper::Html::parse_document";

/// All systems. Those behind the first three do about the same: the body of an article as text, and its metadata.
pub const ALL: [(&str, Work); 11] = [
    ("html5ever's tokenizer", tokenize),
    (MARK, parse),
    ("bodytext, blocks alone", segment),
    ("bodytext", bodytext),
    ("dom_smoothie", dom_smoothie),
    ("readable-readability", readable),
    ("llm_readability", llm_readability),
    ("libreadability", libreadability),
    ("justext", justext),
    ("trafilatura (crate)", trafilatura),
    ("rs-trafilatura", rs_trafilatura),
];

/// The work of a system.
pub fn named(name: &str) -> Option<Work> {
    ALL.iter().find(|own| own.0 == name).map(|own| own.1)
}

/// Takes tokens, and counts them.
#[derive(Default)]
struct Counted(std::cell::Cell<usize>);

impl TokenSink for Counted {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        black_box(token);
        self.0.set(self.0.get() + 1);
        TokenSinkResult::Continue
    }
}

fn tokenize(html: &str) -> usize {
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from_slice(html));
    let tokenizer = Tokenizer::new(Counted::default(), Default::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.get()
}

fn parse(html: &str) -> usize {
    scraper::Html::parse_document(html).tree.nodes().count()
}

fn segment(html: &str) -> usize {
    bodytext::model::segment_html(html).text().len()
}

fn bodytext(html: &str) -> usize {
    bodytext::clean_html(html).body().to_string().len()
}

fn dom_smoothie(html: &str) -> usize {
    let article = dom_smoothie::Readability::new(html, None, None).and_then(|mut own| own.parse());
    article.map_or(0, |article| article.text_content.len())
}

fn readable(html: &str) -> usize {
    let (node, _) = readable_readability::Readability::new().parse(html);
    node.text_contents().len()
}

fn llm_readability(html: &str) -> usize {
    let url = url::Url::parse("https://example.org/").expect("an address");
    let product = llm_readability::extractor::extract(&mut html.as_bytes(), &url);
    product.map_or(0, |product| product.text.len())
}

fn libreadability(html: &str) -> usize {
    let article = libreadability::extract(html, None);
    article.map_or(0, |article| article.text_content.len())
}

fn justext(html: &str) -> usize {
    let text = justext::extract_text_lang(html, "English", &justext::Config::default());
    text.map_or(0, |text| text.len())
}

fn trafilatura(html: &str) -> usize {
    let found = trafilatura::extract(html, &trafilatura::Options::default());
    found.map_or(0, |found| found.content_text.len())
}

fn rs_trafilatura(html: &str) -> usize {
    let found = rs_trafilatura::extract(html);
    found.map_or(0, |found| found.content_text.len())
}
