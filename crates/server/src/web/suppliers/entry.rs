//! The form of a supplier.

use askama::Template;
use axum::{extract::Path, http::StatusCode, response::Response};
use yidan_domain::{
    Message, SupplierId,
    material::{Supplier, SupplierKind},
};
use yidan_store::suppliers;

use super::{
    super::{form, orders::typed::Typed},
    Answer, Screen, must_keep,
};
use crate::page::{Faults, Frame, Nav, filters, html_with};

#[derive(Template)]
#[template(path = "suppliers/form.html")]
struct FormPage {
    frame: Frame,
    is_new: bool,
    /// Drawn where the form is shown, so that one sent twice is kept once.
    id: SupplierId,
    typed: Fields,
    faults: Faults,
}

/// As they are typed.
#[derive(Default)]
struct Fields {
    code: String,
    name: String,
    contact: String,
    phone: String,
    email: String,
    address: String,
    kinds: Vec<String>,
    lead_days: String,
    terms: String,
    note: String,
}

pub(super) async fn show_new(screen: Screen) -> Answer {
    must_keep(&screen)?;
    let typed = Fields { kinds: vec![SupplierKind::Materials.key().into()], ..Fields::default() };
    let id = SupplierId(uuid::Uuid::now_v7());
    Ok(page(&screen, StatusCode::OK, (id, true), typed, Faults::default()))
}

pub(super) async fn show_edit(screen: Screen, Path(id): Path<SupplierId>) -> Answer {
    must_keep(&screen)?;
    let supplier = screen.app.store.read(move |tx| suppliers::get(tx, id)).await?;
    Ok(page(&screen, StatusCode::OK, (id, false), Fields::of(&supplier), Faults::default()))
}

pub(super) async fn add(screen: Screen, form: Typed) -> Answer {
    let id = form.get("id").parse().unwrap_or_else(|_| SupplierId(uuid::Uuid::now_v7()));
    keep(screen, (id, true), Fields::typed(&form)).await
}

pub(super) async fn change(screen: Screen, Path(id): Path<SupplierId>, form: Typed) -> Answer {
    keep(screen, (id, false), Fields::typed(&form)).await
}

async fn keep(screen: Screen, (id, is_new): (SupplierId, bool), typed: Fields) -> Answer {
    must_keep(&screen)?;
    let mut faults = Faults::default();
    let Some(supplier) = typed.onto(id, &screen, &mut faults) else {
        return Ok(page(&screen, StatusCode::UNPROCESSABLE_ENTITY, (id, is_new), typed, faults));
    };
    let actor = screen.actor();
    let kept = screen.app.store.write(move |tx| {
        let archived = if is_new { false } else { suppliers::get(tx, id)?.archived };
        suppliers::put(tx, &actor, Supplier { archived, ..supplier.clone() })
    });
    match kept.await {
        Ok(supplier) => {
            let done = Message::new("supplier-kept").with("name", supplier.name);
            Ok(screen.redirect(&format!("/suppliers/{id}"), &done))
        }
        Err(error) => {
            const FIELDS: [(&str, &str); 4] = [
                ("supplier-name", "name"),
                ("supplier-code", "code"),
                ("material-supplier-no-kind", "kinds"),
                ("material-lead-days", "lead_days"),
            ];
            let faults = form::faults(&screen, error, &FIELDS)?;
            Ok(page(&screen, StatusCode::UNPROCESSABLE_ENTITY, (id, is_new), typed, faults))
        }
    }
}

fn page(
    screen: &Screen,
    status: StatusCode,
    (id, is_new): (SupplierId, bool),
    typed: Fields,
    faults: Faults,
) -> Response {
    let title = if is_new { "supplier-new" } else { "supplier-edit" };
    let page = FormPage { frame: screen.frame().titled(title).at(Nav::Purchasing), is_new, id, typed, faults };
    html_with(status, &page.frame, &page)
}

impl Fields {
    fn of(supplier: &Supplier) -> Self {
        Self {
            code: supplier.code.clone().unwrap_or_default(),
            name: supplier.name.clone(),
            contact: supplier.contact.clone(),
            phone: supplier.phone.clone(),
            email: supplier.email.clone(),
            address: supplier.address.clone(),
            kinds: supplier.kinds.iter().map(|kind| kind.key().to_owned()).collect(),
            lead_days: supplier.lead_days.map(|days| days.to_string()).unwrap_or_default(),
            terms: supplier.terms.clone(),
            note: supplier.note.clone(),
        }
    }

    fn typed(form: &Typed) -> Self {
        let field = |name: &str| form.get(name).to_owned();
        Self {
            code: field("code"),
            name: field("name"),
            contact: field("contact"),
            phone: field("phone"),
            email: field("email"),
            address: field("address"),
            kinds: form.all("kinds").into_iter().map(str::to_owned).collect(),
            lead_days: field("lead_days"),
            terms: field("terms"),
            note: field("note"),
        }
    }

    /// The store tidies and checks all but the number of days.
    fn onto(&self, id: SupplierId, screen: &Screen, faults: &mut Faults) -> Option<Supplier> {
        let reader = &screen.frame().reader;
        let days =
            super::super::materials::days(&self.lead_days).map_err(|why| faults.add("lead_days", reader.say(&why)));
        Some(Supplier {
            id,
            code: Some(self.code.clone()),
            name: self.name.clone(),
            contact: self.contact.clone(),
            phone: self.phone.clone(),
            email: self.email.clone(),
            address: self.address.clone(),
            kinds: self.kinds.iter().filter_map(|key| SupplierKind::of(key)).collect(),
            lead_days: days.ok()?,
            terms: self.terms.clone(),
            note: self.note.clone(),
            archived: false,
        })
    }
}

impl FormPage {
    fn action(&self) -> String {
        if self.is_new { "/suppliers".to_owned() } else { format!("/suppliers/{}", self.id) }
    }

    fn back(&self) -> String {
        self.action()
    }

    /// Key, words and whether it is ticked.
    fn kinds(&self) -> Vec<(&'static str, String, bool)> {
        let lang = self.frame.reader.lang;
        let is_ticked = |kind: &SupplierKind| self.typed.kinds.iter().any(|key| key == kind.key());
        SupplierKind::ALL.iter().map(|kind| (kind.key(), kind.name().get(lang).to_owned(), is_ticked(kind))).collect()
    }
}
