//! How numbers and cases are cut into rows.

use std::fmt;

/// How the answers to a feature are cut into rows.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scale {
    /// A count, in steps of half an octave from 8 on ([`count_level`]); so many levels, the last one open.
    Count(usize),
    /// A count as above, of which none says nothing.
    Few(usize),
    /// A share of 1 in so many equal steps, and a level of its own for exactly none.
    Share(usize),
    /// A share as above, of which none says nothing.
    Part(usize),
    /// One of a few named cases; a case whose name is empty says nothing and has no weight.
    Names(&'static [&'static str]),
    /// Any of a few names, each with a row of its own; all that hold are given.
    Set(&'static [&'static str]),
    /// As a set, each member with one of a few named cases.
    Each(&'static [&'static str], &'static [&'static str]),
    /// The product of two named cases.
    Cross(&'static [&'static str], &'static [&'static str]),
}

impl Scale {
    pub(super) const fn rows(self) -> usize {
        match self {
            Scale::Count(levels) | Scale::Few(levels) => {
                assert!(levels <= MOST_LEVELS);
                levels
            }
            Scale::Share(steps) | Scale::Part(steps) => steps + 1,
            Scale::Names(names) | Scale::Set(names) => names.len(),
            Scale::Cross(first, second) | Scale::Each(first, second) => first.len() * second.len(),
        }
    }

    /// Writes what a level is called.
    pub(super) fn write_label(self, level: usize, out: &mut impl fmt::Write) -> fmt::Result {
        let name = |names: &[&'static str], at: usize| names.get(at).copied().unwrap_or_default();
        match self {
            Scale::Count(levels) | Scale::Few(levels) => {
                let (low, high) = (count_floor(level), count_floor(level + 1) - 1);
                if level + 1 == levels {
                    write!(out, "{low}+")
                } else if low == high {
                    write!(out, "{low}")
                } else {
                    write!(out, "{low}-{high}")
                }
            }
            Scale::Share(_) | Scale::Part(_) if level == 0 => out.write_str("none"),
            Scale::Share(steps) | Scale::Part(steps) => {
                write!(out, "<={:.2}", level as f32 / steps as f32)
            }
            Scale::Names(names) | Scale::Set(names) => out.write_str(name(names, level)),
            Scale::Cross(first, second) | Scale::Each(first, second) => {
                out.write_str(name(first, level / second.len()))?;
                out.write_str("/")?;
                out.write_str(name(second, level % second.len()))
            }
        }
    }

    /// Whether a level is called so.
    pub(super) fn is_label(self, level: usize, label: &str) -> bool {
        let mut left = Left(label);
        self.write_label(level, &mut left).is_ok() && left.0.is_empty()
    }
}

/// What is left of a text, the beginning of which is written once more. What is written otherwise is an error.
struct Left<'t>(&'t str);

impl fmt::Write for Left<'_> {
    #[inline]
    fn write_str(&mut self, written: &str) -> fmt::Result {
        self.0 = self.0.strip_prefix(written).ok_or(fmt::Error)?;
        Ok(())
    }
}

/// The level of a count: 0 to 7 by themselves, then two levels an octave (8, 12, 16, 24, 32, 48 ...).
#[inline]
pub(crate) const fn count_level(count: u32) -> usize {
    if count < 8 {
        return count as usize;
    }
    let octave = 31 - count.leading_zeros();
    (8 + 2 * (octave - 3) + ((count >> (octave - 1)) & 1)) as usize
}

/// So many levels a scale of counts has at most.
const MOST_LEVELS: usize = 22;

/// The levels of small counts: beyond them every scale has its last one.
static LEVELS: [u8; count_floor(MOST_LEVELS - 1) + 1] = {
    let mut levels = [0; count_floor(MOST_LEVELS - 1) + 1];
    let mut count = 0;
    while count < levels.len() {
        levels[count] = count_level(count as u32) as u8;
        count += 1;
    }
    levels
};

/// The level of a count on a scale of so many, the last one open.
#[inline]
pub(super) fn level_of(count: u32, levels: usize) -> usize {
    usize::from(LEVELS[(count as usize).min(LEVELS.len() - 1)]).min(levels - 1)
}

/// The least count of a level.
const fn count_floor(level: usize) -> usize {
    if level < 8 {
        return level;
    }
    let (octave, half) = ((level - 8) / 2 + 3, (level - 8) % 2);
    (1 << octave) + half * (1 << (octave - 1))
}
