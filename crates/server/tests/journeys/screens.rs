//! Every screen in both languages, at a desk and on a phone, is inspected.

use yidan_domain::Lang;

use super::{
    Premises,
    page::{DESK, PHONE, Page},
};

const SCREENS: &[&str] = &[
    "/my-day",
    "/board",
    "/board?q=none-of-them",
    "/exceptions",
    "/exceptions?state=overdue",
    "/notices?show=all",
    "/digests",
    "/board?state=at-risk",
    "/samples",
    "/samples?which=approved",
    "/load",
    "/load?by=person",
    "/workshop",
    "/workshop?operation=%E9%92%BB%E5%AD%94",
    "/planning",
    "/workshop/sheet",
    "/workshop/sheet?lots=all&sort=-delay",
    "/workshop/sheet?q=none-of-them",
    "/workshop/sheet/import",
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
    "/approvals",
    "/finance",
    "/finance/receivables",
    "/finance/receivables?state=overdue&sort=-overdue",
    "/finance/receivables?q=none-of-them",
    "/finance/invoices/new",
    "/finance/receipts",
    "/finance/receipts/new",
    "/finance/receipts/import",
    "/finance/ageing",
    "/finance/ladder",
    "/finance/write-offs",
    "/desk",
    "/desk/settings",
    "/desk/day",
    "/credit",
    "/credit/salespeople",
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
    "/quality",
    "/quality/calendar",
    "/quality/calendar?view=week",
    "/quality/inspections",
    "/quality/figures",
    "/quality/unplanned",
    "/quality/settings",
    "/outside",
    "/workshop/day",
    "/purchasing",
    "/purchasing/to-buy",
    "/purchasing/sheet",
    "/purchasing/columns",
    "/purchases",
    "/purchases/new",
    "/materials",
    "/materials/new",
    "/suppliers",
    "/suppliers/new",
    "/account",
    "/no-such-page",
];

/// Lists, with the way to the first thing on them.
const LISTS: &[(&str, &str)] = &[
    ("/customers", "tbody a"),
    ("/settings/people", "tbody a"),
    ("/finance/receivables", "tbody a"),
    ("/finance/receipts", "tbody a"),
    ("/credit", "tbody a"),
    ("/suppliers", "tbody a"),
    ("/materials", "tbody a"),
    ("/purchases", "tbody a"),
    ("/quality", "main a[href^=\"/inspections/\"]"),
    ("/samples", "main a[href*=\"/samples/\"]"),
    ("/workshop", "main a[href^=\"/lots/\"]"),
];

/// Pages of an order of each process.
const ORDERS: [(&str, &[&str]); 8] = [
    ("customer-order", &["", "/amend"]),
    ("made-to-order", &["", "/plan", "/materials", "/lots", "/samples", "/inspections"]),
    ("quick-fulfilment", &[""]),
    (
        "foreign-trade",
        &["", "/quotes", "/costs", "/costs/versions", "/costs/actual", "/costs/review", "/letters", "/money"],
    ),
    ("sales-contract", &["", "/quotes", "/money"]),
    ("reviewed-manufacturing", &["", "/changes", "/costs"]),
    ("sales-desk", &["", "/credit", "/money"]),
    ("textile-order", &["", "/forms", "/forms/1"]),
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
        for (list, link) in LISTS {
            page.go(&first_of(&page, list, link).await).await;
            is_sound_in_every_size(&page).await;
        }
        for (process, parts) in ORDERS {
            let order = first_of(&page, &format!("/board?process={process}"), "tr[data-order] a").await;
            for part in parts {
                page.go(&format!("{order}{part}")).await;
                is_sound_in_every_size(&page).await;
            }
        }
    }
}

/// The address of the first thing on a list.
async fn first_of(page: &Page, list: &str, link: &str) -> String {
    page.go(list).await;
    page.js(&format!("document.querySelector('{link}').pathname")).await
}

async fn is_sound_in_every_size(page: &Page) {
    for size in [DESK, PHONE] {
        page.resize(size).await;
        page.is_sound().await;
    }
}
