//! The pages of one order, as tabs under its head. Each shows what it is for; those that an order has no use for are left out.

use yidan_domain::{
    access::Viewer,
    order::{Order, situation::Situation},
    process::{Process, Stage},
    terms::payment,
};

use super::loaded::Loaded;

/// A page of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Overview,
    Quotes,
    Costs,
    Letters,
    Credit,
    Money,
    Samples,
    Materials,
    Lots,
    Inspections,
    Forms,
    Changes,
}

pub struct Tab {
    pub link: String,
    /// Key of its words.
    pub key: &'static str,
    pub count: usize,
    pub is_here: bool,
}

/// The head that the pages of an order share.
pub struct Head {
    pub link: String,
    pub number: String,
    pub customer: String,
    pub customer_link: String,
    pub tabs: Vec<Tab>,
}

impl Head {
    pub fn of(loaded: &Loaded, viewer: &Viewer, here: Place) -> Self {
        let order = &loaded.order;
        Self {
            link: format!("/orders/{}", order.id),
            number: order.number.clone(),
            customer: loaded.customer(order.header.customer).to_owned(),
            customer_link: format!("/customers/{}", order.header.customer),
            tabs: tabs(order, &loaded.process, viewer, here),
        }
    }
}

pub fn tabs(order: &Order, process: &Process, viewer: &Viewer, here: Place) -> Vec<Tab> {
    let has_letter = || {
        payment::read(&order.header.payment_terms).is_ok_and(|terms| terms.needs_letter()) || !order.letters.is_empty()
    };
    let has_credit = || viewer.sees_money() && (process.asks_for("credit.released") || order.credit.is_some());
    let has_changes = || Situation::of(order, process).is_frozen() || !order.closed_changes.is_empty();
    let is_made = || process.steps.iter().any(|step| step.stage == Stage::Making);
    let is_inspected = || is_made() || process.expects("inspection.expected");
    let is_sampled = || is_made() || process.asks_for("sample.approved") || order.samples().next().is_some();
    let places = [
        (Place::Overview, "", "tab-overview", 0, true),
        (Place::Quotes, "/quotes", "tab-quotes", order.quotations.len(), true),
        (Place::Costs, "/costs", "tab-costs", 0, viewer.sees_costs()),
        (Place::Letters, "/letters", "tab-letters", order.letters.len(), has_letter()),
        (Place::Credit, "/credit", "tab-credit", 0, has_credit()),
        (Place::Money, "/money", "tab-money", 0, viewer.sees_money()),
        (Place::Samples, "/samples", "tab-samples", order.samples().count(), is_sampled()),
        (Place::Materials, "/materials", "tab-materials", 0, is_made()),
        (Place::Lots, "/lots", "tab-lots", 0, is_made()),
        (Place::Inspections, "/inspections", "tab-inspections", order.failed_lots.len(), is_inspected()),
        (Place::Forms, "/forms", "tab-forms", 0, !process.forms.is_empty()),
        (Place::Changes, "/changes", "tab-changes", usize::from(order.change.is_some()), has_changes()),
    ];
    let shown = places.into_iter().filter(|(place, .., use_of)| *use_of || *place == here);
    shown
        .map(|(place, path, key, count, _)| Tab {
            link: format!("/orders/{}{path}", order.id),
            key,
            count,
            is_here: place == here,
        })
        .collect()
}
