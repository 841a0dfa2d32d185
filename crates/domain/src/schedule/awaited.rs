//! What a step waits for that a ledger knows a day of: materials on their way, goods being made, an inspection.
//! It is taken to come in the course of that day, so that work which needs it goes on the next.

use jiff::civil::Date;

use super::{Moment, moment::DAY_SECONDS};
use crate::{
    order::{lateness::day_number, situation::Situation},
    process::{
        Step,
        facts::EXPECTED,
        gate::{Fact, Facts},
    },
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Awaited {
    /// Its place in the process.
    pub step: usize,
    pub holds: Holds,
    pub day: Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    Start,
    /// It can be worked on, but not brought to an end.
    Finish,
}

impl Awaited {
    /// The last second of the day.
    pub fn until(&self) -> Moment {
        Moment(i64::from(day_number(self.day) + 1) * DAY_SECONDS - 1)
    }
}

/// What an order waits for, as the fact that will say so, with its day.
pub fn expected(situation: &Situation) -> Vec<(&'static str, Date)> {
    waited_for(situation).filter_map(|(facts, day)| Some((*facts.first()?, day))).collect()
}

/// In the order of the steps; of several things that keep a step the last.
pub fn awaited(situation: &Situation) -> Vec<Awaited> {
    let expected: Vec<_> = waited_for(situation).collect();
    let of_step = |(place, step): (usize, &Step)| {
        let found = expected.iter().filter_map(|(facts, day)| {
            let holds = facts.iter().find_map(|fact| step.waits_for(fact))?;
            Some(Awaited { step: place, holds, day: *day })
        });
        found.max_by_key(|awaited| awaited.day)
    };
    situation.process.steps.iter().enumerate().filter_map(of_step).collect()
}

fn waited_for(situation: &Situation) -> impl Iterator<Item = (&'static [&'static str], Date)> {
    let told = &situation.order.told;
    let has_come = |facts: &Facts, fact: &str| facts.get(fact) == Some(&Fact::YesNo(true));
    EXPECTED.iter().filter_map(move |(expected, facts)| match told.get(*expected)? {
        Fact::Date(day) => {
            let is_there = facts.iter().any(|fact| has_come(told, fact) || has_come(&situation.facts, fact));
            (!is_there).then_some((*facts, *day))
        }
        _ => None,
    })
}
