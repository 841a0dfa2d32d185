//! Pages of workshop, purchasing and quality over HTTP, with many lots, purchases and inspections.

use std::{path::Path, time::Instant};

use super::{company::Company, lots, pages::signed_in, server::Server, supplies, table::Table, wire::Wire};
use crate::{cli::Stop, demo, web::screen::url_escaped};

/// Times that each page is asked for.
const TIMES: usize = 200;

pub async fn measure(folder: &Path, (count, progress): (usize, usize), table: &mut Table) -> Result<(), Stop> {
    let begun = Instant::now();
    let company = Company::at(folder, count).await?;
    lots::fill(&company, count, progress).await?;
    supplies::fill(&company).await?;
    drop(company);
    table.plain("批次、报工条数 lots, entries", &format!("{count}, {progress}"));
    table.plain("建成用时 made in (0 s: they were there)", &format!("{:.0} s", begun.elapsed().as_secs_f64()));

    let server = Server::start(folder).await?;
    let mut wire = Wire::connect(server.address).await?;
    let cookie = signed_in(&mut wire, demo::LOGIN).await?;
    let begun = Instant::now();
    wire.page("/workshop", &cookie).await?;
    let first = server.ready_after + begun.elapsed();
    table.plain("启动到车间页可用 start until the workshop answers", &format!("{:.2} s", first.as_secs_f64()));
    wire.page("/purchasing", &cookie).await?;
    let first = server.ready_after + begun.elapsed();
    table.plain("启动到采购页可用 start until purchasing answers", &format!("{:.2} s", first.as_secs_f64()));
    // What is done once after every start stands in no page's figures.
    server.until_followed(begun).await?;
    server.until_insight(begun).await?;
    for (what, path) in pages() {
        let mut times = Vec::with_capacity(TIMES);
        for turn in 0..TIMES {
            let begun = Instant::now();
            wire.page(&path(turn), &cookie).await?;
            times.push(begun.elapsed());
        }
        table.times(what, &mut times, "p99 ≤ 25 ms");
    }
    table.plain("常驻内存 resident memory", &format!("{} MiB", server.resident_mib()?));
    Ok(())
}

type Page = (&'static str, fn(usize) -> String);

fn pages() -> Vec<Page> {
    vec![
        ("车间 workshop: 车间看板 the board", |_| "/workshop".into()),
        ("车间 workshop: 一个部门 one department", |_| "/workshop?department=production".into()),
        ("车间 workshop: 一道工序 one operation", |turn| {
            format!("/workshop?operation={}", url_escaped(["钻孔", "包装", "车削"][turn % 3]))
        }),
        ("车间 workshop: 搜客户两字 search two characters", |turn| {
            format!("/workshop?q={}", url_escaped(["宁波", "五金", "机电", "商会"][turn % 4]))
        }),
        ("车间 workshop: 排产看板 planning", |_| "/planning".into()),
        ("车间 workshop: 汇总表首页 summary sheet, first page", |_| "/workshop/sheet".into()),
        ("车间 workshop: 汇总表，全部批次 all lots", |_| "/workshop/sheet?lots=all".into()),
        ("车间 workshop: 汇总表，做完的，按延期 through, by delay", |_| {
            "/workshop/sheet?lots=closed&sort=-delay".into()
        }),
        ("车间 workshop: 汇总表，交期段 due in a span, all lots", |_| {
            "/workshop/sheet?lots=all&from=2026-03-01&to=2026-06-30&sort=due".into()
        }),
        ("车间 workshop: 汇总表，搜客户两字 all lots, two characters", |turn| {
            format!("/workshop/sheet?lots=all&q={}", url_escaped(["宁波", "五金", "机电", "商会"][turn % 4]))
        }),
        ("采购 purchasing: 今日催货 what to chase", |_| "/purchasing".into()),
        ("采购 purchasing: 待采购 to buy", |_| "/purchasing/to-buy".into()),
        ("采购 purchasing: 待采购，搜物料 to buy, search", |_| {
            format!("/purchasing/to-buy?find={}", url_escaped("纸箱"))
        }),
        ("采购 purchasing: 跟踪表首页 tracking sheet, first page", |_| "/purchasing/sheet".into()),
        ("采购 purchasing: 跟踪表，缺的 what is short", |_| "/purchasing/sheet?which=short&page=3".into()),
        ("采购 purchasing: 跟踪表，搜两词 two words", |turn| {
            format!("/purchasing/sheet?find={}", url_escaped(["恒达 纸箱", "柯桥 涤纶"][turn % 2]))
        }),
        ("采购 purchasing: 采购单 purchases", |_| "/purchases".into()),
        ("采购 purchasing: 未到齐 still to come", |_| "/purchases?state=open".into()),
        ("采购 purchasing: 搜供应商 search a supplier", |_| format!("/purchases?find={}", url_escaped("恒达"))),
        ("物料 materials: 首页 first page", |_| "/materials".into()),
        ("质量 quality: 首页 first page", |_| "/quality".into()),
    ]
}
