//! The table `exceptions`: a row for each exception of each order, made from the order's state. Orders without exceptions
//! cost nothing.

use yidan_domain::{
    DepartmentKey, OrderId,
    order::{Exception, Order},
};

use crate::{Result, Tx, orders};

/// An exception with the department of its step.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ExceptionRow {
    pub department: Option<DepartmentKey>,
    pub exception: Exception,
}

/// What the table has to hold for an order.
pub(crate) fn rows_of(tx: &Tx, order: &Order) -> Result<Vec<ExceptionRow>> {
    if order.exceptions.is_empty() {
        return Ok(Vec::new());
    }
    let process = orders::process_of(tx, order)?;
    let row = |exception: &Exception| {
        let step = exception.step.as_ref().and_then(|key| process.step(key));
        ExceptionRow { department: step.map(|step| step.department.clone()), exception: exception.clone() }
    };
    Ok(order.exceptions.iter().map(row).collect())
}

/// Writes what has changed since `before`.
pub(crate) fn follow(tx: &mut Tx, order: &Order, before: &[Exception]) -> Result<()> {
    if order.exceptions == before {
        return Ok(());
    }
    let is_new = |row: &ExceptionRow| !before.contains(&row.exception);
    let changed: Vec<ExceptionRow> = rows_of(tx, order)?.into_iter().filter(is_new).collect();
    changed.iter().try_for_each(|row| put(tx, order.id, row))
}

/// Writes all of them, whatever is there now.
pub(crate) fn keep_anew(tx: &mut Tx, order: &Order) -> Result<()> {
    tx.exec("DELETE FROM exceptions WHERE order_id = $1", &[order.id.into()])?;
    rows_of(tx, order)?.iter().try_for_each(|row| put(tx, order.id, row))
}

fn put(tx: &mut Tx, order: OrderId, row: &ExceptionRow) -> Result<()> {
    let ExceptionRow { department, exception } = row;
    let [rule, due, cause, charged_to, cleared_at] = sought(exception);
    tx.exec(
        "INSERT INTO exceptions (id, order_id, rule, department, owner, due, cause, charged_to, cleared_at, body)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (id) DO UPDATE SET rule = excluded.rule, owner = excluded.owner, due = excluded.due, cause = excluded.cause,
           charged_to = excluded.charged_to, cleared_at = excluded.cleared_at, body = excluded.body",
        &[
            exception.id.0.into(),
            order.into(),
            rule.as_deref().into(),
            department.as_ref().map(DepartmentKey::as_str).into(),
            exception.handling.owner.into(),
            due.as_deref().into(),
            cause.as_deref().into(),
            charged_to.as_deref().into(),
            cleared_at.as_deref().into(),
            (&serde_json::to_string(exception)?).into(),
        ],
    )?;
    Ok(())
}

/// What lists are sought by, beside owner and department: rule, due day, cause, department charged, end.
fn sought(exception: &Exception) -> [Option<String>; 5] {
    let handling = &exception.handling;
    [
        exception.rule().map(|rule| rule.key().to_owned()),
        handling.due.map(|due| due.to_string()),
        handling.cause.as_ref().map(|cause| cause.to_string()),
        handling.charged_to.as_ref().map(|key| key.to_string()),
        exception.cleared.as_ref().map(|cleared| cleared.at.to_string()),
    ]
}

/// What the table holds for an order, in the order in which the exceptions were raised; without those that lists would seek
/// by something else.
pub(crate) fn kept_rows(tx: &mut Tx, order: &Order) -> Result<Vec<ExceptionRow>> {
    const KEPT: &str = "SELECT department, body, owner, rule, due, cause, charged_to, cleared_at FROM exceptions
        WHERE order_id = $1";
    let kept = tx.rows(KEPT, &[order.id.into()], |row| {
        let department = row.str_opt(0)?.map(DepartmentKey::from);
        let exception: Exception = row.json(1)?;
        let columns = [row.str_opt(3)?, row.str_opt(4)?, row.str_opt(5)?, row.str_opt(6)?, row.str_opt(7)?];
        let sought = sought(&exception);
        let agrees = columns == sought.each_ref().map(Option::as_deref)
            && row.uuid_opt(2)? == exception.handling.owner.map(|owner| owner.0);
        Ok(agrees.then_some(ExceptionRow { department, exception }))
    })?;
    let mut kept: Vec<ExceptionRow> = kept.into_iter().flatten().collect();
    let place = |row: &ExceptionRow| order.exceptions.iter().position(|one| one.id == row.exception.id);
    kept.sort_by_key(|row| place(row).unwrap_or(usize::MAX));
    Ok(kept)
}
