//! A bar on standard error for batches that take a while; it is told whether anybody is there to look.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Batches of fewer documents and bytes are done before a bar could be read.
const FILES: usize = 200;
const BYTES: u64 = 16 << 20;

/// How far a batch is.
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar for a batch of so many documents and bytes; none for a short one, or if nobody looks.
    pub fn new(files: usize, bytes: u64, looked_at: bool) -> Self {
        if !looked_at || (files < FILES && bytes < BYTES) {
            return Self(ProgressBar::hidden());
        }
        // Ten times a second is enough for eyes and costs nothing.
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::stderr_with_hz(10));
        match ProgressStyle::with_template("{bar:30} {pos}/{len} files, {eta} left") {
            Ok(style) => Self(bar.with_style(style)),
            Err(_) => Self(bar),
        }
    }

    /// One document more is done.
    pub fn step(&self) {
        self.0.inc(1);
    }

    /// Takes the bar off the screen.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}
