//! Steps and bottlenecks: what costs delivery the most days, where orders queue now, and the times of every step.

use askama::Template;
use axum::extract::Query;
use yidan_domain::{
    Text,
    insight::{Allowed, Asked, Bottleneck, Figure, StepOf, Work},
};

use super::{
    Pairs,
    address::Address,
    asking::{Asking, Head},
    words::{Told, Words},
};
use crate::{
    page::{Frame, filters, html},
    web::{Answer, Screen},
};

/// Bottlenecks beyond these cost next to nothing; the workbook has them all.
const MOST_BOTTLENECKS: usize = 10;

#[derive(Template)]
#[template(path = "insight/steps.html")]
struct Steps {
    frame: Frame,
    head: Head,
    bottlenecks: Vec<BottleneckRow>,
    queues: Vec<QueueRow>,
    /// One table for each process.
    tables: Vec<StepTable>,
    /// Some finished steps have no start of their own.
    without_start: bool,
}

struct BottleneckRow {
    step: StepLabel,
    cost: String,
    /// In thousandths of the costliest.
    share: u32,
    orders: String,
    waited_for: u32,
    late: u32,
    median: String,
    allowed: String,
    link: String,
    waited_for_link: String,
    late_link: String,
}

struct QueueRow {
    step: StepLabel,
    waiting: u32,
    held: u32,
    started: u32,
    overdue: u32,
    median: String,
    longest: String,
    links: QueueLinks,
}

struct QueueLinks {
    waiting: String,
    held: String,
    started: String,
    overdue: String,
}

struct StepTable {
    name: String,
    rows: Vec<StepRow>,
}

pub(super) struct StepLabel {
    pub number: usize,
    pub name: String,
    pub department: String,
    pub process: String,
}

struct StepRow {
    step: StepLabel,
    finished: String,
    finished_link: String,
    waiting: Option<Told>,
    working: Option<Told>,
    flow: Option<Told>,
    /// Finished without a start of their own.
    without_start: u32,
    without_start_link: String,
    with_start_link: String,
    in_time: String,
    untimely_link: String,
    within_standard: String,
    beyond_link: String,
    returned: u32,
    returned_link: String,
}

/// What the page is made from: the steps with their names.
pub(super) struct Found {
    pub steps: Vec<(StepOf, (usize, Text), Work)>,
    pub bottlenecks: Vec<((usize, Text), Bottleneck)>,
}

impl Found {
    pub async fn look(asking: &Asking) -> Result<Self, crate::web::Failure> {
        asking
            .look(|view| {
                let named = |(of, work): (StepOf, Work)| {
                    let name = view.step_name(&of);
                    (of, name, work)
                };
                let bottleneck = |found: Bottleneck| (view.step_name(&found.step), found);
                Self {
                    steps: view.by_step().into_iter().map(named).collect(),
                    bottlenecks: view.bottlenecks().into_iter().map(bottleneck).collect(),
                }
            })
            .await
    }
}

pub(super) async fn show(screen: Screen, Query(pairs): Pairs) -> Answer {
    let asking = Asking::of(screen, pairs).await?;
    let found = Found::look(&asking).await?;
    let frame = asking.frame("insight-steps");
    let words = asking.words(&frame);
    let address = &asking.address;
    let most = found.bottlenecks.first().map_or(1, |(_, first)| first.cost_tenths()).max(1);
    let shown = found.bottlenecks.iter().take(MOST_BOTTLENECKS);
    let mut queues: Vec<QueueRow> = Vec::new();
    for (of, name, work) in found.steps.iter().filter(|(_, _, work)| work.now.all() > 0) {
        queues.push(QueueRow::of(&words, address, of, name, work));
    }
    queues.sort_by_key(|row| std::cmp::Reverse(row.waiting));
    let tables = tables(&words, address, &found);
    let page = Steps {
        head: asking.head("/insight/steps", &frame),
        bottlenecks: shown.map(|(name, found)| BottleneckRow::of(&words, address, name, found, most)).collect(),
        queues,
        without_start: tables.iter().flat_map(|table| &table.rows).any(|row| row.without_start > 0),
        tables,
        frame,
    };
    Ok(html(&page.frame, &page))
}

/// A question about one step is a question about its process.
pub(super) fn orders_of(address: &Address, of: &StepOf, figure: Figure) -> String {
    let here = address.clone().with("process", &of.process);
    // A step that two departments do in different versions is told apart by the department.
    here.with("department", of.department.as_str()).orders(&Asked::on(figure, &of.step))
}

fn tables(words: &Words, address: &Address, found: &Found) -> Vec<StepTable> {
    let mut tables: Vec<StepTable> = Vec::new();
    let mut last = None;
    for (of, name, work) in found.steps.iter().filter(|(_, _, work)| work.finished > 0) {
        if last.replace(&of.process) != Some(&of.process) {
            tables.push(StepTable { name: words.process(&of.process), rows: Vec::new() });
        }
        let row = StepRow::of(words, address, of, name, work);
        if let Some(table) = tables.last_mut() {
            table.rows.push(row);
        }
    }
    tables
}

impl StepLabel {
    pub fn of(words: &Words, of: &StepOf, (number, name): &(usize, Text)) -> Self {
        Self {
            number: *number,
            name: words.name(name),
            department: words.department(&of.department),
            process: words.process(&of.process),
        }
    }
}

impl BottleneckRow {
    fn of(words: &Words, address: &Address, name: &(usize, Text), found: &Bottleneck, most: u64) -> Self {
        let worked = |seconds| words.worked(seconds, Some(&found.step.department));
        let allowed = match found.allowed {
            Allowed::Standard => words.t("insight-allowed-standard"),
            Allowed::Usual(usual) | Allowed::Both(usual) => {
                let key = match found.allowed {
                    Allowed::Both(_) => "insight-allowed-both",
                    _ => "insight-allowed-usual",
                };
                words.reader.say(&yidan_domain::Message::new(key).with("usual", worked(usual)))
            }
        };
        Self {
            step: StepLabel::of(words, &found.step, name),
            cost: words.workdays(found.cost_tenths()),
            share: u32::try_from(found.cost_tenths() * 1000 / most).unwrap_or(1000),
            orders: words.number(found.orders),
            waited_for: found.waited_for,
            late: found.late,
            median: worked(found.median_beyond),
            allowed,
            link: orders_of(address, &found.step, Figure::Bottleneck),
            waited_for_link: orders_of(address, &found.step, Figure::WaitedFor),
            late_link: orders_of(address, &found.step, Figure::BottleneckLate),
        }
    }
}

impl QueueRow {
    fn of(words: &Words, address: &Address, of: &StepOf, name: &(usize, Text), work: &Work) -> Self {
        let now = &work.now;
        let worked = |seconds: u32| words.worked(seconds, Some(&of.department));
        let link = |figure| orders_of(address, of, figure);
        Self {
            step: StepLabel::of(words, of, name),
            waiting: now.waiting,
            held: now.held,
            started: now.started,
            overdue: now.overdue,
            median: now.waited.map(|times| worked(times.median)).unwrap_or_default(),
            longest: now.waited.map(|times| worked(times.longest)).unwrap_or_default(),
            links: QueueLinks {
                waiting: link(Figure::Waiting),
                held: link(Figure::Held),
                started: link(Figure::Started),
                overdue: link(Figure::Overdue),
            },
        }
    }
}

impl StepRow {
    fn of(words: &Words, address: &Address, of: &StepOf, name: &(usize, Text), work: &Work) -> Self {
        let told = |times| Told::of(words, times, |seconds| words.worked(seconds, Some(&of.department)));
        let link = |figure| orders_of(address, of, figure);
        Self {
            step: StepLabel::of(words, of, name),
            finished: words.number(work.finished),
            finished_link: link(Figure::Finished),
            waiting: told(work.waiting),
            working: told(work.working),
            flow: told(work.flow),
            without_start: work.without_start(),
            without_start_link: link(Figure::WithoutStart),
            with_start_link: link(Figure::WithStart),
            in_time: words.share(work.in_time),
            untimely_link: link(Figure::Untimely),
            within_standard: words.share(work.within_standard),
            beyond_link: link(Figure::BeyondStandard),
            returned: work.returned,
            returned_link: link(Figure::Returned),
        }
    }
}
