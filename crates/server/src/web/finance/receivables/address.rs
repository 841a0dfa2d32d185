//! What the address of the sheet asks for.

use yidan_domain::{Message, receivable::State};
use yidan_store::receivables::book::{Query, Sort};

use super::super::{Failure, Screen, state_key};
use crate::{
    known::Named,
    web::{
        address::{self, unknown},
        board::address::{customer, must_be_known, refused},
    },
};

/// Rows on one page.
const ROWS: usize = 50;

pub type Address = address::Address<Receivables>;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Receivables;

impl address::Names for Receivables {
    const ALL: &'static [&'static str] = &["q", "state", "customer", "person", "currency", "sort", "after"];
}

pub async fn read(screen: &Screen, asked: &Address) -> Result<Query, Failure> {
    let customer = customer(screen, asked.get("customer")).await?;
    let read = || -> Result<Query, Message> {
        let (sort, descending) = sort(asked)?;
        Ok(Query {
            text: asked.get("q").to_owned(),
            state: state(asked)?,
            customer,
            salesperson: asked.parsed("person")?,
            currency: asked.parsed("currency")?,
            sort,
            descending,
            after: asked.parsed("after")?,
            limit: ROWS,
            ..Query::all(screen.viewer.scope(), screen.today())
        })
    };
    let query = read().map_err(refused)?;
    let named = Named { customer: query.customer, people: vec![("person", query.salesperson)], ..Named::default() };
    must_be_known(screen, named).await?;
    Ok(query)
}

fn state(asked: &Address) -> Result<Option<State>, Message> {
    match asked.get("state") {
        "" => Ok(None),
        key => {
            let found = State::ALL.into_iter().find(|state| state_key(*state).0 == key);
            found.map(Some).ok_or_else(|| unknown("state", key))
        }
    }
}

fn sort(asked: &Address) -> Result<(Sort, bool), Message> {
    let said = asked.get("sort");
    if said.is_empty() {
        return Ok((Sort::OpenFirst, false));
    }
    let (key, descending) = said.strip_prefix('-').map_or((said, false), |key| (key, true));
    let sort = Sort::ALL.into_iter().find(|sort| sort.key() == key);
    sort.map(|sort| (sort, descending)).ok_or_else(|| unknown("sort", said))
}
