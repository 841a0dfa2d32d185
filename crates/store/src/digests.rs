//! The digest of the morning: made once for each person and working day, however many copies of the program try; kept so
//! that it can be read again and sent along.

use std::{collections::HashMap, sync::Arc};

use jiff::{SignedDuration, Timestamp, civil::Date};
use yidan_domain::{
    CustomerId, OrderId, PersonId, Text,
    access::{Scope, Viewer},
    digest::{self, Counted, Digest, Line, MOST, Material, Named, Overview, Saying, Task},
    exception::Finding,
    notice::{self, Trouble},
    order::{Order, lateness::day_number, refusal::Block, row::OrderRow, situation::Situation},
    party::Person,
};

use crate::{
    Error, Result, Store, Tx, World,
    board::{Board, Desk, MyDay, Query, Sort, State},
    customers, exceptions, notices, orders,
};

/// Digests are kept for so long.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 90);
/// Steps, promises and exceptions of one person that a digest is made from: beyond these it does not count.
const TASKS: usize = 5_000;

/// Makes the digests of today that are missing, once the hour has come on a working day; answers how many it made.
pub async fn make(store: &Store, now: Timestamp) -> Result<usize> {
    let world = store.world();
    let Some(morning) = Morning::of(&world, now) else { return Ok(0) };
    let today = morning.today;
    let there = store.read(move |tx| with_digest(tx, today)).await?;
    let reads = |person: &&Person| person.active && person.login.is_some() && !there.contains(&person.id);
    let mut made = 0;
    for person in world.people.iter().filter(reads) {
        match make_one(store, &world, person, morning).await {
            Ok(kept) => made += usize::from(kept),
            // The others have theirs all the same.
            Err(error) => tracing::warn!(person = %person.id, %error, "a digest could not be made"),
        }
    }
    Ok(made)
}

async fn make_one(store: &Store, world: &Arc<World>, person: &Person, morning: Morning) -> Result<bool> {
    let (index, world, reader) = (store.clone(), Arc::clone(world), person.clone());
    let material =
        store.read(move |tx| Gathering { tx, board: index.board(), world: &world, morning }.of(&reader)).await?;
    let due = with_a_day(&material);
    let digest = digest::of(material, morning.now, morning.tomorrow, morning.today);
    let person = person.id;
    store.write(move |tx| keep(tx, person, morning, &digest, &due)).await
}

/// The digest of a person and a day.
pub fn get(tx: &mut Tx, person: PersonId, day: Date) -> Result<Digest> {
    tx.row(
        "SELECT body FROM digests WHERE person = $1 AND day = $2",
        &[person.into(), (&day.to_string()).into()],
        |row| row.json(0),
    )?
    .ok_or(Error::NotFound("digest"))
}

/// The days that a person has digests of, the latest first.
pub fn days(tx: &mut Tx, person: PersonId, limit: usize) -> Result<Vec<Date>> {
    tx.rows(
        "SELECT day FROM digests WHERE person = $1 ORDER BY day DESC LIMIT $2",
        &[person.into(), limit.into()],
        |row| row.parsed(0),
    )
}

/// Lets go of old ones. Run once a day.
pub fn forget(tx: &mut Tx, now: Timestamp) -> Result<u64> {
    let before = tx.world.company.today(now - KEPT).to_string();
    tx.exec("DELETE FROM digests WHERE day < $1", &[(&before).into()])
}

fn with_digest(tx: &mut Tx, day: Date) -> Result<Vec<PersonId>> {
    tx.rows("SELECT person FROM digests WHERE day = $1", &[(&day.to_string()).into()], |row| Ok(PersonId(row.uuid(0)?)))
}

/// Keeps a digest unless there is one of the day, and tells of what has come due since the one before: both once. `due`
/// are the orders with something of the person that has a day.
fn keep(tx: &mut Tx, person: PersonId, morning: Morning, digest: &Digest, due: &[OrderId]) -> Result<bool> {
    let before = days(tx, person, 1)?.first().copied();
    let kept = tx.exec(
        "INSERT INTO digests (person, day, body) VALUES ($1, $2, $3) ON CONFLICT (person, day) DO NOTHING",
        &[person.into(), (&morning.today.to_string()).into(), (&serde_json::to_string(digest)?).into()],
    )?;
    if kept == 0 {
        return Ok(false);
    }
    let since = before.unwrap_or_else(|| morning.today.yesterday().unwrap_or(morning.today));
    let mut told = Vec::new();
    let orders = orders::load_known(tx, due)?;
    for order in due.iter().filter_map(|id| orders.get(id)) {
        if let Some(process) = tx.world.processes.get(&order.process) {
            told.extend(notice::due(order, process, person, since, morning.today));
        }
    }
    notices::keep(tx, &told, PersonId::PROGRAM, morning.now)?;
    Ok(true)
}

fn with_a_day(material: &Material) -> Vec<OrderId> {
    let lines = material.exceptions.iter().chain(&material.promises);
    let mut orders: Vec<OrderId> = lines.filter_map(|line| Some(line.order.as_ref()?.id)).collect();
    orders.sort_unstable();
    orders.dedup();
    orders
}

/// A working day on which the hour of the digest has come.
#[derive(Debug, Clone, Copy)]
struct Morning {
    now: Timestamp,
    today: Date,
    tomorrow: Timestamp,
}

impl Morning {
    fn of(world: &World, now: Timestamp) -> Option<Self> {
        let company = &world.company;
        let (civil, today) = (company.zone.to_datetime(now), company.today(now));
        let is_worked = company.calendars.company().is_working(day_number(today));
        let tomorrow = company.zone.to_timestamp(today.tomorrow().ok()?.at(0, 0, 0, 0)).ok()?;
        (is_worked && civil.time() >= company.settings.digest_at).then_some(Self { now, today, tomorrow })
    }
}

/// Looks up what a person's digest is made from.
struct Gathering<'a, 'b, 'c> {
    tx: &'a mut Tx<'b>,
    board: &'c Board,
    world: &'c World,
    morning: Morning,
}

impl Gathering<'_, '_, '_> {
    fn of(mut self, person: &Person) -> Result<Material> {
        let viewer = Viewer::of(person);
        let Morning { now, today, tomorrow } = self.morning;
        let (id, scope, departments) = (person.id, viewer.scope(), person.departments.clone());
        let desk = Desk { scope, person: id, departments, now, today, tomorrow, limit: TASKS };
        let (tasks, promises) = self.day(self.board.my_day(&desk), id)?;
        let own = exceptions::Query { owner: Some(id), ..self.open_exceptions(scope, TASKS) };
        let exceptions = self.exceptions(&own)?;
        let company = if viewer.manages() { Some(self.company()?) } else { None };
        Ok(Material { tasks, promises, exceptions, company })
    }

    fn day(&mut self, day: MyDay, person: PersonId) -> Result<(Vec<Task>, Vec<Line>)> {
        let mut ids: Vec<OrderId> = day.tasks.iter().map(|task| task.order).collect();
        ids.extend(day.promises.iter().map(|promise| promise.order));
        ids.sort_unstable();
        ids.dedup();
        let orders = orders::load_known(self.tx, &ids)?;
        let of_orders: Vec<CustomerId> = orders.values().map(|order| order.header.customer).collect();
        let customers = customers::names(self.tx, &of_orders)?;
        let tasks = day.tasks.iter().filter_map(|task| {
            let order = orders.get(&task.order)?;
            let process = self.world.processes.get(&order.process)?;
            let why = if task.blocked { why(order, process, &task.step) } else { Vec::new() };
            Some(Task {
                order: named(order, &customers),
                step: process.step(&task.step)?.name.clone(),
                due: task.due,
                why,
            })
        });
        let with_promises = day.promises.iter().filter_map(|promise| orders.get(&promise.order));
        let promises = with_promises.flat_map(|order| {
            let own = order.open_promises().filter(|promise| promise.owner == person);
            own.map(|promise| Line {
                order: Some(named(order, &customers)),
                step: None,
                says: Saying::Promise { text: promise.text.clone(), due: promise.due },
            })
        });
        Ok((tasks.collect(), promises.collect()))
    }

    fn open_exceptions(&self, scope: Scope, limit: usize) -> exceptions::Query {
        exceptions::Query {
            scope,
            state: exceptions::State::Open,
            rule: None,
            cause: None,
            department: None,
            owner: None,
            today: self.morning.today,
            after: None,
            limit,
        }
    }

    fn exceptions(&mut self, query: &exceptions::Query) -> Result<Vec<Line>> {
        let page = exceptions::list(self.tx, query)?;
        let line = |listed: exceptions::Listed| Line {
            order: Some(Named { id: listed.order, number: listed.number, customer: listed.customer }),
            step: listed.step,
            says: Saying::Exception { trouble: Trouble::of(&listed.exception), due: listed.exception.handling.due },
        };
        Ok(page.exceptions.into_iter().map(line).collect())
    }

    /// What managers are told: of every order, whoever looks after it.
    fn company(&mut self) -> Result<Overview> {
        let today = self.morning.today;
        let unowned = exceptions::Query { state: exceptions::State::Unowned, ..self.open_exceptions(Scope::All, MOST) };
        let unowned = Counted {
            lines: self.exceptions(&unowned)?,
            count: exceptions::tally(self.tx, Scope::All, today)?.unowned as usize,
        };
        let departments = self.board.counts(Scope::All, today).departments;
        let company = &self.world.company;
        Ok(Overview {
            late: self.standing(State::Late)?,
            will_be_late: self.standing(State::WillBeLate)?,
            at_risk: self.standing(State::AtRisk)?,
            unowned,
            queues: departments.into_iter().map(|(key, steps)| (company.department_name(&key), steps)).collect(),
        })
    }

    fn standing(&mut self, state: State) -> Result<Counted> {
        let all = Query::all(Scope::All, self.morning.today);
        let page = self.board.page(&Query { state: Some(state), sort: Sort::Countdown, limit: MOST, ..all });
        let rows = orders::rows(self.tx, &page.ids)?;
        let of_rows: Vec<CustomerId> = rows.iter().map(|row| row.customer).collect();
        let customers = customers::names(self.tx, &of_rows)?;
        let lines = rows.iter().filter_map(|row| {
            let customer = customers.get(&row.customer).cloned().unwrap_or_default();
            let order = Named { id: row.id, number: row.number.clone(), customer };
            Some(Line { order: Some(order), step: None, says: self.says(row, state)? })
        });
        Ok(Counted { lines: lines.collect(), count: page.total })
    }

    fn says(&self, row: &OrderRow, state: State) -> Option<Saying> {
        let (promised, expected) = (row.promised?, self.board.expected(row.id));
        Some(match state {
            State::WillBeLate => {
                Saying::Expected { finding: Finding::WillBeLate { promised, expected: expected.median? } }
            }
            State::AtRisk => Saying::Expected { finding: Finding::AtRisk { promised, likely_by: expected.likely_by? } },
            _ => Saying::Late { promised, days: day_number(self.morning.today) - day_number(promised) },
        })
    }
}

fn named(order: &Order, customers: &HashMap<CustomerId, String>) -> Named {
    let customer = customers.get(&order.header.customer).cloned().unwrap_or_default();
    Named { id: order.id, number: order.number.clone(), customer }
}

/// The sentences of the conditions that hold a step.
fn why(order: &Order, process: &yidan_domain::process::Process, step: &yidan_domain::StepKey) -> Vec<Text> {
    let situation = Situation::of(order, process);
    let blocks = situation.standing(step).map(|standing| standing.blocks().to_vec()).unwrap_or_default();
    let sentence = |block: Block| match block {
        Block::Gate { sentence } | Block::Unknown { sentence, .. } => Some(sentence),
        Block::After { .. } | Block::Cancelled => None,
    };
    blocks.into_iter().filter_map(sentence).collect()
}
