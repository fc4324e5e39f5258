//! What the chain is for: F1 of the words kept.
//!
//! The likelihood counts every line alike; a reader minds how much of the body is there, and how much else. So the fit
//! also lowers the expected loss of F1 of each page's words, each word counted with the probability that it is kept
//! (training for the least risk: Smith and Eisner 2006). The slope of an expected sum of gains over chains is a
//! covariance, which one more sweep yields (first-order expectation semiring: Li and Eisner 2009).

use bodytext::Kind;

use crate::data::{Allowed, regions_where};
use crate::measured::Measured;
use crate::sweep::{COUNT, Factors, PerRegion, Swept, add, add_steps, passed, product};

/// Slopes of `worth` times what a page loses of F1, by block and region; those of the steps are added to `steps`. None
/// for a page without body.
pub(crate) fn slopes(
    worth: f32,
    factors: &Factors,
    page: &Measured,
    free: &Swept,
    steps: &mut [f32],
) -> Option<Vec<PerRegion>> {
    let blocks = page.len();
    let gains = gains(worth, page, free)?;
    // The gain expected from the block and those above it, and from those below it, by the block's region.
    let mut above = gains.clone();
    let mut below = vec![[0.0; COUNT]; blocks];
    for block in 1..blocks {
        let shares = passed(&factors.down, &free.down[block - 1]);
        let gained = product(&free.down[block - 1], &above[block - 1]);
        let gained = passed(&factors.down, &gained);
        add(&mut above[block], &ratio(&gained, &shares), 1.0);
    }
    for block in (1..blocks).rev() {
        let shares = passed(&factors.up, &free.up[block]);
        let gained = product(&free.up[block], &sum_of(&below[block], &gains[block]));
        let gained = passed(&factors.up, &gained);
        below[block - 1] = ratio(&gained, &shares);
    }
    let whole = sum_of(&above[0], &below[0]);
    let mean: f32 = product(&free.shares[0], &whole).iter().sum();
    let mut counts = [[0.0; COUNT]; COUNT];
    for block in 1..blocks {
        let (up, down) = (&free.up[block], &free.down[block - 1]);
        let total: f32 = product(down, &passed(&factors.up, up)).iter().sum();
        let worth = product(up, &sum_of(&below[block], &gains[block]));
        for (from, counts) in counts.iter_mut().enumerate() {
            let share = down[from] / total.max(1e-30);
            add(counts, &worth, -share);
            add(counts, up, -share * (above[block - 1][from] - mean));
        }
    }
    add_steps(steps, &counts, factors);
    let slope = |((share, above), below): ((&PerRegion, &PerRegion), &PerRegion)| {
        let mut slope = [0.0; COUNT];
        add(&mut slope, &product(share, &sum_of(above, below)), -1.0);
        add(&mut slope, share, mean);
        slope
    };
    Some(
        free.shares
            .iter()
            .zip(&above)
            .zip(&below)
            .map(slope)
            .collect(),
    )
}

fn sum_of(one: &PerRegion, other: &PerRegion) -> PerRegion {
    let mut sum = *one;
    add(&mut sum, other, 1.0);
    sum
}

fn ratio(one: &PerRegion, other: &PerRegion) -> PerRegion {
    std::array::from_fn(|region| one[region] / other[region].max(1e-30))
}

/// What each block's being in each region adds to the page's F1, at the present probabilities.
fn gains(worth: f32, page: &Measured, free: &Swept) -> Option<Vec<PerRegion>> {
    // A page counts for more than one where its lines have kinds, of which F1 knows nothing.
    let strength = worth * page.weight.min(1.0);
    let body = regions_where(Kind::is_body);
    let all = regions_where(|_| true);
    let share_of = |block: usize, set: Allowed| -> f32 {
        let shares = free.shares[block].iter().enumerate();
        let held = shares.filter(|(region, _)| set & (1 << region) != 0);
        held.map(|(_, share)| share).sum()
    };
    // The regions in which a block counts as kept, and whether it should be; a block that may be anything does not count.
    let counted = |allowed: Allowed| match () {
        () if allowed & body == 0 => Some((body, false)),
        () if allowed != all => Some((allowed | body, true)),
        () => None,
    };
    let (mut kept, mut too_much, mut gold) = (0.0_f32, 0.0_f32, 0.0_f32);
    for (block, (allowed, words)) in page.allowed.iter().zip(&page.words).enumerate() {
        match counted(*allowed) {
            Some((set, true)) => {
                kept += words * share_of(block, set);
                gold += words;
            }
            Some((set, false)) => too_much += words * share_of(block, set),
            None => {}
        }
    }
    if gold == 0.0 {
        return None;
    }
    let sum = kept + too_much + gold;
    let right = 2.0 * (too_much + gold) / (sum * sum);
    let wrong = -2.0 * kept / (sum * sum);
    let gain_of = |(allowed, words): (&Allowed, &f32)| {
        let (set, gain) = counted(*allowed).map_or((0, 0.0), |(set, is_body)| {
            (set, if is_body { right } else { wrong })
        });
        std::array::from_fn(|region| {
            if set & (1 << region) == 0 {
                0.0
            } else {
                strength * words * gain
            }
        })
    };
    Some(page.allowed.iter().zip(&page.words).map(gain_of).collect())
}
