//! `[action.detect]`: detectors for what no pattern can say, by name. One file for each.

mod after_comma;
mod blank_lines;
mod echoes;
mod glued_small;
mod glued_words;
mod han_runs;
mod indent;
mod leaked_token;
mod line_ends;
mod quote_marks;
mod quotes;
mod repeats;
mod residue;
mod starts;
mod stray_capital;
mod stray_han;
mod tokens;
mod unbalanced_quote;
mod wide;

use super::Action;
use crate::rule::Needs;
use crate::rule::fault::{Fault, nearest};
use crate::rule::spec::DetectSpec;

/// A detector: its name in rule files, and how it is made from a rule's lists of words.
struct Detector {
    name: &'static str,
    make: fn(&DetectSpec) -> (Action, Needs),
}

/// All detectors, by name.
const ALL: &[Detector] = &[
    Detector { name: "blank-lines", make: blank_lines::make },
    Detector { name: "capital-after-comma", make: after_comma::make_after_comma },
    Detector { name: "glued-name", make: glued_words::make_name },
    Detector { name: "glued-small-word", make: glued_small::make },
    Detector { name: "glued-words", make: glued_words::make_words },
    Detector { name: "han-echo", make: stray_han::make_echo },
    Detector { name: "han-in-english", make: stray_han::make_in_english },
    Detector { name: "han-ordinal", make: stray_han::make_ordinal },
    Detector { name: "han-particle", make: stray_han::make_particle },
    Detector { name: "han-units", make: residue::make_units },
    Detector { name: "indent", make: indent::make },
    Detector { name: "line-ends", make: line_ends::make },
    Detector { name: "leaked-token", make: leaked_token::make },
    Detector { name: "lost-sentence-end", make: stray_capital::make_lost_end },
    Detector { name: "mixed-quotes", make: quotes::make_mixed },
    Detector { name: "near-repeat", make: echoes::make_near },
    Detector { name: "phrase-loop", make: repeats::make_loop },
    Detector { name: "quote-direction", make: quotes::make_direction },
    Detector { name: "quote-spacing", make: quotes::make_spacing },
    Detector { name: "repeated-word", make: repeats::make_word },
    Detector { name: "stray-capital", make: stray_capital::make_stray },
    Detector { name: "unbalanced-quote", make: unbalanced_quote::make },
    Detector { name: "untranslated-line", make: residue::make_line },
    Detector { name: "wide-letters", make: wide::letters },
    Detector { name: "wide-signs", make: wide::signs },
    Detector { name: "x-and-x", make: echoes::make_x_and_x },
];

pub(super) fn compile(spec: &DetectSpec) -> Result<(Action, Needs), Vec<Fault>> {
    let name = spec.name.get_ref();
    match ALL.iter().find(|detector| detector.name == name) {
        Some(detector) => Ok((detector.make)(spec)),
        None => {
            let names: Vec<&str> = ALL.iter().map(|detector| detector.name).collect();
            Err(vec![Fault {
                span: spec.name.span().into(),
                message: format!("unknown detector `{name}`; there are {}", crate::rule::read::list(&names)),
                help: nearest(name, &names),
            }])
        }
    }
}
