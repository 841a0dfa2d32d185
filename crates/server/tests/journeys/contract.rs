//! A sales contract (S10): sales negotiates and drafts it, the head of sales signs, finance sends it back once, the general
//! manager signs on a phone; then it is signed with the customer and archived.

use std::path::Path;

use jiff::{Timestamp, ToSpan, tz::TimeZone};
use yidan_domain::Lang;

use super::{
    Premises,
    order::enters_for,
    page::{DESK, PHONE, Page, pictures},
};

#[tokio::test(flavor = "multi_thread")]
async fn is_signed_by_everybody_before_it_is_signed_with_the_customer() {
    let premises = Premises::demo().await;
    let sales = premises.person("chen", DESK, Lang::Zh).await;
    let number = enters_for(&sales, "销售合同", "CG-4001").await;
    let order: String = sales.js("location.pathname").await;
    negotiates(&sales, &order).await;
    drafts(&sales, &order).await;
    hands_it_in(&sales, &order).await;
    sales.picture(&pictures().join("handed-in-zh.png")).await;

    let head = premises.person("lin", DESK, Lang::Zh).await;
    signs(&head, &number).await;
    let finance = premises.person("xu", DESK, Lang::Zh).await;
    sends_it_back(&finance, &number).await;

    sales.go(&order).await;
    sales.sees_in("#step-review", "违约责任写清楚").await;
    hands_it_in(&sales, &order).await;
    signs(&head, &number).await;
    signs(&finance, &number).await;

    let boss = premises.person("demo", PHONE, Lang::En).await;
    signs_on_a_phone(&boss, &number).await;
    is_signed_with_the_customer(&sales, &order).await;

    sales.go(&format!("{order}/steps/review/form")).await;
    for words in ["合同审核", "部门经理审批", "财务审核", "总经理审批"] {
        sales.sees(words).await;
    }
    sales.is_sound().await;
    sales.picture(&pictures().join("review-form-zh.png")).await;
}

async fn finishes(page: &Page, step: &str) {
    let row = format!("#step-{step}");
    page.click_in(&row, "开始").await;
    page.sees_in(&row, "进行中").await;
    page.click_in(&row, "完成").await;
}

/// The price that the customer agrees to makes it the general manager's case.
async fn negotiates(page: &Page, order: &str) {
    finishes(page, "needs").await;
    page.fill("需求要点", "DN80，木箱").await;
    page.click("完成").await;
    page.sees_in("#step-needs", "已完成").await;
    page.go(&format!("{order}/quotes")).await;
    page.click("做第一轮报价").await;
    page.fill_in("[data-line]:nth-of-type(1)", "单价", "240").await;
    page.fill("付款条件", "30% T/T 定金，70% 发货前付清").await;
    let in_two_months = TimeZone::UTC.to_datetime(Timestamp::now()).date().saturating_add(60.days());
    page.fill("promised", &in_two_months.to_string()).await;
    page.click("保存报价").await;
    page.sees("等客户答复").await;
    page.click_in("#round-1", "记客户的答复").await;
    page.click("客户已接受").await;
    page.click("保存").await;
    page.sees_in("#round-1", "客户已接受").await;
    page.go(order).await;
    finishes(page, "quote").await;
    page.sees_in("#step-quote", "已完成").await;
}

async fn drafts(page: &Page, order: &str) {
    page.go(order).await;
    finishes(page, "draft").await;
    page.attach("合同草稿", &[document()]).await;
    page.click("完成").await;
    page.sees_in("#step-draft", "已完成").await;
}

async fn hands_it_in(page: &Page, order: &str) {
    page.go(order).await;
    page.click_in("#step-review", "提交审批").await;
    page.sees_in("#step-review", "审批中").await;
    page.is_sound().await;
}

async fn signs(page: &Page, number: &str) {
    page.go("/approvals").await;
    page.is_sound().await;
    page.click_in(&format!("合同审核…{number}"), "同意").await;
    page.is_at("/approvals").await;
    page.lacks(&format!("合同审核…{number}")).await;
}

async fn sends_it_back(page: &Page, number: &str) {
    page.go("/approvals").await;
    page.click_in(&format!("合同审核…{number}"), "退回").await;
    page.fill("原因", "违约责任写清楚").await;
    page.is_sound().await;
    page.click("退回").await;
    page.sees("已退回").await;
    page.lacks(&format!("合同审核…{number}")).await;
}

async fn signs_on_a_phone(page: &Page, number: &str) {
    page.go("/approvals").await;
    page.is_sound().await;
    page.picture(&pictures().join("inbox-phone-en.png")).await;
    let task = format!("Contract review…{number}");
    page.click_in(&task, "Sign with a comment").await;
    page.fill("Comment", "Go ahead").await;
    page.is_sound().await;
    page.click("Sign").await;
    page.sees("Signed").await;
    page.lacks(&task).await;
}

async fn is_signed_with_the_customer(page: &Page, order: &str) {
    page.go(order).await;
    page.sees_in("#step-review", "已完成").await;
    finishes(page, "sign").await;
    page.attach("签字件", &[document()]).await;
    page.click("完成").await;
    page.sees_in("#step-sign", "已完成").await;
    // What was agreed is frozen, and owed.
    page.go(&format!("{order}/money")).await;
    page.sees("72,").await;
    page.is_sound().await;
}

fn document() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/order-book-zh.xlsx")
}
