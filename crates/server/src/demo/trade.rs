//! The money side of a demo order's life: before a step is worked on, somebody does what its gates ask for — quotes and has
//! the quotation accepted, reckons the costs, has the letter of credit reviewed, books what the customer has paid — and
//! what is handed in is signed by those who sign.

use jiff::{SignedDuration, Timestamp, ToSpan};
use rand::{RngExt, rngs::StdRng};
use rust_decimal::Decimal;
use yidan_domain::{
    Currency, LetterId, Money, OrderId, Quantity,
    access::{Scope, Viewer},
    costing::{Basis, CostSheet, Item, Kind},
    letter::{LetterOfCredit, Outcome, Point, Review, Reviewer, Terms, Version},
    order::{Order, Subject, command::Command, situation::Situation},
    party::Person,
    process::Step,
};
use yidan_store::{Result, Tx, orders};

use super::{
    DOLLAR, cast,
    life::{World, acting},
    money::{self, Pays},
};

pub struct Trade<'a> {
    pub world: &'a World,
    pub sales: &'a Person,
    pub at: Timestamp,
    /// Nothing is signed after it.
    pub now: Timestamp,
}

impl Trade<'_> {
    /// Sees to it that the gates of a step open, as far as somebody can.
    pub fn prepare(&self, tx: &mut Tx, order: Order, step: &Step, dice: &mut StdRng) -> Result<Order> {
        let gates = step.start_gate.iter().chain(&step.finish_gate);
        let asked: Vec<&str> = gates.flat_map(|gate| gate.when.facts()).map(String::as_str).collect();
        let mut order = order;
        for fact in asked {
            order = match fact {
                "quote.accepted" if order.accepted_quotation().is_none() => self.quote(tx, &order, dice)?,
                "cost.known" if order.costs.is_none() => self.reckon(tx, &order, dice)?,
                "lc.accepted" if !order.letters_accepted() => self.letter(tx, &order, dice)?,
                "deposit.credited" => self.paid(tx, order, Pays::Deposit, dice)?,
                "payment.received" => self.paid(tx, order, Pays::All, dice)?,
                "credit.released" if !order.is_released() => {
                    money::release(tx, &order, self.sales, self.at, self.world, dice)?;
                    orders::load(tx, Scope::All, order.id)?
                }
                _ => order,
            };
        }
        Ok(order)
    }

    fn paid(&self, tx: &mut Tx, order: Order, pays: Pays, dice: &mut StdRng) -> Result<Order> {
        money::pay(tx, self.world, &order, pays, self.at, dice)?;
        orders::load(tx, Scope::All, order.id)
    }

    /// Two rounds: the customer finds the first too dear.
    fn quote(&self, tx: &mut Tx, order: &Order, dice: &mut StdRng) -> Result<Order> {
        let today = self.world.company.company.today(self.at);
        let valid_until = today.checked_add(14.days()).ok();
        let (header, lines) = (Box::new(order.header.clone()), order.lines.clone());
        let mut dearer = lines.clone();
        for line in &mut dearer {
            line.price = line.price.map(|price| (price * Decimal::new(106, 2)).round_dp(2));
        }
        let quote =
            |lines, note: &str| Command::Quote { header: header.clone(), lines, valid_until, note: note.into() };
        let answer = |round, accepted, words: &str| Command::AnswerQuote { round, accepted, words: words.into() };
        let mut round = 0;
        if dice.random_bool(0.6) {
            self.act(tx, self.sales, order.id, quote(dearer, "首轮报价，含样品费。"))?;
            self.act(tx, self.sales, order.id, answer(1, false, "客户希望再优惠 5% 左右。"))?;
            round = 1;
        }
        self.act(tx, self.sales, order.id, quote(lines, "按客户目标价调整。"))?;
        self.act(tx, self.sales, order.id, answer(round + 1, true, "客户邮件确认。"))
    }

    /// A trader's sheet: goods bought with VAT, freight, insurance, bank; commission for some.
    fn reckon(&self, tx: &mut Tx, order: &Order, dice: &mut StdRng) -> Result<Order> {
        let total = order.total().unwrap_or(Money::zero(order.header.currency)).amount();
        let rate: Decimal = DOLLAR.parse().unwrap_or(Decimal::ONE);
        let abroad = order.header.currency != Currency::CNY;
        let revenue = if abroad { total * rate } else { total };
        let share = |percent: i64| Basis::Total((revenue * Decimal::new(percent, 2)).round_dp(2));
        let item = |kind: Kind, name: &str, basis| Item {
            kind,
            name: name.into(),
            basis,
            currency: Currency::CNY,
            spec: String::new(),
            fabric: None,
            with_vat: None,
        };
        let mut items = vec![
            item(Kind::Goods, "工厂收购价（含税）", share(dice.random_range(76..86))),
            item(Kind::Freight, "海运费", share(3)),
            item(Kind::Inspection, "检验费", Basis::Total(600.into())),
            item(Kind::Bank, "银行费", Basis::Total(350.into())),
            item(Kind::Documents, "单证港杂费", Basis::Total(1200.into())),
        ];
        if dice.random_bool(0.3) {
            items.push(item(Kind::Commission, "佣金", Basis::PercentOfPrice(3.into())));
        }
        let pieces = order.lines.iter().map(|line| line.quantity.ten_thousandths).sum::<i64>();
        let quantity = Quantity { ten_thousandths: pieces, unit: "件".into() };
        let each = total.checked_div(quantity.amount()).unwrap_or_default().round_dp(4);
        let sheet = CostSheet {
            rate: abroad.then_some(rate),
            price: Some(each),
            items,
            refund_percent: if abroad { 13.into() } else { Decimal::ZERO },
            ..CostSheet::new(Currency::CNY, order.header.currency, quantity)
        };
        self.act(tx, self.sales, order.id, Command::EstimateCosts { sheet: Box::new(sheet) })
    }

    /// The credit comes; for some it has to be amended before both accept it.
    fn letter(&self, tx: &mut Tx, order: &Order, dice: &mut StdRng) -> Result<Order> {
        let today = self.world.company.company.today(self.at);
        let clerk = self.world.somebody_of("documents", 0);
        let ship = order.header.promised.unwrap_or(today).max(today);
        let amount = order.total().unwrap_or(Money::zero(order.header.currency));
        let terms = |latest: jiff::civil::Date| Terms {
            amount,
            tolerance_percent: 5.into(),
            expiry: latest.saturating_add(21.days()),
            place_of_expiry: "China".into(),
            latest_shipment: Some(latest),
            presentation_days: 21,
            usance_days: None,
            partial_shipments: true,
            transhipment: true,
            port_of_loading: "Ningbo".into(),
            port_of_discharge: "Hamburg".into(),
            beneficiary: self.world.company.company.settings.name.clone(),
            applicant: "As per purchase order".into(),
            goods: order.lines.first().map(|line| line.name.clone()).unwrap_or_default(),
        };
        let version = |latest, note: &str| Version {
            terms: terms(latest),
            received_on: today,
            note: note.into(),
            reviews: Vec::new(),
        };
        let id = LetterId(cast::id(dice, self.at));
        let number = format!("LC{}", dice.random_range(260_000..270_000));
        let too_early = dice.random_bool(0.4);
        let first = if too_early {
            version(ship.saturating_sub(3.days()).max(today), "")
        } else {
            version(ship.saturating_add(10.days()), "")
        };
        let letter = LetterOfCredit { id, number, bank: "Hansebank Hamburg".into(), first, amendments: Vec::new() };
        let mut order = self.act(tx, clerk, order.id, Command::ReceiveLetter { letter: Box::new(letter) })?;
        if too_early {
            self.act(
                tx,
                clerk,
                order.id,
                review(id, Reviewer::Documents, clerk, self.at, &["最迟装运期早于交期，请展证。"]),
            )?;
            let amended = Box::new(version(ship.saturating_add(10.days()), "展期"));
            order = self.act(tx, clerk, order.id, Command::AmendLetter { id, version: amended })?;
        }
        self.act(tx, self.sales, order.id, review(id, Reviewer::Salesperson, self.sales, self.at, &[]))?;
        self.act(tx, clerk, order.id, review(id, Reviewer::Documents, clerk, self.at, &[]))
    }

    /// Those who sign sign, one after the other.
    pub fn sign(&self, tx: &mut Tx, order: Order, step: &Step) -> Result<Order> {
        let on = Subject::Step(step.key.clone());
        let mut order = order;
        let mut at = order.updated_at;
        while order.approval(&on).is_some() {
            at += SignedDuration::from_mins(25);
            if at > self.now {
                break;
            }
            let Some(process) = self.world.company.processes.get(&order.process) else { break };
            let situation = Situation::of(&order, process);
            let signs = |person: &&Person| situation.may_sign(&Viewer::of(person), &on).is_ok();
            // The general manager, who is in administration too, signs last.
            let signer = self.world.staff.iter().rev().find(signs);
            let Some(signer) = signer else { break };
            let sign = Command::Sign { on: on.clone(), comment: String::new() };
            order = orders::act(tx, &acting(signer, at), order.id, None, sign)?.order;
        }
        Ok(order)
    }

    fn act(&self, tx: &mut Tx, person: &Person, order: OrderId, command: Command) -> Result<Order> {
        Ok(orders::act(tx, &acting(person, self.at), order, None, command)?.order)
    }
}

fn review(id: LetterId, reviewer: Reviewer, by: &Person, at: Timestamp, discrepancies: &[&str]) -> Command {
    let is_good = discrepancies.is_empty();
    let checked =
        Point::for_reviewer(reviewer).iter().map(|point| (*point, is_good || *point != Point::Shipment)).collect();
    let outcome = if is_good { Outcome::Accepted } else { Outcome::Discrepant };
    let discrepancies = discrepancies.iter().map(|words| (*words).to_owned()).collect();
    Command::ReviewLetter {
        id,
        review: Box::new(Review { reviewer, by: by.id, at, checked, discrepancies, outcome, note: String::new() }),
    }
}
