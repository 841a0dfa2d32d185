//! What waits for the reader's signature, the longest waiting first: signed by one tap, or sent back with the reason.

use std::collections::{BTreeSet, HashMap};

use askama::Template;
use axum::{Router, routing::get};
use jiff::Timestamp;
use yidan_domain::{
    CustomerId, PersonId,
    order::{Order, Subject, situation::Situation},
    party::Person,
    process::Process,
};
use yidan_store::{
    World,
    approvals::{self, Inbox, ToSign},
    customers,
};

use super::{
    Answer, Failure, Screen,
    orders::{
        difference::{self, Change, Names},
        shown::{self, Named, Shown},
    },
};
use crate::{
    app::App,
    page::{Frame, Nav, filters, html},
    texts::Reader,
};

pub fn routes() -> Router<App> {
    Router::new().route("/approvals", get(show))
}

/// Changes of a change order that are told here; its page tells all.
const FEW: usize = 5;

#[derive(Template)]
#[template(path = "approvals/list.html")]
struct ListPage {
    frame: Frame,
    items: Vec<Item>,
}

struct Item {
    /// Which signature it is.
    link: String,
    number: String,
    customer: String,
    total: String,
    by: String,
    at: Timestamp,
    /// For whom the reader stands in; empty when for nobody.
    in_place_of: String,
    version: u64,
    about: About,
}

/// What is signed.
struct About {
    /// A step, or a change order with its number.
    what: String,
    /// Where all of it can be read.
    place: String,
    sign: String,
    send_back: String,
    answers: Vec<Named>,
    change: Option<Asked>,
}

/// What a change order asks for, and why.
struct Asked {
    reason: String,
    department: String,
    /// Empty when there is none.
    loss: String,
    changes: Vec<Change>,
    more: usize,
}

async fn show(screen: Screen) -> Answer {
    let (inbox, customers) = look(&screen).await?;
    let frame = screen.frame().titled("nav-approvals").at(Nav::Approvals);
    let world = screen.app.store.world();
    let teller = Teller { world: &world, customers: &customers, reader: &frame.reader };
    let items = inbox.items.iter().filter_map(|item| teller.item(item, inbox.orders.get(&item.order)?)).collect();
    let page = ListPage { items, frame };
    Ok(html(&page.frame, &page))
}

/// What waits, with the names of the customers that it is about.
async fn look(screen: &Screen) -> Result<(Inbox, HashMap<CustomerId, String>), Failure> {
    let viewer = screen.viewer.clone();
    let read = screen.app.store.read(move |tx| {
        let inbox = approvals::inbox(tx, &viewer)?;
        let changed = |order: &Order| order.change.as_ref().map(|change| change.header.customer);
        let ids: BTreeSet<CustomerId> =
            inbox.orders.values().flat_map(|order| changed(order).into_iter().chain([order.header.customer])).collect();
        let names = customers::names(tx, &ids.into_iter().collect::<Vec<_>>())?;
        Ok((inbox, names))
    });
    Ok(read.await?)
}

/// Puts into words what waits.
struct Teller<'a> {
    world: &'a World,
    customers: &'a HashMap<CustomerId, String>,
    reader: &'a Reader,
}

impl Teller<'_> {
    fn item(&self, waits: &ToSign, order: &Order) -> Option<Item> {
        let process = self.world.processes.get(&order.process)?;
        let link = Situation::of(order, process).turn(&waits.on)?;
        let approval = order.approval(&waits.on)?;
        let in_place_of = waits.capacity.in_place_of().map(|person| self.person(person).to_owned());
        Some(Item {
            link: link.name.get(self.reader.lang).to_owned(),
            number: order.number.clone(),
            customer: self.customer(order.header.customer).to_owned(),
            total: order.total().map(|total| total.to_string()).unwrap_or_default(),
            by: self.person(approval.submitted_by).to_owned(),
            at: approval.submitted_at,
            in_place_of: in_place_of.unwrap_or_default(),
            version: order.version,
            about: match &waits.on {
                Subject::Step(_) => self.step(&waits.on, order, process)?,
                Subject::Change => self.change(order)?,
            },
        })
    }

    fn step(&self, on: &Subject, order: &Order, process: &Process) -> Option<About> {
        let step = process.step(on.step()?)?;
        let path = |deed: &str| format!("/orders/{}/steps/{}/{deed}", order.id, step.key);
        let answers = order.step(&step.key).map(|state| shown::answers(order.id, step, &state.answers, self.reader));
        Some(About {
            what: step.name.get(self.reader.lang).to_owned(),
            place: format!("/orders/{}#step-{}", order.id, step.key),
            sign: path("sign"),
            send_back: path("send-back"),
            answers: answers.unwrap_or_default(),
            change: None,
        })
    }

    fn change(&self, order: &Order) -> Option<About> {
        let change = order.change.as_deref()?;
        let path = |deed: &str| format!("/orders/{}/{deed}", order.id);
        let mut changes =
            difference::of((&order.header, &order.lines), (&change.header, &change.lines), self, self.reader);
        let more = changes.len().saturating_sub(FEW);
        changes.truncate(FEW);
        let department = self.world.company.department_name(&change.asked_by);
        Some(About {
            what: self.reader.count("change-number", change.number.into()),
            place: path("changes"),
            sign: path("sign-change"),
            send_back: path("refuse-change"),
            answers: Vec::new(),
            change: Some(Asked {
                reason: change.reason.clone(),
                department: department.get(self.reader.lang).to_owned(),
                loss: change.loss.map(|loss| loss.to_string()).unwrap_or_default(),
                changes,
                more,
            }),
        })
    }
}

impl Names for Teller<'_> {
    fn person(&self, id: PersonId) -> &str {
        let person = self.world.people.iter().find(|person: &&Person| person.id == id);
        person.map_or("—", |person| person.name.as_str())
    }

    fn customer(&self, id: CustomerId) -> &str {
        self.customers.get(&id).map_or("—", String::as_str)
    }
}
