//! One thing that waits: a step to work on, or a promise to keep.

use jiff::{Timestamp, civil::Date};
use yidan_domain::{
    OrderId, Say,
    access::{Role, Viewer},
    order::{
        Order, Promise,
        refusal::Refusal,
        situation::{Deed, Situation, Standing},
    },
    process::Step,
};
use yidan_store::{
    World,
    board::{MyDay, PromiseDue, Task, Urgency},
};

use super::Known;
use crate::texts::Reader;

/// What cards are written with.
pub struct Cards<'a> {
    pub reader: &'a Reader,
    pub world: &'a World,
    pub viewer: &'a Viewer,
    pub known: &'a Known,
}

pub struct Card {
    pub order: OrderId,
    pub version: u64,
    pub number: String,
    pub customer: String,
    pub goods: String,
    pub what: String,
    pub is_promise: bool,
    pub department: String,
    pub started: bool,
    pub due: Option<Timestamp>,
    /// How long until then, or since: words, and their colour.
    pub when: (String, &'static str),
    /// The time itself.
    pub at: String,
    /// Where it stands on the order's page.
    pub place: String,
    pub acts: Vec<Act>,
    /// Why nothing can be done now.
    pub why: Vec<String>,
}

/// What moves it on.
pub struct Act {
    pub key: &'static str,
    pub path: String,
    /// By this one tap; otherwise a form asks for something first.
    pub at_once: bool,
    /// What is hoped for most.
    pub is_last: bool,
}

impl Cards<'_> {
    /// Steps and promises; what has gone in the meantime is left out.
    pub fn of(&self, day: &MyDay) -> Vec<(Urgency, Card)> {
        let tasks = day.tasks.iter().filter_map(|task| Some((task.urgency, self.task(task)?)));
        let promises = day.promises.iter().filter_map(|promise| Some((promise.urgency, self.promise(promise)?)));
        tasks.chain(promises).collect()
    }

    fn task(&self, task: &Task) -> Option<Card> {
        let order = self.known.orders.get(&task.order)?;
        let process = self.world.processes.get(&order.process)?;
        let step = process.step(&task.step)?;
        let situation = Situation::of(order, process);
        let standing = situation.standing(&step.key).filter(|standing| standing.is_active())?;
        let (acts, why) = self.acts(&situation, step, standing);
        Some(Card {
            what: step.name.get(self.reader.lang).to_owned(),
            place: format!("/orders/{}#step-{}", order.id, step.key),
            department: process.department_name(&step.department).get(self.reader.lang).to_owned(),
            started: *standing == Standing::Started,
            due: task.due,
            when: task.due.map(|due| self.until(due)).unwrap_or_default(),
            at: task.due.map(|due| self.reader.time(due)).unwrap_or_default(),
            acts,
            why,
            ..self.about(order)
        })
    }

    /// What may be done, or why it may not.
    fn acts(&self, situation: &Situation, step: &Step, standing: &Standing) -> (Vec<Act>, Vec<String>) {
        let may = |deed| situation.may(self.viewer, deed, Some(&step.key));
        let path = |deed: &str| format!("/orders/{}/steps/{}/{deed}", situation.order.id, step.key);
        let mut acts = Vec::new();
        if *standing != Standing::Started {
            if let Err(refusal) = may(Deed::Start) {
                return (acts, self.reasons(&refusal));
            }
            acts.push(Act { key: "my-day-start", path: path("start"), at_once: true, is_last: false });
        }
        let why = match may(Deed::Finish) {
            Ok(()) => {
                let at_once = step.form.is_empty();
                let key = match step.approvals.is_empty() {
                    true if at_once => "my-day-finish",
                    true => "my-day-form",
                    false => "deed-hand-in",
                };
                acts.push(Act { key, path: path("finish"), at_once, is_last: true });
                Vec::new()
            }
            // Whose signature it waits for.
            Err(refusal @ Refusal::InApproval { .. }) => self.reasons(&refusal),
            Err(_) => Vec::new(),
        };
        (acts, why)
    }

    fn reasons(&self, refusal: &Refusal) -> Vec<String> {
        match refusal {
            Refusal::Blocked { blocks, .. } => blocks.iter().map(|block| self.reader.say(&block.say())).collect(),
            // A read-only account is told so once, above everything.
            Refusal::NotAllowed { .. } => Vec::new(),
            other => vec![self.reader.say(&other.say())],
        }
    }

    fn promise(&self, due: &PromiseDue) -> Option<Card> {
        let order = self.known.orders.get(&due.order)?;
        let mine = |promise: &&Promise| promise.owner == self.viewer.person && promise.due == due.due;
        let own = order.open_promises().find(mine);
        // The index keeps the earliest promise of an order, which may be somebody else's.
        let promise = own.or_else(|| order.open_promises().find(|promise| promise.owner == self.viewer.person))?;
        Some(Card {
            what: promise.text.clone(),
            is_promise: true,
            due: self.end_of(promise.due),
            when: self.until_day(promise.due),
            at: self.reader.day(promise.due),
            acts: self.acts_on(order, promise),
            ..self.about(order)
        })
    }

    /// Kept is soon said; what was not kept wants a word of explanation.
    fn acts_on(&self, order: &Order, promise: &Promise) -> Vec<Act> {
        if self.viewer.role == Role::ReadOnly {
            return Vec::new();
        }
        let act = |key, is_kept| {
            let path = format!("/orders/{}/promises/{}/close", order.id, promise.id);
            Act { key, path, at_once: is_kept, is_last: is_kept }
        };
        vec![act("my-day-broken", false), act("my-day-kept", true)]
    }

    fn about(&self, order: &Order) -> Card {
        Card {
            order: order.id,
            version: order.version,
            number: order.number.clone(),
            customer: self.known.customers.get(&order.header.customer).cloned().unwrap_or_default(),
            goods: order.lines.first().map(|line| line.name.clone()).unwrap_or_default(),
            what: String::new(),
            is_promise: false,
            department: String::new(),
            started: false,
            due: None,
            when: Default::default(),
            at: String::new(),
            place: format!("/orders/{}", order.id),
            acts: Vec::new(),
            why: Vec::new(),
        }
    }

    fn until(&self, due: Timestamp) -> (String, &'static str) {
        let day = self.reader.zone.to_datetime(due).date();
        if due >= self.reader.now || day != self.reader.today() {
            return self.until_day(day);
        }
        match self.reader.now.duration_since(due).as_hours() {
            0 => (self.reader.t("my-day-just-late"), "red"),
            hours => (self.reader.count("my-day-hours-late", hours), "red"),
        }
    }

    fn until_day(&self, day: Date) -> (String, &'static str) {
        use yidan_domain::order::lateness::day_number;
        match day_number(day) - day_number(self.reader.today()) {
            0 => (self.reader.t("due-today"), "amber"),
            late if late < 0 => (self.reader.count("days-late", i64::from(-late)), "red"),
            left => (self.reader.count("days-left", i64::from(left)), ""),
        }
    }

    fn end_of(&self, day: Date) -> Option<Timestamp> {
        self.reader.zone.to_timestamp(day.tomorrow().ok()?.at(0, 0, 0, 0)).ok()
    }
}
