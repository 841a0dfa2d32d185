//! What the demo company makes: routes of its products, and lots on their way through the workshop as far as the order's
//! making has come.

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};
use rand::{RngExt, rngs::StdRng};
use rust_decimal::Decimal;
use yidan_domain::{
    Currency, LotId, OutsideJobId, ProgressId, SupplierId,
    material::{Supplier, SupplierKind},
    order::{Order, row::Status, situation::Situation},
    process::{Process, Stage, Step},
    production::{Operation, Planned, Report, Scrap, Terms},
};
use yidan_store::{
    Actor, Error, Result, Tx,
    production::{self, Kept, NewJob, NewLot, Told},
    suppliers,
};

use super::{
    cast,
    life::{World, acting},
    routes::route,
};

const ONE: i64 = 10_000;

/// Who prints and who dyes.
const FACTORIES: [(&str, &str, &str); 2] =
    [("绍兴锦程印花厂", "邵国平", "0575-8412 6630"), ("柯桥润泽染整厂", "施丽萍", "0575-8566 1207")];

pub fn set_up(tx: &mut Tx, world: &World, actor: &Actor) -> Result<()> {
    for (place, (name, contact, phone)) in (1..).zip(FACTORIES) {
        let factory = Supplier {
            id: SupplierId(uuid::Uuid::from_u128(place)),
            code: None,
            name: name.into(),
            contact: contact.into(),
            phone: phone.into(),
            email: String::new(),
            address: String::new(),
            kinds: vec![SupplierKind::OutsideWork],
            lead_days: None,
            terms: "月结 30 天".into(),
            note: String::new(),
            archived: false,
        };
        suppliers::put(tx, actor, factory)?;
    }
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
    let making = || process.steps.iter().filter(|step| step.stage == Stage::Making && is_ours(step));
    // Where no step says what was made, the last one makes it.
    let makes = making().find(|step| says_made(step)).or(making().next_back());
    let Some(makes) = makes else { return Ok(()) };
    // Nothing is known of a step that nobody has touched.
    let progress = order.step(&makes.key).map(|state| &state.progress);
    // Of orders that will be made soon some have their lots already: of every three one waits to be released, one has begun.
    let turn = order.number.bytes().last().unwrap_or_default() % 3;
    let is_next = || {
        let situation = Situation::of(order, process);
        situation.status() == Status::Open && situation.stage() == Stage::Making && turn > 0
    };
    let (began, waits) = match progress.and_then(|progress| progress.started_at()) {
        Some(began) => (began, false),
        None if is_next() => (order.updated_at.max(now - SignedDuration::from_hours(60)).min(now), turn == 1),
        None => return Ok(()),
    };
    let ended = progress.and_then(|progress| progress.finished_at());
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
            plan: if waits { first_days(world.company.company.today(now), quantity) } else { Vec::new() },
            note: String::new(),
            overrun: String::new(),
        };
        let told = |at: Timestamp, dice: &mut StdRng| Told {
            id: ProgressId(cast::id(dice, at)),
            day: world.company.company.today(at),
            note: String::new(),
        };
        production::make(tx, &acting(planner, began), order.id, new)?;
        if waits {
            continue;
        }
        let first = told(began, dice);
        production::release(tx, &acting(planner, began), lot, quantity, first)?;
        let (mut left, operations) = (quantity, i32::try_from(route.len()).unwrap_or(1));
        let mut sent_at = began;
        for (operation, Operation { department, outside, name, .. }) in (0_i32..).zip(&route) {
            // What is not finished yet has come about half as far at every operation.
            let done = if ended.is_some() { left } else { left * dice.random_range(3..9) / 10 / ONE * ONE };
            let scrap = if operation > 0 && done > 20 * ONE { done / dice.random_range(25..80) / ONE * ONE } else { 0 };
            let at = began + began.duration_until(until) * (operation + 1) / operations;
            let job = match *outside && left > 0 {
                true => {
                    let job = OutsideJobId(cast::id(dice, sent_at));
                    let sent = told(sent_at, dice);
                    send_out(tx, &acting(planner, sent_at), (job, lot, operation as usize), (&name.zh, left), sent)?;
                    Some(job)
                }
                false => None,
            };
            sent_at = at;
            let report = Report {
                operation: operation as usize,
                job,
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
        if ended.is_none() {
            plan(tx, &acting(planner, now), lot, world)?;
        }
    }
    Ok(())
}

/// Everything that is there goes to the factory that does such work.
fn send_out(
    tx: &mut Tx,
    actor: &Actor,
    (id, lot, operation): (OutsideJobId, LotId, usize),
    (name, quantity): (&str, i64),
    told: Told,
) -> Result<()> {
    let (factory, ..) = FACTORIES[usize::from(name == "染色")];
    let supplier = suppliers::named(tx, factory)?.ok_or(Error::NotFound("supplier"))?.id;
    let terms = Terms {
        agreed: Some(told.day.saturating_add(6.days())),
        price: Some(Decimal::new(18, 1)),
        allowed_loss: Some(Decimal::new(15, 1)),
        loss_price: Some(Decimal::from(26)),
        currency: Currency::CNY,
        note: "按确认样加工，分批送回，每批附码单。".into(),
    };
    production::send_out(tx, actor, NewJob { id, lot, operation, supplier, terms }, quantity, told).map(drop)
}

/// What is left of a lot, in three days.
fn plan(tx: &mut Tx, actor: &Actor, lot: LotId, world: &World) -> Result<()> {
    let Kept { lot, balances, .. } = production::get(tx, &actor.viewer, lot)?;
    let today = world.company.company.today(actor.now);
    let left = |operation: usize| {
        let spoiled: i64 = balances.iter().take(operation + 1).map(|balance| balance.scrap).sum();
        (lot.quantity.ten_thousandths - spoiled - balances[operation].good).max(0)
    };
    let plan = (0..lot.route.len()).flat_map(|operation| {
        let third = left(operation) / 3 / ONE * ONE;
        (0..3_i64).map(move |ahead| Planned {
            day: today.saturating_add((ahead + operation as i64 / 2).days()),
            operation,
            quantity: third,
        })
    });
    production::put_plan(tx, actor, lot.id, plan.collect(), None).map(drop)
}

/// A third a day at the first operation.
fn first_days(today: Date, quantity: i64) -> Vec<Planned> {
    let part = (quantity / 3 / ONE).max(1) * ONE;
    (0..3_i64).map(|days| Planned { day: today.saturating_add(days.days()), operation: 0, quantity: part }).collect()
}
