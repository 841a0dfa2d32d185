//! A company whose orders have all been through its workshop, or are on their way: a lot for each, with what was told of it,
//! written in bulk.

use std::collections::HashSet;

use jiff::{SignedDuration, ToSpan, civil::Date};
use yidan_domain::{
    LotId, OrderId, ProgressId, Quantity, Text,
    access::Scope,
    production::{Entry, Kind, Lot, Operation, Planned, Report, Scrap, Teller},
};
use yidan_store::{
    Actor, Result, Tx,
    board::{Query, State},
    production::bulk::keep_bare,
};

use super::company::Company;
use crate::cli::Stop;

/// Lots of one transaction.
const BATCH: usize = 2_000;
/// What the lots that are through were made in, the oldest first.
const DAYS: usize = 300;
/// Operations that come between the store and the packing.
const BETWEEN: [&str; 9] = ["冲床", "油压", "钻孔", "车削", "铣削", "磨削", "焊接", "电镀", "装配"];

/// Makes what is missing of `count` lots, with `progress` entries in all.
pub async fn fill(company: &Company, count: usize, progress: usize) -> Result<(), Stop> {
    let store = &company.store;
    store.making_ready().await;
    let today = store.world().company.today(company.actor.now);
    let all = Query { limit: usize::MAX / 2, ..Query::all(Scope::All, today) };
    let orders = store.board().page(&all).ids;
    let open: HashSet<OrderId> =
        store.board().page(&Query { state: Some(State::Open), ..all }).ids.into_iter().collect();
    let there = store.making().len();
    let each = progress.div_ceil(count.max(1));
    for first in (there..count.min(orders.len())).step_by(BATCH) {
        let (actor, last) = (company.actor.clone(), (first + BATCH).min(count).min(orders.len()));
        let of: Vec<(OrderId, bool)> = orders[first..last].iter().map(|id| (*id, open.contains(id))).collect();
        let work = move |tx: &mut Tx| {
            (first..).zip(&of).try_for_each(|(turn, (order, is_open))| {
                let (lot, entries) = lot(turn, (*order, *is_open), today, each, &actor);
                keep_bare(tx, lot, &entries)
            })
        };
        store.write(work).await?;
        if first % 100_000 == 0 && first > there {
            eprintln!("{first} lots");
        }
    }
    Ok(())
}

/// Of the open ones every fourth is not released yet; the others have come so far.
fn lot(turn: usize, (order, is_open): (OrderId, bool), today: Date, each: usize, actor: &Actor) -> (Lot, Vec<Entry>) {
    let route = route(turn);
    let made = Quantity { ten_thousandths: 10_000 * (100 + (turn * 7 % 900) as i64), unit: "件".into() };
    let ago = if is_open { turn % 9 } else { 12 + turn % DAYS };
    let day = |later: usize| today.saturating_sub((ago.saturating_sub(later) as i64).days());
    let mut plan = Vec::new();
    if is_open {
        plan.push(Planned { day: today, operation: turn % route.len(), quantity: made.ten_thousandths / 4 });
    }
    let lot = Lot {
        id: LotId(uuid::Uuid::now_v7()),
        number: format!("L{turn:07}"),
        order,
        line: 1,
        goods: format!("法兰 DN{}", 15 + turn % 80),
        quantity: made,
        due: Some(today.saturating_add((10 - (turn % 20) as i64 - if is_open { 0 } else { ago as i64 }).days())),
        plan,
        plan_version: 0,
        note: String::new(),
        overrun: String::new(),
        closed: None,
        route,
    };
    let mut entries = Vec::with_capacity(each);
    let mut tell = |kind: Kind, day: Date| {
        entries.push(Entry {
            id: ProgressId(uuid::Uuid::now_v7()),
            day,
            at: actor.now - SignedDuration::from_hours(24 * ago as i64),
            by: Teller::Person(actor.viewer.person),
            kind,
            note: String::new(),
        });
    };
    if is_open && turn.is_multiple_of(4) {
        return (lot, entries);
    }
    let whole = lot.quantity.ten_thousandths;
    tell(Kind::Released { quantity: whole }, day(0));
    let (operations, reports) = (lot.route.len(), each.saturating_sub(1).max(lot.route.len()));
    let (mut left, mut come) = (whole, if is_open { 1 + turn % operations } else { operations });
    for operation in 0..operations {
        // Whole reports at each operation, the first ones more of them.
        let times = reports / operations + usize::from(operation < reports % operations);
        let share = left / 10_000 / times as i64 * 10_000;
        let mut delivered = 0;
        for time in 0..times {
            let taken = if time + 1 == times { left - share * (times as i64 - 1) } else { share };
            let scrap =
                if operation > 0 && (turn + time).is_multiple_of(7) { (taken / 20 / 10_000) * 10_000 } else { 0 };
            // On the way, the last operation that has begun still has something.
            if is_open && come == 1 && time + 1 == times {
                continue;
            }
            delivered += taken - scrap;
            tell(report(operation, taken - scrap, scrap), day(operation));
        }
        left = delivered;
        come -= 1;
        if come == 0 || left == 0 {
            break;
        }
    }
    (lot, entries)
}

fn report(operation: usize, good: i64, scrap: i64) -> Kind {
    let scrap = (scrap > 0).then(|| Scrap { cause: "equipment".into(), quantity: scrap });
    Kind::Reported(Report { operation, good, scrap: scrap.into_iter().collect(), minutes: 90, ..Report::default() })
}

/// Five operations: out of the store, three of the workshop, and packing.
fn route(turn: usize) -> Vec<Operation> {
    let operation = |name: &str, department: &str, seconds: u32| Operation {
        name: Text::same(name),
        department: department.into(),
        outside: false,
        seconds_per_unit: Some(seconds),
    };
    let first = turn % (BETWEEN.len() - 2);
    let mut route = vec![operation("仓库发料", "warehouse", 2)];
    route.extend(BETWEEN[first..first + 3].iter().map(|name| operation(name, "production", 15)));
    route.push(operation("包装", "warehouse", 4));
    route
}
