//! The chain of regions: a conditional random field whose labels allow sets of regions.
//!
//! The fit maximises, over all pages, the log-probability that every block is in a region its label allows, the
//! regions themselves summed out (as hidden-state conditional random fields are trained: Quattoni and others 2007).
//! The gradient of a weight is the expected number of its uses given the labels, less that without them. Steps are
//! those of Adam (Kingma and Ba 2015), over small batches of pages in a fixed order that looks shuffled.

use bodytext::model::{is_silent, is_step, regions, row_count};
use rayon::prelude::*;

use crate::data::Measured;

/// Pages in a batch, and parts that a batch is summed in (a fixed number, so that sums do not depend on threads).
const BATCH: usize = 24;
const PARTS: usize = 4;
/// Pull of each weight towards zero, and of neighbouring steps towards each other, for each batch.
const TO_ZERO: f32 = 5e-2;
const TO_NEIGHBOUR: f32 = 5e-2;
/// The first length of a step.
const RATE: f32 = 0.06;

/// The weights of a chain.
#[derive(Clone)]
pub struct Chain {
    /// By row, then region.
    pub rows: Vec<f32>,
    pub start: Vec<f32>,
    /// By upper region, then lower.
    pub steps: Vec<f32>,
}

impl Chain {
    fn zero() -> Chain {
        let count = regions().len();
        Chain {
            rows: vec![0.0; row_count() * count],
            start: vec![0.0; count],
            steps: vec![0.0; count * count],
        }
    }

    fn parts(&self) -> [&[f32]; 3] {
        [&self.rows, &self.start, &self.steps]
    }

    fn parts_mut(&mut self) -> [&mut [f32]; 3] {
        [&mut self.rows, &mut self.start, &mut self.steps]
    }
}

/// Numbers that look random and are the same on every machine (Knuth's linear congruential generator, MMIX).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 33
    }
}

/// Fits a chain.
pub fn fit(pages: &[Measured], epochs: usize) -> Chain {
    let mut chain = Chain::zero();
    let mut numbers = Numbers(7);
    let count = regions().len();
    // Regions that share a kind start a little apart, or they would stay the same for ever.
    for weight in &mut chain.rows {
        *weight = (numbers.next() % 1000) as f32 / 1000.0 * 0.1 - 0.05;
    }
    for from in 0..count {
        chain.steps[from * count + from] = 1.0;
    }
    let (mut mean, mut square) = (Chain::zero(), Chain::zero());
    let mut order: Vec<usize> = (0..pages.len())
        .filter(|page| pages[*page].len() > 0)
        .collect();
    let batches = epochs * order.len().div_ceil(BATCH);
    let mut batch_number = 0;
    for epoch in 0..epochs {
        for at in (1..order.len()).rev() {
            order.swap(at, numbers.next() as usize % (at + 1));
        }
        let mut loss = 0.0;
        for batch in order.chunks(BATCH) {
            batch_number += 1;
            let progress = batch_number as f32 / batches as f32;
            let rate = RATE * (0.5 + 0.5 * (std::f32::consts::PI * progress).cos()) + 1e-4;
            let (gradient, part) = gradient(&chain, pages, batch);
            loss += part;
            step(
                &mut chain,
                &gradient,
                &mut mean,
                &mut square,
                rate,
                batch_number,
            );
        }
        eprintln!(
            "  pass {:2}: loss {:.4} a page",
            epoch + 1,
            loss / order.len() as f64
        );
    }
    chain
}

fn gradient(chain: &Chain, pages: &[Measured], batch: &[usize]) -> (Chain, f64) {
    let parts: Vec<(Chain, f64)> = (0..PARTS)
        .into_par_iter()
        .map(|part| {
            let mut sum = Chain::zero();
            let mut loss = 0.0;
            let factors = Factors::new(chain);
            for page in batch.iter().skip(part).step_by(PARTS) {
                loss += learn(chain, &factors, &pages[*page], &mut sum);
            }
            (sum, loss)
        })
        .collect();
    let mut parts = parts.into_iter();
    let (mut sum, mut loss) = parts.next().unwrap_or_else(|| (Chain::zero(), 0.0));
    for (part, part_loss) in parts {
        loss += part_loss;
        for (all, part) in sum.parts_mut().into_iter().zip(part.parts()) {
            all.iter_mut()
                .zip(part)
                .for_each(|(all, part)| *all += part);
        }
    }
    (sum, loss)
}

/// One step of Adam, with the pulls of the prior.
fn step(
    chain: &mut Chain,
    gradient: &Chain,
    mean: &mut Chain,
    square: &mut Chain,
    rate: f32,
    number: usize,
) {
    const MEAN: f32 = 0.9;
    const SQUARE: f32 = 0.99;
    let count = regions().len();
    let pulls = pulls(&chain.rows, count);
    let correction = (1.0 - SQUARE.powi(number as i32)).sqrt() / (1.0 - MEAN.powi(number as i32));
    let all = chain
        .parts_mut()
        .into_iter()
        .zip(gradient.parts())
        .zip(mean.parts_mut())
        .zip(square.parts_mut());
    for (index, (((weights, gradient), mean), square)) in all.enumerate() {
        for at in 0..weights.len() {
            let pull = if index == 0 {
                pulls[at]
            } else {
                TO_ZERO * 0.1 * weights[at]
            };
            let slope = gradient[at] + pull;
            mean[at] = MEAN * mean[at] + (1.0 - MEAN) * slope;
            square[at] = SQUARE * square[at] + (1.0 - SQUARE) * slope * slope;
            weights[at] -= rate * correction * mean[at] / (square[at].sqrt() + 1e-4);
        }
    }
    for row in 0..row_count() {
        if is_silent(row as u16) {
            chain.rows[row * count..(row + 1) * count].fill(0.0);
        }
    }
}

fn pulls(rows: &[f32], count: usize) -> Vec<f32> {
    let mut pulls: Vec<f32> = rows.iter().map(|weight| TO_ZERO * weight).collect();
    for row in 1..row_count() {
        if is_step(row as u16) {
            for at in row * count..(row + 1) * count {
                let pull = TO_NEIGHBOUR * (rows[at] - rows[at - count]);
                pulls[at] += pull;
                pulls[at - count] -= pull;
            }
        }
    }
    pulls
}

/// The chain's steps as factors.
struct Factors {
    start: Vec<f32>,
    /// By upper region, then lower.
    down: Vec<f32>,
    /// By lower region, then upper.
    up: Vec<f32>,
}

impl Factors {
    fn new(chain: &Chain) -> Factors {
        let count = chain.start.len();
        let down: Vec<f32> = chain.steps.iter().map(|weight| weight.exp()).collect();
        let up = (0..count * count)
            .map(|at| down[at % count * count + at / count])
            .collect();
        Factors {
            start: chain.start.iter().map(|weight| weight.exp()).collect(),
            down,
            up,
        }
    }
}

/// What a sweep up and down a page yields.
struct Swept {
    /// Probability of each region at each block.
    shares: Vec<f32>,
    /// Forward probabilities and backward messages, for the steps' gradient.
    down: Vec<f32>,
    up: Vec<f32>,
    log_sum: f64,
}

/// Adds a page's gradient of the loss, and returns its loss.
fn learn(chain: &Chain, factors: &Factors, page: &Measured, sum: &mut Chain) -> f64 {
    let count = factors.start.len();
    let scale = page.weight / (page.len() as f32).sqrt();
    let mut emissions = vec![0.0_f32; page.len() * count];
    let mut shift = 0.0;
    for block in 0..page.len() {
        let here = &mut emissions[block * count..(block + 1) * count];
        for row in page.rows_of(block) {
            let weights = &chain.rows[*row as usize * count..(*row as usize + 1) * count];
            here.iter_mut()
                .zip(weights)
                .for_each(|(sum, weight)| *sum += weight);
        }
        let most = here.iter().copied().fold(f32::MIN, f32::max);
        here.iter_mut()
            .for_each(|value| *value = (*value - most).exp().max(1e-20));
        shift += f64::from(most);
    }
    let free = sweep(factors, &emissions, count);
    for (block, allowed) in page.allowed.iter().enumerate() {
        for region in 0..count {
            if allowed & (1 << region) == 0 {
                emissions[block * count + region] *= 1e-24;
            }
        }
    }
    let held = sweep(factors, &emissions, count);
    let _ = shift;
    for block in 0..page.len() {
        let at = block * count;
        let difference: Vec<f32> = (0..count)
            .map(|r| scale * (free.shares[at + r] - held.shares[at + r]))
            .collect();
        for row in page.rows_of(block) {
            let slopes = &mut sum.rows[*row as usize * count..(*row as usize + 1) * count];
            slopes
                .iter_mut()
                .zip(&difference)
                .for_each(|(slope, difference)| *slope += difference);
        }
        if block == 0 {
            sum.start
                .iter_mut()
                .zip(&difference)
                .for_each(|(slope, difference)| *slope += difference);
        }
    }
    for (swept, sign) in [(&free, scale), (&held, -scale)] {
        count_steps(factors, swept, count, sign, &mut sum.steps);
    }
    f64::from(scale) * (free.log_sum - held.log_sum)
}

/// Adds the expected number of steps between each two regions.
fn count_steps(factors: &Factors, swept: &Swept, count: usize, sign: f32, sum: &mut [f32]) {
    let blocks = swept.down.len() / count;
    for block in 1..blocks {
        let above = &swept.down[(block - 1) * count..block * count];
        let below = &swept.up[block * count..(block + 1) * count];
        let mut total = 0.0;
        for (from, share) in above.iter().enumerate() {
            let row = &factors.down[from * count..(from + 1) * count];
            total += share
                * row
                    .iter()
                    .zip(below)
                    .map(|(factor, below)| factor * below)
                    .sum::<f32>();
        }
        let scale = sign / total.max(1e-30);
        for (from, share) in above.iter().enumerate() {
            let row = &factors.down[from * count..(from + 1) * count];
            let slopes = &mut sum[from * count..(from + 1) * count];
            for ((slope, factor), below) in slopes.iter_mut().zip(row).zip(below) {
                *slope += scale * share * factor * below;
            }
        }
    }
}

fn normalise(values: &mut [f32]) -> f32 {
    let sum: f32 = values.iter().sum::<f32>().max(1e-35);
    values.iter_mut().for_each(|value| *value /= sum);
    sum
}

/// Forward and backward over a page. `emissions` are factors, by block and region.
fn sweep(factors: &Factors, emissions: &[f32], count: usize) -> Swept {
    let blocks = emissions.len() / count;
    let mut down = vec![0.0_f32; emissions.len()];
    // For each block, its emission times the message from below.
    let mut up = vec![0.0_f32; emissions.len()];
    let mut shares = vec![0.0_f32; emissions.len()];
    let mut log_sum = 0.0;
    let mut message = factors.start.clone();
    for block in 0..blocks {
        let at = block * count;
        for region in 0..count {
            down[at + region] = message[region] * emissions[at + region];
        }
        log_sum += f64::from(normalise(&mut down[at..at + count])).ln();
        message = passed(&factors.down, &down[at..at + count]);
    }
    let mut message = vec![1.0_f32; count];
    for block in (0..blocks).rev() {
        let at = block * count;
        normalise(&mut message);
        for region in 0..count {
            shares[at + region] = down[at + region] * message[region];
            up[at + region] = message[region] * emissions[at + region];
        }
        normalise(&mut shares[at..at + count]);
        normalise(&mut up[at..at + count]);
        message = passed(&factors.up, &up[at..at + count]);
    }
    Swept {
        shares,
        down,
        up,
        log_sum,
    }
}

fn passed(steps: &[f32], here: &[f32]) -> Vec<f32> {
    let mut message = vec![0.0; here.len()];
    for (row, share) in steps.chunks_exact(here.len()).zip(here) {
        message
            .iter_mut()
            .zip(row)
            .for_each(|(sum, factor)| *sum += factor * share);
    }
    message
}
