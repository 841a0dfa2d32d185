//! What terms of payment mean, said while they are typed: each instalment with its share, by what, and when — or why they
//! can't be read.

use askama::Template;
use axum::extract::Query;
use serde::Deserialize;
use yidan_domain::{
    Message, Say,
    terms::payment::{self, NotPaymentTerms, Part},
};

use super::super::{Answer, Screen};
use crate::{
    page::{Frame, filters, html},
    texts::Reader,
};

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    payment_terms: String,
}

#[derive(Template)]
#[template(path = "orders/terms.html")]
struct Said {
    frame: Frame,
    parts: Vec<String>,
    fault: String,
}

pub async fn check(screen: Screen, Query(asked): Query<Asked>) -> Answer {
    let frame = screen.frame();
    let (parts, fault) = match payment::read(&asked.payment_terms) {
        Ok(terms) => (terms.parts.iter().map(|part| said(part, &frame.reader)).collect(), String::new()),
        Err(NotPaymentTerms::Empty) => (Vec::new(), String::new()),
        Err(fault) => (Vec::new(), frame.reader.say(&fault.say())),
    };
    let page = Said { parts, fault, frame };
    Ok(html(&page.frame, &page))
}

/// `30 % · T/T · with the order`.
pub fn said(part: &Part, reader: &Reader) -> String {
    let sentence = Message::new("terms-part")
        .with("share", part.share_percent.normalize().to_string())
        .with("method", part.method.name())
        .with("when", part.when.name());
    reader.say(&sentence)
}
