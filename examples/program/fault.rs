//! What can be wrong with a record.

use std::fmt;

/// Sorts of faults, as they are counted at the end of a run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Sort {
    Input,
    Json,
    NoPage,
    NotText,
    TooLong,
    Warc,
    Http,
    Cleaner,
}

/// What is wrong with a record.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub(crate) sort: Sort,
    pub(crate) message: String,
}

impl Sort {
    pub(crate) const ALL: [Sort; 8] = [
        Sort::Input,
        Sort::Json,
        Sort::NoPage,
        Sort::NotText,
        Sort::TooLong,
        Sort::Warc,
        Sort::Http,
        Sort::Cleaner,
    ];

    /// What a count of such faults is called.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Sort::Input => "input unreadable",
            Sort::Json => "not JSON",
            Sort::NoPage => "no page in it",
            Sort::NotText => "not text",
            Sort::TooLong => "too long",
            Sort::Warc => "bad WARC header",
            Sort::Http => "bad HTTP response",
            Sort::Cleaner => "cleaner failed",
        }
    }
}

impl Fault {
    pub(crate) fn new(sort: Sort, message: impl Into<String>) -> Fault {
        Fault {
            sort,
            message: message.into(),
        }
    }

    pub(crate) fn too_long(limit: usize) -> Fault {
        Fault::new(Sort::TooLong, format!("longer than {limit} bytes"))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
