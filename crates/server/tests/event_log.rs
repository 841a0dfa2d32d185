//! Event logs are held against pm4py (from PyPI, an external checker), come in again as the history they are, and are
//! for managers only.

mod serving;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    pin::pin,
    sync::Arc,
};

use futures::StreamExt;
use jiff::{Timestamp, civil::date};
use serde::Deserialize;
use serde_json::json;
use serving::Served;
use yidan_documents::{Problem, Skip};
use yidan_domain::{
    Lang, PersonId, Say, StepKey,
    access::{Role, Scope},
    insight::{End, Filter, MapEdge, OrderFigures, Question, Span, StepOf, Times, View, Work},
    order::{
        Order, Progress,
        event::{Event, Recorded},
        row::Status,
        situation::Situation,
    },
    process::{Milestone, Process, Processes, Step},
};
use yidan_server::{
    app::App,
    demo::{self, Wanted},
    event_log::{EventLog, Format},
    import::{Report, Source, history},
};
use yidan_store::{Store, Target, board::Query, orders, people, rebuild};
use yidan_testing::{Company, on_both, python_with, run_python};

const REQUIREMENTS: [&str; 5] =
    ["pm4py==2.7.23.11", "pandas==3.1.1", "numpy==2.4.6", "scipy==1.17.1", "jsonschema==4.26.0"];

/// Everything a demo company has been through.
struct Lived {
    store: Store,
    folder: tempfile::TempDir,
    histories: Vec<Vec<Recorded>>,
}

impl Lived {
    async fn demo() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&Target::Sqlite(folder.path().into()), &folder.path().join("files")).await.unwrap();
        let wanted = Wanted { orders: 40, seed: 7 };
        demo::make(&App { store: store.clone() }, &wanted).await.unwrap();
        let histories = histories(&store).await;
        Self { store, folder, histories }
    }

    /// The log in a file of this company's folder.
    async fn written(&self, format: Format) -> PathBuf {
        let file = self.folder.path().join(format!("log.{}", format.ending()));
        std::fs::write(&file, log(&self.store, format, everything(&self.store)).await).unwrap();
        file
    }
}

fn everything(store: &Store) -> Query {
    Query::all(Scope::All, store.world().company.today(Timestamp::now()))
}

async fn histories(store: &Store) -> Vec<Vec<Recorded>> {
    store.ready().await;
    let query = Query { limit: 10_000, ..everything(store) };
    let ids = store.board().page(&query).ids;
    store.read(move |tx| orders::histories(tx, &ids)).await.unwrap()
}

async fn log(store: &Store, format: Format, query: Query) -> Vec<u8> {
    let log = EventLog::of(store.clone(), Lang::Zh, format, query).await.unwrap();
    let mut parts = pin!(log.parts());
    let mut whole = Vec::new();
    while let Some(part) = parts.next().await {
        whole.extend(part.unwrap());
    }
    whole
}

#[derive(Debug, Deserialize)]
struct Found {
    fits_schema: bool,
    satisfied: usize,
    unsatisfied: Vec<String>,
    events: BTreeMap<String, usize>,
    objects: BTreeMap<String, usize>,
    traces: usize,
    xes_events: usize,
    resources: BTreeSet<String>,
    waiting: Vec<Waiting>,
    /// By process.
    between: BTreeMap<String, Vec<Between>>,
}

#[derive(Debug, Deserialize)]
struct Waiting {
    from: String,
    to: String,
    count: usize,
    mean: f64,
    median: f64,
}

/// Seconds from the end of a step, or from when the order came in, to the end of the next one; in ascending order.
#[derive(Debug, Deserialize)]
struct Between {
    from: String,
    to: String,
    seconds: Vec<f64>,
}

#[tokio::test(flavor = "multi_thread")]
async fn pm4py_reads_what_we_write_and_waits_as_long_as_we_do() {
    let lived = Lived::demo().await;
    let (ocel, xes) = (lived.written(Format::Ocel).await, lived.written(Format::Xes).await);
    let schema = lived.folder.path().join("schema.json");
    std::fs::write(&schema, schema_of_ocel().to_string()).unwrap();
    let on_map = lived.folder.path().join("on-map.json");
    std::fs::write(&on_map, json!(ended(&lived.histories)).to_string()).unwrap();
    let found: Found = checked(&[&ocel, &xes, &schema, &on_map, lived.folder.path()]);

    assert!(found.fits_schema);
    assert_eq!((found.unsatisfied.as_slice(), found.satisfied), (&[][..], 24));
    let all = || lived.histories.iter().flatten();
    assert_eq!(found.events.values().sum::<usize>(), all().count());
    let kinds: BTreeSet<&str> = all().map(|recorded| recorded.event.kind()).collect();
    assert_eq!(found.events.len(), kinds.len());
    assert_eq!(found.objects["order"], lived.histories.len());
    assert!(["line", "step", "person", "customer", "product"].iter().all(|kind| found.objects[*kind] > 0));

    let work = |recorded: &&Recorded| matches!(recorded.event, Event::Started { .. } | Event::Finished { .. });
    assert_eq!((found.traces, found.xes_events), (lived.histories.len(), all().filter(work).count()));
    let written = std::fs::read_to_string(&xes).unwrap();
    let mut times = written.lines().filter(|line| line.starts_with("      <date"));
    assert!(times.all(|time| time.ends_with("+08:00\"/>")), "in the company's offset");
    let people = lived.store.read(people::all).await.unwrap();
    assert!(found.resources.iter().all(|name| people.iter().any(|person| person.name == *name)));

    let ours = waiting(&lived.histories);
    assert_eq!(found.waiting.len(), ours.len());
    assert!(found.waiting.iter().any(|pair| pair.mean > 0.0), "somebody waited");
    for theirs in found.waiting {
        let pair = (theirs.from, theirs.to);
        let ours = &ours[&pair];
        assert_eq!(theirs.count, ours.len(), "{pair:?}");
        let mean = ours.iter().sum::<f64>() / ours.len() as f64;
        let median = (ours[(ours.len() - 1) / 2] + ours[ours.len() / 2]) / 2.0;
        assert!((theirs.mean - mean).abs() < 0.01, "{pair:?}: {} and {mean}", theirs.mean);
        assert!((theirs.median - median).abs() < 0.01, "{pair:?}: {} and {median}", theirs.median);
    }

    assert!(found.between.len() > 1, "orders of several processes");
    for (process, theirs) in found.between {
        let process = Processes::shipped().latest(&process).unwrap().clone();
        assert_eq!(process_map(&lived.store, &process).await, upper_medians(theirs), "{}", process.key);
    }
}

/// Numbers of the orders that the process map tells of: cancelled ones, and those of which the goods have left.
fn ended(histories: &[Vec<Recorded>]) -> BTreeMap<String, Vec<String>> {
    let processes = Processes::shipped();
    let mut ended: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for history in histories {
        let order = yidan_domain::order::apply::replay(history).unwrap();
        let process = processes.get(&order.process).unwrap();
        let delivers = |step: &&Step| step.milestone == Some(Milestone::Delivered);
        let delivery = process.steps.iter().find(delivers).and_then(|step| order.step(&step.key));
        let has_left = delivery.is_some_and(|step| step.progress.finished_at().is_some());
        if order.cancelled.is_some() || has_left {
            ended.entry(process.key.clone()).or_default().push(order.number);
        }
    }
    ended
}

/// Orders on each edge that leads to a step, with the middle and the longest time between, by the names of both ends.
type Edges = BTreeMap<(String, String), (u32, u32, u32)>;

/// As the process map of our own shows it.
async fn process_map(store: &Store, process: &Arc<Process>) -> Edges {
    let asked = Arc::clone(process);
    let map = store.insight(Scope::All, ever(store), move |view| view.map(&asked)).await.unwrap();
    let name = |end: End| match end {
        End::Received => "received".to_owned(),
        End::Step(place) => process.steps[place].name.zh.clone(),
        End::Done => "done".to_owned(),
    };
    let to_steps = map.edges.into_iter().filter(|edge| edge.to != End::Done);
    let edge = |edge: MapEdge| {
        let Times { count, median, longest, .. } = edge.between;
        assert_eq!(edge.orders, count);
        ((name(edge.from), name(edge.to)), (count, median, longest))
    };
    to_steps.map(edge).collect()
}

/// Of an even number of cases pm4py takes the mean of the two in the middle, our map the later of them.
fn upper_medians(found: Vec<Between>) -> Edges {
    let edge = |Between { from, to, seconds }: Between| {
        let (count, median) = (seconds.len() as u32, seconds[seconds.len() / 2] as u32);
        ((from, to), (count, median, seconds[seconds.len() - 1] as u32))
    };
    found.into_iter().map(edge).collect()
}

/// What insight says of orders, and of steps that were finished: waiting, working, flow.
struct Insight {
    orders: OrderFigures,
    steps: BTreeMap<StepOf, [Option<Times>; 3]>,
}

async fn told(store: &Store) -> Insight {
    let figures = |view: &View| (view.by_step(), view.orders());
    let (steps, orders) = store.insight(Scope::All, ever(store), figures).await.unwrap();
    let times = |(of, work): (StepOf, Work)| (of, [work.waiting, work.working, work.flow]);
    Insight { orders, steps: steps.into_iter().filter(|(_, work)| work.finished > 0).map(times).collect() }
}

/// Everything that has happened up to now.
fn ever(store: &Store) -> Question {
    let now = Timestamp::now();
    let span = Span::new(date(2000, 1, 1), store.world().company.today(now));
    Question { span, filter: Filter::default(), now }
}

/// Seconds between the end of a step and the start of the next one that began, by the names of both; in ascending order.
/// Work that overlaps does not wait.
fn waiting(histories: &[Vec<Recorded>]) -> BTreeMap<(String, String), Vec<f64>> {
    let processes = Processes::shipped();
    let mut found: BTreeMap<(String, String), Vec<f64>> = BTreeMap::new();
    for history in histories {
        let order = yidan_domain::order::apply::replay(history).unwrap();
        let process = processes.get(&order.process).unwrap();
        let finished = |recorded: &Recorded| match &recorded.event {
            Event::Finished { step, at, .. } => {
                let started = order.step(step)?.progress.started_at()?;
                Some((started, *at, process.step(step)?.name.zh.clone()))
            }
            _ => None,
        };
        let mut runs: Vec<(Timestamp, Timestamp, String)> = history.iter().filter_map(finished).collect();
        runs.sort_by_key(|(_, ended, _)| *ended);
        runs.sort_by_key(|(started, ..)| *started);
        for pair in runs.windows(2) {
            let waited = pair[1].0.duration_since(pair[0].1).as_secs_f64().max(0.0);
            found.entry((pair[0].2.clone(), pair[1].2.clone())).or_default().push(waited);
        }
    }
    found.values_mut().for_each(|waits| waits.sort_by(f64::total_cmp));
    found
}

/// What the JSON schema of OCEL 2.0 asks for, in our words: attribute values are text, whatever their type.
fn schema_of_ocel() -> serde_json::Value {
    let text = json!({ "type": "string" });
    let moment = json!({ "type": "string", "format": "date-time" });
    let list = |required: &[&str], properties: serde_json::Value| {
        let item = json!({ "type": "object", "required": required, "properties": properties });
        json!({ "type": "array", "items": item })
    };
    let typed = list(
        &["name", "type"],
        json!({ "name": text, "type": { "enum": ["string", "time", "integer", "float", "boolean"] } }),
    );
    let types = list(&["name", "attributes"], json!({ "name": text, "attributes": typed }));
    let related = list(&["objectId", "qualifier"], json!({ "objectId": text, "qualifier": text }));
    let of_event = list(&["name", "value"], json!({ "name": text, "value": text }));
    let of_object = list(&["name", "value", "time"], json!({ "name": text, "value": text, "time": moment }));
    let events = json!({ "id": text, "type": text, "time": moment, "attributes": of_event, "relationships": related });
    let objects = json!({ "id": text, "type": text, "attributes": of_object, "relationships": related });
    json!({
        "type": "object",
        "required": ["eventTypes", "objectTypes", "events", "objects"],
        "properties": {
            "eventTypes": types,
            "objectTypes": types,
            "events": list(&["id", "type", "time"], events),
            "objects": list(&["id", "type"], objects),
        },
    })
}

fn checked<T: serde::de::DeserializeOwned>(arguments: &[&Path]) -> T {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pm4py/check.py");
    let said = run_python(&python_with(&REQUIREMENTS), &script, arguments);
    serde_json::from_str(said.lines().last().unwrap_or_default()).unwrap_or_else(|error| panic!("{error}: {said}"))
}

/// How each step of an order stands, with times and the name of who did it.
fn done(
    order: &Order,
    people: &BTreeMap<PersonId, String>,
) -> BTreeMap<StepKey, (Option<Timestamp>, Option<Timestamp>, String)> {
    let done = order.steps.iter().filter_map(|(step, state)| match &state.progress {
        Progress::Started { at, by } => Some((step.clone(), (Some(*at), None, people[by].clone()))),
        Progress::Finished { started, at, by } => Some((step.clone(), (*started, Some(*at), people[by].clone()))),
        _ => None,
    });
    done.collect()
}

async fn names(store: &Store) -> BTreeMap<PersonId, String> {
    store.read(people::all).await.unwrap().into_iter().map(|person| (person.id, person.name)).collect()
}

async fn take_in(company: &Company, name: &str, bytes: &[u8], process: &str) -> Report {
    let source = Source { name: name.into(), bytes: bytes.to_vec() };
    history::run(&company.store, &company.actor(), vec![source], process).await.unwrap()
}

#[test]
fn a_log_of_ours_comes_in_as_the_history_it_is() {
    on_both(async |company| {
        let lived = Lived::demo().await;
        let xes = std::fs::read(lived.written(Format::Xes).await).unwrap();
        let processes = Processes::shipped();
        let keys: BTreeSet<String> = lived.histories.iter().map(|history| process_of(history)).collect();
        assert!(keys.len() > 1, "orders of several processes");
        let mut taken = 0;
        for key in &keys {
            let report = take_in(&company, "log.xes", &xes, key).await;
            assert_eq!(report.faults, [], "{key}");
            taken += report.orders.len();
            let others =
                report.skipped.iter().filter(|skipped| matches!(skipped.why, Skip::OtherProcess { .. })).count();
            assert_eq!(
                report.orders.len() + others,
                lived.histories.iter().filter(|history| has_work(history)).count()
            );
        }
        let worked: Vec<&Vec<Recorded>> = lived.histories.iter().filter(|history| has_work(history)).collect();
        assert_eq!(taken, worked.len());

        let (theirs, ours) = (names(&lived.store).await, names(&company.store).await);
        let mut by_number = BTreeMap::new();
        for history in histories(&company.store).await {
            let order = yidan_domain::order::apply::replay(&history).unwrap();
            by_number.insert(order.number.clone(), order);
        }
        for history in worked {
            let was = yidan_domain::order::apply::replay(history).unwrap();
            let is = &by_number[&was.number];
            assert_eq!(done(&was, &theirs), done(is, &ours), "{}", was.number);
            assert_eq!((is.header.received_at, is.header.promised), (was.header.received_at, was.header.promised));
            let process = processes.get(&was.process).unwrap();
            let status = |order: &Order| Situation::of(order, process).status();
            if status(&was) != Status::Cancelled {
                assert_eq!(status(is), status(&was), "{}", was.number);
            }
        }

        let (mut was, is) = (told(&lived.store).await, told(&company.store).await);
        // Orders that have only come in, as by night, are not in the log.
        was.orders.received -= (lived.histories.len() - taken) as u32;
        assert_eq!((was.orders, was.steps.len()), (is.orders, is.steps.len()));
        let calendars = lived.store.world().company.calendars.clone();
        let mut compared = 0;
        for (of, times) in &was.steps {
            // Hours of a department of its own are not in the log.
            if !std::ptr::eq(calendars.of(&of.department), calendars.company()) {
                continue;
            }
            assert_eq!(*times, is.steps[of], "waiting, working, flow: {of:?}");
            compared += 1;
        }
        assert!(compared > 20, "{compared}");

        for key in &keys {
            let again = take_in(&company, "log.xes", &xes, key).await;
            assert_eq!((again.orders.len(), again.faults.len(), again.new_people.len()), (0, 0, 0));
        }
        assert_eq!(histories(&company.store).await.len(), taken, "importing again changes nothing");
        let checked = rebuild::check(&company.store).await.unwrap();
        assert_eq!(checked.faults, []);
    });
}

fn process_of(history: &[Recorded]) -> String {
    yidan_domain::order::apply::replay(history).unwrap().process.key
}

fn has_work(history: &[Recorded]) -> bool {
    history.iter().any(|recorded| matches!(recorded.event, Event::Started { .. } | Event::Finished { .. }))
}

#[test]
fn a_table_of_another_system_comes_in_case_by_case() {
    on_both(async |company| {
        let table = "订单号,步骤,开始时间,结束时间,人员,客户,交期\n\
                     K1,订单接收,2026-03-02 09:00,2026-03-02 09:05,陈静,甲公司,2026-03-09\n\
                     K1,订单确认,2026-03-02 09:10,2026-03-02 09:20,王敏,,\n\
                     K2,订单接收,2026-03-02 09:00,2026-03-02 09:05,陈静,,\n\
                     K2,跳舞,2026-03-02 10:00,2026-03-02 10:05,陈静,,\n\
                     K3,订单接收,2026-03-02 09:00,,陈静,,\n\
                     K3,订单确认,2026-03-02 10:00,2026-03-02 10:05,陈静,,\n\
                     K4,订单接收,2026-03-02 09:00,2026-03-02 09:05,陈静,,2026-02-01\n\
                     K5,库存检查,2026-03-02 09:00,2099-03-02 09:05,陈静,,\n\
                     K6,库存检查,2026-03-02 09:00,2026-03-02 09:30,赵磊,,\n";
        let source = || vec![Source { name: "log.csv".into(), bytes: table.into() }];
        let preview = history::preview(&company.store, &company.actor(), source(), "quick-fulfilment").await.unwrap();
        assert!(histories(&company.store).await.is_empty(), "a preview keeps nothing");
        let report = take_in(&company, "log.csv", table.as_bytes(), "quick-fulfilment").await;
        let refused = |report: &Report| -> Vec<(usize, String, &'static str)> {
            let told =
                |fault: &yidan_documents::RowFault| (fault.place.row, fault.value.clone(), fault.problem.say().key);
            report.faults.iter().map(told).collect()
        };
        let expected = [
            (5, "跳舞".to_owned(), "import-unknown-activity"),
            (6, "K3".to_owned(), "block-after"),
            (8, "K4".to_owned(), "import-promised-before-received"),
            (9, "K5".to_owned(), "refusal-in-the-future"),
        ];
        assert_eq!((refused(&preview), refused(&report)), (expected.to_vec(), expected.to_vec()));
        assert_eq!(report.new_customers, ["甲公司", "历史订单客户 · past customers"]);
        assert_eq!(report.new_people, ["陈静", "王敏", "赵磊"]);
        assert_eq!(
            report.notes.iter().map(|note| note.note.say().key).collect::<Vec<_>>(),
            ["import-note-steps-skipped", "import-note-cases-stay-open"]
        );

        // K1 was received at nine, when its first step began; of K6 the steps before its only one were skipped then.
        let figures = |view: &View| (view.by_step(), view.orders());
        let (steps, figures) = company.store.insight(Scope::All, ever(&company.store), figures).await.unwrap();
        let median = |times: Option<Times>| times.map(|times| (times.count, times.median / 60));
        let minutes =
            |(of, work): (StepOf, Work)| (of.step.0, median(work.waiting), median(work.working), median(work.flow));
        assert_eq!(
            steps.into_iter().filter(|(_, work)| work.finished > 0).map(minutes).collect::<Vec<_>>(),
            [
                ("receive".to_owned(), Some((1, 0)), Some((1, 5)), Some((1, 5))),
                ("confirm".to_owned(), Some((1, 5)), Some((1, 10)), Some((1, 15))),
                ("check-stock".to_owned(), Some((1, 0)), Some((1, 30)), Some((1, 30))),
            ]
        );
        assert_eq!((figures.received, figures.delivered, figures.done), (2, 0, 0));

        let people = company.store.read(people::all).await.unwrap();
        let zhao = people.iter().find(|person| person.name == "赵磊").unwrap();
        assert_eq!(zhao.departments.iter().map(|key| key.as_str()).collect::<Vec<_>>(), ["warehouse"]);

        let changed = table.replace("09:20,王敏", "09:25,王敏");
        let again = take_in(&company, "log.csv", changed.as_bytes(), "quick-fulfilment").await;
        assert_eq!(again.orders.len(), 0);
        assert!(
            again
                .faults
                .iter()
                .any(|fault| fault.place.row == 2 && matches!(fault.problem, Problem::ImportedDifferently { .. }))
        );
        assert_eq!(histories(&company.store).await.len(), 2);

        let member = company.hire("李强", "li", Role::Member, &["sales"]).await;
        let refused = history::run(&company.store, &yidan_testing::acting(&member), vec![], "quick-fulfilment").await;
        assert!(matches!(refused, Err(yidan_store::Error::Refused(_))));
        let unknown = history::run(&company.store, &company.actor(), vec![], "dancing").await;
        assert!(matches!(unknown, Err(yidan_store::Error::Invalid(_))));
        let unreadable = take_in(&company, "x", b"<log>", "quick-fulfilment").await;
        assert!(!unreadable.is_clean());
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn managers_download_the_log_and_nobody_else() {
    let served = Served::on(Company::on_sqlite().await).await;
    let program = served.administrator().await;
    program.post("/orders", &served.flanges()).await.fine();

    let log = program.get("/event-log?format=ocel").await.fine();
    assert_eq!(log["events"][0]["type"], "order entered");
    let xes = program.get("/event-log?format=xes&from=2020-01-01").await;
    assert_eq!(xes.headers["content-type"], "application/xml");
    assert!(xes.fine().as_str().is_some_and(|xes| xes.contains("<trace>")));
    let none = program.get("/event-log?format=ocel&to=2020-01-01").await.fine();
    assert_eq!((&none["events"], &none["objects"]), (&json!([]), &json!([])));
    program.get("/event-log").await.refused(422, "api-missing-field");

    let (_, member) = served.hired("li", Role::Member, &["sales"]).await;
    member.get("/event-log?format=ocel").await.refused(403, "refusal-needs-manager");
}
