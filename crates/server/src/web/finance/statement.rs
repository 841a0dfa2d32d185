//! The statement of a customer's account over some days: a sheet of A4 in Chinese and English, as the browser prints it.

use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use jiff::civil::Date;
use serde::Deserialize;
use yidan_domain::{
    CustomerId, Lang, Message, Text,
    party::Customer,
    receivable::{ageing::Bucket, statement::Statement},
};
use yidan_store::{
    company::Settings,
    customers,
    receivables::{self, book::AgeingQuery},
};

use super::{Answer, Screen, ledger::AgedView, must_see};
use crate::{
    page::{Frame, Nav, filters, html_with},
    texts,
    web::orders::typed,
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    from: String,
    to: String,
}

#[derive(Template)]
#[template(path = "finance/statement.html")]
struct StatementPage {
    frame: Frame,
    seller: Settings,
    customer: Customer,
    from: Date,
    to: Date,
    /// What was typed, and what is wrong with it.
    typed: (String, String),
    fault: String,
    statements: Vec<Statement>,
    ageing: Vec<AgedView>,
}

pub async fn show(screen: Screen, Path(id): Path<CustomerId>, Query(asked): Query<Asked>) -> Answer {
    must_see(&screen).await?;
    let mut frame = screen.frame().at(Nav::Customers);
    let today = screen.today();
    let (span, fault, status) = match span(&asked, today) {
        Ok(span) => (span, String::new(), StatusCode::OK),
        Err(fault) => ((today.first_of_month(), today), frame.reader.say(&fault), StatusCode::UNPROCESSABLE_ENTITY),
    };
    let ((from, to), viewer) = (span, screen.viewer.clone());
    let read = screen
        .app
        .store
        .read(move |tx| Ok((customers::get(tx, id)?, receivables::statement(tx, &viewer, id, from, to)?)));
    let (customer, statements) = read.await?;
    let query = AgeingQuery { scope: screen.viewer.scope(), at: to, customer: Some(id), most: 0 };
    let ageing = screen.app.store.receivables().ageing(&query);
    frame.title = format!("{} {}", frame.t("finance-statement"), customer.name);
    let typed = if fault.is_empty() { (from.to_string(), to.to_string()) } else { (asked.from, asked.to) };
    let ageing = ageing.all.iter().map(AgedView::of).collect();
    let seller = screen.app.store.world().company.settings.clone();
    let page = StatementPage { frame, seller, customer, from, to, typed, fault, statements, ageing };
    Ok(html_with(status, &page.frame, &page))
}

/// From the first of the month until today, where nothing else is said.
fn span(asked: &Asked, today: Date) -> Result<(Date, Date), Message> {
    let to = typed::day(&asked.to)?.unwrap_or(today);
    let from = typed::day(&asked.from)?.unwrap_or(to.first_of_month());
    if from > to {
        return Err(Message::new("board-dates-turned").with("from", from).with("to", to));
    }
    Ok((from, to))
}

impl StatementPage {
    /// Words in both languages, whoever reads.
    fn both(&self, key: &str) -> Text {
        Text::new(texts::t(Lang::Zh, key), texts::t(Lang::En, key))
    }

    fn buckets(&self) -> [Text; 5] {
        Bucket::ALL.map(Bucket::name)
    }

    fn back(&self) -> String {
        format!("/customers/{}", self.customer.id)
    }
}
