//! From CEL, as the crate `cel` reads it, to an expression; what conditions don't know is refused by its name.

use std::borrow::Cow;

use cel::{
    Program,
    common::ast::{CallExpr, Expr, IdedExpr, LiteralValue, SourceInfo, operators as op},
};
use rust_decimal::Decimal;

use super::{Comparison, Expression, Part, Sum, Value};
use crate::process::gate::GateFault;

pub(in crate::process) fn read(source: &str) -> Result<Expression, GateFault> {
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
