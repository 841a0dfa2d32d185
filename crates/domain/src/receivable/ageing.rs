//! How long open amounts have been overdue, in the trade's usual buckets (S6: the strategy follows from them).

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Totals;
use crate::{Money, Text};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bucket {
    /// Due today, later, or on no day that is known.
    NotDue,
    /// 1 to 30 days past the due day.
    To30,
    To60,
    To90,
    Over90,
}

/// What is open, by bucket and currency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ageing(BTreeMap<Bucket, Totals>);

impl Bucket {
    pub const ALL: [Bucket; 5] = [Bucket::NotDue, Bucket::To30, Bucket::To60, Bucket::To90, Bucket::Over90];

    pub fn name(self) -> Text {
        match self {
            Bucket::NotDue => Text::new("未到期", "Not due"),
            Bucket::To30 => Text::new("逾期 1–30 天", "1–30 days"),
            Bucket::To60 => Text::new("逾期 31–60 天", "31–60 days"),
            Bucket::To90 => Text::new("逾期 61–90 天", "61–90 days"),
            Bucket::Over90 => Text::new("逾期 90 天以上", "Over 90 days"),
        }
    }
}

/// Days past the due day; 0 on it, before it, and without one.
pub fn over_due_days(due: Option<Date>, at: Date) -> i64 {
    due.map_or(0, |due| i64::from((at - due).get_days()).max(0))
}

pub fn bucket(due: Option<Date>, at: Date) -> Bucket {
    bucket_of(over_due_days(due, at))
}

/// By the days past the due day.
#[inline]
pub fn bucket_of(days: i64) -> Bucket {
    match days {
        ..=0 => Bucket::NotDue,
        1..=30 => Bucket::To30,
        31..=60 => Bucket::To60,
        61..=90 => Bucket::To90,
        _ => Bucket::Over90,
    }
}

impl Ageing {
    /// Of open amounts with their due days.
    pub fn of(open: impl IntoIterator<Item = (Option<Date>, Money)>, at: Date) -> Self {
        let mut ageing = Ageing::default();
        for (due, amount) in open {
            ageing.0.entry(bucket(due, at)).or_default().add(amount);
        }
        ageing
    }

    pub fn totals(&self, bucket: Bucket) -> Totals {
        self.0.get(&bucket).cloned().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;
    use crate::receivable::tests::{cny, day, usd};

    #[test]
    fn the_bucket_follows_from_the_days_past_the_due_day() {
        use Bucket::*;
        let due = day("2026-01-31");
        for (days, over, expected) in [
            (-400, 0, NotDue),
            (0, 0, NotDue),
            (1, 1, To30),
            (30, 30, To30),
            (31, 31, To60),
            (60, 60, To60),
            (61, 61, To90),
            (90, 90, To90),
            (91, 91, Over90),
            (4_000, 4_000, Over90),
        ] {
            let at = due.saturating_add(days.days());
            assert_eq!((over_due_days(Some(due), at), bucket(Some(due), at)), (over, expected), "{days}");
        }
        assert_eq!((over_due_days(None, due), bucket(None, due)), (0, NotDue));
    }

    #[test]
    fn each_currency_is_summed_for_itself() {
        let open = [
            (Some(day("2026-01-01")), cny(100)),
            (Some(day("2026-01-02")), cny(50)),
            (Some(day("2026-01-02")), usd(7)),
            (None, usd(1)),
        ];
        let ageing = Ageing::of(open, day("2026-01-31"));
        assert_eq!(ageing.totals(Bucket::To30).iter().collect::<Vec<_>>(), [cny(150), usd(7)]);
        assert_eq!(ageing.totals(Bucket::NotDue).iter().collect::<Vec<_>>(), [usd(1)]);
        assert!(ageing.totals(Bucket::Over90).is_empty());
    }
}
