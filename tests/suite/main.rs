//! What the project promises, as tests: the laws, the rules' own examples, the seeds with their snapshots, the
//! inventory.

mod examples;
mod inventory;
mod laws;
mod quarrels;
mod seeds;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use mtclean::{Cleaner, RuleSet};

/// The cleaner with every built-in rule.
static CLEANER: LazyLock<Cleaner> = LazyLock::new(|| Cleaner::new(RuleSet::builtin()));

/// A path from the project's root.
fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// All files below a folder of the project, as paths from the project's root, sorted.
fn files_below(folder: &str) -> Vec<String> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_string()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(root(&folder)).unwrap_or_else(|error| panic!("{folder}: {error}")) {
            let entry = entry.unwrap();
            let path = format!("{folder}/{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}
