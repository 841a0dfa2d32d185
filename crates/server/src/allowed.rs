//! What only some may see: screens and programs are refused alike.

use yidan_domain::{
    access::Viewer,
    insight::Filter,
    order::refusal::{Needs, Refusal},
};

/// Figures of one person are for that person and for managers.
pub fn figures(viewer: &Viewer, filter: &Filter) -> Result<(), Refusal> {
    let may = filter.person.is_none_or(|person| viewer.may_judge(person));
    only_if(may, Needs::ThatPerson)
}

pub fn load(viewer: &Viewer) -> Result<(), Refusal> {
    only_if(viewer.sees_load(), Needs::AllOrders)
}

/// Limits and quotas are for those who may see what customers owe.
pub fn credit(viewer: &Viewer) -> Result<(), Refusal> {
    only_if(viewer.sees_money(), Needs::Finance)
}

fn only_if(may: bool, needs: Needs) -> Result<(), Refusal> {
    if may { Ok(()) } else { Err(Refusal::NotAllowed { needs }) }
}
