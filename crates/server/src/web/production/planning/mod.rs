//! The daily plan: put for a lot, day by day and operation by operation; beside what came of it on the lot's page; and what a
//! day asks of the workshop.

mod day;
mod edit;

use axum::{Router, routing::get};
use jiff::civil::Date;
use rust_decimal::Decimal;
use yidan_domain::production::beside_plan;
use yidan_store::production::Whole;

use super::{Answer, Failure, Screen, view::amount};
use crate::{app::App, texts::Reader};

pub fn routes() -> Router<App> {
    Router::new().route("/lots/{id}/plan", get(edit::ask).post(edit::put)).route("/workshop/day", get(day::show))
}

/// Planned beside actual.
pub struct PlanView {
    pub operations: Vec<String>,
    pub days: Vec<DayView>,
    pub is_planned: bool,
}

pub struct DayView {
    pub day: Date,
    pub is_today: bool,
    pub cells: Vec<CellView>,
}

pub struct CellView {
    pub operation: String,
    pub planned: Decimal,
    pub made: Decimal,
    /// The day is over and less came out than was planned.
    pub is_short: bool,
}

impl PlanView {
    pub fn of(whole: &Whole, today: Date, reader: &Reader) -> Self {
        let lot = &whole.kept.lot;
        let operations: Vec<String> = lot.route.iter().map(|it| it.name.get(reader.lang).to_owned()).collect();
        let days = beside_plan(lot, &whole.entries).into_iter().map(|it| DayView {
            day: it.day,
            is_today: it.day == today,
            cells: it
                .cells
                .iter()
                .zip(&operations)
                .map(|(cell, operation)| CellView {
                    operation: operation.clone(),
                    planned: amount(cell.planned),
                    made: amount(cell.made),
                    is_short: it.day < today && cell.made < cell.planned,
                })
                .collect(),
        });
        Self { days: days.collect(), operations, is_planned: !lot.plan.is_empty() }
    }
}
