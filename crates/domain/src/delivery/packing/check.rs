//! Packing data held against what is wanted: too much, too little, the wrong goods, and what is missing to ship by them.

use std::collections::BTreeMap;

use super::{Content, PackingFault, PackingList, Row};
use crate::{Message, Quantity, Say, Text, delivery::Due};

/// What packing is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measured {
    Order,
    Shipment,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// Goods that were not ordered, or do not belong to this shipment.
    WrongGoods {
        numbers: String,
        goods: Text,
        of: Measured,
    },
    OtherUnit {
        numbers: String,
        goods: Text,
        given: String,
        wanted: String,
    },
    Over {
        goods: Text,
        of: Measured,
        packed: Quantity,
        most: Quantity,
    },
    Short {
        goods: Text,
        of: Measured,
        packed: Quantity,
        least: Quantity,
    },
    NotPacked {
        goods: Text,
        of: Measured,
        wanted: Quantity,
    },
    /// These numbers are no package's.
    NumbersMissing {
        first: u32,
        last: u32,
    },
    NoWeight {
        numbers: Vec<Text>,
    },
    NoSize {
        numbers: Vec<Text>,
    },
    NoMarks,
}

/// How many of each line are packed, in ten-thousandths. What is wrong goods or counted in another unit is not.
pub fn packed<'a>(lists: impl IntoIterator<Item = &'a PackingList>, due: &[Due]) -> BTreeMap<u32, i64> {
    let mut packed = BTreeMap::new();
    for (row, content) in lists.into_iter().flat_map(contents) {
        if let Some(due) = content.line.and_then(|line| Due::find(due, line))
            && due.quantity.unit == content.quantity.unit
        {
            let sum: &mut i64 = packed.entry(due.line).or_default();
            *sum = sum.saturating_add(content.quantity.ten_thousandths.saturating_mul(i64::from(row.packages)));
        }
    }
    packed
}

/// Of the quantities. Too little is found only where the lists are said to be `complete`: more may still be packed.
pub fn quantities(lists: &[&PackingList], due: &[Due], of: Measured, complete: bool) -> Vec<Finding> {
    let mut found = Vec::new();
    for (row, content) in lists.iter().copied().flat_map(contents) {
        let numbers = row.numbers();
        match content.line.and_then(|line| Due::find(due, line)) {
            None => found.push(Finding::WrongGoods { numbers, goods: named(content), of }),
            Some(due) if due.quantity.unit != content.quantity.unit => found.push(Finding::OtherUnit {
                numbers,
                goods: due.name(),
                given: content.quantity.unit.clone(),
                wanted: due.quantity.unit.clone(),
            }),
            Some(_) => {}
        }
    }
    let packed = packed(lists.iter().copied(), due);
    for due in due {
        let goods = due.name();
        match packed.get(&due.line).copied().unwrap_or_default() {
            much if much > due.most() => {
                found.push(Finding::Over { goods, of, packed: due.amount(much), most: due.amount(due.most()) });
            }
            0 if complete && due.least() > 0 => {
                found.push(Finding::NotPacked { goods, of, wanted: due.quantity.clone() });
            }
            little if complete && little < due.least() => {
                found.push(Finding::Short { goods, of, packed: due.amount(little), least: due.amount(due.least()) });
            }
            _ => {}
        }
    }
    found
}

/// Of the list by itself: gaps between numbers, and what papers will want.
pub fn findings(list: &PackingList) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut next = 1;
    for row in &list.rows {
        if row.first > next {
            found.push(Finding::NumbersMissing { first: next, last: row.first - 1 });
        }
        next = next.max(row.last().saturating_add(1));
    }
    let without = |missing: fn(&Row) -> bool| -> Vec<Text> {
        list.rows.iter().filter(|row| missing(row)).map(|row| Text::same(row.numbers())).collect()
    };
    let weights = without(|row| row.net_grams.is_none() || row.gross_grams.is_none());
    let sizes = without(|row| row.size.is_none());
    found.extend((!weights.is_empty()).then_some(Finding::NoWeight { numbers: weights }));
    found.extend((!sizes.is_empty()).then_some(Finding::NoSize { numbers: sizes }));
    found.extend(list.marks.is_empty().then_some(Finding::NoMarks));
    found
}

impl PackingList {
    /// An amendment has moved lines of the order, each from and to; goods of a line that is gone are nobody's.
    pub fn moved(mut self, lines: &[(u32, u32)], due_before: &[Due]) -> Self {
        for content in self.rows.iter_mut().flat_map(|row| &mut row.contents) {
            let Some(line) = content.line else { continue };
            content.line = lines.iter().find(|(from, _)| *from == line).map(|(_, to)| *to);
            if content.line.is_none() && content.goods.is_empty() {
                content.goods = Due::find(due_before, line).map_or_else(|| "?".to_owned(), |due| due.goods.clone());
            }
        }
        self
    }
}

/// May packing data say so from now on, given what has left already, by line?
pub fn may_repack(packed: &BTreeMap<u32, i64>, shipped: &BTreeMap<u32, i64>, due: &[Due]) -> Result<(), PackingFault> {
    for (line, shipped) in shipped {
        let packed = packed.get(line).copied().unwrap_or_default();
        if let Some(due) = Due::find(due, *line)
            && packed < *shipped
        {
            let (packed, shipped) = (due.amount(packed), due.amount(*shipped));
            return Err(PackingFault::BelowShipped { goods: due.name(), packed, shipped });
        }
    }
    Ok(())
}

fn contents(list: &PackingList) -> impl Iterator<Item = (&Row, &Content)> {
    list.rows.iter().flat_map(|row| row.contents.iter().map(move |content| (row, content)))
}

fn named(content: &Content) -> Text {
    match content.line {
        Some(line) => Text::new(
            format!("第 {line} 行 {}", content.goods).trim().to_owned(),
            format!("line {line} {}", content.goods).trim().to_owned(),
        ),
        None => Text::same(&content.goods),
    }
}

impl Measured {
    fn name(self) -> Text {
        match self {
            Measured::Order => Text::new("订单", "the order"),
            Measured::Shipment => Text::new("本票货", "the shipment"),
        }
    }
}

impl Say for Finding {
    fn say(&self) -> Message {
        use Finding::*;
        match self {
            WrongGoods { numbers, goods, of } => Message::new("packing-wrong-goods")
                .with("numbers", numbers.as_str())
                .with("goods", goods)
                .with("of", of.name()),
            OtherUnit { numbers, goods, given, wanted } => Message::new("packing-other-unit")
                .with("numbers", numbers.as_str())
                .with("goods", goods)
                .with("given", given.as_str())
                .with("wanted", wanted.as_str()),
            Over { goods, of, packed, most } => Message::new("packing-over")
                .with("goods", goods)
                .with("of", of.name())
                .with("packed", packed.to_string())
                .with("most", most.to_string()),
            Short { goods, of, packed, least } => Message::new("packing-short")
                .with("goods", goods)
                .with("of", of.name())
                .with("packed", packed.to_string())
                .with("least", least.to_string()),
            NotPacked { goods, of, wanted } => Message::new("packing-not-packed")
                .with("goods", goods)
                .with("of", of.name())
                .with("wanted", wanted.to_string()),
            NumbersMissing { first, last } => {
                Message::new("packing-numbers-missing").with("first", i64::from(*first)).with("last", i64::from(*last))
            }
            NoWeight { numbers } => Message::new("packing-no-weight").with("numbers", shortened(numbers)),
            NoSize { numbers } => Message::new("packing-no-size").with("numbers", shortened(numbers)),
            NoMarks => Message::new("packing-no-marks"),
        }
    }
}

/// Five rows are named, not five hundred.
fn shortened(numbers: &[Text]) -> Vec<Text> {
    const NAMED: usize = 5;
    let mut some: Vec<Text> = numbers.iter().take(NAMED).cloned().collect();
    some.extend((numbers.len() > NAMED).then(|| Text::same("…")));
    some
}
