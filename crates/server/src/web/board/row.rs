//! One order as the board shows it: the stages as points on a line, how it stands against its promise, who has it.

use std::collections::HashMap;

use jiff::{Timestamp, civil::Date};
use yidan_domain::{
    CustomerId, Money, OrderId, PersonId,
    order::{
        row::{ActiveStep, OrderRow, StageCell, Status},
        summary::{SOON_DAYS, Summary, Trouble},
    },
    process::{Process, Stage},
};
use yidan_store::{World, board::Board};

use crate::texts::Reader;

/// What rows are written with: the reader, the names, the company.
pub struct Words<'a> {
    reader: &'a Reader,
    world: &'a World,
    customers: &'a HashMap<CustomerId, String>,
    people: HashMap<PersonId, &'a str>,
    board: &'a Board,
    today: Date,
    standings: [(Standing, String); 6],
}

pub struct Row {
    pub id: OrderId,
    pub version: u64,
    pub number: String,
    pub customer: String,
    pub customer_ref: String,
    pub goods: String,
    /// Kinds of goods that the order has besides the first.
    pub more_goods: usize,
    pub holders: Vec<Holder>,
    /// One for each stage that there is.
    pub cells: Vec<Cell>,
    pub promised: Option<Date>,
    pub summary: Summary,
    /// When the goods are expected to leave.
    pub expected: Option<Date>,
    pub status: Status,
    pub closed: u32,
    pub total: u32,
    pub amount: Option<Money>,
}

/// Who has a step to work on: a person, or whoever of a department takes it.
#[derive(Clone, PartialEq, Eq)]
pub struct Holder {
    pub name: String,
    pub is_person: bool,
}

pub struct Cell {
    pub standing: Standing,
    /// `done`, `now late` …, as `web/css/track.css` draws it.
    pub class: String,
    /// When it was done, or is planned to be.
    pub date: Option<Date>,
    /// The same, short.
    pub day: String,
    /// All of it in words.
    pub title: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Done,
    Active,
    Held,
    Late,
    Waiting,
    /// The process has no such stage, or this order does not need it.
    Absent,
}

impl<'a> Words<'a> {
    pub fn new(
        reader: &'a Reader,
        world: &'a World,
        customers: &'a HashMap<CustomerId, String>,
        people: HashMap<PersonId, &'a str>,
        board: &'a Board,
        today: Date,
    ) -> Self {
        use Standing::*;
        let standings =
            [Done, Active, Held, Late, Waiting, Absent].map(|standing| (standing, reader.t(standing.key())));
        Self { reader, world, customers, people, board, today, standings }
    }

    fn standing(&self, standing: Standing) -> &str {
        self.standings.iter().find(|(known, _)| *known == standing).map_or("", |(_, words)| words)
    }

    pub fn row(&self, row: &OrderRow) -> Row {
        let summary = self.board.summary(row, self.world.company.calendars.company(), self.today, self.reader.now);
        Row {
            id: row.id,
            version: row.version,
            number: row.number.clone(),
            customer: self.customers.get(&row.customer).cloned().unwrap_or_default(),
            customer_ref: row.customer_ref.clone(),
            goods: row.products.first().cloned().unwrap_or_default(),
            more_goods: row.products.len().saturating_sub(1),
            holders: self.holders(row),
            cells: self.cells(row),
            promised: row.promised,
            summary,
            expected: self.board.expected(row.id).median,
            status: row.status,
            closed: row.steps_closed,
            total: row.steps_total,
            amount: row.total,
        }
    }

    /// Whoever has its steps in hand; the salesperson when nobody has.
    fn holders(&self, row: &OrderRow) -> Vec<Holder> {
        let mut holders: Vec<Holder> = Vec::new();
        for step in &row.active {
            let holder = self.holder(step);
            if !holders.contains(&holder) {
                holders.push(holder);
            }
        }
        let salesperson = row.salesperson.filter(|_| holders.is_empty());
        let named = salesperson.and_then(|person| self.people.get(&person));
        holders.extend(named.map(|name| Holder { name: (*name).to_owned(), is_person: true }));
        holders
    }

    fn holder(&self, step: &ActiveStep) -> Holder {
        match step.assignee.and_then(|person| self.people.get(&person)) {
            Some(name) => Holder { name: (*name).to_owned(), is_person: true },
            None => {
                let name = self.world.company.department_name(&step.department);
                Holder { name: name.get(self.reader.lang).to_owned(), is_person: false }
            }
        }
    }

    fn cells(&self, row: &OrderRow) -> Vec<Cell> {
        let process = self.world.processes.get(&row.process).map(|process| &**process);
        Stage::ALL.into_iter().map(|stage| self.cell(row, process, stage)).collect()
    }

    fn cell(&self, row: &OrderRow, process: Option<&Process>, stage: Stage) -> Cell {
        let passed = row.status == Status::Done || stage < row.stage;
        let needed = |cell: &&StageCell| cell.closed < cell.total || cell.closed_at.is_some();
        let Some(kept) = row.stages.iter().find(|cell| cell.stage == stage).filter(needed) else {
            let class = placed(if passed { "pass" } else { "skipped" }, stage);
            return Cell { standing: Standing::Absent, class, date: None, day: String::new(), title: String::new() };
        };
        let standing = standing(row, process, kept, self.reader.now);
        let is_now = matches!(standing, Standing::Active | Standing::Held)
            || standing == Standing::Late && has_begun(row, process, kept);
        let class = match (standing, is_now) {
            (Standing::Done, _) => "done",
            (Standing::Active, _) => "now",
            (Standing::Held, _) => "now held",
            (Standing::Late, true) => "now late",
            (Standing::Late, false) => "late",
            _ => "",
        };
        let at = if standing == Standing::Done { kept.closed_at } else { kept.due };
        let date = at.map(|at| self.reader.zone.to_datetime(at).date());
        let day = date.map(|date| self.reader.short_day(date)).unwrap_or_default();
        Cell { standing, class: placed(class, stage), date, day, title: self.title(kept, standing, at) }
    }

    fn title(&self, kept: &StageCell, standing: Standing, at: Option<Timestamp>) -> String {
        let StageCell { closed, total, .. } = kept;
        let name = kept.stage.name();
        let mut title = format!("{} · {} · {closed}/{total}", name.get(self.reader.lang), self.standing(standing));
        if let Some(at) = at {
            title.push_str(" · ");
            title.push_str(&self.reader.time(at));
        }
        title
    }
}

impl Standing {
    pub fn key(self) -> &'static str {
        match self {
            Standing::Done => "board-stage-done",
            Standing::Active => "board-stage-active",
            Standing::Held => "board-stage-held",
            Standing::Late => "board-stage-late",
            Standing::Waiting => "board-stage-waiting",
            Standing::Absent => "board-stage-absent",
        }
    }
}

fn standing(row: &OrderRow, process: Option<&Process>, kept: &StageCell, now: Timestamp) -> Standing {
    let is_open = row.status == Status::Open;
    if kept.closed == kept.total {
        Standing::Done
    } else if is_open && kept.due.is_some_and(|due| due < now) {
        Standing::Late
    } else if !is_open || !has_begun(row, process, kept) {
        Standing::Waiting
    } else if active_in(row, process, kept.stage).all(|step| step.blocked) {
        Standing::Held
    } else {
        Standing::Active
    }
}

/// Is there a step of this stage to work on, or has one been closed?
fn has_begun(row: &OrderRow, process: Option<&Process>, kept: &StageCell) -> bool {
    kept.closed > 0 || active_in(row, process, kept.stage).next().is_some()
}

fn active_in<'a>(
    row: &'a OrderRow,
    process: Option<&'a Process>,
    stage: Stage,
) -> impl Iterator<Item = &'a ActiveStep> {
    let stage_of = move |active: &ActiveStep| process.and_then(|process| Some(process.step(&active.step)?.stage));
    row.active.iter().filter(move |active| stage_of(active) == Some(stage))
}

/// The line begins at the first stage and ends at the last.
fn placed(class: &str, stage: Stage) -> String {
    match stage {
        Stage::Intake => format!("{class} first"),
        Stage::Settlement => format!("{class} last"),
        _ => class.to_owned(),
    }
}

impl Row {
    pub fn amount(&self) -> Option<String> {
        self.amount.map(|amount| amount.to_string())
    }

    /// Today, or within the next days.
    pub fn is_due_soon(&self) -> bool {
        self.summary.lateness.countdown_days.is_some_and(|days| SOON_DAYS.contains(&days))
    }

    /// 异常状态: what is wrong with the order, in a word; key and kind of the pill.
    pub fn trouble(&self) -> (&'static str, &'static str) {
        pill_of(self.summary.trouble)
    }

    /// 完成状态.
    pub fn status_key(&self) -> &'static str {
        status_key(self.status)
    }

    pub fn row_class(&self) -> &'static str {
        if self.status == Status::Cancelled { "off" } else { "" }
    }
}

/// Key of the words of a completion state.
pub fn status_key(status: Status) -> &'static str {
    match status {
        Status::Open => "state-open",
        Status::Done => "state-done",
        Status::Cancelled => "state-cancelled",
    }
}

/// Words and kind of the pill that shows an exception state.
pub fn pill_of(trouble: Trouble) -> (&'static str, &'static str) {
    match trouble {
        Trouble::Cancelled => ("state-cancelled", "none"),
        Trouble::Exception => ("state-exception", "exception"),
        Trouble::Done => ("state-done", "done"),
        Trouble::Late => ("state-late", "late"),
        Trouble::WillBeLate => ("state-will-be-late", "late"),
        Trouble::AtRisk => ("state-at-risk", "soon"),
        Trouble::NoDate => ("state-no-date", "none"),
        Trouble::DueSoon => ("state-due-soon", "soon"),
        Trouble::StepLate => ("board-step-late", "soon"),
        Trouble::OnTime => ("state-on-time", "good"),
    }
}

#[cfg(test)]
mod tests;
