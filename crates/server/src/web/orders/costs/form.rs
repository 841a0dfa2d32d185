//! A cost sheet as it is typed: filled from the sheet that is kept, from the order, or from a usual list of costs; and read.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use yidan_documents::values;
use yidan_domain::{
    Currency, Message, Say,
    costing::{Basis, CostSheet, Fabric, Fault, Item, ItemFault, Kind},
    order::Order,
    text::{plain as plainly, tidy},
};

use super::{
    super::typed::{self, Typed, cell},
    plain,
};
use crate::{page::Faults, texts::Reader};

const FIELDS: [&str; 8] = ["currency", "rate", "quantity", "quantity-unit", "price", "vat", "refund", "note"];

/// The fields of one cost. The first four are chosen, the others typed.
const PARTS: [&str; 14] = [
    "kind",
    "basis",
    "currency",
    "vat",
    "name",
    "amount",
    "spec",
    "per-piece",
    "unit",
    "wastage",
    "composition",
    "yarn",
    "weight",
    "width",
];
const CHOSEN: usize = 4;

/// Of the choice of what a cost is paid in.
const IN_BASE: &str = "base";
const IN_SALE: &str = "sale";

#[derive(Debug, Clone)]
pub struct SheetForm {
    fields: BTreeMap<&'static str, String>,
    pub rows: Vec<RowForm>,
}

#[derive(Debug, Clone, Default)]
pub struct RowForm(BTreeMap<&'static str, String>);

/// A usual list of costs to begin with.
#[derive(Debug, Clone, Copy)]
pub enum Start {
    Empty,
    /// Bought from a factory and exported (S1).
    Trade,
    /// Made of fabric and trims (S2).
    Garment,
}

impl Start {
    pub fn of(word: &str) -> Self {
        match word {
            "trade" => Start::Trade,
            "garment" => Start::Garment,
            _ => Start::Empty,
        }
    }

    fn rows(self) -> Vec<RowForm> {
        use Kind::*;
        let rows: &[(Kind, &str, &str)] = match self {
            Start::Empty => &[(Goods, "per_unit", IN_BASE), (Freight, "total", IN_SALE), (Other, "total", IN_BASE)],
            Start::Trade => &[
                (Goods, "per_unit", IN_BASE),
                (Freight, "total", IN_SALE),
                (Insurance, "percent", IN_SALE),
                (Commission, "percent", IN_SALE),
                (Bank, "total", IN_SALE),
                (Inspection, "total", IN_BASE),
                (Documents, "total", IN_BASE),
            ],
            Start::Garment => &[
                (Fabric, "consumption", IN_BASE),
                (Fabric, "weighed", IN_BASE),
                (Trims, "per_unit", IN_BASE),
                (Processing, "per_unit", IN_BASE),
                (PrintEmbroidery, "per_unit", IN_BASE),
                (Washing, "per_unit", IN_BASE),
                (Packing, "per_unit", IN_BASE),
                (Freight, "total", IN_BASE),
                (Documents, "total", IN_BASE),
            ],
        };
        let row = |(kind, basis, currency): &(Kind, &str, &str)| {
            RowForm(BTreeMap::from([
                ("kind", kind.key().to_owned()),
                ("basis", (*basis).to_owned()),
                ("currency", (*currency).to_owned()),
            ]))
        };
        rows.iter().map(row).collect()
    }
}

impl SheetForm {
    /// For a first sheet.
    pub fn begun(order: &Order, start: Start) -> Self {
        let (quantity, price) = order.sale().map_or((None, None), |(quantity, price)| (Some(quantity), price));
        let mut form = Self { fields: BTreeMap::new(), rows: start.rows() };
        form.set("currency", order.header.currency.to_string());
        form.set("vat", plain(yidan_domain::costing::sheet::usual_vat()));
        form.set("price", price.map(plain).unwrap_or_default());
        if let Some(quantity) = quantity {
            form.set("quantity", plain(quantity.amount()));
            form.set("quantity-unit", quantity.unit);
        }
        form
    }

    /// Costs stand in the order of their kinds.
    pub fn of(sheet: &CostSheet) -> Self {
        let mut items: Vec<&Item> = sheet.items.iter().collect();
        items.sort_by_key(|item| item.kind);
        let mut form =
            Self { fields: BTreeMap::new(), rows: items.into_iter().map(|item| RowForm::of(item, sheet)).collect() };
        form.set("currency", sheet.currency.to_string());
        form.set("rate", sheet.rate.map(plain).unwrap_or_default());
        form.set("quantity", plain(sheet.quantity.amount()));
        form.set("quantity-unit", sheet.quantity.unit.clone());
        form.set("price", sheet.price.map(plain).unwrap_or_default());
        form.set("vat", plain(sheet.vat_percent));
        form.set("refund", plain(sheet.refund_percent));
        form.set("note", sheet.note.clone());
        form
    }

    pub fn typed(typed: &Typed) -> Self {
        let fields = FIELDS.into_iter().map(|name| (name, typed.get(name).replace("\r\n", "\n"))).collect();
        let columns: Vec<(&str, Vec<&str>)> =
            PARTS.into_iter().map(|part| (part, typed.all(&format!("item-{part}")))).collect();
        let rows = columns.iter().map(|(_, values)| values.len()).max().unwrap_or_default();
        let row = |at: usize| {
            let part = |(part, values): &(&'static str, Vec<&str>)| Some((*part, (*values.get(at)?).to_owned()));
            RowForm(columns.iter().filter_map(part).collect())
        };
        // Rows left empty are no costs.
        Self { fields, rows: (0..rows).map(row).filter(|row| !row.is_blank()).collect() }
    }

    pub fn get(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }

    fn set(&mut self, field: &'static str, value: String) {
        self.fields.insert(field, value);
    }

    /// The sheet, with its costs in `base`; or what is wrong with which field.
    pub fn read(&self, base: Currency, reader: &Reader) -> Result<CostSheet, Faults> {
        let mut read = Read { reader, faults: Faults::default() };
        let currency = self.get("currency").parse().map_err(|_| Message::new("import-unknown-currency"));
        let currency = read.take("currency", currency).unwrap_or(base);
        let rate = read.number("rate", self.get("rate"));
        let quantity = match self.get("quantity").trim() {
            "" => Err(Message::new("entry-quantity-missing")),
            words => values::quantity(&cell(words), self.get("quantity-unit")).map_err(|why| why.say()),
        };
        let quantity = read.take("quantity", quantity);
        let price = match self.get("price").trim() {
            "" => Ok(None),
            words => values::price(&cell(words), currency).map(Some).map_err(|why| why.say()),
        };
        let price = read.take("price", price).flatten();
        let vat_percent = read.percent("vat", self.get("vat"));
        let refund_percent = read.percent("refund", self.get("refund"));
        let rows = (1..).zip(&self.rows).filter(|(_, row)| !row.is_blank());
        let items = rows.map(|(number, row)| row.read(number, base, currency, &mut read)).collect();
        let note = self.get("note").to_owned();
        match quantity.filter(|_| read.faults.is_empty()) {
            Some(quantity) => {
                Ok(CostSheet { base, currency, rate, quantity, price, items, vat_percent, refund_percent, note })
            }
            None => Err(read.faults),
        }
    }

    /// The field that a fault of the sheet is about.
    pub fn field_of(&self, fault: &Fault) -> String {
        let field = match fault {
            Fault::QuantityNotPositive => "quantity",
            Fault::PriceNegative => "price",
            Fault::RateNotPositive => "rate",
            Fault::VatOutOfRange => "vat",
            Fault::RefundOutOfRange { .. } => "refund",
            Fault::NoteTooLong { .. } => "note",
            Fault::TooManyItems { .. } => "items",
            Fault::Item { number, what, .. } => {
                let row = number.checked_sub(1).and_then(|place| self.rows.get(place));
                return item_field(*number, row.map_or("amount", |row| row.part_of(what)));
            }
        };
        field.to_owned()
    }
}

/// Name of a part of a cost, as faults are kept by; costs are counted from 1.
pub fn item_field(number: usize, part: &str) -> String {
    format!("item-{number}-{part}")
}

struct Read<'a> {
    reader: &'a Reader,
    faults: Faults,
}

impl Read<'_> {
    fn take<T>(&mut self, field: impl Into<String>, read: Result<T, Message>) -> Option<T> {
        read.map_err(|why| self.faults.add(field, self.reader.say(&why))).ok()
    }

    fn number(&mut self, field: impl Into<String>, words: &str) -> Option<Decimal> {
        self.take(field, typed::number(words)).flatten()
    }

    /// A bare 3 means three percent. Nothing is none.
    fn percent(&mut self, field: impl Into<String>, words: &str) -> Decimal {
        let words = plainly(words);
        self.number(field, words.trim_end_matches('%').trim_end()).unwrap_or_default()
    }
}

impl RowForm {
    pub fn get(&self, part: &str) -> &str {
        self.0.get(part).map_or("", String::as_str)
    }

    fn is_blank(&self) -> bool {
        PARTS[CHOSEN..].iter().all(|part| self.get(part).trim().is_empty())
    }

    fn of(item: &Item, sheet: &CostSheet) -> Self {
        let used = |amount: &Decimal, per_piece: &Decimal, unit: &str, wastage: &Decimal| {
            [plain(*amount), plain(*per_piece), unit.to_owned(), plain(*wastage)]
        };
        let alone = |amount: &Decimal| [plain(*amount), String::new(), String::new(), String::new()];
        let (basis, [amount, per_piece, unit, wastage]) = match &item.basis {
            Basis::PerUnit(amount) => ("per_unit", alone(amount)),
            Basis::Total(amount) => ("total", alone(amount)),
            Basis::PercentOfPrice(percent) => ("percent", alone(percent)),
            Basis::Consumption { per_piece, unit, wastage_percent, price } => {
                ("consumption", used(price, per_piece, unit, wastage_percent))
            }
            Basis::Weighed { metres_per_piece, wastage_percent, price_per_kg } => {
                ("weighed", used(price_per_kg, metres_per_piece, "", wastage_percent))
            }
        };
        let fabric = item.fabric.clone().unwrap_or_default();
        let size = |size: Option<Decimal>| size.map(plain).unwrap_or_default();
        let with_vat = match item.with_vat {
            None => "",
            Some(true) => "yes",
            Some(false) => "no",
        };
        Self(BTreeMap::from([
            ("kind", item.kind.key().to_owned()),
            ("basis", basis.to_owned()),
            ("currency", if item.currency == sheet.base { IN_BASE } else { IN_SALE }.to_owned()),
            ("vat", with_vat.to_owned()),
            ("name", item.name.clone()),
            ("amount", amount),
            ("spec", item.spec.clone()),
            ("per-piece", per_piece),
            ("unit", unit),
            ("wastage", wastage),
            ("composition", fabric.composition),
            ("yarn", fabric.yarn),
            ("weight", size(fabric.weight_gsm)),
            ("width", size(fabric.width_cm)),
        ]))
    }

    /// What cannot be read is noted; the item is then not used.
    fn read(&self, number: usize, base: Currency, currency: Currency, read: &mut Read) -> Item {
        let at = |part: &str| item_field(number, part);
        let is_used = matches!(self.get("basis"), "consumption" | "weighed");
        let amount = match self.get("basis") {
            "percent" => self.needed(self.get("amount").trim().trim_end_matches(['%', '％']), "costs-amount-missing"),
            _ => self.needed(self.get("amount"), "costs-amount-missing"),
        };
        let amount = read.take(at("amount"), amount).unwrap_or_default();
        let per_piece =
            if is_used { self.needed(self.get("per-piece"), "costs-consumption-missing") } else { Ok(Decimal::ZERO) };
        let per_piece = read.take(at("per-piece"), per_piece).unwrap_or_default();
        let wastage_percent = if is_used { read.percent(at("wastage"), self.get("wastage")) } else { Decimal::ZERO };
        let fabric = Fabric {
            composition: self.get("composition").to_owned(),
            yarn: self.get("yarn").to_owned(),
            weight_gsm: read.number(at("weight"), self.get("weight")),
            width_cm: read.number(at("width"), self.get("width")),
        };
        let basis = match self.get("basis") {
            "per_unit" => Basis::PerUnit(amount),
            "percent" => Basis::PercentOfPrice(amount),
            "consumption" => {
                Basis::Consumption { per_piece, unit: tidy(self.get("unit"), false), wastage_percent, price: amount }
            }
            "weighed" => Basis::Weighed { metres_per_piece: per_piece, wastage_percent, price_per_kg: amount },
            _ => Basis::Total(amount),
        };
        Item {
            kind: Kind::of(self.get("kind")).unwrap_or(Kind::Other),
            name: self.get("name").to_owned(),
            basis,
            currency: if self.get("currency") == IN_SALE { currency } else { base },
            spec: self.get("spec").to_owned(),
            fabric: Some(fabric).filter(|fabric| *fabric != Fabric::default()),
            with_vat: match self.get("vat") {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
        }
    }

    fn needed(&self, words: &str, missing: &'static str) -> Result<Decimal, Message> {
        typed::number(words)?.ok_or_else(|| Message::new(missing))
    }

    /// The part that a fault of the item is about.
    fn part_of(&self, what: &ItemFault) -> &'static str {
        let typed = PARTS[CHOSEN..].iter().copied();
        let found = match what {
            ItemFault::TooLong { .. } => typed.max_by_key(|part| self.get(part).chars().count()),
            ItemFault::Negative => typed.skip(1).find(|part| plainly(self.get(part)).starts_with('-')),
            ItemFault::PercentOutOfRange if matches!(self.get("basis"), "consumption" | "weighed") => Some("wastage"),
            ItemFault::OtherCurrency { .. } => Some("currency"),
            ItemFault::WeightMissing => Some("weight"),
            ItemFault::PercentOutOfRange => None,
        };
        found.unwrap_or("amount")
    }
}
