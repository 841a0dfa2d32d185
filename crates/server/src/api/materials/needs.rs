//! What an order needs, and how it is supplied with it.

use std::collections::BTreeMap;

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{MaterialId, OrderId};
use yidan_store::materials::{self as store, ByHand, NeedLine, OrderSupply};

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reply::Reply,
        sent::{Path, Sent},
        values::{Day, Figure, Name, Prose},
    },
    purchase::Purchase,
    values::{MaterialName, Supply, WhenAllIn, amount, exact, expected},
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_order_materials))
        .routes(routes!(work_out_order_materials))
        .routes(routes!(put_order_material))
}

/// What an order needs and how it is supplied with it.
#[derive(Serialize, ToSchema)]
struct OrderMaterials {
    /// Has anybody worked out what it needs?
    worked_out: bool,
    /// When production begins, by the order's plan.
    needed_on: Option<Day>,
    /// The versions of bills that were used.
    boms: Vec<UsedBom>,
    /// Lines of the order, from 1, of which nobody has said what they are made of.
    lines_without_bom: Vec<usize>,
    needs: Vec<Need>,
    /// What it needs, then what was bought, set aside or issued for it besides.
    supplies: Vec<Supply>,
    all_in: WhenAllIn,
    expected: Option<Day>,
    purchases: Vec<Purchase>,
    materials: Vec<MaterialName>,
}

#[derive(Serialize, ToSchema)]
struct UsedBom {
    product: Uuid,
    version: u32,
}

/// Of one material, in its unit.
#[derive(Serialize, ToSchema)]
#[schema(as = MaterialNeed)]
struct Need {
    material: Uuid,
    required: Figure,
    by_bom: Figure,
    /// What people say instead.
    by_hand: Option<Figure>,
    remark: String,
    /// The company's own columns, by key.
    extra: BTreeMap<String, String>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = MaterialNeedFields)]
struct NeedFields {
    /// Instead of what the bill says; left out, the bill counts.
    #[serde(default)]
    by_hand: Option<Figure>,
    #[serde(default)]
    remark: Prose,
    /// The company's own columns, by key.
    #[serde(default)]
    extra: BTreeMap<String, Name>,
}

/// What an order needs, and how it is supplied with it
#[utoipa::path(get, path = "/orders/{id}/materials", tag = "materials", params(("id" = Uuid, Path)),
    responses((status = 200, description = "As it stands today.", body = OrderMaterials), (status = 404)))]
async fn get_order_materials(caller: Caller, Path(id): Path<OrderId>) -> Answer {
    let (viewer, today) = (caller.viewer.clone(), caller.today());
    let supply = caller.app.store.read(move |tx| store::supply_of(tx, &viewer, id, today)).await?;
    Ok(Reply::ok(OrderMaterials::from(supply)).into_response())
}

/// Work out what an order needs, by the bills in force
///
/// For planning, purchasing, the warehouse and managers. What people put by hand stays.
#[utoipa::path(post, path = "/orders/{id}/materials", tag = "materials", params(("id" = Uuid, Path)),
    responses((status = 200, description = "Worked out.", body = OrderMaterials), (status = 403), (status = 404)))]
async fn work_out_order_materials(
    caller: Caller,
    Path(id): Path<OrderId>,
    Sent { once, .. }: Sent<Option<()>>,
) -> Answer {
    let today = caller.today();
    let done = caller.commit(once, move |tx, actor| {
        store::work_out(tx, actor, id)?;
        Ok(Reply::ok(OrderMaterials::from(store::supply_of(tx, &actor.viewer, id, today)?)))
    });
    done.await
}

/// Say what an order needs of a material, beside or instead of its bills
#[utoipa::path(put, path = "/orders/{id}/materials/{material}", tag = "materials",
    params(("id" = Uuid, Path), ("material" = Uuid, Path)), request_body = NeedFields,
    responses((status = 200, description = "Kept.", body = OrderMaterials), (status = 403), (status = 404)))]
async fn put_order_material(
    caller: Caller,
    Path((id, material)): Path<(OrderId, MaterialId)>,
    Sent { what, once }: Sent<NeedFields>,
) -> Answer {
    let quantity = what.by_hand.map(|figure| exact(figure, "/by_hand")).transpose()?;
    let extra = what.extra.into_iter().map(|(key, value)| (key, value.0)).collect();
    let by_hand = ByHand { quantity, remark: what.remark.0, extra };
    let today = caller.today();
    let kept = caller.commit(once, move |tx, actor| {
        store::put_need(tx, actor, id, material, by_hand.clone())?;
        Ok(Reply::ok(OrderMaterials::from(store::supply_of(tx, &actor.viewer, id, today)?)))
    });
    kept.await
}

impl From<OrderSupply> for OrderMaterials {
    fn from(supply: OrderSupply) -> Self {
        let basis = supply.requirement.as_ref().map(|requirement| &requirement.basis);
        let boms = basis.into_iter().flat_map(|basis| &basis.boms);
        Self {
            worked_out: supply.requirement.is_some(),
            needed_on: supply.requirement.as_ref().and_then(|requirement| requirement.needed_on).map(Day),
            boms: boms.map(|used| UsedBom { product: used.product.0, version: used.version }).collect(),
            lines_without_bom: basis.map(|basis| basis.without_bom.clone()).unwrap_or_default(),
            needs: supply.requirement.iter().flat_map(|requirement| &requirement.lines).map(Need::from).collect(),
            supplies: supply.supplies.iter().map(Supply::from).collect(),
            all_in: supply.all_in.into(),
            expected: expected(supply.all_in),
            purchases: supply.purchases.iter().map(Purchase::from).collect(),
            materials: supply.materials.values().map(MaterialName::from).collect(),
        }
    }
}

impl From<&NeedLine> for Need {
    fn from(line: &NeedLine) -> Self {
        Self {
            material: line.material.0,
            required: amount(line.required()),
            by_bom: amount(line.by_bom),
            by_hand: line.by_hand.map(amount),
            remark: line.remark.clone(),
            extra: line.extra.clone(),
        }
    }
}
