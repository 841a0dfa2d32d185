//! A reminder: the words for each rung of the ladder in both languages, ready to be copied and sent, and the record that it
//! was sent.

use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use serde::Deserialize;
use yidan_domain::{
    InvoiceId, Lang, Message, PersonId,
    receivable::{
        Balance,
        ageing::over_due_days,
        reminders::{Rung, SentRung, Tone, Whom, due_rung},
    },
};
use yidan_store::receivables::{self, Reminder};

use super::{
    Answer, Failure, Screen,
    ledger::{self, Bill},
    must_chase, must_see,
};
use crate::web::deed::refuse;
use crate::{
    page::{Faults, Frame, Nav, filters, html_with},
    texts::Reader,
    web::orders::typed::Typed,
};

#[derive(Template)]
#[template(path = "finance/remind.html")]
struct RemindPage {
    frame: Frame,
    link: String,
    number: String,
    customer: String,
    instalment: u32,
    open: String,
    due: Option<Date>,
    rungs: Vec<RungView>,
    /// Days of the rung that is chosen; nothing can be sent where there is no ladder.
    days: Option<i32>,
    /// Languages, and the words in each.
    letters: Vec<(&'static str, String)>,
    to: String,
    note: String,
    faults: Faults,
}

struct RungView {
    days: i32,
    name: String,
    whom: String,
    is_sent: bool,
    link: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    instalment: Option<u32>,
    days: Option<i32>,
}

pub async fn ask(screen: Screen, Path(id): Path<InvoiceId>, Query(asked): Query<Asked>) -> Answer {
    let page = page(&screen, id, asked).await?;
    Ok(answer(page, StatusCode::OK))
}

pub async fn record(screen: Screen, Path(id): Path<InvoiceId>, typed: Typed) -> Answer {
    let asked = Asked { instalment: typed.get("instalment").parse().ok(), days: typed.get("days").parse().ok() };
    let mut page = page(&screen, id, asked).await?;
    (page.to, page.note) = (typed.get("to").to_owned(), typed.get("note").to_owned());
    let Some(days) = page.days else {
        page.faults.add("", page.frame.t("finance-no-ladder"));
        return Ok(answer(page, StatusCode::UNPROCESSABLE_ENTITY));
    };
    let tone = screen.app.store.world().ladder.iter().find(|rung| rung.days == days).map(|rung| rung.tone);
    let reminder = Reminder {
        invoice: id,
        instalment: page.instalment,
        rung: SentRung { days, on: screen.today() },
        by: PersonId::PROGRAM,
        to: page.to.clone(),
        tone: tone.unwrap_or(Tone::Friendly),
        note: page.note.clone(),
    };
    let actor = screen.actor();
    let kept = screen.app.store.write(move |tx| receivables::remind(tx, &actor, reminder.clone()));
    match kept.await {
        Ok(_) => Ok(screen.redirect(&page.link, &Message::new("finance-reminded"))),
        Err(error) => {
            let status = refuse(&screen, error, &[], &mut page.faults)?;
            Ok(answer(page, status))
        }
    }
}

async fn page(screen: &Screen, id: InvoiceId, asked: Asked) -> Result<RemindPage, Failure> {
    must_see(screen).await?;
    must_chase(screen)?;
    let bill = Bill::load(screen, id).await?;
    let sent = screen.app.store.read(move |tx| receivables::reminders_of(tx, id)).await?;
    let mut frame = screen.frame().at(Nav::Finance);
    frame.title = frame.reader.t("finance-remind");
    let wanted = |balance: &&Balance| Some(balance.instalment) == asked.instalment;
    let balance = bill.balances.iter().find(wanted).or(bill.first_open()).or(bill.balances.first());
    let balance = balance.ok_or(yidan_store::Error::NotFound("invoice"))?;
    let world = screen.app.store.world();
    let of_it: Vec<SentRung> = sent.iter().filter(|it| it.instalment == balance.instalment).map(|it| it.rung).collect();
    let due = balance.due.and_then(|due| due_rung(&world.ladder, due, balance.open, &of_it, screen.today()));
    let known = |days: &i32| world.ladder.iter().any(|rung| rung.days == *days);
    let first = world.ladder.first().map(|rung| rung.days);
    let days = asked.days.filter(known).or(due.map(|place| world.ladder[place].days)).or(first);
    let rung = |rung: &Rung| RungView {
        days: rung.days,
        name: rung.name.get(frame.reader.lang).to_owned(),
        whom: whom(rung, &frame.reader),
        is_sent: of_it.iter().any(|sent| sent.days == rung.days),
        link: format!("{}/remind?instalment={}&days={}", bill.link(), balance.instalment, rung.days),
    };
    let rungs: Vec<RungView> = world.ladder.iter().map(rung).collect();
    let chosen = world.ladder.iter().find(|rung| Some(rung.days) == days);
    let letters = chosen.map(|rung| letters(rung, &bill, balance, screen)).unwrap_or_default();
    Ok(RemindPage {
        link: bill.link(),
        number: bill.invoice().number.clone(),
        customer: bill.customer.name.clone(),
        instalment: balance.instalment,
        open: balance.open.to_string(),
        due: balance.due,
        rungs,
        days,
        letters,
        to: ledger::contact(&bill.customer),
        note: String::new(),
        faults: Faults::default(),
        frame,
    })
}

/// What may be sent, in both languages: which the customer reads is not known.
fn letters(rung: &Rung, bill: &Bill, balance: &Balance, screen: &Screen) -> Vec<(&'static str, String)> {
    let days = over_due_days(balance.due, screen.today());
    let key = match (rung.tone, days > 0) {
        _ if balance.due.is_none() => "reminder-open",
        (_, false) => "reminder-before-due",
        (Tone::Friendly, true) => "reminder-friendly",
        (Tone::Firm, true) => "reminder-firm",
        (Tone::Final, true) => "reminder-final",
    };
    let message = Message::new(key)
        .with("customer", bill.customer.name.as_str())
        .with("number", bill.invoice().number.as_str())
        .with("amount", balance.open)
        .with("due", balance.due.map(|due| due.to_string()).unwrap_or_default())
        .with("days", days)
        .with("company", screen.frame().company);
    let said = |lang| {
        let reader = Reader { lang, ..screen.frame().reader };
        let of_order = |number: &str| reader.say(&Message::new("reminder-of-order").with("number", number));
        let order = bill.order.as_ref().map(|order| of_order(&order.number)).unwrap_or_default();
        reader.say(&message.clone().with("order", order))
    };
    vec![("zh", said(Lang::Zh)), ("en", said(Lang::En))]
}

fn whom(rung: &Rung, reader: &Reader) -> String {
    let names: Vec<String> = rung.to.iter().map(|whom| reader.t(whom_key(*whom))).collect();
    reader.list(names.iter().map(String::as_str))
}

pub fn whom_key(whom: Whom) -> &'static str {
    match whom {
        Whom::Customer => "ladder-to-customer",
        Whom::Salesperson => "ladder-to-salesperson",
        Whom::Manager => "ladder-to-manager",
    }
}

/// What a rung is called; one that is no longer in the ladder by its day.
pub fn rung_name(ladder: &[Rung], days: i32, reader: &Reader) -> String {
    let rung = ladder.iter().find(|rung| rung.days == days);
    rung.map_or_else(|| reader.count("finance-rung-day", days.into()), |rung| rung.name.get(reader.lang).to_owned())
}

fn answer(page: RemindPage, status: StatusCode) -> Response {
    html_with(status, &page.frame, &page).into_response()
}

impl RemindPage {
    fn is_chosen(&self, rung: &RungView) -> bool {
        self.days == Some(rung.days)
    }
}
