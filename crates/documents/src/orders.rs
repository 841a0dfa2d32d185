//! Rows become drafts of orders. Rows of one order — the same number, or the same customer and customer's number — join;
//! when one of them is refused the whole order is, so that mending the sheet and importing it again completes it.

mod draft;

use std::collections::{HashMap, HashSet};

use yidan_domain::{
    Currency,
    order::{
        days::oldest,
        decide::{LONGEST_NAME, LONGEST_TEXT, MOST_LINES, furthest},
    },
    text::folded,
};

pub use draft::{LineDraft, OrderDraft, OrderHead};

use crate::{
    intake::{Intake, Known, Rules},
    layout::{Column, Layout, Row},
    problem::{Note, Place, Problem, Skip, Skipped},
    reading::{RowReader, Said},
    sheet::{Cell, Sheet},
    values,
};

/// Reads an order book: one row for each line of an order.
pub fn read_book(sheet: &Sheet, layout: &Layout, rules: &Rules, out: &mut Intake) {
    let names = names_in(sheet, layout);
    let mut seen = Seen::default();
    let mut groups = Groups::default();
    for row in layout.rows(sheet) {
        if let Some(why) = seen.skip(row) {
            out.skipped.push(Skipped { place: row.place(), why });
            continue;
        }
        let mut reader = RowReader::new(row);
        if let Some(earlier) = seen.looks_repeated(row) {
            reader.note(Column::Customer, Note::LooksRepeated { row: earlier });
        }
        let currency = read_currency(&mut reader, rules);
        let head = read_head(&mut reader, currency, rules);
        if let Some(head) = &head {
            check_customer(&mut reader, &head.customer, &names, rules);
        }
        let line = read_line(&mut reader, currency);
        groups.add(&key_of(row), row, head, line, reader.said);
    }
    groups.finish(out);
}

pub(crate) fn read_currency(reader: &mut RowReader, rules: &Rules) -> Option<Currency> {
    match reader.row.layout().has(Column::Currency) {
        true => reader.required(Column::Currency, values::currency),
        false => rules.currency,
    }
}

/// Everything about the order that a row says. `None` when any of it is faulty.
pub(crate) fn read_head(reader: &mut RowReader, currency: Option<Currency>, rules: &Rules) -> Option<OrderHead> {
    use Column::{
        Address, Channel, Customer, CustomerCode, CustomerRef, OrderNo, PaymentTerms, Promised, Received, Remarks,
        Salesperson, Shipped, Tracking, TradeTerms,
    };
    let layout = reader.row.layout();
    let received = reader.date(Received);
    if received == Some(None) {
        reader.fault(Received, Problem::Missing);
    }
    let received = received.flatten();
    let promised = reader.date(Promised);
    let shipped = reader.date(Shipped);
    check_days(reader, rules, received, promised.flatten(), shipped.flatten());
    if promised == Some(None) && layout.has(Promised) {
        reader.note(Promised, Note::NoPromise);
    }
    let by_code = layout.has(CustomerCode) && !layout.has(Customer);
    let customer = if by_code {
        Some(String::new())
    } else {
        let name = reader.words(Customer, LONGEST_NAME);
        if name.as_deref() == Some("") {
            reader.fault(Customer, Problem::Missing);
        }
        name.filter(|name| !name.is_empty())
    };
    let customer_code = reader.words(CustomerCode, LONGEST_NAME);
    let own_number = reader.words(OrderNo, LONGEST_NAME);
    let customer_ref = reader.words(CustomerRef, LONGEST_NAME);
    let salesperson = reader.take(Salesperson, values::person(reader.row.cell(Salesperson), LONGEST_NAME));
    let channel = reader.optional(Channel, values::channel);
    let payment_terms = reader.take(PaymentTerms, values::payment_terms(reader.row.cell(PaymentTerms), LONGEST_NAME));
    let trade_terms = reader.take(TradeTerms, values::trade_terms(reader.row.cell(TradeTerms), LONGEST_NAME));
    let tracking = reader.words(Tracking, LONGEST_NAME);
    let address = reader.take(Address, values::lines(reader.row.cell(Address), LONGEST_TEXT));
    let remarks = reader.take(Remarks, values::lines(reader.row.cell(Remarks), LONGEST_TEXT));
    Some(OrderHead {
        own_number: some(own_number?),
        customer: customer?,
        customer_code: some(customer_code?),
        customer_ref: customer_ref?,
        salesperson: some(salesperson?),
        channel: channel?.unwrap_or(yidan_domain::order::Channel::Other),
        received: received?,
        promised: promised?,
        shipped: shipped?,
        tracking: tracking?,
        currency: currency?,
        payment_terms: payment_terms?,
        trade_terms: trade_terms?,
        address: address?,
        remarks: remarks?,
    })
}

fn some(words: String) -> Option<String> {
    Some(words).filter(|words| !words.is_empty())
}

fn check_days(
    reader: &mut RowReader,
    rules: &Rules,
    received: Option<jiff::civil::Date>,
    promised: Option<jiff::civil::Date>,
    shipped: Option<jiff::civil::Date>,
) {
    for (column, date) in [(Column::Received, received), (Column::Shipped, shipped)] {
        if date.is_some_and(|date| date > rules.today) {
            reader.fault(column, Problem::InTheFuture { today: rules.today });
        }
    }
    let oldest = oldest(rules.today);
    if received.is_some_and(|received| received < oldest) {
        reader.fault(Column::Received, Problem::TooLongAgo { oldest });
    }
    let furthest = furthest(rules.today);
    if promised.is_some_and(|promised| promised > furthest) {
        reader.fault(Column::Promised, Problem::PromisedTooFar { furthest });
    }
    let Some(received) = received else { return };
    if promised.is_some_and(|promised| promised < received) {
        reader.fault(Column::Promised, Problem::PromisedBeforeReceived { received });
    }
    if shipped.is_some_and(|shipped| shipped < received) {
        reader.fault(Column::Shipped, Problem::ShippedBeforeReceived { received });
    }
}

/// The goods that a row says. `None` when any of it is faulty.
pub(crate) fn read_line(reader: &mut RowReader, currency: Option<Currency>) -> Option<LineDraft> {
    use Column::{Amount, Discount, Price, Product, ProductCode, Quantity, Spec, Unit};
    let code = reader.words(ProductCode, LONGEST_NAME);
    let name = reader.words(Product, LONGEST_NAME);
    if name.as_deref() == Some("") && code.as_deref() == Some("") {
        reader.fault(if reader.row.layout().has(Product) { Product } else { ProductCode }, Problem::Missing);
    }
    let spec = reader.words(Spec, LONGEST_NAME);
    let unit = if reader.row.layout().has(Unit) {
        reader.required(Unit, |cell| values::words(cell, LONGEST_NAME))
    } else {
        Some(String::new())
    };
    let quantity = match &unit {
        Some(unit) => reader.required(Quantity, |cell| values::quantity(cell, unit)),
        None => None,
    };
    // Without a currency no price can be read for what it is; the row is refused for that already.
    let currency = currency?;
    let price = reader.optional(Price, |cell| values::price(cell, currency));
    let discount = reader.optional(Discount, values::discount_percent);
    let (quantity, price) = (quantity?, price?);
    let discount_percent = discount?.unwrap_or_default();
    let line = LineDraft {
        row: reader.row.number,
        code: some(code?),
        name: name?,
        spec: spec?,
        quantity,
        price,
        discount_percent,
    };
    let counted = line.amount(currency);
    if price.is_some() && counted.is_none() {
        reader.fault(Price, Problem::TooLarge);
    }
    let stated = values::check_amount(reader.row.cell(Amount), counted);
    reader.take(Amount, stated)?;
    Some(line)
}

/// A new name that is another one with something in brackets behind it may be the same firm or its branch: nobody but a
/// person can say.
fn check_customer(reader: &mut RowReader, name: &str, names: &HashSet<String>, rules: &Rules) {
    let other = match (rules.known)(name) {
        Known::Settled => return,
        Known::Similar(other) => Some(other),
        Known::No => {
            let base = without_brackets(name);
            base.filter(|base| names.contains(&folded(base)) || matches!((rules.known)(base), Known::Settled))
        }
    };
    if let Some(other) = other {
        reader.fault(Column::Customer, Problem::SimilarCustomer { other });
    }
}

/// `星河贸易` of `星河贸易(上海)`.
pub fn without_brackets(name: &str) -> Option<String> {
    let name = name.trim_end().strip_suffix([')', '）'])?;
    let base = name[..name.rfind(['(', '（'])?].trim_end();
    Some(base.to_owned()).filter(|base| !base.is_empty())
}

fn names_in(sheet: &Sheet, layout: &Layout) -> HashSet<String> {
    layout.rows(sheet).map(|row| folded(&row.cell(Column::Customer).shown())).collect()
}

/// What rows of one order have in common; empty for a row that stands alone.
fn key_of(row: Row) -> String {
    let shown = |column| folded(&row.cell(column).shown());
    match (shown(Column::OrderNo), shown(Column::Customer), shown(Column::CustomerRef)) {
        (number, ..) if !number.is_empty() => number,
        (_, customer, reference) if !customer.is_empty() && !reference.is_empty() => format!("{customer}\n{reference}"),
        _ => String::new(),
    }
}

/// Rows read so far, to find those that hold no order or an order's line once more.
#[derive(Default)]
struct Seen {
    rows: HashMap<Vec<String>, usize>,
    taken: HashMap<Vec<String>, usize>,
}

impl Seen {
    fn skip(&mut self, row: Row) -> Option<Skip> {
        if row.is_blank() {
            return Some(Skip::Blank);
        }
        if is_subtotal(row) {
            return Some(Skip::Subtotal);
        }
        let mut cells: Vec<String> = row.cells.iter().map(|cell| cell.words(true)).collect();
        cells.truncate(cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1));
        let first = *self.rows.entry(cells).or_insert(row.number);
        (first != row.number).then_some(Skip::RepeatOf { row: first })
    }

    fn looks_repeated(&mut self, row: Row) -> Option<usize> {
        let cells = row.layout().at.keys().map(|column| row.cell(*column).words(true)).collect();
        let first = *self.taken.entry(cells).or_insert(row.number);
        (first != row.number).then_some(first)
    }
}

fn is_subtotal(row: Row) -> bool {
    const WORDS: [&str; 9] = ["小计", "合计", "总计", "累计", "共计", "total", "subtotal", "grand total", "sum"];
    let is_word = |cell: &Cell| {
        let words = folded(&cell.shown()).replace([':', '：'], "");
        WORDS.contains(&words.trim())
    };
    let has_goods = [Column::Product, Column::ProductCode]
        .iter()
        .any(|column| !row.cell(*column).is_blank() && !is_word(row.cell(*column)));
    !has_goods && row.cells.iter().any(is_word)
}

/// Orders being put together from rows.
#[derive(Default)]
pub(crate) struct Groups {
    groups: Vec<Group>,
    by_key: HashMap<String, usize>,
}

#[derive(Default)]
struct Group {
    rows: Vec<Place>,
    draft: Option<OrderDraft>,
    said: Said,
    /// The first row that is refused.
    refused: Option<usize>,
    refused_rows: HashSet<usize>,
}

impl Groups {
    fn add(&mut self, key: &str, row: Row, head: Option<OrderHead>, line: Option<LineDraft>, mut said: Said) {
        let at = match self.by_key.get(key) {
            Some(at) if !key.is_empty() => *at,
            _ => {
                self.groups.push(Group::default());
                self.by_key.insert(key.to_owned(), self.groups.len() - 1);
                self.groups.len() - 1
            }
        };
        let group = &mut self.groups[at];
        match (&mut group.draft, head) {
            (Some(draft), Some(head)) => {
                if let Some((column, other)) = draft.head.difference(&head) {
                    said.faults.push(row.fault(column, Problem::DiffersFrom { row: draft.rows[0], other }));
                } else if draft.lines.len() == MOST_LINES {
                    said.faults.push(row.fault(Column::OrderNo, Problem::TooManyLines { limit: MOST_LINES }));
                } else {
                    draft.join(row.number, head, line);
                }
            }
            (None, Some(head)) => group.draft = Some(OrderDraft::new(row.place(), head, line)),
            (_, None) => {}
        }
        group.put(row.place(), said);
    }

    pub(crate) fn finish(self, out: &mut Intake) {
        for group in self.groups {
            group.finish(out);
        }
    }
}

impl Group {
    fn put(&mut self, place: Place, said: Said) {
        if !said.faults.is_empty() {
            self.refused.get_or_insert(place.row);
            self.refused_rows.insert(place.row);
        }
        self.rows.push(place);
        self.said.add(said);
    }

    fn finish(mut self, out: &mut Intake) {
        match (self.refused, self.draft) {
            (None, Some(draft)) => {
                out.orders.push(draft);
                out.notes.append(&mut self.said.notes);
            }
            (refused, _) => {
                let row = refused.unwrap_or_default();
                let others = self.rows.into_iter().filter(|place| !self.refused_rows.contains(&place.row));
                out.faults.append(&mut self.said.faults);
                out.faults.extend(others.map(|place| place.fault(Problem::PartOfRefused { row })));
            }
        }
    }
}
