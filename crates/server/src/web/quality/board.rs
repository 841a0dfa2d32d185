//! What is to be inspected this week: to book, to tell, to inspect, to settle after a failure; and the orders whose delivery
//! comes near without an inspection. Each list shows its first rows; the whole of it is a page of its own.

use askama::Template;
use jiff::civil::Date;
use yidan_domain::quality::{Heading, Horizon};
use yidan_store::{
    Tx,
    inspections::{self, Tally},
};

use super::{
    Answer, Screen,
    unplanned::{self, Missing},
    view::Row,
};
use crate::page::{Frame, Nav, filters, html};

/// Rows of each list.
const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "quality/board.html")]
struct BoardPage {
    frame: Frame,
    tally: Tally,
    to_book: Vec<Row>,
    to_tell: Vec<Row>,
    this_week: Vec<Row>,
    failed: Vec<Row>,
    missing: Vec<Missing>,
    missing_count: u64,
    sunday: Date,
}

pub async fn show(screen: Screen) -> Answer {
    let (viewer, today) = (screen.viewer.clone(), screen.today());
    let read = move |tx: &mut Tx| {
        let mut under = |heading| inspections::under(tx, &viewer, today, heading, ROWS);
        let [failed, this_week] = [under(Heading::Failed)?, under(Heading::ThisWeek)?];
        let [to_book, to_tell] = [under(Heading::ToBook)?, under(Heading::ToTell)?];
        let tally = inspections::tally(tx, &viewer, today)?;
        let unplanned = inspections::unplanned(tx, &viewer, today, None, ROWS)?;
        Ok(([failed, this_week, to_book, to_tell], tally, unplanned, inspections::settings(tx)?))
    };
    let (lists, tally, unplanned, settings) = screen.app.store.read(read).await?;
    let frame = screen.frame().titled("nav-quality").at(Nav::Quality);
    let row = |listed: &_| Row::of(listed, &settings.lead, today, &screen.viewer, &frame.reader);
    let [failed, this_week, to_book, to_tell] = lists.map(|list| list.iter().map(row).collect());
    let page = BoardPage {
        missing: unplanned::shown(unplanned.rows, &screen.viewer),
        missing_count: unplanned.count,
        sunday: Horizon::of(today).sunday,
        tally,
        failed,
        this_week,
        to_book,
        to_tell,
        frame: frame.clone(),
    };
    Ok(html(&page.frame, &page))
}

impl BoardPage {
    fn is_empty(&self) -> bool {
        let Tally { failed, to_book, this_week, to_tell, .. } = self.tally;
        failed + to_book + this_week + to_tell + self.missing_count == 0
    }
}
