//! Help, shell completions and man pages of the three programs, which one definition makes.

#![cfg(feature = "html")]

mod programs;

use std::process::{Command, Stdio};

use programs::{code, directory, err, file, out, run};

const PROGRAMS: [&str; 3] = ["clean", "batch", "report"];

/// The long options that the help of a program lists.
fn options(program: &str) -> Vec<String> {
    let help = run(program, &["--help"]);
    assert_eq!((code(&help), err(&help)), (Some(0), String::new()));
    let lines = out(&help).lines();
    let options: Vec<String> = lines
        .filter(|line| line.trim_start().starts_with('-'))
        .filter_map(|line| {
            line.split([' ', '[', '='])
                .find(|word| word.starts_with("--"))
        })
        .map(str::to_owned)
        .collect();
    assert!(options.len() > 8, "{program}: {options:?}");
    options
}

#[test]
fn man_pages_tell_of_all_options_and_exit_codes() {
    for program in PROGRAMS {
        let page = run(program, &["--man"]);
        assert_eq!((code(&page), err(&page)), (Some(0), String::new()));
        let page = out(&page);
        assert!(page.contains(&format!(".TH {program} 1")), "{page}");
        for option in options(program) {
            let written = option.replace('-', "\\-");
            assert!(page.contains(&written), "{program}: {option}");
        }
        assert!(page.contains(".SH EXIT STATUS\n"), "{page}");
    }
}

#[test]
fn completions_are_there_for_every_shell() {
    for program in PROGRAMS {
        for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
            let script = run(program, &["--completions", shell]);
            assert_eq!((code(&script), err(&script)), (Some(0), String::new()));
            for option in options(program) {
                let bare = option.trim_start_matches('-');
                assert!(out(&script).contains(bare), "{program}, {shell}: {option}");
            }
        }
        assert_eq!(code(&run(program, &["--completions", "cmd"])), Some(2));
    }
}

#[test]
fn bash_completes_options_and_their_values() {
    let folder = directory("papers");
    for program in PROGRAMS {
        let script = run(program, &["--completions", "bash"]);
        let script = file(&folder, program, &script.stdout);
        let complete = |words: &str, last: &str, before: &str| {
            let ask = format!(
                "source {script}; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
                 _{program} {program} '{last}' '{before}'; echo ${{COMPREPLY[@]}}"
            );
            let output = Command::new("bash")
                .args(["--norc", "-c", &ask])
                .stdin(Stdio::null())
                .output();
            match output {
                Ok(output) => Some(String::from_utf8(output.stdout).expect("UTF-8")),
                Err(error) => {
                    eprintln!("SKIPPED: bash is not there ({error})");
                    None
                }
            }
        };
        let Some(options) = complete(&format!("{program} --b"), "--b", program) else {
            return;
        };
        assert!(options.contains("--balance"), "{program}: {options}");
        let input = complete(&format!("{program} --completions z"), "z", "--completions");
        assert_eq!(input.as_deref().map(str::trim), Some("zsh"), "{program}");
    }
}
