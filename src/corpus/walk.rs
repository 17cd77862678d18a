//! From the paths of a command line to the documents below them.
//!
//! A file that is named is always taken, whatever it is called. In a folder the files are taken whose names end in one
//! of [`EXTENSIONS`]: running text, and the pages, notes and subtitles that wrap it. Logs, data and source code are not
//! among them, since what cleans prose harms those. Hidden files and what `.gitignore` and `.ignore` name are left out.
//! Links below a folder are not followed, so that no file comes twice and no loop can trap the walk; a link that is
//! named is followed.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::input::unreadable;
use super::{Input, Trouble};

/// What text documents end in, in small or capital letters.
pub const EXTENSIONS: &[&str] = &["txt", "text", "md", "markdown", "htm", "html", "xhtml", "srt", "vtt"];

/// What was found below the paths, in their order, and sorted below each.
#[derive(Debug, Default)]
pub struct Walked {
    /// The documents.
    pub inputs: Vec<Input>,
    /// What could not be found or read.
    pub troubles: Vec<Trouble>,
    /// Whether one of the paths is a folder.
    pub has_folder: bool,
}

/// Finds the documents at and below `paths`; `-` is standard input. What lies below `without`, an output folder, is
/// not taken from a folder.
pub fn walk(paths: &[PathBuf], without: Option<&Path>) -> Walked {
    let mut walked = Walked::default();
    let without = without.and_then(|folder| folder.canonicalize().ok());
    for path in paths {
        if path.as_os_str() == "-" {
            walked.inputs.push(Input::stdin());
            continue;
        }
        match fs::metadata(path) {
            Err(error) => walked.troubles.push(unreadable(path, error)),
            Ok(metadata) if metadata.is_dir() => {
                walked.has_folder = true;
                folder(path, without.as_deref(), &mut walked);
            }
            Ok(_) => walked.inputs.push(Input::file(path, path.file_name().unwrap_or_default())),
        }
    }
    if paths.len() > 1 {
        let mut known = HashSet::new();
        walked.inputs.retain(|input| known.insert(input.path.canonicalize().unwrap_or_else(|_| input.path.clone())));
    }
    walked
}

fn folder(root: &Path, without: Option<&Path>, walked: &mut Walked) {
    let before = (walked.inputs.len(), walked.troubles.len());
    // Told by canonical paths only where there is something to leave out: they cost a call for each folder.
    let skip = without.map(Path::to_path_buf);
    let mut builder = WalkBuilder::new(root);
    builder.sort_by_file_name(Ord::cmp).filter_entry(move |entry| {
        let is_folder = entry.depth() > 0 && entry.file_type().is_some_and(|kind| kind.is_dir());
        !(is_folder && skip.is_some() && entry.path().canonicalize().ok() == skip)
    });
    for entry in builder.build() {
        match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                if is_file && is_document(entry.path()) {
                    let place = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_path_buf();
                    walked.inputs.push(Input::file(entry.path(), place));
                }
            }
            Err(error) => {
                let path = path_of(&error).unwrap_or(root).to_path_buf();
                let said = error.to_string();
                let error = error.into_io_error().unwrap_or_else(|| std::io::Error::other(said));
                walked.troubles.push(unreadable(&path, error));
            }
        }
    }
    if (walked.inputs.len(), walked.troubles.len()) == before {
        walked.troubles.push(Trouble::NoDocuments(root.to_path_buf()));
    }
}

fn is_document(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|found| EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(found)))
}

/// The path that an error of the walk is about.
fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_text_documents_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("b")).unwrap();
        for name in ["b/two.TXT", "a.md", ".hidden.txt", "data.json", "c.txt", ".ignore"] {
            fs::write(root.join(name), if name == ".ignore" { "c.txt" } else { "x" }).unwrap();
        }
        let walked = walk(&[root.to_path_buf()], None);
        let places: Vec<_> = walked.inputs.iter().map(|input| input.place.to_string_lossy().into_owned()).collect();
        assert_eq!(places, ["a.md", "b/two.TXT"]);
        let again = walk(&[root.to_path_buf(), root.join("a.md"), root.join("data.json")], Some(&root.join("b")));
        let places: Vec<_> = again.inputs.iter().map(|input| input.place.to_string_lossy().into_owned()).collect();
        assert_eq!(places, ["a.md", "data.json"], "a file comes once; a named file is always taken");
    }

    #[test]
    fn what_is_not_there_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let walked = walk(&[folder.path().to_path_buf(), folder.path().join("none.txt")], None);
        assert!(matches!(walked.troubles[..], [Trouble::NoDocuments(_), Trouble::Missing(_)]));
    }
}
