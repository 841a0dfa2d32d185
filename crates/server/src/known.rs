//! Whether what a question names is there. A list or a figure asked for what nobody has would be empty without a word.

use yidan_domain::{CauseKey, CustomerId, DepartmentKey, PersonId};
use yidan_store::{Error, Result, Store, customers, exceptions};

/// What a question names, where it does.
#[derive(Debug, Default)]
pub struct Named<'a> {
    pub process: Option<&'a str>,
    pub department: Option<&'a DepartmentKey>,
    pub customer: Option<CustomerId>,
    pub cause: Option<&'a CauseKey>,
    /// By the name of each parameter.
    pub people: Vec<(&'static str, Option<PersonId>)>,
}

/// The name of the parameter, and what it says.
#[derive(Debug, PartialEq, Eq)]
pub struct Unknown {
    pub name: &'static str,
    pub value: String,
}

pub fn in_exceptions(query: &exceptions::Query) -> Named<'_> {
    Named {
        department: query.department.as_ref(),
        cause: query.cause.as_ref(),
        people: vec![("owner", query.owner)],
        ..Named::default()
    }
}

/// The first thing that is not there.
pub async fn unknown(store: &Store, named: Named<'_>) -> Result<Option<Unknown>> {
    let world = store.world();
    let unknown = |name, value: &dyn ToString| Ok(Some(Unknown { name, value: value.to_string() }));
    if let Some(key) = named.process.filter(|key| world.processes.latest(key).is_none()) {
        return unknown("process", &key);
    }
    if let Some(key) = named.department.filter(|key| !world.company.has_department(key)) {
        return unknown("department", key);
    }
    if let Some(key) = named.cause.filter(|key| world.causes.get(key).is_none()) {
        return unknown("cause", key);
    }
    for (name, id) in named.people {
        if let Some(id) = id.filter(|id| !world.people.iter().any(|person| person.id == *id)) {
            return unknown(name, &id);
        }
    }
    let Some(id) = named.customer else { return Ok(None) };
    match store.read(move |tx| customers::get(tx, id)).await {
        Err(Error::NotFound(_)) => unknown("customer", &id),
        read => read.map(|_| None),
    }
}
