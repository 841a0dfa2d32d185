//! A question as it comes from the address, with the choices around it: what all pages of insight have in common.

use std::sync::Arc;

use yidan_domain::{
    PersonId, Text,
    insight::{Question, Span, View},
    party::Person,
};
use yidan_store::World;

use super::{
    address::{self, Address, Period},
    words::Words,
};
use crate::{
    page::{Frame, Nav},
    web::{Failure, Screen},
};

pub struct Asking {
    pub screen: Screen,
    pub address: Address,
    pub question: Question,
    pub world: Arc<World>,
}

/// The head of a page: which one it is, and what is asked.
pub struct Head {
    pub page: &'static str,
    pub address: Address,
    pub span: Span,
    /// The span in words.
    pub told: String,
    pub processes: Vec<Choice>,
    pub departments: Vec<Choice>,
    pub salespeople: Vec<Choice>,
    /// Those whose figures the reader may see.
    pub people: Vec<Choice>,
    /// Event logs are for managers.
    pub may_take_log: bool,
}

pub struct Choice {
    pub value: String,
    pub name: String,
}

const PAGES: [(&str, &str); 5] = [
    ("/insight", "insight-overview"),
    ("/insight/steps", "insight-steps"),
    ("/insight/scorecards", "insight-scorecards"),
    ("/insight/causes", "insight-causes"),
    ("/insight/map", "insight-map"),
];

/// What the list of orders asks.
const ASKED: [&str; 7] = ["figure", "step", "then", "version", "cause", "rule", "charged"];

impl Asking {
    pub async fn of(screen: Screen, pairs: Vec<(String, String)>) -> Result<Self, Failure> {
        let address = Address::of(pairs);
        let question = address::read(&screen, &address).await?;
        let world = screen.app.store.world();
        Ok(Self { screen, address, question, world })
    }

    /// Puts the question to the book.
    pub async fn look<T: Send + 'static>(
        &self,
        answer: impl FnOnce(&View) -> T + Send + 'static,
    ) -> Result<T, Failure> {
        self.look_in(self.question.span, answer).await
    }

    /// The same in another span.
    pub async fn look_in<T: Send + 'static>(
        &self,
        span: Span,
        answer: impl FnOnce(&View) -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let question = Question { span, ..self.question.clone() };
        Ok(self.screen.app.store.insight(self.screen.viewer.scope(), question, answer).await?)
    }

    pub fn frame(&self, title: &str) -> Frame {
        self.screen.frame().titled(title).at(Nav::Insight)
    }

    pub fn words<'a>(&'a self, frame: &'a Frame) -> Words<'a> {
        Words { reader: &frame.reader, world: &self.world }
    }

    pub fn head(&self, page: &'static str, frame: &Frame) -> Head {
        let words = self.words(frame);
        let choice = |value: &str, name: &Text| Choice { value: value.to_owned(), name: words.name(name) };
        let filter = &self.question.filter;
        let chosen = |id: PersonId| [filter.person, filter.salesperson].contains(&Some(id));
        let shown = || self.world.people.iter().filter(|person| person.active || chosen(person.id));
        let person = |person: &Person| Choice { value: person.id.to_string(), name: person.name.clone() };
        let viewer = &self.screen.viewer;
        Head {
            page,
            address: self.address.clone(),
            span: self.question.span,
            told: words.span(self.question.span),
            processes: self.world.processes.iter_latest().map(|p| choice(&p.key, &p.name)).collect(),
            departments: self.world.company.departments.iter().map(|d| choice(d.key.as_str(), &d.name)).collect(),
            salespeople: shown().map(person).collect(),
            people: shown().filter(|shown| viewer.may_judge(shown.id)).map(person).collect(),
            may_take_log: viewer.manages(),
        }
    }
}

impl Head {
    /// The pages with their words, each with what is asked.
    pub fn tabs(&self) -> Vec<(String, &'static str, bool)> {
        let common = self.address.common();
        PAGES.iter().map(|(at, words)| (common.link(at), *words, *at == self.page)).collect()
    }

    pub fn periods(&self) -> [Period; 5] {
        Period::ALL
    }

    pub fn period(&self) -> &'static str {
        self.address.period().key()
    }

    pub fn said(&self, name: &str) -> &str {
        self.address.get(name)
    }

    /// What a page asks beside span and filter stays as it is when those change.
    pub fn kept(&self) -> Vec<&'static str> {
        let kept = if self.page == "/insight/orders" { &ASKED[..] } else { &[] };
        kept.iter().copied().filter(|name| !self.said(name).is_empty()).collect()
    }

    /// A map is of one process: the company's usual one, when none is chosen.
    pub fn any_process(&self) -> &'static str {
        if self.page == "/insight/map" { "insight-usual-process" } else { "board-any-process" }
    }

    pub fn export(&self) -> String {
        self.address.common().link("/insight/export.xlsx")
    }

    pub fn without_conditions(&self) -> String {
        let address = Address::default();
        let kept = ["period", "from", "to"].iter().fold(address, |kept, name| kept.with(name, self.said(name)));
        kept.link(self.page)
    }

    pub fn has_conditions(&self) -> bool {
        self.address.has_conditions()
    }
}
