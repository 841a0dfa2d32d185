//! A lot as it is shown: each operation with its figures, as on the summary sheet (S7).

use jiff::civil::Date;
use rust_decimal::Decimal;
use yidan_domain::{
    Quantity,
    access::Viewer,
    production::{Delivered, Sheet},
};
use yidan_store::{World, production::Kept};

use crate::texts::Reader;

pub struct LotView {
    pub number: String,
    pub link: String,
    pub goods: String,
    pub quantity: Quantity,
    pub due: Option<Date>,
    /// Key of its words, and kind of its pill.
    pub state: (&'static str, &'static str),
    pub operations: Vec<OperationView>,
    pub total: Figures,
    pub unit: String,
}

pub struct OperationView {
    pub place: usize,
    pub name: String,
    pub department: String,
    pub outside: bool,
    pub received: Decimal,
    pub figures: Figures,
    pub rework: Decimal,
    /// In the own workshop, and with outside factories.
    pub here: Decimal,
    pub out: Decimal,
    pub may_report: bool,
}

pub struct Figures {
    pub good: Decimal,
    pub scrap: Decimal,
    /// None where nothing came out.
    pub rate: Option<Decimal>,
}

impl Figures {
    fn of(delivered: &Delivered) -> Self {
        Self { good: amount(delivered.good), scrap: amount(delivered.scrap), rate: delivered.scrap_rate() }
    }
}

impl LotView {
    /// At any of its operations.
    pub fn may_report(&self) -> bool {
        self.operations.iter().any(|operation| operation.may_report)
    }

    pub fn of(kept: &Kept, viewer: &Viewer, world: &World, reader: &Reader) -> Self {
        let (lot, sheet) = (&kept.lot, Sheet::of(&kept.balances));
        let is_open = kept.is_open();
        let operations = lot.route.iter().zip(&kept.balances).zip(&sheet.operations).enumerate();
        let operation = |(place, ((operation, balance), delivered)): (
            usize,
            ((&yidan_domain::production::Operation, &yidan_domain::production::Balance), &Delivered),
        )| OperationView {
            place,
            name: operation.name.get(reader.lang).to_owned(),
            department: world.company.department_name(&operation.department).get(reader.lang).to_owned(),
            outside: operation.outside,
            received: amount(balance.received),
            figures: Figures::of(delivered),
            rework: amount(balance.rework),
            here: amount(balance.here()),
            out: amount(balance.out),
            may_report: is_open && viewer.reports_progress(&operation.department),
        };
        Self {
            number: lot.number.clone(),
            link: super::link(lot.id),
            goods: lot.goods.clone(),
            quantity: lot.quantity.clone(),
            due: lot.due,
            state: state(kept),
            operations: operations.map(operation).collect(),
            // On the way, what is finished stands against the scrap of all: no rate yet.
            total: Figures { rate: sheet.total.scrap_rate().filter(|_| !is_open), ..Figures::of(&sheet.total) },
            unit: lot.quantity.unit.clone(),
        }
    }
}

fn state(kept: &Kept) -> (&'static str, &'static str) {
    let released = kept.balances.first().is_some_and(|first| first.received > 0);
    match (&kept.lot.closed, kept.is_open(), released) {
        (Some(_), ..) => ("lot-state-closed", "none"),
        (None, false, _) => ("lot-state-made", "good"),
        (None, true, false) => ("lot-state-waiting", "soon"),
        (None, true, true) => ("lot-state-making", "on"),
    }
}

pub fn amount(ten_thousandths: i64) -> Decimal {
    Quantity { ten_thousandths, unit: String::new() }.amount()
}
