//! A letter of credit received, and an amendment to one: one form, which an amendment finds filled in.

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use yidan_domain::{
    LetterId, Message, OrderId, Say,
    letter::{LetterOfCredit, difference},
    order::{
        Order,
        apply::replay,
        command::Command,
        refusal::Refusal,
        situation::{Deed, Situation},
    },
};
use yidan_store::{Error, orders};

use super::{
    super::{
        super::{Answer, Failure, Screen, failure::status_of},
        entry, history,
        loaded::Loaded,
        parsed,
        typed::Typed,
    },
    form::{self, LetterForm},
};
use crate::page::{Faults, Frame, Nav, filters, html, html_with};

#[derive(Template)]
#[template(path = "orders/letters/form.html")]
struct FormPage {
    frame: Frame,
    order_number: String,
    back: String,
    action: String,
    version: u64,
    form: LetterForm,
    faults: Faults,
    refused: Vec<String>,
    /// What others have changed since the form was opened.
    changes: Vec<String>,
    /// Number and bank stay as they are.
    is_amendment: bool,
    currencies: Vec<(&'static str, u32)>,
}

/// A fault with the id and name of its field.
struct Listed<'a> {
    field: &'a str,
    label: String,
    why: &'a str,
}

impl FormPage {
    fn of(screen: &Screen, loaded: &Loaded, letter: Option<&LetterOfCredit>, form: LetterForm) -> Self {
        let mut frame = screen.frame().at(Nav::Board);
        let back = format!("/orders/{}/letters", loaded.order.id);
        frame.title = match letter {
            Some(letter) => frame.reader.say(&Message::new("lc-amend-title").with("number", letter.number.as_str())),
            None => frame.reader.t("lc-receive"),
        };
        Self {
            frame,
            order_number: loaded.order.number.clone(),
            action: letter.map_or_else(|| back.clone(), |letter| format!("{back}/{}/amend", letter.id)),
            back,
            version: loaded.order.version,
            form,
            faults: Faults::default(),
            refused: Vec::new(),
            changes: Vec::new(),
            is_amendment: letter.is_some(),
            currencies: entry::currencies(),
        }
    }

    fn refuse(&mut self, error: &Error) {
        let words = self.frame.reader.say(&error.say());
        let field = match error {
            Error::Refused(refusal) => form::field_of(refusal),
            _ => None,
        };
        match field {
            Some(field) => self.faults.add(field, words),
            None => self.refused.push(words),
        }
    }

    fn answer(self, status: StatusCode) -> Response {
        html_with(status, &self.frame, &self)
    }

    /// Every fault in the order of the page.
    fn listed(&self) -> Vec<Listed<'_>> {
        let mut listed: Vec<_> = self
            .faults
            .iter()
            .map(|(field, why)| {
                let (place, label) = form::place_of(field);
                (place, Listed { field, label: self.frame.reader.t(label), why })
            })
            .collect();
        listed.sort_by_key(|(place, _)| *place);
        listed.into_iter().map(|(_, listed)| listed).collect()
    }
}

pub async fn ask(screen: Screen, Path(id): Path<String>) -> Answer {
    let loaded = Loaded::load(&screen, parsed(&id)?).await?;
    must_keep(&screen, &loaded)?;
    let form = LetterForm::empty(loaded.order.header.currency, screen.today());
    let page = FormPage::of(&screen, &loaded, None, form);
    Ok(html(&page.frame, &page))
}

pub async fn ask_amendment(screen: Screen, Path((id, letter)): Path<(String, String)>) -> Answer {
    let loaded = Loaded::load(&screen, parsed(&id)?).await?;
    must_keep(&screen, &loaded)?;
    let letter = loaded.order.letter(parsed(&letter)?)?;
    let page = FormPage::of(&screen, &loaded, Some(letter), LetterForm::of(letter, screen.today()));
    Ok(html(&page.frame, &page))
}

fn must_keep(screen: &Screen, loaded: &Loaded) -> Result<(), Refusal> {
    Situation::of(&loaded.order, &loaded.process).may(&screen.viewer, Deed::KeepLetter, None)
}

pub async fn receive(screen: Screen, Path(id): Path<String>, typed: Typed) -> Answer {
    let loaded = Loaded::load(&screen, parsed(&id)?).await?;
    let form = LetterForm::typed(&typed);
    let read = match form.read(&screen.frame().reader) {
        Ok(read) => read,
        Err(faults) => return Ok(faulty(&screen, &loaded, None, form, &typed, faults)),
    };
    let id = LetterId(uuid::Uuid::now_v7());
    let letter =
        LetterOfCredit { id, number: read.number, bank: read.bank, first: read.version, amendments: Vec::new() };
    keep(&screen, &loaded, None, form, &typed, Command::ReceiveLetter { letter: Box::new(letter) }).await
}

pub async fn amend(screen: Screen, Path((id, letter)): Path<(String, String)>, typed: Typed) -> Answer {
    let loaded = Loaded::load(&screen, parsed(&id)?).await?;
    let letter = loaded.order.letter(parsed(&letter)?)?;
    let form = LetterForm::typed(&typed);
    let read = match form.read(&screen.frame().reader) {
        Ok(read) => read,
        Err(faults) => return Ok(faulty(&screen, &loaded, Some(letter), form, &typed, faults)),
    };
    // An amendment that changes nothing would ask both reviewers again for nothing.
    if let Ok(terms) = read.version.terms.clone().checked()
        && difference(&letter.latest().terms, &terms).is_empty()
    {
        let mut page = FormPage::of(&screen, &loaded, Some(letter), form);
        page.version = typed.version().unwrap_or(page.version);
        page.refused = vec![page.frame.reader.t("lc-nothing-amended")];
        return Ok(page.answer(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let command = Command::AmendLetter { id: letter.id, version: Box::new(read.version) };
    keep(&screen, &loaded, Some(letter), form, &typed, command).await
}

fn faulty(
    screen: &Screen,
    loaded: &Loaded,
    letter: Option<&LetterOfCredit>,
    form: LetterForm,
    typed: &Typed,
    faults: Faults,
) -> Response {
    let mut page = FormPage::of(screen, loaded, letter, form);
    page.version = typed.version().unwrap_or(page.version);
    page.faults = faults;
    page.answer(StatusCode::UNPROCESSABLE_ENTITY)
}

async fn keep(
    screen: &Screen,
    loaded: &Loaded,
    letter: Option<&LetterOfCredit>,
    form: LetterForm,
    typed: &Typed,
    command: Command,
) -> Answer {
    let (id, seen, actor): (OrderId, _, _) = (loaded.order.id, typed.version(), screen.actor());
    let outcome = screen.app.store.write(move |tx| orders::act(tx, &actor, id, seen, command.clone()).map(|_| ()));
    match outcome.await {
        Ok(()) => Ok(screen.redirect(&format!("/orders/{id}/letters"), &Message::new("done-keep-letter"))),
        Err(Error::Conflict(conflict)) => {
            let letter = letter.map(|letter| letter.id);
            in_conflict(screen, id, letter, form, (seen.unwrap_or_default(), conflict.version)).await
        }
        Err(error @ (Error::Refused(_) | Error::Invalid(_))) => {
            let status = status_of(&error);
            let mut page = FormPage::of(screen, loaded, letter, form);
            page.version = seen.unwrap_or(page.version);
            page.refuse(&error);
            Ok(page.answer(status))
        }
        Err(error) => Err(error.into()),
    }
}

/// What others have changed is shown and kept; only what was typed here is laid over it.
async fn in_conflict(
    screen: &Screen,
    id: OrderId,
    letter: Option<LetterId>,
    form: LetterForm,
    (seen, version): (u64, u64),
) -> Result<Response, Failure> {
    let loaded = Loaded::load(screen, id).await?;
    let letter = letter.map(|letter| loaded.order.letter(letter)).transpose()?;
    let before = replay(loaded.history.iter().take_while(|recorded| recorded.seq <= seen));
    let then = |order: &Order| letter.and_then(|letter| order.letter(letter.id).ok().cloned());
    let form = match (before.as_ref().and_then(then), letter) {
        (Some(then), Some(now)) => {
            form.over(&LetterForm::of(&then, screen.today()), &LetterForm::of(now, screen.today()))
        }
        _ => form,
    };
    let mut page = FormPage::of(screen, &loaded, letter, form);
    page.version = version;
    page.changes = history::sentences_since(&loaded, &page.frame.reader, seen);
    Ok(page.answer(StatusCode::CONFLICT))
}
