//! Do the papers of a set say the same? Banks and customs read them against each other, so everything that stands on several
//! has to be the same on all of them (单单一致).

use std::collections::BTreeMap;

use super::{Cell, Content, Finding, Item, Kind};
use crate::text::folded;

/// Which paper is dated before which.
const IN_ORDER: [(Kind, Kind); 4] = [
    (Kind::SalesContract, Kind::CommercialInvoice),
    (Kind::CommercialInvoice, Kind::PackingList),
    (Kind::CommercialInvoice, Kind::CertificateOfOrigin),
    (Kind::CommercialInvoice, Kind::FormA),
];

/// Of the latest versions of what stands of one order and one shipment, at most one of a kind. What a supplier or the
/// workshop gets, and a customer's account, belong to no set.
pub fn agree(set: &[Content]) -> Vec<Finding> {
    let outside = [Kind::PurchaseContract, Kind::ProductionNotice, Kind::Statement];
    let mut set: Vec<&Content> = set.iter().filter(|content| !outside.contains(&content.kind)).collect();
    set.sort_by_key(|content| content.kind);
    let mut found: Vec<Finding> = set.iter().filter_map(|content| Finding::missing(content)).collect();
    items(&set, &mut found);
    let (of_shipment, of_order): (Vec<&Content>, Vec<&Content>) =
        set.iter().partition(|content| content.kind.is_of_shipment());
    for level in [of_order, of_shipment] {
        quantities(&level, &mut found);
    }
    dates(&set, &mut found);
    found
}

/// Each against the first paper that says it. What a part of an order comes to is not what all of it does.
fn items(set: &[&Content], found: &mut Vec<Finding>) {
    let mut first: BTreeMap<(Item, bool), (&Content, &Cell)> = BTreeMap::new();
    for content in set {
        for (item, cell) in &content.items {
            let level = *item == Item::Total && content.kind.is_of_shipment();
            if *item == Item::Remarks {
                continue;
            }
            let (one, said) = *first.entry((*item, level)).or_insert((content, cell));
            if !is_same(said, cell) {
                found.push(Finding::Differs {
                    item: item.name(),
                    one: one.name(),
                    said: said.said(),
                    other: content.name(),
                    other_said: cell.said(),
                });
            }
        }
    }
}

fn is_same(one: &Cell, other: &Cell) -> bool {
    match (one, other) {
        (Cell::Words(one), Cell::Words(other)) => folded(one) == folded(other),
        (Cell::Text(one), Cell::Text(other)) => {
            folded(&one.zh) == folded(&other.zh) && folded(&one.en) == folded(&other.en)
        }
        (one, other) => one == other,
    }
}

fn quantities(level: &[&Content], found: &mut Vec<Finding>) {
    let named: Vec<&&Content> = level.iter().filter(|content| content.lines().next().is_some()).collect();
    let [first, others @ ..] = named.as_slice() else { return };
    for other in others {
        for line in first.lines() {
            match (first.quantity_of(line), other.quantity_of(line)) {
                (Some(said), Some(other_said)) if said != other_said => found.push(Finding::QuantityDiffers {
                    line,
                    one: first.name(),
                    said,
                    other: other.name(),
                    other_said,
                }),
                (Some(_), None) => {
                    found.push(Finding::LineMissing { line, on: first.name(), not_on: other.name() });
                }
                _ => {}
            }
        }
        let more = other.lines().filter(|line| first.quantity_of(*line).is_none());
        found.extend(more.map(|line| Finding::LineMissing { line, on: other.name(), not_on: first.name() }));
    }
}

fn dates(set: &[&Content], found: &mut Vec<Finding>) {
    let of = |kind: Kind| set.iter().find(|content| content.kind == kind);
    for (earlier, later) in IN_ORDER {
        if let (Some(one), Some(other)) = (of(earlier), of(later))
            && one.date > other.date
        {
            let (earlier, later) = (one.name(), other.name());
            found.push(Finding::Dated { earlier, earlier_on: one.date, later, later_on: other.date });
        }
    }
    // Goods leave with their invoice, not before it.
    if let Some(invoice) = of(Kind::CommercialInvoice)
        && let Some(Cell::Date(departed)) = invoice.get(Item::Departed)
        && invoice.date > *departed
    {
        let (earlier, later) = (invoice.name(), Item::Departed.name());
        found.push(Finding::Dated { earlier, earlier_on: invoice.date, later, later_on: *departed });
    }
}
