//! Provisional command line: enough to work on rules.
use mtclean::engine::prove;
use mtclean::{Apply, Cleaner, RuleSet};

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    let cleaner = Cleaner::new(RuleSet::builtin());
    match args[..] {
        ["clean", file] => print!("{}", cleaner.clean(&read(file)).text(Apply::Auto)),
        ["clean", "--apply", "review", file] => print!("{}", cleaner.clean(&read(file)).text(Apply::Review)),
        ["check", "--format", "json", file] => {
            for f in cleaner.clean(&read(file)).findings(cleaner.rules()) {
                println!(
                    "{}",
                    serde_json::json!({"path": file, "rule": f.rules.first(), "rules": f.rules, "level": f.level, "message": f.message,
                    "span": f.span, "line": f.line, "column": f.column, "before": f.before, "after": f.after,
                    "fingerprint": f.fingerprint})
                );
            }
        }
        ["show", file] => {
            for f in cleaner.clean(&read(file)).findings(cleaner.rules()) {
                println!("{}:{}:{} {} {}: {:?} -> {:?}", file, f.line, f.column, f.level.name(), f.rules.join("+"), f.before, f.after);
            }
        }
        ["rules", "test", ..] => {
            let (mut bad, mut all) = (0, 0);
            for rule in cleaner.rules().rules() {
                if args.len() > 2 && !args[2..].contains(&rule.id.as_str()) { continue }
                for o in prove(&cleaner, rule) {
                    all += 1;
                    if !o.verdict.holds() {
                        bad += 1;
                        println!("{} [{}] {}\n  expected {:?}\n  found    {:?}\n  hands {:?}", rule.id, o.verdict.name(), o.name, o.expected, o.found, o.hands);
                    }
                }
            }
            println!("{} passed, {bad} failed", all - bad);
        }
        _ => eprintln!("usage: clean [--apply review] FILE | check --format json FILE | show FILE | rules test [ID...]"),
    }
}

fn read(file: &str) -> String {
    mtclean::document::decode(std::fs::read(file).unwrap()).unwrap()
}
