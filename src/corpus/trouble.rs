//! Why an input could not be done: which file, what was found, and the way out.

use std::io;
use std::path::PathBuf;

use super::walk::EXTENSIONS;
use crate::document::DecodeError;
use crate::report::shown;

/// One input that could not be done. The others are.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// A path that is not there.
    #[error("{}: no such file or folder", shown(.0))]
    Missing(PathBuf),
    /// A file or folder that is there and could not be read.
    #[error("{}: cannot be read: {error}", shown(.path))]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// A folder without a text document.
    #[error(
        "{}: no text document in this folder; expected files that end in {} and are neither hidden nor ignored \
         (a file given by its own name is always taken)", shown(.0), endings()
    )]
    NoDocuments(PathBuf),
    /// Bytes that are no text.
    #[error("{}: {error}", shown(.path))]
    NotText {
        /// The file.
        path: PathBuf,
        /// What was found, and where.
        error: DecodeError,
    },
    /// A file that is not to be written.
    #[error("{}: read-only, so it was left as it is; make it writable (`chmod u+w`) or use --output DIR", shown(.0))]
    ReadOnly(PathBuf),
    /// A file that is another one than the one that was read.
    #[error("{}: changed while it was being cleaned, so it was left as it is; run the command again", shown(.0))]
    Changed(PathBuf),
    /// A file or folder that could not be written.
    #[error("{}: cannot be written: {error}", shown(.path))]
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// Two inputs with one place for both results.
    #[error(
        "{} and {} would both be written to {}; give the folder above both, or clean them one after the other",
        shown(.first), shown(.second), shown(.target)
    )]
    OneTarget {
        /// The input that came first.
        first: PathBuf,
        /// The other.
        second: PathBuf,
        /// Where both would land.
        target: PathBuf,
    },
    /// A result that would be written over an input.
    #[error(
        "{}: this output would be written over the input {}; use another folder, or --in-place if that is what you want",
        shown(.target), shown(.input)
    )]
    OverInput {
        /// Where the result would land.
        target: PathBuf,
        /// The input that is there.
        input: PathBuf,
    },
    /// A place outside the output folder.
    #[error("{}: lies outside the output folder {}; nothing is written there", shown(.target), shown(.folder))]
    Outside {
        /// Where the result would land.
        target: PathBuf,
        /// The output folder.
        folder: PathBuf,
    },
    /// Standard input has no place of its own.
    #[error("`-` (standard input) has no file to be written to; its result goes to standard output")]
    StdinHasNoPlace,
    /// A fault of this program.
    #[error("{}: a fault in mtclean itself, please report it: {message}", shown(.path))]
    Panic {
        /// The file.
        path: PathBuf,
        /// What the program said.
        message: String,
    },
}

fn endings() -> String {
    let all: Vec<String> = EXTENSIONS.iter().map(|extension| format!(".{extension}")).collect();
    all.join(", ")
}
