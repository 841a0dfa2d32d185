//! What the company sets about inspections.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use yidan_domain::quality::{DefectKey, DefectKind, DefectList, LeadTimes};
use yidan_store::inspections as store;

use super::{
    super::{
        caller::Caller,
        problem::Answer,
        reply::Reply,
        sent::Sent,
        values::{Key, Name},
    },
    values::{Class, named},
};
use crate::app::App;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_inspection_settings, put_inspection_settings))
}

/// How long ahead inspections of finished goods are booked, how long what failed takes to mend, and the defects to choose from.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = InspectionSettings)]
struct Settings {
    /// Calendar days before the day of delivery.
    own_days: u32,
    /// For the customer's inspector and whomever the customer nominates.
    customer_days: u32,
    third_party_days: u32,
    /// Working days, from 1 to 90: while no re-inspection has a day, finished goods that failed do not pass before they are
    /// over, and the forecast of their order goes by that.
    #[serde(default = "usual_mend_days")]
    #[schema(default = 3, minimum = 1, maximum = 90)]
    mend_days: u32,
    /// Reduced inspection is wanted where it has been earned.
    #[serde(default)]
    reduces: bool,
    #[schema(max_items = 500)]
    defects: Vec<Kind>,
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = DefectKind)]
struct Kind {
    key: Key,
    /// One language is enough.
    name_zh: Name,
    #[serde(default)]
    name_en: Name,
    class: Class,
    /// Not offered any more.
    #[serde(default)]
    archived: bool,
}

/// How long ahead inspections are booked, how long mending takes, and the defects to choose from
#[utoipa::path(get, path = "/inspection-settings", tag = "quality",
    responses((status = 200, description = "As they are.", body = Settings)))]
async fn get_inspection_settings(caller: Caller) -> Answer {
    let settings = caller.app.store.read(store::settings).await?;
    Ok(Reply::ok(Settings::of(&settings)).into_response())
}

/// Set them
///
/// For managers. A defect that is left out is archived: none that was ever used is lost.
#[utoipa::path(put, path = "/inspection-settings", tag = "quality", request_body = Settings,
    responses((status = 200, description = "Kept.", body = Settings), (status = 403)))]
async fn put_inspection_settings(caller: Caller, Sent { what, once }: Sent<Settings>) -> Answer {
    let settings = what.read();
    let kept = caller
        .commit(once, move |tx, actor| Ok(Reply::ok(Settings::of(&store::put_settings(tx, actor, settings.clone())?))));
    kept.await
}

fn usual_mend_days() -> u32 {
    LeadTimes::default().mend_days
}

impl Settings {
    fn of(settings: &store::Settings) -> Self {
        let kind = |kind: &DefectKind| Kind {
            key: Key(kind.key.0.clone()),
            name_zh: Name(kind.name.zh.clone()),
            name_en: Name(kind.name.en.clone()),
            class: kind.class.into(),
            archived: kind.archived,
        };
        Self {
            own_days: settings.lead.own_days,
            customer_days: settings.lead.customer_days,
            third_party_days: settings.lead.third_party_days,
            mend_days: settings.lead.mend_days,
            reduces: settings.reduces,
            defects: settings.defects.0.iter().map(kind).collect(),
        }
    }

    fn read(self) -> store::Settings {
        let kind = |kind: Kind| DefectKind {
            key: DefectKey(kind.key.0),
            name: named(&kind.name_zh.0, &kind.name_en.0),
            class: kind.class.into(),
            archived: kind.archived,
        };
        store::Settings {
            lead: LeadTimes {
                own_days: self.own_days,
                customer_days: self.customer_days,
                third_party_days: self.third_party_days,
                mend_days: self.mend_days,
            },
            reduces: self.reduces,
            defects: DefectList(self.defects.into_iter().map(kind).collect()),
        }
    }
}
