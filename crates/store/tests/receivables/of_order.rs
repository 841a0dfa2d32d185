//! What is owed opens with its order, tells it of its money, and follows it when it changes.

use yidan_domain::{
    OrderId,
    access::Scope,
    order::{Header, Order, command::Command},
    process::{self, gate::Fact},
    receivable::{Invoice, Receipt, State, balances},
};
use yidan_store::{Result, Tx, company, customers, orders, rebuild, receivables};
use yidan_testing::{Company, on_both};

use super::{at, cny, day, in_book, on, refused, slip, whole};

/// An order of a process that is reviewed, makes only what a deposit was paid for, and ships.
const PROCESS: &str = r#"
key = "paid-first"
version = 1
name = { zh = "先款后货", en = "Paid first" }
description = { zh = "先款后货", en = "Paid first" }

[[steps]]
key = "review"
name = { zh = "评审", en = "Review" }
department = "planning"
stage = "review"
instructions = { zh = "评审", en = "Review" }
milestone = "reviewed"

[[steps]]
key = "make"
name = { zh = "生产", en = "Make" }
department = "production"
stage = "making"
instructions = { zh = "生产", en = "Make" }
after = ["review"]

  [[steps.start_gate]]
  when = "deposit.credited && deposit.amount >= 1800"
  otherwise = { zh = "定金还没有到账。", en = "The deposit has not been credited." }

[[steps]]
key = "ship"
name = { zh = "发货", en = "Ship" }
department = "logistics"
stage = "delivery"
instructions = { zh = "发货", en = "Ship" }
after = ["make"]
milestone = "delivered"

[[steps]]
key = "settle"
name = { zh = "结算", en = "Settle" }
department = "finance"
stage = "settlement"
instructions = { zh = "结算", en = "Settle" }
after = ["ship"]

  [[steps.finish_gate]]
  when = "payment.received && payment.amount == order.total"
  otherwise = { zh = "货款还没有收齐。", en = "The payment is not complete." }
"#;

async fn act(company: &Company, order: OrderId, when: &str, command: Command) -> Result<Order> {
    let actor = on(&company.administrator, when);
    let acted = company.store.write(move |tx| orders::act(tx, &actor, order, None, command.clone())).await?;
    Ok(acted.order)
}

fn finish(step: &str) -> Command {
    Command::Finish { step: step.into(), at: None, answers: Default::default() }
}

#[test]
fn an_order_opens_its_receivable_and_hears_of_its_money() {
    on_both(async |company| {
        let (actor, process) = (company.actor(), process::load(PROCESS, "paid-first.toml").unwrap());
        company.write(move |tx| company::add_process(tx, &actor, &process)).await.unwrap();
        let mut draft = company.draft("paid-first", 0);
        draft.header.received_at = "2026-03-02T01:00:00Z".parse().unwrap();
        draft.header.promised = Some(day("2026-04-10"));
        draft.header.payment_terms = "30% T/T deposit, 70% 30 days after B/L date".into();
        let order = company.enter(draft).await.order.id;
        let owed = async || {
            let found = company.store.read(move |tx| receivables::invoices_of_order(tx, order)).await.unwrap();
            found.into_iter().map(|kept| kept.invoice).collect::<Vec<Invoice>>()
        };
        assert_eq!(owed().await, []);
        act(&company, order, "2026-03-03", finish("review")).await.unwrap();
        let bill = owed().await.remove(0);
        let parts: Vec<_> = bill.instalments.iter().map(|it| (it.amount.minor, it.due, it.named().en)).collect();
        let due = |written: &str| Some(day(written));
        assert_eq!(
            parts,
            [
                (180_000, due("2026-03-02"), "in advance".to_owned()),
                (420_000, due("2026-05-10"), "30 days after B/L date".into())
            ]
        );
        let actor = on(&company.administrator, "2026-03-03");
        let second = company.write(move |tx| receivables::open_for_order(tx, &actor, order, None, false)).await;
        assert_eq!(refused(second), "receivable-open-already");

        let start = Command::Start { step: "make".into(), at: None };
        assert_eq!(refused(act(&company, order, "2026-03-04", start.clone()).await), "block-gate");
        let pays = async |amount: i64, instalment: u32, when: &'static str| {
            let came = Receipt { customer: Some(company.customer.id), ..slip(when, cny(amount), when) };
            let (actor, bill) = (on(&company.administrator, when), bill.id);
            company
                .write(move |tx| {
                    let receipt = receivables::receive(tx, &actor, came.clone())?.receipt.id;
                    receivables::allocate(tx, &actor, receipt, bill, whole(instalment, cny(amount)), at(when))
                })
                .await
                .unwrap()
        };
        let wrong = pays(179_999, 1, "2026-03-05").await;
        assert_eq!(refused(act(&company, order, "2026-03-05", start.clone()).await), "block-gate");
        pays(1, 1, "2026-03-06").await;
        let told = act(&company, order, "2026-03-06", start).await.unwrap().told;
        assert_eq!(told["deposit.credited"], Fact::YesNo(true));
        assert_eq!(told["payment.amount"], Fact::Money(cny(180_000)));

        // A promise that moves takes the unpaid part with it; so does shipment.
        let load = async || company.store.read(move |tx| orders::load(tx, Scope::All, order)).await.unwrap();
        let now = load().await;
        act(&company, order, "2026-03-20", finish("make")).await.unwrap();
        assert_eq!(owed().await[0].instalments[1].due, due("2026-05-10"));
        act(&company, order, "2026-04-02", finish("ship")).await.unwrap();
        assert_eq!(owed().await[0].instalments[1].due, due("2026-05-02"));
        assert_eq!(owed().await[0].instalments[0].due, due("2026-03-02"));
        act(&company, order, "2026-04-03", Command::Reopen { step: "ship".into(), reason: "退回补货".into() })
            .await
            .unwrap();
        assert_eq!(owed().await[0].instalments[1].due, due("2026-05-10"));
        act(&company, order, "2026-04-05", finish("ship")).await.unwrap();
        assert!(load().await.version > now.version);
        assert_eq!(in_book(&company, "2026-05-05"), [(State::Paid, 0), (State::Unpaid, 420_000)]);
        assert_eq!(in_book(&company, "2026-05-06"), [(State::Paid, 0), (State::Overdue, 420_000)]);

        pays(420_000, 2, "2026-05-04").await;
        let (actor, entry) = (on(&company.administrator, "2026-05-05"), wrong.id);
        company.write(move |tx| receivables::reverse(tx, &actor, entry, at("2026-05-05"))).await.unwrap();
        assert_eq!(refused(act(&company, order, "2026-05-05", finish("settle")).await), "block-gate");
        pays(179_999, 1, "2026-05-05").await;
        let order_now = act(&company, order, "2026-05-06", finish("settle")).await.unwrap();
        assert_eq!(order_now.told["payment.received"], Fact::YesNo(true));
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
    });
}

/// 480 pieces at 12.50 in two instalments: the deposit of 1,800.00 is paid when the customer takes more, then fewer, then none.
#[test]
fn what_is_owed_follows_an_order_that_changes() {
    on_both(async |company| {
        let mut draft = company.draft("quick-fulfilment", 30);
        draft.header.payment_terms = "30% T/T deposit, 70% before shipment".into();
        let entered = company.enter(draft).await.order;
        let order = entered.id;
        let today = company.store.world().company.today(jiff::Timestamp::now());
        let open = async || {
            let read = move |tx: &mut Tx| {
                let mut open = Vec::new();
                for kept in receivables::invoices_of_order(tx, order)? {
                    let made = receivables::entries_of_invoice(tx, kept.invoice.id)?;
                    open.extend(balances(&kept.invoice, &made, today).iter().map(|it| (it.instalment, it.open.minor)));
                }
                Ok(open)
            };
            company.store.read(read).await.unwrap()
        };
        let command = async |command: Command| {
            let actor = company.actor();
            company.store.write(move |tx| orders::act(tx, &actor, order, None, command.clone())).await.unwrap().order
        };
        let takes = async |pieces: i64| {
            let mut lines = entered.lines.clone();
            lines[0].quantity.ten_thousandths = pieces * 10_000;
            let header = Box::new(entered.header.clone());
            command(Command::Amend { header, lines, reason: "客户改数量".into() }).await
        };
        takes(470).await;
        assert_eq!(open().await, [], "nothing is owed before it is opened");
        takes(480).await;
        let actor = company.actor();
        let bill = company.write(move |tx| receivables::open_for_order(tx, &actor, order, None, false)).await.unwrap();
        let (actor, customer) = (company.actor(), company.customer.id);
        company
            .write(move |tx| {
                let came = Receipt { customer: Some(customer), ..slip(&today.to_string(), cny(180_000), "B1") };
                let receipt = receivables::receive(tx, &actor, came)?.receipt.id;
                let booking = at(&today.to_string());
                receivables::allocate(tx, &actor, receipt, bill.invoice.id, whole(1, cny(180_000)), booking)
            })
            .await
            .unwrap();
        assert_eq!(open().await, [(1, 0), (2, 420_000)]);

        // 500 pieces: 250.00 more, by the same terms; the deposit is not all there any more.
        let told = takes(500).await.told;
        assert_eq!(told["deposit.credited"], Fact::YesNo(false));
        assert_eq!(open().await, [(1, 0), (2, 420_000), (1, 7_500), (2, 17_500)]);
        // 470: 375.00 less, taken from what is due last.
        let changed = takes(470).await;
        assert_eq!(changed.told["deposit.credited"], Fact::YesNo(true));
        assert_eq!(open().await, [(1, 0), (2, 407_500), (1, 0), (2, 0)]);
        let loaded = company.store.read(move |tx| orders::load(tx, Scope::All, order)).await.unwrap();
        assert_eq!(changed.version, loaded.version, "whoever changed it has its latest version");
        // One piece: what is paid beyond it is for finance to give back, or used when they are 480 after all.
        takes(1).await;
        assert_eq!(open().await.iter().map(|(_, open)| open).sum::<i64>(), 0);
        takes(480).await;
        assert_eq!(open().await.iter().map(|(_, open)| open).sum::<i64>(), 420_000);
        // It was another customer all along: what is open goes over to that one, what was paid does not.
        let (actor, other) = (company.actor(), yidan_testing::customer("Southwind Ltd"));
        let theirs = other.id;
        company.write(move |tx| customers::put(tx, &actor, other.clone())).await.unwrap();
        let header = Box::new(Header { customer: theirs, ..entered.header.clone() });
        command(Command::Amend { header, lines: entered.lines.clone(), reason: "客户录错".into() }).await;
        let bills = company.store.read(move |tx| receivables::invoices_of_order(tx, order)).await.unwrap();
        let last = bills.last().unwrap().invoice.clone();
        assert_eq!((last.customer, last.amount), (theirs, cny(600_000)));
        assert_eq!(open().await.iter().map(|(_, open)| open).sum::<i64>(), 600_000);
        command(Command::Cancel { reason: "客户取消".into() }).await;
        assert_eq!(open().await.iter().map(|(_, open)| open).sum::<i64>(), 0);
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
    });
}
