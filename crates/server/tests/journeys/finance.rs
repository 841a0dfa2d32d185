//! Finance: an invoice in two instalments, the bank's file, a part that is paid, a reminder, a promise, and the rest that
//! another person gives up.

use std::io::Write;

use yidan_domain::Lang;

use super::{
    Premises,
    page::{DESK, PHONE, Page, pictures},
};

const CUSTOMER: &str = "晨光五金 Chenguang Hardware";

#[tokio::test(flavor = "multi_thread")]
async fn follows_an_invoice_to_the_last_fen() {
    let premises = Premises::demo().await;
    let finance = premises.person("xu", DESK, Lang::Zh).await;
    looks_at_the_day(&finance).await;
    let invoice = issues(&finance).await;
    reads_the_banks_file(&finance).await;
    allocates(&finance, &invoice).await;
    chases(&finance, &invoice).await;
    asks_to_write_it_off(&finance, &invoice).await;

    let boss = premises.person("demo", PHONE, Lang::Zh).await;
    boss.go("/finance/write-offs").await;
    boss.is_sound().await;
    boss.picture(&pictures().join("write-off-phone-zh.png")).await;
    boss.click_in("INV-7701", "批准").await;
    boss.sees("已批准并入账").await;

    finance.go(&invoice).await;
    finance.sees("已付款").await;
    finance.sees("坏账核销").await;
    finance.is_sound().await;
    finance.picture(&pictures().join("invoice-zh.png")).await;
}

async fn looks_at_the_day(page: &Page) {
    for path in ["/finance", "/finance/receivables", "/finance/ageing", "/finance/receipts", "/finance/ladder"] {
        page.go(path).await;
        page.is_sound().await;
        page.resize(PHONE).await;
        page.is_sound().await;
        page.resize(DESK).await;
    }
}

/// 1,000.00, of which 300.00 are due at once.
async fn issues(page: &Page) -> String {
    page.go("/finance").await;
    page.click("新开发票").await;
    page.fill("发票号", "INV-7701").await;
    page.fill("客户名称", CUSTOMER).await;
    page.fill("issued", "2026-01-05").await;
    page.fill("amount", "1000").await;
    page.fill("本期金额 1", "300").await;
    page.fill("帐期（付款期限） 1", "2026-01-05").await;
    page.fill("本期金额 2", "699.99").await;
    page.click_in("[action*='/finance/']", "新开发票").await;
    page.sees("999.99").await;
    page.is_sound().await;
    page.fill("本期金额 2", "700").await;
    page.click_in("[action*='/finance/']", "新开发票").await;
    page.sees("发票已登记").await;
    page.sees("逾期未付款").await;
    page.is_sound().await;
    page.js("location.pathname").await
}

async fn reads_the_banks_file(page: &Page) {
    page.go("/finance/receipts/import").await;
    let mut file = tempfile::Builder::new().prefix("bank-").suffix(".csv").tempfile().expect("a file");
    file.write_all(
        "交易日期,贷方金额,对方户名,附言,交易流水号\n2026-02-03,400.00,晨光五金,INV-7701,B-7701\n".as_bytes(),
    )
    .expect("the bank's file");
    page.attach("银行文件", &[file.path().to_owned()]).await;
    page.click("先看一看").await;
    page.sees("银行流水预览").await;
    page.sees("晨光五金").await;
    page.is_sound().await;
    page.click("导入 1 笔").await;
    page.sees("银行流水已导入").await;
    page.is_sound().await;
    // The payer is somebody's short name: a person says whose money it is.
    page.click("2026-02-03").await;
    page.sees("INV-7701").await;
    page.is_sound().await;
    page.picture(&pictures().join("receipt-zh.png")).await;
    page.click("是这位客户的").await;
    page.sees("认领已更新").await;
}

async fn allocates(page: &Page, invoice: &str) {
    page.go(invoice).await;
    page.click("核销收款").await;
    page.is_sound().await;
    page.choose("receipt", "400.00").await;
    page.choose("instalment", "1").await;
    page.fill("amount", "300.01").await;
    page.click_in("[action*='/finance/']", "核销收款").await;
    page.sees("这一期只剩 300.00 CNY 未付").await;
    page.is_sound().await;
    page.fill("amount", "300").await;
    page.click_in("[action*='/finance/']", "核销收款").await;
    page.sees("已入账").await;
    page.sees("700.00").await;
    page.is_sound().await;
}

async fn chases(page: &Page, invoice: &str) {
    page.go(&format!("{invoice}/remind?instalment=2")).await;
    page.is_sound().await;
    page.picture(&pictures().join("remind-zh.png")).await;
    page.click("已发出，记下来").await;
    page.sees("催款已记录").await;
    page.click("记付款承诺").await;
    page.fill("day", "2099-03-01").await;
    page.fill("note", "王会计说春节后付").await;
    page.click_in("[action*='/finance/']", "记付款承诺").await;
    page.sees("承诺已记下").await;
    page.is_sound().await;
}

async fn asks_to_write_it_off(page: &Page, invoice: &str) {
    page.go(&format!("{invoice}/write-off")).await;
    page.choose("instalment", "2").await;
    page.fill("amount", "700").await;
    page.fill("reason", "客户停业，收不回来").await;
    page.click_in("[action*='/finance/']", "申请坏账核销").await;
    page.sees("申请已提交").await;
    page.go("/finance/write-offs").await;
    page.sees("要由另一位同事审批").await;
    page.is_sound().await;
}
