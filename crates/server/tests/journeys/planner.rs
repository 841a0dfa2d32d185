//! The planner: sees that an order's steps can be moved, tries a plan by keyboard and by dragging, sees what it does to
//! delivery, and keeps it with a reason; at a desk, in Chinese, and a look on a phone.

use yidan_domain::Lang;

use super::{
    Premises,
    page::{DESK, PHONE, Page},
};

#[tokio::test(flavor = "multi_thread")]
async fn tries_a_plan_and_keeps_it() {
    let premises = Premises::demo().await;
    let page = premises.person("lin", DESK, Lang::Zh).await;
    page.go("/board?process=made-to-order&state=open&sort=-expected").await;
    let order: String = page.js("document.querySelector('tr[data-order] a').pathname").await;
    page.go(&order).await;
    page.sees("计划与预测").await;
    page.is_sound().await;
    page.click("调整计划").await;
    page.is_at(&format!("{order}/plan")).await;
    page.is_sound().await;

    moves_by_keyboard(&page).await;
    keeps_the_time_of_day(&page).await;
    let by_keyboard = delivery(&page).await;
    drags(&page).await;
    page.until(&format!("{DELIVERY} !== {by_keyboard:?}"), "the plan is tried anew").await;
    page.is_sound().await;
    page.resize(PHONE).await;
    page.is_sound().await;
    page.resize(DESK).await;

    page.fill("原因", "客户推迟验货").await;
    page.click("保存计划").await;
    page.sees("计划已调整").await;
    page.is_at(&order).await;
    page.until("document.querySelectorAll('.gantt .baseline').length > 0", "the old plan stays to be seen").await;
    page.sees("客户推迟验货").await;
}

/// The new expected end of the last step that moves.
const DELIVERY: &str = "([...document.querySelectorAll('#plan-outcome tbody tr')].at(-1)?.innerText ?? '')";
const BAR: &str = "document.querySelector('.gantt [data-bar]')";

async fn delivery(page: &Page) -> String {
    page.js(DELIVERY).await
}

/// Two weeks later, by the keys that move a week each.
async fn moves_by_keyboard(page: &Page) {
    for _ in 0..2 {
        let before: String = page.js(&format!("{BAR}.dataset.begins")).await;
        page.js::<bool>(&format!(
            "({BAR}.focus(), {BAR}.dispatchEvent(new KeyboardEvent('keydown', {{ key: 'PageDown', bubbles: true }})), true)"
        ))
        .await;
        page.until(&format!("{BAR}.dataset.begins > '{before}'"), "the bar has moved").await;
    }
    page.sees("试算结果").await;
}

/// A time of day that was typed behind the day stays when the bar is moved, and when another day is picked.
async fn keeps_the_time_of_day(page: &Page) {
    let field = format!("document.querySelector(`[name=\"not-before-${{{BAR}.dataset.bar}}\"]`)");
    let ends = |what| (format!("/^\\d{{4}}-\\d\\d-\\d\\d 14:30$/.test({field}.value)"), what);
    page.js::<bool>(&format!("({field}.value += ' 14:30', true)")).await;
    moves_by_keyboard(page).await;
    let (kept, what) = ends("the time is kept when the bar moves");
    page.until(&kept, what).await;
    let moved: String = page.js(&format!("{field}.value")).await;
    page.js::<bool>(&format!("({field}.dispatchEvent(new FocusEvent('focusin', {{ bubbles: true }})), true)")).await;
    let day = "document.querySelector('.air-datepicker.-active- .-day-:not(.-selected-)')";
    page.until(&format!("{day} !== null"), "the calendar is open").await;
    page.js::<bool>(&format!("({day}.click(), true)")).await;
    page.until(&format!("{field}.value !== '{moved}'"), "another day is picked").await;
    let (kept, what) = ends("the time is kept when another day is picked");
    page.until(&kept, what).await;
}

/// A hundred units to the right, by pointer.
async fn drags(page: &Page) {
    page.js::<bool>(&format!(
        "(() => {{ const bar = {BAR}, at = bar.getBoundingClientRect();
           const send = (to, kind, x) =>
             to.dispatchEvent(new PointerEvent(kind, {{ bubbles: true, clientX: x, clientY: at.y + 4, pointerId: 1 }}));
           send(bar, 'pointerdown', at.x + 2); send(window, 'pointermove', at.x + 102); send(window, 'pointerup', at.x + 102);
           return true; }})()"
    ))
    .await;
}
