//! What is left of an installation, by when.

use jiff::{civil::Date, tz::TimeZone};

use super::{Installation, OutsideState, Stage, StandardTimes};
use crate::Text;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Todo {
    pub task: Task,
    pub by: Option<Date>,
    pub is_late: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    Measure,
    /// The first measurement is checked before anything is made by it.
    MeasureAgain,
    ConfirmSite,
    Book,
    /// Measured again, it is longer than was booked.
    BookMore,
    TellCrew,
    Outside {
        item: u32,
    },
    Install,
    Finish,
    MendDefect {
        defect: u32,
    },
    Accept,
    Audit {
        audit: u32,
    },
    AnswerFinding {
        audit: u32,
        finding: u32,
    },
}

impl Installation {
    /// In order; of what is done or cancelled, nothing.
    pub fn todo(&self, standards: &StandardTimes, today: Date, zone: &TimeZone) -> Vec<Todo> {
        let stage = self.stage();
        if stage == Stage::Cancelled {
            return Vec::new();
        }
        let first_day = self.booking.as_ref().and_then(|it| it.first_day());
        let told = self.booking.as_ref().is_some_and(|it| it.told.is_some());
        let before_work = stage < Stage::Started;
        let booked = self.booking.as_ref().map(|it| it.minutes());
        let standard = self.length_mm().and_then(|length_mm| standards.minutes(length_mm));
        let is_short = booked.zip(standard).is_some_and(|(booked, standard)| booked < standard);
        let mut tasks = vec![
            (self.measurements.is_empty() && before_work, Task::Measure, None),
            (self.measurements.len() == 1 && before_work, Task::MeasureAgain, first_day),
            (self.site.is_none() && before_work, Task::ConfirmSite, None),
            (stage < Stage::Booked, Task::Book, None),
            (stage == Stage::Booked && is_short, Task::BookMore, first_day),
            (stage == Stage::Booked && !told, Task::TellCrew, self.booking.as_ref().and_then(|it| it.tell_by())),
            (stage == Stage::Booked, Task::Install, first_day),
            (stage == Stage::Started, Task::Finish, first_day),
            (stage == Stage::Finished, Task::Accept, Some(today)),
        ];
        for (number, item) in (1..).zip(&self.outside) {
            tasks.push((item.state() != OutsideState::Passed, Task::Outside { item: number }, item.due()));
        }
        for (number, defect) in self.open_defects() {
            let by = defect.promised.last().map(|by| zone.to_datetime(*by).date());
            tasks.push((true, Task::MendDefect { defect: number }, by.or(Some(today))));
        }
        for (number, audit) in (1..).zip(&self.audits) {
            tasks.push((audit.attendance.is_none(), Task::Audit { audit: number }, Some(audit.planned_on)));
            for (finding, it) in (1..).zip(&audit.findings) {
                tasks.push((it.answered.is_none(), Task::AnswerFinding { audit: number, finding }, None));
            }
        }
        let left = tasks.into_iter().filter(|(is_left, ..)| *is_left);
        left.map(|(_, task, by)| Todo { task, by, is_late: by.is_some_and(|by| by < today) }).collect()
    }
}

impl Task {
    pub fn name(&self) -> Text {
        match self {
            Task::Measure => Text::new("初量", "measure"),
            Task::MeasureAgain => Text::new("复量", "measure again"),
            Task::ConfirmSite => Text::new("确认安装条件", "confirm the site"),
            Task::Book => Text::new("排单", "book a crew"),
            Task::BookMore => Text::new("按新尺寸加排工时", "book more time"),
            Task::TellCrew => Text::new("通知安装队", "tell the crew"),
            Task::Outside { .. } => Text::new("外协到货质检", "check outside work"),
            Task::Install => Text::new("上门安装", "install"),
            Task::Finish => Text::new("完成安装", "finish"),
            Task::MendDefect { .. } => Text::new("处理遗留问题", "mend a defect"),
            Task::Accept => Text::new("客户验收签字", "have it accepted"),
            Task::Audit { .. } => Text::new("现场稽核", "audit on site"),
            Task::AnswerFinding { .. } => Text::new("整改稽核问题", "answer a finding"),
        }
    }
}
