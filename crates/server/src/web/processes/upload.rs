//! A new process, or a new version of one, from a TOML file or from what is typed. It is kept whole or not at all: every
//! fault is shown with its line, and the text stays to be mended on the spot.

use askama::Template;
use axum::{
    extract::{Multipart, Query},
    http::StatusCode,
};
use serde::Deserialize;
use yidan_domain::{Message, Say, order::ProcessRef, process};
use yidan_store::{Error, company};

use super::super::{Answer, Failure, Screen};
use crate::page::{Frame, Nav, filters, html_with};

#[derive(Template)]
#[template(path = "processes/upload.html")]
struct UploadPage {
    frame: Frame,
    source: String,
    faults: Vec<Shown>,
    /// What is wrong with the whole of it.
    fault: Option<Message>,
}

/// A fault beside the line that it is about.
struct Shown {
    line: usize,
    written: String,
    words: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    /// Key of the process whose latest version is to be changed.
    from: String,
}

pub(super) async fn show(screen: Screen, Query(wanted): Query<Wanted>) -> Answer {
    screen.must_manage()?;
    let world = screen.app.store.world();
    let source = world.processes.latest(&wanted.from).map(|process| process.source.clone()).unwrap_or_default();
    upload_page(&screen, StatusCode::OK, source, Vec::new(), None)
}

pub(super) async fn add(screen: Screen, form: Multipart) -> Answer {
    screen.must_manage()?;
    let Some(sent) = read(form).await? else {
        let fault = Some(Message::new("process-not-text"));
        return upload_page(&screen, StatusCode::UNPROCESSABLE_ENTITY, String::new(), Vec::new(), fault);
    };
    if sent.source.trim().is_empty() {
        let fault = Some(Message::new("process-nothing-sent"));
        return upload_page(&screen, StatusCode::UNPROCESSABLE_ENTITY, sent.source, Vec::new(), fault);
    }
    let process = match process::load(&sent.source, &sent.file) {
        Ok(process) => process,
        Err(faults) => {
            let faults = faults.iter().map(|fault| shown(&screen, &sent.source, fault)).collect();
            return upload_page(&screen, StatusCode::UNPROCESSABLE_ENTITY, sent.source, faults, None);
        }
    };
    let actor = screen.actor();
    let (to, name) = (process.reference(), process.name.clone());
    match screen.app.store.write(move |tx| company::add_process(tx, &actor, &process)).await {
        Ok(()) => {
            let ProcessRef { key, version } = to;
            let said = Message::new("process-added").with("name", name).with("version", u64::from(version));
            Ok(screen.redirect(&format!("/processes/{key}/{version}"), &said))
        }
        Err(Error::Invalid(fault)) => {
            upload_page(&screen, StatusCode::UNPROCESSABLE_ENTITY, sent.source, Vec::new(), Some(fault))
        }
        Err(error) => Err(error.into()),
    }
}

struct Sent {
    source: String,
    file: String,
}

/// The file when one was chosen, else what was typed; nothing when it is no text.
async fn read(mut form: Multipart) -> Result<Option<Sent>, Failure> {
    let unreadable = |_| Failure::status(StatusCode::BAD_REQUEST);
    let mut typed = Sent { source: String::new(), file: "process.toml".to_owned() };
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        let (name, file) = (field.name().map(str::to_owned), field.file_name().map(str::to_owned));
        let bytes = field.bytes().await.map_err(unreadable)?;
        let Ok(words) = String::from_utf8(bytes.to_vec()) else { return Ok(None) };
        // Browsers send typed text with the line ends of another age.
        let words = words.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        match name.as_deref() {
            Some("file") if !words.trim().is_empty() => {
                return Ok(Some(Sent { source: words, file: file.unwrap_or(typed.file) }));
            }
            Some("source") => typed.source = words,
            _ => {}
        }
    }
    Ok(Some(typed))
}

fn shown(screen: &Screen, source: &str, fault: &process::Fault) -> Shown {
    let written = source.lines().nth(fault.line.saturating_sub(1)).unwrap_or_default();
    Shown {
        line: fault.line,
        written: written.trim().chars().take(120).collect(),
        words: screen.frame().reader.say(&fault.problem.say()),
    }
}

fn upload_page(
    screen: &Screen,
    status: StatusCode,
    source: String,
    faults: Vec<Shown>,
    fault: Option<Message>,
) -> Answer {
    let frame = screen.frame().titled("process-new").at(Nav::Processes);
    let page = UploadPage { frame, source, faults, fault };
    Ok(html_with(status, &page.frame, &page))
}
