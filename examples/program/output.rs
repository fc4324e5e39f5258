//! Where the output goes, and whether it has colours.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};

/// The size of the buffer: a page's output mostly fits.
const BUFFER: usize = 1 << 16;

/// A buffered output, standard output being locked once for the whole run.
pub(crate) struct Output {
    stream: BufWriter<Box<dyn Write>>,
    styles: Styles,
}

/// The styles of what is listed; all of them empty where there are no colours.
#[derive(Clone, Copy, Default)]
pub(crate) struct Styles {
    /// A kept block.
    pub(crate) kept: Style,
    /// A block that is not kept.
    pub(crate) dropped: Style,
    /// Points for body text.
    pub(crate) plus: Style,
    /// Points against.
    pub(crate) minus: Style,
    /// What is there to be looked up, not to be read.
    pub(crate) aside: Style,
}

impl Styles {
    fn colored() -> Styles {
        Styles {
            kept: AnsiColor::Green.on_default().bold(),
            dropped: Style::new().dimmed(),
            plus: AnsiColor::Green.on_default(),
            minus: AnsiColor::Red.on_default(),
            aside: Style::new().dimmed(),
        }
    }
}

impl Output {
    /// Opens the file, or standard output.
    pub(crate) fn open(path: Option<&Path>, color: ColorChoice) -> io::Result<Output> {
        match path {
            Some(path) => {
                let file = File::create(path).map_err(|error| {
                    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
                })?;
                let colored = is_colored(AutoStream::choice(&file), color);
                Ok(Output::new(
                    if colored {
                        Box::new(AutoStream::always(file))
                    } else {
                        Box::new(file)
                    },
                    colored,
                ))
            }
            None => {
                let stdout = io::stdout().lock();
                let colored = is_colored(AutoStream::choice(&stdout), color);
                Ok(Output::new(
                    if colored {
                        Box::new(AutoStream::always(stdout))
                    } else {
                        Box::new(stdout)
                    },
                    colored,
                ))
            }
        }
    }

    /// Without colours the stream is bare: one that strips escape sequences would take those of a page's text too.
    fn new(stream: Box<dyn Write>, colored: bool) -> Output {
        let styles = if colored {
            Styles::colored()
        } else {
            Styles::default()
        };
        Output {
            stream: BufWriter::with_capacity(BUFFER, stream),
            styles,
        }
    }

    pub(crate) fn styles(&self) -> Styles {
        self.styles
    }
}

/// Whether there are colours: what was asked for, else what suits the stream and the environment.
fn is_colored(suits: ColorChoice, asked: ColorChoice) -> bool {
    let choice = if asked == ColorChoice::Auto {
        suits
    } else {
        asked
    };
    choice != ColorChoice::Never
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}
