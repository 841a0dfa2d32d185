//! Whatever is typed in whatever order: nothing is written off that was not signed for.

use proptest::prelude::*;

use super::*;

fn any_part() -> impl Strategy<Value = Part> {
    (0..6_u32, prop_oneof![1..25_i64, Just(i64::MAX / 10_000)]).prop_map(|(item, count)| part(item, count))
}

fn any_parts() -> impl Strategy<Value = Vec<Part>> {
    prop::collection::vec(any_part(), 0..4)
}

fn any_side() -> impl Strategy<Value = Side> {
    prop_oneof![Just(Side::Goods), Just(Side::Gifts)]
}

fn any_means() -> impl Strategy<Value = Means> {
    prop_oneof![Just(Means::Drawn), Just(Means::Paper), Just(Means::Link)]
}

fn any_holder() -> impl Strategy<Value = Holder> {
    prop_oneof![
        Just(Holder::Salesman),
        Just(Holder::Office),
        Just(Holder::Carrier),
        Just(Holder::Customer),
        Just(Holder::Lost)
    ]
}

fn any_command() -> impl Strategy<Value = Command> {
    let now = || at("05 12:00");
    prop_oneof![
        2 => (1..40_u128).prop_map(|number| sign_order(number, "02 09:32")),
        1 => any_holder().prop_map(move |to| Command::MoveCopy {
            copy: SlipCopy::Carrier, to, at: now(), note: String::new()
        }),
        6 => (1..6_u128, any_parts()).prop_map(|(number, parts)| hand_over(number, &parts, "03 10:00")),
        8 => (1..40_u128, 1..6_u128, any_side(), any_parts(), any_means())
            .prop_map(|(number, of, side, parts, means)| sign(number, of, side, &parts, means, "03 11:00")),
        1 => (1..40_u128).prop_map(|number| Command::Void { evidence: evidence_id(number), reason: "x".into() }),
        1 => Just(Command::CloseRest { reason: "x".into() }),
        6 => (1..20_u128, any_parts()).prop_map(|(number, parts)| Command::WriteOff { id: write_off_id(number), parts }),
    ]
}

proptest! {
    #[test]
    fn what_is_written_off_was_signed_for(
        is_signed in any::<bool>(),
        commands in prop::collection::vec((any_command(), prop::collection::btree_set(1..40_u128, 0..3)), 1..60),
    ) {
        let mut slip = taken();
        if is_signed {
            let all = [part(1, 12), part(2, 5), part(3, 1)];
            act(&mut slip, SALESMAN, "02 09:32", sign_order(50, "02 09:32"));
            act(&mut slip, SALESMAN, "03 10:00", hand_over(9, &all, "03 10:00"));
            act(&mut slip, SALESMAN, "03 10:00", sign(51, 9, Side::Goods, &all[..2], Means::Paper, "03 10:00"));
        }
        for (command, changed) in commands {
            let changed: BTreeSet<EvidenceId> = changed.into_iter().map(evidence_id).collect();
            let given = Given { changed: &changed, ..given(FINANCE, at("05 12:00")) };
            let before = balances(&slip);
            let is_write_off = matches!(command, Command::WriteOff { .. });
            if let Ok(events) = decide(&slip, command, &given) {
                let proposed = proposal(&slip, &changed);
                events.iter().for_each(|event| slip.apply(event));
                if is_write_off {
                    for ((was, is), proposed) in before.iter().zip(balances(&slip)).zip(&proposed.items) {
                        let more = is.written_off - was.written_off;
                        prop_assert!(more <= proposed.quantity.ten_thousandths, "never more than was proposed");
                    }
                }
            }
            for balance in balances(&slip) {
                prop_assert!(balance.written_off <= balance.signed, "{balance:?}");
                prop_assert!(balance.signed <= balance.delivered, "{balance:?}");
                prop_assert!(balance.delivered <= balance.ordered, "{balance:?}");
            }
            prop_assert!(evidence::broken_links(slip.evidence()).is_empty());

            // What is proposed, what is short and what is written off make up what was ordered, to the last piece.
            let proposal = proposal(&slip, &changed);
            for (proposed, balance) in proposal.items.iter().zip(balances(&slip)) {
                let short: i64 = proposed.short.iter().map(|it| it.quantity.ten_thousandths).sum();
                let all = proposed.quantity.ten_thousandths + short + balance.written_off;
                prop_assert_eq!(all, balance.ordered, "{:?} {:?}", proposed, balance);
            }
            let _ = (slip.stage(), slip.chasing(Limits::default(), &zone(), at("09 12:00")));
        }
    }
}
