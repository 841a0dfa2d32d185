//! A new round: the form of the order, filled in as it was last quoted, with how long it stands.

use axum::{extract::Path, http::StatusCode, response::Response};
use yidan_domain::{
    Message, OrderId,
    order::{
        Header, Order, Quotation,
        apply::replay,
        command::Command,
        situation::{Deed, Situation},
    },
};
use yidan_store::{Error, orders};

use super::super::{
    super::{Answer, Failure, Screen, failure::status_of},
    amend::{form_of, same_minute},
    entry::{Amends, EntryPage, QuoteTerms},
    form::OrderForm,
    history,
    loaded::Loaded,
    parsed,
    reading::{self, Known},
    typed::{self, Typed},
};
use crate::page::{Faults, Nav, html};

pub async fn ask(screen: Screen, Path(id): Path<String>) -> Answer {
    let loaded = Loaded::load(&screen, parsed(&id)?).await?;
    Situation::of(&loaded.order, &loaded.process).may(&screen.viewer, Deed::Quote, None)?;
    let form = form_of(&screen, &loaded, &last_offered(&loaded.order)).await?;
    let page = page(&screen, form, &loaded, loaded.order.version, QuoteTerms::default()).await?;
    Ok(html(&page.frame, &page))
}

/// The order as it was last offered. What was accepted is in the order, with all that was agreed since.
fn last_offered(order: &Order) -> Order {
    let accepted = |round: &Quotation| round.answer.as_ref().is_some_and(|answer| answer.accepted);
    let mut offered = order.clone();
    if let Some(round) = order.quotations.last().filter(|round| !accepted(round)) {
        (offered.header, offered.lines) = (round.header.clone(), round.lines.clone());
    }
    offered
}

async fn page(
    screen: &Screen,
    form: OrderForm,
    loaded: &Loaded,
    version: u64,
    terms: QuoteTerms,
) -> Result<EntryPage, Failure> {
    let mut page = EntryPage::new(screen, form, loaded.order.id).await?;
    let number = loaded.order.number.clone();
    let title = Message::new("quote-title").with("round", loaded.order.quotations.len() + 1);
    page.frame.title = page.frame.reader.say(&title.with("number", number.as_str()));
    page.frame.nav = Some(Nav::Board);
    page.amends = Some(Amends { number, version, reason: String::new(), changes: Vec::new(), proposal: None });
    page.quote = Some(terms);
    Ok(page)
}

pub async fn quote(screen: Screen, Path(id): Path<String>, typed: Typed) -> Answer {
    let id: OrderId = parsed(&id)?;
    let loaded = Loaded::load(&screen, id).await?;
    let form = OrderForm::typed(&typed);
    let seen = typed.version();
    let terms =
        QuoteTerms { valid_until: typed.get("valid_until").to_owned(), note: typed.get("note").replace("\r\n", "\n") };
    let looked_up = form.clone();
    let known = screen.app.store.read(move |tx| Known::look_up(tx, &looked_up)).await?;
    let reader = screen.frame().reader;
    let valid_until = typed::day(&terms.valid_until);
    let (read, valid_until) = match (reading::read(&form, &known, &reader), valid_until) {
        (Ok(read), Ok(valid_until)) => (read, valid_until),
        (read, valid_until) => {
            let mut faults: Faults = read.err().unwrap_or_default();
            if let Err(why) = valid_until {
                faults.add("valid_until", reader.say(&why));
            }
            let mut page = page(&screen, form, &loaded, seen.unwrap_or(loaded.order.version), terms).await?;
            page.faults = faults;
            return Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let (header, lines) = read;
    // The form knows minutes: an order received between two of them was not received anew.
    let received = loaded.order.header.received_at;
    let received_at = if same_minute(header.received_at, received) { received } else { header.received_at };
    let header = Box::new(Header { received_at, ..header });
    let command = Command::Quote { header, lines, valid_until, note: terms.note.clone() };
    let actor = screen.actor();
    let outcome = screen.app.store.write(move |tx| orders::act(tx, &actor, id, seen, command.clone()).map(|_| ()));
    match outcome.await {
        Ok(()) => Ok(screen.redirect(&format!("/orders/{id}/quotes"), &Message::new("done-quote"))),
        Err(Error::Conflict(conflict)) => {
            in_conflict(&screen, form, id, (seen.unwrap_or_default(), conflict.version), terms).await
        }
        Err(error @ (Error::Refused(_) | Error::Invalid(_))) => {
            let status = status_of(&error);
            let mut page = page(&screen, form, &loaded, seen.unwrap_or(loaded.order.version), terms).await?;
            page.refuse(&error);
            Ok(page.answer(status))
        }
        Err(error) => Err(error.into()),
    }
}

/// What others have changed is shown and kept; only what was typed here is laid over it.
async fn in_conflict(
    screen: &Screen,
    form: OrderForm,
    id: OrderId,
    (seen, version): (u64, u64),
    terms: QuoteTerms,
) -> Result<Response, Failure> {
    let loaded = Loaded::load(screen, id).await?;
    let before = replay(loaded.history.iter().take_while(|recorded| recorded.seq <= seen));
    let form = match before {
        Some(before) => {
            let before = form_of(screen, &loaded, &last_offered(&before)).await?;
            form.over(&before, &form_of(screen, &loaded, &last_offered(&loaded.order)).await?)
        }
        None => form,
    };
    let mut page = page(screen, form, &loaded, version, terms).await?;
    let changes = history::sentences_since(&loaded, &page.frame.reader, seen);
    if let Some(amends) = &mut page.amends {
        amends.changes = changes;
    }
    Ok(page.answer(StatusCode::CONFLICT))
}
