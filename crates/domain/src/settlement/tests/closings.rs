use jiff::Timestamp;
use uuid::Uuid;

use super::{super::closing::*, *};
use crate::PersonId;

fn line(delivered: i64, signed: i64) -> GoodsLine {
    GoodsLine {
        line: 1,
        goods: "法兰 DN25".into(),
        ordered: pieces(480),
        delivered: delivered * 10_000,
        signed: signed * 10_000,
        is_short_agreed: false,
    }
}

/// 480 flanges delivered and signed for, all papers there, everything paid.
fn settled() -> Standing {
    let paper = Paper {
        name: Text::new("报关单", "customs declaration"),
        department: Text::new("单证部", "Documents"),
        is_there: true,
    };
    Standing { goods: vec![line(480, 480)], papers: vec![paper], ..Standing::default() }
}

fn close(standing: &Standing) -> Result<Event, SettlementRefusal> {
    Settlement::default().close(standing, "", PersonId(Uuid::nil()), true, Timestamp::UNIX_EPOCH)
}

#[test]
fn each_thing_that_is_open_keeps_it_open_and_says_what_it_is() {
    assert!(close(&settled()).is_ok());
    let (x, text, day) = (|| "X-1".to_owned(), || Text::same("x"), "2026-12-01".parse().unwrap());
    let change = |change: &dyn Fn(&mut Standing)| {
        let mut standing = settled();
        change(&mut standing);
        standing
    };
    let cases: Vec<(Standing, Open)> = vec![
        (change(&|it| it.steps = vec![text()]), Open::Steps { steps: vec![text()] }),
        (
            change(&|it| it.goods[0] = line(460, 460)),
            Open::NotDelivered { line: 1, goods: "法兰 DN25".into(), missing: pieces(20) },
        ),
        (
            change(&|it| it.goods[0] = line(480, 470)),
            Open::NotSigned { line: 1, goods: "法兰 DN25".into(), quantity: pieces(10) },
        ),
        (change(&|it| it.lots = vec![x()]), Open::Lot { number: x() }),
        (change(&|it| it.purchases = vec![x()]), Open::Purchase { number: x() }),
        (change(&|it| it.slips = vec![(x(), text())]), Open::Slip { number: x(), stage: text() }),
        (change(&|it| it.installations = vec![(x(), text())]), Open::Installation { number: x(), stage: text() }),
        (
            change(&|it| it.papers[0].is_there = false),
            Open::Paper {
                paper: Text::new("报关单", "customs declaration"),
                department: Text::new("单证部", "Documents"),
            },
        ),
        (change(&|it| it.not_invoiced = Some(yuan(1))), Open::NotInvoiced { amount: yuan(1) }),
        (
            change(&|it| it.unpaid = vec![Unpaid { invoice: x(), amount: yuan(5), due: Some(day) }]),
            Open::Unpaid { invoice: x(), amount: yuan(5), due: Some(day) },
        ),
        (change(&|it| it.not_used = Some(yuan(2))), Open::NotUsed { amount: yuan(2) }),
        (change(&|it| it.complaints = vec![x()]), Open::Complaint { number: x() }),
        (change(&|it| it.returns = vec![x()]), Open::Return { number: x() }),
        (change(&|it| it.claims = vec![(x(), yuan(3))]), Open::Claim { against: x(), amount: yuan(3) }),
        (change(&|it| it.exceptions = 2), Open::Exceptions { count: 2 }),
        (change(&|it| it.promises = vec![(x(), day)]), Open::Promise { text: x(), due: day }),
        (change(&|it| it.lacks_actual_cost = true), Open::NoActualCost),
    ];
    let mut all = settled();
    for (standing, open) in &cases {
        assert_eq!(close(standing), Err(SettlementRefusal::StillOpen { open: vec![open.clone()] }));
    }
    // Of several things all are said, goods before papers before money before claims.
    all.goods[0] = line(470, 460);
    all.papers[0].is_there = false;
    all.not_invoiced = Some(yuan(1));
    all.complaints = vec![x()];
    let order: Vec<_> = all.open().iter().map(std::mem::discriminant).collect();
    let expected = [&cases[1].1, &cases[2].1, &cases[7].1, &cases[8].1, &cases[11].1].map(std::mem::discriminant);
    assert_eq!(order, expected);
}

#[test]
fn nothing_to_settle_is_not_open() {
    let mut standing = settled();
    standing.not_invoiced = Some(yuan(0));
    standing.not_used = Some(yuan(0));
    standing.unpaid = vec![Unpaid { invoice: "X".into(), amount: yuan(0), due: None }];
    standing.claims = vec![("X".into(), yuan(0))];
    // More than was ordered, or less as agreed.
    standing.goods = vec![line(490, 490), GoodsLine { is_short_agreed: true, ..line(475, 475) }];
    assert_eq!(standing.open(), []);
}

/// Cancelled after a part had left: no goods are owed, but what left is signed for, and what was paid goes back.
#[test]
fn a_cancelled_order_is_settled_too() {
    let mut standing = Standing { is_cancelled: true, ..settled() };
    standing.goods = vec![line(100, 60)];
    standing.steps = vec![Text::same("x")];
    standing.papers[0].is_there = false;
    standing.lacks_actual_cost = true;
    standing.not_used = Some(yuan(500));
    let unsigned = Open::NotSigned { line: 1, goods: "法兰 DN25".into(), quantity: pieces(40) };
    assert_eq!(standing.open(), [unsigned, Open::NotUsed { amount: yuan(500) }]);
}

#[test]
fn what_is_closed_is_opened_again_with_a_reason() {
    let (by, now) = (PersonId(Uuid::nil()), Timestamp::UNIX_EPOCH);
    let mut settlement = Settlement::default();
    assert_eq!(settlement.reopen("x", by, true, now), Err(SettlementRefusal::NotClosed));
    assert_eq!(settlement.close(&settled(), "", by, false, now), Err(SettlementRefusal::MayNotClose));
    settlement.apply(&close(&settled()).unwrap());
    assert_eq!(settlement.close(&settled(), "", by, true, now), Err(SettlementRefusal::Closed { at: now }));
    assert!(matches!(settlement.reopen(" ", by, true, now), Err(SettlementRefusal::Field(_))));
    assert_eq!(settlement.reopen("x", by, false, now), Err(SettlementRefusal::MayNotClose));
    let event = settlement.reopen("客户投诉", by, true, now).unwrap();
    let kept = serde_json::to_string(&event).unwrap();
    settlement.apply(&serde_json::from_str(&kept).unwrap());
    assert_eq!((settlement.closed.is_some(), settlement.reopened), (false, 1));
}
