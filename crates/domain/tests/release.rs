//! S1, S10, S13, S15: nothing moves before it may. Stories over the processes that ship, in the trade's words.

mod story;

use story::{Story, header, line, member, moment, sentence};
use yidan_domain::{
    Currency, LetterId, Money, Quantity,
    approval::Unfit,
    costing::{Basis, CostSheet, Item, Kind},
    credit::{self, Account, Decision, Quota},
    letter::{LetterFault, LetterOfCredit, Outcome, Point, Review, Reviewer, Terms, Version},
    order::{
        Evidence, Header, Slip, Subject,
        command::Command,
        refusal::{Needs, Refusal},
        situation::Standing,
    },
};

fn usd(amount: &str) -> Money {
    Money::exact(amount.parse().unwrap(), "USD".parse().unwrap()).unwrap()
}

fn cny(amount: &str) -> Money {
    Money::exact(amount.parse().unwrap(), Currency::CNY).unwrap()
}

fn signs(step: &str) -> Command {
    Command::Sign { on: Subject::Step(step.into()), comment: String::new() }
}

fn sends_back(step: &str, reason: &str) -> Command {
    Command::SendBack { on: Subject::Step(step.into()), reason: reason.into() }
}

fn quotes(order: &Story, price: &str, valid_until: &str) -> Command {
    let mut lines = order.order.lines.clone();
    lines[0].price = price.parse().ok();
    let header = Box::new(order.order.header.clone());
    Command::Quote { header, lines, valid_until: valid_until.parse().ok(), note: String::new() }
}

fn answers(round: u32, accepted: bool) -> Command {
    Command::AnswerQuote { round, accepted, words: if accepted { "" } else { "太贵" }.into() }
}

/// 10,000 T-shirts to Hamburg, at USD 3.20 FOB: bought at 15.80 with VAT.
fn costs() -> CostSheet {
    let item = |kind, basis| Item {
        kind,
        name: String::new(),
        basis,
        currency: Currency::CNY,
        spec: String::new(),
        fabric: None,
        with_vat: None,
    };
    let pieces = Quantity::exact(10_000.into(), "件").unwrap();
    CostSheet {
        rate: "7.10".parse().ok(),
        price: "3.20".parse().ok(),
        items: vec![
            item(Kind::Goods, Basis::PerUnit("15.80".parse().unwrap())),
            item(Kind::Freight, Basis::Total(9_600.into())),
            item(Kind::Bank, Basis::Total(800.into())),
        ],
        refund_percent: 13.into(),
        ..CostSheet::new(Currency::CNY, "USD".parse().unwrap(), pieces)
    }
}

fn export(terms: &str) -> Story {
    let header = Header {
        currency: "USD".parse().unwrap(),
        promised: "2026-05-29".parse().ok(),
        payment_terms: terms.into(),
        trade_terms: "FOB NINGBO".into(),
        ..header("2026-03-02 09:10")
    };
    Story::with("foreign-trade", header, vec![line("全棉T恤", "10000 件", "3.30")])
}

/// From the inquiry to the contract that is signed off.
fn reviewed(terms: &str) -> Story {
    let mut order = export(terms);
    order.finishes("sales", "2026-03-02 11:00", "inquiry", &[]);
    order.does("sales", "2026-03-03 10:00", quotes(&order, "3.30", "2026-03-10"));
    let refusal = order.cannot_finish("sales", "2026-03-03 11:00", "quote", &[]);
    assert_eq!(sentence(&refusal), "客户还没有接受报价：在“报价”页记下客户的答复，由业务员办。");
    order.does("sales", "2026-03-04 09:00", answers(1, false));
    order.does("sales", "2026-03-04 09:30", quotes(&order, "3.20", "2026-03-12"));
    order
        .does("sales", "2026-03-05 09:00", answers(2, true))
        .finishes("sales", "2026-03-05 09:10", "quote", &[])
        .finishes("sales", "2026-03-05 15:00", "purchase-order", &[("po", "PO-7781.pdf")]);
    assert_eq!(order.order.total(), Some(usd("32000.00")), "the accepted round has become the order");
    let factory = [
        ("factory", "晨星制衣"),
        ("contract", "收购合同.pdf"),
        ("ready", "2026-05-20"),
        ("statutory", "no"),
        ("inspector", "third"),
    ];
    order.finishes("purchasing", "2026-03-06 16:00", "factory-order", &factory);
    let refusal = order.cannot_finish("sales", "2026-03-07 09:00", "costing", &[]);
    assert_eq!(sentence(&refusal), "核价单还没有填齐：请业务员在“核价”页补上价格、数量和汇率。");
    order
        .does("sales", "2026-03-09 10:00", Command::EstimateCosts { sheet: Box::new(costs()) })
        .finishes("sales", "2026-03-09 10:10", "costing", &[])
        .finishes("sales", "2026-03-09 10:20", "contract-review", &[("prepayment", "no")]);
    order
}

/// S1: the contract is signed by salesperson, head of sales and administration, in this order and by separate people; the
/// general manager signs too where there is prepayment. What is sent back is handed in again.
#[test]
fn an_export_contract_is_signed_off_before_it_is_carried_out() {
    let mut order = reviewed("L/C at sight");
    let tries = |order: &mut Story, who: &str, command| order.tries(&member(who), moment("2026-03-09 11:00"), command);
    let own = tries(&mut order, "sales", signs("contract-review"));
    assert!(matches!(own, Err(Refusal::Approval(Unfit::NotYours { .. }))), "{own:?}");
    let early = tries(&mut order, "management", signs("contract-review"));
    assert!(matches!(early, Err(Refusal::Approval(Unfit::NotYours { .. }))), "{early:?}");
    order.does("head-of-sales", "2026-03-09 11:10", sends_back("contract-review", "佣金没有写"));
    assert_eq!(order.standing("contract-review"), Standing::Started);
    order
        .finishes(
            "sales",
            "2026-03-09 14:00",
            "contract-review",
            &[("prepayment", "yes"), ("opinion", "工厂要 20% 预付")],
        )
        .does("head-of-sales", "2026-03-09 15:00", signs("contract-review"));
    let twice = tries(&mut order, "head-of-sales", signs("contract-review"));
    assert!(twice.is_err(), "one person, one signature");
    order.does("management", "2026-03-09 15:30", signs("contract-review"));
    assert_eq!(order.standing("contract-review"), Standing::Started, "there is a prepayment: one more signs");
    let manager = tries(&mut order, "manager", signs("contract-review"));
    assert!(matches!(manager, Err(Refusal::Approval(Unfit::NotYours { .. }))), "{manager:?}");
    order.does("general-manager", "2026-03-09 16:00", signs("contract-review"));
    assert_eq!(order.standing("contract-review"), Standing::Finished);
    let signed = order.order.step(&"contract-review".into()).and_then(|state| state.approval.clone()).unwrap();
    assert_eq!(signed.signatures.len(), 3, "the form shows who signed");

    // Signed off, it changes by a change order only.
    let amend = Command::Amend {
        header: Box::new(order.order.header.clone()),
        lines: vec![line("全棉T恤", "12000 件", "3.20")],
        reason: "加单".into(),
    };
    assert!(matches!(tries(&mut order, "sales", amend), Err(Refusal::Frozen { .. })));
}

fn letter_terms(latest_shipment: &str) -> Terms {
    Terms {
        amount: usd("32000.00"),
        tolerance_percent: 5.into(),
        expiry: "2026-06-30".parse().unwrap(),
        place_of_expiry: "China".into(),
        latest_shipment: latest_shipment.parse().ok(),
        presentation_days: 21,
        usance_days: None,
        partial_shipments: true,
        transhipment: true,
        port_of_loading: "Ningbo".into(),
        port_of_discharge: "Hamburg".into(),
        beneficiary: "远山进出口有限公司".into(),
        applicant: "Nordwind GmbH".into(),
        goods: "Cotton T-shirts".into(),
    }
}

fn version(latest_shipment: &str, received_on: &str) -> Version {
    let received_on = received_on.parse().unwrap();
    Version { terms: letter_terms(latest_shipment), received_on, note: String::new(), reviews: Vec::new() }
}

fn review(id: LetterId, reviewer: Reviewer, discrepancies: &[&str]) -> Command {
    let is_good = discrepancies.is_empty();
    let holds = |point: &Point| (*point, is_good || *point != Point::Shipment);
    let review = Review {
        reviewer,
        by: member("sales").person,
        at: moment("2026-03-01 00:00"),
        checked: Point::for_reviewer(reviewer).iter().map(holds).collect(),
        discrepancies: discrepancies.iter().map(|words| (*words).to_owned()).collect(),
        outcome: if is_good { Outcome::Accepted } else { Outcome::Discrepant },
        note: String::new(),
    };
    Command::ReviewLetter { id, review: Box::new(review) }
}

fn explained(command: Command, why: &str) -> Command {
    let Command::ReviewLetter { id, review } = command else { panic!("a review") };
    Command::ReviewLetter { id, review: Box::new(Review { note: why.into(), ..*review }) }
}

/// S1 6.1: production waits for the letter of credit, reviewed by salesperson and documents clerk each on their own; what is
/// wrong goes back for amendment, and the amended credit is reviewed again by both.
#[test]
fn production_waits_for_a_letter_of_credit_that_two_have_accepted() {
    let mut order = reviewed("L/C at sight");
    order
        .does("head-of-sales", "2026-03-10 09:00", signs("contract-review"))
        .does("management", "2026-03-10 09:30", signs("contract-review"))
        .finishes("sales", "2026-03-10 10:00", "hand-over", &[("clerk", "小陈")]);
    // Terms by letter of credit alone: no deposit, no open account.
    assert_eq!(order.standing("deposit"), Standing::NotNeeded);
    assert_eq!(order.standing("open-account"), Standing::NotNeeded);
    assert_eq!(order.planned("letter").rsplit(" – ").next(), Some("04-29 18:00"), "30 days before delivery");
    let refusal = order.cannot_finish("documents", "2026-03-11 09:00", "letter", &[]);
    assert!(sentence(&refusal).starts_with("信用证最新一版还没有经业务员和单证员两人审妥"), "{refusal:?}");

    let id = LetterId(story::id(77));
    let first = version("2026-05-20", "2026-04-20");
    let credit =
        LetterOfCredit { id, number: "LC 8810".into(), bank: "Hansebank".into(), first, amendments: Vec::new() };
    order.does("documents", "2026-04-20 10:00", Command::ReceiveLetter { letter: Box::new(credit) });
    // Shipment is latest on the 20th and promised for later: whoever accepts that says why.
    let accepts = review(id, Reviewer::Salesperson, &[]);
    let silent = order.tries(&member("sales"), moment("2026-04-20 11:00"), accepts.clone());
    assert_eq!(silent, Err(Refusal::Letter(LetterFault::FindingsUnexplained { count: 1 })));
    order.does("sales", "2026-04-20 11:00", explained(accepts, "客户已答应展期"));
    let both = order.tries(&member("sales"), moment("2026-04-20 11:30"), review(id, Reviewer::Documents, &[]));
    assert_eq!(both, Err(Refusal::NotAllowed { needs: Needs::Documents }));
    let manager = member("manager");
    order.tries(&manager, moment("2026-04-20 12:00"), review(id, Reviewer::Salesperson, &[])).unwrap_err();
    order.does("documents", "2026-04-20 14:00", review(id, Reviewer::Documents, &["最迟装运期早于交期"]));
    assert!(!order.order.letters_accepted());

    let amendment = Box::new(version("2026-06-05", "2026-04-24"));
    order.does("documents", "2026-04-24 09:00", Command::AmendLetter { id, version: amendment });
    assert!(!order.order.letters_accepted(), "what was accepted was the version before");
    order.does("documents", "2026-04-24 10:00", review(id, Reviewer::Documents, &[]));
    let by_one = order.tries(&manager, moment("2026-04-24 10:30"), review(id, Reviewer::Salesperson, &[]));
    assert_eq!(by_one, Ok(()), "a manager may review for sales, being another person than the clerk");
    order.finishes("documents", "2026-04-24 11:00", "letter", &[]).finishes(
        "sales",
        "2026-04-24 14:00",
        "release",
        &[],
    );
    // Third party: two weeks before delivery; planning and the others fall away.
    assert_eq!(order.planned("book-third-party").rsplit(" – ").next(), Some("05-15 18:00"));
    assert_eq!(order.standing("arrange-customer"), Standing::NotNeeded);
    assert_eq!(order.standing("call-inspector"), Standing::NotNeeded);
}

/// The same hand may not give both reviews, not even a manager's.
#[test]
fn nobody_reviews_a_credit_twice() {
    let mut order = reviewed("L/C at sight");
    let id = LetterId(story::id(78));
    let first = version("2026-06-05", "2026-03-10");
    let credit = LetterOfCredit { id, number: "LC 1".into(), bank: "Hansebank".into(), first, amendments: Vec::new() };
    order.does("manager", "2026-03-10 10:00", Command::ReceiveLetter { letter: Box::new(credit) }).does(
        "manager",
        "2026-03-10 11:00",
        review(id, Reviewer::Salesperson, &[]),
    );
    let both = order.tries(&member("manager"), moment("2026-03-10 11:30"), review(id, Reviewer::Documents, &[]));
    assert!(matches!(both, Err(Refusal::Letter(LetterFault::SamePerson { .. }))), "{both:?}");
}

/// S1 6.2 and 6.3: each term of payment has its own gate, and what is not asked for falls away.
#[test]
fn each_term_of_payment_releases_production_in_its_own_way() {
    for (terms, needed) in [
        ("L/C at sight", &["letter"][..]),
        ("30% T/T deposit, 70% against copy of B/L", &["deposit"]),
        ("O/A 60", &["open-account"]),
        ("D/A 90 days", &["open-account"]),
        ("30TT/70LC", &["letter", "deposit"]),
        ("款到发货", &[]),
    ] {
        let mut order = reviewed(terms);
        order
            .does("head-of-sales", "2026-03-10 09:00", signs("contract-review"))
            .does("management", "2026-03-10 09:30", signs("contract-review"))
            .finishes("sales", "2026-03-10 10:00", "hand-over", &[("clerk", "小陈")]);
        let open: Vec<String> = order.open_steps();
        let expected: Vec<&str> = if needed.is_empty() { vec!["release"] } else { needed.to_vec() };
        assert_eq!(open, expected, "{terms}");
    }
    // Nobody knows what terms that cannot be read ask for: nothing falls away, and the release says why.
    let mut order = reviewed("as usual");
    order
        .does("head-of-sales", "2026-03-10 09:00", signs("contract-review"))
        .does("management", "2026-03-10 09:30", signs("contract-review"))
        .finishes("sales", "2026-03-10 10:00", "hand-over", &[("clerk", "小陈")]);
    assert_eq!(order.open_steps(), ["letter", "deposit", "open-account"]);
}

/// S10: rounds of quotation, the accepted one becomes the order; the contract is drafted, reviewed, signed and archived.
#[test]
fn a_contract_is_signed_after_review_and_then_carried_out() {
    let header = Header {
        promised: "2026-04-30".parse().ok(),
        payment_terms: "30%定金,余款发货前付清".into(),
        ..header("2026-03-02 09:00")
    };
    let mut order = Story::with("sales-contract", header, vec![line("折叠工作台", "1000 台", "236.00")]);
    order.finishes("sales", "2026-03-02 15:00", "needs", &[("needs", "展厅用，每店 20 台")]);
    order.does("sales", "2026-03-03 09:00", quotes(&order, "236.00", "2026-03-06"));
    let late = order.tries(&member("sales"), moment("2026-03-09 09:00"), answers(1, true));
    let until = "2026-03-06".parse().unwrap();
    assert_eq!(late, Err(Refusal::QuoteExpired { round: 1, until }), "an offer that has ended is quoted again");
    order.does("sales", "2026-03-09 10:00", quotes(&order, "228.00", "2026-03-20"));
    order
        .does("sales", "2026-03-10 10:00", answers(2, true))
        .finishes("sales", "2026-03-10 10:10", "quote", &[])
        .finishes("sales", "2026-03-10 15:00", "draft", &[("draft", "合同草稿.docx")])
        .finishes("sales", "2026-03-10 15:10", "review", &[])
        .does("head-of-sales", "2026-03-10 16:00", signs("review"))
        .does("finance", "2026-03-10 17:00", signs("review"));
    assert_eq!(order.order.total(), Some(cny("228000.00")));
    assert_eq!(order.standing("review"), Standing::Started, "from 200,000 on the general manager signs");
    order.does("general-manager", "2026-03-11 09:00", signs("review"));
    order.tries(&member("sales"), moment("2026-03-11 10:00"), quotes(&order, "200.00", "")).expect_err("frozen");
    order.finishes("sales", "2026-03-12 10:00", "sign", &[("signed", "签字合同.pdf")]).finishes(
        "management",
        "2026-03-12 15:00",
        "archive",
        &[("number", "HT-2026-031"), ("place", "档案柜 3")],
    );
    let Standing::Held(_) = order.standing("confirm") else { panic!("no deposit has come") };
    let facts = [("deposit.credited".to_owned(), Some(yidan_domain::process::gate::Fact::YesNo(true)))].into();
    order.does("finance", "2026-03-13 10:00", Command::Tell { facts });
    assert_eq!(order.standing("confirm"), Standing::Ready);
}

/// S13: reviewed by all, frozen; a change order shows what it changes, is reviewed again, and charges its loss to whom asked.
#[test]
fn a_reviewed_order_changes_by_a_change_order_only() {
    let mut order = Story::begins("reviewed-manufacturing", "2026-03-02 10:00", "2026-04-10");
    order
        .finishes("sales", "2026-03-02 11:00", "receive", &[])
        .finishes("engineering", "2026-03-03 10:00", "technical", &[("special", "no"), ("outcome", "按标准")])
        .finishes("planning", "2026-03-03 14:00", "supply-check", &[("feasible", "yes")])
        .finishes("engineering", "2026-03-04 09:00", "review", &[("passed", "yes")]);
    let early = order.tries(
        &member("production"),
        moment("2026-03-04 09:30"),
        Command::Start { step: "plan".into(), at: None },
    );
    assert!(matches!(early, Err(Refusal::Blocked { .. })), "not planned before it is reviewed: {early:?}");
    let sales_signer = member("head-of-sales");
    order.tries(&sales_signer, moment("2026-03-04 10:00"), signs("review")).unwrap();
    order.does("purchasing", "2026-03-04 10:30", signs("review")).does(
        "production",
        "2026-03-04 11:00",
        signs("review"),
    );
    assert_eq!(order.standing("review"), Standing::Finished);
    assert_eq!(order.standing("plan"), Standing::Ready);

    let propose = |order: &Story, quantity: &str| Command::ProposeChange {
        header: Box::new(order.order.header.clone()),
        lines: vec![line("DN25 球阀", quantity, "12.50")],
        reason: "客户减单".into(),
        asked_by: "sales".into(),
        loss: Some(cny("350.00")),
    };
    let command = propose(&order, "180 件");
    order.does("planning", "2026-03-05 09:00", command);
    let second = propose(&order, "160 件");
    let second = order.tries(&member("planning"), moment("2026-03-05 09:10"), second);
    assert_eq!(second, Err(Refusal::ChangeOpen { number: 1 }));
    assert_eq!(order.order.total(), Some(cny("2500.00")), "nothing has changed yet");
    let sign = || Command::Sign { on: Subject::Change, comment: String::new() };
    for (who, when) in [("head-of-sales", "09:30"), ("purchasing", "10:00"), ("production", "10:30")] {
        order.does(who, &format!("2026-03-05 {when}"), sign());
    }
    assert_eq!(order.order.total(), Some(cny("2250.00")));
    let losses: Vec<_> = order.order.charged_losses().map(|(by, loss)| (by.as_str().to_owned(), loss)).collect();
    assert_eq!(losses, [("sales".to_owned(), cny("350.00"))]);

    let command = propose(&order, "100 件");
    order.does("planning", "2026-03-06 09:00", command);
    let refuse = Command::SendBack { on: Subject::Change, reason: "料已裁".into() };
    order.does("head-of-sales", "2026-03-06 09:30", refuse);
    assert_eq!((order.order.total(), order.order.closed_changes.len()), (Some(cny("2250.00")), 2));
    assert_eq!(order.order.charged_losses().count(), 1, "a refused change costs nobody anything");
}

/// S15 as the desk lives it: totals compared, slip short, letter and guarantee; the decision names what is lacking.
#[test]
fn the_desk_releases_an_order_when_everything_that_is_lacking_is_there() {
    let header = Header { payment_terms: "款到发货".into(), ..header("2026-03-02 09:00") };
    let mut order = Story::with("sales-desk", header, vec![line("DN25 球阀", "400 件", "12.50")]);
    order.finishes("sales", "2026-03-02 09:30", "check", &[]);
    let shows = |evidence| Command::ShowCredit { evidence: Box::new(evidence) };
    let quota = Quota { limit: cny("500.00"), in_use: cny("0.00") };
    let account = Account { limit: None, in_use: cny("0.00"), settles_monthly: false };
    let today = "2026-03-02".parse().unwrap();
    let decide = |order: &Story| credit::decide(&order.order.credit_case(account, Some(quota), cny("0.00"), today));
    let lacks = |order: &Story| match decide(order) {
        Decision::Held(lacks) => lacks.len(),
        Decision::Released(_) => 0,
    };
    assert!(lacks(&order) >= 2, "not compared, and no slip");
    let total = |amount: &str, why: &str| Evidence::CustomerTotal { total: cny(amount), explanation: why.into() };
    order.does("sales", "2026-03-02 09:40", shows(total("5000.00", "")));
    let slip =
        Slip { amount: cny("3600.00"), paid_on: today, reference: "ICBC 771".into(), file: None, taken_back: false };
    order.does("sales", "2026-03-02 09:50", shows(Evidence::Slip(slip)));
    // 1,400.00 short: 1,000.00 on the usual limit with a letter, 400.00 guaranteed.
    assert_eq!(lacks(&order), 2, "{:?}", decide(&order));
    order.does("sales", "2026-03-02 10:00", shows(Evidence::Commitment { file: None, note: "随下单付".into() }));
    let other = order.tries(
        &member("warehouse"),
        moment("2026-03-02 10:05"),
        shows(Evidence::Guarantee { amount: cny("400.00") }),
    );
    assert_eq!(other, Err(Refusal::NotAllowed { needs: Needs::SalespersonOfOrder }));
    order.does("sales", "2026-03-02 10:10", shows(Evidence::Guarantee { amount: cny("400.00") }));
    let Decision::Released(release) = decide(&order) else { panic!("{:?}", decide(&order)) };
    assert_eq!((release.uses_limit, release.uses_quota), (cny("1000.00"), cny("400.00")));
    let refusal = order.cannot_finish("sales", "2026-03-02 10:20", "credit", &[]);
    assert_eq!(sentence(&refusal), "还没有放行：缺什么、谁能给，见“信用放行”页。");
    order.does("sales", "2026-03-02 10:30", Command::ReleaseCredit { release }).finishes(
        "sales",
        "2026-03-02 10:31",
        "credit",
        &[],
    );
    // More is ordered: the release was for less, and is void.
    order.amends("sales", "2026-03-02 11:00", |_, lines| lines[0] = line("DN25 球阀", "480 件", "12.50"));
    assert!(!order.order.is_released());
}
