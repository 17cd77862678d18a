//! Writing results: whole or not at all, and never over a file that changed meanwhile.
//!
//! A result is written to a new file in the folder where it belongs, brought to the disk, and only then given the
//! name. Whatever goes wrong before that leaves the original as it was. Owner and permissions are kept. A hard link is
//! parted from its siblings by this; a symbolic link stays, and the file behind it is replaced.

use std::collections::HashMap;
use std::fs::{self, File, Metadata};
use std::io::{self, Write as _};
use std::path::{Component, Path, PathBuf};

use super::{Input, Source, Trouble};

/// Puts `new` in the place of the file at `path`, which held `old` when it was read.
///
/// # Errors
/// [`Trouble`], and the file is as it was: it is read-only, changed meanwhile, or cannot be written.
pub fn replace(path: &Path, old: &str, new: &str) -> Result<(), Trouble> {
    let unwritable = |error| Trouble::Unwritable { path: path.to_path_buf(), error };
    let real = path.canonicalize().map_err(unwritable)?;
    let metadata = fs::metadata(&real).map_err(unwritable)?;
    // A rename asks the folder and not the file, so the file itself must be asked; the superuser may open anything.
    let refused = File::options().write(true).open(&real).err();
    match refused {
        _ if metadata.permissions().readonly() => return Err(Trouble::ReadOnly(path.to_path_buf())),
        Some(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            return Err(Trouble::ReadOnly(path.to_path_buf()));
        }
        Some(error) => return Err(unwritable(error)),
        None => {}
    }
    let unchanged = || Ok(fs::read(&real).map_err(unwritable)? == old.as_bytes());
    put(&real, new, Some(&metadata), path, &unchanged)
}

/// Where in an output folder the results go.
#[derive(Debug)]
pub struct Targets {
    folder: PathBuf,
}

impl Targets {
    /// Looks at everything that is to be written to `folder` before anything is.
    ///
    /// # Errors
    /// Two inputs for one place, a place that is an input, standard input, and a folder that cannot be made.
    pub fn plan(folder: &Path, inputs: &[Input]) -> Result<Self, Trouble> {
        let mut taken: HashMap<&Path, &Input> = HashMap::new();
        for input in inputs {
            if input.source == Source::Stdin {
                return Err(Trouble::StdinHasNoPlace);
            }
            let target = || folder.join(&input.place);
            let named = input.place.components().all(|part| matches!(part, Component::Normal(_)));
            if !named || input.place.as_os_str().is_empty() {
                return Err(Trouble::Outside { target: target(), folder: folder.to_path_buf() });
            }
            if let Some(first) = taken.insert(&input.place, input) {
                let (first, second) = (first.path.clone(), input.path.clone());
                return Err(Trouble::OneTarget { first, second, target: target() });
            }
        }
        fs::create_dir_all(folder).map_err(|error| Trouble::Unwritable { path: folder.to_path_buf(), error })?;
        let folder = folder.to_path_buf();
        let real = folder.canonicalize().map_err(|error| Trouble::Unwritable { path: folder.clone(), error })?;
        // An input can only be written over if it lies below the output folder.
        for input in inputs {
            let Ok(path) = input.path.canonicalize() else { continue };
            let over = path.strip_prefix(&real).ok().and_then(|place| taken.get(place));
            if over.is_some() {
                return Err(Trouble::OverInput { target: path, input: input.path.clone() });
            }
        }
        Ok(Self { folder })
    }

    /// Writes the result of an input to its place, the permissions of the input with it.
    ///
    /// # Errors
    /// [`Trouble`], and what was there before is as it was.
    pub fn write(&self, input: &Input, text: &str) -> Result<(), Trouble> {
        let target = self.folder.join(&input.place);
        let unwritable = |error| Trouble::Unwritable { path: target.clone(), error };
        let parent = target.parent().unwrap_or(&self.folder);
        fs::create_dir_all(parent).map_err(unwritable)?;
        // A link inside the output folder may lead out of it.
        let (real, root) =
            (parent.canonicalize().map_err(unwritable)?, self.folder.canonicalize().map_err(unwritable)?);
        if !real.starts_with(&root) {
            return Err(Trouble::Outside { target, folder: self.folder.clone() });
        }
        let metadata = fs::metadata(&input.path).ok();
        put(&target, text, metadata.as_ref(), &target, &|| Ok(true))
    }
}

/// Writes `text` beside `target` and gives it the name if `still` says so; errors name `shown`.
fn put(
    target: &Path,
    text: &str,
    like: Option<&Metadata>,
    shown: &Path,
    still: &dyn Fn() -> Result<bool, Trouble>,
) -> Result<(), Trouble> {
    let unwritable = |error| Trouble::Unwritable { path: shown.to_path_buf(), error };
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = tempfile::Builder::new().prefix(".mtclean-").tempfile_in(folder).map_err(unwritable)?;
    beside.write_all(text.as_bytes()).map_err(unwritable)?;
    match like {
        Some(metadata) => keep(beside.as_file(), metadata).map_err(unwritable)?,
        None => readable(beside.as_file()).map_err(unwritable)?,
    }
    beside.as_file().sync_all().map_err(unwritable)?;
    if !still()? {
        return Err(Trouble::Changed(shown.to_path_buf()));
    }
    beside.persist(target).map_err(|error| unwritable(error.error))?;
    // The folder is not brought to the disk as well: should the power fail now, the name leads to the old text or to
    // the new one, and both are whole.
    Ok(())
}

/// Gives a new file the owner and the permissions of the old one.
fn keep(file: &File, like: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let new = file.metadata()?;
        if (new.uid(), new.gid()) != (like.uid(), like.gid()) {
            // Only the superuser may give files away; everybody else keeps what is theirs.
            let _ = fchown(file, Some(like.uid()), Some(like.gid()));
        }
    }
    file.set_permissions(like.permissions())
}

/// Temporary files are for their owner alone; a result is not.
fn readable(file: &File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        file.set_permissions(fs::Permissions::from_mode(0o644))
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changed_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "newer").unwrap();
        assert!(matches!(replace(&path, "older", "cleaned"), Err(Trouble::Changed(_))));
        assert_eq!(fs::read_to_string(&path).unwrap(), "newer");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left behind");
        replace(&path, "newer", "cleaned").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "cleaned");
    }

    #[test]
    fn nothing_lands_outside() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("out");
        for place in ["../a.txt", "/a.txt", ""] {
            let planned = Targets::plan(&out, &[Input::file("a.txt", place)]);
            assert!(matches!(planned, Err(Trouble::Outside { .. })), "{place}");
        }
        let two = [Input::file("x/a.txt", "a.txt"), Input::file("y/a.txt", "a.txt")];
        assert!(matches!(Targets::plan(&out, &two), Err(Trouble::OneTarget { .. })));
        assert!(!out.exists(), "an error comes before anything is written");
    }
}
