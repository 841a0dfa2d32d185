//! The board's address holds everything that is asked of it: what is searched, chosen and sorted, and where a page begins.
//! Here it is read and written; what cannot be read is refused by name.

use axum::http::StatusCode;
use jiff::civil::Date;
use yidan_domain::{CustomerId, Message, process::Stage};
use yidan_store::{
    Tx,
    board::{DateField, Query, Sort, State},
    customers,
};

use crate::{
    known::{self, Named},
    web::{
        Failure, Screen,
        address::{self, unknown},
    },
};

/// Rows on one page.
pub const ROWS: usize = 50;

/// Every state; without any, see [`Address::state`].
pub const ALL: &str = "all";

/// Which day, from when, until when.
type Dates = (DateField, Option<Date>, Option<Date>);

/// An address of the board.
pub type Address = address::Address<Board>;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Board;

impl address::Names for Board {
    const ALL: &'static [&'static str] =
        &["q", "state", "customer", "department", "person", "process", "stage", "dates", "from", "to", "sort", "after"];
}

impl Address {
    /// From the first page on.
    pub fn first(&self) -> Self {
        self.clone().with("after", "")
    }

    /// Is anything looked for, whatever the state, the order and the page?
    pub fn has_conditions(&self) -> bool {
        self.names().any(|name| !matches!(name, "state" | "dates" | "sort" | "after"))
    }

    /// The board as it opens shows what is still to be done; whoever looks for something looks through everything.
    pub fn state(&self) -> Result<Option<State>, Message> {
        match self.get("state") {
            "" if self.has_conditions() => Ok(None),
            "" => Ok(Some(State::Open)),
            ALL => Ok(None),
            key => {
                State::ALL.into_iter().find(|state| state.key() == key).map(Some).ok_or_else(|| unknown("state", key))
            }
        }
    }

    /// What is open goes by urgency, everything else by what happened last.
    fn sort(&self) -> Result<(Sort, bool), Message> {
        let said = self.get("sort");
        if said.is_empty() {
            let done = matches!(self.state()?, None | Some(State::Done | State::Cancelled));
            return Ok(if done { (Sort::Updated, true) } else { (Sort::Countdown, false) });
        }
        let (key, descending) = said.strip_prefix('-').map_or((said, false), |key| (key, true));
        let sort = Sort::ALL.into_iter().find(|sort| sort.key() == key);
        sort.map(|sort| (sort, descending)).ok_or_else(|| unknown("sort", said))
    }

    fn dates(&self) -> Result<Option<Dates>, Message> {
        let (from, to) = (self.date("from")?, self.date("to")?);
        let field = match self.get("dates") {
            "" => DateField::Promised,
            key => {
                let field = DateField::ALL.into_iter().find(|field| field.key() == key);
                field.ok_or_else(|| unknown("dates", key))?
            }
        };
        match (from, to) {
            (None, None) => Ok(None),
            (Some(from), Some(to)) if from > to => {
                Err(Message::new("board-dates-turned").with("from", from).with("to", to))
            }
            _ => Ok(Some((field, from, to))),
        }
    }

    fn stage(&self) -> Result<Option<Stage>, Message> {
        match self.get("stage") {
            "" => Ok(None),
            key => {
                Stage::ALL.into_iter().find(|stage| stage.key() == key).map(Some).ok_or_else(|| unknown("stage", key))
            }
        }
    }

    /// What is asked of the index. Whom a customer's name means must be known already.
    fn read(&self, screen: &Screen, customer: Option<CustomerId>) -> Result<Query, Message> {
        let (sort, descending) = self.sort()?;
        Ok(Query {
            text: self.get("q").to_owned(),
            customer,
            department: self.said("department").map(Into::into),
            person: self.parsed("person")?,
            process: self.said("process").map(str::to_owned),
            stage: self.stage()?,
            state: self.state()?,
            dates: self.dates()?,
            sort,
            descending,
            after: self.parsed("after")?,
            limit: ROWS,
            ..Query::all(screen.viewer.scope(), screen.today())
        })
    }
}

/// Reads the address; what is wrong with it is said on a page of its own, or in a notice above the board.
pub async fn read(screen: &Screen, address: &Address) -> Result<Query, Failure> {
    let customer = customer(screen, address.get("customer")).await?;
    let query = address.read(screen, customer).map_err(refused)?;
    let named = Named {
        process: query.process.as_deref(),
        department: query.department.as_ref(),
        customer: query.customer,
        people: vec![("person", query.person)],
        ..Named::default()
    };
    must_be_known(screen, named).await?;
    Ok(query)
}

/// What an address names and nobody has is refused.
pub async fn must_be_known(screen: &Screen, named: Named<'_>) -> Result<(), Failure> {
    match known::unknown(&screen.app.store, named).await? {
        Some(what) => Err(not_there(&what)),
        None => Ok(()),
    }
}

pub fn not_there(what: &known::Unknown) -> Failure {
    refused(unknown(what.name, &what.value))
}

/// The customer that somebody means; none when nothing is said.
pub async fn customer(screen: &Screen, said: &str) -> Result<Option<CustomerId>, Failure> {
    if said.is_empty() {
        return Ok(None);
    }
    let name = yidan_domain::text::tidy(said, false);
    let found = screen.app.store.read(move |tx| customer_called(tx, &name)).await?;
    found.map(Some).ok_or_else(|| refused(Message::new("board-unknown-customer").with("value", said)))
}

/// A customer by id, by name or by code.
fn customer_called(tx: &mut Tx, said: &str) -> yidan_store::Result<Option<CustomerId>> {
    if let Ok(id) = said.parse::<CustomerId>() {
        return Ok(Some(id));
    }
    if said.is_empty() {
        return Ok(None);
    }
    if let Some(found) = customers::named(tx, said)? {
        return Ok(Some(found));
    }
    if let Some(found) = customers::coded(tx, said)? {
        return Ok(Some(found));
    }
    // Part of a name will do where nobody else is meant by it.
    Ok(match customers::list(tx, said, false, None, 2)?.as_slice() {
        [only] => Some(only.id),
        _ => None,
    })
}

pub fn refused(message: Message) -> Failure {
    Failure { status: StatusCode::BAD_REQUEST, message: Some(message) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(query: &str) -> Address {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        Address::of(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    #[test]
    fn an_address_is_written_in_one_way() {
        for (typed, written) in [
            ("", "/board"),
            ("q=&state=", "/board"),
            ("sort=-delay&q= 法兰 ", "/board?q=%E6%B3%95%E5%85%B0&sort=-delay"),
            ("nonsense=1&state=late", "/board?state=late"),
        ] {
            assert_eq!(address(typed).link("/board"), written);
        }
    }

    #[test]
    fn the_board_opens_with_what_is_to_be_done_and_searches_everything() {
        use State::*;
        for (typed, state, sort) in [
            ("", Some(Open), (Sort::Countdown, false)),
            ("sort=number", Some(Open), (Sort::Number, false)),
            ("q=8", None, (Sort::Updated, true)),
            ("q=8&state=late", Some(Late), (Sort::Countdown, false)),
            ("state=all&sort=-customer", None, (Sort::Customer, true)),
            ("state=done", Some(Done), (Sort::Updated, true)),
        ] {
            let address = address(typed);
            assert_eq!((address.state(), address.sort()), (Ok(state), Ok(sort)), "{typed}");
        }
    }

    #[test]
    fn dates_are_read_as_people_type_them() {
        let (from, to): (Date, Date) = ("2026-03-01".parse().unwrap(), "2026-03-31".parse().unwrap());
        for (typed, dates) in [
            ("dates=received", Ok(None)),
            ("from=2026-03-01&to=2026/03/31", Ok(Some((DateField::Promised, Some(from), Some(to))))),
            ("dates=received&from=２０２６－０３－０１", Ok(Some((DateField::Received, Some(from), None)))),
            ("from=2026-02-30", Err("board-bad-date")),
            ("from=2026-03-31&to=2026-03-01", Err("board-dates-turned")),
            ("dates=shipped", Err("board-bad-parameter")),
        ] {
            assert_eq!(address(typed).dates().map_err(|message| message.key), dates, "{typed}");
        }
    }
}
