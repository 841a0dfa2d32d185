//! Orders: lists, one order, and every command that can be given to one.

mod answers;
mod approvals;
pub mod content;
pub mod costs;
mod credit;
mod deeds;
pub mod enter;
pub mod exceptions;
pub mod files;
mod forms;
pub mod history;
mod letters;
pub mod list;
mod order;
mod plan;
mod quotes;
mod steps;

use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(list::routes())
        .merge(enter::routes())
        .merge(order::routes())
        .merge(plan::routes())
        .merge(steps::routes())
        .merge(deeds::routes())
        .merge(exceptions::routes())
        .merge(files::routes())
        .merge(forms::routes())
        .merge(approvals::routes())
        .merge(quotes::routes())
        .merge(costs::routes())
        .merge(letters::routes())
        .merge(credit::routes())
        .merge(history::routes())
}
