//! Planning's board: orders that need lots, lots to be released and what is missing for them, lots that will be late, and the
//! work before each operation.

use std::collections::HashMap;

use askama::Template;
use jiff::civil::Date;
use rust_decimal::{Decimal, RoundingStrategy};
use yidan_domain::{
    OrderId,
    order::{Order, row::OrderRow},
    process::{facts, gate::Fact},
};
use yidan_store::{
    Tx, orders,
    production::book::{Late, Load, Planning, PlanningQuery, ToRelease},
};

use super::{Answer, Screen, ready};
use crate::{
    page::{Frame, Nav, filters, html},
    web::board::found::{self, Names},
};

/// Rows of each list.
const MOST: usize = 30;

#[derive(Template)]
#[template(path = "workshop/planning.html")]
struct PlanningPage {
    frame: Frame,
    to_make: Vec<OrderView>,
    to_make_count: usize,
    to_release: Vec<LotView>,
    to_release_count: usize,
    late: Vec<LateView>,
    late_count: usize,
    load: Vec<LoadView>,
    may_plan: bool,
}

struct OrderView {
    number: String,
    link: String,
    customer: String,
    goods: String,
    promised: Option<Date>,
    materials: Option<Materials>,
    /// A gate of the process still holds its step.
    is_held: bool,
}

struct LotView {
    number: String,
    link: String,
    goods: String,
    left: String,
    planned: Option<Date>,
    due: Option<Date>,
    /// Its day has come, and nothing is missing for it.
    is_due: bool,
    materials: Option<Materials>,
}

struct LateView {
    number: String,
    link: String,
    goods: String,
    due: Date,
    expected: Option<Date>,
    days: i32,
}

struct LoadView {
    operation: String,
    department: String,
    lots: usize,
    hours: Decimal,
    unknown: usize,
    hands: Option<u32>,
    free_on: Option<Date>,
}

/// Are an order's materials there?
#[derive(Clone, Copy)]
struct Materials {
    are_there: bool,
    /// Key of the words, and kind of the pill.
    words: (&'static str, &'static str),
    expected: Option<Date>,
}

/// What rows are made from.
struct Known {
    rows: HashMap<OrderId, OrderRow>,
    names: Names,
    materials: HashMap<OrderId, Materials>,
}

pub async fn show(screen: Screen) -> Answer {
    ready(&screen).await;
    let query = PlanningQuery { scope: screen.viewer.scope(), today: screen.today(), now: screen.now(), most: MOST };
    let (index, world) = (screen.app.store.clone(), screen.app.store.world());
    let read = screen.app.store.read(move |tx| {
        let found = index.making().planning(&query, &world);
        let known = Known::read(tx, &found)?;
        Ok((found, known))
    });
    let (found, known) = read.await?;
    let (frame, today) = (screen.frame().titled("planning").at(Nav::Workshop), screen.today());
    let page = PlanningPage {
        to_make_count: found.to_make.0,
        to_make: found.to_make.1.iter().filter_map(|it| OrderView::of(it.order, &known)).collect(),
        to_release_count: found.to_release.0,
        to_release: found.to_release.1.iter().map(|it| LotView::of(it, &known, today)).collect(),
        late_count: found.late.0,
        late: found.late.1.iter().map(LateView::of).collect(),
        load: found.load.iter().map(|load| LoadView::of(load, &screen, &frame)).collect(),
        may_plan: screen.viewer.plans_production(),
        frame,
    };
    Ok(html(&page.frame, &page))
}

impl Known {
    fn read(tx: &mut Tx, found: &Planning) -> yidan_store::Result<Self> {
        let to_make: Vec<OrderId> = found.to_make.1.iter().map(|it| it.order).collect();
        let (rows, names) = found::rows(tx, &to_make)?;
        let mut ids: Vec<OrderId> = found.to_release.1.iter().map(|it| it.order).chain(to_make).collect();
        ids.sort();
        ids.dedup();
        let mut materials = HashMap::new();
        for (id, order) in orders::load_known(tx, &ids)? {
            materials.extend(Materials::of(tx, &order)?.map(|materials| (id, materials)));
        }
        Ok(Self { rows: rows.into_iter().map(|row| (row.id, row)).collect(), names, materials })
    }

    fn materials(&self, order: OrderId) -> Option<Materials> {
        self.materials.get(&order).copied()
    }
}

impl Materials {
    /// Nothing where nobody has said anything and the process does not ask.
    fn of(tx: &Tx, order: &Order) -> yidan_store::Result<Option<Self>> {
        let expected = match order.told.get("materials.expected") {
            Some(Fact::Date(day)) => Some(*day),
            _ => None,
        };
        // Where nothing is told, a form of the process may say it.
        let process = orders::process_of(tx, order)?;
        Ok(match facts::of_order(order, process).get("materials.arrived") {
            Some(Fact::YesNo(true)) => {
                Some(Self { are_there: true, words: ("planning-materials-there", "good"), expected: None })
            }
            None if expected.is_none() && !process.asks_for("materials.arrived") => None,
            _ => Some(Self { are_there: false, words: ("planning-materials-short", "soon"), expected }),
        })
    }
}

impl OrderView {
    fn of(id: OrderId, known: &Known) -> Option<Self> {
        let row = known.rows.get(&id)?;
        Some(Self {
            number: row.number.clone(),
            link: format!("/orders/{id}"),
            customer: known.names.customers.get(&row.customer).cloned().unwrap_or_default(),
            goods: row.products.join("、"),
            promised: row.promised,
            materials: known.materials(id),
            is_held: !row.active.is_empty() && row.active.iter().all(|step| step.blocked),
        })
    }
}

impl LotView {
    fn of(it: &ToRelease, known: &Known, today: Date) -> Self {
        let materials = known.materials(it.order);
        Self {
            number: it.number.clone(),
            link: format!("/lots/{}", it.lot),
            goods: it.goods.clone(),
            left: it.left.to_string(),
            planned: it.planned,
            due: it.due,
            is_due: it.planned.or(it.due).is_some_and(|day| day <= today)
                && materials.as_ref().is_none_or(|materials| materials.are_there),
            materials,
        }
    }
}

impl LateView {
    fn of(late: &Late) -> Self {
        Self {
            number: late.number.clone(),
            link: format!("/lots/{}", late.lot),
            goods: late.goods.clone(),
            due: late.due,
            expected: late.expected,
            days: late.days,
        }
    }
}

impl LoadView {
    fn of(load: &Load, screen: &Screen, frame: &Frame) -> Self {
        let world = screen.app.store.world();
        let hours = Decimal::from(load.seconds) / Decimal::from(3600);
        Self {
            operation: load.operation.get(frame.reader.lang).to_owned(),
            department: world.company.department_name(&load.department).get(frame.reader.lang).to_owned(),
            lots: load.lots,
            hours: hours.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero),
            unknown: load.unknown,
            hands: load.hands,
            free_on: load.free_on.filter(|_| load.seconds > 0),
        }
    }
}
