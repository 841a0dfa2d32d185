//! What to chase today: purchases that are overdue or that nobody has confirmed, what comes today and this week, and what orders
//! that are soon to be made are short of.

use askama::Template;
use jiff::{ToSpan, civil::Date};
use yidan_domain::material::PurchaseState;
use yidan_store::{Tx, materials};

use super::{
    Answer, Screen,
    offers::offers,
    to_buy::{LineView, ShortView, line_view, short_view},
    view::{PurchaseView, purchase_view},
};
use crate::page::{Frame, Nav, filters, html};

/// Lines in each list; the tile leads to the rest.
const LINES: usize = 30;
/// Orders whose material has to be ordered within so many days are soon to be made.
const SOON_DAYS: i64 = 14;
const WEEK: i64 = 7;

#[derive(Template)]
#[template(path = "purchasing/board.html")]
struct BoardPage {
    frame: Frame,
    tiles: Vec<Tile>,
    overdue: Vec<PurchaseView>,
    unconfirmed: Vec<PurchaseView>,
    today: Vec<PurchaseView>,
    week: Vec<PurchaseView>,
    short: Vec<LineView>,
    free: Vec<ShortView>,
    may_buy: bool,
    may_plan: bool,
    is_empty: bool,
}

struct Tile {
    key: &'static str,
    count: usize,
    link: &'static str,
    is_bad: bool,
}

pub async fn show(screen: Screen) -> Answer {
    let (viewer, today) = (screen.viewer.clone(), screen.today());
    let read = move |tx: &mut Tx| {
        let open = materials::PurchaseFilter { open: true, ..materials::PurchaseFilter::default() };
        let open = materials::purchases(tx, &viewer, &open, (0, usize::MAX), today)?;
        let proposal = materials::proposal(tx, &viewer, today)?;
        Ok((open, proposal, offers(tx, &viewer, today)?))
    };
    let (open, proposal, offers) = screen.app.store.read(read).await?;
    let frame = screen.frame().titled("nav-purchasing").at(Nav::Purchasing);
    let is_overdue = |kept: &materials::KeptPurchase| kept.progress.state == PurchaseState::Overdue;
    let comes = |kept: &materials::KeptPurchase, from: Date, to: Date| {
        kept.progress.expected.is_some_and(|day| (from..=to).contains(&day))
    };
    let week = today.saturating_add(WEEK.days());
    let tomorrow = today.saturating_add(1.days());
    let list = |fits: &dyn Fn(&materials::KeptPurchase) -> bool| {
        let found: Vec<&materials::KeptPurchase> = open.lines.iter().filter(|kept| fits(kept)).collect();
        let view = |kept: &&materials::KeptPurchase| purchase_view(kept, &open, &screen.viewer, today, &frame.reader);
        (found.len(), found.iter().take(LINES).map(view).collect::<Vec<_>>())
    };
    let overdue = list(&is_overdue);
    let unconfirmed = list(&|kept| kept.progress.expected.is_none() && !is_overdue(kept));
    let due_today = list(&|kept| comes(kept, today, today));
    let this_week = list(&|kept| comes(kept, tomorrow, week));
    let soon = today.saturating_add(SOON_DAYS.days());
    let is_soon = |by: Option<Date>| by.is_none_or(|by| by <= soon);
    let short = proposal.groups.iter().flat_map(|group| {
        let urgent = group.lines.iter().filter(|line| is_soon(line.order_by.or(line.wanted_on)));
        let view = |line| line_view(line, group.supplier, (&proposal, &offers), &screen, &frame);
        urgent.filter_map(view).collect::<Vec<_>>()
    });
    let short: Vec<LineView> = short.collect();
    let tile = |key, count, link, is_bad: bool| Tile { key, count, link, is_bad: is_bad && count > 0 };
    let page = BoardPage {
        tiles: vec![
            tile("chase-overdue", overdue.0, "/purchases?state=overdue", true),
            tile("chase-unconfirmed", unconfirmed.0, "/purchases?state=ordered", false),
            tile("chase-today", due_today.0, "#today", false),
            tile("chase-week", this_week.0, "#week", false),
            tile("chase-short", short.len(), "/purchasing/to-buy", true),
        ],
        free: proposal.set_aside.iter().filter_map(|it| short_view(it, &proposal, &frame)).take(LINES).collect(),
        is_empty: open.lines.is_empty() && short.is_empty() && proposal.set_aside.is_empty(),
        short: short.into_iter().take(LINES).collect(),
        overdue: overdue.1,
        unconfirmed: unconfirmed.1,
        today: due_today.1,
        week: this_week.1,
        may_buy: screen.viewer.buys(),
        may_plan: screen.viewer.plans_materials(),
        frame,
    };
    Ok(html(&page.frame, &page))
}
