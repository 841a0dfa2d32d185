//! The book against a naive recount of the same ledger, at random dates.

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan, civil::Date};
use proptest::{collection::vec, option, prelude::*};
use uuid::Uuid;
use yidan_domain::{
    Currency, CustomerId, InvoiceId, Money, PersonId, ReceiptId, ReceivableEntryId, Text,
    access::Scope,
    order::lateness::day_number,
    party::Customer,
    receivable::{
        Balance, Deduction, Entry, Instalment, Invoice, Kind, State, Totals,
        ageing::{Ageing as NaiveAgeing, Bucket, over_due_days},
        balances, cash_in,
        reminders::{SentRung, due_rung, standard_ladder},
    },
};

use super::{columns::Columns, *};

const CUSTOMERS: u128 = 5;

/// What was booked, and how the book hears of it.
#[derive(Debug, Clone)]
struct Ledger {
    bills: Vec<Bill>,
    owners: Vec<Option<u128>>,
}

/// An invoice with its entries, the rung that was sent of each of its instalments, and the day promised.
#[derive(Debug, Clone)]
struct Bill {
    invoice: Invoice,
    entries: Vec<Entry>,
    sent: Option<i32>,
    promised: Option<Date>,
}

fn first() -> Date {
    jiff::civil::date(2026, 1, 1)
}

fn after(days: i32) -> Date {
    first().saturating_add(days.days())
}

fn customer(number: u128, owner: Option<u128>) -> Customer {
    Customer {
        id: CustomerId(Uuid::from_u128(number)),
        code: None,
        name: format!("Customer {number}"),
        contact: String::new(),
        phone: String::new(),
        email: String::new(),
        address: String::new(),
        country: String::new(),
        region: String::new(),
        terms: String::new(),
        owner: owner.map(|owner| PersonId(Uuid::from_u128(owner))),
        archived: false,
    }
}

/// Entries as the domain would let them be made: never more than is open, reversed once and not before their day.
fn a_ledger() -> impl Strategy<Value = Ledger> {
    let entry = (0..60_usize, 0..120_i32, 1..60_i64, any::<bool>(), option::of(0..60_i32));
    let part = (1..20_000_i64, option::of(-20..200_i32), option::of(prop::sample::select(vec![-3, 1, 15, 30, 60])));
    let invoice = (0..CUSTOMERS, option::of(0..3_u128), any::<bool>(), 0..200_i32, option::of(0..300_i32));
    let whole = (invoice, vec(part, 1..4), vec(entry, 0..6));
    (vec(whole, 0..300), vec(option::of(0..3_u128), CUSTOMERS as usize)).prop_map(|(all, owners)| {
        let mut bills = Vec::new();
        for (number, ((customer, salesperson, dollars, issued, promised), parts, asked)) in (1_u128..).zip(all) {
            let currency = if dollars { Currency::USD } else { Currency::CNY };
            let money = |minor| Money { minor, currency };
            let instalment = |(number, (minor, due, _)): (u32, &(i64, Option<i32>, Option<i32>))| Instalment {
                number,
                amount: money(*minor),
                due: due.map(|days| after(issued + days)),
                what: String::new(),
            };
            let id = InvoiceId(Uuid::from_u128(number));
            let invoice = Invoice {
                id,
                number: format!("INV-{number:04}"),
                customer: CustomerId(Uuid::from_u128(customer)),
                order: None,
                salesperson: salesperson.map(|person| PersonId(Uuid::from_u128(person))),
                issued: after(issued),
                amount: money(parts.iter().map(|part| part.0).sum()),
                rate: None,
                terms: String::new(),
                instalments: (1..).zip(&parts).map(instalment).collect(),
                note: String::new(),
            };
            let mut entries = Vec::new();
            let mut left: Vec<i64> = parts.iter().map(|part| part.0).collect();
            for (place, day, share, is_paid, reversed) in asked {
                let place = place % left.len();
                let minor = left[place] * share / 60;
                if minor == 0 {
                    continue;
                }
                let (invoice, instalment, amount) = (id, place as u32 + 1, money(minor));
                let kind = match is_paid {
                    true => Kind::Allocated {
                        receipt: ReceiptId(Uuid::from_u128(1)),
                        invoice,
                        instalment,
                        settles: amount,
                        takes: amount,
                    },
                    false => Kind::Deducted { invoice, instalment, amount, reason: Deduction::Claim },
                };
                let entry = |kind, day| Entry {
                    id: ReceivableEntryId(Uuid::now_v7()),
                    day: after(issued + day),
                    at: Timestamp::UNIX_EPOCH,
                    by: PersonId(Uuid::nil()),
                    kind,
                    note: String::new(),
                };
                let made = entry(kind, day);
                match reversed {
                    Some(later) => {
                        let reversal = entry(Kind::Reversed { entry: made.id }, day + later);
                        entries.extend([made, reversal]);
                    }
                    None => {
                        left[place] -= minor;
                        entries.push(made);
                    }
                }
            }
            let sent = parts.iter().filter_map(|part| part.2).max();
            bills.push(Bill { invoice, entries, sent, promised: promised.map(after) });
        }
        Ledger { bills, owners }
    })
}

impl Bill {
    fn moves(&self, instalment: u32) -> Vec<Move> {
        let kind = |entry: &Entry| match entry.kind.reverses() {
            Some(wrong) => self.entries.iter().find(|other| other.id == wrong).map(|other| (other.kind.clone(), -1)),
            None => Some((entry.kind.clone(), 1)),
        };
        let moved = |entry: &Entry| {
            let (kind, sign) = kind(entry)?;
            let (_, number, amount) = kind.settles()?;
            let made = Move {
                day: day_number(entry.day),
                minor: amount.minor * sign,
                is_paid: matches!(kind, Kind::Allocated { .. }),
            };
            (number == instalment).then_some(made)
        };
        self.entries.iter().filter_map(moved).collect()
    }

    fn news(&self, version: u64, has_moves: bool) -> InvoiceNews {
        let invoice = &self.invoice;
        let part = |part: &Instalment| Part {
            number: part.number,
            amount_minor: part.amount.minor,
            due: part.due,
            sent: self.sent,
            moves: if has_moves { self.moves(part.number) } else { Vec::new() },
        };
        InvoiceNews {
            id: invoice.id,
            version,
            number: invoice.number.clone(),
            customer: invoice.customer,
            salesperson: invoice.salesperson,
            issued: invoice.issued,
            currency: invoice.amount.currency,
            promised: self.promised,
            parts: invoice.instalments.iter().map(part).collect(),
        }
    }
}

impl Ledger {
    /// Filled commit by commit, the latest first, so that older news come late.
    fn told(&self) -> Columns {
        let mut columns = Columns::default();
        self.name(&mut columns);
        self.bills.iter().for_each(|bill| columns.put_invoice(&bill.news(3, true)));
        self.bills.iter().for_each(|bill| columns.put_invoice(&bill.news(2, false)));
        columns
    }

    /// Filled as at start.
    fn filled(&self) -> Columns {
        let mut columns = Columns::default();
        self.name(&mut columns);
        self.bills.iter().for_each(|bill| columns.put_invoice(&bill.news(3, false)));
        for bill in &self.bills {
            for part in &bill.invoice.instalments {
                let moves = bill.moves(part.number);
                moves.into_iter().for_each(|made| columns.lessen(bill.invoice.id, part.number.into(), made));
            }
        }
        columns
    }

    fn name(&self, columns: &mut Columns) {
        (0..).zip(&self.owners).for_each(|(number, owner)| columns.name(&customer(number, *owner)));
    }

    /// Every instalment in the scope as it stands at the end of a day.
    fn standing(&self, scope: Scope, at: Date) -> Vec<Standing<'_>> {
        let mut found = Vec::new();
        for bill in &self.bills {
            let owner = self.owners[bill.invoice.customer.0.as_u128() as usize];
            let owner = owner.map(|owner| PersonId(Uuid::from_u128(owner)));
            if scope.covers(bill.invoice.salesperson, owner, []) {
                let of = balances(&bill.invoice, &bill.entries, at).into_iter();
                found.extend(of.map(|balance| (&bill.invoice, balance, bill.sent, bill.promised)));
            }
        }
        found
    }
}

type Standing<'a> = (&'a Invoice, Balance, Option<i32>, Option<Date>);

fn scopes() -> impl Strategy<Value = Scope> {
    prop_oneof![Just(Scope::All), (0..4_u128).prop_map(|person| Scope::Own(PersonId(Uuid::from_u128(person))))]
}

/// All that has been booked has happened by this day.
fn the_end() -> Date {
    after(380)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn ageing_is_a_recount_at_every_date(ledger in a_ledger(), scope in scopes(), days in vec(-5..400_i32, 6)) {
        for columns in [ledger.told(), ledger.filled()] {
            for at in days.iter().copied().map(after).chain([the_end()]) {
                let query = AgeingQuery { scope, at, customer: None, most: usize::MAX };
                let found = columns.ageing(&query);
                let standing = ledger.standing(scope, at);
                let open = || standing.iter().filter(|(_, balance, ..)| !balance.open.is_zero());
                let naive = NaiveAgeing::of(open().map(|(_, balance, ..)| (balance.due, balance.open)), at);
                for bucket in Bucket::ALL {
                    let totals: Totals = found.all.iter().map(|aged| aged.amount(bucket)).filter(|it| !it.is_zero()).collect();
                    prop_assert_eq!(&totals, &naive.totals(bucket), "{} {:?}", at, bucket);
                }
                let mut by_customer: BTreeMap<(CustomerId, Currency), i64> = BTreeMap::new();
                for (invoice, balance, ..) in open() {
                    *by_customer.entry((invoice.customer, balance.open.currency)).or_default() += balance.open.minor;
                }
                let found: BTreeMap<_, _> = found.customers.iter()
                    .map(|(customer, aged)| ((*customer, aged.currency), aged.total().minor)).collect();
                prop_assert_eq!(found, by_customer);
            }
        }
    }

    #[test]
    fn the_list_is_a_recount_page_by_page(
        ledger in a_ledger(),
        scope in scopes(),
        // Entries that are still to come would not be there.
        today in 380..420_i32,
        sort in prop::sample::select(&Sort::ALL[..]),
        descending in any::<bool>(),
        state in option::of(prop::sample::select(&State::ALL[..])),
    ) {
        let columns = ledger.told();
        let today = after(today);
        let standing = ledger.standing(scope, today);
        let query = Query { state, sort, descending, limit: 7, ..Query::all(scope, today) };
        let (mut found, mut query) = (Vec::new(), query);
        loop {
            let page = columns.page(&query);
            found.extend(page.rows.iter().cloned());
            prop_assert!(page.rows.len() <= 7);
            for (place, tally) in page.states.iter().enumerate() {
                let of = || standing.iter().filter(|it| it.1.state(today) as usize == place);
                prop_assert_eq!(tally.count, of().count());
                let open: Totals = of().map(|it| it.1.open).filter(|it| !it.is_zero()).collect();
                prop_assert_eq!(&tally.open, &open);
            }
            let Some(next) = page.next else {
                prop_assert_eq!(page.total, found.len());
                break;
            };
            prop_assert_eq!(next.to_string().parse::<Cursor>(), Ok(next));
            query.after = Some(next);
        }
        let mut naive: Vec<_> = standing.iter()
            .filter(|(_, balance, ..)| state.is_none_or(|state| balance.state(today) == state))
            .map(|(invoice, balance, ..)| (invoice.id, balance.instalment, balance.open, balance.paid, balance.state(today)))
            .collect();
        let mut shown: Vec<_> = found.iter().map(|row| (row.invoice, row.instalment, row.open, row.paid, row.state)).collect();
        naive.sort_by_key(|it| (it.0, it.1));
        shown.sort_by_key(|it| (it.0, it.1));
        prop_assert_eq!(shown, naive);
        let key = |row: &Row| match sort {
            Sort::OpenFirst => {
                let due = row.due.map(|due| i64::from(day_number(due)));
                let place = if row.open.is_positive() {
                    due.unwrap_or(1 << 32)
                } else {
                    due.map_or(1 << 40, |due| (1 << 36) - due)
                };
                if descending { -place } else { place }
            }
            Sort::Due => row.due.map_or(i64::MAX, |due| if descending { -i64::from(day_number(due)) } else { day_number(due).into() }),
            Sort::Open => if descending { -row.open.minor } else { row.open.minor },
            Sort::Amount => if descending { -row.amount.minor } else { row.amount.minor },
            Sort::Overdue => if descending { -row.overdue_days } else { row.overdue_days },
            Sort::Issued => 0,
        };
        prop_assert!(found.is_sorted_by_key(key));
    }

    #[test]
    fn the_money_to_come_and_the_calls_are_a_recount(ledger in a_ledger(), scope in scopes(), today in 0..400_i32) {
        let columns = ledger.filled();
        let today = after(today);
        let standing = ledger.standing(scope, the_end());
        let open = || standing.iter().filter(|(_, balance, ..)| balance.open.is_positive());
        let items = open().map(|(_, balance, _, promised)| (promised.or(balance.due), balance.open));
        prop_assert_eq!(columns.cash_in(scope, today, 8), cash_in::expected(items, today, 8));

        let ladder = standard_ladder();
        let mut due: Vec<_> = open()
            .filter_map(|(invoice, balance, sent, _)| {
                let sent: Vec<SentRung> = sent.map(|days| SentRung { days, on: today }).into_iter().collect();
                let rung = balance.due.and_then(|due| due_rung(&ladder, due, balance.open, &sent, today));
                let overdue = over_due_days(balance.due, today) > 0;
                (overdue || rung.is_some()).then_some((invoice.customer, invoice.id, balance.instalment, rung))
            })
            .collect();
        let calls = columns.calls(scope, today, &ladder, (usize::MAX, usize::MAX));
        let mut found: Vec<_> = calls.iter()
            .flat_map(|call| call.due.iter().map(|due| (call.customer, due.row.invoice, due.row.instalment, due.rung)))
            .collect();
        due.sort();
        found.sort();
        prop_assert_eq!(found, due);
    }
}

#[test]
fn words_are_found_in_numbers_and_names() {
    let part = Part { number: 1, amount_minor: 100, due: None, sent: None, moves: Vec::new() };
    let mut columns = Columns::default();
    columns.name(&customer(1, None));
    columns.name(&customer(2, None));
    for (number, owner) in [("INV-2026-012", 1), ("INV-2026-120", 2)] {
        columns.put_invoice(&InvoiceNews {
            id: InvoiceId(Uuid::now_v7()),
            version: 1,
            number: number.into(),
            customer: CustomerId(Uuid::from_u128(owner)),
            salesperson: None,
            issued: first(),
            currency: Currency::CNY,
            promised: None,
            parts: vec![part.clone()],
        });
    }
    for (text, count) in
        [("inv", 2), ("120", 1), ("customer 1", 2), ("ＣＵＳＴＯＭＥＲ 012", 1), ("nobody", 0), ("", 2)]
    {
        let page = columns.page(&Query { text: text.into(), ..Query::all(Scope::All, first()) });
        assert_eq!(page.total, count, "{text}");
    }
    let names: Vec<Text> = State::ALL.iter().map(|state| state.name()).collect();
    assert_eq!(names.len(), columns.page(&Query::all(Scope::All, first())).states.len());
}
