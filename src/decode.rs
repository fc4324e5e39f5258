//! From points to kinds: the page as a chain of regions.
//!
//! Every line is in one of the [`REGIONS`]; its findings' points make regions likely, the table's steps make some
//! orders of regions likely, and the forward-backward algorithm gives the exact probability of every region at every
//! line, given the whole page (a linear-chain conditional random field: Lafferty, McCallum and Pereira 2001; with
//! several hidden regions a kind: Quattoni and others 2007). Time and memory are linear in the number of lines.
//!
//! All arithmetic is single-precision addition, multiplication and division in a fixed order, the exponential included
//! ([`exp`]), so results are the same on every machine.

use crate::kind::Kind;
use crate::weights::{Aligned, COUNT, PerRegion, Points, REGIONS, UNIT, Weights};

/// A line of the chain.
#[derive(Clone)]
pub(crate) struct Link {
    /// What its findings are worth to each region.
    pub(crate) points: Points,
    /// The points as factors.
    emission: PerRegion,
    /// The probability of each region, once the chain is decoded.
    pub(crate) shares: PerRegion,
}

impl Link {
    /// A line, before it is decoded.
    pub(crate) fn new(points: Points) -> Link {
        Link {
            points,
            emission: NOTHING,
            shares: NOTHING,
        }
    }
}

/// The messages of a chain, which explain it.
#[derive(Default)]
pub(crate) struct Messages {
    /// What the lines above say: the forward message into each line, before its own points.
    pub(crate) from_above: Vec<PerRegion>,
    /// What the lines below say: the backward message into each line.
    pub(crate) from_below: Vec<PerRegion>,
}

/// The chain's factors, as they multiply.
pub(crate) struct Steps {
    start: PerRegion,
    /// First index: the region of the line above.
    forward: [PerRegion; COUNT],
    /// First index: the region of the line below.
    backward: [PerRegion; COUNT],
}

impl Steps {
    pub(crate) fn new(weights: &Weights) -> Steps {
        let factor = |weight: i16| exp(f32::from(weight) / UNIT);
        let mut steps = Steps {
            start: Aligned(weights.start.map(factor)),
            forward: weights.steps.map(|row| Aligned(row.map(factor))),
            backward: [NOTHING; COUNT],
        };
        for (from, row) in steps.forward.iter().enumerate() {
            for (to, factor) in row.iter().enumerate() {
                steps.backward[to][from] = *factor;
            }
        }
        steps
    }
}

const NOTHING: PerRegion = Aligned([0.0; COUNT]);

/// The floor keeps a region possible that single precision would rule out for ever.
const FLOOR: f32 = 1e-30;

/// Finds the probabilities of all regions, given each line's points. The messages are kept where they are asked for.
pub(crate) fn decode(steps: &Steps, links: &mut [Link], mut messages: Option<&mut Messages>) {
    let mut message = steps.start;
    for link in links.iter_mut() {
        if let Some(messages) = &mut messages {
            messages.from_above.push(message);
        }
        factors(&link.points, &mut link.emission);
        step(&message, &link.emission, &mut link.shares);
        pass_on(&steps.forward, &link.shares, &mut message);
    }
    let (mut message, mut below) = (Aligned([1.0; COUNT]), NOTHING);
    for link in links.iter_mut().rev() {
        if let Some(messages) = &mut messages {
            messages.from_below.push(message);
        }
        let above = link.shares;
        step(&above, &message, &mut link.shares);
        step(&message, &link.emission, &mut below);
        pass_on(&steps.backward, &below, &mut message);
    }
    if let Some(messages) = messages {
        messages.from_below.reverse();
    }
}

/// Writes the message to the next line: `here` times a table of steps.
///
/// Never inlined: by itself the sums stay in vector registers, among other code the compiler takes them apart.
#[inline(never)]
fn pass_on(steps: &[PerRegion; COUNT], here: &PerRegion, message: &mut PerRegion) {
    *message = NOTHING;
    for (row, weight) in steps.iter().zip(here.iter()) {
        for (sum, factor) in message.iter_mut().zip(row.iter()) {
            *sum += factor * weight;
        }
    }
}

/// Writes the product of two, scaled to a sum of 1.
#[inline(never)]
fn step(one: &PerRegion, other: &PerRegion, product: &mut PerRegion) {
    for (product, (one, other)) in product.iter_mut().zip(one.iter().zip(other.iter())) {
        *product = (one * other).max(FLOOR);
    }
    let scale = 1.0 / sum(product);
    for product in product.iter_mut() {
        *product *= scale;
    }
}

/// The sum of all values, in four columns: a fixed order that leaves the additions independent of each other.
#[inline]
fn sum(values: &PerRegion) -> f32 {
    let mut columns = [0.0; 4];
    for four in values.chunks_exact(4) {
        for (column, value) in columns.iter_mut().zip(four) {
            *column += value;
        }
    }
    (columns[0] + columns[2]) + (columns[1] + columns[3])
}

/// A line's points as factors, the greatest of them 1.
#[inline(never)]
fn factors(points: &Points, factors: &mut PerRegion) {
    let mut most = i16::MIN;
    for point in points.iter() {
        most = most.max(*point);
    }
    for (factor, point) in factors.iter_mut().zip(points.iter()) {
        *factor = exp((f32::from(*point) - f32::from(most)) * (1.0 / UNIT));
    }
}

/// The exponential of a number not above 88, to seven digits or so; 0 below -87.
///
/// By halves of a power of two and a polynomial of degree six (Taylor's, whose error on half an octave is below single
/// precision's own). It vectorises, and unlike the standard library's it gives the same bits on every machine.
#[inline]
pub(crate) fn exp(x: f32) -> f32 {
    const ROUND: f32 = 12_582_912.0;
    let x = x.clamp(-87.0, 88.0);
    let octaves = x * std::f32::consts::LOG2_E;
    // Adding 1.5 * 2^23 rounds to the nearest whole number, which then stands in the sum's lowest bits.
    let rounded = octaves + ROUND;
    let whole = rounded - ROUND;
    let rest = (octaves - whole) * std::f32::consts::LN_2;
    let series = 1.0
        + rest
            * (1.0
                + rest
                    * (0.5
                        + rest
                            * (1.0 / 6.0
                                + rest
                                    * (1.0 / 24.0 + rest * (1.0 / 120.0 + rest * (1.0 / 720.0))))));
    let exponent = rounded.to_bits().wrapping_sub(ROUND.to_bits() - 127);
    series * f32::from_bits(exponent << 23)
}

/// The probability that belongs to log-odds.
pub(crate) fn logistic(log_odds: f32) -> f32 {
    1.0 / (1.0 + exp(-log_odds.clamp(-80.0, 80.0)))
}

/// The probability of body text, heads included.
#[inline(never)]
pub(crate) fn body_share(posterior: &PerRegion) -> f32 {
    sum(&side(posterior, true))
}

/// The probabilities of the regions of one side, body text or all else, and 0 for the others.
#[inline]
fn side(posterior: &PerRegion, body: bool) -> PerRegion {
    const BODY: [f32; COUNT] = of_body();
    let mut shares = *posterior;
    for (share, of_body) in shares.iter_mut().zip(BODY) {
        *share *= if body { of_body } else { 1.0 - of_body };
    }
    shares
}

/// 1 for the regions of body text.
const fn of_body() -> [f32; COUNT] {
    let mut of_body = [0.0; COUNT];
    let mut region = 0;
    while region < COUNT {
        if REGIONS[region].0.is_body() {
            of_body[region] = 1.0;
        }
        region += 1;
    }
    of_body
}

/// The likeliest kind of one side of a line, its probability, and that of all kinds that are not body text.
pub(crate) struct Likeliest {
    pub(crate) kind: Kind,
    pub(crate) share: f32,
    pub(crate) not_body: f32,
}

/// The likeliest kind of one side.
#[inline(never)]
pub(crate) fn likeliest(posterior: &PerRegion, body: bool) -> Likeliest {
    const GOES_ON: [f32; COUNT] = goes_on();
    let mut best = (if body { BODY_REGION } else { NAVIGATION_REGION }, 0.0);
    let mut share = 0.0;
    for (region, next) in side(posterior, body).iter().enumerate() {
        share = share * GOES_ON[region] + next;
        best = if share > best.1 {
            (region, share)
        } else {
            best
        };
    }
    Likeliest {
        kind: REGIONS[best.0].0,
        share: best.1,
        not_body: sum(&side(posterior, false)),
    }
}

const BODY_REGION: usize = first_of(Kind::Body);
const NAVIGATION_REGION: usize = first_of(Kind::Navigation);

const fn first_of(kind: Kind) -> usize {
    let mut region = 0;
    while REGIONS[region].0 as usize != kind as usize {
        region += 1;
    }
    region
}

/// 1 for a region of the same kind as the one before it: the regions of a kind stand together.
const fn goes_on() -> [f32; COUNT] {
    let mut goes_on = [0.0; COUNT];
    let mut region = 1;
    while region < COUNT {
        assert!(REGIONS[region - 1].0 as usize <= REGIONS[region].0 as usize);
        if REGIONS[region - 1].0 as usize == REGIONS[region].0 as usize {
            goes_on[region] = 1.0;
        }
        region += 1;
    }
    goes_on
}

/// The natural logarithm of the odds of `share` against `other`, cut at 20 on either side.
pub(crate) fn log_odds(share: f32, other: f32) -> f32 {
    (ln(share.max(1e-12)) - ln(other.max(1e-12))).clamp(-20.0, 20.0)
}

/// The natural logarithm of a positive, normal number, to six digits or so; the same bits on every machine.
///
/// The exponent's part, and the series of the area hyperbolic tangent for a mantissa between 0.7 and 1.5.
pub(crate) fn ln(x: f32) -> f32 {
    let bits = x.to_bits();
    let shifted = bits.wrapping_sub(0x3f33_3333);
    let octaves = (shifted as i32) >> 23;
    let mantissa = f32::from_bits((shifted & 0x007f_ffff).wrapping_add(0x3f33_3333));
    let ratio = (mantissa - 1.0) / (mantissa + 1.0);
    let square = ratio * ratio;
    let series = 2.0
        * ratio
        * (1.0 + square * (1.0 / 3.0 + square * (1.0 / 5.0 + square * (1.0 / 7.0 + square / 9.0))));
    octaves as f32 * std::f32::consts::LN_2 + series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exponential_is_that_of_the_standard_library_to_six_digits() {
        for step in -8700..8800 {
            let x = step as f32 / 100.0;
            let (ours, theirs) = (f64::from(exp(x)), f64::from(x).exp());
            assert!(
                (ours - theirs).abs() <= 4e-6 * theirs,
                "{x}: {ours} {theirs}"
            );
        }
    }

    #[test]
    fn the_logarithm_is_that_of_the_standard_library_to_six_digits() {
        for step in 1..2000 {
            let x = exp(step as f32 / 20.0 - 50.0);
            let (ours, theirs) = (f64::from(ln(x)), f64::from(x).ln());
            assert!(
                (ours - theirs).abs() <= 3e-6 * theirs.abs().max(1.0),
                "{x}: {ours} {theirs}"
            );
        }
    }

    #[test]
    fn probabilities_are_those_of_all_paths_summed_by_hand() {
        let mut weights = Weights::empty();
        for from in 0..COUNT {
            weights.start[from] = (from as i16 * 7) % 50;
            for to in 0..COUNT {
                weights.steps[from][to] = ((from * 31 + to * 17) % 90) as i16 - 45;
            }
        }
        let points = |at: usize| {
            let lane = |lane| ((at * 53 + lane * 29) % 150) as i16 - 75;
            Link::new(Aligned(std::array::from_fn(lane)))
        };
        let mut links: Vec<Link> = (0..3).map(points).collect();
        decode(&Steps::new(&weights), &mut links, None);
        let factor = |weight: i16| (f64::from(weight) / 100.0).exp();
        let mut sums = [[0.0_f64; COUNT]; 3];
        for a in 0..COUNT {
            for b in 0..COUNT {
                for c in 0..COUNT {
                    let path = factor(weights.start[a] + links[0].points[a])
                        * factor(weights.steps[a][b] + links[1].points[b])
                        * factor(weights.steps[b][c] + links[2].points[c]);
                    sums[0][a] += path;
                    sums[1][b] += path;
                    sums[2][c] += path;
                }
            }
        }
        for (sums, link) in sums.iter().zip(&links) {
            let all: f64 = sums.iter().sum();
            for (sum, share) in sums.iter().zip(link.shares.iter()) {
                assert!((sum / all - f64::from(*share)).abs() < 1e-5);
            }
        }
    }
}
