//! The money to come, week by week: what is open by the day on which it is promised, or else due.

use jiff::{ToSpan, civil::Date};

use super::Totals;
use crate::Money;

/// The most weeks that are looked ahead.
pub const MOST_WEEKS: usize = 53;

/// Nothing is lost: these together are all that was given.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CashIn {
    /// Expected before today.
    pub overdue: Totals,
    /// This week first.
    pub weeks: Vec<Week>,
    /// Expected after the last week, or on no day that is known.
    pub later: Totals,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Week {
    pub monday: Date,
    pub amounts: Totals,
}

pub fn expected(items: impl IntoIterator<Item = (Option<Date>, Money)>, today: Date, weeks: usize) -> CashIn {
    let first = monday(today);
    let weeks = (0..weeks.min(MOST_WEEKS) as i32)
        .map(|week| Week { monday: first.saturating_add((week * 7).days()), amounts: Totals::default() })
        .collect();
    let mut cash_in = CashIn { weeks, ..CashIn::default() };
    for (day, amount) in items {
        let slot = match day {
            Some(day) if day < today => &mut cash_in.overdue,
            Some(day) => {
                let week = usize::try_from((day - first).get_days() / 7).ok();
                week.and_then(|week| cash_in.weeks.get_mut(week)).map_or(&mut cash_in.later, |week| &mut week.amounts)
            }
            None => &mut cash_in.later,
        };
        slot.add(amount);
    }
    cash_in
}

fn monday(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::receivable::tests::{cny, day, usd};

    #[test]
    fn money_is_expected_in_its_week_or_overdue_or_later() {
        // 2026-03-11 is a Wednesday.
        let items = [
            (Some(day("2026-03-10")), cny(1)),
            (Some(day("2026-03-11")), cny(2)),
            (Some(day("2026-03-15")), cny(4)),
            (Some(day("2026-03-16")), cny(8)),
            (Some(day("2026-03-22")), usd(16)),
            (Some(day("2026-03-23")), cny(32)),
            (None, cny(64)),
        ];
        let seen = |weeks| {
            let cash_in = expected(items, day("2026-03-11"), weeks);
            let shown = |totals: &Totals| totals.iter().map(|it| it.to_string()).collect::<Vec<_>>().join(" + ");
            let weeks: Vec<_> =
                cash_in.weeks.iter().map(|it| format!("{} {}", it.monday, shown(&it.amounts))).collect();
            (shown(&cash_in.overdue), weeks.join(", "), shown(&cash_in.later))
        };
        for (weeks, by_week, later) in [
            (0, "", "1.10 CNY + 0.16 USD"),
            (1, "2026-03-09 0.06 CNY", "1.04 CNY + 0.16 USD"),
            (2, "2026-03-09 0.06 CNY, 2026-03-16 0.08 CNY + 0.16 USD", "0.96 CNY"),
        ] {
            assert_eq!(seen(weeks), ("0.01 CNY".into(), by_week.into(), later.into()), "{weeks}");
        }
        assert_eq!(expected([], Date::MIN, usize::MAX).weeks.len(), MOST_WEEKS);
        assert_eq!(expected([(Some(Date::MAX), cny(1))], Date::MAX, 3).weeks[0].amounts.of(cny(0).currency), cny(1));
    }
}
