//! What is set: by an administrator the company, its departments and people; by managers too the causes and rules of
//! exceptions. And what has been changed of all that.

mod causes;
mod company;
mod departments;
mod log;
mod people;
mod person;
mod rules;

use axum::{
    Router,
    routing::{get, post},
};

use crate::app::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/settings", get(company::show).post(company::change))
        .route("/settings/next-number", get(company::next_number))
        .route("/settings/departments", get(departments::list).post(departments::add))
        .route("/settings/departments/new", get(departments::show_new))
        .route("/settings/departments/{key}", get(departments::show).post(departments::change))
        .route("/settings/people", get(people::list).post(person::add))
        .route("/settings/people/new", get(person::show_new))
        .route("/settings/people/{id}", get(person::show).post(person::change))
        .route("/settings/people/{id}/password", get(person::back).post(person::set_password))
        .route("/settings/people/{id}/deactivate", post(person::deactivate))
        .route("/settings/people/{id}/activate", post(person::activate))
        .route("/settings/people/{id}/end-sessions", post(person::end_sessions))
        .route("/settings/rules", get(rules::show).post(rules::change))
        .route("/settings/causes", get(causes::list).post(causes::add))
        .route("/settings/causes/new", get(causes::show_new))
        .route("/settings/causes/{key}", get(causes::show).post(causes::change))
        .route("/settings/log", get(log::show))
}
