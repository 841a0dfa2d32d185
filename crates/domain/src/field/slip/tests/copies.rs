use super::*;
use crate::field::Fault;

#[test]
fn each_copy_is_somewhere() {
    for (pad, copies) in [(Pad::Three, 3), (Pad::Four, 4)] {
        let slip = Slip::taken(take(Draft { pad, ..draft() }, &given(SALESMAN, at("02 09:31"))).unwrap());
        assert_eq!(slip.copies.iter().map(|it| it.copy.number()).collect::<Vec<_>>(), (1..=copies).collect::<Vec<_>>());
        assert!(slip.copies.iter().all(|it| it.holder == Holder::Salesman));
    }
}

#[test]
fn a_copy_moves_forward_in_time_and_to_another_place() {
    let slip = with_carrier();
    let carrier = || SlipCopy::Carrier.name();
    for (command, refusal) in [
        (
            moved(SlipCopy::Salesman, Holder::Office, "02 17:30"),
            SlipRefusal::NoSuchCopy { copy: SlipCopy::Salesman.name() },
        ),
        (
            moved(SlipCopy::Carrier, Holder::Carrier, "02 17:30"),
            SlipRefusal::CopyIsThere { copy: carrier(), holder: Holder::Carrier.name() },
        ),
        (
            moved(SlipCopy::Carrier, Holder::Office, "02 16:00"),
            SlipRefusal::Field(Fault::TooEarly { at: at("02 16:00"), before: at("02 17:00") }),
        ),
        (
            moved(SlipCopy::Carrier, Holder::Office, "04 16:00"),
            SlipRefusal::Field(Fault::InTheFuture { at: at("04 16:00") }),
        ),
    ] {
        assert_eq!(try_at(&slip, SALESMAN, "03 09:00", command), Err(refusal));
    }
    let unsigned = try_at(&taken(), SALESMAN, "02 17:00", moved(SlipCopy::Carrier, Holder::Carrier, "02 17:00"));
    assert_eq!(unsigned, Err(SlipRefusal::OrderNotSigned));
}

#[test]
fn the_clocks_run_from_the_day_of_the_order_at_the_latest() {
    for (handed, deliver_by, return_by) in [
        (Some("02 10:00"), "03 10:00", "04 10:00"),
        (Some("02 23:59"), "03 23:59", "04 23:59"),
        // Handed over a day late, or not at all: no time is gained.
        (Some("03 20:00"), "04 00:00", "05 00:00"),
        (None, "04 00:00", "05 00:00"),
    ] {
        let mut slip = taken();
        act(&mut slip, SALESMAN, "02 09:32", sign_order(1, "02 09:32"));
        if let Some(handed) = handed {
            act(&mut slip, SALESMAN, handed, moved(SlipCopy::Carrier, Holder::Carrier, handed));
        }
        let clocks = Clocks::of(&slip, Limits::default(), &zone());
        assert_eq!(clocks.hand_over_by, at("03 00:00"));
        assert_eq!((clocks.deliver_by, clocks.return_by), (at(deliver_by), at(return_by)), "{handed:?}");
    }
}

#[test]
fn a_copy_that_went_back_and_out_again_keeps_its_first_clock() {
    let mut slip = with_carrier();
    act(&mut slip, SALESMAN, "03 09:00", moved(SlipCopy::Carrier, Holder::Office, "03 09:00"));
    act(&mut slip, SALESMAN, "03 10:00", moved(SlipCopy::Carrier, Holder::Carrier, "03 10:00"));
    assert_eq!(Clocks::of(&slip, Limits::default(), &zone()).deliver_by, at("03 17:00"));
}
