//! Customers by name: found by any part of what is known of them, page after page.

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::Query, http::StatusCode};
use serde::Deserialize;
use yidan_domain::{PersonId, party::Customer};
use yidan_store::{customers, people};

use super::super::{Answer, Failure, Screen, screen::url_escaped};
use crate::page::{Frame, Nav, Pages, filters, html};

const ROWS: usize = 50;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    find: String,
    /// `yes` for those no longer in use.
    archived: String,
    after: String,
}

#[derive(Template)]
#[template(path = "customers/list.html")]
struct ListPage {
    frame: Frame,
    asked: Asked,
    customers: Vec<Customer>,
    names: BTreeMap<PersonId, String>,
    tally: customers::Tally,
    pages: Pages,
    may_keep: bool,
    may_import: bool,
}

pub(super) async fn show(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    let after = match asked.after.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| Failure::status(StatusCode::BAD_REQUEST))?),
    };
    let (words, archived) = (asked.find.clone(), asked.is_archived());
    let (mut found, tally, people) = screen
        .app
        .store
        .read(move |tx| {
            let found = customers::list(tx, &words, archived, after, ROWS + 1)?;
            Ok((found, customers::tally(tx)?, people::all(tx)?))
        })
        .await?;
    let more = found.len() > ROWS;
    found.truncate(ROWS);
    let last = found.last().filter(|_| more).map(|customer| customer.id);
    let pages = Pages {
        first: after.map(|_| asked.link(archived)),
        previous: None,
        next: last.map(|id| format!("{}after={id}", asked.base())),
    };
    let page = ListPage {
        frame: screen.frame().titled("nav-customers").at(Nav::Customers),
        asked,
        customers: found,
        names: people.into_iter().map(|person| (person.id, person.name)).collect(),
        tally,
        pages,
        may_keep: screen.viewer.enters_orders(),
        may_import: screen.viewer.manages(),
    };
    Ok(html(&page.frame, &page))
}

impl Asked {
    fn is_archived(&self) -> bool {
        self.archived == "yes"
    }

    /// The same search among those in use, or those no longer in use.
    fn link(&self, archived: bool) -> String {
        let archived = if archived { "archived=yes&" } else { "" };
        format!("/customers?{archived}find={}", url_escaped(&self.find))
    }

    fn base(&self) -> String {
        format!("{}&", self.link(self.is_archived()))
    }
}

impl ListPage {
    fn owner(&self, customer: &Customer) -> &str {
        customer.owner.and_then(|owner| self.names.get(&owner)).map_or("", String::as_str)
    }

    fn in_use(&self) -> u64 {
        self.tally.in_use
    }

    fn archived(&self) -> u64 {
        self.tally.archived
    }

    /// Nobody has been added yet, in use or not.
    fn is_new(&self) -> bool {
        self.tally.in_use + self.tally.archived == 0
    }
}
