//! The load of departments and people, day by day.

use axum::response::IntoResponse;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::schedule::moment::date_of;
use yidan_store::{
    Error, World,
    following::{Load as Reckoned, Room, Who},
};

use super::{
    caller::Caller,
    problem::Answer,
    reply::Reply,
    values::{Day, Moment},
};
use crate::{allowed, app::App};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_load))
}

/// Work that comes to each department and person, from the expected times of every open step.
#[derive(Serialize, ToSchema)]
struct Load {
    /// When it was reckoned; null before the first time.
    at: Option<Moment>,
    of: Vec<Share>,
}

/// Of a department or of a person: one of the two is named.
#[derive(Serialize, ToSchema)]
struct Share {
    department: Option<String>,
    person: Option<Uuid>,
    days: Vec<LoadOfDay>,
}

#[derive(Serialize, ToSchema)]
struct LoadOfDay {
    day: Day,
    /// Steps being worked on or waiting to be.
    steps: u32,
    /// Minutes of work, as far as the processes tell them.
    minutes: i64,
    /// Minutes that the department or the person can work on that day, as many at once as its capacity says;
    /// null for a department with nobody in service and no capacity.
    capacity_minutes: Option<i64>,
}

/// The load
///
/// Of the whole company, for those who see all orders.
#[utoipa::path(get, path = "/load", tag = "orders",
    responses((status = 200, description = "Days with something to do, for sixty days ahead.", body = Load),
        (status = 403)))]
async fn get_load(caller: Caller) -> Answer {
    allowed::load(&caller.viewer).map_err(Error::from)?;
    let load = caller.app.store.following().load();
    let world = caller.app.store.world();
    let of = load.of.keys().map(|who| share(&load, who, &world)).collect();
    Ok(Reply::ok(Load { at: load.at.map(Moment), of }).into_response())
}

fn share(load: &Reckoned, who: &Who, world: &World) -> Share {
    let room = Room::of(who, world);
    let buckets = load.of.get(who).map(|days| days.days.as_slice()).unwrap_or_default();
    let day = |(number, bucket): (i32, &yidan_store::following::Bucket)| {
        Some(LoadOfDay {
            day: Day(date_of(number)?),
            steps: bucket.steps,
            minutes: bucket.seconds / 60,
            capacity_minutes: room.seconds(number).map(|seconds| seconds / 60),
        })
    };
    let days = (load.first..).zip(buckets).filter(|(_, bucket)| bucket.steps > 0).filter_map(day).collect();
    match who {
        Who::Department(key) => Share { department: Some(key.0.clone()), person: None, days },
        Who::Person(id) => Share { department: None, person: Some(id.0), days },
    }
}
