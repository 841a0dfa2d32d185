//! Which open instalments the money of a receipt would pay: the oldest due day first. It is proposed, and a person books it.
//! What is left over stays on the receipt, as the customer's credit.

use jiff::civil::Date;

use crate::{InvoiceId, Money};

/// An instalment with what is open of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    pub invoice: InvoiceId,
    /// The invoice's number.
    pub number: String,
    pub instalment: u32,
    pub due: Option<Date>,
    pub open: Money,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal {
    pub invoice: InvoiceId,
    pub instalment: u32,
    pub settles: Money,
}

/// In the order of due days (those without one last), then invoice numbers, then instalments, in whatever order they are given.
/// Instalments in another currency than the receipt's take a person, who knows both amounts.
pub fn propose(receipt_left: Money, open: &[Open]) -> Vec<Proposal> {
    let mut fitting: Vec<&Open> =
        open.iter().filter(|it| it.open.currency == receipt_left.currency && it.open.is_positive()).collect();
    fitting.sort_by_key(|it| (it.due.is_none(), it.due, &it.number, it.instalment, it.invoice));
    let mut left = receipt_left.minor;
    let mut proposals = Vec::new();
    for Open { invoice, instalment, open, .. } in fitting {
        if left <= 0 {
            break;
        }
        let settles = Money { minor: left.min(open.minor), currency: open.currency };
        left -= settles.minor;
        proposals.push(Proposal { invoice: *invoice, instalment: *instalment, settles });
    }
    proposals
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::receivable::tests::{cny, day, id, usd};

    fn open(invoice: u128, instalment: u32, due: Option<&str>, open: Money) -> Open {
        let number = format!("INV-{invoice}");
        Open { invoice: InvoiceId(id(invoice)), number, instalment, due: due.map(day), open }
    }

    #[test]
    fn the_oldest_due_day_is_paid_first() {
        let items = [
            open(1, 2, None, cny(500)),
            open(2, 1, Some("2026-03-20"), cny(300)),
            open(1, 1, Some("2026-03-20"), cny(200)),
            open(3, 1, Some("2026-02-01"), cny(100)),
            open(4, 1, Some("2026-01-01"), usd(100)),
            open(5, 1, Some("2026-01-01"), cny(0)),
        ];
        for (left, expected) in [
            (cny(0), &[][..]),
            (cny(-7), &[]),
            (cny(40), &[(3, 1, 40)]),
            (cny(150), &[(3, 1, 100), (1, 1, 50)]),
            (cny(601), &[(3, 1, 100), (1, 1, 200), (2, 1, 300), (1, 2, 1)]),
            (cny(9_999), &[(3, 1, 100), (1, 1, 200), (2, 1, 300), (1, 2, 500)]),
            (usd(150), &[(4, 1, 100)]),
        ] {
            let proposed = propose(left, &items);
            let found: Vec<_> =
                proposed.iter().map(|it| (it.invoice.0.as_u128(), it.instalment, it.settles.minor)).collect();
            assert_eq!(found, expected, "{left}");
        }
    }

    fn items() -> impl Strategy<Value = Vec<Open>> {
        let item = (0_u128..6, 1_u32..4, prop::option::of(1_i8..28), 0_i64..1_000, any::<bool>());
        prop::collection::vec(item, 0..12).prop_map(|items| {
            let mut items: Vec<Open> = items
                .into_iter()
                .map(|(invoice, instalment, due, minor, yuan)| Open {
                    due: due.map(|day| jiff::civil::date(2026, 3, day)),
                    ..open(invoice, instalment, None, if yuan { cny(minor) } else { usd(minor) })
                })
                .collect();
            items.sort_by_key(|it| (it.invoice, it.instalment));
            items.dedup_by_key(|it| (it.invoice, it.instalment));
            items
        })
    }

    proptest! {
        #[test]
        fn the_order_of_the_items_changes_nothing(
            (items, shuffled) in items().prop_flat_map(|items| (Just(items.clone()), Just(items).prop_shuffle())),
            left in -10_i64..5_000,
        ) {
            let proposed = propose(cny(left), &items);
            prop_assert_eq!(&proposed, &propose(cny(left), &shuffled));
            let all: i64 = items.iter().filter(|it| it.open.currency == cny(0).currency).map(|it| it.open.minor).sum();
            prop_assert_eq!(proposed.iter().map(|it| it.settles.minor).sum::<i64>(), left.max(0).min(all));
            for it in &proposed {
                let item = items.iter().find(|item| (item.invoice, item.instalment) == (it.invoice, it.instalment)).unwrap();
                prop_assert!(it.settles.is_positive() && it.settles.minor <= item.open.minor);
            }
        }
    }
}
