//! The page of the cost sheet: a form, with what comes of it beside it as it is typed.

use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use serde::Deserialize;
use yidan_domain::{
    Currency, Message, Say,
    costing::Kind,
    order::{
        command::Command,
        refusal::Refusal,
        situation::{Deed, Situation},
    },
};

use super::{
    super::{
        super::{Answer, Screen, failure::status_of, form},
        loaded::Loaded,
        tabs::{Head, Place},
        typed::Typed,
    },
    Objections, Places, act,
    figures::FiguresView,
    form::{RowForm, SheetForm, Start, item_field},
    load,
};
use crate::page::{Faults, Frame, Nav, filters, html, html_with};

#[derive(Template)]
#[template(path = "orders/costs/sheet.html")]
struct SheetPage {
    frame: Frame,
    head: Head,
    places: Places,
    /// Of the order.
    version: u64,
    /// Of the sheet; none while it is the first.
    sheet_version: Option<u32>,
    base: Currency,
    form: SheetForm,
    blank: RowForm,
    figures: FiguresView,
    objections: Objections,
    currencies: Vec<String>,
    kinds: Vec<(&'static str, String)>,
    /// Why it can't be changed now; empty when it can.
    closed: String,
}

/// The figures alone, to take the place of those shown.
#[derive(Template)]
#[template(path = "orders/costs/figures.html")]
struct FiguresPanel {
    figures: FiguresView,
}

/// One cost with what is wrong with it.
struct RowView<'a> {
    /// From 1; 0 of a row to be added.
    number: usize,
    row: &'a RowForm,
    faults: &'a Faults,
}

impl RowView<'_> {
    fn value(&self, part: &str) -> &str {
        self.row.get(part)
    }

    fn is(&self, part: &str, value: &str) -> bool {
        self.value(part) == value
    }

    fn fault(&self, part: &str) -> &str {
        self.faults.of(&item_field(self.number, part))
    }

    fn id(&self, part: &str) -> String {
        item_field(self.number, part)
    }
}

impl SheetPage {
    fn new(screen: &Screen, loaded: &Loaded, form: SheetForm) -> Self {
        let mut frame = screen.frame().at(Nav::Board);
        let title = Message::new("costs-title").with("number", loaded.order.number.as_str());
        frame.title = frame.reader.say(&title);
        let reader = &frame.reader;
        let base = base_of(loaded);
        let figures = match form.read(base, reader) {
            Ok(sheet) => FiguresView::of(&sheet, reader),
            Err(_) => FiguresView::without(vec![reader.t("costs-not-readable")]),
        };
        let situation = Situation::of(&loaded.order, &loaded.process);
        let may = situation.may(&screen.viewer, Deed::KeepCosts, None);
        let kinds = Kind::ALL.into_iter().map(|kind| (kind.key(), kind.name().get(reader.lang).to_owned()));
        Self {
            head: Head::of(loaded, &screen.viewer, Place::Costs),
            places: Places::of(loaded, "costs-sheet"),
            version: loaded.order.version,
            sheet_version: loaded.order.costs.as_ref().map(|costs| costs.version),
            base,
            blank: RowForm::default(),
            figures,
            objections: Objections::default(),
            currencies: form::currencies().into_iter().map(str::to_owned).collect(),
            kinds: kinds.collect(),
            closed: may.err().map(|why| reader.say(&why.say())).unwrap_or_default(),
            form,
            frame,
        }
    }

    fn refused(mut self, status: StatusCode, objections: Objections) -> Response {
        self.objections = objections;
        html_with(status, &self.frame, &self)
    }

    fn rows(&self) -> impl Iterator<Item = RowView<'_>> {
        (1..).zip(&self.form.rows).map(|(number, row)| RowView { number, row, faults: &self.objections.faults })
    }

    /// A row to be added.
    fn blank(&self) -> RowView<'_> {
        RowView { number: 0, row: &self.blank, faults: &self.objections.faults }
    }

    fn fault(&self, field: &str) -> &str {
        self.objections.faults.of(field)
    }

    fn has_faults(&self) -> bool {
        !self.objections.faults.is_empty()
    }

    fn rate_hint(&self) -> String {
        self.frame.reader.say(&Message::new("costs-rate-hint").with("base", self.base.code()))
    }

    /// Every fault with its field and what that is called.
    fn listed(&self) -> impl Iterator<Item = (&str, String, &str)> {
        self.objections.faults.iter().map(|(field, why)| (field, self.label(field), why))
    }

    fn label(&self, field: &str) -> String {
        let reader = &self.frame.reader;
        match field.strip_prefix("item-").and_then(|rest| rest.split_once('-')) {
            Some((number, part)) => {
                let line = reader.count("orders-line-number", number.parse().unwrap_or_default());
                format!("{line} {}", reader.t(&format!("costs-item-{part}")))
            }
            None => reader.t(&format!("costs-field-{field}")),
        }
    }
}

/// Of the sheet that is kept, else the company's own.
fn base_of(loaded: &Loaded) -> Currency {
    loaded.order.costs.as_ref().map_or(loaded.world.company.settings.currency, |costs| costs.sheet.base)
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Begin {
    /// By which list of costs to begin, while there is no sheet.
    start: String,
}

pub(super) async fn show(screen: Screen, Path(id): Path<String>, Query(begin): Query<Begin>) -> Answer {
    let loaded = load(&screen, &id).await?;
    let form = match &loaded.order.costs {
        Some(costs) => SheetForm::of(&costs.sheet),
        None => SheetForm::begun(&loaded.order, Start::of(&begin.start)),
    };
    let page = SheetPage::new(&screen, &loaded, form);
    Ok(html(&page.frame, &page))
}

/// What comes of what is typed. Nothing is kept.
pub(super) async fn preview(screen: Screen, Path(id): Path<String>, typed: Typed) -> Answer {
    let loaded = load(&screen, &id).await?;
    let frame = screen.frame();
    let figures = match SheetForm::typed(&typed).read(base_of(&loaded), &frame.reader) {
        Ok(sheet) => FiguresView::of(&sheet, &frame.reader),
        Err(faults) => FiguresView::without(faults.iter().map(|(_, why)| why.to_owned()).collect()),
    };
    Ok(html(&frame, &FiguresPanel { figures }))
}

pub(super) async fn keep(screen: Screen, Path(id): Path<String>, typed: Typed) -> Answer {
    let loaded = load(&screen, &id).await?;
    let order = loaded.order.id;
    let form = SheetForm::typed(&typed);
    let reader = screen.frame().reader;
    let sheet = match form.read(base_of(&loaded), &reader) {
        Ok(sheet) => sheet,
        Err(faults) => {
            let mut page = SheetPage::new(&screen, &loaded, form);
            page.version = typed.version().unwrap_or(page.version);
            return Ok(page.refused(StatusCode::UNPROCESSABLE_ENTITY, Objections { faults, ..Objections::default() }));
        }
    };
    let command = Command::EstimateCosts { sheet: Box::new(sheet) };
    match act(&screen, order, typed.version(), command).await {
        Ok(()) => Ok(screen.redirect(&format!("/orders/{order}/costs"), &Message::new("costs-kept"))),
        Err(error) => {
            let (status, loaded) = (status_of(&error), load(&screen, &id).await?);
            // Only who has been told what has changed goes on from there.
            let seen = typed.version().filter(|_| !matches!(error, yidan_store::Error::Conflict(_)));
            let objections = Objections::of(error, &loaded, &reader, |refusal| match refusal {
                Refusal::Costs { faults } => {
                    faults.iter().map(|fault| (form.field_of(fault), reader.say(&fault.say()))).collect()
                }
                _ => Vec::new(),
            })?;
            let mut page = SheetPage::new(&screen, &loaded, form);
            page.version = seen.unwrap_or(page.version);
            Ok(page.refused(status, objections))
        }
    }
}
