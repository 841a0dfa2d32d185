//! A small company on a fresh store: a few people, a customer, a product.

use std::{future::Future, time::Duration};

use jiff::{Timestamp, civil::Date};
use tokio::sync::broadcast::error::RecvError;
use yidan_domain::{
    Currency, CustomerId, OrderId, PersonId, ProductId, Quantity, Say, Text,
    access::{Role, Viewer},
    order::{Channel, Header, Line, event::Via},
    party::{Customer, Person, Product},
    process,
};
use yidan_store::{
    Actor, Error, Result, Store, Target, Tx,
    company::{self, Settings},
    customers,
    orders::{self, Draft, Entered},
    people, products,
};

/// The company, its store, and the folder that goes when it is dropped.
pub struct Company {
    pub store: Store,
    pub target: Target,
    pub folder: tempfile::TempDir,
    pub administrator: Person,
    pub customer: Customer,
    pub product: Product,
}

/// A process whose review is signed by several people.
pub const REVIEWED: &str = include_str!("reviewed.toml");

/// A process whose goods are made in the workshop.
pub const WORKSHOP: &str = include_str!("workshop.toml");

/// Runs the same story on SQLite and on PostgreSQL.
pub fn on_both<F: Future<Output = ()>>(story: impl Fn(Company) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        story(Company::on_sqlite().await).await;
        story(Company::on_postgres().await).await;
    });
}

impl Company {
    pub async fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let target = Target::Sqlite(folder.path().to_owned());
        Self::on(target, folder).await
    }

    pub async fn on_postgres() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let address = tokio::task::spawn_blocking(super::postgres_address).await.expect("an address");
        Self::on(Target::Postgres(address), folder).await
    }

    async fn on(target: Target, folder: tempfile::TempDir) -> Self {
        let store = Store::open(&target, &folder.path().join("files")).await.expect("the store opens");
        store.ready().await;
        let administrator = person("管理员", Some("admin"), Role::Administrator, &[]);
        let administrator = store
            .write(move |tx| {
                let settings = Settings { name: "远山贸易".into(), ..Settings::default() };
                people::first_run(tx, administrator.clone(), "not a real hash", &settings, Default::default())
            })
            .await
            .expect("the first run");
        let actor = acting(&administrator);
        let (customer, product) = (customer("Nordwind GmbH"), product("FL-80", "铸铁法兰", "Cast iron flange"));
        let (customer, product) = store
            .write(move |tx| {
                Ok((customers::put(tx, &actor, customer.clone())?, products::put(tx, &actor, product.clone())?))
            })
            .await
            .expect("a customer and a product");
        Self { store, target, folder, administrator, customer, product }
    }

    /// The same database, opened again.
    pub async fn reopened(&self) -> Store {
        let store = Store::open(&self.target, &self.folder.path().join("files")).await.expect("the store opens again");
        store.ready().await;
        store
    }

    /// The administrator acts from the screen, now.
    pub fn actor(&self) -> Actor {
        acting(&self.administrator)
    }

    /// The day it is for the company now.
    pub fn today(&self) -> Date {
        self.store.world().company.today(Timestamp::now())
    }

    pub async fn write<T: Send + 'static>(&self, work: impl Fn(&mut Tx) -> Result<T> + Send + 'static) -> Result<T> {
        self.store.write(work).await
    }

    pub async fn hire(&self, name: &str, login: &str, role: Role, departments: &[&str]) -> Person {
        let (actor, person) = (self.actor(), person(name, Some(login), role, departments));
        self.store.write(move |tx| people::put(tx, &actor, person.clone())).await.expect("a person")
    }

    /// The company follows this process from now on, too.
    pub async fn teach(&self, source: &str) {
        let (actor, process) = (self.actor(), process::load(source, "process.toml").expect("a process"));
        self.store.write(move |tx| company::add_process(tx, &actor, &process)).await.expect("the process is kept");
    }

    /// An order of 480 flanges at 12.50, received now, promised in `days`.
    pub fn draft(&self, process: &str, days: i64) -> Draft {
        let now = Timestamp::now();
        let today = self.store.world().company.today(now);
        Draft {
            id: OrderId(uuid::Uuid::now_v7()),
            number: None,
            process: process.into(),
            header: Header {
                customer: self.customer.id,
                customer_ref: String::new(),
                channel: Channel::Email,
                salesperson: None,
                currency: Currency::CNY,
                received_at: now,
                promised: today.checked_add(jiff::Span::new().days(days)).ok(),
                address: "浙江省宁波市北仑区".into(),
                payment_terms: "30% T/T, 70% L/C".into(),
                trade_terms: "FOB NINGBO".into(),
                remarks: String::new(),
            },
            lines: vec![Line {
                product: Some(self.product.id),
                name: "铸铁法兰".into(),
                spec: "DN80".into(),
                quantity: Quantity { ten_thousandths: 4_800_000, unit: "件".into() },
                price: Some("12.50".parse().expect("a price")),
                discount_percent: Default::default(),
            }],
            originals: Vec::new(),
            past: Vec::new(),
        }
    }

    pub async fn enter(&self, draft: Draft) -> Entered {
        let actor = self.actor();
        self.store.write(move |tx| orders::enter(tx, &actor, draft.clone())).await.expect("an order is entered")
    }
}

/// Waits until a copy of the program knows what makes `holds` hold: it is asked again at whatever that copy hears.
pub async fn heard(store: &Store, holds: impl AsyncFn() -> bool) {
    let (mut changes, mut read_anew) = (store.changes(), store.read_anew());
    let heard = async {
        while !holds().await {
            tokio::select! {
                // Where some were missed, there were some.
                told = changes.recv() => assert!(!matches!(told, Err(RecvError::Closed)), "the store has closed"),
                told = read_anew.changed() => told.expect("the store is open"),
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(30), heard).await.expect("the other copy hears of everything");
}

/// The key of the sentence with which it was refused.
#[track_caller]
pub fn refused<T: std::fmt::Debug>(outcome: Result<T>) -> &'static str {
    match outcome {
        Err(error @ (Error::Invalid(_) | Error::Refused(_) | Error::NotFound(_))) => error.say().key,
        other => panic!("{other:?}"),
    }
}

/// This person acts from the screen, now.
pub fn acting(person: &Person) -> Actor {
    Actor { viewer: Viewer::of(person), via: Via::Screen, now: Timestamp::now() }
}

fn person(name: &str, login: Option<&str>, role: Role, departments: &[&str]) -> Person {
    Person {
        login: login.map(str::to_owned),
        role,
        departments: departments.iter().map(|key| (*key).into()).collect(),
        ..Person::named(PersonId(uuid::Uuid::now_v7()), name)
    }
}

pub fn customer(name: &str) -> Customer {
    Customer {
        id: CustomerId(uuid::Uuid::now_v7()),
        code: None,
        name: name.into(),
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

pub fn product(code: &str, zh: &str, en: &str) -> Product {
    Product {
        id: ProductId(uuid::Uuid::now_v7()),
        code: code.into(),
        name: Text::new(zh, en),
        spec: String::new(),
        unit: "件".into(),
        price: Some("12.50".parse().expect("a price")),
        currency: Some(Currency::CNY),
        archived: false,
    }
}
