//! What people say of a material that an order needs, beside or instead of its bills: a quantity, a remark, and the columns that the
//! company adds to the tracking sheet.

use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use serde::Deserialize;
use yidan_domain::{MaterialId, Message, OrderId, material::sheet::ExtraColumn};
use yidan_store::{
    Tx,
    materials::{self, ByHand},
    orders,
};

use super::{
    super::{
        deed::{DeedPage, Reading},
        orders::{fields::Kind, parsed, typed::Typed},
        purchasing::view::amount,
    },
    Answer, Failure, Screen, quantity_of,
};
use crate::page::Nav;

const FIELDS: [(&str, &str); 2] = [("material-quantity", "quantity"), ("material-note", "remark")];

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    material: String,
}

pub(super) async fn ask(screen: Screen, Path(id): Path<String>, Query(asked): Query<Asked>) -> Answer {
    Ok(page(&screen, parsed(&id)?, &asked.material).await?.0.answer(StatusCode::OK))
}

pub(super) async fn keep(screen: Screen, Path(id): Path<String>, form: Typed) -> Answer {
    let order: OrderId = parsed(&id)?;
    let (mut page, columns) = page(&screen, order, form.get("material")).await?;
    page.take(&form);
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(&form, &reader);
    let code = form.get("material").trim().to_owned();
    let quantity = match form.get("quantity").trim() {
        "" => Some(None),
        typed => reading.take("quantity", quantity_of(typed)).map(Some),
    };
    let Some(quantity) = quantity else { return page.faulty(reading.faults) };
    let value = |column: &ExtraColumn| (column.key.clone(), form.get(&format!("column-{}", column.key)).to_owned());
    let by_hand =
        ByHand { quantity, remark: form.get("remark").to_owned(), extra: columns.iter().map(value).collect() };
    let actor = screen.actor();
    let work = move |tx: &mut Tx| {
        let material = material_of(tx, &code)?;
        materials::put_need(tx, &actor, order, material, by_hand.clone()).map(drop)
    };
    let to = move |()| format!("/orders/{order}/materials");
    page.done(&screen, &FIELDS, &Message::new("need-kept"), to, work).await
}

/// By its id, or by its code as people type it.
fn material_of(tx: &mut Tx, typed: &str) -> yidan_store::Result<MaterialId> {
    if let Ok(id) = typed.parse() {
        return Ok(id);
    }
    let found = materials::coded(tx, typed)?.map(|material| material.id);
    found.ok_or_else(|| {
        yidan_store::Error::Invalid(
            Message::new("material-code-unknown").with("field", "material").with("code", typed.to_owned()),
        )
    })
}

async fn page(screen: &Screen, order: OrderId, material: &str) -> Result<(DeedPage, Vec<ExtraColumn>), Failure> {
    if !screen.viewer.plans_materials() {
        return Err(Failure::status(StatusCode::FORBIDDEN));
    }
    let (viewer, id) = (screen.viewer.clone(), material.parse::<MaterialId>().ok());
    let read = move |tx: &mut Tx| {
        let requirement = materials::requirement_of(tx, &viewer, order)?;
        let material = id.map(|id| materials::get(tx, id)).transpose()?;
        Ok((orders::load(tx, viewer.scope(), order)?, requirement, material, materials::columns(tx)?))
    };
    let (order, requirement, material, columns) = screen.app.store.read(read).await?;
    let back = (format!("/orders/{}/materials", order.id), order.number.clone());
    let action = format!("/orders/{}/materials/need", order.id);
    let mut page = DeedPage::at(screen, Nav::Board, "need-change", back, action);
    let lang = screen.lang();
    let line = material
        .as_ref()
        .and_then(|material| requirement.as_ref()?.lines.iter().find(|line| line.material == material.id));
    let unit = material.as_ref().map(|material| material.unit.clone()).unwrap_or_default();
    page = match &material {
        Some(material) => {
            let page = page.fact("material-name", format!("{} {}", material.code, material.name.get(lang)));
            page.fact("need-by-bom", amount(line.map_or(0, |line| line.by_bom), &unit))
        }
        None => page,
    };
    let by_hand = line.and_then(|line| line.by_hand).map(|it| amount(it, "").amount().to_string());
    let kind = if unit.is_empty() { Kind::Text } else { Kind::Number(unit) };
    let mut fields = Vec::new();
    let code = page.field("material", "material-code", Kind::Text).required();
    match &material {
        Some(material) => page.hidden.push(("material".to_owned(), material.id.to_string())),
        None => fields.push(code),
    }
    let quantity = page.field("quantity", "need-by-hand", kind).value(by_hand.unwrap_or_default());
    fields.push(quantity.hint(page.frame.t("need-by-hand-hint")));
    for column in &columns {
        let value = line.and_then(|line| line.extra.get(&column.key)).cloned().unwrap_or_default();
        let mut field = page.field(&format!("column-{}", column.key), "need-by-hand", Kind::Text).value(value);
        field.label = column.name.get(lang).to_owned();
        fields.push(field);
    }
    let remark = line.map(|line| line.remark.clone()).unwrap_or_default();
    fields.push(page.field("remark", "need-remark", Kind::Area).value(remark));
    page.fields = fields;
    Ok((page, columns))
}
