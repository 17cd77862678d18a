//! Showing what was found: one renderer a file, each of which writes to any [`std::io::Write`].
//!
//! A renderer takes data (a [`Cleaned`](crate::Cleaned), its [`Finding`](crate::Finding)s, the path they belong to)
//! and writes one form of it. It decides nothing, opens nothing and asks no terminal anything: whether there is
//! colour and how wide a line may be is told to it by a [`Look`].

pub mod concise;
pub mod fault;
pub mod full;
pub mod github;
pub mod json;
mod look;
mod path;
pub mod sarif;
pub mod summary;
pub mod unified;
mod visible;
pub mod words;

pub use look::Look;
pub use path::shown;
pub use summary::Tally;
pub use visible::{quoted, visible};
