//! Scorecards (S13's self-check): what each department and each person has finished, how well in time, what came back, what
//! is in hand and overdue now, and the exceptions charged to them; whoever has exceptions is listed, with steps or without.
//! A name leads to the same page about that one alone, with the steps that it did.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use yidan_domain::{
    DepartmentKey, PersonId, Text,
    insight::{Asked, Figure, StepOf, Trouble, Work},
};
use yidan_store::insight;

use super::{
    Pairs,
    address::Address,
    asking::{Asking, Head},
    steps::StepLabel,
    words::Words,
};
use crate::{
    insight::with_others,
    page::{Frame, filters, html},
    web::{Answer, Failure, Screen},
};

#[derive(Template)]
#[template(path = "insight/scorecards.html")]
struct Scorecards {
    frame: Frame,
    head: Head,
    departments: Vec<Card>,
    people: Vec<Card>,
    /// Who manages sees everybody; others see their own card.
    only_own: bool,
    /// The steps of the department or person that is asked about.
    steps: Vec<Card>,
}

/// One row: of a department, a person or a step.
pub(super) struct Card {
    pub name: String,
    /// What stands under the name.
    pub sub: String,
    /// To the same figures of this one alone.
    pub alone: Option<String>,
    pub finished: u32,
    pub in_time: String,
    pub untimely: u32,
    pub within_standard: String,
    pub working: String,
    pub flow: String,
    pub returned: u32,
    pub in_hand: u32,
    pub overdue: u32,
    /// Exceptions raised in the span; `None` of steps.
    pub exceptions: Option<u32>,
    links: Links,
}

struct Links {
    finished: String,
    untimely: String,
    beyond: String,
    with_start: String,
    returned: String,
    in_hand: String,
    overdue: String,
    exceptions: String,
}

/// What the page and the workbook are made from.
pub(super) struct Found {
    pub departments: Vec<(DepartmentKey, Work)>,
    pub people: Vec<(PersonId, Work)>,
    /// Left out where nobody looks at them: they take as long to count as all the others.
    pub steps: Vec<(StepOf, (usize, Text), Work)>,
    pub of_department: HashMap<Option<DepartmentKey>, u32>,
    pub of_owner: HashMap<Option<PersonId>, u32>,
}

impl Found {
    pub async fn look(asking: &Asking, with_steps: bool) -> Result<Self, Failure> {
        let troubles: Vec<Trouble> = asking.screen.app.store.read(insight::troubles).await?;
        let viewer = asking.screen.viewer.clone();
        asking
            .look(move |view| {
                let causes = view.causes(&troubles);
                let named = |(of, work): (StepOf, Work)| {
                    let name = view.step_name(&of);
                    (of, name, work)
                };
                let departments = with_others(view.by_department(), &causes.by_department);
                let people = with_others(view.by_person(), &causes.by_owner).into_iter();
                Self {
                    departments,
                    people: people.filter(|(person, _)| viewer.may_judge(*person)).collect(),
                    steps: if with_steps { view.by_step().into_iter().map(named).collect() } else { Vec::new() },
                    of_department: causes.by_department.into_iter().map(|(key, count)| (key, count.raised)).collect(),
                    of_owner: causes.by_owner.into_iter().map(|(id, count)| (id, count.raised)).collect(),
                }
            })
            .await
    }
}

pub(super) async fn show(screen: Screen, Query(pairs): Pairs) -> Answer {
    let asking = Asking::of(screen, pairs).await?;
    let filter = &asking.question.filter;
    let about_one = filter.department.is_some() || filter.person.is_some();
    let found = Found::look(&asking, about_one).await?;
    let frame = asking.frame("insight-scorecards");
    let words = asking.words(&frame);
    let page = Scorecards {
        head: asking.head("/insight/scorecards", &frame),
        departments: departments(&words, &asking.address, &found),
        people: people(&words, &asking.address, &found),
        only_own: !asking.screen.viewer.manages(),
        steps: steps(&words, &asking.address, &found),
        frame,
    };
    Ok(html(&page.frame, &page))
}

fn departments(words: &Words, address: &Address, found: &Found) -> Vec<Card> {
    let card = |(key, work): &(DepartmentKey, Work)| {
        let here = address.clone().with("department", key.as_str());
        let exceptions = found.of_department.get(&Some(key.clone())).copied();
        Card {
            name: words.department(key),
            exceptions: Some(exceptions.unwrap_or_default()),
            ..Card::of(words, here, Some(key), work)
        }
    };
    found.departments.iter().map(card).collect()
}

fn people(words: &Words, address: &Address, found: &Found) -> Vec<Card> {
    let card = |(id, work): &(PersonId, Work)| {
        let here = address.clone().with("person", &id.to_string());
        let of = words.world.people.iter().find(|person| person.id == *id);
        let departments =
            of.map(|person| person.departments.iter().map(|key| words.department(key)).collect::<Vec<_>>());
        Card {
            name: words.person(*id),
            sub: words.reader.list(departments.unwrap_or_default().iter().map(String::as_str)),
            exceptions: Some(found.of_owner.get(&Some(*id)).copied().unwrap_or_default()),
            ..Card::of(words, here, None, work)
        }
    };
    found.people.iter().map(card).collect()
}

fn steps(words: &Words, address: &Address, found: &Found) -> Vec<Card> {
    let card = |(of, name, work): &(StepOf, (usize, Text), Work)| {
        let label = StepLabel::of(words, of, name);
        let here = address.clone().with("process", &of.process).with("step", of.step.as_str());
        Card {
            name: label.name,
            sub: words.reader.list([label.process.as_str(), label.department.as_str()]),
            alone: None,
            ..Card::of(words, here.with("department", of.department.as_str()), Some(&of.department), work)
        }
    };
    found.steps.iter().map(card).collect()
}

impl Card {
    /// `here` asks about this one alone.
    fn of(words: &Words, here: Address, department: Option<&DepartmentKey>, work: &Work) -> Self {
        let worked = |seconds: u32| words.worked(seconds, department);
        let step = Some(here.get("step")).filter(|step| !step.is_empty()).map(Into::into);
        let link = |figure| here.orders(&Asked { step: step.clone(), ..Asked::of(figure) });
        Self {
            name: String::new(),
            sub: String::new(),
            finished: work.finished,
            in_time: words.share(work.in_time),
            untimely: work.in_time.rest(),
            within_standard: words.share(work.within_standard),
            working: work.working.map(|times| worked(times.median)).unwrap_or_default(),
            flow: work.flow.map(|times| worked(times.median)).unwrap_or_default(),
            returned: work.returned,
            in_hand: work.now.all(),
            overdue: work.now.overdue,
            exceptions: None,
            links: Links {
                finished: link(Figure::Finished),
                untimely: link(Figure::Untimely),
                beyond: link(Figure::BeyondStandard),
                with_start: link(Figure::WithStart),
                returned: link(Figure::Returned),
                in_hand: link(Figure::InHand),
                overdue: link(Figure::Overdue),
                exceptions: here.common().link("/insight/causes"),
            },
            alone: Some(here.common().link("/insight/scorecards")),
        }
    }
}
