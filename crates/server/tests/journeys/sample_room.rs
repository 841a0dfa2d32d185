//! The sample room: what there is to do today, a sample from the order to the measured garment, points outside marked as
//! they are typed, and the sheet on paper.

use yidan_domain::Lang;

use super::{
    Premises,
    page::{DESK, PHONE, Page},
};

#[tokio::test(flavor = "multi_thread")]
async fn follows_a_sample_from_the_order_to_the_chart() {
    let premises = Premises::demo().await;
    let follow_up = premises.person("lin", DESK, Lang::Zh).await;
    let sample = orders_a_sample(&follow_up).await;
    reads_it(&follow_up, &sample).await;

    let room = premises.person("gao", PHONE, Lang::En).await;
    room.go("/samples?turn=engineering").await;
    room.is_sound().await;
    makes_it(&room, &sample).await;
    measures_it(&room, &sample).await;

    follow_up.go(&format!("{sample}/sheet/print")).await;
    follow_up.sees("石磨 40 分钟").await;
    follow_up.is_sound().await;
}

async fn orders_a_sample(page: &Page) -> String {
    page.go("/board?process=made-to-order&state=open").await;
    let order: String = page.js("document.querySelector('tr[data-order] a').pathname").await;
    page.go(&format!("{order}/samples/new")).await;
    page.is_sound().await;
    page.fill("款号或品名", "DJ-218 牛仔夹克").await;
    page.fill("件数", "M 两件").await;
    page.click_in(".panel", "登记样品").await;
    page.sees("件数读不懂").await;
    page.fill("件数", "M 2").await;
    page.click_in(".panel", "登记样品").await;
    page.sees("样品已登记。").await;
    page.is_sound().await;
    page.js("location.pathname").await
}

/// Items, stock, the process sheet and the chart; then it goes to the sample room.
async fn reads_it(page: &Page, sample: &str) {
    page.go(&format!("{sample}/items")).await;
    page.is_sound().await;
    for (field, typed) in
        [("fabric-kind", "牛仔布"), ("fabric-gsm", "400"), ("fabric-quantity", "3"), ("fabric-unit", "m")]
    {
        page.fill(field, typed).await;
    }
    page.click("保存").await;
    page.sees("样品已记下。").await;
    page.go(&format!("{sample}/stock?line=1")).await;
    page.is_sound().await;
    page.click("有库存").await;
    page.fill("库存数量", "8").await;
    page.click_in(".panel", "查库存").await;
    page.sees("有库存 8 m").await;
    page.go(&format!("{sample}/items")).await;
    page.fill("fabric-note", "先做样").await;
    page.click("保存").await;
    page.sees("有库存 8 m").await;
    page.go(&format!("{sample}/sheet")).await;
    page.is_sound().await;
    page.fill("洗水方式", "石磨 40 分钟").await;
    page.click("保存").await;
    page.sees("样品已记下。").await;
    page.go(&format!("{sample}/chart")).await;
    page.is_sound().await;
    for (field, typed) in [("point", "腰围"), ("target-0", "76"), ("plus", "1")] {
        page.fill(field, typed).await;
    }
    page.click("保存").await;
    page.sees("样品已记下。").await;
    page.click("交样板房").await;
    page.is_sound().await;
    page.click_in(".panel", "交样板房").await;
    page.sees("第 1 轮").await;
    page.is_sound().await;
}

async fn makes_it(page: &Page, sample: &str) {
    for (deed, words) in [("make", "Made"), ("wash", "Washed")] {
        page.go(&format!("{sample}/{deed}")).await;
        page.is_sound().await;
        page.click_in(".panel", words).await;
        page.is_at(sample).await;
    }
    page.go(&format!("{sample}/check")).await;
    page.is_sound().await;
    page.click("Passed").await;
    page.click_in(".panel", "Check").await;
    page.is_at(sample).await;
    page.go(&format!("{sample}/finish")).await;
    page.click_in(".panel", "Finished").await;
    page.is_at(sample).await;
    page.is_sound().await;
}

async fn measures_it(page: &Page, sample: &str) {
    page.go(&format!("{sample}/measure")).await;
    page.is_sound().await;
    page.fill("M 腰围", "77.2").await;
    page.sees_in("[data-off]", "+1.2 outside the tolerance").await;
    page.until("document.querySelector('.sample-measure input').classList.contains('outside')", "it is marked").await;
    page.fill("M 腰围", "76.8").await;
    page.until("!document.querySelector('.sample-measure input').classList.contains('outside')", "it is not any more")
        .await;
    page.click("Save").await;
    page.sees("The measurements are kept.").await;
    page.sees("76.8 (+0.8)").await;
}
