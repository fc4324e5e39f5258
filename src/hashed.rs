//! Values by hashes that are well mixed already.

/// A table of values by hash: open addressing, linear probing, at most five eighths full, behind a filter.
#[derive(Clone)]
pub(crate) struct Hashed<V> {
    /// A blocked Bloom filter of two bits a key (Putze, Sanders and Singler 2007).
    filter: Vec<u64>,
    /// A key and its value; [`FREE`] is the key of a slot that is free.
    slots: Vec<(u32, V)>,
    count: usize,
}

/// No key: where it comes as one, it counts as the next.
const FREE: u32 = 0;

/// The key under which a hash is kept.
#[inline]
fn kept(hash: u32) -> u32 {
    hash.max(FREE + 1)
}

impl<V: Copy + Default> Hashed<V> {
    /// A table that need not grow before it holds `count` values.
    pub(crate) fn for_keys(count: usize) -> Hashed<V> {
        Hashed {
            filter: vec![0; (count / 4).next_power_of_two()],
            slots: vec![(FREE, V::default()); (2 * count).next_power_of_two()],
            count: 0,
        }
    }

    /// The word of the filter that a key belongs to, and its bits there.
    #[inline]
    fn bits(&self, key: u32) -> (usize, u64) {
        let at = (key >> 12) as usize & (self.filter.len() - 1);
        (at, 1 << (key & 63) | 1 << ((key >> 6) & 63))
    }

    #[inline]
    pub(crate) fn may_hold(&self, key: u32) -> bool {
        let (at, bits) = self.bits(key);
        self.filter[at] & bits == bits
    }

    #[inline]
    pub(crate) fn get(&self, key: u32) -> Option<V> {
        if self.may_hold(key) {
            self.look_up(key)
        } else {
            None
        }
    }

    /// The value of a key that passed the filter.
    #[inline]
    pub(crate) fn look_up(&self, key: u32) -> Option<V> {
        let key = kept(key);
        let (found, value) = self.slots[self.place(key)?];
        (found == key).then_some(value)
    }

    /// Where a kept key stands, or the free slot where it would; `None` where too many others are in the way.
    #[inline]
    fn place(&self, key: u32) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        for _ in 0..MOST_PROBES {
            let found = self.slots[at].0;
            if found == key || found == FREE {
                return Some(at);
            }
            at = (at + 1) & mask;
        }
        None
    }

    /// The value of a key, put there if it had none; `None` for a key that finds no place.
    pub(crate) fn entry(&mut self, key: u32, new: V) -> Option<&mut V> {
        if 8 * (self.count + 1) > 5 * self.slots.len() {
            let twice = vec![(FREE, V::default()); 2 * self.slots.len()];
            for slot in std::mem::replace(&mut self.slots, twice) {
                if slot.0 != FREE
                    && let Some(at) = self.place(slot.0)
                {
                    self.slots[at] = slot;
                }
            }
        }
        let (word, bits) = self.bits(key);
        let key = kept(key);
        let at = self.place(key)?;
        self.filter[word] |= bits;
        let slot = &mut self.slots[at];
        if slot.0 == FREE {
            *slot = (key, new);
            self.count += 1;
        }
        Some(&mut slot.1)
    }
}

/// A key is looked for in so many slots: five eighths full, a table of well-mixed hashes needs some twenty, and hashes that were
/// chosen to collide must not cost more than others.
const MOST_PROBES: usize = 64;
