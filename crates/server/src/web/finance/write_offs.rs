//! Requests to write off that wait for a decision, and the decision by another person.

use std::collections::HashMap;

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use jiff::Timestamp;
use yidan_domain::{InvoiceId, Message, Money, receivable::Invoice};
use yidan_store::receivables;

use super::{Answer, Failure, Screen, ledger, must_see, person};
use crate::web::deed::refuse;
use crate::{
    page::{Faults, Frame, Nav, filters, html_with},
    web::orders::typed::Typed,
};

#[derive(Template)]
#[template(path = "finance/write_offs.html")]
struct ListPage {
    frame: Frame,
    rows: Vec<RowView>,
    /// By the id of the request.
    faults: Faults,
    may_decide: bool,
}

struct RowView {
    id: String,
    number: String,
    link: String,
    customer: String,
    instalment: u32,
    amount: Money,
    reason: String,
    asked_by: String,
    asked_at: Timestamp,
    /// Whoever asks does not decide.
    is_own: bool,
    note: String,
}

pub async fn show(screen: Screen) -> Answer {
    must_see(&screen).await?;
    page(&screen, StatusCode::OK, Faults::default(), None).await
}

pub async fn decide(screen: Screen, Path(id): Path<uuid::Uuid>, typed: Typed) -> Answer {
    must_see(&screen).await?;
    let (approved, note) = (typed.get("decision") == "approve", typed.get("note").to_owned());
    if !approved && typed.get("decision") != "refuse" {
        return Err(Failure::status(StatusCode::BAD_REQUEST));
    }
    let (actor, said) = (screen.actor(), note.clone());
    let decided =
        screen.app.store.write(move |tx| receivables::decide_write_off(tx, &actor, id, approved, &said)).await;
    match decided {
        Ok(_) => {
            let done = if approved { "finance-write-off-done" } else { "finance-write-off-declined" };
            Ok(screen.redirect("/finance/write-offs", &Message::new(done)))
        }
        Err(error) => {
            let mut said = Faults::default();
            let status = refuse(&screen, error, &[], &mut said)?;
            let mut faults = Faults::default();
            said.iter().for_each(|(_, words)| faults.add(id.to_string(), words));
            page(&screen, status, faults, Some((id, note))).await
        }
    }
}

async fn page(
    screen: &Screen,
    status: StatusCode,
    faults: Faults,
    typed: Option<(uuid::Uuid, String)>,
) -> Result<Response, Failure> {
    let viewer = screen.viewer.clone();
    let read = screen.app.store.read(move |tx| {
        let asked = receivables::open_write_offs(tx, &viewer)?;
        let ids: Vec<InvoiceId> = asked.iter().map(|asked| asked.write_off.invoice).collect();
        let invoices: HashMap<InvoiceId, Invoice> = receivables::known(tx, &ids)?;
        let customers = ledger::customers_of(tx, invoices.values().map(|invoice| invoice.customer))?;
        Ok((asked, invoices, customers))
    });
    let (asked, invoices, customers) = read.await?;
    let frame = screen.frame().titled("finance-write-offs").at(Nav::Finance);
    let world = screen.app.store.world();
    let row = |asked: &receivables::AskedWriteOff| {
        let write_off = &asked.write_off;
        let invoice = invoices.get(&write_off.invoice)?;
        Some(RowView {
            id: asked.id.to_string(),
            number: invoice.number.clone(),
            link: ledger::link(invoice.id),
            customer: customers.get(&invoice.customer).map(|customer| customer.name.clone()).unwrap_or_default(),
            instalment: write_off.instalment,
            amount: write_off.amount,
            reason: write_off.reason.clone(),
            asked_by: person(&world, &frame.reader, write_off.asked_by),
            asked_at: asked.asked_at,
            is_own: write_off.asked_by == screen.viewer.person,
            note: typed.as_ref().filter(|(id, _)| *id == asked.id).map(|(_, note)| note.clone()).unwrap_or_default(),
        })
    };
    let rows: Vec<RowView> = asked.iter().filter_map(row).collect();
    // Of one that is decided already there is no row to say so at.
    let mut all = Faults::default();
    for (id, words) in faults.iter() {
        all.add(if rows.iter().any(|row| row.id == id) { id } else { "" }, words);
    }
    let page = ListPage { rows, faults: all, may_decide: screen.viewer.decides_write_offs(), frame };
    Ok(html_with(status, &page.frame, &page))
}
