//! The chain of regions: a conditional random field whose labels allow sets of regions.
//!
//! The fit maximises, over all pages, the log-probability that every block is in a region its label allows, the
//! regions themselves summed out (as hidden-state conditional random fields are trained: Quattoni and others 2007).
//! The gradient of a weight is the expected number of its uses given the labels, less that without them; that of the
//! expected F1 of the words kept is added ([`gain`]). Steps are
//! those of Adam (Kingma and Ba 2015), over small batches of pages in an order that looks shuffled and is always the
//! same.

use bodytext::model::{is_silent, is_step, row_count};
use rayon::prelude::*;

use crate::gain;
use crate::measured::Measured;
use crate::random::Random;
use crate::sweep::{
    COUNT, Factors, PerRegion, Swept, add, add_steps, lanes, lanes_mut, passed, product, sum, sweep,
};

/// Pages in a batch, and parts that a batch is summed in (a fixed number, so that sums do not depend on threads).
const BATCH: usize = 24;
const PARTS: usize = 4;
/// Pull of each weight towards what is expected of it, and of neighbouring steps of a scale towards each other, as a
/// share of the distance and of the length of a step (decoupled from the gradient: Loshchilov and Hutter 2019). The
/// first is a [`Plan`]'s.
const TO_NEIGHBOUR: f32 = 0.1;
/// The first length of a step.
const RATE: f32 = 0.06;

/// The weights of a chain.
pub(crate) type Chain = bodytext::model::Numbers;

fn zero() -> Chain {
    Chain {
        look: Vec::new(),
        rows: vec![0.0; row_count() * COUNT],
        start: vec![0.0; COUNT],
        steps: vec![0.0; COUNT * COUNT],
    }
}

fn groups(chain: &Chain) -> [&[f32]; 3] {
    [&chain.rows, &chain.start, &chain.steps]
}

fn groups_mut(chain: &mut Chain) -> [&mut [f32]; 3] {
    [&mut chain.rows, &mut chain.start, &mut chain.steps]
}

/// What the steps of Adam carry on.
struct State {
    expected: Chain,
    pull: f32,
    mean: Chain,
    square: Chain,
    number: i32,
}

/// How a chain is fitted.
pub(crate) struct Plan {
    /// What is expected of the weights: where they begin, and what they are pulled to.
    pub(crate) expected: Chain,
    pub(crate) pull: f32,
    /// What the loss of a page's whole F1 counts, beside the log-probability of its labels for each root of a line.
    pub(crate) worth: f32,
    /// Times that all pages are gone through.
    pub(crate) passes: usize,
}

/// Fits a chain.
pub(crate) fn fit(pages: &[Measured], plan: Plan) -> Chain {
    let mut random = Random::new(7);
    let (passes, mut expected) = (plan.passes, plan.expected);
    expected.look = Vec::new();
    expected.start.resize(COUNT, 0.0);
    let mut chain = expected.clone();
    // Regions that share a kind start a little apart, or some would stay the same for ever.
    for weight in &mut chain.rows {
        *weight += (random.next() % 1000) as f32 / 1000.0 * 0.1 - 0.05;
    }
    let mut state = State {
        expected,
        pull: plan.pull,
        mean: zero(),
        square: zero(),
        number: 0,
    };
    let mut order: Vec<usize> = (0..pages.len())
        .filter(|page| pages[*page].len() > 0)
        .collect();
    let batches = passes * order.len().div_ceil(BATCH);
    let mut batch_number = 0;
    // The mean of the chain over the last passes varies less with the order of pages than its last state (Polyak and
    // Juditsky 1992).
    let (mut sum, mut summed) = (zero(), 0.0);
    for pass in 0..passes {
        for at in (1..order.len()).rev() {
            order.swap(at, random.below(at + 1));
        }
        let mut loss = 0.0;
        for batch in order.chunks(BATCH) {
            batch_number += 1;
            let progress = batch_number as f32 / batches as f32;
            let rate = RATE * (0.5 + 0.5 * (std::f32::consts::PI * progress).cos()) + 1e-4;
            let (gradient, part) = gradient(&chain, plan.worth, pages, batch);
            loss += part;
            step(&mut chain, &gradient, &mut state, rate);
            if 2 * batch_number > batches {
                summed += 1.0;
                for (sum, part) in groups_mut(&mut sum).into_iter().zip(groups(&chain)) {
                    sum.iter_mut()
                        .zip(part)
                        .for_each(|(sum, part)| *sum += part);
                }
            }
        }
        eprintln!(
            "  pass {:2}: loss {:.4} a page",
            pass + 1,
            loss / order.len() as f64
        );
    }
    for sum in groups_mut(&mut sum) {
        sum.iter_mut().for_each(|sum| *sum /= summed);
    }
    sum
}

fn gradient(chain: &Chain, worth: f32, pages: &[Measured], batch: &[usize]) -> (Chain, f64) {
    let parts: Vec<(Chain, f64)> = (0..PARTS)
        .into_par_iter()
        .map(|part| {
            let mut sum = zero();
            let mut loss = 0.0;
            let factors = Factors::new(&chain.start, &chain.steps);
            for page in batch.iter().skip(part).step_by(PARTS) {
                loss += learn(chain, &factors, worth, &pages[*page], &mut sum);
            }
            (sum, loss)
        })
        .collect();
    let mut parts = parts.into_iter();
    let (mut sum, mut loss) = parts.next().unwrap_or_else(|| (zero(), 0.0));
    for (part, part_loss) in parts {
        loss += part_loss;
        for (all, part) in groups_mut(&mut sum).into_iter().zip(groups(&part)) {
            all.iter_mut()
                .zip(part)
                .for_each(|(all, part)| *all += part);
        }
    }
    (sum, loss)
}

/// One step of Adam, with the pulls of the prior.
fn step(chain: &mut Chain, gradient: &Chain, state: &mut State, rate: f32) {
    const MEAN: f32 = 0.9;
    const SQUARE: f32 = 0.99;
    state.number += 1;
    let correction = (1.0 - SQUARE.powi(state.number)).sqrt() / (1.0 - MEAN.powi(state.number));
    smooth(&mut chain.rows, rate * TO_NEIGHBOUR);
    let all = groups_mut(chain)
        .into_iter()
        .zip(groups(gradient))
        .zip(groups(&state.expected))
        .zip(groups_mut(&mut state.mean))
        .zip(groups_mut(&mut state.square));
    for ((((weights, gradient), expected), mean), square) in all {
        for at in 0..weights.len() {
            mean[at] = MEAN * mean[at] + (1.0 - MEAN) * gradient[at];
            square[at] = SQUARE * square[at] + (1.0 - SQUARE) * gradient[at] * gradient[at];
            weights[at] -= rate * correction * mean[at] / (square[at].sqrt() + 1e-4);
            weights[at] -= rate * state.pull * (weights[at] - expected[at]);
        }
    }
    for row in (0..row_count()).filter(|row| is_silent(*row as u16)) {
        chain.rows[row * COUNT..(row + 1) * COUNT].fill(0.0);
    }
}

/// Pulls neighbouring steps of a scale towards each other.
fn smooth(rows: &mut [f32], share: f32) {
    for row in (1..row_count()).filter(|row| is_step(*row as u16)) {
        for at in row * COUNT..(row + 1) * COUNT {
            let pull = share * (rows[at] - rows[at - COUNT]);
            rows[at] -= pull;
            rows[at - COUNT] += pull;
        }
    }
}

#[inline(never)]
fn emission(chain: &Chain, rows: &[u16]) -> PerRegion {
    let mut here = [0.0; COUNT];
    for row in rows {
        add(&mut here, lanes(&chain.rows, usize::from(*row)), 1.0);
    }
    let most = here.iter().copied().fold(f32::MIN, f32::max);
    here.map(|value| (value - most).exp().max(1e-20))
}

#[inline(never)]
fn spread(slopes: &mut [f32], rows: &[u16], difference: &PerRegion) {
    for row in rows {
        add(lanes_mut(slopes, usize::from(*row)), difference, 1.0);
    }
}

/// Adds a page's gradient of the loss, and returns its loss.
fn learn(chain: &Chain, factors: &Factors, worth: f32, page: &Measured, sums: &mut Chain) -> f64 {
    let scale = page.weight / (page.len() as f32).sqrt();
    let mut emissions: Vec<PerRegion> = (0..page.len())
        .map(|block| emission(chain, page.rows_of(block)))
        .collect();
    let free = sweep(factors, &emissions);
    for (here, allowed) in emissions.iter_mut().zip(&page.allowed) {
        for (region, factor) in here.iter_mut().enumerate() {
            if allowed & (1 << region) == 0 {
                *factor *= 1e-24;
            }
        }
    }
    let held = sweep(factors, &emissions);
    let lost = gain::slopes(worth, factors, page, &free, &mut sums.steps);
    for block in 0..page.len() {
        let mut difference = lost.as_ref().map_or([0.0; COUNT], |lost| lost[block]);
        add(&mut difference, &free.shares[block], scale);
        add(&mut difference, &held.shares[block], -scale);
        spread(&mut sums.rows, page.rows_of(block), &difference);
        if block == 0 {
            add(lanes_mut(&mut sums.start, 0), &difference, 1.0);
        }
    }
    count_steps(factors, &free, scale, &mut sums.steps);
    count_steps(factors, &held, -scale, &mut sums.steps);
    f64::from(scale) * (free.log_sum - held.log_sum)
}

/// Adds the expected number of steps between each two regions.
fn count_steps(factors: &Factors, swept: &Swept, scale: f32, sums: &mut [f32]) {
    let mut counts = [[0.0; COUNT]; COUNT];
    for (above, below) in swept.down.iter().zip(&swept.up[1..]) {
        let message = passed(&factors.up, below);
        let scale = scale / sum(&product(above, &message)).max(1e-30);
        for (counts, share) in counts.iter_mut().zip(above) {
            add(counts, below, scale * share);
        }
    }
    add_steps(sums, &counts, factors);
}
