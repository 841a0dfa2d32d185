//! The terms of a line that may be changed once it is ordered.

use axum::{extract::Path, http::StatusCode};
use yidan_domain::{Message, PurchaseId, material::Price};
use yidan_store::{
    Tx,
    materials::{self, Terms},
};

use super::{
    super::{
        deed::{DeedPage, Reading},
        materials::{company_currency, quantity},
        orders::{fields::Kind, typed, typed::Typed},
    },
    Answer, Failure, Screen, link, must_buy,
    news::{deed_page, per_unit},
    purchase::{self, Loaded},
    view::amount,
};

const FIELDS: [(&str, &str); 5] = [
    ("purchase-tolerance", "tolerance"),
    ("material-price", "price"),
    ("purchase-price", "price"),
    ("purchase-wanted", "wanted"),
    ("purchase-", "quantity"),
];

pub async fn ask(screen: Screen, Path(id): Path<PurchaseId>) -> Answer {
    Ok(page(&screen, id).await?.1.answer(StatusCode::OK))
}

pub async fn change(screen: Screen, Path(id): Path<PurchaseId>, form: Typed) -> Answer {
    let (loaded, mut page) = page(&screen, id).await?;
    page.take(&form);
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(&form, &reader);
    let quantity = quantity(&mut reading, "quantity");
    let price = reading.take("price", typed::number(form.get("price")));
    let tolerance = reading.take("tolerance", typed::number(form.get("tolerance")));
    let wanted = reading.take("wanted", typed::day(form.get("wanted")));
    let (Some(quantity), Some(price), Some(tolerance), Some(wanted_on)) = (quantity, price, tolerance, wanted) else {
        return page.faulty(reading.faults);
    };
    let purchase = &loaded.kept.purchase;
    let currency = purchase.price.or(purchase.estimate).map_or_else(|| company_currency(&screen), |it| it.currency);
    let terms = Terms {
        quantity,
        price: price.map(|per_unit| Price { per_unit, currency }),
        wanted_on,
        tolerance_percent: tolerance.unwrap_or_default(),
        note: form.get("note").to_owned(),
    };
    let (actor, seen) = (screen.actor(), form.version());
    let work = move |tx: &mut Tx| materials::change(tx, &actor, id, seen, terms.clone()).map(drop);
    page.done(&screen, &FIELDS, &Message::new("purchase-changed"), move |()| link(id), work).await
}

async fn page(screen: &Screen, id: PurchaseId) -> Result<(Loaded, DeedPage), Failure> {
    must_buy(screen)?;
    let loaded = purchase::load(screen, id).await?;
    let purchase = &loaded.kept.purchase;
    let mut page = deed_page(screen, &loaded, "purchase-change", format!("{}/change", link(id)));
    page.version = loaded.kept.version;
    let price = purchase.price.map(|price| price.per_unit.normalize().to_string()).unwrap_or_default();
    let wanted = purchase.wanted_on.map(|day| day.to_string()).unwrap_or_default();
    let quantity = page.field("quantity", "purchase-quantity", Kind::Number(loaded.unit.clone())).required();
    page.fields = vec![
        quantity.value(amount(purchase.quantity, "").amount().to_string()),
        page.field("price", "purchase-price", Kind::Number(per_unit(screen, &loaded))).value(price),
        page.field("wanted", "purchase-wanted", Kind::Date).value(wanted),
        page.field("tolerance", "purchase-tolerance-label", Kind::Number("%".into()))
            .value(purchase.tolerance_percent.normalize().to_string())
            .hint(page.frame.t("purchase-tolerance-hint")),
        page.field("note", "purchase-note", Kind::Area).value(purchase.note.clone()),
    ];
    Ok((loaded, page))
}
