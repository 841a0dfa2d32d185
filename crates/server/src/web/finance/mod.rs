//! Finance (S6): the day, the sheet of receivables, invoices and what is booked on them, receipts and the bank's files,
//! statements, ageing, reminders, write-offs. What may be booked is asked of the ledger alone; here it is read and shown.

mod ageing;
mod booking;
mod day;
mod import;
mod invoice;
mod issue;
mod ladder;
mod ledger;
mod promise;
mod receipt;
mod receipts;
mod receivables;
mod remind;
mod reverse;
mod statement;
mod write_offs;

use axum::{
    Router,
    routing::{get, post},
};
use yidan_domain::{Money, PersonId, receivable::State};
use yidan_store::{World, receivables as store};

use super::{Answer, Failure, Screen};
use crate::{app::App, texts::Reader};

pub use invoice::{PartView, parts as part_views};
pub use receivables::export::workbook;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/finance", get(day::show))
        .route("/finance/receivables", get(receivables::show))
        .route("/finance/receivables/export.xlsx", get(receivables::export::xlsx))
        .route("/finance/receivables/export.csv", get(receivables::export::csv))
        .route("/finance/invoices/new", get(issue::ask).post(issue::issue))
        .route("/finance/invoices/{id}", get(invoice::show))
        .route("/finance/invoices/{id}/remind", get(remind::ask).post(remind::record))
        .route("/finance/invoices/{id}/promise", get(promise::ask_on_invoice).post(promise::record_on_invoice))
        .route("/finance/invoices/{id}/entries/{entry}/reverse", get(reverse::ask_on_invoice).post(reverse::on_invoice))
        .route("/finance/invoices/{id}/{deed}", get(booking::ask).post(booking::book))
        .route("/finance/customers/{id}/promise", get(promise::ask).post(promise::record))
        .route("/finance/receipts", get(receipts::show))
        .route("/finance/receipts/new", get(receipts::ask).post(receipts::receive))
        .route("/finance/receipts/import", get(import::ask).post(import::upload))
        .route("/finance/receipts/import/run", get(import::begin_again).post(import::run))
        .route("/finance/receipts/{id}", get(receipt::show))
        .route("/finance/receipts/{id}/claim", post(receipt::claim))
        .route("/finance/receipts/{id}/allocate", post(receipt::allocate))
        .route("/finance/receipts/{id}/refund", get(receipt::ask_refund).post(receipt::refund))
        .route("/finance/receipts/{id}/entries/{entry}/reverse", get(reverse::ask_on_receipt).post(reverse::on_receipt))
        .route("/finance/ageing", get(ageing::show))
        .route("/finance/ageing/export.xlsx", get(ageing::xlsx))
        .route("/finance/ladder", get(ladder::show).post(ladder::change))
        .route("/finance/write-offs", get(write_offs::show))
        .route("/finance/write-offs/{id}/decide", post(write_offs::decide))
        .route("/customers/{id}/statement", get(statement::show))
}

/// Pages of the ledger are for those who see money. The book is asked once it is filled.
async fn must_see(screen: &Screen) -> Result<(), Failure> {
    store::must_see_money(&screen.viewer)?;
    screen.app.store.receivables_ready().await;
    Ok(())
}

fn must_keep_books(screen: &Screen) -> Result<(), Failure> {
    Ok(store::must_keep_books(&screen.viewer)?)
}

fn must_chase(screen: &Screen) -> Result<(), Failure> {
    if screen.viewer.chases_debts() { Ok(()) } else { Err(Failure::status(axum::http::StatusCode::FORBIDDEN)) }
}

/// Whoever did it.
fn person(world: &World, reader: &Reader, id: PersonId) -> String {
    if id == PersonId::PROGRAM {
        return reader.t("the-program");
    }
    world.people.iter().find(|person| person.id == id).map_or_else(|| "—".to_owned(), |person| person.name.clone())
}

/// A state in an address, and the key of its words.
fn state_key(state: State) -> (&'static str, &'static str) {
    match state {
        State::Paid => ("paid", "finance-state-paid"),
        State::DueLater => ("due-later", "finance-state-due-later"),
        State::PartPaid => ("part-paid", "finance-state-part-paid"),
        State::Overdue => ("overdue", "finance-state-overdue"),
        State::Unpaid => ("unpaid", "finance-state-unpaid"),
    }
}

/// Hundredths of the largest, for a bar.
fn share(amount: Money, largest: i64) -> i64 {
    i64::try_from(i128::from(amount.minor.max(0)) * 100 / i128::from(largest.max(1))).unwrap_or(100)
}
