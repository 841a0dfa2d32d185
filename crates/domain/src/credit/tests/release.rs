//! The decision as tables, whose last column is the outcome, and what holds whatever the amounts are.

use proptest::prelude::*;

use super::*;

/// An order of 1,000.00 whose totals agree, of a customer without a formal limit; its salesperson may guarantee 500.00 more.
fn order() -> Case {
    Case {
        desk_total: cny(100_000),
        customer_total: Some(cny(100_000)),
        difference_explained: false,
        account: account(None, 0),
        last_month_open: cny(0),
        slips: None,
        commitment: false,
        guaranteed: None,
        quota: Some(quota(50_000, 0)),
        agreement: None,
        today: day(10),
    }
}

/// The same order over `total`, of which slips cover `paid`, with the customer's letter.
fn short(total: i64, paid: i64) -> Case {
    let total = cny(total);
    Case { desk_total: total, customer_total: Some(total), slips: Some(cny(paid)), commitment: true, ..order() }
}

fn monthly(open: i64) -> Case {
    let account = Account { settles_monthly: true, ..order().account };
    Case { account, last_month_open: cny(open), ..order() }
}

fn released(ground: Ground, uses_limit: i64, uses_quota: i64) -> Decision {
    Decision::Released(Release { ground, uses_limit: cny(uses_limit), uses_quota: cny(uses_quota) })
}

fn held(lacks: &[Lack]) -> Decision {
    Decision::Held(lacks.to_vec())
}

#[test]
fn totals_are_compared_before_anything_else_counts() {
    let paid = Case { slips: Some(cny(100_000)), ..order() };
    let differ = Lack::TotalsDiffer { desk: cny(100_000), customer: cny(100_001) };
    let paid_in_full = released(Ground::Paid, 0, 0);
    for (case, decision) in [
        (paid, paid_in_full.clone()),
        (Case { customer_total: None, ..paid }, held(&[Lack::NotCompared { desk: cny(100_000) }])),
        (Case { customer_total: Some(cny(100_001)), ..paid }, held(&[differ])),
        (
            Case { customer_total: Some(cny(99_999)), ..paid },
            held(&[Lack::TotalsDiffer { desk: cny(100_000), customer: cny(99_999) }]),
        ),
        (Case { customer_total: Some(cny(100_001)), difference_explained: true, ..paid }, paid_in_full),
        // What nobody has compared can't be explained.
        (
            Case { customer_total: None, difference_explained: true, ..paid },
            held(&[Lack::NotCompared { desk: cny(100_000) }]),
        ),
        // All that is lacking is said at once.
        (
            Case { customer_total: Some(cny(100_001)), ..monthly(1) },
            held(&[differ, Lack::LastMonthOpen { amount: cny(1) }]),
        ),
    ] {
        assert_eq!(decide(&case), decision, "{case:?}");
    }
}

#[test]
fn who_settles_monthly_has_settled_last_month() {
    for (open, decision) in [
        (0, released(Ground::Monthly, 0, 0)),
        // Paid too much.
        (-1, released(Ground::Monthly, 0, 0)),
        (1, held(&[Lack::LastMonthOpen { amount: cny(1) }])),
        (320_000, held(&[Lack::LastMonthOpen { amount: cny(320_000) }])),
    ] {
        assert_eq!(decide(&monthly(open)), decision, "{open}");
    }
    let paid = Case { slips: Some(cny(100_000)), ..monthly(1) };
    assert_eq!(decide(&paid), held(&[Lack::LastMonthOpen { amount: cny(1) }]), "a slip does not settle last month");
}

#[test]
fn a_slip_is_enough_or_limit_guarantee_and_top_up_carry_what_it_lacks() {
    let on_limit = |minor| released(Ground::Limit { shortfall: cny(minor) }, minor, 0);
    let both = |limit, guaranteed| {
        released(Ground::LimitAndGuarantee { on_limit: cny(limit), guaranteed: cny(guaranteed) }, limit, guaranteed)
    };
    let guarantee = |minor| released(Ground::Guarantee { guaranteed: cny(minor) }, 0, minor);
    let letter = |amount, shortfall| Lack::Commitment { amount: cny(amount), shortfall: cny(shortfall) };
    let sign = |amount, signed, left, or_paid| Lack::Guarantee {
        amount: cny(amount),
        signed: cny(signed),
        quota_left: cny(left),
        or_paid: cny(or_paid),
    };
    let top_up = |amount, left| Lack::TopUp { amount: cny(amount), quota_left: cny(left) };
    let signed = |minor, case| Case { guaranteed: Some(cny(minor)), ..case };
    let limited = |limit, in_use, case| Case { account: account(Some(limit), in_use), ..case };
    let unwritten = |case| Case { commitment: false, ..case };
    for (case, decision) in [
        // The slip against the order.
        (unwritten(short(100_000, 100_000)), released(Ground::Paid, 0, 0)),
        (unwritten(short(100_000, 100_001)), released(Ground::Paid, 0, 0)),
        (short(100_000, 99_999), on_limit(1)),
        (unwritten(short(100_000, 99_999)), held(&[letter(1, 1)])),
        (short(100_000, 1), on_limit(99_999)),
        (short(0, 0), released(Ground::Paid, 0, 0)),
        // The usual limit of 1,000.00.
        (short(300_000, 200_000), on_limit(100_000)),
        (unwritten(short(300_000, 200_000)), held(&[letter(100_000, 100_000)])),
        (short(300_000, 199_999), held(&[sign(1, 0, 50_000, 1)])),
        (signed(1, short(300_000, 199_999)), both(100_000, 1)),
        (unwritten(short(300_000, 199_999)), held(&[letter(100_000, 100_001), sign(1, 0, 50_000, 1)])),
        (unwritten(signed(1, short(300_000, 199_999))), held(&[letter(100_000, 100_001)])),
        // A formal limit, higher or lower than that, and one of nothing.
        (limited(200_000, 0, short(300_000, 100_000)), on_limit(200_000)),
        (limited(200_000, 0, short(300_000, 99_999)), held(&[sign(1, 0, 50_000, 1)])),
        (limited(50_000, 0, short(300_000, 250_000)), on_limit(50_000)),
        (limited(50_000, 0, short(300_000, 249_999)), held(&[sign(1, 0, 50_000, 1)])),
        (limited(0, 0, short(300_000, 299_999)), held(&[sign(1, 0, 50_000, 1)])),
        // What other orders have in use, up to the limit and over it.
        (Case { account: account(None, 36_000), ..short(300_000, 236_000) }, on_limit(64_000)),
        (Case { account: account(None, 36_001), ..short(300_000, 236_000) }, held(&[sign(1, 0, 50_000, 1)])),
        (limited(50_000, 50_000, signed(100, short(300_000, 299_900))), guarantee(100)),
        (limited(50_000, 70_000, signed(100, short(300_000, 299_900))), guarantee(100)),
        // With nothing left of the limit there is nothing to write a letter about.
        (unwritten(limited(50_000, 70_000, signed(100, short(300_000, 299_900)))), guarantee(100)),
        (unwritten(limited(50_000, 49_999, signed(100, short(300_000, 299_900)))), held(&[letter(1, 100)])),
        // The salesperson's signature.
        (signed(50_000, short(300_000, 150_000)), both(100_000, 50_000)),
        (signed(49_999, short(300_000, 150_000)), held(&[sign(50_000, 49_999, 50_000, 1)])),
        (signed(90_000, short(300_000, 150_001)), both(100_000, 49_999)),
        (signed(-5, short(300_000, 150_000)), held(&[sign(50_000, 0, 50_000, 50_000)])),
        // The quota used to the last fen, and one fen over it.
        (signed(50_001, short(300_000, 149_999)), held(&[top_up(1, 50_000)])),
        (short(300_000, 149_999), held(&[top_up(1, 50_000), sign(50_000, 0, 50_000, 50_001)])),
        (signed(40_000, short(300_000, 149_999)), held(&[top_up(1, 50_000), sign(50_000, 40_000, 50_000, 10_001)])),
        (Case { quota: Some(quota(50_000, 20_000)), ..signed(30_000, short(300_000, 170_000)) }, both(100_000, 30_000)),
        (
            Case { quota: Some(quota(50_000, 20_001)), ..signed(30_000, short(300_000, 170_000)) },
            held(&[top_up(1, 29_999)]),
        ),
        (Case { quota: Some(quota(50_000, 60_000)), ..signed(1, short(300_000, 199_999)) }, held(&[top_up(1, 0)])),
        // Nobody to guarantee.
        (Case { quota: None, ..short(300_000, 200_000) }, on_limit(100_000)),
        (Case { quota: None, ..signed(1, short(300_000, 199_999)) }, held(&[top_up(1, 0)])),
        // An agreement over the shortfall alone is none over the order.
        (Case { agreement: agreed(1, 10), ..short(300_000, 199_999) }, held(&[sign(1, 0, 50_000, 1)])),
    ] {
        assert_eq!(decide(&case), decision, "{case:?}");
    }
}

#[test]
fn without_a_slip_a_guarantee_or_an_agreement_covers_the_whole_order() {
    let nothing = |left, agreement| held(&[Lack::NoSlip { total: cny(100_000), quota_left: cny(left), agreement }]);
    let guaranteed = |minor, quota| Case { guaranteed: Some(cny(minor)), quota: Some(quota), ..order() };
    let guarantee = released(Ground::Guarantee { guaranteed: cny(100_000) }, 0, 100_000);
    let deferred = released(Ground::Deferred { until: day(10) }, 0, 0);
    for (case, decision) in [
        (order(), nothing(50_000, None)),
        // The limit is not used without a slip, whatever the letter says; and a slip over nothing is none.
        (Case { commitment: true, ..order() }, nothing(50_000, None)),
        (Case { slips: Some(cny(0)), commitment: true, ..order() }, nothing(50_000, None)),
        (Case { slips: Some(cny(-1)), commitment: true, ..order() }, nothing(50_000, None)),
        (guaranteed(100_000, quota(100_000, 0)), guarantee.clone()),
        (guaranteed(99_999, quota(100_000, 0)), nothing(100_000, None)),
        (guaranteed(100_000, quota(99_999, 0)), nothing(99_999, None)),
        (guaranteed(100_000, quota(500_000, 400_000)), guarantee.clone()),
        (guaranteed(100_000, quota(500_000, 400_001)), nothing(99_999, None)),
        (Case { quota: None, ..guaranteed(100_000, quota(0, 0)) }, nothing(0, None)),
        (Case { agreement: agreed(100_000, 10), ..order() }, deferred.clone()),
        (Case { agreement: agreed(100_000, 9), ..order() }, nothing(50_000, Some(Flaw::Expired { until: day(9) }))),
        (Case { agreement: agreed(99_999, 10), ..order() }, nothing(50_000, Some(Flaw::Short { amount: cny(99_999) }))),
        // The guarantee comes first in S15.
        (Case { agreement: agreed(100_000, 10), ..guaranteed(100_000, quota(100_000, 0)) }, guarantee),
        // Part of the order is paid meanwhile, without a letter for the rest: what covers the whole order still does.
        (Case { agreement: agreed(100_000, 10), slips: Some(cny(1)), ..order() }, deferred),
        (
            Case { slips: Some(cny(1)), ..guaranteed(100_000, quota(100_000, 0)) },
            released(Ground::Guarantee { guaranteed: cny(99_999) }, 0, 99_999),
        ),
    ] {
        assert_eq!(decide(&case), decision, "{case:?}");
    }
}

#[test]
fn amounts_that_count_are_in_the_orders_currency() {
    let lack = Lack::Currency { order: Currency::USD, other: Currency::CNY };
    let abroad = |paid: Option<Money>| Case {
        desk_total: usd(100_000),
        customer_total: Some(usd(100_000)),
        slips: paid,
        commitment: true,
        quota: None,
        ..order()
    };
    let limited = |limit| Account { limit: Some(limit), in_use: usd(0), settles_monthly: false };
    let paid = Decision::Released(Release { ground: Ground::Paid, uses_limit: usd(0), uses_quota: usd(0) });
    let on_limit = Release { ground: Ground::Limit { shortfall: usd(1) }, uses_limit: usd(1), uses_quota: usd(0) };
    let no_slip = Lack::NoSlip { total: usd(100_000), quota_left: usd(0), agreement: None };
    for (case, decision) in [
        // Paid in full, it asks for no limit.
        (abroad(Some(usd(100_000))), paid),
        (abroad(Some(cny(900_000))), held(&[lack])),
        (Case { customer_total: Some(cny(100_000)), ..abroad(Some(cny(900_000))) }, held(&[lack])),
        // The usual limit is in yuan.
        (abroad(Some(usd(99_999))), held(&[lack])),
        (Case { account: limited(usd(1)), ..abroad(Some(usd(99_999))) }, Decision::Released(on_limit)),
        (Case { account: limited(cny(1)), ..abroad(Some(usd(99_999))) }, held(&[lack])),
        (Case { account: limited(usd(1)), quota: order().quota, ..abroad(Some(usd(99_998))) }, held(&[lack])),
        (Case { quota: order().quota, ..abroad(None) }, held(&[no_slip, lack])),
        (abroad(None), held(&[no_slip])),
    ] {
        assert_eq!(decide(&case), decision, "{case:?}");
    }
}

#[test]
fn ways_name_who_has_to_do_what_for_how_much() {
    let ways = |case| match decide(&case) {
        Decision::Released(_) => Vec::new(),
        Decision::Held(lacks) => lacks.iter().flat_map(Lack::ways).collect(),
    };
    let (cny_left, amount) = (cny(50_000), cny(100_000));
    for (case, offered) in [
        // 360.00 above the limit.
        (
            Case { commitment: false, ..short(300_000, 164_000) },
            vec![
                Way::Commit { amount: cny(100_000) },
                Way::Pay { amount: cny(136_000) },
                Way::Guarantee { amount: cny(36_000), quota_left: cny_left },
                Way::Pay { amount: cny(36_000) },
            ],
        ),
        (order(), vec![Way::Pay { amount }, Way::Defer { amount }]),
        (
            Case { quota: Some(quota(100_000, 0)), ..order() },
            vec![Way::Pay { amount }, Way::Guarantee { amount, quota_left: amount }, Way::Defer { amount }],
        ),
        (monthly(320_000), vec![Way::SettleLastMonth { amount: cny(320_000) }]),
        (Case { customer_total: Some(cny(1)), ..short(100_000, 100_000) }, vec![Way::Correct, Way::Explain]),
    ] {
        assert_eq!(ways(case), offered, "{case:?}");
    }
}

/// Amounts about the places where something changes: quarters of the usual limit, and a fen to either side.
fn amount(quarters: i64) -> impl Strategy<Value = Money> {
    (0..=quarters, -1..=1_i64).prop_map(|(quarter, fen)| cny(quarter * 25_000 + fen))
}

prop_compose! {
    fn cases()(
        desk_total in amount(12),
        customer in prop_oneof![6 => Just(0), 1 => Just(1), 1 => Just(2)],
        difference_explained in prop::bool::weighted(0.2),
        limit in prop::option::of(amount(8)),
        in_use in amount(8),
        settles_monthly in prop::bool::weighted(0.1),
        last_month_open in amount(1),
        slips in prop::option::weighted(0.8, amount(12)),
        commitment: bool,
        guaranteed in prop::option::of(amount(12)),
        quota in prop::option::of((amount(12), amount(4))),
        agreement in prop::option::weighted(0.2, (amount(12), 9..=11_i8)),
    ) -> Case {
        let customer_total = match customer {
            0 => Some(desk_total),
            1 => Some(cny(desk_total.minor + 1)),
            _ => None,
        };
        Case {
            desk_total, customer_total, difference_explained, last_month_open, slips, commitment, guaranteed,
            account: Account { limit, in_use, settles_monthly },
            quota: quota.map(|(limit, in_use)| Quota { limit, in_use }),
            agreement: agreement.map(|(amount, until)| Agreement { amount, until: day(until) }),
            today: day(10),
        }
    }
}

/// The case once somebody has done what the way says.
fn done(way: Way, case: Case) -> Case {
    let paid = |more: Money| case.slips.map_or(0, |slips| slips.minor.max(0)) + more.minor;
    match way {
        Way::Compare | Way::Correct => Case { customer_total: Some(case.desk_total), ..case },
        Way::Explain => Case { difference_explained: true, ..case },
        Way::Convert { .. } => case,
        Way::SettleLastMonth { amount } => {
            Case { last_month_open: cny(case.last_month_open.minor - amount.minor), ..case }
        }
        Way::Commit { .. } => Case { commitment: true, ..case },
        Way::Guarantee { amount, .. } => Case { guaranteed: Some(amount), ..case },
        Way::Pay { amount } => Case { slips: Some(cny(paid(amount))), ..case },
        Way::Defer { amount } => Case { agreement: Some(Agreement { amount, until: case.today }), ..case },
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn nothing_is_released_beyond_limit_quota_and_money(case in cases()) {
        let Decision::Released(release) = decide(&case) else { return Ok(()) };
        let quota_left = case.quota.map_or(0, |quota| quota.available().minor);
        prop_assert!((0..=case.account.available().minor).contains(&release.uses_limit.minor));
        prop_assert!((0..=quota_left).contains(&release.uses_quota.minor));
        prop_assert!(release.uses_quota.minor <= case.guaranteed.map_or(0, |signed| signed.minor.max(0)));
        prop_assert!(case.commitment || release.uses_limit.is_zero());
        if !matches!(release.ground, Ground::Monthly | Ground::Deferred { .. }) {
            let paid = case.slips.map_or(0, |slips| slips.minor.max(0));
            prop_assert!(paid + release.uses_limit.minor + release.uses_quota.minor >= case.desk_total.minor);
        }
    }

    #[test]
    fn each_way_leads_to_release_or_leaves_less_to_do(case in cases()) {
        let Decision::Held(lacks) = decide(&case) else { return Ok(()) };
        prop_assert!(!lacks.is_empty());
        for lack in &lacks {
            prop_assert!(!lack.ways().is_empty());
            for way in lack.ways() {
                match decide(&done(way, case)) {
                    Decision::Released(_) => {}
                    Decision::Held(left) => prop_assert!(left.len() < lacks.len(), "{way:?} leaves {left:?} of {lacks:?}"),
                }
            }
        }
    }

    /// Nor does a larger guarantee or quota, or a letter.
    #[test]
    fn more_money_holds_nothing_back(case in cases(), more in amount(12)) {
        let more = cny(more.minor.max(1));
        let Decision::Released(_) = decide(&case) else { return Ok(()) };
        let guaranteed = Some(cny(case.guaranteed.map_or(0, |signed| signed.minor) + more.minor));
        let quota = case.quota.map(|quota| Quota { limit: cny(quota.limit.minor + more.minor), ..quota });
        for better in [
            done(Way::Pay { amount: more }, case),
            Case { guaranteed, ..case },
            Case { quota, ..case },
            Case { commitment: true, ..case },
        ] {
            prop_assert!(matches!(decide(&better), Decision::Released(_)), "{better:?}");
        }
    }

    #[test]
    fn no_amount_is_too_large_to_decide(
        minors in prop::array::uniform8(prop_oneof![Just(i64::MIN), Just(i64::MAX), Just(0), any::<i64>()]),
        commitment: bool,
    ) {
        let [total, customer, limit, in_use, slips, signed, quota_limit, quota_in_use] = minors;
        decide(&Case {
            desk_total: cny(total),
            customer_total: Some(cny(customer)),
            account: account(Some(limit), in_use),
            slips: Some(cny(slips)),
            commitment,
            guaranteed: Some(cny(signed)),
            quota: Some(quota(quota_limit, quota_in_use)),
            ..order()
        });
    }
}
