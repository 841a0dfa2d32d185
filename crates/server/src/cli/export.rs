//! `yidan export FILE`: the board as a workbook or as CSV.

use std::{path::PathBuf, process::ExitCode};

use yidan_domain::{Lang, access::Scope};
use yidan_store::board::{Query, State};

use super::{Outcome, Stop};
use crate::{
    app::{App, Place},
    texts::Reader,
    web::board::export::{Export, LARGEST_WORKBOOK},
};

#[derive(Debug, clap::Args)]
pub struct ExportFile {
    /// File to write: its ending, .xlsx or .csv, says which.
    pub file: PathBuf,
    /// Only orders in this state: open, done, cancelled, late, due-soon, no-date, exception.
    #[arg(long, value_parser = state)]
    pub state: Option<State>,
    /// Only orders in which these words are found: number, customer, goods.
    #[arg(long, default_value = "")]
    pub search: String,
    /// Language of the headings.
    #[arg(long, default_value = "zh", value_parser = super::lang)]
    pub lang: Lang,
}

impl ExportFile {
    pub async fn run(self, place: &Place) -> Outcome {
        let is_csv = match self.file.extension().and_then(|ending| ending.to_str()) {
            Some("csv") => true,
            Some("xlsx") => false,
            _ => return Err(Stop(format!("{}: name a file that ends in .xlsx or .csv", self.file.display()))),
        };
        let app = App::open(place).await?;
        let (now, company) = (app.now(), app.store.world());
        let reader = Reader { lang: self.lang, zone: company.company.zone.clone(), now };
        let query =
            Query { state: self.state, text: self.search, ..Query::all(Scope::All, company.company.today(now)) };
        let most = if is_csv { usize::MAX } else { LARGEST_WORKBOOK };
        let table = Export::of(app.store.clone(), reader, query, most).await?.whole().await?;
        let rows = table.rows.len();
        let bytes = if is_csv { table.csv() } else { table.xlsx().map_err(|error| Stop(error.to_string()))? };
        std::fs::write(&self.file, bytes)?;
        println!("{}: {rows}", self.file.display());
        Ok(ExitCode::SUCCESS)
    }
}

fn state(written: &str) -> Result<State, String> {
    State::ALL.into_iter().find(|state| state.key() == written).ok_or_else(|| format!("{written}: no such state"))
}
