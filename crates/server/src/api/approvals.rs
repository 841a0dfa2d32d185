//! What waits for the caller's signature.

use std::{collections::HashMap, sync::Arc};

use axum::response::IntoResponse;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{
    CustomerId,
    order::{Order, situation::Situation},
};
use yidan_store::{
    World,
    approvals::{self, ToSign},
    customers,
};

use super::{
    caller::Caller,
    problem::Answer,
    reply::Reply,
    values::{Moment, Money, PersonName, Text},
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list_approvals))
}

#[derive(Serialize, ToSchema)]
struct Approvals {
    /// The longest waiting first.
    approvals: Vec<Waiting>,
}

/// Something that you can sign now.
#[derive(Serialize, ToSchema)]
#[schema(as = WaitingApproval)]
struct Waiting {
    order: Uuid,
    #[schema(examples("SO-202611-0042"))]
    number: String,
    /// For `If-Match`.
    version: u64,
    customer: String,
    total: Option<Money>,
    /// Key of the step; none for a change order.
    step: Option<String>,
    /// Name of the step.
    name: Option<Text>,
    /// Number of the change order within the order.
    change: Option<u32>,
    /// Which signature it is.
    link: Text,
    submitted_at: Moment,
    submitted_by: PersonName,
    /// For whom you stand in.
    in_place_of: Option<PersonName>,
}

/// What waits for your signature
#[utoipa::path(get, path = "/approvals", tag = "approvals",
    responses((status = 200, description = "Steps and change orders that you can sign now.", body = Approvals)))]
async fn list_approvals(caller: Caller) -> Answer {
    let viewer = caller.viewer.clone();
    let read = caller.app.store.read(move |tx| {
        let inbox = approvals::inbox(tx, &viewer)?;
        let customers: Vec<CustomerId> = inbox.orders.values().map(|order| order.header.customer).collect();
        let names = customers::names(tx, &customers)?;
        Ok((inbox, names))
    });
    let (inbox, customers) = read.await?;
    let world = caller.app.store.world();
    let waiting =
        inbox.items.iter().filter_map(|item| Waiting::of(item, inbox.orders.get(&item.order)?, &customers, &world));
    Ok(Reply::ok(Approvals { approvals: waiting.collect() }).into_response())
}

impl Waiting {
    fn of(item: &ToSign, order: &Order, customers: &HashMap<CustomerId, String>, world: &Arc<World>) -> Option<Self> {
        let process = world.processes.get(&order.process)?;
        let approval = order.approval(&item.on)?;
        let person = |id| PersonName::of(id, &world.people);
        let step = item.on.step();
        Some(Self {
            order: order.id.0,
            number: order.number.clone(),
            version: order.version,
            customer: customers.get(&order.header.customer).cloned().unwrap_or_default(),
            total: order.total().map(Money::from),
            step: step.map(|step| step.0.clone()),
            name: step.and_then(|step| process.step(step)).map(|step| (&step.name).into()),
            change: order.change.as_ref().filter(|_| step.is_none()).map(|change| change.number),
            link: (&Situation::of(order, process).turn(&item.on)?.name).into(),
            submitted_at: Moment(approval.submitted_at),
            submitted_by: person(approval.submitted_by),
            in_place_of: item.capacity.in_place_of().map(person),
        })
    }
}
