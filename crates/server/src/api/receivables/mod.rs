//! What customers owe (S6): invoices, receipts, the entries between them, and what is made of them: the receivables sheet,
//! ageing, statements, reminders, the money to come. Days are value days; amounts go with their currencies.

mod ageing;
mod bank;
mod entries;
mod invoices;
mod list;
mod promises;
mod receipts;
mod reminders;
mod statements;
mod values;
mod write_offs;

use utoipa_axum::router::OpenApiRouter;

use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(invoices::routes())
        .merge(receipts::routes())
        .merge(entries::routes())
        .merge(list::routes())
        .merge(ageing::routes())
        .merge(statements::routes())
        .merge(promises::routes())
        .merge(reminders::routes())
        .merge(write_offs::routes())
        .merge(bank::routes())
}
