//! A bank's file on the screen: chosen, looked at with what is new, what is there already and every refused row, and then
//! kept. The file waits in the attachment store in between.

use askama::Template;
use axum::{
    Form,
    extract::Multipart,
    http::StatusCode,
    response::{Redirect, Response},
};
use yidan_domain::{Money, receivable::Receipt};

use super::{Answer, Failure, Screen, must_keep_books, must_see};
use crate::{
    import::bank::{self, BankReport},
    page::{Frame, Nav, filters, html, html_with},
    web::{form::currencies, imports::chosen::Chosen},
};

/// Rows of a list that are shown.
const SHOWN: usize = 200;

#[derive(Template)]
#[template(path = "finance/import.html")]
struct StartPage {
    frame: Frame,
    currencies: Vec<&'static str>,
    currency: String,
    fault: String,
}

#[derive(Template)]
#[template(path = "finance/imported.html")]
struct ReportPage {
    frame: Frame,
    chosen: Chosen,
    report: BankReport,
}

pub async fn begin_again() -> Redirect {
    Redirect::to("/finance/receipts/import")
}

pub async fn ask(screen: Screen) -> Answer {
    must_keep_books(&screen)?;
    Ok(start(&screen, StatusCode::OK, String::new()))
}

fn start(screen: &Screen, status: StatusCode, fault: String) -> Response {
    let frame = screen.frame().titled("finance-import").at(Nav::Finance);
    let currency = screen.app.store.world().company.settings.currency.code().to_owned();
    let page = StartPage { frame, currencies: currencies(), currency, fault };
    html_with(status, &page.frame, &page)
}

pub async fn upload(screen: Screen, form: Multipart) -> Answer {
    must_keep_books(&screen)?;
    let chosen = match Chosen::uploaded(&screen, form).await {
        Ok(chosen) => chosen,
        Err(fault) => {
            let fault = screen.frame().reader.say(&fault);
            return Ok(start(&screen, StatusCode::UNPROCESSABLE_ENTITY, fault));
        }
    };
    let (sources, currency) = (chosen.sources(&screen).await?, chosen.choices().currency);
    let report = bank::preview(&screen.app.store, &screen.actor(), sources, currency).await?;
    shown(&screen, chosen, report)
}

pub async fn run(screen: Screen, Form(fields): Form<Vec<(String, String)>>) -> Answer {
    must_see(&screen).await?;
    must_keep_books(&screen)?;
    let chosen = Chosen::of(fields);
    let (sources, currency) = (chosen.sources(&screen).await?, chosen.choices().currency);
    let report = bank::run(&screen.app.store, &screen.actor(), sources, currency).await?;
    shown(&screen, chosen, report)
}

fn shown(screen: &Screen, chosen: Chosen, report: BankReport) -> Result<Response, Failure> {
    let title = if report.preview { "finance-import-preview" } else { "finance-import-done" };
    let frame = Frame { path: "/finance/receipts/import".into(), ..screen.frame().titled(title).at(Nav::Finance) };
    let page = ReportPage { frame, chosen, report };
    Ok(html(&page.frame, &page))
}

impl ReportPage {
    fn shown<'a, T>(&self, rows: &'a [T]) -> &'a [T] {
        &rows[..rows.len().min(SHOWN)]
    }

    /// What comes in by it, for each currency.
    fn sums(&self) -> Vec<Money> {
        let amounts = self.report.receipts.iter().map(|(_, receipt)| receipt.amount);
        let totals: yidan_domain::receivable::Totals = amounts.collect();
        super::ledger::amounts(&totals)
    }

    fn is_claimed(&self, receipt: &Receipt) -> bool {
        receipt.customer.is_some()
    }
}
