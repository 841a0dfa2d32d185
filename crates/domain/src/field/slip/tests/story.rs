//! The eight steps of S9.

use super::*;
use crate::{Money, Say};

fn yuan(minor: i64) -> Money {
    Money { minor, currency: Currency::CNY }
}

#[test]
fn one_slip_to_the_end() {
    // 1. The salesman takes the order on the shop floor, the customer signs for what was ordered, copy 3 stays there.
    let mut slip = taken();
    assert_eq!(slip.stage(), Stage::Taken);
    act(&mut slip, SALESMAN, "02 09:32", sign_order(1, "02 09:32"));
    assert_eq!(slip.stage(), Stage::Ordered);
    assert_eq!(slip.copies.holder(SlipCopy::Customer), Holder::Customer);
    let shown = &slip.signatures[0].evidence.claim.shown;
    assert!(shown.contains("DH-2611-0001") && shown.contains("1. 矿泉水: 20 箱 @ 22.5 CNY"), "{shown}");
    assert!(shown.contains("3. 矿泉水 [赠品/gift]: 1 箱") && shown.ends_with("备注: 陈列四周，送一箱"), "{shown}");
    act(&mut slip, SALESMAN, "02 09:40", Command::Reply { number: "8812034".into(), at: at("02 09:39") });

    // 2. Copy 2 is with the dealer on the same day, copy 1 in the office.
    act(&mut slip, SALESMAN, "02 17:00", moved(SlipCopy::Carrier, Holder::Carrier, "02 17:00"));
    act(&mut slip, SALESMAN, "02 18:00", moved(SlipCopy::Company, Holder::Office, "02 18:00"));
    assert_eq!(slip.stage(), Stage::WithCarrier);
    let clocks = Clocks::of(&slip, Limits::default(), &zone());
    assert_eq!((clocks.deliver_by, clocks.return_by), (at("03 17:00"), at("04 17:00")));

    // 3. Within 24 hours the goods come, all but a case of tea and the display prize; each is itemised and signed for,
    // the gift apart, both on paper.
    let first = [part(1, 20), part(2, 4), part(3, 1)];
    act(&mut slip, SALESMAN, "03 10:05", hand_over(1, &first, "03 10:00"));
    act(&mut slip, SALESMAN, "03 10:06", sign(2, 1, Side::Goods, &first[..2], Means::Paper, "03 10:02"));
    act(&mut slip, SALESMAN, "03 10:06", sign(3, 1, Side::Gifts, &first[2..], Means::Paper, "03 10:03"));
    assert_eq!(slip.stage(), Stage::PartDelivered);

    // Nothing can be written off while the paper is with the dealer.
    assert_eq!(short(&slip, 1), [("20 箱".into(), Reason::PaperNotBack)]);
    assert_eq!(proposal(&slip, &NOTHING_CHANGED).amount, Some(yuan(0)));

    // 5. What was not delivered is chased.
    let late = slip.chasing(Limits::default(), &zone(), at("03 18:00"));
    assert_eq!(late[0].why.say().to_string(), "slip chase not delivered: rest = [\"茶饮料 1 箱\", \"茶饮料 1 箱\"]");
    assert!(late[0].is_late && !late[1].is_late, "{late:?}");
    let words = "经销商明早补送".to_owned();
    act(&mut slip, SALESMAN, "03 18:00", Command::Chase { words, again_at: Some(at("04 10:00")) });
    assert_eq!(chase_list([&slip], Limits::default(), &zone(), at("03 19:00")), []);
    assert_eq!(chase_list([&slip], Limits::default(), &zone(), at("04 10:00")).len(), 1);

    // The rest comes, is signed for on the phone, and 4. the signed copy is collected within 48 hours.
    act(&mut slip, SALESMAN, "04 11:00", hand_over(2, &[part(2, 1), part(4, 1)], "04 11:00"));
    act(&mut slip, SALESMAN, "04 11:01", sign(4, 2, Side::Goods, &[part(2, 1)], Means::Drawn, "04 11:01"));
    act(&mut slip, SALESMAN, "04 11:02", sign(5, 2, Side::Gifts, &[part(4, 1)], Means::Drawn, "04 11:02"));
    assert_eq!(slip.stage(), Stage::Signed);
    act(&mut slip, SALESMAN, "04 11:10", moved(SlipCopy::Carrier, Holder::Salesman, "04 11:10"));
    act(&mut slip, SALESMAN, "04 16:30", moved(SlipCopy::Carrier, Holder::Office, "04 16:30"));

    // 6. It is delivered.
    assert_eq!(slip.stage(), Stage::Proven);
    assert!(all_proven(std::slice::from_ref(&slip)));
    assert_eq!(slip.chasing(Limits::default(), &zone(), at("05 09:00")), []);

    // 7. Finance writes off just what was signed for.
    let proposed = proposal(&slip, &NOTHING_CHANGED);
    assert_eq!(proposed.amount, None, "gifts without a price have no worth");
    assert_eq!(proposed.items[0].amount, Some(yuan(45_000)));
    let all = [part(1, 20), part(2, 5), part(3, 1), part(4, 1)];
    let write_off = Command::WriteOff { id: write_off_id(1), parts: all.to_vec() };
    assert_eq!(try_at(&slip, SALESMAN, "05 09:00", write_off.clone()), Err(SlipRefusal::MayNotWriteOff));
    act(&mut slip, FINANCE, "05 09:00", write_off.clone());
    assert_eq!(slip.stage(), Stage::WrittenOff);
    assert_eq!(try_at(&slip, FINANCE, "05 09:01", write_off), Ok(vec![]), "a double click writes off once");
    assert!(proposal(&slip, &NOTHING_CHANGED).items.iter().all(|it| it.quantity.ten_thousandths == 0));

    // 8. Whoever looks later finds each signature as it was.
    let evidence = slip.evidence();
    assert_eq!(evidence.len(), 5);
    assert!(evidence::broken_links(evidence).is_empty());
}

/// The customer signs for 18 of 20 cases, and not for the gift; the rest of the order will not come.
#[test]
fn finance_writes_off_what_is_signed_and_hears_why_not_the_rest() {
    let mut slip = with_carrier();
    act(&mut slip, SALESMAN, "03 10:00", hand_over(1, &[part(1, 20), part(3, 1)], "03 10:00"));
    act(&mut slip, SALESMAN, "03 10:01", sign(2, 1, Side::Goods, &[part(1, 18)], Means::Drawn, "03 10:01"));
    assert_eq!(short(&slip, 1), [("2 箱".into(), Reason::NotSigned)]);
    assert_eq!(short(&slip, 2), [("5 箱".into(), Reason::NotDelivered)]);
    assert_eq!(short(&slip, 3), [("1 箱".into(), Reason::GiftsNotSigned)]);
    act(&mut slip, SALESMAN, "03 11:00", Command::CloseRest { reason: "缺货".into() });
    assert_eq!(short(&slip, 2), [("5 箱".into(), Reason::NotComing { reason: "缺货".into() })]);
    assert_eq!(slip.stage(), Stage::Delivered, "two cases and a gift are with the customer, signed for by nobody");
    assert_eq!(proposal(&slip, &NOTHING_CHANGED).amount, Some(yuan(40_500)));

    // A signature that was tampered with supports nothing.
    let changed = [evidence_id(2)].into();
    let proposed = proposal(&slip, &changed);
    assert_eq!(proposed.items[0].quantity, boxes(0));
    assert_eq!(proposed.items[0].short[0], Short { quantity: boxes(18), reason: Reason::EvidenceChanged });
    let tampered = Given { changed: &changed, ..given(FINANCE, at("03 12:00")) };
    let write_off = Command::WriteOff { id: write_off_id(1), parts: vec![part(1, 1)] };
    let refused = SlipRefusal::MoreThanSupported { item: "矿泉水".into(), given: boxes(1), most: boxes(0) };
    assert_eq!(decide(&slip, write_off, &tampered), Err(refused));
}

/// A third of a price: three write-offs add up to the worth of the whole.
#[test]
fn write_offs_add_up_to_the_last_cent() {
    let items = vec![item(ItemKind::Goods, "糖", 3, "0.335")];
    let mut slip = Slip::taken(take(Draft { items, ..draft() }, &given(SALESMAN, at("02 09:31"))).unwrap());
    act(&mut slip, SALESMAN, "02 09:32", sign_order(1, "02 09:32"));
    act(&mut slip, SALESMAN, "02 10:00", hand_over(1, &[part(1, 3)], "02 10:00"));
    act(&mut slip, SALESMAN, "02 10:01", sign(2, 1, Side::Goods, &[part(1, 3)], Means::Drawn, "02 10:01"));
    let mut sum = Vec::new();
    for number in 1..=3 {
        let before = proposal(&slip, &NOTHING_CHANGED).amount.unwrap();
        act(&mut slip, FINANCE, "03 09:00", Command::WriteOff { id: write_off_id(number), parts: vec![part(1, 1)] });
        sum.push(before.minor - proposal(&slip, &NOTHING_CHANGED).amount.unwrap().minor);
    }
    assert_eq!(sum, [34, 33, 34]);
}
