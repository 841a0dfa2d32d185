//! `yidan`: see `yidan help`.

use clap::Parser;

fn main() -> std::process::ExitCode {
    yidan_server::cli::run(yidan_server::cli::Cli::parse())
}
