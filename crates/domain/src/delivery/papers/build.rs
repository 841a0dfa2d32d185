//! Turns sources into what stands on a paper of a kind. What is not known is left out; `Content::missing` says so.

use jiff::civil::Date;

use super::{
    Cell, Column, Content, Item, Kind, Row, Sources,
    content::Cell::Empty,
    sources::{Goods, Party},
};
use crate::{
    Money, Quantity, Text,
    delivery::packing::{self, PackingList, Size},
    receivable::statement::Statement,
};

pub fn build(kind: Kind, number: &str, date: Date, sources: &Sources) -> Content {
    let columns = Column::of(kind).to_vec();
    let (rows, totals) = match (kind, &sources.packing, &sources.account) {
        (Kind::Statement, _, Some(account)) => (of_account(account), Vec::new()),
        (Kind::Statement, _, None) => (Vec::new(), Vec::new()),
        (Kind::PackingList, Some(list), _) => of_packages(list, sources, &columns),
        (Kind::PackingList, None, _) => (Vec::new(), Vec::new()),
        _ => of_goods(kind, sources, &columns),
    };
    let items = items(kind, number, date, sources);
    let items = items.into_iter().filter(|(_, cell)| !cell.is_empty()).collect();
    Content {
        kind,
        number: number.to_owned(),
        date,
        items,
        columns,
        rows,
        totals,
        clauses: if kind.has_prices() { sources.clauses.clone() } else { Vec::new() },
    }
}

/// The sum of a paper's goods; `None` where a price is missing.
pub fn total(kind: Kind, sources: &Sources) -> Option<Money> {
    let goods = of_kind(kind, sources);
    goods.iter().try_fold(Money::zero(sources.currency), |sum, goods| {
        sum.plus(goods.amount(kind.is_of_shipment(), sources.currency)?)
    })
}

fn of_kind(kind: Kind, sources: &Sources) -> Vec<&Goods> {
    sources.goods.iter().filter(|goods| !kind.is_of_shipment() || goods.shipped > 0).collect()
}

fn items(kind: Kind, number: &str, date: Date, sources: &Sources) -> Vec<(Item, Cell)> {
    use Item::*;
    let words = |words: &str| Cell::Words(words.to_owned());
    let day = |date: Option<Date>| date.map_or(Empty, Cell::Date);
    let party = |party: Option<&Party>| party.map_or(Empty, |party| Cell::Text(party.block()));
    let mut items = vec![(Seller, party(Some(&sources.seller))), (Buyer, party(Some(&sources.buyer)))];
    let contract = sources.contract.as_ref();
    if kind == Kind::Statement {
        let (opening, closing) = sources.account.as_ref().map(|account| (account.opening, account.closing)).unzip();
        items.push((Opening, opening.map_or(Empty, Cell::Money)));
        items.push((Closing, closing.map_or(Empty, Cell::Money)));
        items.push((Bank, words(&sources.bank)));
        return items;
    }
    // A contract is its own.
    let of_contract = match kind {
        Kind::SalesContract | Kind::PurchaseContract => (words(number), Cell::Date(date)),
        _ => (
            contract.map_or(Empty, |contract| words(&contract.number)),
            contract.map_or(Empty, |contract| Cell::Date(contract.date)),
        ),
    };
    items.extend([
        (ContractNumber, of_contract.0),
        (ContractDate, of_contract.1),
        (CustomerRef, words(&sources.customer_ref)),
        (DeliveryDay, day(sources.delivery)),
        (TradeTerms, words(&sources.trade_terms)),
        (Remarks, words(&sources.remarks)),
    ]);
    if kind == Kind::ProductionNotice {
        items.retain(|(item, _)| !matches!(item, Buyer | TradeTerms));
        items.push((Supplier, party(sources.supplier.as_ref())));
    }
    if kind.has_prices() {
        items.push((PaymentTerms, words(&sources.payment_terms)));
        items.push((Total, total(kind, sources).map_or(Empty, Cell::Money)));
    }
    if !kind.is_of_shipment() {
        items.push((Packing, words(&sources.packing_terms)));
        items.push((Inspection, words(&sources.inspection_terms)));
    }
    if kind.has_prices() && kind != Kind::CustomsDeclaration {
        items.push((Bank, words(&sources.bank)));
    }
    if kind != Kind::ProductionNotice && kind != Kind::PurchaseContract {
        items.extend([
            (PortOfLoading, words(&sources.port_of_loading)),
            (PortOfDischarge, words(&sources.port_of_discharge)),
        ]);
    }
    if kind.is_of_shipment() {
        of_shipment(kind, number, date, sources, &mut items);
    }
    items
}

fn of_shipment(kind: Kind, number: &str, date: Date, sources: &Sources, items: &mut Vec<(Item, Cell)>) {
    use Item::*;
    let words = |words: &str| Cell::Words(words.to_owned());
    let day = |date: Option<Date>| date.map_or(Empty, Cell::Date);
    let invoice = match (kind, &sources.invoice) {
        (Kind::CommercialInvoice, _) => Some((number, date)),
        (_, invoice) => invoice.as_ref().map(|invoice| (&*invoice.number, invoice.date)),
    };
    items.push((InvoiceNumber, invoice.map_or(Empty, |(number, _)| words(number))));
    items.push((InvoiceDate, invoice.map_or(Empty, |(_, date)| Cell::Date(date))));
    let consignee = sources.consignee.as_ref().unwrap_or(&sources.buyer);
    items.push((Consignee, Cell::Text(consignee.block())));
    items.push((NotifyParty, sources.notify.as_ref().map_or(Empty, |party| Cell::Text(party.block()))));
    if let Some(letter) = &sources.letter {
        items.extend([
            (LetterNumber, words(&letter.number)),
            (LetterDate, day(letter.date)),
            (IssuingBank, words(&letter.bank)),
        ]);
    }
    items.extend([(Destination, words(&sources.destination)), (Origin, words(&sources.origin))]);
    if let Some(carriage) = &sources.carriage {
        items.extend([
            (Mode, Cell::Text(carriage.mode.clone())),
            (Conveyance, words(&carriage.conveyance)),
            (BillNumber, words(&carriage.bill)),
            (Containers, words(&carriage.containers.join(", "))),
            (Forwarder, words(&carriage.forwarder)),
            (Etd, day(carriage.etd)),
            (Eta, day(carriage.eta)),
            (Departed, day(carriage.departed)),
        ]);
    }
    if let Some(list) = &sources.packing {
        let totals = list.totals();
        items.extend([
            (Marks, words(&list.marks)),
            (Packages, Cell::Text(packages(list))),
            (NetWeight, totals.net_grams.map_or(Empty, Cell::Grams)),
            (GrossWeight, totals.gross_grams.map_or(Empty, Cell::Grams)),
            (Volume, totals.litres.map_or(Empty, Cell::Litres)),
        ]);
    }
}

/// `120 纸箱、2 托盘`.
fn packages(list: &PackingList) -> Text {
    let counted: Vec<(Text, u32)> = list.by_kind().into_iter().map(|(kind, count)| (kind.name(), count)).collect();
    let zh: Vec<String> = counted.iter().map(|(name, count)| format!("{count} {}", name.zh)).collect();
    let en: Vec<String> = counted.iter().map(|(name, count)| format!("{count} {}", name.en)).collect();
    Text::new(zh.join("、"), en.join(", "))
}

fn of_goods(kind: Kind, sources: &Sources, columns: &[Column]) -> (Vec<Row>, Vec<Cell>) {
    let of_shipment = kind.is_of_shipment();
    let goods = of_kind(kind, sources);
    let row = |(place, goods): (usize, &&Goods)| {
        let cell = |column: &Column| match column {
            Column::Number => Cell::Count(i64::try_from(place).unwrap_or(i64::MAX).saturating_add(1)),
            Column::Code => Cell::Words(goods.code.clone()),
            Column::Goods => Cell::Text(goods.name.clone()),
            Column::Spec => Cell::Words(goods.line.spec.clone()),
            Column::HsCode => Cell::Words(goods.hs_code.clone()),
            Column::Quantity => Cell::Quantity(goods.quantity(of_shipment)),
            Column::Price => goods.price().map_or(Empty, Cell::Price),
            Column::Amount => goods.amount(of_shipment, sources.currency).map_or(Empty, Cell::Money),
            _ => Empty,
        };
        Row { line: Some(goods.number), cells: columns.iter().map(cell).collect() }
    };
    let rows: Vec<Row> = goods.iter().enumerate().map(row).collect();
    let quantities = goods.iter().map(|goods| goods.quantity(of_shipment));
    let total_of = |column: &Column| match column {
        Column::Quantity => sum(quantities.clone()).map_or(Empty, Cell::Quantity),
        Column::Amount => total(kind, sources).map_or(Empty, Cell::Money),
        _ => Empty,
    };
    let totals = columns.iter().map(total_of).collect();
    (rows, totals)
}

/// One row for each kind of goods in each row of packages. Weights and sizes stand with the first, so that they add up.
fn of_packages(list: &PackingList, sources: &Sources, columns: &[Column]) -> (Vec<Row>, Vec<Cell>) {
    let mut rows = Vec::with_capacity(list.rows.len());
    let mut packed = Vec::new();
    for row in &list.rows {
        let times = i64::from(row.packages);
        for (place, content) in row.contents.iter().enumerate() {
            let line = sources.goods.iter().find(|goods| Some(goods.number) == content.line);
            let each = &content.quantity;
            let all = Quantity { ten_thousandths: each.ten_thousandths.saturating_mul(times), unit: each.unit.clone() };
            packed.push(all.clone());
            let cell = |column: &Column| {
                let is_first = place == 0;
                match column {
                    Column::PackageNumbers => Cell::Words(row.numbers()),
                    Column::Packages if is_first => Cell::Count(times),
                    Column::Goods => Cell::Text(goods_in(line, content)),
                    Column::PerPackage => Cell::Quantity(each.clone()),
                    Column::Quantity => Cell::Quantity(all.clone()),
                    Column::NetWeight if is_first => {
                        row.net_grams.map_or(Empty, |grams| Cell::Grams(grams.saturating_mul(times)))
                    }
                    Column::GrossWeight if is_first => {
                        row.gross_grams.map_or(Empty, |grams| Cell::Grams(grams.saturating_mul(times)))
                    }
                    Column::Size if is_first => row.size.map_or(Empty, |size| Cell::Words(centimetres(size))),
                    Column::Volume if is_first => row.litres().map_or(Empty, Cell::Litres),
                    _ => Empty,
                }
            };
            rows.push(Row { line: content.line, cells: columns.iter().map(cell).collect() });
        }
    }
    let totals = list.totals();
    let total_of = |column: &Column| match column {
        Column::Packages => Cell::Count(i64::from(totals.packages)),
        Column::Quantity => sum(packed.iter().cloned()).map_or(Empty, Cell::Quantity),
        Column::NetWeight => totals.net_grams.map_or(Empty, Cell::Grams),
        Column::GrossWeight => totals.gross_grams.map_or(Empty, Cell::Grams),
        Column::Volume => totals.litres.map_or(Empty, Cell::Litres),
        _ => Empty,
    };
    (rows, columns.iter().map(total_of).collect())
}

/// As the order calls them, with what the factory adds.
fn goods_in(line: Option<&Goods>, content: &packing::Content) -> Text {
    let with = |name: &str| format!("{name} {}", content.goods).trim().to_owned();
    line.map_or_else(|| Text::same(&content.goods), |goods| Text::new(with(&goods.name.zh), with(&goods.name.en)))
}

/// `40 × 30 × 25.5 cm`.
fn centimetres(size: Size) -> String {
    let side = |mm: u32| rust_decimal::Decimal::new(i64::from(mm), 1).normalize().to_string();
    format!("{} × {} × {} cm", side(size.length_mm), side(size.width_mm), side(size.height_mm))
}

fn of_account(account: &Statement) -> Vec<Row> {
    let money = |money: Option<Money>| money.map_or(Empty, Cell::Money);
    let row = |line: &crate::receivable::statement::Line| Row {
        line: None,
        cells: vec![
            Cell::Date(line.day),
            Cell::Text(line.what.name()),
            Cell::Words(line.document.clone()),
            money(line.debit),
            money(line.credit),
            Cell::Money(line.balance),
        ],
    };
    account.lines.iter().map(row).collect()
}

/// Of quantities of one unit.
fn sum(quantities: impl Iterator<Item = Quantity>) -> Option<Quantity> {
    quantities.map(Some).reduce(|sum, one| {
        let (sum, one) = (sum?, one?);
        let ten_thousandths = sum.ten_thousandths.checked_add(one.ten_thousandths)?;
        (sum.unit == one.unit).then_some(Quantity { ten_thousandths, unit: sum.unit })
    })?
}
