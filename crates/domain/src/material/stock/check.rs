//! Checks before an entry is made. Nothing takes more than is free, set aside, issued or arrived, neither on the entry's day
//! nor on any later day that the ledger knows of; so no balance is ever below zero, on no day.

use jiff::civil::Date;

use super::{
    SetAside, Stock, StockEntry, StockKind, StockRefusal,
    balance::{each_day_from, stock},
    entry::Effect,
};
use crate::{
    OrderId, PurchaseId, Quantity, StockEntryId,
    material::{
        Material, Purchase,
        amount::{check, check_not_negative, with_unit},
        ledger::reversible,
    },
};

/// A material with all its entries.
#[derive(Clone, Copy)]
pub struct Shelf<'a> {
    pub material: &'a Material,
    pub entries: &'a [StockEntry],
    /// What refusals call an order and a purchase: their numbers.
    pub order_number: &'a dyn Fn(OrderId) -> String,
    pub purchase_number: &'a dyn Fn(PurchaseId) -> String,
}

/// `counted` is what was found; the entry says by how much the books were wrong at the end of that day.
pub fn checked_count(shelf: Shelf, counted: i64, day: Date) -> Result<StockKind, StockRefusal> {
    check_not_negative(counted, &shelf.material.unit)?;
    let difference = counted.saturating_sub(shelf.on(day).on_hand);
    let entered = shelf.entered(StockKind::Counted { difference }, day);
    entered.map_err(|refusal| match refusal {
        StockRefusal::MoreThanAvailable { quantity, available, on, set_aside, .. } => {
            let lacks = quantity.ten_thousandths.saturating_sub(available.ten_thousandths);
            StockRefusal::CountedTooLow {
                counted: shelf.amount(counted),
                least: shelf.amount(counted.saturating_add(lacks)),
                on,
                set_aside,
            }
        }
        refusal => refusal,
    })
}

/// `quantity` is what was accepted.
pub fn checked_arrival(shelf: Shelf, of: &Purchase, quantity: i64, day: Date) -> Result<StockKind, StockRefusal> {
    shelf.check_purchase(of, quantity, day)?;
    shelf.entered(StockKind::Arrived { purchase: of.id, order: of.order, quantity }, day)
}

/// Takes what is set aside for the order that it was bought for before what is free.
pub fn checked_sending_back(shelf: Shelf, of: &Purchase, quantity: i64, day: Date) -> Result<StockKind, StockRefusal> {
    shelf.check_purchase(of, quantity, day)?;
    let allocated = of.order.map_or(0, |order| shelf.least_allocated(order, day).min(quantity));
    shelf.entered(StockKind::SentBack { purchase: of.id, order: of.order, quantity, allocated }, day)
}

/// Takes what is set aside for the order before what is free.
pub fn checked_issue(shelf: Shelf, order: OrderId, quantity: i64, day: Date) -> Result<StockKind, StockRefusal> {
    check(quantity, &shelf.material.unit)?;
    let allocated = shelf.least_allocated(order, day).min(quantity);
    shelf.entered(StockKind::Issued { order, quantity, allocated }, day)
}

pub fn checked_return(shelf: Shelf, order: OrderId, quantity: i64, day: Date) -> Result<StockKind, StockRefusal> {
    check(quantity, &shelf.material.unit)?;
    shelf.entered(StockKind::Returned { order, quantity }, day)
}

pub fn checked_allocation(shelf: Shelf, order: OrderId, quantity: i64, day: Date) -> Result<StockKind, StockRefusal> {
    check(quantity, &shelf.material.unit)?;
    shelf.entered(StockKind::Allocated { order, quantity }, day)
}

pub fn checked_freeing(shelf: Shelf, order: OrderId, quantity: i64, day: Date) -> Result<StockKind, StockRefusal> {
    check(quantity, &shelf.material.unit)?;
    shelf.entered(StockKind::Freed { order, quantity }, day)
}

/// An entry on which later ones rest stays until these are reversed.
pub fn checked_reversal(shelf: Shelf, entry: StockEntryId, day: Date) -> Result<StockKind, StockRefusal> {
    let wrong = reversible(shelf.entries, entry, day)?;
    shelf.check_effect(wrong.kind.effect().undone(), day)?;
    Ok(StockKind::Reversed { entry })
}

impl Shelf<'_> {
    fn on(&self, day: Date) -> Stock {
        stock(self.entries, self.material.id, day)
    }

    fn amount(&self, ten_thousandths: i64) -> Quantity {
        with_unit(ten_thousandths, &self.material.unit)
    }

    fn check_purchase(&self, of: &Purchase, quantity: i64, day: Date) -> Result<(), StockRefusal> {
        check(quantity, &self.material.unit)?;
        if of.material != self.material.id {
            return Err(StockRefusal::OtherMaterial { number: of.number.clone() });
        }
        if day < of.ordered_on {
            return Err(StockRefusal::BeforeOrdered { number: of.number.clone(), ordered_on: of.ordered_on });
        }
        Ok(())
    }

    fn entered(&self, kind: StockKind, day: Date) -> Result<StockKind, StockRefusal> {
        self.check_effect(kind.effect(), day)?;
        Ok(kind)
    }

    /// Does every balance bear this from `day` on?
    fn check_effect(&self, effect: Effect, day: Date) -> Result<(), StockRefusal> {
        let Effect { on_hand, order, allocated, issued, purchase, arrived } = effect;
        if let Some((order, taken)) = order.zip(taken(allocated)) {
            let least = self.least_allocated(order, day);
            if least < taken {
                return Err(StockRefusal::MoreThanAllocated {
                    order: (self.order_number)(order),
                    quantity: self.amount(taken),
                    allocated: self.amount(least),
                });
            }
        }
        if let Some((order, taken)) = order.zip(taken(issued)) {
            let (least, ..) = self.least(day, |stock| stock.issued_to(order));
            if least < taken {
                return Err(StockRefusal::MoreThanIssued {
                    order: (self.order_number)(order),
                    quantity: self.amount(taken),
                    issued: self.amount(least),
                });
            }
        }
        if let Some((purchase, taken)) = purchase.zip(taken(arrived)) {
            let (least, ..) = self.least(day, |stock| stock.arrived_of(purchase));
            if least < taken {
                return Err(StockRefusal::MoreThanArrived {
                    number: (self.purchase_number)(purchase),
                    quantity: self.amount(taken),
                    arrived: self.amount(least),
                });
            }
        }
        let Some(taken) = taken(on_hand.saturating_sub(allocated)) else { return Ok(()) };
        let (least, on, stock) = self.least(day, Stock::available);
        if least < taken {
            return Err(self.more_than_available(taken, on, &stock));
        }
        Ok(())
    }

    fn more_than_available(&self, taken: i64, on: Date, stock: &Stock) -> StockRefusal {
        let mut set_aside: Vec<(OrderId, i64)> = stock.allocated.iter().map(|(order, it)| (*order, *it)).collect();
        set_aside.sort_by_key(|(order, quantity)| (std::cmp::Reverse(*quantity), *order));
        let called =
            |(order, quantity)| SetAside { order: (self.order_number)(order), quantity: self.amount(quantity) };
        StockRefusal::MoreThanAvailable {
            quantity: self.amount(taken),
            available: self.amount(stock.available()),
            on_hand: self.amount(stock.on_hand),
            on,
            set_aside: set_aside.into_iter().map(called).collect(),
        }
    }

    fn least_allocated(&self, order: OrderId, day: Date) -> i64 {
        self.least(day, |stock| stock.allocated_to(order)).0
    }

    /// The least that a figure comes to on `day` or later, the first day on which it does, and the stock of that day.
    fn least(&self, day: Date, figure: impl Fn(&Stock) -> i64) -> (i64, Date, Stock) {
        let mut least: Option<(i64, Date, Stock)> = None;
        each_day_from(self.entries, self.material.id, day, |on, stock| {
            let value = figure(stock);
            if least.as_ref().is_none_or(|(least, ..)| value < *least) {
                least = Some((value, on, stock.clone()));
            }
        });
        least.unwrap_or((0, day, Stock::default()))
    }
}

/// How much less there is by this change, if less.
fn taken(change: i64) -> Option<i64> {
    (change < 0).then(|| change.saturating_neg())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Say,
        material::tests::{day, id, material, material_id, order, purchase, stock_entry},
    };

    const ONE: i64 = 10_000;

    fn on(date: u8) -> Date {
        day(&format!("2026-03-{date:02}"))
    }

    fn said(checked: Result<StockKind, StockRefusal>) -> String {
        checked.err().map(|refusal| refusal.say().to_string()).unwrap_or_default()
    }

    fn shelf<'a>(material: &'a Material, entries: &'a [StockEntry]) -> Shelf<'a> {
        Shelf {
            material,
            entries,
            order_number: &|order| format!("SO-{}", order.0.as_u128()),
            purchase_number: &|purchase| format!("PO-{}", purchase.0.as_u128()),
        }
    }

    /// 500 m counted on the 2nd, 1,000 m bought for order 1 on the 5th, 300 m set aside for order 2 on the 6th, of which 100 m
    /// are freed on the 12th, 400 m issued to order 1 on the 9th and 50 m of these back on the 10th.
    fn ledger() -> Vec<StockEntry> {
        let (first, second) = (order(1), order(2));
        let kinds = [
            (2, StockKind::Counted { difference: 500 * ONE }),
            (5, StockKind::Arrived { purchase: PurchaseId(id(1)), order: Some(first), quantity: 1_000 * ONE }),
            (6, StockKind::Allocated { order: second, quantity: 300 * ONE }),
            (9, StockKind::Issued { order: first, quantity: 400 * ONE, allocated: 400 * ONE }),
            (10, StockKind::Returned { order: first, quantity: 50 * ONE }),
            (12, StockKind::Freed { order: second, quantity: 100 * ONE }),
        ];
        (1..).zip(kinds).map(|(number, (date, kind))| stock_entry(number, 1, on(date), kind)).collect()
    }

    #[test]
    fn balances_of_any_day() {
        let entries = ledger();
        for (date, on_hand, first, second, issued, available) in [
            (1, 0, 0, 0, 0, 0),
            (2, 500, 0, 0, 0, 500),
            (5, 1_500, 1_000, 0, 0, 500),
            (6, 1_500, 1_000, 300, 0, 200),
            (9, 1_100, 600, 300, 400, 200),
            (10, 1_150, 600, 300, 350, 250),
            (12, 1_150, 600, 200, 350, 350),
        ] {
            let stock = stock(&entries, material_id(1), on(date));
            let found = [
                stock.on_hand,
                stock.allocated_to(order(1)),
                stock.allocated_to(order(2)),
                stock.issued_to(order(1)),
                stock.available(),
            ];
            assert_eq!(found, [on_hand, first, second, issued, available].map(|it| it * ONE), "{date}");
        }
    }

    #[test]
    fn nothing_takes_more_than_there_is_on_its_day_or_later() {
        let (fabric, entries) = (material(1, "m"), ledger());
        let shelf = shelf(&fabric, &entries);
        let (bought, later) = (Purchase { order: Some(order(1)), ..purchase(1, 1_000) }, purchase(9, 10));
        let other = Purchase { material: material_id(2), ..purchase(1, 1_000) };
        let cases = [
            // Issues: what is set aside first, then what is free.
            (said(checked_issue(shelf, order(1), 950 * ONE, on(12))), ""),
            (said(checked_issue(shelf, order(2), 550 * ONE, on(12))), ""),
            (
                said(checked_issue(shelf, order(2), 551 * ONE, on(12))),
                r#"stock short set aside: quantity = "351 m", available = "350 m", held = "1,150 m", day = 2026-03-12, orders = ["SO-1 600 m", "SO-2 200 m"]"#,
            ),
            // On the 6th 200 m are free; of the 300 m for order 2 only 200 m stay so.
            (said(checked_issue(shelf, order(2), 400 * ONE, on(6))), ""),
            (
                said(checked_issue(shelf, order(3), 201 * ONE, on(6))),
                r#"stock short set aside: quantity = "201 m", available = "200 m", held = "1,500 m", day = 2026-03-06, orders = ["SO-1 1,000 m", "SO-2 300 m"]"#,
            ),
            (
                said(checked_issue(shelf, order(3), ONE, on(1))),
                r#"stock short: quantity = "1 m", available = "0 m", day = 2026-03-01"#,
            ),
            // Set aside and set free.
            (said(checked_allocation(shelf, order(3), 350 * ONE, on(20))), ""),
            (said(checked_freeing(shelf, order(1), 600 * ONE, on(20))), ""),
            (
                said(checked_freeing(shelf, order(1), 601 * ONE, on(5))),
                r#"stock more than allocated: order = "SO-1", quantity = "601 m", allocated = "600 m""#,
            ),
            (
                said(checked_return(shelf, order(1), 351 * ONE, on(9))),
                r#"stock more than issued: order = "SO-1", quantity = "351 m", issued = "350 m""#,
            ),
            // Back to the supplier: of what was bought, what is set aside first.
            (said(checked_sending_back(shelf, &bought, 950 * ONE, on(12))), ""),
            (
                said(checked_sending_back(shelf, &bought, 1_001 * ONE, on(12))),
                r#"stock more than arrived: number = "PO-1", quantity = "1,001 m", arrived = "1,000 m""#,
            ),
            (
                said(checked_arrival(shelf, &bought, ONE, on(1))),
                r#"stock before ordered: number = "PO-1", ordered = 2026-03-02"#,
            ),
            (said(checked_arrival(shelf, &other, ONE, on(5))), r#"stock other material: number = "PO-1""#),
            (said(checked_arrival(shelf, &later, ONE, on(5))), ""),
            (said(checked_arrival(shelf, &later, 0, on(5))), r#"material quantity not positive: quantity = "0 m""#),
            // Counts: 800 m are set aside, so less cannot be there before some of that is set free.
            (said(checked_count(shelf, 800 * ONE, on(12))), ""),
            (
                said(checked_count(shelf, 799 * ONE, on(12))),
                r#"stock counted below set aside: counted = "799 m", least = "800 m", day = 2026-03-12, orders = ["SO-1 600 m", "SO-2 200 m"]"#,
            ),
            // On the 2nd 300 m would have been too few for what was set aside on the 6th.
            (
                said(checked_count(shelf, 299 * ONE, on(2))),
                r#"stock counted below set aside: counted = "299 m", least = "300 m", day = 2026-03-06, orders = ["SO-1 1,000 m", "SO-2 300 m"]"#,
            ),
            (said(checked_count(shelf, 300 * ONE, on(2))), ""),
            (said(checked_count(shelf, -1, on(12))), r#"material quantity not positive: quantity = "-0.0001 m""#),
        ];
        for (number, (refused, expected)) in cases.into_iter().enumerate() {
            assert_eq!(refused, expected, "case {number}");
        }
    }

    #[test]
    fn an_issue_says_how_much_of_it_was_set_aside() {
        let (fabric, entries) = (material(1, "m"), ledger());
        let shelf = shelf(&fabric, &entries);
        for (to, quantity, date, allocated) in
            [(1, 100, 12, 100), (1, 700, 12, 600), (2, 300, 6, 200), (3, 10, 12, 0), (1, 650, 5, 600)]
        {
            let issued = StockKind::Issued { order: order(to), quantity: quantity * ONE, allocated: allocated * ONE };
            assert_eq!(checked_issue(shelf, order(to), quantity * ONE, on(date)), Ok(issued), "{quantity} for {to}");
        }
    }

    #[test]
    fn what_is_counted_has_no_fractions() {
        let zips = material(1, "条");
        let shelf = shelf(&zips, &[]);
        let refused = said(checked_count(shelf, 15_000, on(2)));
        assert_eq!(refused, r#"material quantity in fractions: quantity = "1.5 条""#);
        assert_eq!(checked_count(shelf, 20_000, on(2)), Ok(StockKind::Counted { difference: 20_000 }));
    }

    #[test]
    fn an_entry_is_reversed_once_and_only_while_nothing_rests_on_it() {
        let (fabric, mut entries) = (material(1, "m"), ledger());
        entries.push(stock_entry(7, 1, on(13), StockKind::Allocated { order: order(3), quantity: ONE }));
        entries.push(stock_entry(8, 1, on(14), StockKind::Reversed { entry: StockEntryId(id(7)) }));
        let shelf = shelf(&fabric, &entries);
        for (number, date, expected) in [
            // 300 m are set aside of the 500 m; 200 m are free then and later.
            (
                1,
                2,
                r#"stock short set aside: quantity = "500 m", available = "200 m", held = "1,500 m", day = 2026-03-06, orders = ["SO-1 1,000 m", "SO-2 300 m"]"#,
            ),
            (2, 20, r#"stock more than allocated: order = "SO-1", quantity = "1,000 m", allocated = "600 m""#),
            (3, 20, r#"stock more than allocated: order = "SO-2", quantity = "300 m", allocated = "200 m""#),
            (4, 20, r#"stock more than issued: order = "SO-1", quantity = "400 m", issued = "350 m""#),
            (5, 20, ""),
            (6, 12, ""),
            (6, 11, "material entry reversed before: day = 2026-03-12"),
            (7, 20, "material entry already reversed"),
            (8, 20, "material entry is reversal"),
            (9, 20, "material entry unknown"),
        ] {
            assert_eq!(said(checked_reversal(shelf, StockEntryId(id(number)), on(date))), expected, "{number}");
        }
    }
}
