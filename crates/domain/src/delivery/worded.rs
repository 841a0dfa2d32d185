//! Whatever is said of delivery has its words in both languages, and the words ask for just what is said with them.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    FieldFault,
    export::ExportRefusal,
    packing::{self, Measured, PackingFault},
    papers::{self, NumberingFault, PaperRefusal},
    shipment::{self, ShipmentRefusal},
};
use crate::{Arg, Currency, Message, Money, Quantity, Say, Text, number::PatternFault};

const ZH: &str = include_str!("../../../server/texts/zh/delivery.ftl");
const EN: &str = include_str!("../../../server/texts/en/delivery.ftl");

type Said = Vec<Message>;

fn all<T: Say>(said: &[T]) -> Said {
    said.iter().map(Say::say).collect()
}

fn x() -> String {
    "x".to_owned()
}

fn text() -> Text {
    Text::same("x")
}

fn some() -> Quantity {
    Quantity { ten_thousandths: 1, unit: "m".into() }
}

fn usd() -> Money {
    Money { minor: 1, currency: Currency::USD }
}

fn of_packing() -> Said {
    use PackingFault::*;
    let (numbers, of) = (x, Measured::Order);
    let faults = [
        NoRows,
        TooManyPackages { most: 1 },
        NoPackages { numbers: x() },
        Empty { numbers: x() },
        NumbersTwice { numbers: x(), others: x() },
        WeightOutside { numbers: x(), what: text(), most_kg: 1 },
        NetAboveGross { numbers: x(), net: x(), gross: x() },
        SizeOutside { numbers: x(), most_cm: 1 },
        QuantityOutside { numbers: x(), quantity: some(), most: some() },
        InFractions { numbers: x(), quantity: some() },
        BelowShipped { goods: text(), packed: some(), shipped: some() },
        Field(FieldFault::Missing { what: text() }),
        Field(FieldFault::TooLong { what: text(), limit: 1 }),
        Field(FieldFault::TooMany { what: text(), most: 1 }),
        Field(FieldFault::NotSealed { file: x() }),
    ];
    let findings = [
        packing::Finding::WrongGoods { numbers: numbers(), goods: text(), of },
        packing::Finding::OtherUnit { numbers: numbers(), goods: text(), given: x(), wanted: x() },
        packing::Finding::Over { goods: text(), of, packed: some(), most: some() },
        packing::Finding::Short { goods: text(), of, packed: some(), least: some() },
        packing::Finding::NotPacked { goods: text(), of, wanted: some() },
        packing::Finding::NumbersMissing { first: 1, last: 2 },
        packing::Finding::NoWeight { numbers: vec![text(); 9] },
        packing::Finding::NoSize { numbers: vec![text()] },
        packing::Finding::NoMarks,
    ];
    [all(&faults), all(&findings)].concat()
}

fn of_shipments() -> Said {
    use ShipmentRefusal::*;
    let (on, at) = ("2026-11-20".parse().unwrap(), jiff::Timestamp::UNIX_EPOCH);
    let refusals = [
        NoSuchShipment,
        AlreadyPlanned { number: 1 },
        Cancelled { reason: x() },
        NothingToShip,
        NoSuchLine { line: 1 },
        LineTwice { line: 1 },
        LineLost { line: 1, number: 1 },
        LineNotShipped { line: 1 },
        NotPositive { goods: text(), quantity: some() },
        InFractions { goods: text(), quantity: some() },
        NoContainer,
        NoParcel,
        MoreThanOrdered { goods: Box::new(text()), given: some(), left: some(), most: some() },
        MoreThanPacked { goods: text(), given: some(), left: some() },
        HasLeft { on },
        HasNotLeft,
        NoConveyance,
        NothingChanged,
        ArrivesBeforeLeaving { etd: on, eta: on },
        DayToCome { on, today: on },
        ReportToCome { at },
        MoreHarmedThanShipped { goods: text(), given: some(), shipped: some() },
        AlreadySigned { name: x(), at },
        SignOffAnnulled,
        NotSigned,
        MayNotAnnul,
    ];
    let findings = [
        shipment::Finding::NotLeft { etd: on, days: 1 },
        shipment::Finding::Late { first: on, expected: on, days: 1 },
        shipment::Finding::CarrierSaysLeft { milestone: text(), on },
        shipment::Finding::ContainerNumber { number: x() },
        shipment::Finding::Harmed { kind: text(), goods: text(), quantity: some() },
        shipment::Finding::ReceivedLess { goods: text(), shipped: some(), received: some() },
        shipment::Finding::ReceivedMore { goods: text(), shipped: some(), received: some() },
        shipment::Finding::Tampered { name: x() },
    ];
    [all(&refusals), all(&findings)].concat()
}

fn of_papers() -> Said {
    use papers::Finding::*;
    let on = "2026-11-20".parse().unwrap();
    let refusals = [
        PaperRefusal::NoSuchPaper,
        PaperRefusal::OtherSubject { kind: text() },
        PaperRefusal::AlreadyIssued { paper: text() },
        PaperRefusal::Void { paper: text(), reason: x() },
        PaperRefusal::NoContent,
        PaperRefusal::TakesNoSeal,
        PaperRefusal::MayNotSeal,
        PaperRefusal::MayNotVoid,
        PaperRefusal::FindingsUnexplained { paper: text(), count: 1 },
    ];
    let (said, other_said) = (Arg::from("x"), Arg::from("y"));
    let findings = [
        Missing { paper: text(), items: vec![text()] },
        Differs { item: text(), one: text(), said, other: text(), other_said },
        QuantityDiffers { line: 1, one: text(), said: some(), other: text(), other_said: some() },
        LineMissing { line: 1, on: text(), not_on: text() },
        Dated { earlier: text(), earlier_on: on, later: text(), later_on: on },
        NoInvoice,
        CreditCurrency { credit: Currency::USD, invoice: Currency::EUR },
        CreditOver { most: usd(), drawn: usd() },
        CreditUnder { least: usd(), drawn: usd() },
        CreditName { party: text(), credit: x(), paper: text(), said: x() },
        CreditPort { port: text(), credit: x(), paper: text(), said: x() },
        CreditNumber { credit: x(), paper: text(), said: x() },
        CreditGoods { goods: vec![text()] },
        CreditShippedLate { latest: on, leaves: on },
        CreditPresentedLate { by: on, on },
        CreditNoParts,
        CreditNoTranshipment,
    ];
    let numbering = [NumberingFault::SamePattern { kind: text(), other: text() }];
    [all(&refusals), all(&findings), all(&numbering)].concat()
}

fn of_exports() -> Said {
    use ExportRefusal::*;
    let on = "2026-11-20".parse().unwrap();
    all(&[
        NotThere,
        AlreadyThere,
        DayToCome { on, today: on },
        DayBefore { on, before: on },
        AmountNotPositive { amount: usd() },
        NotNow { standing: text() },
        NothingChanged,
        NotKept { item: text() },
        NoSuchItem { key: x() },
        MayNotConfirm,
        OwnClaim,
        MoreThanClaimed { confirmed: usd(), claimed: usd() },
        OtherCurrency { wanted: Currency::USD },
        AlreadyReversed,
        NoShipment,
        ShipmentTwice,
        VolumeUnknown { shipments: vec![text()] },
    ])
}

#[test]
fn whatever_is_said_of_delivery_has_words_in_both_languages() {
    let said = [of_packing(), of_shipments(), of_papers(), of_exports()].concat();
    let places = |message: &Message| (message.key, message.args.iter().map(|(name, _)| *name).collect());
    let said: BTreeMap<&str, BTreeSet<&str>> = said.iter().map(places).collect();
    for source in [ZH, EN] {
        assert_eq!(crate::message::worded(source), said);
    }
}

/// What is wrong with a pattern is said in the words of patterns.
#[test]
fn a_fault_of_a_pattern_is_said_as_such() {
    let fault = NumberingFault::Pattern { kind: text(), fault: PatternFault::Unclosed };
    assert_eq!(fault.say().key, "pattern-unclosed");
}
