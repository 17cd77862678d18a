//! A workshop: a temporary folder with the test's own rules, and the program to run in it.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

pub struct Workshop {
    folder: TempDir,
}

/// What a run left behind.
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

const RULES: [(&str, &str, &str, &str); 3] = [
    ("test-auto", "auto", "zqx", "with = \"fine\""),
    ("test-review", "review", "vqv", "with = \"well\""),
    ("test-flag", "flag", "jqj", ""),
];

impl Workshop {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("rules")).unwrap();
        let workshop = Self { folder };
        for (id, level, word, with) in RULES {
            let shows = match level {
                "auto" => format!("before = \"a {word} b\"\nafter = \"a fine b\""),
                "review" => format!("before = \"a {word} b\"\nafter = \"a well b\""),
                _ => format!("before = \"a {word} b\"\nflagged = \"{word}\""),
            };
            let rule = format!(
                "summary = \"A test word, {level}\"\nwhy = \"To see the command line at work.\"\nlevel = \"{level}\"\n\
                 may-change = [\"letters\"]\n\n[action.replace]\npattern = '{word}'\n{with}\n\n\
                 [[example]]\nname = \"it is found\"\n{shows}\n\n[[example]]\nname = \"others stay\"\nkeep = \"a b\"\n"
            );
            workshop.write(&format!("rules/{id}.toml"), rule);
        }
        workshop
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.at(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        path
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).unwrap()
    }

    /// The program, in this folder and with its rules.
    pub fn command(&self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
        let mut command = Command::cargo_bin("mtclean").unwrap();
        for name in ["NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "COLUMNS"] {
            command.env_remove(name);
        }
        command.current_dir(self.path()).args(args).args(["--rules", "rules"]);
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        Ran::of(&mut self.command(args))
    }

    pub fn pipe(&self, args: &[&str], input: impl Into<Vec<u8>>) -> Ran {
        Ran::of(self.command(args).write_stdin(input))
    }
}

impl Ran {
    pub fn of(command: &mut Command) -> Self {
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Self { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Stops the test with everything that was said, if the status is another.
    #[track_caller]
    pub fn expect(self, status: i32) -> Self {
        assert_eq!(self.status, status, "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }

    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        assert!(self.err.contains(words), "expected {words:?} in\n{}", self.err);
        self
    }
}

/// Whether the tests run as one who may read and write everything.
pub fn is_superuser() -> bool {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x");
    fs::write(&path, "x").unwrap();
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    fs::OpenOptions::new().write(true).open(&path).is_ok()
}
