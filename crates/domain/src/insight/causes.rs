//! Why things went wrong: exceptions raised in the span, counted by cause, by the rule that found them, by the department
//! that they are charged to and by who deals with them. Those that rules raised and that mended themselves count like all
//! others: for a while something was wrong.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashSet},
};

use jiff::Timestamp;

use super::{Times, View};
use crate::{
    CauseKey, DepartmentKey, OrderId, PersonId,
    exception::RuleKey,
    schedule::{Moment, Stamp},
};

/// An exception, as far as it is counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Trouble {
    pub order: OrderId,
    /// Nothing when a person raised it.
    pub rule: Option<RuleKey>,
    pub cause: Option<CauseKey>,
    /// That it is charged to; while it is charged to none, that of its step.
    pub department: Option<DepartmentKey>,
    pub owner: Option<PersonId>,
    pub raised: Timestamp,
    pub cleared: Option<Timestamp>,
}

/// Each the most frequent first; what nobody has named comes under `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Causes {
    pub by_cause: Vec<(Option<CauseKey>, Count)>,
    pub by_rule: Vec<(Option<RuleKey>, Count)>,
    pub by_department: Vec<(Option<DepartmentKey>, Count)>,
    pub by_owner: Vec<(Option<PersonId>, Count)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    pub raised: u32,
    pub open: u32,
    pub orders: u32,
    /// Working seconds of the company from when they were raised until they were settled.
    pub settled: Option<Times>,
}

impl View<'_> {
    /// Those that are asked about: raised in the span, on orders that are asked about. A department counts what is charged
    /// to it, a person what is in that person's hands.
    pub fn troubles<'t>(&self, troubles: &'t [Trouble]) -> Vec<&'t Trouble> {
        let orders: HashSet<OrderId> = troubles.iter().map(|trouble| trouble.order).collect();
        let asked: HashSet<OrderId> =
            self.orders_asked().map(|record| record.id).filter(|id| orders.contains(id)).collect();
        let counts = |trouble: &&Trouble| {
            self.holds(Stamp::of(trouble.raised))
                && asked.contains(&trouble.order)
                && self.department.is_none_or(|key| trouble.department.as_ref() == Some(key))
                && self.asked_person.is_none_or(|person| trouble.owner == Some(person))
        };
        troubles.iter().filter(counts).collect()
    }

    pub fn causes(&self, troubles: &[Trouble]) -> Causes {
        let troubles = self.troubles(troubles);
        Causes {
            by_cause: self.ranked(&troubles, |trouble| trouble.cause.clone()),
            by_rule: self.ranked(&troubles, |trouble| trouble.rule),
            by_department: self.ranked(&troubles, |trouble| trouble.department.clone()),
            by_owner: self.ranked(&troubles, |trouble| trouble.owner),
        }
    }

    fn ranked<K: Ord + Clone>(&self, troubles: &[&Trouble], key: impl Fn(&Trouble) -> K) -> Vec<(K, Count)> {
        let mut groups: BTreeMap<K, Vec<&Trouble>> = BTreeMap::new();
        for trouble in troubles {
            groups.entry(key(trouble)).or_default().push(trouble);
        }
        let mut ranked: Vec<(K, Count)> = groups.into_iter().map(|(key, group)| (key, self.count(&group))).collect();
        ranked.sort_by_key(|(_, count)| Reverse(count.raised));
        ranked
    }

    fn count(&self, troubles: &[&Trouble]) -> Count {
        let orders: HashSet<OrderId> = troubles.iter().map(|trouble| trouble.order).collect();
        let mut settled: Vec<u32> = troubles.iter().filter_map(|trouble| self.settled(trouble)).collect();
        Count {
            raised: troubles.len() as u32,
            open: troubles.iter().filter(|trouble| trouble.cleared.is_none()).count() as u32,
            orders: orders.len() as u32,
            settled: Times::of(&mut settled),
        }
    }

    fn settled(&self, trouble: &Trouble) -> Option<u32> {
        let calendars = &self.book.calendars;
        let moment = |at| Moment::of_timestamp(at, &calendars.zone);
        let worked = calendars.company().worked(moment(trouble.raised), moment(trouble.cleared?));
        u32::try_from(worked.max(0)).ok()
    }
}
