//! `yidan check-process FILE…`: is it a process, and if not, what is wrong on which line?

use std::{path::PathBuf, process::ExitCode};

use jiff::{Timestamp, tz::TimeZone};
use yidan_domain::{Lang, Say, process};

use super::Outcome;
use crate::texts::Reader;

#[derive(Debug, clap::Args)]
pub struct CheckProcess {
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Language of what is said.
    #[arg(long, default_value = "zh", value_parser = super::lang)]
    pub lang: Lang,
}

impl CheckProcess {
    pub fn run(self) -> Outcome {
        let reader = Reader { lang: self.lang, zone: TimeZone::UTC, now: Timestamp::now() };
        let mut faulty = false;
        for file in &self.files {
            let source =
                std::fs::read_to_string(file).map_err(|error| super::Stop(format!("{}: {error}", file.display())))?;
            match process::load(&source, &file.display().to_string()) {
                Ok(process) => println!(
                    "{}: {} {} · {}",
                    file.display(),
                    process.name.get(self.lang),
                    process.version,
                    reader.count("check-process-steps", process.steps.len() as i64)
                ),
                Err(faults) => {
                    faulty = true;
                    for fault in &faults {
                        println!("{}:{}: {}", fault.file, fault.line, reader.say(&fault.say()));
                    }
                }
            }
        }
        Ok(if faulty { ExitCode::FAILURE } else { ExitCode::SUCCESS })
    }
}
