//! The company's own settings, with the number that the next order would get.

use std::sync::Arc;

use askama::Template;
use axum::{Form, extract::Query, http::StatusCode};
use jiff::tz;
use serde::Deserialize;
use yidan_domain::{
    Currency, Lang, Message, Say,
    number::Pattern,
    process::{Process, due},
    text,
};
use yidan_store::{
    Error, Result, Tx,
    company::{self, Settings},
    orders::{self, Series},
};

use super::super::{Answer, Screen, form};
use crate::page::{Faults, Frame, Nav, filters, html, html_with};

/// Longest name of a company, in characters.
const LONGEST: usize = 80;

/// What is typed, as it is typed.
#[derive(Clone, Deserialize)]
pub(super) struct Typed {
    name: String,
    zone: String,
    number_pattern: String,
    process: String,
    currency: String,
    lang: Lang,
    #[serde(default = "usual_hour")]
    digest_at: String,
    #[serde(default)]
    address: String,
    #[serde(default)]
    bank: String,
    #[serde(default)]
    public_address: String,
}

fn usual_hour() -> String {
    Settings::default().digest_at.strftime("%H:%M").to_string()
}

#[derive(Template)]
#[template(path = "settings/company.html")]
struct CompanyPage {
    frame: Frame,
    typed: Typed,
    faults: Faults,
    next: String,
    series: Vec<Series>,
    processes: Vec<Arc<Process>>,
    currencies: Vec<&'static str>,
    zones: Vec<String>,
}

pub(super) async fn show(screen: Screen) -> Answer {
    screen.must_administer()?;
    let typed = Typed::of(&screen.app.store.world().company.settings);
    company_page(screen, StatusCode::OK, typed, Faults::default()).await
}

pub(super) async fn change(screen: Screen, Form(typed): Form<Typed>) -> Answer {
    screen.must_administer()?;
    let actor = screen.actor();
    let kept = match typed.settings() {
        Ok(settings) => screen.app.store.write(move |tx| company::put_settings(tx, &actor, &settings)).await,
        Err(error) => Err(error),
    };
    match kept {
        Ok(()) => Ok(screen.redirect("/settings", &Message::new("settings-changed"))),
        Err(error) => {
            const FIELDS: [(&str, &str); 9] = [
                ("settings-public-address", "public_address"),
                ("settings-address", "address"),
                ("settings-bank", "bank"),
                ("due-clock", "digest_at"),
                ("company-name", "name"),
                ("settings-unknown-zone", "zone"),
                ("settings-unknown-process", "process"),
                ("settings-unknown-currency", "currency"),
                ("pattern-", "number_pattern"),
            ];
            let faults = form::faults(&screen, error, &FIELDS)?;
            company_page(screen, StatusCode::UNPROCESSABLE_ENTITY, typed, faults).await
        }
    }
}

async fn company_page(screen: Screen, status: StatusCode, typed: Typed, faults: Faults) -> Answer {
    let world = screen.app.store.world();
    let (pattern, today, lang_reader) = (typed.number_pattern.clone(), screen.today(), screen.frame().reader);
    let (next, series) = screen
        .app
        .store
        .read(move |tx| {
            let next = upcoming(tx, &pattern, today)?.unwrap_or_else(|fault| lang_reader.say(&fault));
            Ok((next, orders::series(tx)?))
        })
        .await?;
    let page = CompanyPage {
        frame: screen.frame().titled("settings-company").at(Nav::Settings),
        typed,
        faults,
        next,
        series,
        processes: world.processes.iter_latest().cloned().collect(),
        currencies: form::currencies(),
        zones: tz::db().available().map(|name| name.to_string()).collect(),
    };
    Ok(html_with(status, &page.frame, &page))
}

#[derive(Deserialize)]
pub(super) struct Tried {
    number_pattern: String,
}

#[derive(Template)]
#[template(path = "settings/next_number.html")]
struct NextNumber {
    frame: Frame,
    next: String,
    fault: bool,
}

/// While a pattern is typed: the number it would give, or what is wrong with it.
pub(super) async fn next_number(screen: Screen, Query(tried): Query<Tried>) -> Answer {
    screen.must_administer()?;
    let today = screen.today();
    let next = screen.app.store.read(move |tx| upcoming(tx, &tried.number_pattern, today)).await?;
    let frame = screen.frame();
    let (next, fault) = match next {
        Ok(next) => (next, false),
        Err(fault) => (frame.reader.say(&fault), true),
    };
    let fragment = NextNumber { frame, next, fault };
    Ok(html(&fragment.frame, &fragment))
}

/// What the next order would be called by this pattern, or what is wrong with the pattern.
fn upcoming(tx: &mut Tx, pattern: &str, today: jiff::civil::Date) -> Result<std::result::Result<String, Message>> {
    match Pattern::parse(pattern) {
        Ok(pattern) => orders::upcoming(tx, &pattern, today).map(Ok),
        Err(fault) => Ok(Err(fault.say())),
    }
}

impl Typed {
    fn of(settings: &Settings) -> Self {
        Self {
            name: settings.name.clone(),
            zone: settings.zone.clone(),
            number_pattern: settings.number_pattern.clone(),
            process: settings.process.clone(),
            currency: settings.currency.to_string(),
            lang: settings.lang,
            digest_at: settings.digest_at.strftime("%H:%M").to_string(),
            address: settings.address.clone(),
            bank: settings.bank.clone(),
            public_address: settings.public_address.clone(),
        }
    }

    fn settings(&self) -> Result<Settings> {
        let name = text::tidy(&self.name, false);
        if name.is_empty() {
            return Err(Error::invalid("company-name-missing"));
        }
        if name.chars().count() > LONGEST {
            return Err(Error::Invalid(Message::new("party-too-long").with("field", "name").with("limit", LONGEST)));
        }
        Ok(Settings {
            name,
            zone: self.zone.trim().to_owned(),
            number_pattern: text::tidy(&self.number_pattern, false),
            process: self.process.clone(),
            currency: Currency::written(&self.currency).ok_or_else(|| Error::invalid("settings-unknown-currency"))?,
            lang: self.lang,
            digest_at: due::clock(&text::plain(&self.digest_at)).map_err(|fault| Error::Invalid(fault.say()))?,
            address: self.address.clone(),
            bank: self.bank.clone(),
            public_address: self.public_address.clone(),
        })
    }
}

impl CompanyPage {
    fn lang_code(&self) -> &'static str {
        self.typed.lang.code()
    }

    fn zones_around(&self) -> impl Iterator<Item = &str> {
        // Names such as `posix/Asia/Shanghai` say the same twice.
        let is_place = |name: &&str| name.contains('/') && !name.starts_with("posix") && !name.starts_with("right");
        self.zones.iter().map(String::as_str).filter(is_place)
    }
}
