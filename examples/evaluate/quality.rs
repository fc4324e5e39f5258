//! How far `Article::quality` can be relied on.

use crate::table::{Cell, Table, row};
use crate::texts::Measured;

/// Bins of quality.
const BINS: usize = 10;

#[derive(Clone, Copy, Default)]
struct Bin {
    pages: usize,
    quality: f64,
    f1: f64,
    good: usize,
}

/// A row a bin: how right bodies are that the cleaner is so sure of.
pub(crate) fn table(pages: &[Measured<'_>]) -> Table {
    let points: Vec<(f64, f64)> = pages
        .iter()
        .map(|page| (f64::from(page.quality), page.ours().f1()))
        .collect();
    let mut bins = [Bin::default(); BINS];
    for (quality, f1) in &points {
        let bin = &mut bins[((quality * BINS as f64) as usize).min(BINS - 1)];
        bin.pages += 1;
        bin.quality += quality;
        bin.f1 += f1;
        bin.good += usize::from(*f1 >= 0.9);
    }
    let head = [
        "quality",
        "pages",
        "mean quality",
        "mean F1",
        "F1 of .9 or more",
    ];
    let title = "Reliability of quality: against the F1 of each page, all styles";
    let mut table = Table::new("quality", title, head);
    let mut distance = 0.0;
    for (at, bin) in bins.iter().enumerate() {
        let share = |sum: f64| (bin.pages > 0).then(|| sum / bin.pages as f64);
        distance += (bin.quality - bin.f1).abs() / points.len().max(1) as f64;
        let (low, high) = (at as f64 / BINS as f64, (at + 1) as f64 / BINS as f64);
        table.push(row![
            format!("{low:.1} - {high:.1}"),
            bin.pages,
            share(bin.quality),
            share(bin.f1),
            Cell::from(share(bin.good as f64)),
        ]);
    }
    table.note(format!(
        "correlation (Pearson) {:.4}; mean distance of the bins from F1, by pages {distance:.4}",
        correlation(&points)
    ))
}

/// Pearson's coefficient; 0 where either side does not vary.
pub(crate) fn correlation(points: &[(f64, f64)]) -> f64 {
    let count = points.len().max(1) as f64;
    let mean = |side: fn(&(f64, f64)) -> f64| points.iter().map(side).sum::<f64>() / count;
    let (x, y) = (mean(|point| point.0), mean(|point| point.1));
    let (mut both, mut own, mut other) = (0.0, 0.0, 0.0);
    for point in points {
        let (dx, dy) = (point.0 - x, point.1 - y);
        both += dx * dy;
        own += dx * dx;
        other += dy * dy;
    }
    let spread = (own * other).sqrt();
    if spread > 0.0 { both / spread } else { 0.0 }
}
