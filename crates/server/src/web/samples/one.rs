//! The page of a sample: what is to do now, what was asked for, what it is made of and how, and its rounds.

use askama::Template;
use axum::extract::Path;
use jiff::civil::Date;
use yidan_domain::sample::{Sample, Task, Work};

use super::{
    Address, Answer, Screen, load, may,
    rounds::{self, ChartView, RoundView},
    view::{SampleView, details, pieces, stock},
};
use crate::{
    page::{Frame, Nav, filters, html},
    texts::Reader,
    web::orders::{files, loaded::Loaded},
};

#[derive(Template)]
#[template(path = "samples/one.html")]
struct SamplePage {
    frame: Frame,
    order_number: String,
    order_link: String,
    customer: String,
    sample: SampleView,
    facts: Vec<(String, String)>,
    note: String,
    dropped: Option<(Date, String)>,
    acts: Vec<Act>,
    may: Mays,
    items: Vec<ItemView>,
    questions: Vec<QuestionView>,
    sheet: Vec<(String, String)>,
    sheet_version: usize,
    chart: Option<ChartView>,
    rounds: Vec<RoundView>,
    pictures: Vec<PictureView>,
}

/// A task that this viewer may take now.
struct Act {
    link: String,
    words: String,
    /// It is the next one.
    is_next: bool,
}

/// What else this viewer may change.
struct Mays {
    request: bool,
    items: bool,
    stock: bool,
    questions: bool,
    papers: bool,
    pictures: bool,
    drop: bool,
}

struct ItemView {
    name: String,
    details: String,
    quantity: String,
    note: String,
    stock: (String, &'static str),
    looked_up: String,
    link: String,
}

struct QuestionView {
    words: String,
    asked: String,
    answer: String,
    answered: String,
    link: String,
}

struct PictureView {
    link: String,
    name: String,
    caption: String,
    is_image: bool,
}

pub async fn show(screen: Screen, Path(address): Path<Address>) -> Answer {
    let (loaded, sample) = load(&screen, &address).await?;
    let mut frame = screen.frame().at(Nav::Samples);
    frame.title = format!("{} · {}", sample.request.name, loaded.order.number);
    let reader = frame.reader.clone();
    let view = SampleView::of(&loaded.order, &sample, &loaded.world, &reader);
    let link = view.link.clone();
    let chart = sample.rounds.last().and_then(|round| Some((sample.chart_of(round)?, Some(round))));
    let chart = chart.or_else(|| Some((sample.chart()?, None)));
    let page = SamplePage {
        order_number: loaded.order.number.clone(),
        order_link: format!("/orders/{}/samples", loaded.order.id),
        customer: loaded.customer(loaded.order.header.customer).to_owned(),
        facts: facts(&sample, &loaded, &reader),
        note: sample.request.note.clone(),
        dropped: sample.dropped.as_ref().map(|dropped| (dropped.mark.on, dropped.reason.clone())),
        acts: acts(&screen, &loaded, &sample, &link, &reader),
        may: mays(&screen, &loaded, &sample),
        items: items(&sample, &loaded, &link, &reader),
        questions: questions(&sample, &loaded, &link, &reader),
        sheet: sample.sheet().map(|sheet| lines(sheet, &reader)).unwrap_or_default(),
        sheet_version: sample.sheets.len(),
        chart: chart.map(|(chart, round)| rounds::chart(chart, round)),
        rounds: rounds::views(&sample, &loaded, &reader),
        pictures: pictures(&sample, &loaded, &reader),
        sample: view,
        frame,
    };
    Ok(html(&page.frame, &page))
}

/// What a process sheet says, without what it leaves open.
pub fn lines(sheet: &yidan_domain::sample::ProcessSheet, reader: &Reader) -> Vec<(String, String)> {
    let lines = sheet.lines().into_iter();
    let lines = lines.map(|(what, said)| (what.get(reader.lang).to_owned(), reader.words(&said)));
    lines.filter(|(_, said)| !said.is_empty()).collect()
}

fn facts(sample: &Sample, loaded: &Loaded, reader: &Reader) -> Vec<(String, String)> {
    let ordered = format!("{} {}", reader.day(sample.ordered.on), loaded.person(sample.ordered.by));
    let due = sample.request.due.map(|due| reader.day(due)).unwrap_or_default();
    let facts =
        [("sample-pieces", pieces(&sample.request.pieces, reader)), ("sample-due", due), ("sample-ordered", ordered)];
    facts.into_iter().filter(|(_, said)| !said.is_empty()).map(|(key, said)| (reader.t(key), said)).collect()
}

fn acts(screen: &Screen, loaded: &Loaded, sample: &Sample, link: &str, reader: &Reader) -> Vec<Act> {
    let next = sample.next().map(|next| next.task);
    let allowed = Task::ALL
        .into_iter()
        .filter(|task| sample.may(*task).is_ok() && may(screen, loaded, Work::Task(*task), Some(sample)).is_ok());
    let act = |task: Task| Act {
        link: format!("{link}/{}", path(task)),
        words: reader.t(&format!("sample-do-{}", path(task))),
        is_next: Some(task) == next,
    };
    let mut acts: Vec<Act> = allowed.map(act).collect();
    acts.sort_by_key(|act| !act.is_next);
    acts
}

/// How the address of a task ends.
pub fn path(task: Task) -> &'static str {
    match task {
        Task::Begin => "begin",
        Task::Make => "make",
        Task::Wash => "wash",
        Task::Check => "check",
        Task::Finish => "finish",
        Task::Measure => "measure",
        Task::Send => "send",
        Task::Hear => "verdict",
    }
}

fn mays(screen: &Screen, loaded: &Loaded, sample: &Sample) -> Mays {
    let allowed = |work| sample.dropped.is_none() && may(screen, loaded, work, Some(sample)).is_ok();
    let changes = sample.may_change().is_ok();
    Mays {
        request: changes && allowed(Work::Request),
        items: changes && allowed(Work::Items),
        stock: changes && allowed(Work::Stock),
        questions: !sample.is_approved() && allowed(Work::Questions),
        papers: changes && allowed(Work::Papers),
        pictures: allowed(Work::Pictures),
        drop: !sample.is_approved() && allowed(Work::Drop),
    }
}

fn items(sample: &Sample, loaded: &Loaded, link: &str, reader: &Reader) -> Vec<ItemView> {
    let view = |(line, item): (usize, &yidan_domain::sample::Item)| ItemView {
        name: item.name().get(reader.lang).to_owned(),
        details: details(item).join(" · "),
        quantity: item.quantity.to_string(),
        note: item.note.clone(),
        stock: stock(item, reader),
        looked_up: item
            .looked_up
            .as_ref()
            .map_or_else(String::new, |it| format!("{} {}", reader.day(it.mark.on), loaded.person(it.mark.by))),
        link: format!("{link}/stock?line={line}"),
    };
    (1..).zip(&sample.items).map(view).collect()
}

fn questions(sample: &Sample, loaded: &Loaded, link: &str, reader: &Reader) -> Vec<QuestionView> {
    let told = |mark: &yidan_domain::sample::Mark| format!("{} {}", reader.day(mark.on), loaded.person(mark.by));
    let view = |(number, question): (usize, &yidan_domain::sample::Question)| QuestionView {
        words: question.words.clone(),
        asked: told(&question.asked),
        answer: question.answer.as_ref().map(|answer| answer.words.clone()).unwrap_or_default(),
        answered: question
            .answer
            .as_ref()
            .map_or_else(String::new, |answer| format!("{} {}", answer.from, told(&answer.mark)).trim().to_owned()),
        link: format!("{link}/answer?number={number}"),
    };
    (1..).zip(&sample.questions).map(view).collect()
}

fn pictures(sample: &Sample, loaded: &Loaded, reader: &Reader) -> Vec<PictureView> {
    let view = |picture: &yidan_domain::sample::Picture| PictureView {
        link: format!("/orders/{}/files/{}", loaded.order.id, picture.file.id),
        name: picture.file.name.clone(),
        caption: match picture.round {
            0 => picture.note.clone(),
            round => format!("{} {}", reader.count("sample-round", i64::from(round)), picture.note),
        },
        is_image: files::is_picture(&picture.file),
    };
    sample.pictures.iter().rev().map(view).collect()
}
