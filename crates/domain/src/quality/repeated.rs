//! What was sent twice is done once: was a command that arrives under a known name carried out by these events?

use super::{Command, Defect, Event, Report};
use crate::text::tidy;

impl Command {
    /// Is it the command that led to these events? Photos that are sent again have other names.
    pub fn led_to(&self, events: &[Event]) -> bool {
        events.iter().any(|event| match (self, event) {
            (Command::Change { arrangement, .. }, Event::Changed { arrangement: kept, .. }) => {
                let inspector = arrangement.inspector.clone().checked();
                inspector.is_ok_and(|inspector| inspector == kept.inspector)
                    && (arrangement.lot, arrangement.sampling, arrangement.wanted_on)
                        == (kept.lot, kept.sampling, kept.wanted_on)
            }
            (Command::Book { on }, Event::Booked { on: kept }) => on == kept,
            (Command::Move { on, .. }, Event::Moved { on: kept, .. }) => on == kept,
            (Command::TellFactory, Event::FactoryTold { .. })
            | (Command::TellPlanning, Event::PlanningTold { .. })
            | (Command::Cancel { .. }, Event::Cancelled { .. })
            | (Command::Release { .. }, Event::Released { .. }) => true,
            (Command::Start { on }, Event::Started { start }) => *on == start.on,
            (Command::Record { report }, Event::Recorded { report: kept, .. })
            | (Command::Correct { report, .. }, Event::Corrected { report: kept, .. }) => says_the_same(report, kept),
            _ => false,
        })
    }
}

fn says_the_same(sent: &Report, kept: &Report) -> bool {
    let words = |words: &str| tidy(words, true);
    let again = |report: &Report| report.again.as_deref().map(words);
    let found =
        |defect: &Defect| (defect.key.clone(), words(&defect.name.zh), defect.class, defect.count, words(&defect.note));
    (sent.on, sent.inspected, words(&sent.note), again(sent))
        == (kept.on, kept.inspected, words(&kept.note), again(kept))
        && sent.defects.iter().map(found).eq(kept.defects.iter().map(found))
}
