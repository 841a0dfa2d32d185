//! The registered forms of an order: number, owner, the step that makes each, and how it stands.

use axum::response::IntoResponse;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use yidan_domain::{
    OrderId,
    order::{
        registered::{self, FormRow, FormState},
        situation::Situation,
    },
    party::Person,
    process::Process,
    schedule::{self, Plan},
};
use yidan_store::{Tx, orders, people};

use super::super::{
    caller::Caller,
    problem::Answer,
    reply::Reply,
    sent::Path,
    values::{Moment, PersonName, Text},
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_forms))
}

#[derive(Serialize, ToSchema)]
struct Forms {
    /// In the order of the process; none where the process registers none.
    forms: Vec<OrderForm>,
}

/// A registered form, as it stands for the order.
#[derive(Serialize, ToSchema)]
struct OrderForm {
    /// From 1.
    number: u32,
    title: Text,
    /// Key of the department that owns it.
    department: String,
    department_name: Text,
    /// Key of the step that makes it in this order.
    step: String,
    state: State,
    made_at: Option<Moment>,
    made_by: Option<PersonName>,
    /// By when it is to be made, while it is not.
    due_at: Option<Moment>,
    /// Can it be printed at `/orders/{id}/forms/{number}` of the screens?
    printable: bool,
}

#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum State {
    NotYet,
    Due,
    Made,
    /// Its step fell away or was skipped, or the order was cancelled before.
    Void,
}

/// Registered forms of an order
#[utoipa::path(get, path = "/orders/{id}/forms", tag = "orders", params(("id" = Uuid, Path)),
    responses((status = 200, description = "In the order of the process.", body = Forms, headers(("ETag" = String)))))]
async fn list_forms(caller: Caller, Path(id): Path<OrderId>) -> Answer {
    let scope = caller.viewer.scope();
    let read = move |tx: &mut Tx| {
        let order = orders::load(tx, scope, id)?;
        let process = orders::process_of(tx, &order)?.clone();
        Ok((order, process, people::all(tx)?))
    };
    let (order, process, people) = caller.app.store.read(read).await?;
    let situation = Situation::of(&order, &process);
    let plan = schedule::plan(&order, &process, &caller.app.store.world().company.calendars);
    let forms = registered::forms(&situation);
    let body = Forms { forms: forms.iter().map(|row| OrderForm::of(row, &process, &plan, &people)).collect() };
    Ok(Reply::ok(body).version(order.version).into_response())
}

impl OrderForm {
    fn of(row: &FormRow, process: &Process, plan: &Plan, people: &[Person]) -> Self {
        let (state, made) = match row.state {
            FormState::NotYet => (State::NotYet, None),
            FormState::Due => (State::Due, None),
            FormState::Made { at, by } => (State::Made, Some((at, by))),
            FormState::Void => (State::Void, None),
        };
        let is_open = matches!(state, State::NotYet | State::Due);
        Self {
            number: row.form.number,
            title: (&row.form.title).into(),
            department: row.form.department.0.clone(),
            department_name: (&process.department_name(&row.form.department)).into(),
            step: row.step.key.0.clone(),
            made_at: made.map(|(at, _)| Moment(at)),
            made_by: made.map(|(_, by)| PersonName::of(by, people)),
            due_at: plan.get(&row.step.key).and_then(|planned| planned.end).filter(|_| is_open).map(Moment),
            printable: row.is_printable(),
            state,
        }
    }
}
