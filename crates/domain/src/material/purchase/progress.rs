//! How a purchase stands at the end of a day.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Purchase, PurchaseEvent, PurchaseKind};
use crate::{
    Text,
    material::ledger::{counting, effective},
};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub state: PurchaseState,
    pub arrived: i64,
    pub rejected: i64,
    pub sent_back: i64,
    /// Arrived less rejected and sent back.
    pub accepted: i64,
    /// Still to come: nothing once what is accepted is within the tolerance, or no more comes.
    pub outstanding: i64,
    /// When the supplier first named a day.
    pub confirmed_on: Option<Date>,
    /// The day it named first, to which it is held.
    pub first_expected: Option<Date>,
    /// The day it named last, which is what to reckon with.
    pub expected: Option<Date>,
    /// The day of the last arrival.
    pub arrived_on: Option<Date>,
    /// Since when all is there.
    pub complete_on: Option<Date>,
    pub closed_on: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PurchaseState {
    /// The supplier has named no day, nothing has come, and it is not overdue.
    Ordered,
    Confirmed,
    /// Some of it is there, some is still to come, and it is not overdue.
    PartArrived,
    Arrived,
    /// Less came than was ordered, and no more does.
    Closed,
    /// Something is still to come, and the day the supplier named last, else the day it was wanted, is past.
    Overdue,
}

impl PurchaseState {
    pub const ALL: [PurchaseState; 6] = [
        PurchaseState::Ordered,
        PurchaseState::Confirmed,
        PurchaseState::PartArrived,
        PurchaseState::Arrived,
        PurchaseState::Closed,
        PurchaseState::Overdue,
    ];

    /// What becomes of a state by waiting: while something is still to come, it is overdue once its day is past.
    pub fn on<D: PartialOrd>(self, due: Option<D>, day: D) -> Self {
        match self {
            PurchaseState::Closed | PurchaseState::Arrived => self,
            _ if due.is_some_and(|due| due < day) => PurchaseState::Overdue,
            _ => self,
        }
    }

    /// As files and programs write it.
    pub fn key(self) -> &'static str {
        match self {
            PurchaseState::Ordered => "ordered",
            PurchaseState::Confirmed => "confirmed",
            PurchaseState::PartArrived => "part_arrived",
            PurchaseState::Arrived => "arrived",
            PurchaseState::Closed => "closed",
            PurchaseState::Overdue => "overdue",
        }
    }

    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    pub fn name(self) -> Text {
        match self {
            PurchaseState::Ordered => Text::new("已下单", "Ordered"),
            PurchaseState::Confirmed => Text::new("已确认交期", "Confirmed"),
            PurchaseState::PartArrived => Text::new("部分到货", "Part arrived"),
            PurchaseState::Arrived => Text::new("已到齐", "Arrived"),
            PurchaseState::Closed => Text::new("已结案", "Closed"),
            PurchaseState::Overdue => Text::new("逾期未到", "Overdue"),
        }
    }
}

/// At the end of day `at`. `events` may hold those of other purchases too.
pub fn progress(purchase: &Purchase, events: &[PurchaseEvent], at: Date) -> Progress {
    let mut own: Vec<&PurchaseEvent> = effective(events, at).filter(|event| event.purchase == purchase.id).collect();
    own.sort_by_key(|event| (event.day, event.at, event.seq));
    let mut it = Progress {
        state: PurchaseState::Ordered,
        arrived: 0,
        rejected: 0,
        sent_back: 0,
        accepted: 0,
        outstanding: 0,
        confirmed_on: None,
        first_expected: None,
        expected: None,
        arrived_on: None,
        complete_on: complete_on(purchase, events, at),
        closed_on: None,
    };
    for event in own {
        it.accepted = it.accepted.saturating_add(event.kind.accepts());
        match event.kind {
            PurchaseKind::Confirmed { expected } => {
                it.confirmed_on = it.confirmed_on.or(Some(event.day));
                it.first_expected = it.first_expected.or(Some(expected));
                it.expected = Some(expected);
            }
            PurchaseKind::Arrived { quantity, rejected, .. } => {
                it.arrived = it.arrived.saturating_add(quantity);
                it.rejected = it.rejected.saturating_add(rejected);
                it.arrived_on = Some(event.day);
            }
            PurchaseKind::SentBack { quantity } => it.sent_back = it.sent_back.saturating_add(quantity),
            PurchaseKind::Closed { .. } => it.closed_on = Some(event.day),
            PurchaseKind::Reversed { .. } => {}
        }
    }
    let complete = it.accepted >= purchase.least();
    if !complete && it.closed_on.is_none() {
        it.outstanding = purchase.quantity.saturating_sub(it.accepted);
    }
    it.on(purchase, at)
}

impl Progress {
    /// As it stands on a later day on which nothing more has happened: only that it may be overdue by then.
    pub fn on(mut self, purchase: &Purchase, day: Date) -> Progress {
        let in_time = if self.closed_on.is_some() {
            PurchaseState::Closed
        } else if self.accepted >= purchase.least() {
            PurchaseState::Arrived
        } else if self.accepted > 0 {
            PurchaseState::PartArrived
        } else if self.expected.is_some() {
            PurchaseState::Confirmed
        } else {
            PurchaseState::Ordered
        };
        self.state = in_time.on(self.due(purchase), day);
        self
    }

    /// The day the supplier named last; the day it was wanted while it has named none.
    pub fn due(&self, purchase: &Purchase) -> Option<Date> {
        self.expected.or(purchase.wanted_on)
    }

    /// When what is outstanding comes, as far as the supplier has said.
    pub fn to_come(&self) -> Option<Date> {
        self.expected.filter(|_| self.outstanding > 0)
    }
}

/// The day from which on enough is accepted, until `at`.
fn complete_on(purchase: &Purchase, events: &[PurchaseEvent], at: Date) -> Option<Date> {
    let own = counting(events).filter(|(event, _)| event.purchase == purchase.id);
    let mut changes: Vec<(Date, i64)> = own
        .flat_map(|(event, until)| {
            let accepts = event.kind.accepts();
            let undone = until.map(|until| (until, accepts.saturating_neg()));
            [Some((event.day, accepts)), undone].into_iter().flatten()
        })
        .filter(|(day, accepts)| *day <= at && *accepts != 0)
        .collect();
    changes.sort();
    let (mut accepted, mut since) = (0_i64, None);
    for of_a_day in changes.chunk_by(|one, other| one.0 == other.0) {
        accepted = of_a_day.iter().fold(accepted, |sum, (_, accepts)| sum.saturating_add(*accepts));
        since = if accepted < purchase.least() { None } else { since.or(Some(of_a_day[0].0)) };
    }
    since
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::material::tests::{arrived, day, number, purchase, purchase_event};

    const ONE: i64 = 10_000;

    fn confirmed(expected: &str) -> PurchaseKind {
        PurchaseKind::Confirmed { expected: day(expected) }
    }

    #[test]
    fn a_purchase_from_order_to_the_last_roll() {
        // 1,000 m ± 3 %, wanted on the 20th. The supplier says the 18th, then the 22nd; 600 m come on the 18th, of which 40 m are
        // rejected; 420 m on the 23rd, of which 10 m go back on the 25th.
        let fabric =
            Purchase { wanted_on: Some(day("2026-03-20")), tolerance_percent: number("3"), ..purchase(1, 1_000) };
        let events = [
            purchase_event(1, 1, "2026-03-04", confirmed("2026-03-18")),
            purchase_event(1, 2, "2026-03-16", confirmed("2026-03-22")),
            purchase_event(1, 3, "2026-03-18", arrived(600, 40)),
            purchase_event(1, 4, "2026-03-23", arrived(420, 0)),
            purchase_event(1, 5, "2026-03-25", PurchaseKind::SentBack { quantity: 10 * ONE }),
            purchase_event(2, 1, "2026-03-02", arrived(1_000, 0)),
        ];
        use PurchaseState::*;
        for (at, state, accepted, outstanding, expected, complete) in [
            ("2026-03-03", Ordered, 0, 1_000, None, None),
            ("2026-03-04", Confirmed, 0, 1_000, Some("2026-03-18"), None),
            ("2026-03-16", Confirmed, 0, 1_000, Some("2026-03-22"), None),
            ("2026-03-18", PartArrived, 560, 440, Some("2026-03-22"), None),
            ("2026-03-22", PartArrived, 560, 440, Some("2026-03-22"), None),
            ("2026-03-23", Arrived, 980, 0, Some("2026-03-22"), Some("2026-03-23")),
            // 970 m are still within the tolerance.
            ("2026-03-25", Arrived, 970, 0, Some("2026-03-22"), Some("2026-03-23")),
        ] {
            let it = progress(&fabric, &events, day(at));
            assert_eq!(it.state, state, "{at}");
            assert_eq!((it.accepted, it.outstanding), (accepted * ONE, outstanding * ONE), "{at}");
            assert_eq!((it.expected, it.complete_on), (expected.map(day), complete.map(day)), "{at}");
        }
        let it = progress(&fabric, &events, day("2026-03-31"));
        assert_eq!((it.arrived, it.rejected, it.sent_back), (1_020 * ONE, 40 * ONE, 10 * ONE));
        assert_eq!((it.confirmed_on, it.first_expected), (Some(day("2026-03-04")), Some(day("2026-03-18"))));
    }

    #[test]
    fn overdue_is_what_is_not_complete_after_the_day_that_counts() {
        let wanted = Purchase { wanted_on: Some(day("2026-03-20")), ..purchase(1, 100) };
        let closed = PurchaseKind::Closed { reason: "缺货".into() };
        let reversed = PurchaseKind::Reversed { seq: 1 };
        use PurchaseState::*;
        type Told = Vec<(&'static str, PurchaseKind)>;
        let cases: [(Told, &str, PurchaseState); 8] = [
            (vec![], "2026-03-20", Ordered),
            (vec![], "2026-03-21", Overdue),
            (vec![("2026-03-05", confirmed("2026-03-25"))], "2026-03-21", Confirmed),
            (vec![("2026-03-05", confirmed("2026-03-25"))], "2026-03-26", Overdue),
            (vec![("2026-03-20", arrived(99, 0))], "2026-03-21", Overdue),
            (vec![("2026-03-20", arrived(100, 100))], "2026-03-20", Ordered),
            (vec![("2026-03-20", arrived(60, 0)), ("2026-03-22", closed)], "2026-04-30", Closed),
            (vec![("2026-03-20", arrived(100, 0)), ("2026-03-24", reversed)], "2026-03-24", Overdue),
        ];
        for (told, at, state) in cases {
            let events: Vec<_> =
                (1..).zip(&told).map(|(seq, (on, kind))| purchase_event(1, seq, on, kind.clone())).collect();
            assert_eq!(progress(&wanted, &events, day(at)).state, state, "{told:?} {at}");
        }
        let unwanted = purchase(1, 100);
        assert_eq!(progress(&unwanted, &[], day("2036-01-01")).state, Ordered);
    }
}
