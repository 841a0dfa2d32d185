//! One supplier: what is known of it, how it did in a period, what was bought of it.

use askama::Template;
use axum::extract::{Path, Query};
use yidan_domain::{
    Message, SupplierId,
    material::{Period, Supplier},
};
use yidan_store::{Tx, materials, suppliers};

use super::{
    super::{
        period::Asked,
        purchasing::{
            rating::RatingView,
            ready,
            view::{PurchaseView, purchase_views},
        },
    },
    Answer, Screen,
};
use crate::page::{Frame, Nav, filters, html};

const PURCHASES: usize = 20;
#[derive(Template)]
#[template(path = "suppliers/one.html")]
struct SupplierPage {
    frame: Frame,
    supplier: Supplier,
    kinds: String,
    period: Period,
    rating: RatingView,
    purchases: Vec<PurchaseView>,
    total: usize,
    may_keep: bool,
    may_buy: bool,
}

pub(super) async fn show(screen: Screen, Path(id): Path<SupplierId>, Query(asked): Query<Asked>) -> Answer {
    let today = screen.today();
    let period = asked.period(today);
    let viewer = screen.viewer.clone();
    let index = ready(&screen).await;
    let read = move |tx: &mut Tx| {
        let filter = materials::PurchaseFilter { supplier: Some(id), ..materials::PurchaseFilter::default() };
        let purchases = index.materials().purchases(tx, &viewer, &filter, (0, PURCHASES), today)?;
        Ok((suppliers::get(tx, id)?, materials::rating_of(tx, &viewer, id, period, today)?, purchases))
    };
    let (supplier, rating, purchases) = screen.app.store.read(read).await?;
    let mut frame = screen.frame().at(Nav::Purchasing);
    frame.title = supplier.name.clone();
    let reader = &frame.reader;
    let kinds: Vec<String> = supplier.kinds.iter().map(|kind| kind.name().get(reader.lang).to_owned()).collect();
    let page = SupplierPage {
        kinds: reader.list(kinds.iter().map(String::as_str)),
        rating: RatingView::of(&rating),
        total: purchases.total,
        purchases: purchase_views(&purchases, &screen.viewer, today, reader),
        supplier,
        period,
        may_keep: screen.viewer.keeps_suppliers(),
        may_buy: screen.viewer.buys(),
        frame,
    };
    Ok(html(&page.frame, &page))
}

pub(super) async fn archive(screen: Screen, Path(id): Path<SupplierId>) -> Answer {
    set_archived(screen, id, true, "supplier-archived").await
}

pub(super) async fn restore(screen: Screen, Path(id): Path<SupplierId>) -> Answer {
    set_archived(screen, id, false, "supplier-restored").await
}

async fn set_archived(screen: Screen, id: SupplierId, archived: bool, said: &'static str) -> Answer {
    let actor = screen.actor();
    let supplier = screen.app.store.write(move |tx| suppliers::archive(tx, &actor, id, archived)).await?;
    Ok(screen.redirect(&format!("/suppliers/{id}"), &Message::new(said).with("name", supplier.name)))
}
