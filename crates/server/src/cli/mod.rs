//! The command line. Each command is a file; this one says what there is.

mod admin;
mod backtest;
mod backup;
mod check_process;
mod demo;
mod export;
mod import;
mod rebuild;
mod serve;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::app::Place;

/// 一单到底 · one order, end to end: follow every order from the customer's first question to the last payment.
#[derive(Debug, Parser)]
#[command(name = "yidan", version, about)]
pub struct Cli {
    #[command(flatten)]
    pub place: Place,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the server; on an empty data folder the first page makes the administrator.
    Serve(serve::Serve),
    /// Run the server with a demo company; on a data folder that is in use, just serve it.
    Demo(demo::Demo),
    /// Check process files; exit 1 with the faults, each with its line and the mend.
    CheckProcess(check_process::CheckProcess),
    /// Make state and lists anew from the events, or check that they agree.
    Rebuild(rebuild::Rebuild),
    /// Copy everything an embedded installation keeps into a new folder, while it runs.
    Backup(backup::Backup),
    /// Bring a backup back into an empty data folder.
    Restore(backup::Restore),
    /// Measure how fast it is on this machine; build with --release.
    Bench(crate::bench::Bench),
    /// Say how good the forecasts are, on this company's own finished orders.
    Backtest(backtest::Backtest),
    /// Tokens and passwords.
    #[command(subcommand)]
    Admin(admin::Admin),
    /// Take over orders, customers and products from spreadsheets; a second run changes nothing.
    Import(import::Import),
    /// Write the board to a workbook (.xlsx) or to CSV, or the event log for process mining (.ocel.json, .xes).
    Export(export::ExportFile),
}

pub fn run(cli: Cli) -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info".into()))
        .with_writer(std::io::stderr)
        .init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&format!("the runtime does not start: {error}")),
    };
    let outcome = runtime.block_on(async {
        match cli.command {
            Command::Serve(serve) => serve.run(&cli.place).await,
            Command::Demo(demo) => demo.run(&cli.place).await,
            Command::CheckProcess(check) => check.run(),
            Command::Rebuild(rebuild) => rebuild.run(&cli.place).await,
            Command::Backup(backup) => backup.run(&cli.place).await,
            Command::Restore(restore) => restore.run(&cli.place),
            Command::Bench(bench) => bench.run().await,
            Command::Backtest(backtest) => backtest.run(&cli.place).await,
            Command::Admin(admin) => admin.run(&cli.place).await,
            Command::Import(import) => import.run(&cli.place).await,
            Command::Export(export) => export.run(&cli.place).await,
        }
    });
    match outcome {
        Ok(code) => code,
        Err(error) => fail(&error.to_string()),
    }
}

/// `zh` or `en`.
fn lang(written: &str) -> Result<yidan_domain::Lang, String> {
    match written {
        "zh" => Ok(yidan_domain::Lang::Zh),
        "en" => Ok(yidan_domain::Lang::En),
        other => Err(format!("{other}: write zh or en")),
    }
}

fn fail(why: &str) -> ExitCode {
    eprintln!("yidan: {why}");
    ExitCode::FAILURE
}

/// What a command that cannot go on says on its last line.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Stop(pub String);

pub type Outcome = std::result::Result<ExitCode, Stop>;

impl From<yidan_store::Error> for Stop {
    fn from(error: yidan_store::Error) -> Self {
        Stop(error.to_string())
    }
}

impl From<std::io::Error> for Stop {
    fn from(error: std::io::Error) -> Self {
        Stop(error.to_string())
    }
}
