//! The orders behind a figure, the heaviest first: the same filter and span as where the figure stands.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use jiff::civil::Date;
use yidan_domain::{
    CustomerId, Message, OrderId,
    insight::{Asked, Behind, Trouble, View},
    order::row::OrderRow,
};
use yidan_store::{customers, insight, orders};

use super::{
    Pairs,
    address::Address,
    asking::{Asking, Head},
    words::Words,
};
use crate::{
    insight::Troubled,
    page::{Frame, Pages, filters, html},
    web::{Answer, Failure, Screen, board::address::not_there},
};

const ROWS: usize = 50;
/// The figure of the orders that had exceptions; they are counted from their own table.
const EXCEPTIONS: &str = "exceptions";

#[derive(Template)]
#[template(path = "insight/orders.html")]
struct Orders {
    frame: Frame,
    head: Head,
    /// What the figure is, in words.
    what: String,
    rows: Vec<Row>,
    total: usize,
    pages: Pages,
    /// What the weight of an order is called.
    weight_key: Option<&'static str>,
}

struct Row {
    id: OrderId,
    number: String,
    customer: String,
    process: String,
    received: Date,
    promised: Option<Date>,
    delivered: Option<Date>,
    status_key: &'static str,
    weight: String,
}

pub(super) async fn show(screen: Screen, Query(pairs): Pairs) -> Answer {
    let asking = Asking::of(screen, pairs).await?;
    let (behind, what) = found(&asking).await?;
    let page = asking.address.page()?;
    let shown: Vec<Behind> = behind.iter().copied().skip(page.saturating_mul(ROWS)).take(ROWS).collect();
    let ids: Vec<OrderId> = shown.iter().map(|behind| behind.order).collect();
    let read = asking.screen.app.store.read(move |tx| {
        let rows = orders::rows(tx, &ids)?;
        let of_rows: Vec<CustomerId> = rows.iter().map(|row| row.customer).collect();
        Ok((rows, customers::names(tx, &of_rows)?))
    });
    let (rows, customers) = read.await?;
    let frame = asking.frame("insight-orders");
    let words = asking.words(&frame);
    let by_id: HashMap<OrderId, &OrderRow> = rows.iter().map(|row| (row.id, row)).collect();
    let row = |behind: &Behind| Some(Row::of(&words, by_id.get(&behind.order)?, &customers, behind));
    let page = Orders {
        head: asking.head("/insight/orders", &frame),
        rows: shown.iter().filter_map(row).collect(),
        weight_key: behind.first().and_then(|first| first.weight).map(weight_key),
        total: behind.len(),
        pages: pages(&asking.address, page, behind.len()),
        what: what.say(&words, &asking.address),
        frame,
    };
    Ok(html(&page.frame, &page))
}

/// What is asked for, with the name of the step where there is one.
enum What {
    Exceptions,
    Figure { asked: Asked, step: Option<yidan_domain::Text>, then: Option<yidan_domain::Text> },
}

async fn found(asking: &Asking) -> Result<(Vec<Behind>, What), Failure> {
    if asking.address.get("figure") == EXCEPTIONS {
        return Ok((troubled(asking).await?, What::Exceptions));
    }
    let asked = asking.address.figure()?;
    let process = asking.question.filter.process.clone();
    let (question, put) = (asked.clone(), asked.clone());
    let found = asking.look(move |view: &View| {
        let name = |key: Option<&yidan_domain::StepKey>| {
            let process = view.process(process.as_deref()?)?;
            Some(process.step(key?)?.name.clone())
        };
        (view.behind(&put), name(question.step.as_ref()), name(question.then.as_ref()))
    });
    let (behind, step, then) = found.await?;
    Ok((behind, What::Figure { asked, step, then }))
}

/// Orders with exceptions of this cause, found by this rule, charged to this department; `-` for those without.
async fn troubled(asking: &Asking) -> Result<Vec<Behind>, Failure> {
    let troubles: Vec<Trouble> = asking.screen.app.store.read(insight::troubles).await?;
    let said = |name| asking.address.get(name).to_owned();
    let asked =
        Troubled { cause: said("cause"), rule: said("rule"), charged: said("charged"), open: !said("open").is_empty() };
    if let Some(unknown) = asked.unknown(&asking.world) {
        return Err(not_there(&unknown));
    }
    asking.look(move |view| asked.orders(view, &troubles)).await
}

impl What {
    fn say(&self, words: &Words, address: &Address) -> String {
        match self {
            What::Exceptions => {
                let said = |name, none: &str, tell: &dyn Fn(&str) -> String| match address.get(name) {
                    "" => String::new(),
                    "-" => words.t(none),
                    key => tell(key),
                };
                let open = Some("insight-still-open").filter(|_| !address.get("open").is_empty());
                let parts = [
                    words.t("insight-figure-exceptions"),
                    open.map(|key| words.t(key)).unwrap_or_default(),
                    said("cause", "insight-cause-none", &|key| words.name(&words.world.causes.name(&key.into()))),
                    said("rule", "insight-by-hand", &|key| words.t(&format!("rule-name-{key}"))),
                    said("charged", "insight-charged-none", &|key| words.department(&key.into())),
                ];
                words.reader.list(parts.iter().map(String::as_str).filter(|part| !part.is_empty()))
            }
            What::Figure { asked, step, then } => {
                let figure = words.t(&format!("insight-figure-{}", asked.figure.key()));
                let name = |text: &Option<yidan_domain::Text>| text.as_ref().map(|text| words.name(text));
                let (step, then) = (name(step), name(then));
                if asked.figure == yidan_domain::insight::Figure::Next {
                    let from = step.unwrap_or_else(|| words.t("insight-end-received"));
                    let to = then.unwrap_or_else(|| words.t("insight-end-done"));
                    return format!("{figure}: {from} → {to}");
                }
                step.map_or(figure.clone(), |step| {
                    let message = Message::new("insight-figure-of-step").with("step", step).with("figure", figure);
                    words.reader.say(&message)
                })
            }
        }
    }
}

impl Row {
    fn of(words: &Words, row: &OrderRow, customers: &HashMap<CustomerId, String>, behind: &Behind) -> Self {
        Self {
            id: row.id,
            number: row.number.clone(),
            customer: customers.get(&row.customer).cloned().unwrap_or_default(),
            process: words.process(&row.process.key),
            received: row.received_on,
            promised: row.promised,
            delivered: row.delivered_on,
            status_key: match row.status.key() {
                "open" => "state-open",
                "done" => "state-done",
                _ => "state-cancelled",
            },
            weight: behind.weight.map(|weight| words.weight(weight)).unwrap_or_default(),
        }
    }
}

fn weight_key(weight: yidan_domain::insight::Weight) -> &'static str {
    use yidan_domain::insight::Weight;
    match weight {
        Weight::Days(_) => "insight-weight-days",
        Weight::DaysLate(_) => "insight-weight-late",
        Weight::Worked(_) => "insight-weight-worked",
    }
}

fn pages(address: &Address, page: usize, total: usize) -> Pages {
    let link = |page: usize| {
        let number = if page == 0 { String::new() } else { page.to_string() };
        address.clone().with("page", &number).link("/insight/orders")
    };
    // An address may name a page beyond all numbers.
    let next = page.saturating_add(1);
    Pages {
        first: (page > 1).then(|| link(0)),
        previous: (page > 0).then(|| link(page - 1)),
        next: (next.saturating_mul(ROWS) < total).then(|| link(next)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_lead_to_one_another_and_end() {
        for (page, total, ways) in [
            (0, 50, [false, false, false]),
            (0, 51, [false, false, true]),
            (1, 101, [false, true, true]),
            (2, 101, [true, true, false]),
            (usize::MAX, 101, [true, true, false]),
        ] {
            let Pages { first, previous, next } = pages(&Address::default(), page, total);
            assert_eq!([first.is_some(), previous.is_some(), next.is_some()], ways, "page {page} of {total}");
        }
    }
}
