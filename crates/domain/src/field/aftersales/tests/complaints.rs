use super::{super::complaint::*, *};
use crate::{ComplaintId, SupplierId, field::Fault, order::Channel};

fn complaint() -> Complaint {
    Complaint {
        id: ComplaintId(Uuid::from_u128(1)),
        number: "TS-0001".into(),
        order: order(1),
        customer: customer(),
        lines: vec![2, 1, 2],
        words: "两箱法兰生锈".into(),
        files: vec![],
        channel: Channel::Email,
        raised_at: at("11-01"),
        taken_by: Some(person(1)),
        handling: None,
        remedies: vec![],
        costs: vec![],
        charges: vec![],
        closed: None,
    }
    .raised(2)
    .unwrap()
}

fn given(on: &str) -> Given {
    Given { by: person(1), now: at(on), today: day(on), base: Currency::CNY }
}

fn act(complaint: &mut Complaint, on: &str, command: Command) {
    for event in complaint.decide(command, &given(on)).unwrap() {
        let read: Event = serde_json::from_str(&serde_json::to_string(&event).unwrap()).unwrap();
        complaint.apply(&read);
    }
    let kept = serde_json::to_string(complaint).unwrap();
    assert_eq!(&serde_json::from_str::<Complaint>(&kept).unwrap(), complaint);
}

fn handle(due: &str) -> Command {
    Command::Handle { handling: Handling { cause: "rework".into(), owner: person(2), due: day(due) } }
}

fn cost(whole: i64) -> Command {
    Command::Cost { what: "返修人工与运费".into(), amount: yuan(whole) }
}

fn charge(to: ChargedTo, whole: i64) -> Command {
    Command::Charge { to, amount: yuan(whole), reason: String::new() }
}

fn close(ending: Ending) -> Command {
    Command::Close { ending, words: "客户邮件同意".into() }
}

/// Rusty flanges: the plating works bears most of it, quality the rest.
#[test]
fn a_complaint_is_handled_paid_for_and_charged() {
    let mut it = complaint();
    assert_eq!(it.lines, [1, 2]);
    assert!(any_open([&it]));
    assert_eq!(it.decide(close(Ending::Settled), &given("11-01")), Err(ComplaintRefusal::NotHandled));
    act(&mut it, "11-01", handle("11-05"));
    assert_eq!(it.decide(close(Ending::Settled), &given("11-02")), Err(ComplaintRefusal::NothingDone));
    assert!(!it.is_late(day("11-05")) && it.is_late(day("11-06")));
    act(&mut it, "11-03", Command::Remedy { kind: RemedyKind::Repaired, words: "重新镀锌后发回".into() });
    act(&mut it, "11-04", cost(900));
    act(&mut it, "11-05", close(Ending::Settled));
    assert!(!any_open([&it]));

    // The freight invoice comes when all is closed; then it is charged, and never beyond what it cost.
    act(&mut it, "11-20", cost(300));
    let supplier = ChargedTo::Supplier { supplier: SupplierId(Uuid::nil()) };
    act(&mut it, "11-21", charge(supplier, 1_000));
    let quality = || ChargedTo::Department { department: "quality".into() };
    let beyond = ComplaintRefusal::ChargedBeyond { given: yuan(201), left: yuan(200) };
    assert_eq!(it.decide(charge(quality(), 201), &given("11-21")), Err(beyond));
    act(&mut it, "11-21", charge(quality(), 200));
    let base = Currency::CNY;
    assert_eq!((it.cost(base), it.recovered(base), it.uncharged(base)), (yuan(1_200), yuan(1_000), yuan(0)));

    // The customer finds another box.
    act(&mut it, "11-25", Command::Reopen { reason: "又发现一箱".into() });
    assert!(any_open([&it]));
    assert_eq!(it.decide(Command::Reopen { reason: "x".into() }, &given("11-25")), Err(ComplaintRefusal::NotClosed));
}

#[test]
fn a_complaint_that_is_refused_needs_a_reason_and_no_remedy() {
    let mut it = complaint();
    let unexplained = Command::Close { ending: Ending::Refused, words: " ".into() };
    assert!(matches!(it.decide(unexplained, &given("11-02")), Err(ComplaintRefusal::Field(Fault::Missing { .. }))));
    act(&mut it, "11-02", close(Ending::Refused));
    assert_eq!(it.decide(handle("11-09"), &given("11-03")), Err(ComplaintRefusal::Closed { at: at("11-02") }));
}

#[test]
fn what_does_not_fit_is_refused() {
    let it = complaint();
    let dollars = Money { minor: 1, currency: Currency::USD };
    let other = Fault::OtherCurrency { given: Currency::USD, wanted: Currency::CNY };
    for (command, refusal) in [
        (handle("10-31"), ComplaintRefusal::DueInThePast { due: day("10-31") }),
        (Command::Cost { what: "运费".into(), amount: dollars }, other.into()),
        (charge(ChargedTo::Customer, 1), ComplaintRefusal::ChargedBeyond { given: yuan(1), left: yuan(0) }),
    ] {
        assert_eq!(it.decide(command, &given("11-01")), Err(refusal));
    }
    for line in [0, 3] {
        let wrong = Complaint { lines: vec![line], ..complaint() };
        assert_eq!(wrong.raised(2), Err(ComplaintRefusal::NoSuchLine { line }));
    }
}
