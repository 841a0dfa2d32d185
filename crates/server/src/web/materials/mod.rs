//! Materials (S12): the catalogue with what lies in the store, the ledger of one material, bills of material, and what an order
//! needs and has.

mod bom;
mod bom_rows;
mod entry;
mod list;
mod movement;
mod need;
mod one;
mod order;

use axum::{
    Router,
    routing::{get, post},
};
use yidan_domain::{Currency, MaterialId, Message, Quantity};

use super::{Answer, Failure, Screen, deed::Reading, orders::typed};
use crate::app::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/materials", get(list::show).post(entry::add))
        .route("/materials/new", get(entry::show_new))
        .route("/materials/{id}", get(one::show).post(entry::change))
        .route("/materials/{id}/edit", get(entry::show_edit))
        .route("/materials/{id}/archive", post(one::archive))
        .route("/materials/{id}/restore", post(one::restore))
        .route("/materials/{id}/{deed}", get(movement::ask).post(movement::enter))
        .route("/materials/{id}/entries/{entry}/reverse", get(movement::ask_reverse).post(movement::reverse))
        .route("/products/{id}/bom", get(bom::show).post(bom::keep))
        .route("/orders/{id}/materials", get(order::show))
        .route("/orders/{id}/materials/work-out", post(order::work_out))
        .route("/orders/{id}/materials/set-aside", post(order::set_aside))
        .route("/orders/{id}/materials/need", get(need::ask).post(need::keep))
}

fn link(material: MaterialId) -> String {
    format!("/materials/{material}")
}

/// Whole days as typed; none where nothing was.
pub(super) fn days(typed: &str) -> Result<Option<u32>, Message> {
    let read = typed::number(typed)?;
    let whole = |days: rust_decimal::Decimal| {
        use rust_decimal::prelude::ToPrimitive;
        days.is_integer().then(|| days.to_u32()).flatten().ok_or(Message::new("material-days-unreadable"))
    };
    read.map(whole).transpose()
}

/// Ten-thousandths as typed.
pub(super) fn quantity_of(typed: &str) -> Result<i64, Message> {
    let amount = typed::number(typed)?.ok_or(Message::new("material-amount-missing"))?;
    let exact = Quantity::exact(amount, "").ok_or(Message::new("material-amount-unreadable"))?;
    Ok(exact.ten_thousandths)
}

pub(super) fn quantity(reading: &mut Reading, field: &str) -> Option<i64> {
    let read = quantity_of(reading.typed.get(field));
    reading.take(field, read)
}

/// The same, where nothing typed is nothing.
pub(super) fn quantity_if(reading: &mut Reading, field: &str) -> Option<i64> {
    match reading.typed.get(field).trim() {
        "" => Some(0),
        _ => quantity(reading, field),
    }
}

pub(super) fn company_currency(screen: &Screen) -> Currency {
    screen.app.store.world().company.settings.currency
}
