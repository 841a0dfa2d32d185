//! What is to be inspected this week: to book, to tell, to inspect, to settle after a failure.

use askama::Template;
use jiff::{SignedDuration, civil::Date};
use yidan_domain::quality::Task;
use yidan_store::inspections;

use super::{Answer, Screen, view::Row};
use crate::page::{Frame, Nav, filters, html};

/// Bookings that are due within so many days are shown.
const AHEAD_DAYS: i64 = 7;

#[derive(Template)]
#[template(path = "quality/board.html")]
struct BoardPage {
    frame: Frame,
    to_book: Vec<Row>,
    to_tell: Vec<Row>,
    this_week: Vec<Row>,
    failed: Vec<Row>,
    /// Booked for a later week, or to be booked later.
    later: usize,
    late: usize,
    sunday: Date,
}

pub async fn show(screen: Screen) -> Answer {
    let viewer = screen.viewer.clone();
    let read = screen.app.store.read(move |tx| Ok((inspections::waiting(tx, &viewer)?, inspections::settings(tx)?)));
    let (waiting, settings) = read.await?;
    let (frame, today) = (screen.frame().titled("nav-quality").at(Nav::Quality), screen.today());
    let left = 6 - i64::from(today.weekday().to_monday_zero_offset());
    let (sunday, soon) = (after(today, left), after(today, AHEAD_DAYS));
    let row = |listed| Row::of(listed, &settings.lead, today, &screen.viewer, &frame.reader);
    let mut page = BoardPage {
        to_book: Vec::new(),
        to_tell: Vec::new(),
        this_week: Vec::new(),
        failed: Vec::new(),
        later: 0,
        late: 0,
        sunday,
        frame: frame.clone(),
    };
    for listed in &waiting {
        let row = row(listed);
        page.late += usize::from(row.todo.iter().any(|todo| todo.is_late));
        let is_soon = |task: Task| row.first(task).is_some_and(|todo| todo.by.is_none_or(|by| by <= soon));
        let (books, moves) = (is_soon(Task::Book), is_soon(Task::Move));
        let tells = (is_soon(Task::TellFactory) || is_soon(Task::TellPlanning)) && row.view.day.is_some();
        let inspects = row.view.day.is_some_and(|day| day <= sunday);
        match () {
            () if row.has_failed => page.failed.push(row),
            () if books || moves => page.to_book.push(row),
            // What is inspected this week says itself whom to tell.
            () if inspects => page.this_week.push(row),
            () if tells => page.to_tell.push(row),
            () => page.later += 1,
        }
    }
    page.to_book.sort_by_key(|row| row.first(Task::Book).and_then(|todo| todo.by).unwrap_or(Date::MAX));
    page.this_week.sort_by_key(|row| row.view.day);
    Ok(html(&page.frame, &page))
}

fn after(day: Date, days: i64) -> Date {
    day.saturating_add(SignedDuration::from_hours(days * 24))
}

impl BoardPage {
    fn is_empty(&self) -> bool {
        self.to_book.is_empty() && self.to_tell.is_empty() && self.this_week.is_empty() && self.failed.is_empty()
    }

    /// What lies before today, among what is to be inspected this week.
    fn is_over(&self, row: &Row) -> bool {
        row.first(Task::Inspect).is_some_and(|todo| todo.is_late)
    }
}
