//! Where the line that a lot is made of stands after its order was amended.

use crate::order::Line;

/// The place of a line, from 1, among the amended lines: the same goods, at their place or elsewhere; else the line that was
/// changed where it stood. None when it was taken out.
pub fn line_after(before: &[Line], after: &[Line], line: u32) -> Option<u32> {
    let at = usize::try_from(line).ok()?.checked_sub(1)?;
    let was = before.get(at)?;
    let alike: [fn(&Line, &Line) -> bool; 2] = [is_same, is_same_product];
    for is_alike in alike {
        let there = after.get(at).is_some_and(|line| is_alike(was, line)).then_some(at);
        let elsewhere = || after.iter().position(|line| is_alike(was, line));
        if let Some(found) = there.or_else(elsewhere) {
            return place(found);
        }
    }
    // What stands there now, unless that is another line of before: its words were changed.
    let now = after.get(at).filter(|now| now.quantity.unit == was.quantity.unit)?;
    let is_another = before.iter().enumerate().any(|(place, other)| place != at && is_same(other, now));
    if is_another { None } else { place(at) }
}

fn place(at: usize) -> Option<u32> {
    u32::try_from(at + 1).ok()
}

fn is_same(one: &Line, other: &Line) -> bool {
    (one.product, &one.name, &one.spec, &one.quantity.unit)
        == (other.product, &other.name, &other.spec, &other.quantity.unit)
}

fn is_same_product(one: &Line, other: &Line) -> bool {
    one.product.is_some() && one.product == other.product && one.quantity.unit == other.quantity.unit
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{ProductId, Quantity};

    fn line(product: u128, name: &str, spec: &str, unit: &str) -> Line {
        Line {
            product: (product > 0).then(|| ProductId(Uuid::from_u128(product))),
            name: name.into(),
            spec: spec.into(),
            quantity: Quantity { ten_thousandths: 10_000, unit: unit.into() },
            price: None,
            discount_percent: Default::default(),
        }
    }

    #[test]
    fn a_lot_finds_its_line_again() {
        let (flange, small) = (line(1, "法兰", "DN80", "件"), line(1, "法兰", "DN50", "件"));
        let (bracket, free) = (line(2, "支架", "", "件"), line(0, "垫片", "", "件"));
        let renamed = Line { name: "橡胶垫片".into(), ..free.clone() };
        let dearer = Line { quantity: Quantity { ten_thousandths: 50_000, unit: "件".into() }, ..flange.clone() };
        for (before, after, line, found) in [
            (vec![&flange, &bracket], vec![&flange, &bracket], 1, Some(1)),
            (vec![&flange, &bracket], vec![&bracket, &dearer], 1, Some(2)),
            (vec![&flange, &bracket], vec![&bracket], 1, None),
            (vec![&flange, &bracket], vec![&bracket], 2, Some(1)),
            // The specification of a product was corrected.
            (vec![&bracket, &flange], vec![&bracket, &small], 2, Some(2)),
            // Of two of the same product, each keeps its own.
            (vec![&flange, &small], vec![&small, &flange], 1, Some(2)),
            (vec![&bracket, &free], vec![&bracket, &renamed], 2, Some(2)),
            (vec![&free, &bracket], vec![&bracket, &flange], 1, None),
            (vec![&flange], vec![], 1, None),
            (vec![&flange], vec![&flange], 0, None),
            (vec![&flange], vec![&flange], 9, None),
        ] {
            let owned = |lines: Vec<&Line>| lines.into_iter().cloned().collect::<Vec<_>>();
            let (before, after) = (owned(before), owned(after));
            assert_eq!(line_after(&before, &after, line), found, "line {line} of {before:?} in {after:?}");
        }
    }
}
