//! The only SQL: transactions, events, read tables, the board index, attachments.

pub mod board;
