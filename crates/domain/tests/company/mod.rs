//! A small company with a process of five steps, told order by order: shared by the tests of insight.
//!
//! The process: a (sales, 2 h) → b (warehouse, 4 h) and c (purchasing) → d (warehouse, goods leave) → e (finance, 8 h).
//! Hours are 9–13 and 14–18; 9 March 2026 is a Monday.
#![allow(dead_code)]

use std::sync::{Arc, LazyLock};

use yidan_domain::{
    CustomerId, OrderId, PersonId, StepKey,
    case::Case,
    order::{Header, Order, Progress, StepState},
    process::{Process, load},
};

use crate::story::{Story, id, moment};

pub const STEPS: [&str; 5] = ["a", "b", "c", "d", "e"];

pub fn process() -> &'static Arc<Process> {
    static PROCESS: LazyLock<Arc<Process>> = LazyLock::new(|| {
        let step = |key: &str, department: &str, after: &str, rest: &str| {
            format!(
                "[[steps]]\nkey = \"{key}\"\nname = {{ zh = \"{key} 步\", en = \"Step {key}\" }}\n\
                 department = \"{department}\"\nstage = \"making\"\n\
                 instructions = {{ zh = \"做。\", en = \"Do it.\" }}\nafter = [{after}]\n{rest}\n"
            )
        };
        let source = "key = \"five\"\nversion = 1\nname = { zh = \"五步\", en = \"Five\" }\n".to_owned()
            + &step("a", "sales", "", "takes = \"2h\"")
            + &step("b", "warehouse", "\"a\"", "takes = \"4h\"")
            + &step("c", "purchasing", "\"a\"", "")
            + &step("d", "warehouse", "\"b\", \"c\"", "milestone = \"delivered\"")
            + &step("e", "finance", "\"d\"", "takes = \"8h\"");
        Arc::new(load(&source, "five.toml").unwrap_or_else(|faults| panic!("{faults:?}")))
    });
    &PROCESS
}

pub fn ann() -> PersonId {
    PersonId(id(100))
}

pub fn bao() -> PersonId {
    PersonId(id(200))
}

/// An order received then, with a promised day or `""`. `ann` does a, `bao` all the rest.
pub fn order(number: u128, received: &str, promised: &str) -> Order {
    let entered_at = moment(&format!("2026-{received}"));
    let mut order = Story::begins("customer-order", "2026-03-09 09:00", "").order;
    order.id = OrderId(id(number));
    order.process = process().reference();
    order.header = Header {
        customer: CustomerId(id(number % 2)),
        salesperson: Some(ann()),
        promised: (!promised.is_empty()).then(|| format!("2026-{promised}").parse().unwrap()),
        received_at: entered_at,
        ..order.header
    };
    order.steps.clear();
    (order.entered_at, order.updated_at, order.version) = (entered_at, entered_at, 1);
    order
}

pub trait Told: Sized {
    fn now(self, step: &str, progress: impl FnOnce(PersonId) -> Progress) -> Self;

    /// Started then (`""`: nobody said when) and finished then.
    fn done(self, step: &str, started: &str, finished: &str) -> Self {
        let started = (!started.is_empty()).then(|| moment(&format!("2026-{started}")));
        self.now(step, |by| Progress::Finished { started, at: moment(&format!("2026-{finished}")), by })
    }
}

impl Told for Order {
    fn now(mut self, step: &str, progress: impl FnOnce(PersonId) -> Progress) -> Self {
        let progress = progress(if step == "a" { ann() } else { bao() });
        self.updated_at = progress.started_at().max(progress.finished_at()).unwrap_or(self.updated_at);
        self.version += 1;
        self.steps.insert(StepKey::from(step), StepState { progress, ..StepState::default() });
        self
    }
}

pub fn cases(orders: &[Order]) -> Vec<Case> {
    orders.iter().map(|order| Case::of(order, process())).collect()
}
