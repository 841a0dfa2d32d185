//! The cost sheet, its figures and its versions as a workbook: values, so that they can be reckoned with elsewhere.

use axum::{body::Body, extract::Path, http::StatusCode};
use rust_decimal::Decimal;
use yidan_documents::write::{ColumnHead, ColumnKind, Table, Value, workbook};
use yidan_domain::{
    Money,
    costing::{self, Basis, CostSheet, Figures, Item},
    order::{CostVersion, cost_versions, refusal::Refusal},
};

use super::{
    super::super::{Answer, Failure, Screen, board::export},
    load,
};
use crate::texts::Reader;

/// Versions side by side in the workbook.
const MOST_VERSIONS: usize = 12;
const FINE: ColumnKind = ColumnKind::Decimal { digits: 4 };
const MONEY: ColumnKind = ColumnKind::Decimal { digits: 2 };

pub(super) async fn xlsx(screen: Screen, Path(id): Path<String>) -> Answer {
    let loaded = load(&screen, &id).await?;
    let reader = screen.frame().reader;
    let costs = loaded.order.costs.as_ref().ok_or(Refusal::NoCostSheet)?;
    let sheets = Sheets { reader: &reader };
    let all: Vec<CostVersion> = cost_versions(&loaded.history).collect();
    let tables = vec![
        sheets.items(&costs.sheet),
        sheets.figures(&costs.sheet),
        sheets.versions(&all[all.len().saturating_sub(MOST_VERSIONS)..]),
    ];
    let name = format!("{}-{}.xlsx", loaded.order.number, reader.t("costs-sheet"));
    match tokio::task::spawn_blocking(move || workbook(&tables)).await {
        Ok(Ok(bytes)) => Ok(export::file(export::XLSX, &name, Body::from(bytes))),
        failed => {
            tracing::error!(?failed, "the cost sheet could not be written as a workbook");
            Err(Failure::status(StatusCode::INTERNAL_SERVER_ERROR))
        }
    }
}

struct Sheets<'a> {
    reader: &'a Reader,
}

impl Sheets<'_> {
    fn table(&self, title: &str, columns: &[(&str, ColumnKind)], rows: Vec<Vec<Value>>) -> Table {
        let head = |(key, kind): &(&str, ColumnKind)| ColumnHead { title: self.reader.t(key), kind: *kind };
        Table { title: self.reader.t(title), columns: columns.iter().map(head).collect(), rows }
    }

    fn items(&self, sheet: &CostSheet) -> Table {
        let columns = [
            ("costs-item-kind", ColumnKind::Text),
            ("costs-item-name", ColumnKind::Text),
            ("costs-item-basis", ColumnKind::Text),
            ("costs-item-amount", FINE),
            ("costs-item-per-piece", FINE),
            ("costs-item-unit", ColumnKind::Text),
            ("costs-item-wastage", MONEY),
            ("costs-sum", MONEY),
            ("currency", ColumnKind::Text),
            ("costs-item-spec", ColumnKind::Text),
            ("costs-item-composition", ColumnKind::Text),
            ("costs-item-yarn", ColumnKind::Text),
            ("costs-item-weight", MONEY),
            ("costs-item-width", MONEY),
        ];
        self.table("costs-sheet", &columns, sheet.items.iter().map(|item| self.item(sheet, item)).collect())
    }

    fn item(&self, sheet: &CostSheet, item: &Item) -> Vec<Value> {
        let (key, amount, used) = match &item.basis {
            Basis::PerUnit(amount) => ("costs-basis-per-unit", amount, None),
            Basis::Total(amount) => ("costs-basis-total", amount, None),
            Basis::PercentOfPrice(percent) => ("costs-basis-percent", percent, None),
            Basis::Consumption { per_piece, unit, wastage_percent, price } => {
                ("costs-basis-consumption", price, Some((per_piece, unit.as_str(), wastage_percent)))
            }
            Basis::Weighed { metres_per_piece, wastage_percent, price_per_kg } => {
                ("costs-basis-weighed", price_per_kg, Some((metres_per_piece, "m", wastage_percent)))
            }
        };
        let fabric = item.fabric.clone().unwrap_or_default();
        vec![
            Value::text(item.kind.name().get(self.reader.lang)),
            Value::text(item.name.as_str()),
            Value::text(self.reader.t(key)),
            Value::Number(*amount),
            number(used.map(|(per_piece, ..)| *per_piece)),
            used.map_or(Value::Empty, |(_, unit, _)| Value::text(unit)),
            number(used.map(|(.., wastage)| *wastage)),
            number(sheet.amount_of(item).map(|amount| amount.amount())),
            Value::text(item.currency.code()),
            Value::text(item.spec.as_str()),
            Value::text(fabric.composition),
            Value::text(fabric.yarn),
            number(fabric.weight_gsm),
            number(fabric.width_cm),
        ]
    }

    fn figures(&self, sheet: &CostSheet) -> Table {
        let columns = [("costs-figure", ColumnKind::Text), ("orders-amount", FINE), ("unit", ColumnKind::Text)];
        let mut rows = vec![
            self.figure("costs-field-quantity", Some(sheet.quantity.amount()), &sheet.quantity.unit),
            self.figure("costs-field-price", sheet.price, sheet.currency.code()),
            self.figure("costs-field-rate", sheet.rate, sheet.base.code()),
            self.figure("costs-field-vat", Some(sheet.vat_percent), "%"),
            self.figure("costs-field-refund", Some(sheet.refund_percent), "%"),
        ];
        if let Ok(figures) = sheet.figures() {
            rows.extend(self.reckoned(sheet, &figures));
        }
        self.table("costs-figures", &columns, rows)
    }

    fn reckoned(&self, sheet: &CostSheet, figures: &Figures) -> Vec<Vec<Value>> {
        let base = sheet.base.code();
        let money = |key, money: Money| self.figure(key, Some(money.amount()), money.currency.code());
        let mut rows = vec![money("costs-sales", figures.sales), money("costs-revenue", figures.revenue)];
        let kind = |(kind, cost): &(costing::Kind, Money)| {
            vec![
                Value::text(kind.name().get(self.reader.lang)),
                Value::Number(cost.amount()),
                Value::text(cost.currency.code()),
            ]
        };
        rows.extend(figures.costs.iter().map(kind));
        rows.extend([
            money("costs-total", figures.cost),
            money("costs-refund-amount", figures.tax_refund),
            money("costs-profit", figures.profit),
            self.figure("costs-margin", figures.margin_percent, "%"),
            self.figure("costs-per-unit", Some(figures.cost_per_unit), base),
        ]);
        rows.extend(figures.net_foreign.map(|net| money("costs-net-foreign", net)));
        rows.extend(figures.exchange_cost.map(|cost| self.figure("costs-exchange", Some(cost), base)));
        rows
    }

    fn figure(&self, key: &str, value: Option<Decimal>, unit: &str) -> Vec<Value> {
        vec![Value::text(self.reader.t(key)), number(value), Value::text(unit)]
    }

    /// One column for each version, and one for its difference from the version before.
    fn versions(&self, versions: &[CostVersion]) -> Table {
        let sheets: Vec<&CostSheet> = versions.iter().map(|version| version.sheet).collect();
        let head = |title: String, kind| ColumnHead { title, kind };
        let mut columns = vec![head(self.reader.t("costs-figure"), ColumnKind::Text)];
        for version in versions {
            let title = self.reader.count("costs-version", version.version.into());
            columns.push(head(title, FINE));
            columns.push(head(self.reader.t("costs-difference"), FINE));
        }
        let row = |row: &costing::Row| {
            let cells = row.cells.iter().flat_map(|cell| {
                let value = number(cell.map(|cell| cell.value));
                [value, number(cell.and_then(|cell| cell.difference))]
            });
            [Value::text(row.line.name().get(self.reader.lang))].into_iter().chain(cells).collect()
        };
        let rows = costing::compare(&sheets).rows.iter().map(row).collect();
        Table { title: self.reader.t("costs-versions"), columns, rows }
    }
}

fn number(number: Option<Decimal>) -> Value {
    number.map_or(Value::Empty, Value::Number)
}
