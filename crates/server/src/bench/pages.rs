//! Pages of the large company over HTTP: start, memory, any board page, insight.

use std::{path::Path, time::Instant};

use super::{company, insight, server::Server, table::Table, wire::Wire};
use crate::{cli::Stop, demo, web::screen::url_escaped};

/// Times that each page is asked for.
const TIMES: usize = 200;

pub async fn measure(folder: &Path, table: &mut Table) -> Result<(), Stop> {
    let begun = Instant::now();
    let server = Server::start(folder).await?;
    table.plain("启动到能回答 start until it answers", &format!("{:.2} s", server.answers_after.as_secs_f64()));
    table.target("≤ 1 s");
    table.plain("启动到看板可用 start until lists answer", &format!("{:.2} s", server.ready_after.as_secs_f64()));
    let followed = format!("{:.2} s", server.until_followed(begun).await?.as_secs_f64());
    table.plain("启动到全部单已预测 start until every open order is forecast", &followed);
    let counted = format!("{:.2} s", server.until_insight(begun).await?.as_secs_f64());
    table.plain("启动到分析可用 start until insight is ready", &counted);
    let mut wire = Wire::connect(server.address).await?;
    let cookie = signed_in(&mut wire, demo::LOGIN).await?;
    let own = signed_in(&mut wire, company::SELLER).await?;
    let all = pages().into_iter().map(|page| (page, &cookie));
    for ((what, query), cookie) in all.chain(own_pages().into_iter().map(|page| (page, &own))) {
        let mut times = Vec::with_capacity(TIMES);
        for turn in 0..TIMES {
            let path = format!("/board?{}", query(turn));
            let begun = Instant::now();
            wire.page(&path, cookie).await?;
            times.push(begun.elapsed());
        }
        table.times(&format!("看板 board: {what}"), &mut times, "p99 ≤ 25 ms");
    }
    table.plain("常驻内存 resident memory", &format!("{} MiB", server.resident_mib()?));
    table.target("≤ 250 MiB");
    insight::measure(&server, &mut wire, &cookie, table).await
}

pub async fn signed_in(wire: &mut Wire, login: &str) -> Result<String, Stop> {
    let form = format!("login={login}&password={}", demo::PASSWORD);
    Ok(format!("Cookie: {}\r\n", wire.sign_in(&form).await?))
}

type Page = (&'static str, fn(usize) -> String);

/// As somebody sees them who sees own orders, and those with something to do in them.
fn own_pages() -> Vec<Page> {
    vec![
        ("业务员首页 own orders, first page", |_| String::new()),
        ("业务员搜两词 own orders, two words", |turn| {
            format!("state=all&q={}", url_escaped(["上海 法兰", "青岛 拉链"][turn % 2]))
        }),
    ]
}

fn pages() -> Vec<Page> {
    vec![
        ("首页 first page", |_| String::new()),
        ("按客户排序 sorted by customer", |_| "state=all&sort=customer".into()),
        ("按倒计时排序 sorted by countdown", |_| "state=all&sort=-promised".into()),
        ("延期的，按天数 late, by days", |_| "state=late&sort=-delay".into()),
        ("有延期风险的 at risk", |_| "state=at-risk&sort=expected".into()),
        ("将要延期的，按预计 will be late, by the day expected", |_| {
            "state=will-be-late&sort=-expected".into()
        }),
        ("部门 + 临近交期 department, due soon", |_| "department=warehouse&state=due-soon&sort=promised".into()),
        ("阶段 stage", |turn| format!("state=all&stage={}&sort=-updated", ["intake", "supply", "packing"][turn % 3])),
        ("搜订单号 search a number", |turn| format!("q={}", 100_000 + turn * 37)),
        ("搜客户两字 search two characters", |turn| {
            format!("q={}", url_escaped(["宁波", "五金", "机电", "商会"][turn % 4]))
        }),
        ("搜两词 + 状态 + 排序 two words, state, sort", |turn| {
            format!("q={}&state=open&sort=-received", url_escaped(["上海 法兰", "青岛 拉链"][turn % 2]))
        }),
        ("日期段 date range", |_| "state=all&dates=received&from=2026-01-01&to=2026-03-31&sort=-number".into()),
    ]
}
