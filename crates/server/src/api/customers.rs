//! Customers.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{CustomerId, Message, PersonId, customer_rating, party};
use yidan_store::{Error, Tx, board, customer_ratings, customers};

use super::{
    caller::Caller,
    problem::Answer,
    reading::{self, Fault},
    reply::Reply,
    sent::{Path, Query, Sent},
    suppliers::Span,
    values::{Day, Figure, Money, Name, Prose, Search},
};
use crate::{
    app::App,
    web::{customers::RATED, screen::url_escaped},
};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_customers, add_customer))
        .routes(routes!(get_customer, change_customer))
        .routes(routes!(rate_customer))
}

/// A customer, as it is kept.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CustomerFields {
    /// The company's own short code, unique when given.
    #[serde(default)]
    code: Option<Name>,
    name: Name,
    #[serde(default)]
    contact: Name,
    #[serde(default)]
    phone: Name,
    #[serde(default)]
    email: Name,
    #[serde(default)]
    address: Prose,
    #[serde(default)]
    country: Name,
    /// Sales region.
    #[serde(default)]
    region: Name,
    /// Usual terms of payment, copied to a new order.
    #[serde(default)]
    terms: Name,
    /// The salesperson whose customer this is.
    #[serde(default)]
    owner: Option<Uuid>,
    /// An archived customer gets no new orders.
    #[serde(default)]
    archived: bool,
}

#[derive(Serialize, ToSchema)]
struct Customer {
    id: Uuid,
    customer: CustomerFields,
}

#[derive(Serialize, ToSchema)]
struct Customers {
    customers: Vec<Customer>,
    /// Where the next page begins, if there is one: give it as `after`.
    next: Option<Uuid>,
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// A part of name, code, contact, phone or country.
    #[serde(default)]
    #[param(required = false, inline)]
    text: Search,
    /// Those that are archived, instead of those that are not.
    #[serde(default)]
    #[param(required = false, default = false)]
    archived: bool,
    /// Where the page begins: `next` of the page before.
    #[param(required = false)]
    after: Option<Uuid>,
    #[serde(default = "reading::usual_rows", deserialize_with = "reading::rows")]
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: usize,
}

/// Customers
///
/// By name.
#[utoipa::path(get, path = "/customers", tag = "customers", params(Filter),
    responses((status = 200, description = "A page of them.", body = Customers)))]
async fn list_customers(caller: Caller, Query(filter): Query<Filter>) -> Answer {
    let Filter { text, archived, after, limit } = filter;
    let words = text.0.clone();
    let read = move |tx: &mut yidan_store::Tx| customers::list(tx, &words, archived, after.map(CustomerId), limit + 1);
    let mut found = caller.app.store.read(read).await.map_err(|error| match error {
        Error::NotFound(_) => Fault::in_parameter("after", Message::new("api-bad-cursor")).into(),
        other => super::problem::Problem::from(other),
    })?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| last.id.0);
    let address = next.map(|next| {
        let text = url_escaped(&text.0);
        format!("/api/v1/customers?text={text}&archived={archived}&after={next}&limit={limit}")
    });
    let customers = found.into_iter().map(Customer::from).collect();
    Ok(Reply::ok(Customers { customers, next }).next(address).into_response())
}

/// Add a customer
#[utoipa::path(post, path = "/customers", tag = "customers", request_body = CustomerFields,
    responses((status = 201, description = "Added.", body = Customer, headers(("Location" = String))), (status = 403)))]
async fn add_customer(caller: Caller, Sent { what, once }: Sent<CustomerFields>) -> Answer {
    let customer = what.with_id(CustomerId(Uuid::now_v7()));
    let added = caller.commit(once, move |tx, actor| {
        let customer = customers::put(tx, actor, customer.clone())?;
        Ok(Reply::created(&format!("/customers/{}", customer.id), Customer::from(customer)))
    });
    added.await
}

/// One customer
#[utoipa::path(get, path = "/customers/{id}", tag = "customers", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The customer.", body = Customer)))]
async fn get_customer(caller: Caller, Path(id): Path<CustomerId>) -> Answer {
    let customer = caller.app.store.read(move |tx| customers::get(tx, id)).await?;
    Ok(Reply::ok(Customer::from(customer)).into_response())
}

/// Change a customer, archive or restore it
///
/// All fields are replaced; what is left out becomes empty.
#[utoipa::path(put, path = "/customers/{id}", tag = "customers", params(("id" = Uuid, Path)), request_body = CustomerFields,
    responses((status = 200, description = "Changed.", body = Customer), (status = 403)))]
async fn change_customer(
    caller: Caller,
    Path(id): Path<CustomerId>,
    Sent { what, once }: Sent<CustomerFields>,
) -> Answer {
    let customer = what.with_id(id);
    let changed = caller.commit(once, move |tx, actor| {
        customers::get(tx, id)?;
        Ok(Reply::ok(Customer::from(customers::put(tx, actor, customer.clone())?)))
    });
    changed.await
}

/// How a customer did in a period, from what happened only: its latest 1,000 orders that you may see, and its payments.
#[derive(Serialize, ToSchema)]
struct CustomerRating {
    from: Day,
    to: Day,
    /// Received in the period.
    orders: u32,
    cancelled: u32,
    /// Changed after their review.
    changed: u32,
    /// Instalments due in the period; none for those who don't see the customer's money.
    due: u32,
    paid_in_time: u32,
    paid_in_time_percent: Option<Figure>,
    median_days_late: Option<Figure>,
    prices: Vec<BeatenDown>,
    /// Quotations sent in the period.
    quoted: u32,
    answered: u32,
    answer_median_days: Option<Figure>,
    samples_approved: u32,
    sample_rounds: u32,
}

/// What was quoted first, and what was agreed.
#[derive(Serialize, ToSchema)]
struct BeatenDown {
    orders: u32,
    first: Money,
    agreed: Money,
    percent: Option<Figure>,
}

/// How a customer did
#[utoipa::path(get, path = "/customers/{id}/rating", tag = "customers", params(("id" = Uuid, Path), Span),
    responses((status = 200, description = "The period's figures.", body = CustomerRating), (status = 404)))]
async fn rate_customer(caller: Caller, Path(id): Path<CustomerId>, Query(span): Query<Span>) -> Answer {
    let (today, viewer) = (caller.today(), caller.viewer.clone());
    let (period, zone) = (span.period(today), caller.app.store.world().company.zone.clone());
    let everything = board::Query::all(viewer.scope(), today);
    let query = board::Query {
        customer: Some(id),
        // Of an older period its own orders, not the latest.
        dates: Some((board::DateField::Received, None, Some(period.to))),
        sort: board::Sort::Received,
        descending: true,
        limit: RATED,
        ..everything
    };
    let orders = caller.app.store.board().page(&query).ids;
    let rate = move |tx: &mut Tx| customer_ratings::rating_of(tx, &viewer, (id, &orders), period, (&zone, today));
    let rating = caller.app.store.read(rate).await?;
    let beaten_down = |of: &customer_rating::BeatenDown| BeatenDown {
        orders: of.orders,
        first: of.first.into(),
        agreed: of.agreed.into(),
        percent: of.percent().map(Figure),
    };
    let answer = CustomerRating {
        from: Day(period.from),
        to: Day(period.to),
        orders: rating.orders.received,
        cancelled: rating.orders.cancelled,
        changed: rating.orders.changed,
        due: rating.payments.due,
        paid_in_time: rating.payments.in_time,
        paid_in_time_percent: rating.payments.percent().map(Figure),
        median_days_late: rating.payments.median_days_late.map(Figure),
        prices: rating.prices.iter().map(beaten_down).collect(),
        quoted: rating.answers.quoted,
        answered: rating.answers.answered,
        answer_median_days: rating.answers.median_days.map(Figure),
        samples_approved: rating.samples.approved,
        sample_rounds: rating.samples.rounds,
    };
    Ok(Reply::ok(answer).into_response())
}

impl CustomerFields {
    fn with_id(self, id: CustomerId) -> party::Customer {
        party::Customer {
            id,
            code: self.code.map(|code| code.0),
            name: self.name.0,
            contact: self.contact.0,
            phone: self.phone.0,
            email: self.email.0,
            address: self.address.0,
            country: self.country.0,
            region: self.region.0,
            terms: self.terms.0,
            owner: self.owner.map(PersonId),
            archived: self.archived,
        }
    }
}

impl From<party::Customer> for Customer {
    fn from(customer: party::Customer) -> Self {
        let fields = CustomerFields {
            code: customer.code.map(Name),
            name: Name(customer.name),
            contact: Name(customer.contact),
            phone: Name(customer.phone),
            email: Name(customer.email),
            address: Prose(customer.address),
            country: Name(customer.country),
            region: Name(customer.region),
            terms: Name(customer.terms),
            owner: customer.owner.map(|owner| owner.0),
            archived: customer.archived,
        };
        Self { id: customer.id.0, customer: fields }
    }
}
