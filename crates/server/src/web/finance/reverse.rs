//! An entry that was wrong, taken back: from an invoice's page or a receipt's.

use axum::{extract::Path, http::StatusCode};
use yidan_domain::{InvoiceId, Message, ReceiptId, ReceivableEntryId, receivable::Entry};
use yidan_store::{
    Error, Tx,
    receivables::{self, Booking},
};

use super::{Answer, Failure, Screen, booking::day_field, ledger, must_keep_books, must_see};
use crate::web::deed::{DeedPage, FIELDS, Reading};
use crate::web::orders::{fields::Kind, typed::Typed};

type OnInvoice = Path<(InvoiceId, ReceivableEntryId)>;
type OnReceipt = Path<(ReceiptId, ReceivableEntryId)>;

pub async fn ask_on_invoice(screen: Screen, Path((id, entry)): OnInvoice) -> Answer {
    Ok(of_invoice(&screen, id, entry).await?.answer(StatusCode::OK))
}

pub async fn on_invoice(screen: Screen, Path((id, entry)): OnInvoice, typed: Typed) -> Answer {
    let page = of_invoice(&screen, id, entry).await?;
    reverse(&screen, page, entry, &typed).await
}

pub async fn ask_on_receipt(screen: Screen, Path((id, entry)): OnReceipt) -> Answer {
    Ok(of_receipt(&screen, id, entry).await?.answer(StatusCode::OK))
}

pub async fn on_receipt(screen: Screen, Path((id, entry)): OnReceipt, typed: Typed) -> Answer {
    let page = of_receipt(&screen, id, entry).await?;
    reverse(&screen, page, entry, &typed).await
}

async fn of_invoice(screen: &Screen, id: InvoiceId, entry: ReceivableEntryId) -> Result<DeedPage, Failure> {
    let viewer = screen.viewer.clone();
    let read = move |tx: &mut Tx| {
        let kept = receivables::get(tx, &viewer, id)?;
        Ok((kept.invoice.number, receivables::entries_of_invoice(tx, id)?))
    };
    page(screen, ledger::link(id), entry, read).await
}

async fn of_receipt(screen: &Screen, id: ReceiptId, entry: ReceivableEntryId) -> Result<DeedPage, Failure> {
    let viewer = screen.viewer.clone();
    let read = move |tx: &mut Tx| {
        let kept = receivables::receipt(tx, &viewer, id)?;
        Ok((kept.receipt.reference, receivables::entries_of_receipt(tx, id)?))
    };
    page(screen, format!("/finance/receipts/{id}"), entry, read).await
}

async fn page(
    screen: &Screen,
    link: String,
    entry: ReceivableEntryId,
    read: impl FnOnce(&mut Tx) -> yidan_store::Result<(String, Vec<Entry>)> + Send + 'static,
) -> Result<DeedPage, Failure> {
    must_see(screen).await?;
    must_keep_books(screen)?;
    let (name, entries) = screen.app.store.read(read).await?;
    let wrong = entries.into_iter().find(|made| made.id == entry).ok_or(Error::NotFound("entry"))?;
    let name = if name.is_empty() { screen.frame().t("action-back") } else { name };
    let action = format!("{link}/entries/{entry}/reverse");
    let mut page = DeedPage::new(screen, "finance-reverse", (link, name), action);
    let words = ledger::said(&wrong.kind, &screen.app.store.world(), &page.frame.reader);
    let amount = wrong.kind.settles().map(|(_, _, amount)| amount).or(wrong.kind.takes().map(|(_, amount)| amount));
    page = page.fact("finance-entry", words).fact("finance-day", wrong.day);
    if let Some(amount) = amount {
        page = page.fact("finance-amount", amount);
    }
    page.is_danger = true;
    let why = page.field("note", "finance-why", Kind::Area).required();
    page.fields = vec![why, day_field(&page, screen.today().max(wrong.day))];
    Ok(page)
}

async fn reverse(screen: &Screen, mut page: DeedPage, entry: ReceivableEntryId, typed: &Typed) -> Answer {
    page.take(typed);
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(typed, &reader);
    let day = reading.day("day");
    let note = typed.get("note").trim().to_owned();
    if note.is_empty() {
        reading.faults.add("note", reader.t("finance-why-missing"));
    }
    let (Some(day), true) = (day, reading.faults.is_empty()) else { return page.faulty(reading.faults) };
    let (actor, to) = (screen.actor(), page.back.0.clone());
    let booking = Booking { day, note };
    let work = move |tx: &mut Tx| receivables::reverse(tx, &actor, entry, booking.clone()).map(drop);
    page.done(screen, &FIELDS, &Message::new("finance-reversed"), move |()| to, work).await
}
