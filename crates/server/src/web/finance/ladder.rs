//! The ladder of reminders: so many days from the due day, to whom, in which tone. Set by those who keep the books.

use askama::Template;
use axum::{http::StatusCode, response::Response};
use rust_decimal::prelude::ToPrimitive;
use yidan_domain::{
    Message, Text,
    receivable::reminders::{Rung, Tone, Whom},
    text::tidy,
};
use yidan_store::{Error, receivables};

use super::{Answer, Screen, must_keep_books, must_see, remind::whom_key};
use crate::{
    page::{Faults, Frame, Nav, filters, html_with},
    web::orders::typed::{self, Typed},
};

/// Empty rows below those that are there.
const MORE: usize = 2;

#[derive(Template)]
#[template(path = "finance/ladder.html")]
struct LadderPage {
    frame: Frame,
    rows: Vec<RowView>,
    faults: Faults,
}

/// A rung as it is typed.
#[derive(Default)]
struct RowView {
    days: String,
    zh: String,
    en: String,
    tone: String,
    to: Vec<Whom>,
}

pub async fn show(screen: Screen) -> Answer {
    must_see(&screen).await?;
    must_keep_books(&screen)?;
    let rows = screen.app.store.world().ladder.iter().map(RowView::of).collect();
    Ok(page(&screen, StatusCode::OK, rows, Faults::default()))
}

pub async fn change(screen: Screen, form: Typed) -> Answer {
    must_keep_books(&screen)?;
    let rows: Vec<RowView> = (0..form.all("days").len()).map(|at| RowView::typed(&form, at)).collect();
    let reader = screen.frame().reader;
    let (mut rungs, mut faults) = (Vec::new(), Faults::default());
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| !row.is_blank()) {
        match row.read() {
            Ok(rung) => rungs.push(rung),
            Err(why) => faults.add(format!("days-{at}"), reader.say(&why)),
        }
    }
    if !faults.is_empty() {
        return Ok(page(&screen, StatusCode::UNPROCESSABLE_ENTITY, rows, faults));
    }
    // People may add a rung below where it belongs.
    rungs.sort_by_key(|rung| rung.days);
    let actor = screen.actor();
    match screen.app.store.write(move |tx| receivables::put_ladder(tx, &actor, rungs.clone())).await {
        Ok(_) => Ok(screen.redirect("/finance/ladder", &Message::new("ladder-kept"))),
        Err(Error::Invalid(message)) => {
            faults.add(place_of(&message, &rows), reader.say(&message));
            Ok(page(&screen, StatusCode::UNPROCESSABLE_ENTITY, rows, faults))
        }
        Err(error) => Err(error.into()),
    }
}

/// The row that a message is about: the last one with the days that it names.
fn place_of(message: &Message, rows: &[RowView]) -> String {
    let days = message.number("days");
    let row = rows.iter().rposition(|row| row.read().is_ok_and(|rung| Some(i64::from(rung.days)) == days));
    row.map(|at| format!("days-{at}")).unwrap_or_default()
}

fn page(screen: &Screen, status: StatusCode, mut rows: Vec<RowView>, faults: Faults) -> Response {
    let frame = screen.frame().titled("finance-ladder").at(Nav::Finance);
    let blank = rows.iter().rev().take_while(|row| row.is_blank()).count();
    rows.extend((blank..MORE).map(|_| RowView { tone: "firm".into(), ..RowView::default() }));
    let page = LadderPage { frame, rows, faults };
    html_with(status, &page.frame, &page)
}

impl RowView {
    fn of(rung: &Rung) -> Self {
        Self {
            days: rung.days.to_string(),
            zh: rung.name.zh.clone(),
            en: rung.name.en.clone(),
            tone: TONES.into_iter().find(|(tone, ..)| *tone == rung.tone).map_or("", |(_, word, _)| word).to_owned(),
            to: rung.to.iter().copied().collect(),
        }
    }

    fn typed(form: &Typed, at: usize) -> Self {
        let nth = |field: &str| form.all(field).get(at).copied().unwrap_or_default().to_owned();
        let ticked = |whom: &Whom| form.all(&format!("to-{at}")).contains(&whom_word(*whom));
        Self {
            days: nth("days"),
            zh: nth("zh"),
            en: nth("en"),
            tone: nth("tone"),
            to: WHOM.into_iter().filter(ticked).collect(),
        }
    }

    /// Rows whose days and names are cleared are taken out.
    fn is_blank(&self) -> bool {
        [&self.days, &self.zh, &self.en].iter().all(|words| words.trim().is_empty())
    }

    fn read(&self) -> Result<Rung, Message> {
        let days = typed::number(&self.days)?.filter(|days| days.is_integer()).and_then(|days| days.to_i32());
        let days = days.ok_or(Message::new("ladder-not-days"))?;
        let tone = TONES.into_iter().find(|(_, word, _)| *word == self.tone).map(|(tone, ..)| tone);
        let (zh, en) = (tidy(&self.zh, false), tidy(&self.en, false));
        // One name will do where the other language has none.
        let name = Text::new(if zh.is_empty() { &en } else { &zh }, if en.is_empty() { &zh } else { &en });
        let tone = tone.ok_or(Message::new("finance-choice-missing"))?;
        Ok(Rung { days, to: self.to.iter().copied().collect(), tone, name })
    }

    fn sends(&self, whom: &Whom) -> bool {
        self.to.contains(whom)
    }
}

const TONES: [(Tone, &str, &str); 3] = [
    (Tone::Friendly, "friendly", "ladder-tone-friendly"),
    (Tone::Firm, "firm", "ladder-tone-firm"),
    (Tone::Final, "final", "ladder-tone-final"),
];

const WHOM: [Whom; 3] = [Whom::Customer, Whom::Salesperson, Whom::Manager];

fn whom_word(whom: Whom) -> &'static str {
    match whom {
        Whom::Customer => "customer",
        Whom::Salesperson => "salesperson",
        Whom::Manager => "manager",
    }
}

impl LadderPage {
    /// The field of a row that its faults stand at.
    fn field(&self, at: impl std::fmt::Display) -> String {
        format!("days-{at}")
    }

    fn tones(&self) -> Vec<(&'static str, &'static str)> {
        TONES.into_iter().map(|(_, word, key)| (word, key)).collect()
    }

    /// Whom, with the value of its box and the key of its words.
    fn whom(&self) -> Vec<(Whom, &'static str, &'static str)> {
        WHOM.into_iter().map(|whom| (whom, whom_word(whom), whom_key(whom))).collect()
    }
}
