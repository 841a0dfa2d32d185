//! The questions that deeds ask, and the commands that their answers make.

use std::collections::BTreeMap;

use yidan_domain::{
    ExceptionId, Message, PromiseId,
    order::{self, FileRef, Handling, Subject, command::Command, situation::Deed},
    process::Step,
};
use yidan_store::Error;

use super::{
    super::{Failure, Screen},
    exceptions,
    fields::{self, Field, Kind},
    loaded::Loaded,
    parsed,
    target::Target,
    typed::{self, Typed},
};
use crate::{
    page::{Faults, Frame},
    texts::Reader,
};

/// What the deed asks.
pub fn asked(target: &Target, step: Option<&Step>, loaded: &Loaded, screen: &Screen, frame: &Frame) -> Vec<Field> {
    let reader = &frame.reader;
    let label = |key: &str| reader.t(key);
    let reason = || Field::new("reason", label("deed-reason"), Kind::Area).required();
    let moment = || Field::new("at", label("deed-at"), Kind::Moment).hint(label("deed-at-hint"));
    match target.deed {
        Deed::Start => vec![moment()],
        Deed::Finish => {
            let form = step.map(|step| {
                // What was filled in before it was sent back, taken back or reopened is there to be corrected.
                let answers = loaded.order.step(&step.key).map(|state| &state.answers);
                fields::of_step(&loaded.order, step, answers, reader)
            });
            form.unwrap_or_default().into_iter().chain([moment()]).collect()
        }
        Deed::Assign => vec![
            Field::new("to", label("deed-to"), Kind::Select(people_for(step, loaded, frame))),
            Field::new("note", label("deed-note"), Kind::Area),
        ],
        Deed::Skip | Deed::Reopen | Deed::Replan | Deed::Cancel => vec![reason()],
        Deed::Sign => vec![Field::new("comment", label("deed-comment"), Kind::Area)],
        Deed::SendBack => vec![reason()],
        Deed::Withdraw => vec![Field::new("reason", label("deed-reason"), Kind::Area)],
        // Have forms of their own.
        Deed::Amend
        | Deed::ProposeChange
        | Deed::Quote
        | Deed::AnswerQuote
        | Deed::KeepLetter
        | Deed::ReviewLetter
        | Deed::KeepCosts
        | Deed::ShowCredit
        | Deed::ReleaseCredit
        | Deed::RecallCredit
        | Deed::Sample => Vec::new(),
        Deed::Remark => vec![Field::new("text", label("deed-text"), Kind::Area).required()],
        Deed::Attach => vec![Field::new("file", label("deed-files"), Kind::Files(true)).required()],
        Deed::RaiseException => {
            let note = Field::new("note", label("deed-exception-note"), Kind::Area).required();
            let note = note.hint(label("deed-exception-hint"));
            [note].into_iter().chain(exceptions::dealing(&Handling::default(), loaded, reader)).collect()
        }
        Deed::HandleException | Deed::ClearException => exceptions::asked(target, loaded, reader),
        // The program's own.
        Deed::FollowRule | Deed::Tell => Vec::new(),
        Deed::Promise => {
            let me = screen.viewer.person;
            vec![
                Field::new("text", label("deed-promise-text"), Kind::Area).required(),
                Field::new("due", label("deed-promise-due"), Kind::Date).required(),
                Field::new("owner", label("deed-promise-owner"), Kind::Select(active(loaded))).value(me.to_string()),
            ]
        }
        Deed::ClosePromise => {
            let outcomes = [("yes", "deed-kept"), ("no", "deed-broken")];
            let outcomes = outcomes.map(|(value, key)| (value.to_owned(), label(key))).to_vec();
            vec![
                Field::new("kept", label("deed-outcome"), Kind::Segments(outcomes)).value("yes"),
                Field::new("note", label("deed-close-note"), Kind::Area).hint(label("deed-close-hint")),
            ]
        }
    }
}

pub(super) fn active(loaded: &Loaded) -> Vec<(String, String)> {
    let active = loaded.people.iter().filter(|person| person.active);
    active.map(|person| (person.id.to_string(), person.name.clone())).collect()
}

/// The department itself first, then its people, then everybody else.
fn people_for(step: Option<&Step>, loaded: &Loaded, frame: &Frame) -> Vec<(String, String)> {
    let Some(step) = step else { return active(loaded) };
    let department = loaded.process.department_name(&step.department);
    let whole = Message::new("deed-to-department").with("department", &department);
    let belongs = |id: &str| {
        let person = loaded.people.iter().find(|person| person.id.to_string() == id);
        person.is_some_and(|person| person.departments.contains(&step.department))
    };
    let (own, others): (Vec<_>, Vec<_>) = active(loaded).into_iter().partition(|(id, _)| belongs(id));
    let marked = own.into_iter().map(|(id, name)| (id, format!("{name} · {}", department.get(frame.reader.lang))));
    std::iter::once((String::new(), frame.reader.say(&whole))).chain(marked).chain(others).collect()
}

/// What was typed, as commands; with faults there are none that could be given.
#[derive(Default)]
pub struct Answered {
    pub commands: Vec<Command>,
    pub faults: Faults,
    /// Files that came along, by their fields: they stay with the form when it has to be sent again.
    pub files: Vec<(String, FileRef)>,
}

pub async fn answered(
    target: &Target,
    loaded: &Loaded,
    screen: &Screen,
    typed: &Typed,
    reader: &Reader,
) -> Result<Answered, Failure> {
    let mut answered = Answered::default();
    let step = target.step.clone();
    let named = || step.clone().ok_or(Error::NotFound("step"));
    let words = |field: &str| typed.get(field).to_owned();
    let at = || typed::moment(typed.get("at"), typed.get("at-clock"), &reader.zone, reader.now);
    let command: Option<Result<Command, Error>> = match target.deed {
        Deed::Start => answered.take("at", at(), reader).map(|at| Ok(Command::Start { step: named()?, at })),
        Deed::Finish => {
            let answers = answered.take_form(target, loaded, screen, typed, reader).await?;
            answered.take("at", at(), reader).map(|at| Ok(Command::Finish { step: named()?, at, answers }))
        }
        Deed::Assign => {
            let to = Some(typed.get("to")).filter(|to| !to.is_empty()).map(parsed).transpose()?;
            Some(Ok(Command::Assign { step: named()?, to, note: words("note") }))
        }
        Deed::Skip => Some(Ok(Command::Skip { step: named()?, reason: words("reason") })),
        Deed::Reopen => Some(Ok(Command::Reopen { step: named()?, reason: words("reason") })),
        // Plans are changed on a page of their own.
        Deed::Replan => return Err(Error::NotFound("page").into()),
        Deed::Cancel => Some(Ok(Command::Cancel { reason: words("reason") })),
        Deed::Remark => Some(Ok(Command::Remark { step, text: words("text") })),
        Deed::Attach => {
            let files = typed.files(&screen.app, "file").await?;
            if files.is_empty() {
                answered.faults.add("file", reader.t("deed-file-missing"));
            }
            let attach = |file| Command::Attach { step: step.clone(), file };
            answered.commands = files.into_iter().map(attach).collect();
            None
        }
        Deed::RaiseException => {
            let id = ExceptionId(uuid::Uuid::now_v7());
            let handling = answered.take("due", exceptions::dealt(typed), reader);
            handling.map(|handling| Ok(Command::RaiseException { id, step, note: words("note"), handling }))
        }
        Deed::HandleException => {
            let id = target.exception.ok_or(Error::NotFound("exception"))?;
            let handling = answered.take("due", exceptions::dealt(typed), reader);
            handling.map(|handling| Ok(Command::HandleException { id, handling, note: words("note") }))
        }
        Deed::ClearException => {
            let id = target.exception.ok_or(Error::NotFound("exception"))?;
            let cause = exceptions::cause(typed);
            Some(Ok(Command::ClearException { id, note: words("note"), cause, charged_to: None }))
        }
        Deed::Promise => {
            let owner = parsed(typed.get("owner"))?;
            let due = typed::day(typed.get("due")).and_then(|due| due.ok_or(Message::new("deed-due-missing")));
            let promise =
                |due| Command::Promise { id: PromiseId(uuid::Uuid::now_v7()), text: words("text"), due, owner };
            answered.take("due", due, reader).map(|due| Ok(promise(due)))
        }
        Deed::ClosePromise => {
            let id = target.promise.ok_or(Error::NotFound("promise"))?;
            Some(Ok(Command::ClosePromise { id, kept: typed.get("kept") == "yes", note: words("note") }))
        }
        Deed::Sign => Some(Ok(Command::Sign { on: Subject::of(step.as_ref()), comment: words("comment") })),
        Deed::SendBack => Some(Ok(Command::SendBack { on: Subject::of(step.as_ref()), reason: words("reason") })),
        Deed::Withdraw => Some(Ok(Command::Withdraw { on: Subject::of(step.as_ref()), reason: words("reason") })),
        Deed::FollowRule
        | Deed::Tell
        | Deed::Amend
        | Deed::ProposeChange
        | Deed::Quote
        | Deed::AnswerQuote
        | Deed::KeepLetter
        | Deed::ReviewLetter
        | Deed::KeepCosts
        | Deed::ShowCredit
        | Deed::ReleaseCredit
        | Deed::RecallCredit
        | Deed::Sample => return Err(Error::NotFound("page").into()),
    };
    answered.commands.extend(command.transpose()?);
    Ok(answered)
}

impl Answered {
    /// What was read, or nothing with the fault noted.
    fn take<T>(&mut self, field: &str, read: Result<T, Message>, reader: &Reader) -> Option<T> {
        read.map_err(|fault| self.faults.add(field, reader.say(&fault))).ok()
    }

    /// The answers to the form of the step.
    async fn take_form(
        &mut self,
        target: &Target,
        loaded: &Loaded,
        screen: &Screen,
        typed: &Typed,
        reader: &Reader,
    ) -> Result<BTreeMap<String, order::Answer>, Failure> {
        let Some(step) = target.definition(loaded)? else { return Ok(BTreeMap::new()) };
        let currency = loaded.order.header.currency;
        let answers = fields::answers(&screen.app, step, currency, typed, reader, &mut self.faults).await?;
        self.files.extend(answers.iter().filter_map(|(key, answer)| match answer {
            order::Answer::File(file) => Some((fields::name_of(key), file.clone())),
            _ => None,
        }));
        Ok(answers)
    }
}
