//! Two people at one order: what one does appears before the other, and who comes second loses no typing.

use yidan_domain::Lang;

use super::{Premises, order, page::DESK};

#[tokio::test(flavor = "multi_thread")]
async fn two_people_see_and_do_not_overwrite_each_other() {
    let premises = Premises::demo().await;
    let lin = premises.person("lin", DESK, Lang::Zh).await;
    let zhou = premises.person("demo", DESK, Lang::En).await;
    let number = order::enters(&lin, "CG-3001").await;
    let link: String = lin.js("location.pathname").await;

    // The board of one follows what the other does, without being loaded again.
    zhou.go(&format!("/board?q={number}")).await;
    zhou.sees_in(&number, "0/11").await;
    zhou.js::<bool>("window.isStillHere = true").await;
    lin.click_in("#step-receive", "开始").await;
    lin.sees_in("#step-receive", "进行中").await;
    lin.click_in("#step-receive", "完成").await;
    zhou.sees_in(&number, "1/11").await;
    assert!(zhou.js::<bool>("window.isStillHere === true").await, "the board was not loaded again");

    // Both tell what the stock is; who comes second is told of the first, and what was typed is still there.
    lin.click_in("#step-confirm", "完成").await;
    lin.sees_in("#step-confirm", "已完成").await;
    zhou.go(&link).await;
    zhou.click_in("#step-check-stock", "Finish").await;
    zhou.click("Yes").await;
    zhou.fill("What is missing", "40 brackets").await;
    lin.sees_in("#step-check-stock", "可开始").await;
    lin.click_in("#step-check-stock", "开始").await;
    lin.sees_in("#step-check-stock", "进行中").await;
    zhou.click("Finish").await;
    zhou.sees("林海").await;
    zhou.is_sound().await;
    assert_eq!(zhou.value("What is missing").await, "40 brackets");
    zhou.click("Finish").await;
    zhou.sees_in("#step-check-stock", "40 brackets").await;
    // And the other sees it on the page that is open, without doing anything.
    lin.sees_in("#step-check-stock", "40 brackets").await;
    lin.is_sound().await;
}
