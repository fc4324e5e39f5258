//! Writes `src/cues/phrases.bin`, the form in which the library embeds its cue phrases, from the files beside it.
//!
//! ```text
//! cargo run --release --example pack_cues
//! ```

use std::error::Error;
use std::path::{Path, PathBuf};

use bodytext::model;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cues");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)?
        .map(|file| file.map(|file| file.path()))
        .collect::<Result<_, _>>()?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "txt"));
    files.sort();
    let texts: Vec<String> = files
        .iter()
        .map(std::fs::read_to_string)
        .collect::<Result<_, _>>()?;
    let packed = model::packed_phrases(texts.iter().map(String::as_str))?;
    std::fs::write(folder.join("phrases.bin"), &packed)?;
    eprintln!("{} files, {} bytes", files.len(), packed.len());
    Ok(())
}
