//! People and departments. Everybody sees who there is; administrators add and change.

use axum::{http::StatusCode, response::IntoResponse};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;
use yidan_domain::{self as domain, Message, PersonId, access, approval, party, text};
use yidan_store::{company, people};

use super::{
    caller::Caller,
    problem::Answer,
    products::Names,
    reading::Fault,
    reply::Reply,
    sent::{Path, Sent},
    values::{Day, Key, Login, Name, Password, Text},
};
use crate::{app::App, secrets};

pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list_people, add_person))
        .routes(routes!(get_person, change_person))
        .routes(routes!(set_password))
        .routes(routes!(list_departments))
        .routes(routes!(put_department))
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Administrator,
    Manager,
    Member,
    ReadOnly,
}

#[derive(Serialize, ToSchema)]
pub struct Person {
    pub id: Uuid,
    #[schema(examples("陈静"))]
    pub name: String,
    /// Shown to administrators, and to oneself.
    pub login: Option<String>,
    pub role: Role,
    /// Keys of departments.
    pub departments: Vec<String>,
    /// A member of sales alone sees only own customers' orders unless this is set.
    pub sees_all: bool,
    pub active: bool,
    /// What the person signs as: `general-manager`, `marketing-director`, `head-of-DEPARTMENT`.
    pub posts: Vec<String>,
    pub away: Option<Away>,
}

#[derive(Serialize, ToSchema)]
struct People {
    people: Vec<Person>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PersonFields {
    name: Name,
    /// Without one a person can be responsible for steps but cannot sign in.
    #[serde(default)]
    login: Option<Login>,
    role: Role,
    #[serde(default)]
    departments: Vec<Key>,
    #[serde(default)]
    sees_all: bool,
    /// Somebody who is not is signed out everywhere.
    #[serde(default = "yes")]
    active: bool,
    /// What the person signs as: `general-manager`, `marketing-director`, `head-of-DEPARTMENT`.
    #[serde(default)]
    posts: Vec<Key>,
    #[serde(default)]
    away: Option<Away>,
}

/// Away from the first of these days to the last; the deputy signs meanwhile.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Away {
    from: Day,
    until: Day,
    deputy: Uuid,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPassword {
    password: Password,
}

#[derive(Serialize, ToSchema)]
struct Department {
    #[schema(examples("warehouse"))]
    key: String,
    name: Text,
    /// How many steps it works on at once; null where the people in service count.
    capacity: Option<u32>,
}

#[derive(Serialize, ToSchema)]
struct Departments {
    departments: Vec<Department>,
}

/// Both names must be there.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DepartmentFields {
    name: Names,
    /// How many steps it works on at once: machines, benches, crews. Left out, the people in service count.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 9999)]
    capacity: Option<u32>,
}

/// People of the company
///
/// Those who are active first, by name.
#[utoipa::path(get, path = "/people", tag = "people",
    responses((status = 200, description = "All of them.", body = People)))]
async fn list_people(caller: Caller) -> Answer {
    let people = caller.app.store.read(people::all).await?;
    let people = people.into_iter().map(|person| Person::shown(person, &caller)).collect();
    Ok(Reply::ok(People { people }).into_response())
}

/// Add a person
///
/// For administrators. A person who is to sign in needs a password then.
#[utoipa::path(post, path = "/people", tag = "people", request_body = PersonFields,
    responses((status = 201, description = "Added.", body = Person, headers(("Location" = String))), (status = 403)))]
async fn add_person(caller: Caller, Sent { what, once }: Sent<PersonFields>) -> Answer {
    let person = what.with_id(PersonId(Uuid::now_v7()))?;
    let added = caller.commit(once, move |tx, actor| {
        let person = people::put(tx, actor, person.clone())?;
        Ok(Reply::created(&format!("/people/{}", person.id), Person::from(person)))
    });
    added.await
}

/// One person
#[utoipa::path(get, path = "/people/{id}", tag = "people", params(("id" = Uuid, Path)),
    responses((status = 200, description = "The person.", body = Person)))]
async fn get_person(caller: Caller, Path(id): Path<PersonId>) -> Answer {
    let person = caller.app.store.read(move |tx| people::get(tx, id)).await?;
    Ok(Reply::ok(Person::shown(person, &caller)).into_response())
}

/// Change a person
///
/// For administrators. All fields are replaced.
#[utoipa::path(put, path = "/people/{id}", tag = "people", params(("id" = Uuid, Path)), request_body = PersonFields,
    responses((status = 200, description = "Changed.", body = Person), (status = 403)))]
async fn change_person(caller: Caller, Path(id): Path<PersonId>, Sent { what, once }: Sent<PersonFields>) -> Answer {
    let person = what.with_id(id)?;
    let changed = caller.commit(once, move |tx, actor| {
        people::get(tx, id)?;
        Ok(Reply::ok(Person::from(people::put(tx, actor, person.clone())?)))
    });
    changed.await
}

/// Set a person's password
///
/// For administrators; the person's sessions end. Whoever wants another password for oneself changes it on the screen,
/// where the current one is asked for.
#[utoipa::path(put, path = "/people/{id}/password", tag = "people", params(("id" = Uuid, Path)), request_body = NewPassword,
    responses((status = 204, description = "Set."), (status = 403)))]
async fn set_password(caller: Caller, Path(id): Path<PersonId>, Sent { what, .. }: Sent<NewPassword>) -> Answer {
    caller.must_administer()?;
    let person = caller.app.store.read(move |tx| people::get(tx, id)).await?;
    secrets::check_password(&what.password.0, person.login.as_deref().unwrap_or_default())?;
    let (hash, actor) = (secrets::hash_password(what.password.0).await?, caller.actor());
    caller.app.store.write(move |tx| people::set_password(tx, &actor, id, &hash, None)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Departments
#[utoipa::path(get, path = "/departments", tag = "people",
    responses((status = 200, description = "All of them.", body = Departments)))]
async fn list_departments(caller: Caller) -> Reply<Departments> {
    let world = caller.app.store.world();
    Reply::ok(Departments { departments: world.company.departments.iter().map(Department::shown).collect() })
}

/// Add or change a department
///
/// For administrators.
#[utoipa::path(put, path = "/departments/{key}", tag = "people",
    params(("key" = String, Path, description = "Lower-case letters, digits and hyphens.", example = "warehouse")),
    request_body = DepartmentFields,
    responses((status = 200, description = "Kept.", body = Department), (status = 403)))]
async fn put_department(
    caller: Caller,
    Path(key): Path<domain::DepartmentKey>,
    Sent { what, once }: Sent<DepartmentFields>,
) -> Answer {
    let name = domain::Text::new(text::tidy(&what.name.zh.0, false), text::tidy(&what.name.en.0, false));
    let department = party::Department { key, name, capacity: what.capacity };
    let kept = caller.commit(once, move |tx, actor| {
        company::put_department(tx, actor, &department)?;
        Ok(Reply::ok(Department::shown(&department)))
    });
    kept.await
}

impl Department {
    fn shown(department: &party::Department) -> Self {
        Self { key: department.key.0.clone(), name: (&department.name).into(), capacity: department.capacity }
    }
}

impl PersonFields {
    fn with_id(self, id: PersonId) -> Result<party::Person, Fault> {
        let post = |(place, post): (usize, &Key)| {
            let unknown = |_| {
                Fault::at(format!("/posts/{place}"), Message::new("person-unknown-post").with("post", post.0.as_str()))
            };
            post.0.parse().map_err(unknown)
        };
        Ok(party::Person {
            id,
            name: self.name.0,
            login: self.login.map(|login| login.0),
            role: self.role.into(),
            departments: self.departments.iter().map(|key| key.0.as_str().into()).collect(),
            sees_all: self.sees_all,
            active: self.active,
            posts: self.posts.iter().enumerate().map(post).collect::<Result<_, _>>()?,
            away: self.away.map(|away| approval::Away {
                from: away.from.0,
                until: away.until.0,
                deputy: PersonId(away.deputy),
            }),
        })
    }
}

impl Person {
    fn shown(person: party::Person, caller: &Caller) -> Self {
        let is_shown = caller.viewer.administers() || caller.person.id == person.id;
        let person = Self::from(person);
        Self { login: person.login.filter(|_| is_shown), ..person }
    }
}

impl From<party::Person> for Person {
    fn from(person: party::Person) -> Self {
        Self {
            id: person.id.0,
            name: person.name,
            login: person.login,
            role: person.role.into(),
            departments: person.departments.into_iter().map(|key| key.0).collect(),
            sees_all: person.sees_all,
            active: person.active,
            posts: person.posts.iter().map(ToString::to_string).collect(),
            away: person.away.map(|away| Away { from: Day(away.from), until: Day(away.until), deputy: away.deputy.0 }),
        }
    }
}

impl From<Role> for access::Role {
    fn from(role: Role) -> Self {
        match role {
            Role::Administrator => Self::Administrator,
            Role::Manager => Self::Manager,
            Role::Member => Self::Member,
            Role::ReadOnly => Self::ReadOnly,
        }
    }
}

impl From<access::Role> for Role {
    fn from(role: access::Role) -> Self {
        match role {
            access::Role::Administrator => Self::Administrator,
            access::Role::Manager => Self::Manager,
            access::Role::Member => Self::Member,
            access::Role::ReadOnly => Self::ReadOnly,
        }
    }
}
