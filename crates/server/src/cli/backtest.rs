//! `yidan backtest`: how good the forecasts of this company are, on its own finished orders.

use std::process::ExitCode;

use yidan_domain::schedule::backtest::{Misses, backtest};
use yidan_store::orders::{self, Which};

use super::Outcome;
use crate::app::{App, Place};

#[derive(Debug, clap::Args)]
pub struct Backtest {}

impl Backtest {
    pub async fn run(self, place: &Place) -> Outcome {
        let app = App::open(place).await?;
        let cases = app
            .store
            .read(|tx| {
                let mut cases = Vec::new();
                orders::each_case(tx, Which::All, |case| cases.push(case))?;
                Ok(cases)
            })
            .await?;
        let found = backtest(&cases, &app.store.world().company.calendars);
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

/// Misses in days, with a tenth.
fn days(misses: &Misses) -> String {
    let tenth = |hours: i64| format!("{}.{}", hours / 24, hours % 24 * 10 / 24);
    match misses.summary() {
        Some((mean, median, p90)) => format!("{} · {} · {} d", tenth(mean), tenth(median), tenth(p90)),
        None => "–".to_owned(),
    }
}
