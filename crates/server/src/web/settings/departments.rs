//! The departments: those every company begins with, those that processes bring along, and the company's own.

use askama::Template;
use axum::{Form, extract::Path, http::StatusCode};
use serde::Deserialize;
use yidan_domain::{
    Message, Text,
    party::Department,
    schedule::book::{Book, Named},
    text::plain,
};
use yidan_store::{Error, company, people};

use super::super::{Answer, Screen, form};
use crate::page::{Faults, Frame, Nav, filters, html, html_with};

#[derive(Template)]
#[template(path = "settings/departments.html")]
struct DepartmentsPage {
    frame: Frame,
    /// Each with how many people are in it.
    departments: Vec<(Department, usize)>,
    book: Book,
}

impl DepartmentsPage {
    /// The working calendar that it works by.
    fn calendar_of(&self, department: &Department) -> Option<&Named> {
        self.book.of(&department.key)
    }
}

/// What is typed, as it is typed.
#[derive(Default, Clone, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    key: String,
    zh: String,
    en: String,
    capacity: String,
}

#[derive(Template)]
#[template(path = "settings/department.html")]
struct DepartmentPage {
    frame: Frame,
    /// Its key stays as it is: processes and people name it.
    is_new: bool,
    typed: Typed,
    faults: Faults,
}

pub(super) async fn list(screen: Screen) -> Answer {
    screen.must_administer()?;
    let people = screen.app.store.read(people::all).await?;
    let world = screen.app.store.world();
    let departments = world.company.departments.iter().map(|department| {
        let members = people.iter().filter(|person| person.active && person.departments.contains(&department.key));
        (department.clone(), members.count())
    });
    let page = DepartmentsPage {
        frame: screen.frame().titled("settings-departments").at(Nav::Settings),
        departments: departments.collect(),
        book: world.company.book.clone(),
    };
    Ok(html(&page.frame, &page))
}

pub(super) async fn show_new(screen: Screen) -> Answer {
    screen.must_administer()?;
    Ok(department_page(&screen, StatusCode::OK, true, Typed::default(), Faults::default()))
}

pub(super) async fn show(screen: Screen, Path(key): Path<String>) -> Answer {
    screen.must_administer()?;
    let world = screen.app.store.world();
    let department = world.company.departments.iter().find(|department| department.key.as_str() == key);
    let department = department.ok_or(Error::NotFound("department"))?;
    let (zh, en) = (department.name.zh.clone(), department.name.en.clone());
    let capacity = department.capacity.map(|capacity| capacity.to_string()).unwrap_or_default();
    let typed = Typed { key, zh, en, capacity };
    Ok(department_page(&screen, StatusCode::OK, false, typed, Faults::default()))
}

pub(super) async fn add(screen: Screen, Form(typed): Form<Typed>) -> Answer {
    keep(screen, true, typed).await
}

pub(super) async fn change(screen: Screen, Path(key): Path<String>, Form(typed): Form<Typed>) -> Answer {
    keep(screen, false, Typed { key, ..typed }).await
}

async fn keep(screen: Screen, is_new: bool, typed: Typed) -> Answer {
    screen.must_administer()?;
    let (actor, department) = (screen.actor(), typed.department());
    let kept = screen
        .app
        .store
        .write(move |tx| {
            let there = tx.world.company.departments.iter().any(|other| other.key == department.key);
            match (is_new, there) {
                (true, true) => Err(Error::invalid("department-key-taken")),
                (false, false) => Err(Error::NotFound("department")),
                _ => company::put_department(tx, &actor, &department),
            }
        })
        .await;
    match kept {
        Ok(()) => {
            let said = Message::new(if is_new { "department-added" } else { "department-changed" });
            Ok(screen.redirect("/settings/departments", &said.with("name", typed.department().name)))
        }
        Err(error) => {
            const FIELDS: [(&str, &str); 3] =
                [("department-key", "key"), ("department-name", "zh"), ("department-capacity", "capacity")];
            let faults = form::faults(&screen, error, &FIELDS)?;
            Ok(department_page(&screen, StatusCode::UNPROCESSABLE_ENTITY, is_new, typed, faults))
        }
    }
}

fn department_page(
    screen: &Screen,
    status: StatusCode,
    is_new: bool,
    typed: Typed,
    faults: Faults,
) -> axum::response::Response {
    let title = if is_new { "department-new" } else { "department-change" };
    let page = DepartmentPage { frame: screen.frame().titled(title).at(Nav::Settings), is_new, typed, faults };
    html_with(status, &page.frame, &page)
}

impl Typed {
    fn department(&self) -> Department {
        let tidy = |words: &str| yidan_domain::text::tidy(words, false);
        // What is no number is none that can be: the refusal says which can.
        let capacity = match plain(&self.capacity).trim() {
            "" => None,
            said => Some(said.parse().unwrap_or(0)),
        };
        Department { key: self.key.trim().into(), name: Text::new(tidy(&self.zh), tidy(&self.en)), capacity }
    }
}
