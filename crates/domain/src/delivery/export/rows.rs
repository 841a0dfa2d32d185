//! The cells of S17's sheet, section by section.

use jiff::civil::Date;

use super::{
    Claim, Known, Registration, RegistrationKind as Office, SheetCell, Source,
    charge::ChargeKind,
    claim::State,
    registration::Standing,
    sheet::{Bought, Inspected, LetterKnown, Signed},
};
use crate::{
    Money, Text,
    delivery::{
        By, Mark,
        papers::{Cell, Kind},
    },
    receivable::Totals,
};

fn cell(source: Source, (zh, en): (&str, &str), value: Cell) -> SheetCell {
    // Empty words are nothing known.
    let value = if value.is_empty() { Cell::Empty } else { value };
    SheetCell { label: Text::new(zh, en), value, source }
}

fn words(words: &str) -> Cell {
    Cell::Words(words.to_owned())
}

fn day(day: Option<Date>) -> Cell {
    day.map_or(Cell::Empty, Cell::Date)
}

fn money(money: Option<Money>) -> Cell {
    money.map_or(Cell::Empty, Cell::Money)
}

fn yes_no(yes: Option<bool>) -> Cell {
    yes.map_or(Cell::Empty, |yes| Cell::Text(if yes { Text::new("是", "yes") } else { Text::new("否", "no") }))
}

/// Amounts of several currencies stand one beside the other.
fn totals(totals: &Totals) -> Cell {
    let amounts: Vec<Money> = totals.iter().collect();
    match amounts.as_slice() {
        [] => Cell::Empty,
        [one] => Cell::Money(*one),
        many => Cell::Words(many.iter().map(Money::to_string).collect::<Vec<_>>().join(" + ")),
    }
}

/// Who made a mark.
fn who(known: &Known, mark: Option<&Mark>) -> Cell {
    match mark.map(|mark| &mark.by) {
        Some(By::Person(person)) => known.people.get(person).map_or(Cell::Empty, |name| words(name)),
        Some(By::Customer) => Cell::Text(Text::new("客户", "the customer")),
        Some(By::Carrier(name)) => words(name),
        None => Cell::Empty,
    }
}

pub(super) fn basics(known: &Known) -> Vec<SheetCell> {
    use Source::{Order, Packing, Process, Purchases};
    vec![
        cell(Order, ("客户名称", "Customer"), words(known.customer)),
        cell(Order, ("合同号", "Contract No."), words(known.contract)),
        cell(Order, ("合同金额", "Contract amount"), money(known.total)),
        cell(Order, ("客人下单日期", "Ordered on"), day(known.ordered_on)),
        cell(Process, ("工厂布单日期", "Factory ordered on"), day(known.factory_ordered_on)),
        cell(Order, ("客人交货日期", "Promised to the customer"), day(known.promised)),
        cell(Purchases, ("工厂交货日期", "Factory delivers on"), day(known.factory_delivers_on)),
        cell(Order, ("跟单员", "Merchandiser"), words(known.follower)),
        cell(Packing, ("箱数", "Packages"), known.packages.map_or(Cell::Empty, |count| Cell::Count(count.into()))),
    ]
}

pub(super) fn payment(known: &Known) -> Vec<SheetCell> {
    use Source::{Approvals, Letter, Order, Receivables};
    let percent = known.deposit_percent.map(|percent| format!("{}%", percent.normalize()));
    let mut cells = vec![
        cell(Order, ("付款方式", "Terms of payment"), words(known.payment_terms)),
        cell(Order, ("T/T 付款比例", "Deposit by T/T"), percent.map_or(Cell::Empty, Cell::Words)),
    ];
    let parts = [
        (
            [
                ("第一次定金", "First deposit"),
                ("第一次定金到账", "First deposit received"),
                ("第一次定金到账日", "First deposit received on"),
                ("第一次定金财务核实", "First deposit verified by"),
            ],
            known.first_deposit,
        ),
        (
            [
                ("第二次定金", "Second deposit"),
                ("第二次定金到账", "Second deposit received"),
                ("第二次定金到账日", "Second deposit received on"),
                ("第二次定金财务确认", "Second deposit verified by"),
            ],
            known.second_deposit,
        ),
        (
            [
                ("余款", "Balance"),
                ("余款到账", "Balance received"),
                ("余款到账日", "Balance received on"),
                ("余款财务核实", "Balance verified by"),
            ],
            known.balance,
        ),
    ];
    for ([due, received, on, verified], paid) in parts {
        cells.extend([
            cell(Receivables, due, money(paid.map(|paid| paid.due))),
            cell(Receivables, received, money(paid.and_then(|paid| paid.received))),
            cell(Receivables, on, day(paid.and_then(|paid| paid.received_on))),
            cell(Receivables, verified, words(paid.map_or("", |paid| paid.verified_by))),
        ]);
    }
    let letter: Option<LetterKnown> = known.letter;
    let released: Option<Signed> = known.released;
    cells.extend([
        cell(Letter, ("信用证号", "L/C No."), words(letter.map_or("", |letter| letter.number))),
        cell(Letter, ("已收信用证", "L/C received"), money(letter.map(|letter| letter.amount))),
        cell(Letter, ("信用证审核确认", "L/C accepted by both reviewers"), yes_no(letter.map(|one| one.accepted))),
        cell(
            Approvals,
            ("同意布单生产（总经理）", "Released to production by"),
            words(released.map_or("", |it| it.by)),
        ),
        cell(Approvals, ("同意布单生产日期", "Released on"), day(released.map(|released| released.on))),
        cell(Approvals, ("总经理意见", "General manager's words"), words(released.map_or("", |it| it.words))),
    ]);
    cells
}

pub(super) fn inspection(known: &Known) -> Vec<SheetCell> {
    use Source::Inspections;
    let inspected: Option<Inspected> = known.inspection;
    let result = |passed| Cell::Words(if passed { "PASS" } else { "FAIL" }.to_owned());
    let passed = inspected.and_then(|inspected| inspected.passed);
    vec![
        cell(Inspections, ("资料送交时间", "Papers given on"), day(inspected.and_then(|it| it.told_on))),
        cell(Inspections, ("验货日期", "Inspected on"), day(inspected.and_then(|it| it.on))),
        cell(Inspections, ("验货结果", "Result"), passed.map_or(Cell::Empty, result)),
        cell(Inspections, ("验货情况", "What was found"), words(inspected.map_or("", |it| it.words))),
        cell(Inspections, ("经理意见", "Manager's words"), words(inspected.map_or("", |it| it.manager))),
    ]
}

pub(super) fn freight(known: &Known) -> Vec<SheetCell> {
    use Source::{Charges, Packing, Shipments};
    let figures = known.figures;
    let of = |kind: ChargeKind| figures.by_kind.get(&kind).map_or(Cell::Empty, totals);
    let others = figures.by_kind.iter().filter(|(kind, _)| !matches!(kind, ChargeKind::Freight | ChargeKind::Port));
    let others: Totals = others.flat_map(|(_, sums)| sums.iter().collect::<Vec<_>>()).collect();
    let payees: Vec<&str> = figures.by_payee.iter().map(|payee| payee.payee.as_str()).collect();
    // Rounded as on the packing list.
    let litres = figures.cubic_mm.map(|cubic| cubic.saturating_add(500_000) / 1_000_000);
    let per_cbm: Totals = figures.per_cbm.iter().copied().collect();
    vec![
        cell(Charges, ("货代公司", "Forwarder"), Cell::Words(payees.join("、"))),
        cell(Charges, ("运费金额", "Freight"), of(ChargeKind::Freight)),
        cell(Charges, ("码头费", "Port charges"), of(ChargeKind::Port)),
        cell(Charges, ("其他费用", "Other charges"), totals(&others)),
        cell(Charges, ("费用合计", "All charges"), totals(&figures.total)),
        cell(Packing, ("立方数", "CBM"), litres.map_or(Cell::Empty, Cell::Litres)),
        cell(Charges, ("每立方费用", "Charges per CBM"), totals(&per_cbm)),
        cell(Shipments, ("提单号", "B/L No."), words(known.bill)),
        cell(Shipments, ("提单保管", "B/L is with"), words(known.bill_with)),
    ]
}

pub(super) fn offices(known: &Known) -> Vec<SheetCell> {
    use Source::{Papers, Registrations};
    let find = |kind: Office| {
        let of_kind = |one: &&Registration| one.kind == kind && one.standing() != Standing::Withdrawn;
        known.registrations.iter().rev().find(of_kind)
    };
    let standing = |kind| find(kind).map_or(Cell::Empty, |one| Cell::Text(one.standing().name()));
    let applied = |kind| day(find(kind).and_then(|one| one.applied.as_ref()).map(|applied| applied.on));
    let number = |kind| words(find(kind).and_then(|one| one.granted.as_ref()).map_or("", |it| &it.number));
    let granted = |kind| day(find(kind).and_then(|one| one.granted.as_ref()).map(|granted| granted.on));
    let collected = |kind| day(find(kind).and_then(|one| one.collected_on));
    let prefiled = |kind| words(find(kind).and_then(|one| one.applied.as_ref()).map_or("", |it| &it.prefiled));
    let declared = find(Office::CustomsDeclaration).and_then(|one| one.granted.as_ref()).and_then(|it| it.amount);
    let others = known.registrations.iter().filter(|one| one.kind == Office::OtherCertificate);
    let others: Vec<Text> = others
        .filter(|one| one.standing() != Standing::Withdrawn)
        .map(|one| {
            let standing = one.standing().name();
            Text::new(format!("{}：{}", one.name, standing.zh), format!("{}: {}", one.name, standing.en))
        })
        .collect();
    let joined = |get: fn(&Text) -> &str, separator: &str| others.iter().map(get).collect::<Vec<_>>().join(separator);
    let others = Text::new(joined(|one| &one.zh, "；"), joined(|one| &one.en, "; "));
    let invoice = known.papers.iter().find(|paper| paper.kind == Kind::CommercialInvoice && paper.is_standing());
    let mut cells = Vec::new();
    for (kind, [state, on, given]) in [
        (
            Office::FormA,
            [
                ("FORM A 状况", "FORM A"),
                ("FORM A 申请日期", "FORM A applied for on"),
                ("FORM A 领证日期", "FORM A fetched on"),
            ],
        ),
        (
            Office::CertificateOfOrigin,
            [("C/O 状况", "C/O"), ("C/O 申请日期", "C/O applied for on"), ("C/O 领证日期", "C/O fetched on")],
        ),
    ] {
        cells.push(cell(Registrations, state, standing(kind)));
        cells.push(cell(Registrations, on, applied(kind)));
        cells.push(cell(Registrations, given, collected(kind)));
    }
    let (customs, verified, port) = (Office::CustomsDeclaration, Office::Verification, Office::PortFiling);
    let inspection = Office::StatutoryInspection;
    cells.extend([
        cell(Registrations, ("其他证书状况", "Other certificates"), Cell::Text(others)),
        cell(Registrations, ("商检单号", "Statutory inspection No."), number(inspection)),
        cell(Registrations, ("商检日期", "Statutory inspection on"), granted(inspection)),
        cell(Registrations, ("口岸备案", "Port filing"), standing(port)),
        cell(Registrations, ("备案日期", "Filed on"), granted(port)),
        cell(Registrations, ("预录单情况", "Filed beforehand"), prefiled(customs)),
        cell(Registrations, ("报关单号", "Customs declaration No."), number(customs)),
        cell(Registrations, ("报关日期", "Declared on"), granted(customs)),
        cell(Registrations, ("报关金额", "Declared amount"), money(declared)),
        cell(Registrations, ("核销单号", "Verification No."), number(verified)),
        cell(Registrations, ("核销单收回日期", "Verification form returned on"), collected(verified)),
        cell(Papers, ("发票号码", "Invoice No."), words(invoice.map_or("", |paper| &paper.number))),
        cell(Papers, ("交单日期", "Papers presented on"), day(known.presented_on)),
    ]);
    cells
}

pub(super) fn purchase(known: &Known) -> Vec<SheetCell> {
    use Source::Purchases;
    let bought: Option<Bought> = known.purchase;
    vec![
        cell(Purchases, ("采购单位", "Supplier"), words(bought.map_or("", |it| it.supplier))),
        cell(Purchases, ("采购总金额", "Planned purchase total"), money(bought.and_then(|it| it.planned))),
        cell(Purchases, ("实际采购金额", "Actual purchase total"), money(bought.and_then(|it| it.actual))),
        cell(Purchases, ("经理确认", "Confirmed by the manager"), words(bought.map_or("", |it| it.confirmed_by))),
        cell(Purchases, ("工厂发票号码", "Supplier's invoice No."), words(bought.map_or("", |it| it.invoice))),
        cell(Purchases, ("发票收到日期", "Invoice received on"), day(bought.and_then(|it| it.invoice_on))),
    ]
}

pub(super) fn archive(known: &Known) -> Vec<SheetCell> {
    let item = |item: &super::ArchiveItem| SheetCell {
        label: item.name.clone(),
        value: known.archive.kept.get(&item.key).map_or(Cell::Empty, |kept| words(&kept.place)),
        source: Source::Archive,
    };
    known.archive_items.iter().map(item).collect()
}

/// One after another; a sheet without claims shows the empty cells of one.
pub(super) fn claims(known: &Known) -> Vec<SheetCell> {
    if known.claims.is_empty() {
        return claim(known, None);
    }
    known.claims.iter().flat_map(|one| claim(known, Some(one))).collect()
}

fn claim(known: &Known, claim: Option<&Claim>) -> Vec<SheetCell> {
    use Source::Claims;
    let settled = claim.and_then(|claim| match &claim.state {
        State::Settled { on, .. } => Some(*on),
        _ => None,
    });
    vec![
        cell(Claims, ("赔（扣）款单位", "Who claims"), words(claim.map_or("", |it| &it.terms.party))),
        cell(Claims, ("赔（扣）款原因", "Why"), words(claim.map_or("", |it| &it.terms.reason))),
        cell(Claims, ("赔（扣）款总金额", "Amount"), money(claim.map(Claim::amount))),
        cell(Claims, ("状态", "State"), claim.map_or(Cell::Empty, |it| Cell::Text(it.state.name()))),
        cell(Claims, ("经理确认", "Confirmed by the manager"), who(known, claim.and_then(Claim::confirmed))),
        cell(Claims, ("收到日期", "Settled on"), day(settled)),
    ]
}
