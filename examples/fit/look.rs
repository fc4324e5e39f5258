//! The first look: body or not, from what a block shows alone.

use bodytext::Kind;
use bodytext::model::{is_step, local_row_count};

use crate::data::regions_where;
use crate::measured::Measured;

/// Times that all pages are gone through.
const PASSES: usize = 6;
/// Pull of each weight towards zero, and of neighbouring steps towards each other.
const TO_ZERO: f32 = 2e-5;
const TO_NEIGHBOUR: f32 = 2e-4;

/// Fits a weight for each local row by stochastic gradient descent (Adagrad: Duchi, Hazan and Singer 2011).
///
/// Every page counts by the square root of its length, spread evenly over its blocks, so that long menus do not drown
/// the rest.
pub(crate) fn fit(pages: &[Measured]) -> Vec<f32> {
    let count = local_row_count();
    let body = regions_where(Kind::is_body);
    let mut weights = vec![0.0_f32; count];
    let mut squares = vec![1e-3_f32; count];
    for epoch in 0..PASSES {
        let rate = 0.1 / (1.0 + epoch as f32);
        for page in pages {
            let scale = page.weight / (page.len().max(1) as f32).sqrt();
            for block in 0..page.len() {
                let allowed = page.allowed[block];
                let target = match (allowed & body != 0, allowed & !body != 0) {
                    (true, false) => 1.0,
                    (false, true) => 0.0,
                    // A block that may be either teaches nothing here.
                    _ => continue,
                };
                let rows = page.rows_of(block);
                let local = || {
                    rows.iter()
                        .map(|row| *row as usize)
                        .take_while(|row| *row < count)
                };
                let score: f32 = local().map(|row| weights[row]).sum();
                let error = scale * (1.0 / (1.0 + (-score).exp()) - target);
                for row in local() {
                    let gradient = error + TO_ZERO * weights[row];
                    squares[row] += gradient * gradient;
                    weights[row] -= rate * gradient / squares[row].sqrt();
                }
            }
            smooth(&mut weights);
        }
    }
    weights
}

fn smooth(weights: &mut [f32]) {
    for row in 1..weights.len() {
        if is_step(row as u16) {
            let pull = TO_NEIGHBOUR * (weights[row] - weights[row - 1]);
            weights[row] -= pull;
            weights[row - 1] += pull;
        }
    }
}
