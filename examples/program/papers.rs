//! Shell completions and the man page, made from the definition of the command line.

use clap::{Args, Command};
use clap_complete::Shell;

#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Papers")]
pub(crate) struct Papers {
    /// Print the completions for a shell, and end
    #[arg(long, value_name = "SHELL")]
    completions: Option<Shell>,

    /// Print the man page, and end
    #[arg(long)]
    man: bool,
}

impl Papers {
    /// What was asked for instead of a run.
    pub(crate) fn written(&self, mut command: Command) -> Option<Vec<u8>> {
        let mut text = Vec::new();
        if let Some(shell) = self.completions {
            let name = command.get_name().to_owned();
            clap_complete::generate(shell, &mut command, name, &mut text);
        } else if self.man {
            // Writing to memory does not fail.
            clap_mangen::Man::new(command).render(&mut text).ok()?;
            let page = String::from_utf8_lossy(&text)
                .replace(".SH EXTRA\n", ".SH DETAILS\n")
                .replace("\nExit codes:\n", "\n.SH EXIT STATUS\n");
            text = page.into_bytes();
        } else {
            return None;
        }
        Some(text)
    }
}
