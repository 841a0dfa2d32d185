//! The life of one demo order: when it comes in, how its people work on it, and how far it has come by today.

use std::{collections::BTreeMap, sync::Arc};

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use yidan_domain::{
    Currency, ExceptionId, OrderId, PersonId, PromiseId, Quantity, StepKey,
    access::Viewer,
    order::{
        Answer, Channel, FileRef, Handling, Header, Line, Order,
        command::Command,
        event::Via,
        situation::{Situation, Standing},
    },
    party::{Customer, Person, Product},
    process::{Field, FieldKind, Process, Step},
    schedule::{self, Moment, Work},
};
use yidan_store::{
    Actor, Error, Result, Tx,
    orders::{self, Draft},
};

use super::{
    cast, materials,
    money::{self, Pays},
    quality, samples,
    trade::Trade,
    workshop,
};

/// Who and what lives of a demo order are made from.
#[derive(Clone)]
pub struct World {
    pub company: Arc<yidan_store::World>,
    pub staff: Vec<Person>,
    pub customers: Vec<Customer>,
    pub products: Vec<Product>,
    /// A file that stands in for any paper.
    pub paper: FileRef,
}

/// What becomes of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    OnTime,
    /// Everything takes longer than planned.
    Slow,
    /// Stands still at some step, with an exception that says why.
    Stuck,
    /// Nobody has agreed on a date with the customer.
    NoDate,
    Cancelled,
    /// Delivered, and the customer does not pay.
    Unpaid,
}

#[derive(Clone)]
pub struct Life {
    seed: u64,
    fate: Fate,
    now: Timestamp,
    draft: Draft,
}

impl Life {
    /// `turn` walks through the processes and fates, so that every state is there with a dozen orders.
    pub fn plan(turn: usize, dice: &mut StdRng, world: &World, now: Timestamp) -> Self {
        let (process, fate, days_ago) = match turn % 24 {
            0 => ("quick-fulfilment", Fate::OnTime, 0..1),
            1 => ("quick-fulfilment", Fate::OnTime, 2..30),
            2 => ("customer-order", Fate::OnTime, 1..20),
            3 => ("customer-order", Fate::OnTime, 0..12),
            4 => ("customer-order", Fate::Slow, 28..50),
            5 => ("made-to-order", Fate::OnTime, 3..30),
            6 => ("made-to-order", Fate::Stuck, 20..45),
            7 => ("customer-order", Fate::OnTime, 62..80),
            8 => ("customer-order", Fate::NoDate, 2..15),
            9 => ("made-to-order", Fate::Cancelled, 10..40),
            10 => ("customer-order", Fate::Unpaid, 50..70),
            11 => ("made-to-order", Fate::OnTime, 50..80),
            12 => ("foreign-trade", Fate::OnTime, 2..12),
            13 => ("foreign-trade", Fate::OnTime, 15..45),
            14 => ("foreign-trade", Fate::OnTime, 60..85),
            15 => ("sales-contract", Fate::OnTime, 1..12),
            16 => ("sales-contract", Fate::Unpaid, 40..60),
            17 => ("reviewed-manufacturing", Fate::OnTime, 3..12),
            18 => ("reviewed-manufacturing", Fate::OnTime, 25..50),
            19 => ("sales-desk", Fate::OnTime, 0..2),
            20 => ("sales-desk", Fate::OnTime, 3..25),
            21 => ("textile-order", Fate::OnTime, 4..15),
            22 => ("textile-order", Fate::OnTime, 25..45),
            _ => ("textile-order", Fate::OnTime, 60..85),
        };
        let days_ago = dice.random_range(days_ago);
        Self { seed: dice.random(), fate, now, draft: draft(process, fate, days_ago, dice, world, now) }
    }

    pub fn received_at(&self) -> Timestamp {
        self.draft.header.received_at
    }

    /// Enters the order and works on it until today, or until its fate stops it.
    pub fn live(&self, tx: &mut Tx, world: &World) -> Result<()> {
        let mut dice = StdRng::seed_from_u64(self.seed);
        let entered_by = self.salesperson(world);
        let entered_at = self.draft.header.received_at + SignedDuration::from_mins(dice.random_range(3..25));
        let actor = acting(entered_by, entered_at.min(self.now));
        let mut order = orders::enter(tx, &actor, self.draft.clone())?.order;
        let process = world.company.processes.get(&order.process).cloned().ok_or(Error::NotFound("process"))?;
        let mut clock = entered_at;
        let stops_at = self.stops_at(&process, &mut dice);
        while let Some((step, at)) = self.next(&order, &process, world, clock, &mut dice) {
            if at > self.now || stops_at.as_ref() == Some(&step.key) {
                break;
            }
            let (sales, at_once) = (self.salesperson(world), clock + SignedDuration::from_mins(1));
            let trade = Trade { world, sales, at: at_once, now: self.now };
            order = trade.prepare(tx, order, step, &mut dice)?;
            let Some(worked) = self.work(tx, order.id, step, (clock, at), world, &mut dice)? else { break };
            order = trade.sign(tx, worked, step)?;
            clock = at.max(order.updated_at);
        }
        workshop::make(tx, world, (&order, &process), self.now, &mut dice)?;
        materials::supply(tx, world, (&order, &process), self.now, self.seed)?;
        let mut dice_of_quality = StdRng::seed_from_u64(self.seed);
        quality::inspect(tx, world, (&order, &process), self.now, &mut dice_of_quality)?;
        self.owed(tx, &order, &process, clock, world, &mut dice)?;
        self.after_words(tx, &order, &process, clock, world, &mut dice)?;
        samples::make(tx, world, order.id, self.now, &mut StdRng::seed_from_u64(self.seed))
    }

    /// What has left is billed; those who pay late have paid a part, if anything.
    fn owed(
        &self,
        tx: &mut Tx,
        order: &Order,
        process: &Process,
        at: Timestamp,
        world: &World,
        dice: &mut StdRng,
    ) -> Result<()> {
        let has_left = process
            .delivered()
            .is_some_and(|place| order.step(&process.steps[place].key).is_some_and(|state| state.progress.is_closed()));
        if !has_left || self.fate == Fate::Cancelled {
            return Ok(());
        }
        let is_paid = process.steps.iter().filter(|step| is_paid_in(step));
        let is_paid = is_paid.clone().count() > 0
            && is_paid.into_iter().all(|step| order.step(&step.key).is_some_and(|state| state.progress.is_closed()));
        match is_paid {
            true => money::pay(tx, world, order, Pays::All, at, dice),
            false if dice.random_bool(0.5) => money::pay(tx, world, order, Pays::Part, at, dice),
            false => money::bill(tx, world, order, at).map(drop),
        }
    }

    fn stops_at(&self, process: &Process, dice: &mut StdRng) -> Option<StepKey> {
        let wanted = match self.fate {
            Fate::Stuck | Fate::Cancelled => dice.random_range(3..process.steps.len().saturating_sub(3).max(4)),
            Fate::Unpaid => process.steps.iter().position(is_paid_in)?,
            _ => return None,
        };
        process.steps.get(wanted).map(|step| step.key.clone())
    }

    /// The step that is finished next, and when: about as planned, later for the slow.
    fn next<'a>(
        &self,
        order: &Order,
        process: &'a Process,
        world: &World,
        clock: Timestamp,
        dice: &mut StdRng,
    ) -> Option<(&'a Step, Timestamp)> {
        let plan = schedule::plan(order, process, &world.company.company.calendars);
        let situation = Situation::of(order, process);
        let (number, planned) = (0..)
            .zip(situation.steps())
            .filter(|(_, (_, standing))| matches!(standing, Standing::Ready | Standing::Started | Standing::Held(_)))
            .map(|(number, (step, _))| (number, plan.get(&step.key).and_then(|planned| planned.end)))
            .min_by_key(|(_, planned)| planned.unwrap_or(clock))?;
        let lag = match (self.fate, order.process.key.as_str()) {
            (Fate::Slow, _) => SignedDuration::from_hours(dice.random_range(10..90)),
            (_, "quick-fulfilment") => SignedDuration::from_mins(dice.random_range(-4..12)),
            _ => SignedDuration::from_hours(dice.random_range(-30..8)),
        };
        let soonest = clock + SignedDuration::from_mins(dice.random_range(2..40));
        let step: &Step = process.steps.get::<usize>(number)?;
        let at = (planned.unwrap_or(soonest) + lag).max(soonest);
        Some((step, at_work(step, soonest, at, world).unwrap_or(at)))
    }

    /// Starts and finishes a step after what was done last, by somebody of its department. `None` when something keeps it.
    fn work(
        &self,
        tx: &mut Tx,
        id: OrderId,
        step: &Step,
        (last, at): (Timestamp, Timestamp),
        world: &World,
        dice: &mut StdRng,
    ) -> Result<Option<Order>> {
        let person = self.doer(step, world, dice.random_range(0..4));
        let soonest = last + SignedDuration::from_mins(1);
        let begun = begun(step, at, dice.random_range(4..13), world).unwrap_or(soonest).max(soonest);
        let actor = acting(person, begun);
        match orders::act(tx, &actor, id, None, Command::Start { step: step.key.clone(), at: None }) {
            Err(Error::Refused(_)) => return Ok(None),
            started => started?,
        };
        if dice.random_bool(0.5) {
            let assign = Command::Assign { step: step.key.clone(), to: Some(person.id), note: String::new() };
            orders::act(tx, &acting(world.manager(), begun), id, None, assign)?;
        }
        let mut answers = answers(step, at, world, dice);
        let is_abroad = Answer::YesNo(self.draft.header.currency != Currency::CNY);
        let asks = step.form.iter().filter(|field| field.fact.as_deref() == Some("customer.abroad"));
        answers.extend(asks.map(|field| (field.key.clone(), is_abroad.clone())));
        let finish = Command::Finish { step: step.key.clone(), at: None, answers };
        match orders::act(tx, &acting(person, at), id, None, finish) {
            Err(Error::Refused(_)) => Ok(None),
            finished => Ok(Some(finished?.order)),
        }
    }

    fn salesperson<'a>(&self, world: &'a World) -> &'a Person {
        self.draft.header.salesperson.map_or(world.manager(), |id| world.person(id))
    }

    /// Sales work is the order's own salesperson's; other work anybody's of the department.
    fn doer<'a>(&self, step: &Step, world: &'a World, pick: usize) -> &'a Person {
        match step.department.as_str() {
            "sales" => self.salesperson(world),
            department => world.somebody_of(department, pick),
        }
    }

    /// What people say and promise about an order, and how it ends when it ends badly.
    fn after_words(
        &self,
        tx: &mut Tx,
        order: &Order,
        process: &Process,
        clock: Timestamp,
        world: &World,
        dice: &mut StdRng,
    ) -> Result<()> {
        let id = order.id;
        let at = (clock + SignedDuration::from_hours(2)).min(self.now);
        let sales = self.salesperson(world);
        let today = world.company.company.today(self.now);
        let mut act = |person: &Person, command: Command| {
            orders::act(tx, &acting(person, at), id, None, command).map(|acted| acted.order)
        };
        let open: Option<&Step> =
            Situation::of(order, process).steps().find(|(_, standing)| standing.is_active()).map(|(step, _)| step);
        match self.fate {
            Fate::Stuck => {
                let (note, cause) = STUCK[dice.random_range(0..STUCK.len())];
                let step = open.map(|step| step.key.clone());
                let raised = ExceptionId(cast::id(dice, at));
                // Somebody has taken half of them in hand; of the others nothing more is known yet.
                let taken = || Handling {
                    owner: Some(sales.id),
                    due: world.company.company.today(at).checked_add(3.days()).ok(),
                    cause: Some(cause.into()),
                    charged_to: None,
                };
                let handling = if dice.random_bool(0.5) { taken() } else { Handling::default() };
                let raise = Command::RaiseException { id: raised, step: step.clone(), note: note.into(), handling };
                act(world.manager(), raise)?;
                act(sales, Command::Remark { step, text: "已和客户说明情况，等新的日期。".into() })?;
                act(sales, promise(dice, at, today, sales.id, "给客户一个新的交货日期"))?;
            }
            Fate::Cancelled => drop(act(sales, Command::Cancel { reason: "客户项目取消，双方同意不再执行。".into() })?),
            Fate::Unpaid => {
                act(
                    world.somebody_of("finance", 0),
                    Command::Remark { step: None, text: "已电话催款，客户说下周付。".into() },
                )?;
                act(sales, promise(dice, at, today, sales.id, "再打一次电话确认付款日期"))?;
            }
            Fate::NoDate => drop(act(sales, promise(dice, at, today, sales.id, "和客户定下交期"))?),
            Fate::Slow => {
                let is_handed = |step: &&Step| order.step(&step.key).is_some_and(|state| state.assignee.is_some());
                if let Some(step) = open.filter(|step| !is_handed(step)) {
                    let person = self.doer(step, world, 0);
                    let note = "请尽快处理，客户在催。".to_owned();
                    act(world.manager(), Command::Assign { step: step.key.clone(), to: Some(person.id), note })?;
                }
            }
            Fate::OnTime if dice.random_bool(0.25) => {
                act(sales, Command::Remark { step: None, text: "客户要求随货附检验报告。".into() })?;
            }
            Fate::OnTime => {}
        }
        Ok(())
    }
}

/// Why orders stand still.
/// What goes wrong, and why.
const STUCK: [(&str, &str); 5] = [
    ("供应商来电：原料晚到五天。", "late-material"),
    ("首件尺寸超差，正在返工。", "rework"),
    ("客户改了包装要求，等新的箱唛。", "design-change"),
    ("机床故障，预计三天修好。", "equipment"),
    ("库位数量不对，正在复盘。", "stock-count"),
];

/// The last moment up to this one at which the department is at work; when that is too soon, the next opening.
fn at_work(step: &Step, soonest: Timestamp, at: Timestamp, world: &World) -> Option<Timestamp> {
    let calendars = &world.company.company.calendars;
    let (calendar, zone) = (calendars.of(&step.department), &calendars.zone);
    let last = calendar.backward(Moment::of_timestamp(at, zone), Work::Worked(60))?.timestamp(zone)?;
    if last >= soonest {
        return Some(last);
    }
    let open = calendar.open_at(Moment::of_timestamp(soonest, zone))?.timestamp(zone)?;
    Some(open.max(soonest))
}

/// When work on it began that took so many tenths of its standard time.
fn begun(step: &Step, at: Timestamp, tenths: i64, world: &World) -> Option<Timestamp> {
    let calendars = &world.company.company.calendars;
    let calendar = calendars.of(&step.department);
    let work = match calendar.length(step.takes?) {
        Work::Worked(seconds) => Work::Worked(seconds * tenths / 10),
        Work::Elapsed(seconds) => Work::Elapsed(seconds * tenths / 10),
    };
    calendar.backward(Moment::of_timestamp(at, &calendars.zone), work)?.timestamp(&calendars.zone)
}

pub fn acting(person: &Person, now: Timestamp) -> Actor {
    Actor { viewer: Viewer::of(person), via: Via::Program, now }
}

fn promise(dice: &mut StdRng, made_at: Timestamp, today: Date, owner: PersonId, text: &str) -> Command {
    let due = today.saturating_add(i64::from(dice.random_range(0..6_i32)).days());
    Command::Promise { id: PromiseId(cast::id(dice, made_at)), text: text.into(), due, owner }
}

fn draft(process: &str, fate: Fate, days_ago: i64, dice: &mut StdRng, world: &World, now: Timestamp) -> Draft {
    let zone = &world.company.company.zone;
    let suits = |customer: &&Customer| match process {
        "foreign-trade" => customer.country != "中国",
        "reviewed-manufacturing" | "sales-desk" => customer.country == "中国",
        _ => true,
    };
    let suited: Vec<&Customer> = world.customers.iter().filter(suits).collect();
    let customer = suited[dice.random_range(0..suited.len())];
    let day = world.company.company.today(now).saturating_sub(days_ago.days());
    let clock = day.at(8, dice.random_range(20..59), 0, 0);
    let received_at = zone.to_timestamp(clock).unwrap_or(now).min(now - SignedDuration::from_mins(30));
    let lead = match process {
        "quick-fulfilment" => dice.random_range(1..4),
        "customer-order" => dice.random_range(16..36),
        "foreign-trade" | "textile-order" => dice.random_range(55..75),
        "sales-desk" => dice.random_range(3..6),
        _ => dice.random_range(30..50),
    };
    let promised = (fate != Fate::NoDate).then(|| day.saturating_add(i64::from(lead).days()));
    let abroad = customer.country != "中国";
    let made: Vec<&Product> = world.products.iter().filter(|product| cast::suits(process, &product.code)).collect();
    let lines = (0..dice.random_range(1..4_usize)).map(|_| line(dice, &made, abroad)).collect();
    Draft {
        id: OrderId(cast::id(dice, received_at)),
        number: None,
        process: process.into(),
        header: Header {
            customer: customer.id,
            customer_ref: if dice.random_bool(0.8) {
                format!("PO-{}", dice.random_range(26_000..27_000))
            } else {
                String::new()
            },
            channel: [Channel::Email, Channel::Phone, Channel::Online, Channel::Fax][dice.random_range(0..4)],
            salesperson: customer.owner,
            currency: if abroad { Currency::USD } else { Currency::CNY },
            received_at,
            promised,
            address: customer.address.clone(),
            payment_terms: customer.terms.clone(),
            trade_terms: if abroad { "FOB NINGBO".into() } else { String::new() },
            remarks: if dice.random_bool(0.2) {
                "外箱贴客户标签，随货附装箱单。".into()
            } else {
                String::new()
            },
        },
        lines,
        originals: Vec::new(),
        past: Vec::new(),
    }
}

fn line(dice: &mut StdRng, products: &[&Product], abroad: bool) -> Line {
    let product = products[dice.random_range(0..products.len())];
    let amount = [12_i64, 50, 100, 120, 480, 500, 1000, 2400][dice.random_range(0..8)];
    let price =
        product.price.map(|price| if abroad { (price / rust_decimal::Decimal::from(7)).round_dp(2) } else { price });
    Line {
        product: Some(product.id),
        name: product.name.zh.clone(),
        spec: product.spec.clone(),
        quantity: Quantity { ten_thousandths: amount * 10_000, unit: product.unit.clone() },
        price,
        discount_percent: if dice.random_bool(0.15) { 5.into() } else { 0.into() },
    }
}

/// The form of a step, filled in so that its gates open.
fn answers(step: &Step, at: Timestamp, world: &World, dice: &mut StdRng) -> BTreeMap<String, Answer> {
    let day = world.company.company.today(at);
    step.form.iter().filter_map(|field| Some((field.key.clone(), answer(field, day, world, dice)?))).collect()
}

fn answer(field: &Field, day: Date, world: &World, dice: &mut StdRng) -> Option<Answer> {
    let number = |dice: &mut StdRng| i64::from(dice.random_range(2..40_i32)) * 10_000;
    Some(match &field.kind {
        FieldKind::YesNo => Answer::YesNo(match field.fact.as_deref() {
            Some("stock.short") => dice.random_bool(0.5),
            Some("complaint.open") => false,
            Some("goods.listed" | "goods.new" | "review.special" | "review.prepayment" | "review.abnormal") => {
                dice.random_bool(0.3)
            }
            _ => true,
        }),
        FieldKind::Choice { options } => {
            Answer::Choice(options.get(dice.random_range(0..options.len().max(1)))?.key.clone())
        }
        FieldKind::Date => Answer::Date(day.saturating_add(i64::from(dice.random_range(1..5_i32)).days())),
        FieldKind::Number { unit } => {
            let unit = if unit.is_empty() { "件".to_owned() } else { unit.clone() };
            Answer::Number(Quantity { ten_thousandths: number(dice), unit })
        }
        FieldKind::Party => Answer::Party(PARTIES[dice.random_range(0..PARTIES.len())].into()),
        FieldKind::Text if field.fact.as_deref() == Some("shipment.tracking") => {
            Answer::Text(format!("SF{}", dice.random_range(1_390_000_000_u64..1_399_999_999)))
        }
        FieldKind::Text if field.required => Answer::Text("已核对".into()),
        FieldKind::File if field.required => Answer::File(world.paper.clone()),
        FieldKind::Text | FieldKind::File | FieldKind::Money => return None,
    })
}

const PARTIES: [&str; 5] = [
    "顺达物流 Shunda Logistics",
    "中远通运 Zhongyuan Freight",
    "鑫源钢材 Xinyuan Steel",
    "永盛包装 Yongsheng Packing",
    "恒通五金 Hengtong Parts",
];

/// Is it done when the customer has paid?
fn is_paid_in(step: &Step) -> bool {
    let is_fact = |fact: &str| fact == "payment.received";
    step.form.iter().any(|field| field.fact.as_deref().is_some_and(is_fact))
        || step.finish_gate.iter().any(|gate| gate.when.facts().iter().any(|fact| is_fact(fact)))
}
