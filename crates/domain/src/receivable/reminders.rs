//! The ladder of reminders: so many days from the due day, who is written to and in which tone. A rung that was missed is
//! not made up for; the highest that has been reached speaks for those under it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Message, Money, Say, Text};

/// The most rungs of a ladder, and how far from the due day one may be.
pub const MOST_RUNGS: usize = 20;
pub const FURTHEST_DAYS: i32 = 1_000;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    /// From the due day; negative before it.
    pub days: i32,
    pub to: BTreeSet<Whom>,
    pub tone: Tone,
    pub name: Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whom {
    Customer,
    Salesperson,
    Manager,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    Friendly,
    Firm,
    Final,
}

/// A reminder that was sent. Its rung is known by its day, so that a ladder may be changed later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentRung {
    pub days: i32,
    pub on: Date,
}

#[derive(Debug, Clone, PartialEq)]
pub enum LadderFault {
    TooMany { most: usize },
    NoName { days: i32 },
    ToNobody { days: i32 },
    TooFar { days: i32, furthest: i32 },
    SameDay { days: i32 },
    OutOfOrder { days: i32, after: i32 },
}

/// The ladder that a company has until it sets its own.
pub fn standard_ladder() -> Vec<Rung> {
    use {Tone::*, Whom::*};
    let rung = |days, to: &[Whom], tone, zh, en| Rung {
        days,
        to: to.iter().copied().collect(),
        tone,
        name: Text::new(zh, en),
    };
    vec![
        rung(-3, &[Customer], Friendly, "到期提醒", "Due soon"),
        rung(1, &[Customer], Friendly, "逾期提醒", "Just overdue"),
        rung(15, &[Customer], Firm, "催款函", "First demand"),
        rung(30, &[Customer, Salesperson], Firm, "再次催款", "Second demand"),
        rung(60, &[Customer, Salesperson, Manager], Final, "最后催款", "Final demand"),
    ]
}

pub fn checked(ladder: Vec<Rung>) -> Result<Vec<Rung>, LadderFault> {
    if ladder.len() > MOST_RUNGS {
        return Err(LadderFault::TooMany { most: MOST_RUNGS });
    }
    let mut before: Option<i32> = None;
    for Rung { days, to, name, .. } in &ladder {
        let days = *days;
        if name.zh.trim().is_empty() || name.en.trim().is_empty() {
            return Err(LadderFault::NoName { days });
        }
        if to.is_empty() {
            return Err(LadderFault::ToNobody { days });
        }
        if !(-FURTHEST_DAYS..=FURTHEST_DAYS).contains(&days) {
            return Err(LadderFault::TooFar { days, furthest: FURTHEST_DAYS });
        }
        match before {
            Some(after) if after == days => return Err(LadderFault::SameDay { days }),
            Some(after) if after > days => return Err(LadderFault::OutOfOrder { days, after }),
            _ => before = Some(days),
        }
    }
    Ok(ladder)
}

/// Place in the ladder of the rung that is to be sent today: the highest reached, unless it or a higher one was sent already.
pub fn due_rung(ladder: &[Rung], due: Date, balance: Money, sent: &[SentRung], today: Date) -> Option<usize> {
    if !balance.is_positive() {
        return None;
    }
    let highest = sent.iter().map(|sent| sent.days).max();
    rung_after(ladder, (today - due).get_days(), highest)
}

/// The same by the days past the due day (below zero before it) and the days of the highest rung that was sent.
pub fn rung_after(ladder: &[Rung], days: i32, highest_sent: Option<i32>) -> Option<usize> {
    let reached = ladder.iter().rposition(|rung| rung.days <= days)?;
    let is_sent = highest_sent.is_some_and(|sent| sent >= ladder[reached].days);
    (!is_sent).then_some(reached)
}

impl Say for LadderFault {
    fn say(&self) -> Message {
        use LadderFault::*;
        let at = |message: Message, days: &i32| message.with("days", i64::from(*days));
        match self {
            TooMany { most } => Message::new("ladder-too-many").with("most", *most),
            NoName { days } => at(Message::new("ladder-no-name"), days),
            ToNobody { days } => at(Message::new("ladder-to-nobody"), days),
            TooFar { days, furthest } => {
                at(Message::new("ladder-too-far"), days).with("furthest", i64::from(*furthest))
            }
            SameDay { days } => at(Message::new("ladder-same-day"), days),
            OutOfOrder { days, after } => {
                at(Message::new("ladder-out-of-order"), days).with("after", i64::from(*after))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::receivable::tests::{cny, day};

    #[test]
    fn the_highest_rung_reached_is_sent_once() {
        let ladder = standard_ladder();
        assert_eq!(checked(ladder.clone()), Ok(ladder.clone()));
        for (today, balance, sent, expected) in [
            ("2026-03-06", 100, &[][..], None),
            ("2026-03-07", 100, &[], Some(0)),
            ("2026-03-10", 100, &[], Some(0)),
            ("2026-03-10", 100, &[-3], None),
            ("2026-03-11", 100, &[-3], Some(1)),
            ("2026-03-24", 100, &[-3, 1], None),
            ("2026-03-25", 100, &[-3, 1], Some(2)),
            // What was missed is skipped.
            ("2026-04-09", 100, &[-3], Some(3)),
            ("2026-04-09", 100, &[30], None),
            ("2026-05-08", 100, &[15], Some(3)),
            ("2026-05-09", 100, &[15], Some(4)),
            ("2027-05-09", 100, &[60], None),
            // Sent by hand ahead of its day.
            ("2026-03-12", 100, &[15], None),
            ("2026-05-09", 0, &[], None),
            ("2026-05-09", -1, &[], None),
        ] {
            let on = day("2026-03-07");
            let sent: Vec<SentRung> = sent.iter().map(|days| SentRung { days: *days, on }).collect();
            let found = due_rung(&ladder, day("2026-03-10"), cny(balance), &sent, day(today));
            assert_eq!(found, expected, "{today} {balance} {sent:?}");
        }
        assert_eq!(due_rung(&[], day("2026-03-10"), cny(1), &[], day("2026-05-09")), None);
    }

    #[test]
    fn a_ladder_that_does_not_rise_is_refused() {
        let with = |change: fn(&mut Vec<Rung>)| {
            let mut ladder = standard_ladder();
            change(&mut ladder);
            checked(ladder).unwrap_err()
        };
        for (fault, expected) in [
            (with(|ladder| ladder[1].days = -3), LadderFault::SameDay { days: -3 }),
            (with(|ladder| ladder.swap(1, 2)), LadderFault::OutOfOrder { days: 1, after: 15 }),
            (with(|ladder| ladder[4].days = 1_001), LadderFault::TooFar { days: 1_001, furthest: FURTHEST_DAYS }),
            (with(|ladder| ladder[0].to.clear()), LadderFault::ToNobody { days: -3 }),
            (with(|ladder| ladder[0].name.en = " ".into()), LadderFault::NoName { days: -3 }),
            (
                with(|ladder| ladder.extend(vec![ladder[4].clone(); MOST_RUNGS])),
                LadderFault::TooMany { most: MOST_RUNGS },
            ),
        ] {
            assert_eq!(fault, expected);
        }
    }
}
