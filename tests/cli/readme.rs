//! The README is true: its transcripts are run as they stand, with its own rule, and must print what it shows.

use std::fs;
use std::path::Path;
use std::process::Command;

/// The fenced blocks of a language in the README.
fn blocks<'r>(readme: &'r str, language: &str) -> Vec<&'r str> {
    let open = format!("```{language}\n");
    readme.split(open.as_str()).skip(1).map(|rest| rest.split("```").next().unwrap()).collect()
}

#[test]
fn every_transcript_prints_what_it_shows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("my-rules")).unwrap();
    fs::write(place.path().join("my-rules/broken-dash.toml"), blocks(&readme, "toml")[0]).unwrap();
    fs::create_dir_all(place.path().join("seeds")).unwrap();
    let copied = Command::new("cp").arg("-r").arg(root.join("seeds/news")).arg(place.path().join("seeds")).status();
    assert!(copied.unwrap().success());
    let program = Path::new(env!("CARGO_BIN_EXE_mtclean")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let transcripts = blocks(&readme, "console");
    assert!(transcripts.len() >= 4, "the README has lost its transcripts");
    for transcript in transcripts {
        for step in transcript.split("$ ").skip(1) {
            let (line, shown) = step.split_once('\n').unwrap();
            let ran =
                Command::new("sh").args(["-c", line]).env("PATH", &path).current_dir(place.path()).output().unwrap();
            let said = String::from_utf8(ran.stderr).unwrap();
            assert!(ran.status.code().is_some_and(|code| code < 2), "{line}: {said}");
            assert_eq!(String::from_utf8(ran.stdout).unwrap(), shown, "{line}");
        }
    }
    assert!(place.path().join("cleaned").is_dir(), "the batch of the README was not written");
}

#[test]
fn the_opening_example_is_what_the_program_does() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let diff = blocks(&readme, "diff")[0];
    let line = |sign: char| diff.lines().find_map(|line| line.strip_prefix(sign)).unwrap().to_string();
    let ran = assert_cmd::Command::cargo_bin("mtclean").unwrap().args(["clean", "-"]).write_stdin(line('-')).output();
    assert_eq!(String::from_utf8(ran.unwrap().stdout).unwrap(), line('+'));
}
