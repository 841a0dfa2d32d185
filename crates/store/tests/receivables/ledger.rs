//! The ledger itself: invoices, receipts, the entries between them, and what is said about them.

use jiff::civil::Date;
use yidan_domain::{
    Currency, InvoiceId, PersonId, ReceiptId,
    access::{Role, Scope},
    approval::Post,
    party::{Customer, Person},
    receivable::{
        Deduction, Invoice, Receipt, State,
        ageing::Bucket,
        allocation::Allocation,
        exchange::exchange_differences,
        left,
        promise::{Outcome, PaymentPromise},
        reminders::{SentRung, Tone},
        write_off::WriteOff,
    },
};
use yidan_store::{
    Tx, customers, people, rebuild,
    receivables::{
        self, Reminder,
        book::{AgeingQuery, Query, SlipQuery, SlipsShown},
    },
};
use yidan_testing::{acting, on_both};

use super::{at, bill, cny, day, in_book, on, refused, slip, states, usd, whole};

/// S6: an invoice in dollars with a deposit, paid in parts, with a fee, more than was owed, at other rates; a wrong entry
/// taken back; the rest given up by another person.
#[test]
fn an_invoice_from_deposit_to_the_last_cent() {
    on_both(async |company| {
        let clerk = company.hire("周会计", "zhou", Role::Member, &["finance"]).await;
        let seller = company.hire("陈静", "chen", Role::Member, &["sales"]).await;
        let parts = [(usd(300_000), Some("2026-03-01"), "定金"), (usd(700_000), Some("2026-04-30"), "尾款")];
        let rate = |rate: &str| Some(rate.parse().unwrap());
        let bill = Invoice { rate: rate("7.10"), ..bill(&company, "INV-1", "2026-03-01", &parts) };
        let id = bill.id;
        let (actor, sold) = (on(&clerk, "2026-03-01"), on(&seller, "2026-03-01"));
        let again = bill.clone();
        let tried = again.clone();
        assert_eq!(
            refused(company.write(move |tx| receivables::issue(tx, &sold, tried.clone())).await),
            "refusal-needs-finance"
        );
        company.write(move |tx| receivables::issue(tx, &actor, bill.clone())).await.unwrap();
        let actor = on(&clerk, "2026-03-02");
        let twice = Invoice { id: InvoiceId(uuid::Uuid::now_v7()), ..again };
        let second = company.write(move |tx| receivables::issue(tx, &actor, twice.clone())).await;
        assert_eq!(refused(second), "invoice-number-taken");
        assert_eq!(states(&company, id, "2026-03-01").await, [(State::Unpaid, 300_000), (State::DueLater, 700_000)]);

        // The deposit comes with the banks' charges kept; nobody has said whose it is.
        let first = Receipt { fee: usd(1_500), rate: rate("7.05"), ..slip("2026-03-05", usd(298_500), "B1") };
        let (actor, came) = (on(&clerk, "2026-03-05"), first.clone());
        company.write(move |tx| receivables::receive(tx, &actor, came.clone())).await.unwrap();
        let allocate = |receipt: ReceiptId, asked: Allocation, booking: &str| {
            let (actor, booking) = (on(&clerk, booking), at(booking));
            let work = move |tx: &mut Tx| receivables::allocate(tx, &actor, receipt, id, asked, booking.clone());
            company.store.write(work)
        };
        assert_eq!(refused(allocate(first.id, whole(1, usd(298_500)), "2026-03-05").await), "entry-other-customer");
        let found = company.store.receivables().likely(&first, 5);
        assert_eq!(found, [company.customer.id]);
        let (viewer, receipt) = (company.actor().viewer, first.id);
        let proposed =
            company.store.read(move |tx| receivables::proposals_for(tx, &viewer, receipt, &found)).await.unwrap();
        assert_eq!(proposed.matches[0].customer, company.customer.id);
        assert_eq!(proposed.allocations[0].settles, usd(298_500));
        let (actor, customer) = (on(&clerk, "2026-03-05"), company.customer.id);
        company.write(move |tx| receivables::claim(tx, &actor, receipt, Some(customer))).await.unwrap();
        allocate(first.id, whole(1, usd(298_500)), "2026-03-05").await.unwrap();
        assert_eq!(states(&company, id, "2026-03-05").await[0], (State::Overdue, 1_500));
        let actor = on(&clerk, "2026-03-05");
        company
            .write(move |tx| receivables::deduct(tx, &actor, id, (1, usd(1_500)), Deduction::BankFee, at("2026-03-05")))
            .await
            .unwrap();
        assert_eq!(states(&company, id, "2026-03-05").await[0], (State::Paid, 0));
        let (actor, receipt) = (on(&clerk, "2026-03-06"), first.id);
        assert_eq!(
            refused(company.write(move |tx| receivables::claim(tx, &actor, receipt, None)).await),
            "receipt-in-use"
        );

        // A part of the balance in time; the rest late, with more than is owed.
        let second = Receipt { customer: Some(customer), ..slip("2026-04-20", usd(500_000), "B2") };
        let third = Receipt { customer: Some(customer), rate: rate("7.2"), ..slip("2026-05-10", usd(260_000), "B3") };
        for came in [second.clone(), third.clone()] {
            let actor = on(&clerk, "2026-05-10");
            company.write(move |tx| receivables::receive(tx, &actor, came.clone())).await.unwrap();
        }
        allocate(second.id, whole(2, usd(500_000)), "2026-04-20").await.unwrap();
        assert_eq!(states(&company, id, "2026-04-20").await[1], (State::PartPaid, 200_000));
        assert_eq!(states(&company, id, "2026-05-01").await[1], (State::Overdue, 200_000));
        assert_eq!(in_book(&company, "2026-05-01"), states(&company, id, "2026-05-01").await);
        assert_eq!(refused(allocate(third.id, whole(2, usd(260_000)), "2026-05-10").await), "entry-more-than-open");
        assert_eq!(refused(allocate(third.id, whole(2, cny(1)), "2026-05-10").await), "entry-wrong-currency");
        assert_eq!(refused(allocate(third.id, whole(2, usd(1)), "2026-05-09").await), "entry-before-received");
        let wrong = allocate(third.id, whole(2, usd(150_000)), "2026-05-10").await.unwrap();
        let (actor, wrong) = (on(&clerk, "2026-05-11"), wrong.id);
        for expected in [None, Some("entry-already-reversed")] {
            let actor = actor.clone();
            let reversed = company.write(move |tx| receivables::reverse(tx, &actor, wrong, at("2026-05-11"))).await;
            match expected {
                None => assert_eq!(reversed.unwrap().day, day("2026-05-11")),
                Some(key) => assert_eq!(refused(reversed), key),
            }
        }
        assert_eq!(states(&company, id, "2026-05-10").await[1], (State::Overdue, 50_000));
        assert_eq!(states(&company, id, "2026-05-11").await[1], (State::Overdue, 200_000));
        allocate(third.id, whole(2, usd(195_000)), "2026-05-11").await.unwrap();

        // The last 50.00 is disputed: who asks does not decide.
        let asked = WriteOff {
            invoice: id,
            instalment: 2,
            amount: usd(5_000),
            reason: "客户坚持短量".into(),
            asked_by: clerk.id,
            decision: None,
        };
        let (actor, too_much) = (on(&clerk, "2026-06-01"), WriteOff { amount: usd(5_001), ..asked.clone() });
        let outcome = company.write(move |tx| receivables::ask_write_off(tx, &actor, too_much.clone())).await;
        assert_eq!(refused(outcome), "entry-more-than-open");
        let actor = on(&clerk, "2026-06-01");
        let asked = company.write(move |tx| receivables::ask_write_off(tx, &actor, asked.clone())).await.unwrap().id;
        let decide = |person: &Person| {
            let actor = on(person, "2026-06-02");
            company.store.write(move |tx| receivables::decide_write_off(tx, &actor, asked, true, "同意"))
        };
        assert_eq!(refused(decide(&clerk).await), "write-off-own-request");
        assert_eq!(refused(decide(&seller).await), "refusal-needs-finance");
        let boss = company.hire("总经理", "boss", Role::Member, &["management"]).await;
        let boss = Person { posts: vec![Post::GeneralManager], ..boss };
        let (actor, kept) = (company.actor(), boss.clone());
        company.write(move |tx| people::put(tx, &actor, kept.clone())).await.unwrap();
        assert!(decide(&boss).await.unwrap().1.is_some());
        assert_eq!(refused(decide(&boss).await), "write-off-already-decided");
        assert_eq!(states(&company, id, "2026-06-02").await, [(State::Paid, 0), (State::Paid, 0)]);

        // What was paid too much stays, and goes back.
        let (viewer, receipt) = (company.actor().viewer, third.id);
        let read = move |tx: &mut Tx| {
            let slip = receivables::receipt(tx, &viewer, receipt)?.receipt;
            Ok(left(&slip, &receivables::entries_of_receipt(tx, receipt)?, Date::MAX))
        };
        assert_eq!(company.store.read(read).await.unwrap(), usd(65_000));
        let (actor, receipt) = (on(&clerk, "2026-06-03"), third.id);
        company.write(move |tx| receivables::refund(tx, &actor, receipt, usd(60_000), at("2026-06-03"))).await.unwrap();
        let actor = on(&clerk, "2026-06-03");
        let over =
            company.write(move |tx| receivables::refund(tx, &actor, receipt, usd(5_001), at("2026-06-03"))).await;
        assert_eq!(refused(over), "entry-more-than-left");

        // 2,985.00 at 7.05 instead of 7.10, 1,950.00 at 7.20.
        let made = company.store.read(move |tx| receivables::entries_of_customer(tx, customer)).await.unwrap();
        let rates = [(first.id, first.rate), (third.id, third.rate)];
        let differences = exchange_differences(
            &made,
            day("2026-12-31"),
            Currency::CNY,
            |_| rate("7.10"),
            |receipt| rates.iter().find(|(id, _)| *id == receipt)?.1,
        );
        let minor: Vec<i64> = differences.iter().map(|(_, difference)| difference.minor).collect();
        assert_eq!(minor, [-14_925, 19_500]);
        let (viewer, span) = (company.actor().viewer, (day("2026-03-01"), day("2026-12-31")));
        let read = move |tx: &mut Tx| receivables::statement(tx, &viewer, customer, span.0, span.1);
        let account = company.store.read(read).await.unwrap();
        assert_eq!((account[0].opening, account[0].closing), (usd(0), usd(-5_000)));
        let open = |today: &'static str| {
            company.store.read(move |tx| receivables::last_month_open(tx, customer, Currency::USD, day(today)))
        };
        assert_eq!(open("2026-03-31").await.unwrap(), usd(0));
        assert_eq!(open("2026-04-01").await.unwrap(), usd(700_000));
        assert_eq!(open("2026-06-02").await.unwrap(), usd(0));
        assert_eq!(rebuild::check(&company.store).await.unwrap().faults, []);
    });
}

#[test]
fn ageing_moves_on_at_each_boundary_day() {
    on_both(async |company| {
        let bill = bill(&company, "INV-1", "2026-01-01", &[(cny(10_000), Some("2026-01-31"), "")]);
        let actor = on(&company.administrator, "2026-01-01");
        company.write(move |tx| receivables::issue(tx, &actor, bill.clone())).await.unwrap();
        for (at, bucket) in [
            ("2025-12-31", None),
            ("2026-01-01", Some(Bucket::NotDue)),
            ("2026-01-31", Some(Bucket::NotDue)),
            ("2026-02-01", Some(Bucket::To30)),
            ("2026-03-02", Some(Bucket::To30)),
            ("2026-03-03", Some(Bucket::To60)),
            ("2026-04-01", Some(Bucket::To60)),
            ("2026-04-02", Some(Bucket::To90)),
            ("2026-05-01", Some(Bucket::To90)),
            ("2026-05-02", Some(Bucket::Over90)),
        ] {
            let query = AgeingQuery { scope: Scope::All, at: day(at), customer: None, most: 5 };
            let aged = company.store.receivables().ageing(&query);
            let found = aged.all.first().map(|aged| Bucket::ALL.map(|bucket| aged.amount(bucket).minor));
            let expected = bucket.map(|bucket| Bucket::ALL.map(|other| if other == bucket { 10_000 } else { 0 }));
            assert_eq!(found, expected, "{at}");
        }
    });
}

#[test]
fn of_thirty_two_at_once_nobody_uses_a_cent_twice() {
    on_both(async |company| {
        let customer = company.customer.id;
        let mut bills = Vec::new();
        for number in 0..8 {
            let bill = bill(&company, &format!("INV-{number}"), "2026-03-01", &[(cny(40_000), None, "")]);
            bills.push(bill.id);
            let actor = on(&company.administrator, "2026-03-01");
            company.write(move |tx| receivables::issue(tx, &actor, bill.clone())).await.unwrap();
        }
        let came = Receipt { customer: Some(customer), ..slip("2026-03-02", cny(100_000), "B1") };
        let (actor, receipt) = (on(&company.administrator, "2026-03-02"), came.id);
        company.write(move |tx| receivables::receive(tx, &actor, came.clone())).await.unwrap();
        let people: Vec<_> = (0..32_i64)
            .map(|person| {
                let (store, actor) = (company.store.clone(), on(&company.administrator, "2026-03-02"));
                let (bill, asked) = (bills[person as usize % 8], whole(1, cny(7_000 + person)));
                tokio::spawn(async move {
                    let book =
                        move |tx: &mut Tx| receivables::allocate(tx, &actor, receipt, bill, asked, at("2026-03-02"));
                    store.write(book).await
                })
            })
            .collect();
        let mut booked = 0;
        for person in people {
            match person.await.unwrap() {
                Ok(entry) => booked += entry.kind.takes().unwrap().1.minor,
                refusal => assert!(["entry-more-than-left", "entry-more-than-open"].contains(&refused(refusal))),
            }
        }
        let made = company.store.read(move |tx| receivables::entries_of_receipt(tx, receipt)).await.unwrap();
        let taken: i64 = made.iter().map(|entry| entry.kind.takes().unwrap().1.minor).sum();
        assert_eq!(taken, booked, "what was acknowledged is what is kept");
        assert!((92_000..=100_000).contains(&booked), "{booked}");
        let query = SlipQuery { scope: Scope::All, shown: SlipsShown::All, customer: None, after: None, limit: 5 };
        let slips = company.store.receivables().receipts(&query);
        assert_eq!(slips.slips[0].left, cny(100_000 - booked));
    });
}

#[test]
fn a_line_of_a_bank_file_is_kept_once() {
    on_both(async |company| {
        let print = [7; 32];
        let copies: Vec<_> = (0..16)
            .map(|_| {
                let (store, actor) = (company.store.clone(), on(&company.administrator, "2026-03-02"));
                let came = slip("2026-03-02", cny(100), "B1");
                tokio::spawn(async move {
                    store.write(move |tx| receivables::keep_slip(tx, &actor, came.clone(), &print)).await
                })
            })
            .collect();
        let mut kept = 0;
        for copy in copies {
            kept += usize::from(copy.await.unwrap().unwrap().is_some());
        }
        assert_eq!(kept, 1);
        let query =
            SlipQuery { scope: Scope::All, shown: SlipsShown::Unclaimed, customer: None, after: None, limit: 5 };
        assert_eq!(company.store.receivables().receipts(&query).total, 1);
        let known = company.store.read(move |tx| receivables::known_slips(tx, &[print, [8; 32]])).await.unwrap();
        assert_eq!(known.into_iter().collect::<Vec<_>>(), [print]);
    });
}

#[test]
fn a_salesperson_sees_promises_and_reminds_own_customers_only() {
    on_both(async |company| {
        let seller = company.hire("陈静", "chen", Role::Member, &["sales"]).await;
        let (actor, own) =
            (company.actor(), Customer { owner: Some(seller.id), ..yidan_testing::customer("晨光进出口") });
        let own = company.write(move |tx| customers::put(tx, &actor, own.clone())).await.unwrap();
        let sold = |number: &str, customer, salesperson| Invoice {
            customer,
            salesperson,
            ..bill(&company, number, "2026-03-01", &[(cny(1_000), Some("2026-03-10"), "")])
        };
        let other = company.customer.id;
        let bills = [sold("INV-1", own.id, None), sold("INV-2", other, None), sold("INV-3", other, Some(seller.id))];
        let ids: Vec<InvoiceId> = bills.iter().map(|bill| bill.id).collect();
        for bill in bills {
            let actor = on(&company.administrator, "2026-03-01");
            company.write(move |tx| receivables::issue(tx, &actor, bill.clone())).await.unwrap();
        }
        let scope = acting(&seller).viewer.scope();
        assert_eq!(scope, Scope::Own(seller.id));
        let seen = company.store.receivables().page(&Query::all(scope, day("2026-03-12")));
        let mut found: Vec<InvoiceId> = seen.rows.iter().map(|row| row.invoice).collect();
        found.sort();
        assert_eq!(found, [ids[0], ids[2]]);
        for (id, is_seen) in ids.iter().copied().zip([true, false, true]) {
            let viewer = acting(&seller).viewer;
            let got = company.store.read(move |tx| receivables::get(tx, &viewer, id)).await;
            assert_eq!(got.is_ok(), is_seen);
            let (actor, rung) = (on(&seller, "2026-03-12"), SentRung { days: 1, on: Date::MIN });
            let reminder = Reminder {
                invoice: id,
                instalment: 1,
                rung,
                by: PersonId::PROGRAM,
                to: "ap@example.com".into(),
                tone: Tone::Friendly,
                note: String::new(),
            };
            let reminded = company.write(move |tx| receivables::remind(tx, &actor, reminder.clone())).await;
            assert_eq!(reminded.is_ok(), is_seen);
        }
        let ladder = company.store.world().ladder.clone();
        let calls = company.store.receivables().calls(Scope::All, day("2026-03-12"), &ladder, (10, 10));
        let rungs: Vec<Option<usize>> = calls.iter().flat_map(|call| call.due.iter().map(|due| due.rung)).collect();
        assert_eq!(rungs.iter().filter(|rung| **rung == Some(1)).count(), 1, "{rungs:?}");
        let promise = PaymentPromise {
            customer: own.id,
            invoice: Some(ids[0]),
            day: day("2026-03-20"),
            amount: cny(1_000),
            made_on: Date::MIN,
            by: PersonId::PROGRAM,
            note: String::new(),
        };
        let (actor, told) = (on(&seller, "2026-03-12"), promise.clone());
        company.write(move |tx| receivables::promise_payment(tx, &actor, told.clone())).await.unwrap();
        let (actor, gone) = (on(&seller, "2026-03-12"), PaymentPromise { day: day("2026-03-11"), ..promise });
        let outcome = company.write(move |tx| receivables::promise_payment(tx, &actor, gone.clone())).await;
        assert_eq!(refused(outcome), "refusal-due-in-the-past");
        let (viewer, customer) = (acting(&seller).viewer, own.id);
        let promised =
            company.store.read(move |tx| receivables::promises_of_customer(tx, &viewer, customer, day("2026-03-21")));
        assert_eq!(promised.await.unwrap()[0].outcome, Outcome::Broken { short: cny(1_000) });
        let viewer = acting(&seller).viewer;
        let others =
            company.store.read(move |tx| receivables::promises_of_customer(tx, &viewer, other, day("2026-03-21")));
        assert_eq!(refused(others.await), "store-not-found");
        let cash_in = company.store.receivables().cash_in(Scope::Own(seller.id), day("2026-03-12"), 2);
        assert_eq!(cash_in.overdue.of(Currency::CNY), cny(1_000));
        assert_eq!(cash_in.weeks[1].amounts.of(Currency::CNY), cny(1_000));
    });
}

/// The book that has heard of every commit is the book that is read from the tables.
#[test]
fn the_book_is_the_same_when_it_is_filled_anew() {
    on_both(async |company| {
        for number in 0..40_i64 {
            let parts = [(cny(1_000 + number), Some("2026-03-20"), ""), (cny(2_000), None, "")];
            let bill = bill(&company, &format!("INV-{number}"), "2026-03-01", &parts);
            let came = Receipt { customer: Some(company.customer.id), ..slip("2026-03-02", cny(900), "B") };
            let actor = on(&company.administrator, "2026-03-20");
            company
                .write(move |tx| {
                    receivables::issue(tx, &actor, bill.clone())?;
                    receivables::receive(tx, &actor, came.clone())?;
                    if number % 3 > 0 {
                        let asked = whole(1 + (number % 2) as u32, cny(800));
                        let entry = receivables::allocate(tx, &actor, came.id, bill.id, asked, at("2026-03-05"))?;
                        if number % 3 > 1 {
                            receivables::reverse(tx, &actor, entry.id, at("2026-03-09"))?;
                        }
                    }
                    Ok(())
                })
                .await
                .unwrap();
        }
        let anew = company.reopened().await;
        anew.receivables_ready().await;
        for today in ["2026-03-20", "2026-03-21", "2026-04-30"] {
            let query = Query { limit: 200, ..Query::all(Scope::All, day(today)) };
            assert_eq!(anew.receivables().page(&query), company.store.receivables().page(&query));
        }
        for at in ["2026-02-28", "2026-03-01", "2026-03-04", "2026-03-05", "2026-03-08", "2026-03-09", "2026-04-01"] {
            let query = AgeingQuery { scope: Scope::All, at: day(at), customer: None, most: 5 };
            assert_eq!(anew.receivables().ageing(&query), company.store.receivables().ageing(&query), "{at}");
        }
        let (old, new) = (company.store.receivables(), anew.receivables());
        assert_eq!(old.today(Scope::All, day("2026-03-02")), new.today(Scope::All, day("2026-03-02")));
        let query =
            SlipQuery { scope: Scope::All, shown: SlipsShown::WithMoneyLeft, customer: None, after: None, limit: 50 };
        assert_eq!(old.receipts(&query), new.receipts(&query));
    });
}
