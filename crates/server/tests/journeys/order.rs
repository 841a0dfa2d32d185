//! One order through all hands: sales at a desk, the warehouse on a phone, the manager in between, finance in English,
//! and somebody who only looks.

use yidan_domain::Lang;

use super::{
    Premises,
    page::{DESK, PHONE, Page},
};

const CUSTOMER: &str = "晨光五金 Chenguang Hardware";

#[tokio::test(flavor = "multi_thread")]
async fn goes_from_the_customer_to_the_last_yuan() {
    let premises = Premises::demo().await;
    let sales = premises.person("chen", DESK, Lang::Zh).await;
    let number = enters(&sales, "CG-2088").await;
    is_warned_of_the_same_reference(&sales, "CG-2088", &number).await;
    hands_it_on_to_the_warehouse(&sales, &number).await;

    let warehouse = premises.person("zhao", PHONE, Lang::Zh).await;
    checks_the_stock_on_a_phone(&warehouse, &number).await;

    let manager = premises.person("lin", DESK, Lang::Zh).await;
    sees_it_out_of_the_door(&manager, &number).await;
    sales_see_their_own_orders_only(&sales, &manager).await;

    let finance = premises.person("xu", DESK, Lang::En).await;
    settles_once_the_money_is_there(&finance, &number).await;

    let onlooker = premises.person("tang", DESK, Lang::Zh).await;
    sees_and_touches_nothing(&onlooker, &number).await;
}

/// An order of two lines for stock goods; the number that it got.
pub async fn enters(page: &Page, reference: &str) -> String {
    enters_for(page, "当日发货", reference).await
}

/// The same, to follow this process.
pub async fn enters_for(page: &Page, process: &str, reference: &str) -> String {
    page.go("/orders/new").await;
    page.is_sound().await;
    page.click("邮件").await;
    page.fill("客户", CUSTOMER).await;
    page.fill("客户单号", reference).await;
    page.choose("流程", process).await;
    fills_the_line(page, 1, "FL-80", "１,０００").await;
    page.click("加一行").await;
    fills_the_line(page, 2, "BR-20", "40.5").await;
    page.sees("合计 61,706.25").await;
    page.is_sound().await;
    page.click("录入订单").await;
    // Brackets are counted one by one.
    page.sees("还有地方要改").await;
    page.is_sound().await;
    page.fill_in(&line(2), "数量", "40").await;
    page.click("录入订单").await;
    page.sees("已录入").await;
    page.is_sound().await;
    page.sees("61,700.00").await;
    page.text("h1").await
}

async fn fills_the_line(page: &Page, turn: usize, code: &str, quantity: &str) {
    page.fill_in(&line(turn), "产品编号", code).await;
    let filled = format!("document.querySelector('{} [data-part=price]').value !== ''", line(turn));
    page.until(&filled, "the catalogue fills in the price").await;
    page.fill_in(&line(turn), "数量", quantity).await;
}

fn line(turn: usize) -> String {
    format!("[data-line]:nth-of-type({turn})")
}

async fn is_warned_of_the_same_reference(page: &Page, reference: &str, number: &str) {
    page.go("/orders/new").await;
    page.fill("客户", CUSTOMER).await;
    page.fill("客户单号", reference).await;
    page.sees_in("#same-reference", number).await;
    page.choose("流程", "当日发货").await;
    fills_the_line(page, 1, "FL-80", "1").await;
    page.click("录入订单").await;
    page.sees("可能重复录入了").await;
    page.is_sound().await;
    assert_eq!(page.value("客户单号").await, reference);
}

async fn hands_it_on_to_the_warehouse(page: &Page, number: &str) {
    opens(page, number).await;
    does_at_once(page, "receive").await;
    does_at_once(page, "confirm").await;
    page.sees_in("#step-check-stock", "仓储部").await;
    page.is_kept_from_in("#step-check-stock", "完成").await;
}

/// Starts and finishes a step that has no form.
async fn does_at_once(page: &Page, step: &str) {
    let row = format!("#step-{step}");
    page.click_in(&row, "开始").await;
    page.sees_in(&row, "进行中").await;
    page.click_in(&row, "完成").await;
    page.sees_in(&row, "已完成").await;
}

async fn opens(page: &Page, number: &str) {
    page.go("/board").await;
    page.fill("q", number).await;
    page.click(number).await;
    page.is_at("/orders/").await;
    page.sees("步骤跟踪").await;
}

async fn checks_the_stock_on_a_phone(page: &Page, number: &str) {
    page.is_sound().await;
    let card = format!("库存检查…{number}");
    page.click_in(&card, "开始").await;
    page.is_at("/my-day").await;
    page.sees_in(&card, "进行中").await;
    page.click_in(&card, "填表完成").await;
    page.is_at("/orders/").await;
    page.is_sound().await;
    page.click("否").await;
    page.click("完成").await;
    page.is_at("/my-day").await;
    page.sees_in(number, "订单分配").await;
    // The task is gone; a notice may still speak of it.
    let tasks = "[...document.querySelectorAll('article.task')].map((task) => task.innerText)";
    let gone = format!("!{tasks}.some((task) => task.includes('库存检查') && task.includes('{number}'))");
    page.until(&gone, "the stock is no task any more").await;
}

async fn sees_it_out_of_the_door(page: &Page, number: &str) {
    opens(page, number).await;
    does_at_once(page, "allocate").await;
    does_at_once(page, "pick").await;
    for (step, field, answer) in
        [("pack", "箱数", "12"), ("transport", "承运人", "顺达物流"), ("notify", "运单号", "SD20260088")]
    {
        let row = format!("#step-{step}");
        page.click_in(&row, "开始").await;
        page.sees_in(&row, "进行中").await;
        page.click_in(&row, "完成").await;
        page.fill(field, answer).await;
        page.is_sound().await;
        page.click("完成").await;
        page.sees_in(&row, answer).await;
    }
    page.is_sound().await;
}

async fn sales_see_their_own_orders_only(sales: &Page, manager: &Page) {
    let rows = "tr[data-order] th a";
    for page in [sales, manager] {
        page.go("/board?state=open").await;
        page.sees("倒计时").await;
    }
    let (own, all) = (sales.texts(rows).await, manager.texts(rows).await);
    let other = all.iter().find(|number| !own.contains(number)).expect("there are orders of others");
    assert!(!own.is_empty());
    sales.go(&format!("/orders/by-number/{other}")).await;
    sales.sees("找不到").await;
    sales.is_sound().await;
}

async fn settles_once_the_money_is_there(page: &Page, number: &str) {
    page.is_sound().await;
    page.click_in(number, "Start").await;
    page.click_in(number, "Fill in, finish").await;
    page.click("No").await;
    page.fill("Amount received", "61700").await;
    page.click("Finish").await;
    page.sees("The payment has not arrived").await;
    page.is_sound().await;
    assert_eq!(page.value("Amount received").await, "61700");
    page.click("Yes").await;
    page.click("Finish").await;
    page.is_at("/my-day").await;
    page.go(&format!("/board?state=all&q={number}")).await;
    page.click(number).await;
    page.sees_in("#step-settle", "61,700.00").await;
    page.is_sound().await;
}

async fn sees_and_touches_nothing(page: &Page, number: &str) {
    page.sees("您的账号只能查看").await;
    opens(page, number).await;
    page.sees_in("#history", "订单结算").await;
    page.is_kept_from("备注").await;
    page.is_kept_from_in("#step-complete", "开始").await;
    page.is_sound().await;
}
