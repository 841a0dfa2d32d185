//! The receivables sheet (S6) told as a story, and a payment in another currency.

use super::*;
use crate::receivable::{
    Balance, Deduction, EntryRefusal,
    allocation::{Allocation, Reduction, checked_allocation, checked_reduction, checked_refund, checked_reversal},
    balances,
    exchange::exchange_differences,
    left,
    proposal::{Open, propose},
    statement::{Line, movements, statements},
    write_off::{Decision, WriteOff},
};

/// A dollar invoice of 10,000 in a deposit of 3,000 and a balance of 7,000, from first slip to last cent (S6).
#[test]
fn s6_an_invoice_from_deposit_to_last_cent() {
    let mut bill = invoice(1, "2026-03-02", &[(300_000, Some("2026-03-05")), (700_000, Some("2026-04-30"))]);
    bill.amount = usd(1_000_000);
    bill.instalments.iter_mut().for_each(|it| it.amount = usd(it.amount.minor));
    bill.rate = Some("7.10".parse().unwrap());
    let bill = bill.checked().unwrap();
    let slip = |number, on, credited, fee, rate: &str| {
        let (amount, fee, rate) = (usd(credited), usd(fee), Some(rate.parse().unwrap()));
        Receipt { amount, fee, rate, ..receipt(number, on, 0) }.checked().unwrap()
    };
    let receipts = [
        slip(1, "2026-03-04", 200_000, 0, "7.12"),
        slip(2, "2026-03-20", 98_500, 1_500, "7.15"),
        slip(3, "2026-05-20", 650_000, 0, "7.05"),
    ];
    let mut entries = Vec::new();
    let mut book = |on, kind: Result<Kind, EntryRefusal>| {
        let number = entries.len() as u128 + 1;
        entries.push(entry(number, on, kind.unwrap()));
        entries.clone()
    };
    let states = |entries: &[Entry], on| {
        let shown = |it: &Balance| format!("{} {}", it.state(day(on)).name().zh, it.open);
        balances(&bill, entries, day(on)).iter().map(shown).collect::<Vec<_>>().join(", ")
    };
    let pays = |entries: &[Entry], receipt: usize, instalment, minor, on| {
        let asked = Allocation { instalment, settles: usd(minor), takes: None };
        checked_allocation(&bill, &receipts[receipt - 1], entries, asked, day(on))
    };
    let reduces = |entries: &[Entry], instalment, minor, why, on| {
        checked_reduction(&bill, entries, (instalment, usd(minor)), why, day(on))
    };

    assert_eq!(states(&[], "2026-03-04"), "待付款 3,000.00 USD, 待付款 7,000.00 USD");
    assert_eq!(states(&[], "2026-03-05"), "未付款 3,000.00 USD, 待付款 7,000.00 USD");

    // Two thirds of the deposit come in time, the rest late and less what banks kept.
    let so_far = book("2026-03-04", pays(&[], 1, 1, 200_000, "2026-03-04"));
    assert_eq!(states(&so_far, "2026-03-05"), "部分付款 1,000.00 USD, 待付款 7,000.00 USD");
    assert_eq!(states(&so_far, "2026-03-06"), "逾期未付款 1,000.00 USD, 待付款 7,000.00 USD");
    let so_far = book("2026-03-20", pays(&so_far, 2, 1, 98_500, "2026-03-20"));
    let fee = Reduction::Deduction(Deduction::BankFee);
    let so_far = book("2026-03-20", reduces(&so_far, 1, 1_500, fee, "2026-03-20"));
    assert_eq!(states(&so_far, "2026-03-20"), "已付款 0.00 USD, 待付款 7,000.00 USD");

    // A claim of 600 is granted. The customer then pays 100 too much, which stays the customer's credit and goes back.
    let claim = Reduction::Deduction(Deduction::Claim);
    let so_far = book("2026-05-10", reduces(&so_far, 2, 60_000, claim, "2026-05-10"));
    assert_eq!(states(&so_far, "2026-05-10"), "已付款 0.00 USD, 逾期未付款 6,400.00 USD");
    let open: Vec<Open> = balances(&bill, &so_far, day("2026-05-20"))
        .iter()
        .map(|it| Open {
            invoice: bill.id,
            number: bill.number.clone(),
            instalment: it.instalment,
            due: it.due,
            open: it.open,
        })
        .collect();
    let proposed = propose(left(&receipts[2], &so_far, day("2026-05-20")), &open);
    assert_eq!(proposed.iter().map(|it| (it.instalment, it.settles)).collect::<Vec<_>>(), [(2, usd(640_000))]);
    // It was booked whole, then found that 5 were for something else.
    let so_far = book("2026-05-20", pays(&so_far, 3, 2, 640_000, "2026-05-20"));
    assert_eq!(left(&receipts[2], &so_far, day("2026-05-20")), usd(10_000));
    let so_far = book("2026-05-22", checked_reversal(&so_far, ReceivableEntryId(id(5)), day("2026-05-22")));
    let so_far = book("2026-05-22", pays(&so_far, 3, 2, 639_500, "2026-05-22"));
    let so_far = book("2026-05-25", checked_refund(&receipts[2], &so_far, usd(10_500), day("2026-05-25")));
    assert_eq!(left(&receipts[2], &so_far, day("2026-05-25")), usd(0));

    // The last 5 dollars are given up, as another person approves.
    let request = WriteOff {
        invoice: bill.id,
        instalment: 2,
        amount: usd(500),
        reason: "尾款追讨成本过高".into(),
        asked_by: PersonId(id(1)),
        decision: None,
    };
    let decision = Decision {
        approved: true,
        by: PersonId(id(2)),
        at: "2026-06-01T01:00:00Z".parse().unwrap(),
        note: String::new(),
    };
    let given_up = request.decide(decision).unwrap().approved().unwrap();
    let so_far = book("2026-06-01", reduces(&so_far, 2, 500, given_up, "2026-06-01"));
    assert_eq!(states(&so_far, "2026-06-01"), "已付款 0.00 USD, 已付款 0.00 USD");
    // What is kept says the same, and any past day is as it was.
    let kept = serde_json::to_string(&so_far).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Entry>>(&kept).unwrap(), so_far);
    assert_eq!(states(&so_far, "2026-05-21"), "已付款 0.00 USD, 已付款 0.00 USD");
    assert_eq!(states(&so_far, "2026-05-31"), "已付款 0.00 USD, 逾期未付款 5.00 USD");

    // 2,000 at +0.02, 985 at +0.05, 6,395 at −0.05; the reversed allocation made none.
    let rate_of = |slip: ReceiptId| receipts.iter().find(|receipt| receipt.id == slip)?.rate;
    let differences = exchange_differences(&so_far, day("2026-06-01"), Currency::CNY, |_| bill.rate, rate_of);
    assert_eq!(differences.iter().map(|(_, it)| *it).collect::<Vec<_>>(), [cny(4_000), cny(4_925), cny(-31_975)]);

    let shown: Vec<String> = statements(movements(&[bill], &receipts, &so_far), day("2026-05-01"), day("2026-06-30"))
        .iter()
        .flat_map(|statement| {
            let line = |it: &Line| {
                let side =
                    |sign, amount: Option<Money>| amount.map_or(String::new(), |it| format!("{sign}{}", it.amount()));
                let sides = side("+", it.debit) + &side("-", it.credit);
                format!("{} {} {} {sides} = {}", it.day, it.what.name().zh, it.document, it.balance.amount())
            };
            let (opening, closing) = (statement.opening.to_string(), statement.closing.to_string());
            [opening].into_iter().chain(statement.lines.iter().map(line)).chain([closing]).collect::<Vec<_>>()
        })
        .collect();
    let expected = [
        "7,000.00 USD",
        "2026-05-10 索赔扣款 INV-1 -600.00 = 6400.00",
        "2026-05-20 收款 BANK-3 -6500.00 = -100.00",
        "2026-05-25 退款 BANK-3 +105.00 = 5.00",
        "2026-06-01 坏账核销 INV-1 -5.00 = 0.00",
        "0.00 USD",
    ];
    assert_eq!(shown, expected);
}

#[test]
fn a_payment_in_another_currency_moves_both_balances() {
    let bill = invoice(1, "2026-03-01", &[(71_000, None)]);
    let slip = Receipt { amount: usd(10_500), fee: usd(0), ..receipt(1, "2026-03-05", 0) };
    let asked = Allocation { instalment: 1, settles: cny(71_000), takes: Some(usd(10_000)) };
    let kind = checked_allocation(&bill, &slip, &[], asked, day("2026-03-06")).unwrap();
    let entries = [entry(1, "2026-03-06", kind), entry(2, "2026-03-08", reversed(1))];
    let closing = |to| {
        let moved = movements(std::slice::from_ref(&bill), std::slice::from_ref(&slip), &entries);
        statements(moved, day(to), day(to)).iter().map(|it| it.closing.minor).collect::<Vec<_>>()
    };
    for (to, expected) in [
        ("2026-02-28", &[][..]),
        ("2026-03-01", &[71_000]),
        ("2026-03-05", &[71_000, -10_500]),
        ("2026-03-06", &[0, -500]),
        ("2026-03-08", &[71_000, -10_500]),
    ] {
        assert_eq!(closing(to), expected, "{to}");
    }
}
