//! Forward and backward over a page, and the sums over regions that they are made of.

pub(crate) use bodytext::model::REGION_COUNT as COUNT;

/// A number a region: of a length known at compile time, so that sums stay in vector registers.
pub(crate) type PerRegion = [f32; COUNT];

/// The regions' numbers of one row, block or step.
pub(crate) fn lanes(values: &[f32], at: usize) -> &PerRegion {
    let (lanes, _) = values.as_chunks();
    &lanes[at]
}

pub(crate) fn lanes_mut(values: &mut [f32], at: usize) -> &mut PerRegion {
    let (lanes, _) = values.as_chunks_mut();
    &mut lanes[at]
}

/// Adds `factor` times `more`.
#[inline]
pub(crate) fn add(sums: &mut PerRegion, more: &PerRegion, factor: f32) {
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum += factor * more;
    }
}

pub(crate) fn sum(values: &PerRegion) -> f32 {
    let mut columns = [0.0; 8];
    for eight in values.chunks_exact(8) {
        for (column, value) in columns.iter_mut().zip(eight) {
            *column += value;
        }
    }
    columns.iter().sum()
}

pub(crate) fn product(one: &PerRegion, other: &PerRegion) -> PerRegion {
    std::array::from_fn(|region| one[region] * other[region])
}

/// The chain's steps as factors.
pub(crate) struct Factors {
    start: PerRegion,
    /// By upper region, then lower.
    pub(crate) down: [PerRegion; COUNT],
    /// By lower region, then upper.
    pub(crate) up: [PerRegion; COUNT],
}

impl Factors {
    pub(crate) fn new(start: &[f32], steps: &[f32]) -> Factors {
        let down: [PerRegion; COUNT] = std::array::from_fn(|from| lanes(steps, from).map(f32::exp));
        Factors {
            start: lanes(start, 0).map(f32::exp),
            down,
            up: std::array::from_fn(|to| std::array::from_fn(|from| down[from][to])),
        }
    }
}

/// What a sweep up and down a page yields, by block.
pub(crate) struct Swept {
    /// Probability of each region.
    pub(crate) shares: Vec<PerRegion>,
    /// Forward probabilities, and backward messages times the block's emission.
    pub(crate) down: Vec<PerRegion>,
    pub(crate) up: Vec<PerRegion>,
    pub(crate) log_sum: f64,
}

/// Adds numbers by upper and lower region, each times the step between the two, to those of the steps.
pub(crate) fn add_steps(sums: &mut [f32], counts: &[PerRegion; COUNT], factors: &Factors) {
    for (from, counts) in counts.iter().enumerate() {
        let products = product(counts, &factors.down[from]);
        add(lanes_mut(sums, from), &products, 1.0);
    }
}

fn normalise(values: &mut PerRegion) -> f32 {
    let sum = sum(values).max(1e-35);
    let scale = 1.0 / sum;
    values.iter_mut().for_each(|value| *value *= scale);
    sum
}

/// Forward and backward over a page. `emissions` are factors.
pub(crate) fn sweep(factors: &Factors, emissions: &[PerRegion]) -> Swept {
    let blocks = emissions.len();
    let mut swept = Swept {
        shares: vec![[0.0; COUNT]; blocks],
        down: vec![[0.0; COUNT]; blocks],
        up: vec![[0.0; COUNT]; blocks],
        log_sum: 0.0,
    };
    let mut message = factors.start;
    for (here, emission) in swept.down.iter_mut().zip(emissions) {
        *here = product(&message, emission);
        swept.log_sum += f64::from(normalise(here)).ln();
        message = passed(&factors.down, here);
    }
    let mut message = [1.0; COUNT];
    for block in (0..blocks).rev() {
        normalise(&mut message);
        swept.shares[block] = product(&swept.down[block], &message);
        swept.up[block] = product(&message, &emissions[block]);
        normalise(&mut swept.shares[block]);
        normalise(&mut swept.up[block]);
        message = passed(&factors.up, &swept.up[block]);
    }
    swept
}

/// `here` times a table of steps.
#[inline(never)]
pub(crate) fn passed(steps: &[PerRegion; COUNT], here: &PerRegion) -> PerRegion {
    let mut message = [0.0; COUNT];
    for (row, share) in steps.iter().zip(here) {
        add(&mut message, row, *share);
    }
    message
}
