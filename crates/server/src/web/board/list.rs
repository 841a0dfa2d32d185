//! The page of the board: the strip of states, the conditions, the rows, the links onward.

use askama::Template;
use yidan_domain::{PersonId, Text, process::Stage};
use yidan_store::board::{DateField, Query, State};

use super::{
    address::{ALL, Address},
    found::Found,
    row::Row,
    views::Draft,
};
use crate::{
    page::{Frame, Nav, Pages, Sorting, filters},
    web::Screen,
};

#[derive(Template)]
#[template(path = "board/board.html")]
pub struct Board {
    pub frame: Frame,
    address: Address,
    strip: Vec<Figure>,
    rows: Vec<Row>,
    total: usize,
    sort: Sorting,
    pages: Pages,
    departments: Vec<Choice>,
    people: Vec<Choice>,
    processes: Vec<Choice>,
    stages: Vec<Choice>,
    views: Vec<ViewLink>,
    draft: Draft,
    may_enter: bool,
    may_import: bool,
}

/// A number of the strip: how many orders are in a state, and the way to them.
struct Figure {
    key: &'static str,
    count: usize,
    class: &'static str,
    link: String,
    is_current: bool,
}

struct Choice {
    value: String,
    name: String,
}

struct ViewLink {
    id: uuid::Uuid,
    name: String,
    link: String,
    is_current: bool,
    shared: bool,
    /// Own views can be deleted.
    own: bool,
}

/// The strip, from what is asked for most.
const FIGURES: [(Option<State>, &str, &str); 10] = [
    (Some(State::Open), "state-open", ""),
    (Some(State::Late), "state-late", "red"),
    (Some(State::WillBeLate), "state-will-be-late", "red"),
    (Some(State::AtRisk), "state-at-risk", "amber"),
    (Some(State::DueSoon), "state-due-soon", "amber"),
    (Some(State::Exception), "state-exception", "plum"),
    (Some(State::NoDate), "state-no-date", ""),
    (Some(State::Done), "state-done", ""),
    (Some(State::Cancelled), "state-cancelled", ""),
    (None, "all", ""),
];

/// Ways to sort that have no column of their own on a phone, or at all.
const SORTS: [&str; 11] = [
    "countdown",
    "expected",
    "promised",
    "-delay",
    "number",
    "-number",
    "customer",
    "-received",
    "-completion",
    "-exceptions",
    "-updated",
];

impl Board {
    pub fn new(screen: &Screen, address: Address, query: Query, found: Found) -> Self {
        let frame = screen.frame().titled("nav-board").at(Nav::Board);
        let world = screen.app.store.world();
        let words = found.names.words(&frame.reader, &world, screen.app.store.board(), query.today);
        let name = |text: &Text| text.get(frame.reader.lang).to_owned();
        let choice = |value: &str, name: String| Choice { value: value.to_owned(), name };
        let first = address.first();
        let view = first.query();
        Self {
            strip: strip(&address, &query, &found),
            rows: found.rows.iter().map(|row| words.row(row)).collect(),
            total: found.page.total,
            sort: sorting(&first, &query),
            pages: pages(&address, &found),
            departments: world.company.departments.iter().map(|d| choice(d.key.as_str(), name(&d.name))).collect(),
            people: people(&found, query.person),
            processes: world.processes.iter_latest().map(|p| choice(&p.key, name(&p.name))).collect(),
            stages: Stage::ALL.into_iter().map(|stage| choice(stage.key(), name(&stage.name()))).collect(),
            views: view_links(screen, &view, found),
            draft: Draft { query: view, ..Draft::default() },
            may_enter: screen.viewer.enters_orders(),
            may_import: screen.viewer.manages(),
            address,
            frame,
        }
    }

    fn said(&self, name: &str) -> &str {
        self.address.get(name)
    }

    /// Nothing was looked for, and nothing is there to be done.
    fn is_untouched(&self) -> bool {
        !self.address.has_conditions() && self.strip.last().is_some_and(|all| all.count == 0)
    }

    fn has_conditions(&self) -> bool {
        self.address.has_conditions()
    }

    /// The promised day goes without saying.
    fn date_fields(&self) -> Vec<Choice> {
        let choice = |field: DateField| {
            let value = if field == DateField::Promised { "" } else { field.key() };
            Choice { value: value.to_owned(), name: self.frame.reader.t(&format!("board-{}", field.key())) }
        };
        [DateField::Promised, DateField::Received, DateField::Delivered].map(choice).into()
    }

    fn sorts(&self) -> Vec<Choice> {
        let said = Some(self.said("sort")).filter(|said| !said.is_empty() && !SORTS.contains(said));
        SORTS
            .into_iter()
            .chain(said)
            .map(|sort| Choice { value: sort.to_owned(), name: self.sort_words(sort) })
            .collect()
    }

    fn sort_words(&self, sort: &str) -> String {
        let (key, arrow) = sort.strip_prefix('-').map_or((sort, '↑'), |key| (key, '↓'));
        format!("{} {arrow}", self.frame.reader.t(&format!("board-sort-{key}")))
    }

    fn export(&self, ending: &str) -> String {
        self.address.first().link(&format!("/board/export.{ending}"))
    }

    /// This very page, for looking again.
    fn here(&self) -> String {
        self.address.link("/board")
    }

    /// The same with all states, where one state alone has nothing to show.
    fn in_any_state(&self) -> String {
        self.address.first().with("state", ALL).link("/board")
    }

    fn all_count(&self) -> usize {
        self.strip.last().map_or(0, |all| all.count)
    }

    fn current_view(&self) -> Option<&ViewLink> {
        self.views.iter().find(|view| view.is_current)
    }
}

fn strip(address: &Address, query: &Query, found: &Found) -> Vec<Figure> {
    let figure = |(state, key, class): (Option<State>, &'static str, &'static str)| Figure {
        key,
        count: state.map_or(found.counts.total, |state| found.counts.of_state(state)),
        class,
        link: address.first().with("state", state.map_or(ALL, State::key)).with("sort", "").link("/board"),
        is_current: state == query.state,
    };
    FIGURES.into_iter().map(figure).collect()
}

fn sorting(first: &Address, query: &Query) -> Sorting {
    let base = match first.clone().with("sort", "").query() {
        rest if rest.is_empty() => "/board?".to_owned(),
        rest => format!("/board?{rest}&"),
    };
    Sorting { key: query.sort.key().to_owned(), descending: query.descending, base }
}

fn pages(address: &Address, found: &Found) -> Pages {
    let to = |place: &yidan_store::board::Cursor| address.first().with("after", &place.to_string()).link("/board");
    let previous = found.page.prev.as_ref().map(to);
    Pages {
        first: previous.is_some().then(|| address.first().link("/board")),
        previous,
        next: found.page.next.as_ref().map(to),
    }
}

/// Whoever works here, and whoever is asked for although gone.
fn people(found: &Found, asked: Option<PersonId>) -> Vec<Choice> {
    let here = found.names.people.iter().filter(|person| person.active || Some(person.id) == asked);
    here.map(|person| Choice { value: person.id.to_string(), name: person.name.clone() }).collect()
}

fn view_links(screen: &Screen, now: &str, found: Found) -> Vec<ViewLink> {
    let link = |view: yidan_store::views::View| ViewLink {
        id: view.id,
        link: if view.query.is_empty() { "/board".to_owned() } else { format!("/board?{}", view.query) },
        is_current: !now.is_empty() && view.query == now,
        own: view.person == screen.viewer.person,
        name: view.name,
        shared: view.shared,
    };
    found.views.into_iter().map(link).collect()
}
