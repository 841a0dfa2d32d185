//! One customer: what is known of it, how its orders stand, the latest of them.

use askama::Template;
use axum::extract::{Path, Query as Params};
use yidan_domain::{
    CustomerId, Message,
    customer_rating::CustomerRating,
    material::Period,
    order::{
        lateness::Lateness,
        row::{OrderRow, Status},
    },
    party::Customer,
};
use yidan_store::{
    Error, Tx,
    board::{DateField, Query, Sort, State},
    customer_ratings, customers, orders, people,
};

use super::super::{Answer, Screen, period::Asked};
use crate::page::{Frame, Nav, filters, html};

const ORDERS: usize = 20;
/// The latest, by which a customer is rated.
pub(crate) const RATED: usize = 1_000;

#[derive(Template)]
#[template(path = "customers/one.html")]
struct CustomerPage {
    frame: Frame,
    customer: Customer,
    owner: String,
    /// How many orders are in each state, for those that matter here.
    states: Vec<(State, usize)>,
    total: usize,
    /// With how each stands against its promise.
    orders: Vec<(OrderRow, Lateness)>,
    period: Period,
    rating: CustomerRating,
    may_keep: bool,
    sees_money: bool,
}

pub(super) async fn show(screen: Screen, Path(id): Path<CustomerId>, Params(asked): Params<Asked>) -> Answer {
    let (board, today) = (screen.app.store.board(), screen.today());
    let query = Query {
        customer: Some(id),
        sort: Sort::Received,
        descending: true,
        limit: ORDERS,
        ..Query::all(screen.viewer.scope(), today)
    };
    let latest = board.page(&query);
    let in_state = |state| (state, board.page(&Query { state: Some(state), limit: 1, ..query.clone() }).total);
    let states = [State::Open, State::Late, State::DueSoon, State::Exception, State::Done].map(in_state).into();
    let (period, viewer, zone) =
        (asked.period(today), screen.viewer.clone(), screen.app.store.world().company.zone.clone());
    // Of an older period its own orders, not the latest.
    let until = Some((DateField::Received, None, Some(period.to)));
    let rated = board.page(&Query { limit: RATED, dates: until, ..query.clone() }).ids;
    let (customer, owner, orders, rating) = screen
        .app
        .store
        .read(move |tx| {
            let customer = customers::get(tx, id)?;
            let owner = name_of_owner(tx, &customer)?;
            let rating = customer_ratings::rating_of(tx, &viewer, (id, &rated), period, (&zone, today))?;
            Ok((customer, owner, orders::rows(tx, &latest.ids)?, rating))
        })
        .await?;
    let mut frame = screen.frame().at(Nav::Customers);
    frame.title.clone_from(&customer.name);
    let viewer = &screen.viewer;
    let (may_keep, sees_money) = (viewer.enters_orders(), viewer.sees_money_of(&customer));
    let with_lateness = |row: OrderRow| {
        let lateness = board.lateness(&row, today);
        (row, lateness)
    };
    let orders = orders.into_iter().map(with_lateness).collect();
    let total = latest.total;
    let page = CustomerPage { frame, customer, owner, states, total, orders, period, rating, may_keep, sees_money };
    Ok(html(&page.frame, &page))
}

fn name_of_owner(tx: &mut Tx, customer: &Customer) -> yidan_store::Result<String> {
    match customer.owner.map(|owner| people::get(tx, owner)) {
        Some(Ok(person)) => Ok(person.name),
        Some(Err(Error::NotFound(_))) | None => Ok(String::new()),
        Some(Err(error)) => Err(error),
    }
}

pub(super) async fn archive(screen: Screen, Path(id): Path<CustomerId>) -> Answer {
    set_archived(screen, id, true, "customer-archived").await
}

pub(super) async fn restore(screen: Screen, Path(id): Path<CustomerId>) -> Answer {
    set_archived(screen, id, false, "customer-restored").await
}

async fn set_archived(screen: Screen, id: CustomerId, archived: bool, said: &'static str) -> Answer {
    let actor = screen.actor();
    let customer = screen
        .app
        .store
        .write(move |tx| {
            let customer = Customer { archived, ..customers::get(tx, id)? };
            customers::put(tx, &actor, customer)
        })
        .await?;
    Ok(screen.redirect(&format!("/customers/{id}"), &Message::new(said).with("name", customer.name)))
}

impl CustomerPage {
    fn board_link(&self) -> String {
        format!("/board?customer={}", self.customer.id)
    }

    /// Class and words of the pill that says how an order stands.
    fn standing(&self, row: &OrderRow, lateness: &Lateness) -> (&'static str, String) {
        let reader = &self.frame.reader;
        match (row.status, lateness.delay_days, lateness.countdown_days) {
            (Status::Cancelled, ..) => ("none", reader.t("state-cancelled")),
            (Status::Done, ..) => ("done", reader.t("state-done")),
            (Status::Open, Some(late), _) => ("late", reader.count("days-late", late.into())),
            (Status::Open, None, Some(0)) => ("soon", reader.t("due-today")),
            (Status::Open, None, Some(left)) => {
                (if left <= 3 { "soon" } else { "good" }, reader.count("days-left", left.into()))
            }
            (Status::Open, None, None) if row.delivered_on.is_some() => ("on", reader.t("state-open")),
            (Status::Open, None, None) => ("none", reader.t("state-no-date")),
        }
    }
}
