//! The catalogue of materials, each with what there is of it.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{MaterialId, material as domain};
use yidan_store::materials::{self as store, OnShelf};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reading,
        reply::Reply,
        sent::{Path, Query, Sent},
        values::{Figure, Search},
    },
    values::{MaterialFields, MaterialKind, amount},
};
use crate::{app::App, web::screen::url_escaped};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_materials, add_material)).routes(routes!(get_material, change_material))
}

#[derive(Serialize, ToSchema)]
struct Material {
    id: Uuid,
    material: MaterialFields,
    on_hand: Figure,
    /// Set aside for orders.
    allocated: Figure,
    /// On hand and free.
    available: Figure,
}

#[derive(Serialize, ToSchema)]
struct Materials {
    materials: Vec<Material>,
    /// Where the next page begins, if there is one: give it as `after`.
    next: Option<String>,
}

#[derive(Debug, Clone, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Filter {
    /// A part of code, name or specification.
    #[serde(default)]
    #[param(required = false, inline)]
    text: Search,
    #[param(required = false, inline)]
    kind: Option<MaterialKind>,
    /// Those that are archived, instead of those that are not.
    #[serde(default)]
    #[param(required = false, default = false)]
    archived: bool,
    /// Where the page begins: `next` of the page before.
    #[serde(default)]
    #[param(required = false, inline)]
    after: Search,
    #[serde(default = "reading::usual_rows", deserialize_with = "reading::rows")]
    #[param(required = false, default = 50, minimum = 1, maximum = 200)]
    limit: usize,
}

/// Materials
///
/// By code.
#[utoipa::path(get, path = "/materials", tag = "materials", params(Filter),
    responses((status = 200, description = "A page of them.", body = Materials)))]
async fn list_materials(caller: Caller, Query(filter): Query<Filter>) -> Answer {
    let Filter { text, kind, archived, after, limit } = filter;
    let wanted = store::Filter { words: text.0.clone(), kind: kind.map(Into::into), archived };
    let from = after.0;
    let read = move |tx: &mut yidan_store::Tx| {
        let found = store::list(tx, &wanted, Some(&from), limit + 1)?;
        let shelf = |material: domain::Material| Ok((store::on_shelf(tx, material.id)?, material));
        found.into_iter().map(shelf).collect::<yidan_store::Result<Vec<_>>>()
    };
    let mut found = caller.app.store.read(read).await?;
    let more = found.len() > limit;
    found.truncate(limit);
    let next = found.last().filter(|_| more).map(|(_, last)| last.code.clone());
    let address = next.as_ref().map(|next| {
        let kind = kind.map(|kind| format!("&kind={}", domain::MaterialKind::from(kind).key())).unwrap_or_default();
        let (text, next) = (url_escaped(&text.0), url_escaped(next));
        format!("/api/v1/materials?text={text}{kind}&archived={archived}&after={next}&limit={limit}")
    });
    let sees_costs = caller.viewer.sees_costs();
    let materials = found.into_iter().map(|(shelf, material)| Material::of(material, shelf, sees_costs)).collect();
    Ok(Reply::ok(Materials { materials, next }).next(address).into_response())
}

/// Add a material
///
/// For purchasing, planning, engineering and managers.
#[utoipa::path(post, path = "/materials", tag = "materials", request_body = MaterialFields,
    responses((status = 201, description = "Added.", body = Material, headers(("Location" = String))), (status = 403)))]
async fn add_material(caller: Caller, Sent { what, once }: Sent<MaterialFields>) -> Answer {
    let material = what.with_id(MaterialId(Uuid::now_v7()));
    let sees_costs = caller.viewer.sees_costs();
    let added = caller.commit(once, move |tx, actor| {
        let material = store::put(tx, actor, material.clone())?;
        let location = format!("/materials/{}", material.id);
        Ok(Reply::created(&location, Material::of(material, OnShelf::default(), sees_costs)))
    });
    added.await
}

/// One material
#[utoipa::path(get, path = "/materials/{id}", tag = "materials", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The material.", body = Material), (status = 404)))]
async fn get_material(caller: Caller, Path(id): Path<MaterialId>) -> Answer {
    let read = caller.app.store.read(move |tx| Ok((store::get(tx, id)?, store::on_shelf(tx, id)?)));
    let (material, shelf) = read.await?;
    Ok(Reply::ok(Material::of(material, shelf, caller.viewer.sees_costs())).into_response())
}

/// Change a material, archive or restore it
///
/// All fields are replaced; what is left out becomes empty.
#[utoipa::path(put, path = "/materials/{id}", tag = "materials", params(("id" = Uuid, Path)),
    request_body = MaterialFields,
    responses((status = 200, description = "Changed.", body = Material), (status = 403), (status = 404)))]
async fn change_material(
    caller: Caller,
    Path(id): Path<MaterialId>,
    Sent { what, once }: Sent<MaterialFields>,
) -> Answer {
    let material = what.with_id(id);
    let sees_costs = caller.viewer.sees_costs();
    let changed = caller.commit(once, move |tx, actor| {
        let before = store::get(tx, id)?;
        // Who does not see what it costs does not take that away either.
        let price = if sees_costs { material.price } else { before.price };
        let material = store::put(tx, actor, domain::Material { price, ..material.clone() })?;
        let shelf = store::on_shelf(tx, id)?;
        Ok(Reply::ok(Material::of(material, shelf, sees_costs)))
    });
    changed.await
}

impl Material {
    fn of(material: domain::Material, shelf: OnShelf, sees_costs: bool) -> Self {
        Self {
            id: material.id.0,
            material: MaterialFields::of(material, sees_costs),
            on_hand: amount(shelf.on_hand),
            allocated: amount(shelf.allocated),
            available: amount(shelf.available()),
        }
    }
}
