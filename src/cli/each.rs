//! A command over all documents: what could not be found or read is said, the rest is done, in order.

use std::io;
use std::ops::ControlFlow;

use super::args::Options;
use super::screen::Screen;
use super::stop::Stop;
use crate::corpus::{Batch, Input, Progress, Trouble, Walked};

/// Works on each document, on several threads, and hands what comes of it to `hand`, on this one and in order.
/// Tells how many inputs failed. `prints` says whether `hand` writes to the screen.
pub(super) fn each<T: Send>(
    walked: &Walked,
    options: &Options,
    screen: &mut Screen,
    prints: bool,
    work: impl Fn(&Input) -> Result<T, Trouble> + Sync,
    mut hand: impl FnMut(&mut Screen, T) -> io::Result<()>,
) -> Result<usize, Stop> {
    let mut failed = walked.troubles.len();
    walked.troubles.iter().for_each(|trouble| screen.error(trouble));
    let batch = Batch::new(&walked.inputs, options.threads());
    let progress = Progress::new(walked.inputs.len(), batch.bytes(), screen.shows_progress(prints));
    let mut broken = Ok(());
    batch.run(work, |_, outcome| {
        progress.step();
        match outcome {
            Ok(done) => broken = hand(screen, done),
            Err(trouble) => {
                failed += 1;
                screen.error(&trouble);
            }
        }
        if broken.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    progress.finish();
    broken?;
    Ok(failed)
}
