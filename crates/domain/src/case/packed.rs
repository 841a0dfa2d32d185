//! A case in few bytes, as it is kept beside the order's row: without what the row knows itself, and without what is watched
//! only while the order is open. It follows from the order and can be made anew at any time.

use std::{borrow::Cow, sync::Arc};

use serde::{Deserialize, Serialize};

use super::Case;
use crate::{
    CustomerId, OrderId, PersonId,
    order::{lateness::day_number, row::Status},
    process::{Process, due::Takes},
    schedule::{
        Awaited, Course, Holds, Stamp,
        course::{Is, Mark, PlanChange},
        moment::date_of,
    },
};

/// The first byte. What begins with another was packed by another version of the program.
const FORM: u8 = 3;

/// What the order's row knows of a case.
pub struct Head {
    pub id: OrderId,
    pub version: u64,
    pub customer: CustomerId,
    pub salesperson: Option<PersonId>,
    pub status: Status,
}

#[derive(Serialize, Deserialize)]
struct Packed<'a> {
    received: Stamp,
    entered: Stamp,
    cancelled: Option<Stamp>,
    promised: Option<i32>,
    marks: Vec<PackedMark>,
    people: Cow<'a, [PersonId]>,
    doers: Cow<'a, [u8]>,
    supplier: Option<Cow<'a, str>>,
    /// For most orders none; in JSON, where members may be left out.
    changes: Vec<(usize, String)>,
    /// The step, whether it is kept from beginning, and until which day.
    awaits: Vec<(usize, bool, i32)>,
}

#[derive(Serialize, Deserialize)]
struct PackedMark {
    is: Is,
    started: Option<Stamp>,
    finished: Option<Stamp>,
    /// Where the standard time is another one than the process gives for all orders.
    takes: Option<Option<Takes>>,
    reopened: u8,
}

impl Case {
    pub fn pack(&self) -> Vec<u8> {
        let mark = |(mark, step): (&Mark, &crate::process::Step)| PackedMark {
            is: mark.is,
            started: mark.started,
            finished: mark.finished,
            takes: (mark.takes != step.takes).then_some(mark.takes),
            reopened: mark.reopened,
        };
        let change = |(step, change): &(usize, PlanChange)| Some((*step, serde_json::to_string(change).ok()?));
        let awaited = |it: &Awaited| (it.step, it.holds == Holds::Start, day_number(it.day));
        let packed = Packed {
            received: self.course.received,
            entered: self.course.entered,
            cancelled: self.cancelled,
            promised: self.course.promised.map(day_number),
            marks: self.course.marks.iter().zip(&self.process.steps).map(mark).collect(),
            people: Cow::Borrowed(&self.people),
            doers: Cow::Borrowed(&self.doers),
            supplier: self.supplier.as_deref().map(Cow::Borrowed),
            changes: self.course.changes.iter().filter_map(change).collect(),
            awaits: self.course.awaits.iter().map(awaited).collect(),
        };
        // Writing to memory does not fail; nothing at all is taken for another form.
        postcard::to_extend(&packed, vec![FORM]).unwrap_or_default()
    }

    /// `None` for what another version of the program has packed.
    pub fn unpack(head: Head, process: &Arc<Process>, packed: &[u8]) -> Option<Self> {
        let packed: Packed = postcard::from_bytes(packed.strip_prefix(&[FORM])?).ok()?;
        if packed.marks.len() != process.steps.len() {
            return None;
        }
        let mark = |(mark, step): (PackedMark, &crate::process::Step)| Mark {
            is: mark.is,
            started: mark.started,
            finished: mark.finished,
            takes: mark.takes.unwrap_or(step.takes),
            reopened: mark.reopened,
        };
        let change = |(step, change): (usize, String)| Some((step, serde_json::from_str(&change).ok()?));
        let awaited = |(step, starts, day): (usize, bool, i32)| {
            let holds = if starts { Holds::Start } else { Holds::Finish };
            Some(Awaited { step, holds, day: date_of(day)? })
        };
        Some(Self {
            id: head.id,
            version: head.version,
            process: Arc::clone(process),
            customer: head.customer,
            salesperson: head.salesperson,
            status: head.status,
            course: Course {
                received: packed.received,
                entered: packed.entered,
                promised: packed.promised.and_then(date_of),
                marks: packed.marks.into_iter().zip(&process.steps).map(mark).collect(),
                changes: packed.changes.into_iter().map(change).collect::<Option<_>>()?,
                awaits: packed.awaits.into_iter().map(awaited).collect::<Option<_>>()?,
            },
            cancelled: packed.cancelled,
            people: packed.people.into_owned().into_boxed_slice(),
            doers: packed.doers.into_owned().into_boxed_slice(),
            supplier: packed.supplier.map(|name| name.as_ref().into()),
            guard: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::process::Processes;

    fn process() -> Arc<Process> {
        Processes::shipped().latest("made-to-order").unwrap().clone()
    }

    /// Half done, with a changed plan and a supplier.
    fn case() -> Case {
        let process = process();
        let stamp = |hour: i64| Stamp::of(jiff::Timestamp::from_second(1_764_000_000 + hour * 3600).unwrap());
        let mark = |(place, step): (usize, &crate::process::Step)| Mark {
            is: if place < 5 { Is::Finished } else { Is::Waiting },
            started: (place < 4).then(|| stamp(place as i64)),
            finished: (place < 5).then(|| stamp(place as i64 + 1)),
            takes: if place == 2 { Some(Takes::Hours(77)) } else { step.takes },
            reopened: u8::from(place == 1),
        };
        let change = PlanChange { takes: Some(Takes::Workdays(3)), ..PlanChange::default() };
        Case {
            id: OrderId(uuid::Uuid::from_u128(1)),
            version: 9,
            customer: CustomerId(uuid::Uuid::from_u128(2)),
            salesperson: None,
            status: Status::Open,
            course: Course {
                received: stamp(0),
                entered: stamp(1),
                promised: "2026-12-24".parse().ok(),
                marks: process.steps.iter().enumerate().map(mark).collect(),
                changes: vec![(6, change)],
                awaits: vec![Awaited { step: 7, holds: Holds::Finish, day: "2026-12-20".parse().unwrap() }],
            },
            cancelled: Some(stamp(8)),
            people: Box::new([PersonId(uuid::Uuid::from_u128(3))]),
            doers: process.steps.iter().map(|_| 0).collect(),
            supplier: Some("宏达五金".into()),
            guard: None,
            process,
        }
    }

    fn head(case: &Case) -> Head {
        let Case { id, version, customer, salesperson, status, .. } = *case;
        Head { id, version, customer, salesperson, status }
    }

    #[test]
    fn what_is_packed_comes_out_again() {
        let case = case();
        let unpacked = Case::unpack(head(&case), &case.process, &case.pack()).unwrap();
        assert_eq!(format!("{unpacked:?}"), format!("{case:?}"));
    }

    #[test]
    fn what_another_version_packed_is_not_read() {
        let case = case();
        let mut packed = case.pack();
        packed[0] = FORM + 1;
        assert!(Case::unpack(head(&case), &case.process, &packed).is_none());
        let other = Processes::shipped().latest("quick-fulfilment").unwrap().clone();
        assert!(Case::unpack(head(&case), &other, &case.pack()).is_none(), "another process has other steps");
    }

    proptest! {
        #[test]
        fn whatever_stands_there_is_read_or_not_but_never_a_fault(
            mut bytes in prop::collection::vec(any::<u8>(), 0..300), cut in 0..400_usize, whole in any::<bool>(),
        ) {
            let case = case();
            if whole {
                bytes = case.pack();
                bytes.truncate(cut);
            } else if let Some(first) = bytes.first_mut() {
                *first = FORM;
            }
            let _ = Case::unpack(head(&case), &case.process, &bytes);
        }
    }
}
