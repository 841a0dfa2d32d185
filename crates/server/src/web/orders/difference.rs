//! A difference in words: which fields and lines of an order a change makes others, from what to what.

use yidan_domain::{
    CustomerId, PersonId,
    order::{Header, Line, difference},
};

use super::shown;
use crate::texts::Reader;

/// One field or line that is another; nothing on the side where it is not there.
pub struct Change {
    pub name: String,
    pub old: String,
    pub new: String,
}

/// The people and customers that a header may name.
pub trait Names {
    fn person(&self, id: PersonId) -> &str;
    fn customer(&self, id: CustomerId) -> &str;
}

pub fn of(old: (&Header, &[Line]), new: (&Header, &[Line]), names: &impl Names, reader: &Reader) -> Vec<Change> {
    let fields = header(old.0, names, reader).into_iter().zip(header(new.0, names, reader));
    let fields = fields.filter(|((_, old), (_, new))| old != new);
    let fields = fields.map(|((key, old), (_, new))| Change { name: reader.t(key), old, new });
    let line =
        |line: Option<&Line>, header: &Header| line.map(|line| shown::line(line, header.currency)).unwrap_or_default();
    let lines = difference::line_changes(old.1, new.1).into_iter().map(|change| Change {
        name: reader.count("orders-line-number", change.number as i64),
        old: line(change.old, old.0),
        new: line(change.new, new.0),
    });
    fields.chain(lines).collect()
}

fn header(header: &Header, names: &impl Names, reader: &Reader) -> [(&'static str, String); 11] {
    let person = |id: PersonId| names.person(id).to_owned();
    [
        ("orders-customer", names.customer(header.customer).to_owned()),
        ("orders-reference", header.customer_ref.clone()),
        ("orders-channel", reader.t(shown::channel(header.channel))),
        ("orders-salesperson", header.salesperson.map(person).unwrap_or_default()),
        ("currency", header.currency.to_string()),
        ("orders-received", reader.time(header.received_at)),
        ("orders-promised", header.promised.map(|day| day.to_string()).unwrap_or_default()),
        ("orders-address", header.address.clone()),
        ("orders-payment", header.payment_terms.clone()),
        ("orders-trade", header.trade_terms.clone()),
        ("orders-remarks", header.remarks.clone()),
    ]
}
