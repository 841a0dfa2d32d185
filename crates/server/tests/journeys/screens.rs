//! Every screen in both languages, at a desk and on a phone, is inspected.

use yidan_domain::Lang;

use super::{
    Premises,
    page::{DESK, PHONE, Page},
};

const SCREENS: [&str; 42] = [
    "/my-day",
    "/board",
    "/board?q=none-of-them",
    "/exceptions",
    "/exceptions?state=overdue",
    "/notices?show=all",
    "/digests",
    "/board?state=at-risk",
    "/load",
    "/load?by=person",
    "/insight",
    "/insight/steps",
    "/insight/scorecards",
    "/insight/causes",
    "/insight/map",
    "/insight/orders?figure=late",
    "/board?from=nonsense",
    "/orders/new",
    "/customers",
    "/customers/new",
    "/products",
    "/products/new",
    "/processes",
    "/processes/new",
    "/processes/customer-order/2",
    "/import",
    "/settings",
    "/settings/departments",
    "/settings/departments/new",
    "/settings/people",
    "/settings/people/new",
    "/settings/rules",
    "/settings/causes",
    "/settings/causes/rework",
    "/settings/log",
    "/calendars",
    "/calendars?year=2027",
    "/calendars/new",
    "/calendars/standard",
    "/calendars/holidays",
    "/account",
    "/no-such-page",
];

#[tokio::test(flavor = "multi_thread")]
async fn are_sound_in_both_languages_at_a_desk_and_on_a_phone() {
    let premises = Premises::demo().await;
    for lang in [Lang::Zh, Lang::En] {
        let page = premises.person("demo", DESK, lang).await;
        for screen in SCREENS {
            page.go(screen).await;
            is_sound_in_every_size(&page).await;
        }
        for (list, link) in [("/board", "tr[data-order] a"), ("/customers", "tbody a"), ("/settings/people", "tbody a")]
        {
            page.go(list).await;
            let one: String = page.js(&format!("document.querySelector('{link}').pathname")).await;
            page.go(&one).await;
            is_sound_in_every_size(&page).await;
        }
        page.go("/board?process=made-to-order&state=open").await;
        let one: String = page.js("document.querySelector('tr[data-order] a').pathname").await;
        page.go(&format!("{one}/plan")).await;
        is_sound_in_every_size(&page).await;
    }
}

async fn is_sound_in_every_size(page: &Page) {
    for size in [DESK, PHONE] {
        page.resize(size).await;
        page.is_sound().await;
    }
}
