//! What every handler has at hand: the store. The clock is read here, at the edge, and nowhere below.

use jiff::Timestamp;
use yidan_store::{Result, Store, Target};

#[derive(Clone)]
pub struct App {
    pub store: Store,
}

impl App {
    /// Opens the store where the command line says that everything is kept.
    pub async fn open(place: &Place) -> Result<Self> {
        Ok(Self { store: Store::open(&place.target(), &place.data.join("files")).await? })
    }

    pub fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// Where everything is kept: part of every command line.
#[derive(Debug, Clone, clap::Args)]
pub struct Place {
    /// Folder that holds everything the installation keeps.
    #[arg(long, env = "YIDAN_DATA", default_value = "yidan-data", global = true)]
    pub data: std::path::PathBuf,
    /// Address of a PostgreSQL database (postgres://…); without it, SQLite in the data folder.
    #[arg(long, env = "YIDAN_DATABASE", global = true)]
    pub database: Option<String>,
}

impl Place {
    pub fn target(&self) -> Target {
        match &self.database {
            Some(address) => Target::Postgres(address.clone()),
            None => Target::Sqlite(self.data.clone()),
        }
    }
}
