//! The administrator: the first hour of a company with the program.

use super::{DESK, Premises};

#[tokio::test(flavor = "multi_thread")]
async fn sets_up_the_company() {
    let premises = Premises::empty().await;
    let page = premises.window("administrator", DESK).await;

    page.go("/").await;
    page.is_at("/first-run").await;
    page.is_sound().await;
    page.fill("company", "晨星贸易").await;
    page.fill("name", "周远").await;
    page.fill("login", "zhou").await;
    page.fill("password", "short").await;
    page.click("开始使用").await;
    page.sees("密码").await;
    page.is_sound().await;
}
