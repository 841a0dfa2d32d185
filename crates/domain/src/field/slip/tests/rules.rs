use super::*;
use crate::field::Fault;

#[test]
fn a_slip_is_complete_before_it_is_kept() {
    let missing = |zh: &str, en: &str| SlipRefusal::Field(Fault::Missing { what: Text::new(zh, en) });
    let water = |change: fn(&mut Item)| {
        let mut draft = draft();
        change(&mut draft.items[0]);
        draft
    };
    let named = || Text::same("矿泉水");
    for (draft, refusal) in [
        (Draft { number: " ".into(), ..draft() }, missing("订货单号", "number of the slip")),
        (Draft { carrier: "".into(), ..draft() }, missing("配送商", "carrier")),
        (Draft { items: draft().items.split_off(2), ..draft() }, SlipRefusal::NoGoods),
        (water(|it| it.name.clear()), missing("品名", "name of the goods")),
        (
            water(|it| it.quantity.ten_thousandths = 0),
            SlipRefusal::Field(Fault::NotPositive { what: named(), quantity: boxes(0) }),
        ),
        (
            water(|it| it.quantity.ten_thousandths = 5_000),
            SlipRefusal::Field(Fault::InFractions {
                what: named(),
                quantity: Quantity { ten_thousandths: 5_000, unit: "箱".into() },
            }),
        ),
        (water(|it| it.price = "-1".parse().ok()), SlipRefusal::PriceNegative { item: named() }),
        (water(|it| it.price = Some(rust_decimal::Decimal::MAX)), SlipRefusal::AmountTooLarge { item: named() }),
        (Draft { taken_at: at("03 09:30"), ..draft() }, SlipRefusal::Field(Fault::InTheFuture { at: at("03 09:30") })),
    ] {
        assert_eq!(take(draft, &given(SALESMAN, at("02 09:31"))), Err(refusal));
    }
}

#[test]
fn nothing_is_delivered_or_signed_beyond_what_was_before() {
    let mut slip = with_carrier();
    let more = |given, most| (given, most);
    let refusals = [
        (hand_over(9, &[], "03 10:00"), SlipRefusal::NothingItemised),
        (hand_over(9, &[part(5, 1)], "03 10:00"), SlipRefusal::NoSuchItem { item: 5 }),
        (hand_over(9, &[part(0, 1)], "03 10:00"), SlipRefusal::NoSuchItem { item: 0 }),
        (hand_over(9, &[part(1, 15), part(1, 6)], "03 10:00"), {
            let (given, most) = more(boxes(21), boxes(20));
            SlipRefusal::MoreThanOrdered { item: "矿泉水".into(), given, most }
        }),
        (sign(9, 9, Side::Goods, &[part(1, 1)], Means::Drawn, "03 10:00"), SlipRefusal::NoSuchHandover),
        (sign_order(9, "03 10:00"), SlipRefusal::SignedAlready { name: "王秀英".into() }),
    ];
    for (command, refusal) in refusals {
        assert_eq!(try_at(&slip, SALESMAN, "03 10:00", command), Err(refusal));
    }
    act(&mut slip, SALESMAN, "03 10:00", hand_over(1, &[part(1, 12), part(3, 1)], "03 10:00"));
    for (command, refusal) in [
        (
            sign(9, 1, Side::Goods, &[part(1, 13)], Means::Drawn, "03 10:00"),
            SlipRefusal::MoreThanHandedOver { item: "矿泉水".into(), given: boxes(13), most: boxes(12) },
        ),
        (
            sign(9, 1, Side::Goods, &[part(1, 12), part(3, 1)], Means::Drawn, "03 10:00"),
            SlipRefusal::SignedApart { item: "矿泉水".into(), kind: ItemKind::Gift.name() },
        ),
        (
            sign(9, 1, Side::Gifts, &[part(1, 12)], Means::Drawn, "03 10:00"),
            SlipRefusal::SignedApart { item: "矿泉水".into(), kind: ItemKind::Goods.name() },
        ),
        (
            sign(9, 1, Side::Goods, &[part(1, 12)], Means::Drawn, "02 10:00"),
            SlipRefusal::Field(Fault::TooEarly { at: at("02 10:00"), before: at("03 10:00") }),
        ),
    ] {
        assert_eq!(try_at(&slip, SALESMAN, "03 10:00", command), Err(refusal));
    }
    // What the phone sends twice is kept once.
    assert_eq!(try_at(&slip, SALESMAN, "03 10:01", hand_over(1, &[part(1, 12)], "03 10:00")), Ok(vec![]));
}

#[test]
fn gifts_are_not_signed_for_when_the_order_is() {
    let slip = with_carrier();
    let early = sign(2, 1, Side::Gifts, &[part(3, 1)], Means::Drawn, "02 09:32");
    assert_eq!(try_at(&slip, SALESMAN, "02 09:33", early), Err(SlipRefusal::NoSuchHandover));
}

#[test]
fn a_signature_that_something_was_built_on_is_not_voided() {
    let mut slip = with_carrier();
    let void = |number| Command::Void { evidence: evidence_id(number), reason: "签错单".into() };
    act(&mut slip, SALESMAN, "03 10:00", hand_over(1, &[part(1, 12)], "03 10:00"));
    act(&mut slip, SALESMAN, "03 10:01", sign(2, 1, Side::Goods, &[part(1, 12)], Means::Drawn, "03 10:01"));
    assert_eq!(try_at(&slip, SALESMAN, "03 10:02", void(1)), Err(SlipRefusal::DeliveredSince));
    assert_eq!(try_at(&slip, SALESMAN, "03 10:02", void(7)), Err(SlipRefusal::NoSuchSignature));

    // Signed by the wrong shop: voided, and signed again by the right one.
    act(&mut slip, SALESMAN, "03 10:02", void(2));
    assert_eq!(
        try_at(&slip, SALESMAN, "03 10:02", void(2)),
        Err(SlipRefusal::VoidedAlready { reason: "签错单".into() })
    );
    assert_eq!(short(&slip, 1)[0], ("12 箱".into(), Reason::NotSigned));
    act(&mut slip, SALESMAN, "03 10:03", sign(3, 1, Side::Goods, &[part(1, 10)], Means::Drawn, "03 10:03"));
    act(&mut slip, FINANCE, "03 17:00", Command::WriteOff { id: write_off_id(1), parts: vec![part(1, 4)] });
    let refused = SlipRefusal::WrittenOffSince { item: "矿泉水".into(), written_off: boxes(4) };
    assert_eq!(try_at(&slip, SALESMAN, "03 18:00", void(3)), Err(refused));
    assert!(evidence::broken_links(slip.evidence()).is_empty(), "voided ones stay on record");
}

#[test]
fn a_photo_of_the_paper_is_evidence_too() {
    let mut slip = with_carrier();
    act(&mut slip, SALESMAN, "03 10:00", Command::Photograph { draft: signature(8, Means::Photo, at("03 10:00")) });
    act(&mut slip, SALESMAN, "03 10:00", hand_over(1, &[part(1, 12)], "03 10:00"));
    act(&mut slip, SALESMAN, "03 10:01", sign(2, 1, Side::Goods, &[part(1, 12)], Means::Drawn, "03 10:01"));
    let pieces = slip.evidence();
    let numbers: Vec<u128> = pieces.iter().map(|piece| piece.id.0.as_u128()).collect();
    assert_eq!(numbers, [1, 8, 2]);
    assert!(evidence::broken_links(pieces).is_empty());
}

#[test]
fn finance_is_somebody_else_than_the_salesman() {
    let mut slip = with_carrier();
    act(&mut slip, SALESMAN, "03 10:00", hand_over(1, &[part(1, 12)], "03 10:00"));
    act(&mut slip, SALESMAN, "03 10:01", sign(2, 1, Side::Goods, &[part(1, 12)], Means::Drawn, "03 10:01"));
    let write_off = Command::WriteOff { id: write_off_id(1), parts: vec![part(1, 12)] };
    let both = Given { may_write_off: true, ..given(SALESMAN, at("03 18:00")) };
    assert_eq!(decide(&slip, write_off, &both), Err(SlipRefusal::OwnSlip));
}

#[test]
fn a_slip_of_which_nothing_comes_proves_nothing() {
    let mut slip = taken();
    act(&mut slip, SALESMAN, "03 10:00", Command::CloseRest { reason: "客户取消".into() });
    assert_eq!(slip.stage(), Stage::Dropped);
    assert!(slip.chasing(Limits::default(), &zone(), at("09 10:00")).is_empty());
    assert!(!all_proven(&[slip]) && !all_proven(&[]));
    let again = Command::CloseRest { reason: "再取消".into() };
    let mut delivered = with_carrier();
    let all = [part(1, 20), part(2, 5), part(3, 1), part(4, 1)];
    act(&mut delivered, SALESMAN, "03 10:00", hand_over(1, &all, "03 10:00"));
    assert_eq!(try_at(&delivered, SALESMAN, "03 11:00", again), Err(SlipRefusal::NothingOutstanding));
}
