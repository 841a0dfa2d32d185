use super::*;

fn why(slip: &Slip, now: &str) -> Vec<(Why, bool)> {
    let chasing = slip.chasing(Limits::default(), &zone(), at(now));
    chasing.into_iter().map(|it| (it.why, it.is_late)).collect()
}

fn rest(words: &[&str]) -> Why {
    Why::NotDelivered { rest: words.iter().map(|it| Text::same(*it)).collect() }
}

#[test]
fn what_is_open_says_what_comes_next() {
    let all = ["矿泉水 20 箱", "茶饮料 5 箱", "矿泉水 1 箱", "茶饮料 1 箱"];
    let not_signed = |side| Why::NotSigned { handover: handover(1), side };
    let mut slip = taken();
    assert_eq!(why(&slip, "02 20:00"), [(Why::OrderNotSigned, false)]);
    act(&mut slip, SALESMAN, "02 09:32", sign_order(1, "02 09:32"));
    assert_eq!(why(&slip, "03 01:00"), [(Why::NotWithCarrier, true), (rest(&all), false)]);
    act(&mut slip, SALESMAN, "02 17:00", moved(SlipCopy::Carrier, Holder::Carrier, "02 17:00"));
    assert_eq!(why(&slip, "03 17:01"), [(rest(&all), true)]);
    act(&mut slip, SALESMAN, "03 10:00", hand_over(1, &[part(1, 20), part(4, 1)], "03 10:00"));
    let left = rest(&["茶饮料 5 箱", "矿泉水 1 箱"]);
    let open = [(left.clone(), false), (not_signed(Side::Goods), false), (not_signed(Side::Gifts), false)];
    assert_eq!(why(&slip, "03 12:00"), open);
    act(&mut slip, SALESMAN, "03 12:00", sign(2, 1, Side::Goods, &[part(1, 20)], Means::Paper, "03 12:00"));
    let paper = |late| (Why::PaperNotBack { holder: Holder::Carrier }, late);
    let open = [(left, true), (not_signed(Side::Gifts), true), paper(true)];
    assert_eq!(why(&slip, "04 18:00"), open);
    act(&mut slip, SALESMAN, "04 18:00", Command::CloseRest { reason: "缺货".into() });
    act(&mut slip, SALESMAN, "04 18:00", moved(SlipCopy::Carrier, Holder::Lost, "04 18:00"));
    let lost = (Why::CopyLost { copy: SlipCopy::Carrier }, true);
    let away = (Why::PaperNotBack { holder: Holder::Lost }, true);
    assert_eq!(why(&slip, "04 19:00"), [(not_signed(Side::Gifts), true), away, lost]);
}

#[test]
fn the_latest_is_chased_first() {
    let early = with_carrier();
    let id = SlipId(Uuid::from_u128(2));
    let late = take(Draft { id, taken_at: at("01 09:00"), ..draft() }, &given(SALESMAN, at("01 09:00"))).unwrap();
    let late = Slip::taken(late);
    let numbers = |now| {
        let list = chase_list([&early, &late], Limits::default(), &zone(), at(now));
        list.into_iter().map(|(slip, _)| slip.id.0.as_u128()).collect::<Vec<_>>()
    };
    assert_eq!(numbers("01 20:00"), [] as [u128; 0]);
    assert_eq!(numbers("02 20:00"), [2]);
    assert_eq!(numbers("04 20:00"), [2, 1]);
}
