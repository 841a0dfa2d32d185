//! Who changed what outside orders, the latest first: customers, products, people, departments, settings, processes.

use std::collections::BTreeMap;

use askama::Template;
use axum::{extract::Query, http::StatusCode};
use serde::Deserialize;
use serde_json::Value;
use yidan_domain::{Message, PersonId};
use yidan_store::{
    audit::{self, Entry},
    people,
};

use super::super::{Answer, Failure, Screen};
use crate::page::{Frame, Nav, Pages, filters, html};

const ROWS: usize = 50;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    before: String,
}

#[derive(Template)]
#[template(path = "settings/log.html")]
struct LogPage {
    frame: Frame,
    entries: Vec<Told>,
    pages: Pages,
}

/// An entry in the reader's words.
struct Told {
    at: jiff::Timestamp,
    by: String,
    via: String,
    what: String,
    link: Option<String>,
    changes: Vec<Changed>,
}

struct Changed {
    field: String,
    was: String,
    is: String,
}

pub(super) async fn show(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    screen.must_administer()?;
    let before = match asked.before.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| Failure::status(StatusCode::BAD_REQUEST))?),
    };
    let (found, people) = screen
        .app
        .store
        .read(move |tx| {
            let entries = audit::before(tx, before.unwrap_or(uuid::Uuid::max()), ROWS + 1)?;
            let mut found = Vec::new();
            for entry in entries {
                let was = audit::was(tx, &entry)?;
                found.push((entry, was));
            }
            Ok((found, people::all(tx)?))
        })
        .await?;
    let names = people.into_iter().map(|person| (person.id, person.name)).collect();
    let teller = Teller { frame: screen.frame().titled("settings-log").at(Nav::Settings), names };
    let last = found.get(ROWS - 1).filter(|_| found.len() > ROWS).map(|(entry, _)| entry.id);
    let entries = found.iter().take(ROWS).map(|(entry, was)| teller.told(entry, was.as_ref())).collect();
    let pages = Pages {
        first: before.map(|_| "/settings/log".to_owned()),
        previous: None,
        next: last.map(|id| format!("/settings/log?before={id}")),
    };
    let page = LogPage { frame: teller.frame, entries, pages };
    Ok(html(&page.frame, &page))
}

/// Puts entries into words.
struct Teller {
    frame: Frame,
    names: BTreeMap<PersonId, String>,
}

impl Teller {
    fn told(&self, entry: &Entry, was: Option<&Value>) -> Told {
        let changes = match (was, entry.subject.as_str()) {
            (_, "process" | "calendar" | "holidays" | "invoice" | "receipt" | "write_off") | (None, _) => Vec::new(),
            (Some(was), _) => self.changes(was, &entry.body),
        };
        Told {
            at: entry.at,
            by: self.names.get(&entry.by).cloned().unwrap_or_default(),
            via: self.frame.t(match entry.via.as_str() {
                "api" => "log-via-api",
                "import" => "log-via-import",
                "program" => "log-via-program",
                _ => "log-via-screen",
            }),
            what: self.what(entry, was),
            link: link(entry),
            changes,
        }
    }

    fn what(&self, entry: &Entry, was: Option<&Value>) -> String {
        let key = match (entry.subject.as_str(), entry.action.as_str(), was) {
            ("customer", "kept", None) => "log-customer-added",
            ("customer", ..) => "log-customer-changed",
            ("product", "kept", None) => "log-product-added",
            ("product", ..) => "log-product-changed",
            ("person", "password", _) => "log-person-password",
            ("person", "added", _) | ("person", "kept", None) => "log-person-added",
            ("person", ..) => "log-person-changed",
            ("department", _, None) => "log-department-added",
            ("department", ..) => "log-department-changed",
            ("invoice", "due", _) => "log-invoice-due",
            ("invoice", ..) => "log-invoice-issued",
            ("receipt", "claimed", _) => "log-receipt-claimed",
            ("receipt", ..) => "log-receipt-received",
            ("receivable", ..) => "log-receivable-booked",
            ("write_off", "asked", _) => "log-write-off-asked",
            ("write_off", ..) => "log-write-off-decided",
            ("payment_promise", ..) => "log-payment-promised",
            ("reminder", ..) => "log-reminder-sent",
            ("settings", ..) if entry.subject_id == "reminder_ladder" => "log-reminder-ladder",
            ("settings", ..) => "log-settings-changed",
            ("process", ..) => "log-process-added",
            ("calendar", "changed", _) => "log-calendars-changed",
            ("calendar", "removed", _) => "log-calendar-removed",
            ("calendar", _, None) => "log-calendar-added",
            ("calendar", ..) => "log-calendar-changed",
            ("holidays", "imported", _) => "log-holidays-imported",
            ("holidays", ..) => "log-holidays-removed",
            _ => "log-other",
        };
        let name = self.name(entry, was);
        let said = match entry.subject.as_str() {
            "settings" | "payment_promise" => Message { key, args: Vec::new() },
            "calendar" if key == "log-calendars-changed" => Message::new("log-calendars-changed"),
            _ => Message { key, args: Vec::new() }.with("name", name),
        };
        self.frame.reader.say(&said)
    }

    /// What the subject is called, now or (for a new password) before.
    fn name(&self, entry: &Entry, was: Option<&Value>) -> String {
        let named = |body: &Value| body.get("name").map(|name| self.value(name)).filter(|name| !name.is_empty());
        let code = || Some(entry.body.get("code")?.as_str()?.to_owned());
        let field = |field: &str| Some(entry.body.get(field)?.as_str()?.to_owned());
        let own = match entry.subject.as_str() {
            "product" => code(),
            "invoice" => field("number"),
            "receipt" => field("reference").filter(|reference| !reference.is_empty()).or_else(|| field("payer")),
            _ => None,
        };
        own.or_else(|| named(&entry.body)).or_else(|| named(was?)).unwrap_or_else(|| entry.subject_id.clone())
    }

    fn changes(&self, was: &Value, is: &Value) -> Vec<Changed> {
        let (Some(was), Some(is)) = (was.as_object(), is.as_object()) else { return Vec::new() };
        let differs = |(field, is): &(&String, &Value)| was.get(*field).unwrap_or(&Value::Null) != *is;
        let changed = is.iter().filter(differs).map(|(field, is)| Changed {
            field: field_key(field).map_or_else(|| field.clone(), |key| self.frame.t(key)),
            was: was.get(field).map(|was| self.value_of(field, was)).unwrap_or_default(),
            is: self.value_of(field, is),
        });
        changed.collect()
    }

    fn value_of(&self, field: &str, value: &Value) -> String {
        match (field, value.as_str()) {
            ("role", Some(role)) => self.frame.t(&format!("role-{}", role.replace('_', "-"))),
            _ => self.value(value),
        }
    }

    /// As people write it: yes and no, names of people, the reader's language of two.
    fn value(&self, value: &Value) -> String {
        match value {
            Value::Null => String::new(),
            Value::Bool(yes) => self.frame.t(if *yes { "yes" } else { "no" }),
            Value::Number(number) => number.to_string(),
            Value::String(words) => {
                let person = words.parse().ok().and_then(|id| self.names.get(&id));
                person.cloned().unwrap_or_else(|| words.clone())
            }
            Value::Array(values) => {
                let values: Vec<String> = values.iter().map(|value| self.value(value)).collect();
                self.frame.reader.list(values.iter().map(String::as_str))
            }
            Value::Object(words) => {
                let own = if self.frame.is_zh() { "zh" } else { "en" };
                words.get(own).map(|words| self.value(words)).unwrap_or_default()
            }
        }
    }
}

fn link(entry: &Entry) -> Option<String> {
    let id = &entry.subject_id;
    match entry.subject.as_str() {
        "customer" => Some(format!("/customers/{id}")),
        "product" => Some(format!("/products/{id}")),
        "person" => Some(format!("/settings/people/{id}")),
        "department" => Some(format!("/settings/departments/{id}")),
        "process" => Some(format!("/processes/{}", id.replace('@', "/"))),
        "calendar" if entry.action == "kept" => Some(format!("/calendars?calendar={id}")),
        "calendar" => Some("/calendars".to_owned()),
        "holidays" => Some("/calendars/holidays".to_owned()),
        _ => None,
    }
}

/// The words for a field, as the forms have them.
fn field_key(field: &str) -> Option<&'static str> {
    Some(match field {
        "name" => "log-field-name",
        "code" => "log-field-code",
        "archived" => "state-archived",
        "contact" => "customer-contact",
        "phone" => "customer-phone",
        "email" => "customer-email",
        "address" => "customer-address",
        "country" => "customer-country",
        "region" => "customer-region",
        "terms" => "customer-terms",
        "owner" => "customer-owner",
        "spec" => "product-spec",
        "unit" => "product-unit",
        "price" => "product-price",
        "currency" => "currency",
        "login" => "person-login",
        "role" => "person-role",
        "departments" => "person-departments",
        "sees_all" => "person-sees-all",
        "active" => "person-active",
        "zone" => "settings-zone",
        "number_pattern" => "settings-pattern",
        "process" => "settings-process",
        "lang" => "settings-lang",
        _ => return None,
    })
}
