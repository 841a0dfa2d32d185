//! The pictures of the README, drawn anew at every run; `docs/pictures` puts them in their place.

use yidan_domain::Lang;

use super::{
    Premises,
    page::{DESK, PHONE, Page, pictures},
};

#[tokio::test(flavor = "multi_thread")]
async fn show_the_demo_company() {
    let premises = Premises::demo().await;
    let manager = premises.person("lin", DESK, Lang::Zh).await;
    draws(&manager, "/board", "倒计时", "board-zh").await;
    let late: String = manager.js("document.querySelector('tr[data-order]:has(.stage.late) th a').pathname").await;
    draws(&manager, &late, "步骤跟踪", "order-zh").await;

    let warehouse = premises.person("zhao", PHONE, Lang::Zh).await;
    draws(&warehouse, "/my-day", "我的一天", "my-day-phone-zh").await;

    let english = premises.person("demo", DESK, Lang::En).await;
    draws(&english, "/board", "Countdown", "board-en").await;
}

async fn draws(page: &Page, path: &str, words: &str, name: &str) {
    page.go(path).await;
    page.sees(words).await;
    page.is_sound().await;
    page.picture(&pictures().join(format!("{name}.png"))).await;
}
