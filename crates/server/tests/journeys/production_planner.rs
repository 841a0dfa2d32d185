//! The planner's day in production: what is to be released and what runs late, what lies at which operation and how it follows a
//! report from somebody's phone, and the summary sheet, taken out, edited and brought back.

use std::io::Write;

use yidan_domain::Lang;

use super::{
    Premises,
    page::{DESK, PHONE, Page},
};

#[tokio::test(flavor = "multi_thread")]
async fn plans_the_day_and_takes_the_sheet_in() {
    let premises = Premises::demo().await;
    let planner = premises.person("feng", DESK, Lang::Zh).await;
    let lot = releases(&planner).await;
    watches_the_workshop(&premises, &planner, &lot).await;
    brings_the_sheet(&planner, &lot).await;
}

/// Opens a lot that waits and releases it; gives its address.
async fn releases(page: &Page) -> String {
    page.go("/planning").await;
    page.sees("待投产的批次").await;
    page.sees("各工序的负荷").await;
    page.is_sound().await;
    let lot: String = page.js(&format!("{WAITS}.querySelector('th a').pathname")).await;
    page.resize(PHONE).await;
    page.is_sound().await;
    page.resize(DESK).await;
    page.js::<bool>(&format!("({WAITS}.querySelector('.acts a').click(), true)")).await;
    page.is_at(&format!("{lot}/release")).await;
    page.click_in(".panel", "投产").await;
    page.is_at(&lot).await;
    page.go("/planning").await;
    let waits = format!("![...document.querySelectorAll('#list a')].some((a) => a.pathname === '{lot}/release')");
    page.until(&waits, "the lot waits no more").await;
    lot
}

/// The first lot that waits to be released.
const WAITS: &str =
    "[...document.querySelectorAll('#list tbody tr')].find((tr) => tr.querySelector('.acts a[href$=\"/release\"]'))";

/// The board follows what somebody else reports.
async fn watches_the_workshop(premises: &Premises, page: &Page, lot: &str) {
    page.go("/workshop").await;
    page.is_sound().await;
    page.resize(PHONE).await;
    page.is_sound().await;
    page.resize(DESK).await;
    page.go(lot).await;
    let number = page.text("h1").await;
    let first =
        page.js::<String>("document.querySelector('.lot-operations tbody th').firstChild.textContent.trim()").await;
    page.go("/workshop").await;
    page.click_in(".stations", &first).await;
    page.sees_in(".stations", &number).await;
    let worker = premises.person("zhao", PHONE, Lang::Zh).await;
    worker.go(&format!("{lot}/report?operation=0")).await;
    worker.fill("合格", "2").await;
    worker.click_in(".panel", "报工").await;
    worker.is_at(lot).await;
    let told = format!(
        "[...document.querySelectorAll('.station-lots li')].some((li) => li.innerText.includes('{number}') && li.innerText.includes('今天 2'))"
    );
    page.until(&told, "the board tells what was reported").await;
}

/// One more is issued than was reported; the same file again changes nothing.
async fn brings_the_sheet(page: &Page, lot: &str) {
    page.go(lot).await;
    let number = page.text("h1").await;
    page.go("/workshop/sheet").await;
    page.sees("订单汇总进度跟踪表").await;
    page.is_sound().await;
    page.resize(PHONE).await;
    page.is_sound().await;
    page.resize(DESK).await;
    let mut rows: Vec<Vec<String>> = page
        .js("fetch('/workshop/sheet/export.csv').then((answer) => answer.text())
               .then((text) => text.replace('\\ufeff', '').trim().split(/\\r?\\n/).map((line) => line.split(',')))")
        .await;
    let row = rows.iter().position(|row| row[0].trim_matches('"') == number).expect("the lot's row");
    let delivered = rows[0].iter().position(|title| title.contains("交货数量")).expect("a column");
    let operations: Vec<usize> =
        (0..rows[0].len()).filter(|at| rows[0][*at].contains("交货数量") && !rows[row][*at].is_empty()).collect();
    let first = operations.iter().copied().find(|at| rows[row][*at].trim_matches('"') == "2").unwrap_or(delivered);
    rows[row][first] = "3".into();
    let text: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
    let mut file = tempfile::Builder::new().prefix("汇总-").suffix(".csv").tempfile().expect("a file");
    file.write_all(text.join("\n").as_bytes()).expect("the sheet");
    for (figure, words) in [("1", "要记的批次"), ("0", "没有变化")] {
        page.go("/workshop/sheet/import").await;
        page.is_sound().await;
        page.attach("汇总表", &[file.path().to_owned()]).await;
        page.click("先看一下").await;
        page.sees(words).await;
        page.is_sound().await;
        assert_eq!(page.text(".strip strong").await, figure);
        if figure == "1" {
            page.click("记下这 1 个批次").await;
            page.sees("汇总表已导入").await;
        }
    }
    page.go(lot).await;
    page.sees_in(".lot-operations tbody tr", "3").await;
}
