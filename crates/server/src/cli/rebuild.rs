//! `yidan rebuild`: state and lists made anew from the events, or compared with them.

use std::process::ExitCode;

use yidan_store::rebuild::{self, Fault};

use super::Outcome;
use crate::app::{App, Place};

#[derive(Debug, clap::Args)]
pub struct Rebuild {
    /// Compare only, change nothing; exit 1 when something differs.
    #[arg(long)]
    pub check: bool,
}

impl Rebuild {
    pub async fn run(self, place: &Place) -> Outcome {
        let app = App::open(place).await?;
        let report = if self.check { rebuild::check(&app.store).await? } else { rebuild::run(&app.store).await? };
        println!("{} orders, {} events, {} faults", report.orders, report.events, report.faults.len());
        for fault in &report.faults {
            println!("{}", said(fault));
        }
        Ok(if report.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

fn said(fault: &Fault) -> String {
    match fault {
        Fault::Tampered { order, seq } => {
            format!("{order}: event {seq} does not follow from the one before; restore a backup")
        }
        Fault::Gaps { order } => format!("{order}: events are missing; restore a backup"),
        Fault::State { order } => format!("{order}: the kept state is not what the events make; run `yidan rebuild`"),
        Fault::Exceptions { order } => {
            format!("{order}: the exceptions for lists are not what the events make; run `yidan rebuild`")
        }
        Fault::Inspected { order } => {
            format!("{order}: what it needs inspected is not what the events make; run `yidan rebuild`")
        }
        Fault::Samples { order } => {
            format!("{order}: the samples for lists are not what the events make; run `yidan rebuild`")
        }
        Fault::Approvals { order } => {
            format!("{order}: what waits to be signed is not what the events make; run `yidan rebuild`")
        }
        Fault::Row { order } => format!("{order}: the row for lists is not what the events make; run `yidan rebuild`"),
        Fault::Unreadable { order, why } => format!("{order}: its events can't be read ({why}); restore a backup"),
        Fault::Process { order } => format!("{order}: the process that it follows is not kept; restore a backup"),
        Fault::Orphan { order } => format!("{order}: kept without events; restore a backup"),
        Fault::Inspection { number } => {
            format!("inspection {number}: it is not kept as its events tell it; run `yidan rebuild`")
        }
        Fault::Lot { number } => {
            format!("lot {number}: its sums are not what its entries add up to; restore a backup")
        }
        Fault::Stock { material } => {
            format!("material {material}: what is in store is not what its entries add up to; restore a backup")
        }
        Fault::Purchase { number } => {
            format!("purchase {number}: it does not stand as its events say; restore a backup")
        }
        Fault::Credit { account } => format!("{account}; restore a backup"),
    }
}
