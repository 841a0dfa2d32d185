//! The page of an order's letters of credit.

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;
use yidan_domain::{
    letter::wanted_by,
    order::situation::{Deed, Situation},
    terms::payment,
};

use super::{
    super::{
        super::{Answer, Screen},
        loaded::Loaded,
        parsed,
        tabs::{Head, Place},
    },
    shown::{LetterView, Seen},
};
use crate::page::{Frame, Nav, filters, html};

#[derive(Template)]
#[template(path = "orders/letters/page.html")]
struct LettersPage {
    frame: Frame,
    head: Head,
    letters: Vec<LetterView>,
    may_keep: bool,
    /// Do the terms of payment wait for one?
    is_wanted: bool,
    /// By when it should be there.
    wanted_by: Option<Date>,
    /// All that came are accepted by both.
    all_accepted: bool,
}

pub async fn show(screen: Screen, Path(id): Path<String>) -> Answer {
    let loaded = Loaded::load(&screen, parsed(&id)?).await?;
    let mut frame = screen.frame().at(Nav::Board);
    frame.title = format!("{} · {}", loaded.order.number, frame.reader.t("tab-letters"));
    let situation = Situation::of(&loaded.order, &loaded.process);
    let header = &loaded.order.header;
    let seen = Seen::of(&loaded, &screen.viewer, &frame.reader);
    let page = LettersPage {
        head: Head::of(&loaded, &screen.viewer, Place::Letters),
        letters: loaded.order.letters.iter().map(|letter| seen.letter(letter)).collect(),
        may_keep: situation.may(&screen.viewer, Deed::KeepLetter, None).is_ok(),
        is_wanted: payment::read(&header.payment_terms).is_ok_and(|terms| terms.needs_letter()),
        wanted_by: header.promised.map(wanted_by),
        all_accepted: loaded.order.letters_accepted(),
        frame,
    };
    Ok(html(&page.frame, &page))
}
