//! One line bought by hand: for an order or for the store.

use askama::Template;
use axum::{extract::Query, http::StatusCode, response::Response};
use serde::Deserialize;
use yidan_domain::{
    Currency, MaterialId, Message, OrderId, PurchaseId, SupplierId,
    material::{Material, Price, Purchase},
};
use yidan_store::{Error, Tx, materials, orders};

use super::{
    super::{
        deed::Reading,
        form,
        materials::{company_currency, quantity},
        orders::typed::{self, Typed},
    },
    Answer, Failure, Screen, link, must_buy,
    offers::Offers,
    ready,
};
use crate::page::{Faults, Frame, Nav, filters, html_with};

/// Materials offered by their codes.
const OFFERED: usize = 1_000;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    order: String,
    material: String,
    quantity: String,
    supplier: String,
}

#[derive(Template)]
#[template(path = "purchasing/buy.html")]
struct BuyPage {
    frame: Frame,
    id: String,
    /// Id and number of the order that it is for.
    order: Option<(String, String)>,
    fields: Fields,
    suppliers: Vec<(String, String)>,
    materials: Vec<Material>,
    currencies: Vec<&'static str>,
    faults: Faults,
    sees_costs: bool,
}

#[derive(Default)]
struct Fields {
    material: String,
    supplier: String,
    quantity: String,
    price: String,
    currency: String,
    wanted: String,
    tolerance: String,
    number: String,
    note: String,
}

pub async fn ask(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    must_buy(&screen)?;
    let loaded = load(&screen, &asked.order, &asked.material).await?;
    let material = loaded.materials.iter().find(|it| it.id.to_string() == asked.material || it.code == asked.material);
    let usual = material.and_then(|it| it.supplier).map(|id| id.to_string()).unwrap_or_default();
    let supplier = if asked.supplier.is_empty() { usual } else { asked.supplier };
    let last = material.zip(supplier.parse::<SupplierId>().ok()).and_then(|(it, by)| loaded.offers.last(by, it.id));
    let price = last.or(material.and_then(|it| it.price));
    let currency = price.map_or_else(|| company_currency(&screen), |price| price.currency);
    let fields = Fields {
        material: material.map(|it| it.code.clone()).unwrap_or_default(),
        supplier,
        quantity: if asked.quantity == "0" { String::new() } else { asked.quantity },
        price: price.map(|price| price.per_unit.normalize().to_string()).unwrap_or_default(),
        currency: currency.to_string(),
        wanted: loaded.needed_on.map(|day| day.to_string()).unwrap_or_default(),
        ..Fields::default()
    };
    let id = uuid::Uuid::now_v7().to_string();
    Ok(page(&screen, StatusCode::OK, loaded, (id, fields), Faults::default()))
}

pub async fn buy(screen: Screen, form: Typed) -> Answer {
    must_buy(&screen)?;
    let loaded = load(&screen, form.get("order"), form.get("material").trim()).await?;
    let fields = Fields::typed(&form);
    let id = form.get("id").parse::<uuid::Uuid>().unwrap_or_else(|_| uuid::Uuid::now_v7());
    let frame = screen.frame();
    let mut reading = Reading::of(&form, &frame.reader);
    let purchase = read(&screen, &loaded, &mut reading, PurchaseId(id));
    let Some(purchase) = purchase.filter(|_| reading.faults.is_empty()) else {
        let faults = reading.faults;
        return Ok(page(&screen, StatusCode::UNPROCESSABLE_ENTITY, loaded, (id.to_string(), fields), faults));
    };
    let actor = screen.actor();
    match screen.app.store.write(move |tx| materials::buy(tx, &actor, vec![purchase.clone()])).await {
        Ok(bought) => {
            let number = bought.first().map(|kept| kept.purchase.number.clone()).unwrap_or_default();
            let done = Message::new("purchase-ordered").with("number", number);
            Ok(screen.redirect(&link(PurchaseId(id)), &done))
        }
        Err(error) => {
            const FIELDS: [(&str, &str); 8] = [
                ("purchase-supplier", "supplier"),
                ("purchase-material", "material"),
                ("purchase-wanted", "wanted"),
                ("purchase-tolerance", "tolerance"),
                ("purchase-number", "number"),
                ("material-price", "price"),
                ("material-quantity", "quantity"),
                ("purchase-quantity", "quantity"),
            ];
            let faults = form::faults(&screen, error, &FIELDS)?;
            Ok(page(&screen, StatusCode::UNPROCESSABLE_ENTITY, loaded, (id.to_string(), fields), faults))
        }
    }
}

fn read(screen: &Screen, loaded: &Loaded, reading: &mut Reading, id: PurchaseId) -> Option<Purchase> {
    let code = reading.typed.get("material").trim().to_owned();
    let unknown = || Message::new("material-code-unknown").with("code", code.clone());
    let material = reading.take("material", loaded.material.as_ref().ok_or_else(unknown));
    let supplier = reading.parsed::<SupplierId>("supplier");
    let quantity = quantity(reading, "quantity");
    let price = reading.take("price", typed::number(reading.typed.get("price")));
    let wanted = reading.take("wanted", typed::day(reading.typed.get("wanted")));
    let tolerance = reading.take("tolerance", typed::number(reading.typed.get("tolerance")));
    let currency = Currency::written(reading.typed.get("price-currency")).unwrap_or_else(|| company_currency(screen));
    Some(Purchase {
        id,
        number: reading.typed.get("number").trim().to_owned(),
        supplier: supplier?,
        material: material?.id,
        order: loaded.order.as_ref().map(|(id, _)| *id),
        quantity: quantity?,
        price: price?.map(|per_unit| Price { per_unit, currency }),
        estimate: None,
        ordered_on: screen.today(),
        wanted_on: wanted?,
        tolerance_percent: tolerance?.unwrap_or_default(),
        note: reading.typed.get("note").to_owned(),
    })
}

struct Loaded {
    order: Option<(OrderId, String)>,
    needed_on: Option<jiff::civil::Date>,
    offers: Offers,
    /// The one that is named.
    material: Option<Material>,
    /// Those that are offered.
    materials: Vec<Material>,
}

/// `material` is its id or code.
async fn load(screen: &Screen, order: &str, material: &str) -> Result<Loaded, Failure> {
    let order = match order {
        "" => None,
        id => Some(id.parse::<OrderId>().map_err(|_| Error::NotFound("page"))?),
    };
    let (viewer, today, material) = (screen.viewer.clone(), screen.today(), material.to_owned());
    let index = ready(screen).await;
    let read = move |tx: &mut Tx| {
        let needed_on = match order {
            Some(order) => materials::requirement_of(tx, &viewer, order)?.and_then(|it| it.needed_on),
            None => None,
        };
        let order = order.map(|order| orders::load(tx, viewer.scope(), order)).transpose()?;
        let mut offered = materials::list(tx, &materials::Filter::default(), None, OFFERED)?;
        let is_asked = |it: &Material| it.id.to_string() == material || it.code == material;
        if !offered.iter().any(is_asked) {
            offered.extend(asked_for(tx, &material)?);
        }
        let asked = offered.iter().filter(|it| is_asked(it)).map(|it| it.id).collect();
        Ok(Loaded {
            order: order.map(|order| (order.id, order.number)),
            needed_on,
            offers: index.materials().offers(&viewer, &asked, today).into(),
            material: offered.iter().find(|it| is_asked(it)).cloned(),
            materials: offered,
        })
    };
    Ok(screen.app.store.read(read).await?)
}

/// One that comes after those that are offered.
fn asked_for(tx: &mut Tx, material: &str) -> yidan_store::Result<Option<Material>> {
    let found = match material.parse::<MaterialId>() {
        Ok(id) => materials::some(tx, [id])?.into_values().next(),
        Err(_) => materials::coded(tx, material)?,
    };
    Ok(found.filter(|material| !material.archived))
}

fn page(
    screen: &Screen,
    status: StatusCode,
    loaded: Loaded,
    (id, fields): (String, Fields),
    faults: Faults,
) -> Response {
    let frame = screen.frame().titled("purchase-new").at(Nav::Purchasing);
    let wanted: Vec<_> = loaded.material.iter().map(|it| (it.id, it.unit.as_str())).collect();
    let page = BuyPage {
        suppliers: loaded.offers.options(&wanted, &frame.reader),
        id,
        order: loaded.order.map(|(id, number)| (id.to_string(), number)),
        fields,
        materials: loaded.materials,
        currencies: form::currencies(),
        faults,
        sees_costs: screen.viewer.sees_costs(),
        frame,
    };
    html_with(status, &page.frame, &page)
}

impl Fields {
    fn typed(form: &Typed) -> Self {
        let field = |name: &str| form.get(name).to_owned();
        Self {
            material: field("material"),
            supplier: field("supplier"),
            quantity: field("quantity"),
            price: field("price"),
            currency: field("price-currency"),
            wanted: field("wanted"),
            tolerance: field("tolerance"),
            number: field("number"),
            note: field("note"),
        }
    }
}

impl BuyPage {
    fn back(&self) -> String {
        match &self.order {
            Some((id, _)) => format!("/orders/{id}/materials"),
            None => "/purchases".to_owned(),
        }
    }
}
