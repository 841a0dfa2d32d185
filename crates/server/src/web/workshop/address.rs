//! What the addresses of the workshop's board and of the summary sheet ask for.

use yidan_domain::{DepartmentKey, Message};
use yidan_store::{
    board,
    production::book::{Query, Sort, WorkshopQuery},
};

use super::{Failure, Screen};
use crate::{
    known::Named,
    web::{
        address::{self, unknown},
        board::address::{customer, must_be_known, refused},
    },
};

/// Rows on one page of the sheet.
const ROWS: usize = 50;
/// Lots shown of each operation; of one alone, more.
const EACH: usize = 8;
const EACH_ALONE: usize = 200;

pub type SheetAddress = address::Address<Sheet>;
pub type BoardAddress = address::Address<Board>;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet;

impl address::Names for Sheet {
    const ALL: &'static [&'static str] =
        &["q", "lots", "process", "customer", "department", "from", "to", "sort", "after"];
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Board;

impl address::Names for Board {
    const ALL: &'static [&'static str] = &["q", "department", "operation"];
}

fn department(said: &str) -> Option<DepartmentKey> {
    (!said.is_empty()).then(|| said.into())
}

pub async fn board(screen: &Screen, asked: &BoardAddress) -> Result<WorkshopQuery, Failure> {
    let department = department(asked.get("department"));
    must_be_known(screen, Named { department: department.as_ref(), ..Named::default() }).await?;
    let operation = asked.said("operation").map(str::to_owned);
    Ok(WorkshopQuery {
        scope: screen.viewer.scope(),
        today: screen.today(),
        department,
        each: if operation.is_some() { EACH_ALONE } else { EACH },
        operation,
        text: asked.get("q").to_owned(),
    })
}

pub async fn sheet(screen: &Screen, asked: &SheetAddress) -> Result<Query, Failure> {
    let customer = customer(screen, asked.get("customer")).await?;
    let read = || -> Result<Query, Message> {
        let (sort, descending) = sort(asked)?;
        let due = (asked.date("from")?, asked.date("to")?);
        let usual = Query::open(screen.viewer.scope(), screen.today());
        Ok(Query {
            orders: board::Query {
                text: asked.get("q").to_owned(),
                customer,
                process: asked.said("process").map(str::to_owned),
                ..usual.orders
            },
            department: department(asked.get("department")),
            open: lots(asked)?,
            due: (due != (None, None)).then_some(due),
            sort,
            descending,
            after: asked.parsed("after")?,
            limit: ROWS,
        })
    };
    let query = read().map_err(refused)?;
    let named = Named {
        process: query.orders.process.as_deref(),
        department: query.department.as_ref(),
        customer,
        ..Named::default()
    };
    must_be_known(screen, named).await?;
    Ok(query)
}

/// Open lots unless something else is said.
fn lots(asked: &SheetAddress) -> Result<Option<bool>, Message> {
    match asked.get("lots") {
        "" => Ok(Some(true)),
        "closed" => Ok(Some(false)),
        "all" => Ok(None),
        other => Err(unknown("lots", other)),
    }
}

fn sort(asked: &SheetAddress) -> Result<(Sort, bool), Message> {
    let said = asked.get("sort");
    if said.is_empty() {
        return Ok((Sort::Countdown, false));
    }
    let (key, descending) = said.strip_prefix('-').map_or((said, false), |key| (key, true));
    let sort = Sort::ALL.into_iter().find(|sort| sort.key() == key);
    sort.map(|sort| (sort, descending)).ok_or_else(|| unknown("sort", said))
}
