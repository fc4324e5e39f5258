//! Arguments that several examples read alike.

use std::ffi::OsString;
use std::path::PathBuf;

use bodytext::Balance;
use lexopt::Error;

/// A file's name; an empty one is what an unset variable of a shell leaves behind.
pub(crate) fn path(value: OsString) -> Result<PathBuf, Error> {
    if value.is_empty() {
        Err("a file's name is empty".into())
    } else {
        Ok(value.into())
    }
}

/// A balance by its name, or a threshold.
pub(crate) fn balance(name: &str) -> Result<Balance, String> {
    match name {
        "precision" => Ok(Balance::Precision),
        "even" => Ok(Balance::Even),
        "recall" => Ok(Balance::Recall),
        number => match number.parse() {
            Ok(share) if (0.0..=1.0).contains(&share) => Ok(Balance::Threshold(share)),
            _ => Err(format!(
                "`--balance` is precision, even, recall or a number from 0 to 1, not `{name}`"
            )),
        },
    }
}
