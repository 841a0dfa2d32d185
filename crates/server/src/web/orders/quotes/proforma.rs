//! The proforma invoice of one round: a sheet of A4 in Chinese and English for the customer to sign, as the browser prints
//! it.

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;
use yidan_domain::{Lang, Text, order::Quotation, party::Customer, terms::payment};
use yidan_store::{Error, company::Settings};

use super::super::{
    super::{Answer, Screen},
    loaded::Loaded,
    parsed,
    view::{LineView, lines},
};
use crate::{
    page::{Frame, Nav, filters, html},
    texts,
};

#[derive(Template)]
#[template(path = "orders/quotes/proforma.html")]
struct Proforma {
    frame: Frame,
    back: String,
    /// The order's number with the round.
    number: String,
    date: Date,
    valid_until: Option<Date>,
    /// The customer's own number.
    reference: String,
    seller: Settings,
    buyer: Option<Customer>,
    lines: Vec<LineView>,
    currency: String,
    total: String,
    payment: Text,
    trade: String,
    delivery: Option<Date>,
    ship_to: String,
    remarks: String,
    note: String,
}

pub async fn show(screen: Screen, Path((id, round)): Path<(String, String)>) -> Answer {
    let loaded = Loaded::load(&screen, parsed(&id)?).await?;
    let round: u32 = parsed(&round)?;
    let quotation = loaded.order.quotations.iter().find(|quotation| quotation.round == round);
    let page = Proforma::of(&screen, &loaded, quotation.ok_or(Error::NotFound("page"))?);
    Ok(html(&page.frame, &page))
}

impl Proforma {
    fn of(screen: &Screen, loaded: &Loaded, quotation: &Quotation) -> Self {
        let header = &quotation.header;
        let mut frame = screen.frame().at(Nav::Board);
        let number = format!("{}-{}", loaded.order.number, quotation.round);
        // What a browser calls the file when it is saved.
        frame.title = format!("PI {number}");
        let payment = match payment::read(&header.payment_terms) {
            Ok(terms) => terms.written(),
            Err(_) => Text::same(header.payment_terms.as_str()),
        };
        Self {
            back: format!("/orders/{}/quotes", loaded.order.id),
            number,
            date: frame.reader.zone.to_datetime(quotation.quoted_at).date(),
            valid_until: quotation.valid_until,
            reference: header.customer_ref.clone(),
            seller: screen.app.store.world().company.settings.clone(),
            buyer: loaded.customers.get(&header.customer).cloned(),
            lines: lines(loaded, &quotation.lines, header.currency, &frame.reader),
            currency: header.currency.to_string(),
            total: quotation.total().map(|total| total.to_string()).unwrap_or_default(),
            payment,
            trade: header.trade_terms.clone(),
            delivery: header.promised,
            ship_to: header.address.clone(),
            remarks: header.remarks.clone(),
            note: quotation.note.clone(),
            frame,
        }
    }

    /// Words in both languages, whoever reads.
    fn both(&self, key: &str) -> Text {
        Text::new(texts::t(Lang::Zh, key), texts::t(Lang::En, key))
    }

    fn has_discounts(&self) -> bool {
        self.lines.iter().any(|line| !line.discount.is_empty())
    }
}
