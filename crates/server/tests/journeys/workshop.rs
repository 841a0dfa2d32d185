//! Planning and the workshop: a lot is made of an order and its traveller printed; at the punch somebody scans the code and
//! reports from a phone, too many at first; what was mistyped is taken back.

use yidan_domain::Lang;

use super::{
    Premises,
    page::{DESK, PHONE, Page},
};

#[tokio::test(flavor = "multi_thread")]
async fn makes_a_lot_and_reports_what_came_out() {
    let premises = Premises::demo().await;
    let planner = premises.person("feng", DESK, Lang::Zh).await;
    let lot = makes_a_lot(&planner).await;
    let code: String = planner.js("document.querySelector('.traveller [role=img]').ariaLabel").await;
    assert!(code.ends_with(&format!("{lot}/report")), "{code}");

    let keeper = premises.person("zhao", PHONE, Lang::En).await;
    let worker = premises.person("feng", PHONE, Lang::En).await;
    let scanned: String =
        code.split_once("//").and_then(|(_, rest)| rest.find('/').map(|at| rest[at..].to_owned())).unwrap();
    keeper.go(&scanned).await;
    keeper.sees("Choose the operation").await;
    keeper.is_sound().await;
    issues(&keeper, &lot).await;
    reports(&worker, &lot).await;
    takes_back(&worker).await;
}

/// The network drops while somebody reports, and the tab is killed: the report goes out later, once. One that does not fit
/// by then comes back to be mended.
#[tokio::test(flavor = "multi_thread")]
async fn reports_without_a_network_and_loses_nothing() {
    let premises = Premises::demo().await;
    let lot = makes_a_lot(&premises.person("feng", DESK, Lang::Zh).await).await;
    let worker = premises.person("feng", PHONE, Lang::En).await;
    worker.go(&format!("{lot}/report?operation=0")).await;
    worker.network(false).await;
    worker.fill("Good", "100").await;
    worker.click_in(".panel", "Report").await;
    worker.sees("No network: it is kept on this phone").await;
    worker.sees_in("#unsent", "sent by themselves when the network is back: 1").await;

    let worker = worker.reopened(&premises.browser, PHONE).await;
    worker.go("/my-day").await;
    worker.sees("A report that was kept on this phone has been sent.").await;
    worker.go(&lot).await;
    worker.sees_in(".lot-entries", "Good 100").await;
    worker
        .until("document.querySelectorAll('.lot-entries li').length === 2", "it was released, and reported once")
        .await;

    worker.go(&format!("{lot}/report?operation=1")).await;
    worker.network(false).await;
    worker.fill("Good", "120").await;
    worker.click_in(".panel", "Report").await;
    worker.sees("No network: it is kept on this phone").await;
    worker.network(true).await;
    worker.sees_in("#unsent", "but has at most 100").await;
    worker.click_in("#unsent", "Mend").await;
    worker.until("document.querySelector('[name=good]')?.value === '120'", "what was typed is there again").await;
    worker.is_sound().await;
    worker.fill("Good", "100").await;
    worker.click_in(".panel", "Report").await;
    worker.is_at(&lot).await;
    worker.until("document.querySelectorAll('.lot-entries li').length === 3", "it was mended and kept").await;
    worker.until("document.getElementById('unsent').hidden", "nothing waits any more").await;
}

async fn makes_a_lot(page: &Page) -> String {
    page.go("/board?process=made-to-order&state=open").await;
    let order: String = page.js("document.querySelector('tr[data-order] a').pathname").await;
    page.go(&format!("{order}/lots/new")).await;
    page.is_sound().await;
    page.fill("数量", "0").await;
    page.click("开批次").await;
    page.sees("请填大于零的数").await;
    page.fill("数量", "999999").await;
    page.click("开批次").await;
    page.sees("写明超产原因").await;
    page.fill("数量", "100").await;
    page.fill("超产原因", "备品").await;
    page.click("开批次").await;
    page.sees("已开").await;
    page.is_sound().await;
    let lot: String = page.js("location.pathname").await;
    page.click("流转单").await;
    page.is_at(&format!("{lot}/traveller")).await;
    page.is_sound().await;
    lot
}

/// The warehouse gives out what there is, and speaks for no other operation.
async fn issues(page: &Page, lot: &str) {
    page.lacks(".choose-operation a[href$='operation=1']").await;
    page.click_in(".choose-operation", "In hand").await;
    page.sees("In hand").await;
    page.is_sound().await;
    page.fill("Good", "101").await;
    page.click_in(".panel", "Report").await;
    page.sees("but has at most 100").await;
    page.is_sound().await;
    page.fill("Good", "100").await;
    page.click_in(".panel", "Report").await;
    page.is_at(lot).await;
    page.sees("Your report has been kept.").await;
    assert_eq!(page.texts(".lot-operations tbody .button").await.len(), 1, "of four operations one is theirs");
}

async fn reports(page: &Page, lot: &str) {
    page.go(&format!("{lot}/report?operation=1")).await;
    page.fill("Good", "60").await;
    page.fill("Scrap", "5").await;
    page.click_in(".panel", "Report").await;
    page.sees("Choose the cause of the scrap.").await;
    page.choose("Cause of the scrap", "Equipment down").await;
    page.click_in(".panel", "Report").await;
    page.is_at(lot).await;
    page.sees("7.69%").await;
    page.is_sound().await;
}

/// The latest entry, with a reason.
async fn takes_back(page: &Page) {
    page.click_in(".lot-entries li", "Take back").await;
    page.sees("Counts from").await;
    page.is_sound().await;
    page.fill("Reason", "counted twice").await;
    page.click_in(".panel", "Take back").await;
    page.sees("The entry has been taken back.").await;
    page.sees("counted twice").await;
}
