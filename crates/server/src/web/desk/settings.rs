//! Whose regions are whose: each sales assistant with the regions whose orders come to that desk.

use askama::Template;
use axum::http::StatusCode;
use yidan_domain::{Message, access::Viewer, credit::Desk, party::Person};
use yidan_store::{
    credit::desk::{desks, put_desks},
    people,
};

use super::{
    super::{Answer, Screen, form, orders::typed::Typed},
    Places,
};
use crate::page::{Faults, Frame, Nav, filters, html_with};

/// Rows that wait to be filled in.
const MORE_ROWS: usize = 3;

#[derive(Template)]
#[template(path = "desk/settings.html")]
struct SettingsPage {
    frame: Frame,
    places: Places,
    /// Regions as they are typed, and the id of the assistant.
    rows: Vec<(String, String)>,
    people: Vec<Person>,
    faults: Faults,
}

pub(super) async fn show(screen: Screen) -> Answer {
    screen.must_manage()?;
    let kept = screen.app.store.read(desks).await?;
    let row = |desk: Desk| (desk.regions.join("、"), desk.assistant.to_string());
    page(&screen, StatusCode::OK, kept.into_iter().map(row).collect(), Faults::default()).await
}

pub(super) async fn keep(screen: Screen, typed: Typed) -> Answer {
    screen.must_manage()?;
    let pairs = typed.all("regions").into_iter().zip(typed.all("assistant"));
    let rows: Vec<(String, String)> = pairs
        .map(|(regions, assistant)| (regions.trim().to_owned(), assistant.to_owned()))
        .filter(|(regions, assistant)| !regions.is_empty() || !assistant.is_empty())
        .collect();
    let mut wanted = Vec::with_capacity(rows.len());
    for (regions, assistant) in &rows {
        let Ok(assistant) = assistant.parse() else {
            let mut faults = Faults::default();
            let why = Message::new("desk-assistant-missing").with("regions", regions.as_str());
            faults.add("", screen.frame().reader.say(&why));
            return page(&screen, StatusCode::UNPROCESSABLE_ENTITY, rows, faults).await;
        };
        wanted.push(Desk { regions: regions.split(SEPARATORS).map(str::to_owned).collect(), assistant });
    }
    let actor = screen.actor();
    match screen.app.store.write(move |tx| put_desks(tx, &actor, wanted.clone())).await {
        Ok(()) => Ok(screen.redirect("/desk/settings", &Message::new("desk-settings-kept"))),
        Err(error) => {
            let faults = form::faults(&screen, error, &[])?;
            page(&screen, StatusCode::UNPROCESSABLE_ENTITY, rows, faults).await
        }
    }
}

/// What stands between regions as people write them.
const SEPARATORS: [char; 6] = ['、', ',', '，', ';', '；', '\n'];

async fn page(screen: &Screen, status: StatusCode, mut rows: Vec<(String, String)>, faults: Faults) -> Answer {
    let everybody = screen.app.store.read(people::all).await?;
    let chosen = |person: &Person| rows.iter().any(|(_, id)| *id == person.id.to_string());
    let offered = |person: &Person| (person.active && Viewer::of(person).enters_orders()) || chosen(person);
    let people = everybody.into_iter().filter(offered).collect();
    rows.extend(std::iter::repeat_n((String::new(), String::new()), MORE_ROWS));
    let page = SettingsPage {
        frame: screen.frame().titled("desk-settings").at(Nav::Desk),
        places: Places::of(screen, "desk-settings"),
        rows,
        people,
        faults,
    };
    Ok(html_with(status, &page.frame, &page))
}
