//! What an order asks of inspections: until when its goods have to be inspected, as long as they are not.

use jiff::civil::Date;

use super::{Line, Order, row::Status, situation::Situation};
use crate::{
    Quantity,
    process::{Process, Step, gate::Fact},
    quality::Units,
    quantity::{is_counted, is_packing, is_piece},
};

const PASSED: &str = "inspection.passed";
const ASKED: [&str; 3] = [PASSED, "inspection.booked", "inspection.day"];

/// How many units of an order there are to be inspected; `made` is what lots of a line come to. Nobody can tell where goods
/// are measured, or packed and counted by the carton.
pub fn units(lines: &[Line], made: impl Fn(u32, &Quantity) -> i64) -> Units {
    let of = |count: &dyn Fn(u32, &Quantity) -> i64| {
        let each = (1..).zip(lines).map(|(number, line)| whole(&line.quantity.unit, count(number, &line.quantity)));
        each.sum::<Option<u64>>().filter(|_| !lines.is_empty())
    };
    let ordered = |_: u32, quantity: &Quantity| quantity.ten_thousandths;
    Units { asked: of(&ordered), most: of(&|number, quantity| made(number, quantity).max(quantity.ten_thousandths)) }
}

/// How many were ordered, where that can be told.
pub fn units_ordered(lines: &[Line]) -> Option<u64> {
    units(lines, |_, _| 0).asked
}

/// So many units, where they are counted one by one.
pub fn whole(unit: &str, ten_thousandths: i64) -> Option<u64> {
    let is_single = (is_counted(unit) || is_piece(unit)) && !is_packing(unit);
    u64::try_from(ten_thousandths).ok().map(|quantity| quantity.div_ceil(10_000)).filter(|_| is_single)
}

/// The day of delivery of an open order, as long as a step of its process still waits for an inspection of the goods.
pub fn delivery_to_inspect_for(order: &Order, process: &Process) -> Option<Date> {
    let asks = |step: &Step| ASKED.iter().any(|fact| step.waits_for(fact).is_some());
    let delivery = order.header.promised.filter(|_| process.steps.iter().any(asks))?;
    let situation = Situation::of(order, process);
    if situation.status() != Status::Open || situation.facts.get(PASSED) == Some(&Fact::YesNo(true)) {
        return None;
    }
    situation.steps().any(|(step, standing)| asks(step) && !standing.is_closed()).then_some(delivery)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_those_that_are_counted_one_by_one() {
        let line = |count: i64, unit: &str| Line {
            product: None,
            name: "x".into(),
            spec: String::new(),
            quantity: Quantity { ten_thousandths: count * 10_000, unit: unit.into() },
            price: None,
            discount_percent: Default::default(),
        };
        for (lines, made, asked, most) in [
            (vec![line(480, "件")], 0, Some(480), Some(480)),
            (vec![line(480, "件")], 500, Some(480), Some(500)),
            (vec![line(480, "件"), line(20, "套")], 30, Some(500), Some(510)),
            (vec![line(480, "件"), line(20, "m")], 0, None, None),
            (vec![line(40, "箱")], 0, None, None),
            (Vec::new(), 0, None, None),
        ] {
            let found = units(&lines, |_, _| made * 10_000);
            assert_eq!(found, Units { asked, most }, "{lines:?} {made}");
        }
    }
}
