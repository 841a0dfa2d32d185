//! Whether the day that is being promised can be kept, said while an order is still being typed: what it needs, what is
//! left, what would be overdue from the start, and the earliest day that can be promised.

use askama::Template;
use yidan_domain::{
    Currency, CustomerId, Message, Quantity,
    order::{Channel, Header, Line},
    process::Process,
    schedule::promise::{self, PromiseCheck},
};

use super::{
    super::{Answer, Screen},
    form::{LineForm, OrderForm},
    outlook::unpublished,
    typed::{self, Typed},
};
use crate::{
    page::{Frame, filters, html},
    texts::Reader,
};

#[derive(Template)]
#[template(path = "orders/promise.html")]
struct Said {
    frame: Frame,
    kind: &'static str,
    sentences: Vec<String>,
    /// The earliest day, to be taken over by a touch.
    earliest: Option<String>,
}

pub async fn check(screen: Screen, typed: Typed) -> Answer {
    let frame = screen.frame();
    let world = screen.app.store.world();
    let form = OrderForm::typed(&typed);
    let process = world.processes.latest(form.get("process"));
    let checked = process.zip(header(&form, &frame.reader)).and_then(|(process, header)| {
        let check = promise::check_entry(process, header, lines(&form), &world.company.calendars, frame.reader.now)?;
        Some((process, check))
    });
    let said = match checked {
        Some((process, check)) => {
            let (kind, sentences) = said(process, &check, &frame.reader);
            let takes_over = check.earliest.map(|day| day.to_string());
            (kind, sentences, takes_over.filter(|day| kind != "good" && form.get("promised") != day))
        }
        // What can't be read is said when the order is entered; what can't be reckoned is not spoken of.
        None => ("", Vec::new(), None),
    };
    let (kind, sentences, earliest) = said;
    let page = Said { kind, sentences, earliest, frame };
    Ok(html(&page.frame, &page))
}

/// `good`, `bad` or nothing, and why.
pub(super) fn said(process: &Process, check: &PromiseCheck, reader: &Reader) -> (&'static str, Vec<String>) {
    let needs = |key| Message::new(key).with("needs", i64::from(check.needs_workdays));
    let mut sentences = Vec::new();
    let kind = match check.left_workdays {
        None => {
            sentences.push(reader.say(&needs("promise-needs")));
            ""
        }
        Some(left) if check.is_possible => {
            sentences.push(reader.say(&needs("promise-possible").with("left", i64::from(left))));
            "good"
        }
        Some(left) => {
            sentences.push(reader.say(&needs("promise-impossible").with("left", i64::from(left.max(0)))));
            "bad"
        }
    };
    if let Some(first) = check.overdue.first().filter(|_| kind == "bad")
        && let (Some(step), Some(due)) = (process.step(&first.step), first.due.date())
    {
        let message = Message::new("promise-overdue").with("step", &step.name).with("due", reader.day(due));
        sentences.push(reader.say(&message));
    }
    if let Some(earliest) = check.earliest.filter(|_| kind != "good") {
        sentences.push(reader.say(&Message::new("promise-earliest").with("day", reader.day(earliest))));
    }
    sentences.extend(check.unpublished.map(|year| unpublished(year, reader)));
    (kind, sentences)
}

/// As much of the header as times follow from.
fn header(form: &OrderForm, reader: &Reader) -> Option<Header> {
    let received = typed::moment(form.get("received"), form.get("received-clock"), &reader.zone, reader.now);
    Some(Header {
        customer: CustomerId(uuid::Uuid::nil()),
        customer_ref: form.get("customer_ref").to_owned(),
        channel: Channel::Other,
        salesperson: None,
        currency: Currency::CNY,
        received_at: received.ok()?.unwrap_or(reader.now),
        promised: typed::day(form.get("promised")).ok()?,
        address: form.get("address").to_owned(),
        payment_terms: form.get("payment_terms").to_owned(),
        trade_terms: form.get("trade_terms").to_owned(),
        remarks: String::new(),
    })
}

/// Goods and quantities, as far as they can be read already.
fn lines(form: &OrderForm) -> Vec<Line> {
    let line = |line: &LineForm| {
        let quantity = typed::number(&line.quantity).ok()??;
        Some(Line {
            product: None,
            name: line.name.clone(),
            spec: line.spec.clone(),
            quantity: Quantity::exact(quantity, &line.unit)?,
            price: None,
            discount_percent: Default::default(),
        })
    };
    form.lines.iter().filter_map(line).collect()
}
