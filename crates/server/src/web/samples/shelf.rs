//! What there is of the material of an item, where its stock is looked up.

use yidan_domain::{
    Quantity,
    material::Material,
    sample::{Item, Sample},
};
use yidan_store::{
    Error, Tx,
    materials::{self, OnShelf},
};

use super::{
    Drawn, Failure, Screen,
    tell::{Told, item},
};
use crate::{texts::Reader, web::orders::fields::Field};

pub struct Shelf {
    material: Material,
    there: OnShelf,
}

impl Shelf {
    /// Only where stock is looked up, and of an item that says which material it is.
    pub async fn of(screen: &Screen, sample: &Sample, told: Told, drawn: Drawn) -> Result<Option<Self>, Failure> {
        let item = item(sample, drawn).filter(|_| told == Told::Stock);
        let Some(material) = item.and_then(|item| item.material) else { return Ok(None) };
        let read = move |tx: &mut Tx| {
            Ok(Self { material: materials::get(tx, material)?, there: materials::on_shelf(tx, material)? })
        };
        match screen.app.store.read(read).await {
            Ok(shelf) => Ok(Some(shelf)),
            Err(Error::NotFound(_)) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    pub fn name(&self, reader: &Reader) -> String {
        format!("{} {}", self.material.code, self.material.name.get(reader.lang))
    }

    /// On hand, set aside, free.
    pub fn words(&self) -> String {
        let there = [self.there.on_hand, self.there.allocated, self.there.available()];
        let [on_hand, allocated, free] = there.map(|amount| self.quantity(amount).amount().to_string());
        format!("{on_hand} / {allocated} / {free} {}", self.material.unit)
    }

    /// Fills in what is free, or that it has to be ordered; whoever looks may say otherwise.
    pub fn offer(&self, item: &Item, fields: &mut [Field]) {
        let free = self.there.available();
        for field in fields {
            match field.name.as_str() {
                "state" => field.value = if free > 0 { "found" } else { "to_order" }.to_owned(),
                "quantity" if free > 0 && self.material.unit == item.quantity.unit => {
                    field.value = self.quantity(free).amount().to_string();
                }
                _ => {}
            }
        }
    }

    fn quantity(&self, ten_thousandths: i64) -> Quantity {
        Quantity { ten_thousandths, unit: self.material.unit.clone() }
    }
}
