//! The program `yidan` as a library: what its binary, its tests and its examples are put together from.

pub mod allowed;
pub mod api;
pub mod app;
pub mod assets;
pub mod bench;
pub mod cli;
pub mod demo;
pub mod event_log;
pub mod import;
pub mod insight;
pub mod jobs;
pub mod known;
pub mod page;
pub mod secrets;
pub mod summary_sheet;
pub mod texts;
pub mod tracking;
pub mod web;
