//! Whom to buy from: suppliers of materials, each with how it did of late and what it asked last.

use std::collections::BTreeMap;

use jiff::{ToSpan, civil::Date};
use yidan_domain::{
    MaterialId, SupplierId,
    access::Viewer,
    material::{Period, Price, Supplier, SupplierKind},
};
use yidan_store::{Result, Tx, materials, suppliers};

use super::{rating::RatingView, view::price_words};
use crate::texts::Reader;

/// How far back a rating looks, in days, and how many purchases are asked for the last price.
const DAYS: i64 = 180;
const PURCHASES: usize = 5_000;

pub struct Offers {
    suppliers: BTreeMap<SupplierId, Supplier>,
    ratings: BTreeMap<SupplierId, RatingView>,
    last: BTreeMap<(SupplierId, MaterialId), (Price, Date)>,
}

/// By which a supplier is rated where one is chosen.
pub fn of_late(today: Date) -> Period {
    Period { from: today.saturating_sub(DAYS.days()), to: today }
}

/// Everybody who sells materials.
pub fn offers(tx: &mut Tx, viewer: &Viewer, today: Date) -> Result<Offers> {
    let sells = |supplier: &Supplier| !supplier.archived && supplier.kinds.contains(&SupplierKind::Materials);
    let suppliers: BTreeMap<SupplierId, Supplier> =
        suppliers::all(tx)?.into_iter().filter(|(_, supplier)| sells(supplier)).collect();
    let all = materials::purchases(tx, viewer, &materials::PurchaseFilter::default(), (0, PURCHASES), today)?;
    let (mut last, mut known) = (BTreeMap::new(), BTreeMap::new());
    let period = of_late(today);
    for kept in &all.lines {
        let purchase = &kept.purchase;
        if let Some(price) = purchase.price {
            let place = last.entry((purchase.supplier, purchase.material)).or_insert((price, purchase.ordered_on));
            if place.1 < purchase.ordered_on {
                *place = (price, purchase.ordered_on);
            }
        }
        known.insert(purchase.supplier, ());
    }
    let mut ratings = BTreeMap::new();
    for supplier in known.into_keys().filter(|supplier| suppliers.contains_key(supplier)) {
        let rating = materials::rating_of(tx, viewer, supplier, period, today)?;
        ratings.insert(supplier, RatingView::of(&rating));
    }
    Ok(Offers { suppliers, ratings, last })
}

impl Offers {
    /// Id and words of each supplier: those who sold one of these materials first.
    pub fn options(&self, wanted: &[(MaterialId, &str)], reader: &Reader) -> Vec<(String, String)> {
        let sold = |id: SupplierId| wanted.iter().any(|(material, _)| self.last.contains_key(&(id, *material)));
        let mut all: Vec<&Supplier> = self.suppliers.values().collect();
        all.sort_by_key(|supplier| (!sold(supplier.id), supplier.name.clone()));
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
        self.last.get(&(supplier, material)).map(|(price, _)| price_words(*price, unit))
    }

    pub fn last(&self, supplier: SupplierId, material: MaterialId) -> Option<Price> {
        self.last.get(&(supplier, material)).map(|(price, _)| *price)
    }
}
