//! `mtclean rules list`: all rules, in the order in which they run.

use super::{level_style, origin};
use crate::cli::args::{ListArgs, ListFormat, Options};
use crate::cli::load;
use crate::cli::screen::Screen;
use crate::cli::stop::{Status, Stop};

pub(in crate::cli) fn run(args: &ListArgs, options: &Options, screen: &mut Screen) -> Result<Status, Stop> {
    let rules = load::rules(&options.rules)?;
    let look = screen.look();
    let width = rules.rules().iter().map(|rule| rule.id.chars().count()).max().unwrap_or(0);
    let mut stage = "";
    for rule in rules.rules() {
        if args.format == ListFormat::Json {
            let line = serde_json::json!({
                "id": rule.id, "stage": rule.stage, "level": rule.level, "summary": rule.summary, "origin": origin(rule),
            });
            writeln!(screen.out(), "{line}")?;
            continue;
        }
        if stage != rule.stage {
            let gap = if stage.is_empty() { "" } else { "\n" };
            stage = &rule.stage;
            writeln!(screen.out(), "{gap}{}", look.paint(anstyle::Style::new().bold(), stage))?;
        }
        let level = look.paint(level_style(rule.level), &format!("{:<6}", rule.level.name()));
        writeln!(screen.out(), "  {:<width$}  {level}  {}", rule.id, rule.summary)?;
    }
    Ok(Status::Done)
}
