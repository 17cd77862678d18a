//! `rules`, `completions`, `man`, and rule files with faults.

use crate::support::Workshop;

#[test]
fn rules_are_listed_and_shown() {
    let shop = Workshop::new();
    let ran = shop.run(&["rules", "list"]).expect(0);
    assert!(ran.out.contains("\n85-own\n") || ran.out.starts_with("85-own\n"), "{}", ran.out);
    assert!(ran.out.contains("auto    A test word, auto\n"));
    let ran = shop.run(&["rules", "list", "--format", "json"]).expect(0);
    let ids: Vec<serde_json::Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(ids.iter().any(|rule| rule["id"] == "test-flag" && rule["level"] == "flag" && rule["stage"] == "85-own"));
    let ran = shop.run(&["rules", "show", "test-auto"]).expect(0);
    assert!(ran.out.contains("a [-zqx-]{+fine+} b"), "{}", ran.out);
    let source = shop.run(&["rules", "show", "--source", "test-auto"]).expect(0);
    assert_eq!(source.out, shop.read("rules/test-auto.toml"));
    shop.run(&["rules", "show", "test-autto"]).expect(2).says("did you mean `test-auto`");
    shop.run(&["rules", "show", "nothing-like-it-at-all"]).expect(2).says("mtclean rules list");
}

#[test]
fn rules_are_tested() {
    let shop = Workshop::new();
    let ran = shop.run(&["rules", "test", "test-auto", "rules/test-flag.toml"]).expect(0);
    assert_eq!(ran.out, "4 passed, 0 failed\n");
    let ran = shop.run(&["rules", "test", "rules"]).expect(0);
    assert_eq!(ran.out, "6 passed, 0 failed\n");
    shop.run(&["rules", "test", "none"]).expect(2).says("`none` is neither a rule nor a file");
    let wrong =
        shop.read("rules/test-auto.toml").replace("a fine b", "a good b").replace("keep = \"a b\"", "keep = \"zqx\"");
    shop.write("rules/test-auto.toml", wrong);
    let ran = shop.run(&["rules", "test", "test-auto"]).expect(1);
    assert!(ran.out.contains("wrong  test-auto: it is found"), "{}", ran.out);
    assert!(ran.out.contains("a [-good-]{+fine+} b"), "{}", ran.out);
    assert!(ran.out.contains("noisy  test-auto: others stay"), "{}", ran.out);
    assert!(ran.out.ends_with("0 passed, 2 failed\n"));
}

#[test]
fn faults_of_rule_files_are_frames() {
    let shop = Workshop::new();
    let broken =
        shop.read("rules/test-auto.toml").replace("level = \"auto\"", "level = \"autto\"").replace("why", "wy");
    shop.write("rules/test-auto.toml", broken);
    shop.write("rules/test-flag.toml", "summary = \"x\"\nlevel = [");
    shop.write("a.txt", "zqx\n");
    let ran = shop.run(&["check", "a.txt"]).expect(2);
    assert_eq!(ran.out, "");
    let ran = ran.says("rules/test-auto.toml:2:1").says("unknown key `wy`").says("help: did you mean `why`?");
    let ran = ran.says("rules/test-auto.toml:3:9").says("did you mean `auto`?").says("rules/test-flag.toml:2");
    assert!(ran.err.contains("3 | level = \"autto\"") && ran.err.contains("in 2 rule files"), "{}", ran.err);
    let none = shop.at("none");
    std::fs::create_dir(&none).unwrap();
    shop.run(&["check", "a.txt", "--rules", "none"]).expect(2).says("no rule file (*.toml)");
    shop.run(&["check", "a.txt", "--rules", "nowhere"]).expect(2).says("nowhere");
}

#[test]
fn completions_and_manual_pages() {
    let shop = Workshop::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = shop.run(&["completions", shell]).expect(0);
        assert!(ran.out.contains("mtclean"), "{shell}");
    }
    let ran = shop.run(&["man"]).expect(0);
    assert!(ran.out.contains(".TH mtclean 1"), "{}", &ran.out[..200]);
    shop.run(&["man", "--output", "man"]).expect(0);
    assert!(shop.at("man/mtclean-clean.1").exists());
}

#[test]
fn help_has_examples() {
    let shop = Workshop::new();
    let commands: [&[&str]; 10] = [
        &[],
        &["check"],
        &["diff"],
        &["clean"],
        &["rules"],
        &["rules", "list"],
        &["rules", "show"],
        &["rules", "test"],
        &["completions"],
        &["man"],
    ];
    for command in commands {
        let ran = shop.run(&[command, &["--help"]].concat()).expect(0);
        assert!(ran.out.contains("Example") && ran.out.contains("  mtclean "), "{command:?}");
        assert!(ran.out.lines().all(|line| line.chars().count() <= 100), "{command:?}");
    }
}
