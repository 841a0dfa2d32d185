//! What is asked: the span and the filter that all questions have in common, and the figures whose orders can be asked for.

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use yidan_domain::{
    CustomerId, PersonId,
    insight::{self, Filter},
};
use yidan_store::Error;

use crate::{
    allowed,
    api::{
        caller::Caller,
        problem::Problem,
        reading::Fault,
        values::{Day, Key, Search},
    },
    known,
};

#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Question {
    /// First day of the span; three months back from the last one when left out.
    #[param(required = false)]
    pub from: Option<Day>,
    /// Last day of the span; today when left out.
    #[param(required = false)]
    pub to: Option<Day>,
    /// Words that must all be found, each as a part of number, customer's reference, name or code, or goods.
    #[serde(default)]
    #[param(required = false, inline)]
    pub text: Search,
    /// Key of a process, in all its versions.
    #[param(required = false)]
    pub process: Option<Key>,
    #[param(required = false)]
    pub customer: Option<Uuid>,
    #[param(required = false)]
    pub salesperson: Option<Uuid>,
    /// Key of a department: its steps, and orders that it has had to do with.
    #[param(required = false)]
    pub department: Option<Key>,
    /// The steps of a person, and orders that this person has had to do with. For managers and that person.
    #[param(required = false)]
    pub person: Option<Uuid>,
}

impl Question {
    pub async fn read(self, caller: &Caller) -> Result<insight::Question, Problem> {
        let span = crate::insight::span(self.from.map(|day| day.0), self.to.map(|day| day.0), caller.today());
        let span = span.map_err(|message| Problem::saying(StatusCode::UNPROCESSABLE_ENTITY, message))?;
        let filter = Filter {
            words: self.text.0,
            process: self.process.map(|key| key.0),
            customer: self.customer.map(CustomerId),
            salesperson: self.salesperson.map(PersonId),
            department: self.department.map(|key| key.0.as_str().into()),
            person: self.person.map(PersonId),
        };
        allowed::figures(&caller.viewer, &filter).map_err(Error::from)?;
        if let Some(unknown) = known::unknown(&caller.app.store, crate::insight::named(&filter)).await? {
            return Err(Fault::unknown(unknown).into());
        }
        Ok(insight::Question { span, filter, now: caller.now() })
    }
}

macro_rules! figures {
    ($($figure:ident),* $(,)?) => {
        #[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "kebab-case")]
        #[schema(as = InsightFigure)]
        pub enum Figure { $($figure),* }

        impl From<Figure> for insight::Figure {
            fn from(figure: Figure) -> Self {
                match figure { $(Figure::$figure => Self::$figure),* }
            }
        }
    };
}

figures! {
    Received, Delivered, OnTime, Late, Undated, Done,
    Finished, Untimely, BeyondStandard, Returned, WithoutStart, InHand, Waiting, Held, Started, Overdue,
    Bottleneck,
    OnMap, Conforming, Deviating, Skipped, Reopened, OutOfOrder, Cancelled, FellAway, LeftAfter, Next,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_one_name_on_screen_and_in_the_api() {
        for figure in insight::Figure::all() {
            let named: Figure = serde_json::from_value(figure.key().into()).unwrap();
            assert_eq!(insight::Figure::from(named), figure);
        }
    }
}
