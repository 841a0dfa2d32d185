//! `yidan export FILE`: the board as a workbook or as CSV, or the event log as OCEL 2.0 or XES.

use std::{
    ffi::OsString,
    fs::File,
    io::{BufWriter, Write},
    path::PathBuf,
    process::ExitCode,
};

use futures::StreamExt;
use jiff::civil::Date;
use yidan_domain::{Lang, access::Scope};
use yidan_store::board::{DateField, Query, State};

use super::{Outcome, Stop};
use crate::{
    app::{App, Place},
    event_log::{EventLog, Format},
    texts::Reader,
    web::board::export::{Export, LARGEST_WORKBOOK},
};

#[derive(Debug, clap::Args)]
pub struct ExportFile {
    /// File to write: its ending, .xlsx or .csv for the board, .ocel.json, .jsonocel or .xes for the event log, says which.
    pub file: PathBuf,
    /// Only orders in this state: open, done, cancelled, late, due-soon, no-date, exception.
    #[arg(long, value_parser = state)]
    pub state: Option<State>,
    /// Only orders in which these words are found: number, customer, goods.
    #[arg(long, default_value = "")]
    pub search: String,
    /// Only orders received on this day or later, such as 2026-01-31.
    #[arg(long)]
    pub from: Option<Date>,
    /// Only orders received on this day or earlier.
    #[arg(long)]
    pub to: Option<Date>,
    /// Language of the headings.
    #[arg(long, default_value = "zh", value_parser = super::lang)]
    pub lang: Lang,
}

impl ExportFile {
    pub async fn run(self, place: &Place) -> Outcome {
        let kind = self.kind()?;
        let app = App::open(place).await?;
        let (now, company) = (app.now(), app.store.world());
        let reader = Reader { lang: self.lang, zone: company.company.zone.clone(), now };
        let dates = (self.from.is_some() || self.to.is_some()).then_some((DateField::Received, self.from, self.to));
        let all = Query::all(Scope::All, company.company.today(now));
        let query = Query { state: self.state, text: self.search.clone(), dates, ..all };
        let count = match kind {
            Kind::Log(format) => {
                let log = EventLog::of(app.store.clone(), self.lang, format, query).await?;
                self.write_log(log).await?
            }
            Kind::Csv | Kind::Workbook => {
                let most = if kind == Kind::Csv { usize::MAX } else { LARGEST_WORKBOOK };
                let table = Export::of(app.store.clone(), reader, query, most).await?.whole().await?;
                let workbook = || table.xlsx().map_err(|error| Stop(error.to_string()));
                std::fs::write(&self.file, if kind == Kind::Csv { table.csv() } else { workbook()? })?;
                table.rows.len()
            }
        };
        println!("{}: {count}", self.file.display());
        Ok(ExitCode::SUCCESS)
    }

    fn kind(&self) -> Result<Kind, Stop> {
        let name = self.file.to_string_lossy().to_lowercase();
        let kinds = [
            (".csv", Kind::Csv),
            (".xlsx", Kind::Workbook),
            (".ocel.json", Kind::Log(Format::Ocel)),
            (".jsonocel", Kind::Log(Format::Ocel)),
            (".xes", Kind::Log(Format::Xes)),
        ];
        let kind = kinds.iter().find(|(ending, _)| name.ends_with(ending)).map(|(_, kind)| *kind);
        kind.ok_or_else(|| {
            let endings = kinds.map(|(ending, _)| ending).join(", ");
            Stop(format!("{}: name a file that ends in one of {endings}", self.file.display()))
        })
    }

    /// Part by part, under another name until it is whole. Answers how many orders it tells of.
    async fn write_log(&self, log: EventLog) -> Result<usize, Stop> {
        let (count, mut parts) = (log.orders(), std::pin::pin!(log.parts()));
        let unfinished = PathBuf::from([self.file.as_os_str(), ".part".as_ref()].into_iter().collect::<OsString>());
        let mut out = BufWriter::new(File::create(&unfinished)?);
        while let Some(part) = parts.next().await {
            out.write_all(&part?)?;
        }
        out.flush()?;
        std::fs::rename(&unfinished, &self.file)?;
        Ok(count)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Csv,
    Workbook,
    Log(Format),
}

fn state(written: &str) -> Result<State, String> {
    State::ALL.into_iter().find(|state| state.key() == written).ok_or_else(|| format!("{written}: no such state"))
}
