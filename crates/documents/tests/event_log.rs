//! Event logs go out as the standards have them, and logs of other systems come in as history.

use std::{collections::BTreeSet, sync::Arc};

use jiff::{Timestamp, civil::date, tz::TimeZone};
use serde_json::{Value, json};
use uuid::Uuid;
use yidan_documents::{
    Problem, Unreadable,
    logs::{
        Names, Told,
        history::{self, PastOrder},
        ocel,
        xes::Xes,
    },
};
use yidan_domain::{
    Currency, CustomerId, ExceptionId, Lang, OrderId, PersonId, ProductId, PromiseId, Quantity, Say,
    exception::Finding,
    order::{
        Answer, Channel, Handling, Header, Line, Order, ProcessRef,
        apply::replay,
        event::{Event, Recorded, Via},
    },
    party::{Customer, Person},
    process::{Process, Processes, load},
};

const LI: PersonId = PersonId(Uuid::from_u128(1));
const WANG: PersonId = PersonId(Uuid::from_u128(2));

fn process() -> Arc<Process> {
    Processes::shipped().latest("quick-fulfilment").unwrap().clone()
}

fn zone() -> TimeZone {
    TimeZone::get("Asia/Shanghai").unwrap()
}

fn at(time: &str) -> Timestamp {
    format!("2026-03-02T{time}+08:00").parse().unwrap()
}

fn names() -> Names {
    let person = |id, name: &str| Person { departments: vec!["sales".into()], ..Person::named(id, name) };
    let customer = Customer {
        id: CustomerId(Uuid::from_u128(9)),
        code: None,
        name: "Müller & Söhne <\"GmbH\">\u{1}".into(),
        contact: String::new(),
        phone: String::new(),
        email: String::new(),
        address: String::new(),
        country: String::new(),
        region: "北区".into(),
        terms: String::new(),
        owner: Some(WANG),
        archived: false,
    };
    Names {
        people: [(LI, person(LI, "李强")), (WANG, person(WANG, "王敏"))].into(),
        customers: [(customer.id, customer)].into(),
        ..Names::default()
    }
}

/// An order of which these things are told, the first at 8:50, each a minute after the one before.
fn history(then: Vec<Event>) -> Vec<Recorded> {
    let header = Header {
        customer: CustomerId(Uuid::from_u128(9)),
        customer_ref: String::new(),
        channel: Channel::Phone,
        salesperson: Some(WANG),
        currency: Currency::CNY,
        received_at: at("08:50:00"),
        promised: "2026-03-03".parse().ok(),
        address: String::new(),
        payment_terms: String::new(),
        trade_terms: String::new(),
        remarks: String::new(),
    };
    let line = Line {
        product: Some(ProductId(Uuid::from_u128(8))),
        name: "铸铁法兰".into(),
        spec: "DN80".into(),
        quantity: Quantity { ten_thousandths: 4_800_000, unit: "件".into() },
        price: "12.50".parse().ok(),
        discount_percent: 0.into(),
    };
    let entered = Event::Entered {
        id: OrderId(Uuid::from_u128(7)),
        number: "SO-1".into(),
        process: ProcessRef { key: "quick-fulfilment".into(), version: 1 },
        header: Box::new(header),
        lines: vec![line],
    };
    let minute = |seq: u64| at("08:50:00") + jiff::SignedDuration::from_mins(seq as i64 - 1);
    let recorded = |(seq, event)| Recorded { seq, at: minute(seq), by: LI, via: Via::Screen, event };
    (1..).zip([entered].into_iter().chain(then)).map(recorded).collect()
}

fn started(step: &str, time: &str) -> Event {
    Event::Started { step: step.into(), at: at(time), by: None }
}

fn finished(step: &str, time: &str, by: PersonId) -> Event {
    Event::Finished { step: step.into(), at: at(time), answers: Default::default(), by: Some(by) }
}

fn xes(history: &[Recorded]) -> String {
    let (order, process) = (replay(history).unwrap(), process());
    let mut log = Xes::begin(Vec::new(), zone(), Lang::Zh, "晨光 & Co").unwrap();
    log.trace(Told { order: &order, history, process: &process }, &names()).unwrap();
    String::from_utf8(log.end().unwrap()).unwrap()
}

fn ocel(history: &[Recorded]) -> Value {
    let (order, process): (Order, _) = (replay(history).unwrap(), process());
    let told = Told { order: &order, history, process: &process };
    let mut objects = ocel::Objects::begin(Vec::new(), zone()).unwrap();
    objects.order(told).unwrap();
    let mut events = objects.into_events(&names()).unwrap();
    events.order(told).unwrap();
    serde_json::from_slice(&events.end().unwrap()).unwrap()
}

#[test]
fn a_trace_has_the_work_of_the_order_in_the_order_of_time() {
    let log = xes(&history(vec![
        finished("confirm", "09:10:30.5", WANG),
        started("receive", "08:55:00"),
        finished("receive", "09:00:00", LI),
        Event::Remarked { step: None, text: "轻放".into() },
    ]));
    let trace = log.split_once("  <trace>\n").unwrap().1;
    let event = |name, transition, time, who, step| {
        format!(
            "    <event>\n      <string key=\"concept:name\" value=\"{name}\"/>\n      \
             <string key=\"lifecycle:transition\" value=\"{transition}\"/>\n      \
             <date key=\"time:timestamp\" value=\"2026-03-02T{time}+08:00\"/>\n      \
             <string key=\"org:resource\" value=\"{who}\"/>\n      <string key=\"org:group\" value=\"销售部\"/>\n      \
             <string key=\"step\" value=\"{step}\"/>\n    </event>\n"
        )
    };
    let expected = [
        "    <string key=\"concept:name\" value=\"SO-1\"/>\n    \
         <string key=\"customer\" value=\"Müller &amp; Söhne &lt;&quot;GmbH&quot;&gt;\"/>\n    \
         <string key=\"goods\" value=\"铸铁法兰\"/>\n    <string key=\"process\" value=\"quick-fulfilment\"/>\n    \
         <int key=\"process_version\" value=\"1\"/>\n    <string key=\"process_name\" value=\"当日发货\"/>\n    \
         <date key=\"received\" value=\"2026-03-02T08:50:00+08:00\"/>\n    \
         <date key=\"promised\" value=\"2026-03-03T00:00:00+08:00\"/>\n    \
         <boolean key=\"cancelled\" value=\"false\"/>\n"
            .to_owned(),
        event("订单接收", "start", "08:55:00", "李强", "receive"),
        event("订单接收", "complete", "09:00:00", "李强", "receive"),
        event("订单确认", "complete", "09:10:30.5", "王敏", "confirm"),
        "  </trace>\n</log>\n".to_owned(),
    ]
    .concat();
    assert_eq!(trace, expected);
    assert!(log.contains(r#"<string key="concept:name" value="晨光 &amp; Co"/>"#));
}

#[test]
fn a_log_of_an_order_that_nobody_touched_is_a_log() {
    assert!(xes(&history(vec![])).contains("<trace>"));
    assert_eq!(history::read("x", xes(&history(vec![])).as_bytes(), &zone()).unwrap().cases, []);
    let log = ocel(&history(vec![]));
    assert_eq!(log["events"].as_array().unwrap().len(), 1);
    assert_eq!(log["events"][0]["time"], "2026-03-02T08:50:00+08:00");
}

/// Every kind of event there is, once; what is said is declared, every value is text, and whoever is named is there.
/// Approvals, changes, quotations, letters of credit, costs, credit, samples and inspections, as they are kept.
fn of_release_and_money() -> Vec<Event> {
    let id = Uuid::from_u128(8);
    let header = json!({
        "customer": Uuid::from_u128(9), "channel": "phone", "currency": "CNY", "received_at": "2026-03-02T00:50:00Z",
    });
    let money = json!({ "minor": 35_000, "currency": "CNY" });
    let terms = json!({
        "amount": money, "tolerance_percent": "5", "expiry": "2026-06-30", "place_of_expiry": "China",
        "latest_shipment": null, "presentation_days": 21, "usance_days": null, "partial_shipments": true,
        "transhipment": true, "port_of_loading": "", "port_of_discharge": "", "beneficiary": "", "applicant": "", "goods": "",
    });
    let version = json!({ "terms": terms, "received_on": "2026-03-02", "note": "展期", "reviews": [] });
    let review = json!({
        "reviewer": "documents", "by": LI, "at": "2026-03-02T01:00:00Z", "checked": [], "discrepancies": ["装期"],
        "outcome": "discrepant",
    });
    let sheet = json!({ "base": "CNY", "currency": "CNY", "quantity": { "ten_thousandths": 10_000, "unit": "件" } });
    let approval = json!({ "submitted_at": "2026-03-02T01:00:00Z", "submitted_by": LI, "links": ["head"] });
    [
        json!({ "is": "submitted", "step": "receive", "at": "2026-03-02T01:00:00Z", "links": ["head"] }),
        json!({ "is": "signed", "on": { "step": "receive" }, "link": "head", "comment": "同意" }),
        json!({ "is": "sent_back", "on": { "step": "receive" }, "link": "head", "reason": "缺图" }),
        json!({ "is": "withdrawn", "on": "change", "reason": "不改了" }),
        json!({ "is": "voided", "step": "receive" }),
        json!({ "is": "change_proposed", "change": {
            "number": 1, "header": header, "lines": [], "reason": "减单", "asked_by": "sales", "loss": money, "approval": approval,
        } }),
        json!({ "is": "quoted", "quotation": {
            "round": 1, "header": header, "lines": [], "note": "首轮", "quoted_at": "2026-03-02T01:00:00Z", "quoted_by": LI,
        } }),
        json!({ "is": "quote_answered", "round": 1, "accepted": false, "words": "太贵" }),
        json!({ "is": "letter_received", "letter": { "id": id, "number": "LC 1", "bank": "Bank", "first": version } }),
        json!({ "is": "letter_amended", "id": id, "version": version }),
        json!({ "is": "letter_reviewed", "id": id, "review": review }),
        json!({ "is": "costs_estimated", "version": 1, "sheet": sheet }),
        json!({ "is": "cost_entered", "actual": { "kind": "freight", "amount": money, "day": "2026-03-02", "note": "海运" } }),
        json!({ "is": "credit_shown", "evidence": { "what": "guarantee", "amount": money } }),
        json!({ "is": "credit_released", "release": { "ground": { "ground": "paid" }, "uses_limit": money, "uses_quota": money } }),
        json!({ "is": "credit_recalled", "reason": "退款" }),
        json!({ "is": "lots_failed", "failed": [{
            "lot": id, "inspection": id, "stage": "final", "repeats": 0, "on": "2026-03-02",
            "verdict": { "is": "failed", "classes": ["major"] }, "defects": [], "again_on": null,
        }] }),
        json!({ "is": "sampled", "id": id, "sample": id, "event": {
            "mark": { "on": "2026-03-02", "by": LI }, "deed": { "is": "asked", "words": "用几号线？" },
        } }),
        json!({ "is": "ledger_told", "facts": { "deposit.credited": { "yes_no": true } } }),
    ]
    .into_iter()
    .map(|event| serde_json::from_value(event.clone()).unwrap_or_else(|error| panic!("{error}: {event}")))
    .collect()
}

#[test]
fn an_object_centric_log_keeps_to_its_own_vocabulary() {
    let mut happened = history(vec![]);
    let Event::Entered { header, lines, .. } = happened[0].event.clone() else { unreachable!() };
    let dearer = Header { promised: None, ..(*header).clone() };
    let exception = ExceptionId(Uuid::from_u128(5));
    let promise = PromiseId(Uuid::from_u128(6));
    let file = yidan_domain::order::FileRef {
        id: yidan_domain::FileId(Uuid::from_u128(4)),
        name: "原单.pdf".into(),
        media_type: "application/pdf".into(),
        bytes: 12,
        sha256: "0".repeat(64),
    };
    let answers = [("short".to_owned(), Answer::YesNo(false)), ("cartons".to_owned(), Answer::Text("4\n箱".into()))];
    happened = history(
        vec![
            started("receive", "08:51:00"),
            Event::Finished { step: "receive".into(), at: at("08:52:00"), answers: answers.into(), by: Some(WANG) },
            Event::Assigned { step: "confirm".into(), to: Some(WANG), note: "请核".into() },
            Event::Skipped { step: "confirm".into(), reason: "老客户".into(), at: None },
            Event::Reopened { step: "confirm".into(), reason: "还是核一下".into() },
            Event::Remarked { step: Some("an-old-step".into()), text: "轻放".into() },
            Event::Attached { step: None, file, original: true },
            Event::ExceptionRaised {
                id: exception,
                step: None,
                note: "少两箱".into(),
                found: None,
                handling: Handling { owner: Some(WANG), due: "2026-03-04".parse().ok(), ..Handling::default() },
            },
            Event::ExceptionHandled { id: exception, handling: Handling::default(), note: String::new() },
            Event::ExceptionRestated {
                id: exception,
                found: Finding::PromiseBroken { promised: date(2026, 3, 5) },
                handling: Handling::default(),
            },
            Event::ExceptionCleared { id: exception, note: "补齐".into(), mended: false },
            Event::Promised { id: promise, text: "补发".into(), due: "2026-03-05".parse().unwrap(), owner: LI },
            Event::PromiseClosed { id: promise, kept: true, note: String::new() },
            Event::Replanned {
                changes: Default::default(),
                promised: "2026-03-06".parse().ok(),
                reason: "客户同意".into(),
            },
            Event::Amended {
                header: Box::new(dearer),
                lines: [lines.clone(), lines].concat(),
                reason: "加量".into(),
                by_change: false,
            },
            Event::Cancelled { reason: "客户取消".into() },
        ]
        .into_iter()
        .chain(of_release_and_money())
        .collect(),
    );
    let log = ocel(&happened);
    let list = |of: &Value| of.as_array().cloned().unwrap_or_default();
    let text = |of: &Value| of.as_str().unwrap_or_else(|| panic!("no text: {of}")).to_owned();
    let declared = |types: &str| -> BTreeSet<(String, String)> {
        let attributes = |of: &Value| list(&of["attributes"]).into_iter().map(|a| text(&a["name"])).collect::<Vec<_>>();
        list(&log[types]).iter().flat_map(|of| attributes(of).into_iter().map(|a| (text(&of["name"]), a))).collect()
    };
    let ids: BTreeSet<String> = list(&log["objects"]).iter().map(|object| text(&object["id"])).collect();
    for (what, types) in [("objects", "objectTypes"), ("events", "eventTypes")] {
        let declared = declared(types);
        for of in list(&log[what]) {
            for attribute in list(&of["attributes"]) {
                let said = (text(&of["type"]), text(&attribute["name"]));
                assert!(attribute["value"].is_string() && declared.contains(&said), "{said:?}");
            }
            for related in list(&of["relationships"]) {
                assert!(ids.contains(&text(&related["objectId"])), "{related}");
            }
        }
    }
    let kinds: BTreeSet<String> = list(&log["events"]).iter().map(|event| text(&event["type"])).collect();
    assert_eq!(kinds.len(), list(&log["eventTypes"]).len(), "every type of event was told");
    let kinds: BTreeSet<String> = list(&log["objects"]).iter().map(|object| text(&object["type"])).collect();
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), ["customer", "line", "order", "person", "product", "step"]);

    let of = |id: &str, attribute: &str| -> Vec<(String, String)> {
        let object = list(&log["objects"]).into_iter().find(|object| text(&object["id"]) == id).unwrap();
        let of = list(&object["attributes"]).into_iter().filter(|a| a["name"] == attribute);
        of.map(|a| (text(&a["value"]), text(&a["time"]))).collect()
    };
    let pair = |value: &str, time: &str| (value.to_owned(), time.to_owned());
    let order = "order:00000000-0000-0000-0000-000000000007";
    let (always, amended) = ("1970-01-01T00:00:00Z", "2026-03-02T09:05:00+08:00");
    assert_eq!(of(order, "total"), [pair("6000.00", always), pair("12000.00", amended)]);
    let replanned = pair("2026-03-06T00:00:00+08:00", "2026-03-02T09:04:00+08:00");
    assert_eq!(of(order, "promised"), [pair("2026-03-03T00:00:00+08:00", always), replanned, pair("null", amended)]);
    let receive = of("step:00000000-0000-0000-0000-000000000007:receive", "state");
    assert_eq!(receive.iter().map(|(state, _)| state.as_str()).collect::<Vec<_>>(), ["waiting", "started", "finished"]);
    let finished = &log["events"][2];
    let told = serde_json::json!({
        "id": "event:00000000-0000-0000-0000-000000000007:3",
        "type": "step finished",
        "time": "2026-03-02T08:52:00+08:00",
        "attributes": [
            { "name": "via", "value": "screen" },
            { "name": "sequence", "value": "3" },
            { "name": "recorded", "value": "2026-03-02T08:52:00+08:00" },
            { "name": "answers", "value": "cartons: 4\n箱\nshort: no" },
        ],
        "relationships": [
            { "objectId": order, "qualifier": "order" },
            { "objectId": "step:00000000-0000-0000-0000-000000000007:receive", "qualifier": "step" },
            { "objectId": "person:00000000-0000-0000-0000-000000000002", "qualifier": "done by" },
            { "objectId": "person:00000000-0000-0000-0000-000000000001", "qualifier": "recorded by" },
            { "objectId": "customer:00000000-0000-0000-0000-000000000009", "qualifier": "customer" },
        ],
    });
    assert_eq!(*finished, told);
}

/// What was read: `step start who`, one after another.
fn deeds(order: &PastOrder) -> Vec<String> {
    let time = |at| zone().to_datetime(at).strftime("%H:%M:%S").to_string();
    let deed = |deed: &history::Deed| {
        let end = if deed.is_end { "end" } else { "start" };
        format!("{} {end} {} {}", deed.step, time(deed.at), deed.who).trim_end().to_owned()
    };
    order.deeds.iter().map(deed).collect()
}

fn read(text: &str) -> (Vec<PastOrder>, Vec<yidan_documents::RowFault>) {
    history::read_against(history::read("log", text.as_bytes(), &zone()).unwrap(), &process())
}

#[test]
fn what_goes_out_comes_in_again() {
    let log = xes(&history(vec![
        started("receive", "08:55:00"),
        finished("receive", "09:00:00.123456789", LI),
        finished("confirm", "09:10:30.5", WANG),
        started("check-stock", "09:12:00"),
    ]));
    let (orders, faults) = read(&log);
    assert_eq!(faults, []);
    assert_eq!(
        deeds(&orders[0]),
        [
            "receive start 08:55:00 李强",
            "receive end 09:00:00 李强",
            "confirm end 09:10:30 王敏",
            "check-stock start 09:12:00 李强",
        ]
    );
    assert_eq!(orders[0].deeds[1].at, at("09:00:00.123456789"));
    assert_eq!((orders[0].number.as_str(), orders[0].received), ("SO-1", at("08:50:00")));
    let about = &orders[0].about;
    assert_eq!((about.customer.as_str(), about.goods.as_str()), ("Müller & Söhne <\"GmbH\">", "铸铁法兰"));
    assert_eq!((about.promised, orders[0].is_open), ("2026-03-03".parse().ok(), true));
}

#[test]
fn tables_are_read_by_chinese_and_english_titles() {
    let chinese = "生产日志\n订单号,工序,开始时间,结束时间,经办人,客户,交期\n\
                   A1,订单接收,2026/3/2 8:55,2026年3月2日 09:00:30,李 强,甲公司,2026-03-05\n\
                   A2,订单接收,,2026-03-02 09:05,,,\n\
                   A1,confirm,2026-03-02T01:10:00Z,2026-03-02 09:20,王敏,,\n";
    let english = "Case ID;Activity;Start Timestamp;Complete Timestamp;Resource;Customer;Due Date\n\
                   A1;Receive order;2026-03-02 08:55;2026-03-02 09:00:30.0;李强;甲公司;2026-03-05\n\
                   A2;RECEIVE ORDER;NULL;2026-03-02T09:05+08:00;;;\n\
                   A1;Confirm order;2026-03-02 09:10;2026-03-02 09:20;王敏;;\n";
    for table in [chinese, english] {
        let (orders, faults) = read(table);
        assert_eq!(faults, [], "{table}");
        let told = [
            "receive start 08:55:00 李强",
            "receive end 09:00:30 李强",
            "confirm start 09:10:00 王敏",
            "confirm end 09:20:00 王敏",
        ];
        assert_eq!(
            (deeds(&orders[0]), deeds(&orders[1])),
            (told.map(String::from).to_vec(), vec!["receive end 09:05:00".into()])
        );
        assert_eq!(
            (orders[0].about.customer.as_str(), orders[0].about.promised),
            ("甲公司", "2026-03-05".parse().ok())
        );
    }
    assert_eq!(read(chinese).0[0].identity, read(english).0[0].identity);
    assert_eq!(read(chinese).0[0].fingerprint, read(english).0[0].fingerprint);
}

#[test]
fn what_overlaps_is_one_piece_of_work_and_what_comes_back_is_another() {
    let rows = |pieces: &[(&str, &str)]| {
        let row = |(start, end): &(&str, &str)| format!("A,receive,2026-03-02 {start},2026-03-02 {end},\n");
        format!("case,activity,start,end,resource\n{}", pieces.iter().map(row).collect::<String>())
    };
    for (pieces, told) in [
        (vec![("09:00", "09:10"), ("09:05", "09:30")], vec!["09:00", "09:30"]),
        (vec![("09:05", "09:07"), ("09:00", "09:10")], vec!["09:00", "09:10"]),
        (vec![("09:00", "09:10"), ("09:10", "09:30")], vec!["09:00", "09:10", "09:10", "09:30"]),
        (vec![("09:00", "09:00"), ("10:00", "10:00")], vec!["09:00", "09:00", "10:00", "10:00"]),
    ] {
        let deeds = deeds(&read(&rows(&pieces)).0[0]);
        let expected: Vec<String> = (0..)
            .zip(&told)
            .map(|(i, time)| format!("receive {} {time}:00", if i % 2 == 0 { "start" } else { "end" }))
            .collect();
        assert_eq!(deeds, expected, "{pieces:?}");
    }
}

/// The log stops, or passes over steps, or has the whole process: what is skipped and whether the order stays open.
#[test]
fn steps_that_a_case_does_not_have_are_settled() {
    let all: Vec<String> = process().steps.iter().map(|step| step.key.to_string()).collect();
    let without = |left_out: &[&str]| -> Vec<String> {
        all.iter().filter(|key| !left_out.contains(&key.as_str())).cloned().collect()
    };
    let only = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    for (done, skipped, is_open) in [
        (all.clone(), vec![], false),
        (without(&["purchase"]), vec![("purchase", 2)], false),
        (without(&["confirm", "pack"]), vec![("confirm", 0), ("pack", 5)], false),
        (only(&["receive", "confirm"]), vec![], true),
        (only(&["check-stock"]), vec![("confirm", 2), ("receive", 2)], true),
        (only(&["allocate"]), vec![("check-stock", 4), ("confirm", 4), ("purchase", 4), ("receive", 4)], true),
    ] {
        let hour = |key: &String| 9 + all.iter().position(|other| other == key).unwrap();
        let row = |key: &String| format!("A,{key},2026-03-02 {0:02}:00,2026-03-02 {0:02}:00\n", hour(key));
        let table = format!("case,activity,start,end\n{}", done.iter().map(row).collect::<String>());
        let (orders, _) = read(&table);
        let clock = |at: &Timestamp| zone().to_datetime(*at).hour() - 9;
        let told: Vec<(&str, i8)> = orders[0].skipped.iter().map(|(key, at)| (key.as_str(), clock(at))).collect();
        assert_eq!((told, orders[0].is_open), (skipped, is_open), "{done:?}");
    }
    // Nothing stands on an end that may be missing: work went on without it until the case was over.
    let ends = "key = \"ends\"\nversion = 1\nname = { zh = \"两头\", en = \"Two ends\" }\n".to_owned()
        + &[("made", ""), ("sent", "after = [\"made\"]"), ("rated", "after = [\"made\"]\noptional = true")]
            .map(|(key, more)| {
                let name = format!("name = {{ zh = \"{key}\", en = \"{key}\" }}");
                format!("[[steps]]\nkey = \"{key}\"\n{name}\ndepartment = \"sales\"\nstage = \"making\"\n{more}\n")
            })
            .concat();
    let ends = load(&ends, "ends.toml").unwrap_or_else(|faults| panic!("{faults:?}"));
    let table = "case,activity,start,end\nA,made,,2026-03-02 09:00\nA,sent,,2026-03-02 15:00\n";
    let log = history::read("log", table.as_bytes(), &zone()).unwrap();
    let (orders, _) = history::read_against(log, &ends);
    assert_eq!(orders[0].skipped, [("rated".into(), at("15:00:00"))].into());
    let last = all.last().unwrap();
    let under_way = format!("case,activity,start,end\nA,{last},2026-03-02 09:00,\n");
    assert!(read(&under_way).0[0].is_open, "what was begun and never ended is still to do");
}

#[test]
fn what_cannot_be_read_is_refused_with_row_value_and_mend() {
    let log = "case,activity,start,end,resource\n\
               A,receive,2026-03-02 09:00,2026-03-02 09:10,\n\
               A,dance,2026-03-02 09:20,2026-03-02 09:30,\n\
               B,receive,2026-03-02 09:00,2026-03-02 08:10,\n\
               C,receive,yesterday,,\n\
               C,confirm,2026-03-02 09:00,2026-03-02,\n\
               D,receive,,,\n\
               ,receive,,2026-03-02 09:00,\n\
               E,,,2026-03-02 09:00,\n\
               F,receive,2026-03-02 09:00,2026-03-02 09:10,\n";
    let (orders, faults) = read(log);
    assert_eq!(orders.iter().map(|order| order.number.as_str()).collect::<Vec<_>>(), ["F"]);
    let told: Vec<(usize, &str, &str, &str)> = faults
        .iter()
        .map(|fault| (fault.place.row, fault.column.as_str(), fault.value.as_str(), fault.problem.say().key))
        .collect();
    assert_eq!(
        told,
        [
            (3, "", "dance", "import-unknown-activity"),
            (4, "end", "2026-03-02 08:10", "import-end-before-start"),
            (5, "start", "yesterday", "import-not-a-time"),
            (6, "end", "2026-03-02", "import-not-a-time"),
            (7, "end", "", "import-missing"),
            (8, "case", "", "import-missing"),
            (9, "activity", "", "import-missing"),
        ]
    );
    assert!(
        matches!(&read("name,colour\na,b\n").1[0].problem, Problem::ColumnMissing { columns } if columns.len() == 4)
    );

    let event = |time: &str| {
        format!(
            "<log>\n<trace>\n<string key=\"concept:name\" value=\"A\"/>\n<event>\n<string key=\"concept:name\" \
             value=\"receive\"/><date key=\"time:timestamp\" value=\"{time}\"><string key=\"concept:name\" \
             value=\"nested\"/></date></event></trace></log>"
        )
    };
    assert_eq!(deeds(&read(&event("2026-03-02T01:00:00.000Z")).0[0]), ["receive end 09:00:00"]);
    let (_, faults) = read(&event("soon"));
    assert_eq!(
        (faults[0].place.row, faults[0].value.as_str(), faults[0].problem.say().key),
        (4, "soon", "import-not-a-time")
    );

    for (bytes, why) in [
        (&b" \n"[..], Unreadable::Empty),
        (b"<log><trace>", Unreadable::BrokenXml { row: 1 }),
        (b"<log>\n<trace></log>", Unreadable::BrokenXml { row: 2 }),
        (
            b"<log><trace><string key=\"concept:name\" value=\"&bomb;\"/></trace></log>",
            Unreadable::BrokenXml { row: 1 },
        ),
        (b"<html></html>", Unreadable::NotALog),
        (b"<log>\xff</log>", Unreadable::Encoding),
    ] {
        assert_eq!(history::read("log", bytes, &zone()), Err(why), "{}", String::from_utf8_lossy(bytes));
    }
}

/// Logs of pm4py have both times in one event; others have starts and ends apart, twice for what is done side by side.
#[test]
fn starts_and_ends_are_paired() {
    let event = |transition: &str, time: &str, more: &str| {
        format!(
            "<event><string key=\"concept:name\" value=\"订单接收\"/>\
             <string key=\"lifecycle:transition\" value=\"{transition}\"/>\
             <date key=\"time:timestamp\" value=\"2026-03-02T{time}+08:00\"/>{more}</event>"
        )
    };
    let log = |events: &[String]| {
        format!("<log><trace><string key=\"concept:name\" value=\"A\"/>{}</trace></log>", events.concat())
    };
    let who = "<string key=\"org:resource\" value=\"李强\"/>";
    let start = "<date key=\"start_timestamp\" value=\"2026-03-02T09:00:00+08:00\"/>";
    for (events, told) in [
        (
            vec![event("start", "09:00:00", who), event("complete", "09:10:00", "")],
            vec!["receive start 09:00:00 李强", "receive end 09:10:00"],
        ),
        (vec![event("complete", "09:10:00", start)], vec!["receive start 09:00:00", "receive end 09:10:00"]),
        (
            vec![event("COMPLETE", "09:10:00", ""), event("SCHEDULE", "08:00:00", ""), event("START", "09:00:00", "")],
            vec!["receive start 09:00:00", "receive end 09:10:00"],
        ),
        (
            vec![
                event("start", "09:00:00", ""),
                event("start", "09:01:00", ""),
                event("complete", "09:02:00", ""),
                event("complete", "09:03:00", ""),
            ],
            vec!["receive start 09:00:00", "receive end 09:03:00"],
        ),
        (vec![event("start", "09:00:00", ""), event("suspend", "09:01:00", "")], vec!["receive start 09:00:00"]),
    ] {
        assert_eq!(deeds(&read(&log(&events)).0[0]), told);
    }
}
