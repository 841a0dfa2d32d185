//! Inspections told in the trade's words: tables of single rules, stories of whole orders, and properties of all.

mod board;
mod bookings;
mod decisions;
mod draws;
mod figures;
mod gates;
mod kept;
mod lists;
mod properties;
mod series;
mod story;
mod words;

use std::sync::LazyLock;

use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use super::*;
use crate::{
    InspectionId, LotId, OrderId, PersonId, ProductId, PurchaseId, SupplierId, Text,
    schedule::{Calendar, Hours},
};

fn day(written: &str) -> Date {
    written.parse().unwrap()
}

/// Three working days, Monday to Friday.
fn mending() -> Mending<'static> {
    static CALENDAR: LazyLock<Calendar> = LazyLock::new(|| Calendar::new(&Hours::default(), None, &[]));
    Mending { days: LeadTimes::default().mend_days, calendar: &CALENDAR }
}

fn at(written: &str) -> Timestamp {
    format!("{written}T02:00:00Z").parse().unwrap()
}

fn id(number: u128) -> InspectionId {
    InspectionId(Uuid::from_u128(number))
}

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn sgs() -> Inspector {
    Inspector::ThirdParty { name: "SGS".into() }
}

fn finished() -> Subject {
    Subject { order: OrderId(Uuid::nil()), of: Of::Final { whole_order: true } }
}

fn incoming() -> Subject {
    Subject { of: Of::Incoming { purchase: Some(PurchaseId(Uuid::nil())) }, ..finished() }
}

fn in_process() -> Subject {
    Subject { of: Of::InProcess { lot: LotId(Uuid::nil()), operation: 2 }, ..finished() }
}

/// Shirts of our first supplier.
fn shirts() -> SeriesOf {
    SeriesOf { from: Source::Supplier(SupplierId(Uuid::nil())), goods: Goods::Product(ProductId(Uuid::nil())) }
}

/// 1,200 shirts, our own inspector, level II, 2.5 and 4.0.
fn shirts_arranged() -> Arrangement {
    Arrangement {
        inspector: Inspector::Own,
        goods: String::new(),
        lot: 1_200,
        sampling: Sampling::usual(),
        place: "绍兴".into(),
        wanted_on: None,
        fewer: None,
    }
}

fn request() -> Request {
    Request { subject: finished(), series: Some(shirts()), again: None, arrangement: shirts_arranged() }
}

fn photo() -> crate::order::FileRef {
    crate::order::FileRef {
        id: crate::FileId(Uuid::nil()),
        name: "P1.jpg".into(),
        media_type: "image/jpeg".into(),
        bytes: 1,
        sha256: "00".into(),
    }
}

/// On a day at ten in the morning, Shanghai time, with delivery on 30 June.
fn given<'a>(today: &str, of_order: &'a [Inspection]) -> Given<'a> {
    Given {
        by: person(1),
        now: at(today),
        today: day(today),
        received: day("2026-05-04"),
        delivery: Some(day("2026-06-30")),
        units: Units::default(),
        of_order,
        next: Next::default(),
        may_release: false,
    }
}

fn planned(number: u128, request: Request) -> Inspection {
    Inspection::planned(id(number), plan(request, &given("2026-06-01", &[])).unwrap())
}

fn after(mut inspection: Inspection, command: Command, given: &Given) -> Inspection {
    for event in decide(&inspection, command, given).unwrap() {
        inspection.apply(&event);
    }
    inspection
}

/// So many shirts with skipped stitches (major), so many stained (minor), of 80.
fn report(on: &str, skipped: u64, stained: u64) -> Report {
    let list = DefectList::default();
    let found = |key: &str, count: u64| list.get(&key.into()).unwrap().found(count);
    let defects = [("skipped-stitch", skipped), ("stain", stained)];
    let defects = defects.into_iter().filter(|(_, count)| *count > 0).map(|(key, count)| found(key, count));
    Report {
        on: day(on),
        inspected: 80,
        defects: defects.collect(),
        again: None,
        note: String::new(),
        files: Vec::new(),
    }
}

fn inspected(number: u128, on: &str, skipped: u64) -> Inspection {
    let inspection = planned(number, request());
    after(inspection, Command::Record { report: report(on, skipped, 0) }, &given(on, &[]))
}
