//! The administrator: the first hour of a company with the program, at a desk, in Chinese.

use super::{
    Premises,
    page::{DESK, Page},
};

#[tokio::test(flavor = "multi_thread")]
async fn sets_up_the_company() {
    let premises = Premises::empty().await;
    let page = premises.window("administrator", DESK).await;
    makes_the_company(&page).await;
    hires_an_inspector(&page).await;
    brings_a_process_with_a_fault(&page).await;
    numbers_orders_by_the_day(&page).await;
    finds_it_all_in_the_log(&page).await;

    let inspector = premises.window("inspector", DESK).await;
    inspector.go("/sign-in").await;
    inspector.fill("登录名", "he").await;
    inspector.fill("密码", "look-closely").await;
    inspector.click("登录").await;
    inspector.sees("今天没有等着您的事").await;
    inspector.is_sound().await;
}

async fn makes_the_company(page: &Page) {
    page.go("/").await;
    page.is_at("/first-run").await;
    page.is_sound().await;
    page.fill("公司名称", "晨星贸易").await;
    page.fill("您的姓名", "周远").await;
    page.fill("登录名", "zhou").await;
    page.fill("密码", "short").await;
    page.click("创建并登录").await;
    page.sees("密码太短：至少 8 个字符").await;
    page.is_sound().await;
    // What was typed is still there, but for the password.
    assert_eq!(page.value("公司名称").await, "晨星贸易");
    page.fill("密码", "long-enough-now").await;
    page.click("创建并登录").await;
    page.is_at("/my-day").await;
    page.go("/board").await;
    page.sees("还没有订单").await;
    page.is_sound().await;
}

async fn hires_an_inspector(page: &Page) {
    page.click("公司资料").await;
    page.click("设置").await;
    page.click("部门").await;
    page.sees("quality").await;
    page.is_sound().await;
    page.click("新部门").await;
    page.fill("代码", "sampling").await;
    page.fill("中文名", "打样部").await;
    page.fill("英文名", "Sampling").await;
    page.is_sound().await;
    page.click("保存").await;
    page.sees("已添加部门“打样部”").await;

    page.click("人员").await;
    page.click("新人员").await;
    page.fill("姓名", "何燕").await;
    page.fill("登录名", "zhou").await;
    page.fill("password", "look-closely").await;
    page.click("打样部").await;
    page.is_sound().await;
    page.click("保存").await;
    // Somebody has that log-in name already; the rest is not typed again.
    page.sees("登录名").await;
    page.until("!!document.querySelector('[aria-invalid]')", "the fault stands beside its field").await;
    page.is_sound().await;
    assert_eq!(page.value("姓名").await, "何燕");
    page.fill("登录名", "he").await;
    page.fill("password", "look-closely").await;
    page.click("保存").await;
    page.sees("已添加何燕").await;
    page.sees_in("何燕", "打样部").await;
    page.is_sound().await;
}

async fn brings_a_process_with_a_fault(page: &Page) {
    let faulty = r#"key = "sample-room"
version = 1
name = { zh = "打样", en = "Sample room" }
description = { zh = "打一件样品。", en = "Makes one sample." }

[[steps]]
key = "sew"
name = { zh = "车缝", en = "Sew" }
department = "quality"
stage = "making"
instructions = { zh = "照工艺单。", en = "By the process sheet." }
after = ["cut"]
takes = "2 h"
"#;
    page.go("/processes/new").await;
    page.fill("流程内容", faulty).await;
    page.click("检查并保存").await;
    page.sees("有 1 处要改，暂时没有保存").await;
    page.sees_in("cut", "第 12 行").await;
    page.is_sound().await;
    page.fill("流程内容", &faulty.replace("after = [\"cut\"]\n", "")).await;
    page.click("检查并保存").await;
    page.sees("“打样”第 1 版已保存").await;
    page.is_sound().await;
}

async fn numbers_orders_by_the_day(page: &Page) {
    page.go("/settings").await;
    page.is_sound().await;
    page.fill("订单号格式", "A{yyyy}{mm}{dd}-{###}").await;
    page.until("/^A\\d{8}-001$/.test(document.querySelector('#next-number').innerText)", "the next number is shown")
        .await;
    page.click("保存").await;
    page.sees("设置已保存").await;
}

async fn finds_it_all_in_the_log(page: &Page) {
    page.click("变更记录").await;
    for change in ["修改公司设置", "添加流程", "添加人员何燕", "添加部门“打样部”"] {
        page.sees(change).await;
    }
    page.is_sound().await;
}
