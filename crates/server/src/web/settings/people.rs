//! Everybody, those who have left at the end.

use askama::Template;
use yidan_domain::party::Person;
use yidan_store::people;

use super::super::{Answer, Screen};
use crate::page::{Frame, Nav, filters, html, role_key};

#[derive(Template)]
#[template(path = "settings/people.html")]
struct PeoplePage {
    frame: Frame,
    people: Vec<Listed>,
}

struct Listed {
    person: Person,
    departments: String,
}

pub(super) async fn list(screen: Screen) -> Answer {
    screen.must_administer()?;
    let frame = screen.frame().titled("settings-people").at(Nav::Settings);
    let world = screen.app.store.world();
    let listed = |person: Person| {
        let names: Vec<_> = person.departments.iter().map(|key| world.company.department_name(key)).collect();
        let departments = frame.reader.list(names.iter().map(|name| name.get(screen.lang())));
        Listed { person, departments }
    };
    let people = screen.app.store.read(people::all).await?.into_iter().map(listed).collect();
    let page = PeoplePage { frame, people };
    Ok(html(&page.frame, &page))
}

impl PeoplePage {
    fn role_key(&self, person: &Person) -> &'static str {
        role_key(person.role)
    }
}
