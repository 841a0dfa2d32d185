//! What a person should know in the morning: what is due and overdue, what is held and why, exceptions and promises to
//! see to; for managers also the orders that are late or going to be, where work piles up, and what nobody looks after.
//! Pure sorting and cutting: what there is to know is put in, sections of lines come out, to be shown or sent as they are.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{Message, OrderId, Say, Text, exception::Finding, notice::Trouble};

/// Lines of a section; it counts all, beyond these too.
pub const MOST: usize = 12;
/// Promises are told so many days ahead.
const AHEAD_DAYS: i64 = 7;

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Digest {
    /// Those that have something to say.
    pub sections: Vec<Section>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    pub about: Subject,
    pub count: usize,
    pub lines: Vec<Line>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    Overdue,
    DueToday,
    Blocked,
    Exceptions,
    Promises,
    /// From here on for managers.
    Late,
    WillBeLate,
    AtRisk,
    Queues,
    Unowned,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The order that it is about, if it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<Named>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Text>,
    pub says: Saying,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Named {
    pub id: OrderId,
    pub number: String,
    pub customer: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "says", rename_all = "snake_case")]
pub enum Saying {
    Overdue {
        due: Timestamp,
    },
    Due {
        due: Timestamp,
    },
    /// What keeps it, as the process says it.
    Held {
        why: Vec<Text>,
    },
    Exception {
        trouble: Trouble,
        due: Option<Date>,
    },
    Promise {
        text: String,
        due: Date,
    },
    Late {
        promised: Date,
        days: i32,
    },
    /// Going to be late, or at risk of it.
    Expected {
        finding: Finding,
    },
    Queue {
        department: Text,
        steps: usize,
    },
}

/// A step that waits for the person.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    pub order: Named,
    pub step: Text,
    pub due: Option<Timestamp>,
    pub why: Vec<Text>,
}

/// What there is to know.
#[derive(Debug, Clone, Default)]
pub struct Material {
    pub tasks: Vec<Task>,
    /// Open exceptions that the person owns, and open promises to keep.
    pub exceptions: Vec<Line>,
    pub promises: Vec<Line>,
    pub company: Option<Overview>,
}

/// What managers are told of the company: of each the lines that matter most, and how many there are.
#[derive(Debug, Clone, Default)]
pub struct Overview {
    pub late: Counted,
    pub will_be_late: Counted,
    pub at_risk: Counted,
    pub unowned: Counted,
    /// Departments, and how many steps each has to work on.
    pub queues: Vec<(Text, usize)>,
}

#[derive(Debug, Clone, Default)]
pub struct Counted {
    pub lines: Vec<Line>,
    pub count: usize,
}

/// The digest of a day that ends with `tomorrow`.
pub fn of(material: Material, now: Timestamp, tomorrow: Timestamp, today: Date) -> Digest {
    let Material { mut tasks, mut exceptions, mut promises, company } = material;
    tasks.sort_by_key(|task| task.due.unwrap_or(Timestamp::MAX));
    let (overdue, rest): (Vec<Task>, Vec<Task>) =
        tasks.into_iter().partition(|task| task.due.is_some_and(|due| due < now));
    let (due_today, rest): (Vec<Task>, Vec<Task>) =
        rest.into_iter().partition(|task| task.due.is_some_and(|due| due < tomorrow));
    let held = rest.into_iter().filter(|task| !task.why.is_empty());
    let held: Vec<Line> = held.map(|task| task.line(|_, why| Some(Saying::Held { why }))).collect();
    let last = today.checked_add(jiff::Span::new().days(AHEAD_DAYS)).unwrap_or(Date::MAX);
    promises.retain(|line| line.day().is_some_and(|due| due <= last));
    for lines in [&mut exceptions, &mut promises] {
        lines.sort_by_key(|line| line.day().unwrap_or(Date::MAX));
    }
    let timed = |tasks: Vec<Task>, saying: fn(Timestamp) -> Saying| -> Vec<Line> {
        tasks.into_iter().map(|task| task.line(|due, _| due.map(saying))).collect()
    };
    let own = [
        (Subject::Overdue, timed(overdue, |due| Saying::Overdue { due })),
        (Subject::DueToday, timed(due_today, |due| Saying::Due { due })),
        (Subject::Blocked, held),
        (Subject::Exceptions, exceptions),
        (Subject::Promises, promises),
    ];
    let own = own.into_iter().map(|(about, lines)| (about, Counted { count: lines.len(), lines }));
    let sections = own.chain(company.into_iter().flat_map(Overview::sections)).filter(|(_, all)| all.count > 0);
    let section = |(about, mut all): (Subject, Counted)| {
        all.lines.truncate(MOST);
        Section { about, count: all.count, lines: all.lines }
    };
    Digest { sections: sections.map(section).collect() }
}

impl Task {
    fn line(self, says: impl Fn(Option<Timestamp>, Vec<Text>) -> Option<Saying>) -> Line {
        let Self { order, step, due, why } = self;
        let nothing = Saying::Held { why: Vec::new() };
        Line { order: Some(order), step: Some(step), says: says(due, why).unwrap_or(nothing) }
    }
}

impl Overview {
    fn sections(self) -> [(Subject, Counted); 5] {
        let Self { late, will_be_late, at_risk, unowned, mut queues } = self;
        queues.retain(|(_, steps)| *steps > 0);
        queues.sort_by(|a, b| (b.1, &a.0.en).cmp(&(a.1, &b.0.en)));
        let count = queues.len();
        let queue = |(department, steps)| Line { order: None, step: None, says: Saying::Queue { department, steps } };
        let queues = Counted { lines: queues.into_iter().map(queue).collect(), count };
        [
            (Subject::Late, late),
            (Subject::WillBeLate, will_be_late),
            (Subject::AtRisk, at_risk),
            (Subject::Queues, queues),
            (Subject::Unowned, unowned),
        ]
    }
}

impl Line {
    fn day(&self) -> Option<Date> {
        match &self.says {
            Saying::Exception { due, .. } => *due,
            Saying::Promise { due, .. } => Some(*due),
            _ => None,
        }
    }

    /// The day by which it is to be settled, where the sentence does not say it.
    pub fn by(&self) -> Option<Message> {
        match &self.says {
            Saying::Exception { due: Some(due), .. } => Some(Message::new("digest-settle-by").with("due", *due)),
            _ => None,
        }
    }
}

impl Subject {
    /// Ends the keys of its words.
    pub fn key(self) -> &'static str {
        match self {
            Subject::Overdue => "overdue",
            Subject::DueToday => "due-today",
            Subject::Blocked => "blocked",
            Subject::Exceptions => "exceptions",
            Subject::Promises => "promises",
            Subject::Late => "late",
            Subject::WillBeLate => "will-be-late",
            Subject::AtRisk => "at-risk",
            Subject::Queues => "queues",
            Subject::Unowned => "unowned",
        }
    }
}

impl Say for Saying {
    fn say(&self) -> Message {
        match self {
            Saying::Overdue { due } => Message::new("digest-overdue").with("due", *due),
            Saying::Due { due } => Message::new("digest-due").with("due", *due),
            Saying::Held { why } => Message::new("digest-held").with("why", why.clone()),
            Saying::Exception { trouble, .. } => trouble.say(),
            Saying::Promise { text, due } => {
                Message::new("digest-promise").with("text", text.as_str()).with("due", *due)
            }
            Saying::Late { promised, days } => {
                Message::new("digest-late").with("promised", *promised).with("days", i64::from(*days))
            }
            Saying::Expected { finding } => finding.say(),
            Saying::Queue { department, steps } => {
                Message::new("digest-queue").with("department", department).with("steps", *steps)
            }
        }
    }
}
