//! What the board shows, read in one go: the page and the counts from the index, the rows with the names in them and the
//! saved views from the database. A handful of statements, however many rows.

use std::collections::HashMap;

use jiff::civil::Date;
use yidan_domain::{CustomerId, OrderId, order::row::OrderRow, party::Person};
use yidan_store::{
    Tx, World,
    board::{Board, Counts, Page, Query},
    customers, orders, people,
    views::{self, View},
};

use super::row::Words;
use crate::{
    texts::Reader,
    web::{Failure, Screen},
};

pub struct Found {
    pub page: Page,
    /// By state, among what is looked for.
    pub counts: Counts,
    pub rows: Vec<OrderRow>,
    pub names: Names,
    pub views: Vec<View>,
}

/// The names that rows speak of.
pub struct Names {
    pub customers: HashMap<CustomerId, String>,
    /// Everybody, by name; those who have left come last.
    pub people: Vec<Person>,
}

impl Found {
    pub async fn look(screen: &Screen, query: Query) -> Result<Self, Failure> {
        let (store, person) = (screen.app.store.clone(), screen.viewer.person);
        store.ready().await;
        let index = store.clone();
        let found = store.read(move |tx| {
            let page = index.board().page(&query);
            let counts = index.board().counts_within(&query);
            let (rows, names) = rows(tx, &page.ids)?;
            Ok(Self { page, counts, rows, names, views: views::of(tx, person)? })
        });
        Ok(found.await?)
    }
}

/// These rows, with the names in them.
pub fn rows(tx: &mut Tx, ids: &[OrderId]) -> yidan_store::Result<(Vec<OrderRow>, Names)> {
    let rows = orders::rows(tx, ids)?;
    let of_rows: Vec<CustomerId> = rows.iter().map(|row| row.customer).collect();
    let customers = customers::names(tx, &of_rows)?;
    Ok((rows, Names { customers, people: people::all(tx)? }))
}

impl Names {
    pub fn words<'a>(&'a self, reader: &'a Reader, world: &'a World, board: &'a Board, today: Date) -> Words<'a> {
        let people = self.people.iter().map(|person| (person.id, person.name.as_str())).collect();
        Words::new(reader, world, &self.customers, people, board, today)
    }
}
