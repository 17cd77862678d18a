//! What a renderer is told of the place it writes to.

use anstyle::{AnsiColor, Style};

/// Colour, and how many columns a line may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether styles are written.
    pub color: bool,
    /// Columns of a line.
    pub width: usize,
}

impl Look {
    /// No colour, 100 columns: a file or a pipe.
    pub const PLAIN: Look = Look { color: false, width: 100 };

    /// `text` in `style`, if there is colour.
    pub(crate) fn paint(self, style: Style, text: &str) -> String {
        if self.color && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.into() }
    }
}

pub(crate) const OLD: Style = AnsiColor::Red.on_default();
pub(crate) const NEW: Style = AnsiColor::Green.on_default();
pub(crate) const PLACE: Style = AnsiColor::Cyan.on_default();
pub(crate) const HEAD: Style = Style::new().bold();
