//! What an order has cost against what it was reckoned to: the entries, the comparison, and the losses that change orders
//! have brought.

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use jiff::civil::Date;
use rust_decimal::Decimal;
use yidan_documents::values;
use yidan_domain::{
    Currency, Message, Money, Say,
    costing::{self, Actual, Against, Kind},
    order::{
        CostEntry,
        command::Command,
        cost_entries,
        refusal::Refusal,
        situation::{Deed, Situation},
    },
};
use yidan_store::Error;

use super::{
    super::{
        super::{Answer, Failure, Screen, failure::status_of},
        loaded::Loaded,
        parsed,
        tabs::{Head, Place},
        typed::{self, Typed, cell},
    },
    Objections, Places, act, amount, load, signed,
};
use crate::{
    page::{Faults, Frame, Nav, filters, html, html_with},
    texts::Reader,
};

#[derive(Template)]
#[template(path = "orders/costs/actual.html")]
struct ActualPage {
    frame: Frame,
    head: Head,
    places: Places,
    version: u64,
    /// None while there is no sheet, and so nothing to enter against.
    base: Option<String>,
    /// Why the estimate has no figures.
    lack: String,
    rows: Vec<AgainstView>,
    entries: Vec<EntryView>,
    losses: Vec<(String, String)>,
    kinds: Vec<(String, String)>,
    form: EntryForm,
    objections: Objections,
    closed: String,
}

struct AgainstView {
    name: String,
    class: &'static str,
    estimated: String,
    actual: String,
    difference: String,
    percent: String,
    /// Words and kind of the mark: more than estimated, or less.
    mark: Option<(&'static str, &'static str)>,
}

struct EntryView {
    number: usize,
    day: Date,
    kind: String,
    amount: String,
    document: String,
    note: String,
    by: String,
    /// What it takes back, or by what it is taken back.
    about: String,
    may_reverse: bool,
}

/// What is typed.
#[derive(Default)]
struct EntryForm {
    kind: String,
    amount: String,
    day: String,
    document: String,
    note: String,
    /// Why an entry is taken back, and its number.
    reason: String,
    taken_back: usize,
}

pub(super) async fn show(screen: Screen, Path(id): Path<String>) -> Answer {
    let loaded = load(&screen, &id).await?;
    let form = EntryForm { day: screen.today().to_string(), ..EntryForm::default() };
    let page = ActualPage::new(&screen, &loaded, form);
    Ok(html(&page.frame, &page))
}

pub(super) async fn enter(screen: Screen, Path(id): Path<String>, typed: Typed) -> Answer {
    let loaded = load(&screen, &id).await?;
    let form = EntryForm::typed(&typed);
    let reader = screen.frame().reader;
    let base = loaded.order.costs.as_ref().map(|costs| costs.sheet.base).ok_or(Refusal::NoCostSheet)?;
    let actual = match form.read(base, &screen, &reader) {
        Ok(actual) => actual,
        Err(faults) => {
            let objections = Objections { faults, ..Objections::default() };
            return Ok(ActualPage::new(&screen, &loaded, form).refused(StatusCode::UNPROCESSABLE_ENTITY, objections));
        }
    };
    let command = Command::EnterCost { actual: Box::new(actual) };
    answer(&screen, &id, &typed, form, command, "costs-entered").await
}

pub(super) async fn reverse(screen: Screen, Path((id, number)): Path<(String, String)>, typed: Typed) -> Answer {
    let number: usize = parsed(&number)?;
    let form = EntryForm { taken_back: number, ..EntryForm::typed(&typed) };
    let command = Command::ReverseCost { number, note: form.reason.clone() };
    answer(&screen, &id, &typed, form, command, "costs-reversed").await
}

async fn answer(
    screen: &Screen,
    id: &str,
    typed: &Typed,
    form: EntryForm,
    command: Command,
    done: &'static str,
) -> Answer {
    let order = load(screen, id).await?.order.id;
    match act(screen, order, typed.version(), command).await {
        Ok(()) => Ok(screen.redirect(&format!("/orders/{order}/costs/actual"), &Message::new(done))),
        Err(error) => refused(screen, id, form, error).await,
    }
}

async fn refused(screen: &Screen, id: &str, form: EntryForm, error: Error) -> Result<Response, Failure> {
    let (status, loaded) = (status_of(&error), load(screen, id).await?);
    let reader = screen.frame().reader;
    let objections = Objections::of(error, &loaded, &reader, |refusal| {
        let field = match refusal {
            Refusal::CostEntry(costing::EntryFault::Zero | costing::EntryFault::OtherCurrency { .. }) => "amount",
            Refusal::DayInTheFuture { .. } => "day",
            _ => return Vec::new(),
        };
        vec![(field.to_owned(), reader.say(&refusal.say()))]
    })?;
    Ok(ActualPage::new(screen, &loaded, form).refused(status, objections))
}

impl ActualPage {
    fn new(screen: &Screen, loaded: &Loaded, form: EntryForm) -> Self {
        let mut frame = screen.frame().at(Nav::Board);
        frame.title = frame.reader.say(&Message::new("costs-title").with("number", loaded.order.number.as_str()));
        let reader = &frame.reader;
        let order = &loaded.order;
        let costs = order.costs.as_deref();
        let outcome = costs.map(|costs| costs.sheet.figures().and_then(|f| costing::against(&f, &costs.actuals)));
        let (rows, lack) = match &outcome {
            Some(Ok(outcome)) => (compared(outcome, reader), String::new()),
            Some(Err(lack)) => (Vec::new(), reader.say(&lack.say())),
            None => (Vec::new(), String::new()),
        };
        let may = Situation::of(order, &loaded.process).may(&screen.viewer, Deed::KeepCosts, None);
        let department = |key| loaded.world.company.department_name(key).get(reader.lang).to_owned();
        Self {
            head: Head::of(loaded, &screen.viewer, Place::Costs),
            places: Places::of(loaded, "costs-actual"),
            version: order.version,
            base: costs.map(|costs| costs.sheet.base.to_string()),
            lack,
            rows,
            entries: entries(loaded, reader),
            losses: order.charged_losses().map(|(key, loss)| (department(key), loss.to_string())).collect(),
            kinds: Kind::ALL
                .into_iter()
                .map(|kind| (kind.key().to_owned(), kind.name().get(reader.lang).to_owned()))
                .collect(),
            form,
            objections: Objections::default(),
            closed: may.err().map(|why| reader.say(&why.say())).unwrap_or_default(),
            frame,
        }
    }

    fn refused(mut self, status: StatusCode, objections: Objections) -> Response {
        self.objections = objections;
        html_with(status, &self.frame, &self)
    }

    fn fault(&self, field: &str) -> &str {
        self.objections.faults.of(field)
    }
}

fn compared(outcome: &costing::Outcome, reader: &Reader) -> Vec<AgainstView> {
    let kinds = outcome.kinds.iter();
    let kinds = kinds.map(|(kind, held)| AgainstView::of(kind.name().get(reader.lang), held, "", true));
    let cost = AgainstView::of(&reader.t("costs-total"), &outcome.cost, "total", true);
    let profit = AgainstView::of(&reader.t("costs-profit"), &outcome.profit, "total", false);
    kinds.chain([cost, profit]).collect()
}

impl AgainstView {
    /// Of a cost more is worse, of a profit better.
    fn of(name: &str, held: &Against, class: &'static str, is_cost: bool) -> Self {
        let difference = held.difference;
        let mark = match (difference.minor.signum(), is_cost) {
            (0, _) => None,
            (_, true) if held.actual.is_zero() => Some(("costs-not-spent", "none")),
            (1, true) => Some(("costs-over", "late")),
            (_, true) => Some(("costs-under", "good")),
            (1, false) => Some(("costs-better", "good")),
            (_, false) => Some(("costs-worse", "late")),
        };
        Self {
            name: name.to_owned(),
            class,
            estimated: amount(held.estimated),
            actual: amount(held.actual),
            difference: if difference.is_zero() { String::new() } else { signed(difference.amount()) },
            percent: held
                .difference_percent
                .filter(|percent| !percent.is_zero())
                .map(|percent| format!("{}%", signed(percent)))
                .unwrap_or_default(),
            mark,
        }
    }
}

fn entries(loaded: &Loaded, reader: &Reader) -> Vec<EntryView> {
    let all: Vec<CostEntry> = cost_entries(&loaded.history).collect();
    let view = |(number, entry): (usize, &CostEntry)| {
        let actual = entry.actual;
        let taken_back = all.iter().position(|other| other.actual.reverses == Some(number));
        let about = match (actual.reverses, taken_back) {
            (Some(other), _) => reader.count("costs-takes-back", other as i64),
            (None, Some(place)) => reader.count("costs-taken-back-by", place as i64 + 1),
            (None, None) => String::new(),
        };
        EntryView {
            number,
            day: actual.day,
            kind: actual.kind.name().get(reader.lang).to_owned(),
            amount: amount(actual.amount),
            document: actual.document.clone(),
            note: actual.note.clone(),
            by: loaded.person(entry.by).to_owned(),
            may_reverse: about.is_empty(),
            about,
        }
    };
    (1..).zip(&all).map(view).collect()
}

impl EntryForm {
    fn typed(typed: &Typed) -> Self {
        let get = |field: &str| typed.get(field).replace("\r\n", "\n");
        Self {
            kind: get("kind"),
            amount: get("amount"),
            day: get("day"),
            document: get("document"),
            note: get("note"),
            reason: get("reason"),
            taken_back: 0,
        }
    }

    fn read(&self, base: Currency, screen: &Screen, reader: &Reader) -> Result<Actual, Faults> {
        let mut faults = Faults::default();
        let mut day = || typed::day(&self.day).map_err(|why| faults.add("day", reader.say(&why))).ok().flatten();
        let day = day().unwrap_or(screen.today());
        let amount = match self.amount.trim() {
            "" => Err(Message::new("costs-amount-missing")),
            words => values::number(&cell(words)).map_err(|why| why.say()),
        };
        let in_minor_units = |amount: Decimal| {
            let not_exact = || Message::new("costs-not-exact").with("currency", base.code());
            Money::exact(amount, base).ok_or_else(not_exact)
        };
        let amount = amount.and_then(in_minor_units).map_err(|why| faults.add("amount", reader.say(&why))).ok();
        let kind = Kind::of(&self.kind);
        if kind.is_none() {
            faults.add("kind", reader.t("costs-kind-missing"));
        }
        match (kind, amount) {
            (Some(kind), Some(amount)) if faults.is_empty() => Ok(Actual {
                kind,
                amount,
                day,
                document: self.document.clone(),
                note: self.note.clone(),
                reverses: None,
            }),
            _ => Err(faults),
        }
    }
}
