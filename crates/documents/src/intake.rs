//! A pile of sheets, read together: lists first, so that orders can name what stands in them.

use jiff::civil::Date;
use yidan_domain::{Currency, text::folded};

use crate::{
    layout::{Column, Kind, Layout, Mapping},
    orders::{self, OrderDraft},
    parties::{self, CustomerDraft, ProductDraft},
    problem::{Note, Place, Problem, RowFault, RowNote, Skipped},
    reading::RowReader,
    sheet::{Encoding, ReadAs, Sheet},
    tables::{self, Tables},
};

/// What a name of a customer is to the company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// A customer already, or said to be a new one by the person who imports.
    Settled,
    /// No customer yet, but much like one.
    Similar(String),
    No,
}

/// What a sheet is read against.
pub struct Rules<'a> {
    pub today: Date,
    /// For sheets without a column for the currency.
    pub currency: Option<Currency>,
    /// What is said, or remembered, of a sheet's columns.
    pub mapping: &'a dyn Fn(&Sheet) -> Mapping,
    pub known: &'a dyn Fn(&str) -> Known,
}

/// Everything that was read, and everything that is to be said about it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Intake {
    pub customers: Vec<CustomerDraft>,
    pub products: Vec<ProductDraft>,
    pub orders: Vec<OrderDraft>,
    pub faults: Vec<RowFault>,
    pub skipped: Vec<Skipped>,
    pub notes: Vec<RowNote>,
    /// The sheets that were read, with where what stands in them.
    pub layouts: Vec<(String, Layout)>,
    /// Sheets that are nearly order books, with the columns that were found.
    pub unusable: Vec<(String, Layout)>,
}

pub fn read(sheets: &[Sheet], rules: &Rules) -> Intake {
    let mut out = Intake::default();
    let mut found: Vec<(&Sheet, Layout)> = Vec::new();
    for sheet in sheets {
        say_how_read(sheet, &mut out);
        match Layout::of(sheet, &(rules.mapping)(sheet)) {
            Some((layout, faults)) if faults.is_empty() => found.push((sheet, layout)),
            Some((layout, faults)) => {
                out.unusable.push((sheet.name.clone(), layout));
                out.faults.extend(faults);
            }
            None if sheet.rows.is_empty() => {}
            None => out.say(sheet, Note::SheetNotTaken),
        }
    }
    for (sheet, layout) in of_kind(&found, Kind::Customers) {
        parties::read_customers(sheet, layout, &mut out);
    }
    for (sheet, layout) in of_kind(&found, Kind::Products) {
        parties::read_products(sheet, layout, rules, &mut out);
    }
    let listed: Vec<String> = out.customers.iter().map(|customer| folded(&customer.name)).collect();
    let known = |name: &str| match listed.contains(&folded(name)) {
        true => Known::Settled,
        false => (rules.known)(name),
    };
    let rules = Rules { known: &known, ..*rules };
    for (sheet, layout) in of_kind(&found, Kind::OrderBook) {
        if has_currency(sheet, layout, &rules, &mut out) {
            out.say_what_is_given(sheet, layout, &rules);
            out.say_without_units(sheet, layout);
            orders::read_book(sheet, layout, &rules, &mut out);
        }
    }
    read_tables(&found, &rules, &mut out);
    for (sheet, layout) in &found {
        let titles = layout.not_taken();
        if !titles.is_empty() {
            out.say(sheet, Note::ColumnsNotTaken { titles });
        }
    }
    out.layouts = found.into_iter().map(|(sheet, layout)| (sheet.name.clone(), layout)).collect();
    out.faults.sort_by(|a, b| a.place.cmp(&b.place));
    out.skipped.sort_by(|a, b| a.place.cmp(&b.place));
    out.notes.sort_by(|a, b| a.place.cmp(&b.place));
    out
}

fn of_kind<'a>(found: &'a [(&'a Sheet, Layout)], kind: Kind) -> impl Iterator<Item = (&'a Sheet, &'a Layout)> {
    found.iter().filter(move |(_, layout)| layout.kind == kind).map(|(sheet, layout)| (*sheet, layout))
}

fn read_tables(found: &[(&Sheet, Layout)], rules: &Rules, out: &mut Intake) {
    let mut named = |kind, key| -> Option<Vec<parties::Named>> {
        let sheets: Vec<_> = of_kind(found, kind).collect();
        let read = |(sheet, layout)| parties::read_named(sheet, layout, key, out);
        (!sheets.is_empty()).then(|| sheets.into_iter().flat_map(read).collect())
    };
    let people = named(Kind::People, Column::Code);
    let carriers = named(Kind::Carriers, Column::CarrierCode);
    let orders: Vec<_> = of_kind(found, Kind::Orders).filter(|(s, l)| has_currency(s, l, rules, out)).collect();
    let lines: Vec<_> = of_kind(found, Kind::Lines).collect();
    for (sheet, layout) in &orders {
        out.say_what_is_given(sheet, layout, rules);
    }
    for (sheet, layout) in &lines {
        out.say_without_units(sheet, layout);
    }
    let tables = Tables {
        orders: &orders,
        lines: &lines,
        people: people.as_deref(),
        carriers: carriers.as_deref(),
        has_customers: of_kind(found, Kind::Customers).next().is_some(),
    };
    tables::read(&tables, rules, out);
}

fn has_currency(sheet: &Sheet, layout: &Layout, rules: &Rules, out: &mut Intake) -> bool {
    if layout.has(Column::Currency) || rules.currency.is_some() {
        return true;
    }
    let place = Place { sheet: sheet.name.clone(), row: layout.title_row };
    out.faults.push(place.fault(Problem::ColumnMissing { columns: vec![Column::Currency.name()] }));
    false
}

fn say_how_read(sheet: &Sheet, out: &mut Intake) {
    if let ReadAs::Text { encoding: Encoding::Gb18030, .. } = sheet.read_as {
        out.say(sheet, Note::ReadAsChinese);
    }
}

impl Intake {
    fn say(&mut self, sheet: &Sheet, note: Note) {
        let place = Place { sheet: sheet.name.clone(), row: 0 };
        self.notes.push(RowNote { place, column: String::new(), value: String::new(), note });
    }

    fn say_what_is_given(&mut self, sheet: &Sheet, layout: &Layout, rules: &Rules) {
        if let (false, Some(currency)) = (layout.has(Column::Currency), rules.currency) {
            self.say(sheet, Note::CurrencyGiven { currency });
        }
    }

    fn say_without_units(&mut self, sheet: &Sheet, layout: &Layout) {
        if !layout.has(Column::Unit) {
            self.say(sheet, Note::NoUnits);
        }
    }

    /// What a row said, and its draft when nothing was wrong.
    pub(crate) fn keep<D>(&mut self, reader: RowReader, draft: Option<D>, put: impl FnOnce(&mut Self, D)) {
        let clean = reader.is_clean();
        self.faults.extend(reader.said.faults);
        if let (true, Some(draft)) = (clean, draft) {
            self.notes.extend(reader.said.notes);
            put(self, draft);
        }
    }
}
