//! Exceptions of the orders in a viewer's scope, the latest first, a page at a time.

use jiff::civil::Date;
use yidan_domain::{
    CauseKey, DepartmentKey, ExceptionId, OrderId, PersonId, StepKey, Text,
    access::Scope,
    exception::RuleKey,
    order::{Exception, ProcessRef},
};

use crate::{
    Result, Tx,
    db::{Row, Value},
};

#[derive(Debug, Clone)]
pub struct Query {
    pub scope: Scope,
    pub state: State,
    /// Raised by this rule.
    pub rule: Option<RuleKey>,
    pub cause: Option<CauseKey>,
    /// Charged to this department or, while it is charged to none, on a step of this department.
    pub department: Option<DepartmentKey>,
    pub owner: Option<PersonId>,
    pub today: Date,
    /// The page begins after this exception.
    pub after: Option<After>,
    pub limit: usize,
}

pub type After = ExceptionId;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum State {
    #[default]
    Open,
    /// Open, and its due day has passed.
    Overdue,
    /// Open, and nobody's.
    Unowned,
    Closed,
    All,
}

/// An exception with the order that it is about.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    pub order: OrderId,
    pub number: String,
    pub version: u64,
    pub customer: String,
    /// Name of the step, if it is about one.
    pub step: Option<Text>,
    pub department: Option<DepartmentKey>,
    pub exception: Exception,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    pub exceptions: Vec<Listed>,
    /// There are more: the next page begins after this one.
    pub next: Option<After>,
}

/// How many there are to look after.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub open: u64,
    pub overdue: u64,
    pub unowned: u64,
}

macro_rules! select {
    ($what:literal, $state:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $what,
            " FROM exceptions e JOIN order_row o ON o.id = e.order_id JOIN customers c ON c.id = o.customer WHERE ",
            $state,
            " AND ($1 = '' OR o.salesperson = $2 OR c.owner = $2 OR o.involved LIKE '%' || $1 || '%')",
            $rest
        )
    };
}

macro_rules! page {
    ($state:literal) => {
        select!(
            "e.order_id, o.number, o.version, c.name, o.process, o.process_version, e.department, e.body",
            $state,
            " AND ($3 = '' OR e.rule = $3) AND ($4 = '' OR e.cause = $4)
              AND ($5 = '' OR e.charged_to = $5 OR (e.charged_to IS NULL AND e.department = $5))
              AND ($6 = '' OR e.owner = $7) AND ($8 = '' OR e.due < $8) AND e.id < $9 ORDER BY e.id DESC LIMIT $10"
        )
    };
}

impl State {
    fn statement(self) -> &'static str {
        match self {
            State::Open | State::Overdue => page!("e.cleared_at IS NULL"),
            State::Unowned => page!("e.cleared_at IS NULL AND e.owner IS NULL"),
            State::Closed => page!("e.cleared_at IS NOT NULL"),
            State::All => page!("e.body <> ''"),
        }
    }
}

pub fn list(tx: &mut Tx, query: &Query) -> Result<Page> {
    let (mark, me) = marks(query.scope);
    let overdue = if query.state == State::Overdue { query.today.to_string() } else { String::new() };
    let values = [
        (&mark).into(),
        me,
        query.rule.map_or("", RuleKey::key).into(),
        query.cause.as_ref().map_or("", CauseKey::as_str).into(),
        query.department.as_ref().map_or("", DepartmentKey::as_str).into(),
        query.owner.map_or("", |_| "of").into(),
        query.owner.unwrap_or(PersonId::PROGRAM).into(),
        (&overdue).into(),
        query.after.map_or(uuid::Uuid::max(), |after| after.0).into(),
        query.limit.saturating_add(1).into(),
    ];
    let found = tx.rows(query.state.statement(), &values, read)?;
    let more = found.len() > query.limit;
    let exceptions: Vec<Listed> =
        found.into_iter().take(query.limit).map(|(process, listed)| named(tx, process, listed)).collect();
    let next = exceptions.last().filter(|_| more).map(|last| last.exception.id);
    Ok(Page { exceptions, next })
}

/// How many are open in the scope, of whoever they are.
pub fn tally(tx: &mut Tx, scope: Scope, today: Date) -> Result<Tally> {
    const COUNT: &str = select!(
        "COUNT(*), COUNT(CASE WHEN e.due < $3 THEN 1 END), COUNT(CASE WHEN e.owner IS NULL THEN 1 END)",
        "e.cleared_at IS NULL",
        ""
    );
    let (mark, me) = marks(scope);
    let counted = tx.row(COUNT, &[(&mark).into(), me, (&today.to_string()).into()], |row| {
        Ok(Tally { open: row.count(0)?, overdue: row.count(1)?, unowned: row.count(2)? })
    })?;
    Ok(counted.unwrap_or_default())
}

/// The scope as the statements ask for it: how an order says that this person is involved, and the person; nothing where
/// every order is seen.
fn marks<'a>(scope: Scope) -> (String, Value<'a>) {
    match scope {
        Scope::All => (String::new(), PersonId::PROGRAM.into()),
        Scope::Own(me) => (me.to_string(), me.into()),
    }
}

fn read(row: &Row) -> Result<(ProcessRef, Listed)> {
    let process = ProcessRef { key: row.text(4)?, version: row.int(5)?.try_into().unwrap_or_default() };
    let listed = Listed {
        order: OrderId(row.uuid(0)?),
        number: row.text(1)?,
        version: row.count(2)?,
        customer: row.text(3)?,
        step: None,
        department: row.str_opt(6)?.map(DepartmentKey::from),
        exception: row.json(7)?,
    };
    Ok((process, listed))
}

fn named(tx: &Tx, process: ProcessRef, listed: Listed) -> Listed {
    let name = |key: &StepKey| {
        let step = tx.world.processes.get(&process)?.step(key)?;
        Some(step.name.clone())
    };
    let step = listed.exception.step.as_ref().map(|key| name(key).unwrap_or_else(|| Text::same(key.as_str())));
    Listed { step, ..listed }
}
