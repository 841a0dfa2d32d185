//! What is booked on an invoice by a form: money of a receipt, a deduction, a credit note, a request to write off.

use axum::extract::{Path, Query};
use jiff::civil::Date;
use serde::Deserialize;
use yidan_domain::{
    InvoiceId, Message, Money, PersonId,
    receivable::{Deduction, allocation::Allocation, write_off::WriteOff},
};
use yidan_store::{
    Error,
    receivables::{
        self, Booking,
        book::{SlipQuery, SlipsShown},
    },
};

use super::{
    Answer, Failure, Screen,
    ledger::{Bill, unmoved},
    must_chase, must_keep_books, must_see,
};
use crate::web::deed::{DeedPage, FIELDS, Reading};
use crate::web::orders::{
    fields::{Field, Kind},
    typed::Typed,
};

/// Receipts that are offered at once.
const SLIPS: usize = 100;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Deed {
    Allocate,
    Deduct,
    CreditNote,
    WriteOff,
}

impl Deed {
    fn named(word: &str) -> Result<Self, Failure> {
        Ok(match word {
            "allocate" => Deed::Allocate,
            "deduct" => Deed::Deduct,
            "credit-note" => Deed::CreditNote,
            "write-off" => Deed::WriteOff,
            _ => return Err(Error::NotFound("page").into()),
        })
    }

    fn title(self) -> &'static str {
        match self {
            Deed::Allocate => "finance-allocate",
            Deed::Deduct => "finance-deduct",
            Deed::CreditNote => "finance-credit-note",
            Deed::WriteOff => "finance-write-off-ask",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Deed::Allocate => "allocate",
            Deed::Deduct => "deduct",
            Deed::CreditNote => "credit-note",
            Deed::WriteOff => "write-off",
        }
    }

    fn must(self, screen: &Screen) -> Result<(), Failure> {
        if self == Deed::WriteOff { must_chase(screen) } else { must_keep_books(screen) }
    }
}

pub fn reasons() -> [(Deduction, &'static str); 5] {
    [
        (Deduction::BankFee, "bank_fee"),
        (Deduction::Claim, "claim"),
        (Deduction::Discount, "discount"),
        (Deduction::Rounding, "rounding"),
        (Deduction::Other, "other"),
    ]
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    instalment: String,
}

pub async fn ask(screen: Screen, Path((id, deed)): Path<(InvoiceId, String)>, Query(asked): Query<Asked>) -> Answer {
    let deed = Deed::named(&deed)?;
    let (_, mut page) = page(&screen, id, deed).await?;
    if let Some(field) = page.fields.iter_mut().find(|field| field.name == "instalment" && !asked.instalment.is_empty())
    {
        field.value = asked.instalment;
    }
    Ok(page.answer(axum::http::StatusCode::OK))
}

async fn page(screen: &Screen, id: InvoiceId, deed: Deed) -> Result<(Bill, DeedPage), Failure> {
    must_see(screen).await?;
    deed.must(screen)?;
    let bill = Bill::load(screen, id).await?;
    let invoice = bill.invoice();
    let back = (bill.link(), invoice.number.clone());
    let mut page = DeedPage::new(screen, deed.title(), back, format!("{}/{}", bill.link(), deed.word()))
        .fact("finance-customer", &bill.customer.name)
        .fact("finance-open", bill.open());
    page.version = bill.kept.version;
    page.is_danger = deed == Deed::WriteOff;
    let reader = page.frame.reader.clone();
    let first = bill.first_open();
    let amount = first.map(|balance| balance.open.amount().to_string()).unwrap_or_default();
    let instalments = Kind::Select(bill.open_instalments(&reader));
    let chosen = first.map(|balance| balance.instalment.to_string()).unwrap_or_default();
    let mut fields = Vec::new();
    if deed == Deed::Allocate {
        let slips = slips(screen, &bill).await?;
        if slips.is_empty() {
            page.refused = reader.t("finance-no-slips");
        }
        fields.push(page.field("receipt", "finance-receipt", Kind::Select(slips)).required());
    }
    fields.push(page.field("instalment", "finance-instalment", instalments).required().value(chosen));
    if deed == Deed::Deduct {
        let reasons = reasons().map(|(reason, word)| (word.to_owned(), reason.name().get(reader.lang).to_owned()));
        fields.push(page.field("reason", "finance-reason", Kind::Select(reasons.into())).required());
    }
    let money = |name, key| page.field(name, key, Kind::Money(invoice.amount.currency));
    fields.push(money("amount", "finance-amount").required().value(amount));
    if deed == Deed::Allocate {
        let hint = reader.t("finance-takes-hint");
        fields.push(page.field("takes", "finance-takes", Kind::Text).hint(hint));
    }
    if deed == Deed::WriteOff {
        fields.push(page.field("reason", "finance-why", Kind::Area).required());
    } else {
        fields.push(day_field(&page, screen.today()));
        fields.push(page.field("note", "finance-note", Kind::Area));
    }
    page.fields = fields;
    Ok((bill, page))
}

/// Value day.
pub fn day_field(page: &DeedPage, day: Date) -> Field {
    let hint = page.frame.t("finance-day-hint");
    page.field("day", "finance-day", Kind::Date).required().hint(hint).value(day.to_string())
}

/// Receipts of the customer with money left: id, and what they are.
async fn slips(screen: &Screen, bill: &Bill) -> Result<Vec<(String, String)>, Failure> {
    let found = screen.app.store.receivables().receipts(&SlipQuery {
        scope: screen.viewer.scope(),
        shown: SlipsShown::WithMoneyLeft,
        customer: Some(bill.invoice().customer),
        after: None,
        limit: SLIPS,
    });
    let reader = screen.frame().reader;
    let words = |day: Option<Date>, left: Money| {
        let day = day.map(|day| day.to_string()).unwrap_or_default();
        reader.say(&Message::new("finance-slip-left").with("day", day).with("left", left))
    };
    Ok(found.slips.iter().map(|slip| (slip.id.to_string(), words(slip.received_on, slip.left))).collect())
}

pub async fn book(screen: Screen, Path((id, deed)): Path<(InvoiceId, String)>, typed: Typed) -> Answer {
    let deed = Deed::named(&deed)?;
    let (bill, mut page) = page(&screen, id, deed).await?;
    page.take(&typed);
    page.refused = String::new();
    let currency = bill.invoice().amount.currency;
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(&typed, &reader);
    let part = (reading.parsed("instalment"), reading.money("amount", currency));
    let day = if deed == Deed::WriteOff { Some(screen.today()) } else { reading.day("day") };
    let booking = day.map(|day| Booking { day, note: typed.get("note").to_owned() });
    let (actor, seen, link) = (screen.actor(), typed.version(), bill.link());
    let to = move |()| link.clone();
    let done = Message::new(if deed == Deed::WriteOff { "finance-write-off-asked" } else { "finance-booked" });
    let fields: Vec<(&str, &str)> = FIELDS.into_iter().chain([("write-off-no-reason", "reason")]).collect();
    let receipt = if deed == Deed::Allocate { reading.parsed("receipt") } else { None };
    let takes = match receipt {
        Some(receipt) if deed == Deed::Allocate => takes(&screen, receipt, &mut reading).await?,
        _ => None,
    };
    let why = typed.get("reason").to_owned();
    let reason = reasons().into_iter().find(|(_, word)| *word == typed.get("reason")).map(|(reason, _)| reason);
    let (Some(instalment), Some(amount), Some(booking), true) = (part.0, part.1, booking, reading.faults.is_empty())
    else {
        return page.faulty(reading.faults);
    };
    let part = (instalment, amount);
    page.done(&screen, &fields, &done, to, move |tx| {
        unmoved(receivables::get(tx, &actor.viewer, id)?.version, seen)?;
        match deed {
            Deed::Allocate => {
                let receipt = receipt.ok_or(Error::NotFound("receipt"))?;
                let asked = Allocation { instalment, settles: amount, takes };
                receivables::allocate(tx, &actor, receipt, id, asked, booking.clone()).map(drop)
            }
            Deed::Deduct => {
                let reason = reason.ok_or(Error::invalid("finance-choice-missing"))?;
                receivables::deduct(tx, &actor, id, part, reason, booking.clone()).map(drop)
            }
            Deed::CreditNote => receivables::credit_note(tx, &actor, id, part, booking.clone()).map(drop),
            Deed::WriteOff => {
                let by = PersonId::PROGRAM; // Who asks is filled in by the store.
                let reason = why.clone();
                let asked = WriteOff { invoice: id, instalment, amount, reason, asked_by: by, decision: None };
                receivables::ask_write_off(tx, &actor, asked).map(drop)
            }
        }
    })
    .await
}

/// What is taken from a receipt, in its own currency.
async fn takes(
    screen: &Screen,
    receipt: yidan_domain::ReceiptId,
    reading: &mut Reading<'_>,
) -> Result<Option<Money>, Failure> {
    let viewer = screen.viewer.clone();
    let slip = screen.app.store.read(move |tx| receivables::receipt(tx, &viewer, receipt)).await?;
    Ok(reading.money_if("takes", slip.receipt.amount.currency).flatten())
}
