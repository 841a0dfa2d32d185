//! Bills of material: what a product is made of, in versions.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{MaterialId, ProductId, material as domain};
use yidan_store::{
    materials::{self as store, NewBom},
    products,
};

use super::super::{
    caller::Caller,
    problem::Answer,
    reply::Reply,
    sent::{Path, Sent},
    values::{Day, Figure, Name, PersonName, Prose},
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_boms, put_bom)).routes(routes!(list_boms_using))
}

/// What goes into a product: `quantity` of a material into `per` units of it.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BomLine {
    material: Uuid,
    /// In the material's unit, with six digits after the point at most.
    quantity: Figure,
    /// A carton for 24: 1 per 24.
    #[serde(default = "one")]
    #[schema(minimum = 1, maximum = 10000)]
    per: u32,
    /// On top of the quantity, from 0 to below 100.
    #[serde(default)]
    wastage_percent: Option<Figure>,
    #[serde(default)]
    note: Name,
}

fn one() -> u32 {
    1
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BomFields {
    #[schema(min_items = 1, max_items = 500)]
    lines: Vec<BomLine>,
    #[serde(default)]
    note: Prose,
}

/// A version of a bill of material.
#[derive(Serialize, ToSchema)]
struct Bom {
    product: Uuid,
    /// From 1.
    version: u32,
    lines: Vec<BomLine>,
    note: String,
    made_on: Day,
    by: PersonName,
}

#[derive(Serialize, ToSchema)]
struct Boms {
    boms: Vec<Bom>,
}

/// Every version of a product's bill of material
#[utoipa::path(get, path = "/products/{id}/boms", tag = "materials", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The one in force first.", body = Boms), (status = 404)))]
async fn list_boms(caller: Caller, Path(id): Path<ProductId>) -> Answer {
    let read = caller.app.store.read(move |tx| {
        products::get(tx, id)?;
        store::bom_versions(tx, id)
    });
    let boms = read.await?;
    Ok(Reply::ok(caller.boms(&boms)).into_response())
}

/// The bills in force that name a material
#[utoipa::path(get, path = "/materials/{id}/boms", tag = "materials", params(("id" = Uuid, Path)),
    responses((status = 200, description = "One for each product.", body = Boms), (status = 404)))]
async fn list_boms_using(caller: Caller, Path(id): Path<MaterialId>) -> Answer {
    let read = caller.app.store.read(move |tx| {
        store::get(tx, id)?;
        store::boms_using(tx, id)
    });
    let boms = read.await?;
    Ok(Reply::ok(caller.boms(&boms)).into_response())
}

/// Keep another version of a product's bill of material
///
/// For purchasing, planning, engineering and managers. What orders need stays as it was worked out, until that is done anew.
/// What says the same as the version in force is no other version.
#[utoipa::path(post, path = "/products/{id}/boms", tag = "materials", params(("id" = Uuid, Path)),
    request_body = BomFields,
    responses((status = 201, description = "Kept.", body = Bom), (status = 403), (status = 404)))]
async fn put_bom(caller: Caller, Path(id): Path<ProductId>, Sent { what, once }: Sent<BomFields>) -> Answer {
    let lines: Vec<domain::BomLine> = what.lines.into_iter().map(Into::into).collect();
    let new = NewBom { product: id, lines, note: what.note.0, seen: None };
    let people = caller.app.store.world().people.clone();
    let kept = caller.commit(once, move |tx, actor| {
        let bom = store::put_bom(tx, actor, new.clone())?;
        Ok(Reply::made(Bom::of(&bom, &people)))
    });
    kept.await
}

impl Caller {
    fn boms(&self, boms: &[domain::Bom]) -> Boms {
        let world = self.app.store.world();
        Boms { boms: boms.iter().map(|bom| Bom::of(bom, &world.people)).collect() }
    }
}

impl Bom {
    fn of(bom: &domain::Bom, people: &[yidan_domain::party::Person]) -> Self {
        Self {
            product: bom.product.0,
            version: bom.version,
            lines: bom.lines.iter().map(Into::into).collect(),
            note: bom.note.clone(),
            made_on: Day(bom.made_on),
            by: PersonName::of(bom.by, people),
        }
    }
}

impl From<BomLine> for domain::BomLine {
    fn from(line: BomLine) -> Self {
        Self {
            material: MaterialId(line.material),
            quantity: line.quantity.0,
            per: line.per,
            wastage_percent: line.wastage_percent.map(|figure| figure.0).unwrap_or_default(),
            note: line.note.0,
        }
    }
}

impl From<&domain::BomLine> for BomLine {
    fn from(line: &domain::BomLine) -> Self {
        Self {
            material: line.material.0,
            quantity: Figure(line.quantity),
            per: line.per,
            wastage_percent: Some(Figure(line.wastage_percent)),
            note: Name(line.note.clone()),
        }
    }
}
