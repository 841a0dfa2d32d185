//! Invoices: issued, opened from orders by their terms of payment, shown with all that was booked on them.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    CustomerId, InvoiceId, OrderId, PersonId,
    access::Scope,
    access::Viewer,
    party::Person,
    receivable::{self, balances},
};
use yidan_store::{Result, Tx, orders, receivables};

use super::{
    super::{
        caller::Caller,
        problem::{Answer, Problem},
        reply::Reply,
        sent::{Path, Sent},
        values::{Day, Figure, Money, Name, Number, PersonName, Prose},
    },
    values::{CustomerName, Entry, InstalmentStanding, Names, entries, exact},
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(issue_invoice))
        .routes(routes!(get_invoice))
        .routes(routes!(list_invoices_of_order, open_receivable))
}

/// An invoice as it is issued. Its instalments come to its amount.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct InvoiceFields {
    number: Number,
    customer: Uuid,
    #[serde(default)]
    order: Option<Uuid>,
    #[serde(default)]
    salesperson: Option<Uuid>,
    issued: Day,
    amount: Money,
    /// Units of the company's currency for one of the invoice's, on the day of issue.
    #[serde(default)]
    rate: Option<Figure>,
    /// Terms of payment, as written.
    #[serde(default)]
    terms: Name,
    /// One instalment of the whole amount without a due day, when left out.
    #[serde(default)]
    instalments: Vec<InstalmentFields>,
    #[serde(default)]
    note: Prose,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct InstalmentFields {
    amount: Money,
    #[serde(default)]
    due: Option<Day>,
    /// What it is for: `定金`, `30 days after B/L date`.
    #[serde(default)]
    what: Name,
}

/// An invoice as it stands.
#[derive(Serialize, ToSchema)]
pub struct Invoice {
    id: Uuid,
    version: u64,
    number: String,
    customer: CustomerName,
    order: Option<Uuid>,
    salesperson: Option<PersonName>,
    issued: Day,
    amount: Money,
    open: Money,
    rate: Option<Figure>,
    terms: String,
    /// Its instalments fall due as the order goes on, by its terms of payment.
    follows_order: bool,
    instalments: Vec<InstalmentStanding>,
    entries: Vec<Entry>,
    /// Won (above zero) or lost because it was written at one rate and paid at another, in the company's currency; null
    /// where rates are not known, or nothing was paid.
    exchange_difference: Option<Money>,
    note: String,
}

#[derive(Serialize, ToSchema)]
struct Invoices {
    invoices: Vec<Invoice>,
}

/// The invoice that an order's total becomes.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ReceivableOpening)]
struct Opening {
    /// Its own number; until there is one, it goes by the order's.
    #[serde(default)]
    number: Option<Number>,
    /// There is a receivable of this order already, and this is to be another one.
    #[serde(default)]
    another: bool,
}

/// Issue an invoice
///
/// For finance.
#[utoipa::path(post, path = "/invoices", tag = "receivables", request_body = InvoiceFields,
    responses((status = 201, description = "Issued.", body = Invoice), (status = 403)))]
async fn issue_invoice(caller: Caller, Sent { what, once }: Sent<InvoiceFields>) -> Answer {
    let invoice = what.read(InvoiceId(Uuid::now_v7()))?;
    let show = Shower::of(&caller);
    let issued = caller.commit(once, move |tx, actor| {
        let kept = receivables::issue(tx, actor, invoice.clone())?;
        show.made(tx, &kept)
    });
    issued.await
}

/// One invoice
///
/// With its instalments as they stand today and every entry. `ETag` is its version.
#[utoipa::path(get, path = "/invoices/{id}", tag = "receivables", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The invoice.", body = Invoice), (status = 403)))]
async fn get_invoice(caller: Caller, Path(id): Path<InvoiceId>) -> Answer {
    let (viewer, show) = (caller.viewer.clone(), Shower::of(&caller));
    let read = move |tx: &mut Tx| {
        let kept = receivables::get(tx, &viewer, id)?;
        show.invoice(tx, &kept)
    };
    let invoice = caller.app.store.read(read).await?;
    let version = invoice.version;
    Ok(Reply::ok(invoice).version(version).into_response())
}

/// Invoices of an order
#[utoipa::path(get, path = "/orders/{id}/invoices", tag = "receivables", params(("id" = Uuid, Path)),
    responses((status = 200, description = "All of them, the earliest first.", body = Invoices), (status = 403)))]
async fn list_invoices_of_order(caller: Caller, Path(id): Path<OrderId>) -> Answer {
    let (viewer, show) = (caller.viewer.clone(), Shower::of(&caller));
    let read = move |tx: &mut Tx| {
        receivables::must_see_money(&viewer)?;
        orders::load(tx, viewer.scope(), id)?;
        let kept = receivables::invoices_of_order(tx, id)?;
        kept.iter().map(|kept| show.invoice(tx, kept)).collect::<Result<Vec<Invoice>>>()
    };
    let invoices = caller.app.store.read(read).await?;
    Ok(Reply::ok(Invoices { invoices }).into_response())
}

/// Open the receivable of an order
///
/// For finance: the order's total, in the instalments of its terms of payment. A process may do it by itself once an order
/// has been reviewed or released on credit.
#[utoipa::path(post, path = "/orders/{id}/invoices", tag = "receivables", params(("id" = Uuid, Path)),
    request_body = Opening, responses((status = 201, description = "Opened.", body = Invoice), (status = 403)))]
async fn open_receivable(caller: Caller, Path(id): Path<OrderId>, Sent { what, once }: Sent<Opening>) -> Answer {
    let number = what.number.map(|number| number.0).filter(|number| !number.trim().is_empty());
    let (show, another) = (Shower::of(&caller), what.another);
    let opened = caller.commit(once, move |tx, actor| {
        let kept = receivables::open_for_order(tx, actor, id, number.clone(), another)?;
        show.made(tx, &kept)
    });
    opened.await
}

impl InvoiceFields {
    fn read(self, id: InvoiceId) -> Result<receivable::Invoice, Problem> {
        let amount = exact(self.amount, "/amount")?;
        let mut instalments = Vec::new();
        for (place, part) in self.instalments.into_iter().enumerate() {
            instalments.push(receivable::Instalment {
                number: place as u32 + 1,
                amount: exact(part.amount, &format!("/instalments/{place}/amount"))?,
                due: part.due.map(|due| due.0),
                what: part.what.0,
            });
        }
        if instalments.is_empty() {
            instalments.push(receivable::Instalment { number: 1, amount, due: None, what: String::new() });
        }
        Ok(receivable::Invoice {
            id,
            number: self.number.0,
            customer: CustomerId(self.customer),
            order: self.order.map(OrderId),
            salesperson: self.salesperson.map(PersonId),
            issued: self.issued.0,
            amount,
            rate: self.rate.map(|rate| rate.0),
            terms: self.terms.0,
            instalments,
            note: self.note.0,
        })
    }
}

/// Shows what is kept, as the caller is to see it.
#[derive(Clone)]
pub struct Shower {
    viewer: Viewer,
    today: jiff::civil::Date,
    people: std::sync::Arc<[Person]>,
}

impl Shower {
    pub fn of(caller: &Caller) -> Self {
        let people = caller.app.store.world().people.clone().into();
        Self { viewer: caller.viewer.clone(), today: caller.today(), people }
    }

    pub fn entry(&self, entry: &receivable::Entry) -> Entry {
        Entry::of(entry, &self.people)
    }

    pub fn entries(&self, made: &[receivable::Entry]) -> Vec<Entry> {
        entries(made, &self.people)
    }

    pub fn person(&self, id: PersonId) -> PersonName {
        PersonName::of(id, &self.people)
    }

    fn made(&self, tx: &mut Tx, kept: &receivables::Kept) -> Result<Reply<Invoice>> {
        let invoice = self.invoice(tx, kept)?;
        let version = invoice.version;
        Ok(Reply::created(&format!("/invoices/{}", invoice.id), invoice).version(version))
    }

    pub fn invoice(&self, tx: &mut Tx, kept: &receivables::Kept) -> Result<Invoice> {
        let receivables::Kept { invoice, is_planned, version } = kept;
        let made = receivables::entries_of_invoice(tx, invoice.id)?;
        let standing = balances(invoice, &made, jiff::civil::Date::MAX);
        let open = standing.iter().fold(0_i64, |sum, balance| sum.saturating_add(balance.open.minor));
        let instalment = |balance: &receivable::Balance| {
            let part = invoice.instalments.iter().find(|part| part.number == balance.instalment);
            InstalmentStanding::of(balance, part, self.today)
        };
        // An order that is not the viewer's may have an invoice that is.
        let order = match invoice.order {
            Some(id) if self.viewer.scope() != Scope::All => {
                orders::load(tx, self.viewer.scope(), id).is_ok().then_some(id.0)
            }
            order => order.map(|id| id.0),
        };
        Ok(Invoice {
            id: invoice.id.0,
            version: *version,
            number: invoice.number.clone(),
            customer: Names::of(tx, [invoice.customer])?.name(invoice.customer),
            order,
            salesperson: invoice.salesperson.map(|person| self.person(person)),
            issued: Day(invoice.issued),
            amount: invoice.amount.into(),
            open: yidan_domain::Money { minor: open, currency: invoice.amount.currency }.into(),
            rate: invoice.rate.map(Figure),
            terms: invoice.terms.clone(),
            follows_order: *is_planned,
            instalments: standing.iter().map(instalment).collect(),
            entries: self.entries(&made),
            exchange_difference: receivables::exchange_of_invoice(tx, invoice.id)?.map(Into::into),
            note: invoice.note.clone(),
        })
    }
}
