//! The command line. Each command is a file; this one says what there is.

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
        }
    });
    match outcome {
        Ok(code) => code,
        Err(error) => fail(&error.to_string()),
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
