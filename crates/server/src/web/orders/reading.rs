//! An order is made of what was typed. Everything that cannot be read as it stands is said at its field; nothing is guessed.

use std::collections::BTreeMap;

use jiff::{Timestamp, tz::TimeZone};
use rust_decimal::Decimal;
use yidan_documents::values;
use yidan_domain::{
    Currency, Message, PersonId, Quantity, Say,
    order::{
        Channel, Header, Line,
        decide::LONGEST_NAME,
        refusal::{LineProblem, Refusal},
    },
    party::{Customer, Product},
    text::{plain, tidy},
};
use yidan_store::{Result, Tx, customers, products};

use super::{
    form::{CHANNELS, FIELDS, LineForm, OrderForm},
    typed::{self, cell},
};
use crate::{page::Faults, texts::Reader};

/// Similar customers named when none is exactly as typed.
const SIMILAR: usize = 5;

/// What the words of a form mean to the lists.
pub struct Known {
    pub customer: Option<Customer>,
    /// Names that hold what was typed, when no customer is called so.
    pub similar: Vec<String>,
    /// By catalogue number.
    pub products: BTreeMap<String, Product>,
}

impl Known {
    pub fn look_up(tx: &mut Tx, form: &OrderForm) -> Result<Self> {
        let words = tidy(form.get("customer"), false);
        let customer = find_customer(tx, &words)?;
        let similar = match customer {
            None if !words.is_empty() => customers::list(tx, &words, false, None, SIMILAR)?,
            _ => Vec::new(),
        };
        let similar = similar.into_iter().map(|customer| customer.name).collect();
        let mut found = BTreeMap::new();
        for line in &form.lines {
            let code = tidy(&line.code, false);
            if !code.is_empty()
                && let Some(product) = products::coded(tx, &code)?
            {
                found.insert(code, product);
            }
        }
        Ok(Self { customer, similar, products: found })
    }
}

/// The customer of this code or name.
pub fn find_customer(tx: &mut Tx, words: &str) -> Result<Option<Customer>> {
    let words = tidy(words, false);
    if words.is_empty() {
        return Ok(None);
    }
    let id = match customers::coded(tx, &words)? {
        Some(id) => Some(id),
        None => customers::named(tx, &words)?,
    };
    id.map(|id| customers::get(tx, id)).transpose()
}

/// Header and lines, or what is wrong with which field.
pub fn read(form: &OrderForm, known: &Known, reader: &Reader) -> std::result::Result<(Header, Vec<Line>), Faults> {
    let mut read = Read { reader, faults: Faults::default() };
    let header = read.header(form, known);
    let currency = header.as_ref().map_or(Currency::CNY, |header| header.currency);
    if form.is_without_lines() {
        read.faults.add("lines", reader.t("entry-no-lines"));
        return Err(read.faults);
    }
    let lines: Vec<Option<Line>> =
        (1..).zip(&form.lines).map(|(number, line)| read.line(number, line, known, currency)).collect();
    match (header, lines.into_iter().collect::<Option<Vec<Line>>>()) {
        (Some(header), Some(lines)) if read.faults.is_empty() => Ok((header, lines)),
        _ => Err(read.faults),
    }
}

/// The field that a refusal of the whole order is about; `None` when it is about none in particular.
pub fn field_of(refusal: &Refusal) -> Option<String> {
    Some(match refusal {
        Refusal::PromisedBeforeReceived { .. } | Refusal::PromisedTooFar { .. } => "promised".to_owned(),
        Refusal::InTheFuture { .. } | Refusal::Received(_) => "received".to_owned(),
        Refusal::ReasonMissing => "reason".to_owned(),
        Refusal::ValidUntilInThePast { .. } => "valid_until".to_owned(),
        Refusal::LossNegative => "loss".to_owned(),
        Refusal::Lines(fault) => match fault.what {
            LineProblem::None | LineProblem::TooMany => "lines".to_owned(),
            LineProblem::NameMissing | LineProblem::NameTooLong => line_field(fault.line, "name"),
            LineProblem::SpecTooLong => line_field(fault.line, "spec"),
            LineProblem::UnitTooLong => line_field(fault.line, "unit"),
            LineProblem::QuantityNotPositive | LineProblem::CountedInFractions => line_field(fault.line, "quantity"),
            LineProblem::PriceNegative | LineProblem::AmountTooLarge => line_field(fault.line, "price"),
            LineProblem::DiscountOutOfRange => line_field(fault.line, "discount"),
        },
        _ => return None,
    })
}

/// Name of a part of a line, as faults are kept by; lines are counted from 1.
pub fn line_field(line: usize, part: &str) -> String {
    format!("line-{line}-{part}")
}

/// The line, from 1, and the part of it that a field is.
fn line_and_part(field: &str) -> Option<(usize, &str)> {
    let (number, part) = field.strip_prefix("line-")?.split_once('-')?;
    Some((number.parse().ok()?, part))
}

/// Where a field stands on the page, so that faults can be told in its order.
pub fn place_of(field: &str) -> (usize, usize) {
    match line_and_part(field) {
        Some((line, part)) => (line, PARTS.iter().position(|(known, _)| *known == part).unwrap_or_default()),
        None => match FIELDS.iter().position(|known| *known == field) {
            Some(place) => (0, place),
            None => (usize::MAX, 0),
        },
    }
}

/// What a field is called on the page; a part of a line with its line.
pub fn label_of(field: &str, reader: &Reader) -> String {
    if let Some((line, part)) = line_and_part(field) {
        let label = PARTS.iter().find(|(known, _)| *known == part).map_or("orders-lines", |(_, label)| label);
        return format!("{} {}", reader.count("orders-line-number", line as i64), reader.t(label));
    }
    reader.t(match field {
        "customer" => "orders-customer",
        "customer_ref" => "orders-reference",
        "salesperson" => "orders-salesperson",
        "currency" => "currency",
        "received" => "orders-received",
        "promised" => "orders-promised",
        "payment_terms" => "orders-payment",
        "trade_terms" => "orders-trade",
        "reason" => "entry-amend-reason",
        "valid_until" => "quote-valid-until",
        "asked_by" => "change-asked-by",
        "loss" => "change-loss",
        _ => "orders-lines",
    })
}

/// The parts of a line as they stand in its row, each with the key of its name.
const PARTS: [(&str, &str); 7] = [
    ("code", "entry-code"),
    ("name", "entry-name"),
    ("spec", "entry-spec"),
    ("quantity", "orders-quantity"),
    ("unit", "unit"),
    ("price", "orders-price"),
    ("discount", "entry-discount"),
];

struct Read<'a> {
    reader: &'a Reader,
    faults: Faults,
}

impl Read<'_> {
    fn fault(&mut self, field: impl Into<String>, why: &Message) {
        self.faults.add(field, self.reader.say(why));
    }

    /// The value, or `None` with the fault noted.
    fn take<T>(&mut self, field: impl Into<String>, read: std::result::Result<T, Message>) -> Option<T> {
        read.map_err(|why| self.fault(field, &why)).ok()
    }

    fn header(&mut self, form: &OrderForm, known: &Known) -> Option<Header> {
        let customer = self.customer(form, known);
        let (zone, now): (&TimeZone, Timestamp) = (&self.reader.zone, self.reader.now);
        let received = typed::moment(form.get("received"), form.get("received-clock"), zone, now)
            .and_then(|at| at.ok_or_else(|| Message::new("entry-received-missing")));
        let received_at = self.take("received", received);
        let promised = self.take("promised", typed::day(form.get("promised")));
        let short = |field: &str| values::words(&cell(form.get(field)), LONGEST_NAME);
        let customer_ref = self.take("customer_ref", short("customer_ref").map_err(|why| why.say()));
        let payment = values::payment_terms(&cell(form.get("payment_terms")), LONGEST_NAME);
        let payment_terms = self.take("payment_terms", payment.map_err(|why| why.say()));
        let trade = values::trade_terms(&cell(form.get("trade_terms")), LONGEST_NAME);
        let trade_terms = self.take("trade_terms", trade.map_err(|why| why.say()));
        let currency = form.get("currency").parse().map_err(|_| Message::new("import-unknown-currency"));
        let currency = self.take("currency", currency);
        let salesperson = self.take("salesperson", salesperson(form.get("salesperson")));
        Some(Header {
            customer: customer?.id,
            customer_ref: customer_ref?,
            channel: channel(form.get("channel")),
            salesperson: salesperson?,
            currency: currency?,
            received_at: received_at?,
            promised: promised?,
            address: form.get("address").to_owned(),
            payment_terms: payment_terms?,
            trade_terms: trade_terms?,
            remarks: form.get("remarks").to_owned(),
        })
    }

    fn customer<'k>(&mut self, form: &OrderForm, known: &'k Known) -> Option<&'k Customer> {
        if known.customer.is_some() {
            return known.customer.as_ref();
        }
        let typed = tidy(form.get("customer"), false);
        let why = if typed.is_empty() {
            Message::new("entry-customer-missing")
        } else if known.similar.is_empty() {
            Message::new("entry-customer-unknown").with("name", typed)
        } else {
            let similar = known.similar.iter().map(yidan_domain::Text::same).collect::<Vec<_>>();
            Message::new("entry-customer-similar").with("name", typed).with("similar", similar)
        };
        self.fault("customer", &why);
        None
    }

    fn line(&mut self, number: usize, typed: &LineForm, known: &Known, currency: Currency) -> Option<Line> {
        let code = tidy(&typed.code, false);
        let product = known.products.get(&code);
        if !code.is_empty() && product.is_none() {
            self.fault(line_field(number, "code"), &Message::new("entry-code-unknown").with("code", code));
        }
        // A catalogue number alone stands for all that the catalogue says.
        let filled = product
            .filter(|_| typed.name.trim().is_empty())
            .map(|product| filled(typed, product, currency, self.reader));
        let line = filled.as_ref().unwrap_or(typed);
        if line.name.trim().is_empty() {
            let why = Message::new("line-name-missing").with("line", number);
            self.fault(line_field(number, "name"), &why);
        }
        let quantity = match line.quantity.trim() {
            "" => Err(Message::new("entry-quantity-missing")),
            words => values::quantity(&cell(words), &line.unit).map_err(|why| why.say()),
        };
        let quantity: Option<Quantity> = self.take(line_field(number, "quantity"), quantity);
        let price = match line.price.trim() {
            "" => Ok(None),
            words => values::price(&cell(words), currency).map(Some).map_err(|why| why.say()),
        };
        let price = self.take(line_field(number, "price"), price);
        let discount = self.take(line_field(number, "discount"), percent(&line.discount));
        Some(Line {
            product: product.map(|product| product.id),
            name: line.name.clone(),
            spec: line.spec.clone(),
            quantity: quantity?,
            price: price?,
            discount_percent: discount?,
        })
    }
}

fn filled(typed: &LineForm, product: &Product, currency: Currency, reader: &Reader) -> LineForm {
    let or = |typed: &str, known: &str| if typed.trim().is_empty() { known.to_owned() } else { typed.to_owned() };
    let price = price_in(product, currency).map(|price| price.to_string()).unwrap_or_default();
    LineForm {
        name: product.name.get(reader.lang).to_owned(),
        spec: or(&typed.spec, &product.spec),
        unit: or(&typed.unit, &product.unit),
        price: or(&typed.price, &price),
        ..typed.clone()
    }
}

/// The catalogue's price, if it is in this currency.
pub fn price_in(product: &Product, currency: Currency) -> Option<Decimal> {
    product.price.filter(|_| product.currency.is_none_or(|its| its == currency))
}

/// In this column a bare 5 means five percent, as its head says.
fn percent(typed: &str) -> std::result::Result<Decimal, Message> {
    let words = plain(typed);
    let number = typed::number(words.trim_end_matches('%').trim_end())?;
    Ok(number.unwrap_or_default())
}

fn channel(word: &str) -> Channel {
    CHANNELS.iter().find(|(known, _)| *known == word).map_or(Channel::Other, |(_, channel)| *channel)
}

fn salesperson(id: &str) -> std::result::Result<Option<PersonId>, Message> {
    match id {
        "" => Ok(None),
        id => id.parse().map(Some).map_err(|_| Message::new("person-unknown")),
    }
}
