//! A company whose program answers on a port, and people who call its API.

// Each test uses its part of it.
#![allow(dead_code)]

use std::net::SocketAddr;

use reqwest::{Method, RequestBuilder, StatusCode, header::HeaderMap};
use serde_json::{Value, json};
use yidan_domain::{access::Role, party::Person};
use yidan_server::{app::App, secrets, web};
use yidan_store::tokens;
use yidan_testing::Company;

pub struct Served {
    pub company: Company,
    pub address: SocketAddr,
}

/// Somebody with a token, speaking English if nothing else is said.
#[derive(Clone)]
pub struct Program {
    pub address: String,
    pub secret: String,
    pub lang: &'static str,
}

/// Somebody in front of the screens who is not signed in, in Chinese.
pub struct Stranger {
    address: String,
    client: reqwest::Client,
}

#[derive(Debug)]
pub struct Got {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Value,
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

    pub async fn program_of(&self, person: &Person) -> Program {
        let (secret, id) = (secrets::new_secret(), person.id);
        let (digest, now) = (secrets::digest(&secret), jiff::Timestamp::now());
        let made = self.company.store.write(move |tx| tokens::make(tx, id, "test", &digest, now));
        made.await.expect("a token");
        Program { address: format!("http://{}", self.address), secret, lang: "en" }
    }

    pub async fn administrator(&self) -> Program {
        self.program_of(&self.company.administrator).await
    }

    pub async fn hired(&self, login: &str, role: Role, departments: &[&str]) -> (Person, Program) {
        let person = self.company.hire(login, login, role, departments).await;
        let program = self.program_of(&person).await;
        (person, program)
    }

    /// Somebody without an account, who follows no redirects.
    pub fn stranger(&self) -> Stranger {
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build();
        Stranger { address: format!("http://{}", self.address), client: client.expect("a client") }
    }

    /// 480 flanges for the company's customer.
    pub fn flanges(&self) -> Value {
        let promised = self.company.draft("quick-fulfilment", 400).header.promised;
        json!({
            "process": "quick-fulfilment",
            "header": { "customer": self.company.customer.id, "channel": "email", "promised": promised },
            "lines": [{
                "product": self.company.product.id, "name": "铸铁法兰", "spec": "DN80",
                "quantity": { "amount": "480", "unit": "件" }, "price": "12.50",
            }],
        })
    }
}

impl Stranger {
    pub async fn get(&self, path: &str) -> (StatusCode, String) {
        page(self.client.get(format!("{}{path}", self.address))).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> (StatusCode, String) {
        page(self.sends(path, fields)).await
    }

    /// From a page of another site.
    pub async fn post_from(&self, path: &str, fields: &[(&str, &str)], origin: &str) -> (StatusCode, String) {
        page(self.sends(path, fields).header("Origin", origin)).await
    }

    fn sends(&self, path: &str, fields: &[(&str, &str)]) -> RequestBuilder {
        let form = fields.iter().fold(reqwest::multipart::Form::new(), |form, (name, value)| {
            form.text((*name).to_owned(), (*value).to_owned())
        });
        self.client.post(format!("{}{path}", self.address)).multipart(form)
    }
}

async fn page(request: RequestBuilder) -> (StatusCode, String) {
    let answer = request.header("Accept-Language", "zh").send().await.expect("an answer");
    (answer.status(), answer.text().await.expect("text"))
}

impl Program {
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = reqwest::Client::new().request(method, format!("{}/api/v1{path}", self.address));
        request.bearer_auth(&self.secret).header("Accept-Language", self.lang)
    }

    pub async fn get(&self, path: &str) -> Got {
        got(self.request(Method::GET, path)).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Got {
        got(self.request(Method::POST, path).json(body)).await
    }

    pub async fn put(&self, path: &str, body: &Value) -> Got {
        got(self.request(Method::PUT, path).json(body)).await
    }

    pub async fn delete(&self, path: &str) -> Got {
        got(self.request(Method::DELETE, path)).await
    }
}

pub async fn got(request: RequestBuilder) -> Got {
    let response = request.send().await.expect("an answer");
    let (status, headers) = (response.status(), response.headers().clone());
    let text = response.text().await.expect("text");
    let body = if text.is_empty() { Value::Null } else { serde_json::from_str(&text).unwrap_or(Value::String(text)) };
    Got { status, headers, body }
}

impl Got {
    /// The body, when it went well.
    #[track_caller]
    pub fn fine(self) -> Value {
        assert!(self.status.is_success(), "{}: {:#}", self.status, self.body);
        self.body
    }

    /// The body of a problem of this status and code.
    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> Value {
        assert_eq!((self.status.as_u16(), self.body["code"].as_str()), (status, Some(code)), "{:#}", self.body);
        assert_eq!(self.headers["content-type"], "application/problem+json");
        assert_eq!(self.body["status"], status);
        self.body
    }
}
