//! One thing to be cleaned: a file, or standard input.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::Trouble;
use crate::document::decode;

/// Where the bytes come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Standard input, written `-`.
    Stdin,
    /// A file.
    File,
}

/// A document that was found but not read yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Where the bytes come from.
    pub source: Source,
    /// The file as it was given or found; `-` for standard input.
    pub path: PathBuf,
    /// Where its result belongs in an output folder: the path below the folder that was given.
    pub place: PathBuf,
}

impl Input {
    /// Standard input.
    pub fn stdin() -> Self {
        Self { source: Source::Stdin, path: "-".into(), place: PathBuf::new() }
    }

    /// A file, with its place below an output folder.
    pub fn file(path: impl Into<PathBuf>, place: impl Into<PathBuf>) -> Self {
        Self { source: Source::File, path: path.into(), place: place.into() }
    }

    /// The whole text, a byte-order mark and line endings as they are.
    ///
    /// # Errors
    /// [`Trouble`] that names the file, and where its bytes are no text the byte.
    pub fn read(&self) -> Result<String, Trouble> {
        let bytes = match self.source {
            Source::Stdin => {
                let mut bytes = Vec::new();
                io::Read::read_to_end(&mut io::stdin().lock(), &mut bytes).map(|_| bytes)
            }
            Source::File => fs::read(&self.path),
        };
        let bytes = bytes.map_err(|error| unreadable(&self.path, error))?;
        decode(bytes).map_err(|error| Trouble::NotText { path: self.path.clone(), error })
    }

    /// Its size in bytes, as far as that can be told without reading it.
    pub(super) fn size(&self) -> u64 {
        match self.source {
            Source::Stdin => 0,
            Source::File => fs::metadata(&self.path).map_or(0, |metadata| metadata.len()),
        }
    }
}

pub(super) fn unreadable(path: &Path, error: io::Error) -> Trouble {
    match error.kind() {
        io::ErrorKind::NotFound => Trouble::Missing(path.to_path_buf()),
        _ => Trouble::Unreadable { path: path.to_path_buf(), error },
    }
}
