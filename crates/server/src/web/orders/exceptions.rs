//! What is asked about an exception: who deals with it and by when, why it happened, which department bears it, and in
//! the end how it was solved.

use yidan_domain::{
    CauseKey, Message, PersonId,
    order::{Handling, situation::Deed},
};

use super::{
    fields::{Field, Kind},
    loaded::Loaded,
    question::active,
    target::Target,
    typed::{self, Typed},
};
use crate::texts::Reader;

/// The questions about an exception that is there.
pub fn asked(target: &Target, loaded: &Loaded, reader: &Reader) -> Vec<Field> {
    let exception = target.exception.and_then(|id| loaded.order.exception(id));
    let handling = exception.map(|exception| exception.handling.clone()).unwrap_or_default();
    if target.deed == Deed::ClearException {
        let note = Field::new("note", reader.t("deed-clear-note"), Kind::Area).required();
        return vec![note, why(&handling, loaded, reader)];
    }
    let note = Field::new("note", reader.t("deed-handle-note"), Kind::Area);
    dealing(&handling, loaded, reader).into_iter().chain([note]).collect()
}

pub fn dealing(handling: &Handling, loaded: &Loaded, reader: &Reader) -> Vec<Field> {
    let lang = reader.lang;
    let mut people = active(loaded);
    people.insert(0, (String::new(), reader.t("exception-nobody")));
    let departments = loaded.world.company.departments.iter();
    let departments = departments.map(|department| (department.key.to_string(), department.name.get(lang).to_owned()));
    let departments = [(String::new(), reader.t("exception-by-cause"))].into_iter().chain(departments).collect();
    let value = |words: Option<String>| words.unwrap_or_default();
    vec![
        Field::new("owner", reader.t("exception-owner"), Kind::Select(people))
            .value(value(handling.owner.map(|owner| owner.to_string()))),
        Field::new("due", reader.t("exception-due"), Kind::Date).value(value(handling.due.map(|due| due.to_string()))),
        why(handling, loaded, reader),
        Field::new("charged", reader.t("exception-charged"), Kind::Select(departments))
            .value(value(loaded.world.causes.named(handling).map(|key| key.to_string()))),
    ]
}

/// The causes that are offered, and the one that is named already.
fn why(handling: &Handling, loaded: &Loaded, reader: &Reader) -> Field {
    let causes = loaded.world.causes.0.iter();
    let offered = causes.filter(|cause| !cause.archived || handling.cause.as_ref() == Some(&cause.key));
    let named = offered.map(|cause| (cause.key.to_string(), cause.name.get(reader.lang).to_owned()));
    let causes = [(String::new(), reader.t("exception-not-known"))].into_iter().chain(named).collect();
    let value = handling.cause.as_ref().map(CauseKey::to_string).unwrap_or_default();
    Field::new("cause", reader.t("exception-cause"), Kind::Select(causes)).value(value)
}

/// What was typed. Only the day can be unreadable; a person who is none is nobody.
pub fn dealt(typed: &Typed) -> Result<Handling, Message> {
    Ok(Handling {
        owner: typed.get("owner").parse::<PersonId>().ok(),
        due: typed::day(typed.get("due"))?,
        cause: cause(typed),
        charged_to: Some(typed.get("charged")).filter(|key| !key.is_empty()).map(Into::into),
    })
}

pub fn cause(typed: &Typed) -> Option<CauseKey> {
    Some(typed.get("cause")).filter(|key| !key.is_empty()).map(Into::into)
}
