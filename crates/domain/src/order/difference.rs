//! What a change makes other than it was: line by line, and in the quantities of goods, for whoever signs it and for
//! whoever has to find the material.

use std::collections::BTreeMap;

use super::Line;
use crate::{ProductId, Quantity};

/// A line that is new, gone or another; the old one and the new one, as far as they are there.
#[derive(Debug, Clone, PartialEq)]
pub struct LineChange<'a> {
    /// From 1: its place now, or the one that it had.
    pub number: usize,
    pub old: Option<&'a Line>,
    pub new: Option<&'a Line>,
}

/// How much of some goods is ordered, before and after.
#[derive(Debug, Clone, PartialEq)]
pub struct GoodsChange {
    /// Name and specification.
    pub goods: String,
    pub old: Quantity,
    pub new: Quantity,
}

impl GoodsChange {
    /// So much more, or less.
    pub fn more(&self) -> Quantity {
        let ten_thousandths = self.new.ten_thousandths.saturating_sub(self.old.ten_thousandths);
        Quantity { ten_thousandths, unit: self.new.unit.clone() }
    }
}

/// Lines are known again by their goods first, then by their places, so that one taken out of the middle is one line less
/// and not many changed.
pub fn line_changes<'a>(old: &'a [Line], new: &'a [Line]) -> Vec<LineChange<'a>> {
    let mut was: Vec<Option<usize>> = vec![None; new.len()];
    let mut left: Vec<usize> = (0..old.len()).collect();
    let same_goods = |was: &Line, is: &Line| goods(was) == goods(is);
    let rules: [&dyn Fn(usize, usize) -> bool; 3] =
        [&|was, is| old[was] == new[is], &|was, is| same_goods(&old[was], &new[is]), &|was, is| was == is];
    for is_same in rules {
        for (is, was) in was.iter_mut().enumerate().filter(|(_, was)| was.is_none()) {
            if let Some(place) = left.iter().position(|old| is_same(*old, is)) {
                *was = Some(left.remove(place));
            }
        }
    }
    let now = was.iter().enumerate().map(|(is, was)| LineChange {
        number: is + 1,
        old: was.map(|was| &old[was]),
        new: Some(&new[is]),
    });
    let gone = left.iter().map(|was| LineChange { number: was + 1, old: Some(&old[*was]), new: None });
    now.chain(gone).filter(|change| change.old != change.new).collect()
}

/// Goods of which more or less is ordered than before.
pub fn goods_changes(old: &[Line], new: &[Line]) -> Vec<GoodsChange> {
    let mut goods_of: BTreeMap<_, GoodsChange> = BTreeMap::new();
    for (line, is_new) in old.iter().map(|line| (line, false)).chain(new.iter().map(|line| (line, true))) {
        let unit = &line.quantity.unit;
        let nothing = || Quantity { ten_thousandths: 0, unit: unit.clone() };
        let words = || format!("{} {}", line.name, line.spec).trim_end().to_owned();
        let change = goods_of.entry((goods(line), unit)).or_insert_with(|| GoodsChange {
            goods: words(),
            old: nothing(),
            new: nothing(),
        });
        let side = if is_new { &mut change.new } else { &mut change.old };
        side.ten_thousandths = side.ten_thousandths.saturating_add(line.quantity.ten_thousandths);
    }
    goods_of.into_values().filter(|change| change.old != change.new).collect()
}

/// The catalogue's product; of goods in free text, the words.
fn goods(line: &Line) -> (Option<ProductId>, &str, &str) {
    match line.product {
        Some(product) => (Some(product), "", ""),
        None => (None, &line.name, &line.spec),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(name: &str, quantity: i64, price: &str) -> Line {
        Line {
            product: None,
            name: name.into(),
            spec: String::new(),
            quantity: Quantity { ten_thousandths: quantity * 10_000, unit: "件".into() },
            price: price.parse().ok(),
            discount_percent: Default::default(),
        }
    }

    #[test]
    fn a_line_is_known_again_by_its_goods_and_then_by_its_place() {
        let (flange, elbow, valve) = (line("法兰", 480, "12.50"), line("弯头", 20, "8"), line("阀门", 5, "90"));
        let more = line("法兰", 500, "12.50");
        for (old, new, expected) in [
            (vec![&flange, &elbow], vec![&flange, &elbow], &[][..]),
            (vec![&flange, &elbow], vec![&elbow], &["1 法兰 480 件 → –"]),
            (vec![&flange, &elbow], vec![&elbow, &flange], &[]),
            (vec![&flange], vec![&flange, &valve], &["2 – → 阀门 5 件"]),
            (vec![&flange, &elbow], vec![&elbow, &more], &["2 法兰 480 件 → 法兰 500 件"]),
            (vec![&flange, &elbow], vec![&flange, &valve], &["2 弯头 20 件 → 阀门 5 件"]),
            (vec![&flange, &flange], vec![&flange], &["2 法兰 480 件 → –"]),
        ] {
            let own = |lines: &[&Line]| lines.iter().map(|line| (*line).clone()).collect::<Vec<_>>();
            let (old, new) = (own(&old), own(&new));
            let words =
                |line: Option<&Line>| line.map_or("–".into(), |line| format!("{} {}", line.name, line.quantity));
            let said: Vec<String> = line_changes(&old, &new)
                .iter()
                .map(|change| format!("{} {} → {}", change.number, words(change.old), words(change.new)))
                .collect();
            assert_eq!(said, expected);
        }
    }

    #[test]
    fn goods_on_several_lines_are_added_up() {
        let old = [line("法兰", 480, "12.50"), line("法兰", 20, "11"), line("弯头", 20, "8")];
        let new = [line("法兰", 450, "12.50"), line("阀门", 5, "90"), line("弯头", 20, "7")];
        let said: Vec<String> = goods_changes(&old, &new)
            .iter()
            .map(|change| format!("{} {} → {}: {}", change.goods, change.old, change.new, change.more()))
            .collect();
        assert_eq!(said, ["法兰 500 件 → 450 件: -50 件", "阀门 0 件 → 5 件: 5 件"]);
    }
}
