//! What the program itself sees when it holds a credit against the order. People may see more: see `checklist`.

use jiff::{ToSpan, civil::Date};

use super::Terms;
use crate::{Currency, Message, Money, Say};

/// What a credit is held against.
#[derive(Debug, Clone, Copy)]
pub struct Against {
    /// The part of the order that is to be paid by this credit.
    pub total: Money,
    /// The day on which the credit came first; amendments do not make it later.
    pub received_on: Date,
    /// The day promised to the customer.
    pub promised: Option<Date>,
    /// The day on which the goods are expected to leave, or on which they left.
    pub forecast_ship: Option<Date>,
    pub today: Date,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Finding {
    Currency {
        credit: Currency,
        order: Currency,
    },
    /// Even with its tolerance it does not pay what is due.
    AmountShort {
        most: Money,
        needed: Money,
    },
    /// It has to be drawn in one, and so little is not enough for that.
    AmountOver {
        least: Money,
        needed: Money,
    },
    Expired {
        expiry: Date,
    },
    /// It names no latest day of shipment, so goods and documents share the expiry.
    NoShipmentDate {
        expiry: Date,
    },
    ShipmentBeforePromise {
        latest: Date,
        promised: Date,
    },
    ShipmentBeforeForecast {
        latest: Date,
        forecast: Date,
    },
    /// It expires with the last shipment (双到期) or before it: no day is left for presenting documents. With expiry on
    /// the day `wanted` the full period would be there.
    ExpiryTooShort {
        latest: Date,
        expiry: Date,
        wanted: Date,
    },
    /// Less than a month before delivery (S1, 6.1).
    ReceivedLate {
        received: Date,
        wanted: Date,
    },
}

/// By when a credit should be there: usually a month before delivery (S1, 6.1).
pub fn wanted_by(promised: Date) -> Date {
    promised.saturating_sub(1.month())
}

impl Finding {
    /// An amendment would mend it.
    pub fn wants_amendment(&self) -> bool {
        !matches!(self, Finding::ReceivedLate { .. })
    }
}

/// All that holds; nothing when the credit fits.
pub fn findings(terms: &Terms, against: &Against) -> Vec<Finding> {
    let (needed, latest, expiry) = (against.total, terms.ship_by(), terms.expiry);
    let amount = if terms.amount.currency != needed.currency {
        Some(Finding::Currency { credit: terms.amount.currency, order: needed.currency })
    } else if needed.minor > terms.most().minor {
        Some(Finding::AmountShort { most: terms.most(), needed })
    } else {
        let least = terms.least().filter(|least| needed.minor < least.minor);
        least.map(|least| Finding::AmountOver { least, needed })
    };
    let shipment = match terms.latest_shipment {
        None => Some(Finding::NoShipmentDate { expiry }),
        Some(latest) => {
            (expiry <= latest).then(|| Finding::ExpiryTooShort { latest, expiry, wanted: terms.full_period(latest) })
        }
    };
    let promised = against.promised;
    [
        amount,
        (against.today > expiry).then_some(Finding::Expired { expiry }),
        promised.filter(|day| *day > latest).map(|promised| Finding::ShipmentBeforePromise { latest, promised }),
        (against.forecast_ship.filter(|day| *day > latest))
            .map(|forecast| Finding::ShipmentBeforeForecast { latest, forecast }),
        shipment,
        (promised.map(wanted_by).filter(|wanted| against.received_on > *wanted))
            .map(|wanted| Finding::ReceivedLate { received: against.received_on, wanted }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl Say for Finding {
    fn say(&self) -> Message {
        use Finding::*;
        match self {
            Currency { credit, order } => {
                Message::new("letter-currency").with("credit", credit.code()).with("order", order.code())
            }
            AmountShort { most, needed } => {
                Message::new("letter-amount-short").with("most", *most).with("needed", *needed)
            }
            AmountOver { least, needed } => {
                Message::new("letter-amount-over").with("least", *least).with("needed", *needed)
            }
            Expired { expiry } => Message::new("letter-expired").with("expiry", *expiry),
            NoShipmentDate { expiry } => Message::new("letter-no-shipment-date").with("expiry", *expiry),
            ShipmentBeforePromise { latest, promised } => {
                Message::new("letter-shipment-before-promise").with("latest", *latest).with("promised", *promised)
            }
            ShipmentBeforeForecast { latest, forecast } => {
                Message::new("letter-shipment-before-forecast").with("latest", *latest).with("forecast", *forecast)
            }
            ExpiryTooShort { latest, expiry, wanted } => Message::new("letter-expiry-too-short")
                .with("latest", *latest)
                .with("expiry", *expiry)
                .with("wanted", *wanted),
            ReceivedLate { received, wanted } => {
                Message::new("letter-received-late").with("received", *received).with("wanted", *wanted)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::sample::{day, terms, usd},
        *,
    };
    use crate::Currency;

    /// The order that the sample credit fits, at every boundary that one order can be at.
    fn against() -> Against {
        Against {
            total: usd(50_000),
            received_on: day("2026-10-30"),
            promised: Some(day("2026-11-30")),
            forecast_ship: Some(day("2026-11-30")),
            today: day("2026-12-15"),
        }
    }

    /// The keys of what is found, without their common beginning.
    fn found(terms: &Terms, against: &Against) -> Vec<&'static str> {
        findings(terms, against).iter().map(|finding| finding.say().key.trim_start_matches("letter-")).collect()
    }

    #[test]
    fn each_finding_begins_one_beyond_its_boundary() {
        type Change = fn(&mut Terms, &mut Against);
        let cases: &[(Change, &[&str])] = &[
            (|_, _| (), &[]),
            (|_, order| order.total.minor += 1, &["amount-short"]),
            (|credit, order| (credit.tolerance_percent, order.total) = (10.into(), usd(55_000)), &[]),
            (
                |credit, order| {
                    (credit.tolerance_percent, order.total.minor) = (10.into(), 5_500_001);
                },
                &["amount-short"],
            ),
            // Drawn in one: 5 % less without a tolerance, with one what it says.
            (|credit, order| (credit.partial_shipments, order.total) = (false, usd(47_500)), &[]),
            (
                |credit, order| {
                    (credit.partial_shipments, order.total.minor) = (false, 4_749_999);
                },
                &["amount-over"],
            ),
            (|_, order| order.total = usd(1), &[]),
            (|_, order| order.total.currency = Currency::EUR, &["currency"]),
            (|_, order| order.today = day("2026-12-16"), &["expired"]),
            (|_, order| order.promised = Some(day("2026-12-01")), &["shipment-before-promise"]),
            (|_, order| order.forecast_ship = Some(day("2026-12-01")), &["shipment-before-forecast"]),
            (|_, order| (order.promised, order.forecast_ship) = (None, None), &[]),
            (|credit, _| credit.expiry = day("2026-12-15"), &[]),
            (
                |credit, order| {
                    (credit.expiry, order.today) = (day("2026-12-01"), day("2026-11-01"));
                },
                &[],
            ),
            (
                |credit, order| {
                    (credit.expiry, order.today) = (day("2026-11-30"), day("2026-11-01"));
                },
                &["expiry-too-short"],
            ),
            // It expires before the last shipment: the expiry is what the goods have to leave by.
            (
                |credit, order| {
                    (credit.expiry, order.today) = (day("2026-11-29"), day("2026-11-01"));
                },
                &["shipment-before-promise", "shipment-before-forecast", "expiry-too-short"],
            ),
            (|credit, _| credit.latest_shipment = None, &["no-shipment-date"]),
            (
                |credit, order| {
                    (credit.latest_shipment, order.forecast_ship) = (None, Some(day("2026-12-16")));
                },
                &["shipment-before-forecast", "no-shipment-date"],
            ),
            (|_, order| order.received_on = day("2026-10-31"), &["received-late"]),
        ];
        for (place, (change, wanted)) in cases.iter().enumerate() {
            let (mut terms, mut against) = (terms(), against());
            change(&mut terms, &mut against);
            assert_eq!(found(&terms, &against), *wanted, "case {place}");
        }
    }

    #[test]
    fn findings_carry_their_numbers() {
        let credit = Terms { tolerance_percent: 5.into(), expiry: day("2026-11-30"), ..terms() };
        let order = Against { total: usd(60_000), received_on: day("2026-11-02"), ..against() };
        let wanted = [
            Finding::AmountShort { most: usd(52_500), needed: usd(60_000) },
            Finding::Expired { expiry: day("2026-11-30") },
            Finding::ExpiryTooShort { latest: day("2026-11-30"), expiry: day("2026-11-30"), wanted: day("2026-12-15") },
            Finding::ReceivedLate { received: day("2026-11-02"), wanted: day("2026-10-30") },
        ];
        assert_eq!(findings(&credit, &order), wanted);
    }

    #[test]
    fn a_month_before_is_the_same_day_of_the_month_or_its_last() {
        for (promised, wanted) in
            [("2026-11-30", "2026-10-30"), ("2026-03-31", "2026-02-28"), ("2026-01-15", "2025-12-15")]
        {
            assert_eq!(wanted_by(day(promised)), day(wanted));
        }
        assert_eq!(wanted_by(Date::MIN), Date::MIN);
    }

    proptest! {
        #[test]
        fn a_credit_is_short_or_over_but_never_both(
            credit in 1..i64::MAX,
            order in 0..i64::MAX,
            tolerance in 0_u32..=99,
            partial in any::<bool>(),
        ) {
            let mut terms = Terms { tolerance_percent: tolerance.into(), partial_shipments: partial, ..terms() };
            terms.amount.minor = credit;
            let mut against = against();
            against.total.minor = order;
            let found = found(&terms, &against);
            prop_assert!(found.len() <= 1);
            prop_assert!(found.is_empty() || credit != order);
        }
    }
}
