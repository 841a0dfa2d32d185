//! Suppliers, and how they did.

use axum::response::IntoResponse;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    Message, SupplierId,
    material::{self as domain, Period},
};
use yidan_store::{Error, materials, suppliers};

use super::{
    caller::Caller,
    problem::{Answer, Problem},
    reading::{self, Fault},
    reply::Reply,
    sent::{Path, Query, Sent},
    values::{Day, Figure, Money, Name, Prose, Search},
};
use crate::{app::App, web::screen::url_escaped};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_suppliers, add_supplier))
        .routes(routes!(get_supplier, change_supplier))
        .routes(routes!(rate_supplier))
}

/// What it does for the company.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum SupplierKind {
    Materials,
    OutsideWork,
    Inspection,
    Forwarding,
    Other,
}

/// A supplier, as it is kept.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SupplierFields {
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
    #[schema(min_items = 1, max_items = 5)]
    kinds: Vec<SupplierKind>,
    /// Days from an order until the goods are there, where the material says nothing.
    #[serde(default)]
    #[schema(maximum = 730)]
    lead_days: Option<u32>,
    /// Usual terms of payment.
    #[serde(default)]
    terms: Name,
    #[serde(default)]
    note: Prose,
    /// Nothing more is bought from an archived supplier.
    #[serde(default)]
    archived: bool,
}

#[derive(Serialize, ToSchema)]
struct Supplier {
    id: Uuid,
    supplier: SupplierFields,
}

#[derive(Serialize, ToSchema)]
struct Suppliers {
    suppliers: Vec<Supplier>,
    /// Where the next page begins, if there is one: give it as `after`.
    next: Option<Uuid>,
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// A part of name, code, contact or phone.
    #[serde(default)]
    #[param(required = false, inline)]
    text: Search,
    #[param(required = false, inline)]
    kind: Option<SupplierKind>,
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

/// Suppliers
///
/// By name.
#[utoipa::path(get, path = "/suppliers", tag = "suppliers", params(Filter),
    responses((status = 200, description = "A page of them.", body = Suppliers)))]
async fn list_suppliers(caller: Caller, Query(filter): Query<Filter>) -> Answer {
    let Filter { text, kind, archived, after, limit } = filter;
    let wanted = suppliers::Filter { words: text.0.clone(), kind: kind.map(domain::SupplierKind::from), archived };
    let read = move |tx: &mut yidan_store::Tx| suppliers::list(tx, &wanted, after.map(SupplierId), limit + 1);
    let mut found = caller.app.store.read(read).await.map_err(|error| match error {
        Error::NotFound(_) => Fault::in_parameter("after", Message::new("api-bad-cursor")).into(),
        other => Problem::from(other),
    })?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|last| last.id.0);
    let address = next.map(|next| {
        let kind = kind.map(|kind| format!("&kind={}", domain::SupplierKind::from(kind).key())).unwrap_or_default();
        let text = url_escaped(&text.0);
        format!("/api/v1/suppliers?text={text}{kind}&archived={archived}&after={next}&limit={limit}")
    });
    let suppliers = found.into_iter().map(Supplier::from).collect();
    Ok(Reply::ok(Suppliers { suppliers, next }).next(address).into_response())
}

/// Add a supplier
///
/// For purchasing, planning and managers.
#[utoipa::path(post, path = "/suppliers", tag = "suppliers", request_body = SupplierFields,
    responses((status = 201, description = "Added.", body = Supplier, headers(("Location" = String))), (status = 403)))]
async fn add_supplier(caller: Caller, Sent { what, once }: Sent<SupplierFields>) -> Answer {
    let supplier = what.with_id(SupplierId(Uuid::now_v7()));
    let added = caller.commit(once, move |tx, actor| {
        let supplier = suppliers::put(tx, actor, supplier.clone())?;
        Ok(Reply::created(&format!("/suppliers/{}", supplier.id), Supplier::from(supplier)))
    });
    added.await
}

/// One supplier
#[utoipa::path(get, path = "/suppliers/{id}", tag = "suppliers", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The supplier.", body = Supplier), (status = 404)))]
async fn get_supplier(caller: Caller, Path(id): Path<SupplierId>) -> Answer {
    let supplier = caller.app.store.read(move |tx| suppliers::get(tx, id)).await?;
    Ok(Reply::ok(Supplier::from(supplier)).into_response())
}

/// Change a supplier, archive or restore it
///
/// All fields are replaced; what is left out becomes empty.
#[utoipa::path(put, path = "/suppliers/{id}", tag = "suppliers", params(("id" = Uuid, Path)),
    request_body = SupplierFields,
    responses((status = 200, description = "Changed.", body = Supplier), (status = 403), (status = 404)))]
async fn change_supplier(
    caller: Caller,
    Path(id): Path<SupplierId>,
    Sent { what, once }: Sent<SupplierFields>,
) -> Answer {
    let supplier = what.with_id(id);
    let changed = caller.commit(once, move |tx, actor| {
        suppliers::get(tx, id)?;
        Ok(Reply::ok(Supplier::from(suppliers::put(tx, actor, supplier.clone())?)))
    });
    changed.await
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct Span {
    /// First day; 90 days before the last, if you don't say.
    #[param(required = false, inline)]
    pub from: Option<Day>,
    /// Last day; today, if you don't say.
    #[param(required = false, inline)]
    pub to: Option<Day>,
}

impl Span {
    pub fn period(&self, today: Date) -> Period {
        let to = self.to.map_or(today, |day| day.0);
        Period { from: self.from.map_or_else(|| to.saturating_sub(jiff::Span::new().days(90)), |day| day.0), to }
    }
}

/// How a supplier did in a period, from what happened only. Every rate stands beside what it rests on.
#[derive(Serialize, ToSchema)]
struct SupplierRating {
    from: Day,
    to: Day,
    /// Purchases due in the period, on the day that the supplier named first.
    due: u32,
    in_time: u32,
    in_time_percent: Option<Figure>,
    quality: Vec<AcceptedShare>,
    /// Empty for those who don't see costs.
    prices: Vec<PriceDifference>,
    /// Ordered in the period.
    ordered: u32,
    confirmed: u32,
    /// Until it named a day; half of them took longer.
    response_median_days: Option<Figure>,
}

/// What arrived, by unit.
#[derive(Serialize, ToSchema)]
struct AcceptedShare {
    unit: String,
    arrivals: u32,
    arrived: Figure,
    accepted: Figure,
    percent: Option<Figure>,
}

/// What was paid against what was estimated, by currency.
#[derive(Serialize, ToSchema)]
struct PriceDifference {
    purchases: u32,
    estimated: Money,
    paid: Money,
    /// Above zero where it was dearer.
    percent: Option<Figure>,
}

/// How a supplier did
#[utoipa::path(get, path = "/suppliers/{id}/rating", tag = "suppliers", params(("id" = Uuid, Path), Span),
    responses((status = 200, description = "The period's figures.", body = SupplierRating), (status = 404)))]
async fn rate_supplier(caller: Caller, Path(id): Path<SupplierId>, Query(span): Query<Span>) -> Answer {
    let today = caller.today();
    let (viewer, period) = (caller.viewer.clone(), span.period(today));
    let rating = caller.app.store.read(move |tx| materials::rating_of(tx, &viewer, id, period, today)).await?;
    Ok(Reply::ok(SupplierRating::of(&rating, period)).into_response())
}

impl SupplierRating {
    fn of(rating: &domain::Rating, period: Period) -> Self {
        let amount = super::materials::amount;
        Self {
            from: Day(period.from),
            to: Day(period.to),
            due: rating.on_time.due,
            in_time: rating.on_time.in_time,
            in_time_percent: rating.on_time.percent().map(Figure),
            quality: rating
                .quality
                .iter()
                .map(|it| AcceptedShare {
                    unit: it.unit.clone(),
                    arrivals: it.arrivals,
                    arrived: amount(it.arrived),
                    accepted: amount(it.accepted),
                    percent: it.percent().map(Figure),
                })
                .collect(),
            prices: rating
                .prices
                .iter()
                .map(|it| PriceDifference {
                    purchases: it.purchases,
                    estimated: it.estimated.into(),
                    paid: it.paid.into(),
                    percent: it.percent().map(Figure),
                })
                .collect(),
            ordered: rating.response.ordered,
            confirmed: rating.response.confirmed,
            response_median_days: rating.response.median_days.map(Figure),
        }
    }
}

impl From<SupplierKind> for domain::SupplierKind {
    fn from(kind: SupplierKind) -> Self {
        match kind {
            SupplierKind::Materials => domain::SupplierKind::Materials,
            SupplierKind::OutsideWork => domain::SupplierKind::OutsideWork,
            SupplierKind::Inspection => domain::SupplierKind::Inspection,
            SupplierKind::Forwarding => domain::SupplierKind::Forwarding,
            SupplierKind::Other => domain::SupplierKind::Other,
        }
    }
}

impl From<domain::SupplierKind> for SupplierKind {
    fn from(kind: domain::SupplierKind) -> Self {
        match kind {
            domain::SupplierKind::Materials => SupplierKind::Materials,
            domain::SupplierKind::OutsideWork => SupplierKind::OutsideWork,
            domain::SupplierKind::Inspection => SupplierKind::Inspection,
            domain::SupplierKind::Forwarding => SupplierKind::Forwarding,
            domain::SupplierKind::Other => SupplierKind::Other,
        }
    }
}

impl SupplierFields {
    fn with_id(self, id: SupplierId) -> domain::Supplier {
        domain::Supplier {
            id,
            code: self.code.map(|code| code.0),
            name: self.name.0,
            contact: self.contact.0,
            phone: self.phone.0,
            email: self.email.0,
            address: self.address.0,
            kinds: self.kinds.into_iter().map(domain::SupplierKind::from).collect(),
            lead_days: self.lead_days,
            terms: self.terms.0,
            note: self.note.0,
            archived: self.archived,
        }
    }
}

impl From<domain::Supplier> for Supplier {
    fn from(supplier: domain::Supplier) -> Self {
        let fields = SupplierFields {
            code: supplier.code.map(Name),
            name: Name(supplier.name),
            contact: Name(supplier.contact),
            phone: Name(supplier.phone),
            email: Name(supplier.email),
            address: Prose(supplier.address),
            kinds: supplier.kinds.into_iter().map(SupplierKind::from).collect(),
            lead_days: supplier.lead_days,
            terms: Name(supplier.terms),
            note: Prose(supplier.note),
            archived: supplier.archived,
        };
        Self { id: supplier.id.0, supplier: fields }
    }
}
