//! Streams packed by gzip or zstd, told by how they begin.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

/// How much is read at once.
const BUFFER: usize = 1 << 17;

const GZIP: [u8; 2] = [0x1f, 0x8b];
/// RFC 8878, sections 3.1.1 and 3.1.2.
const ZSTD: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
const ZSTD_SKIPPED: [u8; 3] = [0x2a, 0x4d, 0x18];
/// The frame with which a web archive packed by zstd may begin: it holds the dictionary of all others, packed or not
/// (the WARC-zstd specification of the IIPC).
const ZSTD_DICTIONARY: [u8; 4] = [0x5d, 0x2a, 0x4d, 0x18];
/// No dictionary is larger.
const DICTIONARY: u64 = 16 << 20;

/// The largest window of a frame of zstd, as a power of two, and so the most memory that unpacking takes: 128 MiB.
const WINDOW: u32 = 27;

/// A stream that counts what is read of it.
struct Counted<R> {
    stream: R,
    taken: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.stream.read(buffer)?;
        self.taken.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

/// The stream, unpacked if it is packed. `taken` grows by the bytes that are read before they are unpacked.
pub(crate) fn unpacked(
    stream: impl Read + Send + 'static,
    taken: Arc<AtomicU64>,
) -> io::Result<Box<dyn BufRead + Send>> {
    let mut stream = BufReader::with_capacity(BUFFER, Counted { stream, taken });
    let start = stream.fill_buf()?;
    // A pipe may give a byte at a time; nothing writes an archive so.
    if start.starts_with(&GZIP) {
        Ok(buffered(MultiGzDecoder::new(stream)))
    } else if start.starts_with(&ZSTD_DICTIONARY) {
        let dictionary = dictionary(&mut stream)?;
        let mut decoder = zstd::Decoder::with_dictionary(stream, &dictionary)?;
        decoder.window_log_max(WINDOW)?;
        Ok(buffered(decoder))
    } else if start.starts_with(&ZSTD) || start.get(1..4) == Some(&ZSTD_SKIPPED) {
        let mut decoder = zstd::Decoder::with_buffer(stream)?;
        decoder.window_log_max(WINDOW)?;
        Ok(buffered(decoder))
    } else {
        Ok(Box::new(stream))
    }
}

fn buffered(stream: impl Read + Send + 'static) -> Box<dyn BufRead + Send> {
    Box::new(BufReader::with_capacity(BUFFER, stream))
}

fn dictionary(stream: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut head = [0; 8];
    stream.read_exact(&mut head)?;
    let size = u64::from(u32::from_le_bytes([head[4], head[5], head[6], head[7]]));
    if size > DICTIONARY {
        return Err(io::Error::other("the dictionary is longer than 16 MiB"));
    }
    let mut dictionary = Vec::new();
    stream.take(size).read_to_end(&mut dictionary)?;
    if dictionary.starts_with(&ZSTD) {
        let mut plain = Vec::new();
        zstd::Decoder::with_buffer(&dictionary[..])?
            .take(DICTIONARY)
            .read_to_end(&mut plain)?;
        return Ok(plain);
    }
    Ok(dictionary)
}
