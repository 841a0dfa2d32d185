//! Versions of a cost sheet side by side, each with its difference from the one before it.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{CostSheet, Figures, Kind};
use crate::{Currency, Money, Text};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    pub rows: Vec<Row>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub line: Line,
    /// One for each version; none where the version does not tell (`CostSheet::figures` says why).
    pub cells: Vec<Option<Cell>>,
}

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    Quantity,
    /// Of one unit, in the selling currency.
    Price,
    /// In the base, as all that follows but percentages.
    Cost(Kind),
    TotalCost,
    CostPerUnit,
    TaxRefund,
    Profit,
    MarginPercent,
    ExchangeCost,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    pub value: Decimal,
    /// From the version before; none for the first, and where that one does not tell or tells in another currency.
    pub difference: Option<Decimal>,
}

/// Rows for the quantity, the price, every kind of cost that any of the versions has, and the sums.
pub fn compare(sheets: &[&CostSheet]) -> Comparison {
    let versions: Vec<(&CostSheet, Option<Figures>)> =
        sheets.iter().map(|sheet| (*sheet, sheet.figures().ok())).collect();
    let kinds: BTreeSet<Kind> = sheets.iter().flat_map(|sheet| &sheet.items).map(|item| item.kind).collect();
    let lines = [Line::Quantity, Line::Price].into_iter().chain(kinds.into_iter().map(Line::Cost)).chain([
        Line::TotalCost,
        Line::CostPerUnit,
        Line::TaxRefund,
        Line::Profit,
        Line::MarginPercent,
        Line::ExchangeCost,
    ]);
    let rows = lines.map(|line| {
        let mut before = None;
        let cells = versions.iter().map(|(sheet, figures)| {
            let here = line.value(sheet, figures.as_ref()).zip(Some(line.currencies(sheet)));
            let cell = here.map(|(value, currencies)| Cell { value, difference: step(before, value, currencies) });
            before = here;
            cell
        });
        Row { line, cells: cells.collect() }
    });
    Comparison { rows: rows.collect() }
}

type Currencies = [Option<Currency>; 2];

fn step(before: Option<(Decimal, Currencies)>, value: Decimal, currencies: Currencies) -> Option<Decimal> {
    let (before, _) = before.filter(|(_, other)| *other == currencies)?;
    value.checked_sub(before)
}

impl Line {
    /// As files and programs write it; a cost has its kind beside it.
    pub fn key(self) -> &'static str {
        match self {
            Line::Quantity => "quantity",
            Line::Price => "price",
            Line::Cost(_) => "cost",
            Line::TotalCost => "total_cost",
            Line::CostPerUnit => "cost_per_unit",
            Line::TaxRefund => "tax_refund",
            Line::Profit => "profit",
            Line::MarginPercent => "margin_percent",
            Line::ExchangeCost => "exchange_cost",
        }
    }

    pub fn name(self) -> Text {
        let (zh, en) = match self {
            Line::Quantity => ("数量", "Quantity"),
            Line::Price => ("单价", "Unit price"),
            Line::Cost(kind) => return kind.name(),
            Line::TotalCost => ("总成本", "Total cost"),
            Line::CostPerUnit => ("单位成本", "Cost per unit"),
            Line::TaxRefund => ("出口退税", "Tax refund"),
            Line::Profit => ("利润", "Profit"),
            Line::MarginPercent => ("利润率 %", "Margin %"),
            Line::ExchangeCost => ("换汇成本", "Cost per unit of foreign exchange"),
        };
        Text::new(zh, en)
    }

    fn value(self, sheet: &CostSheet, figures: Option<&Figures>) -> Option<Decimal> {
        match self {
            Line::Quantity => Some(sheet.quantity.amount()),
            Line::Price => sheet.price,
            Line::Cost(kind) => {
                let found = figures?.costs.iter().find(|(of, _)| *of == kind);
                Some(found.map_or(Money::zero(sheet.base), |(_, cost)| *cost).amount())
            }
            Line::TotalCost => Some(figures?.cost.amount()),
            Line::CostPerUnit => Some(figures?.cost_per_unit),
            Line::TaxRefund => Some(figures?.tax_refund.amount()),
            Line::Profit => Some(figures?.profit.amount()),
            Line::MarginPercent => figures?.margin_percent,
            Line::ExchangeCost => figures?.exchange_cost,
        }
    }

    /// Between versions that differ in these, the line has no difference.
    fn currencies(self, sheet: &CostSheet) -> Currencies {
        match self {
            Line::Quantity | Line::MarginPercent => [None, None],
            Line::Price => [Some(sheet.currency), None],
            Line::ExchangeCost => [Some(sheet.base), Some(sheet.currency)],
            _ => [Some(sheet.base), None],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Quantity,
        costing::{Basis, Item},
    };

    fn number(typed: &str) -> Decimal {
        typed.parse().unwrap()
    }

    fn sheet(price: Option<&str>, costs: &[(Kind, &str)]) -> CostSheet {
        let item = |(kind, total): &(Kind, &str)| Item {
            kind: *kind,
            name: String::new(),
            basis: Basis::Total(number(total)),
            currency: Currency::CNY,
            spec: String::new(),
            fabric: None,
            with_vat: Some(false),
        };
        CostSheet {
            price: price.map(number),
            rate: Some(number("7")),
            items: costs.iter().map(item).collect(),
            ..CostSheet::new(Currency::CNY, Currency::USD, Quantity::exact(number("100"), "pcs").unwrap())
        }
    }

    #[test]
    fn versions_stand_side_by_side() {
        let first = sheet(Some("2.00"), &[(Kind::Goods, "1000")]);
        let unpriced = sheet(None, &[(Kind::Goods, "1000")]);
        let second = sheet(Some("1.90"), &[(Kind::Goods, "980.50"), (Kind::Packing, "50")]);
        let mut in_euro = sheet(Some("1.90"), &[(Kind::Goods, "980.50")]);
        in_euro.currency = Currency::EUR;

        let shown = |sheets: &[&CostSheet]| -> Vec<String> {
            let cell = |cell: &Option<Cell>| match cell {
                Some(Cell { value, difference: Some(difference) }) => format!("{value} ({difference})"),
                Some(Cell { value, difference: None }) => value.to_string(),
                None => "?".to_owned(),
            };
            let row = |row: &Row| {
                let cells: Vec<String> = row.cells.iter().map(cell).collect();
                format!("{}: {}", row.line.name().en, cells.join(" | "))
            };
            compare(sheets).rows.iter().map(row).collect()
        };
        assert_eq!(
            shown(&[&first, &second]),
            [
                "Quantity: 100 | 100 (0)",
                "Unit price: 2.00 | 1.90 (-0.10)",
                "Purchase price: 1000.00 | 980.50 (-19.50)",
                "Packing: 0.00 | 50.00 (50.00)",
                "Total cost: 1000.00 | 1030.50 (30.50)",
                "Cost per unit: 10.0000 | 10.3050 (0.3050)",
                "Tax refund: 0.00 | 0.00 (0.00)",
                "Profit: 400.00 | 299.50 (-100.50)",
                "Margin %: 28.57 | 22.52 (-6.05)",
                "Cost per unit of foreign exchange: 5.0000 | 5.4237 (0.4237)",
            ]
        );
        let with_a_gap = shown(&[&first, &unpriced, &in_euro]);
        assert_eq!(with_a_gap[1], "Unit price: 2.00 | ? | 1.90");
        assert_eq!(with_a_gap[2], "Purchase price: 1000.00 | ? | 980.50");
        let in_two_currencies = shown(&[&second, &in_euro]);
        assert_eq!(in_two_currencies[1], "Unit price: 1.90 | 1.90");
        assert_eq!(in_two_currencies[3], "Packing: 50.00 | 0.00 (-50.00)");
        assert_eq!(compare(&[]).rows.iter().map(|row| row.cells.len()).sum::<usize>(), 0);
    }
}
