//! `yidan bench`: how fast it is on this machine, as ratios against a floor measured in the same run.
//!
//! The floor writes the same rows by bare prepared statements through the same driver with the same group commit
//! (`yidan_store::floor`). Everything is made here: orders, load, table.

mod ahead;
mod books;
mod commands;
mod company;
mod finance;
mod imports;
mod insight;
mod lots;
mod making;
mod pages;
mod server;
mod supplies;
mod table;
mod wire;

use std::{path::PathBuf, time::Instant};

use crate::cli::{Outcome, Stop};
use table::Table;

#[derive(Debug, clap::Args)]
pub struct Bench {
    /// Orders of the large company.
    #[arg(long, default_value_t = 1_000_000)]
    pub orders: usize,
    /// Orders of the small company that costs are compared with.
    #[arg(long, default_value_t = 10_000)]
    pub small: usize,
    /// Invoices of the company whose finance pages are asked for.
    #[arg(long, default_value_t = 1_000_000)]
    pub invoices: usize,
    /// Lots of the company whose workshop is asked for, one of each order.
    #[arg(long, default_value_t = 1_000_000)]
    pub lots: usize,
    /// What was told of them, in all.
    #[arg(long, default_value_t = 10_000_000)]
    pub progress: usize,
    /// Measure the pages of workshop, purchasing and quality alone.
    #[arg(long)]
    pub only_making: bool,
    /// Clients that act at once.
    #[arg(long, default_value_t = 64)]
    pub clients: usize,
    /// Folder for the companies; the large one is used again when it is there.
    #[arg(long, default_value = "yidan-bench")]
    pub folder: PathBuf,
}

impl Bench {
    pub async fn run(self) -> Outcome {
        let mut table = Table::new();
        if self.only_making {
            making::measure(&self.folder.join("making"), (self.lots, self.progress), &mut table).await?;
            table.print();
            return Ok(std::process::ExitCode::SUCCESS);
        }
        let folder = self.folder.join("small");
        if folder.exists() {
            std::fs::remove_dir_all(&folder)?;
        }
        let small = company::Company::at(&folder, self.small).await?;
        let floor = self.folder.join("floor");
        small.copy_to(&floor).await?;
        let stored = commands::through_store(&small, self.clients).await?;
        let bare = commands::on_floor(&small, &floor, stored.ids, self.clients).await?;
        table.rate("步骤命令（经 store） step commands through the store", stored.per_second, "/s");
        table.rate("同样的行，裸语句 the same rows, bare statements", bare, "/s");
        table.ratio("store ÷ floor", stored.per_second / bare, "≥ 0.40");

        let import = imports::measure(&self.folder.join("import"), &self.folder.join("import-floor")).await?;
        table.rate("CSV 导入 import from CSV (orders with 11 steps)", import.per_second, "/s");
        table.rate("同样的行，裸语句 the same rows, bare statements", import.floor_per_second, "/s");
        table.ratio("import ÷ floor", import.per_second / import.floor_per_second, "≥ 0.40");
        drop(small);

        let http = commands::over_http(&folder, self.clients).await?;
        table.rate("步骤命令（经 HTTP） durable step commands over HTTP", http, "/s");
        table.target("≥ 2500");

        let begun = Instant::now();
        let large = company::Company::at(&self.folder.join("large"), self.orders).await?;
        table.plain("大公司的订单数 orders of the large company", &self.orders.to_string());
        table.plain("建成用时 made in (0 s: it was there)", &format!("{:.0} s", begun.elapsed().as_secs_f64()));
        let at_large = commands::through_store(&large, self.clients).await?;
        table.rate("步骤命令（大公司） step commands, large company", at_large.per_second, "/s");
        table.ratio("每条命令的代价 cost per command, large ÷ small", stored.per_second / at_large.per_second, "≤ 1.5");
        let process = large.store.world().processes.latest(company::PROCESS).cloned();
        ahead::measure(&process.ok_or_else(|| Stop("the process is missing".into()))?, &mut table)?;
        large.settle().await?;
        drop(large);

        pages::measure(&self.folder.join("large"), &mut table).await?;
        finance::measure(&self.folder.join("books"), self.invoices, &mut table).await?;
        making::measure(&self.folder.join("making"), (self.lots, self.progress), &mut table).await?;
        table.print();
        Ok(std::process::ExitCode::SUCCESS)
    }
}

fn stopped(error: impl std::fmt::Display) -> Stop {
    Stop(error.to_string())
}
