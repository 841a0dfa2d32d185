//! Something goes wrong: the manager says whose it is and why, the one it goes to hears the bell, and settles it.

use yidan_domain::Lang;

use super::{
    Premises, order,
    page::{DESK, PHONE, Page},
};

const TROUBLE: &str = "纸箱受潮，要重新订";

#[tokio::test(flavor = "multi_thread")]
async fn an_exception_goes_from_the_manager_to_its_owner_and_is_settled() {
    let premises = Premises::demo().await;
    let manager = premises.person("lin", DESK, Lang::Zh).await;
    let buyer = premises.person("wu", PHONE, Lang::Zh).await;
    let before = unread(&buyer).await;

    let number = order::enters(&manager, "CG-4001").await;
    raises_it(&manager).await;
    says_whose_it_is_and_why(&manager, &number).await;

    // The bell rings on the page that is open.
    buyer
        .until(&format!("document.querySelector('#bell .count')?.dataset.count === '{}'", before + 1), "the bell rings")
        .await;
    hears_of_it(&buyer, &number).await;
    settles_it(&buyer, &number).await;

    manager.go("/exceptions?state=closed").await;
    manager.sees_in(TROUBLE, "已换供应商，明早到").await;
    manager.sees_in(TROUBLE, "物料没按时到").await;
    manager.sees_in(TROUBLE, "采购部").await;
    manager.is_sound().await;
}

async fn unread(page: &Page) -> u32 {
    let count: String = page.js("document.querySelector('#bell .count')?.dataset.count ?? ''").await;
    count.parse().unwrap_or_default()
}

async fn raises_it(manager: &Page) {
    manager.click("报异常").await;
    manager.fill("出了什么问题", TROUBLE).await;
    manager.is_sound().await;
    manager.click("报异常").await;
    manager.sees("异常已登记").await;
    manager.sees_in(".notice.exception", TROUBLE).await;
}

/// From the list of those that nobody looks after.
async fn says_whose_it_is_and_why(manager: &Page, number: &str) {
    manager.click("异常").await;
    manager.click("无人负责").await;
    manager.sees_in(number, TROUBLE).await;
    manager.is_sound().await;
    manager.click_in(TROUBLE, "处理").await;
    manager.is_at("/orders/").await;
    manager.choose("负责人", "吴刚 Wu Gang").await;
    manager.choose("原因", "物料没按时到").await;
    manager.is_sound().await;
    manager.click("处理异常").await;
    manager.is_at("/exceptions?state=unowned").await;
    manager.sees("处理方式已登记").await;
    manager.lacks(TROUBLE).await;
}

async fn hears_of_it(buyer: &Page, number: &str) {
    buyer.go("/notices").await;
    buyer.sees("异常请您处理").await;
    buyer.is_sound().await;
    buyer.click(TROUBLE).await;
    buyer.is_at("/orders/").await;
    buyer.sees(number).await;
}

/// With a note of how, or not at all.
async fn settles_it(buyer: &Page, number: &str) {
    buyer.click_in(".notice.exception", "解除异常").await;
    buyer.is_sound().await;
    buyer.fill("怎么解决的", "已换供应商，明早到").await;
    buyer.click("解除异常").await;
    buyer.sees("异常已解除").await;
    buyer.go("/notices").await;
    buyer.lacks(number).await;
}
