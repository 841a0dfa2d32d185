//! `yidan backtest`: how good the forecasts of this company are, on its own finished orders.

use std::{cmp::Reverse, process::ExitCode};

use yidan_domain::schedule::backtest::{Misses, Told, backtest};
use yidan_store::{
    Result, Tx,
    orders::{self, Which},
};

use super::Outcome;
use crate::app::{App, Place};

#[derive(Debug, clap::Args)]
pub struct Backtest {}

impl Backtest {
    pub async fn run(self, place: &Place) -> Outcome {
        let app = App::open(place).await?;
        let told = app.store.read(told).await?;
        let found = backtest(&told, &app.store.world().company.calendars);
        println!("{} orders have left", found.delivered);
        println!(
            "| share of life | orders | forecast: mean · median · 90 % | promised day | standard times | left by the likely day |"
        );
        println!("|---|---|---|---|---|---|");
        for at in &found.shares {
            println!(
                "| {} % | {} | {} | {} | {} | {} |",
                at.share,
                at.forecast.count(),
                days(&at.forecast),
                days(&at.promise),
                days(&at.standard),
                match at.forecast.count() {
                    0 => "–".to_owned(),
                    count => format!("{} %", at.by_likely * 100 / count),
                },
            );
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// So many orders are looked at, those that were received last: their whole histories are held at once.
const MOST: usize = 20_000;

fn told(tx: &mut Tx) -> Result<Vec<Told>> {
    let mut orders = Vec::new();
    orders::each_case(tx, Which::All, |case| orders.push((Reverse(case.course.received), case.id, case.process)))?;
    orders.sort_by_key(|(received, id, _)| (*received, *id));
    orders.truncate(MOST);
    let ids: Vec<_> = orders.iter().map(|(_, id, _)| *id).collect();
    let told = orders.into_iter().map(|(_, _, process)| process).zip(orders::histories(tx, &ids)?);
    Ok(told.map(|(process, history)| Told { process, history }).collect())
}

/// Misses in days, with a tenth.
fn days(misses: &Misses) -> String {
    let tenth = |hours: i64| format!("{}.{}", hours / 24, hours % 24 * 10 / 24);
    match misses.summary() {
        Some((mean, median, p90)) => format!("{} · {} · {} d", tenth(mean), tenth(median), tenth(p90)),
        None => "–".to_owned(),
    }
}
