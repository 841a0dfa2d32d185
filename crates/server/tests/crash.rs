//! The server is killed at random moments under load, again and again. What it acknowledged is there after each
//! restart, nothing is half there, streams have no gaps, and the read tables are what the events make.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    time::Duration,
};

use yidan_domain::{OrderId, access::Scope, order::event::Event};
use yidan_server::secrets;
use yidan_store::{Store, Target, orders, rebuild, tokens};
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

/// What clients were told is kept: remarks by order, by their text.
type Acknowledged = Arc<Mutex<BTreeMap<String, Vec<String>>>>;

async fn survive(company: Company, kills: u64) {
    let token = secrets::new_secret();
    let (digest, person) = (secrets::digest(&token), company.administrator.id);
    company.store.write(move |tx| tokens::make(tx, person, "crash", &digest, jiff::Timestamp::now())).await.unwrap();
    let mut ids = Vec::new();
    for _ in 0..5 {
        ids.push(company.enter(company.draft("quick-fulfilment", 20)).await.order.id.to_string());
    }
    let Company { store, target, folder, .. } = company;
    drop(store);

    let acknowledged = Acknowledged::default();
    for round in 0..kills {
        let server = Server::start(&target, folder.path());
        let clients: Vec<_> = (0..CLIENTS)
            .map(|client| {
                let (acknowledged, ids) = (Arc::clone(&acknowledged), ids.clone());
                tokio::spawn(talk(server.address.clone(), token.clone(), ids, round, client, acknowledged))
            })
            .collect();
        // Anywhere between the first requests and well into the load.
        tokio::time::sleep(Duration::from_millis(40 + (round * 37) % 160)).await;
        drop(server);
        for client in clients {
            client.await.unwrap();
        }
        check(&target, folder.path(), &acknowledged).await;
    }
    let told: usize = acknowledged.lock().unwrap().values().map(Vec::len).sum();
    assert!(told > kills as usize, "there was load: {told} commands were acknowledged");
}

/// Says one thing after another about the orders until the server is gone.
async fn talk(address: String, token: String, ids: Vec<String>, round: u64, client: usize, acknowledged: Acknowledged) {
    let http = reqwest::Client::new();
    for turn in 0.. {
        let id = &ids[(client + turn) % ids.len()];
        let text = format!("{round}-{client}-{turn}");
        let sent = http
            .post(format!("{address}/api/v1/orders/{id}/remarks"))
            .bearer_auth(&token)
            .json(&serde_json::json!({ "text": text }))
            .send();
        let Ok(answer) = sent.await else { return };
        let status = answer.status();
        if !status.is_success() {
            panic!("{status}: {}", answer.text().await.unwrap_or_default());
        }
        acknowledged.lock().unwrap().entry(id.clone()).or_default().push(text);
    }
}

async fn check(target: &Target, folder: &std::path::Path, acknowledged: &Acknowledged) {
    let store = Store::open(target, &folder.join("files")).await.unwrap();
    store.ready().await;
    assert_eq!(rebuild::check(&store).await.unwrap().faults, []);
    let acknowledged = acknowledged.lock().unwrap().clone();
    for (id, texts) in acknowledged {
        let id: OrderId = id.parse().unwrap();
        let history = store.read(move |tx| orders::history(tx, Scope::All, id)).await.unwrap();
        let kept: std::collections::BTreeSet<&str> = history
            .iter()
            .filter_map(|recorded| match &recorded.event {
                Event::Remarked { text, .. } => Some(text.as_str()),
                _ => None,
            })
            .collect();
        let lost: Vec<&String> = texts.iter().filter(|text| !kept.contains(text.as_str())).collect();
        assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    }
}

/// The program itself, killed without warning when dropped.
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

impl Drop for Server {
    fn drop(&mut self) {
        // SIGKILL.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
