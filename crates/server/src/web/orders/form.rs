//! The form by which an order is entered or amended, as somebody fills it in: words only. `reading` makes an order of it.

use std::collections::BTreeMap;

use jiff::{Timestamp, tz::TimeZone};
use yidan_domain::{
    PersonId, ProductId,
    order::{Channel, FileRef, Order},
};

use super::typed::Typed;

/// The fields above the lines.
pub const FIELDS: [&str; 13] = [
    "process",
    "channel",
    "customer",
    "customer_ref",
    "salesperson",
    "currency",
    "received",
    "received-clock",
    "promised",
    "address",
    "payment_terms",
    "trade_terms",
    "remarks",
];

#[derive(Debug, Clone, Default)]
pub struct OrderForm {
    fields: BTreeMap<&'static str, String>,
    pub lines: Vec<LineForm>,
    /// Originals that came with an earlier sending of the form.
    pub kept: Vec<FileRef>,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct LineForm {
    /// Number in the catalogue; empty for goods in free text.
    pub code: String,
    pub name: String,
    pub spec: String,
    pub quantity: String,
    pub unit: String,
    pub price: String,
    pub discount: String,
}

impl LineForm {
    fn is_blank(&self) -> bool {
        let Self { code, name, spec, quantity, price, .. } = self;
        [code, name, spec, quantity, price].into_iter().all(|part| part.trim().is_empty())
    }
}

/// What an empty form begins with.
pub struct Start<'a> {
    pub process: &'a str,
    pub currency: String,
    pub salesperson: Option<PersonId>,
    pub customer: String,
    pub now: Timestamp,
    pub zone: &'a TimeZone,
}

impl OrderForm {
    pub fn empty(start: &Start) -> Self {
        let mut form = Self { lines: vec![LineForm::default()], ..Self::default() };
        form.set("process", start.process);
        form.set("channel", "phone");
        form.set("customer", &start.customer);
        form.set("currency", &start.currency);
        form.set("salesperson", &start.salesperson.map(|id| id.to_string()).unwrap_or_default());
        form.set_received(start.now, start.zone);
        form
    }

    /// An order as the form would say it. `customer` is its name, `codes` are the catalogue numbers of its goods.
    pub fn of(order: &Order, customer: &str, codes: &BTreeMap<ProductId, String>, zone: &TimeZone) -> Self {
        let header = &order.header;
        let mut form = Self::default();
        form.set("process", &order.process.key);
        form.set("channel", channel_word(header.channel));
        form.set("customer", customer);
        form.set("customer_ref", &header.customer_ref);
        form.set("salesperson", &header.salesperson.map(|id| id.to_string()).unwrap_or_default());
        form.set("currency", header.currency.code());
        form.set_received(header.received_at, zone);
        form.set("promised", &header.promised.map(|day| day.to_string()).unwrap_or_default());
        form.set("address", &header.address);
        form.set("payment_terms", &header.payment_terms);
        form.set("trade_terms", &header.trade_terms);
        form.set("remarks", &header.remarks);
        let line = |line: &yidan_domain::order::Line| LineForm {
            code: line.product.and_then(|id| codes.get(&id).cloned()).unwrap_or_default(),
            name: line.name.clone(),
            spec: line.spec.clone(),
            quantity: line.quantity.amount().to_string(),
            unit: line.quantity.unit.clone(),
            price: line.price.map(|price| price.to_string()).unwrap_or_default(),
            discount: match line.discount_percent.is_zero() {
                true => String::new(),
                false => line.discount_percent.normalize().to_string(),
            },
        };
        form.lines = order.lines.iter().map(line).collect();
        form
    }

    pub fn typed(typed: &Typed) -> Self {
        let fields = FIELDS.into_iter().map(|name| (name, typed.get(name).replace("\r\n", "\n"))).collect();
        let part = |name: &str| typed.all(&format!("line-{name}"));
        let (codes, names, specs) = (part("code"), part("name"), part("spec"));
        let (quantities, units, prices, discounts) = (part("quantity"), part("unit"), part("price"), part("discount"));
        let at = |values: &[&str], row: usize| values.get(row).map(|value| (*value).to_owned()).unwrap_or_default();
        let rows = codes.len().max(names.len());
        let lines = (0..rows).map(|row| LineForm {
            code: at(&codes, row),
            name: at(&names, row),
            spec: at(&specs, row),
            quantity: at(&quantities, row),
            unit: at(&units, row),
            price: at(&prices, row),
            discount: at(&discounts, row),
        });
        // Rows left empty are no lines; one is always there to be filled in.
        let mut lines: Vec<LineForm> = lines.filter(|line| !line.is_blank()).collect();
        if lines.is_empty() {
            lines.push(LineForm::default());
        }
        Self { fields, lines, kept: Vec::new() }
    }

    pub fn get(&self, field: &str) -> &str {
        self.fields.get(field).map_or("", String::as_str)
    }

    pub fn is_without_lines(&self) -> bool {
        self.lines.iter().all(LineForm::is_blank)
    }

    /// What was typed over `seen`, laid over what the order is `now`: a field that was not touched follows the order, so
    /// that sending the form again takes back nobody's change.
    pub fn over(self, seen: &OrderForm, now: &OrderForm) -> Self {
        let field = |name: &'static str| {
            let source = if self.get(name) == seen.get(name) { now } else { &self };
            (name, source.get(name).to_owned())
        };
        let fields = FIELDS.into_iter().map(field).collect();
        let lines = if self.lines == seen.lines { now.lines.clone() } else { self.lines };
        Self { fields, lines, kept: self.kept }
    }

    fn set(&mut self, field: &'static str, value: &str) {
        self.fields.insert(field, value.to_owned());
    }

    fn set_received(&mut self, at: Timestamp, zone: &TimeZone) {
        let at = zone.to_datetime(at);
        self.set("received", &at.date().to_string());
        self.set("received-clock", &at.strftime("%H:%M").to_string());
    }
}

pub const CHANNELS: [(&str, Channel); 5] = [
    ("phone", Channel::Phone),
    ("email", Channel::Email),
    ("fax", Channel::Fax),
    ("online", Channel::Online),
    ("other", Channel::Other),
];

fn channel_word(channel: Channel) -> &'static str {
    CHANNELS.iter().find(|(_, known)| *known == channel).map_or("other", |(word, _)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(promised: &str, address: &str, goods: &str) -> OrderForm {
        let lines = vec![LineForm { name: goods.into(), ..LineForm::default() }];
        let mut form = OrderForm { lines, ..OrderForm::default() };
        form.set("promised", promised);
        form.set("address", address);
        form
    }

    #[test]
    fn a_form_sent_again_takes_back_nobodys_change() {
        let seen = form("2026-12-01", "宁波", "法兰");
        let now = form("2026-12-01", "上海", "法兰 DN80");
        let mine = form("2026-12-09", "宁波", "法兰").over(&seen, &now);
        assert_eq!((mine.get("promised"), mine.get("address")), ("2026-12-09", "上海"));
        assert_eq!(mine.lines[0].name, "法兰 DN80");

        let mine = form("2026-12-01", "北京", "弯头").over(&seen, &now);
        assert_eq!((mine.get("address"), mine.lines[0].name.as_str()), ("北京", "弯头"));
    }
}
