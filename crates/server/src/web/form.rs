//! What the forms of the screens share: a refusal of the store finds the field that it is about.

use yidan_domain::{Arg, Currency};
use yidan_store::Error;

use super::{Failure, Screen};
use crate::page::Faults;

/// The faults of a form that the store refused. `fields` says, for the beginning of a message's key, which field it is
/// about; what fits none stands above the form (the field `""`). An error that typing cannot mend goes on as a failure.
pub fn faults(screen: &Screen, error: Error, fields: &[(&str, &str)]) -> Result<Faults, Failure> {
    let Error::Invalid(message) = error else { return Err(error.into()) };
    let named = message.args.iter().find_map(|(name, arg)| match arg {
        Arg::Words(field) if *name == "field" => Some(field.as_str()),
        _ => None,
    });
    let by_key = || fields.iter().find(|(begin, _)| message.key.starts_with(begin)).map(|(_, field)| *field);
    let mut faults = Faults::default();
    faults.add(named.or_else(by_key).unwrap_or_default(), screen.frame().reader.say(&message));
    Ok(faults)
}

/// Currency codes as a choice: those of daily trade first, then all others.
pub fn currencies() -> Vec<&'static str> {
    const DAILY: [&str; 7] = ["CNY", "USD", "EUR", "HKD", "JPY", "GBP", "AUD"];
    let mut others: Vec<&str> = Currency::codes().filter(|code| !DAILY.contains(code)).collect();
    others.sort_unstable();
    DAILY.into_iter().chain(others).collect()
}
