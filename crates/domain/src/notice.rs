//! What people are told when something of theirs happens: a step handed over or free to begin, an exception to deal with,
//! an order late, cancelled or promised anew. Nobody is told of what they did themselves, and of the work of a
//! department only those who would do it: where they are many, a notice to all is a notice to nobody, and the list of
//! the day says it better.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Message, OrderId, PersonId, Say, StepKey, Text,
    access::{Role, Scope, Viewer},
    approval::Signer,
    exception::{Finding, RuleKey},
    order::{
        Exception, Order, Promise, Subject,
        event::{Event, Recorded, Via},
        situation::{Situation, Standing},
    },
    party::Person,
    process::{Process, Step},
};

/// People of a department who are told of a step that nobody has in hand; where there are more, none is.
const FEW: usize = 5;

#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    pub person: PersonId,
    pub order: OrderId,
    pub step: Option<StepKey>,
    pub about: About,
}

/// Kept as it is, and said in the reader's language when it is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "about", rename_all = "snake_case")]
pub enum About {
    StepHanded {
        step: Text,
        note: String,
    },
    StepReady {
        step: Text,
    },
    ExceptionYours {
        step: Option<Text>,
        trouble: Trouble,
    },
    ExceptionOverdue {
        step: Option<Text>,
        trouble: Trouble,
        due: Date,
    },
    OrderLate {
        finding: Finding,
    },
    PromiseDue {
        text: String,
        due: Date,
    },
    Cancelled {
        reason: String,
    },
    /// It waits for this person's signature; the step, or none for a change order.
    ToSign {
        step: Option<Text>,
        link: Text,
    },
    SentBack {
        step: Option<Text>,
        reason: String,
    },
    Approved {
        step: Option<Text>,
    },
    Repromised {
        was: Option<Date>,
        is: Option<Date>,
    },
}

/// What is wrong: as somebody wrote it, or as a rule has found it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    Note(String),
    Found(Finding),
}

/// Might anybody have to be told of this? Most of what happens is told to nobody, and then costs nothing.
pub fn may_concern(event: &Event, via: Via) -> bool {
    let concerns = matches!(
        event,
        Event::Finished { .. }
            | Event::Assigned { .. }
            | Event::Skipped { .. }
            | Event::ExceptionRaised { .. }
            | Event::ExceptionHandled { .. }
            | Event::ExceptionRestated { .. }
            | Event::ExceptionCleared { .. }
            | Event::Amended { .. }
            | Event::Replanned { .. }
            | Event::Cancelled { .. }
            | Event::Submitted { .. }
            | Event::Signed { .. }
            | Event::SentBack { .. }
            | Event::ChangeProposed { .. }
    );
    // What comes from sheets has happened elsewhere, and long ago.
    concerns && via != Via::Import
}

/// Who is told what by an event, from how the order was and how it is after.
pub fn of(
    recorded: &Recorded,
    before: &Order,
    after: &Order,
    process: &Process,
    customer_owner: Option<PersonId>,
    people: &[Person],
    today: Date,
) -> Vec<Notice> {
    if !may_concern(&recorded.event, recorded.via) {
        return Vec::new();
    }
    let telling = Telling { before, after, process, customer_owner, people, today };
    let mut notices = telling.of(&recorded.event);
    let reads = |id: PersonId| people.iter().any(|person| person.id == id && person.active && person.login.is_some());
    notices.retain(|notice| ![recorded.by, recorded.doer()].contains(&notice.person) && reads(notice.person));
    notices
}

/// Of what comes due, told once, on a day after `since` and up to `today`: promises on their day, exceptions after it.
pub fn due(order: &Order, process: &Process, person: PersonId, since: Date, today: Date) -> Vec<Notice> {
    let promise = |promise: &Promise| Notice {
        person,
        order: order.id,
        step: None,
        about: About::PromiseDue { text: promise.text.clone(), due: promise.due },
    };
    let exception = |exception: &Exception, due: Date| Notice {
        person,
        order: order.id,
        step: exception.step.clone(),
        about: About::ExceptionOverdue { step: name(process, exception), trouble: Trouble::of(exception), due },
    };
    let promises = order.open_promises().filter(|one| one.owner == person && since < one.due && one.due <= today);
    let exceptions = order.open_exceptions().filter(|one| one.handling.owner == Some(person));
    let overdue = exceptions.filter_map(|one| Some((one, one.handling.due?)));
    let overdue = overdue.filter(|(_, due)| since <= *due && *due < today);
    promises.map(promise).chain(overdue.map(|(one, due)| exception(one, due))).collect()
}

struct Telling<'a> {
    before: &'a Order,
    after: &'a Order,
    process: &'a Process,
    customer_owner: Option<PersonId>,
    people: &'a [Person],
    today: Date,
}

impl Telling<'_> {
    fn of(&self, event: &Event) -> Vec<Notice> {
        match event {
            Event::Assigned { step, to: Some(to), note } => {
                let about = About::StepHanded { step: self.step_name(step), note: note.clone() };
                vec![self.notice(*to, Some(step), about)]
            }
            Event::Submitted { step, .. } => self.to_sign(&Subject::Step(step.clone())),
            Event::ChangeProposed { .. } => self.to_sign(&Subject::Change),
            Event::Signed { on, .. } => self.signed(on),
            Event::SentBack { on, reason, .. } => self.sent_back(on, reason),
            Event::Finished { .. } | Event::Skipped { .. } | Event::ExceptionCleared { .. } => self.freed(),
            Event::ExceptionRaised { id, .. }
            | Event::ExceptionHandled { id, .. }
            | Event::ExceptionRestated { id, .. } => {
                self.after.exception(*id).map(|exception| self.trouble(exception)).unwrap_or_default()
            }
            Event::Amended { .. } | Event::Replanned { .. } => {
                self.repromised().into_iter().chain(self.freed()).collect()
            }
            Event::Cancelled { reason } => self.to_those_on_it(&About::Cancelled { reason: reason.clone() }),
            _ => Vec::new(),
        }
    }

    /// To those who could sign it now: the holders of the post, or the few of the department; for who is away, to the
    /// deputy as well.
    fn to_sign(&self, on: &Subject) -> Vec<Notice> {
        let situation = Situation::of(self.after, self.process);
        let Some(link) = situation.turn(on) else { return Vec::new() };
        let salesperson = self.after.header.salesperson;
        let holds = |person: &&Person| {
            // Managers may act for every department, and are not told of all of it.
            let viewer = Viewer { role: Role::Member, ..Viewer::of(person) };
            person.active && link.by.is(&viewer, salesperson) && self.sees(person)
        };
        let holders: Vec<&Person> = self.people.iter().filter(holds).collect();
        if matches!(link.by, Signer::Department(_)) && holders.len() > FEW {
            return Vec::new();
        }
        let away = holders.iter().filter_map(|person| person.away.as_ref().filter(|away| away.covers(self.today)));
        let mut told: Vec<PersonId> = away.map(|away| away.deputy).collect();
        told.extend(holders.iter().map(|person| person.id));
        told.sort();
        told.dedup();
        let about = || About::ToSign { step: on.step().map(|step| self.step_name(step)), link: link.name.clone() };
        told.into_iter().map(|person| self.notice(person, on.step(), about())).collect()
    }

    /// On to the next; whoever handed it in hears of the last signature.
    fn signed(&self, on: &Subject) -> Vec<Notice> {
        let Some(approval) = self.after.approval(on) else { return Vec::new() };
        if Situation::of(self.after, self.process).turn(on).is_some() {
            return self.to_sign(on);
        }
        let about = About::Approved { step: on.step().map(|step| self.step_name(step)) };
        vec![self.notice(approval.submitted_by, on.step(), about)]
    }

    fn sent_back(&self, on: &Subject, reason: &str) -> Vec<Notice> {
        let Some(approval) = self.before.approval(on) else { return Vec::new() };
        let about = About::SentBack { step: on.step().map(|step| self.step_name(step)), reason: reason.to_owned() };
        vec![self.notice(approval.submitted_by, on.step(), about)]
    }

    /// Steps that waited or were held, and now could begin.
    fn freed(&self) -> Vec<Notice> {
        let (before, after) = (Situation::of(self.before, self.process), Situation::of(self.after, self.process));
        let waited = |step: &Step| matches!(before.standing(&step.key), Some(Standing::Waiting(_) | Standing::Held(_)));
        let freed = after.steps().filter(|(step, standing)| **standing == Standing::Ready && waited(step));
        freed
            .flat_map(|(step, _)| self.doers(step).into_iter().map(move |person| (person, step)))
            .map(|(person, step)| self.notice(person, Some(&step.key), About::StepReady { step: step.name.clone() }))
            .collect()
    }

    /// Whoever has the step; else the order's salesperson, if it is a step of sales; else the few of its department.
    fn doers(&self, step: &Step) -> Vec<PersonId> {
        if let Some(assignee) = self.after.step(&step.key).and_then(|state| state.assignee) {
            return vec![assignee];
        }
        let salesperson = self.after.header.salesperson;
        let does = |person: &&Person| {
            let belongs = person.role == Role::Member && person.departments.contains(&step.department);
            person.active && belongs && self.sees(person)
        };
        let doers: Vec<PersonId> = self.people.iter().filter(does).map(|person| person.id).collect();
        match salesperson.filter(|salesperson| doers.contains(salesperson)) {
            Some(salesperson) => vec![salesperson],
            None if doers.len() <= FEW => doers,
            None => Vec::new(),
        }
    }

    fn sees(&self, person: &Person) -> bool {
        let scope = Viewer::of(person).scope();
        scope == Scope::All || scope.covers(self.after.header.salesperson, self.customer_owner, self.after.involved())
    }

    /// To the owner, when that is new or the trouble has become worse; and that the order is late to its salesperson.
    fn trouble(&self, exception: &Exception) -> Vec<Notice> {
        let owner = exception.handling.owner;
        let was = self.before.exception(exception.id);
        let is_worse =
            was.and_then(Exception::rule).zip(exception.rule()).is_some_and(|(was, is)| is.is_worse_than(was));
        let is_new = was.map(|was| was.handling.owner) != Some(owner) || is_worse;
        let yours = owner.filter(|_| is_new).map(|owner| {
            let about = About::ExceptionYours { step: name(self.process, exception), trouble: Trouble::of(exception) };
            self.notice(owner, exception.step.as_ref(), about)
        });
        let is_told = was.is_none() || is_worse;
        let late = exception.found.clone().filter(|found| is_told && found.rule().is_about_lateness());
        let told = self.after.header.salesperson.filter(|salesperson| Some(*salesperson) != owner);
        let late = late.zip(told).map(|(finding, told)| self.notice(told, None, About::OrderLate { finding }));
        yours.into_iter().chain(late).collect()
    }

    fn repromised(&self) -> Vec<Notice> {
        let (was, is) = (self.before.header.promised, self.after.header.promised);
        if was == is { Vec::new() } else { self.to_those_on_it(&About::Repromised { was, is }) }
    }

    /// To the salesperson, to whoever has an open step in hand, and to whoever deals with an exception.
    fn to_those_on_it(&self, about: &About) -> Vec<Notice> {
        let open = self.before.steps.values().filter(|state| !state.progress.is_closed());
        let owners = self.before.open_exceptions().filter_map(|exception| exception.handling.owner);
        let mut told: Vec<PersonId> =
            self.after.header.salesperson.into_iter().chain(open.filter_map(|state| state.assignee)).collect();
        told.extend(owners);
        told.sort();
        told.dedup();
        told.into_iter().map(|person| self.notice(person, None, about.clone())).collect()
    }

    fn notice(&self, person: PersonId, step: Option<&StepKey>, about: About) -> Notice {
        Notice { person, order: self.after.id, step: step.cloned(), about }
    }

    fn step_name(&self, key: &StepKey) -> Text {
        self.process.step(key).map_or_else(|| Text::same(key.as_str()), |step| step.name.clone())
    }
}

fn name(process: &Process, exception: &Exception) -> Option<Text> {
    Some(process.step(exception.step.as_ref()?)?.name.clone())
}

impl Trouble {
    pub fn of(exception: &Exception) -> Self {
        exception.found.clone().map_or_else(|| Trouble::Note(exception.note.clone()), Trouble::Found)
    }
}

impl Say for Trouble {
    fn say(&self) -> Message {
        match self {
            Trouble::Note(note) => Message::new("exception-note").with("note", note.as_str()),
            Trouble::Found(finding) => finding.say(),
        }
    }
}

impl About {
    /// What belongs below the sentence: somebody's words, or what a rule has found.
    pub fn detail(&self) -> Option<Message> {
        let words = |words: &String| {
            Some(Message::new("exception-note").with("note", words.as_str())).filter(|_| !words.is_empty())
        };
        match self {
            About::StepHanded { note: text, .. }
            | About::PromiseDue { text, .. }
            | About::SentBack { reason: text, .. }
            | About::Cancelled { reason: text } => words(text),
            About::ExceptionYours { trouble, .. } | About::ExceptionOverdue { trouble, .. } => Some(trouble.say()),
            About::OrderLate { finding } => Some(finding.say()),
            About::StepReady { .. } | About::Repromised { .. } | About::ToSign { .. } | About::Approved { .. } => None,
        }
    }

    /// Does it speak of a change order, which has a page of its own?
    pub fn is_of_change(&self) -> bool {
        matches!(
            self,
            About::ToSign { step: None, .. } | About::SentBack { step: None, .. } | About::Approved { step: None }
        )
    }

    /// Does it speak of something gone wrong?
    pub fn is_trouble(&self) -> bool {
        !matches!(
            self,
            About::StepHanded { .. }
                | About::StepReady { .. }
                | About::PromiseDue { .. }
                | About::ToSign { .. }
                | About::Approved { .. }
        )
    }
}

impl Say for About {
    fn say(&self) -> Message {
        match self {
            About::StepHanded { step, .. } => Message::new("notice-step-handed").with("step", step),
            About::StepReady { step } => Message::new("notice-step-ready").with("step", step),
            About::ExceptionYours { step: Some(step), .. } => {
                Message::new("notice-exception-yours-on").with("step", step)
            }
            About::ExceptionYours { step: None, .. } => Message::new("notice-exception-yours"),
            About::ExceptionOverdue { due, .. } => Message::new("notice-exception-overdue").with("due", *due),
            About::OrderLate { finding } if finding.rule() == RuleKey::PromiseBroken => {
                Message::new("notice-order-late")
            }
            About::OrderLate { .. } => Message::new("notice-order-will-be-late"),
            About::PromiseDue { due, .. } => Message::new("notice-promise-due").with("due", *due),
            About::ToSign { step: Some(step), link } => {
                Message::new("notice-to-sign").with("step", step).with("link", link)
            }
            About::ToSign { step: None, link } => Message::new("notice-change-to-sign").with("link", link),
            About::SentBack { step: Some(step), .. } => Message::new("notice-sent-back").with("step", step),
            About::SentBack { step: None, .. } => Message::new("notice-change-refused"),
            About::Approved { step: Some(step) } => Message::new("notice-approved").with("step", step),
            About::Approved { step: None } => Message::new("notice-change-accepted"),
            About::Cancelled { .. } => Message::new("notice-cancelled"),
            About::Repromised { was: Some(was), is: Some(is) } => {
                Message::new("notice-repromised").with("was", *was).with("is", *is)
            }
            About::Repromised { was: None, is: Some(is) } => Message::new("notice-promised").with("is", *is),
            About::Repromised { is: None, .. } => Message::new("notice-unpromised"),
        }
    }
}
