//! The page of notices, day by day, the latest first.

use askama::Template;
use axum::{extract::Query, http::StatusCode};
use jiff::civil::Date;
use serde::Deserialize;
use yidan_store::notices;

use super::shown::Notice;
use crate::{
    page::{Frame, Pages, filters, html},
    web::{Answer, Failure, Screen},
};

const ROWS: usize = 60;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// `all` for those that are read, too.
    show: String,
    after: String,
}

#[derive(Template)]
#[template(path = "notices/list.html")]
struct ListPage {
    frame: Frame,
    all: bool,
    days: Vec<Day>,
    /// The latest that is shown and not read.
    last: Option<uuid::Uuid>,
    pages: Pages,
}

struct Day {
    date: Date,
    notices: Vec<Notice>,
}

pub async fn show(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    let before = match asked.after.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| Failure::status(StatusCode::BAD_REQUEST))?),
    };
    let (person, all) = (screen.viewer.person, asked.show == "all");
    let mut told = screen.app.store.read(move |tx| notices::of(tx, person, !all, before, ROWS + 1)).await?;
    let more = told.len() > ROWS;
    told.truncate(ROWS);
    let frame = screen.frame().titled("nav-notices");
    let world = screen.app.store.world();
    let mut days: Vec<Day> = Vec::new();
    for one in &told {
        let date = world.company.today(one.at);
        let notice = Notice::of(one, &world.people, &frame.reader);
        match days.last_mut().filter(|day| day.date == date) {
            Some(day) => day.notices.push(notice),
            None => days.push(Day { date, notices: vec![notice] }),
        }
    }
    let address = if all { "/notices?show=all&" } else { "/notices?" };
    let page = ListPage {
        frame,
        all,
        days,
        last: told.iter().find(|one| !one.is_read).map(|one| one.id),
        pages: Pages {
            first: before.map(|_| address.trim_end_matches(['?', '&']).to_owned()),
            previous: None,
            next: told.last().filter(|_| more).map(|last| format!("{address}after={}", last.id)),
        },
    };
    Ok(html(&page.frame, &page))
}

impl ListPage {
    fn unread(&self) -> u64 {
        self.frame.unread
    }
}
