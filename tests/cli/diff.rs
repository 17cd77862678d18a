//! `diff`: real `git apply` and `patch -p1` make of it what `clean` makes.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::Workshop;

/// Texts whose lines end in every way that lines can end, and whose changes lie at every edge.
fn texts() -> Vec<(&'static str, String)> {
    let filler: String = (0..30).map(|number| format!("Line number {number} of the text.\n")).collect();
    vec![
        ("plain.txt", format!("A zqx start.\n{filler}A zqx end.\n")),
        ("middle.txt", format!("{filler}A zqx middle.\nStays.\nAnother zqx.\n{filler}")),
        ("no newline.txt", "One.\nA zqx end".into()),
        ("no newline above.txt", "One zqx.\nTwo.\nThree".into()),
        ("crlf.txt", format!("\u{feff}A zqx start.\r\n{}", filler.replace('\n', "\r\n"))),
        ("mixed.txt", "One zqx.\r\nTwo.\nThree\rzqx\rfour.\r\n".into()),
        ("one.txt", "zqx".into()),
        ("deep/er/党 建.txt", format!("{filler}党的 zqx\n")),
        ("quote\"d\tname.txt", "A zqx.\n".into()),
        ("goes.txt", "gone gone\nA.\ngone gone\n\nB.\ngone gone".into()),
        ("all.txt", "gone gone\n".into()),
    ]
}

/// A rule that takes whole lines out.
const REMOVES: &str = "summary = \"A line of furniture\"\nwhy = \"A test.\"\nlevel = \"review\"\n\
    may-change = [\"letters\", \"lines\"]\n[action.remove]\nline = 'gone gone'\n\
    [[example]]\nname = \"a\"\nbefore = \"A.\\ngone gone\\nB.\"\nafter = \"A.\\nB.\"\n\
    [[example]]\nname = \"b\"\nkeep = \"a gone gone b\"\n";

fn applied(program: &str, args: &[&str], diff: &str, folder: &Path) {
    let mut child = Command::new(program)
        .args(args)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    std::io::Write::write_all(child.stdin.as_mut().unwrap(), diff.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{program}: {}{}\n{diff}", said(&output.stdout), said(&output.stderr));
}

#[test]
fn git_and_patch_make_of_it_what_clean_makes() {
    for (program, args) in [("git", &["apply", "-v"][..]), ("patch", &["-p1"])] {
        if Command::new(program).arg("--version").output().is_err() {
            eprintln!("no {program} here");
            continue;
        }
        for absolute in [false, true] {
            let shop = Workshop::new();
            shop.write("rules/test-remove.toml", REMOVES);
            for (name, text) in texts() {
                shop.write(&format!("raw/{name}"), text);
            }
            let raw = if absolute { shop.at("raw").canonicalize().unwrap() } else { "raw".into() };
            let diff = shop.run(&["diff", "--apply", "review", raw.to_str().unwrap()]).expect(1);
            shop.run(&["clean", "--apply", "review", "raw", "--output", "out", "-q"]).expect(0);
            applied(program, args, &diff.out, shop.path());
            for (name, text) in texts() {
                let (by_diff, cleaned) = (shop.read(&format!("raw/{name}")), shop.read(&format!("out/{name}")));
                assert_eq!(by_diff, cleaned, "{program}: {name}");
                assert_ne!(cleaned, text, "{name}");
            }
            shop.run(&["diff", "--apply", "review", "raw"]).expect(0);
        }
    }
}

#[test]
fn hunks_are_as_diff_writes_them() {
    let shop = Workshop::new();
    shop.write("a.txt", "1\n2\n3\n4 zqx\n5\n6\n7\n8\n9\n10\n11 vqv\n");
    let ran = shop.run(&["diff", "a.txt"]).expect(1);
    assert_eq!(ran.out, "--- a/a.txt\n+++ b/a.txt\n@@ -1,7 +1,7 @@\n 1\n 2\n 3\n-4 zqx\n+4 fine\n 5\n 6\n 7\n");
    let ran = shop.run(&["diff", "--apply", "review", "a.txt"]).expect(1);
    assert!(ran.out.contains("@@ -1,11 +1,11 @@"), "{}", ran.out);
    let ran = shop.pipe(&["diff", "-"], "a zqx").expect(1);
    assert!(ran.out.ends_with("-a zqx\n\\ No newline at end of file\n+a fine\n\\ No newline at end of file\n"));
}

#[test]
fn words_are_marked_in_their_line() {
    let shop = Workshop::new();
    shop.write("a.txt", format!("Fine.\r\nIt is zqx and vqv.\r\n{}zqx\r\n", "x ".repeat(200)));
    let ran = shop.run(&["diff", "--words", "--apply", "review", "a.txt"]).expect(1);
    let long = "x ".repeat(20);
    assert_eq!(
        ran.out,
        format!("a.txt\n  2: It is [-zqx-]{{+fine+}} and [-vqv-]{{+well+}}.\n  3: …{long}[-zqx-]{{+fine+}}\n\n")
    );
}

#[test]
fn a_diff_changes_nothing() {
    let shop = Workshop::new();
    let path = shop.write("a.txt", "zqx\n");
    let date = fs::metadata(&path).unwrap().modified().unwrap();
    shop.run(&["diff", "a.txt"]).expect(1);
    shop.run(&["check", "a.txt"]).expect(1);
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), date);
    assert_eq!(shop.read("a.txt"), "zqx\n");
}
