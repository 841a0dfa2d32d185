//! The route of a product, typed row by row.

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use yidan_domain::{Message, ProductId, party::Product};
use yidan_store::{production, products};

use super::{
    Answer, Failure, Screen,
    rows::{self, Row},
};
use crate::{
    page::{Faults, Frame, Nav, filters, html_with},
    web::{form, orders::typed::Typed},
};

#[derive(Template)]
#[template(path = "production/route.html")]
struct RoutePage {
    frame: Frame,
    product: Product,
    version: u32,
    rows: Vec<Row>,
    departments: Vec<(String, String)>,
    faults: Faults,
    may_plan: bool,
}

pub async fn show(screen: Screen, Path(id): Path<ProductId>) -> Answer {
    let (product, kept) = load(&screen, id).await?;
    let (version, route) = kept.unwrap_or_default();
    Ok(page(&screen, StatusCode::OK, (product, version), rows::of(&route), Faults::default()))
}

pub async fn keep(screen: Screen, Path(id): Path<ProductId>, form: Typed) -> Answer {
    if !screen.viewer.plans_production() {
        return Err(Failure::status(StatusCode::FORBIDDEN));
    }
    let (product, kept) = load(&screen, id).await?;
    let (rows, mut faults) = (rows::typed(&form), Faults::default());
    let version = kept.map_or(0, |(version, _)| version);
    let route = rows::read(&rows, &screen.frame(), &mut faults);
    if !faults.is_empty() {
        return Ok(page(&screen, StatusCode::UNPROCESSABLE_ENTITY, (product, version), rows, faults));
    }
    let actor = screen.actor();
    match screen.app.store.write(move |tx| production::put_route(tx, &actor, id, route.clone())).await {
        Ok(_) => {
            let done = Message::new("route-kept").with("code", product.code);
            Ok(screen.redirect(&format!("/products/{id}/route"), &done))
        }
        Err(error) => {
            let faults = form::faults(&screen, error, &[])?;
            Ok(page(&screen, StatusCode::UNPROCESSABLE_ENTITY, (product, version), rows, faults))
        }
    }
}

type Kept = Option<(u32, Vec<yidan_domain::production::Operation>)>;

async fn load(screen: &Screen, id: ProductId) -> Result<(Product, Kept), Failure> {
    let read = move |tx: &mut yidan_store::Tx| Ok((products::get(tx, id)?, production::route_of(tx, id)?));
    Ok(screen.app.store.read(read).await?)
}

fn page(
    screen: &Screen,
    status: StatusCode,
    (product, version): (Product, u32),
    rows: Vec<Row>,
    faults: Faults,
) -> Response {
    let frame = screen.frame().titled("route-title").at(Nav::Products);
    let departments = departments(screen, &frame);
    let may_plan = screen.viewer.plans_production();
    let page = RoutePage { frame, product, version, rows, departments, faults, may_plan };
    html_with(status, &page.frame, &page)
}

impl RoutePage {
    fn seconds(&self, at: &usize) -> String {
        rows::seconds(*at)
    }
}

/// Keys and names of the company's departments.
pub fn departments(screen: &Screen, frame: &Frame) -> Vec<(String, String)> {
    let world = screen.app.store.world();
    let named = world.company.departments.iter();
    named.map(|it| (it.key.to_string(), it.name.get(frame.reader.lang).to_owned())).collect()
}
