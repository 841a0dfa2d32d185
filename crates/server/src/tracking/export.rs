//! The sheet as a table: its nine columns, those that the company adds, and the version of each row.

use yidan_documents::write::{ColumnHead, ColumnKind, Table, Value};
use yidan_domain::{
    Lang, Quantity,
    material::{
        Material,
        sheet::{Arrival, Column, ExtraColumn},
    },
};
use yidan_store::materials::Tracking;

use super::version::version;

/// Between several things in one cell.
pub(super) const AND: &str = "；";

pub fn table(rows: &[Tracking], extra: &[ExtraColumn], lang: Lang) -> Table {
    let head = |column: Column| ColumnHead {
        title: column.name().get(lang).to_owned(),
        kind: match column {
            Column::Number => ColumnKind::Whole,
            Column::Required | Column::Purchased => ColumnKind::Decimal { digits: 2 },
            Column::PurchasedOn | Column::ArrivedOn => ColumnKind::Date,
            Column::Project | Column::Material | Column::Supplier | Column::Remark | Column::Version => {
                ColumnKind::Text
            }
        },
    };
    let own = extra.iter().map(|column| {
        let title = column.name.get(lang).to_owned();
        ColumnHead { title, kind: ColumnKind::Text }
    });
    let title = match lang {
        Lang::Zh => "物料追踪表",
        Lang::En => "Materials",
    };
    Table {
        title: title.to_owned(),
        columns: Column::ALL.into_iter().map(head).chain(own).chain([head(Column::Version)]).collect(),
        rows: rows.iter().map(|it| values(it, extra, lang)).collect(),
    }
}

fn values(it: &Tracking, extra: &[ExtraColumn], lang: Lang) -> Vec<Value> {
    let own = extra.iter().map(|column| Value::text(it.row.extra.get(&column.key).cloned().unwrap_or_default()));
    let last = [value(it, Column::Version, lang)];
    Column::ALL.into_iter().map(|column| value(it, column, lang)).chain(own).chain(last).collect()
}

fn value(it: &Tracking, column: Column, lang: Lang) -> Value {
    let row = &it.row;
    let quantity = |it: &Option<Quantity>| it.as_ref().map_or(Value::Empty, |it| Value::Number(it.amount()));
    match column {
        Column::Number => Value::Number(row.number.into()),
        Column::Project => Value::text(&row.project),
        Column::Material => Value::text(named(&it.material, lang)),
        Column::Required => quantity(&row.required),
        Column::Purchased => quantity(&row.purchased),
        Column::PurchasedOn => row.purchased_on.map_or(Value::Empty, Value::Date),
        Column::ArrivedOn => match row.arrival {
            Some(Arrival::Arrived(day) | Arrival::Expected(day)) => Value::Date(day),
            None => Value::Empty,
        },
        Column::Supplier => Value::text(row.suppliers.join(AND)),
        Column::Remark => Value::text(row.remarks.join(AND)),
        Column::Version => Value::text(version(it)),
    }
}

/// By its code first, by which it is known again.
pub(super) fn named(material: &Material, lang: Lang) -> String {
    format!("{} {} {}", material.code, material.name.get(lang), material.spec).trim().to_owned()
}
