//! Credit limits of customers and guarantee quotas of salespeople, as they are or as they were at the end of a past day.

use askama::Template;
use axum::{extract::Query, http::StatusCode};
use jiff::civil::Date;
use serde::Deserialize;
use yidan_domain::{
    CustomerId, PersonId,
    access::Scope,
    credit::{Account, Quota},
    party::Customer,
};
use yidan_store::{Result, Tx, credit, customers, people};

use super::{
    super::{Answer, Failure, Screen, orders::typed, screen::url_escaped},
    Places,
};
use crate::{
    allowed,
    page::{Frame, Nav, Pages, filters, html},
};

const ROWS: usize = 50;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    find: String,
    /// At the end of this day; now when empty.
    at: String,
    after: String,
}

#[derive(Template)]
#[template(path = "desk/limits.html")]
struct LimitsPage {
    frame: Frame,
    places: Places,
    asked: Asked,
    /// What is wrong with the day asked for.
    fault: String,
    /// A customer stands once for each account.
    rows: Vec<Row>,
    pages: Pages,
}

struct Row {
    customer: Customer,
    account: Account,
}

#[derive(Template)]
#[template(path = "desk/quotas.html")]
struct QuotasPage {
    frame: Frame,
    places: Places,
    asked: Asked,
    fault: String,
    rows: Vec<(PersonId, String, Quota)>,
    /// Salespeople who have none yet.
    others: Vec<(PersonId, String)>,
}

pub(super) async fn customers(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    allowed::credit(&screen.viewer)?;
    let frame = screen.frame().titled("credit-limits").at(Nav::Desk);
    let (at, fault) = day(&asked.at, &frame);
    let after = match asked.after.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| Failure::status(StatusCode::BAD_REQUEST))?),
    };
    let (words, scope) = (asked.find.clone(), screen.viewer.scope());
    let (rows, last) = screen.app.store.read(move |tx| rows(tx, &words, at, after, scope)).await?;
    let link = format!("/credit?find={}&at={}", url_escaped(&asked.find), url_escaped(&asked.at));
    let pages =
        Pages { first: after.map(|_| link.clone()), previous: None, next: last.map(|id| format!("{link}&after={id}")) };
    let page = LimitsPage { frame, places: Places::of(&screen, "credit-limits"), asked, fault, rows, pages };
    Ok(html(&page.frame, &page))
}

/// A page of accounts, and the customer after whom the next one begins.
fn rows(
    tx: &mut Tx,
    words: &str,
    at: Option<Date>,
    after: Option<CustomerId>,
    scope: Scope,
) -> Result<(Vec<Row>, Option<CustomerId>)> {
    let (mut rows, mut after) = (Vec::new(), after);
    // Of own customers alone a page may hold none: on to the next, until there is something to show.
    loop {
        let mut found = match words.trim() {
            "" => credit::customers_with_credit(tx, after, ROWS + 1)?,
            words => customers::list(tx, words, false, after, ROWS + 1)?,
        };
        let more = found.len() > ROWS;
        found.truncate(ROWS);
        after = found.last().filter(|_| more).map(|customer| customer.id);
        for customer in found.into_iter().filter(|customer| scope.covers(None, customer.owner, [])) {
            for limit in credit::limits_of(tx, customer.id, at)? {
                rows.push(Row { customer: customer.clone(), account: limit.account });
            }
        }
        if after.is_none() || !rows.is_empty() {
            return Ok((rows, after));
        }
    }
}

pub(super) async fn salespeople(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    allowed::credit(&screen.viewer)?;
    let frame = screen.frame().titled("credit-quotas").at(Nav::Desk);
    let (at, fault) = day(&asked.at, &frame);
    let read = move |tx: &mut Tx| Ok((credit::quotas(tx, at)?, people::all(tx)?));
    let (quotas, people) = screen.app.store.read(read).await?;
    let sees = |id: PersonId| screen.viewer.scope() == Scope::All || screen.viewer.person == id;
    let name =
        |id: PersonId| people.iter().find(|person| person.id == id).map_or("—", |person| &person.name).to_owned();
    let rows: Vec<_> =
        quotas.into_iter().filter(|(id, _)| sees(*id)).map(|(id, quota)| (id, name(id), quota)).collect();
    let sells = |key: &yidan_domain::DepartmentKey| key.as_str() == "sales";
    let others = people.iter().filter(|person| person.active && person.departments.iter().any(sells));
    let others = others.filter(|person| sees(person.id) && !rows.iter().any(|(id, ..)| *id == person.id));
    let others = others.map(|person| (person.id, person.name.clone())).collect();
    let page = QuotasPage { frame, places: Places::of(&screen, "credit-quotas"), asked, fault, rows, others };
    Ok(html(&page.frame, &page))
}

/// The day asked for; what cannot be read is said, and now is shown.
pub(super) fn day(asked: &str, frame: &Frame) -> (Option<Date>, String) {
    match typed::day(asked) {
        Ok(day) => (day, String::new()),
        Err(why) => (None, frame.reader.say(&why)),
    }
}
