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

    let worker = premises.person("feng", PHONE, Lang::En).await;
    let scanned: String =
        code.split_once("//").and_then(|(_, rest)| rest.find('/').map(|at| rest[at..].to_owned())).unwrap();
    worker.go(&scanned).await;
    worker.sees("Choose the operation").await;
    worker.is_sound().await;
    reports(&worker, &lot).await;
    takes_back(&worker).await;
}

async fn makes_a_lot(page: &Page) -> String {
    page.go("/board?process=made-to-order&state=open").await;
    let order: String = page.js("document.querySelector('tr[data-order] a').pathname").await;
    page.go(&format!("{order}/lots/new")).await;
    page.is_sound().await;
    page.fill("数量", "0").await;
    page.click("开批次").await;
    page.sees("请填大于零的数").await;
    page.fill("数量", "100").await;
    page.click("开批次").await;
    page.sees("已开").await;
    page.is_sound().await;
    let lot: String = page.js("location.pathname").await;
    page.click("流转单").await;
    page.is_at(&format!("{lot}/traveller")).await;
    page.is_sound().await;
    lot
}

async fn reports(page: &Page, lot: &str) {
    page.click("Warehouse issue").await;
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
