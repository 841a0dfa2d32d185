//! What is asked: the span and the filter that all questions have in common, and the figures whose orders can be asked for.

use axum::http::StatusCode;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use yidan_domain::insight::{self, Filter};
use yidan_store::Error;

use crate::{
    allowed,
    api::{caller::Caller, problem::Problem, reading::Fault},
    known,
};

/// The parameters that all questions have in common, with those of one of them before.
macro_rules! asking {
    ($(#[$doc:meta])* $name:ident { $($(#[$attribute:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, serde::Deserialize, utoipa::IntoParams)]
        #[serde(deny_unknown_fields)]
        #[into_params(parameter_in = Query)]
        pub struct $name {
            $($(#[$attribute])* $field: $type,)*
            /// First day of the span; three months back from the last one when left out.
            #[param(required = false)]
            from: Option<Day>,
            /// Last day of the span; today when left out.
            #[param(required = false)]
            to: Option<Day>,
            /// Words that must all be found, each as a part of number, customer's reference, name or code, or goods.
            #[serde(default)]
            #[param(required = false, inline)]
            text: Search,
            /// Key of a process, in all its versions.
            #[param(required = false)]
            process: Option<Key>,
            #[param(required = false)]
            customer: Option<uuid::Uuid>,
            #[param(required = false)]
            salesperson: Option<uuid::Uuid>,
            /// Key of a department: its steps, and orders that it has had to do with.
            #[param(required = false)]
            department: Option<Key>,
            /// The steps of a person, and orders that this person has had to do with. For managers and that person.
            #[param(required = false)]
            person: Option<uuid::Uuid>,
        }

        impl $name {
            fn common(&self) -> crate::api::insight::asked::Common {
                crate::api::insight::asked::Common {
                    from: self.from.map(|day| day.0),
                    to: self.to.map(|day| day.0),
                    filter: yidan_domain::insight::Filter {
                        words: self.text.0.clone(),
                        process: self.process.as_ref().map(|key| key.0.clone()),
                        customer: self.customer.map(yidan_domain::CustomerId),
                        salesperson: self.salesperson.map(yidan_domain::PersonId),
                        department: self.department.as_ref().map(|key| key.0.as_str().into()),
                        person: self.person.map(yidan_domain::PersonId),
                    },
                }
            }
        }
    };
}

pub(super) use asking;

/// What all questions ask alike.
pub struct Common {
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub filter: Filter,
}

impl Common {
    pub async fn read(self, caller: &Caller) -> Result<insight::Question, Problem> {
        let span = crate::insight::span(self.from, self.to, caller.today());
        let span = span.map_err(|message| Problem::saying(StatusCode::UNPROCESSABLE_ENTITY, message))?;
        let filter = self.filter;
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
    Finished, Untimely, BeyondStandard, Returned, WithoutStart, WithStart, InHand, Waiting, Held, Started, Overdue,
    Bottleneck, BottleneckLate, WaitedFor,
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
