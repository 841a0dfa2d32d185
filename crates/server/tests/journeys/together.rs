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

    // Both raise an exception on the same state of the order; the second is told of the first and sends again.
    zhou.go(&link).await;
    zhou.click("Raise exception").await;
    zhou.fill("What is wrong", "The customer cannot be reached").await;
    lin.click_in("#step-confirm", "开始").await;
    lin.sees_in("#step-confirm", "进行中").await;
    zhou.click("Raise exception").await;
    zhou.sees("林海").await;
    zhou.is_sound().await;
    assert_eq!(zhou.value("What is wrong").await, "The customer cannot be reached");
}
