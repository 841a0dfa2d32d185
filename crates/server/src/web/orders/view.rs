//! An order as its page shows it: head, line of stages, facts, lines, what is open, files and history. The step table has
//! a file of its own.

use jiff::{Timestamp, civil::Date};
use yidan_domain::{
    Currency, ExceptionId, Message, PromiseId, Say,
    access::Viewer,
    money::grouped,
    order::{
        Exception, Line,
        event::Event,
        lateness::Lateness,
        row::{OrderRow, StageCell, Status},
        situation::{Deed, Situation},
        summary::Summary,
    },
    process::Stage,
    schedule::Course,
};
use yidan_store::orders::changed_files;

use super::{
    acts::{self, Act},
    gantt::{Drawn, Gantt},
    history::{self, Entry, Filter},
    loaded::Loaded,
    outlook::OutlookView,
    schedule::Times,
    shown::{self, FileLink, Named},
    table::{self, StepView},
    tabs::{self, Place, Tab},
};
use crate::{page::Stop, texts::Reader};

/// Entries of the history shown at once.
const HISTORY_LIMIT: usize = 50;

pub struct View {
    pub id: String,
    pub number: String,
    pub process: String,
    pub pills: Vec<Pill>,
    pub stops: Vec<Stop>,
    pub steps_closed: u32,
    pub steps_total: u32,
    pub customer: String,
    pub customer_link: String,
    pub reference: String,
    pub channel: &'static str,
    pub salesperson: String,
    pub received: Timestamp,
    pub promised: Option<Date>,
    pub summary: Summary,
    pub completion: Option<Date>,
    pub delivered: Option<Date>,
    pub total: String,
    pub currency: String,
    pub payment: String,
    pub trade: String,
    pub address: String,
    pub remarks: String,
    pub tabs: Vec<Tab>,
    /// Why it was cancelled, when it was.
    pub cancelled: String,
    pub outlook: Option<OutlookView>,
    pub chart: Option<Gantt>,
    /// May this reader change the plan now?
    pub may_plan: bool,
    pub steps: Vec<StepView>,
    pub lines: Vec<LineView>,
    pub exceptions: Vec<ExceptionView>,
    pub promises: Vec<PromiseView>,
    pub files: Vec<FileView>,
    pub acts: Vec<Act>,
    pub history: HistoryView,
    /// The moment that is shown, when it is a past one.
    pub past: Option<Timestamp>,
}

pub struct Pill {
    pub words: String,
    pub kind: &'static str,
}

pub struct LineView {
    pub name: String,
    pub spec: String,
    pub quantity: String,
    pub unit: String,
    pub price: String,
    pub discount: String,
    pub amount: String,
}

pub struct ExceptionView {
    pub id: String,
    /// What is wrong: as somebody wrote it, or as the rule says it.
    pub words: String,
    pub step: String,
    pub by: String,
    pub at: Timestamp,
    pub is_late: bool,
    /// Owner, due day, cause, department.
    pub handling: Vec<Named>,
    pub acts: Vec<Act>,
}

pub struct PromiseView {
    pub text: String,
    pub due: Date,
    pub is_late: bool,
    pub owner: String,
    pub close: Act,
}

pub struct FileView {
    pub file: FileLink,
    pub is_original: bool,
    pub by: String,
    pub at: Timestamp,
}

/// The history with the filter that it was made by.
pub struct HistoryView {
    pub entries: Vec<Entry>,
    pub filter: Filter,
    /// Link to the entries before these, when there are some.
    pub older: Option<String>,
    pub total: usize,
    pub kinds: [(&'static str, &'static str); 10],
    /// Key and name.
    pub steps: Vec<(String, String)>,
    /// Those who did something to this order: id and name.
    pub people: Vec<(String, String)>,
}

impl View {
    pub fn of(loaded: &Loaded, viewer: &Viewer, reader: &Reader, past: Option<Timestamp>, filter: Filter) -> Self {
        let (order, process) = (&loaded.order, &*loaded.process);
        let now = past.unwrap_or(reader.now);
        let today = reader.zone.to_datetime(now).date();
        let situation = Situation::of(order, process);
        let times = Times::of(loaded, now);
        let (plan, summary) = (&times.plan, times.summary);
        let row = OrderRow::of(order, process, loaded.calendars());
        let header = &order.header;
        let may = |deed: Deed| if past.is_some() { None } else { Some(situation.may(viewer, deed, None)) };
        Self {
            id: order.id.to_string(),
            number: order.number.clone(),
            process: process.name.get(reader.lang).to_owned(),
            pills: pills(&row, summary.lateness, reader),
            stops: stops(&row, reader, now),
            steps_closed: row.steps_closed,
            steps_total: row.steps_total,
            customer: loaded.customer(header.customer).to_owned(),
            customer_link: format!("/customers/{}", header.customer),
            reference: header.customer_ref.clone(),
            channel: shown::channel(header.channel),
            salesperson: header.salesperson.map(|id| loaded.person(id).to_owned()).unwrap_or_default(),
            received: header.received_at,
            promised: header.promised,
            summary,
            completion: times.completion,
            delivered: row.delivered_on,
            total: order.total().map(|total| total.to_string()).unwrap_or_default(),
            currency: header.currency.to_string(),
            payment: header.payment_terms.clone(),
            trade: header.trade_terms.clone(),
            address: header.address.clone(),
            remarks: header.remarks.clone(),
            tabs: tabs::tabs(order, process, viewer, Place::Overview),
            cancelled: cancelled(loaded, reader),
            outlook: OutlookView::of(loaded, &row, &times, reader),
            chart: chart(loaded, &situation, &times, reader),
            may_plan: past.is_none() && situation.may(viewer, Deed::Replan, None).is_ok(),
            steps: table::rows(loaded, &situation, plan, viewer, reader, past),
            lines: lines(loaded, &order.lines, header.currency, reader),
            exceptions: exceptions(loaded, reader, today, |id| {
                let may = |deed| past.is_none().then(|| situation.may_settle(viewer, deed, id));
                acts::on_exception(order, id, may, reader)
            }),
            promises: promises(loaded, today, |id| acts::close(order, id, may(Deed::ClosePromise), reader)),
            files: files(loaded),
            acts: acts::of_order(order, may, reader),
            history: history(loaded, reader, filter, past),
            past,
        }
    }

    /// Nothing can be done to the past.
    pub fn is_live(&self) -> bool {
        self.past.is_none()
    }
}

fn pills(row: &OrderRow, lateness: Lateness, reader: &Reader) -> Vec<Pill> {
    let pill = |words: String, kind| Pill { words, kind };
    let mut pills = vec![match row.status {
        Status::Open => pill(reader.t("state-open"), "on"),
        Status::Done => pill(reader.t("state-done"), "done"),
        Status::Cancelled => pill(reader.t("state-cancelled"), "none"),
    }];
    match (lateness.delay_days, lateness.countdown_days) {
        (Some(late), _) => pills.push(pill(reader.count("days-late", late.into()), "late")),
        (None, Some(0)) => pills.push(pill(reader.t("due-today"), "soon")),
        (None, Some(left)) if left <= 3 => pills.push(pill(reader.count("days-left", left.into()), "soon")),
        (None, Some(left)) => pills.push(pill(reader.count("days-left", left.into()), "good")),
        (None, None) if row.status == Status::Open && row.promised.is_none() => {
            pills.push(pill(reader.t("state-no-date"), "none"));
        }
        (None, None) => {}
    }
    if row.exceptions > 0 {
        pills.push(pill(reader.count("orders-exceptions-count", row.exceptions.into()), "exception"));
    }
    pills
}

/// The stages along the line, each with when it was closed, or is planned to be, or how far it is.
fn stops(row: &OrderRow, reader: &Reader, now: Timestamp) -> Vec<Stop> {
    let day = |at: Timestamp| reader.short_day(reader.zone.to_datetime(at).date());
    let is_on = |stage: Stage| row.status == Status::Open && row.stage == stage;
    let held = !row.active.is_empty() && row.active.iter().all(|step| step.blocked);
    let stop = |cell: &StageCell| {
        let is_late = cell.due.is_some_and(|due| due < now);
        let (class, note) = match cell.closed_at {
            Some(at) => ("done", day(at)),
            None if cell.closed == cell.total => ("done", String::new()),
            None if is_on(cell.stage) && is_late => ("now late", format!("{}/{}", cell.closed, cell.total)),
            None if is_on(cell.stage) && held => ("now held", format!("{}/{}", cell.closed, cell.total)),
            None if is_on(cell.stage) => ("now", format!("{}/{}", cell.closed, cell.total)),
            None => ("", cell.due.map(day).unwrap_or_default()),
        };
        Stop { name: cell.stage.name().get(reader.lang).to_owned(), note, class }
    };
    row.stages.iter().map(stop).collect()
}

fn chart(loaded: &Loaded, situation: &Situation, times: &Times, reader: &Reader) -> Option<Gantt> {
    let course = Course::of(situation);
    let (process, calendars) = (&loaded.process, loaded.calendars());
    Gantt::of(&Drawn { process, course: &course, calendars, times, before: None, reader })
}

fn cancelled(loaded: &Loaded, reader: &Reader) -> String {
    let Some(cancelled) = &loaded.order.cancelled else { return String::new() };
    let sentence = Message::new("orders-cancelled-because")
        .with("person", loaded.person(cancelled.by))
        .with("at", cancelled.at)
        .with("reason", cancelled.reason.as_str());
    reader.say(&sentence)
}

pub fn lines(loaded: &Loaded, lines: &[Line], currency: Currency, reader: &Reader) -> Vec<LineView> {
    let view = |line: &Line| LineView {
        name: loaded.goods(line, reader.lang).to_owned(),
        spec: line.spec.clone(),
        quantity: grouped(&line.quantity.amount().to_string()),
        unit: reader.unit(&line.quantity.unit).to_owned(),
        price: line.price.map(|price| shown::price(price, currency)).unwrap_or_default(),
        discount: match line.discount_percent.is_zero() {
            true => String::new(),
            false => format!("{}%", line.discount_percent.normalize()),
        },
        amount: line.amount(currency).map(|amount| grouped(&amount.amount().to_string())).unwrap_or_default(),
    };
    lines.iter().map(view).collect()
}

fn exceptions(
    loaded: &Loaded,
    reader: &Reader,
    today: Date,
    acts: impl Fn(ExceptionId) -> Vec<Act>,
) -> Vec<ExceptionView> {
    let step = |exception: &Exception| -> Option<String> {
        let step = loaded.process.step(exception.step.as_ref()?)?;
        Some(step.name.get(reader.lang).to_owned())
    };
    let view = |exception: &Exception| ExceptionView {
        id: exception.id.to_string(),
        words: reader.say(&exception.say()),
        step: step(exception).unwrap_or_default(),
        by: loaded.person(exception.raised_by).to_owned(),
        at: exception.raised_at,
        is_late: exception.is_overdue(today),
        handling: shown::handling(&exception.handling, loaded, reader),
        acts: acts(exception.id),
    };
    loaded.order.open_exceptions().map(view).collect()
}

fn promises(loaded: &Loaded, today: Date, close: impl Fn(PromiseId) -> Act) -> Vec<PromiseView> {
    let view = |promise: &yidan_domain::order::Promise| PromiseView {
        text: promise.text.clone(),
        due: promise.due,
        is_late: promise.due < today,
        owner: loaded.person(promise.owner).to_owned(),
        close: close(promise.id),
    };
    loaded.order.open_promises().map(view).collect()
}

fn files(loaded: &Loaded) -> Vec<FileView> {
    let mut files: Vec<FileView> = changed_files(&loaded.history)
        .into_iter()
        .map(|(recorded, file)| FileView {
            file: FileLink::of(loaded.order.id, file),
            is_original: matches!(recorded.event, Event::Attached { original: true, .. }),
            by: loaded.person(recorded.by).to_owned(),
            at: recorded.at,
        })
        .collect();
    files.sort_by_key(|file| !file.is_original);
    files
}

fn history(loaded: &Loaded, reader: &Reader, filter: Filter, past: Option<Timestamp>) -> HistoryView {
    let (entries, more) = history::entries(loaded, reader, &filter, HISTORY_LIMIT);
    let mut people: Vec<(String, String)> = Vec::new();
    for recorded in &loaded.history {
        let id = recorded.by.to_string();
        if people.iter().all(|(known, _)| *known != id) {
            people.push((id, loaded.person(recorded.by).to_owned()));
        }
    }
    let steps = loaded.process.steps.iter();
    let steps = steps.map(|step| (step.key.to_string(), step.name.get(reader.lang).to_owned())).collect();
    let older = entries.last().filter(|_| more).map(|last| older_link(loaded, &filter, last.seq, past));
    HistoryView { entries, filter, older, total: loaded.history.len(), kinds: history::KINDS, steps, people }
}

fn older_link(loaded: &Loaded, filter: &Filter, before: u64, past: Option<Timestamp>) -> String {
    let at = past.map(|at| format!("&at={at}")).unwrap_or_default();
    let Filter { kind, step, person, .. } = filter;
    format!("/orders/{}?before={before}&kind={kind}&step={step}&person={person}{at}", loaded.order.id)
}
