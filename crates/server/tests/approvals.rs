//! The order management rules of S13, told over the API and on the screens: every order is reviewed, after that nothing
//! changes but by a change order, and its loss is charged to the department that asked for it.

mod common;
mod serving;

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use serving::{Program, Served, got};
use yidan_domain::{
    access::Role,
    approval::Post,
    order::{Answer, Order, command::Command},
    party::Person,
};
use yidan_store::{orders, people};
use yidan_testing::{Company, REVIEWED, acting, on_both};

async fn with_post(company: &Company, person: Person, post: Post) -> Person {
    let (actor, person) = (company.actor(), Person { posts: vec![post], ..person });
    company.store.write(move |tx| people::put(tx, &actor, person.clone())).await.expect("a post")
}

/// The words of a problem in both languages.
async fn refused(program: &Program, path: &str, body: &Value, code: &str) -> [String; 2] {
    let mut words = Vec::new();
    for lang in ["zh", "en"] {
        let request = program.request(Method::POST, path).json(body);
        let (client, request) = request.build_split();
        let mut request = request.expect("a request");
        request.headers_mut().insert("Accept-Language", lang.parse().expect("a language"));
        let problem = got(reqwest::RequestBuilder::from_parts(client, request)).await.refused(422, code);
        words.push(problem["detail"].as_str().expect("words").to_owned());
    }
    words.try_into().expect("two languages")
}

#[test]
fn every_order_is_reviewed_and_changes_by_change_orders_alone() {
    on_both(async |company| {
        company.teach(REVIEWED).await;
        let served = Served::on(company).await;
        let (_, chen) = served.hired("chen", Role::Member, &["sales"]).await;
        let (lin, head) = served.hired("lin", Role::Member, &["sales"]).await;
        with_post(&served.company, lin, Post::HeadOf("sales".into())).await;
        let (_, xu) = served.hired("xu", Role::Member, &["finance"]).await;
        let (_, he) = served.hired("he", Role::Member, &["finance"]).await;
        let boss = served.administrator().await;

        let mut flanges = served.flanges();
        flanges["process"] = json!("reviewed");
        let me = served.company.store.world().people.iter().find(|p| p.name == "chen").map(|p| p.id);
        flanges["header"]["salesperson"] = json!(me);
        let id = chen.post("/orders", &flanges).await.fine()["id"].as_str().expect("an id").to_owned();
        let (order, review) = (format!("/orders/{id}"), format!("/orders/{id}/steps/review"));

        // Production does not plan before the review, and nobody signs what was not handed in.
        let blocked = refused(&boss, &format!("{order}/steps/produce/start"), &Value::Null, "block-after").await;
        assert!(blocked[0].contains("订单评审") && blocked[1].contains("Review"), "{blocked:?}");
        let nothing = refused(&head, &format!("{review}/sign"), &json!({}), "approval-nothing-to-sign").await;
        assert_eq!(nothing, ["现在没有待审批的内容", "Nothing waits to be signed now"]);

        // Handed in, it is everybody's turn one after the other.
        let done = chen.post(&format!("{review}/finish"), &json!({ "answers": { "margin": "18" } })).await.fine();
        assert_eq!(done["happened"][0]["kind"], "submitted");
        let waits = head.get("/approvals").await.fine();
        assert_eq!(waits["approvals"].as_array().map(Vec::len), Some(1), "{waits:#}");
        let first = &waits["approvals"][0];
        assert_eq!(
            (&first["step"], &first["change"], &first["link"]["en"]),
            (&json!("review"), &Value::Null, &json!("Head of department"))
        );
        assert_eq!(xu.get("/approvals").await.fine()["approvals"], json!([]));
        let not_yours = refused(&xu, &format!("{review}/sign"), &json!({}), "approval-not-yours").await;
        assert!(not_yours[0].contains("销售部经理") && not_yours[1].contains("Head of Sales"), "{not_yours:?}");
        let early = refused(&chen, &format!("{review}/finish"), &Value::Null, "refusal-in-approval").await;
        assert!(early[0].contains("正等“部门经理”"), "{early:?}");
        head.post(&format!("{review}/send-back"), &json!({ "reason": "利润率太低" })).await.fine();
        chen.post(&format!("{review}/finish"), &json!({ "answers": { "margin": "21" } })).await.fine();
        head.post(&format!("{review}/sign"), &json!({ "comment": "可以做" })).await.fine();
        xu.post(&format!("{review}/sign"), &json!({})).await.fine();
        let twice = refused(&xu, &format!("{review}/sign"), &json!({}), "approval-signed-already").await;
        assert!(twice[1].contains("somebody else"), "{twice:?}");
        let step = chen.get(&order).await.fine()["steps"][0].clone();
        assert_eq!((&step["standing"], &step["approval"]["turn"]), (&json!("started"), &json!("finance")));
        assert_eq!(step["approval"]["links"][0]["signatures"][0]["comment"], "可以做");
        assert!(!step["may"].as_array().expect("a list").contains(&json!("finish")));

        // Whoever signs what another has signed meanwhile is told.
        let seen = he.get(&order).await;
        let sign = async |program: &Program, version: &str| {
            got(program.request(Method::POST, &format!("{review}/sign")).header("If-Match", version)).await
        };
        let version = seen.headers["etag"].to_str().expect("a version").to_owned();
        sign(&he, &version).await.fine();
        sign(&boss, &version).await.refused(409, "store-conflict");
        boss.post(&format!("{review}/sign"), &Value::Null).await.fine();
        assert_eq!(chen.get(&order).await.fine()["steps"][0]["standing"], "finished");

        // From now on it changes by a change order.
        let now = chen.get(&order).await.fine();
        let mut change = json!({ "header": now["header"], "lines": now["lines"], "reason": "客户加订 20 件" });
        change["lines"][0]["quantity"]["amount"] = json!("500");
        let frozen = refused(&chen, &format!("{order}/amend"), &change, "refusal-frozen").await;
        assert!(frozen[0].contains("请提交更改单") && frozen[1].contains("propose a change order"), "{frozen:?}");
        change["asked_by"] = json!("nobody");
        let unknown = chen.post(&format!("{order}/changes"), &change).await;
        assert_eq!((unknown.status.as_u16(), &unknown.body["errors"][0]["pointer"]), (422, &json!("#/asked_by")));
        change["asked_by"] = json!("sales");
        change["loss"] = json!({ "amount": "-1.00", "currency": "CNY" });
        refused(&chen, &format!("{order}/changes"), &change, "refusal-loss-negative").await;
        change["loss"] = json!({ "amount": "1200.00", "currency": "CNY" });
        let send = async || {
            let request = chen.request(Method::POST, &format!("{order}/changes")).header("Idempotency-Key", "change-1");
            got(request.json(&change)).await.fine()
        };
        assert_eq!(send().await, send().await, "sent twice, proposed once");
        let open = head.get(&order).await.fine()["change"].clone();
        assert_eq!(
            (&open["number"], &open["asked_by"], &open["approval"]["turn"]),
            (&json!(1), &json!("sales"), &json!("head"))
        );
        assert_eq!(open["may"], json!(["sign", "send_back"]));
        assert_eq!(head.get("/approvals").await.fine()["approvals"][0]["change"], 1);
        head.post(&format!("{order}/change/refuse"), &json!({ "reason": "料已裁好" })).await.fine();
        chen.post(&format!("{order}/changes"), &change).await.fine();
        chen.post(&format!("{order}/change/withdraw"), &Value::Null).await.fine();
        chen.post(&format!("{order}/changes"), &change).await.fine();
        for program in [&head, &xu, &he, &boss] {
            program.post(&format!("{order}/change/sign"), &json!({})).await.fine();
        }
        let changed = chen.get(&order).await.fine();
        assert_eq!(changed["lines"][0]["quantity"]["amount"], "500");
        let outcomes: Vec<&Value> =
            changed["closed_changes"].as_array().expect("changes").iter().map(|change| &change["outcome"]).collect();
        assert_eq!(outcomes, [&json!("refused"), &json!("withdrawn"), &json!("accepted")]);
        assert_eq!(
            (&changed["change"], &changed["closed_changes"][2]["loss"]["amount"]),
            (&Value::Null, &json!("1200.00"))
        );
    });
}

struct Desk {
    served: common::Served,
    chen: Person,
    head: Person,
}

impl Desk {
    async fn on(company: Company) -> Self {
        company.teach(REVIEWED).await;
        let chen = company.hire("陈静", "chen", Role::Member, &["sales"]).await;
        let head = company.hire("林海", "lin", Role::Member, &["sales"]).await;
        let head = with_post(&company, head, Post::HeadOf("sales".into())).await;
        company.hire("徐会计", "xu", Role::Member, &["finance"]).await;
        company.hire("何会计", "he", Role::Member, &["finance"]).await;
        Self { served: common::Served::on(company).await, chen, head }
    }

    async fn order(&self) -> Order {
        let mut draft = self.served.company.draft("reviewed", 60);
        draft.header.salesperson = Some(self.chen.id);
        self.served.company.enter(draft).await.order
    }

    fn person(&self, name: &str) -> Person {
        let world = self.served.company.store.world();
        world.people.iter().find(|person| person.name == name).cloned().expect("a person")
    }

    async fn act(&self, person: &Person, order: &Order, command: Command) {
        let (actor, id) = (acting(person), order.id);
        let acted = self.served.company.store.write(move |tx| orders::act(tx, &actor, id, None, command.clone()));
        acted.await.expect("done");
    }

    async fn hand_in(&self, order: &Order) {
        let margin = Answer::Number(yidan_domain::Quantity::exact("18".parse().unwrap(), "%").unwrap());
        let answers = [("margin".to_owned(), margin)].into();
        self.act(&self.chen, order, Command::Finish { step: "review".into(), at: None, answers }).await;
    }

    async fn reviewed(&self) -> Order {
        let order = self.order().await;
        self.hand_in(&order).await;
        for name in ["林海", "徐会计", "何会计", "管理员"] {
            let on = yidan_domain::order::Subject::Step("review".into());
            self.act(&self.person(name), &order, Command::Sign { on, comment: String::new() }).await;
        }
        order
    }
}

#[test]
fn a_step_is_signed_on_its_page_in_the_inbox_and_on_paper() {
    on_both(async |company| {
        let desk = Desk::on(company).await;
        let (order, chen, head) =
            (desk.order().await, desk.served.browser(&desk.chen).await, desk.served.browser(&desk.head).await);
        let (page, review) = (format!("/orders/{}", order.id), format!("/orders/{}/steps/review", order.id));
        assert!(chen.get(&page).await.fine().contains("提交审批"));
        let paper = chen.get(&format!("{review}/form")).await;
        assert_eq!(paper.fine().matches("class=\"missing\"").count(), 4, "one line for each signature to come");
        assert!(head.get("/approvals").await.fine().contains("没有等您审批的"));

        let sent = chen.post(&format!("{review}/finish"), &[("answer-margin", "18")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        let shown = chen.get(&page).await;
        assert!(shown.fine().contains("审批中") && shown.text().contains("0/2") && shown.text().contains("等签"));
        assert!(
            !shown.text().contains(&format!("{review}/sign")) && shown.text().contains(&format!("{review}/withdraw"))
        );
        let inbox = head.get("/approvals").await;
        for words in [&order.number, "订单评审", "部门经理", "陈静", "6,000.00 CNY", "利润率"] {
            assert!(inbox.fine().contains(words), "{words}");
        }
        assert!(head.get("/my-day").await.fine().contains("1 项等我审批"));

        // Back with the reason, which has to be given, and what was typed is there to be corrected.
        let back = format!("{review}/send-back");
        assert_eq!(head.post(&back, &[("reason", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let sent_back = head.post(&back, &[("reason", "利润率太低"), ("back", "/approvals")]).await;
        assert_eq!(sent_back.headers["location"], "/approvals");
        let shown = chen.get(&page).await;
        assert!(shown.fine().contains("被退回") && shown.text().contains("利润率太低"));
        assert!(chen.get(&format!("{review}/finish")).await.fine().contains("value=\"18\""));

        desk.hand_in(&order).await;
        let signed = head.post(&format!("{review}/sign"), &[("comment", "可以做"), ("back", "/approvals")]).await;
        assert_eq!(signed.headers["location"], "/approvals");
        let paper = chen.get(&format!("{review}/form")).await;
        assert!(paper.fine().contains("可以做") && paper.text().contains("18 %"), "{}", paper.text());
        assert_eq!(paper.text().matches("class=\"missing\"").count(), 3);
        assert_eq!(chen.get(&format!("/orders/{}/steps/nothing/form", order.id)).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_change_order_is_looked_at_proposed_and_signed_on_its_page() {
    on_both(async |company| {
        let desk = Desk::on(company).await;
        let (order, chen, head) =
            (desk.reviewed().await, desk.served.browser(&desk.chen).await, desk.served.browser(&desk.head).await);
        let (page, changes) = (format!("/orders/{}", order.id), format!("/orders/{}/changes", order.id));
        assert!(chen.get(&page).await.fine().contains(&format!("{changes}/new")));
        assert_eq!(chen.get(&format!("{page}/amend")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(chen.get(&changes).await.fine().contains("还没有更改单"));
        let form = chen.get(&format!("{changes}/new")).await;
        let version = form.between("name=\"version\" value=\"", "\"").remove(0);
        let received = form.between("name=\"received\" id=\"received\" required value=\"", "\"").remove(0);
        let clock = form.between("name=\"received-clock\" value=\"", "\"").remove(0);
        let promised = order.header.promised.expect("a day").to_string();
        let fields = |pieces: &'static str, do_: &'static str, otherwise: &[(&'static str, &'static str)]| {
            let mut fields: Vec<(String, String)> = [
                ("version", version.as_str()),
                ("do", do_),
                ("process", "reviewed"),
                ("channel", "email"),
                ("customer", "Nordwind GmbH"),
                ("customer_ref", ""),
                ("salesperson", &desk.chen.id.to_string()),
                ("currency", "CNY"),
                ("received", &received),
                ("received-clock", &clock),
                ("promised", &promised),
                ("address", "浙江省宁波市北仑区"),
                ("payment_terms", "30% T/T, 70% L/C"),
                ("trade_terms", "FOB NINGBO"),
                ("remarks", ""),
                ("line-code", "FL-80"),
                ("line-name", "铸铁法兰"),
                ("line-spec", "DN80"),
                ("line-quantity", pieces),
                ("line-unit", "件"),
                ("line-price", "12.50"),
                ("line-discount", ""),
                ("reason", "客户加订"),
                ("asked_by", "sales"),
                ("loss", "1200"),
                ("loss-currency", "CNY"),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into();
            for (name, value) in otherwise {
                for field in fields.iter_mut().filter(|field| field.0 == *name) {
                    field.1 = (*value).to_owned();
                }
            }
            fields
        };
        let post = async |fields: Vec<(String, String)>| {
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            chen.post(&changes, &fields).await
        };
        for (otherwise, words) in [
            (("asked_by", ""), "请选要求更改的部门"),
            (("loss", "一千"), "不是一个数字"),
            (("loss", "-5"), "不能是负数"),
            (("loss", "0.001"), "没有这么小的单位"),
            (("reason", ""), "原因"),
            (("line-quantity", "480"), "没有任何改动"),
        ] {
            let got = post(fields("500", "send", &[otherwise])).await;
            assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{otherwise:?}");
            assert!(got.text().contains(words), "{otherwise:?}: {}", got.text());
        }
        let looked = post(fields("500", "look", &[("reason", "")])).await;
        for words in ["480 件", "500 件", "+20 件", "6,000.00 CNY", "6,250.00 CNY", "+250.00 CNY", "销售部"] {
            assert!(looked.fine().contains(words), "{words}");
        }
        assert!(chen.get(&changes).await.fine().contains("还没有更改单"), "a look keeps nothing");
        assert_eq!(post(fields("500", "send", &[])).await.headers["location"], changes.as_str());

        let shown = head.get(&changes).await;
        for words in ["更改单 1", "客户加订", "1,200.00 CNY", "sign-change", "refuse-change"] {
            assert!(shown.fine().contains(words), "{words}");
        }
        assert!(head.get("/approvals").await.fine().contains("更改单 1"));
        let signed = head.post(&format!("{page}/sign-change"), &[("comment", "")]).await;
        assert_eq!(signed.headers["location"], changes.as_str());
        for name in ["徐会计", "何会计", "管理员"] {
            let on = yidan_domain::order::Subject::Change;
            desk.act(&desk.person(name), &order, Command::Sign { on, comment: String::new() }).await;
        }
        let shown = chen.get(&changes).await;
        assert!(shown.fine().contains("已通过") && shown.text().contains("1,200.00 CNY"));
        assert!(chen.get(&page).await.fine().contains("6,250.00 CNY"));
    });
}

#[tokio::test]
async fn posts_are_given_and_a_deputy_is_named() {
    let desk = Desk::on(Company::on_sqlite().await).await;
    let (administrator, head) = (desk.served.administrator().await, desk.served.browser(&desk.head).await);
    let (path, xu) = (format!("/settings/people/{}", desk.head.id), desk.person("徐会计"));
    let page = administrator.get(&path).await;
    assert!(page.fine().contains("value=\"head-of-sales\" checked") && page.text().contains("营销总监"));
    let fields = [("name", "林海"), ("login", "lin"), ("role", "member"), ("departments", "sales")];
    let posts = [("posts", "head-of-sales"), ("posts", "marketing-director")];
    assert_eq!(administrator.post(&path, &[&fields[..], &posts[..]].concat()).await.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.person("林海").posts.len(), 2);

    let deputy = xu.id.to_string();
    let own = desk.head.id.to_string();
    for (from, until, deputy, words) in [
        ("2026-05-17", "", deputy.as_str(), "请填日期"),
        ("2026-05-17", "2026-05-16", &deputy, "不能早于第一天"),
        ("2026-05-17", "2026-02-30", &deputy, "没有这一天"),
        ("2026-05-17", "2026-05-18", "", "请选一位代签的同事"),
        ("2026-05-17", "2026-05-18", &own, "不能由自己代签"),
    ] {
        let got = head.post("/account/away", &[("from", from), ("until", until), ("deputy", deputy)]).await;
        assert_eq!(got.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}");
        assert!(got.text().contains(words) && got.text().contains("value=\"2026-05-17\""), "{words}: {}", got.text());
    }
    let away = [("from", "2026/5/17"), ("until", "2026-05-18"), ("deputy", deputy.as_str())];
    assert_eq!(head.post("/account/away", &away).await.headers["location"], "/account");
    assert!(head.get("/account").await.fine().contains("由徐会计代签"));
    assert!(administrator.get(&path).await.fine().contains("由徐会计代签"));
    assert_eq!(head.post("/account/away", &[("back", "yes")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(desk.person("林海").away, None);
}
