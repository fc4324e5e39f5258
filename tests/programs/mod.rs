//! What the tests of the programs share: how they are run, and pages to run them on.
#![allow(dead_code, reason = "each of the tests uses a part of this")]

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use serde_json::Value;

pub(crate) const PAGE: &str = "\
Home | News | Sport
The harbour froze over
By Ann Example
3 July 2025

The harbour of the old town froze over on Monday night, the first time in forty years.
Fishermen said they would wait until the ice was gone before they put to sea again.

Also read: Ten things to know
Copyright 2025 Example Press. All rights reserved.
";

pub(crate) const HTML: &str = "\
<!DOCTYPE html>
<title>The harbour froze over</title>
<nav><a href=/>Home</a> <a href=/news>News</a></nav>
<h1>The harbour froze over</h1>
<p>The harbour of the <em>old town</em> froze over on Monday night, the first time in forty years.
<p>Fishermen said they would wait until the ice was gone before they put to sea again, caf\u{e9}s closed.
<ul><li>Ice: 12 cm<li>Boats: 14</ul>
<footer>Copyright 2025 Example Press.</footer>
";

pub(crate) const ALL_KINDS: &str = "title,standfirst,byline,timestamp,body,heading,caption,note,navigation,related,latest,topics,\
                         widget,promotion,bio,comments,legal";

/// The example, which `cargo test` builds next to the directory of this test's executable.
pub(crate) fn program(name: &str) -> PathBuf {
    let test = std::env::current_exe().expect("the test's path");
    let profile = test
        .parent()
        .and_then(Path::parent)
        .expect("the profile's directory");
    let program = profile
        .join("examples")
        .join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(
        program.exists(),
        "{} is missing: `cargo build --example {name}` makes it",
        program.display()
    );
    program
}

/// Arguments that a program refuses: nothing on standard output, the reason after the program's name, 2 at the end.
pub(crate) fn check_refused(name: &str, arguments: &[&str], output: &Output) {
    assert_eq!((code(output), out(output)), (Some(2), ""), "{arguments:?}");
    assert!(
        err(output).starts_with(&format!("{name}: ")),
        "{arguments:?}: {}",
        err(output)
    );
}

/// The program with arguments, in an environment that says nothing of colours.
pub(crate) fn command(name: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program(name));
    command
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
}

pub(crate) fn run(name: &str, arguments: &[&str]) -> Output {
    command(name, arguments).output().expect("the program runs")
}

/// Runs the program with `input` as its standard input.
pub(crate) fn feed(name: &str, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = command(name, arguments)
        .stdin(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_vec();
    // The program may end, as it does on wrong usage, before it has read anything.
    let writer = thread::spawn(move || stdin.write_all(&input).is_ok());
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the writer ends");
    output
}

pub(crate) fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

pub(crate) fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

pub(crate) fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

pub(crate) fn records(output: &Output) -> Vec<Value> {
    out(output)
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

/// A directory of its own for a test, empty.
pub(crate) fn directory(test: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("programs")
        .join(test);
    if directory.exists() {
        fs::remove_dir_all(&directory).expect("an old directory is removed");
    }
    fs::create_dir_all(&directory).expect("a directory is made");
    directory
}

pub(crate) fn file(directory: &Path, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = directory.join(name);
    fs::write(&path, content).expect("a file is written");
    path.to_str().expect("a path in UTF-8").to_owned()
}

pub(crate) fn keys(record: &Value) -> Vec<&str> {
    record
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect()
}

/// Reads a little of the output of a run that writes much, then closes the pipe.
pub(crate) fn close_early(name: &str, arguments: &[&str]) -> (Option<i32>, String) {
    let mut child = command(name, arguments).spawn().expect("the program runs");
    let mut stdout = child.stdout.take().expect("a pipe");
    let mut little = [0; 64];
    stdout.read_exact(&mut little).expect("some output");
    drop(stdout);
    let output = child.wait_with_output().expect("the program ends");
    (code(&output), err(&output))
}

/// Bytes packed as `gzip` packs them.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).expect("memory");
    packed.finish().expect("memory")
}

/// Bytes packed as `zstd` packs them.
pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).expect("memory")
}

/// All that a reader of `.gz` gets, whatever the number of members.
pub(crate) fn gunzip(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes)
        .read_to_end(&mut plain)
        .expect("gzip");
    plain
}

/// The page with other words and numbers, each time a bit longer.
pub(crate) fn page(number: usize) -> String {
    let mut page = PAGE.replace("forty years", &format!("{number} years"));
    for boat in 0..number % 23 {
        page += &format!(
            "Boat {boat} of the {number} that lie in the harbour has its keel in {} inches of ice by now.\n",
            number * 7 % 31
        );
    }
    page
}

/// A record of JSON with a page.
pub(crate) fn json(number: usize) -> String {
    let page = Value::from(page(number));
    format!("{{\"id\":{number},\"lang\":\"en\",\"text\":{page}}}\n")
}

/// A record of a web archive.
pub(crate) fn warc(sort: &str, number: usize, content_type: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {sort}\r\nWARC-Target-URI: https://bell.example/{number}\r\nWARC-Date: \
         2025-07-03T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nContent-Type: {content_type}\r\n\
         Content-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}
