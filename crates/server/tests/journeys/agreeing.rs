//! An offer in rounds, its proforma invoice, and a letter of credit that two people review: sales at a desk, the documents
//! clerk on a phone.

use yidan_domain::Lang;

use super::{
    Premises,
    order::enters,
    page::{DESK, PHONE, Page, pictures},
};

#[tokio::test(flavor = "multi_thread")]
async fn is_done_in_rounds_and_the_credit_is_reviewed_by_two() {
    let premises = Premises::demo().await;
    let sales = premises.person("chen", DESK, Lang::Zh).await;
    enters(&sales, "CG-3099").await;
    let order: String = sales.js("location.pathname").await;
    quotes_two_rounds(&sales).await;
    is_accepted_and_printed(&sales).await;
    enters_the_credit(&sales, &order).await;

    let clerk = premises.person("zheng", PHONE, Lang::Zh).await;
    clerk.go(&format!("{order}/letters")).await;
    clerk.sees("等业务员、单证员审证").await;
    clerk.is_sound().await;
    clerk.picture(&pictures().join("letters-phone-zh.png")).await;
    accepts(&clerk).await;
    clerk.sees("等业务员审证").await;

    sales.go(&format!("{order}/letters")).await;
    accepts(&sales).await;
    sales.sees("信用证都已审核通过").await;
    sales.is_sound().await;
    sales.picture(&pictures().join("letters-zh.png")).await;
}

async fn quotes_two_rounds(page: &Page) {
    page.click_in(".tabs", "报价").await;
    page.sees("还没有报过价").await;
    page.is_sound().await;
    page.click("做第一轮报价").await;
    page.fill("付款条件", "30% T/T, 70% L/C").await;
    page.fill("有效期至", "2020-01-01").await;
    page.is_sound().await;
    page.click("保存报价").await;
    page.sees("还有地方要改").await;
    page.is_sound().await;
    page.fill("有效期至", "2099-01-01").await;
    page.click("保存报价").await;
    page.sees("等客户答复").await;
    page.click("新一轮报价").await;
    page.fill_in("[data-line]:nth-of-type(1)", "单价", "11.80").await;
    page.fill("报价说明", "纸箱加托盘，20 尺柜").await;
    page.click("保存报价").await;
    page.sees_in("#round-2", "与上一轮相比").await;
    page.is_sound().await;
    page.picture(&pictures().join("quotes-zh.png")).await;
    page.resize(PHONE).await;
    page.is_sound().await;
    page.resize(DESK).await;
}

async fn is_accepted_and_printed(page: &Page) {
    page.click_in("#round-2", "记客户的答复").await;
    page.sees("客户怎么说").await;
    page.is_sound().await;
    page.click("保存").await;
    page.sees("请选客户接受还是没有接受").await;
    page.is_sound().await;
    page.click("客户已接受").await;
    page.click("保存").await;
    page.sees_in("#round-2", "客户已接受").await;
    page.click_in("#round-2", "形式发票").await;
    page.sees("PROFORMA INVOICE").await;
    page.is_sound().await;
    page.picture(&pictures().join("proforma-zh.png")).await;
    page.resize(PHONE).await;
    page.is_sound().await;
    page.resize(DESK).await;
}

async fn enters_the_credit(page: &Page, order: &str) {
    page.go(&format!("{order}/letters")).await;
    page.sees("还没有收到信用证").await;
    page.is_sound().await;
    page.click("登记信用证").await;
    page.is_sound().await;
    page.fill("信用证号", "LC-3099").await;
    page.fill("开证行", "Deutsche Bank").await;
    page.fill("金额", "8000").await;
    page.fill("最迟装运日", "2099-05-01").await;
    page.fill("到期日", "2099-05-21").await;
    page.fill("增减幅度 %", "120").await;
    page.click("保存信用证").await;
    page.sees("增减幅度要在 0 到 99% 之间").await;
    page.is_sound().await;
    page.fill("增减幅度 %", "±5%").await;
    page.click("保存信用证").await;
    page.sees("金额不够").await;
    page.is_sound().await;
}

/// Everything holds, and so the credit is accepted.
async fn accepts(page: &Page) {
    page.click("审证").await;
    page.sees("逐项核对").await;
    page.click("接受").await;
    page.click("保存审证结果").await;
    page.sees("还有没核对或不相符的项目").await;
    page.is_sound().await;
    page.picture(&pictures().join("review-zh.png")).await;
    page.until(
        "document.querySelectorAll('.checklist [value=yes]').forEach((one) => one.click()) ?? true",
        "all holds",
    )
    .await;
    page.click("保存审证结果").await;
    // It is short of what is due, and a word on that is wanted.
    page.sees("确实可以接受的，写明为什么").await;
    page.is_sound().await;
    page.fill("为什么仍可接受", "差额 210 元另付电汇").await;
    page.click("保存审证结果").await;
    page.sees("审证结果已保存").await;
}
