//! Checks before something is told of a purchase: more is never sent back than was accepted, on no day; what comes beyond the
//! tolerance is taken only where somebody says so; and after it is closed nothing comes.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Progress, Purchase, PurchaseEvent, PurchaseKind, PurchaseRefusal, progress};
use crate::{
    Quantity,
    material::{
        Price,
        amount::{check, check_not_negative, with_unit},
        field,
        ledger::{effective, reversible},
    },
    order::decide::LONGEST_NAME,
};

/// A purchase with all its events, and the unit of its material.
#[derive(Debug, Clone, Copy)]
pub struct Followed<'a> {
    pub purchase: &'a Purchase,
    pub unit: &'a str,
    pub events: &'a [PurchaseEvent],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrival {
    pub quantity: i64,
    pub rejected: i64,
    pub price: Option<Price>,
    /// More than was ordered is welcome.
    pub accept_over: bool,
}

pub fn checked_confirmation(of: Followed, expected: Date, day: Date) -> Result<PurchaseKind, PurchaseRefusal> {
    of.check_day(day)?;
    of.check_not_closed()?;
    if expected < of.purchase.ordered_on {
        return Err(PurchaseRefusal::ExpectedBeforeOrdered { ordered_on: of.purchase.ordered_on });
    }
    Ok(PurchaseKind::Confirmed { expected })
}

pub fn checked_arrival(of: Followed, arrival: Arrival, day: Date) -> Result<PurchaseKind, PurchaseRefusal> {
    let Arrival { quantity, rejected, price, accept_over } = arrival;
    of.check_day(day)?;
    of.check_not_closed()?;
    check(quantity, of.unit)?;
    check_not_negative(rejected, of.unit)?;
    if rejected > quantity {
        return Err(PurchaseRefusal::MoreRejected { quantity: of.amount(quantity), rejected: of.amount(rejected) });
    }
    if let Some(fault) = price.and_then(|price| price.fault()) {
        return Err(PurchaseRefusal::Price(fault));
    }
    let ordered_in = of.purchase.price.map(|price| price.currency);
    if let Some(wanted) = ordered_in.filter(|wanted| price.is_some_and(|price| price.currency != *wanted)) {
        return Err(PurchaseRefusal::OtherCurrency { wanted });
    }
    let (accepted, most) = (of.in_the_end().accepted, of.purchase.most());
    let with_this = accepted.saturating_add(quantity).saturating_sub(rejected);
    if with_this > most && !accept_over {
        return Err(PurchaseRefusal::OverDelivered {
            ordered: of.amount(of.purchase.quantity),
            most: of.amount(most),
            with_this: of.amount(with_this),
        });
    }
    Ok(PurchaseKind::Arrived { quantity, rejected, price })
}

pub fn checked_sending_back(of: Followed, quantity: i64, day: Date) -> Result<PurchaseKind, PurchaseRefusal> {
    of.check_day(day)?;
    check(quantity, of.unit)?;
    of.check_accepted(quantity, day)?;
    Ok(PurchaseKind::SentBack { quantity })
}

/// No more comes, although something is outstanding.
pub fn checked_closing(of: Followed, reason: &str, day: Date) -> Result<PurchaseKind, PurchaseRefusal> {
    of.check_day(day)?;
    of.check_not_closed()?;
    let reason = field::line(reason);
    if reason.is_empty() {
        return Err(PurchaseRefusal::NoReason);
    }
    if reason.chars().count() > LONGEST_NAME {
        return Err(PurchaseRefusal::ReasonTooLong { limit: LONGEST_NAME });
    }
    if of.in_the_end().outstanding == 0 {
        return Err(PurchaseRefusal::NothingOutstanding);
    }
    if let Some(last) = of.own_effective().map(|event| event.day).max().filter(|last| *last > day) {
        return Err(PurchaseRefusal::ClosedBefore { last });
    }
    Ok(PurchaseKind::Closed { reason })
}

pub fn checked_reversal(of: Followed, seq: u32, day: Date) -> Result<PurchaseKind, PurchaseRefusal> {
    let wrong = reversible(of.events, (of.purchase.id, seq), day)?;
    let accepts = wrong.kind.accepts();
    if accepts > 0 {
        of.check_accepted(accepts, day)?;
    }
    Ok(PurchaseKind::Reversed { seq })
}

impl Followed<'_> {
    fn amount(&self, ten_thousandths: i64) -> Quantity {
        with_unit(ten_thousandths, self.unit)
    }

    fn own_effective(&self) -> impl Iterator<Item = &PurchaseEvent> {
        effective(self.events, Date::MAX).filter(|event| event.purchase == self.purchase.id)
    }

    /// With all that is known, of later days too.
    fn in_the_end(&self) -> Progress {
        progress(self.purchase, self.events, Date::MAX)
    }

    fn check_day(&self, day: Date) -> Result<(), PurchaseRefusal> {
        let ordered_on = self.purchase.ordered_on;
        if day < ordered_on { Err(PurchaseRefusal::BeforeOrdered { ordered_on }) } else { Ok(()) }
    }

    fn check_not_closed(&self) -> Result<(), PurchaseRefusal> {
        self.in_the_end().closed_on.map_or(Ok(()), |day| Err(PurchaseRefusal::Closed { day }))
    }

    /// Is so much accepted on `day` and on every later one?
    fn check_accepted(&self, quantity: i64, day: Date) -> Result<(), PurchaseRefusal> {
        let own = self.events.iter().filter(|event| event.purchase == self.purchase.id);
        let later: BTreeSet<Date> = own.map(|event| event.day).filter(|it| *it > day).chain([day]).collect();
        let accepted = later.into_iter().map(|at| progress(self.purchase, self.events, at).accepted).min();
        let accepted = accepted.unwrap_or_default();
        if accepted < quantity {
            return Err(PurchaseRefusal::MoreThanAccepted {
                quantity: self.amount(quantity),
                accepted: self.amount(accepted),
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Currency, Say,
        material::tests::{arrived, cny, day, number, purchase, purchase_event},
    };

    const ONE: i64 = 10_000;

    fn said(checked: Result<PurchaseKind, PurchaseRefusal>) -> String {
        checked.err().map(|refusal| refusal.say().to_string()).unwrap_or_default()
    }

    fn came(quantity: i64, rejected: i64) -> Arrival {
        Arrival { quantity: quantity * ONE, rejected: rejected * ONE, price: None, accept_over: false }
    }

    #[test]
    fn what_comes_stays_within_what_was_ordered_unless_more_is_welcome() {
        let fabric = Purchase { price: Some(cny("18.5")), tolerance_percent: number("3"), ..purchase(1, 1_000) };
        let events = [
            purchase_event(1, 1, "2026-03-10", arrived(600, 40)),
            purchase_event(1, 2, "2026-03-15", PurchaseKind::SentBack { quantity: 60 * ONE }),
        ];
        let of = Followed { purchase: &fabric, unit: "m", events: &events };
        let on = day("2026-03-20");
        let dollars = Price { currency: Currency::USD, ..cny("2.6") };
        for (arrival, refused) in [
            (came(530, 0), ""),
            (came(531, 1), ""),
            (came(531, 0), r#"purchase over delivered: ordered = "1,000 m", most = "1,030 m", total = "1,031 m""#),
            (Arrival { accept_over: true, ..came(900, 0) }, ""),
            (came(10, 11), r#"purchase more rejected: quantity = "10 m", rejected = "11 m""#),
            (came(10, -1), r#"material quantity not positive: quantity = "-1 m""#),
            (came(0, 0), r#"material quantity not positive: quantity = "0 m""#),
            (Arrival { price: Some(cny("18.2")), ..came(1, 0) }, ""),
            (Arrival { price: Some(cny("-1")), ..came(1, 0) }, "material price negative"),
            (Arrival { price: Some(dollars), ..came(1, 0) }, r#"purchase other currency: wanted = "CNY""#),
        ] {
            assert_eq!(said(checked_arrival(of, arrival, on)), refused, "{arrival:?}");
        }
        assert_eq!(
            said(checked_arrival(of, came(1, 0), day("2026-03-01"))),
            "purchase before ordered: ordered = 2026-03-02"
        );
        assert_eq!(
            said(checked_confirmation(of, day("2026-03-01"), on)),
            "purchase expected before ordered: ordered = 2026-03-02"
        );
        for (quantity, date, refused) in [
            (500, "2026-03-15", ""),
            (501, "2026-03-12", r#"purchase more than accepted: quantity = "501 m", accepted = "500 m""#),
            (1, "2026-03-09", r#"purchase more than accepted: quantity = "1 m", accepted = "0 m""#),
        ] {
            assert_eq!(said(checked_sending_back(of, quantity * ONE, day(date))), refused, "{quantity} {date}");
        }
        assert_eq!(
            said(checked_reversal(of, 1, on)),
            r#"purchase more than accepted: quantity = "560 m", accepted = "500 m""#
        );
        assert_eq!(said(checked_reversal(of, 2, on)), "");
        assert_eq!(
            said(checked_reversal(of, 2, day("2026-03-14"))),
            "material entry reversed before: day = 2026-03-15"
        );
        assert_eq!(said(checked_reversal(of, 3, on)), "material entry unknown");
    }

    #[test]
    fn a_purchase_is_closed_with_a_reason_while_something_is_outstanding() {
        let bolts = purchase(1, 100);
        let closed = PurchaseKind::Closed { reason: "停产".into() };
        let mut events = vec![purchase_event(1, 1, "2026-03-10", arrived(90, 0))];
        let on = day("2026-03-20");
        {
            let of = Followed { purchase: &bolts, unit: "件", events: &events };
            assert_eq!(checked_closing(of, " 停产 ", on), Ok(closed.clone()));
            assert_eq!(said(checked_closing(of, " ", on)), "purchase no reason");
            assert_eq!(said(checked_closing(of, &"长".repeat(201), on)), "purchase reason too long: limit = 200");
            assert_eq!(
                said(checked_closing(of, "停产", day("2026-03-09"))),
                "purchase closed before: last = 2026-03-10"
            );
        }
        events.push(purchase_event(1, 2, "2026-03-20", closed));
        {
            let of = Followed { purchase: &bolts, unit: "件", events: &events };
            for refused in [
                said(checked_arrival(of, came(10, 0), on)),
                said(checked_confirmation(of, on, on)),
                said(checked_closing(of, "停产", on)),
            ] {
                assert_eq!(refused, "purchase closed: day = 2026-03-20");
            }
            assert_eq!(said(checked_sending_back(of, 5 * ONE, on)), "");
            assert_eq!(said(checked_reversal(of, 2, on)), "");
        }
        events.push(purchase_event(1, 3, "2026-03-21", PurchaseKind::Reversed { seq: 2 }));
        events.push(purchase_event(1, 4, "2026-03-22", arrived(10, 0)));
        let of = Followed { purchase: &bolts, unit: "件", events: &events };
        assert_eq!(said(checked_closing(of, "停产", day("2026-03-23"))), "purchase nothing outstanding");
        assert_eq!(said(checked_reversal(of, 2, on)), "material entry already reversed");
        assert_eq!(said(checked_reversal(of, 3, on)), "material entry is reversal");
    }
}
