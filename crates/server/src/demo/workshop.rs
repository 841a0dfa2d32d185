//! What the demo company makes: routes of its products, and lots on their way through the workshop as far as the order's
//! making has come.

use jiff::Timestamp;
use rand::{RngExt, rngs::StdRng};
use yidan_domain::{
    LotId, ProgressId, Text,
    order::Order,
    process::{Process, Stage},
    production::{Operation, Report, Scrap},
};
use yidan_store::{
    Actor, Result, Tx,
    production::{self, NewLot, Told},
};

use super::{
    cast,
    life::{World, acting},
};

/// Operations of a metal shop (S7), with their departments.
const ROUTE: [(&str, &str, &str); 4] = [
    ("仓库发料", "Warehouse issue", "warehouse"),
    ("冲床", "Punching", "production"),
    ("油压", "Hydraulic press", "production"),
    ("钻孔", "Drilling", "production"),
];

const ONE: i64 = 10_000;

fn route() -> Vec<Operation> {
    let operation = |(zh, en, department): (&str, &str, &str)| Operation {
        name: Text::new(zh, en),
        department: department.into(),
        outside: false,
        seconds_per_unit: Some(45),
    };
    ROUTE.into_iter().map(operation).collect()
}

pub fn set_up(tx: &mut Tx, world: &World, actor: &Actor) -> Result<()> {
    world.products.iter().try_for_each(|product| production::put_route(tx, actor, product.id, route()).map(drop))
}

/// A lot for every line of an order whose making has begun: gone through when that is finished, on its way before.
pub fn make(
    tx: &mut Tx,
    world: &World,
    (order, process): (&Order, &Process),
    now: Timestamp,
    dice: &mut StdRng,
) -> Result<()> {
    let makes =
        process.steps.iter().rfind(|step| step.stage == Stage::Making && step.department.as_str() == "production");
    let Some(state) = makes.and_then(|step| order.step(&step.key)) else { return Ok(()) };
    let Some(began) = state.progress.started_at() else { return Ok(()) };
    let ended = state.progress.finished_at();
    let (planner, until) = (world.somebody_of("planning", 0), ended.unwrap_or(now));
    for line in 1..=order.lines.len() {
        let (lot, quantity) = (LotId(cast::id(dice, began)), order.lines[line - 1].quantity.ten_thousandths);
        let new = NewLot {
            id: lot,
            line: line as u32,
            quantity,
            route: route(),
            due: order.header.promised,
            plan: Vec::new(),
            note: String::new(),
        };
        let told = |at: Timestamp, dice: &mut StdRng| Told {
            id: ProgressId(cast::id(dice, at)),
            day: world.company.company.today(at),
            note: String::new(),
        };
        production::make(tx, &acting(planner, began), order.id, new)?;
        let first = told(began, dice);
        production::release(tx, &acting(planner, began), lot, quantity, first)?;
        let mut left = quantity;
        for (operation, (.., department)) in (0_i32..).zip(ROUTE) {
            // What is not finished yet has come about half as far at every operation.
            let done = if ended.is_some() { left } else { left * dice.random_range(3..9) / 10 / ONE * ONE };
            let scrap = if operation > 0 && done > 20 * ONE { done / dice.random_range(25..80) / ONE * ONE } else { 0 };
            let at = began + began.duration_until(until) * (operation + 1) / 4;
            let report = Report {
                operation: operation as usize,
                good: done - scrap,
                scrap: (scrap > 0).then(|| Scrap { cause: "equipment".into(), quantity: scrap }).into_iter().collect(),
                minutes: 60 * dice.random_range(2..9),
                ..Report::default()
            };
            if done == 0 {
                break;
            }
            let (worker, told) = (world.somebody_of(department, dice.random_range(0..3)), told(at, dice));
            production::report(tx, &acting(worker, at), lot, report, told)?;
            left = done - scrap;
        }
    }
    Ok(())
}
