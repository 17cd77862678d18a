//! `clean`: to standard output, to a folder, in place; whole or not at all.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use crate::support::{Workshop, is_superuser};

#[test]
fn one_goes_to_standard_output() {
    let shop = Workshop::new();
    shop.write("a.txt", "It is zqx and vqv.\n");
    let ran = shop.run(&["clean", "a.txt"]).expect(0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("It is fine and vqv.\n", ""));
    let ran = shop.pipe(&["clean", "--apply", "review", "-"], "\u{feff}zqx, vqv\r\n").expect(0);
    assert_eq!(ran.out, "\u{feff}fine, well\r\n");
    shop.run(&["clean", "a.txt", "a.txt"]).expect(2).says("--output DIR");
    shop.run(&["clean", "."]).expect(2).says(". is a folder").says("--in-place");
}

#[test]
fn an_output_folder_mirrors_the_input() {
    let shop = Workshop::new();
    shop.write("raw/deep/a.txt", "zqx\n");
    shop.write("raw/b.md", "clean\n");
    shop.write("raw/data.json", "zqx\n");
    let ran = shop.run(&["clean", "raw", "--output", "out/x"]).expect(0);
    assert!(ran.out.is_empty() && ran.err.contains("1 change in 1 of 2 files"), "{}", ran.err);
    assert_eq!((shop.read("out/x/deep/a.txt"), shop.read("out/x/b.md")), ("fine\n".into(), "clean\n".into()));
    assert!(!shop.at("out/x/data.json").exists());
    assert_eq!(shop.read("raw/deep/a.txt"), "zqx\n");
    // Again, and with the output folder inside the input folder.
    shop.run(&["clean", "raw", "--output", "out/x"]).expect(0);
    shop.run(&["clean", ".", "--output", "out"]).expect(0);
    shop.run(&["clean", ".", "--output", "out"]).expect(0);
    assert!(shop.at("out/raw/b.md").exists() && !shop.at("out/out").exists());
}

#[test]
fn clashes_are_told_before_anything_is_written() {
    let shop = Workshop::new();
    shop.write("a/x.txt", "zqx\n");
    shop.write("b/x.txt", "zqx\n");
    shop.run(&["clean", "a", "b", "-o", "out"])
        .expect(2)
        .says("a/x.txt and b/x.txt would both be written to out/x.txt");
    assert!(!shop.at("out").exists());
    shop.run(&["clean", "a", "-o", "a"]).expect(2).says("over the input a/x.txt");
    shop.run(&["clean", "-", "-o", "out"]).expect(2).says("standard input");
    shop.run(&["clean", "a", "-o", "out", "--in-place"]).expect(2);
    symlink(shop.at("b"), shop.at("link")).unwrap();
    fs::create_dir(shop.at("out")).unwrap();
    fs::create_dir_all(shop.at("c/sub")).unwrap();
    shop.write("c/sub/y.txt", "zqx\n");
    symlink(shop.at("b"), shop.at("out/sub")).unwrap();
    shop.run(&["clean", "c", "-o", "out"]).expect(2).says("outside the output folder");
    assert!(!shop.at("b/y.txt").exists());
}

#[test]
fn in_place_keeps_all_but_the_words() {
    let shop = Workshop::new();
    let path = shop.write("a.txt", "\u{feff}It is zqx.\r\nStays.\r\n");
    let still = shop.write("b.txt", "Nothing to do.\n");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let date = fs::metadata(&still).unwrap().modified().unwrap();
    symlink(&path, shop.at("link.txt")).unwrap();
    shop.run(&["clean", "--in-place", "link.txt", "b.txt"]).expect(0).says("1 change in 1 of 2 files");
    assert_eq!(shop.read("a.txt"), "\u{feff}It is fine.\r\nStays.\r\n");
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(shop.at("link.txt").is_symlink());
    assert_eq!(fs::metadata(&still).unwrap().modified().unwrap(), date);
    assert_eq!(fs::read_dir(shop.path()).unwrap().count(), 4, "nothing is left behind");
    shop.pipe(&["clean", "--in-place", "-"], "zqx").expect(2).says("standard input");
}

#[test]
fn what_is_read_only_stays_whole() {
    let shop = Workshop::new();
    let path = shop.write("a.txt", "zqx\n");
    shop.write("b.txt", "zqx\n");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    shop.run(&["clean", "--in-place", "a.txt", "b.txt"]).expect(2).says("a.txt: read-only").says("1 failed");
    assert_eq!((shop.read("a.txt"), shop.read("b.txt")), ("zqx\n".into(), "fine\n".into()));
    if is_superuser() {
        return;
    }
    let path = shop.write("folder/a.txt", "zqx\n");
    let folder = path.parent().unwrap();
    fs::set_permissions(folder, fs::Permissions::from_mode(0o555)).unwrap();
    shop.run(&["clean", "--in-place", "folder/a.txt"]).expect(2).says("folder/a.txt: cannot be written");
    assert_eq!(shop.read("folder/a.txt"), "zqx\n");
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn threads_change_nothing() {
    let shop = Workshop::new();
    for number in 0..120 {
        let text = format!("Text {number} is zqx.\n{}", "Some more words of filling. vqv\n".repeat(100 + number));
        shop.write(&format!("raw/{:02}/{number}.txt", number % 7), text);
    }
    for args in [&["check", "raw", "--format", "json"][..], &["diff", "raw"], &["check", "raw"]] {
        let one = shop.run(&[args, &["--threads", "1"]].concat()).expect(1);
        let four = shop.run(&[args, &["--threads", "4"]].concat()).expect(1);
        assert_eq!((one.out.len(), &one.err), (four.out.len(), &four.err));
        assert!(one.out == four.out, "{args:?}");
    }
    shop.run(&["check", "raw", "--threads", "0"]).expect(2);
}
