//! Goods go to an outside factory; its people report from a phone by a private link, without an account, and lose nothing when
//! the network drops; the company sees what came back.

use yidan_domain::Lang;

use super::{
    Premises,
    page::{DESK, PHONE, Page},
};

#[tokio::test(flavor = "multi_thread")]
async fn reports_by_a_link_and_loses_nothing_without_a_network() {
    let premises = Premises::demo().await;
    let planner = premises.person("feng", DESK, Lang::Zh).await;
    let job = sends_out(&planner).await;
    planner.click("生成链接").await;
    planner.sees("只显示这一次").await;
    planner.is_sound().await;
    let address: String = planner.js("document.getElementById('secret').textContent").await;
    let path = address.split_once("/l/").map(|(_, secret)| format!("/l/{secret}")).expect("a link");

    let factory = premises.window("factory", PHONE).await;
    factory.go(&path).await;
    super::speak(&factory, Lang::En).await;
    factory.sees("Not back yet").await;
    factory.is_sound().await;
    factory.fill("Good", "30").await;
    factory.fill("Scrap", "2").await;
    factory.choose("Cause of the scrap", "Equipment down").await;
    factory.click_in("[data-keeps]", "Report what is done").await;
    factory.sees("Your report has been kept.").await;
    factory.sees_in(".lot-entries", "Good 30").await;

    factory.network(false).await;
    factory.fill("Good", "10").await;
    factory.click_in("[data-keeps]", "Report what is done").await;
    factory.sees("No network: it is kept on this phone").await;
    factory.network(true).await;
    factory.sees("A report that was kept on this phone has been sent.").await;
    factory.go(&path).await;
    factory.sees_in(".lot-entries", "Good 10").await;
    factory.until("document.querySelectorAll('.lot-entries li').length === 3", "it was reported once").await;
    factory.is_sound().await;

    planner.go(&job).await;
    planner.sees_in(".lot-entries", "由链接").await;
    planner.is_sound().await;
    planner.click("收回链接").await;
    planner.sees("链接已收回").await;
    factory.go(&path).await;
    factory.sees("404").await;
}

/// A lot with an operation that is done outside goes there whole.
async fn sends_out(page: &Page) -> String {
    page.go("/board?process=made-to-order&state=open").await;
    let order: String = page.js("document.querySelector('tr[data-order] a').pathname").await;
    page.go(&format!("{order}/lots/new")).await;
    page.fill("数量", "999999").await;
    page.click("开批次").await;
    page.sees("写明超产原因").await;
    page.fill("数量", "100").await;
    page.fill("超产原因", "备品").await;
    page.click("开批次").await;
    page.sees("已开").await;
    let lot: String = page.js("location.pathname").await;
    page.go(&format!("{lot}/report?operation=0")).await;
    page.fill("合格", "100").await;
    page.click_in(".panel", "报工").await;
    page.sees("报工已收下。").await;
    page.go(&format!("{lot}/send-out?operation=1")).await;
    page.is_sound().await;
    page.choose("外协厂", "绍兴锦程印花厂").await;
    page.fill("允许损耗率", "1").await;
    page.click_in(".panel", "外发").await;
    page.sees("外发已记下").await;
    page.is_sound().await;
    page.js("location.pathname").await
}
