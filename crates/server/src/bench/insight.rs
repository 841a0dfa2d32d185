//! Insight over a year of the large company, over HTTP: whole pages, each counted anew.

use std::time::Instant;

use super::{server::Server, table::Table, wire::Wire};
use crate::cli::Stop;

const TIMES: usize = 20;

const PAGES: [(&str, &str); 5] = [
    ("概览 figures and trends", "/insight?period=year"),
    ("步骤与瓶颈 steps and bottlenecks", "/insight/steps?period=year"),
    ("考核 scorecards", "/insight/scorecards?period=year"),
    ("流程图 process map", "/insight/map?period=year"),
    ("指标背后的订单 orders behind a figure", "/insight/orders?period=year&figure=untimely"),
];

pub async fn measure(server: &Server, wire: &mut Wire, cookie: &str, table: &mut Table) -> Result<(), Stop> {
    let begun = Instant::now();
    wire.page(PAGES[0].1, cookie).await?;
    let first = format!("{:.0} ms", begun.elapsed().as_secs_f64() * 1000.0);
    table.plain("分析：半小时里头一次提问 insight: the first question in half an hour", &first);
    table.target("≤ 1000 ms");
    for (what, path) in PAGES {
        let mut times = Vec::with_capacity(TIMES);
        for _ in 0..TIMES {
            let begun = Instant::now();
            wire.page(path, cookie).await?;
            times.push(begun.elapsed());
        }
        table.times(&format!("分析一年 insight over a year: {what}"), &mut times, "≤ 1000 ms");
    }
    let resident = format!("{} MiB", server.resident_mib()?);
    table.plain("分析用时的常驻内存 resident memory while insight is used", &resident);
    Ok(())
}
