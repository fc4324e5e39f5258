//! What the examples that look at labelled pages share.

pub mod corpus;
pub mod metrics;
