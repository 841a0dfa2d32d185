//! A paper from its issue to void.

use super::*;
use crate::{OrderId, PaperId, PersonId, PurchaseId, ShipmentId, delivery::Mark};

fn mark() -> Mark {
    Mark::of(jiff::Timestamp::UNIX_EPOCH, PersonId(uuid::Uuid::nil()))
}

fn issue(content: &Content, sealed: bool) -> Issue {
    Issue { digest: content.digest(), language: Language::Both, sealed, file: None }
}

fn shipment(number: u128) -> Subject {
    Subject::Shipment(OrderId(uuid::Uuid::nil()), ShipmentId(uuid::Uuid::from_u128(number)))
}

fn issued(kind: Kind, subject: Subject, number: u128, issue: Issue) -> Deed {
    Deed::Issued { id: PaperId(uuid::Uuid::from_u128(number)), kind, subject, number: format!("N-{number}"), issue }
}

#[test]
fn of_a_shipment_one_invoice_stands() {
    let content = paper(Kind::CommercialInvoice, &sources());
    let invoice = |number, subject| issued(Kind::CommercialInvoice, subject, number, issue(&content, false));
    let first = decide(None, invoice(1, shipment(1)), mark(), &given(&[])).unwrap().unwrap();
    let mut made = vec![Paper::issued(&first).unwrap()];
    fn given(of_subject: &[Paper]) -> Given<'_> {
        Given { of_subject, findings: 0, may_seal: true, may_void: true }
    }
    let answer = |made: &[Paper], known: Option<&Paper>, deed| {
        decide(known, deed, mark(), &given(made)).map(|event| event.is_some()).map_err(|refusal| refusal.say().key)
    };
    let order = Subject::Order(OrderId(uuid::Uuid::nil()));
    for (deed, wanted) in [
        (invoice(2, shipment(1)), Err("paper-already-issued")),
        (invoice(2, shipment(2)), Ok(true)),
        (invoice(2, order), Err("paper-other-subject")),
        (issued(Kind::SalesContract, shipment(1), 2, issue(&content, false)), Err("paper-other-subject")),
        (
            issued(Kind::PurchaseContract, Subject::Purchase(PurchaseId(uuid::Uuid::nil())), 2, issue(&content, true)),
            Ok(true),
        ),
        (issued(Kind::FormA, shipment(1), 2, issue(&content, true)), Err("paper-takes-no-seal")),
        (
            issued(Kind::PackingList, shipment(1), 2, Issue { digest: "x".into(), ..issue(&content, false) }),
            Err("paper-no-content"),
        ),
    ] {
        assert_eq!(answer(&made, None, deed.clone()), wanted, "{deed:?}");
    }
    assert_eq!(answer(&made, made.first(), invoice(1, shipment(1))), Ok(false), "sent twice");
    // Once it is void, another may be issued, under another number.
    let voided = Deed::Voided { reason: "wrong consignee".into() };
    let event = decide(made.first(), voided, mark(), &given(&made)).unwrap().unwrap();
    made[0].apply(&event);
    assert_eq!(answer(&made, None, invoice(2, shipment(1))), Ok(true));
    assert_eq!(answer(&made, made.first(), Deed::Voided { reason: "x".into() }), Err("paper-void"));
}

#[test]
fn what_was_sent_is_changed_by_a_new_version_with_a_reason() {
    let sources = sources();
    let content = paper(Kind::CommercialInvoice, &sources);
    let other = paper(Kind::CommercialInvoice, &Sources { remarks: "LC no. added".into(), ..sources.clone() });
    assert_ne!(content.digest(), other.digest());
    let deed = issued(Kind::CommercialInvoice, shipment(1), 1, issue(&content, false));
    let given = |findings, may| Given { of_subject: &[], findings, may_seal: may, may_void: may };
    let mut events = vec![decide(None, deed, mark(), &given(0, true)).unwrap().unwrap()];
    let sent = |to: &str, note: &str| Deed::Sent { to: to.into(), how: "e-mail".into(), note: note.into() };
    let reissued = |content: &Content, sealed, reason: &str| Deed::Reissued {
        issue: issue(content, sealed),
        reason: reason.into(),
    };
    for (deed, findings, may, answer) in [
        (reissued(&content, false, ""), 0, true, Ok(false)),
        (reissued(&content, true, ""), 0, false, Err("paper-may-not-seal")),
        (reissued(&content, true, ""), 0, true, Ok(true)),
        (sent(" ", ""), 0, true, Err("delivery-text-missing")),
        (sent("bank", ""), 2, true, Err("paper-findings-unexplained")),
        (sent("bank", "customer agrees"), 2, true, Ok(true)),
        (reissued(&other, true, " "), 0, true, Err("delivery-text-missing")),
        (reissued(&other, true, "L/C number"), 0, true, Ok(true)),
        (Deed::Voided { reason: "x".into() }, 0, false, Err("paper-may-not-void")),
        (Deed::Voided { reason: " ".into() }, 0, true, Err("delivery-text-missing")),
        (Deed::Voided { reason: "order cancelled".into() }, 0, true, Ok(true)),
        (sent("bank", ""), 0, true, Err("paper-void")),
    ] {
        let paper = replay(&events).unwrap();
        let event = decide(Some(&paper), deed.clone(), mark(), &given(findings, may));
        let answered = event.as_ref().map(Option::is_some).map_err(|refusal| refusal.say().key);
        assert_eq!(answered, answer, "{deed:?}");
        events.extend(event.ok().flatten());
    }
    let paper = replay(&events).unwrap();
    assert_eq!((paper.version(), paper.sent.len(), paper.sent[0].version), (3, 1, 2));
    assert!(!paper.is_out() && !paper.is_standing());
    let kept: Vec<PaperEvent> = serde_json::from_str(&serde_json::to_string(&events).unwrap()).unwrap();
    assert_eq!(replay(&kept), Some(paper));
}
