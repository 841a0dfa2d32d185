//! The latest version of every process, with how many orders run on it.

use std::sync::Arc;

use askama::Template;
use yidan_domain::process::Process;
use yidan_store::board::{Query, State};

use super::super::{Answer, Screen};
use crate::page::{Frame, Nav, filters, html};

#[derive(Template)]
#[template(path = "processes/list.html")]
struct ListPage {
    frame: Frame,
    processes: Vec<Listed>,
    may_add: bool,
}

struct Listed {
    process: Arc<Process>,
    /// Open orders that the viewer may see, on any version.
    running: usize,
    /// What new orders follow unless another is chosen.
    usual: bool,
}

pub(super) async fn show(screen: Screen) -> Answer {
    let world = screen.app.store.world();
    let board = screen.app.store.board();
    let open = |process: &Process| Query {
        process: Some(process.key.clone()),
        state: Some(State::Open),
        limit: 1,
        ..Query::all(screen.viewer.scope(), screen.today())
    };
    let processes = world.processes.iter_latest().map(|process| Listed {
        running: board.page(&open(process)).total,
        usual: process.key == world.company.settings.process,
        process: Arc::clone(process),
    });
    let page = ListPage {
        frame: screen.frame().titled("nav-processes").at(Nav::Processes),
        processes: processes.collect(),
        may_add: screen.viewer.manages(),
    };
    Ok(html(&page.frame, &page))
}
