//! What was open at the end of any day, by how long it was overdue: in all, and of each customer.

use askama::Template;
use axum::{extract::Query, http::StatusCode};
use jiff::{ToSpan, civil::Date};
use serde::Deserialize;
use yidan_documents::write::{ColumnHead, ColumnKind, Table, Value};
use yidan_domain::receivable::ageing::Bucket;
use yidan_store::receivables::book::{self, AgeingQuery};

use super::{
    Answer, Failure, Screen,
    ledger::{self, AgedView},
    must_see,
    receivables::export::workbook,
};
use crate::{
    page::{Frame, Nav, filters, html_with},
    web::orders::typed,
};

/// Customers that are shown for each currency.
const MOST: usize = 200;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    at: String,
}

#[derive(Template)]
#[template(path = "finance/ageing.html")]
struct AgeingPage {
    frame: Frame,
    at: Date,
    typed: String,
    fault: String,
    all: Vec<AgedView>,
    customers: Vec<AgedView>,
    /// Ends of the last months.
    others: Vec<Date>,
}

pub async fn show(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    must_see(&screen).await?;
    let frame = screen.frame().titled("finance-ageing").at(Nav::Finance);
    let (at, fault, status) = match typed::day(&asked.at) {
        Ok(at) => (at.unwrap_or(screen.today()), String::new(), StatusCode::OK),
        Err(fault) => (screen.today(), frame.reader.say(&fault), StatusCode::UNPROCESSABLE_ENTITY),
    };
    let (all, customers) = aged(&screen, at, MOST).await?;
    let typed = if fault.is_empty() { at.to_string() } else { asked.at };
    let others = month_ends(screen.today());
    let page = AgeingPage { frame, at, typed, fault, all, customers, others };
    Ok(html_with(status, &page.frame, &page))
}

/// The last three.
fn month_ends(today: Date) -> Vec<Date> {
    (0..3).map(|months| today.first_of_month().saturating_sub(months.months()).saturating_sub(1.day())).collect()
}

/// In all, and by customer.
async fn aged(screen: &Screen, at: Date, most: usize) -> Result<(Vec<AgedView>, Vec<AgedView>), Failure> {
    let query = AgeingQuery { scope: screen.viewer.scope(), at, customer: None, most };
    let book::Ageing { all, customers } = screen.app.store.receivables().ageing(&query);
    let ids: Vec<_> = customers.iter().map(|(id, _)| *id).collect();
    let names = screen.app.store.read(move |tx| yidan_store::customers::names(tx, &ids)).await?;
    let named = |(id, aged): &(yidan_domain::CustomerId, book::Aged)| AgedView {
        name: names.get(id).cloned().unwrap_or_default(),
        link: format!("/customers/{id}/statement?to={at}"),
        ..AgedView::of(aged)
    };
    Ok((all.iter().map(AgedView::of).collect(), customers.iter().map(named).collect()))
}

pub async fn xlsx(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    must_see(&screen).await?;
    let bad = |message| Failure { status: StatusCode::BAD_REQUEST, message: Some(message) };
    let at = typed::day(&asked.at).map_err(bad)?.unwrap_or(screen.today());
    let (all, customers) = aged(&screen, at, usize::MAX).await?;
    let frame = screen.frame();
    let head = |title: String, kind| ColumnHead { title, kind };
    let amount = ColumnKind::Decimal { digits: 2 };
    let mut columns =
        vec![head(frame.t("finance-customer"), ColumnKind::Text), head(frame.t("currency"), ColumnKind::Text)];
    columns.extend(Bucket::ALL.map(|bucket| head(bucket.name().get(frame.reader.lang).to_owned(), amount)));
    columns.push(head(frame.t("finance-total"), amount));
    let line = |name: &str, aged: &AgedView| {
        let mut line = vec![Value::text(name), Value::text(aged.currency.as_str())];
        line.extend(aged.cells.iter().chain([&aged.total]).map(|amount| Value::Number(amount.amount())));
        line
    };
    let total = frame.t("finance-total");
    let rows = customers.iter().map(|aged| line(&aged.name, aged)).chain(all.iter().map(|aged| line(&total, aged)));
    let table = Table { title: frame.t("finance-ageing"), columns, rows: rows.collect() };
    workbook(table, &format!("{}-{at}.xlsx", frame.t("finance-ageing"))).await
}

impl AgeingPage {
    fn buckets(&self) -> Vec<String> {
        ledger::buckets(&self.frame.reader)
    }

    fn export(&self) -> String {
        format!("/finance/ageing/export.xlsx?at={}", self.at)
    }
}
