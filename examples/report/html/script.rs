//! What the report's script reads, and how the page knows the script.

use std::collections::HashMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bodytext::Reason;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::program::words::{named, signed};
use crate::view::{Report, Shown};

/// A script's hash as a content security policy has it (CSP level 3, section 2.3.1).
pub(super) fn hash(script: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(script)))
}

/// The reasons of all blocks, as JSON that can stand in a script element: every name once, and for each block the numbers
/// of the names with their points.
pub(super) fn reasons(report: &Report) -> String {
    let mut numbers = HashMap::new();
    let mut names: Vec<[String; 2]> = Vec::new();
    let mut number = |reason: Reason| -> usize {
        *numbers.entry(reason).or_insert_with(|| {
            names.push([named(reason), reason.meaning().into()]);
            names.len() - 1
        })
    };
    let mut block = |block: &Shown| -> Value {
        let findings = block.findings.iter();
        let findings: Vec<Value> = findings
            .map(|(reason, points)| json!([number(*reason), signed(*points)]))
            .collect();
        match &block.rest {
            Some((points, others)) => json!([findings, signed(*points), others]),
            None => json!([findings]),
        }
    };
    let pages: Vec<Vec<Value>> = report
        .pages
        .iter()
        .map(|page| page.blocks.iter().map(&mut block).collect())
        .collect();
    // Names come from the library and not from pages; still, nothing in a script element may look like its end.
    json!({"names": names, "pages": pages})
        .to_string()
        .replace('<', "\\u003c")
}
