//! What if: the plan of an order is changed on trial — steps moved, given more time or split, another day promised — and
//! the effect on every later step and on the promise is seen before it is kept, with a reason.

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use jiff::civil::{Date, DateTime};
use yidan_domain::{
    Message, OrderId, Say, StepKey,
    order::{
        Order,
        command::Command,
        decide::Context,
        refusal::Refusal,
        row::OrderRow,
        situation::{Deed, Situation},
    },
    process::due::Takes,
    schedule::{Course, Moment, PlanChange, Split},
};
use yidan_store::{Error, orders};

use super::{
    super::{Answer, Screen, failure},
    gantt::{Drawn, Gantt},
    history,
    loaded::Loaded,
    outlook::OutlookView,
    parsed,
    schedule::Times,
    typed::{self, Typed},
};
use crate::{
    page::{Frame, Nav, filters, html, html_with},
    texts::Reader,
};

#[derive(Template)]
#[template(path = "orders/plan.html")]
struct PlanPage {
    frame: Frame,
    id: String,
    version: u64,
    form: PlanForm,
    outlook: Option<OutlookView>,
    chart: Option<Gantt>,
    effects: Vec<Effect>,
    /// A plan has been tried, not only looked at.
    is_tried: bool,
    /// What keeps the plan from being kept: faults by field, or a sentence.
    faults: BTreeMap<String, String>,
    refusal: String,
    /// What others have done since the page was opened.
    changes: Vec<String>,
}

/// What is meant: all changes that hold from then on, and the promised day.
type Plan = (BTreeMap<StepKey, PlanChange>, Option<Date>);

/// What is typed.
struct PlanForm {
    promised: String,
    reason: String,
    steps: Vec<StepForm>,
}

struct StepForm {
    key: String,
    number: usize,
    name: String,
    department: String,
    expected: String,
    not_before: String,
    takes: String,
    /// The standard time, for who wonders what goes without saying.
    usual: String,
    split_after: String,
    resumes: String,
}

/// What a tried plan does to one step, or to delivery.
struct Effect {
    name: String,
    before: String,
    after: String,
    words: String,
    kind: &'static str,
}

pub async fn ask(screen: Screen, Path(id): Path<String>) -> Answer {
    let loaded = Loaded::load(&screen, parsed(&id)?).await?;
    Situation::of(&loaded.order, &loaded.process).may(&screen.viewer, Deed::Replan, None)?;
    let reader = screen.frame().reader;
    let form = PlanForm::of(&loaded, &reader);
    let page = PlanPage::new(&screen, &loaded, form, None);
    Ok(html(&page.frame, &page))
}

pub async fn change(screen: Screen, Path(id): Path<String>, typed: Typed) -> Answer {
    let id: OrderId = parsed(&id)?;
    let loaded = Loaded::load(&screen, id).await?;
    let reader = screen.frame().reader;
    let form = PlanForm::typed(&loaded, &typed, &reader);
    let seen = typed.version();
    let (changes, promised) = match form.read(&reader) {
        Ok(read) => read,
        Err(faults) => {
            let page = PlanPage { faults, ..PlanPage::new(&screen, &loaded, form, None) };
            return Ok(html_with(StatusCode::UNPROCESSABLE_ENTITY, &page.frame, &page));
        }
    };
    if typed.get("do") == "save" {
        let command = Command::Replan { changes, promised, reason: form.reason.clone() };
        let actor = screen.actor();
        let kept = screen.app.store.write(move |tx| orders::act(tx, &actor, id, seen, command.clone()).map(drop));
        return match kept.await {
            Ok(()) => Ok(screen.redirect(&format!("/orders/{id}"), &Message::new("done-replan"))),
            Err(error) => refused(&screen, id, form, error).await,
        };
    }
    let tried = try_out(&screen, &loaded, changes, promised);
    let (then, refusal) = match tried {
        Ok(order) => (Some(order), String::new()),
        // To change nothing is no mistake as long as nothing is to be kept.
        Err(Refusal::NothingChanged) => (Some(loaded.order.clone()), String::new()),
        Err(refusal) => (None, reader.say(&refusal.say())),
    };
    let page = PlanPage { refusal, ..PlanPage::new(&screen, &loaded, form, then.as_ref()) };
    Ok(html(&page.frame, &page))
}

/// The order as it would be.
fn try_out(
    screen: &Screen,
    loaded: &Loaded,
    changes: BTreeMap<StepKey, PlanChange>,
    promised: Option<Date>,
) -> Result<Order, Refusal> {
    let world = screen.app.store.world();
    let (calendars, causes) = (&world.company.calendars, &world.causes);
    let context = Context { process: &loaded.process, viewer: &screen.viewer, now: screen.now(), calendars, causes };
    // A trial needs no reason.
    loaded.order.replanned(Command::Replan { changes, promised, reason: "?".into() }, context)
}

/// The form as it was typed, with what stands against it.
async fn refused(screen: &Screen, id: OrderId, form: PlanForm, error: Error) -> Result<Response, failure::Failure> {
    let loaded = Loaded::load(screen, id).await?;
    let reader = screen.frame().reader;
    let (refusal, seen) = match &error {
        Error::Refused(refusal) => (reader.say(&refusal.say()), None),
        Error::Invalid(message) => (reader.say(message), None),
        Error::Conflict(conflict) => (String::new(), conflict.since.first().map(|first| first.seq - 1)),
        _ => return Err(error.into()),
    };
    let changes = seen.map(|seen| history::sentences_since(&loaded, &reader, seen)).unwrap_or_default();
    let tried = form.read(&reader).ok();
    let then = tried.and_then(|(changes, promised)| try_out(screen, &loaded, changes, promised).ok());
    let page = PlanPage { refusal, changes, ..PlanPage::new(screen, &loaded, form, then.as_ref()) };
    Ok(html_with(failure::status_of(&error), &page.frame, &page))
}

impl PlanPage {
    fn new(screen: &Screen, loaded: &Loaded, form: PlanForm, then: Option<&Order>) -> Self {
        let mut frame = screen.frame().at(Nav::Board);
        let title = Message::new("plan-title").with("number", loaded.order.number.as_str());
        frame.title = frame.reader.say(&title);
        let reader = &frame.reader;
        let now = Times::of(loaded, reader.now);
        let tried = then.map(|order| Times::of_order(loaded, order, reader.now));
        let order = then.unwrap_or(&loaded.order);
        let course = Course::of(&Situation::of(order, &loaded.process));
        let times = tried.as_ref().unwrap_or(&now);
        let drawn = Drawn {
            process: &loaded.process,
            course: &course,
            calendars: loaded.calendars(),
            times,
            before: tried.as_ref().map(|_| &now),
            reader,
        };
        let row = OrderRow::of(order, &loaded.process, loaded.calendars());
        Self {
            id: loaded.order.id.to_string(),
            version: loaded.order.version,
            outlook: OutlookView::of(loaded, &row, times, reader),
            chart: Gantt::of(&drawn),
            effects: tried.as_ref().map(|then| effects(loaded, &now, then, reader)).unwrap_or_default(),
            is_tried: tried.is_some(),
            form,
            faults: BTreeMap::new(),
            refusal: String::new(),
            changes: Vec::new(),
            frame,
        }
    }

    fn label(&self, step: &StepForm, key: &str) -> String {
        format!("{} · {}", step.name, self.frame.reader.t(key))
    }

    fn fault(&self, field: &str, key: &str) -> &str {
        self.faults.get(&format!("{field}-{key}")).map_or("", String::as_str)
    }
}

/// Steps whose expected end moves, and delivery last.
fn effects(loaded: &Loaded, now: &Times, then: &Times, reader: &Reader) -> Vec<Effect> {
    let zone = &loaded.calendars().zone;
    let shown = |at: Moment| at.timestamp(zone).map(|at| reader.time(at)).unwrap_or_default();
    let effect = |name: String, before: Option<Moment>, after: Option<Moment>| {
        let (before, after) = (before?, after?);
        let days = after.day() - before.day();
        let words = match days {
            0 if before == after => return None,
            0 => reader.t("plan-same-day"),
            1.. => reader.count("plan-later", days.into()),
            _ => reader.count("plan-sooner", (-days).into()),
        };
        let kind = if after > before { "late" } else { "good" };
        Some(Effect { name, before: shown(before), after: shown(after), words, kind })
    };
    let steps = loaded.process.steps.iter().enumerate().filter_map(|(place, step)| {
        let name = step.name.get(reader.lang).to_owned();
        effect(name, now.forecast.steps[place].finish, then.forecast.steps[place].finish)
    });
    let delivery = effect(reader.t("plan-delivery"), now.forecast.delivery, then.forecast.delivery);
    steps.chain(delivery).collect()
}

impl PlanForm {
    fn of(loaded: &Loaded, reader: &Reader) -> Self {
        let steps = steps(loaded, reader, |key| {
            let change = loaded.order.plan_changes.get(key).cloned().unwrap_or_default();
            let takes = |takes: Option<Takes>| takes.map(|takes| takes.written(reader.lang)).unwrap_or_default();
            let time = |at: Option<DateTime>| at.map(typed::written).unwrap_or_default();
            [
                time(change.not_before),
                takes(change.takes),
                takes(change.split.map(|split| split.after)),
                time(change.split.map(|split| split.resumes)),
            ]
        });
        let promised = loaded.order.header.promised.map(|day| day.to_string()).unwrap_or_default();
        Self { promised, reason: String::new(), steps }
    }

    fn typed(loaded: &Loaded, typed: &Typed, reader: &Reader) -> Self {
        let steps = steps(loaded, reader, |key| {
            ["not-before", "takes", "split-after", "resumes"]
                .map(|field| typed.get(&format!("{field}-{key}")).to_owned())
        });
        Self { promised: typed.get("promised").to_owned(), reason: typed.get("reason").to_owned(), steps }
    }

    /// The plan that is meant, or what is wrong by field.
    fn read(&self, reader: &Reader) -> Result<Plan, BTreeMap<String, String>> {
        let mut faults = BTreeMap::new();
        let mut changes = BTreeMap::new();
        for step in &self.steps {
            let mut time = |field: &str, words: &str| {
                typed::day_time(words).unwrap_or_else(|message| {
                    faults.insert(format!("{field}-{}", step.key), reader.say(&message));
                    None
                })
            };
            let (not_before, resumes) = (time("not-before", &step.not_before), time("resumes", &step.resumes));
            let mut length = |field: &str, words: &str| {
                let words = words.trim();
                if words.is_empty() {
                    return None;
                }
                let read = Takes::parse(words);
                if let Err(fault) = &read {
                    faults.insert(format!("{field}-{}", step.key), reader.say(&fault.say()));
                }
                read.ok()
            };
            let (takes, after) = (length("takes", &step.takes), length("split-after", &step.split_after));
            if after.is_some() != resumes.is_some() {
                faults.entry(format!("resumes-{}", step.key)).or_insert_with(|| reader.t("plan-split-needs-both"));
            }
            let split = after.zip(resumes).map(|(after, resumes)| Split { after, resumes });
            let change = PlanChange { not_before, takes, split };
            if !change.is_empty() {
                changes.insert(step.key.as_str().into(), change);
            }
        }
        let promised = typed::day(&self.promised).unwrap_or_else(|message| {
            faults.insert("promised".into(), reader.say(&message));
            None
        });
        if faults.is_empty() { Ok((changes, promised)) } else { Err(faults) }
    }
}

/// The open steps, with what is filled in for each.
fn steps(loaded: &Loaded, reader: &Reader, fill: impl Fn(&StepKey) -> [String; 4]) -> Vec<StepForm> {
    let situation = Situation::of(&loaded.order, &loaded.process);
    let times = Times::of(loaded, reader.now);
    let zone = &loaded.calendars().zone;
    let open = situation.steps().enumerate().filter(|(_, (_, standing))| !standing.is_closed());
    open.map(|(place, (step, _))| {
        let [not_before, takes, split_after, resumes] = fill(&step.key);
        let expected = times.forecast.steps[place];
        let shown =
            |at: Option<Moment>| at.and_then(|at| at.timestamp(zone)).map(|at| reader.time(at)).unwrap_or_default();
        StepForm {
            key: step.key.to_string(),
            number: place + 1,
            name: step.name.get(reader.lang).to_owned(),
            department: loaded.process.department_name(&step.department).get(reader.lang).to_owned(),
            expected: format!("{} – {}", shown(expected.start), shown(expected.finish)),
            not_before,
            takes,
            usual: step.standard_time(&situation.facts).map(|takes| takes.written(reader.lang)).unwrap_or_default(),
            split_after,
            resumes,
        }
    })
    .collect()
}
