//! What the demo company makes: routes of its products, and lots on their way through the workshop as far as the order's
//! making has come.

use jiff::Timestamp;
use rand::{RngExt, rngs::StdRng};
use yidan_domain::{
    LotId, ProgressId,
    order::Order,
    process::{Process, Stage, Step},
    production::{Operation, Report, Scrap},
};
use yidan_store::{
    Actor, Result, Tx,
    production::{self, NewLot, Told},
};

use super::{
    cast,
    life::{World, acting},
    routes::route,
};

const ONE: i64 = 10_000;

pub fn set_up(tx: &mut Tx, world: &World, actor: &Actor) -> Result<()> {
    let mut products = world.products.iter();
    products.try_for_each(|product| production::put_route(tx, actor, product.id, route(&product.code)).map(drop))
}

/// A lot for every line of an order whose making has begun: gone through when that is finished, on its way before.
pub fn make(
    tx: &mut Tx,
    world: &World,
    (order, process): (&Order, &Process),
    now: Timestamp,
    dice: &mut StdRng,
) -> Result<()> {
    let says_made = |step: &Step| step.form.iter().any(|field| field.fact.as_deref() == Some("goods.made"));
    let is_ours = |step: &Step| matches!(step.department.as_str(), "production" | "outsourcing");
    let makes = process.steps.iter().find(|step| step.stage == Stage::Making && is_ours(step) && says_made(step));
    let Some(state) = makes.and_then(|step| order.step(&step.key)) else { return Ok(()) };
    let Some(began) = state.progress.started_at() else { return Ok(()) };
    let ended = state.progress.finished_at();
    let (planner, until) = (world.somebody_of("planning", 0), ended.unwrap_or(now));
    for line in 1..=order.lines.len() {
        let goods = &order.lines[line - 1];
        let (lot, quantity) = (LotId(cast::id(dice, began)), goods.quantity.ten_thousandths);
        let product = world.products.iter().find(|product| goods.product == Some(product.id));
        let route = route(product.map_or("", |product| &product.code));
        let new = NewLot {
            id: lot,
            line: line as u32,
            quantity,
            route: route.clone(),
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
        let (mut left, operations) = (quantity, i32::try_from(route.len()).unwrap_or(1));
        for (operation, Operation { department, .. }) in (0_i32..).zip(&route) {
            // What is not finished yet has come about half as far at every operation.
            let done = if ended.is_some() { left } else { left * dice.random_range(3..9) / 10 / ONE * ONE };
            let scrap = if operation > 0 && done > 20 * ONE { done / dice.random_range(25..80) / ONE * ONE } else { 0 };
            let at = began + began.duration_until(until) * (operation + 1) / operations;
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
            let (worker, told) = (world.somebody_of(department.as_str(), dice.random_range(0..3)), told(at, dice));
            production::report(tx, &acting(worker, at), lot, report, told)?;
            left = done - scrap;
        }
    }
    Ok(())
}
