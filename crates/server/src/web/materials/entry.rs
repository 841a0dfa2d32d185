//! The form of a material.

use askama::Template;
use axum::{extract::Path, http::StatusCode};
use rust_decimal::Decimal;
use yidan_domain::{
    Currency, MaterialId, Message, SupplierId, Text,
    material::{Material, MaterialKind, Price, Supplier},
};
use yidan_store::{materials, suppliers};

use super::{
    super::{
        form,
        orders::typed::{self, Typed},
    },
    Answer, Failure, Screen, company_currency, days, link,
};
use crate::page::{Faults, Frame, Nav, filters, html_with};

#[derive(Template)]
#[template(path = "materials/form.html")]
struct FormPage {
    frame: Frame,
    is_new: bool,
    /// Drawn where the form is shown, so that one sent twice is kept once.
    id: MaterialId,
    typed: Fields,
    faults: Faults,
    /// Id and name of those who sell materials.
    suppliers: Vec<(String, String)>,
    currencies: Vec<&'static str>,
}

/// As they are typed.
#[derive(Default)]
struct Fields {
    code: String,
    zh: String,
    en: String,
    spec: String,
    unit: String,
    kind: String,
    supplier: String,
    price: String,
    currency: String,
    lead_days: String,
}

pub(super) async fn show_new(screen: Screen) -> Answer {
    must_keep(&screen)?;
    let currency = company_currency(&screen).to_string();
    let typed = Fields { kind: MaterialKind::Fabric.key().into(), currency, ..Fields::default() };
    page(&screen, StatusCode::OK, (MaterialId(uuid::Uuid::now_v7()), true), typed, Faults::default()).await
}

pub(super) async fn show_edit(screen: Screen, Path(id): Path<MaterialId>) -> Answer {
    must_keep(&screen)?;
    let material = screen.app.store.read(move |tx| materials::get(tx, id)).await?;
    let typed = Fields::of(&material, company_currency(&screen), screen.viewer.sees_costs());
    page(&screen, StatusCode::OK, (id, false), typed, Faults::default()).await
}

pub(super) async fn add(screen: Screen, form: Typed) -> Answer {
    let id = form.get("id").parse().unwrap_or_else(|_| MaterialId(uuid::Uuid::now_v7()));
    keep(screen, (id, true), Fields::typed(&form)).await
}

pub(super) async fn change(screen: Screen, Path(id): Path<MaterialId>, form: Typed) -> Answer {
    keep(screen, (id, false), Fields::typed(&form)).await
}

async fn keep(screen: Screen, (id, is_new): (MaterialId, bool), typed: Fields) -> Answer {
    must_keep(&screen)?;
    let mut faults = Faults::default();
    let Some(material) = typed.onto(id, &screen, &mut faults) else {
        return page(&screen, StatusCode::UNPROCESSABLE_ENTITY, (id, is_new), typed, faults).await;
    };
    let (actor, sees_costs) = (screen.actor(), screen.viewer.sees_costs());
    let kept = screen.app.store.write(move |tx| {
        let there = if is_new { None } else { Some(materials::get(tx, id)?) };
        let mut material = material.clone();
        if let Some(there) = there {
            material.archived = there.archived;
            // Who does not see what it costs leaves that as it is.
            material.price = if sees_costs { material.price } else { there.price };
        }
        materials::put(tx, &actor, material)
    });
    match kept.await {
        Ok(material) => Ok(screen.redirect(&link(id), &Message::new("material-kept").with("code", material.code))),
        Err(error) => {
            const FIELDS: [(&str, &str); 5] = [
                ("material-no-supplier", "supplier"),
                ("material-code", "code"),
                ("material-unit", "unit"),
                ("material-price", "price"),
                ("material-lead-days", "lead_days"),
            ];
            let faults = form::faults(&screen, error, &FIELDS)?;
            page(&screen, StatusCode::UNPROCESSABLE_ENTITY, (id, is_new), typed, faults).await
        }
    }
}

fn must_keep(screen: &Screen) -> Result<(), Failure> {
    if screen.viewer.keeps_materials() { Ok(()) } else { Err(Failure::status(StatusCode::FORBIDDEN)) }
}

async fn page(
    screen: &Screen,
    status: StatusCode,
    (id, is_new): (MaterialId, bool),
    typed: Fields,
    faults: Faults,
) -> Answer {
    let all = screen.app.store.read(suppliers::all).await?;
    let is_offered = |supplier: &Supplier| {
        let sells = supplier.kinds.contains(&yidan_domain::material::SupplierKind::Materials) && !supplier.archived;
        sells || supplier.id.to_string() == typed.supplier
    };
    let offered = all.into_values().filter(is_offered);
    let suppliers = offered.map(|supplier| (supplier.id.to_string(), supplier.name)).collect();
    let title = if is_new { "material-new" } else { "material-edit" };
    let page = FormPage {
        frame: screen.frame().titled(title).at(Nav::Purchasing),
        is_new,
        id,
        typed,
        faults,
        suppliers,
        currencies: form::currencies(),
    };
    Ok(html_with(status, &page.frame, &page))
}

impl Fields {
    fn of(material: &Material, usual: Currency, sees_costs: bool) -> Self {
        let price = material.price.filter(|_| sees_costs);
        Self {
            code: material.code.clone(),
            zh: material.name.zh.clone(),
            en: if material.name.en == material.name.zh { String::new() } else { material.name.en.clone() },
            spec: material.spec.clone(),
            unit: material.unit.clone(),
            kind: material.kind.key().to_owned(),
            supplier: material.supplier.map(|id: SupplierId| id.to_string()).unwrap_or_default(),
            price: price.map(|price| price.per_unit.normalize().to_string()).unwrap_or_default(),
            currency: price.map_or(usual, |price| price.currency).to_string(),
            lead_days: material.lead_days.map(|days| days.to_string()).unwrap_or_default(),
        }
    }

    fn typed(form: &Typed) -> Self {
        let field = |name: &str| form.get(name).to_owned();
        Self {
            code: field("code"),
            zh: field("zh"),
            en: field("en"),
            spec: field("spec"),
            unit: field("unit"),
            kind: field("kind"),
            supplier: field("supplier"),
            price: field("price"),
            currency: field("price-currency"),
            lead_days: field("lead_days"),
        }
    }

    /// The store tidies and checks all but numbers.
    fn onto(&self, id: MaterialId, screen: &Screen, faults: &mut Faults) -> Option<Material> {
        let reader = &screen.frame().reader;
        let lead_days = days(&self.lead_days).map_err(|why| faults.add("lead_days", reader.say(&why))).ok();
        let price = typed::number(&self.price).map_err(|why| faults.add("price", reader.say(&why))).ok();
        let priced = |per_unit: Decimal| {
            let currency = Currency::written(&self.currency).unwrap_or_else(|| company_currency(screen));
            Price { per_unit, currency }
        };
        Some(Material {
            id,
            code: self.code.clone(),
            name: Text::new(&self.zh, &self.en),
            spec: self.spec.clone(),
            unit: self.unit.clone(),
            kind: MaterialKind::of(&self.kind).unwrap_or(MaterialKind::Other),
            supplier: self.supplier.parse().ok(),
            price: price?.map(priced),
            lead_days: lead_days?,
            archived: false,
        })
    }
}

impl FormPage {
    fn action(&self) -> String {
        if self.is_new { "/materials".to_owned() } else { link(self.id) }
    }

    fn all_kinds(&self) -> Vec<(&'static str, String)> {
        MaterialKind::ALL.map(|kind| (kind.key(), kind.name().get(self.frame.reader.lang).to_owned())).to_vec()
    }
}
