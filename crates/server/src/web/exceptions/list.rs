//! The page of exceptions, each with its order and with what may be done about it.

use askama::Template;
use axum::extract::Query;
use jiff::{Timestamp, civil::Date};
use yidan_domain::{
    OrderId, PersonId, Say,
    exception::RuleKey,
    order::{
        Order,
        situation::{Deed, Situation},
    },
};
use yidan_store::{
    World,
    exceptions::{self, Listed, State, Tally},
    orders,
};

use super::address::{Address, STATES};
use crate::{
    page::{Frame, Nav, Pages, filters, html},
    texts::Reader,
    web::{Answer, Screen, screen::url_escaped},
};

const ROWS: usize = 50;

#[derive(Template)]
#[template(path = "exceptions/list.html")]
struct ListPage {
    frame: Frame,
    asked: Address,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    rules: Vec<Choice>,
    causes: Vec<Choice>,
    departments: Vec<Choice>,
    owners: Vec<Choice>,
    pages: Pages,
    may_set: bool,
}

struct Tab {
    link: String,
    key: &'static str,
    is_current: bool,
    tally: u64,
    class: &'static str,
}

struct Choice {
    value: String,
    name: String,
}

struct Row {
    words: String,
    is_open: bool,
    /// A rule has found it.
    is_found: bool,
    step: String,
    raised_by: String,
    raised_at: Timestamp,
    number: String,
    order_link: String,
    customer: String,
    owner: String,
    due: Option<Date>,
    is_late: bool,
    cause: String,
    charged: String,
    /// How it ended.
    outcome: String,
    /// Name of the deed, and where it is asked.
    acts: Vec<(&'static str, String)>,
}

pub async fn show(screen: Screen, Query(pairs): Query<Vec<(String, String)>>) -> Answer {
    let asked = Address::of(pairs);
    let query = asked.read(&screen, ROWS).await?;
    let (scope, today) = (query.scope, query.today);
    let read = screen.app.store.read(move |tx| {
        let page = exceptions::list(tx, &query)?;
        let ids: Vec<OrderId> = page.exceptions.iter().map(|one| one.order).collect();
        Ok((exceptions::tally(tx, scope, today)?, orders::load_known(tx, &ids)?, page))
    });
    let (tally, orders, page) = read.await?;
    let frame = screen.frame().titled("nav-exceptions").at(Nav::Exceptions);
    let world = screen.app.store.world();
    let first = asked.clone().with("after", "").link("/exceptions");
    let words = Words { reader: &frame.reader, world: &world };
    let rows = page.exceptions.iter().map(|listed| {
        let acts = orders.get(&listed.order).map(|order| acts(&screen, order, listed, &first)).unwrap_or_default();
        words.row(listed, today, acts)
    });
    let rows = rows.collect();
    let page = ListPage {
        tabs: tabs(&asked, tally),
        rows,
        rules: words.rules(),
        causes: words.causes(),
        departments: words.departments(),
        owners: words.owners(),
        pages: Pages {
            first: asked.said("after").is_some().then_some(first),
            previous: None,
            next: page.next.map(|id| asked.clone().with("after", &id.to_string()).link("/exceptions")),
        },
        may_set: screen.viewer.manages(),
        asked,
        frame,
    };
    Ok(html(&page.frame, &page))
}

fn tabs(asked: &Address, tally: Tally) -> Vec<Tab> {
    let tab = |(state, key, words): (State, &str, &'static str)| Tab {
        link: asked.clone().with("state", key).with("after", "").link("/exceptions"),
        key: words,
        is_current: asked.get("state") == key,
        tally: match state {
            State::Open => tally.open,
            State::Overdue => tally.overdue,
            State::Unowned => tally.unowned,
            State::Closed | State::All => 0,
        },
        class: if state == State::Overdue { "red" } else { "" },
    };
    STATES.into_iter().map(tab).collect()
}

/// What the viewer may do about it, on a page that leads back here.
fn acts(screen: &Screen, order: &Order, listed: &Listed, back: &str) -> Vec<(&'static str, String)> {
    let world = screen.app.store.world();
    let Some(process) = world.processes.get(&order.process) else { return Vec::new() };
    let situation = Situation::of(order, process);
    let id = listed.exception.id;
    let offered = [("handle", Deed::HandleException), ("clear", Deed::ClearException)].into_iter();
    let open = offered.filter(|(_, deed)| listed.exception.is_open() || *deed == Deed::HandleException);
    let allowed = open.filter(|(_, deed)| situation.may_settle(&screen.viewer, *deed, id).is_ok());
    let link = |name| format!("/orders/{}/exceptions/{id}/{name}?back={}", order.id, url_escaped(back));
    allowed.map(|(name, _)| (name, link(name))).collect()
}

impl Tab {
    fn tally(&self) -> u64 {
        self.tally
    }
}

impl ListPage {
    fn deed(&self, name: &str) -> String {
        format!("exceptions-{name}")
    }
}

/// The words and names of the list, for the page and for the file.
pub struct Words<'a> {
    pub reader: &'a Reader,
    pub world: &'a World,
}

impl Words<'_> {
    fn row(&self, listed: &Listed, today: Date, acts: Vec<(&'static str, String)>) -> Row {
        let exception = &listed.exception;
        let handling = &exception.handling;
        Row {
            words: self.reader.say(&exception.say()),
            is_open: exception.is_open(),
            is_found: exception.found.is_some(),
            step: self.step(listed),
            raised_by: self.person(exception.raised_by),
            raised_at: exception.raised_at,
            number: listed.number.clone(),
            order_link: format!("/orders/{}#exception-{}", listed.order, exception.id),
            customer: listed.customer.clone(),
            owner: handling.owner.map(|owner| self.person(owner)).unwrap_or_default(),
            due: handling.due,
            is_late: exception.is_overdue(today),
            cause: self.cause(listed),
            charged: self.charged(listed),
            outcome: self.outcome(listed),
            acts,
        }
    }

    pub fn step(&self, listed: &Listed) -> String {
        listed.step.as_ref().map(|step| step.get(self.reader.lang).to_owned()).unwrap_or_default()
    }

    pub fn person(&self, id: PersonId) -> String {
        if id == PersonId::PROGRAM {
            return self.reader.t("the-program");
        }
        let found = self.world.people.iter().find(|person| person.id == id);
        found.map_or_else(|| "—".to_owned(), |person| person.name.clone())
    }

    pub fn cause(&self, listed: &Listed) -> String {
        let cause = listed.exception.handling.cause.as_ref();
        cause.map(|cause| self.world.causes.name(cause).get(self.reader.lang).to_owned()).unwrap_or_default()
    }

    pub fn charged(&self, listed: &Listed) -> String {
        let charged = listed.exception.handling.charged_to.as_ref();
        let name = charged.map(|key| self.world.company.department_name(key));
        name.map(|name| name.get(self.reader.lang).to_owned()).unwrap_or_default()
    }

    pub fn outcome(&self, listed: &Listed) -> String {
        match &listed.exception.cleared {
            Some(cleared) if cleared.mended => self.reader.t("exceptions-mended"),
            Some(cleared) => cleared.note.clone(),
            None => String::new(),
        }
    }

    /// The rule's name, or that a person raised it.
    pub fn source(&self, rule: Option<RuleKey>) -> String {
        rule.map_or_else(|| self.reader.t("exceptions-by-people"), |rule| self.rule(rule))
    }

    fn rule(&self, rule: RuleKey) -> String {
        self.reader.t(&format!("rule-name-{}", rule.key()))
    }

    fn rules(&self) -> Vec<Choice> {
        RuleKey::ALL.into_iter().map(|rule| Choice { value: rule.key().to_owned(), name: self.rule(rule) }).collect()
    }

    fn causes(&self) -> Vec<Choice> {
        let causes = self.world.causes.0.iter();
        let choice = |cause: &yidan_domain::exception::Cause| Choice {
            value: cause.key.to_string(),
            name: cause.name.get(self.reader.lang).to_owned(),
        };
        causes.map(choice).collect()
    }

    fn departments(&self) -> Vec<Choice> {
        let departments = self.world.company.departments.iter();
        let choice = |department: &yidan_domain::party::Department| Choice {
            value: department.key.to_string(),
            name: department.name.get(self.reader.lang).to_owned(),
        };
        departments.map(choice).collect()
    }

    fn owners(&self) -> Vec<Choice> {
        let people = self.world.people.iter().filter(|person| person.active);
        let me = Choice { value: "me".into(), name: self.reader.t("exceptions-mine") };
        let choice =
            |person: &yidan_domain::party::Person| Choice { value: person.id.to_string(), name: person.name.clone() };
        std::iter::once(me).chain(people.map(choice)).collect()
    }
}
