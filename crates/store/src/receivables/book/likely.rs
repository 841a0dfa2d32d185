//! Customers whose money a receipt may be: those whose name is the payer's or within it, who owe just as much, or whose
//! invoice the slip names. `matching` of the domain takes a closer look at these few.

use yidan_domain::{CustomerId, receivable::Receipt, text::folded};

use super::columns::Columns;

/// Shorter names and numbers are found within others by chance; as in `receivable::matching`.
const SHORTEST_NAME_BYTES: usize = 6;
const SHORTEST_NUMBER: usize = 4;

impl Columns {
    pub fn likely(&self, receipt: &Receipt, most: usize) -> Vec<CustomerId> {
        let mut found: Vec<u32> = Vec::new();
        let payer = folded(&receipt.payer);
        let within = |inner: &[u8], outer: &[u8]| {
            inner.len() >= SHORTEST_NAME_BYTES && memchr::memmem::find(outer, inner).is_some()
        };
        for customer in 0..self.customers.len() as u32 {
            let name = self.customers.name_of(customer);
            let is_payer = !name.is_empty() && name == payer.as_bytes();
            if is_payer || within(name, payer.as_bytes()) || within(payer.as_bytes(), name) {
                found.push(customer);
            }
        }
        let letters = |text: &[u8]| text.iter().copied().filter(u8::is_ascii_alphanumeric).collect::<Vec<u8>>();
        let said = letters(folded(&format!("{} {}", receipt.remark, receipt.reference)).as_bytes());
        let currency = self.currencies.find(&receipt.amount.currency);
        let amounts = [Some(receipt.amount), receipt.paid()].map(|amount| amount.map_or(0, |amount| amount.minor));
        for invoice in self.invoices() {
            let open: i64 = self.rows(invoice).map(|row| self.open[row]).fold(0, i64::saturating_add);
            if open <= 0 {
                continue;
            }
            let is_amount = |minor: i64| minor > 0 && amounts.contains(&minor);
            let owes_it = Some(u32::from(self.currency[invoice])) == currency
                && (is_amount(open) || self.rows(invoice).any(|row| is_amount(self.open[row])));
            let is_named = || {
                let number = letters(self.texts.first(invoice));
                number.len() >= SHORTEST_NUMBER && memchr::memmem::find(&said, &number).is_some()
            };
            if owes_it || is_named() {
                found.push(self.customer[invoice]);
            }
        }
        // Those by name first; each once.
        let mut seen = std::collections::HashSet::new();
        found.retain(|customer| seen.insert(*customer));
        found.truncate(most);
        found.into_iter().filter_map(|customer| self.customer_id(customer)).collect()
    }
}
