//! The part of CEL that conditions know, over exact values.
//!
//! Facts by dotted name, numbers, texts in quotes, `true`, `false`, `date('2026-03-01')`, `money('50000.50')`;
//! `&& || !`, `== != < <= > >=`, `+ - *`, `in ['a', 'b']`, `a ? b : c`, `has(fact)`, and of texts `contains`, `startsWith`,
//! `endsWith`. `None` stands for "not known yet" and is carried the way Kleene's logic carries it.

mod read;
#[cfg(test)]
mod tests;

use std::{borrow::Cow, cmp::Ordering};

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::gate::{Fact, Facts, GateFault, Kind};
pub(super) use read::read;

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
