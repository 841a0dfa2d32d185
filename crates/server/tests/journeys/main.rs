//! Journeys: people of a company do their work in headless Chromium against the program itself. Each is a story of one
//! role, told in the words on the screen; every screen on the way is inspected for faults of access.

mod browser;
mod page;
mod server;

mod administrator;
mod agreeing;
mod buyer;
mod contract;
mod exceptions;
mod finance;
mod inspector;
mod manager;
mod order;
mod outside_factory;
mod pictures;
mod planner;
mod production_planner;
mod sample_room;
mod screens;
mod together;
mod workshop;

use browser::Browser;
use page::{Page, Size};
use server::Server;
use yidan_domain::Lang;

/// Everybody's password in the demo company.
const PASSWORD: &str = "yidan-demo";

/// The company's server and the people in front of their screens.
struct Premises {
    // Dropped in this order: the browser goes before what it talks to.
    browser: Browser,
    server: Server,
}

impl Premises {
    async fn demo() -> Self {
        Self::of(Server::demo()).await
    }

    async fn empty() -> Self {
        Self::of(Server::empty()).await
    }

    async fn of(server: Server) -> Self {
        Self { browser: Browser::start().await, server }
    }

    /// A window of somebody who has not signed in.
    async fn window(&self, who: &str, size: Size) -> Page {
        Page::open(self.browser.newcomer().await, &self.server.address, who, size).await
    }

    /// Somebody of the demo company, signed in.
    async fn person(&self, login: &str, size: Size, lang: Lang) -> Page {
        let page = self.window(login, size).await;
        page.go("/sign-in").await;
        page.fill("login", login).await;
        page.fill("password", PASSWORD).await;
        page.until("(document.forms[document.forms.length - 1].requestSubmit(), true)", "the form is sent").await;
        page.is_at("/my-day").await;
        speak(&page, lang).await;
        page
    }
}

/// Changes the language by the button in the bar, when it is not the one spoken already.
async fn speak(page: &Page, lang: Lang) {
    let (code, button) = match lang {
        Lang::Zh => ("zh", "中文"),
        Lang::En => ("en", "English"),
    };
    let spoken = format!("document.documentElement.lang.startsWith('{code}')");
    if !page.js::<bool>(&spoken).await {
        page.click(button).await;
        page.until(&spoken, "the language has changed").await;
    }
}
