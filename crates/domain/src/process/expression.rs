//! The part of CEL that conditions know, over exact values.
//!
//! Facts by dotted name, numbers, texts in quotes, `true`, `false`, `date('2026-03-01')`, `money('50000.50')`;
//! `&& || !`, `== != < <= > >=`, `+ - *`, `in ['a', 'b']`, `a ? b : c`, `has(fact)`, and of texts `contains`, `startsWith`,
//! `endsWith`. `None` stands for "not known yet" and is carried the way Kleene's logic carries it.

use std::{borrow::Cow, cmp::Ordering};

use cel::{
    Program,
    common::ast::{CallExpr, Expr, IdedExpr, LiteralValue, SourceInfo, operators as op},
};
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::gate::{Fact, Facts, GateFault, Kind};

#[derive(Debug)]
pub(super) enum Expression {
    Value(Value<'static>),
    Fact(String),
    Has(String),
    Not(Box<Expression>),
    And(Vec<Expression>),
    Or(Vec<Expression>),
    Compare(Comparison, Box<[Expression; 2]>),
    Reckon(Sum, Box<[Expression; 2]>),
    Test(Part, Box<[Expression; 2]>),
    In(Box<Expression>, Vec<Expression>),
    If(Box<[Expression; 3]>),
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value<'a> {
    YesNo(bool),
    Number(Decimal),
    Text(Cow<'a, str>),
    Date(Date),
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Comparison {
    Equal,
    Different,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Sum {
    Plus,
    Minus,
    Times,
}

/// Where in a text another one is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    Anywhere,
    Start,
    End,
}

/// Which answers a condition could ever give.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outcomes {
    pub yes: bool,
    pub no: bool,
}

pub(super) fn read(source: &str) -> Result<Expression, GateFault> {
    let program = Program::compile(source).map_err(|errors| {
        let message = errors.errors.first().map(|error| error.msg.clone()).unwrap_or_default();
        GateFault::Syntax { message }
    })?;
    Reader { info: program.source_info() }.expression(program.expression())
}

/// Turns what `cel` has read into an expression, refusing what conditions don't know.
struct Reader<'a> {
    info: &'a SourceInfo,
}

impl Reader<'_> {
    fn expression(&self, node: &IdedExpr) -> Result<Expression, GateFault> {
        match &node.expr {
            Expr::Literal(literal) => self.literal(literal, node.id).map(Expression::Value),
            Expr::Select(select) if select.test => match fact_name(&select.operand.expr) {
                Some(name) => Ok(Expression::Has(format!("{name}.{}", select.field))),
                None => Err(self.not_known("has()")),
            },
            Expr::Ident(_) | Expr::Select(_) => {
                fact_name(&node.expr).map(Expression::Fact).ok_or_else(|| self.not_known("."))
            }
            Expr::Call(call) => self.call(call),
            Expr::List(_) => Err(self.not_known("[ ]")),
            Expr::Map(_) | Expr::Struct(_) => Err(self.not_known("{ }")),
            Expr::Comprehension(_) => Err(self.not_known("all() · exists() · map() · filter()")),
            Expr::Unspecified => Err(self.not_known("…")),
        }
    }

    fn literal(&self, literal: &LiteralValue, id: u64) -> Result<Value<'static>, GateFault> {
        match literal {
            LiteralValue::Boolean(b) => Ok(Value::YesNo(*b.inner())),
            LiteralValue::Int(n) => Ok(Value::Number(Decimal::from(*n.inner()))),
            LiteralValue::UInt(n) => Ok(Value::Number(Decimal::from(*n.inner()))),
            LiteralValue::String(words) => Ok(Value::Text(Cow::Owned(words.inner().to_owned()))),
            // Read again as it was written: `cel` has made a float of it.
            LiteralValue::Double(_) => number(&self.written(id)),
            LiteralValue::Null => Err(self.not_known("null")),
            LiteralValue::Bytes(_) => Err(self.not_known("b''")),
        }
    }

    fn written(&self, id: u64) -> String {
        let (start, last) = self.info.offset_for(id).unwrap_or_default();
        self.info.source.get(start as usize..=last as usize).unwrap_or_default().to_owned()
    }

    fn call(&self, call: &CallExpr) -> Result<Expression, GateFault> {
        if let Some(target) = &call.target {
            return self.member(call, target);
        }
        let compare = |comparison| Ok(Expression::Compare(comparison, self.two(call)?));
        let reckon = |sum| Ok(Expression::Reckon(sum, self.two(call)?));
        match call.func_name.as_str() {
            op::LOGICAL_AND => self.all(&call.args).map(Expression::And),
            op::LOGICAL_OR => self.all(&call.args).map(Expression::Or),
            op::LOGICAL_NOT => self.one(call).map(|inner| Expression::Not(Box::new(inner))),
            op::EQUALS => compare(Comparison::Equal),
            op::NOT_EQUALS => compare(Comparison::Different),
            op::LESS => compare(Comparison::Less),
            op::LESS_EQUALS => compare(Comparison::AtMost),
            op::GREATER => compare(Comparison::Greater),
            op::GREATER_EQUALS => compare(Comparison::AtLeast),
            op::ADD => reckon(Sum::Plus),
            op::SUBSTRACT => reckon(Sum::Minus),
            op::MULTIPLY => reckon(Sum::Times),
            op::NEGATE => {
                let zero = Expression::Value(Value::Number(Decimal::ZERO));
                Ok(Expression::Reckon(Sum::Minus, Box::new([zero, self.one(call)?])))
            }
            op::CONDITIONAL => match self.all(&call.args)?.try_into() {
                Ok(three) => Ok(Expression::If(Box::new(three))),
                Err(_) => Err(self.not_known("?:")),
            },
            op::IN => match &call.args[..] {
                [sought, IdedExpr { expr: Expr::List(list), .. }] => {
                    Ok(Expression::In(Box::new(self.expression(sought)?), self.all(&list.elements)?))
                }
                _ => Err(self.not_known("in")),
            },
            "money" | "number" => self.quoted(call).and_then(|written| number(&written)).map(Expression::Value),
            "date" => {
                let written = self.quoted(call)?;
                let date = written.parse().map_err(|_| GateFault::BadLiteral { written })?;
                Ok(Expression::Value(Value::Date(date)))
            }
            other => Err(self.not_known(other.trim_matches('_'))),
        }
    }

    fn member(&self, call: &CallExpr, target: &IdedExpr) -> Result<Expression, GateFault> {
        let part = match call.func_name.as_str() {
            "contains" => Part::Anywhere,
            "startsWith" => Part::Start,
            "endsWith" => Part::End,
            other => return Err(self.not_known(&format!("{other}()"))),
        };
        Ok(Expression::Test(part, Box::new([self.expression(target)?, self.one(call)?])))
    }

    fn all(&self, nodes: &[IdedExpr]) -> Result<Vec<Expression>, GateFault> {
        nodes.iter().map(|node| self.expression(node)).collect()
    }

    fn one(&self, call: &CallExpr) -> Result<Expression, GateFault> {
        match &call.args[..] {
            [only] => self.expression(only),
            _ => Err(self.not_known(&call.func_name)),
        }
    }

    fn two(&self, call: &CallExpr) -> Result<Box<[Expression; 2]>, GateFault> {
        match &call.args[..] {
            [left, right] => Ok(Box::new([self.expression(left)?, self.expression(right)?])),
            _ => Err(self.not_known(&call.func_name)),
        }
    }

    /// The one quoted text that a function such as `date('2026-03-01')` is given.
    fn quoted(&self, call: &CallExpr) -> Result<String, GateFault> {
        match &call.args[..] {
            [IdedExpr { expr: Expr::Literal(LiteralValue::String(words)), .. }] => Ok(words.inner().to_owned()),
            _ => Err(self.not_known(&format!("{}()", call.func_name))),
        }
    }

    fn not_known(&self, part: &str) -> GateFault {
        GateFault::NotKnown { part: part.to_owned() }
    }
}

fn number(written: &str) -> Result<Value<'static>, GateFault> {
    written.parse().map(Value::Number).map_err(|_| GateFault::BadLiteral { written: written.to_owned() })
}

/// `stock.short` as one name.
fn fact_name(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Ident(name) => Some(name.clone()),
        Expr::Select(select) if !select.test => Some(format!("{}.{}", fact_name(&select.operand.expr)?, select.field)),
        _ => None,
    }
}

impl Expression {
    pub(super) fn each_fact(&self, say: &mut dyn FnMut(&str)) {
        match self {
            Expression::Value(_) => {}
            Expression::Fact(name) | Expression::Has(name) => say(name),
            Expression::Not(inner) => inner.each_fact(say),
            Expression::And(all) | Expression::Or(all) => all.iter().for_each(|one| one.each_fact(say)),
            Expression::Compare(_, two) | Expression::Reckon(_, two) | Expression::Test(_, two) => {
                two.iter().for_each(|one| one.each_fact(say));
            }
            Expression::In(sought, list) => {
                sought.each_fact(say);
                list.iter().for_each(|one| one.each_fact(say));
            }
            Expression::If(three) => three.iter().for_each(|one| one.each_fact(say)),
        }
    }

    /// What kind of value it gives, if its parts fit together.
    pub(super) fn kind(&self, kind_of: &dyn Fn(&str) -> Option<Kind>) -> Result<Kind, GateFault> {
        let fact = |name: &str| kind_of(name).ok_or_else(|| GateFault::UnknownFact { fact: name.to_owned() });
        let wants = |part: &Expression, wanted: Kind| match part.kind(kind_of)? {
            found if found == wanted => Ok(()),
            found => Err(GateFault::WrongKind { wanted, found }),
        };
        let same = |left: &Expression, right: &Expression| {
            let (left, right) = (left.kind(kind_of)?, right.kind(kind_of)?);
            if left == right { Ok(left) } else { Err(GateFault::Unequal { left, right }) }
        };
        match self {
            Expression::Value(value) => Ok(value.kind()),
            Expression::Fact(name) => fact(name),
            Expression::Has(name) => fact(name).map(|_| Kind::YesNo),
            Expression::Not(inner) => wants(inner, Kind::YesNo).map(|()| Kind::YesNo),
            Expression::And(all) | Expression::Or(all) => {
                all.iter().try_for_each(|one| wants(one, Kind::YesNo)).map(|()| Kind::YesNo)
            }
            Expression::Compare(comparison, two) => match (comparison, same(&two[0], &two[1])?) {
                (Comparison::Equal | Comparison::Different, _) | (_, Kind::Number | Kind::Date) => Ok(Kind::YesNo),
                (_, found) => Err(GateFault::WrongKind { wanted: Kind::Number, found }),
            },
            Expression::Reckon(_, two) => {
                two.iter().try_for_each(|one| wants(one, Kind::Number)).map(|()| Kind::Number)
            }
            Expression::Test(_, two) => two.iter().try_for_each(|one| wants(one, Kind::Text)).map(|()| Kind::YesNo),
            Expression::In(sought, list) => {
                list.iter().try_for_each(|one| same(sought, one).map(drop)).map(|()| Kind::YesNo)
            }
            Expression::If(three) => {
                wants(&three[0], Kind::YesNo)?;
                same(&three[1], &three[2])
            }
        }
    }

    /// Which answers are possible when only some facts can ever be known.
    pub(super) fn outcomes(&self, known: &dyn Fn(&str) -> bool) -> Outcomes {
        let of = |one: &Expression| one.outcomes(known);
        match self {
            Expression::Value(Value::YesNo(yes)) => Outcomes { yes: *yes, no: !*yes },
            Expression::Has(name) => Outcomes { yes: known(name), no: true },
            Expression::Not(inner) => {
                let Outcomes { yes, no } = of(inner);
                Outcomes { yes: no, no: yes }
            }
            Expression::And(all) => {
                Outcomes { yes: all.iter().all(|one| of(one).yes), no: all.iter().any(|one| of(one).no) }
            }
            Expression::Or(all) => {
                Outcomes { yes: all.iter().any(|one| of(one).yes), no: all.iter().all(|one| of(one).no) }
            }
            Expression::If(three) => {
                let [asked, then, otherwise] = three.each_ref().map(of);
                Outcomes {
                    yes: asked.yes && then.yes || asked.no && otherwise.yes,
                    no: asked.yes && then.no || asked.no && otherwise.no,
                }
            }
            other => {
                let mut all_known = true;
                other.each_fact(&mut |name| all_known &= known(name));
                Outcomes { yes: all_known, no: all_known }
            }
        }
    }

    pub(super) fn truth(&self, facts: &Facts) -> Option<bool> {
        match self {
            Expression::And(all) => decided(all, facts, false),
            Expression::Or(all) => decided(all, facts, true),
            _ => match self.value(facts)? {
                Value::YesNo(yes) => Some(yes),
                _ => None,
            },
        }
    }

    fn value<'a>(&'a self, facts: &'a Facts) -> Option<Value<'a>> {
        match self {
            Expression::Value(value) => Some(value.borrowed()),
            Expression::Fact(name) => facts.get(name).map(Value::of),
            Expression::Has(name) => Some(Value::YesNo(facts.contains_key(name))),
            Expression::Not(inner) => inner.truth(facts).map(|yes| Value::YesNo(!yes)),
            Expression::And(_) | Expression::Or(_) => self.truth(facts).map(Value::YesNo),
            Expression::Compare(comparison, two) => {
                comparison.holds(&two[0].value(facts)?, &two[1].value(facts)?).map(Value::YesNo)
            }
            Expression::Reckon(sum, two) => match (two[0].value(facts)?, two[1].value(facts)?) {
                (Value::Number(left), Value::Number(right)) => sum.of(left, right).map(Value::Number),
                _ => None,
            },
            Expression::Test(part, two) => match (two[0].value(facts)?, two[1].value(facts)?) {
                (Value::Text(text), Value::Text(sought)) => Some(Value::YesNo(part.holds(&text, &sought))),
                _ => None,
            },
            Expression::In(sought, list) => {
                let sought = sought.value(facts)?;
                let mut unknown = false;
                for one in list {
                    match one.value(facts) {
                        Some(value) if value == sought => return Some(Value::YesNo(true)),
                        Some(_) => {}
                        None => unknown = true,
                    }
                }
                (!unknown).then_some(Value::YesNo(false))
            }
            Expression::If(three) => {
                if three[0].truth(facts)? {
                    three[1].value(facts)
                } else {
                    three[2].value(facts)
                }
            }
        }
    }
}

/// `&&` is decided by the first that fails, `||` by the first that holds; otherwise all must be known.
fn decided(all: &[Expression], facts: &Facts, by: bool) -> Option<bool> {
    let mut unknown = false;
    for one in all {
        match one.truth(facts) {
            Some(yes) if yes == by => return Some(by),
            Some(_) => {}
            None => unknown = true,
        }
    }
    (!unknown).then_some(!by)
}

impl<'a> Value<'a> {
    fn of(fact: &'a Fact) -> Self {
        match fact {
            Fact::YesNo(yes) => Value::YesNo(*yes),
            Fact::Number(number) => Value::Number(*number),
            Fact::Money(money) => Value::Number(money.amount()),
            Fact::Text(text) => Value::Text(Cow::Borrowed(text)),
            Fact::Date(date) => Value::Date(*date),
        }
    }

    fn borrowed(&'a self) -> Self {
        match self {
            Value::Text(text) => Value::Text(Cow::Borrowed(text)),
            Value::YesNo(yes) => Value::YesNo(*yes),
            Value::Number(number) => Value::Number(*number),
            Value::Date(date) => Value::Date(*date),
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Value::YesNo(_) => Kind::YesNo,
            Value::Number(_) => Kind::Number,
            Value::Text(_) => Kind::Text,
            Value::Date(_) => Kind::Date,
        }
    }

    fn order(&self, other: &Value) -> Option<Ordering> {
        match (self, other) {
            (Value::Number(left), Value::Number(right)) => Some(left.cmp(right)),
            (Value::Date(left), Value::Date(right)) => Some(left.cmp(right)),
            _ => None,
        }
    }
}

impl Comparison {
    fn holds(self, left: &Value, right: &Value) -> Option<bool> {
        match self {
            Comparison::Equal => Some(left == right),
            Comparison::Different => Some(left != right),
            Comparison::Less => left.order(right).map(Ordering::is_lt),
            Comparison::AtMost => left.order(right).map(Ordering::is_le),
            Comparison::Greater => left.order(right).map(Ordering::is_gt),
            Comparison::AtLeast => left.order(right).map(Ordering::is_ge),
        }
    }
}

impl Sum {
    fn of(self, left: Decimal, right: Decimal) -> Option<Decimal> {
        match self {
            Sum::Plus => left.checked_add(right),
            Sum::Minus => left.checked_sub(right),
            Sum::Times => left.checked_mul(right),
        }
    }
}

impl Part {
    fn holds(self, text: &str, sought: &str) -> bool {
        match self {
            Part::Anywhere => text.contains(sought),
            Part::Start => text.starts_with(sought),
            Part::End => text.ends_with(sought),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::gate::{Condition, Verdict};
    use super::*;
    use crate::{Currency, Money};
    use proptest::prelude::*;

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
}
