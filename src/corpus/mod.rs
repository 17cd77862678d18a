//! Many documents: finding them, reading them, running something over all of them, and writing the results back.
//!
//! Nothing is skipped in silence. What cannot be found, read or written is a [`Trouble`] that names the file, and the
//! other files are done all the same.

mod batch;
mod input;
mod progress;
mod store;
mod trouble;
mod walk;

pub use batch::Batch;
pub use input::{Input, Source};
pub use progress::Progress;
pub use store::{Targets, replace};
pub use trouble::Trouble;
pub use walk::{EXTENSIONS, Walked, walk};
