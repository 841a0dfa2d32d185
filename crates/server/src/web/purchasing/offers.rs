//! Whom to buy from: suppliers of materials, each with how it did of late and what it asked last.

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};
use yidan_domain::{
    MaterialId, SupplierId,
    material::{Period, Price, Rating, Supplier, rating::Response},
};
use yidan_store::materials::book;

use super::{rating::RatingView, view::price_words};
use crate::texts::Reader;

pub struct Offers {
    suppliers: Vec<Supplier>,
    ratings: BTreeMap<SupplierId, RatingView>,
    last: BTreeMap<(SupplierId, MaterialId), Price>,
}

impl From<book::Offers> for Offers {
    fn from(offers: book::Offers) -> Self {
        let view = |(id, (on_time, quality))| {
            let rating = Rating { on_time, quality, prices: Vec::new(), response: Response::default() };
            (id, RatingView::of(&rating))
        };
        let mut suppliers: Vec<Supplier> = offers.suppliers.into_values().collect();
        suppliers.sort_by(|a, b| a.name.cmp(&b.name));
        Self { suppliers, ratings: offers.ratings.into_iter().map(view).collect(), last: offers.last }
    }
}

/// By which a supplier is rated where one is chosen.
pub fn of_late(today: Date) -> Period {
    Period { from: today.saturating_sub(book::RATED_DAYS.days()), to: today }
}

impl Offers {
    /// Id and words of each supplier: those who sold one of these materials first.
    pub fn options(&self, wanted: &[(MaterialId, &str)], reader: &Reader) -> Vec<(String, String)> {
        let sold = |id: SupplierId| wanted.iter().any(|(material, _)| self.last.contains_key(&(id, *material)));
        let mut all: Vec<&Supplier> = self.suppliers.iter().collect();
        all.sort_by_cached_key(|supplier| !sold(supplier.id));
        all.into_iter().map(|supplier| (supplier.id.to_string(), self.words(supplier, wanted, reader))).collect()
    }

    /// Name, share in time, share accepted, last price where one material is asked for.
    fn words(&self, supplier: &Supplier, wanted: &[(MaterialId, &str)], reader: &Reader) -> String {
        let mut words = vec![supplier.name.clone()];
        words.extend(self.ratings.get(&supplier.id).into_iter().flat_map(|rating| rating.words(reader)));
        if let [(material, unit)] = wanted
            && let Some(words_of) = self.last_price(supplier.id, *material, unit)
        {
            words.push(format!("{} {words_of}", reader.t("purchase-last-price")));
        }
        words.join(" · ")
    }

    pub fn last_price(&self, supplier: SupplierId, material: MaterialId, unit: &str) -> Option<String> {
        self.last(supplier, material).map(|price| price_words(price, unit))
    }

    pub fn last(&self, supplier: SupplierId, material: MaterialId) -> Option<Price> {
        self.last.get(&(supplier, material)).copied()
    }
}
