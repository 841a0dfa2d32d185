//! The process sheet, typed.

use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use uuid::Uuid;
use yidan_domain::sample::{Deed, ProcessSheet, Sample, Work};

use super::{Address, Answer, Drawn, Screen, Told, kept, link, load, may};
use crate::{
    page::Nav,
    web::{
        deed::{DeedPage, Reading},
        orders::{
            fields::Kind,
            loaded::Loaded,
            typed::{self, Typed},
        },
    },
};

const FIELDS: [(&str, &str); 2] = [("sample-due", "due"), ("day-", "due")];
/// In the order of `ProcessSheet::lines`, which says what they are called.
const NAMES: [&str; 8] = ["materials", "wash", "thread", "sewing", "print_embroidery", "packing", "other", "due"];

pub async fn ask(screen: Screen, Path(address): Path<Address>) -> Answer {
    let (loaded, sample) = load(&screen, &address).await?;
    may(&screen, &loaded, Work::Papers, Some(&sample))?;
    let mut page = page(&screen, &loaded, &sample, Uuid::now_v7());
    page.version = loaded.order.version;
    Ok(page.answer(StatusCode::OK))
}

pub async fn write(screen: Screen, Path(address): Path<Address>, Query(drawn): Query<Drawn>, form: Typed) -> Answer {
    let (loaded, sample) = load(&screen, &address).await?;
    may(&screen, &loaded, Work::Papers, Some(&sample))?;
    let mut page = page(&screen, &loaded, &sample, drawn.id());
    page.take(&form);
    let seen = form.version();
    page.version = seen.unwrap_or(loaded.order.version);
    let reader = page.frame.reader.clone();
    let mut reading = Reading::of(&form, &reader);
    let Some(due) = reading.take("due", typed::day(form.get("due"))) else { return page.faulty(reading.faults) };
    let words = |name: &str| form.get(name).to_owned();
    let sheet = ProcessSheet {
        materials: words("materials"),
        wash: words("wash"),
        thread: words("thread"),
        sewing: words("sewing"),
        print_embroidery: words("print_embroidery"),
        packing: words("packing"),
        other: words("other"),
        due,
    };
    let deed = Deed::SheetWritten { sheet: Box::new(sheet) };
    let told = Told { id: drawn.id(), sample: sample.id, deed, on: None, seen };
    kept(page, &screen, loaded.order.id, told, &FIELDS, "done-sample").await
}

fn page(screen: &Screen, loaded: &Loaded, sample: &Sample, id: Uuid) -> DeedPage {
    let to = link(loaded.order.id, sample.id);
    let back = (to.clone(), sample.request.name.clone());
    let mut page = DeedPage::at(screen, Nav::Samples, "sample-sheet", back, format!("{to}/sheet?once={id}"));
    page.words = page.frame.t("action-save");
    let reader = page.frame.reader.clone();
    let sheet = sample.sheet().cloned().unwrap_or_default();
    let fields = NAMES.into_iter().zip(sheet.lines()).map(|(name, (what, said))| {
        let kind = if name == "due" { Kind::Date } else { Kind::Area };
        let field = crate::web::orders::fields::Field::new(name, what.get(reader.lang).to_owned(), kind);
        field.value(reader.words(&said))
    });
    page.fields = fields.collect();
    page
}
