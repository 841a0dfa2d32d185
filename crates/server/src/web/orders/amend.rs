//! Amending an order: the form of its entry, filled in, with a reason. When others have changed the order meanwhile, what
//! they changed is shown and kept, and only what was typed here is laid over it.

use std::collections::BTreeMap;

use axum::{extract::Path, http::StatusCode, response::Response};
use yidan_domain::{
    Message, OrderId, ProductId,
    order::{
        Header, Line, Order,
        apply::replay,
        command::Command,
        situation::{Deed, Situation},
    },
    party::Customer,
};
use yidan_store::{Error, orders, products};

use super::{
    super::{Answer, Failure, Screen},
    entry::{Amends, EntryPage},
    form::OrderForm,
    history,
    loaded::Loaded,
    parsed,
    reading::{self, Known},
    typed::Typed,
};
use crate::page::{Faults, Nav, html};

pub async fn ask(screen: Screen, Path(id): Path<String>) -> Answer {
    let loaded = Loaded::load(&screen, parsed(&id)?).await?;
    Situation::of(&loaded.order, &loaded.process).may(&screen.viewer, Deed::Amend, None)?;
    let form = form_of(&screen, &loaded, &loaded.order).await?;
    let page = page(&screen, form, &loaded, loaded.order.version, String::new()).await?;
    Ok(html(&page.frame, &page))
}

pub(super) async fn page(
    screen: &Screen,
    form: OrderForm,
    loaded: &Loaded,
    version: u64,
    reason: String,
) -> Result<EntryPage, Failure> {
    let mut page = EntryPage::new(screen, form, loaded.order.id).await?;
    let number = loaded.order.number.clone();
    page.frame.title = page.frame.reader.say(&Message::new("entry-amend-title").with("number", number.as_str()));
    page.frame.nav = Some(Nav::Board);
    page.amends = Some(Amends { number, version, reason, changes: Vec::new(), proposal: None });
    Ok(page)
}

/// The form that says what the order is.
pub(super) async fn form_of(screen: &Screen, loaded: &Loaded, order: &Order) -> Result<OrderForm, Failure> {
    let ids: Vec<ProductId> = order.lines.iter().filter_map(|line| line.product).collect();
    let codes = screen.app.store.read(move |tx| {
        let mut codes = BTreeMap::new();
        for id in ids {
            codes.insert(id, products::get(tx, id)?.code);
        }
        Ok(codes)
    });
    let zone = &screen.app.store.world().company.zone;
    Ok(OrderForm::of(order, loaded.customer(order.header.customer), &codes.await?, zone))
}

pub async fn amend(screen: Screen, Path(id): Path<String>, typed: Typed) -> Answer {
    let id: OrderId = parsed(&id)?;
    let loaded = Loaded::load(&screen, id).await?;
    let form = OrderForm::typed(&typed);
    let (seen, reason) = (typed.version(), typed.get("reason").to_owned());
    let version = seen.unwrap_or(loaded.order.version);
    let (header, lines) = match read(&screen, &form, &loaded.order).await? {
        Ok((header, lines, _)) => (Box::new(header), lines),
        Err(faults) => {
            let mut page = page(&screen, form, &loaded, version, reason).await?;
            page.faults = faults;
            return Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let command = Command::Amend { header, lines, reason: reason.clone() };
    let actor = screen.actor();
    let outcome = screen.app.store.write(move |tx| orders::act(tx, &actor, id, seen, command.clone()).map(|_| ()));
    match outcome.await {
        Ok(()) => Ok(screen.redirect(&format!("/orders/{id}"), &Message::new("done-amend"))),
        Err(Error::Conflict(conflict)) => in_conflict(&screen, form, id, version, conflict.version, reason).await,
        Err(error @ (Error::Refused(_) | Error::Invalid(_))) => {
            let status = super::super::failure::status_of(&error);
            let mut page = page(&screen, form, &loaded, version, reason).await?;
            page.refuse(&error);
            Ok(page.answer(status))
        }
        Err(error) => Err(error.into()),
    }
}

/// What a form says: header and lines, and the customer that is meant.
type Read = (Header, Vec<Line>, Option<Customer>);

/// What the order is to be, or the faults of the form.
pub(super) async fn read(screen: &Screen, form: &OrderForm, order: &Order) -> Result<Result<Read, Faults>, Failure> {
    let looked_up = form.clone();
    let known = screen.app.store.read(move |tx| Known::look_up(tx, &looked_up)).await?;
    let read = reading::read(form, &known, &screen.frame().reader);
    Ok(read.map(|(header, lines)| {
        // The form knows minutes: an order received between two of them was not received anew.
        let received = order.header.received_at;
        let received_at = if same_minute(header.received_at, received) { received } else { header.received_at };
        (Header { received_at, ..header }, lines, known.customer)
    }))
}

pub(super) fn same_minute(one: jiff::Timestamp, other: jiff::Timestamp) -> bool {
    one.as_second().div_euclid(60) == other.as_second().div_euclid(60)
}

async fn in_conflict(
    screen: &Screen,
    form: OrderForm,
    id: OrderId,
    seen: u64,
    version: u64,
    reason: String,
) -> Result<Response, Failure> {
    let loaded = Loaded::load(screen, id).await?;
    let form = over_changes(screen, form, &loaded, seen).await?;
    let mut page = page(screen, form, &loaded, version, reason).await?;
    let changes = history::sentences_since(&loaded, &page.frame.reader, seen);
    if let Some(amends) = &mut page.amends {
        amends.changes = changes;
    }
    Ok(page.answer(StatusCode::CONFLICT))
}

/// What was typed over the version that was seen, laid over what the order is now.
pub(super) async fn over_changes(
    screen: &Screen,
    form: OrderForm,
    loaded: &Loaded,
    seen: u64,
) -> Result<OrderForm, Failure> {
    let before = replay(loaded.history.iter().take_while(|recorded| recorded.seq <= seen));
    let now = form_of(screen, loaded, &loaded.order).await?;
    Ok(match before {
        Some(before) => form.over(&form_of(screen, loaded, &before).await?, &now),
        None => form,
    })
}
