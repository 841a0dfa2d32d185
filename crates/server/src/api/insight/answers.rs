//! What insight answers.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use yidan_domain::{
    self as domain, DepartmentKey, PersonId,
    access::Viewer,
    insight::{self, Allowed, End, Way, Weight},
    process::Process,
};
use yidan_store::World;

use crate::api::values::{Day, PersonName, Text};

/// Exact: each is one that happened, of an even number the later of the two in the middle.
#[derive(Serialize, ToSchema)]
#[schema(as = InsightTimes)]
pub struct Times {
    count: u32,
    median: u32,
    /// Nine in ten are no longer.
    p90: u32,
    longest: u32,
}

/// So many of so many.
#[derive(Serialize, ToSchema)]
#[schema(as = InsightShare)]
pub struct Share {
    part: u32,
    whole: u32,
}

#[derive(Serialize, ToSchema)]
#[schema(as = InsightTrend)]
pub struct Trend {
    pub from: Day,
    pub to: Day,
    pub figures: Figures,
    /// `day`, `week` or `month`.
    pub by: &'static str,
    pub trend: Vec<Point>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = InsightFigures)]
pub struct Figures {
    received: u32,
    delivered: u32,
    /// Of those delivered that had a promised day.
    on_time: Share,
    /// Days after the promised day, of all late orders together.
    late_days: u64,
    /// Days from received to delivered.
    days_to_delivery: Option<Times>,
    workdays_to_delivery: Option<Times>,
    completed: u32,
    days_to_completion: Option<Times>,
    workdays_to_completion: Option<Times>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = InsightPoint)]
pub struct Point {
    from: Day,
    to: Day,
    received: u32,
    delivered: u32,
    on_time: Share,
    days_to_delivery: Option<Times>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = InsightSteps)]
pub struct Steps {
    pub steps: Vec<Step>,
    pub bottlenecks: Vec<Bottleneck>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = InsightStep)]
pub struct Step {
    #[schema(examples("quick-fulfilment"))]
    process: String,
    #[schema(examples("pack"))]
    step: String,
    name: Text,
    department: String,
    work: Work,
}

/// Times are seconds of the department's working time.
#[derive(Serialize, ToSchema)]
#[schema(as = InsightWork)]
pub struct Work {
    finished: u32,
    /// From when a step could begin until it was begun; steps that nobody said were begun are not in it.
    waiting: Option<Times>,
    /// From then until it was finished.
    working: Option<Times>,
    /// From when it could begin until it was finished.
    flow: Option<Times>,
    without_start: u32,
    in_time: Share,
    within_standard: Share,
    /// Finished again after they had been opened again.
    returned: u32,
    now: InHand,
}

/// As of now, whatever the span.
#[derive(Serialize, ToSchema)]
#[schema(as = InsightInHand)]
pub struct InHand {
    waiting: u32,
    /// Waiting, and held by a condition of the process.
    held: u32,
    started: u32,
    overdue: u32,
    /// Seconds of working time that waiting steps have waited so far.
    waited: Option<Times>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = InsightBottleneck)]
pub struct Bottleneck {
    process: String,
    step: String,
    name: Text,
    department: String,
    /// Delivered orders that waited for this step.
    waited_for: u32,
    /// In which it took longer than allowed.
    orders: u32,
    /// Of these, left late.
    late: u32,
    /// Seconds of working time beyond what is allowed, of all orders together.
    cost_seconds: u64,
    median_beyond: u32,
    /// What orders in time usually took, in seconds, where the process gives no standard time.
    usual_seconds: Option<u32>,
    /// Seconds of a working day of the department.
    day_seconds: u32,
}

#[derive(Serialize, ToSchema)]
#[schema(as = InsightScorecards)]
pub struct Scorecards {
    departments: Vec<DepartmentCard>,
    people: Vec<PersonCard>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = InsightDepartment)]
pub struct DepartmentCard {
    department: String,
    name: Text,
    work: Work,
    /// Charged to it or, while they are charged to none, on its steps.
    exceptions: Exceptions,
}

#[derive(Serialize, ToSchema)]
#[schema(as = InsightPerson)]
pub struct PersonCard {
    person: PersonName,
    work: Work,
    /// That the person owns.
    exceptions: Exceptions,
}

#[derive(Serialize, ToSchema)]
#[schema(as = InsightExceptions)]
pub struct Exceptions {
    /// In the span.
    raised: u32,
    /// Of these, still open.
    open: u32,
}

#[derive(Serialize, ToSchema)]
#[schema(as = InsightCauses)]
pub struct Causes {
    pub by_cause: Vec<CauseCount>,
    pub by_department: Vec<CauseCount>,
    pub by_rule: Vec<CauseCount>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = InsightCauseCount)]
pub struct CauseCount {
    /// Key of the cause, department or rule; none where nobody has named one.
    key: Option<String>,
    raised: u32,
    open: u32,
    orders: u32,
    /// Seconds of working time until they were settled.
    settled: Option<Times>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = InsightMap)]
pub struct Map {
    process: String,
    version: u32,
    orders: u32,
    /// Without any deviation.
    conforming: Share,
    /// Orders with skipped steps, with steps opened again, with steps out of order, cancelled.
    skipped: u32,
    returned: u32,
    out_of_order: u32,
    cancelled: u32,
    steps: Vec<MapStep>,
    ways: Vec<MapWay>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = InsightMapStep)]
pub struct MapStep {
    step: String,
    finished: u32,
    skipped: u32,
    fell_away: u32,
    returned: u32,
    /// How often it was opened again, in all orders together.
    returns: u32,
    /// Cancelled orders whose last finished step it was.
    left_after: u32,
    flow: Option<Times>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = InsightMapWay)]
pub struct MapWay {
    /// Key of a step; none for the moment the order came in.
    from: Option<String>,
    /// Key of a step; none for the end of the order.
    to: Option<String>,
    orders: u32,
    /// Seconds by the clock between the two.
    between: Times,
    /// `defined`, `beside` (the two don't wait for one another), `past` (by way of others) or `against` (the other way round).
    by_the_process: &'static str,
}

#[derive(Serialize, ToSchema)]
#[schema(as = InsightOrders)]
pub struct OrdersBehind {
    pub total: usize,
    pub orders: Vec<Behind>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = InsightOrder)]
pub struct Behind {
    order: Uuid,
    /// Days from received to delivered or completed.
    days: Option<i32>,
    days_late: Option<i32>,
    /// Seconds of working time: of the step, waited so far, or beyond what is allowed.
    worked_seconds: Option<u32>,
}

fn times(found: Option<insight::Times>) -> Option<Times> {
    found.map(some_times)
}

fn some_times(insight::Times { count, median, p90, longest }: insight::Times) -> Times {
    Times { count, median, p90, longest }
}

fn share(insight::Share { part, whole }: insight::Share) -> Share {
    Share { part, whole }
}

impl Figures {
    pub fn of(figures: &insight::OrderFigures) -> Self {
        Self {
            received: figures.received,
            delivered: figures.delivered,
            on_time: share(figures.on_time),
            late_days: figures.late_days,
            days_to_delivery: times(figures.to_delivery.calendar),
            workdays_to_delivery: times(figures.to_delivery.working),
            completed: figures.done,
            days_to_completion: times(figures.to_done.calendar),
            workdays_to_completion: times(figures.to_done.working),
        }
    }
}

impl Point {
    pub fn of(point: &insight::Point) -> Self {
        Self {
            from: Day(point.span.from),
            to: Day(point.span.to),
            received: point.received,
            delivered: point.delivered,
            on_time: share(point.on_time),
            days_to_delivery: times(point.to_delivery),
        }
    }
}

impl Work {
    fn of(work: &insight::Work) -> Self {
        let now = &work.now;
        Self {
            finished: work.finished,
            waiting: times(work.waiting),
            working: times(work.working),
            flow: times(work.flow),
            without_start: work.without_start(),
            in_time: share(work.in_time),
            within_standard: share(work.within_standard),
            returned: work.returned,
            now: InHand {
                waiting: now.waiting,
                held: now.held,
                started: now.started,
                overdue: now.overdue,
                waited: times(now.waited),
            },
        }
    }
}

impl Step {
    pub fn of(of: &insight::StepOf, name: &domain::Text, work: &insight::Work) -> Self {
        Self {
            process: of.process.clone(),
            step: of.step.0.clone(),
            name: name.into(),
            department: of.department.0.clone(),
            work: Work::of(work),
        }
    }
}

impl Bottleneck {
    pub fn of(found: &insight::Bottleneck, name: &domain::Text) -> Self {
        Self {
            process: found.step.process.clone(),
            step: found.step.step.0.clone(),
            name: name.into(),
            department: found.step.department.0.clone(),
            waited_for: found.waited_for,
            orders: found.orders,
            late: found.late,
            cost_seconds: found.cost_seconds,
            median_beyond: found.median_beyond,
            usual_seconds: match found.allowed {
                Allowed::Standard => None,
                Allowed::Usual(usual) | Allowed::Both(usual) => Some(usual),
            },
            day_seconds: found.day_seconds,
        }
    }
}

impl Scorecards {
    /// People only as far as the viewer may judge them.
    pub fn of(
        departments: Vec<(DepartmentKey, insight::Work)>,
        people: Vec<(PersonId, insight::Work)>,
        causes: &insight::Causes,
        viewer: &Viewer,
        world: &World,
    ) -> Self {
        let departments = with_exceptions(departments, &causes.by_department).into_iter();
        let department = |(key, work, count): (DepartmentKey, insight::Work, insight::Count)| DepartmentCard {
            name: (&world.company.department_name(&key)).into(),
            department: key.0,
            work: Work::of(&work),
            exceptions: Exceptions::of(count),
        };
        let people = with_exceptions(people, &causes.by_owner).into_iter();
        let person = |(id, work, count): (PersonId, insight::Work, insight::Count)| PersonCard {
            person: PersonName::of(id, &world.people),
            work: Work::of(&work),
            exceptions: Exceptions::of(count),
        };
        let judged = people.filter(|(id, ..)| viewer.may_judge(*id));
        Self { departments: departments.map(department).collect(), people: judged.map(person).collect() }
    }
}

/// The work of each, with the exceptions that are counted to it. Those that have exceptions and no work come last.
fn with_exceptions<K: Clone + PartialEq>(
    works: Vec<(K, insight::Work)>,
    counts: &[(Option<K>, insight::Count)],
) -> Vec<(K, insight::Work, insight::Count)> {
    let count_of = |key: &K| counts.iter().find(|(of, _)| of.as_ref() == Some(key)).map(|(_, count)| *count);
    let all = crate::insight::with_others(works, counts).into_iter();
    all.map(|(key, work)| (key.clone(), work, count_of(&key).unwrap_or_default())).collect()
}

impl Exceptions {
    fn of(count: insight::Count) -> Self {
        Self { raised: count.raised, open: count.open }
    }
}

impl CauseCount {
    pub fn of(key: Option<String>, count: &insight::Count) -> Self {
        Self { key, raised: count.raised, open: count.open, orders: count.orders, settled: times(count.settled) }
    }
}

impl Map {
    pub fn of(process: &Process, map: &insight::Map) -> Self {
        let end = |end: End| match end {
            End::Step(place) => Some(process.steps[place].key.0.clone()),
            End::Received | End::Done => None,
        };
        let step = |(step, node): (&domain::process::Step, &insight::MapNode)| MapStep {
            step: step.key.0.clone(),
            finished: node.finished,
            skipped: node.skipped,
            fell_away: node.fell_away,
            returned: node.returned,
            returns: node.returns,
            left_after: node.left_after,
            flow: times(node.flow),
        };
        let way = |edge: &insight::MapEdge| MapWay {
            from: end(edge.from),
            to: end(edge.to),
            orders: edge.orders,
            between: some_times(edge.between),
            by_the_process: match edge.way {
                Way::Defined => "defined",
                Way::Beside => "beside",
                Way::Past => "past",
                Way::Against => "against",
            },
        };
        Self {
            process: process.key.clone(),
            version: process.version,
            orders: map.orders,
            conforming: share(map.conforming),
            skipped: map.skipped,
            returned: map.returned,
            out_of_order: map.out_of_order,
            cancelled: map.cancelled,
            steps: process.steps.iter().zip(&map.nodes).map(step).collect(),
            ways: map.edges.iter().map(way).collect(),
        }
    }
}

impl OrdersBehind {
    /// So many of them, behind the first ones that are left out.
    pub fn part(behind: &[insight::Behind], skip: usize, limit: usize) -> Self {
        Self { total: behind.len(), orders: behind.iter().skip(skip).take(limit).map(Behind::of).collect() }
    }
}

impl Behind {
    pub fn of(behind: &insight::Behind) -> Self {
        let (mut days, mut days_late, mut worked_seconds) = (None, None, None);
        match behind.weight {
            Some(Weight::Days(count)) => days = Some(count),
            Some(Weight::DaysLate(count)) => days_late = Some(count),
            Some(Weight::Worked(seconds)) => worked_seconds = Some(seconds),
            None => {}
        }
        Self { order: behind.order.0, days, days_late, worked_seconds }
    }
}
