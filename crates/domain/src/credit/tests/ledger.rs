//! What the entries of the ledger add up to.

use jiff::Timestamp;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{CreditEntryId, CustomerId, OrderId, PersonId};

const CUSTOMER: CustomerId = CustomerId(Uuid::from_u128(1));
const SALESPERSON: PersonId = PersonId(Uuid::from_u128(2));
const ORDER: OrderId = OrderId(Uuid::from_u128(3));

fn entry(id: u128, on: i8, kind: EntryKind) -> Entry {
    Entry {
        id: CreditEntryId(Uuid::from_u128(id)),
        day: day(on),
        at: Timestamp::UNIX_EPOCH,
        by: PersonId::PROGRAM,
        customer: Some(CUSTOMER),
        salesperson: Some(SALESPERSON),
        order: Some(ORDER),
        kind,
        note: String::new(),
    }
}

#[test]
fn accounts_are_the_sum_of_their_entries_on_any_day() {
    let mut others = entry(1, 1, EntryKind::Used { amount: cny(9_999) });
    (others.customer, others.salesperson, others.order) = (None, None, None);
    let ledger = [
        others,
        entry(2, 1, EntryKind::Used { amount: cny(60_000) }),
        entry(3, 2, EntryKind::LimitSet { limit: cny(500_000) }),
        entry(4, 3, EntryKind::QuotaSet { quota: cny(300_000) }),
        entry(5, 4, EntryKind::Guaranteed { amount: cny(36_000) }),
        entry(6, 5, EntryKind::Freed { amount: cny(60_000) }),
        entry(7, 5, EntryKind::Used { amount: usd(100) }),
        entry(8, 6, EntryKind::GuaranteeFreed { amount: cny(6_000) }),
        entry(9, 7, EntryKind::SettlementSet { monthly: true }),
        // Set twice on a day: the later entry counts.
        entry(10, 8, EntryKind::LimitSet { limit: cny(100) }),
        entry(11, 8, EntryKind::LimitSet { limit: cny(200_000) }),
    ];
    for (on, limit, in_use, quota_limit, guaranteed) in [
        (1, None, 60_000, 0, 0),
        (2, Some(500_000), 60_000, 0, 0),
        (3, Some(500_000), 60_000, 300_000, 0),
        (4, Some(500_000), 60_000, 300_000, 36_000),
        (5, Some(500_000), 0, 300_000, 36_000),
        (6, Some(500_000), 0, 300_000, 30_000),
        (8, Some(200_000), 0, 300_000, 30_000),
    ] {
        let wanted = Account { settles_monthly: on >= 7, ..account(limit, in_use) };
        assert_eq!(account_at(&ledger, CUSTOMER, Currency::CNY, day(on)), wanted, "{on}");
        assert_eq!(quota_at(&ledger, SALESPERSON, Currency::CNY, day(on)), quota(quota_limit, guaranteed), "{on}");
    }
    let abroad = account_at(&ledger, CUSTOMER, Currency::USD, day(5));
    assert_eq!(abroad, Account { limit: None, in_use: usd(100), settles_monthly: false });
}

#[test]
fn what_is_left_lies_between_nothing_and_the_limit() {
    for (limit, in_use, left) in [
        (100, 0, 100),
        (100, 40, 60),
        (100, 100, 0),
        (100, 101, 0),
        (100, -1, 100),
        (-100, 0, 0),
        (i64::MIN, i64::MAX, 0),
    ] {
        assert_eq!(quota(limit, in_use).available(), cny(left), "{limit} {in_use}");
    }
    assert_eq!(account(None, 0).available(), USUAL_LIMIT);
    assert_eq!(Account { in_use: usd(0), ..account(None, 0) }.available(), cny(0), "dollars against yuan");
}

fn kinds() -> impl Strategy<Value = EntryKind> {
    let amount = || prop_oneof![(0..1_000_i64).prop_map(cny), Just(cny(i64::MAX)), (0..9_i64).prop_map(usd)];
    prop_oneof![
        amount().prop_map(|limit| EntryKind::LimitSet { limit }),
        amount().prop_map(|quota| EntryKind::QuotaSet { quota }),
        amount().prop_map(|amount| EntryKind::Used { amount }),
        amount().prop_map(|amount| EntryKind::Freed { amount }),
        amount().prop_map(|amount| EntryKind::Guaranteed { amount }),
        amount().prop_map(|amount| EntryKind::GuaranteeFreed { amount }),
        any::<bool>().prop_map(|monthly| EntryKind::SettlementSet { monthly }),
    ]
}

proptest! {
    #[test]
    fn the_order_of_the_entries_does_not_matter(
        (told, shuffled) in prop::collection::vec((1..5_i8, kinds()), 0..20).prop_flat_map(|drawn| {
            let told: Vec<Entry> = (1..).zip(drawn).map(|(id, (on, kind))| entry(id, on, kind)).collect();
            (Just(told.clone()), Just(told).prop_shuffle())
        }),
        on in 1..5_i8,
    ) {
        let account = account_at(&told, CUSTOMER, Currency::CNY, day(on));
        prop_assert_eq!(account_at(&shuffled, CUSTOMER, Currency::CNY, day(on)), account);
        let quota = quota_at(&told, SALESPERSON, Currency::CNY, day(on));
        prop_assert_eq!(quota_at(&shuffled, SALESPERSON, Currency::CNY, day(on)), quota);
        // What was on a past day stays so, whatever is entered later.
        let until: Vec<Entry> = told.into_iter().filter(|entry| entry.day <= day(on)).collect();
        prop_assert_eq!(account_at(&until, CUSTOMER, Currency::CNY, day(5)), account);
        prop_assert_eq!(quota_at(&until, SALESPERSON, Currency::CNY, day(5)), quota);
    }
}
