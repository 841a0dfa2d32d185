//! The tracking sheet (S12): which rows of open orders it shows, in the order of purchase.

use jiff::civil::Date;
use yidan_domain::{MaterialId, OrderId, order::lateness::day_number};

use super::{
    super::followed::{SheetFilter, Standing},
    Seen,
    columns::Columns,
    needs::Row,
    sought::Sought,
};
use crate::board::top::Top;

/// What a row is sorted by, then the row: the day of purchase, number and id of the order, and its place in it; its material.
type Place<'a> = (i32, &'a [u8], OrderId, usize, u32);

impl Columns {
    /// A page of the rows that fit, by order and material, and how many do.
    pub fn sheet(
        &self,
        filter: &SheetFilter,
        seen: &Seen,
        (skip, limit): (usize, usize),
        today: Date,
    ) -> (Vec<(OrderId, MaterialId)>, usize) {
        let (today, words) = (day_number(today), Sought::of(&filter.words, self));
        let material = filter.material.map(|material| self.materials.find(&material));
        let supplier = filter.supplier.map(|supplier| self.suppliers.find(&supplier));
        let (mut total, mut top) = (0, Top::new(skip.saturating_add(limit)));
        let mut besides = Vec::new();
        for (order, needs) in &self.needs {
            if !seen.has(*order) {
                continue;
            }
            let at = self.orders.row(*order);
            if !words.is_empty() {
                besides.clear();
                besides.extend(words.besides(seen.orders.number(at)));
            }
            for (place, row) in needs.rows.iter().enumerate() {
                let is_from = |line: &u32| supplier == Some(Some(self.bought[*line as usize].supplier));
                let fits = material.is_none_or(|material| material == Some(row.material))
                    && filter.which.fits(&row.standing(today))
                    && (supplier.is_none() || row.bought.iter().any(is_from))
                    && besides.iter().all(|word| {
                        word.is_material(row.material) || row.bought.iter().any(|line| word.is_line(*line))
                    });
                if !fits {
                    continue;
                }
                total += 1;
                // The order's number is looked up only for what may come on the page.
                if top.bar().is_none_or(|bar: &Place| row.purchased_on <= bar.0) {
                    top.offer((row.purchased_on, seen.orders.number(at), self.orders.id(*order), place, row.material));
                }
            }
        }
        let page = top.into_sorted().into_iter().skip(skip).take(limit);
        (page.map(|(.., order, _, material)| (order, self.materials.keys()[material as usize])).collect(), total)
    }
}

impl Row {
    fn standing(&self, today: i32) -> Standing {
        Standing {
            is_short: self.shortage > 0,
            is_coming: self.is_coming,
            is_overdue: self.due < today,
            is_unconfirmed: self.is_unconfirmed,
            is_covered: self.missing == 0,
        }
    }
}
