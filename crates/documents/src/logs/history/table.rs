//! A log as a table: one row is one piece of work, with columns for case, activity, start, end and person. Cases may be
//! mixed; what a row says of its order (customer, promised day) is taken from the first row that says it.

use std::collections::HashMap;

use jiff::{Timestamp, tz::TimeZone};
use yidan_domain::{
    Text,
    text::{folded, plain, tidy},
};

use super::{Case, End, Log, Work};
use crate::{
    problem::{Place, Problem, RowFault},
    sheet::{self, Cell, ReadAs, Sheet, Unreadable},
    values,
};

/// Titles stand in one of the first rows.
const TITLES_WITHIN: usize = 20;
/// Longest name taken.
const LONGEST: usize = 200;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Column {
    Case,
    Activity,
    Start,
    End,
    Resource,
    Customer,
    Goods,
    Promised,
}

/// The first title of each is what the column is called when it is missing.
const TITLES: [(Column, &[&str]); 8] = [
    (
        Column::Case,
        &[
            "订单号",
            "case",
            "案例",
            "案例编号",
            "案例号",
            "订单编号",
            "单号",
            "工单号",
            "流水号",
            "case id",
            "caseid",
            "case:concept:name",
            "order",
            "order no",
            "order number",
        ],
    ),
    (
        Column::Activity,
        &[
            "步骤",
            "activity",
            "活动",
            "活动名称",
            "步骤名称",
            "工序",
            "任务",
            "环节",
            "concept:name",
            "activity name",
            "step",
            "task",
            "operation",
        ],
    ),
    (
        Column::Start,
        &["开始时间", "start", "开始", "start time", "started", "start timestamp", "start_timestamp", "begin"],
    ),
    (
        Column::End,
        &[
            "结束时间",
            "end",
            "结束",
            "完成时间",
            "完成",
            "end time",
            "end timestamp",
            "finish",
            "finished",
            "finish time",
            "complete",
            "completed",
            "complete timestamp",
            "timestamp",
            "time:timestamp",
        ],
    ),
    (
        Column::Resource,
        &[
            "人员",
            "resource",
            "资源",
            "经办人",
            "执行人",
            "操作人",
            "负责人",
            "员工",
            "org:resource",
            "person",
            "user",
            "worker",
            "operator",
            "employee",
        ],
    ),
    (Column::Customer, &["客户", "customer", "客户名称", "customer name", "case:customer"]),
    (Column::Goods, &["品名", "goods", "产品", "商品", "product", "case:goods"]),
    (
        Column::Promised,
        &["交期", "promised", "承诺日期", "承诺交期", "要求交期", "due", "due date", "promised date", "case:promised"],
    ),
];

pub(super) fn read(name: &str, bytes: &[u8], zone: &TimeZone) -> Result<Log, Unreadable> {
    let sheet = match sheet::read(name, bytes)?.into_iter().next() {
        // A workbook's cells would give the day and lose the hour.
        Some(sheet) if matches!(sheet.read_as, ReadAs::Text { .. }) => sheet,
        _ => return Err(Unreadable::NotALog),
    };
    let mut log = Log::default();
    let Some(titles) = Titles::of(&sheet) else {
        let columns = [Column::Case, Column::Activity, Column::Start, Column::End].map(Column::name).into();
        log.faults.push(Place { sheet: sheet.name, row: 1 }.fault(Problem::ColumnMissing { columns }));
        return Ok(log);
    };
    let mut cases: HashMap<String, usize> = HashMap::new();
    for (number, cells) in (1..).zip(&sheet.rows).skip(titles.row) {
        if cells.iter().all(Cell::is_blank) {
            continue;
        }
        let row = Row { sheet: &sheet, titles: &titles, number, cells };
        match row.read(zone) {
            Ok((case, piece, about)) => {
                let at = *cases.entry(case.clone()).or_insert(log.cases.len());
                if at == log.cases.len() {
                    log.cases.push(Case { name: case, ..Case::new(row.place()) });
                }
                let case = &mut log.cases[at];
                case.work.push(piece);
                case.about.fill(about);
            }
            Err(fault) => log.refuse(*fault, &row.words(Column::Case)),
        }
    }
    log.drop_refused();
    Ok(log)
}

struct Titles {
    /// From 1.
    row: usize,
    words: Vec<String>,
    at: HashMap<Column, usize>,
}

impl Titles {
    /// `None` without a case, an activity and one end of the work.
    fn of(sheet: &Sheet) -> Option<Self> {
        (1..).zip(sheet.rows.iter().take(TITLES_WITHIN)).find_map(|(row, cells)| {
            let words: Vec<String> = cells.iter().map(|cell| cell.words(false)).collect();
            let mut at = HashMap::new();
            for (position, title) in words.iter().enumerate() {
                if let Some(column) = Column::titled(title) {
                    at.entry(column).or_insert(position);
                }
            }
            let has = |column| at.contains_key(&column);
            let usable = has(Column::Case) && has(Column::Activity) && (has(Column::Start) || has(Column::End));
            usable.then_some(Self { row, words, at })
        })
    }
}

impl Column {
    fn titled(title: &str) -> Option<Self> {
        let bare = |title: &str| folded(title).replace([' ', '_', '-', '.'], "");
        let title = bare(title);
        TITLES.iter().find(|(_, titles)| titles.iter().any(|known| bare(known) == title)).map(|(column, _)| *column)
    }

    fn name(self) -> Text {
        let titles = TITLES.iter().find(|(column, _)| *column == self).map_or(&[][..], |(_, titles)| titles);
        match titles {
            [zh, en, ..] => Text::new(*zh, *en),
            _ => Text::default(),
        }
    }
}

#[derive(Clone, Copy)]
struct Row<'a> {
    sheet: &'a Sheet,
    titles: &'a Titles,
    number: usize,
    cells: &'a [Cell],
}

type Read = (String, Work, super::About);

impl Row<'_> {
    fn place(&self) -> Place {
        Place { sheet: self.sheet.name.clone(), row: self.number }
    }

    fn cell(&self, column: Column) -> &Cell {
        self.titles.at.get(&column).and_then(|at| self.cells.get(*at)).unwrap_or(&Cell::Empty)
    }

    fn words(&self, column: Column) -> String {
        self.cell(column).words(false)
    }

    fn fault(&self, column: Column, problem: Problem) -> Box<RowFault> {
        let title = self.titles.at.get(&column).and_then(|at| self.titles.words.get(*at)).cloned();
        let value = self.cell(column).shown().into_owned();
        let column = title.unwrap_or_else(|| column.name().zh);
        Box::new(RowFault { place: self.place(), column, value, problem })
    }

    fn read(&self, zone: &TimeZone) -> Result<Read, Box<RowFault>> {
        let case = self.required(Column::Case)?;
        let activity = self.required(Column::Activity)?;
        let (start, end) = (self.time(Column::Start, zone)?, self.time(Column::End, zone)?);
        if start.is_none() && end.is_none() {
            let column = if self.titles.at.contains_key(&Column::End) { Column::End } else { Column::Start };
            return Err(self.fault(column, Problem::Missing));
        }
        if let (Some(start), Some(end)) = (start, end)
            && end < start
        {
            return Err(self.fault(Column::End, Problem::EndBeforeStart { start }));
        }
        let who = values::person(self.cell(Column::Resource), LONGEST);
        let who = who.map_err(|problem| self.fault(Column::Resource, problem))?;
        let ends = |at: Option<Timestamp>| at.map(|at| End { at, who: who.clone() });
        let work = Work { row: self.number, activity, step: String::new(), start: ends(start), end: ends(end) };
        let promised = self.cell(Column::Promised);
        let promised = (!promised.is_blank()).then(|| values::date(promised)).transpose();
        let about = super::About {
            customer: self.words(Column::Customer),
            goods: self.words(Column::Goods),
            promised: promised.map_err(|problem| self.fault(Column::Promised, problem))?.map(|(day, _)| day),
            ..super::About::default()
        };
        Ok((case, work, about))
    }

    fn required(&self, column: Column) -> Result<String, Box<RowFault>> {
        match values::words(self.cell(column), LONGEST) {
            Ok(words) if words.is_empty() => Err(self.fault(column, Problem::Missing)),
            Ok(words) => Ok(words),
            Err(problem) => Err(self.fault(column, problem)),
        }
    }

    fn time(&self, column: Column, zone: &TimeZone) -> Result<Option<Timestamp>, Box<RowFault>> {
        let cell = self.cell(column);
        if cell.is_blank() {
            return Ok(None);
        }
        let time = time(&cell.shown(), zone).ok_or_else(|| self.fault(column, Problem::NotATime))?;
        Ok(Some(time))
    }
}

impl super::About {
    fn fill(&mut self, other: Self) {
        for (mine, other) in [
            (&mut self.customer, other.customer),
            (&mut self.customer_ref, other.customer_ref),
            (&mut self.goods, other.goods),
        ] {
            if mine.is_empty() {
                *mine = other;
            }
        }
        self.promised = self.promised.or(other.promised);
    }
}

/// A day and a time of day, with an offset or on the clock of `zone`.
pub(super) fn time(written: &str, zone: &TimeZone) -> Option<Timestamp> {
    let words = plain(written);
    let (day, time) = words.split_once([' ', 'T', 't'])?;
    let (day, _) = values::date(&Cell::Text(day.to_owned())).ok()?;
    let time = tidy(time, false);
    let offset_at = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (time, offset) = time.split_at(offset_at);
    let time = time.trim_end();
    // `9:05` is written by people; the standard wants two digits.
    let time = if time.find(':') == Some(1) { format!("0{time}") } else { time.to_owned() };
    if !time.contains(':') {
        return None;
    }
    if offset.is_empty() {
        let civil: jiff::civil::Time = time.parse().ok()?;
        return zone.to_timestamp(day.to_datetime(civil)).ok();
    }
    format!("{day}T{time}{offset}").parse().ok()
}
