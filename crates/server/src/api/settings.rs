//! The company's settings, and who changed what outside orders. For administrators.

use axum::response::IntoResponse;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};
use yidan_domain::{Say, process::due};
use yidan_store::{Error, audit, company, orders, people};

use super::{
    caller::Caller,
    problem::Answer,
    reading,
    reply::Reply,
    sent::{Query, Sent},
    values::{Currency, Key, Label, Moment, Name, PersonName, Prose},
};
use crate::app::App;

const MOST: usize = 1000;

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_settings, change_settings)).routes(routes!(list_changes))
}

#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Settings {
    /// The company's name.
    name: Name,
    /// IANA name of the time zone whose days are meant.
    #[schema(examples("Asia/Shanghai"))]
    zone: Label,
    /// How order numbers are made.
    #[schema(examples("SO-{yyyy}{mm}-{####}"))]
    number_pattern: Label,
    /// Key of the process that new orders follow unless another is chosen.
    #[schema(examples("customer-order"))]
    process: Key,
    currency: Currency,
    lang: Lang,
    /// Time of day at which people get their digest, on working days.
    #[serde(default = "usual_hour")]
    #[schema(examples("08:00"))]
    digest_at: Label,
    /// As printed on what goes to customers. Up to 500 characters.
    #[serde(default)]
    address: Prose,
    /// The account that customers pay to, as printed. Up to 500 characters.
    #[serde(default)]
    #[schema(examples("Bank of China, Ningbo Branch\nA/C 3600 0000 0000\nSWIFT BKCHCNBJ92A"))]
    bank: Prose,
    /// How phones outside reach the program: scheme and host.
    #[serde(default)]
    #[schema(examples("https://yidan.example.com"))]
    public_address: Name,
}

fn usual_hour() -> Label {
    Label(company::Settings::default().digest_at.strftime("%H:%M").to_string())
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Lang {
    Zh,
    En,
}

/// A series of order numbers: every number up to `last` belongs to an order.
#[derive(Serialize, ToSchema)]
struct Series {
    series: String,
    last: u64,
}

#[derive(Serialize, ToSchema)]
struct CompanySettings {
    settings: Settings,
    series: Vec<Series>,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Limit {
    #[serde(default = "usual", deserialize_with = "limit")]
    #[param(required = false, default = 100, minimum = 1, maximum = 1000)]
    limit: usize,
}

fn usual() -> usize {
    100
}

fn limit<'de, D: serde::Deserializer<'de>>(from: D) -> Result<usize, D::Error> {
    reading::up_to(MOST, from)
}

#[derive(Serialize, ToSchema)]
struct AuditLog {
    /// The latest first.
    entries: Vec<AuditEntry>,
}

#[derive(Serialize, ToSchema)]
struct AuditEntry {
    at: Moment,
    by: PersonName,
    #[schema(examples("customer"))]
    subject: String,
    subject_id: String,
    #[schema(examples("kept"))]
    action: String,
}

/// The company's settings
#[utoipa::path(get, path = "/settings", tag = "settings",
    responses((status = 200, description = "Settings, and how far numbers have counted.", body = CompanySettings), (status = 403)))]
async fn get_settings(caller: Caller) -> Answer {
    caller.must_administer()?;
    let series = caller.app.store.read(orders::series).await?;
    let series = series.into_iter().map(|series| Series { series: series.series, last: series.last }).collect();
    let settings = Settings::from(&caller.app.store.world().company.settings);
    Ok(Reply::ok(CompanySettings { settings, series }).into_response())
}

/// Change the settings
#[utoipa::path(put, path = "/settings", tag = "settings", request_body = Settings,
    responses((status = 200, description = "Changed.", body = Settings), (status = 403)))]
async fn change_settings(caller: Caller, Sent { what, once }: Sent<Settings>) -> Answer {
    let settings = what.read()?;
    let changed = caller.commit(once, move |tx, actor| {
        company::put_settings(tx, actor, &settings)?;
        Ok(Reply::ok(Settings::from(&settings)))
    });
    changed.await
}

/// Who changed what outside orders
#[utoipa::path(get, path = "/audit", tag = "settings", params(Limit),
    responses((status = 200, description = "The latest changes.", body = AuditLog), (status = 403)))]
async fn list_changes(caller: Caller, Query(Limit { limit }): Query<Limit>) -> Answer {
    caller.must_administer()?;
    let read = move |tx: &mut yidan_store::Tx| Ok((audit::latest(tx, limit)?, people::all(tx)?));
    let (entries, people) = caller.app.store.read(read).await?;
    let shown = |entry: audit::Entry| AuditEntry {
        at: Moment(entry.at),
        by: PersonName::of(entry.by, &people),
        subject: entry.subject,
        subject_id: entry.subject_id,
        action: entry.action,
    };
    Ok(Reply::ok(AuditLog { entries: entries.into_iter().map(shown).collect() }).into_response())
}

impl Settings {
    fn read(self) -> Result<company::Settings, Error> {
        Ok(company::Settings {
            name: yidan_domain::text::tidy(&self.name.0, false),
            zone: self.zone.0,
            number_pattern: self.number_pattern.0,
            process: self.process.0,
            currency: self.currency.0,
            lang: match self.lang {
                Lang::Zh => yidan_domain::Lang::Zh,
                Lang::En => yidan_domain::Lang::En,
            },
            digest_at: due::clock(&self.digest_at.0).map_err(|fault| Error::Invalid(fault.say()))?,
            address: self.address.0,
            bank: self.bank.0,
            public_address: self.public_address.0,
        })
    }
}

impl From<&company::Settings> for Settings {
    fn from(settings: &company::Settings) -> Self {
        Self {
            name: Name(settings.name.clone()),
            zone: Label(settings.zone.clone()),
            number_pattern: Label(settings.number_pattern.clone()),
            process: Key(settings.process.clone()),
            currency: Currency(settings.currency),
            lang: match settings.lang {
                yidan_domain::Lang::Zh => Lang::Zh,
                yidan_domain::Lang::En => Lang::En,
            },
            digest_at: Label(settings.digest_at.strftime("%H:%M").to_string()),
            address: Prose(settings.address.clone()),
            bank: Prose(settings.bank.clone()),
            public_address: Name(settings.public_address.clone()),
        }
    }
}
