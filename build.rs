//! Embeds `rules/<stage>/<id>.toml`: writes the list that `src/rule/set.rs` includes, and for `src/rule/pattern.rs`
//! what each pattern needs, so that no pattern is parsed at start-up. Nothing lists rules by hand.

#[allow(dead_code, reason = "the crate uses more of the module than the build does")]
#[path = "src/rule/needs.rs"]
mod needs;
#[allow(dead_code, reason = "as above")]
#[path = "src/rule/parts.rs"]
mod parts;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use needs::Needs;
use toml::de::{DeTable, DeValue};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("rules");
    let mut list = String::from("[\n");
    let mut patterns = BTreeMap::new();
    for stage in sorted(&root).into_iter().filter(|path| path.is_dir()) {
        for file in sorted(&stage).into_iter().filter(|path| path.extension().is_some_and(|e| e == "toml")) {
            let name = |path: &Path| path.file_name().expect("listed").to_string_lossy().into_owned();
            let place = format!("rules/{}/{}", name(&stage), name(&file));
            let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{place}: {error}"));
            // A fault is reported by the crate's own reader, with its place; here it only must not stop the build.
            if let Ok(table) = DeTable::parse(&text) {
                note_patterns(table.get_ref(), &mut patterns);
            }
            let head = without_examples(&text);
            writeln!(list, "({place:?}, {head:?}, include_str!({file:?})),").expect("a string takes all");
        }
    }
    list.push(']');
    let mut table = String::from("&[\n");
    for (pattern, literals) in patterns {
        write!(table, "({pattern:?}, &[").expect("a string takes all");
        for literal in literals {
            write!(table, "&{literal:?},").expect("a string takes all");
        }
        table.push_str("]),\n");
    }
    table.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    for (name, text) in [("builtin.rs", list), ("patterns.rs", table)] {
        fs::write(out.join(name), text).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/rule/needs.rs");
    println!("cargo::rerun-if-changed=src/rule/parts.rs");
}

/// Notes what the patterns of a rule's action need.
fn note_patterns(table: &DeTable<'_>, patterns: &mut BTreeMap<String, Vec<Vec<u8>>>) {
    let Some(DeValue::Table(actions)) = table.get("action").map(|value| value.get_ref()) else { return };
    for action in actions.values() {
        let DeValue::Table(action) = action.get_ref() else { continue };
        let parts = match action.get("parts").map(|value| value.get_ref()) {
            Some(DeValue::Table(parts)) => parts
                .iter()
                .filter_map(|(name, part)| Some((name.get_ref().to_string(), part.get_ref().as_str()?.to_string())))
                .collect(),
            _ => BTreeMap::new(),
        };
        for key in ["pattern", "line", "more"] {
            let Some(pattern) = action.get(key).and_then(|value| value.get_ref().as_str()) else { continue };
            let Ok(pattern) = parts::expand(pattern, &parts) else { continue };
            let Ok(hir) = regex_syntax::parse(&pattern) else { continue };
            if hir.properties().minimum_len().is_none() {
                continue;
            }
            let literals = match needs::of_pattern(&hir) {
                Needs::AnyOf(literals) => literals,
                Needs::Nothing => Vec::new(),
            };
            patterns.insert(pattern, literals);
        }
    }
}

/// The file up to its first example, if nothing but examples follows.
fn without_examples(text: &str) -> &str {
    let Some(at) = text.find("\n[[example]]") else { return text };
    let (head, tail) = text.split_at(at + 1);
    match (DeTable::parse(head), DeTable::parse(tail)) {
        (Ok(_), Ok(examples)) if examples.get_ref().len() == 1 => head,
        _ => text,
    }
}

/// What lies in a folder, by name.
fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a readable entry").path()).collect();
    paths.sort();
    paths
}
