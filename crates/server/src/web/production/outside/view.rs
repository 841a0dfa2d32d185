//! A job as it is shown: in lists, and with all its figures on its page.

use jiff::civil::Date;
use yidan_domain::{
    material::Supplier,
    production::{Agreed, Lot, Outcome, OutsideJob, Stage, Verdict},
};
use yidan_store::production::{Listed, Whole};

use super::link;
use crate::texts::Reader;

/// Words and kind of a pill.
pub type Pill = (String, &'static str);

pub struct JobRow {
    pub link: String,
    pub number: String,
    pub goods: String,
    pub factory: String,
    /// Whom to call.
    pub contact: String,
    pub phone: String,
    pub operation: String,
    pub sent: String,
    pub back: String,
    pub out: String,
    pub is_out: bool,
    pub loss: String,
    pub agreed: Option<Date>,
    pub pill: Option<Pill>,
}

impl JobRow {
    pub fn of(listed: &Listed, supplier: Option<&Supplier>, today: Date, reader: &Reader) -> Self {
        let name = supplier.map(|supplier| supplier.name.clone()).unwrap_or_default();
        let said = |part: fn(&Supplier) -> &String| supplier.map(|it| part(it).clone()).unwrap_or_default();
        let row = Self::new((&listed.job, &listed.outcome, &listed.lot), name, today, reader);
        Self { contact: said(|it| &it.contact), phone: said(|it| &it.phone), ..row }
    }

    pub fn of_lot(whole: &Whole, today: Date, reader: &Reader) -> Vec<Self> {
        let named = |supplier| whole.factories.get(supplier).cloned().unwrap_or_default();
        let jobs = whole.jobs.iter();
        jobs.map(|kept| Self::new((&kept.job, &kept.outcome, &kept.lot.lot), named(&kept.job.supplier), today, reader))
            .collect()
    }

    fn new((job, outcome, lot): (&OutsideJob, &Outcome, &Lot), factory: String, today: Date, reader: &Reader) -> Self {
        let amount = |quantity: i64| lot.amount(quantity).to_string();
        let operation = lot.route.get(job.operation);
        Self {
            link: link(job.id),
            number: job.number.clone(),
            goods: lot.goods.clone(),
            factory,
            contact: String::new(),
            phone: String::new(),
            operation: operation.map(|it| it.name.get(reader.lang).to_owned()).unwrap_or_default(),
            sent: amount(outcome.sent),
            back: amount(outcome.accounted() - outcome.lost),
            out: amount(outcome.out()),
            is_out: outcome.out() > 0,
            loss: match outcome.loss_rate().filter(|_| outcome.loss() > 0) {
                Some(rate) => format!("{} · {rate}%", amount(outcome.loss())),
                None => String::new(),
            },
            agreed: job.terms.agreed,
            pill: outcome.agreed(&job.terms, today).map(|agreed| agreed_pill(agreed, reader)),
        }
    }
}

pub fn agreed_pill(agreed: Agreed, reader: &Reader) -> Pill {
    let counted = |key: &str, days: i32| reader.count(key, i64::from(days));
    match agreed {
        Agreed::Due { days: 0 } => (reader.t("outside-due-today"), "soon"),
        Agreed::Due { days } => (counted("outside-due", days), if days <= 2 { "soon" } else { "" }),
        Agreed::Overdue { days } => (counted("outside-overdue", days), "late"),
        Agreed::Kept => (reader.t("outside-kept"), "good"),
        Agreed::Late { days } => (counted("outside-late", days), "late"),
    }
}

pub fn stage_pill(stage: Stage) -> (&'static str, &'static str) {
    match stage {
        Stage::Out => ("outside-stage-out", "on"),
        Stage::Charge => ("outside-stage-charge", "late"),
        Stage::Done => ("outside-stage-done", "good"),
    }
}

pub fn verdict_key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Good => "outside-verdict-good",
        Verdict::Accepted => "outside-verdict-accepted",
        Verdict::Bad => "outside-verdict-bad",
    }
}
