//! What can be typed: commands, options, and the help that explains them.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Parser, Subcommand, ValueEnum};

use crate::Apply;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Cleans documents that a machine translated from Chinese into English.
///
/// Rules that anybody can read repair what translation engines leave behind. Every change can be seen and traced to its
/// rule before it is made.
#[derive(Debug, Parser)]
#[command(name = "mtclean", version, styles = STYLES, max_term_width = 100, after_help = "\
Examples:
  mtclean check raw/                     what is wrong, and where
  mtclean diff --words raw/page.txt      what would be changed
  mtclean clean raw/ --output cleaned/   clean a folder into another
  curl … | mtclean clean -               clean a stream

Exit status: 0 nothing to do or all done, 1 changes or findings, 2 an error.")]
pub struct Args {
    #[command(flatten)]
    pub(super) options: Options,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Options that every command takes.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Global options")]
pub(super) struct Options {
    /// Own rules, a file or a folder, on top of the built-in ones; one with the id of a built-in rule takes its place.
    /// May be given several times
    #[arg(long, global = true, value_name = "PATH")]
    pub rules: Vec<PathBuf>,
    /// When to use colour; `auto` asks the terminal, NO_COLOR and CLICOLOR_FORCE
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
    /// Threads for several documents [default: one for each processor]
    #[arg(long, global = true, value_name = "N")]
    pub threads: Option<NonZeroUsize>,
    /// No summary and no progress bar; errors are still said
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

impl Options {
    pub(super) fn threads(&self) -> usize {
        self.threads.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    // Each is described where its arguments are.
    Check(CheckArgs),
    Diff(DiffArgs),
    Clean(CleanArgs),
    #[command(subcommand)]
    Rules(RulesCommand),
    Completions(CompletionsArgs),
    Man(ManArgs),
}

/// Report what is wrong; nothing is changed.
///
/// Findings of level `auto` are what `clean` repairs, those of level `review` are proposals, and those of level `flag`
/// must be read by a person.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  mtclean check raw/page.txt
  mtclean check --format json raw/ | jq -r .rule | sort | uniq -c

Exit status: 0 nothing found, 1 findings, 2 an error.")]
pub(super) struct CheckArgs {
    /// Files, folders, or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How findings are written
    #[arg(long, value_name = "FORMAT", default_value = "full")]
    pub format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// A frame with the line around each finding
    Full,
    /// One line for each finding
    Concise,
    /// One JSON object a line
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Annotations for GitHub's workflows
    Github,
}

/// Show what `clean` would change, as a diff; nothing is changed.
///
/// The diff is a unified one that `git apply` and `patch -p1` take. With --words it is one for people.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  mtclean diff --words raw/page.txt
  mtclean diff raw/ > changes.diff && git apply changes.diff

Exit status: 0 nothing to change, 1 changes, 2 an error.")]
pub(super) struct DiffArgs {
    /// Files, folders, or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Mark what changes inside the line: in colour, or as [-old-]{+new+}
    #[arg(long)]
    pub words: bool,
    /// Up to which level changes are shown
    #[arg(long, value_name = "LEVEL", default_value = "auto")]
    pub apply: UpTo,
}

/// Clean one file to standard output, or many into a folder or in place.
///
/// A file is written whole or not at all, and never over one that changed meanwhile. In folders, files are taken that end
/// in .txt, .text, .md, .markdown, .htm, .html, .xhtml, .srt or .vtt and are neither hidden nor ignored.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  mtclean clean raw/page.txt > page.txt
  mtclean clean raw/ --output cleaned/
  mtclean clean --apply review --in-place raw/

Exit status: 0 all done, 2 an error.")]
pub(super) struct CleanArgs {
    /// Files, folders, or `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Up to which level changes are made
    #[arg(long, value_name = "LEVEL", default_value = "auto")]
    pub apply: UpTo,
    /// Write the results to this folder, each at its path below the folder it was found in
    #[arg(long, short, value_name = "DIR", conflicts_with = "in_place")]
    pub output: Option<PathBuf>,
    /// Write each result over its original
    #[arg(long, short)]
    pub in_place: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum UpTo {
    /// What is right when nobody looks
    Auto,
    /// Proposals too
    Review,
}

impl From<UpTo> for Apply {
    fn from(up_to: UpTo) -> Self {
        match up_to {
            UpTo::Auto => Self::Auto,
            UpTo::Review => Self::Review,
        }
    }
}

/// List, show and test rules.
#[derive(Debug, Subcommand)]
#[command(after_help = "\
Examples:
  mtclean rules list
  mtclean rules show full-stop
  mtclean rules test my-rules/")]
pub(super) enum RulesCommand {
    List(ListArgs),
    Show(ShowArgs),
    Test(TestArgs),
}

/// List all rules by stage: id, level, summary.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  mtclean rules list --format json | jq -r 'select(.level == \"review\") | .id'")]
pub(super) struct ListArgs {
    /// How the rules are written
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: ListFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// A table by stage
    Text,
    /// One JSON object a line
    Json,
}

/// Show one rule: what it repairs, why, and its examples.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  mtclean rules show full-stop
  mtclean rules show full-stop --source > my-rules/full-stop.toml")]
pub(super) struct ShowArgs {
    /// The rule's id
    pub id: String,
    /// Print the rule's file as written
    #[arg(long)]
    pub source: bool,
}

/// Run the rules' own examples.
///
/// Each example is run with the whole set: what is in `before` must become `after`, and `keep` must stay, whatever other
/// rules there are.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  mtclean rules test                     all rules
  mtclean rules test full-stop           one of them
  mtclean rules test my-rules/new.toml   a file of your own, with the built-in rules around it

Exit status: 0 all hold, 1 some do not, 2 an error.")]
pub(super) struct TestArgs {
    /// Ids of rules, rule files, or folders of them; default: all rules
    #[arg(value_name = "ID|PATH")]
    pub names: Vec<String>,
}

/// Print a completion script for a shell.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Example:
  mtclean completions bash > ~/.local/share/bash-completion/completions/mtclean")]
pub(super) struct CompletionsArgs {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// Print the manual page.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  mtclean man | man -l -
  mtclean man --output ~/.local/share/man/man1")]
pub(super) struct ManArgs {
    /// Write one page for each command to this folder
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
}
