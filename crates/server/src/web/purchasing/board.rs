//! What to chase today: purchases that are overdue or that nobody has confirmed, what comes today and this week, and what orders
//! that are soon to be made are short of.

use askama::Template;
use jiff::ToSpan;
use yidan_store::{
    Tx,
    materials::{Few, book::ToBuy},
};

use super::{
    Answer, Screen,
    offers::Offers,
    ready,
    to_buy::{LineView, ShortView, line_view, short_view},
    view::{PurchaseView, purchase_view},
};
use crate::page::{Frame, Nav, filters, html};

/// Lines in each list; the tile leads to the rest.
const LINES: usize = 30;
/// Orders whose material has to be ordered within so many days are soon to be made.
const SOON_DAYS: i64 = 14;
const OVERDUE: &str = "/purchases?state=overdue";
const UNCONFIRMED: &str = "/purchases?state=ordered";

#[derive(Template)]
#[template(path = "purchasing/board.html")]
struct BoardPage {
    frame: Frame,
    tiles: Vec<Tile>,
    overdue: List,
    unconfirmed: List,
    today: List,
    week: List,
    short: Vec<LineView>,
    short_more: usize,
    free: Vec<ShortView>,
    free_more: usize,
    may_buy: bool,
    may_plan: bool,
    is_empty: bool,
}

/// The first lines of a list, how many more there are, and where.
struct List {
    rows: Vec<PurchaseView>,
    more: usize,
    link: &'static str,
}

struct Tile {
    key: &'static str,
    count: usize,
    link: &'static str,
    is_bad: bool,
}

pub async fn show(screen: Screen) -> Answer {
    let (viewer, today) = (screen.viewer.clone(), screen.today());
    let soon =
        ToBuy { until: Some(today.saturating_add(SOON_DAYS.days())), each: LINES, most: LINES, ..ToBuy::default() };
    let index = ready(&screen).await;
    let read = move |tx: &mut Tx| {
        let book = index.materials();
        let chase = book.chase(tx, &viewer, LINES, today)?;
        let mut proposal = book.proposal(&viewer, &soon, today);
        let mut left = LINES;
        for group in &mut proposal.groups {
            group.lines.truncate(left);
            left -= group.lines.len();
        }
        let offers = book.offers(&viewer, &proposal.to_buy(), today);
        Ok((chase, proposal.named(tx)?, Offers::from(offers)))
    };
    let (chase, proposal, offers) = screen.app.store.read(read).await?;
    let frame = screen.frame().titled("nav-purchasing").at(Nav::Purchasing);
    let list = |few: &Few, link| {
        let view = |kept| purchase_view(kept, &chase.named, &screen.viewer, today, &frame.reader);
        List { rows: few.lines.iter().map(view).collect(), more: few.count.saturating_sub(few.lines.len()), link }
    };
    let lines = proposal.groups.iter().flat_map(|group| group.lines.iter().map(|line| (line, group.supplier)));
    let short: Vec<LineView> =
        lines.filter_map(|(line, supplier)| line_view(line, supplier, (&proposal, &offers), &screen, &frame)).collect();
    let short_count: usize = proposal.groups.iter().map(|group| group.total).sum();
    let free: Vec<ShortView> = proposal.set_aside.1.iter().filter_map(|it| short_view(it, &proposal, &frame)).collect();
    let tile = |key, count, link, is_bad: bool| Tile { key, count, link, is_bad: is_bad && count > 0 };
    let page = BoardPage {
        tiles: vec![
            tile("chase-overdue", chase.overdue.count, OVERDUE, true),
            tile("chase-unconfirmed", chase.unconfirmed.count, UNCONFIRMED, false),
            tile("chase-today", chase.today.count, "#today", false),
            tile("chase-week", chase.week.count, "#week", false),
            tile("chase-short", short_count, "/purchasing/to-buy", true),
        ],
        is_empty: chase.open == 0 && short_count == 0 && proposal.set_aside.0 == 0,
        free_more: proposal.set_aside.0.saturating_sub(free.len()),
        free,
        short_more: short_count.saturating_sub(short.len()),
        short,
        overdue: list(&chase.overdue, OVERDUE),
        unconfirmed: list(&chase.unconfirmed, UNCONFIRMED),
        today: list(&chase.today, "/purchases?state=today"),
        week: list(&chase.week, "/purchases?state=week"),
        may_buy: screen.viewer.buys(),
        may_plan: screen.viewer.plans_materials(),
        frame,
    };
    Ok(html(&page.frame, &page))
}
