//! S17's sheet told in the trade's words: an order of flanges for Hamburg, from the empty sheet to the archive.

use std::collections::BTreeMap;

use super::*;
use crate::{
    ChargeId, PaperId, ShipmentId, Text,
    delivery::{
        export::{
            archive::{self, usual_items},
            charge::{self, Volume},
            claim::{self, Terms},
            registration::{self, Applied, Granted},
            sheet::{Bought, Inspected, LetterKnown, Paid, Signed},
        },
        papers::{self, Cell, Issue, Kind, Language, Paper, Subject},
    },
};

const TODAY: &str = "2026-12-28";

/// The order's ledgers.
struct Ledgers {
    registrations: Vec<Registration>,
    claims: Vec<Claim>,
    archive: Archive,
    charges: Vec<ChargeEntry>,
    papers: Vec<Paper>,
    volumes: Vec<Volume>,
    people: BTreeMap<PersonId, String>,
}

impl Ledgers {
    fn register(&mut self, kind: RegistrationKind, deeds: Vec<registration::Deed>) {
        let id = RegistrationId(uuid::Uuid::from_u128(self.registrations.len() as u128));
        let open = registration::Deed::Opened { id, order: order(), kind, name: String::new() };
        let decided = |known: Option<&Registration>, deed| {
            registration::decide(known, deed, mark(CLERK), day(TODAY)).unwrap().unwrap()
        };
        let mut one = Registration::opened(&decided(None, open)).unwrap();
        for deed in deeds {
            let event = decided(Some(&one), deed);
            one.apply(&event);
        }
        self.registrations.push(one);
    }

    fn claim(&mut self, by: u128, deed: claim::Deed) {
        let known = self.claims.first();
        let event = claim::decide(known, deed, mark(by), day(TODAY), by == MANAGER).unwrap().unwrap();
        match self.claims.first_mut() {
            Some(claim) => claim.apply(&event),
            None => self.claims.push(Claim::raised(&event).unwrap()),
        }
    }

    fn bill(&mut self, kind: ChargeKind, payee: &str, amount: Money) {
        let charge = Charge {
            id: ChargeId(uuid::Uuid::from_u128(self.charges.len() as u128)),
            kind,
            payee: payee.into(),
            number: String::new(),
            amount,
            on: day("2026-12-01"),
            shipments: vec![ShipmentId(uuid::Uuid::from_u128(1))],
            note: String::new(),
        };
        let entry = charge::book(&self.charges, charge, mark(CLERK), day(TODAY)).unwrap().unwrap();
        self.charges.push(entry);
    }
}

fn empty() -> Ledgers {
    Ledgers {
        registrations: vec![],
        claims: vec![],
        archive: Archive::default(),
        charges: vec![],
        papers: vec![],
        volumes: vec![],
        people: BTreeMap::from([(person(MANAGER), "林经理".to_owned())]),
    }
}

/// What the sheet shows, by its Chinese labels.
fn shown(known: &Known) -> BTreeMap<String, Cell> {
    sheet(known).cells().map(|cell| (cell.label.zh.clone(), cell.value.clone())).collect()
}

fn nothing<'a>(ledgers: &'a Ledgers, figures: &'a Figures, items: &'a [ArchiveItem]) -> Known<'a> {
    Known {
        customer: "",
        contract: "",
        total: None,
        ordered_on: None,
        factory_ordered_on: None,
        promised: None,
        factory_delivers_on: None,
        follower: "",
        packages: None,
        payment_terms: "",
        deposit_percent: None,
        first_deposit: None,
        second_deposit: None,
        balance: None,
        letter: None,
        released: None,
        inspection: None,
        figures,
        registrations: &ledgers.registrations,
        papers: &ledgers.papers,
        presented_on: None,
        bill: "",
        bill_with: "",
        purchase: None,
        archive: &ledgers.archive,
        archive_items: items,
        claims: &ledgers.claims,
        people: &ledgers.people,
    }
}

#[test]
fn the_sheet_of_a_new_order_is_empty_and_complete() {
    let (ledgers, figures, items) = (empty(), Figures::default(), usual_items());
    let sheet = sheet(&nothing(&ledgers, &figures, &items));
    assert_eq!(sheet.sections.len(), 8);
    assert_eq!(sheet.cells().count(), sheet.open().count(), "nobody has invented anything");
    assert!(sheet.cells().all(|cell| !cell.label.zh.is_empty() && !cell.label.en.is_empty()));
    // The headings of the source document, each once.
    for label in
        ["客户名称", "合同号", "第一次定金", "余款财务核实", "资料送交时间", "立方数", "码头费", "核销单号", "经理意见"]
    {
        assert_eq!(sheet.cells().filter(|cell| cell.label.zh == label).count(), 1, "{label}");
    }
}

#[test]
fn an_export_order_from_its_contract_to_the_archive() {
    let (mut ledgers, items) = (empty(), usual_items());

    // The goods are inspected and declared, the certificates applied for.
    let applied = |on: &str, prefiled: &str| registration::Deed::Applied {
        applied: Applied { on: day(on), agency: String::new(), prefiled: prefiled.into() },
    };
    let granted = |on: &str, number: &str, amount| registration::Deed::Granted {
        granted: Granted { on: day(on), number: number.into(), amount },
        reason: String::new(),
    };
    let collected = |on: &str| registration::Deed::Collected { on: day(on) };
    ledgers.register(RegistrationKind::StatutoryInspection, vec![granted("2026-11-12", "SJ-77", None)]);
    ledgers.register(
        RegistrationKind::CustomsDeclaration,
        vec![applied("2026-11-17", "YL-310"), granted("2026-11-18", "3101-5566", Some(usd(50_000)))],
    );
    ledgers.register(
        RegistrationKind::FormA,
        vec![applied("2026-11-15", ""), granted("2026-11-19", "G26-1", None), collected("2026-11-22")],
    );
    ledgers.register(RegistrationKind::Verification, vec![granted("2026-11-18", "HX-9", None)]);
    ledgers.register(RegistrationKind::PortFiling, vec![granted("2026-11-10", "NB-4", None)]);

    // The forwarder sends bills for 24 CBM; one comes twice and is taken back.
    ledgers.bill(ChargeKind::Freight, "中外运", usd(1_800));
    ledgers.bill(ChargeKind::Port, "中外运", cny(2_400));
    ledgers.bill(ChargeKind::Port, "中外运", cny(2_400));
    let twice = ChargeId(uuid::Uuid::from_u128(2));
    ledgers.charges.push(charge::reverse(&ledgers.charges, twice, "重复", mark(CLERK)).unwrap());
    ledgers.bill(ChargeKind::Haulage, "甬达拖车", cny(900));
    let shipment = ShipmentId(uuid::Uuid::from_u128(1));
    ledgers.volumes = vec![Volume { shipment, name: Text::same("1"), cubic_mm: Some(24_000_000_000) }];

    // The customer deducts for two missing flanges; the manager agrees to less.
    let terms = Terms {
        direction: Direction::WePay,
        party: "Nordlicht GmbH".into(),
        reason: "短装 2 件".into(),
        amount: usd(120),
        raised_on: day("2026-12-21"),
    };
    ledgers.claim(CLERK, claim::Deed::Raised { id: ClaimId(uuid::Uuid::nil()), order: order(), terms });
    ledgers.claim(MANAGER, claim::Deed::Confirmed { amount: usd(100), note: String::new() });
    ledgers.claim(CLERK, claim::Deed::Settled { on: day("2026-12-27"), note: String::new() });

    // Papers are issued and laid by.
    let issue = Issue { digest: "0a".repeat(32), language: Language::English, sealed: false, file: None };
    let (kind, subject) = (Kind::CommercialInvoice, Subject::Shipment(order(), shipment));
    let deed =
        papers::Deed::Issued { id: PaperId(uuid::Uuid::nil()), kind, subject, number: "CI-202611-0012".into(), issue };
    let given = papers::Given { of_subject: &[], findings: 0, may_seal: false, may_void: false };
    let event = papers::decide(None, deed, mark(CLERK), &given).unwrap().unwrap();
    ledgers.papers.push(Paper::issued(&event).unwrap());
    for item in ["papers", "files", "shipment-sample"] {
        let deed = archive::Deed::Kept { item: item.into(), place: "柜 3".into(), note: String::new() };
        let event = archive::decide(&ledgers.archive, &items, deed, mark(CLERK)).unwrap().unwrap();
        ledgers.archive.apply(&event);
    }

    let standing = charge::standing(&ledgers.charges);
    let figures = figures(&standing, &ledgers.volumes);
    let known = Known {
        customer: "Nordlicht GmbH",
        contract: "SC-202609-0007",
        total: Some(usd(50_000)),
        ordered_on: Some(day("2026-09-20")),
        follower: "陈静",
        payment_terms: "30% T/T, 70% L/C at sight",
        deposit_percent: Some(30.into()),
        packages: Some(800),
        first_deposit: Some(Paid {
            due: usd(15_000),
            received: Some(usd(15_000)),
            received_on: Some(day("2026-09-28")),
            verified_by: "徐会计",
        }),
        letter: Some(LetterKnown { number: "LC-2026/088", amount: usd(35_000), accepted: true }),
        released: Some(Signed { by: "林总", on: day("2026-10-10"), words: "同意" }),
        inspection: Some(Inspected {
            told_on: Some(day("2026-11-03")),
            on: Some(day("2026-11-10")),
            passed: Some(true),
            words: "",
            manager: "",
        }),
        purchase: Some(Bought {
            supplier: "甬江法兰厂",
            planned: Some(cny(240_000)),
            actual: Some(cny(238_500)),
            confirmed_by: "林经理",
            invoice: "",
            invoice_on: None,
        }),
        presented_on: Some(day("2026-12-01")),
        bill: "COSU6123",
        ..nothing(&ledgers, &figures, &items)
    };
    let shown = shown(&known);
    let words = |words: &str| Cell::Words(words.into());
    for (label, value) in [
        ("客户名称", words("Nordlicht GmbH")),
        ("T/T 付款比例", words("30%")),
        ("第一次定金到账", Cell::Money(usd(15_000))),
        ("第一次定金财务核实", words("徐会计")),
        ("第二次定金", Cell::Empty),
        ("余款到账", Cell::Empty),
        ("已收信用证", Cell::Money(usd(35_000))),
        ("信用证审核确认", Cell::Text(Text::new("是", "yes"))),
        ("同意布单生产（总经理）", words("林总")),
        ("验货结果", words("PASS")),
        ("货代公司", words("中外运、甬达拖车")),
        ("运费金额", Cell::Money(usd(1_800))),
        ("码头费", Cell::Money(cny(2_400))),
        ("其他费用", Cell::Money(cny(900))),
        ("费用合计", words("3,300.00 CNY + 1,800.00 USD")),
        ("立方数", Cell::Litres(24_000)),
        ("每立方费用", words("137.50 CNY + 75.00 USD")),
        ("FORM A 状况", Cell::Text(Text::new("已收回", "collected"))),
        ("FORM A 领证日期", Cell::Date(day("2026-11-22"))),
        ("C/O 状况", Cell::Empty),
        ("商检单号", words("SJ-77")),
        ("备案日期", Cell::Date(day("2026-11-10"))),
        ("预录单情况", words("YL-310")),
        ("报关单号", words("3101-5566")),
        ("报关金额", Cell::Money(usd(50_000))),
        ("核销单号", words("HX-9")),
        ("核销单收回日期", Cell::Empty),
        ("发票号码", words("CI-202611-0012")),
        ("实际采购金额", Cell::Money(cny(238_500))),
        ("订单单据", words("柜 3")),
        ("样品", Cell::Empty),
        ("赔（扣）款单位", words("Nordlicht GmbH")),
        ("赔（扣）款总金额", Cell::Money(usd(100))),
        ("收到日期", Cell::Date(day("2026-12-27"))),
    ] {
        assert_eq!(shown.get(label), Some(&value), "{label}");
    }
    let sheet = sheet(&known);
    let claims: Vec<&SheetCell> = sheet.cells().filter(|cell| cell.source == Source::Claims).collect();
    assert!(claims.iter().any(|cell| cell.label.zh == "经理确认" && cell.value == words("林经理")));
    // What is still open says where it would come from.
    let open: Vec<Source> = sheet.open().map(|cell| cell.source).collect();
    assert!(
        open.contains(&Source::Archive) && open.contains(&Source::Receivables) && open.contains(&Source::Shipments)
    );
}
