//! Papers held against the letter of credit before they are presented (单证一致), by the rules of UCP 600. Banks look at more
//! than a program can; what is found here would be refused by any of them.

use jiff::civil::Date;

use super::{Cell, Content, Finding, Item, Kind};
use crate::{Money, Text, letter::Terms};

/// What is known of the shipment and the presentation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Presentation {
    /// The day of the bill of lading, or on which the goods are expected to leave.
    pub leaves: Option<Date>,
    /// The day of presentation, or today.
    pub presented: Date,
    /// Goods of the credit have left before, or are still to leave.
    pub is_part: bool,
    pub is_transhipped: bool,
    /// What was drawn under the credit before.
    pub drawn_before: Option<Money>,
}

/// `number`: of the credit; `terms`: its latest version.
pub fn against_credit(set: &[Content], number: &str, terms: &Terms, presentation: &Presentation) -> Vec<Finding> {
    let presented: Vec<&Content> = set.iter().filter(|content| content.kind.is_presented()).collect();
    let mut found = Vec::new();
    match presented.iter().find(|content| content.kind == Kind::CommercialInvoice) {
        Some(invoice) => {
            amount(invoice, terms, presentation, &mut found);
            goods(invoice, terms, &mut found);
        }
        None => found.push(Finding::NoInvoice),
    }
    for paper in presented {
        names(paper, terms, &mut found);
        ports(paper, terms, &mut found);
        if let Some(Cell::Words(said)) = paper.get(Item::LetterNumber)
            && bare(said) != bare(number)
        {
            let (credit, paper, said) = (number.to_owned(), paper.name(), said.clone());
            found.push(Finding::CreditNumber { credit, paper, said });
        }
    }
    days(terms, presentation, &mut found);
    found
}

fn amount(invoice: &Content, terms: &Terms, presentation: &Presentation, found: &mut Vec<Finding>) {
    let Some(Cell::Money(total)) = invoice.get(Item::Total) else { return };
    if total.currency != terms.amount.currency {
        let (credit, invoice) = (terms.amount.currency, total.currency);
        found.push(Finding::CreditCurrency { credit, invoice });
        return;
    }
    let before = presentation.drawn_before.filter(|before| before.currency == total.currency);
    let drawn = before.map_or(Some(*total), |before| before.plus(*total)).unwrap_or(*total);
    if drawn.minor > terms.most().minor {
        found.push(Finding::CreditOver { most: terms.most(), drawn });
    }
    if let Some(least) = terms.least().filter(|least| drawn.minor < least.minor) {
        found.push(Finding::CreditUnder { least, drawn });
    }
}

/// The invoice describes goods as the credit does (article 18 c): each of them by a name that the credit has.
fn goods(invoice: &Content, terms: &Terms, found: &mut Vec<Finding>) {
    let described = bare(&terms.goods);
    let Some(place) = invoice.columns.iter().position(|column| *column == super::Column::Goods) else { return };
    let names = |text: &Text| [bare(&text.zh), bare(&text.en)];
    let is_described = |text: &Text| names(text).iter().any(|name| !name.is_empty() && described.contains(&**name));
    let cells = invoice.rows.iter().filter_map(|row| match row.cells.get(place) {
        Some(Cell::Text(text)) if !is_described(text) => Some(text.clone()),
        _ => None,
    });
    let goods: Vec<Text> = cells.collect();
    if !described.is_empty() && !goods.is_empty() {
        found.push(Finding::CreditGoods { goods });
    }
}

/// Names are as in the credit; addresses need not be (article 14 j).
fn names(paper: &Content, terms: &Terms, found: &mut Vec<Finding>) {
    let parties = [
        (Item::Seller, Text::new("受益人", "beneficiary"), &terms.beneficiary),
        (Item::Buyer, Text::new("开证申请人", "applicant"), &terms.applicant),
    ];
    for (item, party, credit) in parties {
        let Some(Cell::Text(block)) = paper.get(item) else { continue };
        let (credit, said) = (first_line(credit), [first_line(&block.en), first_line(&block.zh)]);
        if !credit.is_empty() && !said.iter().any(|name| bare(name) == bare(credit)) {
            let [said, _] = said;
            let (credit, said) = (credit.to_owned(), said.to_owned());
            found.push(Finding::CreditName { party, credit, paper: paper.name(), said });
        }
    }
}

fn ports(paper: &Content, terms: &Terms, found: &mut Vec<Finding>) {
    let ports = [(Item::PortOfLoading, &terms.port_of_loading), (Item::PortOfDischarge, &terms.port_of_discharge)];
    for (item, credit) in ports {
        let Some(Cell::Words(said)) = paper.get(item) else { continue };
        let (wanted, named) = (bare(credit), bare(said));
        // “Any Chinese port” leaves the choice to us; a country may stand behind the port on either side.
        let fits = wanted.is_empty() || wanted.starts_with("any") || wanted.contains(&named) || named.contains(&wanted);
        if !fits {
            let (credit, said) = (credit.clone(), said.clone());
            found.push(Finding::CreditPort { port: item.name(), credit, paper: paper.name(), said });
        }
    }
}

fn days(terms: &Terms, presentation: &Presentation, found: &mut Vec<Finding>) {
    if let Some(leaves) = presentation.leaves {
        let (latest, by) = (terms.ship_by(), terms.present_by(leaves));
        if leaves > latest {
            found.push(Finding::CreditShippedLate { latest, leaves });
        }
        if presentation.presented > by {
            found.push(Finding::CreditPresentedLate { by, on: presentation.presented });
        }
    } else if presentation.presented > terms.expiry {
        found.push(Finding::CreditPresentedLate { by: terms.expiry, on: presentation.presented });
    }
    found.extend((presentation.is_part && !terms.partial_shipments).then_some(Finding::CreditNoParts));
    found.extend((presentation.is_transhipped && !terms.transhipment).then_some(Finding::CreditNoTranshipment));
}

fn first_line(block: &str) -> &str {
    block.lines().next().unwrap_or_default().trim()
}

/// Letters and digits alone, in lower case: `Co., Ltd.` is `CO LTD`.
fn bare(words: &str) -> String {
    crate::text::folded(words).chars().filter(|c| c.is_alphanumeric()).collect()
}
