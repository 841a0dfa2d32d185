//! The bill of material of a product: every version, and the form that makes another one.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use serde::Deserialize;
use yidan_domain::{
    MaterialId, Message, ProductId,
    material::{
        Bom, Material,
        bom::{Change, difference},
    },
    party::Product,
};
use yidan_store::{
    Error, Tx,
    materials::{self, NewBom},
    people, products,
};

use super::{
    super::{form, orders::typed::Typed},
    Answer, Failure, Screen,
    bom_rows::{self, Row},
};
use crate::page::{Faults, Frame, Nav, filters, html_with};

/// Materials offered by their codes.
const OFFERED: usize = 1_000;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    version: Option<u32>,
}

#[derive(Template)]
#[template(path = "materials/bom.html")]
struct BomPage {
    frame: Frame,
    product: Product,
    /// The latest first.
    versions: Vec<u32>,
    shown: Option<Shown>,
    rows: Vec<Row>,
    note: String,
    offered: Vec<Material>,
    faults: Faults,
    may_keep: bool,
}

/// The version that is looked at.
struct Shown {
    bom: Bom,
    by: String,
    lines: Vec<(Option<Material>, String, String, String)>,
    /// What is different from the version before.
    changes: Vec<String>,
}

pub(super) async fn show(screen: Screen, Path(id): Path<ProductId>, Query(asked): Query<Asked>) -> Answer {
    let loaded = load(&screen, id, &[]).await?;
    let rows = bom_rows::of(loaded.versions.first(), &loaded.materials);
    let note = loaded.versions.first().map(|bom| bom.note.clone()).unwrap_or_default();
    let version = asked.version;
    if version.is_some_and(|version| loaded.versions.iter().all(|bom| bom.version != version)) {
        return Err(Error::NotFound("bom").into());
    }
    Ok(answer(&screen, StatusCode::OK, loaded, version, (rows, note), Faults::default()))
}

pub(super) async fn keep(screen: Screen, Path(id): Path<ProductId>, form: Typed) -> Answer {
    if !screen.viewer.keeps_materials() {
        return Err(Failure::status(StatusCode::FORBIDDEN));
    }
    let (rows, note) = (bom_rows::typed(&form), form.get("note").to_owned());
    let loaded = load(&screen, id, &rows).await?;
    let by_code: BTreeMap<&str, MaterialId> = loaded.materials.values().map(|it| (it.code.as_str(), it.id)).collect();
    let mut faults = Faults::default();
    let lines = bom_rows::read(&rows, &by_code, &screen.frame().reader, &mut faults);
    if !faults.is_empty() {
        return Ok(answer(&screen, StatusCode::UNPROCESSABLE_ENTITY, loaded, None, (rows, note), faults));
    }
    let seen = form.get("seen").parse::<u32>().ok();
    let (actor, new) = (screen.actor(), NewBom { product: id, lines, note: note.clone(), seen });
    match screen.app.store.write(move |tx| materials::put_bom(tx, &actor, new.clone())).await {
        Ok(bom) => {
            let done = Message::new("bom-kept").with("version", u64::from(bom.version));
            Ok(screen.redirect(&format!("/products/{id}/bom"), &done))
        }
        Err(error) => {
            let faults = form::faults(&screen, error, &[])?;
            Ok(answer(&screen, StatusCode::UNPROCESSABLE_ENTITY, loaded, None, (rows, note), faults))
        }
    }
}

struct Loaded {
    product: Product,
    /// The latest first.
    versions: Vec<Bom>,
    /// Those that some version or a typed row names.
    materials: BTreeMap<MaterialId, Material>,
    offered: Vec<Material>,
    names: BTreeMap<yidan_domain::PersonId, String>,
}

async fn load(screen: &Screen, id: ProductId, typed: &[Row]) -> Result<Loaded, Failure> {
    let codes: BTreeSet<String> = typed.iter().map(|row| row.code.trim().to_owned()).collect();
    let read = move |tx: &mut Tx| {
        let versions = materials::bom_versions(tx, id)?;
        let named = versions.iter().flat_map(|bom| bom.lines.iter().map(|line| line.material));
        let mut named = materials::some(tx, named.collect::<Vec<_>>())?;
        for code in codes.iter().filter(|code| !code.is_empty()) {
            named.extend(materials::coded(tx, code)?.map(|material| (material.id, material)));
        }
        let offered = materials::list(tx, &materials::Filter::default(), None, OFFERED)?;
        let names = people::all(tx)?.into_iter().map(|person| (person.id, person.name)).collect();
        Ok(Loaded { product: products::get(tx, id)?, versions, materials: named, offered, names })
    };
    Ok(screen.app.store.read(read).await?)
}

fn answer(
    screen: &Screen,
    status: StatusCode,
    loaded: Loaded,
    version: Option<u32>,
    (rows, note): (Vec<Row>, String),
    faults: Faults,
) -> axum::response::Response {
    let frame = screen.frame().titled("bom").at(Nav::Products);
    let wanted = version.or(loaded.versions.first().map(|bom| bom.version));
    let place = loaded.versions.iter().position(|bom| Some(bom.version) == wanted);
    let shown = place.map(|place| {
        let bom = loaded.versions[place].clone();
        let before = loaded.versions.get(place + 1);
        Shown {
            by: loaded.names.get(&bom.by).cloned().unwrap_or_default(),
            lines: bom.lines.iter().map(|line| bom_rows::shown(line, &loaded.materials)).collect(),
            changes: before.map(|before| changes(before, &bom, &loaded.materials, &frame)).unwrap_or_default(),
            bom,
        }
    });
    let page = BomPage {
        versions: loaded.versions.iter().map(|bom| bom.version).collect(),
        shown,
        rows,
        note,
        offered: loaded.offered,
        faults,
        may_keep: screen.viewer.keeps_materials(),
        product: loaded.product,
        frame,
    };
    html_with(status, &page.frame, &page)
}

fn changes(before: &Bom, now: &Bom, materials: &BTreeMap<MaterialId, Material>, frame: &Frame) -> Vec<String> {
    let lang = frame.reader.lang;
    let name = |id: MaterialId| materials.get(&id).map(|it| it.name.get(lang).to_owned()).unwrap_or_default();
    let said = |key: &str, material: MaterialId, words: String| format!("{} {} {words}", frame.t(key), name(material));
    let words = |line| {
        let (_, quantity, wastage, _) = bom_rows::shown(line, materials);
        format!("{quantity} + {wastage}%")
    };
    difference(before, now)
        .iter()
        .map(|change| match change {
            Change::Added(line) => said("bom-added", line.material, words(line)),
            Change::Removed(line) => said("bom-removed", line.material, words(line)),
            Change::Changed { was, is } => said("bom-changed", is.material, format!("{} → {}", words(was), words(is))),
        })
        .collect()
}

impl BomPage {
    /// The version in force; 0 where there is none.
    fn latest(&self) -> u32 {
        self.versions.first().copied().unwrap_or_default()
    }

    fn is_latest(&self, shown: &Shown) -> bool {
        self.versions.first() == Some(&shown.bom.version)
    }

    fn version_link(&self, version: &u32) -> String {
        format!("/products/{}/bom?version={version}", self.product.id)
    }

    fn version_words(&self, version: &u32) -> String {
        format!("v{version}")
    }

    fn fault(&self, at: &usize, column: &str) -> &str {
        self.faults.of(&bom_rows::field(*at, column))
    }
}
