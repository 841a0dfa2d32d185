//! Styles, scripts and drawings, embedded in the program and served under names that carry the hash of their content,
//! so that browsers may keep them for ever.

use std::sync::LazyLock;

use axum::{
    Router,
    extract::Path,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::get,
};
use sha2::{Digest, Sha256};

/// One embedded file.
pub struct Asset {
    /// Where it is found: `/assets/app.1a2b3c4d5e6f.css`.
    pub url: String,
    etag: String,
    content_type: &'static str,
    bytes: &'static [u8],
}

impl Asset {
    fn new(name: &str, ending: &str, content_type: &'static str, bytes: &'static [u8]) -> Self {
        let hash: String = Sha256::digest(bytes).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        let url = format!("/assets/{name}.{hash}.{ending}");
        Self { url, etag: format!("\"{hash}\""), content_type, bytes }
    }
}

pub static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("app", "css", "text/css; charset=utf-8", include_bytes!(concat!(env!("OUT_DIR"), "/app.css")))
});
pub static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("app", "js", "text/javascript; charset=utf-8", include_bytes!(concat!(env!("OUT_DIR"), "/app.js")))
});
pub static ICONS: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("icons", "svg", "image/svg+xml", include_bytes!(concat!(env!("OUT_DIR"), "/icons.svg")))
});
pub static FAVICON: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("favicon", "svg", "image/svg+xml", include_bytes!("../../../web/favicon.svg")));

fn all() -> [&'static Asset; 4] {
    [&*STYLE, &*SCRIPT, &*ICONS, &*FAVICON]
}

/// `/assets/…` and `/favicon.ico`. Needs no state and no sign-in.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route("/assets/{name}", get(serve))
        .route("/favicon.ico", get(|headers: HeaderMap| async move { respond(&FAVICON, &headers) }))
}

async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let url = format!("/assets/{name}");
    match all().into_iter().find(|asset| asset.url == url) {
        Some(asset) => respond(asset, &headers),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn respond(asset: &Asset, asked: &HeaderMap) -> Response {
    let kept = [(header::ETAG, asset.etag.as_str()), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    if asked.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == asset.etag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, kept).into_response();
    }
    (kept, [(header::CONTENT_TYPE, asset.content_type)], asset.bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_file_is_sent_once_and_then_kept() {
        let name = STYLE.url.trim_start_matches("/assets/").to_owned();
        let first = serve(Path(name.clone()), HeaderMap::new()).await;
        assert_eq!(first.status(), StatusCode::OK);
        assert_eq!(first.headers()[header::CONTENT_TYPE], "text/css; charset=utf-8");

        let mut again = HeaderMap::new();
        again.insert(header::IF_NONE_MATCH, first.headers()[header::ETAG].clone());
        assert_eq!(serve(Path(name), again).await.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(serve(Path("app.css".into()), HeaderMap::new()).await.status(), StatusCode::NOT_FOUND);
    }
}
