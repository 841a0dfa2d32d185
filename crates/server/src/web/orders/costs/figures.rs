//! What comes of a cost sheet, as figures beside the form, above the actual costs and in the printed review.

use yidan_domain::{
    Say,
    costing::{CostSheet, Figures},
    money::grouped,
};

use crate::texts::Reader;

#[derive(Default)]
pub struct FiguresView {
    /// Why there are no figures yet: what is wrong, or missing.
    pub why: Vec<String>,
    pub facts: Vec<FigureView>,
    pub costs: Vec<(String, String)>,
    /// It costs more than it brings.
    pub is_loss: bool,
}

pub struct FigureView {
    /// Of its name.
    pub key: &'static str,
    pub value: String,
    pub is_main: bool,
}

impl FiguresView {
    pub fn of(sheet: &CostSheet, reader: &Reader) -> Self {
        let faults = sheet.faults();
        if !faults.is_empty() {
            return Self::without(faults.iter().map(|fault| reader.say(&fault.say())).collect());
        }
        match sheet.figures() {
            Ok(figures) => Self::reckoned(sheet, &figures, reader),
            Err(lack) => Self::without(vec![reader.say(&lack.say())]),
        }
    }

    pub fn without(why: Vec<String>) -> Self {
        Self { why, ..Self::default() }
    }

    fn reckoned(sheet: &CostSheet, figures: &Figures, reader: &Reader) -> Self {
        let (base, currency) = (sheet.base, sheet.currency);
        let sales = (currency != base).then(|| figures.sales.to_string());
        let unit = &sheet.quantity.unit;
        let per_unit = format!("{} {base}", grouped(&figures.cost_per_unit.to_string()));
        let per_unit = if unit.is_empty() { per_unit } else { format!("{per_unit} / {unit}") };
        let facts = [
            ("costs-sales", sales, false),
            ("costs-revenue", Some(figures.revenue.to_string()), false),
            ("costs-total", Some(figures.cost.to_string()), false),
            ("costs-refund-amount", Some(figures.tax_refund.to_string()), false),
            ("costs-profit", Some(figures.profit.to_string()), true),
            ("costs-margin", figures.margin_percent.map(|percent| format!("{percent}%")), true),
            ("costs-per-unit", Some(per_unit), false),
            ("costs-net-foreign", figures.net_foreign.map(|money| money.to_string()), false),
            ("costs-exchange", figures.exchange_cost.map(|cost| format!("{cost} {base}/{currency}")), true),
        ];
        let facts = facts.into_iter();
        let facts =
            facts.filter_map(|(key, value, is_main)| value.map(|value| FigureView { key, value, is_main })).collect();
        let costs = figures.costs.iter();
        let costs = costs.map(|(kind, cost)| (kind.name().get(reader.lang).to_owned(), cost.to_string())).collect();
        Self { why: Vec::new(), facts, costs, is_loss: figures.profit.minor < 0 }
    }

    pub fn is_known(&self) -> bool {
        !self.facts.is_empty()
    }
}
