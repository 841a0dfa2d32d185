//! One page of the rows that match, in order: the first few behind (or before) the cursor.

use std::cmp::Ordering;

use yidan_domain::OrderId;

use super::{
    bits::Bits,
    columns::Columns,
    cursor::Cursor,
    query::{Query, Sort},
    ranking::{Ranked, Ranking},
    top::Top,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    pub ids: Vec<OrderId>,
    /// How many orders match, on all pages together.
    pub total: usize,
    pub next: Option<Cursor>,
    pub prev: Option<Cursor>,
}

/// So many orders are sorted faster than found on the way.
const FEW: usize = 1_000;

impl Columns {
    pub fn page(&self, query: &Query) -> Page {
        let found = self.matching(query);
        let limit = query.limit.max(1);
        // A cursor of a list sorted otherwise says nothing about this one.
        let from = query.after.as_ref().filter(|c| c.sort == query.sort && c.descending == query.descending);
        let backward = from.is_some_and(|cursor| cursor.backward);
        let ranking = Ranking::new(self, query);
        let mut rows = match query.sort {
            Sort::Number => self.by_number(&found, from, query.descending != backward, limit.saturating_add(1)),
            _ => first_few(&found, &ranking, from, limit.saturating_add(1)),
        };
        let more = rows.len() > limit;
        rows.truncate(limit);
        if backward {
            rows.reverse();
        }
        // Where the reader came from there is something, or was a moment ago.
        let (before, after) = if backward { (more, true) } else { (from.is_some(), more) };
        Page {
            total: found.count(),
            next: rows.last().filter(|_| after).map(|row| ranking.cursor(*row, false)),
            prev: rows.first().filter(|_| before).map(|row| ranking.cursor(*row, true)),
            ids: rows.into_iter().map(|row| self.id(row as usize)).collect(),
        }
    }

    /// By number. Few orders are sorted; many are met soon on the way along the order that is always kept.
    fn by_number(&self, found: &Bits, from: Option<&Cursor>, down: bool, limit: usize) -> Vec<u32> {
        let from = from.and_then(|cursor| Some((cursor.place.words()?.as_bytes(), cursor.id)));
        if found.count() > FEW { self.walk(found, from, down, limit) } else { self.sort(found, from, down, limit) }
    }

    fn sort(&self, found: &Bits, from: Option<(&[u8], OrderId)>, down: bool, limit: usize) -> Vec<u32> {
        let turned = |order: Ordering| if down { order.reverse() } else { order };
        let is_behind = |row: u32| from.is_none_or(|(number, id)| turned(self.compare_number(row, number, id)).is_gt());
        let mut rows = Vec::new();
        found.each(|row| rows.extend(Some(row as u32).filter(|row| is_behind(*row))));
        rows.sort_unstable_by(|a, b| {
            turned(self.compare_number(*a, self.texts.first(*b as usize), self.id(*b as usize)))
        });
        rows.truncate(limit);
        rows
    }

    fn walk(&self, found: &Bits, from: Option<(&[u8], OrderId)>, down: bool, limit: usize) -> Vec<u32> {
        let gap = from.map(|(number, id)| {
            self.by_number.gap(|row| {
                let place = self.compare_number(row, number, id);
                // Going up, the cursor's own order is passed, too.
                if !down && place.is_eq() { Ordering::Less } else { place }
            })
        });
        let pick =
            |rows: &mut dyn Iterator<Item = u32>| rows.filter(|row| found.has(*row as usize)).take(limit).collect();
        match (down, gap) {
            (false, None) => pick(&mut self.by_number.iter()),
            (false, Some(gap)) => pick(&mut self.by_number.after(gap)),
            (true, gap) => pick(&mut self.by_number.before(gap.unwrap_or(self.by_number.end()))),
        }
    }
}

/// By anything else: the first few of all, in one pass.
fn first_few(found: &Bits, ranking: &Ranking, from: Option<&Cursor>, limit: usize) -> Vec<u32> {
    let backward = from.is_some_and(|cursor| cursor.backward);
    let from = from.map(|cursor| ranking.of_cursor(cursor).turned(backward));
    let mut top: Top<Ranked> = Top::new(limit);
    ranking.each(found, |row, place| {
        let turned = if backward { !place } else { place };
        if top.bar().is_some_and(|bar| turned > bar.place) || from.is_some_and(|from| turned < from.place) {
            return;
        }
        let ranked = ranking.of_row(row, place).turned(backward);
        if from.is_none_or(|from| ranked.is_behind(&from)) {
            top.offer(ranked);
        }
    });
    top.into_sorted().into_iter().map(|ranked| ranked.row).collect()
}
