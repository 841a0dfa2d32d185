//! The server is killed at random moments under load, again and again, while people work on orders and finance books. What
//! it acknowledged is there after each restart, nothing is half there, streams have no gaps, and the read tables are what
//! the events make.

use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
};

use serde_json::{Value, json};
use tokio::sync::watch;
use yidan_domain::{
    Currency, CustomerId, InvoiceId, Money, OrderId, access::Scope, order::event::Event, process::gate::Fact,
};
use yidan_server::secrets;
use yidan_store::{Store, Target, Tx, orders, rebuild, receivables, tokens};
use yidan_testing::Company;

const CLIENTS: usize = 8;

#[test]
fn fifty_kills_lose_nothing_that_was_acknowledged_on_sqlite() {
    runtime().block_on(async { survive(Company::on_sqlite().await, 50).await });
}

#[test]
fn ten_kills_lose_nothing_that_was_acknowledged_on_postgres() {
    runtime().block_on(async { survive(Company::on_postgres().await, 10).await });
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap()
}

/// What clients were told is kept.
#[derive(Default)]
struct Acknowledged {
    told: Mutex<Told>,
    count: watch::Sender<usize>,
}

#[derive(Default, Clone)]
struct Told {
    /// The order, and the text.
    remarks: Vec<(OrderId, String)>,
    /// Entries of the ledger.
    payments: Vec<String>,
}

impl Acknowledged {
    fn keep(&self, put: impl FnOnce(&mut Told)) {
        put(&mut self.told.lock().unwrap());
        self.count.send_modify(|count| *count += 1);
    }
}

/// Orders that are talked about; of the first is paid.
#[derive(Clone)]
struct Case {
    token: String,
    orders: Vec<OrderId>,
    customer: CustomerId,
    invoice: InvoiceId,
}

impl Case {
    async fn of(company: &Company) -> Self {
        let token = secrets::new_secret();
        let (digest, person) = (secrets::digest(&token), company.administrator.id);
        let now = jiff::Timestamp::now();
        company.store.write(move |tx| tokens::make(tx, person, "crash", &digest, now)).await.unwrap();
        let mut orders = Vec::new();
        for _ in 0..5 {
            orders.push(company.enter(company.draft("quick-fulfilment", 20)).await.order.id);
        }
        let (actor, paid) = (company.actor(), orders[0]);
        let open = move |tx: &mut Tx| receivables::open_for_order(tx, &actor, paid, None, false);
        let invoice = company.store.write(open).await.unwrap().invoice.id;
        Self { token, orders, customer: company.customer.id, invoice }
    }
}

async fn survive(company: Company, kills: usize) {
    let case = Case::of(&company).await;
    let Company { store, target, folder, .. } = company;
    drop(store);

    let acknowledged = Arc::new(Acknowledged::default());
    for round in 0..kills {
        let mut server = Server::start(&target, folder.path());
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                let talk =
                    Client { address: server.address.clone(), case: case.clone(), name: format!("{round}-{client}") };
                tokio::spawn(talk.until_nobody_answers(client, Arc::clone(&acknowledged)))
            })
            .collect();
        // Anywhere between the first answers and well into the load.
        let enough = *acknowledged.count.borrow() + 1 + round * 37 % 90;
        acknowledged.count.subscribe().wait_for(|count| *count >= enough).await.unwrap();
        server.is_killed();
        for client in clients {
            client.await.unwrap();
        }
        let told = acknowledged.told.lock().unwrap().clone();
        check(&target, folder.path(), &case, told).await;
    }
}

struct Client {
    address: String,
    case: Case,
    name: String,
}

impl Client {
    /// Every other one says things about the orders, the others book what has been paid.
    async fn until_nobody_answers(self, client: usize, acknowledged: Arc<Acknowledged>) {
        for turn in 0.. {
            let name = format!("{}-{turn}", self.name);
            let answered = if client.is_multiple_of(2) {
                let order = self.case.orders[(client + turn) % self.case.orders.len()];
                self.remarks(order, name, &acknowledged).await
            } else {
                self.pays(name, &acknowledged).await
            };
            if answered.is_none() {
                return;
            }
        }
    }

    async fn remarks(&self, order: OrderId, text: String, acknowledged: &Acknowledged) -> Option<()> {
        self.post(&format!("/orders/{order}/remarks"), json!({ "text": text })).await?;
        acknowledged.keep(|told| told.remarks.push((order, text)));
        Some(())
    }

    /// Two fen come in, and one of them pays.
    async fn pays(&self, reference: String, acknowledged: &Acknowledged) -> Option<()> {
        let fen = |count: u32| json!({ "amount": format!("0.0{count}"), "currency": "CNY" });
        let came = json!({
            "received_on": "2026-01-05", "amount": fen(2), "customer": self.case.customer, "reference": reference,
        });
        let receipt = self.post("/receipts", came).await?["id"].as_str().unwrap().to_owned();
        let pays = json!({ "invoice": self.case.invoice, "instalment": 1, "settles": fen(1) });
        let entry = self.post(&format!("/receipts/{receipt}/allocations"), pays).await?;
        acknowledged.keep(|told| told.payments.push(entry["id"].as_str().unwrap().to_owned()));
        Some(())
    }

    /// Nothing once the server is gone.
    async fn post(&self, path: &str, body: Value) -> Option<Value> {
        let request = reqwest::Client::new().post(format!("{}/api/v1{path}", self.address));
        let answer = request.bearer_auth(&self.case.token).json(&body).send().await.ok()?;
        let status = answer.status();
        let text = answer.text().await.ok()?;
        assert!(status.is_success(), "{status}: {text}");
        serde_json::from_str(&text).ok()
    }
}

async fn check(target: &Target, folder: &std::path::Path, case: &Case, told: Told) {
    let store = Store::open(target, &folder.join("files")).await.unwrap();
    store.ready().await;
    assert_eq!(rebuild::check(&store).await.unwrap().faults, []);
    for order in &case.orders {
        let order = *order;
        let history = store.read(move |tx| orders::history(tx, Scope::All, order)).await.unwrap();
        let kept: BTreeSet<&str> = history
            .iter()
            .filter_map(|recorded| match &recorded.event {
                Event::Remarked { text, .. } => Some(text.as_str()),
                _ => None,
            })
            .collect();
        let said = told.remarks.iter().filter(|(about, _)| *about == order);
        let lost: Vec<&String> = said.map(|(_, text)| text).filter(|text| !kept.contains(text.as_str())).collect();
        assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    }
    let (invoice, order) = (case.invoice, case.orders[0]);
    let read = move |tx: &mut Tx| {
        Ok((receivables::entries_of_invoice(tx, invoice)?, orders::load(tx, Scope::All, order)?.told))
    };
    let (entries, heard) = store.read(read).await.unwrap();
    let kept: BTreeSet<String> = entries.iter().map(|entry| entry.id.to_string()).collect();
    let lost: Vec<&String> = told.payments.iter().filter(|entry| !kept.contains(*entry)).collect();
    assert!(lost.is_empty(), "booked and lost: {lost:?}");
    // Entry and order are written together, or neither is.
    let paid = Money { minor: entries.len() as i64, currency: Currency::CNY };
    let heard = heard.get("payment.amount").cloned().unwrap_or(Fact::Money(Money::zero(Currency::CNY)));
    assert_eq!(heard, Fact::Money(paid), "the order has heard of every fen");
}

/// The program itself, killed without warning.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(target: &Target, folder: &std::path::Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yidan"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--data"]).arg(folder);
        if let Target::Postgres(address) = target {
            command.args(["--database", address]);
        }
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let address = lines.map_while(Result::ok).find(|line| line.starts_with("http://")).expect("it serves");
        Self { child, address }
    }
}

impl Server {
    /// SIGKILL.
    fn is_killed(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.is_killed();
    }
}
