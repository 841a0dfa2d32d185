//! One person: what the person is and may do, the password, and where the person is signed in.

use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::Form;
use serde::Deserialize;
use yidan_domain::{
    DepartmentKey, Message, PersonId, Text,
    access::Role,
    approval::Post,
    party::{Department, Person},
};
use yidan_store::{Error, World, people, sessions};

use super::super::{Answer, Failure, Screen, account::away_words, form};
use crate::{
    page::{Faults, Frame, Nav, filters, html_with, role_key},
    secrets,
};

const ROLES: [Role; 4] = [Role::Administrator, Role::Manager, Role::Member, Role::ReadOnly];
const FIELDS: [(&str, &str); 4] = [
    ("person-name", "name"),
    ("person-login", "login"),
    ("person-unknown-department", "departments"),
    ("password-", "password"),
];

/// What is typed, as it is typed.
#[derive(Clone, Deserialize)]
pub(super) struct Typed {
    name: String,
    #[serde(default)]
    login: String,
    role: Role,
    #[serde(default)]
    departments: Vec<DepartmentKey>,
    #[serde(default)]
    posts: Vec<Post>,
    #[serde(default)]
    sees_all: Option<String>,
    /// Of somebody new; it may be set later.
    #[serde(default)]
    password: String,
}

#[derive(Template)]
#[template(path = "settings/person.html")]
struct PersonPage {
    frame: Frame,
    /// None while the person is new.
    person: Option<Person>,
    typed: Typed,
    faults: Faults,
    departments: Vec<Department>,
    /// Every post that there is, with its name.
    posts: Vec<(Post, Text)>,
    /// Until when the person is away and who signs meanwhile; empty when the person is here.
    away: String,
    sessions: usize,
    has_password: bool,
}

pub(super) async fn show_new(screen: Screen) -> Answer {
    screen.must_administer()?;
    let typed = Typed::of(&nobody(PersonId(uuid::Uuid::nil())));
    person_page(&screen, StatusCode::OK, None, Some(typed), Faults::default()).await
}

pub(super) async fn show(screen: Screen, Path(id): Path<PersonId>) -> Answer {
    screen.must_administer()?;
    person_page(&screen, StatusCode::OK, Some(id), None, Faults::default()).await
}

pub(super) async fn back(Path(id): Path<PersonId>) -> Redirect {
    Redirect::to(&to(id))
}

fn to(id: PersonId) -> String {
    format!("/settings/people/{id}")
}

pub(super) async fn add(screen: Screen, Form(typed): Form<Typed>) -> Answer {
    screen.must_administer()?;
    let person = typed.onto(nobody(PersonId(uuid::Uuid::now_v7())));
    let added = match hashed(&typed).await {
        Ok(hash) => {
            let (actor, person) = (screen.actor(), person.clone());
            let write = screen.app.store.write(move |tx| {
                let person = people::put(tx, &actor, person.clone())?;
                if let Some(hash) = &hash {
                    people::set_password(tx, &actor, person.id, hash, None)?;
                }
                Ok(person)
            });
            write.await
        }
        Err(error) => Err(error),
    };
    match added {
        Ok(person) => Ok(screen.redirect("/settings/people", &Message::new("person-added").with("name", person.name))),
        Err(error) => {
            let faults = form::faults(&screen, error, &FIELDS)?;
            let again = Typed { password: String::new(), ..typed };
            person_page(&screen, StatusCode::UNPROCESSABLE_ENTITY, None, Some(again), faults).await
        }
    }
}

async fn hashed(typed: &Typed) -> yidan_store::Result<Option<String>> {
    if typed.password.is_empty() {
        return Ok(None);
    }
    if typed.login.trim().is_empty() {
        return Err(Error::invalid("person-login-missing"));
    }
    secrets::check_password(&typed.password, &typed.login)?;
    secrets::hash_password(typed.password.clone()).await.map(Some)
}

pub(super) async fn change(screen: Screen, Path(id): Path<PersonId>, Form(typed): Form<Typed>) -> Answer {
    screen.must_administer()?;
    let (actor, sent) = (screen.actor(), typed.clone());
    let kept = screen
        .app
        .store
        .write(move |tx| {
            let person = sent.onto(people::get(tx, id)?);
            people::put(tx, &actor, person)
        })
        .await;
    match kept {
        Ok(person) => Ok(screen.redirect(&to(id), &Message::new("person-changed").with("name", person.name))),
        Err(error) => {
            let faults = form::faults(&screen, error, &FIELDS)?;
            person_page(&screen, StatusCode::UNPROCESSABLE_ENTITY, Some(id), Some(typed), faults).await
        }
    }
}

#[derive(Deserialize)]
pub(super) struct NewPassword {
    password: String,
}

/// The person is signed out everywhere; an administrator who does it to himself stays here.
pub(super) async fn set_password(screen: Screen, Path(id): Path<PersonId>, Form(typed): Form<NewPassword>) -> Answer {
    screen.must_administer()?;
    let person = screen.app.store.read(move |tx| people::get(tx, id)).await?;
    match keep_password(&screen, &person, typed.password).await {
        Ok(()) => Ok(screen.redirect(&to(id), &Message::new("person-password-set").with("name", person.name))),
        Err(error) => {
            let faults = form::faults(&screen, error, &[("password-", "password"), ("person-login", "password")])?;
            person_page(&screen, StatusCode::UNPROCESSABLE_ENTITY, Some(id), None, faults).await
        }
    }
}

async fn keep_password(screen: &Screen, person: &Person, password: String) -> yidan_store::Result<()> {
    let login = person.login.as_deref().ok_or_else(|| Error::invalid("person-login-missing"))?;
    secrets::check_password(&password, login)?;
    let hash = secrets::hash_password(password).await?;
    let (actor, id) = (screen.actor(), person.id);
    let keep = (id == screen.viewer.person).then_some(screen.signed_in.session.id);
    screen.app.store.write(move |tx| people::set_password(tx, &actor, id, &hash, keep)).await
}

pub(super) async fn deactivate(screen: Screen, Path(id): Path<PersonId>) -> Answer {
    set_active(screen, id, false, "person-deactivated").await
}

pub(super) async fn activate(screen: Screen, Path(id): Path<PersonId>) -> Answer {
    set_active(screen, id, true, "person-activated").await
}

async fn set_active(screen: Screen, id: PersonId, active: bool, said: &'static str) -> Answer {
    screen.must_administer()?;
    let actor = screen.actor();
    let kept = screen.app.store.write(move |tx| {
        let person = Person { active, ..people::get(tx, id)? };
        people::put(tx, &actor, person)
    });
    match kept.await {
        Ok(person) => Ok(screen.redirect(&to(id), &Message::new(said).with("name", person.name))),
        Err(error) => {
            let faults = form::faults(&screen, error, &FIELDS)?;
            person_page(&screen, StatusCode::UNPROCESSABLE_ENTITY, Some(id), None, faults).await
        }
    }
}

pub(super) async fn end_sessions(screen: Screen, Path(id): Path<PersonId>) -> Answer {
    screen.must_administer()?;
    let keep = (id == screen.viewer.person).then_some(screen.signed_in.session.id);
    let person = screen
        .app
        .store
        .write(move |tx| {
            sessions::end_all(tx, id, keep)?;
            people::get(tx, id)
        })
        .await?;
    Ok(screen.redirect(&to(id), &Message::new("person-sessions-ended").with("name", person.name)))
}

/// Without anything typed, what is kept of the person stands in the form.
async fn person_page(
    screen: &Screen,
    status: StatusCode,
    id: Option<PersonId>,
    typed: Option<Typed>,
    faults: Faults,
) -> Result<Response, Failure> {
    let now = screen.now();
    let found = screen.app.store.read(move |tx| {
        let Some(id) = id else { return Ok(None) };
        let open = sessions::of(tx, id)?.iter().filter(|session| !session.is_over(now)).count();
        Ok(Some((people::get(tx, id)?, open, people::password_of(tx, id)?.is_some())))
    });
    let (person, sessions, has_password) = match found.await? {
        Some((person, sessions, has_password)) => (Some(person), sessions, has_password),
        None => (None, 0, false),
    };
    let kept = || Typed::of(&person.clone().unwrap_or_else(|| nobody(PersonId(uuid::Uuid::nil()))));
    let world = screen.app.store.world();
    let away = person.as_ref().and_then(|person| person.away.as_ref());
    let away = away.map(|away| away_words(away, &world, &screen.frame().reader)).unwrap_or_default();
    let page = PersonPage {
        frame: screen.frame().titled(if person.is_some() { "person-edit" } else { "person-new" }).at(Nav::Settings),
        typed: typed.unwrap_or_else(kept),
        person,
        faults,
        departments: world.company.departments.clone(),
        posts: posts(&world),
        away,
        sessions,
        has_password,
    };
    Ok(html_with(status, &page.frame, &page).into_response())
}

fn posts(world: &World) -> Vec<(Post, Text)> {
    let heads = world.company.departments.iter().map(|department| Post::HeadOf(department.key.clone()));
    let posts = [Post::GeneralManager, Post::MarketingDirector].into_iter().chain(heads);
    posts.map(|post| (post.clone(), post.name(|key| world.company.department_name(key)))).collect()
}

fn nobody(id: PersonId) -> Person {
    Person::named(id, "")
}

impl Typed {
    fn of(person: &Person) -> Self {
        Self {
            name: person.name.clone(),
            login: person.login.clone().unwrap_or_default(),
            role: person.role,
            departments: person.departments.clone(),
            posts: person.posts.clone(),
            sees_all: person.sees_all.then(|| "on".to_owned()),
            password: String::new(),
        }
    }

    fn onto(&self, person: Person) -> Person {
        Person {
            name: self.name.clone(),
            login: Some(self.login.clone()),
            role: self.role,
            departments: self.departments.clone(),
            posts: self.posts.clone(),
            sees_all: self.sees_all.is_some(),
            ..person
        }
    }
}

impl PersonPage {
    fn action(&self) -> String {
        self.person.as_ref().map_or_else(|| "/settings/people".to_owned(), |person| to(person.id))
    }

    /// Value, key of the words, and key of what it means, of each role.
    fn roles(&self) -> [(&'static str, &'static str, &'static str); 4] {
        ROLES.map(|role| match role {
            Role::Administrator => ("administrator", role_key(role), "role-administrator-about"),
            Role::Manager => ("manager", role_key(role), "role-manager-about"),
            Role::Member => ("member", role_key(role), "role-member-about"),
            Role::ReadOnly => ("read_only", role_key(role), "role-read-only-about"),
        })
    }

    fn is_role(&self, value: &str) -> bool {
        role_key(self.typed.role).trim_start_matches("role-") == value.replace('_', "-")
    }

    fn is_in(&self, department: &Department) -> bool {
        self.typed.departments.contains(&department.key)
    }

    fn holds(&self, post: &Post) -> bool {
        self.typed.posts.contains(post)
    }

    fn is_oneself(&self) -> bool {
        let viewer = self.frame.viewer.as_ref().map(|signed_in| signed_in.viewer.person);
        self.person.as_ref().map(|person| person.id) == viewer
    }
}
