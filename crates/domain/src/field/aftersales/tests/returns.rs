use proptest::prelude::*;

use super::{super::goods_back::*, *};
use crate::{Quantity, ReturnId};

fn pieces(count: i64) -> Quantity {
    Quantity { ten_thousandths: count * 10_000, unit: "件".into() }
}

/// 480 flanges and 20 valves were signed for.
fn delivered() -> Vec<Delivered> {
    vec![Delivered { quantity: pieces(480) }, Delivered { quantity: pieces(20) }]
}

fn line(line: u32, count: i64) -> Line {
    Line { line, ten_thousandths: count * 10_000 }
}

fn back(number: u128, wants: Wants, lines: &[Line]) -> GoodsBack {
    GoodsBack {
        id: ReturnId(Uuid::from_u128(number)),
        number: format!("TH-{number}"),
        order: order(1),
        complaint: None,
        wants,
        reason: "生锈".into(),
        lines: lines.to_vec(),
        agreed_on: day("11-01"),
        arrivals: vec![],
        replacements: vec![],
        closed: None,
    }
}

fn try_at(it: &GoodsBack, on: &str, command: Command) -> Result<Vec<Event>, GoodsBackRefusal> {
    it.decide(command, &delivered(), person(1), at(on), day(on))
}

fn act(it: &mut GoodsBack, on: &str, command: Command) {
    for event in try_at(it, on, command).unwrap() {
        let read: Event = serde_json::from_str(&serde_json::to_string(&event).unwrap()).unwrap();
        it.apply(&read);
    }
}

fn arrive(on: &str, lines: &[Line]) -> Command {
    Command::Arrive { on: day(on), lines: lines.to_vec(), state: "外箱潮湿".into() }
}

fn replace(by: u128, lines: &[Line]) -> Command {
    Command::Replace { order: order(by), lines: lines.to_vec() }
}

fn close() -> Command {
    Command::Close { words: "已换新".into() }
}

#[test]
fn rusty_flanges_come_back_and_others_are_sent() {
    let mut it = back(1, Wants::Replacement, &[line(1, 40)]).agreed(&delivered(), &[]).unwrap();
    act(&mut it, "11-05", arrive("11-05", &[line(1, 30)]));
    let more = GoodsBackRefusal::MoreThanAgreed { line: 1, given: pieces(11), most: pieces(10) };
    assert_eq!(try_at(&it, "11-06", arrive("11-06", &[line(1, 11)])), Err(more));
    act(&mut it, "11-06", replace(2, &[line(1, 25)]));
    assert_eq!(try_at(&it, "11-06", replace(2, &[line(1, 25)])), Ok(vec![]), "linked once");
    let open = GoodsBackRefusal::ReplacementOpen { line: 1, quantity: pieces(5) };
    assert_eq!(try_at(&it, "11-07", close()), Err(open));
    act(&mut it, "11-07", replace(3, &[line(1, 5)]));
    act(&mut it, "11-08", close());
    assert_eq!(super::super::goods_back::open([&it]).count(), 0);
    assert_eq!(try_at(&it, "11-09", close()), Err(GoodsBackRefusal::Closed { at: at("11-08") }));

    // Ten of the forty never came: the customer still has them, and may send them later.
    let later = |count| back(2, Wants::MoneyBack, &[line(1, count)]).agreed(&delivered(), std::slice::from_ref(&it));
    assert!(later(450).is_ok());
    let more = GoodsBackRefusal::MoreThanDelivered { line: 1, given: pieces(451), most: pieces(450) };
    assert_eq!(later(451), Err(more));
}

#[test]
fn what_does_not_fit_is_refused() {
    for (lines, refusal) in [
        (vec![], GoodsBackRefusal::NoLines),
        (vec![line(3, 1)], GoodsBackRefusal::NoSuchLine { line: 3 }),
        (vec![line(0, 1)], GoodsBackRefusal::NoSuchLine { line: 0 }),
        (
            vec![line(2, 15), line(2, 6)],
            GoodsBackRefusal::MoreThanDelivered { line: 2, given: pieces(21), most: pieces(20) },
        ),
    ] {
        assert_eq!(back(1, Wants::Repair, &lines).agreed(&delivered(), &[]), Err(refusal));
    }
    let it = back(1, Wants::MoneyBack, &[line(1, 40)]).agreed(&delivered(), &[]).unwrap();
    let outside = |on: &str| GoodsBackRefusal::DayOutside { on: day(on), agreed: day("11-01"), today: day("11-05") };
    for (command, refusal) in [
        (arrive("10-31", &[line(1, 1)]), outside("10-31")),
        (arrive("11-06", &[line(1, 1)]), outside("11-06")),
        (replace(2, &[line(1, 1)]), GoodsBackRefusal::NoReplacementAgreed),
    ] {
        assert_eq!(try_at(&it, "11-05", command), Err(refusal));
    }
    let exchange = GoodsBack { wants: Wants::Replacement, ..it };
    assert_eq!(try_at(&exchange, "11-05", replace(1, &[line(1, 1)])), Err(GoodsBackRefusal::OwnOrder));
}

proptest! {
    /// However returns follow each other, no more comes back than the customer was given.
    #[test]
    fn no_more_comes_back_than_was_delivered(
        wishes in prop::collection::vec((1..3_u32, 1..300_i64, 0..300_i64, any::<bool>()), 1..20),
    ) {
        let mut all: Vec<GoodsBack> = Vec::new();
        for (number, (of, agreed, came, is_closed)) in (1..).zip(wishes) {
            let Ok(mut it) = back(number, Wants::MoneyBack, &[line(of, agreed)]).agreed(&delivered(), &all) else { continue };
            let mut doing = vec![arrive("11-05", &[line(of, came)])];
            doing.extend(is_closed.then(close));
            for command in doing {
                for event in try_at(&it, "11-05", command).unwrap_or_default() {
                    it.apply(&event);
                }
            }
            all.push(it);
        }
        for (number, of) in (1..).zip(delivered()) {
            let back: i64 = all.iter().map(|it| it.arrived(number)).sum();
            prop_assert!(back <= of.quantity.ten_thousandths);
        }
    }
}
