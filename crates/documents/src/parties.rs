//! Lists of customers, products, people and carriers become drafts of them.

use rust_decimal::Decimal;
use yidan_domain::{
    Currency,
    order::decide::{LONGEST_NAME, LONGEST_TEXT},
    text::folded,
};

use std::collections::HashMap;

use crate::{
    intake::{Intake, Rules},
    layout::{Column, Layout, Row},
    problem::{Place, Problem, Skip, Skipped},
    reading::RowReader,
    sheet::Sheet,
    values,
};

#[derive(Debug, Clone, PartialEq)]
pub struct CustomerDraft {
    pub place: Place,
    pub code: Option<String>,
    pub name: String,
    pub contact: String,
    pub phone: String,
    pub email: String,
    pub address: String,
    pub country: String,
    pub region: String,
    pub terms: String,
    pub salesperson: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ProductDraft {
    pub place: Place,
    pub code: String,
    pub name: String,
    pub spec: String,
    pub unit: String,
    pub price: Option<Decimal>,
    pub currency: Option<Currency>,
    pub archived: bool,
}

/// A person or a carrier of another table, by the key that rows name it with.
#[derive(Debug, Clone, PartialEq)]
pub struct Named {
    pub key: String,
    pub name: String,
}

pub fn read_customers(sheet: &Sheet, layout: &Layout, out: &mut Intake) {
    let mut keys = Keys::default();
    for mut reader in readers(sheet, layout, out) {
        let draft = customer(&mut reader);
        if let Some(draft) = &draft {
            keys.check(&mut reader, Column::Customer, &draft.name);
            keys.check(&mut reader, Column::CustomerCode, draft.code.as_deref().unwrap_or_default());
        }
        out.keep(reader, draft, |out, draft| out.customers.push(draft));
    }
}

pub fn read_products(sheet: &Sheet, layout: &Layout, rules: &Rules, out: &mut Intake) {
    let mut keys = Keys::default();
    for mut reader in readers(sheet, layout, out) {
        let draft = product(&mut reader, rules);
        if let Some(draft) = &draft {
            keys.check(&mut reader, Column::ProductCode, &draft.code);
        }
        out.keep(reader, draft, |out, draft| out.products.push(draft));
    }
}

/// People by their number, or carriers by theirs.
pub fn read_named(sheet: &Sheet, layout: &Layout, key: Column, out: &mut Intake) -> Vec<Named> {
    let mut keys = Keys::default();
    let mut named = Vec::new();
    for mut reader in readers(sheet, layout, out) {
        let draft = name_of(&mut reader, key);
        if let Some(draft) = &draft {
            keys.check(&mut reader, key, &draft.key);
        }
        out.keep(reader, draft, |_, draft| named.push(draft));
    }
    named
}

/// The rows that hold something; blank ones are noted as such.
fn readers<'a>(sheet: &'a Sheet, layout: &'a Layout, out: &mut Intake) -> Vec<RowReader<'a>> {
    let (blank, rows): (Vec<Row>, Vec<Row>) = layout.rows(sheet).partition(Row::is_blank);
    out.skipped.extend(blank.into_iter().map(|row| Skipped { place: row.place(), why: Skip::Blank }));
    rows.into_iter().map(RowReader::new).collect()
}

fn customer(reader: &mut RowReader) -> Option<CustomerDraft> {
    use Column::{Contact, Country, Customer, CustomerCode, Email, PaymentTerms, Phone, Region, Salesperson};
    let name = reader.required(Customer, |cell| values::words(cell, LONGEST_NAME));
    let code = reader.words(CustomerCode, LONGEST_NAME);
    let contact = reader.words(Contact, LONGEST_NAME);
    let phone = reader.words(Phone, LONGEST_NAME);
    let email = reader.words(Email, LONGEST_NAME);
    let country = reader.words(Country, LONGEST_NAME);
    // Beside a city a region is a part of the address, not of the sales map.
    let is_sales_region = !reader.row.layout().has(Column::City);
    let region = if is_sales_region { reader.words(Region, LONGEST_NAME) } else { Some(String::new()) };
    let terms = reader.take(PaymentTerms, values::payment_terms(reader.row.cell(PaymentTerms), LONGEST_NAME));
    let salesperson = reader.take(Salesperson, values::person(reader.row.cell(Salesperson), LONGEST_NAME));
    Some(CustomerDraft {
        address: address(reader)?,
        place: reader.row.place(),
        code: code.filter(|code| !code.is_empty()),
        name: name.filter(|name| !name.is_empty())?,
        contact: contact?,
        phone: phone?,
        email: email?,
        country: country?,
        region: region?,
        terms: terms?,
        salesperson: salesperson.filter(|name| !name.is_empty()),
    })
}

fn product(reader: &mut RowReader, rules: &Rules) -> Option<ProductDraft> {
    use Column::{Archived, Price, Product, ProductCode, Spec, Unit};
    let code = reader.required(ProductCode, |cell| values::words(cell, LONGEST_NAME));
    let name = reader.required(Product, |cell| values::words(cell, LONGEST_NAME));
    let spec = reader.words(Spec, LONGEST_NAME);
    let unit = reader.words(Unit, LONGEST_NAME);
    let archived = reader.take(Archived, values::yes_or_no(reader.row.cell(Archived)));
    let currency = reader.optional(Column::Currency, values::currency)?.or(rules.currency);
    let price = match (reader.row.cell(Price).is_blank(), currency) {
        (true, _) => Some(None),
        (false, Some(currency)) => reader.optional(Price, |cell| values::price(cell, currency)),
        (false, None) => reader.take(Column::Currency, Err(Problem::Missing)),
    };
    let price = price?;
    Some(ProductDraft {
        place: reader.row.place(),
        code: code?,
        name: name?,
        spec: spec?,
        unit: unit?,
        price,
        currency: currency.filter(|_| price.is_some()),
        archived: archived?,
    })
}

fn name_of(reader: &mut RowReader, key: Column) -> Option<Named> {
    use Column::{FirstName, LastName, Name};
    let code = reader.required(key, |cell| values::words(cell, LONGEST_NAME));
    let name = if reader.row.layout().has(Name) {
        reader.required(Name, |cell| values::person(cell, LONGEST_NAME))?
    } else {
        let last = reader.required(LastName, |cell| values::words(cell, LONGEST_NAME))?;
        let first = reader.words(FirstName, LONGEST_NAME)?;
        // 王 小明 is 王小明, Davolio Nancy is Nancy Davolio.
        if last.is_ascii() { format!("{first} {last}").trim().to_owned() } else { format!("{last}{first}") }
    };
    Some(Named { key: code?, name })
}

/// An address from its parts, in the order in which they are written on an envelope.
pub(crate) fn address(reader: &mut RowReader) -> Option<String> {
    use Column::{Address, City, Country, PostalCode, Recipient, Region, State};
    let has_city = reader.row.layout().has(City);
    let mut parts = vec![Recipient, Address, City, State, PostalCode];
    if has_city {
        parts.insert(4, Region);
        parts.push(Country);
    }
    let parts: Option<Vec<String>> = parts.into_iter().map(|part| reader.words(part, LONGEST_NAME)).collect();
    let parts: Vec<String> = parts?.into_iter().filter(|part| !part.is_empty()).collect();
    let joined = parts.join(", ");
    if joined.chars().count() > LONGEST_TEXT {
        reader.fault(Address, Problem::TooLong { limit: LONGEST_TEXT });
        return None;
    }
    Some(joined)
}

/// Keys that must not come twice in a list.
#[derive(Default)]
struct Keys(HashMap<(Column, String), usize>);

impl Keys {
    fn check(&mut self, reader: &mut RowReader, column: Column, value: &str) {
        if value.is_empty() {
            return;
        }
        let first = *self.0.entry((column, folded(value))).or_insert(reader.row.number);
        if first != reader.row.number {
            reader.fault(column, Problem::KeyRepeated { row: first });
        }
    }
}
