//! Import from CSV against the floor of writing the same rows.

use std::{fmt::Write as _, path::Path, time::Instant};

use jiff::ToSpan;
use yidan_store::floor::{self, Floor, Job};

use super::company::{Company, PROCESS};
use crate::{
    cli::Stop,
    import::{self, Choices, Source},
};

const ORDERS: usize = 20_000;
/// Orders that the floor writes in one transaction; as many as the import does.
const BATCH: usize = 200;

pub struct Measured {
    pub per_second: f64,
    pub floor_per_second: f64,
}

/// Imports a book of orders that were shipped, so that each comes with its finished steps; then writes the same rows.
pub async fn measure(folder: &Path, floor_folder: &Path) -> Result<Measured, Stop> {
    for used in [folder, floor_folder] {
        if used.exists() {
            std::fs::remove_dir_all(used)?;
        }
    }
    let company = Company::at(folder, 0).await?;
    company.copy_to(floor_folder).await?;
    let book = Source {
        name: "orders.csv".into(),
        bytes: book(company.store.world().company.today(company.actor.now)).into_bytes(),
    };
    let choices = Choices { process: Some(PROCESS.into()), ..Choices::default() };
    let begun = Instant::now();
    let report = import::run(&company.store, &company.actor, vec![book], choices).await?;
    let per_second = ORDERS as f64 / begun.elapsed().as_secs_f64();
    if report.orders.len() != ORDERS {
        return Err(Stop(format!("{} of {ORDERS} orders came in", report.orders.len())));
    }
    let ids = report.orders.iter().map(|imported| imported.id).collect();
    let entered = floor::entered(&company.store, ids).await?;
    drop(company);
    Ok(Measured { per_second, floor_per_second: on_floor(floor_folder, &entered).await? })
}

async fn on_floor(folder: &Path, entered: &[floor::Entered]) -> Result<f64, Stop> {
    let floor = Floor::open(folder)?;
    let begun = Instant::now();
    for batch in entered.chunks(BATCH) {
        floor.write(Job::Entries(batch.to_vec())).await?;
    }
    let per_second = entered.len() as f64 / begun.elapsed().as_secs_f64();
    floor.close()?;
    Ok(per_second)
}

fn book(today: jiff::civil::Date) -> String {
    let mut book = String::from(
        "客户,客户订单号,下单日期,品名,规格型号,数量,单位,单价,币种,金额,付款方式,交期,实际出货日,运单号\n",
    );
    for turn in 0..ORDERS {
        let received = today.saturating_sub((60 + (turn % 300) as i64).days());
        let promised = received.saturating_add(30.days());
        let shipped = received.saturating_add((20 + (turn % 15) as i64).days());
        let (quantity, price) = (1 + turn % 900, 10 + turn % 90);
        let amount = quantity * price;
        let customer = turn % 400;
        let _ = writeln!(
            book,
            "第{customer}号客户,IM{turn:06},{received},铸铁法兰,DN80,{quantity},件,{price}.00,CNY,{amount}.00,T/T 30/70,{promised},{shipped},SF{turn:09}"
        );
    }
    book
}
