//! Receipts: the bank's slips in a list, and one entered by hand.

use askama::Template;
use axum::{extract::Query, http::StatusCode};
use jiff::civil::Date;
use rust_decimal::Decimal;
use yidan_domain::{Message, Money, ReceiptId, receivable::Receipt};
use yidan_store::receivables::{
    self,
    book::{SlipQuery, SlipsShown},
};

use super::{Answer, Failure, Screen, ledger, must_keep_books, must_see};
use crate::web::deed::{DeedPage, Reading};
use crate::{
    page::{Frame, Nav, Pages, filters, html},
    web::{
        address::{self, unknown},
        board::address::{customer, refused},
        form::currencies,
        orders::{
            fields::Kind,
            typed::{self, Typed},
        },
    },
};

const ROWS: usize = 50;

pub type Address = address::Address<Receipts>;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Receipts;

impl address::Names for Receipts {
    const ALL: &'static [&'static str] = &["shown", "customer", "after"];
}

const SHOWN: [(SlipsShown, &str, &str); 3] = [
    (SlipsShown::All, "", "all"),
    (SlipsShown::Unclaimed, "unclaimed", "finance-unclaimed"),
    (SlipsShown::WithMoneyLeft, "left", "finance-with-left"),
];

#[derive(Template)]
#[template(path = "finance/receipts.html")]
struct ListPage {
    frame: Frame,
    asked: Address,
    tabs: Vec<Tab>,
    rows: Vec<SlipView>,
    total: usize,
    pages: Pages,
    may_book: bool,
}

struct Tab {
    link: String,
    key: &'static str,
    is_current: bool,
    count: usize,
}

struct SlipView {
    link: String,
    received_on: Option<Date>,
    payer: String,
    reference: String,
    remark: String,
    amount: Money,
    fee: Option<Money>,
    customer: String,
    customer_link: String,
    left: Money,
}

pub async fn show(screen: Screen, Query(pairs): Query<Vec<(String, String)>>) -> Answer {
    must_see(&screen).await?;
    let asked = Address::of(pairs);
    let query = read(&screen, &asked).await?;
    let book = screen.app.store.receivables();
    let page = book.receipts(&query);
    let count = |shown| book.receipts(&SlipQuery { shown, after: None, limit: 1, ..query.clone() }).total;
    let tab = |(shown, key, words): (SlipsShown, &'static str, &'static str)| {
        let link = asked.clone().with("after", "").with("shown", key).link("/finance/receipts");
        Tab { link, key: words, is_current: query.shown == shown, count: count(shown) }
    };
    let tabs = SHOWN.into_iter().map(tab).collect();
    let ids: Vec<ReceiptId> = page.slips.iter().map(|slip| slip.id).collect();
    let customers: Vec<_> = page.slips.iter().filter_map(|slip| slip.customer).collect();
    let known = screen
        .app
        .store
        .read(move |tx| Ok((receivables::known_receipts(tx, &ids)?, ledger::customers_of(tx, customers)?)));
    let (receipts, customers) = known.await?;
    let row = |slip: &receivables::book::Slip| {
        let receipt = receipts.get(&slip.id);
        let customer = slip.customer.and_then(|id| customers.get(&id));
        let words = |of: fn(&Receipt) -> &String| receipt.map(of).cloned().unwrap_or_default();
        SlipView {
            link: format!("/finance/receipts/{}", slip.id),
            received_on: slip.received_on,
            payer: words(|receipt| &receipt.payer),
            reference: words(|receipt| &receipt.reference),
            remark: words(|receipt| &receipt.remark),
            amount: slip.amount,
            fee: receipt.map(|receipt| receipt.fee).filter(|fee| fee.is_positive()),
            customer: customer.map(|customer| customer.name.clone()).unwrap_or_default(),
            customer_link: slip.customer.map(|id| format!("/customers/{id}")).unwrap_or_default(),
            left: slip.left,
        }
    };
    let first = asked.clone().with("after", "").link("/finance/receipts");
    let page = ListPage {
        frame: screen.frame().titled("finance-receipts").at(Nav::Finance),
        tabs,
        rows: page.slips.iter().map(row).collect(),
        total: page.total,
        pages: Pages {
            first: asked.said("after").map(|_| first),
            previous: None,
            next: page.next.map(|id| asked.clone().with("after", &id.to_string()).link("/finance/receipts")),
        },
        may_book: screen.viewer.keeps_books(),
        asked,
    };
    Ok(html(&page.frame, &page))
}

impl Tab {
    fn tally(&self) -> usize {
        self.count
    }
}

async fn read(screen: &Screen, asked: &Address) -> Result<SlipQuery, Failure> {
    let shown = SHOWN.into_iter().find(|(_, key, _)| *key == asked.get("shown"));
    let (shown, ..) = shown.ok_or_else(|| refused(unknown("shown", asked.get("shown"))))?;
    Ok(SlipQuery {
        scope: screen.viewer.scope(),
        shown,
        customer: customer(screen, asked.get("customer")).await?,
        after: asked.parsed("after").map_err(refused)?,
        limit: ROWS,
    })
}

const FIELDS: [(&str, &str); 5] = [
    ("receipt-amount", "amount"),
    ("receipt-rate", "rate"),
    ("receipt-fee", "fee"),
    ("refusal-day-in-the-future", "day"),
    ("order-unknown-customer", "customer"),
];

pub async fn ask(screen: Screen) -> Answer {
    Ok(form(&screen).await?.answer(StatusCode::OK))
}

async fn form(screen: &Screen) -> Result<DeedPage, Failure> {
    must_see(screen).await?;
    must_keep_books(screen)?;
    let back = ("/finance/receipts".to_owned(), screen.frame().t("finance-receipts"));
    let mut page = DeedPage::new(screen, "finance-receipt-new", back, "/finance/receipts/new".to_owned());
    let codes = currencies().into_iter().map(|code| (code.to_owned(), code.to_owned())).collect();
    let usual = screen.app.store.world().company.settings.currency.to_string();
    let text = |name, key| page.field(name, key, Kind::Text);
    page.fields = vec![
        page.field("day", "finance-received-on", Kind::Date).required().value(screen.today().to_string()),
        text("amount", "finance-credited").required(),
        page.field("currency", "currency", Kind::Select(codes)).required().value(usual),
        text("fee", "finance-fee").hint(page.frame.t("finance-fee-hint")),
        text("payer", "finance-payer"),
        text("customer", "finance-customer").hint(page.frame.t("finance-customer-hint")),
        text("reference", "finance-reference"),
        text("rate", "finance-rate").hint(page.frame.t("finance-rate-hint")),
        page.field("remark", "finance-remark", Kind::Area),
    ];
    Ok(page)
}

pub async fn receive(screen: Screen, typed: Typed) -> Answer {
    let mut page = form(&screen).await?;
    page.take(&typed);
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(&typed, &reader);
    let customer = named_customer(&screen, &mut reading).await?;
    let day = reading.day("day");
    let currency = reading.currency("currency");
    let amount = currency.and_then(|currency| reading.money("amount", currency));
    let fee = currency.and_then(|currency| reading.money_if("fee", currency));
    let rate: Option<Option<Decimal>> = reading.take("rate", typed::number(typed.get("rate")));
    let (Some(received_on), Some(amount), Some(fee), Some(rate), true) =
        (day, amount, fee, rate, reading.faults.is_empty())
    else {
        return page.faulty(reading.faults);
    };
    let receipt = Receipt {
        id: ReceiptId(uuid::Uuid::now_v7()),
        received_on,
        amount,
        fee: fee.unwrap_or(Money::zero(amount.currency)),
        payer: typed.get("payer").to_owned(),
        customer,
        reference: typed.get("reference").to_owned(),
        remark: typed.get("remark").to_owned(),
        rate,
    };
    let actor = screen.actor();
    let to = |id: ReceiptId| format!("/finance/receipts/{id}");
    let work =
        move |tx: &mut yidan_store::Tx| receivables::receive(tx, &actor, receipt.clone()).map(|kept| kept.receipt.id);
    page.done(&screen, &FIELDS, &Message::new("finance-received"), to, work).await
}

/// The customer whose name, code or part of a name was typed; none where nothing was.
pub async fn named_customer(
    screen: &Screen,
    reading: &mut Reading<'_>,
) -> Result<Option<yidan_domain::CustomerId>, Failure> {
    match customer(screen, reading.typed.get("customer").trim()).await {
        Ok(found) => Ok(found),
        Err(Failure { message: Some(why), .. }) => {
            reading.take::<()>("customer", Err(why));
            Ok(None)
        }
        Err(failure) => Err(failure),
    }
}
