use std::{fs, path::Path};

use axum::{body::to_bytes, http::HeaderValue};
use jiff::tz::TimeZone;
use yidan_domain::{
    Lang, Message,
    access::{Role, Viewer},
};

use super::*;
use crate::texts::Reader;

fn frame(lang: Lang, role: Option<Role>, panel: bool) -> Frame {
    let now = "2026-11-24T02:00:00Z".parse().unwrap();
    let viewer = |role| Viewer { role, ..Viewer::program() };
    Frame {
        reader: Reader { lang, zone: TimeZone::UTC, now },
        viewer: role.map(|role| SignedIn { name: "陈静 <b>".into(), viewer: viewer(role) }),
        title: String::new(),
        link: None,
        nav: None,
        company: "晨光进出口".into(),
        path: "/board?q=1".into(),
        panel,
        unread: 0,
        flashes: vec![],
    }
}

async fn shown(response: Response) -> String {
    String::from_utf8(to_bytes(response.into_body(), 1 << 20).await.unwrap().to_vec()).unwrap()
}

#[tokio::test]
async fn an_error_says_what_and_the_way_onward_in_the_readers_language() {
    for (lang, status, role, what, onward) in [
        (Lang::Zh, StatusCode::NOT_FOUND, Some(Role::Member), "找不到这个页面", "href=\"/board\""),
        (Lang::En, StatusCode::FORBIDDEN, Some(Role::ReadOnly), "Not allowed", "href=\"/board\""),
        (Lang::Zh, StatusCode::UNAUTHORIZED, None, "请先登录", "href=\"/sign-in\""),
        (Lang::En, StatusCode::BAD_GATEWAY, None, "Something went wrong here", "href=\"/sign-in\""),
    ] {
        let response = error_page(frame(lang, role, false), status, None, None);
        assert_eq!(response.status(), status);
        let page = shown(response).await;
        assert!(page.contains(what) && page.contains(onward), "{status}: {page}");
        assert!(!page.contains("error-"), "a key without words: {page}");
        assert!(!page.contains("<b>"), "names are escaped");
    }
}

#[tokio::test]
async fn conditions_that_cannot_be_read_lead_back_to_the_page_without_them() {
    for (status, leads) in [(StatusCode::BAD_REQUEST, true), (StatusCode::NOT_FOUND, false)] {
        let page = Some("/quality/inspections".to_owned());
        let page = shown(error_page(frame(Lang::En, Some(Role::Member), false), status, None, page)).await;
        assert_eq!(page.contains("href=\"/quality/inspections\""), leads, "{status}: {page}");
    }
}

#[tokio::test]
async fn a_panel_is_sent_without_the_frame_around_it() {
    let message = Message::new("rows-shown").with("count", 3usize);
    let response = error_page(frame(Lang::Zh, Some(Role::Member), true), StatusCode::CONFLICT, Some(&message), None);
    let panel = shown(response).await;
    assert!(panel.contains("共 3 条") && !panel.contains("<html") && !panel.contains("<nav"), "{panel}");
}

#[test]
fn htmx_gets_panels_but_boosted_links_and_history_get_pages() {
    for (sent, panel) in [
        (&[][..], false),
        (&["HX-Request"][..], true),
        (&["HX-Request", "HX-Boosted"][..], false),
        (&["HX-Request", "HX-History-Restore-Request"][..], false),
    ] {
        let headers = sent
            .iter()
            .map(|name| (HeaderName::from_bytes(name.as_bytes()).unwrap(), HeaderValue::from_static("true")))
            .collect();
        assert_eq!(wants_panel(&headers), panel, "{sent:?}");
    }
}

#[test]
fn the_bar_shows_what_a_role_may_open() {
    for (role, settings, import, new_order) in [
        (Role::Administrator, true, true, true),
        (Role::Manager, false, true, true),
        (Role::Member, false, false, true),
        (Role::ReadOnly, false, false, false),
    ] {
        let navs: Vec<Nav> = frame(Lang::Zh, Some(role), false).navs().collect();
        let has = |nav| navs.contains(&nav);
        assert_eq!(
            (has(Nav::Settings), has(Nav::Import), has(Nav::NewOrder)),
            (settings, import, new_order),
            "{role:?}"
        );
    }
    assert_eq!(frame(Lang::Zh, None, false).navs().count(), 0);
}

/// The content security policy forbids them, and a browser drops them without a word.
#[test]
fn no_template_has_styles_or_scripts_in_it() {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let words = fs::read_to_string(&path).unwrap();
            for forbidden in [
                " style=",
                "<style",
                "<script>",
                " onclick=",
                " onchange=",
                " hx-on",
                "javascript:",
                "src=\"http",
                "href=\"http",
            ] {
                if words.contains(forbidden) {
                    found.push(format!("{}: {forbidden}", path.display()));
                }
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}
