//! A company with many orders, made through the store by the commands that an import sends.

use std::path::Path;

use jiff::{SignedDuration, Timestamp, ToSpan};
use yidan_domain::{
    Currency, CustomerId, Lang, OrderId, PersonId, ProductId, Quantity, Text,
    access::{Role, Viewer},
    order::{
        Channel, Header, Line,
        command::{Command, Past, PastStep},
        event::Via,
    },
    party::{Customer, Person, Product},
    process::{Process, Step},
};
use yidan_store::{
    Actor, Error, Result, Store, Target,
    company::Settings,
    customers,
    following::watch,
    orders::{self, Draft},
    people, products,
};

use crate::{cli::Stop, demo, secrets};

const CUSTOMERS: usize = 2_000;
const PRODUCTS: usize = 500;
const SALES: usize = 20;
/// A company of a million orders has received them in so many days.
const DAYS: usize = 364;
/// Only orders of the last so many days are open, about half of them; a small company is all of those days.
const NEWEST_DAYS: usize = 36;
const NEWEST: usize = 1_000_000 * NEWEST_DAYS / DAYS;
/// Orders entered in one transaction.
const BATCH: usize = 500;

pub struct Company {
    pub store: Store,
    pub actor: Actor,
}

impl Company {
    /// The company in this folder; made first if it is not there.
    pub async fn at(folder: &Path, count: usize) -> Result<Self, Stop> {
        let target = Target::Sqlite(folder.to_owned());
        let store = Store::open(&target, &folder.join("files")).await?;
        store.ready().await;
        let founder = match store.read(|tx| people::by_login(tx, demo::LOGIN)).await? {
            Some(founder) => founder,
            None => found(&store).await?,
        };
        let actor = Actor { viewer: Viewer::of(&founder), via: Via::Import, now: Timestamp::now() };
        let company = Self { store, actor };
        company.fill(count).await?;
        company.store.following_ready().await;
        Ok(company)
    }

    /// Until it is as a company that has been followed for a while: what rules find is raised already.
    pub async fn settle(&self) -> Result<(), Stop> {
        self.store.learn_anew(self.actor.now).await?;
        while watch(&self.store, self.actor.now).await? > 0 {}
        Ok(())
    }

    /// A copy of the database as it is now.
    pub async fn copy_to(&self, folder: &Path) -> Result<(), Stop> {
        if folder.exists() {
            std::fs::remove_dir_all(folder)?;
        }
        std::fs::create_dir_all(folder)?;
        self.store.copy_database(&folder.join("yidan.db")).await?;
        Ok(())
    }

    async fn fill(&self, count: usize) -> Result<(), Stop> {
        let there = self.store.board().len();
        let known = self.store.read(known).await?;
        for first in (there..count).step_by(BATCH) {
            let (actor, known) = (self.actor.clone(), known.clone());
            let last = (first + BATCH).min(count);
            self.store
                .write(move |tx| {
                    let process = tx.world.processes.latest(PROCESS).cloned().ok_or(Error::NotFound("process"))?;
                    for turn in first..last {
                        let is_new = turn + NEWEST >= count;
                        let draft = draft(turn, is_new, &actor, &process, &known);
                        let open = &process.steps[told_done(&draft)..];
                        let order = draft.id;
                        orders::enter(tx, &actor, draft)?;
                        hand_over(tx, &actor, order, open, known.sales[(turn * 3 + 7) % SALES])?;
                    }
                    Ok(())
                })
                .await?;
            if first % 50_000 == 0 && first > there {
                eprintln!("{first} orders");
            }
        }
        Ok(())
    }
}

/// Steps of an open order that are in somebody's hands: the next ones.
pub const HANDED: usize = 2;

/// An event for each of them.
fn hand_over(tx: &mut yidan_store::Tx, actor: &Actor, order: OrderId, open: &[Step], to: PersonId) -> Result<()> {
    for step in open.iter().take(HANDED) {
        let assign = Command::Assign { step: step.key.clone(), to: Some(to), note: String::new() };
        orders::act(tx, actor, order, None, assign)?;
    }
    Ok(())
}

/// How many of the first steps a draft tells as done.
fn told_done(draft: &Draft) -> usize {
    draft.past.iter().filter(|past| matches!(past.was, Past::Finished { .. })).count()
}

/// The login of a salesperson who sees own orders only; with the password of the demo.
pub const SELLER: &str = "seller";

pub const PROCESS: &str = "quick-fulfilment";

#[derive(Clone)]
struct Known {
    customers: Vec<CustomerId>,
    products: Vec<Product>,
    sales: Vec<PersonId>,
}

fn known(tx: &mut yidan_store::Tx) -> Result<Known> {
    Ok(Known {
        customers: customers::all(tx)?.into_iter().map(|customer| customer.id).collect(),
        products: products::list(tx, "", false, None, PRODUCTS)?,
        sales: people::all(tx)?.into_iter().filter(|p| p.role == Role::Member).map(|p| p.id).collect(),
    })
}

async fn found(store: &Store) -> Result<Person> {
    let hash = secrets::hash_password(demo::PASSWORD.into()).await?;
    store
        .write(move |tx| {
            let founder = person("管理员", Some(demo::LOGIN), Role::Administrator);
            let settings = Settings { name: "压力测试 Bench".into(), ..Settings::default() };
            let founder = people::first_run(tx, founder, &hash, &settings, Lang::Zh)?;
            let actor = Actor { viewer: Viewer::of(&founder), via: Via::Program, now: Timestamp::now() };
            // The first of them signs in and sees own orders only.
            for turn in 0..SALES {
                let login = (turn == 0).then_some(SELLER);
                let seller = person(&format!("业务员{turn}"), login, Role::Member);
                let seller = people::put(tx, &actor, Person { sees_all: login.is_none(), ..seller })?;
                if login.is_some() {
                    people::set_password(tx, &actor, seller.id, &hash, None)?;
                }
            }
            for turn in 0..CUSTOMERS {
                customers::put(tx, &actor, customer(turn))?;
            }
            for turn in 0..PRODUCTS {
                products::put(tx, &actor, product(turn))?;
            }
            Ok(founder)
        })
        .await
}

/// Of the newest orders every fifth is fresh, with no step done, and every third is under way; all others are done.
fn draft(turn: usize, is_new: bool, actor: &Actor, process: &Process, known: &Known) -> Draft {
    let days_ago = if is_new { turn * 7 % NEWEST_DAYS } else { NEWEST_DAYS + turn * 7 % (DAYS - NEWEST_DAYS) };
    let received_at = actor.now - SignedDuration::from_hours(24 * (days_ago as i64 + 1));
    let received = received_at.to_string().get(..10).and_then(|day| day.parse::<jiff::civil::Date>().ok());
    let done = match process.steps.len() {
        _ if is_new && turn.is_multiple_of(5) => 0,
        steps if is_new && turn.is_multiple_of(3) => turn % steps,
        steps => steps,
    };
    let product = &known.products[(turn * 13) % known.products.len()];
    Draft {
        id: OrderId(uuid::Uuid::now_v7()),
        number: None,
        process: PROCESS.into(),
        header: Header {
            customer: known.customers[(turn * 31) % known.customers.len()],
            customer_ref: format!("PO{:07}", turn * 3),
            channel: Channel::Email,
            salesperson: Some(known.sales[turn % known.sales.len()]),
            currency: Currency::CNY,
            received_at,
            promised: received.and_then(|day| day.checked_add((5 + (turn % 40) as i64).days()).ok()),
            address: "浙江省宁波市北仑区明州西路 188 号".into(),
            payment_terms: "30% T/T, 70% L/C".into(),
            trade_terms: "FOB NINGBO".into(),
            remarks: String::new(),
        },
        lines: vec![Line {
            product: Some(product.id),
            name: product.name.zh.clone(),
            spec: product.spec.clone(),
            quantity: Quantity { ten_thousandths: 10_000 * (1 + (turn % 5000) as i64), unit: "件".into() },
            price: product.price,
            discount_percent: 0.into(),
        }],
        originals: Vec::new(),
        past: past(turn, received_at, &process.steps[..done], actor, known),
    }
}

/// Each step begun some hours after the one before was finished, by one of the people; half of the starts are told.
fn past(turn: usize, received: Timestamp, steps: &[Step], actor: &Actor, known: &Known) -> Vec<PastStep> {
    let later = |clock: Timestamp, minutes: usize| (clock + SignedDuration::from_mins(minutes as i64)).min(actor.now);
    let mut clock = received;
    let mut past = Vec::with_capacity(steps.len() * 3 / 2);
    for (place, step) in steps.iter().enumerate() {
        let by = Some(known.sales[(turn + place) % SALES]);
        let begun = later(clock, (turn * 31 + place * 17) % 400);
        clock = later(begun, 1 + (turn * 13 + place * 29) % 300);
        if place.is_multiple_of(2) {
            past.push(PastStep { step: step.key.clone(), was: Past::Started { at: begun, by } });
        }
        past.push(PastStep { step: step.key.clone(), was: Past::Finished { at: clock, by } });
    }
    past
}

fn person(name: &str, login: Option<&str>, role: Role) -> Person {
    Person {
        login: login.map(str::to_owned),
        role,
        departments: vec!["sales".into()],
        sees_all: true,
        ..Person::named(PersonId(uuid::Uuid::now_v7()), name)
    }
}

fn customer(turn: usize) -> Customer {
    let places = ["宁波", "上海", "广州", "青岛", "Hamburg", "Osaka", "Seattle", "Dubai"];
    let trades = ["五金", "机电", "家居", "纺织", "Trading", "Tools", "Imports", "商会"];
    Customer {
        id: CustomerId(uuid::Uuid::now_v7()),
        code: Some(format!("C{turn:05}")),
        name: format!("{}{}{turn}", places[turn % 8], trades[(turn / 8) % 8]),
        contact: String::new(),
        phone: String::new(),
        email: String::new(),
        address: String::new(),
        country: String::new(),
        region: String::new(),
        terms: String::new(),
        owner: None,
        archived: false,
    }
}

fn product(turn: usize) -> Product {
    let names = ["铸铁法兰", "不锈钢阀体", "冲压支架", "尼龙拉链", "全棉T恤", "牛仔裤", "灯带", "台板", "铰链", "拉手"];
    Product {
        id: ProductId(uuid::Uuid::now_v7()),
        code: format!("P{turn:04}"),
        name: Text::same(format!("{}{}", names[turn % 10], turn / 10)),
        spec: format!("DN{}", 15 + turn % 80),
        unit: "件".into(),
        price: format!("{}.{:02}", 3 + turn % 200, turn % 100).parse().ok(),
        currency: Some(Currency::CNY),
        archived: false,
    }
}
