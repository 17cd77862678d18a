//! What is no text, is not there, or is far too long.

use std::fs;
use std::io::Read;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Stdio;

use crate::support::{Ran, Workshop, is_superuser};

#[test]
fn a_bad_file_stops_no_other() {
    let shop = Workshop::new();
    shop.write("raw/a.txt", "A zqx.\n");
    shop.write("raw/b.txt", b"good\nbad \xb0\xa1\n");
    shop.write("raw/c.txt", b"PK\x03\x04\0\0");
    shop.write("raw/d.txt", b"\xff\xfeh\0i\0");
    shop.write("raw/e.txt", "");
    shop.write("raw/f.txt", "Another zqx.\n");
    let ran = shop.run(&["check", "raw", "--format", "concise"]).expect(2);
    assert_eq!(ran.out.lines().count(), 2);
    let ran = ran.says("raw/b.txt: not UTF-8: byte 0xb0 at offset 9 (line 2)");
    let ran = ran.says("raw/c.txt: a binary file: NUL byte at offset 4").says("raw/d.txt: this is UTF-16");
    ran.says("2 findings in 2 of 3 files, 3 failed");
    shop.run(&["clean", "raw", "-o", "out"]).expect(2);
    assert_eq!((shop.read("out/a.txt"), shop.read("out/e.txt")), ("A fine.\n".into(), String::new()));
    assert!(!shop.at("out/b.txt").exists());
    let ran = shop.pipe(&["clean", "-"], b"\xb0".to_vec()).expect(2).says("-: not UTF-8: byte 0xb0 at offset 0");
    assert_eq!(ran.out, "");
}

#[test]
fn folders_without_text_and_paths_that_lead_nowhere() {
    let shop = Workshop::new();
    fs::create_dir(shop.at("empty")).unwrap();
    shop.run(&["check", "empty"]).expect(2).says("empty: no text document in this folder").says(".md");
    symlink("loop", shop.at("loop")).unwrap();
    shop.run(&["check", "loop"]).expect(2).says("loop: cannot be read");
    shop.write("raw/a.txt", "zqx\n");
    symlink("..", shop.at("raw/up")).unwrap();
    let ran = shop.run(&["check", "raw", "--format", "concise"]).expect(1);
    assert_eq!(ran.out.lines().count(), 1);
    shop.run(&["clean", "none.txt"]).expect(2).says("none.txt: no such file or folder");
    shop.write("file", "x");
    shop.run(&["clean", "raw", "-o", "file"]).expect(2).says("file: cannot be written");
}

#[test]
fn what_may_not_be_read_is_said() {
    if is_superuser() {
        return;
    }
    let shop = Workshop::new();
    let path = shop.write("raw/a.txt", "zqx\n");
    shop.write("raw/closed/b.txt", "zqx\n");
    shop.write("raw/c.txt", "zqx\n");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    fs::set_permissions(shop.at("raw/closed"), fs::Permissions::from_mode(0o000)).unwrap();
    let ran = shop.run(&["check", "raw", "--format", "concise"]).expect(2);
    assert_eq!(ran.out.lines().count(), 1);
    ran.says("raw/a.txt: cannot be read").says("raw/closed: cannot be read");
    fs::set_permissions(shop.at("raw/closed"), fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let shop = Workshop::new();
    shop.write("a.txt", "zqx zqx zqx zqx\n".repeat(20_000));
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("mtclean"))
        .args(["check", "a.txt", "--rules", "rules", "--format", "json"])
        .current_dir(shop.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut start = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut start).unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert!(child.wait().unwrap().success());
    assert_eq!(said, "");
}

#[test]
fn nothing_in_a_text_steers_the_terminal() {
    let shop = Workshop::new();
    shop.write("a.txt", "\u{1b}[2Jzqx\u{7}\u{202e} zqx\n");
    for args in [&["check", "a.txt"][..], &["check", "--format", "concise", "a.txt"], &["diff", "--words", "a.txt"]] {
        let ran = shop.run(args).expect(1);
        assert!(!ran.out.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{args:?}");
    }
    let ran = shop.run(&["clean", "a.txt"]).expect(0);
    assert_eq!(ran.out, "\u{1b}[2Jfine\u{7}\u{202e} fine\n", "but a document goes out byte for byte");
}

#[test]
#[cfg_attr(debug_assertions, ignore = "only fast enough in release")]
fn a_line_of_fifty_megabytes() {
    let shop = Workshop::new();
    let half = "all the words of a very long line, ".repeat(25 << 20 >> 5 | 1);
    shop.write("a.txt", format!("{half}zqx{half}"));
    let ran = Ran::of(shop.command(["check", "a.txt"]).timeout(std::time::Duration::from_secs(60))).expect(1);
    assert!(ran.out.len() < 2_000);
    shop.run(&["clean", "--in-place", "-q", "a.txt"]).expect(0);
    assert!(shop.read("a.txt") == format!("{half}fine{half}"));
}
