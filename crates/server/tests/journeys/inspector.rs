//! An inspector with a phone: what is to be inspected this week, defects counted by big buttons, a photo, the verdict; what
//! failed is planned to be inspected again, and the network drops while that is reported.

use yidan_domain::Lang;

use super::{
    Premises,
    page::{DESK, PHONE, Page},
};

#[tokio::test(flavor = "multi_thread")]
async fn counts_defects_on_a_phone_and_loses_nothing() {
    let premises = Premises::demo().await;
    let inspector = premises.person("he", PHONE, Lang::Zh).await;
    for page in
        ["/quality", "/quality/calendar", "/quality/calendar?view=week", "/quality/inspections", "/quality/figures"]
    {
        inspector.go(page).await;
        inspector.is_sound().await;
    }
    let failed = plans_and_fails(&inspector).await;
    inspector.click("安排复检").await;
    inspector.is_sound().await;
    inspector.click_in(".panel", "安排复检").await;
    inspector.sees("第 1 次复检").await;
    let again: String = inspector.js("location.pathname").await;
    assert_ne!(again, failed);

    inspector.go(&format!("{again}/report")).await;
    inspector.network(false).await;
    inspector.click("+1 色差").await;
    inspector.fill("实验件数", "50").await;
    inspector.click("录结果").await;
    inspector.sees("没有网络").await;
    let inspector = inspector.reopened(&premises.browser, PHONE).await;
    inspector.go("/my-day").await;
    inspector.sees("存在手机里的报工已发出。").await;
    inspector.go(&again).await;
    inspector.sees("色差").await;
    inspector.sees_in(".page-head", "合格").await;
    inspector.go(&format!("{again}/print")).await;
    inspector.is_sound().await;

    let boss = premises.person("lin", DESK, Lang::En).await;
    boss.go("/quality/settings").await;
    boss.is_sound().await;
    boss.go("/quality").await;
    boss.is_sound().await;
}

/// The first order on the board that 480 units can be offered of.
const OF_480: &str = "(async () => {
    for (const link of document.querySelectorAll('tr[data-order] a')) {
        const page = await (await fetch(link.pathname + '/inspections/new')).text()
        const lot = new DOMParser().parseFromString(page, 'text/html').querySelector('[name=lot]')
        if (Number(lot?.value) >= 480) return link.pathname
    }
})()";
/// Sends a form as it stands, and answers with the status.
const SENT: &str =
    "(form => fetch(form.action, { method: 'POST', body: new FormData(form) }).then(answer => answer.status))";

/// A final inspection of an order, in which too much is found.
async fn plans_and_fails(page: &Page) -> String {
    page.go("/board?process=made-to-order&state=open").await;
    let order: String = page.js(OF_480).await;
    page.go(&format!("{order}/inspections/new")).await;
    page.is_sound().await;
    page.click("其中一批").await;
    page.fill("交验数量", "0").await;
    page.click_in(".panel", "安排验货").await;
    page.sees("没有填验货数量").await;
    page.fill("交验数量", "999999").await;
    page.click_in(".panel", "安排验货").await;
    page.sees("被验的货一共只有").await;
    page.fill("交验数量", "480").await;
    page.click_in(".panel", "安排验货").await;
    page.sees("已安排").await;
    page.is_sound().await;
    let inspection: String = page.js("location.pathname").await;
    page.click("录结果").await;
    page.is_sound().await;
    // Sent untouched, past what the browser asks for, it is no result.
    let status: u16 = page.js(&format!("{SENT}(document.querySelector('form.inspecting'))")).await;
    assert_eq!(status, 422);
    for _ in 0..6 {
        page.click("+1 裂纹").await;
    }
    page.sees_in(".tally-panel", "不合格").await;
    page.fill("实验件数", "10").await;
    page.click("录结果").await;
    page.sees("按抽样方案至少要验").await;
    page.until("document.querySelector('[name=count-crack]').value === '6'", "what was counted is there").await;
    page.fill("实验件数", "50").await;
    // It is sent, and its answer is lost: sent again it is the same report.
    let status: u16 = page.js(&format!("{SENT}(document.querySelector('form.inspecting'))")).await;
    assert_eq!(status, 200);
    page.click("录结果").await;
    page.is_at(&inspection).await;
    page.sees_in(".page-head", "不合格").await;
    page.is_sound().await;
    inspection
}
