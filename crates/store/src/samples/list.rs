//! Samples of the orders in a viewer's scope, a page at a time: what is to do by the day on which it is due, what is over
//! with the latest first.

use jiff::civil::Date;
use yidan_domain::{DepartmentKey, OrderId, PersonId, SampleId, access::Scope, sample::State};

use crate::{Result, Tx, db::Value};

#[derive(Debug, Clone)]
pub struct Query {
    pub scope: Scope,
    pub which: Which,
    /// Something is to be done by this department.
    pub turn: Option<DepartmentKey>,
    pub salesperson: Option<PersonId>,
    pub today: Date,
    /// The page begins after this sample.
    pub after: Option<After>,
    pub limit: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Which {
    #[default]
    ToDo,
    /// To do, and its day has passed.
    Overdue,
    WithCustomer,
    Approved,
    Dropped,
}

/// A sample with the day by which it stands in its list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct After {
    pub day: String,
    pub sample: SampleId,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    pub sample: SampleId,
    pub order: OrderId,
    pub number: String,
    pub customer: String,
    pub salesperson: Option<PersonId>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    pub samples: Vec<Listed>,
    /// There are more: the next page begins after this one.
    pub next: Option<After>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub to_do: u64,
    pub overdue: u64,
    pub with_customer: u64,
}

macro_rules! select {
    ($what:literal, $($rest:literal),+) => {
        concat!(
            "SELECT ",
            $what,
            " FROM samples s JOIN order_row o ON o.id = s.order_id JOIN customers c ON c.id = o.customer
              WHERE ($1 = '' OR o.salesperson = $2 OR c.owner = $2 OR o.involved LIKE '%' || $1 || '%')",
            $($rest),+
        )
    };
}

macro_rules! page {
    ($after:literal, $order:literal) => {
        select!(
            "s.id, s.order_id, o.number, c.name, o.salesperson, s.day",
            " AND s.state = $3 AND ($4 = '' OR s.day < $4) AND ($5 = '' OR s.turn = $5)
              AND ($6 = '' OR o.salesperson = $7) AND ",
            $after,
            " ORDER BY ",
            $order,
            " LIMIT $10"
        )
    };
}

impl Which {
    fn state(self) -> State {
        match self {
            Which::ToDo | Which::Overdue => State::Open,
            Which::WithCustomer => State::WithCustomer,
            Which::Approved => State::Approved,
            Which::Dropped => State::Dropped,
        }
    }

    fn is_over(self) -> bool {
        matches!(self, Which::Approved | Which::Dropped)
    }

    fn statement(self) -> &'static str {
        match self.is_over() {
            false => page!("(s.day > $8 OR (s.day = $8 AND s.id > $9))", "s.day, s.id"),
            true => page!("(s.day < $8 OR (s.day = $8 AND s.id < $9))", "s.day DESC, s.id DESC"),
        }
    }

    /// Before the first of the list.
    fn first(self) -> After {
        match self.is_over() {
            false => After { day: String::new(), sample: SampleId(uuid::Uuid::nil()) },
            true => After { day: "~".to_owned(), sample: SampleId(uuid::Uuid::max()) },
        }
    }
}

pub fn list(tx: &mut Tx, query: &Query) -> Result<Page> {
    let (mark, me) = marks(query.scope);
    let overdue = if query.which == Which::Overdue { query.today.to_string() } else { String::new() };
    let after = query.after.clone().unwrap_or_else(|| query.which.first());
    let values = [
        (&mark).into(),
        me,
        query.which.state().key().into(),
        (&overdue).into(),
        query.turn.as_ref().map_or("", DepartmentKey::as_str).into(),
        query.salesperson.map_or("", |_| "of").into(),
        query.salesperson.unwrap_or(PersonId::PROGRAM).into(),
        (&after.day).into(),
        after.sample.0.into(),
        query.limit.saturating_add(1).into(),
    ];
    let mut found = tx.rows(query.which.statement(), &values, |row| {
        let listed = Listed {
            sample: SampleId(row.uuid(0)?),
            order: OrderId(row.uuid(1)?),
            number: row.text(2)?,
            customer: row.text(3)?,
            salesperson: row.uuid_opt(4)?.map(PersonId),
        };
        Ok((row.text(5)?, listed))
    })?;
    let more = found.len() > query.limit;
    found.truncate(query.limit);
    let last = found.last().filter(|_| more);
    let next = last.map(|(day, listed)| After { day: day.clone(), sample: listed.sample });
    Ok(Page { samples: found.into_iter().map(|(_, listed)| listed).collect(), next })
}

/// How many there are in the scope.
pub fn tally(tx: &mut Tx, scope: Scope, today: Date) -> Result<Tally> {
    const COUNT: &str = select!(
        "COUNT(CASE WHEN s.state = 'open' THEN 1 END), COUNT(CASE WHEN s.state = 'open' AND s.day < $3 THEN 1 END),
         COUNT(CASE WHEN s.state = 'with_customer' THEN 1 END)",
        " AND s.state IN ('open', 'with_customer')"
    );
    let (mark, me) = marks(scope);
    let counted = tx.row(COUNT, &[(&mark).into(), me, (&today.to_string()).into()], |row| {
        Ok(Tally { to_do: row.count(0)?, overdue: row.count(1)?, with_customer: row.count(2)? })
    })?;
    Ok(counted.unwrap_or_default())
}

/// The scope as the statements ask for it.
fn marks<'a>(scope: Scope) -> (String, Value<'a>) {
    match scope {
        Scope::All => (String::new(), PersonId::PROGRAM.into()),
        Scope::Own(me) => (me.to_string(), me.into()),
    }
}
