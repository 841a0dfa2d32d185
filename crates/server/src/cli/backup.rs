//! `yidan backup FOLDER` and `yidan restore FOLDER`: a consistent copy of an embedded installation, while it runs.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use yidan_store::Target;

use super::{Outcome, Stop};
use crate::app::{App, Place};

#[derive(Debug, clap::Args)]
pub struct Backup {
    /// Folder to make; it must not exist yet.
    pub folder: PathBuf,
}

#[derive(Debug, clap::Args)]
pub struct Restore {
    /// Folder that `yidan backup` made. The data folder must be empty or not exist.
    pub folder: PathBuf,
}

impl Backup {
    pub async fn run(self, place: &Place) -> Outcome {
        if self.folder.exists() {
            return Err(Stop(format!("{} exists already; name a new folder", self.folder.display())));
        }
        if let Target::Postgres(_) = place.target() {
            return Err(Stop(
                "the data are in PostgreSQL: back them up with pg_dump, and copy the files folder".into(),
            ));
        }
        let app = App::open(place).await?;
        fs::create_dir_all(&self.folder)?;
        app.store.copy_database(&self.folder.join("yidan.db")).await?;
        // Attachments are named by their content and never change: a file that comes later is not missed by this copy.
        copy_folder(&place.data.join("files"), &self.folder.join("files"))?;
        println!("{}", self.folder.display());
        Ok(ExitCode::SUCCESS)
    }
}

impl Restore {
    pub fn run(self, place: &Place) -> Outcome {
        if !self.folder.join("yidan.db").is_file() {
            return Err(Stop(format!("{} is not a backup: it holds no yidan.db", self.folder.display())));
        }
        if fs::read_dir(&place.data).is_ok_and(|mut held| held.next().is_some()) {
            return Err(Stop(format!("{} is not empty; choose another --data, or move it away", place.data.display())));
        }
        copy_folder(&self.folder, &place.data)?;
        println!("{}", place.data.display());
        Ok(ExitCode::SUCCESS)
    }
}

fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    if !from.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
