//! Running something over many documents: in parallel, handed over in the order of the inputs.
//!
//! Documents go in waves, each bounded in number and bytes. So memory does not grow with the corpus, and what is
//! handed over is the same on any number of threads. A document that makes the work panic is an outcome of that
//! document and not the end of the batch.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use super::{Input, Trouble};

/// So many documents for each thread make a wave.
const FILES: usize = 32;
/// So many bytes make a wave, or one document if that is larger.
const BYTES: u64 = 64 << 20;
/// Less text than this is cleaned sooner than a thread is started. It is little, because the first documents of a run
/// cost more than their size: they compile the patterns.
const ALONE: u64 = 4 << 10;

/// Inputs that are to be worked on.
pub struct Batch<'i> {
    inputs: &'i [Input],
    sizes: Vec<u64>,
    threads: usize,
}

impl<'i> Batch<'i> {
    /// A batch on at most `threads` threads.
    pub fn new(inputs: &'i [Input], threads: usize) -> Self {
        Self { inputs, sizes: inputs.iter().map(Input::size).collect(), threads: threads.max(1) }
    }

    /// How many bytes it has, as far as that is known.
    pub fn bytes(&self) -> u64 {
        self.sizes.iter().sum()
    }

    /// Works on each document and hands the outcomes over, in order, on this thread; `hand` may end it.
    pub fn run<T: Send>(
        &self,
        work: impl Fn(&Input) -> Result<T, Trouble> + Sync,
        mut hand: impl FnMut(&Input, Result<T, Trouble>) -> ControlFlow<()>,
    ) {
        let work = |input: &Input| guarded(input, &work);
        let alone = self.threads == 1 || self.inputs.len() < 2 || self.bytes() < ALONE;
        let pool = match alone {
            true => None,
            // A system that gives no threads still gives this one.
            false => rayon::ThreadPoolBuilder::new().num_threads(self.threads).build().ok(),
        };
        let Some(pool) = pool else {
            for input in self.inputs {
                if hand(input, work(input)).is_break() {
                    return;
                }
            }
            return;
        };
        let mut at = 0;
        while at < self.inputs.len() {
            let wave = &self.inputs[at..at + self.wave(at)];
            let done: Vec<_> = pool.install(|| wave.par_iter().with_max_len(1).map(work).collect());
            for (input, outcome) in wave.iter().zip(done) {
                if hand(input, outcome).is_break() {
                    return;
                }
            }
            at += wave.len();
        }
    }

    /// How many documents from `at` on make a wave: at least one.
    fn wave(&self, at: usize) -> usize {
        let mut bytes = 0;
        let fits = self.sizes[at..].iter().take(FILES * self.threads).take_while(|&&size| {
            bytes += size;
            bytes <= BYTES
        });
        fits.count().max(1)
    }
}

/// Does the work; a panic becomes trouble.
fn guarded<T>(input: &Input, work: &impl Fn(&Input) -> Result<T, Trouble>) -> Result<T, Trouble> {
    catch_unwind(AssertUnwindSafe(|| work(input))).unwrap_or_else(|cause| {
        let said = cause.downcast_ref::<String>().map(String::as_str).or(cause.downcast_ref::<&str>().copied());
        Err(Trouble::Panic { path: input.path.clone(), message: said.unwrap_or("panic").to_string() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outcomes_come_in_order_and_failures_stop_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let inputs: Vec<Input> = (0..100)
            .map(|number| {
                let path = folder.path().join(format!("{number}.txt"));
                std::fs::write(&path, vec![b'a'; 8 << 10]).unwrap();
                Input::file(path, "x")
            })
            .collect();
        for threads in [1, 4] {
            let mut seen = Vec::new();
            let work = |input: &Input| match input.path.ends_with("7.txt") {
                true => Err(Trouble::Missing(input.path.clone())),
                false => Ok(input.path.clone()),
            };
            Batch::new(&inputs, threads).run(work, |_, outcome| {
                seen.push(outcome.ok());
                ControlFlow::Continue(())
            });
            let expected = inputs.iter().map(|input| Some(input.path.clone())).enumerate();
            let expected = expected.map(|(number, path)| if number == 7 { None } else { path });
            assert_eq!(seen, expected.collect::<Vec<_>>());
        }
    }
}
