//! The end of the day (S15): the desk's orders held against those of the order entry, number by number, to the fen.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    Message, Money, Say, Text,
    text::{folded, tidy},
};

/// An order as one of the two lists has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booked {
    pub number: String,
    pub customer: String,
    pub total: Money,
}

/// What is wrong with one order number, written as the desk has it where the desk has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub number: String,
    pub customer: String,
    pub gap: Gap,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "gap", rename_all = "snake_case")]
pub enum Gap {
    /// The order entry does not have it.
    MissingThere {
        ours: Money,
    },
    /// The desk does not have it.
    MissingHere {
        theirs: Money,
    },
    Amount {
        ours: Money,
        theirs: Money,
    },
    /// One list or both have the number more than once: the totals of each.
    Twice {
        ours: Vec<Money>,
        theirs: Vec<Money>,
    },
}

/// At most one difference for each number, in the order of the numbers.
pub fn reconcile(ours: &[Booked], theirs: &[Booked]) -> Vec<Difference> {
    let mut numbers: BTreeMap<String, (Vec<&Booked>, Vec<&Booked>)> = BTreeMap::new();
    for booked in ours {
        numbers.entry(folded(&booked.number)).or_default().0.push(booked);
    }
    for booked in theirs {
        numbers.entry(folded(&booked.number)).or_default().1.push(booked);
    }
    numbers.values().filter_map(|(ours, theirs)| difference(ours, theirs)).collect()
}

fn difference(ours: &[&Booked], theirs: &[&Booked]) -> Option<Difference> {
    let totals = |list: &[&Booked]| list.iter().map(|booked| booked.total).collect();
    let gap = match (ours, theirs) {
        ([ours], [theirs]) if ours.total == theirs.total => return None,
        ([ours], [theirs]) => Gap::Amount { ours: ours.total, theirs: theirs.total },
        ([ours], []) => Gap::MissingThere { ours: ours.total },
        ([], [theirs]) => Gap::MissingHere { theirs: theirs.total },
        _ => Gap::Twice { ours: totals(ours), theirs: totals(theirs) },
    };
    let shown = ours.first().or(theirs.first())?;
    Some(Difference { number: tidy(&shown.number, false), customer: tidy(&shown.customer, false), gap })
}

impl Say for Difference {
    fn say(&self) -> Message {
        let list = |totals: &[Money]| totals.iter().map(|total| Text::same(total.to_string())).collect::<Vec<_>>();
        match &self.gap {
            Gap::MissingThere { ours } => Message::new("reconcile-missing-there").with("ours", *ours),
            Gap::MissingHere { theirs } => Message::new("reconcile-missing-here").with("theirs", *theirs),
            Gap::Amount { ours, theirs } => {
                Message::new("reconcile-amount").with("ours", *ours).with("theirs", *theirs)
            }
            Gap::Twice { ours, theirs } => Message::new("reconcile-twice")
                .with("here", ours.len())
                .with("there", theirs.len())
                .with("ours", list(ours))
                .with("theirs", list(theirs)),
        }
        .with("number", self.number.as_str())
        .with("customer", self.customer.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Currency;

    fn list(booked: &[(&str, i64)]) -> Vec<Booked> {
        let booked = booked.iter().map(|(number, minor)| Booked {
            number: (*number).to_owned(),
            customer: "星河".into(),
            total: cny(*minor),
        });
        booked.collect()
    }

    fn cny(minor: i64) -> Money {
        Money { minor, currency: Currency::CNY }
    }

    #[test]
    fn each_number_is_held_against_the_other_list() {
        let found = |number: &str, gap| (number.to_owned(), gap);
        let twice = |ours: &[i64], theirs: &[i64]| Gap::Twice {
            ours: ours.iter().map(|minor| cny(*minor)).collect(),
            theirs: theirs.iter().map(|minor| cny(*minor)).collect(),
        };
        for (ours, theirs, differences) in [
            (&[][..], &[][..], vec![]),
            (&[("SO-1", 100)], &[("so-1 ", 100)], vec![]),
            (&[("SO-1", 100)], &[("SO-1", 99)], vec![found("SO-1", Gap::Amount { ours: cny(100), theirs: cny(99) })]),
            (&[("ＳＯ-1", 100)], &[], vec![found("SO-1", Gap::MissingThere { ours: cny(100) })]),
            (&[], &[("SO-1", 100)], vec![found("SO-1", Gap::MissingHere { theirs: cny(100) })]),
            (&[("SO-1", 100)], &[("SO-1", 100), ("so-1", 100)], vec![found("SO-1", twice(&[100], &[100, 100]))]),
            (&[("SO-1", 100), ("SO-1", 90)], &[], vec![found("SO-1", twice(&[100, 90], &[]))]),
            (
                &[("SO-3", 1), ("SO-1", 1), ("SO-2", 1)],
                &[("SO-2", 1), ("SO-0", 1)],
                vec![
                    found("SO-0", Gap::MissingHere { theirs: cny(1) }),
                    found("SO-1", Gap::MissingThere { ours: cny(1) }),
                    found("SO-3", Gap::MissingThere { ours: cny(1) }),
                ],
            ),
        ] {
            let said = reconcile(&list(ours), &list(theirs));
            let said: Vec<_> = said.into_iter().map(|difference| (difference.number, difference.gap)).collect();
            assert_eq!(said, differences, "{ours:?} {theirs:?}");
        }
    }

    #[test]
    fn the_same_amount_in_another_currency_is_a_difference() {
        let ours = list(&[("SO-1", 100)]);
        let mut theirs = ours.clone();
        theirs[0].total.currency = Currency::USD;
        assert_eq!(reconcile(&ours, &theirs).len(), 1);
    }
}
