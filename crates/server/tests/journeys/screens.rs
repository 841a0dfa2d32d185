//! Every screen in both languages, at a desk and on a phone, is inspected.

use yidan_domain::Lang;

use super::{
    Premises,
    page::{DESK, PHONE},
};

const SCREENS: [&str; 9] = [
    "/my-day",
    "/board",
    "/customers",
    "/customers/new",
    "/products",
    "/products/new",
    "/processes",
    "/processes/quick-fulfilment",
    "/no-such-page",
];

#[tokio::test(flavor = "multi_thread")]
async fn are_sound_in_both_languages_at_a_desk_and_on_a_phone() {
    let premises = Premises::demo().await;
    for lang in [Lang::Zh, Lang::En] {
        let page = premises.person("demo", DESK, lang).await;
        for screen in SCREENS {
            page.go(screen).await;
            for size in [DESK, PHONE] {
                page.resize(size).await;
                page.is_sound().await;
            }
        }
    }
}
