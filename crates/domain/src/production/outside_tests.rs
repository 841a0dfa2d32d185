//! What goes to outside factories and comes back: in parts, with losses, on the agreed day or later.

use jiff::ToSpan;
use proptest::prelude::*;
use uuid::Uuid;

use super::{
    tests::{DRILL, ISSUE, PRESS, day, entry, lot, pieces, report},
    *,
};
use crate::{Currency, Money, OutsideJobId, ProgressId, Quantity, SupplierId};

fn job(number: u128) -> OutsideJobId {
    OutsideJobId(Uuid::from_u128(100 + number))
}

fn terms() -> Terms {
    Terms {
        agreed: Some(day(6)),
        price: Some("0.8".parse().unwrap()),
        allowed_loss: Some("1".parse().unwrap()),
        loss_price: Some("12.5".parse().unwrap()),
        currency: Currency::CNY,
        note: String::new(),
    }
}

fn outside_job() -> OutsideJob {
    OutsideJob {
        id: job(1),
        number: "SO-202611-0001-1-W1".into(),
        lot: lot().id,
        operation: PRESS,
        supplier: SupplierId(Uuid::from_u128(5)),
        terms: terms(),
        quality: None,
        charge: None,
    }
}

fn sent(number: u128, on: i64, count: i64) -> Entry {
    entry(number, on, Kind::SentOut { job: job(1), operation: PRESS, quantity: pieces(count) })
}

fn back(number: u128, on: i64, (good, scrap, lost): (i64, i64, i64)) -> Entry {
    let report = Report { job: Some(job(1)), lost: pieces(lost), ..report(PRESS, good, scrap) };
    entry(number, on, Kind::Reported(report))
}

fn yuan(fen: i64) -> Money {
    Money { minor: fen, currency: Currency::CNY }
}

/// 外协: five hundred in two parts, back in three, one of them mistyped and taken back; some spoiled, some never seen again.
#[test]
fn what_went_out_comes_back_in_parts_with_losses() {
    let mut made = vec![sent(1, 2, 300), sent(2, 3, 200), back(3, 5, (280, 2, 0)), back(4, 6, (900, 0, 0))];
    made.push(entry(5, 6, Kind::Reversed { entry: ProgressId(Uuid::from_u128(4)) }));
    let job = outside_job();
    let on_the_way = Outcome::of(job.id, &made);
    assert_eq!((on_the_way.sendings, on_the_way.returns, on_the_way.out()), (2, 1, pieces(218)));
    assert_eq!(on_the_way.agreed(&job.terms, day(6)), Some(Agreed::Due { days: 0 }));
    assert_eq!(on_the_way.agreed(&job.terms, day(9)), Some(Agreed::Overdue { days: 3 }));
    assert_eq!(job.stage(&on_the_way, "件"), Stage::Out);
    let early = checked_charge(&job, &on_the_way, "件", yuan(0));
    let left = Quantity { ten_thousandths: pieces(218), unit: "件".into() };
    assert_eq!(early, Err(OutsideFault::StillOut { left }));

    made.push(back(6, 8, (210, 5, 3)));
    let all = Outcome::of(job.id, &made);
    assert_eq!((all.good, all.scrap, all.lost, all.out()), (pieces(490), pieces(7), pieces(3), 0));
    assert_eq!((all.sent_on, all.back_on), (Some(day(2)), Some(day(8))));
    assert_eq!(all.loss_rate(), Some("2.00".parse().unwrap()));
    assert_eq!(all.agreed(&job.terms, day(30)), Some(Agreed::Late { days: 2 }));
    // Of ten lost, five are allowed.
    assert_eq!((all.allowed(&job.terms, "件"), all.beyond(&job.terms, "件")), (pieces(5), pieces(5)));
    assert_eq!(all.proposed(&job.terms, "件"), Some(yuan(6_250)));
    assert_eq!(all.fee(&job.terms), Some(yuan(39_200)));
    assert_eq!(job.stage(&all, "件"), Stage::Charge);
    let by = crate::PersonId::PROGRAM;
    let charge = Charge { amount: yuan(5_000), reason: "老客户".into(), by, on: day(9), beyond: None };
    let decided = |beyond: Option<i64>| OutsideJob { charge: Some(Charge { beyond, ..charge.clone() }), ..job.clone() };
    assert_eq!(decided(None).stage(&all, "件"), Stage::Done, "decided before it was kept for how much");
    assert_eq!(decided(Some(pieces(5))).stage(&all, "件"), Stage::Done);
    assert_eq!(decided(Some(pieces(4))).stage(&all, "件"), Stage::Charge, "one more was lost since");
}

#[test]
fn the_allowance_is_the_largest_loss_that_keeps_the_rate() {
    for (good, scrap, allowed_percent, unit, allowed, beyond, proposed) in [
        (99, 1, "1", "件", 10_000, 0, 0),
        (98, 2, "1", "件", 10_000, 10_000, 1_250),
        // Half a piece can't be lost.
        (147, 3, "1", "件", 10_000, 20_000, 2_500),
        (147, 3, "1", "公斤", 15_000, 15_000, 1_875),
        (10, 0, "0.5", "件", 0, 0, 0),
        (9, 1, "0", "件", 0, 10_000, 1_250),
        (0, 5, "100", "件", 50_000, 0, 0),
    ] {
        let made = [sent(1, 1, good + scrap), back(2, 2, (good, scrap, 0))];
        let terms = Terms { allowed_loss: Some(allowed_percent.parse().unwrap()), ..terms() };
        let outcome = Outcome::of(job(1), &made);
        let found = (outcome.allowed(&terms, unit), outcome.beyond(&terms, unit), outcome.proposed(&terms, unit));
        assert_eq!(found, (allowed, beyond, Some(yuan(proposed))), "{good} + {scrap} at {allowed_percent} %, {unit}");
    }
    let nothing = Outcome::default();
    assert_eq!((nothing.loss_rate(), nothing.allowed(&terms(), "件")), (None, 0));
    let no_value = Terms { loss_price: None, price: None, ..terms() };
    assert_eq!((nothing.proposed(&no_value, "件"), nothing.fee(&no_value)), (None, None));
}

#[test]
fn the_agreed_day_is_kept_or_not() {
    let there = [sent(1, 1, 10), back(2, 4, (6, 0, 0))];
    let all = [sent(1, 1, 10), back(2, 4, (6, 0, 0)), back(3, 6, (4, 0, 0))];
    for (made, agreed, today, kept) in [
        (&there[..], 6, 4, Agreed::Due { days: 2 }),
        (&there, 6, 7, Agreed::Overdue { days: 1 }),
        (&all, 6, 9, Agreed::Kept),
        (&all, 5, 9, Agreed::Late { days: 1 }),
    ] {
        let terms = Terms { agreed: Some(day(agreed)), ..terms() };
        assert_eq!(Outcome::of(job(1), made).agreed(&terms, day(today)), Some(kept), "agreed {agreed}, today {today}");
    }
    let taken_back = [sent(1, 1, 10), entry(2, 2, Kind::Reversed { entry: ProgressId(Uuid::from_u128(1)) })];
    assert_eq!(Outcome::of(job(1), &taken_back).agreed(&terms(), day(30)), None, "nothing went there after all");
    assert_eq!(Outcome::of(job(1), &all).agreed(&Terms { agreed: None, ..terms() }, day(9)), None);
}

#[test]
fn terms_and_charges_that_make_no_sense_are_refused() {
    use OutsideFault::*;
    let with = |price: Option<&str>, loss: Option<&str>, percent: Option<&str>| {
        let read = |typed: Option<&str>| typed.map(|typed| typed.parse().unwrap());
        Terms { price: read(price), loss_price: read(loss), allowed_loss: read(percent), ..terms() }.checked()
    };
    assert_eq!(with(Some("-1"), None, None), Err(NegativePrice));
    assert_eq!(with(None, Some("-0.01"), None), Err(NegativePrice));
    assert_eq!(with(Some("79228162514264337593543950335"), None, None), Err(PriceTooLarge));
    assert_eq!(with(None, None, Some("100.5")), Err(LossOutside));
    assert_eq!(with(None, None, Some("-1")), Err(LossOutside));
    let kept = with(Some("1.23456789"), Some("2.50"), Some("1.50")).unwrap();
    assert_eq!(kept.price, Some("1.234568".parse().unwrap()));
    let (job, lossless) = (outside_job(), [sent(1, 1, 10), back(2, 2, (10, 0, 0))]);
    assert_eq!(checked_charge(&job, &Outcome::of(job.id, &lossless), "件", yuan(1)), Err(NothingLost));
    let outcome = Outcome::of(job.id, &[sent(1, 1, 10), back(2, 2, (9, 0, 1))]);
    assert_eq!(checked_charge(&job, &outcome, "件", yuan(-1)), Err(NegativeCharge));
    let dollars = Money { minor: 1, currency: Currency::USD };
    assert_eq!(checked_charge(&job, &outcome, "件", dollars), Err(OtherCurrency { currency: Currency::CNY }));
    assert_eq!(checked_charge(&job, &outcome, "件", yuan(0)), Ok(yuan(0)));
}

#[test]
fn only_what_is_outside_gets_lost() {
    let lost = Report { lost: pieces(1), ..report(PRESS, 0, 0) };
    assert_eq!(checked_report(&lot(), &[], lost, day(1)), Err(ProgressRefusal::LostInside));
    let negative = Report { lost: -pieces(1), job: Some(job(1)), ..report(PRESS, 0, 0) };
    assert!(matches!(checked_report(&lot(), &[], negative, day(1)), Err(ProgressRefusal::NotPositive { .. })));
}

#[derive(Debug, Clone)]
enum Deed {
    Send { job: u128, count: i64 },
    Back { job: u128, good: i64, scrap: i64, lost: i64, rework: i64 },
    Here { good: i64 },
    Reverse(u128),
}

fn deed() -> impl Strategy<Value = Deed> {
    let few = || 0..15_i64;
    prop_oneof![
        3 => (1..3_u128, 1..40_i64).prop_map(|(job, count)| Deed::Send { job, count }),
        5 => (1..3_u128, few(), 0..4_i64, 0..3_i64, 0..3_i64)
            .prop_map(|(job, good, scrap, lost, rework)| Deed::Back { job, good, scrap, lost, rework }),
        2 => (1..20_i64).prop_map(|good| Deed::Here { good }),
        2 => (1..40_u128).prop_map(Deed::Reverse),
    ]
}

proptest! {
    /// Two factories and the own workshop share an operation: whatever is sent, comes back, gets lost or is taken back, on
    /// whatever day, each job's figures are its own, and together with the workshop's they are the operation's.
    #[test]
    fn jobs_balance_with_their_operation(story in prop::collection::vec((1..9_i64, deed()), 1..50)) {
        let lot = lot();
        let mut made = vec![entry(900, 1, Kind::Released { quantity: pieces(100) })];
        made.push(entry(901, 1, Kind::Reported(report(ISSUE, 100, 0))));
        made.push(entry(902, 1, Kind::Reported(report(1, 100, 0))));
        for (on, deed) in story {
            let kind = match deed {
                Deed::Send { job: of, count } => checked_sending(&lot, &made, (job(of), PRESS), pieces(count), day(on)),
                Deed::Back { job: of, good, scrap, lost, rework } => {
                    let (lost, rework) = (pieces(lost), pieces(rework));
                    let back = Report { job: Some(job(of)), lost, rework, ..report(PRESS, good, scrap) };
                    checked_report(&lot, &made, back, day(on))
                }
                Deed::Here { good } => checked_report(&lot, &made, report(PRESS, good, 0), day(on)),
                Deed::Reverse(wrong) => checked_reversal(&lot, &made, ProgressId(Uuid::from_u128(wrong)), day(on)),
            };
            made.extend(kind.ok().map(|kind| entry(made.len() as u128, on, kind)));
        }
        let outcomes = [1, 2].map(|number| Outcome::of(job(number), &made));
        for (number, outcome) in (1..).zip(&outcomes) {
            prop_assert!(outcome.out() >= 0, "{outcome:?}");
            prop_assert_eq!(outcome.out(), out_of_job(job(number), &made, jiff::civil::Date::MAX));
            prop_assert!(outcome.beyond(&terms(), "件") <= outcome.loss());
            for on in 1..9 {
                prop_assert!(out_of_job(job(number), &made, day(on)) >= 0);
            }
        }
        let at = balances(lot.route.len(), &made, day(1) + 30.days())[PRESS];
        prop_assert_eq!(at.out, outcomes.iter().map(Outcome::out).sum::<i64>());
        prop_assert_eq!(at.scrap, outcomes.iter().map(Outcome::loss).sum::<i64>());
        prop_assert_eq!(at.rework, outcomes.iter().map(|it| it.rework).sum::<i64>());
        prop_assert!(at.good >= outcomes.iter().map(|it| it.good).sum::<i64>());
        prop_assert_eq!(at.received, at.good + at.scrap + at.rework + at.here() + at.out);
        prop_assert_eq!(balances(lot.route.len(), &made, day(40))[DRILL].received, at.good);
    }
}
