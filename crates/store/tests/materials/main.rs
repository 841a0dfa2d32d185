//! Materials, stock and purchases (S12) on both databases.

mod book;
mod following;
mod ledgers;
mod shop;
