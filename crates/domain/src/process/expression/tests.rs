use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::{
    Currency, Money,
    process::gate::{Condition, Fact, Facts, GateFault, Kind, Verdict},
};

fn facts() -> Facts {
    let money = |minor| Fact::Money(Money { minor, currency: Currency::CNY });
    [
        ("stock.short", Fact::YesNo(false)),
        ("order.total", money(5_000_030)),
        ("deposit.amount", money(1_500_009)),
        ("order.lines", Fact::Number(Decimal::from(3))),
        ("order.channel", Fact::Text("phone".into())),
        ("terms.payment", Fact::Text("30TT/70LC".into())),
        ("order.promised", Fact::Date("2026-11-30".parse().unwrap())),
    ]
    .into_iter()
    .map(|(name, fact)| (name.to_owned(), fact))
    .collect()
}

fn kind_of(name: &str) -> Option<Kind> {
    match name {
        "lc.accepted" | "goods.ready" => Some(Kind::YesNo),
        "scrap.rate" => Some(Kind::Number),
        other => facts().get(other).map(Fact::kind),
    }
}

#[test]
fn conditions_are_worked_out_exactly_and_say_what_they_don_t_know() {
    use Verdict::{Fails, Holds};
    let needs = |names: &[&str]| Verdict::Unknown(names.iter().map(|name| (*name).to_owned()).collect());
    for (condition, verdict) in [
        ("stock.short == false", Holds),
        ("!stock.short && order.total < 50000", Fails),
        ("order.total == money('50000.30')", Holds),
        ("order.total == 50000.30", Holds),
        ("order.total > 50000.29999999999999999", Holds),
        // A third of nothing is lost: 0.3 of 50,000.30 is 15,000.09 to the fen.
        ("deposit.amount >= order.total * 0.3", Holds),
        ("deposit.amount > order.total * 0.3", Fails),
        ("order.total - deposit.amount == 35000.21", Holds),
        ("-order.lines == -3", Holds),
        ("order.channel in ['phone', 'fax']", Holds),
        ("'电话' == order.channel || order.lines == 2.5 + 0.5", Holds),
        ("terms.payment.contains('LC')", Holds),
        ("terms.payment.startsWith('LC')", Fails),
        ("order.promised <= date('2026-11-30')", Holds),
        ("stock.short ? order.lines > 5 : order.lines > 2", Holds),
        ("lc.accepted", needs(&["lc.accepted"])),
        ("stock.short || lc.accepted", needs(&["lc.accepted"])),
        ("stock.short && lc.accepted", Fails),
        ("!stock.short || lc.accepted", Holds),
        ("lc.accepted && goods.ready", needs(&["lc.accepted", "goods.ready"])),
        ("has(lc.accepted)", Fails),
        ("!has(scrap.rate) || scrap.rate < 0.05", Holds),
        ("order.total * 99999999999999999 * 99999999999 > 0", Fails),
    ] {
        let read = Condition::parse(condition).unwrap_or_else(|fault| panic!("{condition}: {fault:?}"));
        assert_eq!(read.check(&kind_of), Ok(()), "{condition}");
        assert_eq!(read.verdict(&facts()), verdict, "{condition}");
    }
}

#[test]
fn what_is_no_condition_is_refused() {
    use GateFault::*;
    let part = |part: &str| NotKnown { part: part.into() };
    for (condition, fault) in [
        ("order.total", WrongKind { wanted: Kind::YesNo, found: Kind::Number }),
        ("order.total == 'big'", Unequal { left: Kind::Number, right: Kind::Text }),
        ("order.channel > 'a'", WrongKind { wanted: Kind::Number, found: Kind::Text }),
        ("!order.total", WrongKind { wanted: Kind::YesNo, found: Kind::Number }),
        ("order.lines in [1, 'two']", Unequal { left: Kind::Number, right: Kind::Text }),
        ("stock.shrt", UnknownFact { fact: "stock.shrt".into() }),
        ("order.lines / 2 == 1", part("/")),
        ("order.lines == null", part("null")),
        ("[1].exists(x, x == 1)", part("all() · exists() · map() · filter()")),
        ("size(order.channel) == 1", part("size")),
        ("order.channel.matches('a+')", part("matches()")),
        ("order.promised == date('2026-02-30')", BadLiteral { written: "2026-02-30".into() }),
        ("order.total == money('1,000')", BadLiteral { written: "1,000".into() }),
    ] {
        let found = Condition::parse(condition).and_then(|read| read.check(&kind_of));
        assert_eq!(found, Err(fault), "{condition}");
    }
    assert!(matches!(Condition::parse("stock.short =="), Err(Syntax { .. })));
    assert!(matches!(Condition::parse(""), Err(Syntax { .. })));
    assert!(matches!(Condition::parse(&"!".repeat(600)), Err(TooLong { .. })));
}

#[test]
fn a_condition_that_can_never_hold_is_found() {
    for (condition, can_hold) in [
        ("lc.accepted", false),
        ("!lc.accepted", false),
        ("stock.short || lc.accepted", true),
        ("stock.short && lc.accepted", false),
        ("!has(lc.accepted) || lc.accepted", true),
        ("has(lc.accepted)", false),
        ("stock.short ? lc.accepted : true", true),
        ("1 == 1", true),
        ("false", false),
    ] {
        let read = Condition::parse(condition).unwrap();
        assert_eq!(read.can_hold(&|name| name == "stock.short"), can_hold, "{condition}");
    }
}

proptest! {
    #[test]
    fn no_words_make_the_reader_stumble(words in "[a-z.'()!&|<>=0-9 +*,?:\\[\\]\\\\\u{4e00}-\u{4e10}-]{0,60}") {
        if let Ok(read) = Condition::parse(&words) {
            let _ = (read.check(&kind_of), read.verdict(&facts()));
        }
    }
}
