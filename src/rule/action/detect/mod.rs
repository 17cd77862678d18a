//! `[action.detect]`: detectors for what no pattern can say, by name. One file for each.

mod blank_lines;
mod indent;
mod line_ends;
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
    Detector { name: "indent", make: indent::make },
    Detector { name: "line-ends", make: line_ends::make },
    Detector { name: "wide-letters", make: wide::letters },
    Detector { name: "wide-signs", make: wide::signs },
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
