//! The items of a sample, typed: fabrics, trims and the rest, a row each. Rows without a name are left out.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use rust_decimal::Decimal;
use uuid::Uuid;
use yidan_domain::{
    Arg, MaterialId, Message, Quantity, Say,
    material::Material,
    sample::{Deed, Fabric, Goods, Item, Sample, Trim, TrimKind, Work},
};
use yidan_store::{Error, Tx, materials};

use super::{Address, Answer, Failure, Screen, Told, drawn, link, load, may, refuse};
use crate::{
    page::{Faults, Frame, Nav, filters, html_with},
    texts::Reader,
    web::orders::typed::{self, Typed},
};

const MORE: usize = 2;
/// Materials offered by their codes.
const OFFERED: usize = 1_000;

// The last column is the place in the list before, so that items keep their order.
const FABRIC: [&str; 13] = [
    "kind",
    "colour",
    "yarn",
    "weave",
    "gsm",
    "width",
    "composition",
    "finish",
    "quantity",
    "unit",
    "note",
    "material",
    "place",
];
const TRIM: [&str; 9] = ["kind", "spec", "brand", "colour", "quantity", "unit", "note", "material", "place"];
const OTHER: [&str; 6] = ["what", "quantity", "unit", "note", "material", "place"];

/// The words of each list and of each column.
const LISTS: [(&str, &str); 3] = [("fabric", "sample-fabrics"), ("trim", "sample-trims"), ("other", "sample-others")];
const WORDS: [(&str, &str); 15] = [
    ("what", "sample-item"),
    ("colour", "sample-colour"),
    ("yarn", "sample-yarn"),
    ("weave", "sample-weave"),
    ("gsm", "sample-gsm"),
    ("width", "sample-width"),
    ("composition", "sample-composition"),
    ("finish", "sample-finish"),
    ("spec", "sample-spec"),
    ("brand", "sample-brand"),
    ("quantity", "sample-needed"),
    ("unit", "sample-unit"),
    ("note", "sample-note"),
    ("material", "sample-material"),
    ("kind", "sample-fabric-kind"),
];

/// What rules call the columns, in English. The first column stands for what is called otherwise.
const RULED: [(&str, &str); 11] = [
    ("Colour", "colour"),
    ("Yarn count", "yarn"),
    ("Weave", "weave"),
    ("Weight", "gsm"),
    ("Width", "width"),
    ("Composition", "composition"),
    ("Finish", "finish"),
    ("Specification", "spec"),
    ("Brand", "brand"),
    ("Unit", "unit"),
    ("Note", "note"),
];

/// A row of one of the lists.
type Place = (&'static str, usize);

#[derive(Template)]
#[template(path = "samples/items.html")]
struct ItemsPage {
    frame: Frame,
    link: String,
    name: String,
    id: String,
    version: u64,
    fabrics: Vec<[String; 13]>,
    trims: Vec<[String; 9]>,
    others: Vec<[String; 6]>,
    offered: Vec<Material>,
    kinds: Vec<(String, String)>,
    faults: Faults,
}

pub async fn ask(screen: Screen, Path(address): Path<Address>) -> Answer {
    let (loaded, sample) = load(&screen, &address).await?;
    may(&screen, &loaded, Work::Items, Some(&sample))?;
    let mut page = page(&screen, link(loaded.order.id, sample.id), &sample).await?;
    page.version = loaded.order.version;
    Ok(answer(&page, StatusCode::OK))
}

pub async fn list(screen: Screen, Path(address): Path<Address>, form: Typed) -> Answer {
    let (loaded, sample) = load(&screen, &address).await?;
    may(&screen, &loaded, Work::Items, Some(&sample))?;
    let mut page = page(&screen, link(loaded.order.id, sample.id), &sample).await?;
    page.id = drawn(&form).to_string();
    (page.fabrics, page.trims, page.others) =
        (rows(&form, "fabric", FABRIC), rows(&form, "trim", TRIM), rows(&form, "other", OTHER));
    let seen = form.version();
    page.version = seen.unwrap_or(loaded.order.version);
    let reader = page.frame.reader.clone();
    let codes = page.codes();
    let named = move |tx: &mut Tx| {
        let coded = codes.iter().map(|code| materials::coded(tx, code));
        Ok(coded.collect::<Result<Vec<_>, Error>>()?.into_iter().flatten().map(|it| (it.code, it.id)).collect())
    };
    let (places, items): (Vec<Place>, Vec<Item>) =
        page.read(&screen.app.store.read(named).await?, &reader).into_iter().unzip();
    if !page.faults.is_empty() {
        return Ok(answer(&page, StatusCode::UNPROCESSABLE_ENTITY));
    }
    let told = Told { id: drawn(&form), sample: sample.id, deed: Deed::Listed { items }, on: None, seen };
    match super::keep(&screen, loaded.order.id, told).await {
        Ok(()) => Ok(screen.redirect(&page.link, &Message::new("done-sample"))),
        Err(error) => {
            let place = place_of(&error.say(), &places);
            let mut faults = Faults::default();
            let refused = refuse(&screen, error, &[], &mut faults)?;
            for (at, why) in faults.iter() {
                page.faults.add(place.clone().unwrap_or(at.to_owned()), why);
            }
            page.version = refused.version.unwrap_or(page.version);
            Ok(answer(&page, refused.status))
        }
    }
}

async fn page(screen: &Screen, link: String, sample: &Sample) -> Result<ItemsPage, Failure> {
    let ids: Vec<MaterialId> = sample.items.iter().filter_map(|item| item.material).collect();
    let read = move |tx: &mut Tx| {
        let offered = materials::list(tx, &materials::Filter::default(), None, OFFERED)?;
        Ok((offered, materials::some(tx, ids.clone())?))
    };
    let (offered, named) = screen.app.store.read(read).await?;
    let frame = screen.frame().titled("sample-items").at(Nav::Samples);
    let (mut fabrics, mut trims, mut others) = (Vec::new(), Vec::new(), Vec::new());
    let number = |amount: Option<Decimal>| amount.map(|it| it.normalize().to_string()).unwrap_or_default();
    for (item, place) in sample.items.iter().zip(1_usize..) {
        let (quantity, unit, note) =
            (item.quantity.amount().to_string(), item.quantity.unit.clone(), item.note.clone());
        let material = item.material.and_then(|id| named.get(&id)).map(|it| it.code.clone()).unwrap_or_default();
        let place = place.to_string();
        match item.goods.clone() {
            Goods::Fabric(Fabric { kind, colour, yarn, weave, weight_gsm, width_cm, composition, finish }) => {
                let (gsm, width) = (number(weight_gsm), number(width_cm));
                fabrics.push([
                    kind,
                    colour,
                    yarn,
                    weave,
                    gsm,
                    width,
                    composition,
                    finish,
                    quantity,
                    unit,
                    note,
                    material,
                    place,
                ]);
            }
            Goods::Trim(Trim { kind, spec, brand, colour }) => {
                trims.push([kind.key().to_owned(), spec, brand, colour, quantity, unit, note, material, place]);
            }
            Goods::Other { what } => others.push([what, quantity, unit, note, material, place]),
        }
    }
    let kinds = TrimKind::ALL.map(|kind| (kind.key().to_owned(), kind.name().get(frame.reader.lang).to_owned()));
    Ok(ItemsPage {
        link,
        name: sample.request.name.clone(),
        id: Uuid::now_v7().to_string(),
        version: 0,
        fabrics: with_more(fabrics),
        trims: with_more(trims),
        others: with_more(others),
        offered,
        kinds: kinds.into(),
        faults: Faults::default(),
        frame,
    })
}

fn rows<const N: usize>(form: &Typed, of: &str, columns: [&str; N]) -> Vec<[String; N]> {
    let columns = columns.map(|column| form.all(&format!("{of}-{column}")));
    let count = columns.first().map_or(0, Vec::len);
    let row = |at: usize| columns.each_ref().map(|column| column.get(at).copied().unwrap_or_default().to_owned());
    with_more((0..count).map(row).collect())
}

fn with_more<const N: usize>(mut rows: Vec<[String; N]>) -> Vec<[String; N]> {
    let used = rows.iter().rposition(|row| !is_blank(row)).map_or(0, |place| place + 1);
    rows.truncate(used);
    rows.extend((0..MORE).map(|_| [const { String::new() }; N]));
    rows
}

/// Whatever its place was.
fn is_blank<const N: usize>(row: &[String; N]) -> bool {
    row.iter().take(N - 1).all(|cell| cell.trim().is_empty())
}

impl ItemsPage {
    /// Codes of materials as typed.
    fn codes(&self) -> BTreeSet<String> {
        let typed = self.fabrics.iter().map(|row| &row[11]);
        let typed = typed.chain(self.trims.iter().map(|row| &row[7])).chain(self.others.iter().map(|row| &row[4]));
        typed.map(|code| code.trim().to_owned()).filter(|code| !code.is_empty()).collect()
    }

    /// In the order in which they are kept.
    fn read(&mut self, materials: &BTreeMap<String, MaterialId>, reader: &Reader) -> Vec<(Place, Item)> {
        let mut faults = Faults::default();
        let mut items = Vec::new();
        let mut add = |of: &'static str, at: usize, goods: Goods, typed: [&String; 5], faults: &mut Faults| {
            let [quantity, unit, note, code, place] = typed;
            let material = materials.get(code.trim()).copied();
            if material.is_none() && !code.trim().is_empty() {
                let why = Message::new("sample-material-unknown").with("code", code.trim());
                faults.add(field(of, at, "material"), reader.say(&why));
            }
            let read = typed::number(quantity).and_then(|amount| amount.ok_or(Message::new("sample-quantity-missing")));
            let exact = |amount| Quantity::exact(amount, unit.trim()).ok_or(Message::new("sample-quantity-unreadable"));
            match read.and_then(exact) {
                Ok(quantity) => {
                    let item = Item { goods, quantity, material, note: note.clone(), looked_up: None };
                    items.push((place.parse().unwrap_or(usize::MAX), (of, at), item));
                }
                Err(why) => faults.add(field(of, at, "quantity"), reader.say(&why)),
            }
        };
        for (at, row) in self.fabrics.iter().enumerate().filter(|(_, row)| !is_blank(row)) {
            let [kind, colour, yarn, weave, gsm, width, composition, finish, rest @ ..] = row;
            let mut number = |column: &str, typed: &str| match typed::number(typed) {
                Ok(amount) => amount,
                Err(why) => {
                    faults.add(field("fabric", at, column), reader.say(&why));
                    None
                }
            };
            let fabric = Fabric {
                kind: kind.clone(),
                colour: colour.clone(),
                yarn: yarn.clone(),
                weave: weave.clone(),
                weight_gsm: number("gsm", gsm),
                width_cm: number("width", width),
                composition: composition.clone(),
                finish: finish.clone(),
            };
            add("fabric", at, Goods::Fabric(fabric), rest.each_ref(), &mut faults);
        }
        for (at, row) in self.trims.iter().enumerate().filter(|(_, row)| !is_blank(row)) {
            let [kind, spec, brand, colour, rest @ ..] = row;
            let Some(kind) = TrimKind::of(kind) else {
                faults.add(field("trim", at, "kind"), reader.t("sample-trim-kind-missing"));
                continue;
            };
            let trim = Trim { kind, spec: spec.clone(), brand: brand.clone(), colour: colour.clone() };
            add("trim", at, Goods::Trim(trim), rest.each_ref(), &mut faults);
        }
        for (at, row) in self.others.iter().enumerate().filter(|(_, row)| !is_blank(row)) {
            let [what, rest @ ..] = row;
            add("other", at, Goods::Other { what: what.clone() }, rest.each_ref(), &mut faults);
        }
        self.faults = faults;
        // New ones come last.
        items.sort_by_key(|(place, ..)| *place);
        items.into_iter().map(|(_, row, item)| (row, item)).collect()
    }

    fn is_kind(&self, row: &[String; 9], key: &str) -> bool {
        row[0] == key
    }

    /// Each fault with its list, row and column; what is about none of them as it is.
    fn refused(&self) -> Vec<String> {
        let reader = &self.frame.reader;
        let told = |(at, why): (&str, &str)| {
            let mut parts = at.splitn(3, '-');
            let (of, row, column) = (parts.next()?, parts.next()?.parse::<usize>().ok()?, parts.next()?);
            let words = |known: &[(&str, &'static str)], name: &str| {
                known.iter().find(|(key, _)| *key == name).map(|(_, key)| reader.t(key))
            };
            let said = Message::new("sample-cell-refused").with("list", words(&LISTS, of)?).with("row", row + 1);
            Some(reader.say(&said.with("field", words(&WORDS, column)?).with("why", why)))
        };
        self.faults.iter().map(|fault| told(fault).unwrap_or_else(|| fault.1.to_owned())).collect()
    }

    fn is_material(&self, column: &str) -> bool {
        column == "material"
    }

    fn field(&self, of: &str, at: &usize, column: &str) -> String {
        field(of, *at, column)
    }
}

/// What the faults of a cell stand at.
fn field(of: &str, at: usize, column: &str) -> String {
    format!("{of}-{at}-{column}")
}

/// The cell that a refusal is about, where it says which item it is of.
fn place_of(message: &Message, places: &[Place]) -> Option<String> {
    let line = usize::try_from(message.number("line")?).ok()?;
    let (of, at) = *places.get(line.checked_sub(1)?)?;
    let ruled = message.args.iter().find_map(|(name, arg)| match arg {
        Arg::Text(what) if *name == "what" => RULED.iter().find(|(words, _)| *words == what.en),
        _ => None,
    });
    let first = if of == "other" { "what" } else { "kind" };
    let column = match message.key {
        "sample-quantity-not-positive" | "sample-counted-in-fractions" => "quantity",
        _ => ruled.map_or(first, |(_, column)| *column),
    };
    Some(field(of, at, column))
}

fn answer(page: &ItemsPage, status: StatusCode) -> Response {
    html_with(status, &page.frame, page)
}
