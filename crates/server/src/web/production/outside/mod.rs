//! Outside processing (外协): goods are sent to a factory for an operation, come back in parts, are judged, and what was lost
//! beyond what is allowed is charged; the list of jobs, the slip that goes along, and the factory's private link.

mod back;
mod deeds;
mod links;
mod list;
mod page;
mod send;
mod slip;
pub mod view;

use axum::{
    Router,
    routing::{get, post},
};
use yidan_domain::{OutsideJobId, SupplierId, material::Supplier};
use yidan_store::{
    Tx,
    production::{self, KeptJob},
    suppliers,
};

use super::{Answer, Failure, Screen};
use crate::{app::App, web::deed::DeedPage};

pub use view::JobRow;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/lots/{id}/send-out", get(send::ask).post(send::send_out))
        .route("/outside", get(list::show))
        .route("/outside/{id}", get(page::show))
        .route("/outside/{id}/send", get(send::ask_more).post(send::send_more))
        .route("/outside/{id}/back", get(back::ask).post(back::report))
        .route("/outside/{id}/terms", get(deeds::ask_terms).post(deeds::change_terms))
        .route("/outside/{id}/quality", get(deeds::ask_quality).post(deeds::judge))
        .route("/outside/{id}/charge", get(deeds::ask_charge).post(deeds::charge))
        .route("/outside/{id}/slip", get(slip::show))
        .route("/outside/{id}/links", post(links::make))
        .route("/outside/{id}/links/{link}/end", post(links::end))
}

fn link(job: OutsideJobId) -> String {
    format!("/outside/{job}")
}

/// A job that the reader may see, with its factory.
async fn load(screen: &Screen, id: OutsideJobId) -> Result<(KeptJob, Supplier), Failure> {
    let viewer = screen.viewer.clone();
    let read = move |tx: &mut Tx| {
        let kept = production::job(tx, &viewer, id)?;
        let supplier = suppliers::get(tx, kept.job.supplier)?;
        Ok((kept, supplier))
    };
    Ok(screen.app.store.read(read).await?)
}

/// A form about a job, with what it is about above it.
fn deed(screen: &Screen, kept: &KeptJob, factory: &str, (title, path): (&str, &str)) -> DeedPage {
    let id = kept.job.id;
    let back = (link(id), kept.job.number.clone());
    let page = DeedPage::at(screen, crate::page::Nav::Outside, title, back, format!("{}/{path}", link(id)));
    page.fact("outside-factory", factory).fact("lot-goods", &kept.lot.lot.goods)
}

fn parsed_supplier(id: &str) -> Option<SupplierId> {
    id.parse().ok()
}
