//! Embeds `rules/<stage>/<id>.toml`: writes the list that `src/rule/set.rs` includes. Nothing lists rules by hand.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("rules");
    let mut list = String::from("[\n");
    for stage in sorted(&root).into_iter().filter(|path| path.is_dir()) {
        for file in sorted(&stage).into_iter().filter(|path| path.extension().is_some_and(|e| e == "toml")) {
            let name = |path: &Path| path.file_name().expect("listed").to_string_lossy().into_owned();
            let place = format!("rules/{}/{}", name(&stage), name(&file));
            writeln!(list, "({place:?}, include_str!({file:?})),").expect("a string takes all");
        }
    }
    list.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it")).join("builtin.rs");
    fs::write(&out, list).unwrap_or_else(|error| panic!("{}: {error}", out.display()));
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=build.rs");
}

/// What lies in a folder, by name.
fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a readable entry").path()).collect();
    paths.sort();
    paths
}
