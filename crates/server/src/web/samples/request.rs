//! The sample order: which style or item, how many pieces of which sizes, by when.

use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use uuid::Uuid;
use yidan_domain::{
    Message, SampleId,
    sample::{Deed, Pieces, Request, Work},
};

use super::{Address, Answer, Drawn, Failure, Screen, Told, kept, link, load, may, view};
use crate::{
    page::Nav,
    web::{
        deed::{DeedPage, Reading},
        orders::{
            fields::{Field, Kind},
            loaded::Loaded,
            parsed,
            typed::{self, Typed},
        },
    },
};

const FIELDS: [(&str, &str); 9] = [
    ("day-too-long-ago", "day"),
    ("day-", "due"),
    ("sample-day", "day"),
    ("sample-text", "name"),
    ("sample-due", "due"),
    ("sample-pieces", "pieces"),
    ("sample-no-pieces", "pieces"),
    ("sample-size", "pieces"),
    ("sample-too-many", "pieces"),
];

pub async fn ask_new(screen: Screen, Path(order): Path<String>) -> Answer {
    let loaded = Loaded::load(&screen, parsed(&order)?).await?;
    Ok(new_page(&screen, &loaded, Uuid::now_v7())?.answer(StatusCode::OK))
}

/// The id in the address is the sample's, and that of its first deed.
pub async fn order(screen: Screen, Path(order): Path<String>, Query(drawn): Query<Drawn>, form: Typed) -> Answer {
    let loaded = Loaded::load(&screen, parsed(&order)?).await?;
    let id = drawn.id();
    let mut page = new_page(&screen, &loaded, id)?;
    page.take(&form);
    let reader = page.frame.reader.clone();
    let mut day = Reading::of(&form, &reader);
    let (request, on) = match (read(&page, &form), day.day("day")) {
        (Ok(request), Some(on)) => (Box::new(request), Some(on)),
        (Err(faults), _) => return page.faulty(faults),
        (_, None) => return page.faulty(day.faults),
    };
    let sample = SampleId(id);
    let told = Told { id, sample, deed: Deed::Ordered { id: sample, request }, on, seen: None };
    kept(page, &screen, loaded.order.id, told, &FIELDS, "sample-ordered-done").await
}

pub async fn ask(screen: Screen, Path(address): Path<Address>) -> Answer {
    let (loaded, sample) = load(&screen, &address).await?;
    may(&screen, &loaded, Work::Request, Some(&sample))?;
    let to = link(loaded.order.id, sample.id);
    let back = (to.clone(), sample.request.name.clone());
    let mut page = DeedPage::at(&screen, Nav::Samples, "sample-amend", back, action(&to, Uuid::now_v7()));
    let request = &sample.request;
    page.fields = fields(&page);
    let pieces = view::pieces(&request.pieces, &page.frame.reader);
    let due = request.due.map(|due| due.to_string()).unwrap_or_default();
    for (field, value) in page.fields.iter_mut().zip([request.name.clone(), pieces, due, request.note.clone()]) {
        field.value = value;
    }
    page.version = loaded.order.version;
    Ok(page.answer(StatusCode::OK))
}

pub async fn amend(screen: Screen, Path(address): Path<Address>, Query(drawn): Query<Drawn>, form: Typed) -> Answer {
    let (loaded, sample) = load(&screen, &address).await?;
    may(&screen, &loaded, Work::Request, Some(&sample))?;
    let to = link(loaded.order.id, sample.id);
    let back = (to.clone(), sample.request.name.clone());
    let mut page = DeedPage::at(&screen, Nav::Samples, "sample-amend", back, action(&to, drawn.id()));
    page.fields = fields(&page);
    page.take(&form);
    let seen = form.version();
    page.version = seen.unwrap_or(loaded.order.version);
    let request = match read(&page, &form) {
        Ok(request) => Box::new(request),
        Err(faults) => return page.faulty(faults),
    };
    let told = Told { id: drawn.id(), sample: sample.id, deed: Deed::Amended { request }, on: None, seen };
    kept(page, &screen, loaded.order.id, told, &FIELDS, "done-sample").await
}

fn action(to: &str, id: Uuid) -> String {
    format!("{to}/request?once={id}")
}

fn new_page(screen: &Screen, loaded: &Loaded, id: Uuid) -> Result<DeedPage, Failure> {
    may(screen, loaded, Work::Request, None)?;
    let order = loaded.order.id;
    let back = (format!("/orders/{order}/samples"), loaded.order.number.clone());
    let mut page =
        DeedPage::at(screen, Nav::Samples, "sample-new", back, format!("/orders/{order}/samples/new?once={id}"));
    page.fields = fields(&page);
    // Most samples are of what is ordered.
    if let (Some(line), Some(name)) = (loaded.order.lines.first(), page.fields.first_mut()) {
        name.value = format!("{} {}", line.name, line.spec).trim().to_owned();
    }
    let day = page.field("day", "sample-ordered-day", Kind::Date).required().value(screen.today().to_string());
    page.fields.push(day);
    Ok(page)
}

fn fields(page: &DeedPage) -> Vec<Field> {
    vec![
        page.field("name", "sample-name", Kind::Text).required(),
        field(page),
        page.field("due", "sample-due", Kind::Date),
        page.field("note", "sample-note", Kind::Area).hint(page.frame.t("sample-note-hint")),
    ]
}

/// How many of which sizes.
pub fn field(page: &DeedPage) -> Field {
    page.field("pieces", "sample-pieces", Kind::Text).required().hint(page.frame.t("sample-pieces-hint"))
}

fn read(page: &DeedPage, form: &Typed) -> Result<Request, crate::page::Faults> {
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(form, &reader);
    let pieces = reading.take("pieces", pieces_in(form.get("pieces")));
    let due = reading.take("due", typed::day(form.get("due")));
    match (pieces, due) {
        (Some(pieces), Some(due)) => {
            let (name, note) = (form.get("name").to_owned(), form.get("note").to_owned());
            Ok(Request { name, due, pieces, note })
        }
        _ => Err(reading.faults),
    }
}

/// `S 1, M 2`; a bare number where there are no sizes.
pub fn pieces_in(typed: &str) -> Result<Vec<Pieces>, Message> {
    let plain = yidan_domain::text::plain(typed);
    let parts = plain.split([',', '、', '，', ';', '；', '\n']).map(str::trim).filter(|part| !part.is_empty());
    let read = |part: &str| {
        let (size, count) = part.rsplit_once([' ', ':', '×', '*', '：']).unwrap_or(("", part));
        let count = count.trim().parse().map_err(|_| Message::new("sample-pieces-unreadable"))?;
        Ok(Pieces { size: size.trim().to_owned(), count })
    };
    parts.map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_read_as_people_write_them() {
        let of = |typed: &str| {
            pieces_in(typed).map(|all| all.into_iter().map(|it| (it.size, it.count)).collect::<Vec<_>>()).ok()
        };
        let some = |all: &[(&str, u32)]| Some(all.iter().map(|(size, count)| ((*size).to_owned(), *count)).collect());
        for (typed, read) in [
            ("S 1, M 2", some(&[("S", 1), ("M", 2)])),
            ("S 1、M 2；US 8 3", some(&[("S", 1), ("M", 2), ("US 8", 3)])),
            ("Ｍ：２", some(&[("M", 2)])),
            ("2", some(&[("", 2)])),
            ("", some(&[])),
            ("M two", None),
            ("M 1.5", None),
        ] {
            assert_eq!(of(typed), read, "{typed}");
        }
    }
}
