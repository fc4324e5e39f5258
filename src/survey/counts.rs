//! How often each word, pair of words and line of a page comes on it: two counts for each key.

/// What was counted of a key: times as the first and as the second of its counts, up to 65,535.
#[derive(Clone, Copy, Default)]
pub(super) struct Count {
    pub(super) first: u16,
    pub(super) second: u16,
}

impl Count {
    /// Both counts as one number: the second one above the first.
    #[inline]
    pub(super) fn of(number: u32) -> Count {
        Count {
            first: number as u16,
            second: (number >> 16) as u16,
        }
    }
}

/// One more of the first of a number's counts, and of the second.
const ONE: [u32; 2] = [1, 1 << 16];

/// Counts in open addressing.
///
/// A key is looked for in a bounded number of slots; where those are taken, it stays uncounted, and its place is an
/// empty slot behind the others. So a page whose words were chosen to collide costs no more than any other.
struct Table<'a> {
    /// Keys and their counts.
    slots: &'a mut [[u32; 2]],
    mask: usize,
    probes: usize,
}

/// A key of a table that holds all keys is looked for in so many slots; of one that leaves most to others, in [`FIRST`].
const PROBES: usize = 12;
const FIRST: usize = 4;

/// How many numbers a [`Table`] needs for so many keys; on a page most words and many pairs of words come again, so half
/// of its slots stay free.
fn numbers_for(keys: usize) -> usize {
    2 * ((keys + 16).next_power_of_two() + 1)
}

impl<'a> Table<'a> {
    /// Counts in these numbers, all 0 and as many as [`numbers_for`] says.
    fn new(numbers: &'a mut [u32], probes: usize) -> Table<'a> {
        let (slots, _) = numbers.as_chunks_mut();
        let mask = slots.len().saturating_sub(2);
        Table {
            slots,
            mask,
            probes,
        }
    }

    /// Counts keys, as the first or second of their counts. Each is replaced by its place.
    fn count(&mut self, keys: &mut [u32], as_second: bool) {
        let one = ONE[usize::from(as_second)];
        for key in keys {
            *key = self.count_one(*key, one);
        }
    }

    /// Adds to the counts of a key. Returns its place.
    #[inline]
    fn count_one(&mut self, key: u32, one: u32) -> u32 {
        let mut at = key as usize & self.mask;
        let mut left = self.probes;
        while let Some([found, counts]) = self.slots.get_mut(at) {
            // Both asked at once, as a product: which of them it is cannot be foretold.
            if u64::from(*found ^ key) * u64::from(*counts) == 0 {
                *found = key;
                let more = counts.wrapping_add(one);
                // A count that is full stays so: one more would make it 0.
                if more & (one * 0xffff) != 0 {
                    *counts = more;
                }
                return at as u32;
            }
            left -= 1;
            if left == 0 {
                break;
            }
            at = (at + 1) & self.mask;
        }
        self.nowhere()
    }

    /// The place of what is uncounted.
    fn nowhere(&self) -> u32 {
        self.mask as u32 + 1
    }

    /// The counts at a place, as one number.
    #[inline]
    fn at(&self, place: u32) -> u32 {
        self.slots
            .get(place as usize)
            .map_or(0, |[_, counts]| *counts)
    }
}

/// So many keys are counted in a table of their own: it takes 512 KB, which the second cache of a processor's core holds.
const FEW: usize = (1 << 16) - 16;

/// The counts of `total` keys, each as one number ([`Count::of`]), in the order of the keys and with more numbers behind.
///
/// `write` writes the keys. Each of the `runs`, which follow each other, is so many keys of which all count as second or
/// none.
///
/// A table for all keys of a long page would be read at random outside of the processor's caches, at five times the cost
/// for each key. There the first table takes the keys that come first, and with them the words that come most; the
/// others are counted part by part.
pub(super) fn count(
    total: usize,
    write: impl FnOnce(&mut [u32]),
    runs: impl Iterator<Item = (usize, bool)> + Clone,
) -> Vec<u32> {
    // One piece of memory for the table and for the places of all that is counted.
    let mut numbers = vec![0; total + numbers_for(total.min(FEW))];
    let (places, numbers_of_table) = numbers.split_at_mut(total);
    write(places);
    let keys = if total > FEW {
        places.to_vec()
    } else {
        Vec::new()
    };
    let probes = if total > FEW { FIRST } else { PROBES };
    let mut table = Table::new(numbers_of_table, probes);
    let mut left = &mut places[..];
    for (length, as_second) in runs.clone() {
        let Some((run, behind)) = left.split_at_mut_checked(length) else {
            break;
        };
        table.count(run, as_second);
        left = behind;
    }
    let left = (total > FEW).then(|| {
        let sides = runs.flat_map(|(length, as_second)| std::iter::repeat_n(as_second, length));
        Parted::new(table.nowhere(), places, keys.into_iter().zip(sides))
    });
    for place in places.iter_mut() {
        *place = table.at(*place);
    }
    if let Some(left) = left {
        left.count(numbers_of_table, places);
    }
    numbers
}

/// Keys set apart by their highest bits, so that a table of one part stays in the cache (radix partitioning, as of hash
/// joins: Shatdal, Kant and Naughton 1994).
struct Parted {
    /// A key and which of all it is, part by part. Of a page of more than 2^32 keys, some take the counts of others.
    keys: Vec<[u32; 2]>,
    /// Where the keys of each part begin that count as first, and those that count as second; the end of all.
    starts: Vec<usize>,
}

/// So many keys are a part at most, where hashes are as mixed as words make them.
const PART: usize = FEW / 4;

impl Parted {
    /// Sets apart the keys whose place is `nowhere`.
    fn new(
        nowhere: u32,
        places: &[u32],
        keys: impl Iterator<Item = (u32, bool)> + Clone,
    ) -> Parted {
        let count = places.iter().filter(|place| **place == nowhere).count();
        let bits = count.div_ceil(PART).next_power_of_two().ilog2().max(1);
        let left = keys.zip(places).enumerate();
        let left = left.filter(|(_, (_, place))| **place == nowhere);
        let left = left.map(|(index, ((key, as_second), _))| {
            let part = (key >> (32 - bits)) as usize;
            (2 * part + usize::from(as_second), [key, index as u32])
        });
        let mut starts = vec![0; (2 << bits) + 1];
        left.clone().for_each(|(side, _)| starts[side + 1] += 1);
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let (mut keys, mut free) = (vec![[0; 2]; count], starts.clone());
        left.for_each(|(side, key)| {
            keys[free[side]] = key;
            free[side] += 1;
        });
        Parted { keys, starts }
    }

    /// Counts all, in the numbers of a table, and writes the counts of each key.
    fn count(mut self, table: &mut [u32], counts: &mut [u32]) {
        for part in self.starts.windows(3).step_by(2) {
            table.fill(0);
            let mut table = Table::new(table, PROBES);
            let keys = &mut self.keys[part[0]..part[2]];
            for (at, [key, _]) in keys.iter_mut().enumerate() {
                let one = ONE[usize::from(at >= part[1] - part[0])];
                *key = table.count_one(*key, one);
            }
            for [place, index] in keys {
                counts[*index as usize] = table.at(*place);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    /// Keys of which every second is one of some hundred, and the others come once or twice.
    fn keys(total: u32) -> impl Iterator<Item = (u32, bool)> + Clone {
        let mixed = |number: u32| {
            let mixed = (number ^ number >> 15).wrapping_mul(0x2c1b_3c6d);
            (mixed ^ mixed >> 12).wrapping_mul(0x297a_2d39)
        };
        (0..total).map(move |at| match at % 2 {
            0 => (mixed(at % 194), at % 3 == 0),
            _ => (mixed(1_000_000 + at % (2 * total / 3)), at % 5 == 0),
        })
    }

    fn counted(keys: impl Iterator<Item = (u32, bool)> + Clone) -> Vec<u32> {
        let write = |places: &mut [u32]| {
            for (place, (key, _)) in places.iter_mut().zip(keys.clone()) {
                *place = key;
            }
        };
        let runs = keys.clone().map(|(_, as_second)| (1, as_second));
        count(keys.clone().count(), write, runs)
    }

    fn wrong(total: u32) -> usize {
        let mut expected: HashMap<u32, [u16; 2]> = HashMap::new();
        for (key, as_second) in keys(total) {
            let count = &mut expected.entry(key).or_default()[usize::from(as_second)];
            *count = count.saturating_add(1);
        }
        let counts = counted(keys(total));
        assert!(counts.len() >= total as usize);
        let found = counts.iter().map(|number| Count::of(*number));
        let right = |((key, _), count): &((u32, bool), Count)| {
            expected.get(key) == Some(&[count.first, count.second])
        };
        keys(total).zip(found).filter(|both| !right(both)).count()
    }

    #[test]
    fn keys_of_short_and_long_pages_are_counted() {
        for total in [0, 1, 2, 1_000] {
            assert_eq!(wrong(total), 0, "of {total}");
        }
        for total in [FEW as u32, FEW as u32 + 1, 3 * FEW as u32, 1_000_000] {
            // Where too many others are in the way a key stays uncounted.
            let wrong = wrong(total);
            assert!(wrong <= total as usize / 100, "{wrong} of {total}");
        }
    }

    /// Keys that all look for one slot: few find one, and the others stay uncounted.
    #[test]
    fn keys_that_collide_are_bounded() {
        for total in [FEW, 4 * FEW] {
            let same = (0..total as u32).map(|at| (at << 16, false));
            let different = total.min(1 << 16);
            let counts = counted(same);
            let counted = counts.iter().take(different).filter(|count| **count > 0);
            assert!((1..=PROBES * 1_000).contains(&counted.count()));
        }
    }
}
