//! Who works by which calendar.

use axum::Form;
use yidan_domain::{DepartmentKey, Message};
use yidan_store::calendars;

use super::{Answer, Screen};

/// Fields: `company`, and one for each department with its key; empty where it works by the company's calendar.
pub(super) async fn change(screen: Screen, Form(fields): Form<Vec<(String, String)>>) -> Answer {
    screen.must_administer()?;
    let actor = screen.actor();
    let company = fields.iter().find(|(name, _)| name == "company").map(|(_, key)| key.clone()).unwrap_or_default();
    let own = |(name, key): &(String, String)| {
        let department = DepartmentKey::from(name.strip_prefix("department-")?);
        Some((department, Some(key.clone()).filter(|key| !key.is_empty())))
    };
    let departments: Vec<_> = fields.iter().filter_map(own).collect();
    screen.app.store.write(move |tx| calendars::assign(tx, &actor, &company, &departments)).await?;
    Ok(screen.redirect("/calendars", &Message::new("calendars-assigned")))
}
