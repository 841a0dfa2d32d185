//! The states that the board's tabs show orders by.

use yidan_domain::order::{
    lateness::{Lateness, Outlook},
    row::Status,
    summary::SOON_DAYS,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    Open,
    Done,
    Cancelled,
    /// Open, and late against the promised day.
    Late,
    /// Open, and the promised day is today or in the next three days.
    DueSoon,
    /// Open, and late by what such orders usually take.
    WillBeLate,
    /// Open, with one chance in ten or more of being late.
    AtRisk,
    /// Open without a promised day.
    NoDate,
    /// With an exception that nobody has cleared, unless cancelled.
    Exception,
}

/// The states of one order together, one bit each.
#[derive(Debug, Clone, Copy)]
pub struct States(u16);

impl State {
    pub const ALL: [State; 9] = [
        State::Open,
        State::Done,
        State::Cancelled,
        State::Late,
        State::DueSoon,
        State::WillBeLate,
        State::AtRisk,
        State::NoDate,
        State::Exception,
    ];

    pub fn key(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Done => "done",
            State::Cancelled => "cancelled",
            State::Late => "late",
            State::DueSoon => "due-soon",
            State::WillBeLate => "will-be-late",
            State::AtRisk => "at-risk",
            State::NoDate => "no-date",
            State::Exception => "exception",
        }
    }
}

impl States {
    /// How many different ones there can be.
    pub const MANY: usize = 1 << State::ALL.len();

    #[inline(always)]
    pub fn of(status: Status, has_date: bool, has_exception: bool, lateness: Lateness) -> Self {
        let open = status == Status::Open;
        let bit = |state: State, holds: bool| u16::from(holds) << state as u8;
        let soon = lateness.countdown_days.is_some_and(|days| SOON_DAYS.contains(&days));
        Self(
            bit(State::Open, open)
                | bit(State::Done, status == Status::Done)
                | bit(State::Cancelled, status == Status::Cancelled)
                | bit(State::Late, open & lateness.delay_days.is_some())
                | bit(State::DueSoon, open & soon)
                | bit(State::WillBeLate, open & (lateness.outlook == Outlook::WillBeLate))
                | bit(State::AtRisk, open & (lateness.outlook == Outlook::AtRisk))
                | bit(State::NoDate, open & !has_date)
                | bit(State::Exception, has_exception & (status != Status::Cancelled)),
        )
    }

    #[inline]
    pub fn has(self, state: State) -> bool {
        self.0 >> state as u8 & 1 == 1
    }

    /// Which of the `MANY` this is.
    #[inline]
    pub fn number(self) -> usize {
        self.0.into()
    }

    pub fn every() -> impl Iterator<Item = States> {
        (0..Self::MANY as u16).map(States)
    }
}
