//! The firm in which the scenarios play: one person in each department, those who sign, and what they do every day.

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan, civil::Date};
use reqwest::{
    Method,
    multipart::{Form, Part},
};
use serde_json::{Value, json};
use yidan_testing::Company;

use crate::serving::{Got, Program, Served, got};

/// Who works where, and signs as what.
const PEOPLE: [(&str, &[&str], &[&str]); 14] = [
    ("chen", &["sales"], &[]),
    ("lin", &["sales"], &["head-of-sales"]),
    ("han", &["sales", "service"], &[]),
    ("wu", &["purchasing", "outsourcing"], &[]),
    ("li", &["documents"], &[]),
    ("xu", &["finance"], &[]),
    ("gao", &["engineering"], &[]),
    ("feng", &["production"], &[]),
    ("song", &["planning"], &[]),
    ("kong", &["quality"], &[]),
    ("zhao", &["warehouse"], &[]),
    ("ma", &["logistics"], &[]),
    ("jiang", &["management"], &[]),
    ("qian", &["sales"], &["marketing-director"]),
];

pub struct Firm {
    pub served: Served,
    programs: BTreeMap<&'static str, Program>,
    ids: BTreeMap<&'static str, String>,
    /// The general manager.
    pub boss: Program,
}

impl Firm {
    pub async fn on(company: Company) -> Self {
        let served = Served::on(company).await;
        let administrator = served.administrator().await;
        let (mut programs, mut ids) = (BTreeMap::new(), BTreeMap::new());
        let mut hire = async |name: &'static str, role: &str, departments: &[&str], posts: &[&str]| {
            let fields = json!({
                "name": name, "login": name, "role": role, "departments": departments, "posts": posts, "sees_all": true,
            });
            let id = administrator.post("/people", &fields).await.fine()["id"].as_str().expect("an id").to_owned();
            let world = served.company.store.world();
            let person = world.people.iter().find(|person| person.id.to_string() == id).expect("a person");
            let program = served.program_of(person).await;
            programs.insert(name, program.clone());
            ids.insert(name, id);
            program
        };
        for (name, departments, posts) in PEOPLE {
            hire(name, "member", departments, posts).await;
        }
        let boss = hire("boss", "manager", &["management"], &["general-manager"]).await;
        Self { served, programs, ids, boss }
    }

    pub fn by(&self, name: &str) -> &Program {
        &self.programs[name]
    }

    pub fn id_of(&self, name: &str) -> &str {
        &self.ids[name]
    }

    pub fn today(&self) -> Date {
        self.served.company.store.world().company.today(Timestamp::now())
    }

    pub fn in_days(&self, days: i64) -> Date {
        self.today().saturating_add(days.days())
    }

    /// 480 flanges at 12.50, entered by the salesperson chen.
    pub async fn order(&self, process: &str, currency: &str, terms: &str) -> String {
        let order = json!({
            "process": process,
            "header": {
                "customer": self.served.company.customer.id, "channel": "email", "salesperson": self.id_of("chen"),
                "currency": currency, "promised": self.in_days(90), "payment_terms": terms, "trade_terms": "CIF HAMBURG",
            },
            "lines": [{
                "product": self.served.company.product.id, "name": "铸铁法兰", "spec": "DN80",
                "quantity": { "amount": "480", "unit": "件" }, "price": "12.50",
            }],
        });
        let entered = self.by("chen").post("/orders", &order).await.fine();
        format!("/orders/{}", entered["id"].as_str().expect("an id"))
    }

    pub async fn try_to_finish(&self, by: &str, order: &str, step: &str, answers: Value) -> Got {
        self.by(by).post(&format!("{order}/steps/{step}/finish"), &json!({ "answers": answers })).await
    }

    #[track_caller]
    pub fn finish(&self, by: &str, order: &str, step: &str, answers: Value) -> impl Future<Output = Value> {
        let finished = self.try_to_finish(by, order, step, answers);
        async { finished.await.fine() }
    }

    /// The step cannot be finished; why not, in both languages.
    pub async fn held(&self, by: &str, order: &str, step: &str, answers: Value) -> [String; 2] {
        self.blocked(by, &format!("{order}/steps/{step}/finish"), &json!({ "answers": answers })).await
    }

    /// The step cannot be started.
    pub async fn not_yet(&self, by: &str, order: &str, step: &str) -> [String; 2] {
        self.blocked(by, &format!("{order}/steps/{step}/start"), &json!({})).await
    }

    async fn blocked(&self, by: &str, path: &str, body: &Value) -> [String; 2] {
        let mut words = [const { String::new() }; 2];
        for (lang, words) in ["zh", "en"].into_iter().zip(&mut words) {
            let program = Program { lang, ..self.by(by).clone() };
            let refused = program.post(path, body).await;
            assert_eq!(refused.status.as_u16(), 422, "{:#}", refused.body);
            *words = refused.body["detail"].as_str().expect("words").to_owned();
        }
        words
    }

    pub async fn sign(&self, by: &str, order: &str, step: &str) {
        self.by(by).post(&format!("{order}/steps/{step}/sign"), &json!({})).await.fine();
    }

    /// Keeps a file with the order and gives its id, for a step's form.
    pub async fn file(&self, by: &str, order: &str, name: &str) -> String {
        let part = Part::bytes(b"%PDF-1.7".to_vec()).file_name(name.to_owned());
        let path = format!("{order}/attachments");
        let sent = self.by(by).request(Method::POST, &path).multipart(Form::new().part("file", part));
        got(sent).await.fine();
        let listed = self.by(by).get(&path).await.fine();
        let kept = listed["attachments"].as_array().expect("attachments").last().expect("one").clone();
        kept["file"]["id"].as_str().expect("an id").to_owned()
    }

    pub async fn standing(&self, order: &str, step: &str) -> Value {
        let shown = self.boss.get(order).await.fine();
        let steps = shown["steps"].as_array().expect("steps");
        steps.iter().find(|one| one["key"] == step).unwrap_or_else(|| panic!("no step {step}"))["standing"].clone()
    }

    /// The bank's file of the day is read; the program finds whose money it is, and finance books as it proposes.
    pub async fn credited(&self, payer: &str, currency: &str, amount: &str, reference: &str) {
        let (clerk, today) = (self.by("xu"), self.today());
        let file =
            format!("交易日期,币种,贷方金额,对方户名,交易流水号\n{today},{currency},{amount},{payer},{reference}\n");
        let import = || {
            let part = Part::bytes(file.clone().into_bytes()).file_name("bank.csv");
            got(clerk.request(Method::POST, "/bank-imports").multipart(Form::new().part("file", part)))
        };
        let read = import().await.fine();
        let receipt = read["receipts"][0]["id"].as_str().unwrap_or_else(|| panic!("{read:#}")).to_owned();
        let again = import().await.fine();
        assert_eq!((&again["receipts"], again["already_there"].as_array().map(Vec::len)), (&json!([]), Some(1)));
        let proposed = clerk.get(&format!("/receipts/{receipt}/proposals")).await.fine();
        for allocation in proposed["allocations"].as_array().expect("proposals") {
            let books = json!({
                "invoice": allocation["invoice"], "instalment": allocation["instalment"],
                "settles": allocation["settles"],
            });
            clerk.post(&format!("/receipts/{receipt}/allocations"), &books).await.fine();
        }
    }
}

pub fn money(amount: &str, currency: &str) -> Value {
    json!({ "amount": amount, "currency": currency })
}
