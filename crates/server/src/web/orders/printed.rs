//! The form of a step as it goes into the binder: what the order says, what was filled in, and who has signed. Signatures
//! that are missing have a line to be signed by hand. A registered form is the same under its own number and title, with those
//! of the step's answers that are on it.

use askama::Template;
use axum::{extract::Path, response::Response};
use jiff::Timestamp;
use yidan_domain::{
    OrderId, StepKey,
    order::{
        Subject,
        refusal::Refusal,
        registered,
        situation::{Situation, Standing},
    },
    process::{Field, OrderPart, RegisteredForm, Step},
};
use yidan_store::Tx;

use super::{
    super::{Answer, Failure, Screen},
    approval::{ApprovalView, LinkView, to_come},
    loaded::Loaded,
    parsed,
    printed_ledger::{self, Found, Table},
    shown::{self, Named, Shown},
    view::{LineView, lines},
};
use crate::{
    page::{Frame, Nav, filters, html},
    texts::Reader,
};

#[derive(Template)]
#[template(path = "orders/printed.html")]
struct Printed {
    frame: Frame,
    company: String,
    order_link: String,
    number: String,
    process: String,
    /// Title of the form; of the step where it is not registered.
    title: String,
    /// Number of a registered form, and the department that owns it.
    registered: Option<(u32, String)>,
    todo: String,
    facts: Vec<(String, String)>,
    answers: Vec<Named>,
    lines: Vec<LineView>,
    /// Customer, terms and prices are on it.
    is_whole: bool,
    /// What the books know of the order.
    ledger: Option<Table>,
    currency: String,
    total: String,
    links: Vec<LinkView>,
    /// Who handed it in, or finished it where nobody signs, and when.
    by: String,
    at: Option<Timestamp>,
}

pub async fn show(screen: Screen, Path((id, key)): Path<(String, String)>) -> Answer {
    let loaded = Loaded::load(&screen, parsed(&id)?).await?;
    let key = StepKey::from(key.as_str());
    let step = loaded.process.step(&key).ok_or_else(|| Refusal::NoSuchStep { step: key.0.clone() })?;
    Ok(printed(&screen, &loaded, step, None, None))
}

/// A registered form, by its number.
pub async fn show_form(screen: Screen, Path((id, number)): Path<(String, String)>) -> Answer {
    let (id, number): (OrderId, u32) = (parsed(&id)?, parsed(&number)?);
    let loaded = Loaded::load(&screen, id).await?;
    let situation = Situation::of(&loaded.order, &loaded.process);
    let found = registered::form(&situation, number).filter(registered::FormRow::is_printable);
    let row = found.ok_or_else(|| Failure::from(yidan_store::Error::NotFound("page")))?;
    let ledger = match row.form.shows {
        Some(part) => {
            let (viewer, today) = (screen.viewer.clone(), screen.today());
            let read = move |tx: &mut Tx| printed_ledger::read(tx, &viewer, id, part, today);
            Some(screen.app.store.read(read).await?)
        }
        None => None,
    };
    Ok(printed(&screen, &loaded, row.step, Some(row.form), ledger.as_ref()))
}

fn printed(
    screen: &Screen,
    loaded: &Loaded,
    step: &Step,
    form: Option<&RegisteredForm>,
    ledger: Option<&Found>,
) -> Response {
    let situation = Situation::of(&loaded.order, &loaded.process);
    let mut frame = screen.frame().at(Nav::Board);
    let reader = &frame.reader;
    let title = form.map_or(&step.name, |form| &form.title).get(reader.lang).to_owned();
    let owner = |form: &RegisteredForm| {
        let department = loaded.process.department_name(&form.department);
        (form.number, department.get(reader.lang).to_owned())
    };
    let approval = approval(loaded, &situation, step, reader);
    let is_whole = form.is_none_or(|form| form.order == OrderPart::Whole);
    let page = Printed {
        company: frame.company.clone(),
        order_link: match form {
            Some(form) => format!("/orders/{}/forms#form-{}", loaded.order.id, form.number),
            None => format!("/orders/{}#step-{}", loaded.order.id, step.key),
        },
        number: loaded.order.number.clone(),
        process: loaded.process.name.get(reader.lang).to_owned(),
        registered: form.map(owner),
        todo: step.instructions.get(reader.lang).to_owned(),
        facts: if is_whole { facts(loaded, reader) } else { Vec::new() },
        is_whole,
        ledger: ledger.map(|found| Table::of(found, screen, reader)),
        answers: answers(loaded, step, form, reader),
        lines: lines(loaded, &loaded.order.lines, loaded.order.header.currency, reader),
        currency: loaded.order.header.currency.to_string(),
        total: loaded.order.total().map(|total| total.to_string()).unwrap_or_default(),
        by: match &approval {
            Some(approval) => approval.by.clone(),
            None => finished_by(loaded, &step.key),
        },
        at: match &approval {
            Some(approval) => Some(approval.at),
            None => loaded.order.step(&step.key).and_then(|state| state.progress.finished_at()),
        },
        links: approval.map_or_else(|| to_come(loaded, &situation, step, reader), |approval| approval.links),
        title: title.clone(),
        frame: {
            frame.title = format!("{} · {title}", loaded.order.number);
            frame
        },
    };
    html(&page.frame, &page)
}

impl Printed {
    /// On paper every time says its year.
    fn written(&self, at: &Timestamp) -> String {
        self.frame.reader.zone.to_datetime(*at).strftime("%Y-%m-%d %H:%M").to_string()
    }
}

fn approval(loaded: &Loaded, situation: &Situation, step: &Step, reader: &Reader) -> Option<ApprovalView> {
    let approval = loaded.order.step(&step.key)?.approval.as_ref()?;
    let is_open = !situation.standing(&step.key).is_some_and(Standing::is_closed);
    Some(ApprovalView::of(loaded, &Subject::Step(step.key.clone()), approval, is_open, reader))
}

fn finished_by(loaded: &Loaded, key: &StepKey) -> String {
    match loaded.order.step(key).map(|state| &state.progress) {
        Some(yidan_domain::order::Progress::Finished { by, .. }) => loaded.person(*by).to_owned(),
        _ => String::new(),
    }
}

fn facts(loaded: &Loaded, reader: &Reader) -> Vec<(String, String)> {
    let header = &loaded.order.header;
    let day = |day: jiff::civil::Date| day.to_string();
    [
        ("orders-customer", loaded.customer(header.customer).to_owned()),
        ("orders-reference", header.customer_ref.clone()),
        ("orders-salesperson", header.salesperson.map(|id| loaded.person(id).to_owned()).unwrap_or_default()),
        ("orders-received", day(reader.zone.to_datetime(header.received_at).date())),
        ("orders-promised", header.promised.map(day).unwrap_or_default()),
        ("orders-payment", header.payment_terms.clone()),
        ("orders-trade", header.trade_terms.clone()),
        ("orders-address", header.address.clone()),
        ("orders-remarks", header.remarks.clone()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(key, value)| (reader.t(key), value))
    .collect()
}

/// Every field of the form, also those that nothing was filled in for: the form is complete on paper.
fn answers(loaded: &Loaded, step: &Step, form: Option<&RegisteredForm>, reader: &Reader) -> Vec<Named> {
    let given = loaded.order.step(&step.key).map(|state| &state.answers);
    let answer = |field: &Field| {
        let answer = given.and_then(|given| given.get(&field.key));
        let value = answer.map(|answer| shown::shown(loaded.order.id, &field.kind, answer, reader));
        Named {
            name: field.name.get(reader.lang).to_owned(),
            value: value.unwrap_or_else(|| Shown::Words(String::new())),
        }
    };
    let is_on = |field: &&Field| form.is_none_or(|form| form.shows(&field.key));
    step.form.iter().filter(is_on).map(answer).collect()
}
