//! Steps and change orders are signed by the right people, each once, on both databases (S1, S13).

use jiff::{Timestamp, ToSpan};
use yidan_domain::{
    Currency, Money, PersonId, Say,
    access::{Role, Viewer},
    approval::{Away, Post, Unfit},
    order::{
        Header, Line, Order, Subject,
        command::Command,
        event::{Event, Via},
        refusal::Refusal,
        situation::{Situation, Standing},
    },
    party::Person,
};
use yidan_store::{Actor, Error, approvals, notices, orders, people, rebuild};
use yidan_testing::{Company, REVIEWED, on_both};

struct Cast {
    company: Company,
    chen: Person,
    head: Person,
    xu: Person,
    he: Person,
    boss: Person,
}

impl Cast {
    async fn on(company: Company) -> Self {
        company.teach(REVIEWED).await;
        let chen = company.hire("陈静", "chen", Role::Member, &["sales"]).await;
        let head = company.hire("林海", "lin", Role::Member, &["sales"]).await;
        let xu = company.hire("徐会计", "xu", Role::Member, &["finance"]).await;
        let he = company.hire("何会计", "he", Role::Member, &["finance"]).await;
        let boss = company.hire("王总", "wang", Role::Member, &["management"]).await;
        let mut cast = Self { company, chen, head, xu, he, boss };
        cast.head = cast.keep(Person { posts: vec![Post::HeadOf("sales".into())], ..cast.head.clone() }).await;
        cast.boss = cast.keep(Person { posts: vec![Post::GeneralManager], ..cast.boss.clone() }).await;
        cast
    }

    async fn keep(&self, person: Person) -> Person {
        let actor = self.company.actor();
        self.company.store.write(move |tx| people::put(tx, &actor, person.clone())).await.expect("a person")
    }

    /// 480 flanges, 6,000 CNY, of 陈静.
    async fn order(&self) -> Order {
        let mut draft = self.company.draft("reviewed", 60);
        draft.header.salesperson = Some(self.chen.id);
        self.company.enter(draft).await.order
    }

    /// With whom this person stands in for today.
    fn actor(&self, person: &Person) -> Actor {
        let (world, now) = (self.company.store.world(), Timestamp::now());
        let viewer = Viewer::standing_in(person, &world.people, world.company.today(now));
        Actor { viewer, via: Via::Screen, now }
    }

    async fn act(&self, person: &Person, order: &Order, command: Command) -> Result<orders::Acted, Error> {
        let (actor, id) = (self.actor(person), order.id);
        self.company.store.write(move |tx| orders::act(tx, &actor, id, None, command.clone())).await
    }

    async fn hand_in(&self, order: &Order) {
        let answers = [("margin".to_owned(), yidan_domain::order::Answer::Number(percent("18")))].into();
        let command = Command::Finish { step: "review".into(), at: None, answers };
        let acted = self.act(&self.chen, order, command).await.expect("handed in");
        assert!(matches!(acted.happened[..], [Event::Submitted { .. }]), "{:?}", acted.happened);
    }

    async fn sign(&self, person: &Person, order: &Order) -> Result<orders::Acted, Error> {
        self.act(person, order, Command::Sign { on: review(), comment: "同意".into() }).await
    }

    async fn reviewed(&self) -> Order {
        let order = self.order().await;
        self.hand_in(&order).await;
        for person in [&self.head, &self.xu, &self.he, &self.boss] {
            self.sign(person, &order).await.expect("a signature");
        }
        self.load(&order).await
    }

    async fn load(&self, order: &Order) -> Order {
        let (scope, id) = (self.company.actor().viewer.scope(), order.id);
        self.company.store.read(move |tx| orders::load(tx, scope, id)).await.expect("the order")
    }

    /// Who has something to sign now, in the order of the cast, and for whom where they stand in.
    async fn inboxes(&self) -> Vec<(&str, Option<PersonId>)> {
        let mut found = Vec::new();
        for person in [&self.chen, &self.head, &self.xu, &self.he, &self.boss] {
            let viewer = self.actor(person).viewer;
            let inbox = self.company.store.read(move |tx| approvals::inbox(tx, &viewer)).await.expect("an inbox");
            found.extend(inbox.items.iter().map(|item| (person.name.as_str(), item.capacity.in_place_of())));
        }
        found
    }

    async fn told(&self, person: &Person) -> Vec<&'static str> {
        let id = person.id;
        let told = self.company.store.read(move |tx| notices::of(tx, id, true, None, 20)).await.expect("notices");
        told.iter().rev().map(|told| told.about.say().key).collect()
    }

    async fn nothing_is_wrong(&self) {
        assert_eq!(rebuild::check(&self.company.store).await.expect("a check").faults, vec![]);
    }
}

fn percent(amount: &str) -> yidan_domain::Quantity {
    yidan_domain::Quantity::exact(amount.parse().unwrap(), "%").unwrap()
}

fn review() -> Subject {
    Subject::Step("review".into())
}

#[track_caller]
fn unfit(outcome: Result<orders::Acted, Error>) -> Unfit {
    match outcome {
        Err(Error::Refused(refusal)) => match *refusal {
            Refusal::Approval(unfit) => unfit,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_review_goes_from_desk_to_desk_until_everybody_has_signed() {
    on_both(async |company| {
        let cast = Cast::on(company).await;
        let order = cast.order().await;
        assert_eq!(cast.inboxes().await, []);
        cast.hand_in(&order).await;
        assert_eq!(cast.inboxes().await, [("林海", None)]);
        assert_eq!(cast.told(&cast.head).await, ["notice-to-sign"]);
        assert!(matches!(unfit(cast.sign(&cast.xu, &order).await), Unfit::NotYours { .. }));

        let back = Command::SendBack { on: review(), reason: "利润率算错了".into() };
        cast.act(&cast.head, &order, back).await.expect("sent back");
        assert_eq!(cast.inboxes().await, []);
        assert_eq!(cast.told(&cast.chen).await.last(), Some(&"notice-sent-back"));
        assert_eq!(unfit(cast.sign(&cast.head, &order).await), Unfit::NothingToSign);

        cast.hand_in(&order).await;
        cast.sign(&cast.head, &order).await.expect("the head signs");
        assert_eq!(cast.inboxes().await, [("徐会计", None), ("何会计", None)]);
        cast.sign(&cast.xu, &order).await.expect("one of finance");
        assert_eq!(cast.inboxes().await, [("何会计", None)], "two different people");
        assert!(matches!(unfit(cast.sign(&cast.xu, &order).await), Unfit::SignedAlready { .. }));
        cast.sign(&cast.he, &order).await.expect("the other");
        assert_eq!(cast.inboxes().await, [("王总", None)], "6,000 is much money");
        cast.nothing_is_wrong().await;

        let acted = cast.sign(&cast.boss, &order).await.expect("the last signature");
        assert!(
            matches!(&acted.happened[..], [Event::Signed { .. }, Event::Finished { by, .. }] if *by == Some(cast.chen.id))
        );
        assert_eq!(cast.inboxes().await, []);
        assert_eq!(cast.told(&cast.chen).await.last(), Some(&"notice-approved"));
        let signed = acted.order.step(&"review".into()).and_then(|state| state.approval.clone()).expect("signatures");
        assert_eq!(signed.signatures.len(), 4, "they stay");
        cast.nothing_is_wrong().await;
    });
}

#[test]
fn who_is_not_needed_is_not_asked() {
    on_both(async |company| {
        let cast = Cast::on(company).await;
        let mut draft = cast.company.draft("reviewed", 60);
        draft.header.salesperson = Some(cast.chen.id);
        draft.lines[0].quantity.ten_thousandths = 100_000;
        let order = cast.company.enter(draft).await.order;
        cast.hand_in(&order).await;
        for person in [&cast.head, &cast.xu, &cast.he] {
            cast.sign(person, &order).await.expect("a signature");
        }
        let order = cast.load(&order).await;
        let process = cast.company.store.world().processes.get(&order.process).cloned().expect("the process");
        assert_eq!(Situation::of(&order, &process).standing(&"review".into()), Some(&Standing::Finished));
    });
}

#[test]
fn a_deputy_signs_while_somebody_is_away() {
    on_both(async |company| {
        let cast = Cast::on(company).await;
        let today = cast.company.store.world().company.today(Timestamp::now());
        let away = Away { from: today, until: today.saturating_add(3.days()), deputy: cast.xu.id };
        let actor = cast.actor(&cast.head);
        cast.company.store.write(move |tx| people::set_away(tx, &actor, Some(away.clone()))).await.expect("away");
        let order = cast.order().await;
        cast.hand_in(&order).await;
        assert_eq!(cast.inboxes().await, [("林海", None), ("徐会计", Some(cast.head.id))]);
        assert_eq!(cast.told(&cast.xu).await, ["notice-to-sign"]);
        let acted = cast.sign(&cast.xu, &order).await.expect("for the head");
        assert!(matches!(&acted.happened[0], Event::Signed { in_place_of, .. } if *in_place_of == Some(cast.head.id)));
        assert_eq!(cast.inboxes().await, [("何会计", None)], "who has signed for somebody does not sign again");
        assert!(matches!(unfit(cast.sign(&cast.head, &order).await), Unfit::NotYours { .. }));
        cast.nothing_is_wrong().await;
    });
}

#[test]
fn what_changes_under_the_signatures_begins_anew() {
    on_both(async |company| {
        let cast = Cast::on(company).await;
        let order = cast.order().await;
        cast.hand_in(&order).await;
        cast.sign(&cast.head, &order).await.expect("the head signs");
        let header = Header { remarks: "改包装".into(), ..order.header.clone() };
        let amend =
            Command::Amend { header: Box::new(header), lines: order.lines.clone(), reason: "客户来电".into() };
        let acted = cast.act(&cast.chen, &order, amend).await.expect("amended");
        assert!(matches!(acted.happened[..], [Event::Amended { .. }, Event::Voided { .. }]));
        assert_eq!(cast.inboxes().await, []);
        cast.hand_in(&order).await;
        assert_eq!(cast.inboxes().await, [("林海", None)]);
        cast.nothing_is_wrong().await;
    });
}

#[test]
fn a_reviewed_order_changes_by_a_change_order_alone() {
    on_both(async |company| {
        let cast = Cast::on(company).await;
        let order = cast.reviewed().await;
        let more = |pieces: i64| -> Vec<Line> {
            let mut lines = order.lines.clone();
            lines[0].quantity.ten_thousandths = pieces * 10_000;
            lines
        };
        let header = || Box::new(order.header.clone());
        let amend = Command::Amend { header: header(), lines: more(500), reason: "加 20 件".into() };
        let refused = cast.act(&cast.chen, &order, amend).await;
        assert!(matches!(refused, Err(Error::Refused(refusal)) if matches!(*refusal, Refusal::Frozen { .. })));

        let loss = Some(Money { minor: 120_000, currency: Currency::CNY });
        let propose = |lines, loss| Command::ProposeChange {
            header: header(),
            lines,
            reason: "客户加订".into(),
            asked_by: "sales".into(),
            loss,
        };
        cast.act(&cast.chen, &order, propose(more(500), loss)).await.expect("proposed");
        assert_eq!(cast.inboxes().await, [("林海", None)]);
        let again = cast.act(&cast.chen, &order, propose(more(600), None)).await;
        assert!(matches!(again, Err(Error::Refused(refusal)) if *refusal == Refusal::ChangeOpen { number: 1 }));
        cast.nothing_is_wrong().await;
        let refuse = Command::SendBack { on: Subject::Change, reason: "料已裁好".into() };
        cast.act(&cast.head, &order, refuse).await.expect("refused");
        assert_eq!(cast.load(&order).await.lines, order.lines);
        assert_eq!(cast.told(&cast.chen).await.last(), Some(&"notice-change-refused"));

        cast.act(&cast.chen, &order, propose(more(500), loss)).await.expect("proposed again");
        for person in [&cast.head, &cast.xu, &cast.he, &cast.boss] {
            let sign = Command::Sign { on: Subject::Change, comment: String::new() };
            cast.act(person, &order, sign).await.expect("a signature");
        }
        let changed = cast.load(&order).await;
        assert_eq!((&changed.lines, changed.closed_changes.len()), (&more(500), 2));
        let charged: Vec<_> = changed.charged_losses().map(|(key, loss)| (key.as_str(), loss.to_string())).collect();
        assert_eq!(charged, [("sales", "1,200.00 CNY".to_owned())]);
        cast.nothing_is_wrong().await;
    });
}

#[test]
fn of_two_who_sign_the_same_link_at_once_one_does() {
    on_both(async |company| {
        let mut cast = Cast::on(company).await;
        let second = Person { posts: vec![Post::GeneralManager], ..cast.company.administrator.clone() };
        cast.company.administrator = cast.keep(second).await;
        let order = cast.order().await;
        cast.hand_in(&order).await;
        for person in [&cast.head, &cast.xu, &cast.he] {
            cast.sign(person, &order).await.expect("a signature");
        }
        let seen = cast.load(&order).await.version;
        let sign = |person: &Person| {
            let (actor, id, store) = (cast.actor(person), order.id, cast.company.store.clone());
            let command = Command::Sign { on: review(), comment: String::new() };
            tokio::spawn(async move {
                store.write(move |tx| orders::act(tx, &actor, id, Some(seen), command.clone())).await
            })
        };
        let (one, other) = (sign(&cast.boss), sign(&cast.company.administrator));
        let outcomes = [one.await.expect("an outcome"), other.await.expect("an outcome")];
        assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
        assert!(outcomes.iter().any(|outcome| matches!(outcome, Err(Error::Conflict(_)))), "{outcomes:?}");
        let signed = cast.load(&order).await.step(&"review".into()).and_then(|state| state.approval.clone());
        assert_eq!(signed.expect("signatures").signatures.len(), 4);
        cast.nothing_is_wrong().await;
    });
}
