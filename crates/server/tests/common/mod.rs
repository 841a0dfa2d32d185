//! A company whose screens answer on a port, and people who look at them.
#![allow(dead_code, reason = "each test takes what it needs")]

use std::net::SocketAddr;

use reqwest::{RequestBuilder, StatusCode, header::HeaderMap, redirect::Policy};
use yidan_domain::party::Person;
use yidan_server::{app::App, secrets, web};
use yidan_store::sessions::{self, Opening};
use yidan_testing::Company;

pub struct Served {
    pub company: Company,
    address: SocketAddr,
}

/// Somebody signed in, in Chinese.
pub struct Browser {
    address: String,
    client: reqwest::Client,
}

#[derive(Debug)]
pub struct Got {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Served {
    pub async fn on(company: Company) -> Self {
        let router = web::router(App { store: company.store.clone() });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        Self { company, address }
    }

    pub async fn browser(&self, person: &Person) -> Browser {
        let (secret, person) = (secrets::new_secret(), person.id);
        let digest = secrets::digest(&secret);
        let opened = self.company.store.write(move |tx| {
            let opening = Opening { id: uuid::Uuid::now_v7(), secret: &digest, address: "127.0.0.1", agent: "test" };
            sessions::open(tx, person, opening, jiff::Timestamp::now())
        });
        opened.await.expect("a session");
        let cookie = format!("{}={secret}", web::screen::SESSION_COOKIE);
        let headers = HeaderMap::from_iter([(reqwest::header::COOKIE, cookie.parse().expect("a cookie"))]);
        let client = reqwest::Client::builder().default_headers(headers).redirect(Policy::none()).build();
        Browser { address: format!("http://{}", self.address), client: client.expect("a client") }
    }

    pub async fn administrator(&self) -> Browser {
        self.browser(&self.company.administrator).await
    }
}

impl Browser {
    pub fn asks(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("{}{path}", self.address))
    }

    pub async fn get(&self, path: &str) -> Got {
        got(self.asks(path)).await
    }

    /// As htmx asks for a panel.
    pub async fn panel(&self, path: &str) -> Got {
        got(self.asks(path).header("HX-Request", "true")).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Got {
        let request = self.sends(path).header("Content-Type", "application/x-www-form-urlencoded");
        got(request.body(urlencoded(fields))).await
    }

    /// As htmx sends the form of a dialog.
    pub async fn post_in_place(&self, path: &str, fields: &[(&str, &str)]) -> Got {
        let request = self.sends(path).header("HX-Request", "true");
        got(request.header("Content-Type", "application/x-www-form-urlencoded").body(urlencoded(fields))).await
    }

    pub async fn upload(&self, path: &str, form: reqwest::multipart::Form) -> Got {
        got(self.sends(path).multipart(form)).await
    }

    fn sends(&self, path: &str) -> RequestBuilder {
        self.client.post(format!("{}{path}", self.address))
    }
}

fn urlencoded(fields: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| format!("{name}={}", web::screen::url_escaped(value));
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

async fn got(request: RequestBuilder) -> Got {
    let answer = request.send().await.expect("an answer");
    let (status, headers) = (answer.status(), answer.headers().clone());
    Got { status, headers, bytes: answer.bytes().await.expect("a body").to_vec() }
}

impl Got {
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).expect("text")
    }

    /// The page, when all went well.
    #[track_caller]
    pub fn fine(&self) -> &str {
        assert!(self.status.is_success(), "{}: {}", self.status, self.text());
        self.text()
    }

    /// What stands between each `from` and the next `to`.
    pub fn between(&self, from: &str, to: &str) -> Vec<String> {
        let parts = self.text().split(from).skip(1);
        parts.filter_map(|part| Some(part.split_once(to)?.0.to_owned())).collect()
    }
}
