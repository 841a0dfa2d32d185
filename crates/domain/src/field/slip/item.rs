//! What is on a slip: goods, gifts and display prizes, and parts of them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{SlipRefusal, copy::Pad};
use crate::{
    Currency, CustomerId, Money, OrderId, PersonId, ProductId, Quantity, SlipId, Text,
    field::fault::{Fault, check_quantity, line, line_needed, text},
};

/// The most items on a slip.
pub const MOST_ITEMS: usize = 200;

/// A slip as it is written in the shop. Its id is drawn on the phone, so that what is sent twice is kept once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    pub id: SlipId,
    pub number: String,
    pub order: Option<OrderId>,
    pub customer: CustomerId,
    pub shop: String,
    pub salesman: PersonId,
    pub carrier: String,
    pub currency: Currency,
    pub items: Vec<Item>,
    pub note: String,
    pub taken_at: Timestamp,
    pub pad: Pad,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Item {
    pub kind: ItemKind,
    pub product: Option<ProductId>,
    pub name: String,
    pub spec: String,
    pub quantity: Quantity,
    /// For one unit. Gifts may have one: it is what finance books them by.
    pub price: Option<Decimal>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    Goods,
    Gift,
    /// For showing goods well (陈列奖品).
    DisplayPrize,
}

/// Goods are signed for by one signature, gifts and prizes by another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Goods,
    Gifts,
}

/// So many ten-thousandths of an item, counted from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub item: u32,
    pub ten_thousandths: i64,
}

impl ItemKind {
    pub fn side(self) -> Side {
        match self {
            ItemKind::Goods => Side::Goods,
            ItemKind::Gift | ItemKind::DisplayPrize => Side::Gifts,
        }
    }

    pub fn name(self) -> Text {
        match self {
            ItemKind::Goods => Text::new("货品", "goods"),
            ItemKind::Gift => Text::new("赠品", "gift"),
            ItemKind::DisplayPrize => Text::new("陈列奖品", "display prize"),
        }
    }
}

impl Item {
    pub fn quantity(&self, ten_thousandths: i64) -> Quantity {
        Quantity { ten_thousandths, unit: self.quantity.unit.clone() }
    }

    /// Name and specification.
    pub fn called(&self) -> String {
        format!("{} {}", self.name, self.spec).trim_end().to_owned()
    }

    /// What so much of it is worth.
    pub fn amount(&self, ten_thousandths: i64, currency: Currency) -> Option<Money> {
        Money::rounded(self.price?.checked_mul(Decimal::new(ten_thousandths, 4))?, currency)
    }

    fn checked(self) -> Result<Self, SlipRefusal> {
        let name = line_needed(&self.name, ("品名", "name of the goods"))?;
        let what = Text::same(name.clone());
        let unit = line_needed(&self.quantity.unit, ("单位", "unit"))?;
        let quantity = Quantity { unit, ..self.quantity };
        check_quantity(&quantity, &what)?;
        let priced = Item { quantity, name, spec: line(&self.spec, ("规格", "specification"))?, ..self };
        if priced.price.is_some_and(|price| price.is_sign_negative()) {
            return Err(SlipRefusal::PriceNegative { item: what });
        }
        if priced.price.is_some() && priced.amount(priced.quantity.ten_thousandths, Currency::CNY).is_none() {
            return Err(SlipRefusal::AmountTooLarge { item: what });
        }
        Ok(priced)
    }
}

impl Draft {
    pub(super) fn checked(self) -> Result<Self, SlipRefusal> {
        if !self.items.iter().any(|item| item.kind == ItemKind::Goods) {
            return Err(SlipRefusal::NoGoods);
        }
        if self.items.len() > MOST_ITEMS {
            return Err(Fault::TooMany { what: Text::new("品项", "items"), most: MOST_ITEMS }.into());
        }
        Ok(Self {
            number: line_needed(&self.number, ("订货单号", "number of the slip"))?,
            shop: line_needed(&self.shop, ("店名地址", "name and address of the shop"))?,
            carrier: line_needed(&self.carrier, ("配送商", "carrier"))?,
            note: text(&self.note, ("备注", "remarks"))?,
            items: self.items.into_iter().map(Item::checked).collect::<Result<_, _>>()?,
            ..self
        })
    }
}

/// Parts as they are kept: each item once, in order, more than nothing of it, of items that are there.
pub(super) fn checked_parts(items: &[Item], parts: &[Part]) -> Result<Vec<Part>, SlipRefusal> {
    let mut of_items: BTreeMap<u32, i64> = BTreeMap::new();
    for part in parts {
        let place = part.item.checked_sub(1).and_then(|place| items.get(place as usize));
        let item = place.ok_or(SlipRefusal::NoSuchItem { item: part.item })?;
        check_quantity(&item.quantity(part.ten_thousandths), &Text::same(item.called()))?;
        let sum = of_items.entry(part.item).or_default();
        *sum = sum.saturating_add(part.ten_thousandths);
    }
    if of_items.is_empty() {
        return Err(SlipRefusal::NothingItemised);
    }
    Ok(of_items.into_iter().map(|(item, ten_thousandths)| Part { item, ten_thousandths }).collect())
}
