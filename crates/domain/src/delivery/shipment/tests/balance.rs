//! Never more shipped than ordered, never more left than packed, whatever is told in whatever order.

use proptest::prelude::*;

use super::*;
use crate::delivery::packing::may_repack;

#[derive(Debug, Clone)]
enum Act {
    Plan { shipment: u128, flanges: i64, bolts: i64 },
    Change { shipment: u128, flanges: i64, bolts: i64 },
    Leave { shipment: u128 },
    Cancel { shipment: u128 },
    Sign { shipment: u128, flanges: i64 },
    Repack { flanges: i64, bolts: i64 },
    CarrierSays { shipment: u128, key: u8, milestone: Milestone },
}

fn act() -> impl Strategy<Value = Act> {
    let (shipment, flanges, bolts) = (1..6_u128, 0..700_i64, 0..150_i64);
    prop_oneof![
        3 => (shipment.clone(), flanges.clone(), bolts.clone())
            .prop_map(|(shipment, flanges, bolts)| Act::Plan { shipment, flanges, bolts }),
        2 => (shipment.clone(), flanges.clone(), bolts.clone())
            .prop_map(|(shipment, flanges, bolts)| Act::Change { shipment, flanges, bolts }),
        3 => shipment.clone().prop_map(|shipment| Act::Leave { shipment }),
        1 => shipment.clone().prop_map(|shipment| Act::Cancel { shipment }),
        1 => (shipment.clone(), flanges.clone()).prop_map(|(shipment, flanges)| Act::Sign { shipment, flanges }),
        3 => (0..1_400_i64, 0..300_i64).prop_map(|(flanges, bolts)| Act::Repack { flanges, bolts }),
        1 => (shipment, 0..4_u8, prop::sample::select(&Milestone::ALL[..]))
            .prop_map(|(shipment, key, milestone)| Act::CarrierSays { shipment, key, milestone }),
    ]
}

fn cargo(flanges: i64, bolts: i64) -> Vec<(u32, i64)> {
    [(1, flanges), (2, bolts)].into_iter().filter(|(_, count)| *count > 0).collect()
}

fn perform(book: &mut Book, act: Act) -> Result<usize, &'static str> {
    const TODAY: &str = "2026-11-20";
    match act {
        Act::Plan { shipment, flanges, bolts } => book.plan(shipment, TODAY, &cargo(flanges, bolts)),
        Act::Change { shipment, flanges, bolts } => {
            let plan = Box::new(plan(&cargo(flanges, bolts)));
            book.tell(id(shipment), TODAY, Deed::Changed { plan })
        }
        Act::Leave { shipment } => book.leave(shipment, TODAY),
        Act::Cancel { shipment } => book.tell(id(shipment), TODAY, Deed::Cancelled { reason: "x".into() }),
        Act::Sign { shipment, flanges } => {
            let sign_off = Box::new(sign_off(shipment, &[(1, flanges)]));
            book.tell(id(shipment), TODAY, Deed::Signed { sign_off })
        }
        Act::Repack { flanges, bolts } => {
            let packed = BTreeMap::from([(1, flanges * 10_000), (2, bolts * 10_000)]);
            may_repack(&packed, &shipped(&book.shipments, &due()), &due()).map_err(|fault| fault.say().key)?;
            book.packed = Some(packed);
            Ok(1)
        }
        Act::CarrierSays { shipment, key, milestone } => {
            let report = Box::new(report(&key.to_string(), milestone, TODAY));
            book.tell(id(shipment), TODAY, Deed::Reported { report })
        }
    }
}

proptest! {
    #[test]
    fn nothing_is_shipped_twice(acts in prop::collection::vec(act(), 1..60), kept in any::<bool>()) {
        let mut book = Book { packed: kept.then(BTreeMap::new), ..Book::default() };
        for act in acts {
            let before = book.clone();
            let answer = perform(&mut book, act.clone());
            if answer.is_err() {
                prop_assert_eq!(&book.shipments, &before.shipments);
            }
            for balance in balances(&book.shipments, &due(), book.packed.as_ref()) {
                prop_assert!(balance.planned >= 0 && balance.shipped >= 0);
                prop_assert!(balance.planned + balance.shipped <= balance.most, "{:?} after {:?}", balance, act);
                prop_assert!(balance.packed.is_none_or(|packed| balance.shipped <= packed), "{:?} after {:?}", balance, act);
            }
            // The very same told again changes nothing, or is refused.
            let told = book.clone();
            if !matches!(act, Act::Repack { .. }) && answer.is_ok() {
                prop_assert!(!matches!(perform(&mut book, act), Ok(events) if events > 0));
                prop_assert_eq!(&book.shipments, &told.shipments);
            }
        }
        prop_assert_eq!(book.replayed(), book.shipments);
    }
}
