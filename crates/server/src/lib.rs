//! The program `yidan` as a library: what its binary, its tests and its examples are put together from.

pub mod assets;
pub mod page;
pub mod texts;
