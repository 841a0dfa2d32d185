//! What is answered of credit: what is lacking and its ways, accounts, entries of the ledger.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use yidan_domain::{self as domain, Message, Say, credit, party::Person};

use super::super::{
    reading::Fault,
    values::{Day, Moment, Money, PersonName},
};
use crate::texts::Reader;

/// Something that an order lacks to be released. Any one of the ways does away with it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Lack {
    /// A stable name of it.
    #[schema(examples("credit-lack-guarantee"))]
    pub code: String,
    /// In the caller's language, with the amounts.
    pub detail: String,
    pub ways: Vec<Way>,
}

/// What one person can do about it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Way {
    #[schema(examples("credit-way-pay"))]
    pub code: String,
    /// Who does what, with the amount.
    pub detail: String,
}

impl Lack {
    pub fn of(lack: &credit::Lack, reader: &Reader) -> Self {
        let way = |way: &credit::Way| {
            let said = way.say();
            Way { code: said.key.to_owned(), detail: reader.say(&said) }
        };
        let said = lack.say();
        Self { code: said.key.to_owned(), detail: reader.say(&said), ways: lack.ways().iter().map(way).collect() }
    }
}

/// A customer's account in one currency.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Account {
    pub limit: Money,
    /// No formal limit has been set yet: it is the usual one.
    pub is_usual: bool,
    /// Shortfalls of released orders that are still due.
    pub in_use: Money,
    pub available: Money,
}

impl From<&credit::Account> for Account {
    fn from(account: &credit::Account) -> Self {
        Self {
            limit: account.limit().into(),
            is_usual: account.limit.is_none(),
            in_use: account.in_use.into(),
            available: account.available().into(),
        }
    }
}

/// How much a salesperson may guarantee, in one currency.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Quota {
    pub quota: Money,
    /// Guaranteed for released orders and still due.
    pub in_use: Money,
    pub available: Money,
}

impl From<&credit::Quota> for Quota {
    fn from(quota: &credit::Quota) -> Self {
        Self { quota: quota.limit.into(), in_use: quota.in_use.into(), available: quota.available().into() }
    }
}

/// An entry of the ledger.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Entry {
    pub id: Uuid,
    pub day: Day,
    pub at: Moment,
    pub by: PersonName,
    #[schema(examples("credit-entry-used"))]
    pub code: String,
    /// In the caller's language.
    pub detail: String,
    pub order: Option<Uuid>,
    pub note: String,
}

impl Entry {
    pub fn all(entries: &[credit::Entry], people: &[Person], reader: &Reader) -> Vec<Self> {
        let view = |entry: &credit::Entry| {
            let said: Message = entry.kind.say();
            Self {
                id: entry.id.0,
                day: Day(entry.day),
                at: Moment(entry.at),
                by: PersonName::of(entry.by, people),
                code: said.key.to_owned(),
                detail: reader.say(&said),
                order: entry.order.map(|order| order.0),
                note: entry.note.clone(),
            }
        };
        entries.iter().map(view).collect()
    }
}

#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct When {
    /// As it was at the end of this day.
    #[param(required = false)]
    pub at: Option<Day>,
}

impl When {
    pub fn day(self) -> Option<jiff::civil::Date> {
        self.at.map(|day| day.0)
    }
}

/// An amount in whole minor units of its currency, or the fault of its place.
pub fn exact(sent: Money, pointer: &str) -> Result<domain::Money, Fault> {
    let (amount, currency) = (sent.amount.0, sent.currency.0);
    domain::Money::exact(amount, currency).ok_or_else(|| {
        let digits = u64::from(currency.minor_digits());
        Fault::at(format!("{pointer}/amount"), Message::new("api-money-not-exact").with("digits", digits))
    })
}
