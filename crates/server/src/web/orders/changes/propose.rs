//! Proposing a change order: the form by which an order is amended, with who asks for it and what it costs. What it would
//! bring about is seen before it is sent.

use axum::{extract::Path, http::StatusCode, response::Response};
use yidan_domain::{
    Message, Money, OrderId,
    order::{
        command::Command,
        decide::Context,
        refusal::Refusal,
        situation::{Deed, Situation},
    },
};
use yidan_store::{Error, orders};

use super::{
    super::{
        super::{Answer, Failure, Screen, failure},
        amend,
        entry::EntryPage,
        form::OrderForm,
        history,
        loaded::Loaded,
        parsed,
        typed::{self, Typed},
    },
    currencies,
    effect::Effect,
};
use crate::page::{Faults, html};

/// What a change order says beside the order as it is to be, as it is typed.
#[derive(Default)]
pub struct Proposal {
    pub asked_by: String,
    pub loss: String,
    pub currency: String,
    /// Key and name of each.
    pub departments: Vec<(String, String)>,
    pub currencies: Vec<String>,
    /// What it would bring about, once it has been looked at.
    pub effect: Option<Effect>,
}

impl Proposal {
    fn typed(typed: &Typed, screen: &Screen) -> Self {
        let company = &screen.app.store.world().company;
        let own = company.settings.currency;
        let named = |department: &yidan_domain::party::Department| {
            (department.key.to_string(), department.name.get(screen.lang()).to_owned())
        };
        let currency = Some(typed.get("loss-currency")).filter(|code| !code.is_empty()).unwrap_or(own.code());
        Self {
            asked_by: typed.get("asked_by").to_owned(),
            loss: typed.get("loss").to_owned(),
            currency: currency.to_owned(),
            departments: company.departments.iter().map(named).collect(),
            currencies: currencies(own),
            effect: None,
        }
    }

    /// The loss, or what is wrong with what was typed; the department must be one.
    fn read(&self) -> Result<Option<Money>, (&'static str, Message)> {
        if !self.departments.iter().any(|(key, _)| *key == self.asked_by) {
            return Err(("asked_by", Message::new("change-department-missing")));
        }
        let loss = |message| ("loss", message);
        let currency = self.currency.parse().map_err(|_| loss(Message::new("import-unknown-currency")))?;
        let Some(amount) = typed::number(&self.loss).map_err(loss)? else { return Ok(None) };
        let too_precise = || loss(Message::new("change-loss-too-precise").with("currency", self.currency.as_str()));
        Money::exact(amount, currency).map(Some).ok_or_else(too_precise)
    }
}

pub async fn ask(screen: Screen, Path(id): Path<String>) -> Answer {
    let loaded = Loaded::load(&screen, parsed(&id)?).await?;
    Situation::of(&loaded.order, &loaded.process).may(&screen.viewer, Deed::ProposeChange, None)?;
    let form = amend::form_of(&screen, &loaded, &loaded.order).await?;
    let mut proposal = Proposal::typed(&Typed::default(), &screen);
    // Mostly, whoever writes it down is of the department that asks.
    proposal.asked_by = screen.viewer.departments.first().map(ToString::to_string).unwrap_or_default();
    let page = page(&screen, form, &loaded, loaded.order.version, String::new(), proposal).await?;
    Ok(html(&page.frame, &page))
}

async fn page(
    screen: &Screen,
    form: OrderForm,
    loaded: &Loaded,
    version: u64,
    reason: String,
    proposal: Proposal,
) -> Result<EntryPage, Failure> {
    let mut page = amend::page(screen, form, loaded, version, reason).await?;
    let number = loaded.order.number.as_str();
    page.frame.title = page.frame.reader.say(&Message::new("change-title").with("number", number));
    if let Some(amends) = &mut page.amends {
        amends.proposal = Some(proposal);
    }
    Ok(page)
}

/// Looks at what the change order would bring about, or sends it.
pub async fn propose(screen: Screen, Path(id): Path<String>, typed: Typed) -> Answer {
    let id: OrderId = parsed(&id)?;
    let mut loaded = Loaded::load(&screen, id).await?;
    let form = OrderForm::typed(&typed);
    let mut proposal = Proposal::typed(&typed, &screen);
    let (seen, reason) = (typed.version(), typed.get("reason").to_owned());
    let version = seen.unwrap_or(loaded.order.version);
    let (order, loss) = (amend::read(&screen, &form, &loaded.order).await?, proposal.read());
    let (header, lines, customer, loss) = match (order, loss) {
        (Ok((header, lines, customer)), Ok(loss)) => (header, lines, customer, loss),
        (order, loss) => {
            let mut page = page(&screen, form, &loaded, version, reason, proposal).await?;
            page.faults = order.err().unwrap_or_default();
            fault(&mut page.faults, loss, &page.frame.reader);
            return Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let asked_by = proposal.asked_by.as_str().into();
    let command = Command::ProposeChange { header: Box::new(header), lines, reason: reason.clone(), asked_by, loss };
    if typed.get("do") == "look" {
        loaded.customers.extend(customer.map(|customer| (customer.id, customer)));
        let looked = try_out(&screen, &loaded, command).map(|effect| proposal.effect = Some(effect));
        let mut page = page(&screen, form, &loaded, version, reason, proposal).await?;
        return match looked {
            Ok(()) => Ok(page.answer(StatusCode::OK)),
            Err(refusal) => {
                page.refuse(&refusal.into());
                Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY))
            }
        };
    }
    let actor = screen.actor();
    let outcome = screen.app.store.write(move |tx| orders::act(tx, &actor, id, seen, command.clone()).map(drop));
    match outcome.await {
        Ok(()) => Ok(screen.redirect(&format!("/orders/{id}/changes"), &Message::new("done-propose-change"))),
        Err(Error::Conflict(conflict)) => {
            in_conflict(&screen, form, id, version, conflict.version, reason, proposal).await
        }
        Err(error @ (Error::Refused(_) | Error::Invalid(_))) => {
            let status = failure::status_of(&error);
            let mut page = page(&screen, form, &loaded, version, reason, proposal).await?;
            page.refuse(&error);
            Ok(page.answer(status))
        }
        Err(error) => Err(error.into()),
    }
}

fn fault<T>(faults: &mut Faults, read: Result<T, (&'static str, Message)>, reader: &crate::texts::Reader) {
    if let Err((field, message)) = read {
        faults.add(field, reader.say(&message));
    }
}

/// What it would bring about, if it may be proposed at all.
fn try_out(screen: &Screen, loaded: &Loaded, command: Command) -> Result<Effect, Refusal> {
    let world = screen.app.store.world();
    let (calendars, causes) = (&world.company.calendars, &world.causes);
    let context = Context { process: &loaded.process, viewer: &screen.viewer, now: screen.now(), calendars, causes };
    // A look needs no reason yet.
    let command = match command {
        Command::ProposeChange { header, lines, asked_by, loss, .. } => {
            Command::ProposeChange { header, lines, reason: "?".into(), asked_by, loss }
        }
        other => other,
    };
    let tried = loaded.order.replanned(command, context)?;
    let change = tried.change.as_deref().ok_or(Refusal::NothingChanged)?;
    Ok(Effect::of(loaded, change, &screen.frame().reader))
}

async fn in_conflict(
    screen: &Screen,
    form: OrderForm,
    id: OrderId,
    seen: u64,
    version: u64,
    reason: String,
    proposal: Proposal,
) -> Result<Response, Failure> {
    let loaded = Loaded::load(screen, id).await?;
    let form = amend::over_changes(screen, form, &loaded, seen).await?;
    let mut page = page(screen, form, &loaded, version, reason, proposal).await?;
    let changes = history::sentences_since(&loaded, &page.frame.reader, seen);
    if let Some(amends) = &mut page.amends {
        amends.changes = changes;
    }
    Ok(page.answer(StatusCode::CONFLICT))
}
