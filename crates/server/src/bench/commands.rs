//! Step commands: through the store, on the floor, over HTTP. Every client has orders of its own.

use std::{path::Path, sync::Arc, time::Instant};

use yidan_domain::{
    OrderId, StepKey,
    order::{command::Command, row::Status},
};
use yidan_store::{
    board::{Query, Sort, State},
    floor::{self, Floor, Job},
    orders,
};

use super::{
    company::{Company, HANDED, PROCESS},
    server::Server,
    stopped,
    wire::Wire,
};
use crate::cli::Stop;

/// Orders that are worked on at most: the same number in a small company and in a large one. Each of them gets four commands:
/// start, finish, start, finish of its first two steps.
const ORDERS: usize = 1_000;
const STEPS: [&str; 2] = ["receive", "confirm"];

pub struct Measured {
    pub per_second: f64,
    /// The orders that were worked on.
    pub ids: Vec<OrderId>,
}

/// Fresh orders of the company: nothing is done on them yet.
async fn fresh(company: &Company, wanted: usize) -> Result<Vec<OrderId>, Stop> {
    let (scope, today) = (company.actor.viewer.scope(), company.store.world().company.today(company.actor.now));
    let mut query = Query { state: Some(State::Open), sort: Sort::Completion, limit: 500, ..Query::all(scope, today) };
    let mut found = Vec::new();
    while found.len() < wanted {
        let page = company.store.board().page(&query);
        let rows = {
            let ids = page.ids.clone();
            company.store.read(move |tx| orders::rows(tx, &ids)).await?
        };
        let untouched = |row: &&yidan_domain::order::row::OrderRow| {
            let is_begun = row.steps_closed > 0 || row.active.iter().any(|step| step.started);
            row.process.key == PROCESS && row.status == Status::Open && !is_begun
        };
        found.extend(rows.iter().filter(untouched).map(|row| row.id));
        match page.next {
            Some(next) => query.after = Some(next),
            None => break,
        }
    }
    found.truncate(wanted);
    if found.len() < wanted {
        return Err(Stop("the company was measured too often and has no fresh orders left; delete its folder".into()));
    }
    Ok(found)
}

fn commands() -> impl Iterator<Item = Command> {
    STEPS.into_iter().flat_map(|step| {
        let step = StepKey::from(step);
        [
            Command::Start { step: step.clone(), at: None },
            Command::Finish { step, at: None, answers: Default::default() },
        ]
    })
}

pub async fn through_store(company: &Company, clients: usize) -> Result<Measured, Stop> {
    let ids = fresh(company, ORDERS).await?;
    let begun = Instant::now();
    let shares = share(&ids, clients)
        .map(|share| {
            let (store, actor) = (company.store.clone(), company.actor.clone());
            tokio::spawn(async move {
                for id in share {
                    for command in commands() {
                        let actor = actor.clone();
                        store.write(move |tx| orders::act(tx, &actor, id, None, command.clone()).map(drop)).await?;
                    }
                }
                Ok(())
            })
        })
        .collect();
    all(shares).await?;
    let per_second = (ids.len() * commands().count()) as f64 / begun.elapsed().as_secs_f64();
    Ok(Measured { per_second, ids })
}

/// The same rows on a copy made before these orders were worked on.
pub async fn on_floor(company: &Company, folder: &Path, ids: Vec<OrderId>, clients: usize) -> Result<f64, Stop> {
    let written = floor::written(&company.store, ids, 1 + HANDED as u64).await?;
    let floor = Arc::new(Floor::open(folder)?);
    let count = written.len();
    let begun = Instant::now();
    let shares = share(&written, clients)
        .map(|share| {
            let floor = Arc::clone(&floor);
            tokio::spawn(async move {
                for written in share {
                    floor.write(Job::Command(Box::new(written))).await?;
                }
                Ok(())
            })
        })
        .collect();
    all(shares).await?;
    let per_second = count as f64 / begun.elapsed().as_secs_f64();
    if let Some(floor) = Arc::into_inner(floor) {
        floor.close()?;
    }
    Ok(per_second)
}

/// A server of its own process, and clients that send one request after another.
pub async fn over_http(folder: &Path, clients: usize) -> Result<f64, Stop> {
    let company = Company::at(folder, 0).await?;
    let ids = fresh(&company, ORDERS).await?;
    drop(company);
    let server = Server::start(folder).await?;
    let begun = Instant::now();
    let shares = share(&ids, clients)
        .map(|share| {
            let (address, token) = (server.address, server.token.clone());
            tokio::spawn(async move {
                let mut wire = Wire::connect(address).await?;
                for id in share {
                    for (step, deed) in STEPS.into_iter().flat_map(|step| [(step, "start"), (step, "finish")]) {
                        let path = format!("/api/v1/orders/{id}/steps/{step}/{deed}");
                        let (status, body) = wire.post(&path, &token, "{}").await?;
                        if status != 200 {
                            return Err(Stop(format!("{path}: {status} {body}")));
                        }
                    }
                }
                Ok(())
            })
        })
        .collect();
    all(shares).await?;
    Ok((ids.len() * commands().count()) as f64 / begun.elapsed().as_secs_f64())
}

/// `items` dealt out to so many clients.
fn share<T: Clone>(items: &[T], clients: usize) -> impl Iterator<Item = Vec<T>> {
    let each = items.len().div_ceil(clients.max(1)).max(1);
    items.chunks(each).map(<[T]>::to_vec)
}

async fn all(shares: Vec<tokio::task::JoinHandle<Result<(), Stop>>>) -> Result<(), Stop> {
    for share in shares {
        share.await.map_err(stopped)??;
    }
    Ok(())
}
