//! The manager: brings in the order book, finds an order, keeps a view, hands the sheet on; at a desk, in Chinese.

use std::path::Path;

use serde_json::Value;
use yidan_domain::Lang;

use super::{
    Premises,
    page::{DESK, Page},
};

#[tokio::test(flavor = "multi_thread")]
async fn brings_in_the_order_book_and_finds_what_is_in_it() {
    let premises = Premises::demo().await;
    let page = premises.person("lin", DESK, Lang::Zh).await;
    let imported = imports_the_order_book(&page).await;
    imports_it_again(&page).await;
    finds_a_customer_by_two_characters(&page).await;
    keeps_the_view(&page).await;
    exports_what_is_shown(&page).await;
    assert!(imported > 50, "the order book holds more than {imported} orders");
}

async fn imports_the_order_book(page: &Page) -> usize {
    page.click("公司资料").await;
    page.click("导入").await;
    page.is_sound().await;
    shows_the_order_book(page).await;
    // Row, column, value and the mend of what was refused.
    page.sees("未通过的行").await;
    let rows = page.texts("section:has(h2) tbody tr td.index").await;
    assert!(rows.iter().any(|row| row.parse::<u32>().is_ok()), "rows have numbers: {rows:?}");
    page.is_sound().await;

    let orders: usize = page.text(".strip strong").await.replace(',', "").parse().expect("a count of orders");
    page.click(&format!("导入 {orders} 张订单")).await;
    page.sees(&format!("已导入 {orders} 张订单")).await;
    page.is_sound().await;
    orders
}

async fn imports_it_again(page: &Page) {
    page.click("换文件").await;
    page.is_at("/import").await;
    shows_the_order_book(page).await;
    page.sees("没有新的内容可以导入").await;
    assert_eq!(page.text(".strip strong").await, "0");
}

async fn shows_the_order_book(page: &Page) {
    let book = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/order-book-zh.xlsx");
    page.attach("表格文件", &[book]).await;
    page.sees("order-book-zh.xlsx").await;
    page.click("预览").await;
    page.sees("导入预览").await;
}

async fn finds_a_customer_by_two_characters(page: &Page) {
    page.click("看板").await;
    page.fill("单号、客户、货品", "星河").await;
    page.until(
        "location.search.includes('q=') && [...document.querySelectorAll('tr[data-order]')].length > 0 &&
         [...document.querySelectorAll('tr[data-order]')].every((row) => row.innerText.includes('星河'))",
        "every row is about 星河",
    )
    .await;
    page.is_sound().await;
}

async fn keeps_the_view(page: &Page) {
    page.click("视图").await;
    page.click("保存当前视图").await;
    page.fill("名称", "星河的单").await;
    page.is_sound().await;
    page.click("保存").await;
    page.sees("视图“星河的单”已保存").await;
    page.go("/board").await;
    page.click("视图").await;
    page.click("星河的单").await;
    page.until("location.search.includes('q=')", "the view is shown").await;
    assert_eq!(page.value("单号、客户、货品").await, "星河");
}

async fn exports_what_is_shown(page: &Page) {
    page.sees("星河").await;
    let shown = page.texts("tr[data-order] th a").await;
    page.click("导出").await;
    let csv = exported(page, "CSV").await;
    let csv = String::from_utf8(csv).expect("UTF-8");
    let rows: Vec<&str> = csv.strip_prefix('\u{feff}').expect("a mark for Excel").lines().skip(1).collect();
    assert_eq!(rows.len(), shown.len(), "{csv}");
    for (row, number) in rows.iter().zip(&shown) {
        assert!(row.contains(number.as_str()), "{number} in {row}");
    }
    let xlsx = exported(page, "Excel (XLSX)").await;
    assert!(xlsx.starts_with(b"PK"), "a workbook is a zip file");
}

/// The bytes behind the link with these words.
async fn exported(page: &Page, link: &str) -> Vec<u8> {
    let fetch = format!(
        "fetch([...document.querySelectorAll('a[download]')].find((a) => a.innerText.includes('{link}')).href)
         .then((answer) => answer.arrayBuffer()).then((bytes) => [...new Uint8Array(bytes)])"
    );
    let bytes: Vec<Value> = page.js(&fetch).await;
    bytes.iter().map(|byte| u8::try_from(byte.as_u64().unwrap_or_default()).expect("a byte")).collect()
}
