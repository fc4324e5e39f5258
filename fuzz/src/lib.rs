//! The bodies of the fuzz targets, in a module that `tests/fuzz_corpus.rs` includes as well.

pub mod targets;
