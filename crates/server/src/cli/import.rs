//! `yidan import FILE…`, and `yidan import --history FILE --process KEY`

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use yidan_documents::Mapping;
use yidan_domain::{
    Currency, Lang, Say,
    access::{Role, Viewer},
    order::event::Via,
};
use yidan_store::{Actor, Store, people};

use super::{Outcome, Stop};
use crate::{
    app::{App, Place},
    import::{self, Choices, Source, history},
    texts::Reader,
};

/// What is read when a folder is named.
const SHEETS: [&str; 6] = ["xlsx", "xlsm", "xls", "csv", "tsv", "txt"];

/// Exit code when some rows were refused.
const REFUSED: u8 = 2;

#[derive(Debug, clap::Args)]
pub struct Import {
    /// Workbooks, CSV files, or folders of them; files that belong together are best named together.
    #[arg(required_unless_present = "history")]
    paths: Vec<PathBuf>,
    /// Log of another system (XES with start and complete, or CSV with case, activity, start, end, resource): its cases
    /// become past orders of --process, with the real times and people of every step. May be given several times.
    #[arg(long, value_name = "FILE", requires = "process", conflicts_with_all = ["paths", "map", "currency", "new_customers"])]
    history: Vec<PathBuf>,
    /// Process that the orders follow; the company's usual one when left out.
    #[arg(long)]
    process: Option<String>,
    /// JSON file that says which title holds what: {"customer": "客户名称", "promised": "交期"}.
    #[arg(long)]
    map: Option<PathBuf>,
    /// Currency of sheets that have no column for it; the company's own when left out.
    #[arg(long)]
    currency: Option<String>,
    /// Name that looks like an existing customer's and is another firm; may be given several times.
    #[arg(long = "new-customer")]
    new_customers: Vec<String>,
    /// Say what would be imported, and import nothing.
    #[arg(long)]
    dry_run: bool,
    /// Write the refused rows to this CSV file.
    #[arg(long)]
    faults: Option<PathBuf>,
    /// Log-in name of the person who imports; an administrator when left out.
    #[arg(long)]
    user: Option<String>,
    #[arg(long, default_value = "zh", value_parser = ["zh", "en"])]
    lang: String,
}

impl Import {
    pub async fn run(self, place: &Place) -> Outcome {
        let sources = sources(if self.history.is_empty() { &self.paths } else { &self.history })?;
        let choices = self.choices()?;
        let app = App::open(place).await?;
        let actor = actor(&app, self.user.as_deref()).await?;
        let zone = app.store.world().company.zone.clone();
        let reader = Reader { lang: if self.lang == "en" { Lang::En } else { Lang::Zh }, zone, now: actor.now };
        let history = self.process.as_deref().filter(|_| !self.history.is_empty());
        let outcome = match (history, self.dry_run) {
            (Some(process), true) => history::preview(&app.store, &actor, sources, process).await,
            (Some(process), false) => history::run(&app.store, &actor, sources, process).await,
            (None, true) => import::preview(&app.store, &actor, sources, choices).await,
            (None, false) => import::run(&app.store, &actor, sources, choices).await,
        };
        let report = outcome.map_err(|error| Stop(reader.say(&error.say())))?;
        print!("{}", report.text(&reader));
        if let Some(file) = &self.faults {
            std::fs::write(file, report.faults_table(&reader).csv())?;
        }
        Ok(if report.is_clean() { ExitCode::SUCCESS } else { ExitCode::from(REFUSED) })
    }

    fn choices(&self) -> Result<Choices, Stop> {
        let currency = match &self.currency {
            Some(typed) => Some(Currency::written(typed).ok_or_else(|| Stop(format!("unknown currency: {typed}")))?),
            None => None,
        };
        Ok(Choices {
            process: self.process.clone(),
            currency,
            mapping: self.map.as_deref().map(mapping).transpose()?,
            new_customers: self.new_customers.clone(),
        })
    }
}

fn mapping(file: &Path) -> Result<Mapping, Stop> {
    let text = std::fs::read_to_string(file).map_err(|error| Stop(format!("{}: {error}", file.display())))?;
    serde_json::from_str(&text).map_err(|error| Stop(format!("{}: {error}", file.display())))
}

fn sources(paths: &[PathBuf]) -> Result<Vec<Source>, Stop> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let mut found = std::fs::read_dir(path)?.collect::<Result<Vec<_>, _>>()?;
            found.sort_by_key(std::fs::DirEntry::file_name);
            files.extend(found.into_iter().map(|entry| entry.path()).filter(|file| is_sheet(file)));
        } else {
            files.push(path.clone());
        }
    }
    let read = |file: PathBuf| {
        let bytes = std::fs::read(&file).map_err(|error| Stop(format!("{}: {error}", file.display())))?;
        let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        Ok(Source { name, bytes })
    };
    files.into_iter().map(read).collect()
}

fn is_sheet(file: &Path) -> bool {
    let extension = file.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    // Excel keeps a file of this name beside every workbook that is open.
    let is_lock = file.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"));
    !is_lock && extension.is_some_and(|extension| SHEETS.contains(&extension.as_str()))
}

/// Who imports: the person named, else the first administrator; the program itself in a company without people.
async fn actor(app: &App, login: Option<&str>) -> Result<Actor, Stop> {
    let person = match login {
        Some(login) => Some(named(&app.store, login).await?),
        None => {
            let people = app.store.read(people::all).await?;
            people.into_iter().find(|person| person.role == Role::Administrator && person.active)
        }
    };
    let viewer = person.map_or_else(Viewer::program, |person| Viewer::of(&person));
    Ok(Actor { viewer, via: Via::Import, now: app.now() })
}

async fn named(store: &Store, login: &str) -> Result<yidan_domain::party::Person, Stop> {
    let wanted = login.to_owned();
    let person = store.read(move |tx| people::by_login(tx, &wanted)).await?;
    person.filter(|person| person.active).ok_or_else(|| Stop(format!("nobody signs in as {login}")))
}
