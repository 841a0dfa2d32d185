//! The facts that gates may ask about: one table of their names, what sort of thing each is, and who gives it.
//!
//! The order itself gives those of `order.`, `terms.`, `quote.`, `cost.` and `letter.`; the others come from the forms of
//! steps that are finished, and a few from the ledgers where no form gives them. Of materials, inspections and samples the
//! order's records are believed before any form (`order::ledgers`). A form may also give a fact of its own making (`sample.colour`), of the kind of its field. When several steps give the
//! same fact, the later one in the step table counts.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{
    Field, FieldKind, Process, Step,
    gate::{Fact, Facts, Kind},
};
use crate::{
    Text,
    order::{Answer, Channel, Costs, Order, Progress, ledgers},
    sample,
    terms::payment,
};

/// A fact of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Known {
    pub name: &'static str,
    pub kind: Kind,
    pub giver: Giver,
    zh: &'static str,
    en: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Giver {
    /// Always there, as far as the order has been filled in.
    Order,
    /// There once a step with such a field in its form is finished.
    Form,
    /// Letters of credit, samples and the ledgers (credit, receivables, production) say it, where no form of the process does.
    Ledger,
}

const fn order(name: &'static str, kind: Kind, zh: &'static str, en: &'static str) -> Known {
    Known { name, kind, giver: Giver::Order, zh, en }
}

const fn form(name: &'static str, kind: Kind, zh: &'static str, en: &'static str) -> Known {
    Known { name, kind, giver: Giver::Form, zh, en }
}

const fn ledger(name: &'static str, kind: Kind, zh: &'static str, en: &'static str) -> Known {
    Known { name, kind, giver: Giver::Ledger, zh, en }
}

/// A fact that tells the day on which others are expected to be known, and those: the step that asks for one of them is
/// forecast by it. The first of them says that it has come.
pub const EXPECTED: [(&str, &[&str]); 3] = [
    ("materials.expected", &["materials.arrived"]),
    ("production.expected", &["production.finished", "goods.made"]),
    ("inspection.expected", &["inspection.passed"]),
];

pub const TABLE: [Known; 57] = [
    order(
        "order.total",
        Kind::Number,
        "订单总额，以订单币种的元计",
        "order total, in whole units of the order's currency",
    ),
    order("order.priced", Kind::YesNo, "每一行都有单价", "every line has a price"),
    order("order.currency", Kind::Text, "币种代码", "currency code"),
    order("order.lines", Kind::Number, "行数", "number of lines"),
    order("order.quantity", Kind::Number, "总数量，各行单位相同时才有", "total quantity, if all lines share a unit"),
    order(
        "order.goods",
        Kind::Text,
        "货品名称与规格，各行以逗号隔开",
        "names and specifications of the goods, with commas between",
    ),
    order("order.channel", Kind::Text, "来单方式：phone fax email online other", "phone, fax, email, online or other"),
    order("order.customer_ref", Kind::Text, "客户单号", "the customer's own number"),
    order("order.address", Kind::Text, "收货地址", "delivery address"),
    order("order.address_set", Kind::YesNo, "已填收货地址", "a delivery address is given"),
    order("order.promised", Kind::Date, "承诺交期", "promised day"),
    order("order.promised_set", Kind::YesNo, "已定交期", "a day is promised"),
    order("order.salesperson_set", Kind::YesNo, "已定业务员", "a salesperson is named"),
    order(
        "order.exceptions",
        Kind::Number,
        "员工报告、尚未解除的异常数",
        "number of open exceptions that people have raised",
    ),
    order("terms.payment", Kind::Text, "付款条件", "terms of payment"),
    order("terms.trade", Kind::Text, "贸易术语", "terms of trade"),
    order(
        "terms.deposit",
        Kind::Number,
        "付款条件中下单时付的百分比",
        "percentage that the terms of payment ask for with the order",
    ),
    order("terms.letter", Kind::YesNo, "付款条件含信用证", "the terms of payment include a letter of credit"),
    order(
        "terms.open_account",
        Kind::YesNo,
        "付款条件含放账或 D/A",
        "the terms of payment include open account or D/A",
    ),
    order("terms.monthly", Kind::YesNo, "付款条件是月结", "the terms of payment are monthly"),
    order("terms.known", Kind::YesNo, "付款条件读得懂", "the terms of payment can be read"),
    order("quote.accepted", Kind::YesNo, "客户已接受报价", "the customer has accepted a quotation"),
    order("cost.known", Kind::YesNo, "核价单齐全", "the cost sheet is complete"),
    order(
        "cost.total",
        Kind::Number,
        "预计总成本，以核价币种的元计",
        "estimated cost, in whole units of the sheet's currency",
    ),
    order(
        "cost.profit",
        Kind::Number,
        "预计利润，以核价币种的元计",
        "estimated profit, in whole units of the sheet's currency",
    ),
    order("cost.margin", Kind::Number, "预计利润率，百分数", "estimated margin, in percent"),
    order("cost.commission", Kind::YesNo, "核价单含佣金", "the cost sheet has a commission"),
    order(
        "letter.open",
        Kind::Number,
        "未审妥的信用证份数",
        "number of letters of credit not accepted by both reviewers",
    ),
    form("stock.short", Kind::YesNo, "库存不足", "stock is short"),
    form("review.passed", Kind::YesNo, "评审通过", "review has passed"),
    ledger("credit.released", Kind::YesNo, "信用放行", "credit is released"),
    form("contract.signed", Kind::YesNo, "合同已签", "contract is signed"),
    ledger("lc.accepted", Kind::YesNo, "信用证审核无误", "letter of credit is accepted"),
    ledger("deposit.credited", Kind::YesNo, "定金到账", "deposit is credited"),
    ledger("deposit.amount", Kind::Number, "定金金额", "amount of the deposit"),
    ledger("payment.received", Kind::YesNo, "货款收到", "payment is received"),
    ledger("payment.amount", Kind::Number, "收款金额", "amount received"),
    ledger("sample.approved", Kind::YesNo, "样品确认", "sample is approved"),
    ledger("sample.rounds", Kind::Number, "打样轮数，以轮数最多的样品计", "rounds of the sample that took most"),
    ledger("materials.arrived", Kind::YesNo, "物料到齐", "materials have arrived"),
    ledger("materials.expected", Kind::Date, "物料预计到齐日", "day on which all materials are expected"),
    form("goods.ready", Kind::YesNo, "货物备齐", "goods are ready"),
    ledger("production.finished", Kind::YesNo, "各批次都已做完", "every lot has been made"),
    ledger("production.expected", Kind::Date, "预计完工日", "day on which the lots are expected to be finished"),
    ledger("goods.made", Kind::Number, "完工数量", "quantity made"),
    ledger("goods.scrapped", Kind::Number, "报废数量", "quantity scrapped"),
    ledger("inspection.passed", Kind::YesNo, "检验合格", "inspection has passed"),
    ledger("inspection.booked", Kind::YesNo, "成品验货都已约定", "every inspection of the finished goods has its day"),
    ledger("inspection.day", Kind::Date, "成品验货日期", "day of the inspection of the finished goods"),
    ledger("inspection.expected", Kind::Date, "预计验货日", "day on which the goods are expected to be inspected"),
    form("packing.cartons", Kind::Number, "箱数", "number of cartons"),
    form("shipment.mode", Kind::Text, "运输方式", "mode of transport"),
    form("shipment.carrier", Kind::Text, "承运人", "carrier"),
    form("shipment.tracking", Kind::Text, "运单号", "tracking number"),
    form("shipment.arrives", Kind::Date, "预计到达日", "expected day of arrival"),
    form("receipt.signed", Kind::YesNo, "客户已签收", "customer has signed for the goods"),
    form("complaint.open", Kind::YesNo, "投诉未了结", "a complaint is open"),
];

impl Known {
    pub fn about(&self) -> Text {
        Text::new(self.zh, self.en)
    }
}

pub fn known(name: &str) -> Option<&'static Known> {
    TABLE.iter().find(|known| known.name == name)
}

/// Only the order itself gives facts of these names.
pub fn is_of_order(name: &str) -> bool {
    ["order.", "terms.", "quote.", "cost.", "letter."].iter().any(|of| name.starts_with(of))
}

/// Two words or more with dots between: `stock.short`.
pub fn is_name(name: &str) -> bool {
    let word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    };
    name.len() <= 60 && name.contains('.') && name.split('.').all(word)
}

/// The kind of fact that an answer to such a field gives.
pub fn kind_of_field(kind: &FieldKind) -> Kind {
    match kind {
        FieldKind::Text | FieldKind::Choice { .. } | FieldKind::Party => Kind::Text,
        FieldKind::Number { .. } | FieldKind::Money => Kind::Number,
        FieldKind::Date => Kind::Date,
        // That it is there.
        FieldKind::File | FieldKind::YesNo => Kind::YesNo,
    }
}

/// What is known about an order now.
pub fn of_order(order: &Order, process: &Process) -> Facts {
    let mut facts = Facts::new();
    let mut give = |name: &str, fact: Fact| {
        // Facts that no condition of the process asks for are left out: this runs for every command.
        if process.asks_for(name) {
            facts.insert(name.to_owned(), fact);
        }
    };
    let header = &order.header;
    if let Some(total) = order.total() {
        give("order.total", Fact::Money(total));
    }
    if let Some(quantity) = quantity(order) {
        give("order.quantity", Fact::Number(quantity));
    }
    if let Some(promised) = header.promised {
        give("order.promised", Fact::Date(promised));
    }
    if process.asks_for("order.goods") {
        give("order.goods", Fact::Text(goods(order)));
    }
    // Those that a rule has raised speak of lateness, and would keep the very step that has to be finished.
    let raised_by_people = order.open_exceptions().filter(|exception| exception.found.is_none()).count();
    give("order.priced", Fact::YesNo(order.lines.iter().all(|line| line.price.is_some())));
    give("order.currency", Fact::Text(header.currency.code().to_owned()));
    give("order.lines", Fact::Number(Decimal::from(order.lines.len())));
    give("order.channel", Fact::Text(channel(header.channel).to_owned()));
    give("order.customer_ref", Fact::Text(header.customer_ref.clone()));
    give("order.address", Fact::Text(header.address.clone()));
    give("order.address_set", Fact::YesNo(!header.address.is_empty()));
    give("order.promised_set", Fact::YesNo(header.promised.is_some()));
    give("order.salesperson_set", Fact::YesNo(header.salesperson.is_some()));
    give("order.exceptions", Fact::Number(Decimal::from(raised_by_people)));
    give("terms.payment", Fact::Text(header.payment_terms.clone()));
    give("terms.trade", Fact::Text(header.trade_terms.clone()));
    if process.asks_about("terms.") {
        of_terms(&header.payment_terms, &mut give);
    }
    give("quote.accepted", Fact::YesNo(order.accepted_quotation().is_some()));
    if process.asks_about("cost.") {
        of_costs(order, &mut give);
    }
    let open = order.letters.iter().filter(|letter| !letter.is_accepted()).count();
    give("letter.open", Fact::Number(Decimal::from(open)));
    for name in of_ledgers(process) {
        if let Some(fact) = order.told.get(name).cloned().or_else(|| ledger_default(order, name)) {
            give(name, fact);
        }
    }
    for step in &process.steps {
        let Some(state) = order.step(&step.key) else { continue };
        // What a reopened step once said counts again when it is finished again.
        if matches!(state.progress, Progress::Finished { .. }) {
            answered(&step.form, &state.answers, &mut give);
        }
    }
    recorded(order, &mut give);
    facts
}

/// What records say counts before what forms say.
fn recorded(order: &Order, give: &mut impl FnMut(&str, Fact)) {
    for name in ledgers::FIRST {
        if let Some(yes) = ledgers::said(order, name) {
            give(name, Fact::YesNo(yes));
        }
    }
}

fn of_terms(written: &str, give: &mut impl FnMut(&str, Fact)) {
    let terms = payment::read(written).ok();
    give("terms.known", Fact::YesNo(terms.is_some()));
    // Terms that cannot be read say nothing, and nothing is taken from them.
    let Some(terms) = terms else { return };
    give("terms.deposit", Fact::Number(terms.deposit_percent()));
    give("terms.letter", Fact::YesNo(terms.needs_letter()));
    give("terms.open_account", Fact::YesNo(terms.is_open_account()));
    give("terms.monthly", Fact::YesNo(terms.is_monthly()));
}

fn of_costs(order: &Order, give: &mut impl FnMut(&str, Fact)) {
    let costs = order.costs.as_deref();
    let figures = costs.and_then(Costs::figures);
    give("cost.known", Fact::YesNo(figures.is_some()));
    give("cost.commission", Fact::YesNo(costs.is_some_and(|costs| costs.sheet.has_commission())));
    let Some(figures) = figures else { return };
    give("cost.total", Fact::Number(figures.cost.amount()));
    give("cost.profit", Fact::Number(figures.profit.amount()));
    if let Some(margin) = figures.margin_percent {
        give("cost.margin", Fact::Number(margin));
    }
}

/// What the ledgers say of an order under this process: a form that gives such a fact is asked instead of them.
fn of_ledgers(process: &Process) -> impl Iterator<Item = &'static str> {
    let given =
        |name: &str| process.steps.iter().flat_map(|step| &step.form).any(|field| field.fact.as_deref() == Some(name));
    let names = TABLE.iter().filter(|known| known.giver == Giver::Ledger).map(|known| known.name);
    names.filter(move |name| process.asks_for(name) && !given(name))
}

/// Until a ledger has told: nothing has come, nothing is released, no day is known. Letters of credit, samples and
/// the release are the order's own.
fn ledger_default(order: &Order, name: &str) -> Option<Fact> {
    match name {
        "lc.accepted" => Some(Fact::YesNo(order.letters_accepted())),
        "credit.released" => Some(Fact::YesNo(order.is_released())),
        ledgers::SAMPLE_APPROVED | "sample.rounds" => {
            sample::facts(order.samples()).remove(name).or_else(|| nothing_told(name))
        }
        _ => nothing_told(name),
    }
}

fn nothing_told(name: &str) -> Option<Fact> {
    match known(name)?.kind {
        Kind::YesNo => Some(Fact::YesNo(false)),
        Kind::Number => Some(Fact::Number(Decimal::ZERO)),
        Kind::Date | Kind::Text => None,
    }
}

/// Is the order paid in full, by the ledger or by a form of its process?
pub fn is_paid(order: &Order, process: &Process) -> bool {
    const PAID: &str = "payment.received";
    let in_form = |step: &Step| {
        let state = order.step(&step.key).filter(|state| matches!(state.progress, Progress::Finished { .. }));
        let fields = step.form.iter().filter(|field| field.fact.as_deref() == Some(PAID));
        let yes = |field: &Field| state.and_then(|state| state.answers.get(&field.key)).map(fact);
        fields.filter_map(yes).any(|fact| fact == Fact::YesNo(true))
    };
    order.told.get(PAID) == Some(&Fact::YesNo(true)) || process.steps.iter().any(in_form)
}

/// The same facts with what is being answered in a step's form.
pub fn with_answers(mut facts: Facts, order: &Order, step: &Step, answers: &BTreeMap<String, Answer>) -> Facts {
    let mut give = |name: &str, fact| {
        facts.insert(name.to_owned(), fact);
    };
    answered(&step.form, answers, &mut give);
    recorded(order, &mut give);
    facts
}

fn answered(form: &[Field], answers: &BTreeMap<String, Answer>, give: &mut impl FnMut(&str, Fact)) {
    for field in form {
        if let (Some(name), Some(answer)) = (&field.fact, answers.get(&field.key)) {
            give(name, fact(answer));
        }
    }
}

fn fact(answer: &Answer) -> Fact {
    match answer {
        Answer::Text(words) | Answer::Choice(words) | Answer::Party(words) => Fact::Text(words.clone()),
        Answer::Number(quantity) => Fact::Number(quantity.amount()),
        Answer::Money(money) => Fact::Money(*money),
        Answer::Date(date) => Fact::Date(*date),
        Answer::File(_) => Fact::YesNo(true),
        Answer::YesNo(yes) => Fact::YesNo(*yes),
    }
}

fn quantity(order: &Order) -> Option<Decimal> {
    let unit = &order.lines.first()?.quantity.unit;
    order.lines.iter().try_fold(Decimal::ZERO, |sum, line| {
        (line.quantity.unit == *unit).then_some(())?;
        sum.checked_add(line.quantity.amount())
    })
}

fn goods(order: &Order) -> String {
    let name = |line: &crate::order::Line| format!("{} {}", line.name, line.spec).trim().to_owned();
    order.lines.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn channel(channel: Channel) -> &'static str {
    match channel {
        Channel::Phone => "phone",
        Channel::Fax => "fax",
        Channel::Email => "email",
        Channel::Online => "online",
        Channel::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page for those who write processes says of every fact what the table says.
    #[test]
    fn the_page_on_process_files_lists_the_table() {
        let page = include_str!("../../../../processes/README.md");
        let listed: Vec<&str> =
            page.lines().filter(|line| line.starts_with("| `") && line.matches(" | ").count() == 3).collect();
        let expected = TABLE.iter().map(|known| {
            let kind = known.kind.name();
            let giver = match known.giver {
                Giver::Order => "订单 · order",
                Giver::Form => "表单 · form",
                Giver::Ledger => "账册或表单 · ledger or form",
            };
            let english = kind.en.trim_start_matches("a ").replace(" or ", "/");
            format!("| `{}` | {} · {english} | {giver} | {} · {} |", known.name, kind.zh, known.zh, known.en)
        });
        assert_eq!(listed, expected.collect::<Vec<_>>());
        assert!(TABLE.iter().all(|known| is_name(known.name)));
        assert!(TABLE.iter().all(|known| is_of_order(known.name) == (known.giver == Giver::Order)));
    }
}
