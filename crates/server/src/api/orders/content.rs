//! What an order says: header and lines, the same when sent and when answered, so that what was got can be amended and
//! sent back.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use yidan_documents::{Cell, values};
use yidan_domain::{self as domain, Message, Say, order};

use super::super::{
    caller::Caller,
    problem::{Answer, Problem},
    reading::Fault,
    values::{Currency, Day, Figure, Moment, Name, Prose, Unit},
};

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Header {
    pub customer: Uuid,
    /// The customer's own number for the order.
    #[serde(default)]
    pub customer_ref: Name,
    pub channel: Channel,
    #[serde(default)]
    pub salesperson: Option<Uuid>,
    /// The company's currency when left out.
    #[serde(default)]
    pub currency: Option<Currency>,
    /// When the order was received: what clock times and lead times count from. Now, when left out.
    #[serde(default)]
    pub received_at: Option<Moment>,
    /// The day promised to the customer.
    #[serde(default)]
    pub promised: Option<Day>,
    #[serde(default)]
    pub address: Prose,
    /// Terms of payment; percentages must make 100.
    #[serde(default)]
    #[schema(examples("30% T/T, 70% L/C"))]
    pub payment_terms: Name,
    /// Trade terms: one of the Incoterms and a place.
    #[serde(default)]
    #[schema(examples("FOB NINGBO"))]
    pub trade_terms: Name,
    #[serde(default)]
    pub remarks: Prose,
}

/// How an order came in.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    Phone,
    Fax,
    Email,
    Online,
    Other,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// The catalogue's product; none for a line in free text.
    #[serde(default)]
    pub product: Option<Uuid>,
    pub name: Name,
    #[serde(default)]
    pub spec: Name,
    pub quantity: LineQuantity,
    /// Price of one unit, in the order's currency; none while it is not agreed.
    #[serde(default)]
    pub price: Option<Figure>,
    /// Percent taken off the price, 0 to 100.
    #[serde(default = "no_discount")]
    pub discount_percent: Figure,
}

/// So much of a unit; four digits after the point at most.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, expecting = r#"{ "amount": "480", "unit": "件" }"#)]
#[schema(examples(json!({ "amount": "480", "unit": "件" })))]
pub struct LineQuantity {
    pub amount: Figure,
    pub unit: Unit,
}

fn no_discount() -> Figure {
    Figure(Default::default())
}

impl Header {
    /// As the rules want it: what is left out filled in, terms read.
    pub fn read(self, caller: &Caller, currency: domain::Currency) -> Answer<order::Header> {
        let terms = |pointer: &str, read: Result<String, _>| {
            read.map_err(|problem: yidan_documents::Problem| Problem::from(Fault::at(pointer, problem.say())))
        };
        let payment = Cell::Text(self.payment_terms.0);
        let trade = Cell::Text(self.trade_terms.0);
        Ok(order::Header {
            customer: domain::CustomerId(self.customer),
            customer_ref: self.customer_ref.0,
            channel: self.channel.into(),
            salesperson: self.salesperson.map(domain::PersonId),
            currency: self.currency.map_or(currency, |currency| currency.0),
            received_at: self.received_at.map_or(caller.now(), |at| at.0),
            promised: self.promised.map(|day| day.0),
            address: self.address.0,
            payment_terms: terms("/header/payment_terms", values::payment_terms(&payment, 200))?,
            trade_terms: terms("/header/trade_terms", values::trade_terms(&trade, 200))?,
            remarks: self.remarks.0,
        })
    }
}

/// The lines, or the first place that cannot be kept exactly.
pub fn lines(sent: Vec<Line>) -> Answer<Vec<order::Line>> {
    let read = |(index, line): (usize, Line)| {
        let LineQuantity { amount, unit } = line.quantity;
        let unit = domain::text::tidy(&unit.0, false);
        let quantity = domain::Quantity::exact(amount.0, unit).ok_or_else(|| {
            Fault::at(format!("/lines/{index}/quantity/amount"), Message::new("api-quantity-not-exact"))
        })?;
        Ok(order::Line {
            product: line.product.map(domain::ProductId),
            name: line.name.0,
            spec: line.spec.0,
            quantity,
            price: line.price.map(|price| price.0),
            discount_percent: line.discount_percent.0.normalize(),
        })
    };
    sent.into_iter().enumerate().map(read).collect()
}

impl From<&order::Header> for Header {
    fn from(header: &order::Header) -> Self {
        Self {
            customer: header.customer.0,
            customer_ref: Name(header.customer_ref.clone()),
            channel: header.channel.into(),
            salesperson: header.salesperson.map(|person| person.0),
            currency: Some(Currency(header.currency)),
            received_at: Some(Moment(header.received_at)),
            promised: header.promised.map(Day),
            address: Prose(header.address.clone()),
            payment_terms: Name(header.payment_terms.clone()),
            trade_terms: Name(header.trade_terms.clone()),
            remarks: Prose(header.remarks.clone()),
        }
    }
}

impl From<&order::Line> for Line {
    fn from(line: &order::Line) -> Self {
        Self {
            product: line.product.map(|product| product.0),
            name: Name(line.name.clone()),
            spec: Name(line.spec.clone()),
            quantity: LineQuantity { amount: Figure(line.quantity.amount()), unit: Unit(line.quantity.unit.clone()) },
            price: line.price.map(Figure),
            discount_percent: Figure(line.discount_percent),
        }
    }
}

impl From<Channel> for order::Channel {
    fn from(channel: Channel) -> Self {
        match channel {
            Channel::Phone => Self::Phone,
            Channel::Fax => Self::Fax,
            Channel::Email => Self::Email,
            Channel::Online => Self::Online,
            Channel::Other => Self::Other,
        }
    }
}

impl From<order::Channel> for Channel {
    fn from(channel: order::Channel) -> Self {
        match channel {
            order::Channel::Phone => Self::Phone,
            order::Channel::Fax => Self::Fax,
            order::Channel::Email => Self::Email,
            order::Channel::Online => Self::Online,
            order::Channel::Other => Self::Other,
        }
    }
}
