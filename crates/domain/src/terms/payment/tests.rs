//! What people type, what is made of it, and what is due when.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::{Currency, Money, Say};

#[test]
fn terms_are_read_as_people_write_them() {
    for (typed, written) in [
        // The payment column of an exporter's order book.
        ("30/70", "30% T/T in advance, 70% T/T before shipment"),
        ("T/T 30/70", "30% T/T in advance, 70% T/T before shipment"),
        ("30TT/70LC", "30% T/T in advance, 70% L/C at sight"),
        ("20TT80LC60DAYS", "20% T/T in advance, 80% L/C 60 days after sight"),
        ("TT100%", "T/T in advance"),
        ("L/C at sight", "L/C at sight"),
        ("D/A 90 days", "D/A 90 days after sight"),
        ("O/A 60", "O/A 60 days after invoice date"),
        ("月结30天", "monthly account 30 days"),
        // Deposit and balance.
        ("30% T/T deposit, 70% against copy of B/L", "30% T/T in advance, 70% T/T against copy of B/L"),
        ("30% T/T deposit, balance against B/L copy", "30% T/T in advance, 70% T/T against copy of B/L"),
        ("30%定金,余款发货前付清", "30% T/T in advance, 70% T/T before shipment"),
        ("30%定金余款发货前付清", "30% T/T in advance, 70% T/T before shipment"),
        ("30%定金，发货前付清", "30% T/T in advance, 70% T/T before shipment"),
        ("30%定金 70%尾款", "30% T/T in advance, 70% T/T before shipment"),
        ("定金30%余款70%发货前付清", "30% T/T in advance, 70% T/T before shipment"),
        ("定金30% 余款 L/C at sight", "30% T/T in advance, 70% L/C at sight"),
        ("预付30% 见提单复印件付70%", "30% T/T in advance, 70% T/T against copy of B/L"),
        ("预付30% 信用证70%", "30% T/T in advance, 70% L/C at sight"),
        ("30% deposit, balance L/C at sight", "30% T/T in advance, 70% L/C at sight"),
        ("30% deposit, balance T/T", "30% T/T in advance, 70% T/T before shipment"),
        ("30% deposit, balance O/A 60", "30% T/T in advance, 70% O/A 60 days after invoice date"),
        ("30% deposit, L/C at sight", "30% T/T in advance, 70% L/C at sight"),
        ("L/C at sight, 30% T/T deposit", "70% L/C at sight, 30% T/T in advance"),
        (
            "30%预付，40%发货前付清，30%货到30天",
            "30% T/T in advance, 40% T/T before shipment, 30% O/A 30 days after delivery",
        ),
        ("T/T: 30% deposit; balance 30 days after B/L date", "30% T/T in advance, 70% O/A 30 days after B/L date"),
        // Several methods.
        ("30% T/T, 70% L/C", "30% T/T in advance, 70% L/C at sight"),
        ("T/T 30% / 70%", "30% T/T in advance, 70% T/T before shipment"),
        ("T/T 30% L/C 70% 90 days", "30% T/T in advance, 70% L/C 90 days after sight"),
        ("TT30/OA70", "30% T/T in advance, 70% O/A 0 days after invoice date"),
        ("30TT70OA60", "30% T/T in advance, 70% O/A 60 days after invoice date"),
        ("L/C 30% at sight, 70% 90 days", "30% L/C at sight, 70% L/C 90 days after sight"),
        ("33.3/33.3/33.4", "33.3% T/T in advance, 33.3% T/T before shipment, 33.4% T/T before shipment"),
        // Letters of credit and collections.
        ("100% irrevocable and confirmed L/C, payable at sight.", "L/C at sight"),
        ("L/C", "L/C at sight"),
        ("L/C 90 days", "L/C 90 days after sight"),
        ("L/C 90", "L/C 90 days after sight"),
        ("L/C at 90 days' sight", "L/C 90 days after sight"),
        ("L/C 60 days from B/L date", "L/C 60 days after B/L date"),
        ("D/A 90天", "D/A 90 days after sight"),
        ("D/P at sight", "D/P at sight"),
        ("CAD", "D/P at sight"),
        // Credit.
        ("OA 30 days", "O/A 30 days after invoice date"),
        ("O/A", "O/A 0 days after invoice date"),
        ("net 30", "O/A 30 days after invoice date"),
        ("net 30 EOM", "O/A 30 days after end of month"),
        ("30天", "O/A 30 days after invoice date"),
        ("T/T 60 days", "T/T 60 days after invoice date"),
        ("30 days after B/L date", "O/A 30 days after B/L date"),
        ("发货后30天", "O/A 30 days after B/L date"),
        ("货到30天", "O/A 30 days after delivery"),
        ("验收后15天付清", "O/A 15 days after delivery"),
        ("开票后30天", "O/A 30 days after invoice date"),
        ("月结", "monthly account"),
        ("月结 60", "monthly account 60 days"),
        // At once.
        ("款到发货", "T/T before shipment"),
        ("货到付款", "cash on delivery"),
        ("COD", "cash on delivery"),
        ("现金", "cash on delivery"),
        ("全款预付", "T/T in advance"),
        ("T/T in advance", "T/T in advance"),
        // Other widths, cases and signs.
        ("３０％ Ｔ／Ｔ，７０％ Ｌ／Ｃ", "30% T/T in advance, 70% L/C at sight"),
        ("３０／７０", "30% T/T in advance, 70% T/T before shipment"),
        ("付款方式：t/t 30-70", "30% T/T in advance, 70% T/T before shipment"),
    ] {
        assert_eq!(read(typed).map(|terms| terms.written().en), Ok(written.to_owned()), "{typed:?}");
    }
}

#[test]
fn what_is_no_whole_is_refused() {
    let words = |words: &str| words.to_owned();
    let sum = |sum: u32| NotPaymentTerms::Sum { sum: sum.into() };
    for (typed, fault) in [
        ("", NotPaymentTerms::Empty),
        ("　", NotPaymentTerms::Empty),
        ("10/40/40/11", sum(101)),
        ("30% deposit, 60% before shipment", sum(90)),
        ("T/T 30/60", sum(90)),
        ("TT30%", sum(30)),
        ("T/T 30", sum(30)),
        ("30% deposit, O/A 60", sum(90)),
        ("60/50, balance on delivery", sum(110)),
        ("2/10 net 30", sum(12)),
        ("DHL 4412 8890 21", NotPaymentTerms::Unknown { words: words("DHL") }),
        ("SF1390…", NotPaymentTerms::Unknown { words: words("SF1390") }),
        ("631299817012", NotPaymentTerms::Share { words: words("631299817012") }),
        ("99999999999999999999999999999999999/1", NotPaymentTerms::Share { words: words("9".repeat(35).as_str()) }),
        ("0/100", NotPaymentTerms::Share { words: words("0") }),
        ("33.33333/66.66667", NotPaymentTerms::Share { words: words("33.33333") }),
        ("送货上门", NotPaymentTerms::Unknown { words: words("送货上门") }),
        // Time is given, but not how much.
        ("usance L/C", NotPaymentTerms::Unknown { words: words("usance") }),
        ("L/C 3个月", NotPaymentTerms::Unknown { words: words("个月") }),
        ("FOB Ningbo", NotPaymentTerms::Unknown { words: words("FOB") }),
        ("付款", NotPaymentTerms::Unknown { words: words("付款") }),
        ("30% deposit within 7 days", NotPaymentTerms::NoShare { parts: 1 }),
        ("100% T/T in advance, before shipment", NotPaymentTerms::NoShare { parts: 1 }),
        ("deposit, balance before shipment", NotPaymentTerms::NoShare { parts: 2 }),
        ("at sight", NotPaymentTerms::NoMethod),
        ("30% T/T deposit, 70% at sight", NotPaymentTerms::NoMethod),
        ("O/A 9999 days", NotPaymentTerms::Days { words: words("9999"), most: 1_000 }),
        ("O/A 1.5 days", NotPaymentTerms::Days { words: words("1.5"), most: 1_000 }),
        ("8/8/8/8/8/8/8/8/8/8/8/8/4", NotPaymentTerms::TooMany { most: 12 }),
    ] {
        assert_eq!(read(typed), Err(fault), "{typed:?}");
    }
    assert_eq!(sum(101).say().to_string(), r#"payment terms sum: sum = "101""#);
}

#[test]
fn terms_are_written_in_both_languages() {
    for (typed, zh) in [
        ("30% T/T deposit, 70% against copy of B/L", "30%电汇预付，70%电汇见提单复印件付款"),
        ("20TT80LC60DAYS", "20%电汇预付，80%信用证见票后60天"),
        ("30/70", "30%电汇预付，70%电汇发货前付款"),
        ("L/C at sight", "信用证即期"),
        ("O/A 60", "赊销开票后60天"),
        ("COD", "现金货到付款"),
        ("月结", "月结"),
        ("月结30天", "月结30天"),
    ] {
        assert_eq!(read(typed).unwrap().written().zh, zh, "{typed:?}");
    }
}

#[test]
fn what_an_order_waits_for_follows_from_its_terms() {
    // Letter, deposit, open account, monthly.
    for (typed, letter, deposit, open, monthly) in [
        ("30TT/70LC", true, 30, false, false),
        ("30/70", false, 30, false, false),
        ("TT100%", false, 100, false, false),
        ("款到发货", false, 0, false, false),
        ("30% deposit, balance against B/L copy", false, 30, false, false),
        ("O/A 60", false, 0, true, false),
        ("D/A 90 days", false, 0, true, false),
        ("D/P at sight", false, 0, false, false),
        ("30% deposit, 70% T/T 60 days after B/L date", false, 30, true, false),
        ("L/C 90 days", true, 0, false, false),
        ("月结30天", false, 0, false, true),
        ("货到付款", false, 0, false, false),
    ] {
        let terms = read(typed).unwrap();
        assert_eq!(terms.needs_letter(), letter, "{typed}: letter");
        assert_eq!(terms.deposit_percent(), Decimal::from(deposit), "{typed}: deposit");
        assert_eq!(terms.is_open_account(), open, "{typed}: open account");
        assert_eq!(terms.is_monthly(), monthly, "{typed}: monthly");
    }
}

#[test]
fn instalments_are_due_from_what_has_happened_or_is_expected() {
    let entered = Anchors {
        ordered: date(2026, 3, 2),
        ship: None,
        shipped: false,
        invoiced: None,
        delivered: None,
        sight_days: 7,
    };
    let promised = Anchors { ship: Some(date(2026, 4, 20)), ..entered };
    let shipped = Anchors { shipped: true, invoiced: Some(date(2026, 4, 18)), ..promised };
    let delivered = Anchors { delivered: Some(date(2026, 5, 25)), ..shipped };
    for (typed, anchors, due) in [
        ("30/70", entered, "2026-03-02 firm, open"),
        ("30/70", promised, "2026-03-02 firm, 2026-04-20"),
        ("30/70", shipped, "2026-03-02 firm, 2026-04-20 firm"),
        ("30% deposit, balance against B/L copy", promised, "2026-03-02 firm, 2026-04-27"),
        ("L/C at sight", shipped, "2026-04-27 firm"),
        ("L/C 90 days", shipped, "2026-07-26 firm"),
        ("30 days after B/L date", shipped, "2026-05-20 firm"),
        ("O/A 60", entered, "open"),
        ("O/A 60", promised, "2026-06-19"),
        ("O/A 60", shipped, "2026-06-17 firm"),
        ("月结", shipped, "2026-04-30 firm"),
        ("月结30天", promised, "2026-05-30"),
        ("货到付款", shipped, "2026-04-20"),
        ("货到付款", delivered, "2026-05-25 firm"),
        ("货到30天", delivered, "2026-06-24 firm"),
        ("O/A 60", Anchors { invoiced: Some(Date::MAX), ..shipped }, "open"),
    ] {
        let plan = read(typed).unwrap().plan(Money::zero(Currency::USD), &anchors);
        let said = plan.iter().map(|instalment| match instalment.due {
            Some(due) => format!("{due}{}", if instalment.is_firm { " firm" } else { "" }),
            None => "open".to_owned(),
        });
        assert_eq!(said.collect::<Vec<_>>().join(", "), due, "{typed} {anchors:?}");
    }
}

#[test]
fn instalments_are_numbered_and_leave_no_cent_over() {
    let anchors = Anchors {
        ordered: date(2026, 3, 2),
        ship: None,
        shipped: false,
        invoiced: None,
        delivered: None,
        sight_days: 7,
    };
    let total = Money { minor: 10_001, currency: Currency::USD };
    let plan = read("33.3/33.3/33.4").unwrap().plan(total, &anchors);
    let amounts: Vec<_> = plan.iter().map(|instalment| (instalment.number, instalment.amount.minor)).collect();
    assert_eq!(amounts, [(1, 3_330), (2, 3_330), (3, 3_341)]);
}

#[test]
fn kept_terms_are_checked_when_they_are_loaded() {
    let terms = read("30TT/70LC90天").unwrap();
    let kept = serde_json::to_string(&terms).unwrap();
    assert_eq!(
        kept,
        r#"[{"share_percent":"30","method":"transfer","when":"with_order"},{"share_percent":"70","method":"letter","when":{"after_sight":{"days":90}}}]"#
    );
    assert_eq!(serde_json::from_str::<PaymentTerms>(&kept).unwrap(), terms);
    for faulty in ["[]", &kept.replace("70", "60"), &kept.replace("30", "-30"), &kept.replace("90", "9000")] {
        assert!(serde_json::from_str::<PaymentTerms>(faulty).is_err(), "{faulty}");
    }
}

fn when() -> impl Strategy<Value = When> {
    let days = || 0..=MOST_DAYS;
    prop_oneof![
        Just(When::WithOrder),
        Just(When::BeforeShipment),
        Just(When::AgainstCopyOfBl),
        Just(When::AtSight),
        days().prop_map(|days| When::AfterSight { days }),
        days().prop_map(|days| When::AfterBl { days }),
        days().prop_map(|days| When::AfterInvoice { days }),
        Just(When::OnDelivery),
        days().prop_map(|days| When::AfterDelivery { days }),
        days().prop_map(|days| When::EndOfMonth { days }),
    ]
}

fn terms() -> impl Strategy<Value = PaymentTerms> {
    let method = prop::sample::select(vec![
        Method::Transfer,
        Method::Letter,
        Method::OpenAccount,
        Method::Acceptance,
        Method::Payment,
        Method::Monthly,
        Method::Cash,
    ]);
    // The whole, in ten-thousandths of a percent, is cut at these places.
    let cuts = prop::collection::btree_set(1_i64..1_000_000, 0..MOST_PARTS);
    (cuts, prop::collection::vec((method, when()), MOST_PARTS)).prop_map(|(cuts, ways)| {
        let starts = std::iter::once(0).chain(cuts.iter().copied());
        let ends = cuts.iter().copied().chain([1_000_000]);
        let parts = starts.zip(ends).zip(ways).map(|((start, end), (method, when))| Part {
            share_percent: Decimal::new(end - start, MOST_DECIMALS),
            method,
            when,
        });
        PaymentTerms::new(parts.collect()).unwrap()
    })
}

#[test]
fn each_method_brings_its_part_of_the_total() {
    let total = Money { minor: 10_001, currency: Currency::USD };
    for (typed, method, minor) in [
        ("30% T/T, 70% L/C", Method::Letter, Some(7_001)),
        ("30% T/T, 70% L/C", Method::Transfer, Some(3_000)),
        ("L/C at sight", Method::Letter, Some(10_001)),
        ("L/C 30% at sight, 70% 90 days", Method::Letter, Some(10_001)),
        ("30/70", Method::Letter, None),
    ] {
        let part = read(typed).unwrap().by_method(total, method);
        assert_eq!(part.map(|part| part.minor), minor, "{typed} {method:?}");
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(terms in terms()) {
        let written = terms.written();
        prop_assert_eq!(read(&written.zh), Ok(terms.clone()), "{}", written.zh);
        prop_assert_eq!(read(&written.en), Ok(terms), "{}", written.en);
    }

    #[test]
    fn instalments_sum_to_the_total(terms in terms(), minor in -i64::MAX..=i64::MAX) {
        let total = Money { minor, currency: Currency::USD };
        let anchors = Anchors {
            ordered: date(2026, 3, 2), ship: None, shipped: false, invoiced: None, delivered: None, sight_days: 7,
        };
        let plan = terms.plan(total, &anchors);
        prop_assert_eq!(plan.len(), terms.parts.len());
        prop_assert_eq!(plan.iter().map(|instalment| instalment.amount.minor).sum::<i64>(), minor);
    }

    #[test]
    fn nothing_typed_makes_reading_fail_otherwise_than_by_refusing(typed in "[0-9.%/, TLCOADPX天月结余款预付见提单后]{0,40}|\\PC{0,40}") {
        if let Ok(terms) = read(&typed) {
            prop_assert_eq!(read(&terms.written().zh), Ok(terms));
        }
    }
}
