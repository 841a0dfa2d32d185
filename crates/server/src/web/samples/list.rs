//! All samples: what is to do today and by whom, what waits for the customer, what is over with.

use std::collections::HashMap;

use askama::Template;
use axum::{extract::Query, http::StatusCode};
use yidan_domain::{
    DepartmentKey, Message, OrderId, PersonId, SampleId,
    order::Order,
    sample::{Task, Work},
};
use yidan_store::{
    orders,
    samples::{self, After, Listed, Tally, Which},
};

use super::view::{SampleView, department};
use crate::{
    page::{Frame, Nav, Pages, filters, html},
    web::{Answer, Failure, Screen, address},
};

const ROWS: usize = 50;

type Address = address::Address<Samples>;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Samples;

impl address::Names for Samples {
    const ALL: &'static [&'static str] = &["which", "turn", "salesperson", "after"];
}

/// The lists above the table, with the words of their tabs.
const LISTS: [(Which, &str, &str); 5] = [
    (Which::ToDo, "", "samples-to-do"),
    (Which::Overdue, "overdue", "samples-overdue"),
    (Which::WithCustomer, "with-customer", "samples-with-customer"),
    (Which::Approved, "approved", "samples-approved"),
    (Which::Dropped, "dropped", "samples-dropped"),
];

#[derive(Template)]
#[template(path = "samples/list.html")]
struct ListPage {
    frame: Frame,
    asked: Address,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    departments: Vec<(String, String)>,
    salespeople: Vec<(String, String)>,
    pages: Pages,
}

struct Tab {
    link: String,
    key: &'static str,
    is_current: bool,
    tally: u64,
    class: &'static str,
}

struct Row {
    sample: SampleView,
    number: String,
    order_link: String,
    customer: String,
    salesperson: String,
}

pub async fn show(screen: Screen, Query(pairs): Query<Vec<(String, String)>>) -> Answer {
    let asked = Address::of(pairs);
    let query = read(&screen, &asked)?;
    let (scope, today) = (query.scope, query.today);
    let read = screen.app.store.read(move |tx| {
        let page = samples::list(tx, &query)?;
        let ids: Vec<OrderId> = page.samples.iter().map(|listed| listed.order).collect();
        Ok((samples::tally(tx, scope, today)?, orders::load_known(tx, &ids)?, page))
    });
    let (tally, orders, page) = read.await?;
    let frame = screen.frame().titled("nav-samples").at(Nav::Samples);
    let page = ListPage {
        tabs: tabs(&asked, tally),
        rows: page.samples.iter().filter_map(|listed| row(&screen, &frame, &orders, listed)).collect(),
        departments: departments(&screen, &frame),
        salespeople: salespeople(&screen, &frame),
        pages: Pages {
            first: asked.said("after").is_some().then(|| asked.clone().with("after", "").link("/samples")),
            previous: None,
            next: page.next.map(|after| asked.clone().with("after", &written(&after)).link("/samples")),
        },
        asked,
        frame,
    };
    Ok(html(&page.frame, &page))
}

/// What the address asks for.
fn read(screen: &Screen, asked: &Address) -> Result<samples::Query, Failure> {
    let which = LISTS.into_iter().find(|(_, key, _)| *key == asked.get("which")).ok_or_else(unreadable)?.0;
    let salesperson = match asked.said("salesperson") {
        Some("me") => Some(screen.viewer.person),
        said => said.map(|said| said.parse().map_err(|_| unreadable())).transpose()?,
    };
    Ok(samples::Query {
        scope: screen.viewer.scope(),
        which,
        turn: asked.said("turn").map(DepartmentKey::from),
        salesperson,
        today: screen.today(),
        after: asked.said("after").map(|said| after(said).ok_or_else(unreadable)).transpose()?,
        limit: ROWS,
    })
}

fn written(after: &After) -> String {
    format!("{}_{}", after.day, after.sample)
}

fn after(said: &str) -> Option<After> {
    let (day, sample) = said.split_once('_')?;
    let sample = SampleId(sample.parse().ok()?);
    day.parse::<jiff::civil::Date>().ok()?;
    Some(After { day: day.to_owned(), sample })
}

fn unreadable() -> Failure {
    Failure { status: StatusCode::BAD_REQUEST, message: Some(Message::new("samples-unreadable")) }
}

fn tabs(asked: &Address, tally: Tally) -> Vec<Tab> {
    let tab = |(which, key, words): (Which, &str, &'static str)| Tab {
        link: asked.clone().with("which", key).with("after", "").link("/samples"),
        key: words,
        is_current: asked.get("which") == key,
        tally: match which {
            Which::ToDo => tally.to_do,
            Which::Overdue => tally.overdue,
            Which::WithCustomer => tally.with_customer,
            Which::Approved | Which::Dropped => 0,
        },
        class: if which == Which::Overdue { "red" } else { "" },
    };
    LISTS.into_iter().map(tab).collect()
}

fn row(screen: &Screen, frame: &Frame, orders: &HashMap<OrderId, Order>, listed: &Listed) -> Option<Row> {
    let order = orders.get(&listed.order)?;
    let world = screen.app.store.world();
    Some(Row {
        sample: SampleView::of(order, order.sample(listed.sample)?, &world, &frame.reader),
        number: listed.number.clone(),
        order_link: format!("/orders/{}", listed.order),
        customer: listed.customer.clone(),
        salesperson: listed.salesperson.map(|id| name(screen, id)).unwrap_or_default(),
    })
}

fn name(screen: &Screen, id: PersonId) -> String {
    let world = screen.app.store.world();
    world.people.iter().find(|person| person.id == id).map_or_else(|| "—".to_owned(), |person| person.name.clone())
}

/// Those that could have the turn.
fn departments(screen: &Screen, frame: &Frame) -> Vec<(String, String)> {
    let world = screen.app.store.world();
    let mut keys: Vec<&str> = Task::ALL.iter().flat_map(|task| Work::Task(*task).departments()).copied().collect();
    keys.extend(Work::Stock.departments());
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter().map(|key| (key.to_owned(), department(&key.into(), &world, &frame.reader))).collect()
}

fn salespeople(screen: &Screen, frame: &Frame) -> Vec<(String, String)> {
    let world = screen.app.store.world();
    let sells = |person: &&yidan_domain::party::Person| person.active && person.departments.contains(&"sales".into());
    let me = ("me".to_owned(), frame.t("samples-mine"));
    let people = world.people.iter().filter(sells).map(|person| (person.id.to_string(), person.name.clone()));
    std::iter::once(me).chain(people).collect()
}

impl Tab {
    fn tally(&self) -> u64 {
        self.tally
    }
}

impl ListPage {
    fn has_conditions(&self) -> bool {
        self.asked.names().any(|name| !matches!(name, "which" | "after"))
    }
}
