//! Values by hashes that are well mixed already.

/// A table of values by hash: open addressing, linear probing, at most half full, behind a filter.
#[derive(Clone)]
pub(crate) struct Hashed<V> {
    /// A blocked Bloom filter of two bits a key (Putze, Sanders and Singler 2007).
    filter: Vec<u64>,
    slots: Vec<(u32, Option<V>)>,
    count: usize,
}

impl<V: Copy> Hashed<V> {
    /// A table that need not grow before it holds `count` values.
    pub(crate) fn for_keys(count: usize) -> Hashed<V> {
        Hashed {
            filter: vec![0; (count / 4).next_power_of_two()],
            slots: vec![(0, None); (2 * count).next_power_of_two()],
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
        let (found, value) = self.slots[self.place(key)?];
        if found == key { value } else { None }
    }

    /// Where a key stands, or the free slot where it would; `None` where too many others are in the way.
    #[inline]
    fn place(&self, key: u32) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let mut at = key as usize & mask;
        for _ in 0..MOST_PROBES {
            match self.slots[at] {
                (found, Some(_)) if found != key => at = (at + 1) & mask,
                _ => return Some(at),
            }
        }
        None
    }

    /// The value of a key, put there if it had none; `None` for a key that finds no place.
    pub(crate) fn entry(&mut self, key: u32, new: V) -> Option<&mut V> {
        if 2 * self.count + 2 > self.slots.len() {
            let twice = vec![(0, None); 2 * self.slots.len()];
            for slot in std::mem::replace(&mut self.slots, twice) {
                if slot.1.is_some()
                    && let Some(at) = self.place(slot.0)
                {
                    self.slots[at] = slot;
                }
            }
        }
        let at = self.place(key)?;
        let (word, bits) = self.bits(key);
        self.filter[word] |= bits;
        let slot = &mut self.slots[at];
        slot.0 = key;
        self.count += usize::from(slot.1.is_none());
        Some(slot.1.get_or_insert(new))
    }
}

/// A key is looked for in so many slots: half full, a table of well-mixed hashes needs a dozen, and hashes that were
/// chosen to collide must not cost more than others.
const MOST_PROBES: usize = 64;
