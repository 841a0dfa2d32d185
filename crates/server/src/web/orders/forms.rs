//! The registered forms of an order: each with its number, who owns it, how it stands and where it is printed.

use askama::Template;
use axum::extract::Path;
use jiff::Timestamp;
use yidan_domain::{
    OrderId, Text,
    order::{
        registered::{self, FormRow, FormState},
        situation::Situation,
    },
    schedule::{self, Plan},
};

use super::{
    super::{Answer, Screen},
    loaded::Loaded,
    parsed,
    shown::{self, FileLink, Shown},
    tabs::{Head, Place},
};
use crate::{
    page::{Frame, Nav, filters, html},
    texts::Reader,
};

#[derive(Template)]
#[template(path = "orders/forms.html")]
struct FormsPage {
    frame: Frame,
    head: Head,
    forms: Vec<FormView>,
    made: usize,
    due: usize,
}

struct FormView {
    number: u32,
    title: String,
    department: String,
    step: String,
    step_link: String,
    /// Key of the word for how it stands, and the kind of its pill.
    state: (&'static str, &'static str),
    made_at: Option<Timestamp>,
    made_by: String,
    /// By when it is to be made, while it is not.
    due: Option<Timestamp>,
    /// Where it is printed.
    print: Option<String>,
    files: Vec<FileLink>,
}

pub async fn show(screen: Screen, Path(id): Path<String>) -> Answer {
    let id: OrderId = parsed(&id)?;
    let loaded = Loaded::load(&screen, id).await?;
    let mut frame = screen.frame().at(Nav::Board);
    frame.title = format!("{} · {}", loaded.order.number, frame.t("tab-forms"));
    let situation = Situation::of(&loaded.order, &loaded.process);
    let plan = schedule::plan(&loaded.order, &loaded.process, loaded.calendars());
    let rows = registered::forms(&situation);
    let count = |is: fn(FormState) -> bool| rows.iter().filter(|row| is(row.state)).count();
    let page = FormsPage {
        head: Head::of(&loaded, &screen.viewer, Place::Forms),
        made: count(|state| matches!(state, FormState::Made { .. })),
        due: count(|state| state == FormState::Due),
        forms: rows.iter().map(|row| view(row, &loaded, &plan, &frame.reader)).collect(),
        frame,
    };
    Ok(html(&page.frame, &page))
}

fn view(row: &FormRow, loaded: &Loaded, plan: &Plan, reader: &Reader) -> FormView {
    let (order, word) = (loaded.order.id, |text: &Text| text.get(reader.lang).to_owned());
    let due = plan.get(&row.step.key).and_then(|planned| planned.end);
    let (made_at, made_by) = match row.state {
        FormState::Made { at, by } => (Some(at), loaded.person(by).to_owned()),
        _ => (None, String::new()),
    };
    let is_late = due.is_some_and(|due| due < reader.now);
    FormView {
        number: row.form.number,
        title: word(&row.form.title),
        department: word(&loaded.process.department_name(&row.form.department)),
        step: word(&row.step.name),
        step_link: format!("/orders/{order}#step-{}", row.step.key),
        state: match row.state {
            FormState::Made { .. } => ("form-made", "done"),
            FormState::Due if is_late => ("form-due", "late"),
            FormState::Due => ("form-due", "on"),
            FormState::NotYet => ("form-not-yet", "none"),
            FormState::Void => ("form-void", "none"),
        },
        made_at,
        made_by,
        due: due.filter(|_| matches!(row.state, FormState::Due | FormState::NotYet)),
        print: row.is_printable().then(|| format!("/orders/{order}/forms/{}", row.form.number)),
        files: files(row, loaded, reader),
    }
}

/// What was attached to the step's answers that are on the form.
fn files(row: &FormRow, loaded: &Loaded, reader: &Reader) -> Vec<FileLink> {
    let Some(state) = loaded.order.step(&row.step.key) else { return Vec::new() };
    let shown = row.step.form.iter().filter(|field| row.form.shows(&field.key)).filter_map(|field| {
        let answer = state.answers.get(&field.key)?;
        match shown::shown(loaded.order.id, &field.kind, answer, reader) {
            Shown::File(link) => Some(link),
            Shown::Words(_) => None,
        }
    });
    shown.collect()
}
