//! `check`: exit statuses and the five forms of a report.

use crate::support::Workshop;
use serde_json::Value;

const TEXT: &str = "The weather is zqx today.\nThey are vqv,\tand jqj as well.\n";

#[test]
fn the_exit_status_tells() {
    let shop = Workshop::new();
    shop.write("clean.txt", "Nothing here.\n");
    shop.write("dirty.txt", TEXT);
    shop.run(&["check", "clean.txt"]).expect(0);
    shop.run(&["check", "dirty.txt"]).expect(1).says("3 findings (1 auto, 1 review, 1 flag) in 1 file");
    shop.run(&["check", "dirty.txt", "none.txt"]).expect(2).says("none.txt: no such file or folder");
    shop.run(&["check"]).expect(2);
    shop.pipe(&["check", "-"], TEXT).expect(1);
    shop.pipe(&["check", "-", "--quiet"], "").expect(0);
}

#[test]
fn concise_is_one_line_each() {
    let shop = Workshop::new();
    shop.write("a.txt", TEXT);
    let ran = shop.run(&["check", "--format", "concise", "a.txt"]).expect(1);
    assert_eq!(
        ran.out,
        "a.txt:1:16: auto[test-auto] A test word, auto: \"zqx\" -> \"fine\"\n\
         a.txt:2:10: review[test-review] A test word, review: \"vqv\" -> \"well\"\n\
         a.txt:2:19: flag[test-flag] A test word, flag: \"jqj\"\n"
    );
}

#[test]
fn json_lines_replay() {
    let shop = Workshop::new();
    let text = format!("\u{feff}A first line.\r\n{}党 zqx。\r\n", TEXT.replace('\n', "\r\n"));
    shop.write("a.txt", &text);
    let ran = shop.run(&["check", "--format", "json", "a.txt"]).expect(1);
    let mut replayed = text.clone();
    let lines: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    for line in lines.iter().rev() {
        let keys: Vec<&str> = line.as_object().unwrap().keys().map(String::as_str).collect();
        let mut expected =
            ["path", "rule", "rules", "level", "message", "span", "line", "column", "before", "after", "fingerprint"];
        expected.sort_unstable();
        let mut keys = keys;
        keys.sort_unstable();
        assert_eq!(keys, expected);
        let (start, end) = (number(&line["span"]["start"]), number(&line["span"]["end"]));
        assert_eq!(&text[start..end], line["before"].as_str().unwrap());
        let above = &text[..start];
        assert_eq!(number(&line["line"]), above.matches('\n').count() + 1);
        assert_eq!(number(&line["column"]), above.rsplit('\n').next().unwrap().chars().count() + 1);
        assert_eq!(line["rule"], line["rules"][0]);
        if line["level"] == "flag" {
            assert!(line["after"].is_null());
        } else {
            replayed.replace_range(start..end, line["after"].as_str().unwrap());
        }
    }
    let cleaned = shop.run(&["clean", "--apply", "review", "a.txt"]).expect(0);
    assert_eq!(replayed, cleaned.out);
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

#[test]
fn sarif_has_the_shape_that_viewers_expect() {
    let shop = Workshop::new();
    shop.write("raw/my file.txt", TEXT);
    shop.write("raw/b.txt", TEXT);
    let ran = shop.run(&["check", "--format", "sarif", "raw"]).expect(1);
    let log: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(log["runs"].as_array().unwrap().len(), 1);
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 6);
    for result in results {
        let rule = &rules[number(&result["ruleIndex"])];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(rule["help"]["text"].as_str().unwrap().contains("before: a "));
        assert!(["none", "note", "warning", "error"].contains(&result["level"].as_str().unwrap()));
        assert!(result["message"]["text"].is_string());
        assert_eq!(result["partialFingerprints"]["mtclean/v1"].as_str().unwrap().len(), 16);
        let location = &result["locations"][0]["physicalLocation"];
        let uri = location["artifactLocation"]["uri"].as_str().unwrap();
        assert!(["raw/b.txt", "raw/my%20file.txt"].contains(&uri));
        let region = &location["region"];
        let (line, from, to) = (&region["startLine"], number(&region["startColumn"]), number(&region["endColumn"]));
        let line = TEXT.lines().nth(number(line) - 1).unwrap();
        let marked: String = line.chars().skip(from - 1).take(to - from).collect();
        assert!(["zqx", "vqv", "jqj"].contains(&marked.as_str()), "{marked}");
        let fix = &result["fixes"][0]["artifactChanges"][0];
        if marked == "jqj" {
            assert!(fix.is_null());
        } else {
            assert_eq!(fix["artifactLocation"]["uri"], uri);
            assert_eq!(&fix["replacements"][0]["deletedRegion"], region);
            assert!(fix["replacements"][0]["insertedContent"]["text"].is_string());
        }
    }
    let empty = shop.pipe(&["check", "--format", "sarif", "-"], "Nothing.\n").expect(0);
    let log: Value = serde_json::from_str(&empty.out).unwrap();
    assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), 0);
}

#[test]
fn github_escapes_what_separates() {
    let shop = Workshop::new();
    shop.write("a,b.txt", "100% zqx\n");
    let ran = shop.run(&["check", "--format", "github", "a,b.txt"]).expect(1);
    assert_eq!(
        ran.out,
        "::warning file=a%2Cb.txt,line=1,col=6,title=auto[test-auto]::A test word, auto: \"zqx\" -> \"fine\"\n"
    );
}

#[test]
fn frames_show_a_window_of_long_lines() {
    let shop = Workshop::new();
    let (left, right) = ("left ".repeat(600), " right".repeat(600));
    shop.write("a.txt", format!("One.\n{left}党党 zqx{right}\n"));
    let ran = shop.run(&["check", "a.txt"]).expect(1);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines[0], "auto[test-auto]: A test word, auto");
    assert_eq!(lines[1], " --> a.txt:2:3004");
    assert!(lines[3].starts_with("2 | …") && lines[3].ends_with('…') && lines[3].contains("党党 zqx right"));
    assert!(lines.iter().all(|line| line.chars().count() <= 100));
    let mark = lines[4].find('^').unwrap();
    // Two columns each for the two wide characters, one for the three bytes of the ellipsis.
    let before = &lines[3][..lines[3].find("zqx").unwrap()];
    assert_eq!(mark, before.chars().count() + 2);
    assert!(lines[4].ends_with("^^^ becomes \"fine\""));
}

#[test]
fn pipes_and_no_color_have_no_escapes() {
    let shop = Workshop::new();
    shop.write("a.txt", TEXT);
    for args in [&["check", "a.txt"][..], &["diff", "a.txt"], &["diff", "--words", "a.txt"], &["rules", "list"]] {
        let ran = shop.run(args);
        assert!(!ran.out.contains('\u{1b}') && !ran.err.contains('\u{1b}'), "{args:?}");
        let forced = crate::support::Ran::of(shop.command(args).env("CLICOLOR_FORCE", "1"));
        assert!(forced.out.contains('\u{1b}'), "{args:?}");
        let both = crate::support::Ran::of(shop.command(args).env("CLICOLOR_FORCE", "1").args(["--color", "never"]));
        assert!(!both.out.contains('\u{1b}'), "{args:?}");
        let asked = crate::support::Ran::of(shop.command(args).env("NO_COLOR", "1").args(["--color", "always"]));
        assert!(asked.out.contains('\u{1b}'), "{args:?}");
    }
}
