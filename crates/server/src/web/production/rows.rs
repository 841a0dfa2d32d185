//! The rows in which a route is typed: an operation a row. Rows without a name are left out.

use rust_decimal::prelude::ToPrimitive;
use yidan_domain::{Message, Text, production::Operation};

use crate::{
    page::{Faults, Frame},
    web::orders::typed::{self, Typed},
};

/// Empty rows below those that are there, and rows in all, at the least.
const MORE: usize = 3;
const LEAST: usize = 6;
/// Rows that are read; a route has fewer operations.
const MOST: usize = 60;

#[derive(Default, Clone)]
pub struct Row {
    pub zh: String,
    pub en: String,
    pub department: String,
    pub outside: bool,
    pub seconds: String,
}

impl Row {
    fn of(operation: &Operation) -> Self {
        let en = if operation.name.en == operation.name.zh { String::new() } else { operation.name.en.clone() };
        Self {
            zh: operation.name.zh.clone(),
            en,
            department: operation.department.to_string(),
            outside: operation.outside,
            seconds: operation.seconds_per_unit.map(|seconds| seconds.to_string()).unwrap_or_default(),
        }
    }

    fn is_blank(&self) -> bool {
        self.zh.trim().is_empty() && self.en.trim().is_empty()
    }
}

pub fn of(route: &[Operation]) -> Vec<Row> {
    with_more(route.iter().map(Row::of).collect())
}

pub fn typed(form: &Typed) -> Vec<Row> {
    let columns =
        ["operation-zh", "operation-en", "operation-department", "operation-seconds"].map(|name| form.all(name));
    let outside = form.all("outside");
    let row = |at: usize| {
        let [zh, en, department, seconds] =
            [0, 1, 2, 3].map(|column: usize| columns[column].get(at).copied().unwrap_or_default().to_owned());
        Row { zh, en, department, outside: outside.contains(&at.to_string().as_str()), seconds }
    };
    with_more((0..columns[0].len().min(MOST)).map(row).collect())
}

fn with_more(mut rows: Vec<Row>) -> Vec<Row> {
    let blank = rows.iter().rev().take_while(|row| row.is_blank()).count();
    let more = MORE.max(LEAST.saturating_sub(rows.len() - blank));
    rows.extend((blank..more).map(|_| Row { department: "production".into(), ..Row::default() }));
    rows
}

/// The field of a row that its faults stand at.
pub fn seconds(at: usize) -> String {
    format!("seconds-{at}")
}

/// The operations as typed; a time that can't be read is noted at its row.
pub fn read(rows: &[Row], frame: &Frame, faults: &mut Faults) -> Vec<Operation> {
    let mut route = Vec::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| !row.is_blank()) {
        let seconds_per_unit = match typed::number(&row.seconds) {
            Ok(None) => None,
            Ok(Some(seconds)) if seconds.is_integer() && seconds.to_u32().is_some() => seconds.to_u32(),
            _ => {
                faults.add(seconds(at), frame.reader.say(&Message::new("route-not-seconds")));
                None
            }
        };
        route.push(Operation {
            name: Text::new(row.zh.trim(), row.en.trim()),
            department: row.department.as_str().into(),
            outside: row.outside,
            seconds_per_unit,
        });
    }
    route
}
