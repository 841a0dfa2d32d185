//! Telling an order's story: who did what when, and how the order then stands, in few words.
//!
//! Every command goes the way it goes in the program (decide, then apply), and after each one the events are replayed and
//! must give the same order.
#![allow(dead_code)]

use std::{
    collections::BTreeMap,
    sync::{Arc, LazyLock},
};

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use yidan_domain::{
    Currency, CustomerId, DepartmentKey, FileId, Lang, Money, OrderId, PersonId, Quantity, StepKey,
    access::{Role, Viewer},
    approval::Post,
    exception::Causes,
    order::{
        Answer, Channel, FileRef, Header, Line, Order,
        apply::replay,
        command::{Command, Entry},
        decide::{Context, enter},
        event::{Event, Recorded, Via},
        refusal::Refusal,
        row::OrderRow,
        situation::{Situation, Standing},
    },
    process::{FieldKind, Process, Processes},
    schedule::{self, Calendar, Calendars},
};

pub struct Story {
    pub process: Arc<Process>,
    pub order: Order,
    pub events: Vec<Recorded>,
    pub zone: TimeZone,
    pub calendars: Calendars,
}

pub fn process(key: &str) -> Arc<Process> {
    static SHIPPED: LazyLock<Processes> = LazyLock::new(Processes::shipped);
    SHIPPED.latest(key).unwrap_or_else(|| panic!("no process {key}")).clone()
}

pub fn shanghai() -> TimeZone {
    TimeZone::get("Asia/Shanghai").unwrap()
}

/// China's calendar with the usual hours, on the company's clock.
pub fn calendars() -> Calendars {
    Calendars::new(shanghai(), Calendar::default(), BTreeMap::new())
}

/// `2026-03-09 08:50`, on the company's clock.
pub fn moment(written: &str) -> Timestamp {
    let civil: DateTime = written.replace(' ', "T").parse().unwrap_or_else(|_| panic!("no time: {written}"));
    shanghai().to_timestamp(civil).unwrap()
}

pub fn id(n: u128) -> uuid::Uuid {
    uuid::Uuid::from_u128(n)
}

/// Somebody of a department, or who holds a post (`head-of-sales`); `manager` and `guest` are those.
pub fn member(department: &str) -> Viewer {
    let role = match department {
        "manager" => Role::Manager,
        "guest" => Role::ReadOnly,
        _ => Role::Member,
    };
    let number = department.bytes().fold(0_u128, |sum, byte| sum * 31 + u128::from(byte));
    let departments = vec![DepartmentKey(department.trim_start_matches("head-of-").into())];
    let posts = department.parse::<Post>().into_iter().collect();
    Viewer { person: PersonId(id(number)), role, departments, posts, ..Viewer::program() }
}

/// An order before it is entered: complete, unless the story says otherwise.
pub fn header(received: &str) -> Header {
    Header {
        customer: CustomerId(id(1)),
        customer_ref: "PO-7781".into(),
        channel: Channel::Phone,
        salesperson: Some(member("sales").person),
        currency: Currency::CNY,
        received_at: moment(received),
        promised: None,
        address: "宁波市北仑区明州路 8 号".into(),
        payment_terms: "月结30天".into(),
        trade_terms: String::new(),
        remarks: String::new(),
    }
}

pub fn line(name: &str, quantity: &str, price: &str) -> Line {
    let (amount, unit) = quantity.split_once(' ').unwrap();
    Line {
        product: None,
        name: name.into(),
        spec: String::new(),
        quantity: Quantity::exact(amount.parse().unwrap(), unit).unwrap(),
        price: price.parse().ok(),
        discount_percent: Default::default(),
    }
}

impl Story {
    /// An order of 200 ball valves, received then, with a promised day or `""`.
    pub fn begins(process: &str, received: &str, promised: &str) -> Story {
        let header = Header { promised: promised.parse().ok(), ..header(received) };
        Story::with(process, header, vec![line("DN25 球阀", "200 件", "12.50")])
    }

    pub fn with(process_key: &str, header: Header, lines: Vec<Line>) -> Story {
        let (process, zone, now) = (process(process_key), shanghai(), header.received_at);
        let calendars = calendars();
        let entry = Entry {
            id: OrderId(id(9)),
            number: "SO-202603-0001".into(),
            process: process.reference(),
            header,
            lines,
            originals: Vec::new(),
            past: Vec::new(),
        };
        let viewer = member("sales");
        let causes = Causes::default();
        let context = Context { process: &process, viewer: &viewer, now, calendars: &calendars, causes: &causes };
        let events = enter(entry, context).unwrap_or_else(|refusal| panic!("not entered: {refusal:?}"));
        let events = recorded(events, 0, now, viewer.person);
        let order = replay(&events).unwrap();
        Story { process, order, events, zone, calendars }
    }

    /// Gives a command; what it is refused for, if it is.
    pub fn tries(&mut self, viewer: &Viewer, now: Timestamp, command: Command) -> Result<(), Refusal> {
        let before = self.order.clone();
        let causes = Causes::default();
        let context = Context { process: &self.process, viewer, now, calendars: &self.calendars, causes: &causes };
        let decided = self.order.decide(command, context);
        assert_eq!(self.order, before, "deciding changes nothing");
        let events = recorded(decided?, self.order.version, now, viewer.person);
        for event in &events {
            self.order.apply(event);
        }
        self.events.extend(events);
        assert_eq!(replay(&self.events).as_ref(), Some(&self.order), "replay gives the same order");
        Ok(())
    }

    fn must(&mut self, who: &str, when: &str, command: Command) -> &mut Self {
        let told = format!("{who} at {when}: {command:?}");
        if let Err(refusal) = self.tries(&member(who), moment(when), command) {
            panic!("{told}\nrefused: {refusal:?}");
        }
        self
    }

    pub fn starts(&mut self, who: &str, when: &str, step: &str) -> &mut Self {
        self.must(who, when, Command::Start { step: step.into(), at: None })
    }

    pub fn finishes(&mut self, who: &str, when: &str, step: &str, answers: &[(&str, &str)]) -> &mut Self {
        let answers = self.answers(step, answers);
        self.must(who, when, Command::Finish { step: step.into(), at: None, answers })
    }

    pub fn skips(&mut self, who: &str, when: &str, step: &str, reason: &str) -> &mut Self {
        self.must(who, when, Command::Skip { step: step.into(), reason: reason.into() })
    }

    pub fn reopens(&mut self, who: &str, when: &str, step: &str, reason: &str) -> &mut Self {
        self.must(who, when, Command::Reopen { step: step.into(), reason: reason.into() })
    }

    pub fn does(&mut self, who: &str, when: &str, command: Command) -> &mut Self {
        self.must(who, when, command)
    }

    pub fn amends(&mut self, who: &str, when: &str, change: impl FnOnce(&mut Header, &mut Vec<Line>)) -> &mut Self {
        let (mut header, mut lines) = (self.order.header.clone(), self.order.lines.clone());
        change(&mut header, &mut lines);
        self.must(who, when, Command::Amend { header: Box::new(header), lines, reason: "客户来电".into() })
    }

    /// The sentence that the refusal of a finish gives, in Chinese: the first thing that keeps the step.
    pub fn cannot_finish(&mut self, who: &str, when: &str, step: &str, answers: &[(&str, &str)]) -> Refusal {
        let answers = self.answers(step, answers);
        let command = Command::Finish { step: step.into(), at: None, answers };
        self.tries(&member(who), moment(when), command).expect_err("should be refused")
    }

    /// What is filled in, read by the kinds of the step's fields.
    pub fn answers(&self, step: &str, written: &[(&str, &str)]) -> BTreeMap<String, Answer> {
        let step = self.process.step(&step.into()).unwrap_or_else(|| panic!("no step {step}"));
        let answer = |key: &str, written: &str| {
            let kind = step.form.iter().find(|field| field.key == key).map(|field| &field.kind);
            self.answer(kind.unwrap_or_else(|| panic!("no field {key}")), written)
        };
        written.iter().map(|(key, written)| ((*key).to_owned(), answer(key, written))).collect()
    }

    fn answer(&self, kind: &FieldKind, written: &str) -> Answer {
        match kind {
            FieldKind::Text => Answer::Text(written.into()),
            FieldKind::Party => Answer::Party(written.into()),
            FieldKind::Choice { .. } => Answer::Choice(written.into()),
            FieldKind::YesNo => Answer::YesNo(written == "yes"),
            FieldKind::Date => Answer::Date(written.parse().unwrap()),
            FieldKind::Money => {
                Answer::Money(Money::exact(written.parse().unwrap(), self.order.header.currency).unwrap())
            }
            FieldKind::Number { .. } => {
                let (amount, unit) = written.split_once(' ').unwrap();
                Answer::Number(Quantity::exact(amount.parse().unwrap(), unit).unwrap())
            }
            FieldKind::File => Answer::File(FileRef {
                id: FileId(id(7)),
                name: written.into(),
                media_type: "application/pdf".into(),
                bytes: 1024,
                sha256: "0".repeat(64),
            }),
        }
    }

    pub fn situation(&self) -> Situation<'_> {
        Situation::of(&self.order, &self.process)
    }

    pub fn row(&self) -> OrderRow {
        OrderRow::of(&self.order, &self.process, &calendars())
    }

    /// Steps that could be worked on now, by key.
    pub fn open_steps(&self) -> Vec<String> {
        self.row().active.iter().map(|active| active.step.0.clone()).collect()
    }

    pub fn standing(&self, step: &str) -> Standing {
        self.situation().standing(&step.into()).cloned().unwrap_or_else(|| panic!("no step {step}"))
    }

    /// The planned start and end of a step on the company's clock: `03-09 09:00 – 03-09 09:05`, `–` for none.
    pub fn planned(&self, step: &str) -> String {
        let plan = schedule::plan(&self.order, &self.process, &calendars());
        let planned = plan[&StepKey::from(step)];
        let shown = |at: Option<Timestamp>| {
            at.map(|at| self.zone.to_datetime(at).strftime("%m-%d %H:%M").to_string()).unwrap_or_default()
        };
        format!("{} – {}", shown(planned.start), shown(planned.end)).trim().to_owned()
    }

    /// The eleven tasks as S18 prints them: number, task, responsible, planned start and end.
    pub fn sheet(&self) -> Vec<String> {
        let rows = self.process.steps.iter().enumerate().map(|(i, step)| {
            let department = self.process.department_name(&step.department);
            let planned = self.planned(step.key.as_str());
            format!("{} {} {} {planned}", i + 1, step.name.get(Lang::Zh), department.get(Lang::Zh))
        });
        rows.collect()
    }
}

pub fn recorded(events: Vec<Event>, after: u64, at: Timestamp, by: PersonId) -> Vec<Recorded> {
    let number = |(seq, event)| Recorded { seq, at, by, via: Via::Screen, event };
    (after + 1..).zip(events).map(number).collect()
}

/// The sentence of a gate that a refusal repeats, in Chinese.
pub fn sentence(refusal: &Refusal) -> String {
    use yidan_domain::order::refusal::Block;
    let Refusal::Blocked { blocks, .. } = refusal else {
        return format!("{refusal:?}");
    };
    match &blocks[0] {
        Block::Gate { sentence } | Block::Unknown { sentence, .. } => sentence.zh.clone(),
        Block::After { steps, .. } => {
            format!("先办完 {}", steps.iter().map(|step| step.zh.as_str()).collect::<Vec<_>>().join("、"))
        }
        Block::Cancelled => "订单已取消".into(),
    }
}
