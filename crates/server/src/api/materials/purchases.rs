//! Purchases: lines ordered from suppliers, and what happens to them.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    MaterialId, OrderId, PurchaseId, SupplierId,
    material::{self as domain, PurchaseKind, purchase::Arrival},
};
use yidan_store::materials::{self as store, News, PurchaseFilter, Terms};

use super::{
    super::{
        caller::Caller,
        problem::{Answer, Problem},
        reading,
        reply::Reply,
        sent::{IfMatch, Path, Query, Seen, Sent},
        values::{Day, Figure, Moment, Number, PersonName, Prose, Search, Words},
    },
    purchase::{Purchase, PurchaseState},
    values::{Price, amount, exact, told},
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_purchases, buy))
        .routes(routes!(get_purchase, change_purchase))
        .routes(routes!(list_purchase_events, tell_of_purchase))
}

#[derive(Serialize, ToSchema)]
struct Purchases {
    purchases: Vec<Purchase>,
    /// How many there are in all.
    total: usize,
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// A part of the number of purchase or order, the code or name of the material, the name of the supplier.
    #[serde(default)]
    #[param(required = false, inline)]
    text: Search,
    #[param(required = false)]
    supplier: Option<Uuid>,
    #[param(required = false)]
    material: Option<Uuid>,
    #[param(required = false)]
    order: Option<Uuid>,
    #[param(required = false, inline)]
    state: Option<PurchaseState>,
    /// Only those of which something is still to come; those due first first.
    #[serde(default)]
    #[param(required = false, default = false)]
    open: bool,
    /// Due by this day: the one the supplier named last, else the one it was wanted on.
    #[param(required = false, inline)]
    due_by: Option<Day>,
    /// So many are passed over.
    #[serde(default, deserialize_with = "reading::skipped")]
    #[param(required = false, default = 0, minimum = 0, maximum = 100000)]
    skip: usize,
    #[serde(default = "reading::usual_rows", deserialize_with = "reading::rows")]
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: usize,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PurchaseFields {
    /// Drawn by you: sent twice, it is ordered once.
    #[serde(default)]
    id: Option<Uuid>,
    /// Of the purchase order; lines without one get one, those for one supplier the same.
    #[serde(default)]
    number: Number,
    supplier: Uuid,
    material: Uuid,
    #[serde(default)]
    order: Option<Uuid>,
    quantity: Figure,
    #[serde(default)]
    price: Option<Price>,
    /// Today, if you don't say.
    #[serde(default)]
    ordered_on: Option<Day>,
    #[serde(default)]
    wanted_on: Option<Day>,
    /// By how much more or less may come and still be what was ordered, in percent.
    #[serde(default)]
    tolerance_percent: Option<Figure>,
    #[serde(default)]
    note: Prose,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Lines {
    #[schema(min_items = 1, max_items = 200)]
    lines: Vec<PurchaseFields>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PurchaseTerms {
    quantity: Figure,
    #[serde(default)]
    price: Option<Price>,
    #[serde(default)]
    wanted_on: Option<Day>,
    #[serde(default)]
    tolerance_percent: Option<Figure>,
    #[serde(default)]
    note: Prose,
}

/// What happened. Quantities are in the material's unit.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum PurchaseNews {
    /// The supplier says when it will come.
    Confirmed { expected: Day },
    Arrived {
        quantity: Figure,
        /// Not accepted, of the quantity.
        #[serde(default)]
        rejected: Option<Figure>,
        /// As billed; without one, as ordered.
        #[serde(default)]
        price: Option<Price>,
        /// More than was ordered is welcome: purchasing says so.
        #[serde(default)]
        accept_over: bool,
    },
    /// Back to the supplier, of what had been accepted.
    SentBack { quantity: Figure },
    /// No more comes.
    Closed { reason: Words },
    /// An event was wrong; say why in the note.
    Reversed {
        #[schema(minimum = 1)]
        seq: u32,
    },
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewsFields {
    /// Drawn by you: sent twice, it is kept once.
    #[serde(default)]
    id: Option<Uuid>,
    news: PurchaseNews,
    /// Today, if you don't say.
    #[serde(default)]
    day: Option<Day>,
    #[serde(default)]
    note: Prose,
}

#[derive(Serialize, ToSchema)]
struct PurchaseEvents {
    /// In the order in which they were told.
    events: Vec<PurchaseEvent>,
}

#[derive(Serialize, ToSchema)]
struct PurchaseEvent {
    /// From 1.
    seq: u32,
    day: Day,
    at: Moment,
    by: PersonName,
    /// `confirmed`, `arrived`, `sent_back`, `closed` or `reversed`.
    kind: String,
    expected: Option<Day>,
    quantity: Option<Figure>,
    rejected: Option<Figure>,
    price: Option<Price>,
    reason: Option<String>,
    reverses: Option<u32>,
    note: String,
}

/// Purchases
///
/// The last ordered first; of open ones those due first first.
#[utoipa::path(get, path = "/purchases", tag = "materials", params(Filter),
    responses((status = 200, description = "A page of them.", body = Purchases)))]
async fn list_purchases(caller: Caller, Query(filter): Query<Filter>) -> Answer {
    let wanted = PurchaseFilter {
        words: filter.text.0,
        supplier: filter.supplier.map(SupplierId),
        material: filter.material.map(MaterialId),
        order: filter.order.map(OrderId),
        state: filter.state.map(Into::into),
        open: filter.open,
        due_from: None,
        due_by: filter.due_by.map(|day| day.0),
    };
    let (viewer, today, page) = (caller.viewer.clone(), caller.today(), (filter.skip, filter.limit));
    let index = caller.app.store.clone();
    index.materials_ready().await;
    let read = move |tx: &mut yidan_store::Tx| index.materials().purchases(tx, &viewer, &wanted, page, today);
    let found = caller.app.store.read(read).await?;
    let purchases = found.lines.iter().map(Purchase::from).collect();
    Ok(Reply::ok(Purchases { purchases, total: found.total }).into_response())
}

/// Order from suppliers
///
/// For purchasing and managers.
#[utoipa::path(post, path = "/purchases", tag = "materials", request_body = Lines,
    responses((status = 201, description = "Ordered.", body = Purchases), (status = 403), (status = 404)))]
async fn buy(caller: Caller, Sent { what, once }: Sent<Lines>) -> Answer {
    let today = caller.today();
    let line = |(place, sent): (usize, PurchaseFields)| {
        let quantity = exact(sent.quantity, &format!("/lines/{place}/quantity"))?;
        Ok(domain::Purchase {
            id: PurchaseId(sent.id.unwrap_or_else(Uuid::now_v7)),
            number: sent.number.0,
            supplier: SupplierId(sent.supplier),
            material: MaterialId(sent.material),
            order: sent.order.map(OrderId),
            quantity,
            price: sent.price.map(Into::into),
            estimate: None,
            ordered_on: sent.ordered_on.map_or(today, |day| day.0),
            wanted_on: sent.wanted_on.map(|day| day.0),
            tolerance_percent: sent.tolerance_percent.map(|figure| figure.0).unwrap_or_default(),
            note: sent.note.0,
        })
    };
    let lines = what.lines.into_iter().enumerate().map(line).collect::<Result<Vec<_>, Problem>>()?;
    let ordered = caller.commit(once, move |tx, actor| {
        let bought = store::buy(tx, actor, lines.clone())?;
        let purchases: Vec<Purchase> = bought.iter().map(Purchase::from).collect();
        Ok(Reply::made(Purchases { total: purchases.len(), purchases }))
    });
    ordered.await
}

/// A purchase
#[utoipa::path(get, path = "/purchases/{id}", tag = "materials", params(("id" = Uuid, Path)),
    responses((status = 200, description = "As it stands today.", body = Purchase), (status = 404)))]
async fn get_purchase(caller: Caller, Path(id): Path<PurchaseId>) -> Answer {
    let (viewer, today) = (caller.viewer.clone(), caller.today());
    let kept = caller.app.store.read(move |tx| store::purchase(tx, &viewer, id, today)).await?;
    Ok(Reply::ok(Purchase::from(&kept)).version(kept.version).into_response())
}

/// Change the terms of a purchase
///
/// For purchasing and managers. All of them are replaced; what is left out becomes empty. Another material, supplier or order
/// is another purchase: close this one.
#[utoipa::path(put, path = "/purchases/{id}", tag = "materials", params(("id" = Uuid, Path), IfMatch),
    request_body = PurchaseTerms,
    responses((status = 200, description = "Changed.", body = Purchase), (status = 403), (status = 404)))]
async fn change_purchase(
    caller: Caller,
    Path(id): Path<PurchaseId>,
    Seen(seen): Seen,
    Sent { what, once }: Sent<PurchaseTerms>,
) -> Answer {
    let terms = Terms {
        quantity: exact(what.quantity, "/quantity")?,
        price: what.price.map(Into::into),
        wanted_on: what.wanted_on.map(|day| day.0),
        tolerance_percent: what.tolerance_percent.map(|figure| figure.0).unwrap_or_default(),
        note: what.note.0,
    };
    let changed = caller.commit(once, move |tx, actor| {
        let kept = store::change(tx, actor, id, seen, terms.clone())?;
        Ok(Reply::ok(Purchase::from(&kept)).version(kept.version))
    });
    changed.await
}

/// What happened to a purchase
#[utoipa::path(get, path = "/purchases/{id}/events", tag = "materials", params(("id" = Uuid, Path)),
    responses((status = 200, description = "All of it.", body = PurchaseEvents), (status = 404)))]
async fn list_purchase_events(caller: Caller, Path(id): Path<PurchaseId>) -> Answer {
    let viewer = caller.viewer.clone();
    let events = caller.app.store.read(move |tx| store::events_of(tx, &viewer, id)).await?;
    let world = caller.app.store.world();
    let events = events.iter().map(|event| PurchaseEvent::of(event, &world.people)).collect();
    Ok(Reply::ok(PurchaseEvents { events }).into_response())
}

/// Tell what happened to a purchase
///
/// Confirmations and closings are for purchasing; arrivals and returns for the warehouse too. What is accepted is in the store
/// at once, set aside for the order that it was bought for.
#[utoipa::path(post, path = "/purchases/{id}/events", tag = "materials", params(("id" = Uuid, Path)),
    request_body = NewsFields,
    responses((status = 200, description = "Kept.", body = Purchase), (status = 403), (status = 404)))]
async fn tell_of_purchase(caller: Caller, Path(id): Path<PurchaseId>, Sent { what, once }: Sent<NewsFields>) -> Answer {
    let told = told(&caller, what.id, what.day, what.note.0);
    let news = news(what.news)?;
    let kept = caller.commit(once, move |tx, actor| {
        let kept = store::tell(tx, actor, id, news.clone(), told.clone())?;
        Ok(Reply::ok(Purchase::from(&kept)).version(kept.version))
    });
    kept.await
}

fn news(sent: PurchaseNews) -> Result<News, Problem> {
    Ok(match sent {
        PurchaseNews::Confirmed { expected } => News::Confirmed { expected: expected.0 },
        PurchaseNews::Arrived { quantity, rejected, price, accept_over } => News::Arrived(Arrival {
            quantity: exact(quantity, "/news/quantity")?,
            rejected: rejected.map_or(Ok(0), |figure| exact(figure, "/news/rejected"))?,
            price: price.map(Into::into),
            accept_over,
        }),
        PurchaseNews::SentBack { quantity } => News::SentBack { quantity: exact(quantity, "/news/quantity")? },
        PurchaseNews::Closed { reason } => News::Closed { reason: reason.0 },
        PurchaseNews::Reversed { seq } => News::Reversed { seq },
    })
}

impl PurchaseEvent {
    fn of(event: &domain::PurchaseEvent, people: &[yidan_domain::party::Person]) -> Self {
        let bare = Self {
            seq: event.seq,
            day: Day(event.day),
            at: Moment(event.at),
            by: PersonName::of(event.by, people),
            kind: event.kind.key().to_owned(),
            expected: None,
            quantity: None,
            rejected: None,
            price: None,
            reason: None,
            reverses: None,
            note: event.note.clone(),
        };
        match &event.kind {
            PurchaseKind::Confirmed { expected } => Self { expected: Some(Day(*expected)), ..bare },
            PurchaseKind::Arrived { quantity, rejected, price } => Self {
                quantity: Some(amount(*quantity)),
                rejected: Some(amount(*rejected)),
                price: price.map(Into::into),
                ..bare
            },
            PurchaseKind::SentBack { quantity } => Self { quantity: Some(amount(*quantity)), ..bare },
            PurchaseKind::Closed { reason } => Self { reason: Some(reason.clone()), ..bare },
            PurchaseKind::Reversed { seq } => Self { reverses: Some(*seq), ..bare },
        }
    }
}
