//! What is wrong with a cost sheet before it is kept, each fault with the item and the way out.

use rust_decimal::Decimal;

use super::{Basis, CostSheet, Item};
use crate::{
    Currency, Message, Say, Text,
    order::decide::{LONGEST_NAME, LONGEST_TEXT},
};

pub const MOST_ITEMS: usize = 200;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    QuantityNotPositive,
    PriceNegative,
    RateNotPositive,
    VatOutOfRange,
    /// More would be refunded than was paid.
    RefundOutOfRange {
        vat_percent: Decimal,
    },
    NoteTooLong {
        limit: usize,
    },
    TooManyItems {
        limit: usize,
    },
    /// `number` counts from 1.
    Item {
        number: usize,
        name: Text,
        what: ItemFault,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemFault {
    TooLong {
        limit: usize,
    },
    Negative,
    PercentOutOfRange,
    /// Neither the base nor the selling currency.
    OtherCurrency {
        currency: Currency,
    },
    /// Bought by the kilogram, and what a metre weighs cannot be told.
    WeightMissing,
}

impl CostSheet {
    /// All that is wrong. What is merely not known yet, such as the price, is told by `figures`.
    pub fn faults(&self) -> Vec<Fault> {
        let vat_percent = self.vat_percent;
        let mut faults = Vec::new();
        let mut check = |wrong: bool, fault: Fault| {
            if wrong {
                faults.push(fault);
            }
        };
        check(self.quantity.ten_thousandths <= 0, Fault::QuantityNotPositive);
        check(self.price.is_some_and(is_negative), Fault::PriceNegative);
        check(self.rate.is_some_and(|rate| rate <= Decimal::ZERO), Fault::RateNotPositive);
        check(!is_percent(vat_percent), Fault::VatOutOfRange);
        let refund_fits = !is_negative(self.refund_percent) && self.refund_percent <= vat_percent;
        check(!refund_fits, Fault::RefundOutOfRange { vat_percent });
        check(is_longer(&self.note, LONGEST_TEXT), Fault::NoteTooLong { limit: LONGEST_TEXT });
        check(self.items.len() > MOST_ITEMS, Fault::TooManyItems { limit: MOST_ITEMS });
        for (number, item) in (1..).zip(&self.items).take(MOST_ITEMS) {
            let faults_of_item = item.faults(self).into_iter();
            faults.extend(faults_of_item.map(|what| Fault::Item { number, name: item.called(), what }));
        }
        faults
    }
}

impl Item {
    /// Its name, or what kind of cost it is.
    pub(super) fn called(&self) -> Text {
        if self.name.is_empty() {
            return self.kind.name();
        }
        Text::same(self.name.chars().take(LONGEST_NAME).collect::<String>())
    }

    fn faults(&self, sheet: &CostSheet) -> Vec<ItemFault> {
        let (amounts, percents, unit) = match &self.basis {
            Basis::PerUnit(amount) | Basis::Total(amount) => (vec![*amount], vec![], ""),
            Basis::PercentOfPrice(percent) => (vec![], vec![*percent], ""),
            Basis::Consumption { per_piece, unit, wastage_percent, price } => {
                (vec![*per_piece, *price], vec![*wastage_percent], unit.as_str())
            }
            Basis::Weighed { metres_per_piece, wastage_percent, price_per_kg } => {
                (vec![*metres_per_piece, *price_per_kg], vec![*wastage_percent], "kg")
            }
        };
        let (mut amounts, mut words) = (amounts, vec![self.name.as_str(), &self.spec, unit]);
        if let Some(fabric) = &self.fabric {
            amounts.extend([fabric.weight_gsm, fabric.width_cm].into_iter().flatten());
            words.extend([fabric.composition.as_str(), &fabric.yarn]);
        }
        let faults = [
            (words.into_iter().any(|words| is_longer(words, LONGEST_NAME)), ItemFault::TooLong { limit: LONGEST_NAME }),
            (amounts.into_iter().any(is_negative), ItemFault::Negative),
            (!percents.into_iter().all(is_percent), ItemFault::PercentOutOfRange),
            (!sheet.knows(self.currency), ItemFault::OtherCurrency { currency: self.currency }),
            (self.lacks_weight(), ItemFault::WeightMissing),
        ];
        faults.into_iter().filter_map(|(wrong, fault)| wrong.then_some(fault)).collect()
    }
}

fn is_negative(number: Decimal) -> bool {
    number < Decimal::ZERO
}

fn is_percent(number: Decimal) -> bool {
    (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&number)
}

fn is_longer(words: &str, limit: usize) -> bool {
    words.chars().count() > limit
}

impl Say for Fault {
    fn say(&self) -> Message {
        match self {
            Fault::QuantityNotPositive => Message::new("costing-quantity-not-positive"),
            Fault::PriceNegative => Message::new("costing-price-negative"),
            Fault::RateNotPositive => Message::new("costing-rate-not-positive"),
            Fault::VatOutOfRange => Message::new("costing-vat-out-of-range"),
            Fault::RefundOutOfRange { vat_percent } => {
                Message::new("costing-refund-out-of-range").with("vat", vat_percent.normalize().to_string())
            }
            Fault::NoteTooLong { limit } => Message::new("costing-note-too-long").with("limit", *limit),
            Fault::TooManyItems { limit } => Message::new("costing-too-many-items").with("limit", *limit),
            Fault::Item { number, name, what } => what.say().with("line", *number).with("name", name),
        }
    }
}

/// Says nothing of which item it is: the sheet's fault adds that.
impl Say for ItemFault {
    fn say(&self) -> Message {
        match self {
            ItemFault::TooLong { limit } => Message::new("costing-item-too-long").with("limit", *limit),
            ItemFault::Negative => Message::new("costing-item-negative"),
            ItemFault::PercentOutOfRange => Message::new("costing-item-percent-out-of-range"),
            ItemFault::OtherCurrency { currency } => {
                Message::new("costing-item-other-currency").with("currency", currency.code())
            }
            ItemFault::WeightMissing => Message::new("costing-item-weight-missing"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Quantity,
        costing::{Fabric, Kind},
    };

    fn number(typed: &str) -> Decimal {
        typed.parse().unwrap()
    }

    fn sheet() -> CostSheet {
        let item = Item {
            kind: Kind::Fabric,
            name: "珠地布".to_owned(),
            basis: Basis::Weighed {
                metres_per_piece: number("0.72"),
                wastage_percent: number("5"),
                price_per_kg: number("38.50"),
            },
            currency: Currency::CNY,
            spec: String::new(),
            fabric: Some(Fabric {
                weight_gsm: Some(number("220")),
                width_cm: Some(number("175")),
                ..Fabric::default()
            }),
            with_vat: None,
        };
        let quantity = Quantity::exact(number("3000"), "件").unwrap();
        CostSheet { items: vec![item], ..CostSheet::new(Currency::CNY, Currency::USD, quantity) }
    }

    #[test]
    fn each_fault_is_named() {
        assert_eq!(sheet().faults(), []);
        type Change = fn(&mut CostSheet);
        let cases: [(Change, &str); 15] = [
            (|sheet| sheet.quantity.ten_thousandths = 0, "costing-quantity-not-positive"),
            (|sheet| sheet.price = Some(number("-0.01")), "costing-price-negative"),
            (|sheet| sheet.rate = Some(Decimal::ZERO), "costing-rate-not-positive"),
            (
                |sheet| {
                    sheet.vat_percent = number("100.1");
                    sheet.refund_percent = number("13");
                },
                "costing-vat-out-of-range",
            ),
            (|sheet| sheet.refund_percent = number("13.01"), "costing-refund-out-of-range"),
            (|sheet| sheet.refund_percent = number("-1"), "costing-refund-out-of-range"),
            (|sheet| sheet.note = "长".repeat(LONGEST_TEXT + 1), "costing-note-too-long"),
            (|sheet| sheet.items = vec![sheet.items[0].clone(); MOST_ITEMS + 1], "costing-too-many-items"),
            (|sheet| sheet.items[0].spec = "长".repeat(LONGEST_NAME + 1), "costing-item-too-long"),
            (|sheet| sheet.items[0].basis = Basis::Total(number("-1")), "costing-item-negative"),
            (|sheet| sheet.items[0].basis = Basis::PercentOfPrice(number("101")), "costing-item-percent-out-of-range"),
            (|sheet| sheet.items[0].currency = Currency::EUR, "costing-item-other-currency"),
            (|sheet| sheet.items[0].fabric = None, "costing-item-weight-missing"),
            (|sheet| sheet.items[0].fabric = Some(Fabric::default()), "costing-item-weight-missing"),
            (
                |sheet| {
                    sheet.items[0].basis = Basis::Consumption {
                        per_piece: number("1"),
                        unit: "m".to_owned(),
                        wastage_percent: number("-5"),
                        price: number("1"),
                    }
                },
                "costing-item-percent-out-of-range",
            ),
        ];
        for (change, key) in cases {
            let mut sheet = sheet();
            change(&mut sheet);
            let keys: Vec<_> = sheet.faults().iter().map(|fault| fault.say().key).collect();
            assert_eq!(keys, [key]);
        }
    }

    #[test]
    fn an_item_is_called_by_its_name_or_its_kind() {
        let mut sheet = sheet();
        sheet.items[0].currency = Currency::EUR;
        let said = |sheet: &CostSheet| sheet.faults()[0].say().to_string();
        assert!(said(&sheet).contains(r#"line = 1, name = "珠地布""#), "{}", said(&sheet));
        sheet.items[0].name.clear();
        assert!(said(&sheet).contains(r#"line = 1, name = "Fabric""#), "{}", said(&sheet));
    }
}
