//! What the examples that look at labelled pages share.
#![allow(
    dead_code,
    reason = "each of the examples and tests that include this uses a part of it"
)]

pub(crate) mod by_hand;
pub(crate) mod corpus;
pub(crate) mod metrics;
#[cfg(feature = "html")]
pub(crate) mod worn;
