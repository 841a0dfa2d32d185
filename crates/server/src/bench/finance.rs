//! Pages of finance over HTTP, with many invoices.

use std::{path::Path, time::Instant};

use jiff::{Timestamp, ToSpan, tz::TimeZone};

use super::{books, company::Company, pages::signed_in, server::Server, table::Table, wire::Wire};
use crate::{cli::Stop, demo, web::screen::url_escaped};

/// Times that each page is asked for.
const TIMES: usize = 200;

pub async fn measure(folder: &Path, invoices: usize, table: &mut Table) -> Result<(), Stop> {
    let begun = Instant::now();
    let company = Company::at(folder, 0).await?;
    books::fill(&company, invoices).await?;
    drop(company);
    table.plain("发票张数 invoices", &invoices.to_string());
    table.plain("建成用时 made in (0 s: they were there)", &format!("{:.0} s", begun.elapsed().as_secs_f64()));

    let server = Server::start(folder).await?;
    let mut wire = Wire::connect(server.address).await?;
    let cookie = signed_in(&mut wire, demo::LOGIN).await?;
    let begun = Instant::now();
    wire.page("/finance", &cookie).await?;
    let first = server.ready_after + begun.elapsed();
    table.plain("启动到财务页可用 start until finance answers", &format!("{:.2} s", first.as_secs_f64()));
    for (what, path) in pages() {
        let mut times = Vec::with_capacity(TIMES);
        for turn in 0..TIMES {
            let begun = Instant::now();
            wire.page(&path(turn), &cookie).await?;
            times.push(begun.elapsed());
        }
        table.times(&format!("财务 finance: {what}"), &mut times, "p99 ≤ 25 ms");
    }
    table.plain("常驻内存 resident memory", &format!("{} MiB", server.resident_mib()?));
    Ok(())
}

type Page = (&'static str, fn(usize) -> String);

fn pages() -> Vec<Page> {
    vec![
        ("财务的一天 the day", |_| "/finance".into()),
        ("应收表首页 receivables, first page", |_| "/finance/receivables".into()),
        ("逾期的，按天数 overdue, by days", |_| "/finance/receivables?state=overdue&sort=-overdue".into()),
        ("已付款，按金额 paid, by amount", |_| "/finance/receivables?state=paid&sort=-amount".into()),
        ("美元，按未收 dollars, by what is open", |_| "/finance/receivables?currency=USD&sort=-open".into()),
        ("搜发票号 search a number", |turn| format!("/finance/receivables?q=INV{:05}", 1_000 + turn * 37)),
        ("搜客户两字 search two characters", |turn| {
            format!("/finance/receivables?q={}", url_escaped(["宁波", "五金", "机电", "商会"][turn % 4]))
        }),
        ("账龄 ageing today", |_| "/finance/ageing".into()),
        ("账龄，过去某日 ageing at a past day", |turn| {
            let day = TimeZone::UTC.to_datetime(Timestamp::now()).date().saturating_sub((1 + turn as i64 * 5).days());
            format!("/finance/ageing?at={day}")
        }),
        ("到账 receipts", |_| "/finance/receipts".into()),
    ]
}
