//! A server in a process of its own, as a company runs it.

use std::{
    net::SocketAddr,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use super::{stopped, wire::Wire};
use crate::{
    app::{App, Place},
    cli::Stop,
    demo, secrets,
};
use yidan_store::{Error, people, tokens};

pub struct Server {
    child: Child,
    pub address: SocketAddr,
    pub token: String,
    /// From the start of the process to the first answer, and until lists can be answered too.
    pub answers_after: Duration,
    pub ready_after: Duration,
}

impl Server {
    pub async fn start(folder: &Path) -> Result<Self, Stop> {
        let token = token(folder).await?;
        let address = free_address()?;
        let begun = Instant::now();
        let child = Command::new(std::env::current_exe()?)
            .args(["serve", "--listen", &address.to_string(), "--data"])
            .arg(folder)
            .stdout(Stdio::null())
            .stderr(Stdio::inherit())
            .spawn()?;
        let mut server = Self { child, address, token, answers_after: Duration::ZERO, ready_after: Duration::ZERO };
        server.answers_after = server.until("/healthz", begun).await?;
        server.ready_after = server.until("/readyz", begun).await?;
        Ok(server)
    }

    /// Until every open order has been looked at.
    pub async fn until_followed(&self, begun: Instant) -> Result<Duration, Stop> {
        let token = format!("Authorization: Bearer {}\r\n", self.token);
        let mut wire = Wire::connect(self.address).await?;
        while begun.elapsed() < Duration::from_secs(300) {
            let (_, load) = wire.get("/api/v1/load", &token).await?;
            if !load.contains("\"at\":null") {
                return Ok(begun.elapsed());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err(Stop("open orders were not forecast in five minutes".into()))
    }

    /// When insight could be asked without waiting.
    pub async fn until_insight(&self, begun: Instant) -> Result<Duration, Stop> {
        let mut wire = Wire::connect(self.address).await?;
        while begun.elapsed() < Duration::from_secs(300) {
            let (_, metrics) = wire.get("/metrics", "").await?;
            if metrics.lines().any(|line| line.trim() == "yidan_insight_ready 1") {
                return Ok(begun.elapsed());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err(Stop("insight was not ready in five minutes".into()))
    }

    async fn until(&self, path: &str, begun: Instant) -> Result<Duration, Stop> {
        while begun.elapsed() < Duration::from_secs(120) {
            if let Ok(mut wire) = Wire::connect(self.address).await
                && let Ok((200, _)) = wire.get(path, "").await
            {
                return Ok(begun.elapsed());
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        Err(Stop(format!("{path} did not answer in two minutes")))
    }

    /// Resident memory in MiB, as the kernel counts it.
    pub fn resident_mib(&self) -> Result<u64, Stop> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
        let kib: u64 = line.trim().trim_end_matches("kB").trim().parse().map_err(stopped)?;
        Ok(kib / 1024)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn token(folder: &Path) -> Result<String, Stop> {
    let app = App::open(&Place { data: folder.to_owned(), database: None }).await?;
    let secret = secrets::new_secret();
    let (digest, now) = (secrets::digest(&secret), app.now());
    app.store
        .write(move |tx| {
            let person = people::by_login(tx, demo::LOGIN)?.ok_or(Error::NotFound("person"))?;
            tokens::make(tx, person.id, "bench", &digest, now)
        })
        .await?;
    Ok(secret)
}

fn free_address() -> Result<SocketAddr, Stop> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?)
}
